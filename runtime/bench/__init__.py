"""`entrainment bench`: kernels against peers in one run, accuracy beside speed, the machine's own limit beside both.

Invariant: nothing is printed as fast that was not found accurate in the same run.  Workloads are modules with
`contests(pace)`, or with `rows(pace, progress)` where what is timed has no array of answers.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable

WORKLOADS = {
    "W1": ("conductivity", "linearity"),
    "W2": ("vacuum_energy",),
    "W3": ("phase_diagram",),
    "W4": ("drag",),
    "W5": ("digits",),
    "fixed": ("fixed_costs",),
    "accuracy": ("audit",),
}
"""Name -> modules of this package."""


def run(names: Iterable[str], quick: bool, progress: Callable[[int, int, str], None] = lambda done, total, text: None):
    """The report of the workloads `names` (all if empty).  Raises KeyError for an unknown name."""
    from . import machine, timing
    from .records import Report

    pace = timing.QUICK if quick else timing.FULL
    report = Report(machine.toolchain() | {"sizes": "quick" if quick else "full"})
    modules = [module for name in list(names) or list(WORKLOADS) for module in WORKLOADS[name]]
    for done, module in enumerate(modules, 1):
        say = functools.partial(progress, done, len(modules))
        workload = importlib.import_module(f"{__name__}.{module}")
        if hasattr(workload, "rows"):
            report.add(*workload.rows(pace, say))
            continue
        for contest in workload.contests(pace):
            report.add(*timing.measure(contest, pace, say))
    return report


__all__ = ["WORKLOADS", "run"]
