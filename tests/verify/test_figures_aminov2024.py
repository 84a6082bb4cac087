"""Figures and estimates of aminov2024: verdicts, planted errors, and that each printed relation is needed as it stands."""

import math
from dataclasses import replace
from functools import cache

import pytest
import sympy as sp
from entrainment.derive.papers.aminov2024 import dipolar, estimates, figures, text, words
from entrainment.runtime.verify import checks, measured, statements
from entrainment.runtime.verify.verdicts import judge

MEASURED = (*figures.FIGURE_CLAIMS, *estimates.ESTIMATE_CLAIMS, *text.TEXT_CLAIMS, *dipolar.DIPOLAR_CLAIMS)
CLAIMS = {claim.equation: claim for claim in MEASURED if claim.kind == "statement"}
CONDITIONAL = {
    "D3:contact": "coupling of the layer",
    "fig3:width": "|R_+|^2",
    "fig4:recession": "no condensate",
    "fig5:superfluid": "sqrt",
    "text:width-of-21": "half width",
    "text:thermal-frequency": "angular frequency",
    "text:second-term-of-21": "|Lambda^+|",
    "text:loop-hagen-rubens": "few tenths of T",
    "text:damping-ranges": "not K-K",
    "fig3:envelopes": "equal masses",
    "fig5:relation": "sigma^sp_aa",
    "fig7:inset": "L up to",
}
CONFIRMED = ["fig3:drude", "fig3:insets", "fig5:masked", "fig5:normal", "fig6:K-K", "fig7:momentum", "tableI", "text:densities"]
CONFIRMED += ["text:drude-peak", "D3:long-waves", "D3:slope", "text:dominant-terms", "text:bose-slope", "text:close-small"]
CONFIRMED += ["text:amplitudes-Rb-low"]
CORRECTED = {
    "text:envelope-power": "f_- does not",
}
NOT_REPRODUCED = {
    "fig5:dashed": "0.822 (mu_a + mu_b)",
    "fig5:approximations": "(21) at 2 pi 300/s",
    "fig6:Na-Na": "1.23 kHz",
    "fig5:resonance": "at gamma = 2 pi 300/s there is neither maximum nor zero",
    "fig7:resonance": "of Er-Er at Delta",
    "text:distant-condition": "Yb 0.312, Cs 0.742",
    "text:weight-Rb": "0.0366 at 1885/s, 0.0200 at 300/s",
}


@cache
def row(name):
    return judge(CLAIMS[name], 30)[0]


@pytest.mark.parametrize("name", [*CONFIRMED, *CONDITIONAL])
def test_statement_holds_and_planted_errors_are_noticed(name):
    found = row(name)
    assert found.verdict == ("conditional" if name in CONDITIONAL else "confirmed"), found.reason
    assert CONDITIONAL.get(name, "") in "".join(found.assumptions)
    assert found.mutants.planted and not found.mutants.survivors


@pytest.mark.parametrize("name", CORRECTED)
def test_statement_is_refused_and_what_is_true_is_said(name):
    found = row(name)
    assert found.verdict == "corrected" and CORRECTED[name] in found.correction


@pytest.mark.parametrize("name", NOT_REPRODUCED)
def test_what_is_not_reproduced_is_shown_beside_the_text(name):
    found = row(name)
    assert found.verdict == "not-reproduced" and NOT_REPRODUCED[name] in found.reason


def spoiled(relation):
    if isinstance(relation, sp.Eq):
        return sp.Eq(relation.lhs, relation.rhs + 1, evaluate=False)
    return (sp.Lt if isinstance(relation, sp.Gt) else sp.Gt)(relation.lhs, relation.rhs, evaluate=False)


@pytest.mark.parametrize("name", CONFIRMED)
def test_each_relation_is_needed_as_it_stands(name):
    claim = CLAIMS[name]
    found = statements.check_of(claim)(replace(claim, printed=tuple(map(spoiled, claim.printed))), 30)
    assert not found.ok
    for relation in map(spoiled, claim.printed):  # each is judged by itself, from the same numbers
        assert f" {relation}," in found.text.partition("not so:")[2] + ","


def test_every_claim_prints_pure_numbers():
    printed = {name: claim for name, claim in CLAIMS.items() if isinstance(claim.printed[0], sp.Rel)}
    assert len(printed) > 40 and all(checks.check_dimensions(claim.printed, claim.domain).ok for claim in printed.values())


def test_every_claim_has_a_check():
    assert all(statements.check_of(claim) for claim in CLAIMS.values())


def test_words_ask_for_what_they_say():
    claim = words.claim("toy", "a toy", (words.close("x"), words.small("y"), words.large("z"), words.same_order("w")), "")
    good = {"x": 1.09, "y": 0.31, "z": 3.17, "w": 3.1}
    assert not measured.failing(claim, good)
    for name, value in {"x": 1.11, "y": 0.32, "z": 3.16, "w": 3.2}.items():
        assert len(measured.failing(claim, good | {name: value})) == 1
    assert len(measured.failing(claim, good | {"z": math.nan})) == 1
    assert not measured.failing(claim, good | {"z": math.inf})
    with pytest.raises(KeyError):
        measured.failing(claim, {"x": 1.0})


def test_a_planted_error_that_passes_is_a_survivor():
    claim = words.claim("toy", "a toy", (words.close("x"),), "")
    planted = [("too small", {"x": 0.5}), ("nothing", {"x": 1.0})]
    found = measured.settle(claim, {"x": 1.0}, "arithmetic", 1, 15, planted=planted)
    assert found.planted.caught == 1 and found.planted.survivors == ["aminov2024:toy: nothing"]
