"""Conditions under which what somebody typed may agree with a claim: inequalities and equalities between its symbols.

Only quantities of one dimension are compared, and only symbols of the domain occur.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from entrainment.derive import notation
from entrainment.derive.dimensions import NUMBER
from entrainment.derive.domain import Domain

CRITICAL = sp.Eq(notation.g12, sp.sqrt(notation.g11 * notation.g22))


def _kinds(domain: Domain) -> Iterator[tuple[sp.Symbol, sp.Symbol]]:
    known = notation.dimensions(domain.D) if domain.D else {}
    symbols = domain.symbols
    for number, first in enumerate(symbols):
        for second in symbols[number + 1 :]:
            if known.get(first, NUMBER) == known.get(second, NUMBER):
                yield first, second


def _numbers(domain: Domain) -> list[sp.Symbol]:
    known = notation.dimensions(domain.D) if domain.D else {}
    return [symbol for symbol in domain.symbols if known.get(symbol, NUMBER) == NUMBER]


def inequalities(domain: Domain) -> Iterator:
    """Signs, 1 as a bound of numbers, and order of quantities of one dimension."""
    for symbol in domain.symbols:
        if not symbol.is_nonnegative:
            yield from (symbol > 0, symbol < 0)
    for symbol in _numbers(domain):
        yield from (symbol > 1, symbol < 1)
    for first, second in _kinds(domain):
        yield from (first > second, first < second)


def equalities(domain: Domain) -> Iterator[sp.Eq]:
    """Equal quantities of one dimension, the edge of miscibility, numbers that are 1, and what vanishes."""
    for first, second in _kinds(domain):
        yield sp.Eq(first, second)
    if {notation.g11, notation.g22, notation.g12} <= set(domain.symbols):
        yield CRITICAL
    yield from (sp.Eq(symbol, 1) for symbol in _numbers(domain))
    yield from (sp.Eq(symbol, 0) for symbol in domain.symbols if not symbol.is_positive)


def moved(point: dict, equality: sp.Eq) -> dict:
    """The point with the equality fulfilled; ``g12 = sqrt(g11 g22)`` by changing g11, which leaves it rational."""
    if equality == CRITICAL:
        return point | {notation.g12: abs(point[notation.g12]), notation.g11: point[notation.g12] ** 2 / point[notation.g22]}
    return point | {equality.lhs: equality.rhs.subs(point)}
