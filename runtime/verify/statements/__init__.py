"""Checks of what a paper says in words: signs, trends, inequalities.  One function a claim, found by the claim's id.

A function takes ``(claim, digits)`` and returns an :class:`~.evidence.Evidence`; it computes what it reports.  The
checks of a paper stand in the folder with its name.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

import sympy as sp
from entrainment.derive.records import Claim

from ..evidence import Evidence
from ..symbolic import shift_to_positive

CHECKS: dict[str, Callable[[Claim, int], Evidence]] = {}


def check_of(claim: Claim) -> Callable[[Claim, int], Evidence] | None:
    """The check of a statement, or None where nobody has written one."""
    if claim.paper in (folder.name for folder in pkgutil.iter_modules(__path__)):
        paper = importlib.import_module(f"{__name__}.{claim.paper}")
        for module in pkgutil.iter_modules(paper.__path__):
            importlib.import_module(f"{paper.__name__}.{module.name}")
    return CHECKS.get(claim.id)


def statement(identifier: str):
    """Register the check of the statement ``identifier``."""

    def register(check):
        if identifier in CHECKS:
            raise ValueError(f"two checks for {identifier}")
        CHECKS[identifier] = check
        return check

    return register


def positive_by_coefficients(expr, conditions=()) -> bool:
    """True if ``expr > 0`` is proved for positive symbols under bounds such as ``alpha > 1``.

    Bounds become positivity (``alpha = 1 + t``), roots of symbols become powers; then numerator and denominator of a
    rational function with coefficients of one sign are positive.  False means "not proved".
    """
    expr = sp.sympify(expr).xreplace(shift_to_positive(conditions))
    roots = {}
    for power in expr.atoms(sp.Pow):
        if power.base.is_Symbol and power.exp.is_Rational:
            roots[power.base] = sp.ilcm(roots.get(power.base, 1), power.exp.q)
    expr = sp.powdenest(expr.subs({s: sp.Symbol(f"_r_{s}", positive=True) ** q for s, q in roots.items()}), force=False)
    signs = []
    for part in sp.fraction(sp.factor(sp.together(expr))):
        for factor in sp.Mul.make_args(part):
            base, exponent = factor.as_base_exp()
            if factor.is_positive or (base.is_positive and exponent.is_real):
                continue
            terms = sp.Add.make_args(sp.expand(base))
            found = {1 if term.is_positive else -1 if term.is_negative else 0 for term in terms}
            if len(found) != 1 or 0 in found or not exponent.is_Integer:
                return False
            signs.append(found.pop() ** int(exponent))
    return sp.prod(signs) == 1
