"""Named rewritings by which a plan turns the result of a derivation into a body that loses no digits.

Invariant: a rewriting keeps the value and says so itself: before it returns, both forms are evaluated at random points to
50 digits, and a difference raises :class:`RewriteError`.  No rewriting knows a formula of a chapter: a plan tells it what
vanishes (a distance, a contrast, a product) and gets the same expression in other words.  ``stable`` is for what can be
done to any expression without being told.
"""

from __future__ import annotations

import itertools
import random

import mpmath
import sympy as sp

from ..numeric import evaluate, relative_difference
from ..special import carlson_rc, rc_deficit

DIGITS = 50
POINTS = 3


class RewriteError(ValueError):
    """A rewriting does not apply, or changes the value."""


def kept(name: str, before: sp.Expr, after: sp.Expr, given: dict | None = None, positive: sp.Expr = sp.S.One) -> sp.Expr:
    """``after``, once it equals ``before`` at random points where that is real and ``positive`` > 0.

    ``given`` ties symbols to others.
    Raises :class:`RewriteError` where the values differ, or where no point can be found.
    """
    if after == before:
        return after
    tied = given or {}
    left, right = (expr.subs(tied, simultaneous=True) for expr in (before, after))
    symbols = sorted(left.free_symbols | right.free_symbols, key=str)
    rng, found = random.Random(name), 0
    for _ in range(40 * POINTS):
        point = {symbol: _draw(rng, symbol) for symbol in symbols}
        if not positive.subs(point) > 0:
            continue
        value = evaluate(left, point, DIGITS)
        if isinstance(value, mpmath.mpc) and abs(value.imag) > abs(value) * mpmath.mpf(10) ** -DIGITS:
            continue
        if relative_difference(value, evaluate(right, point, DIGITS)) > mpmath.mpf(10) ** (1 - DIGITS):
            raise RewriteError(f"{name} changes the value of {str(before)[:200]}")
        found += 1
        if found == POINTS:
            return after
    raise RewriteError(f"{name}: no real value of {str(before)[:200]} was found")


def _draw(rng: random.Random, symbol: sp.Symbol) -> sp.Rational:
    size = sp.Rational(rng.randint(100, 3000), 1000)
    return size if symbol.is_nonnegative or rng.random() < 0.5 else -size


def _sums(expr: sp.Expr, change) -> sp.Expr:
    """``expr`` with ``change`` applied to every sum in it, innermost first."""
    return expr.replace(lambda node: node.is_Add, change)


def _constants(expr: sp.Expr, *functions) -> dict[sp.Expr, sp.Symbol]:
    """A symbol for each of these functions in ``expr``, in an order that does not depend on the process."""
    found = sorted(expr.atoms(*functions), key=sp.default_sort_key)
    return {function: sp.Symbol(f"function_{number}", positive=True) for number, function in enumerate(found)}


# --- what vanishes at a point ------------------------------------------------------------------------------------------


def by_distance(expr: sp.Expr, x: sp.Symbol, x0: sp.Symbol) -> sp.Expr:
    """Each sum f of ``x`` and ``x0`` as (x - x0) h + f(x0): what vanishes at x = x0 is one product."""

    def change(f):
        if not f.has(x) or not f.has(x0):
            return f
        there = sp.factor(f.subs(x, x0))
        return (x - x0) * sp.factor(sp.cancel((f - there) / (x - x0))) + there

    return kept("by_distance", expr, _sums(expr, change))


def pole_apart(expr: sp.Expr, x: sp.Symbol, x0: sp.Symbol) -> sp.Expr:
    """f/(x - x0) as h + f(x0)/(x - x0), where functions in f count as constants: what is left of the pole stands alone.

    Raises :class:`RewriteError` where there is no simple pole at x = x0.
    """
    functions = _constants(expr, sp.Function)
    top, bottom = sp.fraction(sp.factor(expr.xreplace(functions)))
    rest, remainder = sp.div(bottom, x - x0, x)
    if remainder != 0 or rest.subs(x, x0) == 0:
        raise RewriteError(f"{expr} has no simple pole at {x} = {x0}")
    fixed, moving = top.as_independent(x, as_Add=False)
    there = sp.factor(moving.subs(x, x0))
    split = sp.factor(sp.cancel((moving - there) / (x - x0))) + there / (x - x0)
    back = {symbol: function for function, symbol in functions.items()}
    return kept("pole_apart", expr, (fixed / sp.factor(rest) * split).xreplace(back))


