"""A Bose gas with coherent coupling in the user's words: phases, sound, response, and how one component drags the other.

Invariant: everything depends on Omega and on Omega_c = 2 k0^2/m, and is continuous at the transition where it is finite.
Source: carlini2021 Sec. II, zero temperature, uniform gas, all intra- and interspecies couplings equal.  What the section
states for the single-minimum phase alone is extended to the plane-wave phase where the claims below say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import Any

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.display import Row, Rows
from entrainment.runtime.errors import DomainError, OutOfRange, broadcast, require, require_choice
from entrainment.runtime.scales import Scales, answers, evaluate, require_phase
from entrainment.runtime.species import Species, boson, scattering_length
from entrainment.runtime.units import Result
from numpy.typing import NDArray

SINGLE_MINIMUM, PLANE_WAVE = "single minimum", "plane wave"


@dataclass(frozen=True, eq=False, repr=False)
class SpinOrbitGas(Rows):
    """A uniform spin-orbit or Rabi coupled Bose gas in D = 3 at zero temperature (carlini2021:12).

    Build with `of` (SI) or `natural` (hbar = 1). `Omega` and `n` may be arrays: every answer broadcasts over them.
    `side` chooses the plane wave of the polarised phase: +1 with component 1 in the majority, -1 in the minority. An answer
    that leaves double precision is refused by OutOfRange, a DomainError, which names the argument that leads there.
    """

    m: float
    k0: float
    Omega: NDArray[np.float64]
    g: float
    n: NDArray[np.float64]
    side: int = 1
    name: str = "atoms"
    scales: Scales = Scales()

    def __post_init__(self) -> None:
        unit = self.scales.unit
        for name, quantity, condition in (("m", "mass", "> 0"), ("k0", "wave number", ">= 0"), ("g", "coupling", "> 0")):
            value = getattr(self, name)
            checked = require(name, value, condition, unit=unit(quantity), claim="carlini2021:12", scalar=True)
            object.__setattr__(self, name, float(checked))
        Omega = require("Omega", self.Omega, "> 0", unit=unit("frequency"), claim="carlini2021:12")
        n = require("n", self.n, "> 0", unit=unit("density"), claim="carlini2021:18")
        for name, value in zip(("Omega", "n"), broadcast(Omega=Omega, n=n), strict=True):
            object.__setattr__(self, name, value)
        side = require_choice("side", self.side, (1, -1), "carlini2021:text:effective-mass-plane-wave")
        object.__setattr__(self, "side", side)
        if not self._critical() < np.inf:
            raise OutOfRange("k0", self.k0, "2 k0^2/m is finite", unit("wave number"), "carlini2021:text:effective-mass")

    @classmethod
    def natural(cls, *, m: float, k0: float, Omega: Any, g: float, n: Any, side: int = 1) -> SpinOrbitGas:
        """A gas in natural units: k0 [momentum], Omega [energy], g [energy length^3], n [length^-3].

        Raises DomainError unless m, Omega, g, n > 0 and k0 >= 0 (k0 = 0 is Rabi coupling); ShapeError.
        """
        return cls(m, k0, Omega, g, n, side)

    @classmethod
    def of(cls, atom: str | Species, *, k0: float, Omega: Any, a: float, n: Any, side: int = 1) -> SpinOrbitGas:
        """The gas of a species with Raman wave number k0 [1/m], coupling Omega [rad/s], scattering length a [m] and
        total density n [m^-3]. All scattering lengths are taken equal to a (carlini2021:17-20).

        Raises UnknownSpecies; DomainError for a fermion, a <= 0 or longer than 0.1 mm, or values out of domain; ShapeError.
        """
        atom = boson(atom)
        a = scattering_length("a", a, "> 0", "carlini2021:18")
        g = 4 * pi * constants.hbar**2 * a / atom.mass
        return cls(atom.mass, k0, Omega, g, n, side, atom.name, Scales.of(atom.mass))

    # -- phases ------------------------------------------------------------------------------------------------------

    @property
    @answers
    def critical_coupling(self) -> Result:
        """Omega_c = 2 hbar k0^2/m [rad/s], where the two minima of the band merge (carlini2021:19, text below)."""
        return self._result(2 * self.scales.hbar * self.k0**2 / self.m, "frequency", "carlini2021:text:effective-mass")

    @property
    def phase(self) -> Any:
        """"single minimum" for Omega >= Omega_c, else "plane wave"; an array of these where Omega is one."""
        names = np.where(self._single(), SINGLE_MINIMUM, PLANE_WAVE)
        return str(names) if names.ndim == 0 else names

    @property
    @answers
    def sigma_x(self) -> Result:
        """Polarisation along the coupling per atom: 1, or Omega/Omega_c in the plane-wave phase."""
        Omega, critical = self._coupling()
        with np.errstate(all="ignore"):
            value = np.where(self._single(), 1.0, Omega / critical)
        return self._result(value, "number", "carlini2021:14")

    @property
    @answers
    def sigma_z(self) -> Result:
        """Polarisation (n1 - n2)/n: 0, or `side` sqrt(1 - (Omega/Omega_c)^2) in the plane-wave phase."""
        plane = ~self._single()
        value = np.sqrt(evaluate("inverse_effective_mass", *self._coupling()))  # m/m* = sigma_z^2 there
        return self._result(np.where(plane, self.side * value, 0.0), "number", "carlini2021:text:effective-mass-plane-wave")

    # -- sound and static response -----------------------------------------------------------------------------------

    @property
    @answers
    def inverse_effective_mass(self) -> Result:
        """m/m* along the beams: 1 - Omega_c/Omega, or 1 - (Omega/Omega_c)^2; zero at the transition."""
        value = evaluate("inverse_effective_mass", *self._coupling())
        claims = ("carlini2021:text:effective-mass", "carlini2021:text:effective-mass-plane-wave")
        return self._result(value, "number", *claims)

    @property
    @answers
    def effective_mass(self) -> Result:
        """m* along the beams [mass]. Raises DomainError at the transition, where it is infinite."""
        self._require_off_transition("m* is infinite there")
        return self._result(self.m / np.asarray(self.inverse_effective_mass), "mass", "carlini2021:text:effective-mass")

    @property
    @answers
    def sound_velocities(self) -> Result:
        """Velocity of sound (along, across) the beams on the last axis [speed] (carlini2021:20 and below)."""
        m, g, n = self._gas()
        along = evaluate("spin_orbit_sound", m, g, n, *self._coupling())
        across = np.broadcast_to(np.sqrt(g * n / m), along.shape)
        value = np.stack([along, across], axis=-1) * self.scales.speed
        return self._result(value, "speed", "carlini2021:20", "carlini2021:text:sound")

    @property
    @answers
    def compressibility(self) -> Result:
        """1/(g n): relative change of the density per change of energy [inverse energy] (carlini2021:21, time average)."""
        return self._result(1 / (self.g * self.n), "inverse energy", "carlini2021:21")

    @property
    @answers
    def spin_susceptibility(self) -> Result:
        """d sigma_z/dh for an energy -h sigma_z per atom [inverse energy]: (2/hbar Omega) m*/m in the single-minimum phase.

        Raises DomainError at the transition, where it diverges.
        """
        self._require_off_transition("the susceptibility diverges there")
        value = evaluate("spin_susceptibility", *self._coupling()) / self.scales.energy
        return self._result(value, "inverse energy", "carlini2021:22")

    # -- response to a perturbation that is switched on --------------------------------------------------------------

    @answers
    def density_response(self, *, strength: Any, q: Any, t: Any) -> Result:
        """<F> per atom, F = sum cos(q x), a time t [time] after -strength F [energy] was switched on (carlini2021:21).

        In the plane-wave phase the derivation is extended. Broadcasts. Raises DomainError unless strength, q, t > 0, and where
        so many periods have passed, 1e13 rad, that rounding takes the phase.
        """
        claims = ("carlini2021:21", "carlini2021:supplement:plane-wave:density-response")
        wave = self._wave(strength, q, t, gap=0.0)
        return self._result(evaluate("spin_orbit_density_response", *wave), "number", *claims)

    @answers
    def spin_response(self, *, strength: Any, q: Any, t: Any) -> Result:
        """<F> per atom, F = sum sigma_z cos(q x), a time t after -strength F was switched on (carlini2021:22).

        Finite also at the transition, where it grows like t^2. Arguments and errors as `density_response`.
        """
        claims = ("carlini2021:22", "carlini2021:supplement:plane-wave:spin-response")
        wave = self._wave(strength, q, t, gap=0.0)
        return self._result(evaluate("spin_orbit_spin_response", *wave), "number", *claims)

    @answers
    def fast_flows(self, *, strength: Any, q: Any, t: Any) -> Result:
        """(d<F(1)>/dt, d<F(2)>/dt) on the last axis [rate] after -strength F(1), F = sum cos(q x), in the fast regime.

        carlini2021:23, 24, extended to the plane-wave phase with N1 != N2; each flow is per atom of its component. Meant for
        the times of `fast_times`. Errors as `density_response`.
        """
        return self._flows("fast_flow", strength, q, t, "carlini2021:24", "carlini2021:23")

    @answers
    def flows(self, *, strength: Any, q: Any, t: Any) -> Result:
        """(d<F(1)>/dt, d<F(2)>/dt) on the last axis [rate] at any time t after -strength F(1), by both bands: Fig. 2 at once.

        Long waves, hbar q << k0 and c q << Omega; at first the ultrafast flows less their q^2, then `fast_flows` with
        oscillations of the gap around them. Arguments and errors as `density_response`.
        """
        claims = [f"carlini2021:supplement:{phase}:flow-{i}" for i in (1, 2) for phase in ("single-minimum", "plane-wave")]
        return self._flows("flow", strength, q, t, *claims, gap=np.maximum(*self._coupling()))

    @answers
    def fast_times(self, *, q: Any) -> Result:
        """(2 pi/Omega, 2 pi/(c q)) on the last axis [time]: fast means in between, ultrafast before both.

        Raises DomainError at the transition (c = 0 along the beams) and unless q > 0.
        """
        self._require_off_transition("sound has no velocity there")
        q = require("q", q, "> 0", unit=self.scales.unit("wave number"), claim="carlini2021:23")
        slow = 2 * pi / (np.asarray(self.sound_velocities)[..., 0] * q)
        pair = np.broadcast_arrays(2 * pi / self.Omega, slow)
        return self._result(np.stack(pair, axis=-1), "time", "carlini2021:23")

    # -- drag ----------------------------------------------------------------------------------------------------------

    @property
    @answers
    def fast_velocity_ratio(self) -> Result:
        """V2/V1 after component 1 was kicked, once the spin has settled and before a period of sound (carlini2021:26).

        1 for Rabi coupling, -1 at the transition. In the plane-wave phase the derivation is extended to N1 != N2.
        """
        _, g, n = self._gas()
        return self._result(self._in_phase("fast_ratio", g, n, *self._coupling()), "number", "carlini2021:26")

    @answers
    def ultrafast_velocity_ratio(self, *, width: Any) -> Result:
        """V2/V1 at the first instants after a kick f = x of component 1; width = sqrt(<x^2>) [length] (carlini2021:25).

        Between -1 and 0 in the single-minimum phase. Broadcasts. Raises DomainError unless width > 0.
        """
        width = require("width", width, "> 0", unit=self.scales.unit("length"), claim="carlini2021:25")
        Omega, critical = self._coupling()
        Omega, critical, width = broadcast(Omega=Omega, Omega_c=critical, width=width)
        m, square = self.m / self.scales.mass, (width / self.scales.length) ** 2
        single = evaluate("spin_orbit_ultrafast_ratio", m, Omega, square)
        reached = np.maximum(Omega, critical)  # the other kernel is not asked beyond the transition
        plane = evaluate(f"plane_wave_ultrafast_ratio_{self._majority}", m, Omega, reached, square)
        return self._result(np.where(Omega < critical, plane, single), "number", "carlini2021:25")

    # -- plumbing ------------------------------------------------------------------------------------------------------

    def _given(self) -> tuple[Scales, int, dict[str, Any]]:
        return self.scales, 3, {"m": self.m, "k0": self.k0, "Omega": self.Omega, "g": self.g, "n": self.n}

    def _critical(self) -> float:
        """Omega_c as the kernels see it, an energy; infinite where it overflows."""
        k = self.k0 * self.scales.length
        return 2 * k * k / (self.m / self.scales.mass)

    def _gas(self) -> tuple[Any, ...]:
        scales = self.scales
        return self.m / scales.mass, self.g / scales.coupling(3), self.n / scales.density(3)

    def _coupling(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(Omega, Omega_c) as the kernels see them, energies."""
        unit = self.scales.energy / self.scales.hbar
        return self.Omega / unit, np.broadcast_to(np.float64(self._critical()), self.Omega.shape)

    def _single(self) -> NDArray[np.bool_]:
        Omega, critical = self._coupling()
        return Omega >= critical

    def _require_off_transition(self, advice: str) -> None:
        Omega, critical = self._coupling()
        if (Omega == critical).any():
            where = float(self.Omega[Omega == critical][0])
            unit = self.scales.unit("frequency")
            raise DomainError("Omega", where, "Omega != Omega_c", unit, "carlini2021:text:effective-mass", advice)

    def _wave(self, strength: Any, q: Any, t: Any, gap: Any = None) -> tuple[Any, ...]:
        """What kernels of a push -strength cos(q x) that lasts t are asked with; Omega and Omega_c are the last.

        Raises DomainError where the phase of sound, or of a `gap` that oscillates as well, is lost in rounding.
        """
        scales, asked = self.scales, {"strength": ("energy", strength), "q": ("wave number", q), "t": ("time", t)}
        checked = {key: require(key, value, "> 0", unit=scales.unit(quantity), claim="carlini2021:1")
                   for key, (quantity, value) in asked.items()}
        strength, q, t, n, Omega = broadcast(**checked, n=self.n, Omega=self.Omega)
        m, g, _ = self._gas()
        unit, density = scales.energy / scales.hbar, n / scales.density(3)
        critical = np.broadcast_to(np.float64(self._critical()), Omega.shape)
        wave = strength / scales.energy, q * scales.length, t / scales.time
        if gap is not None:
            require_phase("t", t, np.maximum(np.sqrt(g * density / m) * wave[1], gap) * wave[2], "carlini2021:21")
        return (*wave, m, g, density, Omega / unit, critical)

    def _flows(self, kind: str, strength: Any, q: Any, t: Any, *claims: str, gap: Any = None) -> Result:
        wave = self._wave(strength, q, t, gap)
        pair = [self._in_phase(kind, *wave, component=f"_{i}") for i in (1, 2)]
        return self._result(np.stack(pair, axis=-1) / self.scales.time, "rate", *claims)

    def _in_phase(self, kind: str, *arguments: Any, component: str = "") -> NDArray[np.float64]:
        """The kernel of the phase that holds at each point; no kernel is asked beyond the transition."""
        *rest, Omega, critical = arguments
        single = evaluate(f"spin_orbit_{kind}{component}", *rest, np.maximum(Omega, critical), critical)
        if not np.any(critical):  # Rabi coupling has no polarised phase
            return single
        name = f"plane_wave_{kind}{component}_{self._majority}"
        plane = evaluate(name, *rest, np.minimum(Omega, critical), critical)
        return np.where(Omega < critical, plane, single)

    @property
    def _majority(self) -> str:
        """Whether the kicked component 1 is the "majority" or the "minority" of the plane-wave phase."""
        return "majority" if self.side == 1 else "minority"

    def _result(self, value: Any, quantity: str, *claims: str) -> Result:
        return Result(np.asarray(value), self.scales.unit(quantity), claims)

    def _rows(self) -> list[Row]:
        shown = lambda value: np.array2string(np.asarray(value), precision=6, threshold=8)
        Omega, critical = self._coupling()
        with np.errstate(over="ignore"):
            ratio = "infinite" if not np.any(critical) else shown(Omega / critical)
        rows = [("phase", str(self.phase)), ("Omega/Omega_c", ratio)]
        return [*rows, ("m/m*", shown(self.inverse_effective_mass)), ("V2/V1 fast", shown(self.fast_velocity_ratio))]

    @property
    def _caption(self) -> str:
        return self.name
