"""The transconductivity with the loop of two Lorentzian levels, Eq. (10) as it stands; the intraconductivities do not exist.

Invariant: every sigma_ab that leaves this module differs from the next finer rule of its momentum integral by less than
ACCURACY |sigma_ab|, and `error` says by how much, rounding included; otherwise DomainError.
Source: aminov2024, Eqs. (2), (8), (10).  With g = E_d -+ E_s, zeta = z + 2 i gamma, S the means and changes of
`broadened_levels`, the four loops of a pair of branches combine to functions of g^2,

    [S_dd + S_ss - S_ds - S_sd]/g^2 = (2 Sigma/z - 2 H + Delta)/(g^2 - z^2) - (2 Sigma/zeta + Delta)/(g^2 - zeta^2).

A Lorentzian falls so slowly that every level is occupied by -gamma/(pi E): E^2 S(E, E) -> gamma/pi, so that the sum over
momenta of sigma_aa grows like the largest momentum in three dimensions (2 gamma/(3 pi^3) a wave number) and like its
logarithm in two.  In sigma_ab these shares of both branches cancel.
"""

from __future__ import annotations

from math import pi
from typing import Any, NoReturn

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.broadened_levels import Levels
from entrainment.runtime.conductivity import angular
from entrainment.runtime.display import Row, Rows
from entrainment.runtime.errors import DomainError, require
from entrainment.runtime.momentum_contour import Path, Turn
from entrainment.runtime.momentum_integrals import Integrals, System, integrals
from entrainment.runtime.units import Result
from numpy.typing import NDArray

ACCURACY = 1e-8
"""Largest error of sigma_ab that is answered, relative to its absolute value; most are below 1e-11."""
_WANTED = 1e-11
_STEPS = tuple(0.12 * 0.8**k for k in range(9))
_ANGLES = (0.4, 0.3, 0.2, 0.1, 0.05)
_ROUNDING = 4e-15


class Transconductivity:
    """`ab`: sigma_ab, a `Result`; `error`: its estimated error relative to |sigma_ab|.  `aa` and `bb` raise DomainError."""

    def __init__(self, ab: Result, error: Result, dimension: int, damping: float):
        self.ab, self.error = ab, error
        self._dimension, self._damping = dimension, damping

    @property
    def aa(self) -> NoReturn:
        self._refuse("sigma_aa")

    @property
    def bb(self) -> NoReturn:
        self._refuse("sigma_bb")

    def _refuse(self, name: str) -> NoReturn:
        growth = {2: "like the logarithm of the largest momentum", 3: "linearly with the largest momentum"}[self._dimension]
        raise DomainError(
            name,
            f"with constant damping {self._damping:.6g} rad/s",
            "a sum over momenta that converges",
            claim="aminov2024:10",
            advice=f"with Lorentzian levels it diverges {growth}: all levels are occupied by -gamma/(pi E);"
            " DragSpectrum(...) has the expanded loop (11)",
        )


def transitions(levels: Levels, z: float) -> tuple[NDArray, NDArray]:
    """(both kinds of processes over g^2, size of what was added up): times 2 Y, Y = 4 eps_a eps_b n_a n_b V_ab^2/(E_d +
    E_s)^2, the loops of one momentum of chi_ab.
    """
    high, low = levels.energies
    zeta = z + 2j * levels.gamma
    mean, both, change = levels.shifted(z)
    gap, total = levels.gap, high + low
    filled = levels.occupations[0] + levels.occupations[1] + 1
    within = (2 * mean / z - 2 * levels.slope + change) / (gap * gap - z * z)
    damped = (2 * mean / zeta + change) / (gap * gap - zeta * zeta)
    pair = lambda g, slope, difference: _converted(g, slope, difference, mean, z, zeta)
    between = [pair(gap, levels.slope, change), pair(total, filled / total, both / total)]
    rest = (between[0] - between[1]) / (4 * high * low)
    occupied = np.where(levels.cold, 0, 0.5 / abs(gap))  # occupations are differences of terms of order one half
    size = (abs(2 * mean / z) + abs(2 * levels.slope) + abs(change) + occupied) * (
        1 / abs(gap * gap - z * z) + 1 / abs(gap * gap - zeta * zeta)
    ) + abs(rest)
    result = within - damped
    # what is below its rounding is not known, and falls like p^-4 beyond
    known = abs(result) > 2 * _ROUNDING * size
    return np.where(known, result, 0) - rest, np.where(known, size, abs(rest))


