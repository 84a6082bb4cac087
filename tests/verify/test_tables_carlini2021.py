"""Tables I and II of carlini2021: every entry has its power of q, and another power is refused."""

from dataclasses import replace

import pytest
from entrainment.derive import notation as s
from entrainment.derive.papers.carlini2021.tables import TABLES
from entrainment.runtime.verify.statements import check_of

ENTRIES = {claim.equation: claim for claim in TABLES}


@pytest.mark.slow
@pytest.mark.parametrize("name", ENTRIES)
def test_entry_is_confirmed(name, verdicts):
    assert verdicts[ENTRIES[name].id] == "confirmed"


@pytest.mark.parametrize("name", ENTRIES)
@pytest.mark.parametrize("power", (1, -1))
def test_another_power_of_q_is_refused(name, power):
    claim = ENTRIES[name]
    for index, relation in enumerate(claim.printed):
        wrong = relation.func(relation.lhs, relation.rhs * s.q**power, evaluate=False)
        spoiled = replace(claim, printed=(*claim.printed[:index], wrong, *claim.printed[index + 1 :]))
        assert not check_of(claim)(spoiled, 30).ok
