"""A normal Fermi liquid of two spins in the user's words: effective mass, spin current, and how one spin drags the other.

Invariant: F_1 > -3, G_1 > -3 and G_1 <= F_1, the conditions under which the low-energy states neither are unstable nor
exceed the f-sum rule; then 0 <= n_drag < n/4.  Landau parameters are normalised as in carlini2021, X = sum X_l P_l(cos theta).
Source: carlini2021 Sec. IV, zero temperature; the parameters of a dilute gas are to second order of k_F a.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import pi
from typing import Any

import numpy as np
from entrainment.runtime.display import Row, Rows
from entrainment.runtime.errors import DomainError, broadcast, require
from entrainment.runtime.scales import Scales, answers, evaluate
from entrainment.runtime.species import Species, fermion, scattering_length
from entrainment.runtime.units import Result

LOW_DENSITY = 0.5  # |k_F a| up to which two orders are an expansion; beyond, `warnings` says so
_NAMES = ("F0", "F1", "F2", "G0", "G1", "G2")


@dataclass(frozen=True, repr=False)
class FermiLiquid(Rows):
    """A balanced Fermi liquid of mass m and density n (both spins) with Landau parameters F_l and G_l (carlini2021:40, 41).

    Build with `of` or `natural` from measured parameters, with `dilute` from a scattering length, or with
    `dilute_natural` from k_F a. F1 and G1 are needed, the others may be left out. `parameters` holds what is known.
    """

    m: float
    n: float
    parameters: dict[str, float] = field(default_factory=dict)
    kf_a: float | None = None
    name: str = "fermions"
    scales: Scales = Scales()

    def __post_init__(self) -> None:
        unit = self.scales.unit
        for name, quantity in (("m", "mass"), ("n", "density")):
            checked = require(name, getattr(self, name), "> 0", unit=unit(quantity), claim="carlini2021:40", scalar=True)
            object.__setattr__(self, name, float(checked))
        known = {}
        for name, value in self.parameters.items():
            if name not in _NAMES:
                raise DomainError("parameter", name, f"is one of {', '.join(_NAMES)}", claim="carlini2021:41")
            known[name] = float(require(name, value, claim="carlini2021:41", scalar=True))
            l = int(name[1])
            if known[name] <= -(2 * l + 1):
                claim = "carlini2021:text:no-spin-currents" if name == "G1" else "carlini2021:43"
                raise DomainError(name, known[name], f"{name} > {-(2 * l + 1)}", "", claim, "the Fermi surface is unstable")
        for name in ("F1", "G1"):
            if name not in known:
                raise DomainError(name, None, "is given", claim="carlini2021:41", advice="the spin current depends on it")
        if known["G1"] > known["F1"]:
            raise DomainError("G1", known["G1"], f"G1 <= F1 = {known['F1']:.6g}", "", "carlini2021:text:multipairs",
                              "the low-energy states would exceed the f-sum rule of the spin")
        object.__setattr__(self, "parameters", known)

    @classmethod
    def natural(cls, *, m: float = 1.0, n: float = 1.0, **parameters: float) -> FermiLiquid:
        """A liquid in natural units with F0, F1, F2, G0, G1, G2 as far as they are known (F1 and G1 at least).

        Raises DomainError for m, n <= 0, X_l <= -(2l + 1), G1 > F1, or a missing or unknown parameter.
        """
        return cls(m, n, parameters)

    @classmethod
    def of(cls, atom: str | Species, *, n: float, **parameters: float) -> FermiLiquid:
        """The liquid of a fermionic species at the density n [m^-3] with measured Landau parameters, as `natural`.

        Raises UnknownSpecies; DomainError as `natural` and for a boson.
        """
        atom = fermion(atom)
        return cls(atom.mass, n, parameters, None, atom.name, Scales.of(atom.mass))

    @classmethod
    def dilute(cls, atom: str | Species, *, n: float, a: float) -> FermiLiquid:
        """The normal gas of a fermionic species at the density n [m^-3] (both spins) with the scattering length a [m].

        k_F = (3 pi^2 n)^(1/3) (carlini2021:44). Raises UnknownSpecies; DomainError as `dilute_natural`.
        """
        atom = fermion(atom)
        a = scattering_length("a", a, "is finite", "carlini2021:44-density")
        n = float(require("n", n, "> 0", unit="m^-3", claim="carlini2021:44-density", scalar=True))
        kf_a = (3 * pi**2 * n) ** (1 / 3) * a
        return cls(atom.mass, n, _dilute_parameters(kf_a), kf_a, atom.name, Scales.of(atom.mass))

    @classmethod
    def dilute_natural(cls, *, kf_a: float, m: float = 1.0, n: float = 1.0) -> FermiLiquid:
        """The dilute gas by k_F a, either sign (carlini2021:44). Raises DomainError for |k_F a| > 1, where two orders say
        nothing; ShapeError."""
        return cls(m, n, _dilute_parameters(kf_a), float(kf_a))

    # -- currents ------------------------------------------------------------------------------------------------------

    @property
    def F1(self) -> float:
        return self.parameters["F1"]

    @property
    def G1(self) -> float:
        return self.parameters["G1"]

    @property
    @answers
    def effective_mass(self) -> Result:
        """m* = m (1 + F_1/3) [mass], from Galilei invariance (carlini2021:40)."""
        return self._result(self.m * (1 + self.F1 / 3), "mass", "carlini2021:40")

    @property
    @answers
    def spin_current_ratio(self) -> Result:
        """Physical over bare spin current, which is what quasiparticles exhaust of the spin sum rule (carlini2021:41, 43)."""
        return self._result(evaluate("spin_current_ratio", self.F1, self.G1), "number", "carlini2021:41", "carlini2021:43")

    @property
    @answers
    def drag_density(self) -> Result:
        """n_drag = (F_1 - G_1)/(3 + F_1) n/4 [length^-3], between 0 and n/4 (carlini2021:48)."""
        value = evaluate("fermi_liquid_drag_density", self.F1, self.G1, 1.0) * self.n
        return self._result(value, "density", "carlini2021:48")

    # -- what a kick does ------------------------------------------------------------------------------------------------

    @property
    @answers
    def fast_velocity_ratio(self) -> Result:
        """V2/V1 after spin 1 was kicked, before a period of zero sound, uniform gas (carlini2021:47, 48)."""
        return self._result(evaluate("fermi_liquid_velocity_ratio", self.F1, self.G1), "number", "carlini2021:47")

    @answers
    def fast_flows(self, *, strength: Any, q: Any, t: Any) -> Result:
        """(d<F(1)>/dt, d<F(2)>/dt) on the last axis [rate] a time t [time] after -strength F(1) [energy] was switched on,
        F = sum cos(q x) per atom of the spin, before a period of zero sound (carlini2021:46, 45).

        Broadcasts. Raises DomainError unless strength, q, t > 0; ShapeError.
        """
        scales, asked = self.scales, {"strength": ("energy", strength), "q": ("wave number", q), "t": ("time", t)}
        checked = {key: require(key, value, "> 0", unit=scales.unit(quantity), claim="carlini2021:1")
                   for key, (quantity, value) in asked.items()}
        strength, q, t = broadcast(**checked)
        reduced = strength / scales.energy, q * scales.length, t / scales.time, self.m / scales.mass, self.F1, self.G1
        flows = [evaluate(f"fermi_liquid_fast_flow_{i}", *reduced) for i in (1, 2)]
        return self._result(np.stack(flows, axis=-1) / scales.time, "rate", "carlini2021:46", "carlini2021:45")

    # -- plumbing --------------------------------------------------------------------------------------------------------

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the theory takes as small and is not, in words; empty if all is well."""
        if self.kf_a is None or abs(self.kf_a) <= LOW_DENSITY:
            return ()
        return (f"|k_F a| = {abs(self.kf_a):.3g}: two orders of the expansion are a rough approximation",)

    def _given(self) -> tuple[Scales, int, dict[str, Any]]:
        return self.scales, 3, {"m": self.m, "n": self.n, "F1": self.F1, "G1": self.G1}

    def _result(self, value: Any, quantity: str, *claims: str) -> Result:
        return Result(np.asarray(value, dtype=float), self.scales.unit(quantity), claims)

    def _rows(self) -> list[Row]:
        rows = [] if self.kf_a is None else [("k_F a", f"{self.kf_a:.6g}")]
        rows += [(name, f"{value:.6g}") for name, value in sorted(self.parameters.items())]
        rows += [("m*/m", f"{1 + self.F1 / 3:.6g}"), ("n_drag/n", f"{float(self.drag_density) / self.n:.6g}"),
                 ("V2/V1", f"{float(self.fast_velocity_ratio):.6g}")]
        return rows + [("warning", text) for text in self.warnings]

    @property
    def _caption(self) -> str:
        return self.name


def _dilute_parameters(kf_a: Any) -> dict[str, float]:
    value = float(require("kf_a", kf_a, claim="carlini2021:44-density", scalar=True))
    if abs(value) > 1:
        raise DomainError("kf_a", value, "|kf_a| <= 1", "", "carlini2021:44-density", "the expansion in k_F a ends there")
    return {name: float(evaluate(f"landau_{name}", value)) for name in _NAMES}
