"""The integrands of the conductivities: every line of their derivations holds, and no frequency enters the envelopes."""

import pytest
import sympy as sp
from entrainment.derive import resonance_sums as rs
from entrainment.derive.notation import E_d, E_s, gap
from entrainment.derive.rules import RuleError

FORMS = [
    *((rs.envelopes, (kind, 3)) for kind in ("convert", "create")),
    *(pytest.param(rs.envelopes, (kind, 2), marks=pytest.mark.slow) for kind in ("convert", "create")),
    *((rs.envelope, (kind,)) for kind in ("convert", "create")),
    *((rs.drude_density, (*pair, 3)) for pair in ("aa", "ab", "bb")),
    *((rs.depletion_density, (component, 3)) for component in "ab"),
]


@pytest.mark.parametrize(
    "chapter, arguments", FORMS, ids=lambda x: getattr(x, "__name__", "-".join(map(str, x)) if isinstance(x, tuple) else x)
)
def test_every_line_holds_to_30_digits(chapter, arguments):
    found = chapter(*arguments)
    assert found.worst_line(found.domain.sample(2, seed=11), 30)[1] < 1e-30


@pytest.mark.parametrize("kind, Q", [("convert", gap**2), ("create", (E_d + E_s) ** 2)])
def test_the_envelopes_know_no_frequency(kind, Q):
    a, B, squared = rs.envelopes(kind, 3).result
    assert squared == Q
    assert not {"omega", "gamma", "E_a", "P_ad"} & {str(symbol) for symbol in (a * B).free_symbols}


def test_what_is_no_pair_of_resonances_is_refused():
    w, g = rs.omega, rs.gamma
    with pytest.raises(RuleError, match="one pair"):
        rs.OneResonance()(1 / (E_d - rs.hbar * w - 2 * sp.I * rs.hbar * g) ** 3)
