"""Named rewritings of a function of two ratios that vanishes, to second order, where both are 1: no digits lost there.

Invariant: as in ``rewrites``, value before = value after at random points to 50 digits.  The function is a product times
one numerator, linear in special functions with polynomial coefficients in powers x, y of its two arguments.  What vanishes
at x = y = 1 is written as (x - 1) H(x, y) + (y - 1) M(y): the distances are exact, and the rest only needs an absolute error.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import sympy as sp

from ..special import log_ratio, log_second_deficit, rc_deficit, rc_second_deficit
from .rewrites import RewriteError, kept

SPECIAL = (rc_deficit, log_ratio, rc_second_deficit, log_second_deficit, sp.log)
_x, _y = sp.symbols("x y", positive=True)


@dataclass(frozen=True)
class _Numerator:
    """prefactor * polynomial in _x, _y and symbols for functions; ``back`` puts all of them back."""

    prefactor: sp.Expr
    polynomial: sp.Expr
    functions: tuple[sp.Symbol, ...]
    back: dict

    def whole(self, polynomial: sp.Expr) -> sp.Expr:
        return (self.prefactor * polynomial).xreplace(self.back)


def second_deficits(expr: sp.Expr) -> sp.Expr:
    """W(q) = 1/3 - q V(1 + q) and L(q) = 1 - q M(1 + q): what is left at q = 0 is rational, and 1 + q keeps its digits at 0."""
    expand = {
        rc_deficit: lambda q: sp.Rational(1, 3) - q * rc_second_deficit(1 + q),
        log_ratio: lambda q: 1 - q * log_second_deficit(1 + q),
    }
    after = expr
    for function in expr.atoms(*expand):
        after = after.xreplace({function: expand[function.func](sp.factor(function.args[0]))})
    tidy = lambda e: e.func(sp.factor(e.args[0]))
    return kept("second_deficits", expr, after.replace(lambda e: isinstance(e, (rc_second_deficit, log_second_deficit)), tidy))


def merged_logarithms(expr: sp.Expr) -> sp.Expr:
    """Logarithms with one coefficient, up to an integer, as one: c log(u) - 2 c log(v) = c log(u/v^2).

    Raises :class:`RewriteError` where the coefficients are not such multiples of each other.
    """
    logs = sorted(expr.atoms(sp.log), key=sp.default_sort_key)
    symbols = {log: sp.Symbol(f"log_{number}", real=True) for number, log in enumerate(logs)}
    linear = expr.xreplace(symbols)
    coefficients = {log: sp.factor(sp.diff(linear, symbol)) for log, symbol in symbols.items()}
    common = coefficients[logs[-1]]
    powers = {log: sp.cancel(coefficient / common) for log, coefficient in coefficients.items()}
    if not all(power.is_Integer for power in powers.values()):
        raise RewriteError(f"the logarithms of {str(expr)[:200]} have different coefficients")
    one = sp.log(sp.Mul(*(log.args[0] ** power for log, power in powers.items())))
    return kept("merged_logarithms", expr, linear.subs(dict.fromkeys(symbols.values(), 0)) + common * one)


def ratios_apart(expr: sp.Expr) -> sp.Expr:
    """L(q) = log(1 + q)/q with 1 + q in factors: for use away from q = 0, where 1 + q may be small."""
    return kept("ratios_apart", expr, expr.replace(log_ratio, lambda q: sp.log(sp.factor(1 + q)) / sp.factor(q)))


def by_powers(expr: sp.Expr, a: sp.Symbol, b: sp.Symbol) -> sp.Expr:
    """One quotient; its numerator by powers of ``a``, their factors function by function: what cancels does so unmultiplied."""
    form = _numerator(expr, a, b)

    def by_function(factor):
        if not (factor.is_Add and factor.has(*form.functions)):
            return factor
        parts = sp.collect(sp.expand(factor), form.functions, evaluate=False)
        return sp.Add(*(sp.factor(c) * function for function, c in parts.items()))

    parts = sp.collect(sp.expand(form.polynomial), _x, evaluate=False)
    nested = sp.Add(*(sp.Mul(*map(by_function, sp.Mul.make_args(sp.factor(c)))) * power for power, c in parts.items()))
    return kept("by_powers", expr, form.whole(nested))


def by_functions(expr: sp.Expr, a: sp.Symbol, b: sp.Symbol, main: sp.Symbol) -> sp.Expr:
    """One quotient; its numerator function by function, each coefficient by powers of ``main`` (a or b), these in factors."""
    form = _numerator(expr, a, b)
    return kept("by_functions", expr, form.whole(_tidied(form, form.polynomial, _x if main == a else _y)))


def through_root(expr: sp.Expr, a: sp.Symbol, b: sp.Symbol) -> sp.Expr:
    """The numerator, zero at a = b = 1, as (x - 1) H(x, y) + (y - 1) M(y) in powers x of ``a`` and y of ``b``.

    Raises :class:`RewriteError` where it is not zero there, whatever the values of the special functions.
    """
    form = _numerator(expr, a, b)
    on_line = form.polynomial.subs(_x, 1)
    if sp.expand(on_line.subs(_y, 1)) != 0:
        raise RewriteError(f"{str(expr)[:200]} does not vanish at {a} = {b} = 1")
    H = sp.cancel((form.polynomial - on_line) / (_x - 1))
    M = sp.cancel(on_line / (_y - 1))
    return kept("through_root", expr, form.whole((_x - 1) * _tidied(form, H, _x) + (_y - 1) * _tidied(form, M, _y)))


def _numerator(expr: sp.Expr, a: sp.Symbol, b: sp.Symbol) -> _Numerator:
    """Fourth roots of ``a`` and ``b`` make everything rational; x and y are the lowest powers that the numerator needs."""
    special = sorted(expr.atoms(*SPECIAL), key=sp.default_sort_key)
    functions = {function: sp.Symbol(f"function_{number}", positive=True) for number, function in enumerate(special)}
    rational = expr.xreplace(functions).subs({a: _x**4, b: _y**4}, simultaneous=True)
    prefactor, polynomial = sp.factor(sp.together(rational)).as_independent(*functions.values(), as_Add=False)
    terms = sp.Poly(polynomial, _x, _y).terms()
    steps = tuple(functools.reduce(math.gcd, powers) or 1 for powers in zip(*(powers for powers, _ in terms), strict=True))
    reduced = {tuple(power // step for power, step in zip(powers, steps, strict=True)): c for powers, c in terms}
    roots = {_x: a ** sp.Rational(1, 4), _y: b ** sp.Rational(1, 4)}
    back = {_x: a ** sp.Rational(steps[0], 4), _y: b ** sp.Rational(steps[1], 4)}
    return _Numerator(
        prefactor.subs(roots, simultaneous=True),
        sp.Poly.from_dict(reduced, _x, _y).as_expr(),
        tuple(functions.values()),
        back | {symbol: function for function, symbol in functions.items()},
    )


def _tidied(form: _Numerator, polynomial: sp.Expr, main: sp.Symbol) -> sp.Expr:
    """By functions; what has no factors of its own by powers of ``main``."""

    def by_powers(factor):
        if not (factor.is_Add and factor.has(main)):
            return factor
        parts = sp.collect(sp.expand(factor), main, evaluate=False)
        return sp.Add(*(sp.factor(c) * power for power, c in parts.items()))

    parts = sp.collect(sp.expand(polynomial), form.functions, evaluate=False)
    return sp.Add(*(sp.Mul(*map(by_powers, sp.Mul.make_args(sp.factor(c)))) * f for f, c in parts.items()))
