"""Atomic species: masses and statistics of the isotopes that are cooled to degeneracy, and their couplings.

Invariant: every mass is the neutral-atom mass of the evaluation AME2020, rounded as that evaluation rounds it, with its
standard uncertainty in the last digits in brackets; a species without a row is refused, never guessed.
Source: M. Wang, W. J. Huang, F. G. Kondev, G. Audi, S. Naimi, Chinese Phys. C 45, 030003 (2021), the rounded table.
An atom is neutral, so it is a boson exactly when its number of neutrons is even.

Couplings from scattering lengths, mu_ij the reduced mass (2 mu_11 = m1), all transverse oscillator lengths equal to l:

    g_ij = 2 pi hbar^2 a_ij/mu_ij / (sqrt(2 pi) l)^(3-D).

D = 3 is the definition. D = 2 and 1 average the contact interaction over transverse ground states; with equal lengths
int |phi_1|^2 |phi_2|^2 = 1/(sqrt(2 pi) l) per frozen direction. That is the mapping of naidon2021 above Eq. (15) for
D = 2, and g = 2 hbar omega a (M. Olshanii, PRL 81, 938 (1998), to first order in a/l) for D = 1.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.errors import DomainError, UnknownSpecies, require, shown

AME2020 = "AME2020, Chinese Phys. C 45, 030003 (2021)"


@dataclass(frozen=True)
class Species:
    """One isotope: `name`, `mass` [kg], `mass_u` and its standard uncertainty `uncertainty_u` [u], `statistics`
    ("boson" or "fermion"), `source`."""

    name: str
    mass_u: float
    uncertainty_u: float
    statistics: str
    source: str

    @property
    def mass(self) -> float:
        """Mass of the neutral atom [kg]."""
        return self.mass_u * constants.u

    def _repr_latex_(self) -> str:
        symbol = self.name.lstrip("0123456789")
        number = self.name.removesuffix(symbol)
        return rf"$^{{{number}}}\mathrm{{{symbol}}}$"


_ROWS = """
3He   3.01602932197(6)    fermion
4He   4.00260325413(16)   boson
6Li   6.0151228874(15)    fermion
7Li   7.016003434(4)      boson
23Na  22.9897692820(19)   boson
39K   38.963706485(5)     boson
40K   39.96399817(6)      fermion
41K   40.961825256(4)     boson
40Ca  39.962590851(22)    boson
52Cr  51.94050471(12)     boson
53Cr  52.94064630(12)     fermion
85Rb  84.911789736(5)     boson
87Rb  86.909180529(6)     boson
84Sr  83.9134191(13)      boson
86Sr  85.909260725(6)     boson
87Sr  86.908877495(6)     fermion
88Sr  87.905612254(6)     boson
133Cs 132.905451959(9)    boson
160Dy 159.9252036(8)      boson
161Dy 160.9269394(7)      fermion
162Dy 161.9268045(7)      boson
163Dy 162.9287372(7)      fermion
164Dy 163.9291808(7)      boson
166Er 165.9303011(4)      boson
167Er 166.9320562(3)      fermion
168Er 167.93237828(28)    boson
170Yb 169.934767243(11)   boson
171Yb 170.936331515(14)   fermion
172Yb 171.936386654(15)   boson
173Yb 172.938216212(12)   fermion
174Yb 173.938867546(12)   boson
176Yb 175.942574706(16)   boson
"""


def _row(line: str) -> Species:
    name, printed, statistics = line.split()
    digits, _, uncertainty = printed.removesuffix(")").partition("(")
    decimals = len(digits.split(".")[1])
    return Species(name, float(digits), int(uncertainty) * 10.0**-decimals, statistics, AME2020)


TABLE: dict[str, Species] = {row.name: row for row in map(_row, _ROWS.split("\n")[1:-1])}
"""All known species by name."""


def species(name: str | Species) -> Species:
    """The species called `name`, for instance "41K". A `Species` of your own passes through.

    Raises UnknownSpecies with the nearest names of the table.
    """
    if isinstance(name, Species):
        return name
    key = name.strip() if isinstance(name, str) else shown(name)
    if key in TABLE:
        return TABLE[key]
    by_lower = {known.lower(): known for known in TABLE}
    swapped = re.sub(r"^([a-z]+)[- ]?(\d+)$", r"\2\1", key.lower())  # "K41", "K-41" -> "41k"
    symbol = re.sub(r"[^a-z]", "", swapped)
    near = [by_lower[n] for n in difflib.get_close_matches(swapped, by_lower, n=3, cutoff=0.6)]
    near += [n for n in TABLE if symbol and re.sub(r"\d", "", n).lower() == symbol and n not in near]
    offer = f"did you mean {', '.join(near[:4])}?" if near else f"known: {', '.join(TABLE)}"
    raise UnknownSpecies(f"no species {shown(key)} in the table; {offer}")


def boson(name: str | Species) -> Species:
    """The bosonic species called `name`. Raises UnknownSpecies, or DomainError for a fermion."""
    found = species(name)
    if found.statistics != "boson":
        raise DomainError("species", found.name, "is a boson", claim="naidon2021:1")
    return found


def fermion(name: str | Species) -> Species:
    """The fermionic species called `name`. Raises UnknownSpecies, or DomainError for a boson."""
    found = species(name)
    if found.statistics != "fermion":
        raise DomainError("species", found.name, "is a fermion", claim="carlini2021:40")
    return found


LONGEST = 1e-4  # m; a scattering length beyond this is a number in other units


def scattering_length(name: str, value: Any, condition: str, claim: str) -> float:
    """A scattering length [m] that fulfils `condition`. Raises DomainError, also for |a| > 0.1 mm; ShapeError."""
    a = float(require(name, value, condition, unit="m", claim=claim, scalar=True))
    if abs(a) > LONGEST:
        raise DomainError(name, a, f"|{name}| < {LONGEST:g} m", "m", claim, f"in Bohr radii? type {name}={a:g} * units.a0")
    return a


BETA = 0.905
"""Constant of the quasi-2D logarithm, naidon2021:15 prints 0.9. D. S. Petrov and G. V. Shlyapnikov, PRA 64, 012706
(2001), define it by a series, which sums to 0.905 (a test does)."""


def couplings(D: int, one: Species, two: Species, a: tuple[float, float, float],
              oscillator_length: float | None) -> tuple[float, float, float]:
    """(g11, g12, g22) [J m^D] from (a11, a12, a22) [m] and the common oscillator length l [m] (not used in D = 3).

    Raises DomainError for |a_ij| > 0.3 l, where the mapping, meant for a << l, is off by tens of percent.
    """
    frozen = 1.0
    if oscillator_length is not None:  # so it is in D < 3, see `common_oscillator_length`
        largest = max(map(abs, a))
        if largest > 0.3 * oscillator_length:
            raise DomainError("max |a_ij|", largest, f"|a_ij| <= 0.3 l with l = {oscillator_length:.4g} m", "m",
                              "naidon2021:15", "the mapping holds for a << l: widen the confinement")
        frozen = (sqrt(2 * pi) * oscillator_length) ** (3 - D)
    reduced = (one.mass / 2, one.mass * two.mass / (one.mass + two.mass), two.mass / 2)
    g11, g12, g22 = (2 * pi * constants.hbar**2 * a_ij / mu / frozen for a_ij, mu in zip(a, reduced, strict=True))
    return g11, g12, g22


def quasi_2d_cutoff(oscillator_length: float) -> float:
    """kappa = sqrt(beta/pi)/l [1/m] that goes with the quasi-2D couplings (naidon2021, above Eq. (15))."""
    return sqrt(BETA / pi) / oscillator_length


def common_oscillator_length(D: int, one: Species, two: Species, oscillator_length: Any,
                             trap_frequency: Any) -> float | None:
    """The transverse oscillator length of both species [m]; None in D = 3, which takes no confinement.

    One of oscillator_length [m] and trap_frequency [rad/s] is given, one number or a pair (one, two). Raises
    DomainError if not exactly one is given, or if sqrt(hbar/(m omega)) differs between the species by more than 1e-3:
    less changes g12/sqrt(g11 g22) by 1e-7 at most, since the first order cancels.
    """
    given = {"oscillator_length": oscillator_length, "trap_frequency": trap_frequency}
    given = {name: value for name, value in given.items() if value is not None}
    if len(given) != (D < 3):
        condition = "is absent in D = 3" if D == 3 else f"is oscillator_length or trap_frequency in D = {D}"
        raise DomainError("confinement", " and ".join(given) or None, condition, claim="naidon2021:15")
    if D == 3:
        return None
    ((name, value),) = given.items()
    unit = "m" if name == "oscillator_length" else "rad/s"
    checked = require(name, value, "> 0", unit=unit, claim="naidon2021:15")
    if checked.shape not in ((), (2,)):
        raise DomainError(name, shown(value), "is one number or a pair", unit, "naidon2021:15")
    pair = np.broadcast_to(checked, (2,))
    with np.errstate(over="ignore", divide="ignore"):
        l1, l2 = pair if unit == "m" else np.sqrt(constants.hbar / (np.array([one.mass, two.mass]) * pair))
    if not 1e-100 < min(l1, l2) <= max(l1, l2) < 1e100:
        raise DomainError(name, shown(value), "is that of a trap", unit, "naidon2021:15", f"l = {l1:.3g} m, {l2:.3g} m")
    if abs(l1 / l2 - 1) > 1e-3:
        omega = constants.hbar / (one.mass * l1**2)
        raise DomainError(name, tuple(map(float, pair)), "equal oscillator lengths of the components", unit, "naidon2021:15",
                          f"l1 = {l1:.6g} m, l2 = {l2:.6g} m; for l1 type trap_frequency="
                          f"({omega:.6g}, {omega * one.mass / two.mass:.6g})")
    return float(sqrt(l1 * l2))
