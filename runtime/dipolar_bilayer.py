"""Two parallel flat clouds of magnetic dipoles: interactions that depend on the momentum, drag without contact.

Invariant: lengths, densities and couplings are those of the paper's model: condensate density n w of each layer with n from
the critical temperature of the ideal gas; in a layer V(q) = (g/w)(1 - C q), C = 2 pi d^2 w/g, between the layers Eq. (D6).
sigma_ab needs no more.  The diamagnetic part of sigma_aa and sigma_bb needs the total density of a layer, which this theory
does not give: by Eq. (A8) the atoms that are not condensed add up to T int dq/q at small q, and with the linear V(q) to
int dq/q at large q even at T = 0.  It is an input, or these two stay undefined, as in the paper.
Source: aminov2024, Table I (lower part), Appendix D; d^2 = mu_0 mu^2/4 pi in SI.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from math import pi

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.condensed_mixture import Scales, ideal_density
from entrainment.runtime.display import Row, Rows
from entrainment.runtime.errors import DomainError, kernel, require
from entrainment.runtime.species import boson
from entrainment.runtime.units import Result
from numpy.typing import NDArray


@dataclass(frozen=True, repr=False)
class DipolarBilayer(Rows):
    """Two equal layers: `mass` [kg], `scattering_length` [m], magnetic `moment` [J/T], `areal_density` of the condensate in
    a layer [m^-2], thickness `w_z` and `distance` L of the middles [m]; `total_density` of a layer [m^-2], if it is known.

    Without `total_density` sigma_aa and sigma_bb are None.  Raises DomainError unless all are positive, L > w_z, the total
    density is not below that of the condensate, and no mode is unstable.
    """

    mass: float
    scattering_length: float
    moment: float
    areal_density: float
    w_z: float
    distance: float
    name: str = ""
    total_density: float | None = None

    def __post_init__(self) -> None:
        for field in ("mass", "scattering_length", "moment", "areal_density", "w_z", "distance"):
            value = require(field, getattr(self, field), "> 0", claim="aminov2024:D1", scalar=True)
            object.__setattr__(self, field, float(value))
        if self.total_density is not None:
            total = float(require("total_density", self.total_density, "> 0", unit="m^-2", claim="aminov2024:2", scalar=True))
            if total < self.areal_density:
                condition = f"total_density >= areal_density = {self.areal_density:g} m^-2"
                raise DomainError("total_density", total, condition, "m^-2", "aminov2024:A8", "the condensate is a part of it")
            object.__setattr__(self, "total_density", total)
        if not self.distance > self.w_z:
            raise DomainError(
                "distance", self.distance, f"distance > w_z = {self.w_z:g} m", "m", "aminov2024:D6", "the clouds overlap"
            )
        q = np.geomspace(1e-4, 1e3, 4001) / self.distance * self.scales.length
        m, _, n, _, V, _, V_ab = self.interactions(np.full(2, self._natural_density), q)
        softest = q * q / (2 * m) + 2 * n * (V - np.abs(V_ab))
        if softest.min() <= 0:
            raise DomainError(
                "distance",
                self.distance,
                "real energies of all modes",
                "m",
                "aminov2024:D3",
                f"the layers collapse at q = {q[softest.argmin()] / self.scales.length:.3g} 1/m",
            )

    dimension = 2

    @property
    def densities(self) -> tuple[float, float] | None:
        """The total densities [m^-2] of both layers, None if they are not known."""
        return None if self.total_density is None else (self.total_density, self.total_density)

    @property
    def _caption(self) -> str:
        return self.name or f"m = {self.mass:.6g} kg"

    def _rows(self) -> list[Row]:
        return [
            ("a", f"{self.scattering_length / constants.a0:.6g} a0"),
            ("moment", f"{self.moment / constants.mu_B:.6g} mu_B"),
            ("n", f"{self.areal_density:.6g} m^-2"),
            ("w_z", f"{self.w_z * 1e9:.6g} nm"),
            ("L", f"{self.distance * 1e9:.6g} nm"),
        ]

    @property
    def masses(self) -> tuple[float, float]:
        """(m, m) [kg]."""
        return self.mass, self.mass

    @functools.cached_property
    def scales(self) -> Scales:
        """The natural units of the bilayer: energy 2 g n."""
        return Scales(2 * self.coupling / self.w_z * self.areal_density, self.mass)

    @property
    def coupling(self) -> float:
        """g = 4 pi hbar^2 a/m [J m^3]."""
        return 4 * pi * constants.hbar**2 * self.scattering_length / self.mass

    @property
    def dipole_squared(self) -> float:
        """d^2 [J m^3]."""
        return constants.mu_0 * self.moment**2 / (4 * pi)

    @property
    def dipole_range(self) -> Result:
        """r_* = m d^2/hbar^2 [m]; the model needs r_* q << 1."""
        return Result(np.asarray(self.mass * self.dipole_squared / constants.hbar**2), "m", ("aminov2024:D3",))

    @property
    def _natural_density(self) -> float:
        return self.areal_density * self.scales.length**2

    def natural_condensates(self, temperature: float) -> NDArray:
        """The condensate densities in natural units, taken independent of the temperature as in the paper."""
        require("temperature", temperature, ">= 0", unit="K", claim="aminov2024:A8", scalar=True)
        return np.full(2, self._natural_density)

    def interactions(self, condensates: NDArray, p: NDArray) -> tuple:
        """Masses, condensate densities and (V_aa, V_bb, V_ab) at the momenta p (complex allowed), natural units."""
        unit = self.scales.energy * self.scales.length**2
        q = p / self.scales.length
        d2 = self.dipole_squared
        within = (self.coupling / self.w_z - 2 * pi * d2 * q) / unit
        # exp(-q L) cosh(q w/2)^2, which does not overflow for L > w
        decay = np.exp(-q * (self.distance - self.w_z)) * ((1 + np.exp(-q * self.w_z)) / 2) ** 2
        between = -2 * pi * d2 * q * decay / (1 + (q * self.w_z / pi) ** 2) ** 2 / unit
        return 1.0, 1.0, *map(float, condensates), within, within, between

    def resonance(self) -> Result:
        """Delta = max(E_d - E_s) as an angular frequency [rad/s]."""
        q = np.linspace(1e-3, 12, 24001) / self.distance * self.scales.length
        upper, lower = kernel("mode_energies")(q, *self.interactions(np.full(2, self._natural_density), q))
        gap = upper - lower
        k = int(gap.argmax())
        rise = (gap[k + 1] - gap[k - 1]) / 2
        bend = gap[k + 1] - 2 * gap[k] + gap[k - 1]
        return Result(np.asarray((gap[k] - rise**2 / (2 * bend)) * self.scales.frequency), "rad/s", ("aminov2024:fig7",))


TABLE_I = {"Cr-Cr": ("52Cr", 6, 103, 700), "Er-Er": ("168Er", 7, 137, 410)}
"""Parameters of aminov2024, Table I, lower part: species, moment in Bohr magnetons, scattering length in Bohr radii,
critical temperature in nK.
"""


def table_bilayer(name: str, distance: float = 60e-9, w_z: float = 20e-9) -> DipolarBilayer:
    """The bilayer "Cr-Cr" or "Er-Er" of aminov2024, Table I; `distance` and `w_z` [m] as in its text.  Raises DomainError
    for another name.
    """
    if name not in TABLE_I:
        raise DomainError("name", repr(name), f"is one of {', '.join(TABLE_I)}", claim="aminov2024:tableI")
    species, moment, length, T_c = TABLE_I[name]
    atom = boson(species)
    density = ideal_density(atom.mass, T_c * 1e-9) * w_z
    return DipolarBilayer(atom.mass, length * constants.a0, moment * constants.mu_B, density, w_z, distance, name)


def table_critical_temperature(name: str) -> Result:
    """The critical temperature of Table I [K]."""
    return Result(np.asarray(TABLE_I[name][3] * 1e-9), "K", ("aminov2024:tableI",))