def real_roots(expr: sp.Expr, x: sp.Symbol, x0: sp.Symbol) -> sp.Expr:
    """sqrt(x - x0) or sqrt(x0 - x) as sqrt(|x - x0|), on the side where it is real: valid text on either side."""
    sides = {x - x0: sp.Abs(x - x0), x0 - x: sp.Abs(x - x0)}
    root = lambda node: node.is_Pow and node.exp.is_Rational and node.exp.q == 2 and node.base in sides
    (side,) = {node.base for node in expr.atoms(sp.Pow) if root(node)}
    return kept("real_roots", expr, expr.replace(root, lambda e: sides[e.base] ** e.exp), positive=side)


def half_angle(expr: sp.Expr) -> sp.Expr:
    """1 - cos(u) = 2 sin(u/2)^2, which keeps its digits for small u."""
    return kept("half_angle", expr, sp.factor_terms(expr.replace(sp.cos, lambda u: 1 - 2 * sp.sin(u / 2) ** 2)))


def sinc_squares(expr: sp.Expr) -> sp.Expr:
    """sin(u)^2 = u^2 sinc(u)^2: a pole where u vanishes cancels against u^2, and sinc(0) = 1."""
    squared = lambda node: node.is_Pow and node.exp == 2 and isinstance(node.base, sp.sin)
    return kept("sinc_squares", expr, expr.replace(squared, lambda e: e.base.args[0] ** 2 * sp.sinc(e.base.args[0]) ** 2))


def sincs(expr: sp.Expr, x: sp.Symbol, x0: sp.Symbol) -> sp.Expr:
    """sin(u) = u sinc(u) for every u that vanishes at x = x0, each in factors: a root 1/u beside it cancels."""
    vanishing = sorted((wave for wave in expr.atoms(sp.sin) if wave.args[0].subs(x, x0) == 0), key=sp.default_sort_key)
    parts = sp.collect(sp.expand(expr), vanishing, sp.factor, evaluate=False)
    (angle,) = (wave.args[0] for wave in vanishing)
    slow = sp.factor(sp.powdenest(parts.pop(sp.sin(angle)) * angle, force=True)) * sp.sinc(angle)
    return kept("sincs", expr, slow + sp.Add(*(sp.factor(part) * wave for wave, part in parts.items())))


# --- differences of squares ----------------------------------------------------------------------------------------------


def factored_roots(expr: sp.Expr) -> sp.Expr:
    """Radicands in factors: sqrt(a^2 - b^2) = sqrt(a - b) sqrt(a + b) for positive a, b."""
    root = lambda node: node.is_Pow and node.exp.is_Rational and node.exp.q == 2 and node.base.is_Add
    return kept("factored_roots", expr, expr.replace(root, lambda e: sp.factor(e.base) ** e.exp))


def power_out(expr: sp.Expr, p: sp.Symbol) -> sp.Expr:
    """(p^2 A)^(k/2) = p^k A^(k/2): a sum that vanishes with p^2 leaves its root, term by term."""
    vanishing = lambda e: e.is_Pow and e.exp.is_Rational and e.exp.q == 2 and e.base.is_Add and e.base.subs(p, 0) == 0
    out = lambda e: p ** (2 * e.exp) * sp.Add(*(term / p**2 for term in e.base.args)) ** e.exp
    return kept("power_out", expr, expr.replace(vanishing, out))


