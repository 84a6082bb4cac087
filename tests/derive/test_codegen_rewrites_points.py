"""What vanishes at x = y = 1 keeps its digits there, as (x - 1) H + (y - 1) M; what is merged or set apart keeps its value."""

import mpmath
import pytest
import sympy as sp
from entrainment.derive.codegen import rewrites_points as points
from entrainment.derive.codegen.rewrites import RewriteError
from entrainment.derive.special import MPMATH, log_ratio, log_second_deficit, rc_deficit, rc_second_deficit

a, b = sp.symbols("a b", positive=True)
r = sp.sqrt
q = (b - 1) / (b + 1)
SQUARE = (1 - r(a)) ** 2 * log_ratio(q) + (b - 1) ** 2

#: rewriting, expression, what it is told, what it gives
CASES = {
    "second_deficits": (
        b * rc_deficit(q) + log_ratio(-q),
        (),
        b * (sp.Rational(1, 3) - q * rc_second_deficit(2 * b / (b + 1))) + 1 + q * log_second_deficit(2 / (b + 1)),
    ),
    "by_functions": (
        (a * b + a) * log_ratio(q) / r(b) + a**2 / b + a * b,
        (a, b, b),
        a * (r(b) * (b + 1) * log_ratio(q) + a + b**2) / b,
    ),
    "merged_logarithms": (
        (2 * sp.log(a) - sp.log(1 + b)) * (b - a) + a,
        (),
        (b - a) * -sp.log((1 + b) / a**2) + a,
    ),
    "ratios_apart": (a * log_ratio(q) + b, (), a * (b + 1) * sp.log(2 * b / (b + 1)) / (b - 1) + b),
    "by_powers": (
        (a**2 * b + a) * log_ratio(q) / b + a**2 - a,
        (a, b),
        a * (a * b * (log_ratio(q) + 1) + log_ratio(q) - b) / b,
    ),
    "through_root": (
        sp.expand(SQUARE) / r(a),
        (a, b),
        ((r(a) - 1) * (r(a) - 1) * log_ratio(q) + (b - 1) * (b - 1)) / r(a),
    ),
}


def test_every_rewriting_has_a_case():
    public = {
        name for name, thing in vars(points).items() if callable(thing) and getattr(thing, "__module__", "") == points.__name__
    }
    assert {name for name in public if not name.startswith("_")} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_form_is_the_one_that_was_meant(name):
    expr, told, expected = CASES[name]
    found = getattr(points, name)(expr, *told)
    assert found != expr
    assert sp.simplify(sp.expand_log(found - expected, force=True)) == 0


def test_digits_are_kept_next_to_a_double_root():
    expr, told, _ = CASES["through_root"]
    found, at = points.through_root(expr, *told), (1 + 2.0**-20, 1 - 2.0**-21)
    with mpmath.workdps(60):
        true = sp.lambdify((a, b), expr, modules=[MPMATH, "mpmath"])(*map(mpmath.mpf, at))
    floats = [{name: lambda v, f=f: float(f(v)) for name, f in MPMATH.items()}, "math"]
    before, after = (abs(float(sp.lambdify((a, b), form, floats)(*at) / true) - 1) for form in (expr, found))
    assert after < 1e-9 < before / 20  # what is left are the roundings of sqrt(a) - 1, one order of the distance


def test_logarithms_with_other_coefficients_stay_apart():
    with pytest.raises(RewriteError, match="different coefficients"):
        points.merged_logarithms(a * sp.log(b) + sp.log(1 + b))


def test_what_does_not_vanish_is_refused():
    with pytest.raises(RewriteError, match="does not vanish at a = b = 1"):
        points.through_root(SQUARE + b, a, b)
    with pytest.raises(RewriteError, match="does not vanish at a = b = 1"):
        points.through_root(log_ratio(q) - 1, a, b)  # zero only because L(0) = 1: second_deficits comes first
    assert points.through_root(points.second_deficits(log_ratio(q) - r(a)), a, b).subs({a: 1, b: 1}) == 0
