"""The lines of naidon2021, Fig. 2: nine windows of mixed bubbles as plain arrays.

Rows D = 3, 2, 1; columns z = m2/m1 = 1, 5, 20. The ordinate is (delta_g/g)/eta, in D = 2 R of naidon2021:18. The lines
are closed forms (for equal masses naidon2021:11-17): Omega'' = 0 at a pure end (`curvature_1`, `curvature_2`), the
tangent from a pure phase that reaches the other one (`tangent_1`, `tangent_2`); only the triple line, on which 1, (1+2)
and 2 coexist, is the root of an equation (module `phases`).
The text of the paper does not say where its axes end. Here alpha is logarithmic, which makes the exchange 1 <-> 2 a
mirror, and runs over `ALPHA_RANGE`, so that both arms of every window and alpha = 1 are seen.
"""

from __future__ import annotations

import numpy as np
from entrainment.runtime import phases
from entrainment.runtime.errors import kernel
from entrainment.runtime.phases import Phase
from entrainment.runtime.units import Result
from numpy.typing import NDArray

DIMENSIONS = (3, 2, 1)
MASS_RATIOS = (1.0, 5.0, 20.0)
ALPHA_RANGE = {1.0: (1 / 6.5, 6.5), 5.0: (0.08, 3.0), 20.0: (0.05, 2.0)}
DELTA_RANGE = {3: (-0.25, 0.65), 2: (-0.15, 0.45), 1: (-0.5, 0.25)}

_POINTS = 401
_UNIT = "(delta_g/g)/eta, R for D = 2"


def data() -> dict[str, Result]:
    """Arrays of shape (3, 3, 404): row (D = 3, 2, 1), column (z = 1, 5, 20), point along alpha; D and z (3,).

    alpha [1], increasing, contains the corners of the pinch; curvature_1, curvature_2, tangent_1, tangent_2, triple
    (nan outside the pinch); lower, split, upper, bath: the window as `phases.Window`.
    """
    panels = [[panel(D, z) for z in MASS_RATIOS] for D in DIMENSIONS]
    claims = ("naidon2021:fig2", "naidon2021:18")
    arrays = {"D": Result(np.array(DIMENSIONS), "1"), "z": Result(np.array(MASS_RATIOS), "1")}
    for name in panels[0][0]:
        stacked = np.array([[columns[name] for columns in row] for row in panels])
        arrays[name] = Result(stacked, "1" if name in ("alpha", "bath") else _UNIT, claims)
    return arrays


def panel(D: int, z: float) -> dict[str, NDArray]:
    """The arrays of `data` for one D and one z."""
    corners = [float(corner.alpha) for corner in phases.pinch_corners(D, z)]
    alpha = np.sort([*np.geomspace(*ALPHA_RANGE[z], _POINTS), *corners])
    edges, triple = phases.window(D, alpha, z), phases.triple_line(D, alpha, z)
    ends = {"curvature_1": "curvature_edge_left", "curvature_2": "curvature_edge_right",
            "tangent_1": "tangent_edge_left", "tangent_2": "tangent_edge_right"}
    closed = {name: kernel(f"{edge}_{D}d")(alpha, z) for name, edge in ends.items()}
    return {"alpha": alpha, **closed, "triple": triple.delta, "lower": edges.lower, "split": edges.split,
            "upper": edges.upper, "bath": edges.bath}


def regions(D: int, z: float, lines: dict[str, NDArray]) -> list[tuple[Phase, NDArray, NDArray, NDArray]]:
    """(phase, alpha, from delta, to delta) of the coloured regions of a panel with `lines`, bottom to top."""
    alpha, (bottom, top) = lines["alpha"], DELTA_RANGE[D]
    vertex = float(phases.pinch_corners(D, z).bottom.alpha)
    left, right = alpha <= vertex, alpha >= vertex
    everywhere = np.ones(alpha.size, dtype=bool)
    floor, ceiling = np.full(alpha.size, min(bottom, lines["lower"].min())), np.full(alpha.size, top)
    bands = [(Phase.MISCIBLE, everywhere, floor, lines["lower"]),
             (Phase.BUBBLE_IN_2, left, lines["lower"], lines["split"]),
             (Phase.BUBBLE_IN_1, right, lines["lower"], lines["split"]),
             (Phase.PINCH, everywhere, lines["split"], lines["upper"]),
             (Phase.SEPARATED, everywhere, lines["upper"], np.maximum(lines["upper"], ceiling))]
    return [(phase, alpha[at], low[at], high[at]) for phase, at, low, high in bands]
