"""ac conductivities of two condensates: normal and superfluid drag at any frequency, damping and temperature.

Invariant: |error| <= 1e-10 |sigma_ij| for every number returned, by a measured bound of the momentum sums
(`momentum_contour`), or DomainError. The momentum integrals are tabulated once per mixture and temperature; a frequency is
then one sum, at a cost that does not depend on the damping.
Source: aminov2024, Eqs. (1)-(8), (11)-(14), (B2)-(B6), with the loop function (11).  sigma_ij carries hbar: j_i = sigma_ij
F_j, SI unit s kg^-1 m^-d.

    sigma_ij = (i/omega) {delta_ij n_i/m_i - D^0_ij - (-1)^delta_ij Lambda(z)/(m_i m_j)} + i D^0_ij/z,    z = omega + 2 i gamma
"""

from __future__ import annotations

from math import pi
from typing import Any, NamedTuple

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.errors import DomainError, require
from entrainment.runtime.momentum_integrals import ACCURACY, System, integrals
from entrainment.runtime.units import Result
from numpy.typing import NDArray

PAIRS = ("aa", "ab", "bb")


class Pairs(NamedTuple):
    """One `Result` for each pair of components; aa, bb are None where they are not defined."""

    aa: Result | None
    ab: Result
    bb: Result | None


