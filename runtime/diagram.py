"""The phase diagram of mixed bubbles on a grid, a row for each alpha: the lines once a row, then runs of one phase.

Invariant: every entry is what `phases.classify` says of the same point; the work beyond the lines is that of writing the
answer.
Source: naidon2021, Fig. 2.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from entrainment.runtime.errors import DomainError, ShapeError, require
from entrainment.runtime.phases import Phase, window
from numpy.typing import NDArray


def diagram(D: int, alpha: Any, z: Any, delta: Any, out: NDArray[np.int8] | None = None) -> NDArray[np.int8]:
    """Phases (integers of `Phase`) of shape (alpha, delta), int8, in reduced units as in `phases`.

    `alpha` one-dimensional, `z` a number or one for each alpha, `delta` one-dimensional and ascending; `out`: C-contiguous.
    Raises DomainError (alpha, z <= 0, delta not ascending), ShapeError.
    """
    alpha, delta = require("alpha", alpha, "> 0", claim="naidon2021:5"), require("delta", delta)
    for name, array in (("alpha", alpha), ("delta", delta)):
        if array.ndim != 1:
            raise ShapeError(f"{name} has shape {array.shape}; one dimension is needed here")
    falls = np.flatnonzero(np.diff(delta) < 0)
    if falls.size:
        raise DomainError(f"delta[{falls[0] + 1}]", float(delta[falls[0] + 1]), "delta ascends", claim="naidon2021:fig2")
    edges = window(D, alpha, z)
    if edges.lower.shape != alpha.shape:
        raise ShapeError(f"z has shape {np.shape(z)}; a number, or one for each alpha, is needed here")
    miscible = np.searchsorted(delta, edges.lower, side="right")
    separated = np.maximum(np.searchsorted(delta, edges.upper, side="left"), miscible)
    split, pinch = separated.copy(), np.flatnonzero(np.isfinite(edges.x_triple))
    split[pinch] = np.clip(np.searchsorted(delta, edges.split[pinch], side="right"), miscible[pinch], separated[pinch])
    ends = np.stack([np.zeros_like(split), miscible, split, separated, np.full_like(split, delta.size)], axis=1)
    values = np.empty((alpha.size, 4), dtype=np.int8)
    values[:] = Phase.MISCIBLE, Phase.BUBBLE_IN_1, Phase.PINCH, Phase.SEPARATED
    values[edges.bath == 2, 1] = Phase.BUBBLE_IN_2
    found = np.repeat(values.ravel(), np.diff(ends, axis=1).ravel()).reshape(alpha.size, delta.size)
    if out is None:
        return found
    out[...] = found
    return out


__all__ = ["diagram"]
