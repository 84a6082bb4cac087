"""Units in which the kernels see a system: hbar = 1, lengths in micrometres, masses in that of the atom.

Invariant: numbers that reach a kernel are of order one for any gas of atoms, so nothing over- or underflows, and what
leaves it is multiplied by the same units.  Natural units are the scale 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.errors import kernel
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
