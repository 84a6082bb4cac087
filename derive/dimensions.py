"""Dimension analysis: every sum adds like to like, every logarithm and exponent is a pure number.

A :class:`Dimension` is a product of powers of mass, length and time.  ``dimension_of`` walks an expression and
raises :class:`DimensionError` at the first sub-expression that mixes dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp


class DimensionError(ValueError):
    """An expression mixes dimensions; the message names the offending sub-expression."""


@dataclass(frozen=True)
class Dimension:
    """mass**M * length**L * time**T with rational exponents."""

    mass: sp.Rational = sp.S.Zero
    length: sp.Rational = sp.S.Zero
    time: sp.Rational = sp.S.Zero

    def __mul__(self, other: Dimension) -> Dimension:
        return Dimension(self.mass + other.mass, self.length + other.length, self.time + other.time)

    def __truediv__(self, other: Dimension) -> Dimension:
        return self * other**-1

    def __pow__(self, exponent) -> Dimension:
        e = sp.nsimplify(exponent)
        return Dimension(self.mass * e, self.length * e, self.time * e)

    def __str__(self) -> str:
        named = {ENERGY: "energy", MOMENTUM: "momentum", ACTION: "action", VELOCITY: "velocity"}
        if self in named:
            return named[self]
        as_energy = self / ENERGY
        if self != NUMBER and not as_energy.mass and not as_energy.time:
            return f"energy length^{as_energy.length}"
        parts = [
            name if power == 1 else f"{name}^{power}"
            for name, power in (("mass", self.mass), ("length", self.length), ("time", self.time))
            if power != 0
        ]
        return " ".join(parts) or "1"


NUMBER = Dimension()
MASS = Dimension(mass=sp.S.One)
LENGTH = Dimension(length=sp.S.One)
TIME = Dimension(time=sp.S.One)
VELOCITY = LENGTH / TIME
MOMENTUM = MASS * VELOCITY
ENERGY = MASS * VELOCITY**2
ACTION = ENERGY * TIME
WAVENUMBER = LENGTH**-1


def dimension_of(expr, dimensions: dict[sp.Symbol, Dimension]) -> Dimension:
    """Dimension of ``expr``; ``dimensions`` maps each dimensioned symbol (others are pure numbers).

    Raises :class:`DimensionError` where a sum, relation, logarithm or exponent is inhomogeneous.
    """
    expr = sp.sympify(expr)
    if expr.is_Number or expr.is_NumberSymbol:
        return NUMBER
    if expr.is_Symbol:
        return dimensions.get(expr, NUMBER)
    of = [lambda arg=arg: dimension_of(arg, dimensions) for arg in expr.args]
    if expr.is_Mul:
        product = NUMBER
        for factor in of:
            product = product * factor()
        return product
    if expr.is_Pow:
        _require_number(expr.exp, dimensions, expr)
        base = of[0]()
        if base != NUMBER and not expr.exp.is_number:
            raise DimensionError(f"{expr}: a power {expr.exp} of something with dimension {base}")
        return base if base == NUMBER else base**expr.exp
    if isinstance(expr, (sp.Add, sp.Eq, sp.Ne, sp.Lt, sp.Le, sp.Gt, sp.Ge, sp.Min, sp.Max)):
        return _common([(arg, dimension_of(arg, dimensions)) for arg in expr.args if arg != 0], expr)
    if isinstance(expr, sp.Abs | sp.re | sp.im | sp.conjugate):
        return of[0]()
    if isinstance(expr, sp.Piecewise):
        return _common([(branch, dimension_of(branch, dimensions)) for branch, _ in expr.args if branch != 0], expr)
    if isinstance(expr, sp.Tuple):
        return _common([(arg, dimension_of(arg, dimensions)) for arg in expr.args], expr)
    if isinstance(expr, sp.Integral):
        total = dimension_of(expr.function, dimensions)
        for variable, *bounds in expr.limits:
            for bound in bounds:
                if bound not in (0, sp.oo, -sp.oo):
                    _common([(variable, dimensions.get(variable, NUMBER)), (bound, dimension_of(bound, dimensions))], expr)
            total = total * dimensions.get(variable, NUMBER)
        return total
    for arg in expr.args:  # a function: exp, log, asinh, elliptic integrals
        _require_number(arg, dimensions, expr)
    return NUMBER


def _require_number(arg, dimensions, whole) -> None:
    found = dimension_of(arg, dimensions)
    if found != NUMBER:
        raise DimensionError(f"in {whole}: {arg} has dimension {found}, a pure number is needed")


def _common(terms, whole) -> Dimension:
    if not terms:
        return NUMBER
    first, dimension = terms[0]
    for term, other in terms[1:]:
        if other != dimension:
            raise DimensionError(f"in {whole}: {first} is [{dimension}] but {term} is [{other}]")
    return dimension
