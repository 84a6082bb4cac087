"""The rigorous ball contains the number found by quadrature (naidon2021, Eqs. 1-2, 5-8)."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference.enclosures import (
    EnclosureTooWide,
    soft_energy_ball,
    vacuum_energy_ball,
    vacuum_energy_derivative_ball,
)
from entrainment.runtime.reference.soft_line import SoftLine
from entrainment.runtime.reference.vacuum_energy import vacuum_energy, vacuum_energy_derivative
from flint import arb, ctx
from mpmath import mp

DIGITS = 12
MIXTURES = {
    "generic": (1, "5/3", "7/5", "2/3", "4/5", "3/4", "9/7"),
    "uncoupled": (1, 3, 1, "1/2", 0, 1, 2),
    "critical, rational root": (1, 3, "4/3", 3, 2, "1/2", 1),
    "strongly unequal masses": ("1/10", 10, 1, 2, "critical", 1, "1/3"),
    "pure 1": (1, "7/87", 1, 2, "1/2", 1, 0),
}


def assert_contains(ball, value, digits):
    """The value, widened by its own claimed accuracy, meets the ball."""
    with mp.workdps(60):
        text = mp.nstr(value, 50)
    ctx.prec = 250
    try:
        claimed = arb(text) + arb(0, 1) * abs(arb(text)) * arb(10) ** (-digits)
        assert claimed.overlaps(ball), (ball, text)
        assert ball.rad() <= abs(ball.mid()) * arb(10) ** (-digits)
    finally:
        ctx.prec = 53


@pytest.mark.parametrize("name", MIXTURES)
@pytest.mark.parametrize("D", (1, 2, 3))
def test_ball_contains_quadrature(D, name):
    kappa = {"kappa": "7/2"} if D == 2 else {}
    ball = vacuum_energy_ball(D, *MIXTURES[name], **kappa, digits=DIGITS)
    assert_contains(ball, vacuum_energy(D, *MIXTURES[name], **kappa, digits=DIGITS), DIGITS)


@pytest.mark.parametrize("x", (0, "1/3", 1))
@pytest.mark.parametrize("D", (1, 2, 3))
def test_soft_direction_and_its_derivatives(D, x):
    energies = SoftLine(D, "27/10", 5, digits=10).energy(x)
    for derivative, value in enumerate(energies):
        assert_contains(soft_energy_ball(D, x, "27/10", 5, derivative=derivative, digits=10), value, 10)


@pytest.mark.parametrize("D", (1, 2, 3))
def test_midpoint_of_a_ball_derivative_is_the_slope_of_the_balls(D):
    x, h = Fraction(2, 5), Fraction(1, 10**8)
    low, high = (soft_energy_ball(D, x + s * h, "3/10", 20, digits=40) for s in (-1, 1))
    slope = soft_energy_ball(D, x, "3/10", 20, derivative=1, digits=30)
    ctx.prec = 200
    try:
        difference = (high - low) / (2 * arb(10) ** -8)
        assert abs(difference - slope) < arb(10) ** -13 * abs(slope)
    finally:
        ctx.prec = 53


def test_ball_of_zero_is_refused():
    # alpha = z = 1: E_B does not depend on n_- at all.
    with pytest.raises(EnclosureTooWide):
        soft_energy_ball(1, "1/3", 1, 1, derivative=1)


def test_outside_the_domain():
    with pytest.raises(ValueError):
        vacuum_energy_ball(1, 1, 1, 1, 1, "1001/1000", 1, 1)
    with pytest.raises(ValueError):
        soft_energy_ball(1, "11/10", 2, 1)
    with pytest.raises(TypeError):
        vacuum_energy_ball(2, 1, 1, 1, 1, 0, 1, 1, kappa=0.3)


@pytest.mark.parametrize("orders", ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2)))
@pytest.mark.parametrize("D", (1, 2, 3))
def test_ball_of_a_derivative_contains_quadrature(D, orders):
    kappa = {"kappa": "7/2"} if D == 2 else {}
    ball = vacuum_energy_derivative_ball(D, *orders, *MIXTURES["generic"], **kappa, digits=DIGITS + 2)
    assert_contains(ball, vacuum_energy_derivative(D, *orders, *MIXTURES["generic"], **kappa, digits=DIGITS), DIGITS)


@pytest.mark.parametrize("orders, densities", (((2, 1), (1, 1)), ((0, 0), (1, 1)), ((1, 0), (1, 0))))
def test_ball_of_a_derivative_needs_an_order_and_both_densities(orders, densities):
    with pytest.raises(ValueError, match="orders of total 1 or 2 and positive densities"):
        vacuum_energy_derivative_ball(3, *orders, 1, 1, 1, 1, "1/2", *densities)
