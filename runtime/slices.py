"""A ufunc on slices of its arguments, in threads or in other processes: the same bits as in one piece.

Invariant: every element is computed by the same serial loop, so the answer does not depend on the number of threads.  The
loops of a ufunc do not hold the interpreter's lock; what is shorter than a millisecond is not worth a thread.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from entrainment.runtime.errors import kernel
from numpy.typing import NDArray

WORTH = 4096
"""Least number of elements of a slice."""


def in_threads(ufunc: np.ufunc, *arguments: Any, threads: int | None = None, out: NDArray | None = None) -> NDArray:
    """`ufunc(*arguments)`, cut along the first axis of the common shape into one slice a thread (default: one a core).

    `ufunc`: a kernel with one result, elementwise.  Arguments broadcast as ever.  Raises ValueError for threads < 1.
    """
    threads = os.cpu_count() or 1 if threads is None else threads
    if threads < 1:
        raise ValueError(f"threads = {threads} violates threads >= 1")
    arrays = np.broadcast_arrays(*arguments)
    shape = arrays[0].shape
    out = np.empty(shape) if out is None else out
    pieces = min(threads, shape[0] if shape else 1, max(1, out.size // WORTH))
    if pieces <= 1:
        ufunc(*arrays, out=out)
        return out
    cuts = np.linspace(0, shape[0], pieces + 1).astype(int)
    parts = [slice(low, high) for low, high in zip(cuts[:-1], cuts[1:], strict=True)]
    with ThreadPoolExecutor(pieces) as pool:
        for done in [pool.submit(ufunc, *(array[part] for array in arrays), out=out[part]) for part in parts]:
            done.result()
    return out


def by_name(name: str) -> Callable[..., NDArray]:
    """The kernel `name` as a function that is sent to another process as its name: there it is loaded from the cache, once.

    So does the ufunc itself; this function says what is missing (MissingKernel) where the receiver has no such kernel.
    """
    kernel(name)  # a name that is not there is refused here, not on a worker
    return functools.partial(_called, name)


def _called(name: str, *arguments: Any) -> NDArray:
    return kernel(name)(*arguments)
