"""A few impurities in a Bose-Einstein condensate in the user's words: what they weigh and how they are dragged.

Invariant: an impurity is never lighter than its bare mass, and an answer that second order cannot give is refused.
Source: carlini2021 Sec. V, zero temperature; 1 - m2/m2* in second order of the impurity's coupling, at any mass ratio.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from entrainment.runtime.display import Row, Rows
from entrainment.runtime.errors import DomainError, require, require_dimension
from entrainment.runtime.scales import Scales, answers, evaluate
from entrainment.runtime.species import Species, boson, common_oscillator_length, couplings, scattering_length, species
from entrainment.runtime.units import Result

SMALL = 0.1  # of 1 - m2/m2*, beyond which the next order counts


@dataclass(frozen=True, repr=False)
class Polaron(Rows):
    """An impurity of mass `m_impurity` in a condensate of atoms of mass `m` with coupling g, in D dimensions (carlini2021:49).

    Build with `of` (species and scattering lengths, SI) or `natural` (hbar = 1). `g_impurity` is the coupling of the
    impurity to an atom of the condensate, of either sign. Densities of the condensate are arguments and broadcast.
    """

    D: int
    m_impurity: float
    m: float
    g: float
    g_impurity: float
    names: tuple[str, str] = ("impurity", "bath")
    scales: Scales = Scales()

    def __post_init__(self) -> None:
        object.__setattr__(self, "D", require_dimension(self.D))
        conditions = (("m_impurity", "mass", "> 0"), ("m", "mass", "> 0"), ("g", "coupling", "> 0"),
                      ("g_impurity", "coupling", "is finite"))
        for name, quantity, condition in conditions:
            unit = self.scales.unit(quantity, self.D)
            value = require(name, getattr(self, name), condition, unit=unit, claim="carlini2021:55", scalar=True)
            object.__setattr__(self, name, float(value))

    @classmethod
    def natural(cls, *, m_impurity: float, m: float, g: float, g_impurity: float, D: int = 3) -> Polaron:
        """An impurity in natural units. Raises DomainError unless m_impurity, m, g > 0 and all are finite; ShapeError."""
        return cls(D, m_impurity, m, g, g_impurity)

    @classmethod
    def of(cls, impurity: str | Species, bath: str | Species, *, a_impurity: float, a: float, D: int = 3,
           oscillator_length: Any = None, trap_frequency: Any = None) -> Polaron:
        """An impurity of any statistics in a condensate, with a [m] between two atoms of the condensate and `a_impurity`
        between one of them and the impurity. Confinement in D = 1, 2 as in `BoseMixture.of`.

        Raises UnknownSpecies; DomainError for a fermionic bath, a <= 0, lengths beyond 0.1 mm or 0.3 of the confinement.
        """
        D, light, atom = require_dimension(D), species(impurity), boson(bath)
        lengths = (scattering_length("a", a, "> 0", "carlini2021:55"),
                   scattering_length("a_impurity", a_impurity, "is finite", "carlini2021:55"), 0.0)
        length = common_oscillator_length(D, atom, light, oscillator_length, trap_frequency)
        g, g_impurity, _ = couplings(D, atom, light, lengths, length)
        return cls(D, light.mass, atom.mass, g, g_impurity, (light.name, atom.name), Scales.of(atom.mass))

    @property
    @answers
    def mass_ratio(self) -> float:
        """Mass of the impurity over that of an atom of the condensate."""
        return self.m_impurity / self.m

    @answers
    def mass_share(self, n: Any) -> Result:
        """1 - m2/m2* at the condensate's density n [length^-D]: what the condensate contributes to the inertia.

        carlini2021:55 and supplement:impurity. Broadcasts. Raises DomainError unless n > 0, and where the second order
        reaches 1.
        """
        n = require("n", n, "> 0", unit=self.scales.unit("density", self.D), claim="carlini2021:55")
        scales, D = self.scales, self.D
        coupling = scales.coupling(D)
        reduced = self.m / scales.mass, self.m_impurity / scales.mass, self.g / coupling, self.g_impurity / coupling
        share = evaluate(f"polaron_mass_share_{D}d", *reduced, n / scales.density(D))
        if (share >= 1).any():
            where = tuple(int(i) for i in np.argwhere(share >= 1)[0])
            raise DomainError("1 - m2/m2*", float(share[where]), "1 - m2/m2* < 1", "", "carlini2021:55",
                              f"second order of g_impurity is not enough at n = {float(n[where]):.6g}")
        return self._result(share, "number", "carlini2021:55", f"carlini2021:supplement:impurity-{D}d")

    @answers
    def effective_mass(self, n: Any) -> Result:
        """m2* [mass] with 1/m2* in second order of g_impurity. Arguments and errors as `mass_share`."""
        share = self.mass_share(n)
        return self._result(self.m_impurity / (1 - np.asarray(share)), "mass", *share.claims)

    def fast_velocity_ratio(self, n: Any) -> Result:
        """V2/V1 of few impurities after the condensate was kicked, 1 - m2/m2* (carlini2021:55). Arguments as `mass_share`."""
        return self.mass_share(n)

    def warnings(self, n: Any) -> tuple[str, ...]:
        """What the theory takes as small and is not at the density n, in words; empty if all is well."""
        largest = float(np.max(np.asarray(self.mass_share(n)), initial=0.0))
        if largest <= SMALL:
            return ()
        return (f"1 - m2/m2* = {largest:.2g}: the second order of the coupling is a rough approximation",)

    def _given(self) -> tuple[Scales, int, dict[str, Any]]:
        return self.scales, self.D, {"m_impurity": self.m_impurity, "m": self.m, "g": self.g, "g_impurity": self.g_impurity}

    def _result(self, value: Any, quantity: str, *claims: str) -> Result:
        return Result(np.asarray(value), self.scales.unit(quantity, self.D), claims)

    def _rows(self) -> list[Row]:
        unit = self.scales.unit("coupling", self.D)
        shown = (("g", self.g), ("g_impurity", self.g_impurity))
        rows = [("D", str(self.D)), ("m2/m1", f"{self.mass_ratio:.6g}")]
        return rows + [(name, f"{value:.6g} {unit}") for name, value in shown]

    @property
    def _caption(self) -> str:
        return f"{self.names[0]} in {self.names[1]}"
