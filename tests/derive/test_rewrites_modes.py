"""Roots of a quadratic without cancellation: each rewriting keeps the value at 30 digits, and the digits in float64.

The names of the energies and weights of two coupled modes are what the chapter derives, whatever they are called.
"""

import math
import random

import mpmath
import pytest
import sympy as sp
from entrainment.derive import quasiparticles as qp
from entrainment.derive import resonance_sums as rs
from entrainment.derive.codegen import mode_names
from entrainment.derive.codegen import rewrites_modes as rewrites
from entrainment.derive.codegen.plan import PlanError
from entrainment.derive.notation import E_d, E_s, V_ab, gap

b, c, u, v, w = sp.symbols("b c u v w", positive=True)
x, shift = sp.symbols("x shift", real=True)
root, larger, smaller = sp.symbols("root larger smaller", positive=True)
ROOTS = (b + sp.sqrt(b**2 - c), b - sp.sqrt(b**2 - c))  # of e^2 - 2 b e + c


def value(expr, point, digits=60):
    with mpmath.workdps(digits):
        names = list(point)
        return sp.lambdify(names, expr, "mpmath")(*(mpmath.mpf(point[name]) for name in names))


def floats(expr, point):
    return sp.lambdify(list(point), expr, "math")(*map(float, point.values()))


def same(first, second, *symbols, signs=(1,)):
    rng = random.Random(5)
    for _ in range(6):
        point = {s: rng.choice(signs) * rng.uniform(0.1, 3) if s is x else rng.uniform(0.1, 3) for s in symbols}
        yield abs(value(first, point) - value(second, point)) <= mpmath.mpf(10) ** -30 * (1 + abs(value(first, point)))


def test_middle_and_root_of_two_roots():
    middle, half_distance = rewrites.middle_and_root(ROOTS)
    assert middle == b and half_distance == sp.sqrt(b**2 - c)


@pytest.mark.parametrize("pair", [(b, c), (sp.sqrt(b) + sp.sqrt(c), sp.sqrt(b) - sp.sqrt(c)), (b + c ** (b / c), b)])
def test_what_is_no_pair_of_roots_is_refused(pair):
    with pytest.raises(ValueError, match="are not h"):
        rewrites.middle_and_root(pair)


def test_vieta_the_product_of_the_roots_over_the_larger_one_is_the_smaller_one():
    stable = rewrites.product_over(ROOTS, larger)
    assert stable == c / larger
    point = {b: 1e8, c: 1e-3}
    exact = value(ROOTS[1], point)
    known = floats(ROOTS[0], point)
    assert abs(floats(stable, {c: 1e-3, larger: known}) - exact) < 1e-15 * exact < abs(floats(ROOTS[1], point) - exact)


def test_discriminant_is_the_square_of_half_the_difference_of_the_levels_and_their_coupling():
    discriminant = ((u + v) / 2) ** 2 - (u * v - w**2)
    completed = rewrites.completed_square(sp.expand(discriminant), x, (u - v) / 2)
    assert completed == x**2 + w**2
    assert all(same(completed.subs(x, (u - v) / 2), discriminant, u, v, w))


def test_a_difference_by_its_conjugate():
    stable = rewrites.by_conjugate(sp.sqrt(u + v), sp.sqrt(u), v)
    assert all(same(stable, sp.sqrt(u + v) - sp.sqrt(u), u, v))
    point = {u: 1e10, v: 1e-4}
    exact = value(stable, point)
    assert abs(floats(stable, point) - exact) < 1e-15 * exact < abs(floats(sp.sqrt(u + v) - sp.sqrt(u), point) - exact)


@pytest.mark.parametrize("point", [{u: 1e-7, v: 3e3}, {u: 1.0, v: 1e-9}, {u: 1.0, v: 1.5}])
def test_a_difference_keeps_its_digits_far_from_the_other_term_and_close_to_it(point):
    """sqrt(u^2 + v) - u, where v itself is the difference of two large numbers for small u."""
    whole = sp.Symbol("whole", positive=True)
    stable = rewrites.conjugate_where_close(whole, u, v)
    far = math.sqrt(point[u] ** 2 + point[v]) > 2 * point[u]
    chosen = (whole - u) if far else v / (whole + u)
    exact = value(sp.sqrt(u**2 + v) - u, point)
    found = floats(stable, point | {whole: math.sqrt(point[u] ** 2 + point[v])})
    assert found == floats(chosen, point | {whole: math.sqrt(point[u] ** 2 + point[v])})
    assert abs(found - exact) < 1e-15 * exact


