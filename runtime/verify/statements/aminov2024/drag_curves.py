"""Spectra of aminov2024 put together from their parts, so that errors can be planted in each; where they peak and vanish.

    sigma_ij = (i/omega) {delta_ij n_i/m_i - D^0_ij - (-1)^delta_ij Lambda(omega)/(m_i m_j)} + i D^0_ij/(omega + 2 i gamma)

Parts come from the tables behind `DragSpectrum`, which are compared with the definition in `spectra`, for its
mixtures.  Frequencies and dampings in rad/s; sigma in units of the spectrum.
"""

from __future__ import annotations

import functools

import numpy as np
from entrainment.runtime import constants, drag_regimes
from entrainment.runtime.condensed_mixture import TABLE_I, table_mixture
from entrainment.runtime.conductivity import PAIRS, DragSpectrum
from entrainment.runtime.dipolar_bilayer import table_bilayer, table_critical_temperature
from entrainment.runtime.reference import conductivity as reference

from .spectra import gas

MIXTURES, BILAYERS = tuple(TABLE_I), ("Er-Er", "Cr-Cr")
WEAK, STRONG = 1.0, 300.0  # the text's 1 Hz and 300 Hz times 2 pi, read as angular frequencies
#: What is done to the parts of a spectrum.
ERRORS = (
    "sign of Lambda",
    "twice Lambda",
    "D^0 as printed in (13), half of it",
    "complex conjugate of Lambda",
    "no diamagnetic part",
    "twice gamma in the Drude peak",
)


@functools.cache
def spectrum(name: str, damping: float) -> DragSpectrum:
    """The spectrum of a system of Table I at a third of the lower critical temperature."""
    if name in BILAYERS:
        return DragSpectrum(table_bilayer(name), float(table_critical_temperature(name)) / 3, damping)
    mixture = table_mixture(name)
    return DragSpectrum(mixture, float(np.min(mixture.T_c)) / 3, damping)


def sigma(name: str, damping: float, pair: str, omega, error: str = "", paramagnetic: bool = False):
    """sigma_pair at omega (array), in natural units, from its parts with ``error`` done to them.

    ``paramagnetic``: without the diamagnetic part.
    """
    found, scale = spectrum(name, damping), spectrum(name, damping).system.scales
    data, index = found._integrals, PAIRS.index(pair)
    w, gamma = np.atleast_1d(np.asarray(omega, float)) / scale.frequency, damping / scale.frequency
    conversion = data.sums(w, gamma)
    conversion = {ERRORS[0]: -conversion, ERRORS[1]: 2 * conversion, ERRORS[3]: conversion.conj()}.get(error, conversion)
    drude = data.drude[index] * (0.5 if error == ERRORS[2] else 1)
    width = gamma * (2 if error == ERRORS[5] else 1)
    own = 0.0 if pair == "ab" or paramagnetic or error == ERRORS[4] else data.diamagnetic[index]
    bracket = own - drude - (1 if pair == "ab" else -1) * conversion / data.mass(index)
    return 1j / w * bracket + 1j * drude / (w + 2j * width)


def diamagnetic(name: str, damping: float, pair: str, omega):
    """n_i/(m_i omega) in the same units."""
    found = spectrum(name, damping)
    return found._integrals.diamagnetic[PAIRS.index(pair)] / (np.asarray(omega) / found.system.scales.frequency)


def Delta(name: str) -> float:
    """The resonance frequency [rad/s]: (16) for a mixture, the maximum of E_d - E_s for layers."""
    if name in BILAYERS:
        return float(spectrum(name, WEAK).system.resonance())
    return float(drag_regimes.resonance(spectrum(name, WEAK)).Delta)


def sum_of_mu(name: str) -> float:
    """mu_a + mu_b [rad/s] at the temperature of the spectra."""
    found = spectrum(name, WEAK)
    return float(found.system.chemical_potentials(found.temperature).value.sum() / constants.hbar)


def around(name: str, points: int = 6001, reach: float = 0.5) -> np.ndarray:
    """Frequencies around Delta, to both sides by ``reach`` of it."""
    return Delta(name) * np.linspace(1 - reach, 1 + reach, points)


def peak(omega: np.ndarray, values: np.ndarray) -> float:
    """Place of the largest local maximum inside; nan where there is none."""
    inside = np.flatnonzero((values[1:-1] > values[:-2]) & (values[1:-1] >= values[2:])) + 1
    return float(omega[inside[values[inside].argmax()]]) if inside.size else float("nan")


def zero(omega: np.ndarray, values: np.ndarray, near: float) -> float:
    """Place of the change of sign that is nearest to ``near``; nan where there is none."""
    k = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0)
    if not k.size:
        return float("nan")
    at = omega[k] - values[k] * (omega[k + 1] - omega[k]) / (values[k + 1] - values[k])
    return float(at[np.abs(at - near).argmin()])


def width(x: np.ndarray, values: np.ndarray) -> float:
    """Full width at half of the largest local maximum inside; infinite where a half is not reached or no maximum is there."""
    top = peak(x, values)
    if np.isnan(top):
        return float("inf")
    k = int(np.flatnonzero(x == top)[0])
    low, high = (np.flatnonzero(part < values[k] / 2) for part in (values[:k], values[k:]))
    if not (low.size and high.size):
        return float("inf")
    return float(x[k + high[0]] - x[low[-1]])


def drawn_minus_definition(name: str, damping: float, hertz_angular, pairs=("ab", "aa"), digits: int = 10) -> float:
    """Largest |sigma - definition|/|definition| of a mixture at frequencies in rad/s, by the reference on the contour."""
    mixture = spectrum(name, damping)
    own = gas(name, mixture.temperature * 1e9)
    rate = lambda x: constants.hbar * x / own.energy
    length = constants.hbar / np.sqrt(mixture.system.masses[0] * own.energy)
    worst = 0.0
    for omega in hertz_angular:
        true = reference.conductivities(pairs, rate(omega), rate(damping), own.T, own.mixture, digits, route="contour")
        found = mixture.conductivity(omega=omega)
        for pair, value in zip(pairs, true, strict=True):
            drawn = complex(np.asarray(getattr(found, pair))) * constants.hbar * length
            worst = max(worst, abs(drawn / complex(value) - 1))
    return worst
