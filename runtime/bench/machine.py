"""What the machine can do at most, and what it is: memory filled, instructions issued, and the toolchain.

Invariant: a limit is measured in the same run as what it limits, by C of the same expressions whose operands never leave the
registers; it does the arithmetic of a kernel and none of its loads, stores and bookkeeping.
"""

from __future__ import annotations

import ctypes
import functools
import importlib
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

FLAGS = ("-O3", "-march=native", "-fno-math-errno", "-fopenmp-simd")
"""The last two help C and change no value but the order of marked sums: no call of libm behind a square root, vectors."""


def compiler() -> str | None:
    """The C compiler, None where there is none."""
    return os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


@functools.cache
def compiled(text: str, flags: tuple[str, ...] = FLAGS) -> ctypes.CDLL:
    """The library made of a C text, in a temporary folder.  Raises RuntimeError with the compiler's words."""
    folder = Path(tempfile.mkdtemp(prefix="entrainment-bench-"))
    try:
        source, library = folder / "kernel.c", folder / "kernel.so"
        source.write_text(text)
        command = [compiler(), *flags, "-shared", "-fPIC", "-o", str(library), str(source), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr[:2000]}")
        return ctypes.CDLL(str(library))  # stays mapped when the file is gone
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def toolchain() -> dict[str, str]:
    """Processor, operating system, compiler with its flags, and the versions of what takes part."""
    found = {"machine": platform.machine(), "processor": _processor(), "cores": str(os.cpu_count())}
    found |= {"system": platform.system(), "python": platform.python_version()}
    for name in ("numpy", "scipy", "numba", "llvmlite", "sympy", "mpmath", "flint", "jax"):
        try:
            found[name] = str(importlib.import_module(name).__version__)
        except ImportError:
            found[name] = "not installed"
    cc = compiler()
    if cc:
        done = subprocess.run([cc, "--version"], capture_output=True, text=True, check=False)
        found["cc"] = f"{done.stdout.splitlines()[0] if done.stdout else cc} {' '.join(FLAGS)}"
    else:
        found["cc"] = "not installed"
    return found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
