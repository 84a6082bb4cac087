"""W1, cost: grows linearly with points and frequencies, and does not grow with 1/gamma.

Invariant: the same call is timed in alternating rounds over all sizes and over all dampings, so that the ratios stand side by
side.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from entrainment.runtime.errors import kernel

from .conductivity import spectrum
from .records import Goal, Row
from .timing import Pace
from .vacuum_energy import mixtures

DAMPINGS = (1000.0, 100.0, 10.0, 1.0, 0.1)
"""gamma/2 pi, Hz."""
GROWTH = 1.3
"""Largest ratio of costs that should be equal."""


def rows(pace: Pace, progress: Callable[[str], None]) -> tuple[list[Row], list[Goal]]:
    """Times per frequency and per point over sizes and dampings."""
    progress("W1 cost against the damping")
    found, goals = [], []
    frequency = np.linspace(2.0, 2000.0, 1000)
    for name in ("Rb-Rb", "Yb-Cs"):
        calls = {f"{hertz:g} Hz": _call(spectrum(name, hertz), frequency) for hertz in DAMPINGS}
        units = dict.fromkeys(calls, frequency.size)
        goals.append(_add(found, "W1", f"{name}, cost against gamma", calls, units, pace, "frequency"))
    progress("W1 cost against the number of frequencies")
    sizes = (1000, 4000, 16000)
    one = spectrum("Rb-Rb", 1.0)
    calls = {f"{size} frequencies": _call(one, np.linspace(2.0, 2000.0, size)) for size in sizes}
    goals.append(_add(found, "W1", "Rb-Rb, cost against size", calls, dict(zip(calls, sizes, strict=True)), pace, "frequency"))
    progress("W2 cost against the number of points")
    sizes = (pace.size // 16, pace.size // 4, pace.size)
    function, arguments = kernel("vacuum_energy_3d"), mixtures(3, pace.size)
    calls = {f"{size} points": (lambda size=size: function(*(column[:size] for column in arguments))) for size in sizes}
    goals.append(_add(found, "W2", "E_B, D = 3, cost against size", calls, dict(zip(calls, sizes, strict=True)), pace, "point"))
    return found, goals


def _call(one, frequency):
    return lambda: one.conductivity(frequency=frequency)


def _add(found, workload, case, calls, units, pace, unit) -> Goal:
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _ in range(pace.rounds):
        for name, call in calls.items():
            start = time.process_time()
            call()
            times[name].append((time.process_time() - start) / units[name])
    medians = {name: statistics.median(values) for name, values in times.items()}
    first = next(iter(medians.values()))
    found += [
        Row(workload, case, name, unit, seconds, seconds / first, units[name], pace.rounds, note="cost only")
        for name, seconds in medians.items()
    ]
    growth = max(medians.values()) / first
    return Goal(workload, case, f"largest cost over the first <= {GROWTH:g}", growth, growth <= GROWTH)