def _converted(g: NDArray, slope: NDArray, change: NDArray, mean: NDArray, z: float, zeta: complex) -> NDArray:
    """S(E_1, E_2) + S(E_2, E_1) at the distance g of the levels."""
    square = g * g
    damped = (2 * zeta * mean + square * change) / (square - zeta * zeta)
    return damped + (2 * square * slope - square * change - 2 * z * mean) / (square - z * z)


class LorentzianLoops:
    """chi_ab at one temperature with the damping `gamma` > 0, natural units.

    Where both resonances grow with the momentum one path below the real axis serves all frequencies; where E_d - E_s has an
    extremum the path is the real axis, dense at the resonances of each frequency.
    """

    def __init__(self, data: Integrals, gamma: float):
        self._data, self._gamma, self._centre = data, gamma, data.centre
        self._turns = data.turns_for(gamma) if data.turns else ()
        self._tables: dict[float, tuple] = {}
        self._angle = 0.0 if self._turns else next((x for x in _ANGLES if self._below(x)), 0.0)

    def response(self, z: float) -> tuple[complex, float]:
        """(m_a m_b chi_ab(z), its error) at a frequency z > 0."""
        last, best = None, (0j, np.inf)
        for step in _STEPS:
            value, size = self._sum(z, step)
            if last is not None:
                error = abs(value - last) + _ROUNDING * size
                if error < best[1]:
                    best = value, error
                if error <= _WANTED * abs(value):
                    break
            last = value
        return best

    def _sum(self, z: float, step: float) -> tuple[complex, float]:
        if not self._angle:
            weight, levels = self._table(Path(self._centre, 0.0, self._clusters(z)), step)
        else:
            if step not in self._tables:
                self._tables[step] = self._table(Path(self._centre, self._angle), step)
            weight, levels = self._tables[step]
        with np.errstate(invalid="ignore", divide="ignore"):
            value, size = transitions(levels, z)
        return complex((weight * value).sum()), float((abs(weight) * size).sum())

    def _table(self, path: Path, step: float) -> tuple[NDArray, Levels]:
        """Measure times 2 Y times the weight of the rule, and the levels, where the components feel each other."""
        p, weight = path.nodes(step)
        p, weight = (p + 0j, weight + 0j)
        felt = p.real > 1e-12 * self._centre
        modes = [np.broadcast_to(value, p.shape) for value in self._data.modes(p)]
        felt &= np.abs(modes[-1]) > 1e-140
        p, weight = p[felt], weight[felt]
        m_a, m_b, n_a, n_b, _, _, V_ab = (value[felt] for value in modes)
        gap, total = (np.sqrt(Q) for Q in self._data.resonances(p))
        measure = p**3 / (8 * pi) if self._data.d == 2 else p**4 / (12 * pi**2)
        coupling = p**4 * n_a * n_b * V_ab**2 / (m_a * m_b)
        levels = Levels((total + gap) / 2, (total - gap) / 2, gap, self._gamma, self._data.T)
        return weight * measure * 2 * coupling / total**2, levels

    def _below(self, angle: float) -> bool:
        """Both energies and both resonances below the real axis: no pole of the retarded response is crossed."""
        p = Path(self._centre, angle).nodes(0.05)[0]
        p = p[abs(p) < 1e3 * self._centre]
        gap, total = (np.sqrt(Q) for Q in self._data.resonances(p))
        return all((x.imag < 1e-13 * abs(x)).all() for x in (gap, total, total + gap, total - gap))

    def _clusters(self, z: float) -> tuple[Turn, ...]:
        """Where a resonance or a level passes z on the real axis, with the distance of its pole."""
        t = np.log(self._centre) + np.linspace(-20, 12, 6401)
        found = list(self._turns)
        for number, broadening in enumerate((2, 2, 1, 1)):
            value = lambda t, number=number: self._crossed(t)[number]
            above = value(t) > z
            for k in np.flatnonzero(above[1:] != above[:-1]):
                ends = t[k], t[k + 1]
                for _ in range(45):
                    middle = sum(ends) / 2
                    ends = (middle, ends[1]) if (value(np.array([middle]))[0] > z) == above[k] else (ends[0], middle)
                slope = abs(float(np.diff(value(np.array([ends[0] - 1e-5, ends[0] + 1e-5])))[0])) / 2e-5
                width = broadening * self._gamma / max(slope, 1e-30)
                found.append(Turn(float(ends[0]), float(np.clip(width, 1e-9, 0.5))))
        return tuple(found)

    def _crossed(self, t: NDArray) -> tuple[NDArray, ...]:
        gap, total = (np.sqrt(Q.real) for Q in self._data.resonances(np.exp(t) + 0j))
        return gap, total, (total + gap) / 2, (total - gap) / 2


