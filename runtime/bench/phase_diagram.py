"""W3: the phase diagram on a grid, one mass ratio, 1000 values of alpha by 1000 values of delta.

Invariant: truth is the lower convex hull of sampled grand potentials at points of the grid next to each line of the diagram,
and a misclassified point is an error of 1: the accuracy of the contest is 0.
Source: naidon2021, Fig. 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from entrainment.runtime import phases
from entrainment.runtime.diagram import diagram
from entrainment.runtime.reference import convex_hull

from .records import OURS, Contest, Peer, Reach
from .timing import Pace

MASS_RATIOS = (1.0, 2.0)
LABELS = {"miscible": 0, "(1+2)|1": 1, "(1+2)|2": 2, "pinch": 3, "1|2": 4}
MEMSET = "memset"


def grid(D: int, z: float, size: int):
    """alpha and delta of the diagram; delta covers what happens between the lines."""
    alpha = np.geomspace(1 / 4, 4, size)
    edges = phases.window(D, alpha[:: max(1, size // 8)], z)
    low, high = float(edges.lower.min()), float(edges.upper.max())
    return alpha, np.linspace(low - 0.1 * (high - low), high + 0.1 * (high - low), size)


def contests(pace: Pace) -> Iterator[Contest]:
    """Every dimension of space, equal and unequal masses.  The unit is a row of the grid, one alpha."""
    size = 1000 if pace.size >= 1_000_000 else 100
    for D in (1, 2, 3):
        for z in MASS_RATIOS:
            yield _contest(D, z, size)


def _contest(D: int, z: float, size: int) -> Contest:
    alpha, delta = grid(D, z, size)
    rows = np.random.default_rng(3).permutation(size)  # of which any beginning covers the diagram
    alpha = alpha[rows]

    def per_row(count, out):
        for row in range(count):
            out[row] = phases.classify(D, alpha[row], z, delta)

    found = [
        Peer(OURS, lambda count, out: diagram(D, alpha[:count], z, delta, out=out)),
        Peer("numpy, a row at a time", per_row),
        Peer(MEMSET, lambda count, out: out.fill(1), limit=True),
    ]
    reaches = (Reach(MEMSET, at_most=4), Reach("numpy, a row at a time", at_least=20))
    truth = _truth(D, z, alpha, delta)
    wrong = lambda found, true: float(max((found[column] != phase for column, phase in true.items()), default=False))
    case = f"D = {D}, z = {z:g}, {size} x {size}"
    return Contest("W3", case, "row", size, 0.0, truth, wrong, tuple(found), reaches, tail=(size,), dtype=np.int8)


def _truth(D: int, z: float, alpha, delta) -> dict[int, dict[int, int]]:
    """Row -> column -> phase by the convex hull, on either side of the lines where the window opens and closes."""
    edges = phases.window(D, alpha[0], z)
    columns = {int(np.searchsorted(delta, float(line))) + side for line in (edges.lower, edges.upper) for side in (-1, 0)}
    hull = lambda column: convex_hull.convex_hull_phase(D, *(_exact(v) for v in (delta[column], alpha[0], z)), digits=10)
    return {0: {column: LABELS[hull(column).name] for column in sorted(columns) if 0 <= column < delta.size}}


def _exact(value: float) -> Fraction:
    return Fraction(float(value))
