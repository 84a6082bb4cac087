"""Each rewriting keeps the value at 50 digits and has more digits in float64 where it is meant to; a wrong one is refused."""

import math

import mpmath
import pytest
import sympy as sp
from entrainment.derive.codegen import rewrites as rw
from entrainment.derive.special import MPMATH, carlson_rc, rc_deficit

x, y, w, a, b, m = sp.symbols("x y w a b m", positive=True)
c = sp.Symbol("c", real=True)
n1, n2 = sp.symbols("n1 n2", nonnegative=True)
total, contrast, rest = sp.symbols("total contrast rest", positive=True)
r = sp.sqrt
gap = r(a**2 - 2 * a * b + b**2 + 4 * c**2 * a * b)

#: rewriting, expression, what it is told, what it gives
CASES = {
    "by_distance": (x**2 - x * y + w, (x, y), x * (x - y) + w),
    "pole_apart": ((x - y * sp.cos(w)) / (x - y), (x, y), 1 + y * (1 - sp.cos(w)) / (x - y)),
    "real_roots": (w * r(x - y), (x, y), w * r(sp.Abs(x - y))),
    "half_angle": (1 - sp.cos(x), (), 2 * sp.sin(x / 2) ** 2),
    "sinc_squares": (sp.sin(r(x) * y) ** 2 / x, (), y**2 * sp.sinc(r(x) * y) ** 2),
    "sincs": (sp.sin(x - y) / (x - y) + w * sp.sin(x + y), (x, y), sp.sinc(x - y) + w * sp.sin(x + y)),
    "factored_roots": (r(1 - x**2 / y**2), (), r(y - x) * r(x + y) / y),
    "power_out": ((x**2 * y + x**2 * r(x + w)) ** sp.Rational(-3, 2), (x,), x**-3 * (y + r(x + w)) ** sp.Rational(-3, 2)),
    "sums_of_squares": (gap, (), r((a - b) ** 2 + 4 * c**2 * a * b)),
    "over_larger": (a - r(a**2 - b), (a + r(a**2 - b),), b / (a + r(a**2 - b))),
    "on_circle": ((x**4 + x**2) / (1 - w), (x, w), (w + 1) * (2 - w**2)),
    "conjugate": (y * (1 - w) ** 2 + (w - 1) * (1 + w), (x, w), y * x**4 / (1 + w) ** 2 - x**2),
    "collected": ((x - y + w * x * y - w * y) / y, (w,), (w * y * (x - 1) + x - y) / y),
    "term_by_term": ((a * x + r(a**2 * x + y)) / (x * m), (), a / m + r(a**2 / (m**2 * x) + y / (m * x) ** 2)),
    "sums_of_positives": (x * (c + w + 7) / (3 + w), (3 + w, 4 + c), x * (1 + (4 + c) / (3 + w))),
    "by_sum_and_product": ((a**2 + 3 * a * b + b**2) / (a + b), (a, b, total, rest), (total + rest) / r(total)),
    "by_contrast": (
        w * a**2 * b**2 / ((a**2 - b**2) ** 2 * (a**2 + b**2)),
        (a, b, total, contrast, rest),
        w * rest / (4 * contrast * total),
    ),
    "logarithm_to_rc": (sp.log(r(x) / r(y)) / (x - y), (), carlson_rc(1, 4 * x * y / (x + y) ** 2) / (x + y)),
    "deficits": ((carlson_rc(1, 1 + x) - 1) / x, (), -rc_deficit(x)),
    "zero_over_zero": (n1 / (n1 + n2), (), n1 / sp.Max(n1 + n2, sp.Rational(1, 10**300))),
}


def of(name):
    expr, told, expected = CASES[name]
    return expr, getattr(rw, name)(expr, *told), expected


def test_every_rewriting_has_a_case():
    public = {name for name, thing in vars(rw).items() if callable(thing) and thing.__module__ == rw.__name__}
    assert {name for name in public if not name.startswith("_")} - {"kept", "RewriteError"} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_form_is_the_one_that_was_meant(name):
    expr, found, expected = of(name)
    assert found != expr
    assert sp.expand(found - expected) == 0 or sp.simplify(found - expected) == 0


#: where the form before loses its digits
HARD = {
    "by_distance": {x: 1 + 2.0**-50, y: 1.0, w: 1e-17},
    "half_angle": {x: 1e-9},
    "factored_roots": {x: 1.1 * (1 - 2.0**-45), y: 1.1},
    "sums_of_squares": {a: 1 + 2.0**-40, b: 1.0, c: 1e-15},
    "over_larger": {a: 1.0, b: 1e-14},
}


@pytest.mark.parametrize("name", HARD)
def test_digits_are_kept_where_the_form_before_loses_them(name):
    expr, found, _ = of(name)
    point = HARD[name]
    with mpmath.workdps(60):
        true = sp.lambdify(list(point), expr, modules=[MPMATH, "mpmath"])(*map(mpmath.mpf, point.values()))
    before, after = (abs(float(sp.lambdify(list(point), f, "math")(*point.values()) / true) - 1) for f in (expr, found))
    assert after < 1e-15 < before / 20


def test_poles_cancel_and_leave_a_finite_value():
    """At u = 0: sin(u)^2/x with u = sqrt(x) y is y^2."""
    _, found, _ = of("sinc_squares")
    assert found.subs(x, 0) == y**2
    assert rw.zero_over_zero(n1 * n2 / (n1 + n2)).subs({n1: 0, n2: 0}) == 0


def test_a_changed_value_is_refused():
    for wrong in (x + y + 1, 2 * (x + y), x - y, (x + y) * (1 + sp.Rational(1, 10**45))):
        with pytest.raises(rw.RewriteError, match="changes the value"):
            rw.kept("wrong", x + y, wrong)
    assert rw.kept("right", (x + y) ** 2, x**2 + 2 * x * y + y**2) == x**2 + 2 * x * y + y**2
    with pytest.raises(rw.RewriteError, match="changes the value"):
        rw.kept("wrong", x**2, 1 - w, {x: r(1 - w**2)})


def test_what_is_real_nowhere_cannot_be_compared():
    with pytest.raises(rw.RewriteError, match="no real value"):
        rw.kept("nowhere", r(-x - y), -r(-x - y))


def test_rewritings_that_do_not_apply_say_so():
    with pytest.raises(rw.RewriteError, match="no simple pole"):
        rw.pole_apart(sp.cos(w) / (x - y) ** 2, x, y)
    with pytest.raises(rw.RewriteError, match="is not made of"):
        rw.by_contrast(a**2 + 2 * b**2, a, b, total, contrast, rest)


def test_a_branch_is_chosen_by_the_sign_of_the_distance_alone():
    """sqrt(x - y) and sqrt(y - x) become the same root."""
    above, below = (rw.real_roots(root, x, y) for root in (r(x - y), r(y - x)))
    assert above == below == r(sp.Abs(x - y))
    assert math.isclose(float(above.subs({x: 1, y: 3})), math.sqrt(2))
