"""What carlini2021 says between its equations: each statement holds, and each check refuses a spoiled relation."""

from dataclasses import replace

import pytest
import sympy as sp
from entrainment.derive.papers.carlini2021.further_text import FURTHER_TEXT
from entrainment.derive.papers.carlini2021.text import TEXT
from entrainment.runtime.verify.statements import check_of

SAID = (*TEXT, *FURTHER_TEXT)
CONDITIONAL = {"text:caption-of-fig2", "text:kick"}
STATEMENTS = {claim.equation: claim for claim in SAID if claim.kind == "statement"}
EQUATIONS = {claim.equation: claim for claim in SAID if claim.kind == "equation"}
RELATIONS = [
    (name, index)
    for name, claim in STATEMENTS.items()
    for index, relation in enumerate(claim.printed)
    if isinstance(relation, sp.Rel)
]


def spoiled(relation):
    """Sides of an inequality exchanged; an equality off by one."""
    if isinstance(relation, sp.Eq):
        return sp.Eq(relation.lhs, relation.rhs + 1, evaluate=False)
    return (sp.Lt if isinstance(relation, sp.Gt) else sp.Gt)(relation.lhs, relation.rhs, evaluate=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", (*STATEMENTS, *EQUATIONS))
def test_verdict(name, verdicts):
    assert verdicts[f"carlini2021:{name}"] == ("conditional" if name in CONDITIONAL else "confirmed")


@pytest.mark.parametrize("name, index", RELATIONS)
def test_each_printed_relation_is_needed_as_it_stands(name, index):
    claim = STATEMENTS[name]
    wrong = (*claim.printed[:index], spoiled(claim.printed[index]), *claim.printed[index + 1 :])
    assert not check_of(claim)(replace(claim, printed=wrong), 30).ok


def test_words_for_the_numbers_of_branches_are_read():
    claim = STATEMENTS["text:gapless-branches"]
    assert not check_of(claim)(replace(claim, printed=("two", "two")), 30).ok
