"""ac conductivities of two condensates: normal and superfluid drag at any frequency, damping and temperature.

Invariant: |error| <= 1e-10 |sigma_ij| for every number returned, by a measured bound of the momentum sums
(`momentum_contour`), or DomainError. The momentum integrals are tabulated once per mixture and temperature; a frequency is
then one sum, at a cost that does not depend on the damping.
Source: aminov2024, Eqs. (1)-(8), (11)-(14), (B2)-(B6), with the loop function (11).  sigma_ij carries hbar: j_i = sigma_ij
F_j, SI unit s kg^-1 m^-d.

    sigma_ij = (i/omega) {delta_ij n_i/m_i - D^0_ij - (-1)^delta_ij Lambda(z)/(m_i m_j)} + i D^0_ij/z,    z = omega + 2 i gamma
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from math import pi
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.display import Row, Rows, html_table
from entrainment.runtime.errors import DomainError, require
from entrainment.runtime.momentum_integrals import ACCURACY, System, integrals
from entrainment.runtime.units import Result
from numpy.typing import NDArray

if TYPE_CHECKING:
    import xarray
    from entrainment.runtime.lorentzian_loop import LorentzianSpectrum

PAIRS = ("aa", "ab", "bb")


class Pairs(NamedTuple):
    """One `Result` for each pair of components; aa, bb are None where they are not defined."""

    aa: Result | None
    ab: Result
    bb: Result | None

    @classmethod
    def of(cls, values: Iterable[Any], label: Callable[[Any], Result]) -> Pairs:
        """The three values in the order of PAIRS, labelled; None stays None."""
        aa, ab, bb = values
        return cls(None if aa is None else label(aa), label(ab), None if bb is None else label(bb))

    def _rows(self) -> list[Row]:
        return [(pair, "not defined" if value is None else str(value)) for pair, value in zip(PAIRS, self, strict=True)]

    def __repr__(self) -> str:
        return "\n".join(f"{pair}   {text}" for pair, text in self._rows())

    def _repr_html_(self) -> str:
        return html_table("aa, ab, bb", self._rows())


class DragSpectrum(Rows):
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
    def lorentzian(cls, system: System, temperature: float, damping: float) -> LorentzianSpectrum:
        """The same with the loop (10) of Lorentzian levels in place of its expansion (11): a `LorentzianSpectrum`, which has
        sigma_ab only, since sigma_aa and sigma_bb diverge.
        """
        from entrainment.runtime.lorentzian_loop import LorentzianSpectrum

        return LorentzianSpectrum(system, temperature, damping)

    @property
    def _caption(self) -> str:
        return self.system.name

    def _rows(self) -> list[Row]:
        return [("T", f"{self.temperature * 1e9:.6g} nK"), ("gamma/2 pi", f"{self.damping / (2 * pi):.6g} Hz")]

    # -- spectra --------------------------------------------------------------------------------------------------------

    def conductivity(self, *, omega: Any = None, frequency: Any = None) -> Pairs:
        """sigma_aa, sigma_ab, sigma_bb [s kg^-1 m^-d], complex, with the shape of `omega` [rad/s] or of `frequency` =
        omega/2 pi [Hz].

        Give exactly one of them, by name; negative values are the complex conjugate, zero is refused: sigma diverges there.
        Raises DomainError where 1e-10 |sigma| is out of reach.
        """
        return self._at(angular(omega, frequency), self._sigma)

    def _at(self, omega: NDArray, sigma: Callable[[NDArray], Iterable[NDArray | None]]) -> Pairs:
        """`sigma` of natural frequencies > 0, a row, as conductivities at `omega` [rad/s] of any shape and sign."""
        backwards, unit = omega < 0, f"s kg^-1 m^-{self.system.dimension}"
        some_backwards = backwards.any()

        def labelled(row: NDArray) -> Result:
            value = (row * self._unit).reshape(omega.shape)
            if some_backwards:
                value = np.where(backwards, value.conj(), value)
            return Result(value, unit, ("aminov2024:2", "aminov2024:11"))

        return Pairs.of(sigma(np.abs(omega.ravel()) / self.system.scales.frequency), labelled)

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
            found = data.conductivities(omega, self._gamma, sums)
            doubtful = self._doubtful(omega, self._allowed(omega, found))
            if not doubtful.any():
                return found
            doubled = data.sums(omega[doubtful], self._gamma, doubled=True)
            moved = np.abs(doubled - sums[doubtful])
            sums[doubtful] = doubled
            found = data.conductivities(omega, self._gamma, sums)
            excess = moved / self._allowed(omega, found)[doubtful]
            if excess.max() <= 1:
                return found
            data.refine(float(excess.max()), float(omega[doubtful][excess.argmax()] * self.system.scales.frequency))

    def _doubtful(self, omega: NDArray, allowed: NDArray) -> NDArray:
        """Where the bound exceeds `allowed`; mostly what bounds the error at all frequencies exceeds it at none."""
        if self._integrals.error <= allowed.min(initial=np.inf):
            return np.zeros(omega.shape, dtype=bool)
        return ~(self._integrals.bound(omega, self._gamma) <= allowed)

    def _allowed(self, omega: NDArray, sigma: list[NDArray | None]) -> NDArray:
        """The error of Lambda that makes no sigma wrong by more than ACCURACY."""
        parts = [np.abs(value) * self._integrals.mass(pair) for pair, value in enumerate(sigma) if value is not None]
        least: NDArray = functools.reduce(np.minimum, parts)
        least *= omega
        least *= ACCURACY
        return least

    def dataset(self, *, omega: Any = None, frequency: Any = None) -> xarray.Dataset:
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
        plus, minus = (
            self._weights([(-1 if pair == 1 else 1) * value / self._integrals.mass(pair) for pair in range(3)], "aminov2024:18")
            for value in self._integrals.static(self._gamma)
        )
        return plus, minus

    def _static(self) -> list[float | None]:
        total = sum(self._integrals.static(self._gamma))
        return [
            None if weight is None else weight - drude - (1 if pair == 1 else -1) * total / self._integrals.mass(pair)
            for pair, (weight, drude) in enumerate(zip(self._integrals.diamagnetic, self._integrals.drude, strict=True))
        ]

    def _weights(self, values: Iterable[float | None], claim: str) -> Pairs:
        scale, d = self.system.scales, self.system.dimension
        unit = 1 / (scale.mass * scale.length**d)
        return Pairs.of(values, lambda value: Result(np.asarray(value * unit), f"kg^-1 m^-{d}", (claim,)))

    def drag_density(self) -> Result:
        """rho_dr = m_a m_b lim omega Im sigma_ab (6) [kg m^-d]."""
        return self._mass_densities("aminov2024:6").ab

    def superfluid_densities(self) -> tuple[Result, Result]:
        """(rho_a^s, rho_b^s) of Eq. (7) [kg m^-d]; without drag they would be m_i n_i at T = 0."""
        self._require_densities()
        rho_a, _, rho_b = self._mass_densities("aminov2024:7")
        assert rho_a is not None and rho_b is not None
        return rho_a, rho_b

    def normal_density(self) -> Result:
        """m_a n_a + m_b n_b - rho_a^s - rho_b^s - 2 rho_dr [kg m^-d]: Landau's normal density at gamma = 0."""
        densities = self._require_densities()
        aa, ab, bb = (float(np.asarray(rho)) for rho in self._mass_densities("aminov2024:7"))
        total = sum(m * n for m, n in zip(self.system.masses, densities, strict=True))
        return Result(np.asarray(total - aa - bb - 2 * ab), f"kg m^-{self.system.dimension}", ("aminov2024:7", "aminov2024:13"))

    def _mass_densities(self, claim: str) -> Pairs:
        """m_i m_j lim omega Im sigma_ij."""
        scale, d = self.system.scales, self.system.dimension
        unit = scale.mass / scale.length**d
        weights = [None if w is None else w * self._integrals.mass(pair) for pair, w in enumerate(self._static())]
        return Pairs.of(weights, lambda weight: Result(np.asarray(weight * unit), f"kg m^-{d}", (claim,)))

    def _require_densities(self) -> tuple[float, float]:
        if self.system.densities is None:
            raise DomainError("system", self.system.name, "its total densities are known", claim="aminov2024:text:dipolar")
        return self.system.densities

    def transresistivity(self) -> Result:
        """sigma_ab^n/(sigma_aa^n sigma_bb^n - sigma_ab^n ^2) at omega = 0 [kg m^d/s]; needs gamma > 0."""
        self._require_densities()
        normal = [float(value) for value in self._direct_current()]
        value = normal[1] / (normal[0] * normal[2] - normal[1] ** 2)
        return Result(
            np.asarray(value / self._unit), f"kg m^{self.system.dimension} s^-1", ("aminov2024:text:transresistivity",)
        )

    def direct_current(self) -> Pairs:
        """sigma_ij^n(0), the normal conductivities at omega = 0 [s kg^-1 m^-d].  Needs gamma > 0 and known densities."""
        self._require_densities()
        unit = f"s kg^-1 m^-{self.system.dimension}"
        return Pairs.of(self._direct_current(), lambda sigma: Result(np.asarray(sigma * self._unit), unit, ("aminov2024:5",)))

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
        n_a, n_b = self._require_densities()
        sigma = self.conductivity(omega=omega, frequency=frequency)
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
