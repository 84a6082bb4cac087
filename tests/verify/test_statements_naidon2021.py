"""What naidon2021 says in words: each statement has its verdict, and each check refuses a spoiled version."""

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
import sympy as sp
from entrainment.derive import mixed_bubbles, scattering
from entrainment.derive import notation as s
from entrainment.derive.papers.naidon2021 import text
from entrainment.runtime import phases, species
from entrainment.runtime.verify.statements import CHECKS
from entrainment.runtime.verify.statements.naidon2021 import phases as bubbles
from entrainment.runtime.verify.statements.naidon2021 import window

CLAIM = {claim.equation: claim for claim in text.TEXT}
CONDITIONAL = {"text:signs", "text:mass-imbalance-widens"}
RELATIONS = [name for name, claim in CLAIM.items() if claim.kind == "statement" and isinstance(claim.printed, tuple)]


def check(claim):
    return CHECKS[claim.id](claim, 30)


def spoiled(relation):
    """Sides of an inequality exchanged; an equality off by one."""
    if isinstance(relation, sp.Eq):
        return sp.Eq(relation.lhs, relation.rhs + 1, evaluate=False)
    return (sp.Lt if isinstance(relation, sp.Gt) else sp.Gt)(relation.lhs, relation.rhs, evaluate=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", CLAIM)
def test_verdict(name, verdicts):
    assert verdicts[CLAIM[name].id] == ("conditional" if name in CONDITIONAL else "confirmed")


@pytest.mark.parametrize("name", RELATIONS)
def test_each_printed_relation_is_needed_as_it_stands(name):
    claim = CLAIM[name]
    for index, relation in enumerate(claim.printed):
        wrong = (*claim.printed[:index], spoiled(relation), *claim.printed[index + 1 :])
        assert not check(replace(claim, printed=wrong)).ok, wrong[index]


@pytest.mark.parametrize("name", ("text:exchange-equal-masses", "text:exchange-inverse-mass-ratio"))
def test_renaming_without_exchange_of_the_ends_is_refused(name):
    claim = CLAIM[name]
    same_end = text.EDGE["curvature", "left"]
    wrong = sp.Eq(claim.printed[0].lhs, same_end(*claim.printed[0].rhs.args), evaluate=False)
    assert not check(replace(claim, printed=(wrong, claim.printed[1]))).ok


def test_exchange_of_the_couplings_without_that_of_the_masses_is_refused():
    claim = CLAIM["text:exchange-inverse-mass-ratio"]
    wrong = sp.Eq(claim.printed[0].lhs, text.EDGE["curvature", "right"](1 / s.alpha, s.z), evaluate=False)
    assert not check(replace(claim, printed=(wrong, claim.printed[1]))).ok


def test_a_form_with_a_mass_is_noticed(monkeypatch):
    monkeypatch.setattr(mixed_bubbles, "stiff_density", mixed_bubbles.stiff_sound)
    assert not check(CLAIM["text:any-mass"]).ok


def test_a_coupling_that_runs_the_wrong_way_is_noticed(monkeypatch):
    wrong = SimpleNamespace(result=-scattering.bare_coupling().result)
    monkeypatch.setattr(scattering, "bare_coupling", lambda: wrong)
    assert window.second_order_running() != 0
    assert not check(CLAIM["text:kappa-independent-2d"]).ok


def test_the_next_order_in_kappa_does_not_vanish():
    _, whole = window.change_of_grand_potential(Fraction(1, 10))
    assert abs(whole) > 1e-5


def test_a_heavy_and_a_light_atom_do_not_round_to_the_printed_numbers(monkeypatch):
    monkeypatch.setattr(species, "species", lambda name: species.TABLE["7Li" if name == "39K" else name])
    assert not check(CLAIM["text:mass-imbalance-41K-39K"]).ok


def test_equal_masses_leave_no_branch_point():
    tau, K = bubbles.singular_points()
    assert bubbles.leave_the_interval(tau, K)
    assert not bubbles.leave_the_interval(tau.subs(s.z, 1), K.subs(s.z, 1))


def test_the_kinds_of_coexistence_come_in_the_printed_order():
    alpha = Fraction(27, 10)
    run = bubbles.precise(bubbles.five_curves)
    assert run(1, alpha) is not None
    assert run(1, alpha, bubbles.FIVE[::-1]) is None
    assert run(1, 1 / alpha) is None  # the bath is pure 2 there


@bubbles.precise
def tangents(D, z, alpha, delta):
    return bubbles.two_tangents(D, z, alpha, delta)


@pytest.mark.parametrize("D", (1, 2, 3))
def test_no_second_tangent_outside_the_pinch(D):
    alpha, delta = bubbles.inside_pinch(D, 5.0)
    edges = phases.window(D, float(alpha), 5.0)
    width = Fraction(float(edges.upper - edges.split))
    assert tangents(D, 5.0, alpha, delta)
    assert not tangents(D, 5.0, alpha, delta + width)
    assert not tangents(D, 5.0, alpha, Fraction(float(edges.lower)) - width)
    assert not tangents(D, 5.0, alpha * 2, delta)


def test_a_touching_point_is_certified_only_where_it_is(monkeypatch):
    alpha, delta = bubbles.inside_pinch(1, 5.0)
    x = phases.tangent_points(1, float(alpha), 5.0, float(delta))
    touches = bubbles.precise(lambda at: bubbles.touches_at(1, at, alpha, 5, bubbles.ball(delta), 0))
    assert touches(float(x.from_1)) and not touches(float(x.from_1) + 1e-4)
    monkeypatch.setattr(phases, "tangent_points", lambda *a: phases.Tangents(x.from_1 + 1e-4, x.from_2))
    assert not check(CLAIM["text:pinch-shape"]).ok


def test_a_displaced_corner_is_an_error(monkeypatch):
    true = phases.pinch_corners
    moved = lambda D, z: phases.PinchCorners(*(phases.Corner(c.alpha * 1.001, c.delta) for c in true(D, z)))
    monkeypatch.setattr(phases, "pinch_corners", moved)
    with pytest.raises(ArithmeticError, match="no corner"):
        check(CLAIM["text:pinch-more-probable"])


def test_a_curve_drawn_with_the_wrong_sign_is_noticed(monkeypatch):
    true = phases.grand_potential
    monkeypatch.setattr(phases, "grand_potential", lambda *a: -true(*a))
    assert not check(CLAIM["fig1b"]).ok


@pytest.mark.parametrize("wrong", ("lower", "upper", "bath", "x_triple"))
def test_a_wrong_boundary_is_noticed(monkeypatch, wrong):
    true = phases.window
    change = {"bath": lambda v: 3 - v, "x_triple": lambda v: v + 1e-3}.get(wrong, lambda v: v * (1 + 1e-9))
    spoil = lambda edges: edges._replace(**{wrong: np.asarray(change(getattr(edges, wrong)))})
    monkeypatch.setattr(phases, "window", lambda *a: spoil(true(*a)))
    assert not check(CLAIM["fig2"]).ok


def test_a_polynomial_with_one_negative_coefficient_is_not_proved_positive():
    assert window.positive_beyond_one(s.alpha**2 - s.alpha)
    assert not window.positive_beyond_one(s.alpha**2 - 3 * s.alpha + 3)  # positive, but not by this route
    assert not window.positive_beyond_one(s.alpha - 2)
    assert not window.positive_beyond_one(sp.log(s.alpha) - 1)
