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
from math import pi
from typing import Any, NamedTuple, Protocol

import numpy as np
from entrainment.runtime import constants, momentum_contour
from entrainment.runtime.condensed_mixture import Scales, kernel_temperature, thermal_momentum
from entrainment.runtime.errors import DomainError, kernel, require
from entrainment.runtime.units import Result
from numpy.typing import NDArray

ACCURACY = 1e-10
"""Largest error of a conductivity, relative to its absolute value."""
PAIRS = ("aa", "ab", "bb")
KINDS = ("conversion", "creation")
"""Processes behind Lambda^+ and Lambda^-."""
_FIRST_TOLERANCE, _LAST_TOLERANCE = 1e-12, 1e-15  # of |Lambda(0)|


class System(Protocol):
    """What a spectrum is made of; `CondensedMixture` and `DipolarBilayer` are systems."""

    name: str
    dimension: int
    masses: tuple[float, float]
    densities: tuple[float, float] | None
    scales: Scales

    def natural_condensates(self, temperature: float) -> NDArray: ...

    def interactions(self, condensates: NDArray, p: NDArray) -> tuple: ...


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
        self._integrals = _integrals(system, self.temperature, self._gamma)

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
        value = sigma.reshape(omega.shape) * self._unit
        return Result(
            np.where(omega < 0, value.conj(), value), f"s kg^-1 m^-{self.system.dimension}", ("aminov2024:2", "aminov2024:11")
        )

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
        while True:
            sums, bound = self._integrals.sums(omega, self._gamma)
            found = [self._combined(pair, omega, sums) for pair in range(3)]
            doubtful = bound > self._allowed(omega, found)
            if not doubtful.any():
                return found
            doubled = self._integrals.sums(omega[doubtful], self._gamma, doubled=True)[0]
            moved = np.abs(doubled - sums[doubtful])
            sums[doubtful] = doubled
            found = [self._combined(pair, omega, sums) for pair in range(3)]
            excess = moved / self._allowed(omega, found)[doubtful]
            if excess.max() <= 1:
                return found
            self._integrals.refine(float(excess.max()), float(omega[doubtful][excess.argmax()] * self.system.scales.frequency))

    def _allowed(self, omega: NDArray, sigma: list[NDArray | None]) -> NDArray:
        """The error of Lambda that makes no sigma wrong by more than ACCURACY."""
        parts = [np.abs(value) * self._integrals.mass(pair) for pair, value in enumerate(sigma) if value is not None]
        return ACCURACY * omega * np.min(parts, axis=0)

    def _combined(self, pair: int, omega: NDArray, sums: NDArray) -> NDArray | None:
        data = self._integrals
        if data.diamagnetic is None and pair != 1:
            return None
        z = omega + 2j * self._gamma
        sign = 1 if pair == 1 else -1
        diamagnetic = 0.0 if pair == 1 else data.diamagnetic[pair // 2]
        intra = 2j * self._gamma * data.drude[pair] / z
        return 1j / omega * (diamagnetic - intra - sign * sums / data.mass(pair))

    def dataset(self, *, omega: Any = None, frequency: Any = None):
        """The spectrum as an xarray dataset: normal (Re) and superfluid (Im) conductivity by pair and omega, with units.
        Needs xarray.
        """
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


def field_gradient(mass: float, amplitude: Any, *, g_F: float, m_F: float, omega: Any = None, frequency: Any = None) -> Result:
    """|grad B| = m omega^2 x/|m_F g_F mu_B| [T/m] that moves a free homogeneous gas by `amplitude` [m].

    `mass` [kg].  Raises DomainError where g_F m_F = 0: such an atom does not feel the field.
    """
    omega = angular(omega, frequency)
    mass = require("mass", mass, "> 0", unit="kg", scalar=True)
    amplitude = require("amplitude", amplitude, "> 0", unit="m")
    moment = require("g_F m_F", g_F * m_F, "!= 0", claim="aminov2024:text:field-gradient", scalar=True)
    return Result(mass * omega**2 * amplitude / (abs(moment) * constants.mu_B), "T/m", ("aminov2024:text:field-gradient",))


def sweep(system: System, *, temperature: Any, damping: Any, omega: Any = None, frequency: Any = None):
    """An xarray dataset of conductivities: dimensions temperature, damping, omega, pair; units and provenance in its
    attributes.

    One-dimensional `temperature` [K], `damping` [rad/s], `omega` [rad/s] or `frequency` [Hz].  Raises ImportError without
    xarray.
    """
    import xarray

    omega = np.atleast_1d(angular(omega, frequency))
    temperature, damping = np.atleast_1d(temperature), np.atleast_1d(damping)
    pairs = [pair for pair in PAIRS if pair == "ab" or system.densities is not None]
    sigma = np.empty((temperature.size, damping.size, omega.size, len(pairs)), dtype=complex)
    for i, T in enumerate(temperature):
        for j, gamma in enumerate(damping):
            found = DragSpectrum(system, T, gamma).conductivity(omega=omega)
            sigma[i, j] = np.stack([np.asarray(getattr(found, pair)) for pair in pairs], axis=-1)
    axes = ("temperature", "damping", "omega", "pair")
    unit = f"s kg^-1 m^-{system.dimension}"
    names = {
        "normal": (sigma.real, "real part, in phase with the force", "aminov2024:5"),
        "superfluid": (sigma.imag, "imaginary part, a quarter period behind", "aminov2024:4"),
    }
    variables = {
        name: (axes, value, {"units": unit, "long_name": text, "claims": claim}) for name, (value, text, claim) in names.items()
    }
    coordinates = {
        "temperature": ("temperature", temperature, {"units": "K"}),
        "damping": ("damping", damping, {"units": "rad/s"}),
        "omega": ("omega", omega, {"units": "rad/s"}),
        "pair": pairs,
    }
    return xarray.Dataset(
        variables, coordinates, {"system": system.name, "loop": "expanded, aminov2024:11", "accuracy": ACCURACY}
    )


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


# --- the tabulated momentum integrals ------------------------------------------------------------------------------------


def _integrals(system: System, temperature: float, gamma: float) -> Integrals:
    """The tables, shared by all dampings unless E_d - E_s has an extremum, where the nodes have to follow the damping."""
    common = _tabulated(system, temperature, 0.0)
    return _tabulated(system, temperature, gamma) if common.turns else common


@functools.lru_cache(maxsize=64)
def _tabulated(system: System, temperature: float, gamma: float) -> Integrals:
    return Integrals(system, temperature, gamma)


class Integrals:
    """All momentum integrals of a system at one temperature, in natural units; refined in place on demand."""

    def __init__(self, system: System, temperature: float, gamma: float):
        scale, self._gamma = system.scales, gamma
        self._masses = [m / scale.mass for m in system.masses]
        self._d, self.T = system.dimension, temperature / scale.temperature
        condensates = system.natural_condensates(temperature)
        self._modes = functools.partial(system.interactions, condensates)
        totals = system.densities
        self.diamagnetic = None
        if totals is not None:
            self.diamagnetic = [n * scale.length**self._d / m for n, m in zip(totals, self._masses, strict=True)]
        self._centre = thermal_momentum(self.T)
        p, weight = momentum_contour.real_nodes(self._centre)
        drude = self._at(f"drude_density_{self._d}d", p)
        self.drude = [float((weight * part).sum()) / self.mass(pair) for pair, part in enumerate(drude)]
        self._tails = [float((weight * (B / Q).real).sum()) for _, B, Q in (self._envelope(kind, p + 0j) for kind in KINDS)]
        self._tolerance = _FIRST_TOLERANCE
        self._tabulate()

    def mass(self, pair: int) -> float:
        """m_i m_j."""
        m_a, m_b = self._masses
        return (m_a * m_a, m_a * m_b, m_b * m_b)[pair]

    def _envelope(self, kind: str, p: NDArray) -> tuple[NDArray, NDArray, NDArray]:
        """(a, B, Q) at complex momenta."""
        return self._at(f"{kind}_envelope_{self._d}d", p)

    def _at(self, name: str, p: NDArray) -> tuple[NDArray, ...]:
        """The kernel `name` at p; zero (Q: one) where the components are too far apart in momentum to feel each other in
        double precision.
        """
        modes = [np.broadcast_to(value, p.shape) for value in self._modes(p)]
        felt = np.abs(modes[-1]) > 1e-140
        found = kernel(name)(p[felt], *(value[felt] for value in modes), kernel_temperature(self.T))
        outputs = []
        for number, part in enumerate(found):
            full = np.full(p.shape, 1.0 if number == 2 and p.dtype.kind == "c" else 0.0, dtype=part.dtype)
            full[felt] = part
            outputs.append(full)
        return tuple(outputs)

    @property
    def turns(self) -> bool:
        """Whether E_d - E_s or E_d + E_s has an extremum at a real momentum."""
        return any(table.path.turns for table in self.tables)

    def _tabulate(self) -> None:
        self.tables = []
        for kind in reversed(KINDS):
            integrand = functools.partial(self._envelope, kind)
            size = momentum_contour.static_size(integrand, self._centre) + sum(table.size for table in self.tables)
            self.tables.append(momentum_contour.tabulate(integrand, self._centre, self._tolerance * size, self._gamma))
        self._nodes = momentum_contour.joined([table.nodes for table in self.tables])

    def refine(self, excess: float, omega: float) -> None:
        """Tables with an error that is `excess` times smaller; DomainError where double precision does not hold it."""
        if self._tolerance <= _LAST_TOLERANCE:
            raise DomainError(
                "omega",
                omega,
                f"error of sigma <= {ACCURACY:g} |sigma|",
                "rad/s",
                "aminov2024:14",
                f"it is {excess * ACCURACY:.1e}: the contributions cancel too far in double precision",
            )
        self._tolerance = max(self._tolerance / (2 * excess), _LAST_TOLERANCE)
        self._tabulate()

    def sums(self, omega: NDArray, gamma: float, doubled: bool = False) -> tuple[NDArray, float]:
        """(Lambda(omega + 2 i gamma), bound of its error)."""
        nodes = momentum_contour.joined([table.doubled for table in self.tables]) if doubled else self._nodes
        found = nodes.sum(omega, gamma) + 1j * gamma / (omega + 2j * gamma) * sum(self._tails)
        return found, sum(table.error for table in self.tables)

    def static(self, gamma: float) -> tuple[float, float]:
        """(Lambda^+, Lambda^-) at omega = 0."""
        tails = [0.5 * tail if gamma > 0 else 0.0 for tail in self._tails]
        if gamma == 0:
            return tuple(float((t.nodes.a / t.nodes.Q).sum().real) for t in reversed(self.tables))
        zero = np.zeros(1)
        return tuple(
            float(t.nodes.sum(zero, gamma)[0].real + tail) for t, tail in zip(reversed(self.tables), tails, strict=True)
        )

    def slope(self, gamma: float) -> complex:
        """dLambda/domega at omega = 0, gamma > 0."""
        z, total = 2j * gamma, 0j
        for table, tail in zip(reversed(self.tables), self._tails, strict=True):
            a, B, Q = table.nodes
            resonance = 1 / (Q - z * z)
            total += (
                2 * z * a * resonance**2 + 1j * gamma * B * (resonance / z**2 - 2 * resonance**2)
            ).sum() - 1j * gamma / z**2 * tail
        return total

    def energies(self, p: NDArray) -> tuple[NDArray, NDArray]:
        """(E_d, E_s) at real momenta."""
        return kernel("mode_energies")(p, *self._modes(p))

    @functools.cached_property
    def undamped(self) -> momentum_contour.Nodes:
        """The a part of Lambda^+."""
        nodes = self.tables[1].nodes
        return momentum_contour.Nodes(nodes.a, 0 * nodes.B, nodes.Q)

    @functools.cached_property
    def envelope_area(self) -> float:
        """int f_+ dp without damping, f_+ = a/(2 (E_d - E_s))."""
        p, weight = momentum_contour.real_nodes(self._centre)
        a, _, Q = self._envelope("conversion", p + 0j)
        return float((weight * (a / (2 * np.sqrt(Q))).real).sum())

    def envelopes(self, p: NDArray, gamma: float) -> tuple[NDArray, NDArray]:
        """(f_+, f_-) of Eq. (B6) at real momenta, complex."""
        parts = (self._envelope(kind, p + 0j) for kind in KINDS)
        return tuple((a / np.sqrt(Q) - 1j * gamma * B / Q) / 2 for a, B, Q in parts)


__all__ = ["ACCURACY", "PAIRS", "DragSpectrum", "Pairs", "angular", "field_gradient", "sweep"]
