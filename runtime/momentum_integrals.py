"""The momentum integrals of the conductivities of a system at one temperature, tabulated once for all frequencies.

Invariant: sums over the tables carry a bound of their error that was measured on them (`momentum_contour`); a tighter bound
is reached by refining in place, or refused with DomainError.  Natural units, hbar = k_B = 1.
Source: aminov2024, Eqs. (11)-(14), (B2)-(B6).
"""

from __future__ import annotations

import functools
from typing import Protocol

import numpy as np
from entrainment.runtime import momentum_contour
from entrainment.runtime.condensed_mixture import Scales, kernel_temperature, thermal_momentum
from entrainment.runtime.errors import DomainError, kernel
from numpy.typing import NDArray

ACCURACY = 1e-10
"""Largest error of a conductivity, relative to its absolute value."""
KINDS = ("conversion", "creation")
"""Processes behind Lambda^+ and Lambda^-."""
_FAR = 1e120  # squared energy beyond all resonances
_FIRST_TOLERANCE, _LAST_TOLERANCE = 1e-12, 1e-15  # of |Lambda(0)|


class System(Protocol):
    """What a spectrum is made of; `CondensedMixture` and `DipolarBilayer` are systems."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def masses(self) -> tuple[float, float]: ...

    @property
    def densities(self) -> tuple[float, float] | None: ...

    @property
    def scales(self) -> Scales: ...

    def __hash__(self) -> int: ...

    def natural_condensates(self, temperature: float) -> NDArray: ...

    def interactions(self, condensates: NDArray, p: NDArray) -> tuple: ...


def integrals(system: System, temperature: float, gamma: float) -> Integrals:
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
        self.d, self.T = system.dimension, temperature / scale.temperature
        condensates = system.natural_condensates(temperature)
        self.modes = functools.partial(system.interactions, condensates)
        totals = system.densities
        volume, (m_a, m_b) = scale.length**self.d, self._masses
        self._densities = (0.0, 0.0) if totals is None else tuple(n * volume for n in totals)
        #: pairs (0: aa, 1: ab, 2: bb) of which sigma is defined; the others need the total densities
        self.pairs = (1,) if totals is None else (0, 1, 2)
        #: delta_ij n_i/m_i by pair; None where the total density is not known
        self.diamagnetic = (None, 0.0, None) if totals is None else (self._densities[0] / m_a, 0.0, self._densities[1] / m_b)
        self.centre = thermal_momentum(self.T)
        p, weight = momentum_contour.real_nodes(self.centre)
        drude = self._at(f"drude_density_{self.d}d", p)
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
        a, B, Q = self._at(f"{kind}_envelope_{self.d}d", p)
        return a, B, Q

    def _at(self, name: str, p: NDArray) -> tuple[NDArray, ...]:
        """The kernel `name` at p; zero (Q: one) where the components are too far apart in momentum to feel each other in
        double precision.
        """
        modes = [np.broadcast_to(value, p.shape) for value in self.modes(p)]
        felt = np.abs(modes[-1]) > 1e-140
        with np.errstate(over="ignore", invalid="ignore"):  # exp(E/T) beyond double precision: no quasiparticles
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

    def turns_for(self, gamma: float) -> tuple[momentum_contour.Turn, ...]:
        """The extrema of both resonances on the real axis, with the distance of the poles at the damping `gamma`."""
        return tuple(
            turn
            for kind in KINDS
            for turn in momentum_contour.turns(functools.partial(self._envelope, kind), self.centre, gamma)
        )

    def resonances(self, p: NDArray) -> tuple[NDArray, NDArray]:
        """Q of conversion and creation, (E_d -+ E_s)^2, at complex momenta."""
        conversion, creation = (self._envelope(kind, p)[2] for kind in KINDS)
        return conversion, creation

    def _tabulate(self) -> None:
        self.tables: list[momentum_contour.Table] = []
        for kind in reversed(KINDS):
            integrand = functools.partial(self._envelope, kind)
            size = momentum_contour.static_size(integrand, self.centre) + sum(table.size for table in self.tables)
            self.tables.append(momentum_contour.tabulate(integrand, self.centre, self._tolerance * size, self._gamma))
        self._nodes = self._joined([table.nodes for table in self.tables])

    def _joined(self, parts: list[momentum_contour.Nodes]) -> momentum_contour.Nodes:
        """One sum for all, with a node far beyond all resonances for what has none, i (gamma/z) int B/Q."""
        far = np.array([complex(_FAR)])
        return momentum_contour.joined([*parts, momentum_contour.Nodes(0 * far, -sum(self._tails) * far, far)])

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

    def sums(self, omega: NDArray, gamma: float, doubled: bool = False) -> NDArray:
        """Lambda(omega + 2 i gamma)."""
        nodes = self._joined([table.doubled for table in self.tables]) if doubled else self._nodes
        return nodes.sum(omega, gamma)

    def conductivities(self, omega: NDArray, gamma: float, response: NDArray) -> list[NDArray | None]:
        """sigma of each pair from Lambda, None where it is not defined; omega > 0."""
        found = kernel("conductivities")(omega, gamma, response, *self._densities, *self._masses, *self.drude)
        return [sigma if pair in self.pairs else None for pair, sigma in enumerate(found)]

    @property
    def error(self) -> float:
        """Bound of the error of `sums` at every frequency."""
        return sum(table.error for table in self.tables)

    def bound(self, omega: NDArray | float, gamma: float) -> NDArray:
        """Bound of the error of `sums`; it falls with omega."""
        z = np.hypot(omega, 2 * gamma)
        return np.sum([table.bound(z) for table in self.tables], axis=0)

    def static(self, gamma: float) -> tuple[float, float]:
        """(Lambda^+, Lambda^-) at omega = 0."""
        creation, conversion = self.tables
        if gamma == 0:
            plus, minus = (float((table.nodes.a / table.nodes.Q).sum().real) for table in (conversion, creation))
        else:
            plus, minus = (
                float(table.nodes.sum(np.zeros(1), gamma)[0].real + tail / 2)
                for table, tail in zip((conversion, creation), self._tails, strict=True)
            )
        return plus, minus

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
        return kernel("mode_energies")(p, *self.modes(p))

    @functools.cached_property
    def undamped(self) -> momentum_contour.Nodes:
        """The a part of Lambda^+."""
        nodes = self.tables[1].nodes
        return momentum_contour.Nodes(nodes.a, 0 * nodes.B, nodes.Q)

    @functools.cached_property
    def envelope_area(self) -> float:
        """int f_+ dp without damping, f_+ = a/(2 (E_d - E_s))."""
        p, weight = momentum_contour.real_nodes(self.centre)
        a, _, Q = self._envelope("conversion", p + 0j)
        return float((weight * (a / (2 * np.sqrt(Q))).real).sum())

    def envelopes(self, p: NDArray, gamma: float) -> tuple[NDArray, NDArray]:
        """(f_+, f_-) of Eq. (B6) at real momenta, complex."""
        parts = (self._envelope(kind, p + 0j) for kind in KINDS)
        return tuple((a / np.sqrt(Q) - 1j * gamma * B / Q) / 2 for a, B, Q in parts)