def sums_of_squares(expr: sp.Expr) -> sp.Expr:
    """Each sum u^2 - 2 u v + v^2 + w, where w has no negative term, as (u - v)^2 + w."""

    def change(f):
        terms = sp.Add.make_args(sp.expand(f))
        roots = [sp.sqrt(term) for term in terms if term.is_nonnegative and sp.sqrt(term).is_rational_function()]
        for u, v in itertools.combinations(roots, 2):
            rest = sp.expand(f - (u - v) ** 2)
            if (u - v).is_Add and all(term.is_nonnegative for term in sp.Add.make_args(rest)):
                return (u - v) ** 2 + rest
        return f

    return kept("sums_of_squares", expr, _sums(expr, change))


def over_larger(smaller: sp.Expr, larger: sp.Expr) -> sp.Expr:
    """The smaller of two conjugate roots as their product over the larger one, a sum of positives."""
    return kept("over_larger", smaller, sp.factor(sp.expand(smaller * larger)) / larger)


def zero_over_zero(expr: sp.Expr) -> sp.Expr:
    """Sums in a denominator kept above 1e-300: a numerator that vanishes with them gives 0, and no quotient is 0/0."""
    below = lambda node: node.is_Pow and node.exp.is_negative and node.base.is_Add
    least = sp.Rational(1, 10**300)
    return kept("zero_over_zero", expr, expr.replace(below, lambda e: sp.Max(e.base, least) ** e.exp))


def on_circle(expr: sp.Expr, x: sp.Symbol, w: sp.Symbol) -> sp.Expr:
    """An even function of ``x``, with x^2 + w^2 = 1, as a function of ``w`` in lowest terms."""
    top, bottom = (sp.expand(part).subs(x, sp.sqrt(1 - w**2)) for part in sp.fraction(sp.together(expr)))
    return kept("on_circle", expr, sp.factor(top / bottom), {x: sp.sqrt(1 - w**2)})


def conjugate(expr: sp.Expr, x: sp.Symbol, w: sp.Symbol) -> sp.Expr:
    """1 - w = x^2/(1 + w) where x^2 + w^2 = 1, which keeps its digits next to w = 1."""
    small = x**2 / (1 + w)
    return kept("conjugate", expr, expr.xreplace({1 - w: small, w - 1: -small}), {x: sp.sqrt(1 - w**2)})


# --- sums ----------------------------------------------------------------------------------------------------------------


def collected(expr: sp.Expr, symbol: sp.Expr, form=sp.factor) -> sp.Expr:
    """Each sum by powers of ``symbol``, their coefficients in factors."""
    return kept("collected", expr, _sums(expr, lambda f: sp.collect(sp.expand(f), symbol, form) if f.has(symbol) else f))


def term_by_term(expr: sp.Expr) -> sp.Expr:
    """A sum over a denominator as a sum of quotients, under a root as well: sqrt(B)/d = sqrt(B/d^2) for d > 0."""

    def inside(term):
        (*roots,) = (f for f in sp.Mul.make_args(term) if f.is_Pow and f.exp == sp.S.Half and f.base.is_Add)
        if len(roots) != 1 or not (term / roots[0]).is_positive:
            return term
        return sp.sqrt(sp.expand(roots[0].base * (term / roots[0]) ** 2))

    after = sp.Add(*map(inside, sp.Add.make_args(sp.expand(expr))))
    return kept("term_by_term", expr, after)


