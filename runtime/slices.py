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
    arrays = np.broadcast_arrays(*arguments)
    shape = arrays[0].shape
    filled: NDArray = np.empty(shape) if out is None else out
    rows = shape[0] if shape else 1
    worth = -(-WORTH * rows // max(1, filled.size))  # rows of a slice

    def fill(part: slice) -> None:
        if shape:
            ufunc(*(array[part] for array in arrays), out=filled[part])
        else:
            ufunc(*arrays, out=filled)

    shared(fill, rows, worth, threads)
    return filled


def shared(fill: Callable[[slice], object], rows: int, worth: int, threads: int | None = None) -> None:
    """`fill` on slices of `rows` rows, of at least `worth` rows each, one a thread (default: one a core).

    `fill` spends its time in loops of ufuncs and writes what it finds.  Raises ValueError for threads < 1.
    """
    threads = cores() if threads is None else threads
    if threads < 1:
        raise ValueError(f"threads = {threads} violates threads >= 1")
    pieces = min(threads, max(1, rows // worth))
    cuts = [rows * piece // pieces for piece in range(pieces + 1)]
    own, *others = (slice(low, high) for low, high in zip(cuts[:-1], cuts[1:], strict=True))
    running = [_pool(threads).submit(fill, part) for part in others]
    fill(own)
    for one in running:
        one.result()


@functools.cache
def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@functools.cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Threads beside the calling one; they wait for work as long as the process lives."""
    return ThreadPoolExecutor(threads - 1, thread_name_prefix="entrainment")


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)  # a child has the pool and none of its threads


def by_name(name: str) -> Callable[..., NDArray]:
    """The kernel `name` as a function that is sent to another process as its name: there it is loaded from the cache, once.

    So does the ufunc itself; this function says what is missing (MissingKernel) where the receiver has no such kernel.
    """
    kernel(name)  # a name that is not there is refused here, not on a worker
    return functools.partial(_called, name)


def _called(name: str, *arguments: Any) -> NDArray:
    return kernel(name)(*arguments)
