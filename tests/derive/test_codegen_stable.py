"""Each rewriting keeps the value at 30 digits and is more accurate, or cheaper, where it is meant to be."""

import math
import random

import mpmath
import pytest
import sympy as sp
from entrainment.derive.codegen import stable
from entrainment.derive.codegen.lines import kernel_code, statement_text, straight_line
from entrainment.derive.codegen.primitives import MPMATH, determinant
from entrainment.derive.special import carlson_rd, carlson_rf

x, y, s = sp.symbols("x y s", positive=True)
I = sp.I

CASES = [
    (stable.root_differences, sp.sqrt(x + y) - sp.sqrt(x), {x: 1e12, y: 1e-3}),
    (stable.root_differences, sp.sqrt(1 + y) - 1, {x: 1, y: 1e-13}),
    (stable.root_differences, 3 * sp.sqrt(x**2 + y) - 3 * x, {x: 1e6, y: 1e-2}),
    (stable.root_differences, sp.sqrt(x) - sp.sqrt(y), {x: 1.0, y: 1 + 1e-12}),
    (stable.logarithms, sp.log(1 + x), {x: 1e-12}),
    (stable.logarithms, sp.exp(x) - 1 + y, {x: 1e-12, y: 1e-14}),
    (stable.logarithms, sp.log((1 + s) / (1 - s)), {s: 1e-12}),
    (stable.logarithms, sp.log(x + s) - sp.log(x - s), {x: 3.0, s: 1e-12}),
]
EQUAL = CASES + [
    (stable.horner, 3 * x**5 + 2 * x**4 + x**2 + x + 1, None),
    (stable.gathered_roots, x * sp.sqrt(x * y) * sp.sqrt(s) / sp.sqrt(y + 1), None),
    (stable.powers, x ** sp.Rational(7, 2) * (x + y) ** 6 / y ** sp.Rational(5, 4), None),
    (stable.determinants, sp.sqrt(x * y - s**2) * x + 1, {x: 3.0, y: 7.0, s: 4.5}),
    (stable.carlson_pairs, carlson_rf(x, y + I * s, y - I * s) + carlson_rd(x + 2 * I * s, x - 2 * I * s, y), None),
]


def floats(expr, point):
    """Value in float64 as a kernel computes it, no rewriting."""
    return float(sp.lambdify(list(point), expr, modules="math")(*point.values()))


def exactly(expr, point):
    with mpmath.workdps(60):
        return sp.lambdify(list(point), expr, modules=[MPMATH, "mpmath"])(*map(mpmath.mpf, point.values()))


@pytest.mark.parametrize("rewriting, expr, _", EQUAL, ids=lambda v: getattr(v, "__name__", ""))
def test_value_is_kept(rewriting, expr, _):
    changed = rewriting(expr)
    assert changed != expr
    rng = random.Random(3)
    for _ in range(5):
        point = {x: rng.uniform(1, 3), y: rng.uniform(0.2, 2), s: rng.uniform(0.1, 0.9)}
        before, after = exactly(expr, point), exactly(changed, point)
        assert abs(before - after) < mpmath.mpf(10) ** -30 * abs(before)


@pytest.mark.parametrize("rewriting, expr, point", CASES, ids=lambda v: getattr(v, "__name__", ""))
def test_rounding_error_is_lower_where_the_pass_is_meant(rewriting, expr, point):
    reference = exactly(expr, point)
    before, after = (abs(floats(form, point) - reference) / abs(reference) for form in (expr, rewriting(expr)))
    assert after < 1e-15 < before / 100


def test_difference_of_roots_that_may_both_vanish_is_left_alone():
    n1, n2 = sp.symbols("n1 n2", nonnegative=True)
    assert stable.root_differences(sp.sqrt(n1) - sp.sqrt(n2)) == sp.sqrt(n1) - sp.sqrt(n2)


def test_squares_that_would_cancel_are_not_expanded():
    root = sp.sqrt(x**2 + (y - s) ** 2)
    assert stable.root_differences(root - x) == (y - s) ** 2 / (x + root)


def test_polynomial_around_another_point_is_not_expanded():
    shifted = sum((x - 1) ** k / sp.Integer(k + 1) for k in range(9))
    assert stable.horner(shifted) == shifted


def test_square_of_a_root_difference_cancels_against_its_conjugate():
    assert stable.root_differences((sp.sqrt(x) - 1) ** 2 * (sp.sqrt(x) + 1) ** 2) == (x - 1) ** 2


def test_every_pass_reports_its_cost():
    reports = stable.reports(3 * x**5 + 2 * x**4 + x + sp.sqrt(x + y) - sp.sqrt(x))
    assert [report.name for report in reports] == [rewriting.__name__ for rewriting in stable.PASSES]
    assert all(before.after == after.before for before, after in zip(reports, reports[1:], strict=False))


def test_powers_become_shared_squares_and_roots():
    block = straight_line([x ** sp.Rational(7, 2) + (x + 1) ** 4 + x**2], {"x"})
    text = "\n".join(line for st in block.statements for line in statement_text(st)) + kernel_code(block.results[0])
    assert "**" not in text
    value = eval_block(block, {"x": 1.7})
    assert math.isclose(value, 1.7**3.5 + 2.7**4 + 1.7**2, rel_tol=1e-15)


def test_named_sub_expressions_and_constants():
    c2 = sp.Symbol("c_squared", positive=True)
    block = straight_line([sp.sqrt(c2) * sp.sqrt(2) / sp.pi**2], {"x", "y"}, [(c2, x * y)])
    lines = [line for st in block.statements for line in statement_text(st)]
    assert "    c_squared = x*y" in lines
    assert any(line.endswith("# sqrt(2)/pi**2") for line in lines)


def eval_block(block, values):
    space = {"sqrt": math.sqrt} | values
    for st in block.statements:
        exec("\n".join(statement_text(st, "")), space)
    return eval(kernel_code(block.results[0]), space)


def test_only_a_product_of_two_symbols_less_the_square_of_a_third_is_a_determinant():
    assert stable.determinants(1 / (x * y - s**2)) == 1 / determinant(x, y, s)
    for other in (x * y - 2 * s**2, 2 * x * y - s**2, x * y + s**2, x**2 - s**2, x * y - s, x * y - s**2 + 1):
        assert stable.determinants(other) == other
