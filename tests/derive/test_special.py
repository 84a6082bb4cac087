"""Carlson's integrals against their definitions (DLMF 19.2.17, 19.16.1, 19.16.5); functions smooth at q = 0:

W(q) = (1 - R_C(1, 1 + q))/q, L(q) = log(1 + q)/q, and V, M of W(q) = 1/3 - q V(1 + q), L(q) = 1 - q M(1 + q).
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive.numeric import evaluate
from entrainment.derive.special import (
    MPMATH,
    arc_deficit,
    carlson_rc,
    log_ratio,
    log_second_deficit,
    rc_deficit,
    rc_second_deficit,
)

x, y, q = sp.symbols("x y q", real=True)


def half_line(f):
    """int_0^oo f with t = (u/(1 - u))^2: no root at either end."""
    with mpmath.workdps(25):
        return mpmath.quad(lambda u: f((u / (1 - u)) ** 2) * 2 * u / (1 - u) ** 3, [0, 0.5, 1])


DEFINITIONS = {
    "carlson_rc": lambda x, y: half_line(lambda t: (t + x) ** -0.5 / (t + y)) / 2,
    "carlson_rf": lambda x, y, z: half_line(lambda t: ((t + x) * (t + y) * (t + z)) ** -0.5) / 2,
    "carlson_rd": lambda x, y, z: half_line(lambda t: ((t + x) * (t + y)) ** -0.5 * (t + z) ** -1.5) * 3 / 2,
}


@pytest.mark.parametrize("name", DEFINITIONS)
@pytest.mark.parametrize("point", [(2, 3, 5), (0.5, 4, 1), (7, 0.3, 2)])
def test_carlson_integrals_are_their_definitions(name, point):
    point = point[:2] if name == "carlson_rc" else point
    with mpmath.workdps(25):
        assert abs(DEFINITIONS[name](*point) / MPMATH[name](*point) - 1) < 1e-12


@pytest.mark.parametrize("above", [2 + 3j, 0.4 + 0.1j])
@pytest.mark.parametrize("name", ["carlson_rf", "carlson_rd"])
def test_conjugate_arguments_give_real_values(name, above):
    value = MPMATH[name](above, above.conjugate(), 1)
    assert abs(mpmath.im(value)) < 1e-14 * abs(value)


@pytest.mark.parametrize("argument", [1, 2])
def test_derivative_of_rc_is_its_slope(argument):
    point = {x: sp.Rational(3, 2), y: sp.Rational(2, 5)}
    symbol = (x, y)[argument - 1]
    slope = evaluate(sp.diff(carlson_rc(x, y), symbol), point, 20)
    at = mpmath.mpf(point[symbol].p) / point[symbol].q
    f = (lambda t: mpmath.elliprc(t, mpmath.mpf("0.4"))) if argument == 1 else (lambda t: mpmath.elliprc(1.5, t))
    with mpmath.workdps(40):
        assert abs(mpmath.diff(f, at) / slope - 1) < 1e-12


@pytest.mark.parametrize("value", ["-0.9", "-0.3", "0.001", "0.5", "5"])
def test_deficit_of_rc_and_ratio_of_logarithms_are_their_definitions(value):
    at = {q: sp.Rational(value)}
    deficit = evaluate(rc_deficit(q) * q + carlson_rc(1, 1 + q), at, 25)
    ratio = evaluate(log_ratio(q) * q - sp.log(1 + q) + 1, at, 25)
    assert abs(deficit - 1) < 1e-24 and abs(ratio - 1) < 1e-24


@pytest.mark.parametrize("value", ["-0.98", "-0.3", "0.001", "0", "0.5", "5"])
def test_second_deficits_are_what_is_left_after_the_value_at_equal_masses(value):
    at = {q: sp.Rational(value)}
    of_rc = evaluate(rc_deficit(q) + q * rc_second_deficit(1 + q), at, 25)
    of_log = evaluate(log_ratio(q) + q * log_second_deficit(1 + q), at, 25)
    assert abs(3 * of_rc - 1) < 1e-24 and abs(of_log - 1) < 1e-24
    assert rc_second_deficit(1) == sp.Rational(1, 5) and log_second_deficit(1) == sp.Rational(1, 2)


@pytest.mark.parametrize("function, series", [(rc_deficit, (1 / 3, -1 / 5)), (log_ratio, (1, -1 / 2))])
def test_equal_masses_are_a_regular_point(function, series):
    value, slope = series
    assert abs(evaluate(function(q), {q: 0}, 20) - value) < 1e-16
    for tiny in (sp.Rational(10) ** -12, -(sp.Rational(10) ** -12)):
        close = evaluate(function(q) - function(0), {q: tiny}, 20)
        assert abs(close / mpmath.mpf(float(tiny)) - slope) < 1e-11


@pytest.mark.parametrize("value", ["1/1000000", "1/10", "1", "3/2", "3"])
def test_deficit_of_the_arc_is_its_definition_and_one_of_rc(value):
    at = {q: sp.Rational(value)}
    definition = evaluate(arc_deficit(q) * sp.sin(q) ** 2 + q * sp.cot(q), at, 25)
    assert abs(definition - 1) < 1e-24
    if at[q] < sp.pi / 2:
        ratio = evaluate(arc_deficit(q) * sp.cos(q) ** 2 / rc_deficit(sp.tan(q) ** 2), at, 25)
        assert abs(ratio - 1) < 1e-24


def test_the_arc_at_zero_is_a_regular_point():
    """V = 1/3 + 2 theta^2/15 + ..."""
    tiny = sp.Rational(10) ** -15
    assert arc_deficit(0) == sp.Rational(1, 3)
    assert abs(evaluate((arc_deficit(q) - arc_deficit(0)) / q**2, {q: tiny}, 20) - sp.Rational(2, 15)) < 1e-16
    assert abs(3 * evaluate(arc_deficit(q), {q: 0}, 20) - 1) < 1e-15
