"""Is a printed relation true of derived forms?  An equality must be proved, an inequality hold at points of the domain.

A relation with its sides exchanged, or off by one, is refused.
"""

from __future__ import annotations

import sympy as sp

from . import checks
from .evidence import Evidence
from .symbolic import prove_zero

POINTS = 12


def holds(relation, values: dict, domain) -> bool:
    """Is the printed ``relation`` true for these ``values`` of its symbols?"""
    gap = sp.sympify(relation.lhs).subs(values) - sp.sympify(relation.rhs).subs(values)
    if isinstance(relation, sp.Eq):
        return prove_zero(gap)
    sign = 1 if isinstance(relation, sp.Gt) else -1
    tied = checks.tie(sign * gap, domain)
    return all(checks.number(tied, point, 20) > 0 for point in checks.draw(domain, POINTS, checks.SEED + 6))


def replayed(*derivations) -> bool:
    """Does every line of every derivation hold?"""
    return all(checks.replay(derivation).ok for derivation in derivations)


def symbolic(ok, note: str) -> Evidence:
    """Evidence of relations that :func:`holds`."""
    return Evidence(bool(ok), note, "symbolic", POINTS, 20)
