"""The bare coupling of a zero-range pair in the plane is enclosed from either end of its wave (naidon2021, below Eq. 4)."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference.scattering import cutoff_coupling
from entrainment.runtime.reference.scattering_enclosures import (
    bound_state_constant_ball,
    cutoff_coupling_ball,
    node_constant_ball,
)
from flint import acb, arb, ctx
from mpmath import mp

DIGITS = 15


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(60), ctx.workprec(250):
        yield


def relative_radius(ball):
    return ball.rad() / abs(ball.mid())


@pytest.mark.parametrize("digits", (9, 15, 50))
def test_the_free_wave_and_the_bound_state_share_one_constant(digits):
    # The sharp cutoff acts at infinite momentum as a node at r = 1/q: the two constants are opposite.
    node, bound = node_constant_ball(digits), bound_state_constant_ball(digits)
    assert (node + bound).contains(0)
    assert max(node.rad(), bound.rad()) < arb(10) ** (-digits)


@pytest.mark.parametrize("constant", (node_constant_ball, bound_state_constant_ball))
def test_a_ball_contains_a_sharper_one(constant):
    # Fails if the remainder beyond the small argument is too narrow, or the arc not the quarter circle.
    for digits in (8, 9, 20):
        assert constant(digits).contains(constant(60))


def test_constants_against_the_definition_at_arguments_of_order_one():
    def missing(t, _):
        return t / 4 * (-t * t / 4).hypgeom([1], [2, 2])  # (1 - J_0(t))/t without its 0/0

    def free(t, _):
        return (1 - t.bessel_j(0)) / t

    def wave(t, _):
        return (-acb(t).cosh() / 1000).exp()

    # int_0^X (1 - J_0)/t dt - ln X stays within int_X^oo J_0/t dt = O(X^-3/2) of its limit.
    X = 100
    total = acb.integral(missing, 0, 1).real + acb.integral(free, 1, X, rel_tol=arb(10) ** -12).real
    assert abs(total - arb(X).log() - node_constant_ball(DIGITS)) < arb(X) ** -1.5
    # K_0(x) = int_0^oo exp(-x cosh t) dt, cut where the integrand is below exp(-500).
    excess = acb.integral(wave, 0, 14).real - arb(1000).log() - bound_state_constant_ball(DIGITS)
    assert 0 < excess < 1e-5


@pytest.mark.parametrize("definition", ("node", "bound"))
@pytest.mark.parametrize("kappa, m_reduced, a", ((1000, "1/2", 1), ("7/3", "5/4", "2/9"), ("1/1000", 2, 3)))
def test_ball_contains_the_quadrature(definition, kappa, m_reduced, a):
    ball = cutoff_coupling_ball(kappa, m_reduced, a, definition, DIGITS)
    value = arb(mp.nstr(cutoff_coupling(kappa, m_reduced, a, definition, DIGITS), 40))
    assert (value + arb(0, 1) * abs(value) * arb(10) ** (-DIGITS)).overlaps(ball)
    assert relative_radius(ball) < arb(10) ** (-DIGITS)


def test_the_coupling_runs_as_the_second_born_order_demands():
    # d(1/g)/d ln kappa = -m_reduced/pi, whatever the scattering length.
    low, high = (cutoff_coupling_ball(kappa, "3/2", "1/7", "node", DIGITS) for kappa in (2, 6))
    assert (1 / high - 1 / low + arb(3) / 2 * arb(3).log() / arb.pi()).contains(0)


def test_both_definitions_agree_far_above_the_bound_state():
    departures = []
    for kappa in (10**2, 10**4):
        node, bound = (cutoff_coupling_ball(kappa, 1, 1, definition, DIGITS) for definition in ("node", "bound"))
        departures.append(abs(bound / node - 1))
    assert 0 < departures[0] < 1e-3 and departures[1] < departures[0] * 2e-4


def test_a_coupling_near_its_pole_keeps_its_digits():
    # 1/g = 0 at ln(kappa a) = -constant.
    ball = node_constant_ball(40)
    kappa = Fraction((-ball).exp().mid().str(20, radius=False))
    assert relative_radius(cutoff_coupling_ball(kappa, 1, 1, "node", DIGITS)) < arb(10) ** (-DIGITS)


def test_impossible_input_is_refused():
    for refused in ((0, 1, 1, "node"), (1, -1, 1, "node"), (1, 1, 0, "bound"), (1, 1, 1, "pole")):
        with pytest.raises(ValueError):
            cutoff_coupling_ball(*refused)
