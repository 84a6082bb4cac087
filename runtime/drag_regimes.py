"""The approximations of the conductivities: Drude regime, weakly and strongly damped Lorentz regime, and where they hold.

Invariant: each approximation is the exact sum with the replacement that the paper states, nothing else: resonant functions
at omega = 0 (Drude), undamped conversion without creation of pairs (weak damping), the resonance at one momentum (strong
damping).
Source: aminov2024, Sec. III, Eqs. (12), (16)-(21); the weight D^0 is that of the derivation (twice the one printed in Eq.
(13)).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from entrainment.runtime.conductivity import DragSpectrum, Pairs, angular
from entrainment.runtime.errors import DomainError
from entrainment.runtime.momentum_integrals import Integrals
from entrainment.runtime.units import Result
from numpy.typing import NDArray


class Resonance(NamedTuple):
    """`momentum` p_bar with E_d + E_s = 2 T [kg m/s] and `Delta` = (E_d - E_s)/hbar there [rad/s], Eq. (16)."""

    momentum: Result
    Delta: Result


def resonance(spectrum: DragSpectrum) -> Resonance:
    """The momentum that matters most at this temperature and the resonance frequency there.  Raises DomainError at T = 0."""
    data, scale = spectrum._integrals, spectrum.system.scales
    if spectrum.temperature == 0:
        raise DomainError("temperature", 0.0, "temperature > 0", "K", "aminov2024:16", "no quasiparticles are excited")
    p = _root(_above(data), 1e-4, 1e4)
    high, low = (float(energy) for energy in data.energies(np.asarray(p)))
    momentum = p * scale.mass * scale.length * scale.frequency
    return Resonance(
        Result(np.asarray(momentum), "kg m s^-1", ("aminov2024:C1",)),
        Result(np.asarray((high - low) * scale.frequency), "rad/s", ("aminov2024:16",)),
    )


def damping_parameter(spectrum: DragSpectrum, *, omega: Any = None, frequency: Any = None) -> Result:
    """kappa = 4 gamma/(E_d' - E_s')(p_+)/p_bar, with E_d - E_s = omega at p_+; inf where no momentum is resonant."""
    omega = np.abs(angular(omega, frequency))
    data, frequency_unit = spectrum._integrals, spectrum.system.scales.frequency
    p = np.geomspace(1e-4, 1e3, 6001)
    high, low = data.energies(p)
    gap = high - low
    rising = np.maximum.accumulate(gap)
    resonant = np.interp(omega / frequency_unit, rising, p, right=np.nan)
    slope = np.interp(resonant, p, np.gradient(gap, p))
    bar = _root(_above(data), 1e-4, 1e4)
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = 4 * spectrum.damping / frequency_unit / slope / bar
    return Result(np.where(np.isnan(resonant) | (slope <= 0), np.inf, kappa), "1", ("aminov2024:fig3",))


def drude(spectrum: DragSpectrum, *, omega: Any = None, frequency: Any = None) -> Pairs:
    """Eq. (17): both Lambda at omega = 0."""
    static = sum(spectrum._integrals.static(spectrum._gamma))
    return _approximate(spectrum, angular(omega, frequency), lambda w: np.full(w.shape, static, dtype=complex))


def weakly_damped(spectrum: DragSpectrum, *, omega: Any = None, frequency: Any = None) -> Pairs:
    """Eq. (12) with Lambda^- = 0 and the undamped Lambda^+ of Eqs. (19), (20)."""
    nodes = spectrum._integrals.undamped
    return _approximate(spectrum, angular(omega, frequency), lambda w: nodes.sum(w, 0.0))


def strongly_damped(spectrum: DragSpectrum, *, omega: Any = None, frequency: Any = None) -> Pairs:
    """Eq. (12) with Lambda^- = 0 and Lambda^+ of Eq. (21): the resonance at p_bar alone."""
    Delta = float(resonance(spectrum).Delta) / spectrum.system.scales.frequency
    weight = spectrum._integrals.envelope_area
    z = lambda w: w + 2j * spectrum._gamma
    return _approximate(spectrum, angular(omega, frequency), lambda w: weight * (1 / (Delta - z(w)) + 1 / (Delta + z(w))))


def _approximate(spectrum: DragSpectrum, omega: NDArray, conversion: Callable[[NDArray], NDArray]) -> Pairs:
    return spectrum._at(omega, lambda w: spectrum._integrals.conductivities(w, spectrum._gamma, conversion(w)))


def _above(data: Integrals) -> Callable[[float], float]:
    """E_d + E_s - 2 T as a function of p."""
    return lambda p: float(sum(data.energies(np.asarray(p)))) - 2 * data.T


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """The zero of a growing function, by bisection in log p."""
    for _ in range(100):
        middle = np.sqrt(low * high)
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return float(np.sqrt(low * high))
