"""Two Bose condensates at a temperature: total densities given, condensate densities self-consistent.

Invariant: n_i = n_i^0 + n_i^nc(n_a^0, n_b^0, T) holds to 1e-13 of n_i for the densities that leave this module, on the
branch of solutions that is connected with T = 0; where that branch has ended, DomainError says at which temperature.
Source: aminov2024, Sec. II A, Table I and Eq. (A8).  Components are called a and b there, 1 and 2 in `BoseMixture`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

import numpy as np
from entrainment.runtime import constants, units
from entrainment.runtime.display import Row, Rows
from entrainment.runtime.errors import DomainError, kernel, require
from entrainment.runtime.mixture import BoseMixture
from entrainment.runtime.momentum_contour import real_nodes
from entrainment.runtime.units import Result
from numpy.typing import NDArray

ZETA_3_2 = 2.6123753486854883433
"""zeta(3/2)."""

_SMALLEST_STEP = 1e-3  # of the way from T = 0, below which the branch of solutions is taken to have ended


@dataclass(frozen=True)
class Scales:
    """Natural units, hbar = k_B = 1: energy sum_i g_ii n_i, mass sqrt(m_a m_b), what follows from them (SI values)."""

    energy: float
    mass: float

    @property
    def length(self) -> float:
        return constants.hbar / sqrt(self.mass * self.energy)

    @property
    def frequency(self) -> float:
        return self.energy / constants.hbar

    @property
    def temperature(self) -> float:
        return self.energy / constants.k_B


@dataclass(frozen=True, repr=False)
class CondensedMixture(Rows):
    """A three-dimensional `BoseMixture` in SI units with its total densities n_a, n_b [m^-3].

    `T_c`: critical temperatures of the ideal gases of these densities [K].
    Raises DomainError unless D = 3, densities are positive and the mixture is miscible, g12^2 < g11 g22.
    """

    gas: BoseMixture
    n_a: float
    n_b: float
    name: str = ""

    def __post_init__(self) -> None:
        if self.gas.D != 3 or self.gas.a is None:
            raise DomainError("gas", self.gas, "is three-dimensional and in SI units", claim="aminov2024:8")
        for name in ("n_a", "n_b"):
            value = require(name, getattr(self, name), "> 0", unit="m^-3", claim="aminov2024:A8", scalar=True)
            object.__setattr__(self, name, float(value))
        require(
            "a_ab",
            self.gas.a[1],
            "!= 0",
            unit="m",
            claim="aminov2024:A3",
            scalar=True,
            advice="such gases do not entrain each other",
        )
        if not self.gas.g12**2 < self.gas.g11 * self.gas.g22:
            limit = sqrt(self.gas.a[0] * self.gas.a[2]) / constants.a0
            raise DomainError(
                "a_ab",
                f"{self.gas.a[1] / constants.a0:.6g} a0",
                "g_ab^2 < g_aa g_bb",
                claim="aminov2024:A3",
                advice=f"the condensates separate or collapse; sqrt(a_aa a_bb) = {limit:.6g} a0",
            )

    @classmethod
    def of(
        cls,
        first: str,
        second: str,
        *,
        a_aa: float,
        a_ab: float,
        a_bb: float,
        T_c: tuple[float, float] | None = None,
        densities: tuple[float, float] | None = None,
        name: str = "",
    ) -> CondensedMixture:
        """Two species with scattering lengths [m] and either total densities [m^-3] or critical temperatures T_c [K], which
        give them by n_i = zeta(3/2) (m_i k_B T_c/2 pi hbar^2)^(3/2), as aminov2024 does.

        Raises DomainError unless exactly one of T_c and densities is given, and what `BoseMixture.of` raises.
        """
        gas = BoseMixture.of(first, second, a11=a_aa, a12=a_ab, a22=a_bb)
        if (T_c is None) == (densities is None):
            raise DomainError(
                "densities", densities, "exactly one of T_c and densities is given", claim="aminov2024:text:densities"
            )
        if T_c is not None:
            critical = require("T_c", T_c, "> 0", unit="K", claim="aminov2024:text:densities")
            n_a, n_b = (ideal_density(m, T) for m, T in zip((gas.m1, gas.m2), critical, strict=True))
        elif densities is not None:
            n_a, n_b = densities
        return cls(gas, n_a, n_b, name or f"{first}-{second}")

    # -- what the conductivities need -----------------------------------------------------------------------------------

    dimension = 3

    @property
    def _caption(self) -> str:
        return self.name or " + ".join(self.gas.names)

    def _rows(self) -> list[Row]:
        pairs = zip(("aa", "ab", "bb"), self.gas.a or (), strict=True)
        lengths = [(f"a_{pair}", f"{a / constants.a0:.6g} a0") for pair, a in pairs]
        densities = [("n_a", f"{self.n_a:.6g} m^-3"), ("n_b", f"{self.n_b:.6g} m^-3")]
        return [*lengths, *densities, ("T_c", " and ".join(f"{1e9 * T:.4g}" for T in self.T_c) + " nK")]

    @property
    def masses(self) -> tuple[float, float]:
        """(m_a, m_b) [kg]."""
        return self.gas.m1, self.gas.m2

    @property
    def densities(self) -> tuple[float, float]:
        """Total densities (n_a, n_b) [m^-3]."""
        return self.n_a, self.n_b

    @property
    def T_c(self) -> Result:
        """Critical temperatures of the ideal gases [K]."""
        return Result(
            np.array([ideal_critical_temperature(m, n) for m, n in zip(self.masses, self.densities, strict=True)]),
            "K",
            ("aminov2024:text:densities",),
        )

    @functools.cached_property
    def scales(self) -> Scales:
        """The natural units of this mixture."""
        return Scales(self.gas.g11 * self.n_a + self.gas.g22 * self.n_b, sqrt(self.gas.m1) * sqrt(self.gas.m2))

    def natural(self, condensates: NDArray) -> tuple[float, ...]:
        """(m_a, m_b, n_a^0, n_b^0, g_aa, g_bb, g_ab) in natural units, from condensate densities in natural units."""
        scale = self.scales
        coupling = scale.energy * scale.length**3
        return (
            self.gas.m1 / scale.mass,
            self.gas.m2 / scale.mass,
            *map(float, condensates),
            *(g / coupling for g in (self.gas.g11, self.gas.g22, self.gas.g12)),
        )

    def interactions(self, condensates: NDArray, p: NDArray) -> tuple:
        """Masses, condensate densities and interactions (V_aa, V_bb, V_ab) at the momenta p: here constants."""
        del p
        return self.natural(condensates)

    def condensate_densities(self, temperature: float) -> Result:
        """(n_a^0, n_b^0) [m^-3] that solve n_i = n_i^0 + n_i^nc(n_a^0, n_b^0, T).  Shape (2,).

        Raises DomainError where the branch of solutions that starts at T = 0 has ended below `temperature` [K].
        """
        found = self.natural_condensates(temperature)
        return Result(found / self.scales.length**3, "m^-3", ("aminov2024:A8",))

    def natural_condensates(self, temperature: float) -> NDArray:
        """`condensate_densities` in natural units."""
        T = float(require("temperature", temperature, ">= 0", unit="K", claim="aminov2024:A8", scalar=True))
        return self._solved(T / self.scales.temperature)

    @functools.lru_cache(maxsize=256)  # noqa: B019  (frozen, and few mixtures live long)
    def _solved(self, T: float) -> NDArray:
        whole = np.array(self.densities) * self.scales.length**3
        state = _newton(lambda n: self._missing(n, 0.0), whole, whole)
        if state is None:
            raise DomainError(
                "densities", self.densities, "n a^3 small enough for a condensate at T = 0", "m^-3", "aminov2024:A8"
            )
        reached, step = 0.0, 1.0 if T > 0 else 0.0
        while T > 0 and reached < 1:
            step = min(step, 1 - reached)
            following = _newton(functools.partial(self._missing, T=(reached + step) * T), state, whole)
            if following is not None:
                reached, state, step = reached + step, following, 2 * step
            elif step > _SMALLEST_STEP:
                step /= 2
            else:
                kelvin = T * self.scales.temperature
                raise DomainError(
                    "temperature",
                    kelvin,
                    f"T < {reached * kelvin:.4g} K, where the condensates of both components end",
                    "K",
                    "aminov2024:A8",
                    "no self-consistent solution of n = n0 + n_nc(n0, T) beyond",
                )
        return state

    def _missing(self, n: NDArray, T: float) -> NDArray:
        whole = np.array(self.densities) * self.scales.length**3
        return n + np.array(noncondensed(T, self.natural(n))) - whole

    def chemical_potentials(self, temperature: float = 0.0) -> Result:
        """mu_i = g_ii n_i^0(T) [J], shape (2,)."""
        n = np.asarray(self.condensate_densities(temperature))
        return Result(np.array([self.gas.g11, self.gas.g22]) * n, "J", ("aminov2024:tableI",))


def thermal_momentum(T: float) -> float:
    """Where the integrands are largest, in natural units: sqrt(2 m T), the healing momentum if that is larger."""
    return sqrt(2 * max(T, 0.3))


def noncondensed(T: float, mixture: tuple) -> list[float]:
    """(n_a^nc, n_b^nc) of Eq. (A8) in natural units, for (m_a, m_b, n_a^0, n_b^0, g_aa, g_bb, g_ab)."""
    p, weight = real_nodes(thermal_momentum(T))
    return [float((weight * density).sum()) for density in kernel("depletion_density_3d")(p, *mixture, kernel_temperature(T))]


def kernel_temperature(T: float) -> float:
    """T for the kernels, which divide by it: at T = 0 one at which no quasiparticle of any node is excited."""
    return max(T, 1e-30)


def _newton(missing: Callable[[NDArray], NDArray], start: NDArray, total: NDArray) -> NDArray | None:
    """The zero of `missing` near `start`, None unless Newton's method contracts to it from there."""
    n, last = start, np.inf
    for _ in range(40):
        value = missing(n)
        jacobian = np.empty((2, 2))
        for column in range(2):
            shift = 1e-6 * n[column]
            up, down = n.copy(), n.copy()
            up[column] += shift
            down[column] -= shift
            jacobian[:, column] = (missing(up) - missing(down)) / (2 * shift)
        if not np.isfinite(jacobian).all() or np.linalg.det(jacobian) <= 0:
            return None
        move = -np.linalg.solve(jacobian, value)
        n = n + move
        size = float(np.abs(move / total).max())
        if not (n > 0).all() or size > 2 * last + 1e-13:
            return None
        if size < 1e-14 or last < 1e-12:
            return n
        last = size
    return None


