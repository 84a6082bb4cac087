"""The text of a module: header, private helpers, kernels; a pure function of the plans.

A module imports numba, numpy and ``math`` only.  Private functions that several kernels use stand in it once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import quadrature
from .bodies import BodyWriter
from .docstrings import docstring
from .helpers import helpers_of
from .lines import WIDTH
from .loading import DO_NOT_EDIT
from .plan import KernelPlan, PlanError
from .printer import MATH


@dataclass
class Module:
    """Private functions and kernels of one module, by name, in order of emission."""

    name: str
    private: dict[str, str] = field(default_factory=dict)
    kernels: dict[str, str] = field(default_factory=dict)

    def add_private(self, name: str, text: str) -> None:
        if self.private.setdefault(name, text) != text:
            raise PlanError(f"{self.name}: two integrands are called {name}")

    @property
    def text(self) -> str:
        own = "\n\n".join([*self.private.values(), *self.kernels.values()])
        tables = [quadrature.tables_text() + "\n"] if "_NODES" in own else []
        code = "\n\n".join([*tables, *helpers_of(own), own])
        words = set(re.findall(r"[A-Za-z_]\w*", _without_prose(code)))
        names = sorted(words & (MATH | {"sqrt", "pi", "inf", "nan", "ceil"}))
        numba = ", ".join(["float64", *(["njit"] if "njit" in words else []), "vectorize"])
        imports = [f"from math import {', '.join(names)}\n"] if names else []
        imports += ["import numpy as np"] if tables else []
        imports += [f"from numba import {numba}"]
        title = self.name.replace("_", " ").capitalize()
        head = f'"""{title}: float64 kernels, hbar = 1.\n\n{DO_NOT_EDIT}\n"""\n\n' + "\n".join(imports)
        return f"{head}\n\n{code}" if tables else f"{head}\n\n\n{code}"


def _without_prose(code: str) -> str:
    return re.sub(r'""".*?"""|#[^\n]*', "", code, flags=re.S)


def modules(plans) -> dict[str, Module]:
    """Emitted modules by name, kernels in the order of the plans.  Raises :class:`PlanError`."""
    result: dict[str, Module] = {}
    seen: set[str] = set()
    for plan in plans:
        if plan.name in seen:
            raise PlanError(f"two kernels are called {plan.name}")
        seen.add(plan.name)
        module = result.setdefault(plan.module, Module(plan.module))
        try:
            module.kernels[plan.name] = kernel_text(plan, module)
        except ValueError as error:
            raise PlanError(f"{plan.name}: {error}") from error
    return result


def kernel_text(plan: KernelPlan, module: Module) -> str:
    """Text of one kernel; its private functions are added to ``module``."""
    writer = BodyWriter(plan.in_natural_units, module.add_private)
    body = writer.body()
    arguments = ", ".join(map(str, plan.arguments))
    signature = f"[float64({', '.join(['float64'] * len(plan.arguments))})]"
    decorator = f"@vectorize({signature}, cache=True)"
    if len(decorator) > WIDTH:
        decorator = f"@vectorize(\n    {signature},\n    cache=True,\n)"
    head = [decorator, f"def {plan.name}({arguments}):", *docstring(plan, writer.method)]
    return "\n".join([*head, *body]) + "\n"
