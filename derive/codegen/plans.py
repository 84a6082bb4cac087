"""Every kernel of ``generated/``, planned from the derivations of the chapters."""

from __future__ import annotations

import functools

from . import drag_plans, fermi_liquid_plans, spin_orbit_plans, vacuum_plans, window_plans
from .arrays import array_kernels
from .in_order import InOrder
from .plan import KernelPlan

MODULES = {
    **vacuum_plans.MODULES,
    **window_plans.MODULES,
    **drag_plans.MODULES,
    **spin_orbit_plans.MODULES,
    **fermi_liquid_plans.MODULES,
}


def all_plans() -> tuple[KernelPlan, ...]:
    """The plans in the order in which their kernels are emitted."""
    return tuple(plan for module in MODULES for plan in plans_of(module))


def everything() -> tuple:
    """All plans and, after them, the kernels on arrays: what ``generated/`` holds."""
    return (*all_plans(), *array_kernels())


def plans_of(module: str) -> tuple[KernelPlan, ...]:
    """The plans of one module of ``generated/``, derived once."""
    return tuple(_in_order(module))


def plan_named(module: str, name: str) -> KernelPlan | None:
    """A plan of a module, with no more derived than stands before it; None where no kernel has this name."""
    return next((plan for plan in _in_order(module) if plan.name == name), None)


@functools.cache
def _in_order(module: str) -> InOrder:
    return InOrder(MODULES[module])