class LorentzianSpectrum(Rows):
    """sigma_ab of `system` at `temperature` [K] with quasiparticles of the Lorentzian width `damping` gamma [rad/s].

    `damping` > 0, one number.  Raises DomainError for impossible input and where no self-consistent condensate exists.
    """

    def __init__(self, system: System, temperature: float, damping: float):
        advice = "without damping both loops are equal: DragSpectrum(...) has the expanded one"
        self.system = system
        self.temperature = float(require("temperature", temperature, ">= 0", unit="K", claim="aminov2024:10", scalar=True))
        self.damping = float(
            require("damping", damping, "> 0", unit="rad/s", claim="aminov2024:10", scalar=True, advice=advice)
        )
        scale = system.scales
        self._integrals = integrals(system, self.temperature, 0.0)
        self._loops = LorentzianLoops(self._integrals, self.damping / scale.frequency)

    @property
    def _caption(self) -> str:
        return self.system.name

    def _rows(self) -> list[Row]:
        return [("T", f"{self.temperature * 1e9:.6g} nK"), ("gamma/2 pi", f"{self.damping / (2 * pi):.6g} Hz")]

    def conductivity(self, *, omega: Any = None, frequency: Any = None) -> Transconductivity:
        """sigma_ab [s kg^-1 m^-d] and its relative error, with the shape of `omega` [rad/s] or of `frequency` [Hz].

        Give exactly one of them, by name; negative values are the complex conjugate.  Raises DomainError for zero and where
        the error exceeds ACCURACY |sigma_ab|.
        """
        omega = angular(omega, frequency)
        scale, d = self.system.scales, self.system.dimension
        flat = np.abs(omega.ravel()) / scale.frequency
        found = [self._loops.response(float(z)) for z in flat]
        response, error = (np.array(column).reshape(omega.shape) for column in zip(*found, strict=True))
        error = error / np.abs(response)
        if not (error <= ACCURACY).all():
            worst = int(np.where(np.isfinite(error), error, np.inf).argmax())
            at, size = float(omega.flat[worst]), float(error.flat[worst])
            raise DomainError(
                "omega", at, f"error of sigma_ab <= {ACCURACY:g} |sigma_ab|", "rad/s", "aminov2024:10", f"it is {size:.1e}"
            )
        unit = scale.length ** (2 - d) / constants.hbar
        value = 1j / (np.abs(omega) / scale.frequency) * response / self._integrals.mass(1) * unit
        claims = ("aminov2024:2", "aminov2024:10")
        ab = Result(np.where(omega < 0, value.conj(), value), f"s kg^-1 m^-{d}", claims)
        return Transconductivity(ab, Result(error, "1", claims), d, self.damping)


__all__ = ["ACCURACY", "LorentzianLoops", "LorentzianSpectrum", "Transconductivity", "transitions"]
