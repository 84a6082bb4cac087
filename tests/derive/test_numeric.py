"""``evaluate`` returns the digits that it promises, through cancellation and through integrals, or raises."""

from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from entrainment.derive.numeric import PrecisionError, agrees, compile_mpmath, evaluate, exact, relative_difference, section
from entrainment.derive.special import carlson_rf

t, x, y = sp.symbols("t x y", positive=True)


def digits_of(value, truth):
    with mpmath.workdps(80):
        return -mpmath.log10(abs(value / truth - 1) + mpmath.mpf(10) ** -79)


@pytest.mark.parametrize("exponent", [5, 20, 40])
def test_cancellation_costs_no_digits(exponent):
    value = evaluate(sp.sqrt(1 + x) - 1, {x: sp.Rational(10) ** -exponent}, 30)
    with mpmath.workdps(150):
        truth = mpmath.sqrt(1 + mpmath.mpf(10) ** -exponent) - 1
    assert digits_of(value, truth) >= 30


def test_number_that_is_nothing_but_rounding_is_refused():
    identity = sp.sin(3 * x) - 3 * sp.sin(x) + 4 * sp.sin(x) ** 3
    with pytest.raises(PrecisionError, match="no 30 digits"):
        evaluate(identity, {x: sp.Rational(7, 5)}, 30)


@pytest.mark.parametrize(
    "integral, truth",
    [
        (sp.Integral(1 / (1 + t**2), (t, 0, sp.oo)), lambda: mpmath.pi / 2),
        (sp.Integral(t * sp.exp(-x * t), (t, 0, sp.oo)), lambda: mpmath.mpf(1) / 9),
        (sp.Integral(1 / (x + t), (t, 0, 1)), lambda: mpmath.log(mpmath.mpf(4) / 3)),
        (2 - x * sp.Integral(1 / t**2, (t, 1, sp.oo)), lambda: mpmath.mpf(-1)),
    ],
    ids=["arctan", "gamma", "finite", "outside"],
)
def test_integrals_are_as_good_as_closed_forms(integral, truth):
    value = evaluate(integral, {x: 3}, 15)
    with mpmath.workdps(30):
        assert digits_of(value, truth()) >= 15


def test_divergent_integral_is_refused():
    with pytest.raises(PrecisionError, match="converges only to"):
        evaluate(sp.Integral(1 / (1 + t), (t, 0, sp.oo)), {}, 15)


def test_integral_over_two_variables_is_refused():
    with pytest.raises(NotImplementedError):
        compile_mpmath(sp.Integral(t * x, (t, 0, 1), (x, 0, 1)))


def test_symbol_without_a_value_is_named():
    with pytest.raises(KeyError, match="no value for y"):
        evaluate(x + y, {x: 1}, 10)


def test_special_functions_are_known():
    assert agrees(evaluate(carlson_rf(1, 2, x), {x: 3}, 20), mpmath.elliprf(1, 2, 3), 15)


@pytest.mark.parametrize("third", [Fraction(1, 3), sp.Rational(1, 3), mpmath.mpf(1) / 3])
def test_exact_numbers_enter_at_the_working_precision(third):
    with mpmath.workdps(60):
        wrong_by = abs(3 * exact(third) - 1)
    assert (wrong_by < 1e-58) is not isinstance(third, mpmath.mpf)


def test_irrational_points_enter_at_the_working_precision():
    with mpmath.workdps(60):
        assert abs(exact(sp.sqrt(2)) ** 2 - 2) < 1e-58


def test_a_section_keeps_all_symbols_but_one():
    along = section(x * t**2 + y, "t", {x: sp.Rational(1, 3), y: 2})
    assert agrees(along(mpmath.mpf(3)), mpmath.mpf(5), 14) and agrees(along(mpmath.mpf(6)), mpmath.mpf(14), 14)


def test_relative_difference_is_measured_on_the_larger_side():
    assert relative_difference(mpmath.mpf(1), mpmath.mpf(2)) == 0.5
    assert relative_difference(mpmath.mpf(1), mpmath.mpf(-1)) == 2
    assert relative_difference(mpmath.mpf(1), mpmath.mpf(2), scale=10) == mpmath.mpf(1) / 10
    assert relative_difference(mpmath.mpf(0), mpmath.mpf(0)) == 0
    assert agrees(mpmath.mpf(1), mpmath.mpf("1.001"), 2) and not agrees(mpmath.mpf(1), mpmath.mpf("1.1"), 2)


def test_what_cancels_altogether_at_low_precision_is_not_zero():
    """1 - y arctan(1/y) is 1/3 y^2 far away; the first two precisions both see zero."""
    y = sp.Symbol("y", positive=True)
    value = evaluate(1 - y * sp.atan(1 / y), {y: sp.Integer(10) ** 40}, 10)
    assert abs(3 * value * mpmath.mpf(10) ** 80 - 1) < mpmath.mpf(10) ** -9
    assert evaluate(sp.sqrt(y**2) - y, {y: sp.Integer(3)}, 10) == 0
