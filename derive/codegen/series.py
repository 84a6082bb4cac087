"""Taylor polynomials at a removable singularity, with exact coefficients.

Truncated Laurent series are added, multiplied and composed bottom up; a leading coefficient is dropped only where it
is proved to vanish.  ``sympy.series`` is not used on the whole expression: it needs minutes where this needs none.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from ..special import carlson_rc

SPARE = 6  # orders beyond the one asked for: what divisions by powers of the distance may use up; doubled on demand


class NotRemovable(ValueError):
    """The expression has no Taylor series at the point."""


def taylor(expr: sp.Expr, symbol: sp.Symbol, at: sp.Expr, order: int) -> tuple[sp.Expr, ...]:
    """Coefficients of (symbol - at)**k, k = 0...order.  Raises :class:`NotRemovable`."""
    for spare in (SPARE, 2 * SPARE, 4 * SPARE):
        found = _Expansion(symbol, at, order + 1 + spare).of(sp.sympify(expr))
        if found.valuation < 0 and found.coefficients:
            raise NotRemovable(f"{expr} at {symbol} = {at}: the series starts with the power {found.valuation}")
        if found.end > order:
            return tuple(sp.factor(found[k]) for k in range(order + 1))
    raise NotRemovable(f"{expr} at {symbol} = {at}: divisions use up every order")


def horner_form(coefficients, distance: sp.Symbol) -> sp.Expr:
    """sum of coefficients[k] distance**k, nested."""
    total = sp.S.Zero
    for coefficient in reversed(coefficients):
        total = coefficient + distance * total
    return total


@dataclass(frozen=True)
class Laurent:
    """sum_k coefficients[k] d**(valuation + k) + O(d**end); the first coefficient does not vanish."""

    valuation: int
    coefficients: tuple[sp.Expr, ...]

    @property
    def end(self) -> int:
        return self.valuation + len(self.coefficients)

    def __getitem__(self, power: int):
        return self.coefficients[power - self.valuation] if power >= self.valuation else sp.S.Zero

    def __add__(self, other: Laurent) -> Laurent:
        first, end = min(self.valuation, other.valuation), min(self.end, other.end)
        return _trimmed(first, [self[k] + other[k] for k in range(first, end)])

    def __mul__(self, other: Laurent) -> Laurent:
        a, b = self.coefficients, other.coefficients
        products = [sum(a[j] * b[k - j] for j in range(k + 1)) for k in range(min(len(a), len(b)))]
        return _trimmed(self.valuation + other.valuation, products)

    def power(self, exponent) -> Laurent:
        valuation = self.valuation * exponent
        if not self.coefficients or not valuation.is_Integer:
            raise NotRemovable(f"a power {exponent} of something that vanishes like d**{self.valuation}")
        leading, *rest = self.coefficients
        ratios = [_tidy(c / leading) for c in rest]
        result = [sp.S.One]
        for k in range(1, len(self.coefficients)):
            total = sum((exponent * j - (k - j)) * ratios[j - 1] * result[k - j] for j in range(1, k + 1))
            result.append(_tidy(total / k))
        return Laurent(int(valuation), tuple(_tidy(leading**exponent * c) for c in result))

    def substituted_in(self, coefficients) -> Laurent:
        """sum_k coefficients[k] self**k; the series must vanish at d = 0."""
        if self.valuation < 1 and self.coefficients:
            raise NotRemovable("a function is expanded at a point where it is singular")
        total = _constant(sp.S.Zero, self.end)
        for coefficient in reversed(coefficients):
            total = _constant(coefficient, self.end) + total * self
        return total


def _constant(value, terms: int) -> Laurent:
    return _trimmed(0, [sp.sympify(value), *[sp.S.Zero] * (terms - 1)])


def _trimmed(valuation: int, coefficients) -> Laurent:
    tidied = [_tidy(sp.sympify(c)) for c in coefficients]
    while tidied and (tidied[0] == 0 or tidied[0].free_symbols | tidied[0].atoms(sp.Pow) and tidied[0].equals(0)):
        del tidied[0]
        valuation += 1
    return Laurent(valuation, tuple(tidied))


def _tidy(coefficient):
    return coefficient if coefficient.is_Rational else sp.cancel(sp.radsimp(coefficient))


class _Expansion:
    """Expansion in d = symbol - at, to a number of terms."""

    def __init__(self, symbol: sp.Symbol, at: sp.Expr, terms: int):
        self.symbol, self.at, self.terms = symbol, at, terms

    def of(self, expr) -> Laurent:
        if not expr.has(self.symbol):
            return _constant(expr, self.terms)
        if expr == self.symbol:
            return _trimmed(0, [self.at, sp.S.One, *[sp.S.Zero] * (self.terms - 2)])
        if expr.is_Add or expr.is_Mul:
            parts = [self.of(arg) for arg in expr.args]
            total = parts[0]
            for part in parts[1:]:
                total = total + part if expr.is_Add else total * part
            return total
        if expr.is_Pow and expr.exp.is_Rational:
            return self.of(expr.base).power(expr.exp)
        if expr.is_Pow:
            return self.of(sp.exp(expr.exp * sp.log(expr.base), evaluate=False))
        if isinstance(expr, carlson_rc):
            return self._carlson_rc(*map(self.of, expr.args))
        if isinstance(expr, sp.Function) and len(expr.args) == 1:
            return self._function(expr.func, self.of(expr.args[0]))
        raise NotRemovable(f"no series for {type(expr).__name__}")

    def _function(self, function, argument: Laurent) -> Laurent:
        if argument.coefficients and argument.valuation < 0:
            raise NotRemovable(f"{function.__name__} of something that grows")
        t = sp.Symbol("t", positive=True)
        local = sp.series(function(argument[0] + t), t, 0, self.terms).removeO()
        by_power = sp.collect(sp.expand(local), t, evaluate=False)
        if any(not power.is_polynomial(t) or c.has(t) for power, c in by_power.items()):
            raise NotRemovable(f"{function.__name__} is singular at {argument[0]}")
        coefficients = [by_power.get(t**k, sp.S.Zero) for k in range(self.terms)]
        return (argument + _constant(-argument[0], self.terms)).substituted_in(coefficients)

    def _carlson_rc(self, x: Laurent, y: Laurent) -> Laurent:
        """R_C(x, y) where x = y at d = 0: x**(-1/2) sum_k (1 - y/x)**k/(2k + 1)."""
        deviation = _constant(1, self.terms) + y * x.power(sp.S.NegativeOne) * _constant(-1, self.terms)
        odd = [sp.Rational(1, 2 * k + 1) for k in range(self.terms)]
        return x.power(-sp.S.Half) * deviation.substituted_in(odd)
