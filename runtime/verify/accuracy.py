"""How many units in the last place a kernel is off, over the whole range for which accuracy is promised: measured.

Inputs are exact floats: drawn by exponent, and straddling every special point down to one unit in the last place.  The
true value is the plan's definition where it names one, else its formula with ``hbar = 1`` at 30 digits.  The committed
table may only improve.
"""

from __future__ import annotations

import functools
import importlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from entrainment import derive
from entrainment.derive.codegen import arrays, plans
from entrainment.derive.codegen.plan import KernelPlan

from . import array_truth, own
from .regimes import worst_by_regime
from .truth import draw_arguments, error_in_ulp, true_samples

NOISE = 1.10  # a table may worsen by this factor without being refused: other libm, other fused operations


class Worse(ValueError):
    """A measured accuracy is worse than the committed one."""


@dataclass(frozen=True)
class Accuracy:
    """Worst error of a kernel, where it occurs, and over how many inputs; by regime, of a kernel on arrays result by result."""

    kernel: str
    worst_ulp: float
    at: tuple
    samples: int
    outputs: tuple[tuple[str, float], ...] = ()
    regimes: tuple[tuple[str, float], ...] = ()


def plan_named(name: str):
    """The plan of a kernel (``KernelPlan``, or a kernel on arrays), here or in a user's own paper.  Raises ``LookupError``."""
    mine = own.plan_named(name)
    if mine is not None:
        return mine[0]
    for module in modules_of([name]) or plans.MODULES:
        if module == arrays.MODULE:
            plan = next((plan for plan in _array_kernels() if plan.name == name), None)
        else:
            plan = plans.plan_named(module, name)
        if plan is not None:
            return plan
    raise LookupError(f"no kernel {name!r}")


def plans_of(module: str) -> tuple:
    """The plans of a module of ``generated/``, derived once."""
    return _array_kernels() if module == arrays.MODULE else plans.plans_of(module)


@functools.cache
def _array_kernels() -> tuple:
    return tuple(arrays.array_kernels())


def on_arrays(name: str) -> bool:
    """True for a kernel on arrays, which has several results or takes rows."""
    return name in _generated().ARRAYS


def modules_of(kernels) -> list[str]:
    """Modules in which these kernels stand, from the index of ``generated/``."""
    index = _index()
    return sorted({index[name] for name in kernels if name in index})


def kernel_names() -> list[str]:
    """Every kernel of ``generated/``."""
    return list(_index())


def _index() -> dict[str, str]:
    return _generated().MODULES | _generated().ARRAYS


def _generated():
    return importlib.import_module("entrainment.generated")


def kernel_of(plan: KernelPlan) -> Callable:
    """The compiled kernel."""
    if own.plan_named(plan.name) is not None:
        return own.kernel(plan.name)
    return _generated().kernel(plan.name)


def measure(plan, samples=None) -> Accuracy:
    """Worst error of the compiled kernel.  Raises ``ArithmeticError`` where the formula itself cannot be evaluated."""
    if not isinstance(plan, KernelPlan):
        return _measured_on_arrays(plan, array_truth.true_samples(plan) if samples is None else samples)
    samples = true_samples(plan, draw_arguments(plan)) if samples is None else samples
    if not samples:
        raise ArithmeticError(f"{plan.name}: no input has a finite true value")
    columns = [np.array(column) for column in zip(*(sample.arguments for sample in samples), strict=True)]
    with np.errstate(all="ignore"):  # what is not finite counts as an error without a bound
        computed = kernel_of(plan)(*columns)
    errors = [error_in_ulp(float(value), sample) for value, sample in zip(computed, samples, strict=True)]
    worst = max(range(len(errors)), key=errors.__getitem__)
    regimes = worst_by_regime(plan, (sample.arguments for sample in samples), errors)
    return Accuracy(plan.name, errors[worst], samples[worst].arguments, len(samples), regimes=regimes)


def _measured_on_arrays(plan, samples) -> Accuracy:
    found = array_truth.measured(plan, kernel_of(plan), samples)
    worst, where = max(found.values(), key=lambda pair: pair[0])
    return Accuracy(plan.name, worst, where.arguments, len(samples), tuple((name, error) for name, (error, _) in found.items()))


def folder() -> Path:
    """Where the kernels stand."""
    return Path(derive.__file__).resolve().parents[1] / "generated"


def table_path() -> Path:
    return folder() / "accuracy.json"


def committed() -> dict[str, dict]:
    """The committed table: kernel -> {"worst_ulp", "samples"} and {"regimes": regime -> ulp}, of a kernel on arrays
    {"outputs": result -> ulp}.
    """
    return json.loads(table_path().read_text()) if table_path().exists() else {}


def unmeasured() -> list[str]:
    """Kernels without an entry in the committed table, and entries without a kernel."""
    return sorted(set(_index()) ^ set(committed()))


def compare_accuracy(old: dict, new: dict) -> dict:
    """The better of two tables, kernel by kernel.  Raises :class:`Worse` naming each kernel that lost accuracy."""
    pairs = [
        (label, before, after[label])
        for name, entry in sorted(new.items())
        if name in old
        for after in (_figures(name, entry),)
        for label, before in _figures(name, old[name]).items()
        if label in after
    ]
    lost = [f"{label}: {before} -> {after} ulp" for label, before, after in pairs if not after <= NOISE * max(before, 1.0)]
    if lost:
        raise Worse("accuracy may only improve; " + "; ".join(lost))
    better = lambda name: name in old and old[name]["worst_ulp"] <= new[name]["worst_ulp"]
    kept = {name: old[name] if better(name) else entry for name, entry in sorted(new.items())}
    return {name: entry | _regimes(old.get(name, {}), new[name]) for name, entry in kept.items()}


def _regimes(old: dict, new: dict) -> dict:
    """The better figure of each regime that the kernel has now."""
    known = old.get("regimes", {})
    found = {regime: min(error, known.get(regime, error)) for regime, error in new.get("regimes", {}).items()}
    return {"regimes": found} if found else {}


def _figures(name: str, entry: dict) -> dict[str, float]:
    """What -> worst error of an entry: of a kernel, and of each of its regimes, or of every result of a kernel on arrays."""
    parts = {**entry.get("outputs", {}), **entry.get("regimes", {})}
    whole = {} if "outputs" in entry else {name: entry["worst_ulp"]}
    return whole | {f"{name}, {part}": worst for part, worst in sorted(parts.items())}


def as_entry(accuracy: Accuracy) -> dict:
    rounded = lambda error: math.ceil(error * 100) / 100 if math.isfinite(error) else error
    entry = {"worst_ulp": rounded(accuracy.worst_ulp), "samples": accuracy.samples}
    if accuracy.outputs:
        entry["outputs"] = {name: rounded(error) for name, error in accuracy.outputs}
    if accuracy.regimes:
        entry["regimes"] = {name: rounded(error) for name, error in accuracy.regimes}
    return entry


def write_table(accuracies) -> dict:
    """Measure, refuse to worsen, write.  Returns the table.  Raises :class:`Worse`."""
    table = compare_accuracy(committed(), {accuracy.kernel: as_entry(accuracy) for accuracy in accuracies})
    table_path().write_text(json.dumps(table, indent=2, sort_keys=True) + "\n")
    return table