def sums_of_positives(expr: sp.Expr, first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """Each sum a u + b v of positive u = ``first``, v = ``second`` and a, b > 0 as a u (1 + b v/(a u))."""
    a, b = sp.symbols("a b", real=True)

    def change(f):
        symbols = sorted((first + second).free_symbols, key=str)
        if not f.free_symbols or not f.free_symbols <= set(symbols):
            return f
        found = sp.solve(sp.Poly(f - a * first - b * second, *symbols).coeffs(), (a, b), dict=True)
        if not found or not (found[0][a].is_positive and found[0][b].is_positive):
            return f
        return found[0][a] * first * (1 + found[0][b] * second / (found[0][a] * first))

    return kept("sums_of_positives", expr, _sums(expr, change))


# --- symmetric functions of two numbers ------------------------------------------------------------------------------------


def by_sum_and_product(expr: sp.Expr, a: sp.Symbol, b: sp.Symbol, square: sp.Symbol, product: sp.Symbol) -> sp.Expr:
    """A symmetric function of ``a`` and ``b`` in ``square`` = (a + b)^2 and ``product`` = a b."""
    total, gap = sp.symbols("total gap", positive=True)
    halves = {a: (total + gap) / 2, b: (total - gap) / 2}
    even = sp.factor(expr.subs(halves, simultaneous=True)).subs(gap, sp.sqrt(total**2 - 4 * product))
    after = sp.factor(even).subs(total, sp.sqrt(square))
    return kept("by_sum_and_product", expr, after, {square: (a + b) ** 2, product: a * b})


def by_contrast(expr, a: sp.Symbol, b: sp.Symbol, total: sp.Symbol, contrast: sp.Symbol, rest: sp.Symbol) -> sp.Expr:
    """A function of a^2 and b^2 by ``total`` = a^2 + b^2, ``contrast`` = y^2 and ``rest`` = 1 - y^2, y = (a^2 - b^2)/total.

    A product a^2 b^2 becomes rest and a square (a^2 - b^2)^2 becomes contrast, so that neither is a difference.
    Raises :class:`RewriteError` where another function of a and b stands.
    """
    u, v, difference = sp.symbols("u v difference", positive=True)
    even = lambda e: sp.expand(e).subs({a: sp.sqrt(u), b: sp.sqrt(v)})

    def change(e):
        special = _constants(e, carlson_rc, rc_deficit)
        top, bottom = map(even, sp.fraction(sp.together(e.xreplace(special))))
        found = sp.factor(top / bottom)
        for symbol in special.values():
            found = _sums(found, lambda f, symbol=symbol: sp.collect(sp.expand(f), symbol, sp.factor) if f.has(symbol) else f)
        found = found.xreplace({u + v: total, u - v: difference, v - u: -difference})
        found = sp.factor(found.subs(u, rest * total**2 / (4 * v)).subs(difference, total * sp.sqrt(contrast)))
        return found.xreplace({symbol: f.func(*map(change, f.args)) for f, symbol in special.items()})

    after = change(expr)
    if after.has(u, v, a, b):
        raise RewriteError(f"{expr} is not made of {total}, {contrast} and {rest}")
    y = (a**2 - b**2) / (a**2 + b**2)
    return kept("by_contrast", expr, after, {total: a**2 + b**2, contrast: y**2, rest: 1 - y**2})


# --- logarithms ------------------------------------------------------------------------------------------------------------


def logarithm_to_rc(expr: sp.Expr) -> sp.Expr:
    """The one log(a/b) of ``expr`` as y R_C(1, 1 - y^2) = artanh(y), y = (a^2 - b^2)/(a^2 + b^2), for positive a, b."""
    (logarithm,) = expr.atoms(sp.log)
    top, bottom = (part**2 for part in sp.fraction(logarithm.args[0]))
    y, function = sp.factor((top - bottom) / (top + bottom)), sp.Symbol("function_0", positive=True)
    after = collected(sp.factor(expr.xreplace({logarithm: y * function})), function)
    return kept("logarithm_to_rc", expr, after.xreplace({function: carlson_rc(1, sp.factor(1 - y**2))}))


def deficits(expr: sp.Expr) -> sp.Expr:
    """R_C(1, 1 + q) = 1 - q W(q) with the smooth W of ``special.rc_deficit``: takes a factor q out of a 0/0 at q = 0."""
    (function,) = expr.atoms(carlson_rc)
    q, smooth = sp.factor(function.args[1] - 1), sp.Symbol("function_0", positive=True)
    if function.args[0] != 1:
        raise RewriteError(f"{function} is not R_C(1, 1 + q)")
    after = collected(sp.factor(expr.xreplace({function: 1 - q * smooth})), smooth).xreplace({smooth: rc_deficit(q)})
    return kept("deficits", expr, after, positive=1 + q)
