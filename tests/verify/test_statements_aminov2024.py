"""What aminov2024 says in words: each check refuses the statement when its printed form is spoiled."""

from dataclasses import replace

import pytest
import sympy as sp
from entrainment.runtime.verify import catalogue, statements

WORDS = {
    "text:positive-weights": lambda printed: (sp.Lt(printed[0].gts, 0, evaluate=False), *printed[1:]),
    "text:weight-identity": lambda printed: (sp.Eq(printed[0].lhs, 2 * printed[0].rhs, evaluate=False),),
    "text:profile-norm": lambda printed: (sp.Eq(printed[0].lhs, 2, evaluate=False),),
    "C2-close": lambda printed: (sp.Eq(printed[0].lhs, 2 * printed[0].rhs, evaluate=False),),
    "C2-distant": lambda printed: (sp.Eq(printed[0].lhs, 4 * printed[0].rhs, evaluate=False),),
    "text:gradient-examples": lambda printed: (printed[0], tuple(2 * value for value in printed[1]), printed[2]),
}
CORRECTED = ("table1:chemical-potentials-Rb-Rb", "table1:chemical-potentials-K-K")
NOT_REPRODUCED = {
    "table1:chemical-potentials-Na-Na": "1.74",
    "table1:chemical-potentials-Yb-Cs": "1.91",
    "text:nanokelvin": "20.84",
    "text:r-star-168Er": "10.57",
    "text:r-star-52Cr": "2.401",
    "text:gradient": "0.001253",
}
BOTH_READINGS = {"text:weights-Rb": ("1.050 and -0.014", "0.987 and 0.033"), "text:gradient": ("3.17e-05", "9.52e-05")}


def evidence(equation, change=lambda printed: printed):
    claim = catalogue.claim(f"aminov2024:{equation}")
    spoiled = replace(claim, printed=change(claim.printed))
    return statements.check_of(claim)(spoiled, 30)


@pytest.mark.parametrize("equation", WORDS)
def test_statement_holds(equation):
    assert evidence(equation).ok


@pytest.mark.parametrize("equation", WORDS)
def test_spoiled_statement_is_refused(equation):
    assert not evidence(equation, WORDS[equation]).ok


@pytest.mark.parametrize("equation", CORRECTED)
def test_table_prints_the_sum_over_hbar(equation):
    assert "in units of 10^3/s" in evidence(equation).correction


@pytest.mark.parametrize("equation", NOT_REPRODUCED)
def test_quoted_number_differs_and_the_computed_one_is_shown(equation):
    found = evidence(equation)
    assert not found.ok and not found.correction and NOT_REPRODUCED[equation] in found.text


@pytest.mark.parametrize("equation", BOTH_READINGS)
def test_a_frequency_is_read_as_an_angular_frequency_too(equation):
    found = evidence(equation)
    assert not found.ok and all(number in found.text for number in BOTH_READINGS[equation])


def test_chemical_potential_of_a_component_leaves_the_energy_in_the_other_condensate():
    found = evidence("text:hartree")
    assert found.ok and "counted from V_ab(0) n_j" in found.assumption and "leaves V_ab*n_b" in found.witness
    spoiled = evidence("text:hartree", lambda printed: (sp.Eq(printed[0].lhs, 2 * printed[0].rhs, evaluate=False),))
    assert not spoiled.ok and spoiled.correction == "mu_a = V_aa*n_a + V_ab*n_b"


@pytest.mark.parametrize("equation", NOT_REPRODUCED)
def test_computed_number_would_be_confirmed(equation):
    value = sp.Rational(NOT_REPRODUCED[equation])
    assert evidence(equation, lambda printed: (printed[0], value, 3)).ok