class DragSpectrum:
    """The conductivities of `system` at `temperature` [K] and `damping` gamma [rad/s], the decay rate of the amplitude of a
    quasiparticle.

    `temperature` >= 0 must leave both components condensed; `damping` >= 0, one number: with gamma = 0 the retarded limit
    is meant. Raises DomainError (also where no self-consistent condensate exists).
    """

    def __init__(self, system: System, temperature: float, damping: float):
        self.system = system
        self.temperature = float(require("temperature", temperature, ">= 0", unit="K", claim="aminov2024:10", scalar=True))
        self.damping = float(require("damping", damping, ">= 0", unit="rad/s", claim="aminov2024:11", scalar=True))
        self._gamma = self.damping / system.scales.frequency
        self._integrals = integrals(system, self.temperature, self._gamma)

    @classmethod
    def lorentzian(cls, system: System, temperature: float, damping: float):
        """The same with the loop (10) of Lorentzian levels in place of its expansion (11): a `LorentzianSpectrum`, which has
        sigma_ab only, since sigma_aa and sigma_bb diverge.
        """
        from entrainment.runtime.lorentzian_loop import LorentzianSpectrum

        return LorentzianSpectrum(system, temperature, damping)

    def __repr__(self) -> str:
        damping = f"gamma/2 pi = {self.damping / (2 * pi):.6g} Hz"
        return f"DragSpectrum({self.system.name}: T = {self.temperature * 1e9:.6g} nK, {damping})"

    # -- spectra --------------------------------------------------------------------------------------------------------

    def conductivity(self, *, omega: Any = None, frequency: Any = None) -> Pairs:
        """sigma_aa, sigma_ab, sigma_bb [s kg^-1 m^-d], complex, with the shape of `omega` [rad/s] or of `frequency` =
        omega/2 pi [Hz].

        Give exactly one of them, by name; negative values are the complex conjugate, zero is refused: sigma diverges there.
        Raises DomainError where 1e-10 |sigma| is out of reach.
        """
        omega = angular(omega, frequency)
        flat = np.abs(omega.ravel()) / self.system.scales.frequency
        found = [None if value is None else self._labelled(value, omega) for value in self._sigma(flat)]
        return Pairs(*found)

    def _labelled(self, sigma: NDArray, omega: NDArray) -> Result:
        value, backwards = sigma.reshape(omega.shape) * self._unit, omega < 0
        if backwards.any():
            value = np.where(backwards, value.conj(), value)
        return Result(value, f"s kg^-1 m^-{self.system.dimension}", ("aminov2024:2", "aminov2024:11"))

    @property
    def _unit(self) -> float:
        """SI value of the natural unit of conductivity, 1/(hbar length^(d-2))."""
        scale = self.system.scales
        return scale.length ** (2 - self.system.dimension) / constants.hbar

    def _sigma(self, omega: NDArray) -> list[NDArray | None]:
        """sigma in natural units for omega > 0.

        Where the bound of the tables does not suffice, the sums with twice as many nodes are compared at each frequency;
        then the tables are refined.
        """
        data = self._integrals
        while True:
            sums = data.sums(omega, self._gamma)
            found = self._combined(omega, sums)
            doubtful = self._doubtful(omega, self._allowed(omega, found))
            if not doubtful.any():
                return found
            doubled = data.sums(omega[doubtful], self._gamma, doubled=True)
            moved = np.abs(doubled - sums[doubtful])
            sums[doubtful] = doubled
            found = self._combined(omega, sums)
            excess = moved / self._allowed(omega, found)[doubtful]
            if excess.max() <= 1:
                return found
            data.refine(float(excess.max()), float(omega[doubtful][excess.argmax()] * self.system.scales.frequency))

    def _doubtful(self, omega: NDArray, allowed: NDArray) -> NDArray:
        """Where the bound exceeds `allowed`; mostly the bound at the lowest frequency, the largest of all, does nowhere."""
        if not omega.size or self._integrals.bound(float(omega.min()), self._gamma) <= allowed.min():
            return np.zeros(omega.shape, dtype=bool)
        return ~(self._integrals.bound(omega, self._gamma) <= allowed)

    def _allowed(self, omega: NDArray, sigma: list[NDArray | None]) -> NDArray:
        """The error of Lambda that makes no sigma wrong by more than ACCURACY."""
        parts = [np.abs(value) * self._integrals.mass(pair) for pair, value in enumerate(sigma) if value is not None]
        return ACCURACY * omega * np.min(parts, axis=0)

    def _combined(self, omega: NDArray, sums: NDArray) -> list[NDArray | None]:
        """sigma of each pair from Lambda, None where it is not defined."""
        data, over = self._integrals, 1j * (1 / omega)
        share = 1j * self._gamma / (omega + 2j * self._gamma)
        found: list[NDArray | None] = []
        for pair, sign in enumerate((-1, 1, -1)):
            if data.diamagnetic is None and pair != 1:
                found.append(None)
                continue
            value = sums * (-sign / data.mass(pair))
            value -= share * (2 * data.drude[pair])
            if pair != 1:
                value += data.diamagnetic[pair // 2]
            value *= over
            found.append(value)
        return found

    def dataset(self, *, omega: Any = None, frequency: Any = None):
        """The spectrum as an xarray dataset: normal (Re) and superfluid (Im) conductivity by pair and omega, with units.
        Needs xarray.
        """
        from entrainment.runtime.drag_signals import sweep

        return sweep(self.system, temperature=[self.temperature], damping=[self.damping], omega=omega, frequency=frequency)

    # -- the limit omega -> 0 --------------------------------------------------------------------------------------------

    def drude_weights(self) -> Pairs:
        """D^n_ij = pi D^0_ij [kg^-1 m^-d], twice the integral of the Drude peak over omega > 0."""
        data = self._integrals
        return self._weights([pi * value for value in data.drude], "aminov2024:13")

    def superfluid_weights(self) -> Pairs:
        """D^s_ij = pi lim omega Im sigma_ij [kg^-1 m^-d], with this damping."""
        return self._weights([None if w is None else pi * w for w in self._static()], "aminov2024:17")

    def conversion_weights(self) -> tuple[Pairs, Pairs]:
        """(D^+_ij, D^-_ij) of Eq. (18) [kg^-1 m^-d]: what conversion and pairs add to the superfluid weight, over pi."""
        both = self._integrals.static(self._gamma)
        return tuple(
            self._weights([(-1 if pair == 1 else 1) * value / self._integrals.mass(pair) for pair in range(3)], "aminov2024:18")
            for value in both
        )

    def _static(self) -> list[float | None]:
        total = np.array([sum(self._integrals.static(self._gamma))])
        out = []
        for pair in range(3):
            if self._integrals.diamagnetic is None and pair != 1:
                out.append(None)
                continue
            diamagnetic = 0.0 if pair == 1 else self._integrals.diamagnetic[pair // 2]
            sign = 1 if pair == 1 else -1
            out.append(float(diamagnetic - self._integrals.drude[pair] - sign * total[0] / self._integrals.mass(pair)))
        return out

    def _weights(self, values, claim: str) -> Pairs:
        scale, d = self.system.scales, self.system.dimension
        unit = 1 / (scale.mass * scale.length**d)
        return Pairs(*[None if v is None else Result(np.asarray(v * unit), f"kg^-1 m^-{d}", (claim,)) for v in values])

    def drag_density(self) -> Result:
        """rho_dr = m_a m_b lim omega Im sigma_ab (6) [kg m^-d]."""
        return self._mass_density(1, self._static()[1], "aminov2024:6")

    def superfluid_densities(self) -> tuple[Result, Result]:
        """(rho_a^s, rho_b^s) of Eq. (7) [kg m^-d]; without drag they would be m_i n_i at T = 0."""
        self._require_diamagnetic()
        return tuple(self._mass_density(pair, self._static()[pair], "aminov2024:7") for pair in (0, 2))

    def normal_density(self) -> Result:
        """m_a n_a + m_b n_b - rho_a^s - rho_b^s - 2 rho_dr [kg m^-d]: Landau's normal density at gamma = 0."""
        self._require_diamagnetic()
        aa, ab, bb = (float(self._mass_density(pair, value, "")) for pair, value in enumerate(self._static()))
        total = sum(m * n for m, n in zip(self.system.masses, self.system.densities, strict=True))
        return Result(np.asarray(total - aa - bb - 2 * ab), f"kg m^-{self.system.dimension}", ("aminov2024:7", "aminov2024:13"))

    def _mass_density(self, pair: int, weight: float, claim: str) -> Result:
        scale, d = self.system.scales, self.system.dimension
        return Result(np.asarray(weight * self._integrals.mass(pair) * scale.mass / scale.length**d), f"kg m^-{d}", (claim,))

    def _require_diamagnetic(self) -> None:
        if self._integrals.diamagnetic is None:
            raise DomainError("system", self.system.name, "its total densities are known", claim="aminov2024:text:dipolar")

    def transresistivity(self) -> Result:
        """sigma_ab^n/(sigma_aa^n sigma_bb^n - sigma_ab^n ^2) at omega = 0 [kg m^d/s]; needs gamma > 0."""
        self._require_diamagnetic()
        normal = [float(value) for value in self._direct_current()]
        value = normal[1] / (normal[0] * normal[2] - normal[1] ** 2)
        return Result(
            np.asarray(value / self._unit), f"kg m^{self.system.dimension} s^-1", ("aminov2024:text:transresistivity",)
        )

    def direct_current(self) -> Pairs:
        """sigma_ij^n(0), the normal conductivities at omega = 0 [s kg^-1 m^-d].  Needs gamma > 0 and known densities."""
        self._require_diamagnetic()
        return Pairs(
            *[
                Result(np.asarray(v * self._unit), f"s kg^-1 m^-{self.system.dimension}", ("aminov2024:5",))
                for v in self._direct_current()
            ]
        )

    def _direct_current(self) -> list[float]:
        if self.damping == 0:
            raise DomainError("damping", 0.0, "damping > 0", "rad/s", "aminov2024:5", "an undamped Drude peak has no height")
        slope = self._integrals.slope(self._gamma)
        signs = (-1, 1, -1)
        return [
            self._integrals.drude[pair] / (2 * self._gamma)
            + float((-1j * signs[pair] * slope).real) / self._integrals.mass(pair)
            for pair in range(3)
        ]

    # -- for the laboratory -----------------------------------------------------------------------------------------------

    def amplitude_ratio(self, driven: str, *, omega: Any = None, frequency: Any = None) -> Result:
        """x_passive/x_driven = (n_driven/n_passive) |sigma_ab/sigma_driven,driven| where a force acts on component `driven`
        ("a" or "b") alone.
        """
        if driven not in ("a", "b"):
            raise DomainError("driven", repr(driven), "is 'a' or 'b'", claim="aminov2024:text:amplitude-ratio")
        self._require_diamagnetic()
        sigma = self.conductivity(omega=omega, frequency=frequency)
        n_a, n_b = self.system.densities
        own, ratio = (sigma.aa, n_a / n_b) if driven == "a" else (sigma.bb, n_b / n_a)
        value = ratio * np.abs(np.asarray(sigma.ab)) / np.abs(np.asarray(own))
        return Result(value, "1", ("aminov2024:text:amplitude-ratio",))


def angular(omega: Any, frequency: Any) -> NDArray[np.float64]:
    """omega [rad/s] from exactly one of omega [rad/s] and frequency [Hz].  Raises DomainError for both, none, or zero."""
    if (omega is None) == (frequency is None):
        raise DomainError("omega", omega, "exactly one of omega [rad/s] and frequency [Hz] is given", claim="aminov2024:1")
    if omega is None:
        return (
            2
            * pi
            * require("frequency", frequency, "!= 0", unit="Hz", claim="aminov2024:2", advice="sigma diverges at omega = 0")
        )
    return require("omega", omega, "!= 0", unit="rad/s", claim="aminov2024:2", advice="sigma diverges at omega = 0")


__all__ = ["ACCURACY", "PAIRS", "DragSpectrum", "Pairs", "angular"]
