"""Where a formula is meant: ranges of its symbols, constraints between them, and exact points drawn from there."""

from __future__ import annotations

import functools
import math
import random
from dataclasses import dataclass, field, replace

import sympy as sp


class EmptyDomain(ValueError):
    """No point of the ranges satisfies the constraints."""


@dataclass(frozen=True)
class Domain:
    """Ranges, constraints and the dimension of space.

    ``ranges``: (symbol, low, high); drawn log-uniformly where low > 0, uniformly otherwise.
    ``constraints``: relations that a point must satisfy.
    ``given``: (symbol, expression) pairs, symbols tied to the others (``g12 = sqrt(g11 g22)`` at threshold).
    ``special``: points at which a form is removable or changes branch; kernels are sampled around them.
    """

    D: int | None
    ranges: tuple[tuple[sp.Symbol, float, float], ...]
    constraints: tuple = ()
    given: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    special: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    tries: int = field(default=2000, compare=False)

    def where(self, *constraints) -> Domain:
        return replace(self, constraints=self.constraints + constraints)

    @property
    def symbols(self) -> tuple[sp.Symbol, ...]:
        return tuple(symbol for symbol, _, _ in self.ranges)

    def contains(self, point: dict) -> bool:
        """True if ``point`` satisfies every constraint (ranges are for sampling, not a condition)."""
        full = self.complete(point)
        return all(bool(sp.sympify(relation).xreplace(full)) for relation in self.constraints)

    def complete(self, point: dict) -> dict:
        """``point`` with the symbols that are tied to others filled in, in the order in which they are given."""
        full = dict(point)
        for symbol, expr in self.given:
            if symbol not in full:
                full[symbol] = sp.sympify(expr).xreplace(full)
        return full

    def sample(self, count: int, seed: int) -> list[dict]:
        """``count`` exact rational points, the same for the same seed.  Raises :class:`EmptyDomain`."""
        return [dict(point) for point in self._drawn(count, seed)]

    @functools.cache  # noqa: B019  (domains are few and live as long as their claims)
    def _drawn(self, count: int, seed: int) -> list[dict]:
        rng = random.Random(seed)
        points: list[dict] = []
        for _ in range(self.tries * max(count, 1)):
            if len(points) == count:
                return points
            point = {symbol: _draw(rng, low, high) for symbol, low, high in self.ranges}
            if self.contains(point):
                points.append(self.complete(point))
        raise EmptyDomain(f"{len(points)} of {count} points found with {', '.join(map(str, self.constraints))}")


def _draw(rng: random.Random, low: float, high: float) -> sp.Rational:
    value = math.exp(rng.uniform(math.log(low), math.log(high))) if low > 0 else rng.uniform(low, high)
    return sp.Rational(f"{value:.5g}")