def ideal_density(mass: float, critical_temperature: float) -> float:
    """zeta(3/2) (m k_B T_c/2 pi hbar^2)^(3/2) [m^-3]."""
    return ZETA_3_2 * (mass * constants.k_B * critical_temperature / (2 * pi * constants.hbar**2)) ** 1.5


def ideal_critical_temperature(mass: float, density: float) -> float:
    """The inverse of `ideal_density` [K]."""
    return 2 * pi * constants.hbar**2 / (mass * constants.k_B) * (density / ZETA_3_2) ** (2 / 3)


def _table() -> dict[str, dict[str, Any]]:
    """Table I of aminov2024, upper part: species, scattering lengths in Bohr radii, critical temperatures in nK."""
    rows = {
        "Rb-Rb": ("87Rb", "87Rb", (100, 95, 100), (170, 170)),
        "Na-Na": ("23Na", "23Na", (55, 51, 55), (1000, 1000)),
        "K-K": ("39K", "39K", (30, -50, 100), (150, 150)),
        "Yb-Cs": ("174Yb", "133Cs", (105, -75, 150), (460, 200)),
    }
    return {name: {"first": one, "second": two, "lengths": a, "T_c": T} for name, (one, two, a, T) in rows.items()}


TABLE_I = _table()
"""Parameters of the atomic mixtures of aminov2024, Table I (its references 34-36)."""


def table_mixture(name: str) -> CondensedMixture:
    """The mixture "Rb-Rb", "Na-Na", "K-K" or "Yb-Cs" of aminov2024, Table I.  Raises DomainError for another name."""
    if name not in TABLE_I:
        raise DomainError("name", repr(name), f"is one of {', '.join(TABLE_I)}", claim="aminov2024:tableI")
    row = TABLE_I[name]
    a_aa, a_ab, a_bb = (units.a0 * length for length in row["lengths"])
    T_c = tuple(T * 1e-9 for T in row["T_c"])
    return CondensedMixture.of(row["first"], row["second"], a_aa=a_aa, a_ab=a_ab, a_bb=a_bb, T_c=T_c, name=name)
