"""Balls of integrals contain known values, and refuse what they cannot carry out."""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import vacuum_energy
from entrainment.derive.numeric import evaluate
from entrainment.derive.special import MPMATH, arc_deficit
from entrainment.runtime.verify import ball_integrals, balls, checks
from entrainment.runtime.verify.ball_integrals import leading_power
from flint import acb, arb

p, a = sp.symbols("p a", positive=True)
HALF_LINE = (p, 0, sp.oo)
KNOWN = (
    (sp.Integral(1 / (p**2 + a**2), HALF_LINE), sp.pi / (2 * a)),
    (sp.Integral(p / (p**2 + a**2) ** sp.Rational(3, 2), HALF_LINE), 1 / a),
    (sp.Integral(p**2 / (p**2 + a**2) ** 2, HALF_LINE), sp.pi / (4 * a)),
    (3 + a * sp.Integral(1 / (sp.sqrt(p**2 + a**2) + p) ** 2, HALF_LINE), 3 + sp.Rational(2, 3)),
    (sp.Integral(1 / (p**2 + a**2), (p, -1, sp.Rational(1, 2))), (sp.atan(1 / a) + sp.atan(1 / (2 * a))) / a),
    (sp.Integral(1 / (a + sp.cos(p)), (p, 0, sp.pi)), sp.pi / sp.sqrt(a**2 - 1)),
    (sp.Integral(sp.sin(p) ** 2 * arc_deficit(p), (p, 0, sp.pi / 2)), sp.pi / 2 - sp.pi * sp.log(2) / 2),
)


@pytest.mark.parametrize("form, value", KNOWN)
def test_integral_is_certified_to_fifty_digits(form, value):
    point = {a: sp.Rational(7, 5)}
    contains, small = balls.difference_contains_zero(balls.enclose(form, point, 52), balls.enclose(value, point, 52), 50)
    assert contains and small


@pytest.mark.parametrize("form, value", KNOWN)
def test_an_integral_that_is_off_by_one_part_in_a_million_is_excluded(form, value):
    point = {a: sp.Rational(7, 5)}
    wrong = value * (1 + sp.Rational(1, 10**6))
    assert not balls.difference_contains_zero(balls.enclose(form, point, 52), balls.enclose(wrong, point, 52), 50)[0]


@pytest.mark.parametrize(
    "form",
    (
        sp.Integral(1 / p, HALF_LINE),  # diverges at both ends
        sp.Integral(1 / (1 + p), HALF_LINE),  # diverges at infinity
        sp.Integral(1 / p, (p, 0, 1)),  # diverges at an end of a finite range
        sp.Integral(1 / (1 + p**2), (p, 1, sp.oo)),
        sp.Integral(1 / (1 + p**2), (p, 0, a)),
        sp.Integral(sp.exp(-p), HALF_LINE),
        sp.Integral(1 / (p - 1) ** 2, HALF_LINE),  # a pole inside
    ),
)
def test_what_cannot_be_integrated_is_refused(form):
    with pytest.raises(balls.NotEnclosable):
        balls.enclose(form, {}, 20)


@pytest.mark.parametrize("angle", (0, 1e-30, 0.01, 0.3, 0.4999, 0.5001, 1.57, 0.2 + 0.3j, 3))
def test_ball_of_the_arc_deficit_contains_its_value(angle):
    with mpmath.workdps(60):
        value = MPMATH["arc_deficit"](mpmath.mpmathify(angle))
    with balls.precision(120):
        ball = ball_integrals.arc_deficit(acb(angle.real, angle.imag))
        there = acb(arb(mpmath.nstr(mpmath.re(value), 60)), arb(mpmath.nstr(mpmath.im(value), 60)))
        assert ball.rel_accuracy_bits() > 100 and (ball - there).contains(0)


@pytest.mark.parametrize("around, radius", [(0, 0.25), (0.2, 0.25), (0.3, 0.1), (0.6, 0.2), (1.2, 0.3)])
def test_wide_balls_of_the_arc_deficit_contain_the_values_inside(around, radius):
    """Also around theta = 0; and a ball that reaches the pole at pi is not finite."""
    wide = ball_integrals.arc_deficit(acb(arb(around, radius), arb(0, radius)))
    for step in (-1, -0.5, 0, 0.7, 1):
        inside = ball_integrals.arc_deficit(acb(around + step * radius, radius * (1 - abs(step))))
        assert wide.overlaps(inside)
    assert not ball_integrals.arc_deficit(acb(arb(3, 0.2), 0)).is_finite()


def test_leading_power_is_divided_out_of_roots_and_sums():
    power, rest = leading_power(sp.sqrt(p**2 * a + p**4) * (p + p**3) / p, p)
    assert power == 1
    assert sp.simplify(rest - sp.sqrt(a + p**2) * (1 + p**2)) == 0


def test_vacuum_energy_of_any_mixture_agrees_with_quadrature_of_the_same_integral():
    form = vacuum_energy.stable_form(3).result
    (point,) = checks.draw(vacuum_energy.mixture(3), 1, seed=3)
    ball = balls.enclose(form, point, 40)
    assert abs(mpmath.mpf(ball.mid().str(30, radius=False)) / evaluate(form, point, 20) - 1) < 1e-20
