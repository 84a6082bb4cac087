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


@pytest.mark.parametrize("equation", NOT_REPRODUCED)
def test_computed_number_would_be_confirmed(equation):
    value = sp.Rational(NOT_REPRODUCED[equation])
    assert evidence(equation, lambda printed: (printed[0], value, 3)).ok
