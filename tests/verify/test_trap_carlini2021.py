"""Averages of carlini2021 in a trap: which hold as averages over the atoms, and that spoiled relations are refused."""

from dataclasses import replace

import pytest
import sympy as sp
from entrainment.derive import thomas_fermi
from entrainment.derive.papers.carlini2021.trap import TRAP
from entrainment.runtime.verify.statements import check_of
from entrainment.runtime.verify.statements.carlini2021 import trap
from entrainment.runtime.verify.statements.carlini2021.trap import POINTS, cloud

CLAIMS = {claim.equation: claim for claim in TRAP}
STATEMENTS = [name for name, claim in CLAIMS.items() if claim.kind == "statement"]
CONDITIONAL = {"text:trap-average-25", "text:trap-average-26"}


@pytest.mark.slow
@pytest.mark.parametrize("name", CLAIMS)
def test_verdict(name, verdicts):
    assert verdicts[CLAIMS[name].id] == ("conditional" if name in CONDITIONAL else "confirmed")


@pytest.mark.parametrize("name", STATEMENTS)
@pytest.mark.parametrize("spoil", (lambda right: -right, lambda right: 1 / right, lambda right: right + sp.Rational(1, 100)))
def test_another_ratio_is_refused(name, spoil):
    claim = CLAIMS[name]
    (relation,) = claim.printed
    wrong = sp.Eq(relation.lhs, spoil(relation.rhs), evaluate=False)
    assert not check_of(claim)(replace(claim, printed=(wrong,)), 30).ok


def test_the_trap_modes_speak_against_the_average_over_the_atoms(monkeypatch):
    """Were the factor 1, the modes would refuse the law."""
    claim = CLAIMS["text:trap-average-26"]
    pushed = thomas_fermi.pushed_over_mean
    monkeypatch.setattr(thomas_fermi, "pushed_over_mean", lambda D: replace(pushed(D), start=sp.S.One, steps=(), base=None))
    assert not check_of(claim)(claim, 30).ok


@pytest.mark.parametrize("name", ("text:trap-average-39", "text:trap-average-55"))
def test_the_modes_of_a_mixture_speak_against_another_drag(name, monkeypatch):
    """More drag in the modes than in the law: the statement is refused, and so it is with averages taken elsewhere."""
    claim = CLAIMS[name]
    assert check_of(claim)(claim, 30).planted.caught == 8
    right = trap.moved
    monkeypatch.setattr(trap, "moved", lambda *asked: right(*asked) * 1.00001)
    assert not check_of(claim)(claim, 30).ok
    monkeypatch.setattr(trap, "moved", right)
    weighed = trap._weighed
    monkeypatch.setattr(trap, "_weighed", lambda D, p: weighed(D, p) | {"atoms": weighed(D, p)["squares of the density"]})
    assert not check_of(claim)(claim, 30).ok


def test_the_modes_of_a_liquid_speak_against_another_drag(monkeypatch):
    claim = CLAIMS["text:trap-average-47"]
    assert check_of(claim)(claim, 30).planted.caught == 4
    right = trap.moved_liquid()
    monkeypatch.setattr(trap, "moved_liquid", lambda: right * 1.00001)
    assert not check_of(claim)(claim, 30).ok


@pytest.mark.parametrize("mu", POINTS)
def test_grids_of_the_clouds_are_fine_enough(mu):
    coarse = cloud(mu)
    fine = type(coarse)(coarse.gas, POINTS[mu] + 12)
    for below in (1.4 * mu, float("inf")):
        assert abs(coarse.velocity_ratio(below) - fine.velocity_ratio(below)) < 1e-9
