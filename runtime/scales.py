"""Units in which the kernels see a system: hbar = 1, lengths in micrometres, masses in that of the atom.

Invariant: numbers that reach a kernel are of order one for any gas of atoms, so nothing over- or underflows, and what
leaves it is multiplied by the same units.  Natural units are the scale 1.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.errors import DomainError, OutOfRange, kernel
from entrainment.runtime.units import micrometre
from numpy.typing import NDArray

_SI = {"mass": "kg", "length": "m", "time": "s", "energy": "J", "wave number": "m^-1", "frequency": "rad/s", "speed": "m/s",
       "rate": "s^-1", "inverse energy": "J^-1", "number": "1"}


@dataclass(frozen=True)
class Scales:
    """The unit of mass [kg], of length [m] and hbar [J s] of a system; 1, 1, 1 in natural units."""

    mass: float = 1.0
    length: float = 1.0
    hbar: float = 1.0

    @classmethod
    def of(cls, mass: float) -> Scales:
        """SI for atoms of this mass [kg]."""
        return cls(mass, micrometre, constants.hbar)

    @property
    def energy(self) -> float:
        return (self.hbar / self.length) ** 2 / self.mass

    @property
    def time(self) -> float:
        return self.hbar / self.energy

    @property
    def speed(self) -> float:
        return self.hbar / (self.mass * self.length)

    def density(self, D: int) -> float:
        return self.length**-D

    def coupling(self, D: int) -> float:
        return self.energy * self.length**D

    def one(self, argument: str, D: int = 3) -> float:
        """The value in which an argument of that name counts as 1: a mass for "m1", a density for "n", ..."""
        named = {"k0": 1 / self.length, "q": 1 / self.length, "Omega": self.energy / self.hbar, "strength": self.energy,
                 "t": self.time, "width": self.length}
        first = {"m": self.mass, "g": self.coupling(D), "n": self.density(D)}
        return named.get(argument, first.get(argument[0], 1.0))

    def unit(self, quantity: str, D: int = 3) -> str:
        """Name of the unit of `quantity`: "mass", "density", "coupling", "speed", ..."""
        if quantity == "number":
            return "1"
        if self.hbar == 1.0:
            return "(hbar = 1)"
        return {**_SI, "density": f"m^-{D}", "coupling": f"J m^{D}", "mass density": f"kg m^-{D}"}[quantity]


def evaluate(name: str, *arguments: Any) -> NDArray[np.float64]:
    """The kernel `name` on reduced arguments. Raises ArithmeticError where it gives no finite number."""
    with np.errstate(all="ignore"):  # both branches of a kernel are computed on arrays; what is not finite is refused here
        value = np.asarray(kernel(name)(*arguments))
    if not np.isfinite(value).all():
        raise ArithmeticError(f"the kernel {name} fails: {value[~np.isfinite(value)][0]} at one of its arguments")
    return value


LOST = 1e13  # radians of which double precision knows less than a hundredth


def require_phase(name: str, value: Any, phase: Any, claim: str) -> None:
    """Raises DomainError where an oscillation has run through so many periods that rounding takes its phase."""
    lost = ~(np.broadcast_arrays(phase)[0] < LOST)
    if lost.any():
        where = float(np.broadcast_to(np.asarray(value), lost.shape)[lost][0])
        advice = f"the phase of the oscillation is lost in rounding: type a smaller {name}"
        raise DomainError(name, where, f"phase < {LOST:g}", "", claim, advice)


Answer = TypeVar("Answer")


def answers(method: Callable[..., Answer]) -> Callable[..., Answer]:
    """A method, or what a property calls, that gives finite numbers without a warning, or raises OutOfRange.

    Its object has `_given()`: scales, D, and its own numbers by name.  The argument that is named is the one furthest from 1.
    """
    names = list(inspect.signature(method).parameters)[1:]

    @functools.wraps(method)
    def checked(self: Any, *positional: Any, **asked: Any) -> Answer:
        try:
            with np.errstate(over="raise", divide="raise", invalid="raise"):
                found = method(self, *positional, **asked)
            if not isinstance(found, float | np.ndarray | np.generic) and not hasattr(found, "unit"):
                return found
            if np.isfinite(np.asarray(found)).all():
                return found
        except OutOfRange:
            raise
        except ArithmeticError:
            pass
        scales, D, given = self._given()
        raise _furthest(scales, D, given | dict(zip(names, positional, strict=False)) | asked)

    return checked


def _furthest(scales: Scales, D: int, given: dict[str, Any]) -> OutOfRange:
    """The refusal that names the argument whose order of magnitude is furthest from one."""
    worst, name, value = -1.0, "", 0.0
    for argument, values in given.items():
        for x in np.ravel(np.asarray(values, dtype=np.float64)):
            order = abs(np.log10(abs(x)) - np.log10(scales.one(argument, D))) if x else 0.0
            if order > worst:
                worst, name, value = order, argument, float(x)
    advice = f"the answer leaves the range of double precision: type a value nearer to {scales.one(name, D):.1g}"
    return OutOfRange(name, value, f"{name} within range", advice=advice)
