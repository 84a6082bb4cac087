"""A ball holds the delta_g at which Omega is flat, or touched by its chord, at an end of (7) (naidon2021, Eqs. 5-17)."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference.edge_enclosures import (
    curvature_edge_ball,
    edge_ratio_ball,
    tangent_edge_ball,
    window_parameters_ball,
)
from entrainment.runtime.reference.enclosures import EnclosureTooWide
from entrainment.runtime.reference.mixed_bubbles import curvature_edge, edge_ratio, tangent_edge, window_parameters
from entrainment.runtime.reference.soft_line import SoftLine
from flint import arb, ctx
from mpmath import mp

DIGITS = 15
DIMENSIONS = (1, 2, 3)
SIDES = ("left", "right")
MIXTURES = (("27/10", 1), ("13/10", 5), ("3/4", "2/7"))


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(60), ctx.workprec(250):
        yield


def middle(ball):
    return mp.mpf(ball.mid().str(50, radius=False))


def assert_contains(ball, value):
    """The value, widened by its own accuracy, meets a ball that is small."""
    text = mp.nstr(value, 50)
    assert (arb(text) + arb(0, 1) * abs(arb(text)) * arb(10) ** (-DIGITS)).overlaps(ball), (ball, text)
    assert ball.rad() < abs(ball.mid()) * arb(10) ** (-DIGITS)


@pytest.mark.parametrize("D", DIMENSIONS)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("alpha, z", MIXTURES)
def test_ball_contains_the_quadrature(D, side, alpha, z):
    assert_contains(curvature_edge_ball(D, side, alpha, z, DIGITS), curvature_edge(D, side, alpha, z, digits=DIGITS))
    assert_contains(tangent_edge_ball(D, side, alpha, z, DIGITS), tangent_edge(D, side, alpha, z, digits=DIGITS))


@pytest.mark.parametrize("D", DIMENSIONS)
@pytest.mark.parametrize("side", SIDES)
def test_omega_is_flat_or_touched_by_its_chord(D, side):
    alpha, z, end = "7/5", 3, SIDES.index(side)
    line = SoftLine(D, alpha, z, digits=DIGITS)
    bound = mp.mpf(10) ** (3 - DIGITS)
    assert abs(line.omega(end, middle(curvature_edge_ball(D, side, alpha, z, DIGITS)))[2]) < bound
    delta_g = middle(tangent_edge_ball(D, side, alpha, z, DIGITS))
    chord = line.omega(1, delta_g)[0] - line.omega(0, delta_g)[0]
    assert abs(line.omega(end, delta_g)[1] - chord) < bound


@pytest.mark.parametrize("D", DIMENSIONS)
@pytest.mark.parametrize("edge", (curvature_edge_ball, tangent_edge_ball))
def test_exchange_of_the_components(D, edge):
    assert edge(D, "left", "13/10", 5, DIGITS).overlaps(edge(D, "right", "10/13", "1/5", DIGITS))


@pytest.mark.parametrize("D, sign", ((1, -1), (3, 1)))
def test_bubbles_need_negative_delta_g_in_one_dimension_and_positive_in_three(D, sign):
    lower = curvature_edge_ball(D, "left", "27/10", 1, DIGITS)
    assert lower * sign > 0
    assert lower < tangent_edge_ball(D, "right", "27/10", 1, DIGITS)


@pytest.mark.parametrize("D", DIMENSIONS)
@pytest.mark.parametrize("alpha", ("27/10", "1/3"))
def test_ratio_of_the_edges(D, alpha):
    ball = edge_ratio_ball(D, alpha, DIGITS)
    assert_contains(ball, edge_ratio(D, alpha, DIGITS))
    assert (ball * curvature_edge_ball(D, "left", alpha, 1, DIGITS)).overlaps(tangent_edge_ball(D, "right", alpha, 1, DIGITS))


@pytest.mark.parametrize("D", (1, 3))
def test_edges_of_nearly_symmetric_bosons_coincide(D):
    alpha = 1 + Fraction(1, 10**9)
    ball = edge_ratio_ball(D, alpha, DIGITS)
    assert_contains(ball, edge_ratio(D, alpha, DIGITS))
    assert 0 < abs(ball - 1) < 1e-8


@pytest.mark.parametrize("alpha", ("27/10", "8/7", "10/27"))
def test_window_of_C(alpha):
    balls, values = window_parameters_ball(alpha, DIGITS), window_parameters(alpha, DIGITS)
    for ball, value in zip(balls, values, strict=True):
        assert_contains(ball, value)
    assert balls[0] < balls[1]


def test_the_window_is_that_of_the_exchanged_mixture():
    for ball, exchanged in zip(window_parameters_ball("5/2", DIGITS), window_parameters_ball("2/5", DIGITS), strict=True):
        assert ball.overlaps(exchanged)


def test_C_of_equation_14_depends_on_neither_units_nor_cutoff():
    alpha, g, m, n_plus, kappa = (mp.mpf(v) for v in (2.5, 0.75, 3, 1.25, 7))
    units = {"g": g, "m": m, "n_plus": n_plus, "kappa": kappa, "digits": DIGITS}
    edges = curvature_edge(2, "left", alpha, 1, **units), tangent_edge(2, "right", alpha, 1, **units)
    logarithm = mp.log(mp.sqrt(alpha**2 + 1) * m * g * n_plus / (alpha * kappa**2))
    for ball, edge in zip(window_parameters_ball("5/2", DIGITS), edges, strict=True):
        C = 8 * mp.pi * alpha * edge / ((alpha - 1) ** 2 * m * g**2) - logarithm
        assert abs(C - middle(ball)) < mp.mpf(10) ** (2 - DIGITS)


def test_edges_that_vanish_or_do_not_exist_are_refused():
    with pytest.raises(EnclosureTooWide):
        curvature_edge_ball(3, "left", 1, 1, 5)
    for refused in (edge_ratio, edge_ratio_ball):
        with pytest.raises(ValueError):
            refused(3, 1)
    for refused in (window_parameters, window_parameters_ball):
        with pytest.raises(ValueError):
            refused(1)
    with pytest.raises(ValueError):
        tangent_edge_ball(3, "middle", 2, 1)
    with pytest.raises(ValueError):
        curvature_edge_ball(3, "left", -2, 1)
