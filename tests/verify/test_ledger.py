"""Toy claims whose truth is known: the ledger must find it, and must not find it where evidence is missing."""

import json

import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive.records import Derivation, Reading, Reference, Step
from entrainment.derive.rules import Rewrite
from entrainment.runtime.verify import render
from entrainment.runtime.verify.ledger import verify, verify_claims

from .conftest import DOMAIN, TRUE, claim, derivation


def row(one):
    return verify_claims([one], digits=30).rows[0]


def test_a_right_formula_is_confirmed_with_a_symbolic_proof_and_its_definition():
    found = row(claim(s.m * (sp.sqrt(s.alpha) - 1) ** 2 * (sp.sqrt(s.alpha) + 1) ** 2 / s.alpha ** sp.Rational(3, 2)))
    assert found.verdict == "confirmed"
    assert found.proof == ["symbolic", "quadrature", "enclosure"]
    assert found.digits >= 30 and found.points >= 20
    assert found.mutants.total > 5 and found.mutants.caught == found.mutants.total


def test_a_misprinted_factor_is_corrected_with_a_number_that_shows_it():
    found = row(claim(2 * TRUE))
    assert found.verdict == "corrected"
    assert sp.sympify(found.correction, {"alpha": s.alpha, "m": s.m}) == TRUE
    assert "printed" in found.witness and "true" in found.witness


def test_complex_formula_is_compared_as_a_whole():
    pole = s.m / (s.alpha - sp.I)
    rationalised = s.m * (s.alpha + sp.I) / (s.alpha**2 + 1)
    step = Step(Rewrite("rationalise", lambda e: rationalised), "")
    make = lambda: Derivation("pole", pole, (step,), DOMAIN)
    found = row(claim(pole, derivation=make, reference=None))
    assert found.verdict == "confirmed" and found.mutants.caught == found.mutants.total > 3
    wrong = row(claim(sp.conjugate(pole), derivation=make, reference=None))
    assert wrong.verdict == "inconclusive" and "differ" in wrong.reason


def test_a_formula_right_on_one_side_only_is_conditional():
    root = sp.sqrt((s.alpha - 1) ** 2)
    printed = s.m * (s.alpha - 1) * root / s.alpha ** sp.Rational(3, 2)
    found = row(claim(printed, readings=(Reading("alpha > 1", where=(s.alpha > 1,)),)))
    assert found.verdict == "conditional"
    assert found.assumptions == ["alpha > 1"]
    assert "symbolic" in found.proof
    assert found.witness


def test_an_assumption_that_does_not_help_is_not_accepted():
    root = sp.sqrt((s.alpha - 1) ** 2)
    printed = s.m * (s.alpha - 1) * root / s.alpha ** sp.Rational(3, 2)
    found = row(claim(printed, readings=(Reading("alpha < 1", where=(s.alpha < 1,)),)))
    assert found.verdict == "corrected" and not found.assumptions


def test_a_character_damaged_by_the_scan_is_conditional_on_its_reading():
    damaged = sp.Symbol("n_pm", positive=True)
    found = row(claim(TRUE.subs(s.m, damaged), readings=(Reading("n_pm reads m", substitute=((damaged, s.m),)),)))
    assert found.verdict == "conditional"
    assert "n_pm" in found.witness


def test_a_formula_with_a_wrong_dimension_is_corrected_and_the_dimension_named():
    found = row(claim(TRUE * s.hbar))
    assert found.verdict == "corrected"
    assert "dimensions" in found.reason
    assert not found.evidence[0].ok


def test_a_definition_that_disagrees_leaves_the_row_inconclusive():
    wrong = Reference("toy.energy", ("alpha", "m"), fixed=(("factor", 2),))
    found = row(claim(TRUE, reference=wrong))
    assert found.verdict == "inconclusive" and "toy.energy" in found.reason
    assert not verify_claims([claim(TRUE, reference=wrong)], digits=30).ok


def test_a_derivation_with_a_broken_line_names_it():
    found = row(claim(TRUE, derivation=derivation(result=TRUE, start=3 * TRUE)))
    assert found.verdict == "inconclusive" and "line 1 (complete the square)" in found.reason


@pytest.mark.parametrize(
    "missing", [{"derivation": None}, {"reference": None, "derivation": lambda: Derivation("toy", TRUE, (), DOMAIN)}]
)
def test_nothing_is_confirmed_without_evidence(missing):
    assert row(claim(TRUE, **missing)).verdict == "inconclusive"


def test_a_difference_that_only_the_derivation_sees_is_inconclusive():
    assert row(claim(2 * TRUE, reference=None)).verdict == "inconclusive"


def test_an_empty_domain_is_an_error_of_the_row():
    found = row(claim(TRUE, domain=DOMAIN.where(s.alpha > 100)))
    assert found.verdict == "inconclusive" and "empty domain" in found.reason


def test_an_input_is_a_definition():
    assert row(claim(sp.Eq(s.m1, s.m), kind="definition")).verdict == "definition"
    assert row(claim(sp.Eq(s.m1, s.hbar), kind="definition")).verdict == "inconclusive"


@pytest.mark.parametrize(
    ("value", "digits", "verdict"), [("465.8", 4, "confirmed"), ("470", 2, "confirmed"), ("470", 3, "not-reproduced")]
)
def test_a_quoted_number_must_round(value, digits, verdict):
    computed = lambda: Derivation("ratio", sp.Rational(174**2, 65), (), DOMAIN)
    printed = (value, sp.Rational(value), digits)
    assert row(claim(printed, kind="number", derivation=computed, reference=None)).verdict == verdict


def test_a_statement_without_a_check_is_inconclusive():
    assert row(claim((s.alpha > 0,), kind="statement")).verdict == "inconclusive"


def test_json_has_the_fields_of_the_schema():
    record = json.loads(json.dumps(verify_claims([claim(TRUE)], digits=30).to_json()))
    assert record["toolchain"]["sympy"]
    needed = {
        "paper",
        "id",
        "title",
        "verdict",
        "assumptions",
        "correction",
        "evidence",
        "proof",
        "digits",
        "points",
        "kernels",
        "worst_ulp",
        "seconds",
    }
    assert needed <= record["rows"][0].keys()


def test_the_table_says_why_under_the_line():
    text = render.render(verify_claims([claim(TRUE), claim(2 * TRUE)], digits=30))
    assert "(1)" in text and "confirmed" in text and "corrected" in text
    assert "correct: m*(alpha - 1)**2" in text
    assert "2 claims: 1 confirmed, 0 conditional, 1 corrected, 0 inconclusive" in text


def test_too_few_digits_are_refused():
    with pytest.raises(ValueError, match="20 or more"):
        verify("naidon2021", digits=5)