def test_differences_of_squares_are_factored_power_by_power():
    expr = sp.expand(3 * w * (w * (u * v - c**2) + b * (u**2 - v**2)))
    changed = rewrites.by_powers(expr, w)
    assert changed == 3 * w**2 * (u * v - c**2) + 3 * b * w * (u - v) * (u + v)
    assert all(same(changed, expr, u, v, w, b, c))


def test_the_leading_part_of_a_difference_of_levels_is_factored():
    expr = (u * (u + b) - v * (v + c)) / 2
    changed = rewrites.leading_factored(expr, (b, c))
    assert changed == (u - v) * (u + v) / 2 + b * u / 2 - c * v / 2
    point = {u: 1e8, v: 1e8 + 1e-7, b: 1e-8, c: 2e-8}
    exact = value(expr, point)
    assert abs(floats(changed, point) - exact) < 1e-15 * abs(exact) < abs(floats(expr, point) - exact)


def test_symbols_that_are_fixed_linearly_are_eliminated():
    relations = (u - (w + x), v - (w - x))
    assert rewrites.eliminated(w**2 - x**2, (w, x), relations) == u * v
    assert rewrites.eliminated(w * b, (w,), (u - (w + b),)) == b * (u - b)


@pytest.mark.parametrize("unwanted, relations", [((w, x), (u - (w + x),)), ((w,), (u - w, v - w)), ((w,), (w - w + u,))])
def test_symbols_that_are_not_fixed_are_not_eliminated(unwanted, relations):
    with pytest.raises(ValueError, match="not fixed by"):
        rewrites.eliminated(w + x, unwanted, relations)


@pytest.mark.parametrize("expr", [root + x, root - x, -root + x, -root - x, b * (root - x) + c, (c - root + x) / (b + root)])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_cancelling_sign_by_the_conjugate(expr, sign):
    changed = rewrites.cancelling_sign(expr, root, x, larger, smaller)
    for name, named in zip((smaller, larger), reversed(rewrites.larger_and_smaller(root, x, c, larger)), strict=True):
        changed = changed.subs(name, named)
    changed, expr = (e.subs(root, sp.sqrt(x**2 + c)) for e in (changed, expr))
    assert all(same(changed, expr, x, b, c, signs=(sign,)))
    assert not changed.has(larger, smaller)


def test_the_cancelling_sign_keeps_its_digits():
    big, small = rewrites.larger_and_smaller(root, x, c, larger)
    for at in (1e9, -1e9):
        point = {x: at, c: 1e-3}
        exact = value(sp.sqrt(x**2 + c) - sp.Abs(x), point)
        sum_ = floats(big.subs(root, sp.sqrt(x**2 + c)), point)
        assert abs(floats(small, {c: 1e-3, larger: sum_}) - exact) < 1e-15 * exact


def test_what_is_neither_sum_nor_difference_stays():
    for expr in (root + 2 * x, root**2 + x, root + x + x * b, 2 * root + x):
        assert rewrites.cancelling_sign(expr, root, x, larger, smaller) == expr


# --- the modes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at_real_momenta", [True, False])
def test_every_name_is_what_is_derived(at_real_momenta):
    names = mode_names.energies(at_real_momenta)
    mode_names.check(names + mode_names.weights() if at_real_momenta else names, 30)


@pytest.mark.parametrize("spoiled", [gap, E_d, E_s, qp.P["as"], rs.EXCESS["bs"]], ids=str)
def test_a_wrong_stable_form_is_noticed(spoiled):
    names = mode_names.energies(True) + mode_names.weights()
    assert spoiled in dict(names)
    with pytest.raises(PlanError, match="stable form"):
        mode_names.check(tuple((symbol, 2 * value if symbol == spoiled else value) for symbol, value in names))


def test_the_names_follow_the_derivation(monkeypatch):
    """With another coupling in the chapter the names change: none of them is typed."""
    before = dict(mode_names.energies(True) + mode_names.weights())
    upper, lower = qp.squared_energies().result
    H = qp.symmetric_matrix().result
    stronger = {V_ab: 3 * V_ab}

    class Changed:
        def __init__(self, result):
            self.result = result

    monkeypatch.setattr(qp, "squared_energies", lambda: Changed(sp.Tuple(upper.subs(stronger), lower.subs(stronger))))
    monkeypatch.setattr(qp, "symmetric_matrix", lambda: Changed(H.subs(stronger)))
    mode_names.as_derived.cache_clear()
    changed = dict(mode_names.energies(True) + mode_names.weights())
    mode_names.as_derived.cache_clear()
    for name in (mode_names.splitting, E_s, mode_names.smaller):
        assert changed[name] == before[name].subs(stronger) != before[name]
