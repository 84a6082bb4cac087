"""Named rules of a derivation.  Each rule transforms an expression and can check itself at a point.

``residual(before, after, point, digits)`` is zero where the line holds: an equality is evaluated on both sides, a
derivative is compared with a numerical derivative of the line before, a root is put back into its equation.  None of
the checks repeats the symbolic operation that it checks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import mpmath
import sympy as sp
from mpmath import mp

from .numeric import compile_mpmath, evaluate, exact, relative_difference


class RuleError(ValueError):
    """A rule does not apply to the expression that it was given."""


def per_mode(expr, point: dict):
    """``expr`` with each integral replaced by its integrand at the mode that ``point`` names: for linear operations."""
    modes = {i: i.function for i in sp.sympify(expr).atoms(sp.Integral) if i.limits[0][0] in point}
    return expr.xreplace(modes) if modes else expr


def parts(form) -> tuple:
    """The expressions of a form: itself, or the entries of a tuple or a matrix."""
    return tuple(form) if isinstance(form, sp.Tuple | sp.MatrixBase) else (form,)


class Rule:
    """Base: an equality.  Subclasses that change the meaning of the expression override ``residual``."""

    name: str

    def __call__(self, expr):
        raise NotImplementedError

    def residual(self, before, after, point: dict, digits: int):
        pairs = zip(parts(before), parts(after), strict=True)
        return max(relative_difference(evaluate(a, point, digits), evaluate(b, point, digits)) for a, b in pairs)


@dataclass(frozen=True)
class Rewrite(Rule):
    """The same value in another form."""

    name: str
    form: Callable

    def __call__(self, expr):
        return self.form(expr)


@dataclass(frozen=True)
class Substitute(Rule):
    """Put expressions in place of symbols."""

    replacements: tuple[tuple[sp.Symbol, sp.Expr], ...]
    tidy: Callable = sp.factor_terms
    name: str = "substitute"

    def __call__(self, expr):
        placed = expr.subs(dict(self.replacements), simultaneous=True)
        return placed.func(*map(self.tidy, placed)) if isinstance(placed, sp.Tuple) else self.tidy(placed)

    def residual(self, before, after, point, digits):
        placed = dict(point)
        for symbol, value in self.replacements:
            placed[symbol] = evaluate(value, point, 2 * digits + 60)
        pairs = ((per_mode(a, point), per_mode(b, point)) for a, b in zip(parts(before), parts(after), strict=True))
        return max(relative_difference(evaluate(a, placed, digits), evaluate(b, point, digits)) for a, b in pairs)


def substitute(replacements: dict, tidy: Callable = sp.factor_terms) -> Substitute:
    return Substitute(tuple(replacements.items()), tidy)


def numerical_derivative(expr, symbol, point, digits, order=1):
    """Numerical derivative of ``expr`` in ``symbol`` at ``point`` by a central stencil at tripled precision."""
    function, names = compile_mpmath(expr)
    with mp.workdps(4 * digits + 40):
        values = {str(k): exact(v) for k, v in point.items()}
        at = values[str(symbol)]
        f = lambda t: function(*[t if name == str(symbol) else values[name] for name in names])
        return mpmath.diff(f, at, order, h=mpmath.mpf(10) ** (-digits - 5) * (1 + abs(at)))


@dataclass(frozen=True)
class Differentiate(Rule):
    """d^order / d symbol^order."""

    symbol: sp.Symbol
    order: int = 1
    tidy: Callable = sp.factor_terms

    @property
    def name(self) -> str:
        return f"d/d{self.symbol}" if self.order == 1 else f"d^{self.order}/d{self.symbol}^{self.order}"

    def __call__(self, expr):
        return self.tidy(sp.diff(expr, self.symbol, self.order))

    def residual(self, before, after, point, digits):
        left, right = (per_mode(side, point) for side in (before, after))
        numerical = numerical_derivative(left, self.symbol, point, digits, self.order)
        return relative_difference(numerical, evaluate(right, point, digits))


@dataclass(frozen=True)
class SolveLinear(Rule):
    """The root in ``symbol`` of an expression that is linear in it."""

    symbol: sp.Symbol
    tidy: Callable = sp.factor

    @property
    def name(self) -> str:
        return f"solve for {self.symbol}"

    def __call__(self, expr):
        if isinstance(expr, sp.Eq):
            expr = expr.lhs - expr.rhs
        constant = expr.subs(self.symbol, 0)
        slope = sp.diff(expr, self.symbol)
        if slope.has(self.symbol) or slope == 0:
            raise RuleError(f"not linear in {self.symbol}: {str(expr)[:200]}")
        return self.tidy(-constant / slope)

    def residual(self, before, after, point, digits):
        if isinstance(before, sp.Eq):
            before = before.lhs - before.rhs
        root = evaluate(after, point, 2 * digits)
        scale = evaluate(before, point | {self.symbol: 0}, digits)
        with mp.workdps(2 * digits):
            function, names = compile_mpmath(before)
            values = {str(k): exact(v) for k, v in point.items()} | {str(self.symbol): root}
            return relative_difference(function(*[values[n] for n in names]), 0, scale)


@dataclass(frozen=True)
class Tangent(Rule):
    """f'(at) (at - start) - (f(at) - f(start)): zero where the line from ``start`` is tangent to f at ``at``."""

    symbol: sp.Symbol
    at: sp.Expr
    start: sp.Expr
    tidy: Callable = sp.factor_terms

    @property
    def name(self) -> str:
        return f"tangent at {self.symbol} = {self.at} from {self.start}"

    def __call__(self, f):
        here, there = f.subs(self.symbol, self.at), f.subs(self.symbol, self.start)
        return self.tidy(sp.diff(f, self.symbol).subs(self.symbol, self.at) * (self.at - self.start) - here + there)

    def residual(self, before, after, point, digits):
        at, start = (evaluate(end, point, 4 * digits) for end in (self.at, self.start))
        slope = numerical_derivative(before, self.symbol, point | {self.symbol: at}, digits)
        here = evaluate(before, point | {self.symbol: at}, digits)
        there = evaluate(before, point | {self.symbol: start}, digits)
        chord = slope * (at - start) - here + there
        return relative_difference(chord, evaluate(after, point, digits), abs(here) + abs(there))


@dataclass(frozen=True)
class Leading(Rule):
    """The limit ``symbol -> target`` (0 or oo); checked at a distance of 10^-(2 digits) from it."""

    symbol: sp.Symbol
    target: sp.Expr = sp.S.Zero
    form: Callable | None = None

    @property
    def name(self) -> str:
        return f"{self.symbol} -> {self.target}"

    def __call__(self, expr):
        return self.form(expr) if self.form else sp.limit(expr, self.symbol, self.target)

    def residual(self, before, after, point, digits):
        near = sp.Rational(10) ** (2 * digits if self.target == sp.oo else -2 * digits)
        value = evaluate(before, point | {self.symbol: near}, digits)
        return relative_difference(value, evaluate(after, point, digits))
