"""The regimes of a kernel's domain, by name: removable points and limits, the neighbourhood of special points, branches.

Invariant: every input has one regime; a limit goes before the neighbourhood of a point, and that before a branch.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from entrainment.derive.codegen.plan import KernelPlan

from .truth import branch_of, special_points

NEAR = 2.0**-10
"""How near a special point without a radius of its own is near, relative to it."""


def regime_of(plan: KernelPlan) -> Callable[[tuple[float, ...]], str]:
    """Input -> name of its regime; "elsewhere" where the kernel has one form and nothing special is near."""
    limits = [(sp.lambdify(plan.arguments, relation, modules="math"), sp.sstr(relation)) for relation, _ in plan.limits]
    places = [
        (plan.arguments.index(symbol), *(sp.lambdify(plan.arguments, part, modules="math") for part in (at, radius)),
         f"{symbol} near {sp.sstr(at)}")
        for symbol, at, radius in special_points(plan)
    ]  # fmt: skip
    branch = branch_of(plan)

    def regime(arguments: tuple[float, ...]) -> str:
        for holds, name in limits:
            if holds(*arguments):
                return name
        for place, centre, radius, name in places:
            at = centre(*arguments)
            if abs(arguments[place] - at) <= (radius(*arguments) or NEAR * (abs(at) or 1.0)):
                return name
        return f"branch {branch(arguments) + 1} of {branch.count}" if branch.count > 1 else "elsewhere"

    return regime


def worst_by_regime(plan: KernelPlan, inputs, errors) -> tuple[tuple[str, float], ...]:
    """(regime, worst error) in alphabetical order."""
    regime, worst = regime_of(plan), {}
    for arguments, error in zip(inputs, errors, strict=True):
        name = regime(arguments)
        worst[name] = max(worst.get(name, 0.0), error)
    return tuple(sorted(worst.items()))
