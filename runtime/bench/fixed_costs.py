"""Fixed costs: what is paid once, each in a process of its own.

Invariant: times are processor time of the child and of what it starts, measured by the system, unless they say that they are
wall clock; a cost of unchanged files is
only stated if they are unchanged.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable

from .records import Goal, Row
from .timing import FULL, Pace

IMPORT = "import entrainment.runtime"
CALL = """
import numba, time
from entrainment.runtime.errors import kernel
start = time.process_time()
kernel("vacuum_energy_3d")(1.0, 2.0, 1.5, 0.7, 1.0, 0.3, 2.0)
print(time.process_time() - start)
"""
ALONE = CALL.replace("import numba, time", "import numpy, time")
COMPILE = """
import time
import entrainment.generated as generated
start = time.perf_counter()
generated.compile_all()
print(time.perf_counter() - start)
"""
REGENERATE = """
from pathlib import Path
import entrainment.generated as generated
from entrainment.derive.codegen import manifest
from entrainment.runtime.cli import main
if not manifest.unchanged(Path(generated.__file__).parent):
    raise SystemExit("stale")
raise SystemExit(main(["regenerate"]))
"""


def rows(pace: Pace, progress: Callable[[str], None]) -> tuple[list[Row], list[Goal]]:
    """Import, first call from cache, cold compilation (only in a full run), regeneration without change."""
    found, goals = [], []

    def add(case: str, seconds: float | None, limit: float | None, note: str = "") -> None:
        found.append(Row("fixed", "fixed costs", case, "", seconds, note=note))
        if limit is not None:
            met = None if seconds is None else seconds <= limit
            goals.append(Goal("fixed", case, f"<= {limit:g} s", seconds, met, note))

    progress("fixed costs: import")
    empty = statistics.median(_cost("pass")[0] for _ in range(3))
    add("import entrainment.runtime", statistics.median(_cost(IMPORT)[0] for _ in range(3)) - empty, 0.35)
    progress("fixed costs: first call")
    _cost(CALL)  # fills the cache
    add("first call from cache", statistics.median(float(_cost(CALL)[1]) for _ in range(3)), 0.1, "numba imported before")
    alone = statistics.median(float(_cost(ALONE)[1]) for _ in range(3))
    add("first call from cache, without numba", alone, 0.1, "numpy imported before; numba is not")
    progress("fixed costs: regenerate")
    seconds, _, code = _cost(REGENERATE)
    add("regenerate, unchanged", None if code else seconds, 1.0, "generated/ is stale" if code else "")
    if pace.size >= FULL.size:
        progress("fixed costs: compile everything")
        with tempfile.TemporaryDirectory(prefix="entrainment-bench-") as folder:
            processor, wall, _ = _cost(COMPILE, NUMBA_CACHE_DIR=folder)
            note = f"wall clock, {os.cpu_count()} processes at once; {processor:.1f} s of processor time"
            add("cold compile of everything", float(wall), 30.0, note)
    else:
        add("cold compile of everything", None, 30.0, "full run only")
    return found, goals


def _cost(code: str, **environment: str) -> tuple[float, str, int]:
    """(processor seconds, standard output, exit code) of a fresh interpreter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, done.stdout.strip(), done.returncode
