"""Balls of integrals contain known values, and refuse what they cannot carry out."""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import vacuum_energy
from entrainment.derive.numeric import evaluate
from entrainment.runtime.verify import balls, checks
from entrainment.runtime.verify.ball_integrals import leading_power

p, a = sp.symbols("p a", positive=True)
HALF_LINE = (p, 0, sp.oo)
KNOWN = (
    (sp.Integral(1 / (p**2 + a**2), HALF_LINE), sp.pi / (2 * a)),
    (sp.Integral(p / (p**2 + a**2) ** sp.Rational(3, 2), HALF_LINE), 1 / a),
    (sp.Integral(p**2 / (p**2 + a**2) ** 2, HALF_LINE), sp.pi / (4 * a)),
    (3 + a * sp.Integral(1 / (sp.sqrt(p**2 + a**2) + p) ** 2, HALF_LINE), 3 + sp.Rational(2, 3)),
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
        sp.Integral(1 / (1 + p**2), (p, 0, 1)),
        sp.Integral(sp.exp(-p), HALF_LINE),
        sp.Integral(1 / (p - 1) ** 2, HALF_LINE),  # a pole inside
    ),
)
def test_what_cannot_be_integrated_is_refused(form):
    with pytest.raises(balls.NotEnclosable):
        balls.enclose(form, {}, 20)


def test_leading_power_is_divided_out_of_roots_and_sums():
    power, rest = leading_power(sp.sqrt(p**2 * a + p**4) * (p + p**3) / p, p)
    assert power == 1
    assert sp.simplify(rest - sp.sqrt(a + p**2) * (1 + p**2)) == 0


def test_vacuum_energy_of_any_mixture_agrees_with_quadrature_of_the_same_integral():
    form = vacuum_energy.stable_form(3).result
    (point,) = checks.draw(vacuum_energy.mixture(3), 1, seed=3)
    ball = balls.enclose(form, point, 40)
    assert abs(mpmath.mpf(ball.mid().str(30, radius=False)) / evaluate(form, point, 20) - 1) < 1e-20
