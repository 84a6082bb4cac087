"""Named rewritings of a closed form before it becomes text: the same value, with less rounding or fewer operations.

Every pass takes an expression and returns one; ``rewrite`` runs them and ``reports`` tells what each did to the count
of operations.  None of them expands or simplifies an expression as a whole.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp
from sympy.codegen.cfunctions import expm1, log1p
from sympy.core.parameters import distribute

from ..special import carlson_rf
from .primitives import PAIRS, determinant, square, square_root


@dataclass(frozen=True)
class Report:
    """What a pass did to the number of operations."""

    name: str
    before: int
    after: int


def rewrite(expr: sp.Expr, passes: tuple[Callable, ...] | None = None) -> sp.Expr:
    """``expr`` after ``passes``, by default all of them in order."""
    with distribute(False):  # 2*(x + y) stays as it is
        for rewriting in PASSES if passes is None else passes:
            expr = rewriting(expr)
    return expr


def reports(expr: sp.Expr) -> tuple[Report, ...]:
    """What each pass does to the number of operations of ``expr``."""
    found = []
    for rewriting in PASSES:
        before, expr = expr, rewrite(expr, (rewriting,))
        found.append(Report(rewriting.__name__, int(sp.count_ops(before)), int(sp.count_ops(expr))))
    return tuple(found)


def _bottom_up(expr, change: Callable):
    """``change`` applied to every node, arguments first; to equal nodes once, of which a derivative has a great many."""
    known: dict = {}

    def walk(node):
        if node not in known:
            new = node
            if node.args and not node.is_Number:
                args = [walk(arg) for arg in node.args]
                if any(new is not old for new, old in zip(args, node.args, strict=True)):
                    new = node.func(*args)
            known[node] = change(new)
        return known[node]

    return walk(expr)


def determinants(expr):
    """a*d - b**2 of three symbols keeps its digits where the products agree: the threshold of a stable mixture."""

    def change(node):
        if not node.is_Add or len(node.args) != 2:
            return node
        negative = [term for term in node.args if term.could_extract_minus_sign()]
        if len(negative) != 1:
            return node
        root = sp.sqrt(-negative[0])
        root = root.args[0] if isinstance(root, sp.Abs) else root
        outer = sum(node.args) - negative[0]
        if root.is_Symbol and outer.is_Mul and len(outer.args) == 2 and all(factor.is_Symbol for factor in outer.args):
            return determinant(*outer.args, root)
        return node

    return _bottom_up(expr, change)


def carlson_pairs(expr):
    """R_F and R_D at a + i b and a - i b become real functions of a, b and the third argument."""

    def change(node):
        if not isinstance(node, tuple(PAIRS)) or not node.has(sp.I):
            return node
        orders = [(0, 1, 2), (0, 2, 1), (1, 2, 0)] if node.func is carlson_rf else [(0, 1, 2)]  # R_F is symmetric
        for first, second, third in orders:
            a, b = _real_and_imaginary(node.args[first])
            if not node.args[third].has(sp.I) and sp.expand(node.args[second] - a + sp.I * b) == 0:
                return PAIRS[node.func](a, b, node.args[third])
        raise ValueError(f"{node} has complex arguments that are not a conjugate pair written a + I*b, a - I*b")

    return _bottom_up(expr, change)


def _real_and_imaginary(z):
    imaginary = [term for term in sp.Add.make_args(z) if term.has(sp.I)]
    return z - sp.Add(*imaginary), sp.Add(*(term / sp.I for term in imaginary))


def root_differences(expr):
    """u - v -> (u**2 - v**2)/(u + v) where a root is involved, u + v > 0, and the difference of squares is simpler.

    The squares are subtracted as they stand; an expansion is used only if a single term survives it.
    """

    def change(node):
        if not node.is_Add:
            return node
        if not any(map(_is_root, node.args)):
            return node
        positive = [term for term in node.args if term.is_nonnegative]
        negative = [term for term in node.args if term.is_nonpositive]
        for u, minus_v in itertools.product(positive, negative):
            better = _difference(u, -minus_v)
            if better is not None:
                return sp.Add(better, *(term for term in node.args if term not in (u, minus_v)))
        return node

    return _bottom_up(expr, change)


def _difference(u, v):
    """(u**2 - v**2)/(u + v) for u, v >= 0, or None where it does not pay or may be 0/0."""
    if not ((_is_root(u) or _is_root(v)) and (u + v).is_positive):
        return None
    u_squared, v_squared = _spread(u**2), _spread(v**2)
    squares = u_squared - v_squared
    if _terms(squares) < _terms(u_squared) + _terms(v_squared) or u_squared.is_Atom and v_squared.is_Atom:
        return squares / (u + v)
    squares = sp.expand(squares)
    return squares / (u + v) if _terms(squares) == 1 else None


def _terms(expr) -> int:
    return len(sp.Add.make_args(expr))


def _spread(expr):
    """A number times a sum, multiplied out."""
    number, rest = expr.as_coeff_Mul()
    return sp.Add(*(number * term for term in sp.Add.make_args(rest)))


def _is_root(term) -> bool:
    return any(factor.is_Pow and factor.exp == sp.S.Half for factor in sp.Mul.make_args(term))


def logarithms(expr):
    """log(1 + y) -> log1p(y), exp(y) - 1 -> expm1(y), log((a + b)/(a - b)) -> 2 atanh(b/a)."""

    def change(node):
        if isinstance(node, sp.log):
            return _logarithm(node)
        if node.is_Add:
            logs = [term for term in node.args if isinstance(term, sp.log)]
            minus = [-term for term in node.args if isinstance(-term, sp.log)]
            for first in logs:
                for second in minus:
                    ratio = _log_ratio(first.args[0], second.args[0])
                    if ratio is not None:
                        return node - first + second + ratio
            exponentials = [term for term in node.args if isinstance(term, sp.exp)]
            if node.args[0] == -1 and len(exponentials) == 1:
                return node + 1 - exponentials[0] + expm1(exponentials[0].args[0])
        return node

    def finish(node):
        return log1p(node.args[0] - 1) if isinstance(node, sp.log) and _one_plus(node.args[0]) else node

    return _bottom_up(_bottom_up(expr, change), finish)


def _one_plus(argument) -> bool:
    return argument.is_Add and sp.S.One in argument.args


def _logarithm(node):
    ratio = _log_ratio(*sp.fraction(node.args[0]))
    return node if ratio is None else ratio


def _log_ratio(above, below):
    """2 atanh((above - below)/(above + below)) where both are single terms, else None."""
    total, difference = above + below, above - below
    if above.is_Add and below.is_Add and not total.is_Add and not difference.is_Add and total != 0:
        return 2 * sp.atanh(difference / total)
    return None


def horner(expr):
    """Sums of rational multiples of powers of one symbol in Horner's form, where that saves operations.

    A polynomial that is written otherwise, for instance around another point, stays as it is.
    """

    def change(node):
        if not node.is_Add or len(node.free_symbols) != 1:
            return node
        (symbol,) = node.free_symbols
        if not all(_is_monomial(term, symbol) for term in node.args):
            return node
        nested = sp.horner(node, symbol)
        return nested if _cost(nested) < _cost(node) else node

    return _bottom_up(expr, change)


def _is_monomial(term, symbol) -> bool:
    coefficient, power = term.as_coeff_Mul(rational=True)
    base, exponent = power.as_base_exp()
    return power == 1 or base == symbol and exponent.is_Integer and exponent > 0


def _cost(expr) -> int:
    """Additions and multiplications, a power counted as repeated squaring."""
    exponents = [int(power.exp) for power in expr.atoms(sp.Pow)]
    return int(sp.count_ops(expr)) + sum(n.bit_length() + n.bit_count() - 3 for n in exponents)


def gathered_roots(expr):
    """sqrt(a)*sqrt(b)/sqrt(c) -> sqrt(a*b/c): one root in a product of positive factors, odd powers included."""

    def change(node):
        if not node.is_Mul:
            return node
        halves = [f for f in node.args if f.is_Pow and f.exp.is_Rational and f.exp.q == 2 and f.base.is_nonnegative]
        if len(halves) < 2:
            return node
        radicand = sp.Mul(*(f.base if f.exp > 0 else 1 / f.base for f in halves))
        whole = sp.Mul(*(f.base ** (f.exp - sp.sign(f.exp) / 2) for f in halves))
        rest = sp.Mul(*(f for f in node.args if f not in halves))
        inverse = all(f.exp < 0 for f in halves)
        return rest * whole * (1 / square_root(1 / radicand) if inverse else square_root(radicand))

    return _bottom_up(expr, change)


def powers(expr):
    """Integer powers as shared squares, dyadic fractions as shared square roots: x**(7/2) -> x*x**2*sqrt(x)."""

    def change(node):
        if not node.is_Pow or not node.exp.is_Rational or node.exp in (1, -1):
            return node
        whole, part = divmod(abs(node.exp), 1)
        if part and part.q & (part.q - 1):
            return node
        product = sp.Mul(*_squares(node.base, int(whole)), *_roots(node.base, part))
        return product if node.exp > 0 else 1 / product

    return _bottom_up(expr, change)


def _squares(base, exponent: int):
    factors, current = [], base
    while exponent:
        if exponent & 1:
            factors.append(current)
        exponent >>= 1
        if exponent:
            current = square(current)
    return factors


def _roots(base, part: sp.Rational):
    factors, current = [], base
    while part:
        current, part = square_root(current), 2 * part
        if part >= 1:
            factors.append(current)
            part -= 1
    return factors


PASSES = (determinants, carlson_pairs, root_differences, logarithms, horner, gathered_roots, powers)
