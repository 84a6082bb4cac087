"""Bose factors of broadened levels: the digamma sums of Eq. (10), with relative accuracy where they cancel.

With the halves N_+ and N_- of n_B (analytic above and below the real axis, half of the pole at zero in either) a pair of
levels needs three functions of one energy E,

    n(E) = N_+(E + i gamma) + N_-(E - i gamma),                        the occupation of a Lorentzian level,
    A(E) = N_-(E - i gamma) - N_-(E - i gamma - z),    B(E) = N_+(E + i gamma + z) - N_+(E + i gamma).

Invariant: n, A + B and their divided differences keep relative accuracy for E >> T, where n ~ -gamma/(pi E) and
A + B ~ -i z (z + 2 i gamma)/(2 pi E^2) are what is left of terms of order one and z/E: integrals over momenta weigh them
with E^2.  Differences of digammas are summed with their small factor taken out.
Source: aminov2024, Eq. (10), as averaged in `derive.loop_function.exact_average`; hbar = k_B = 1.
"""

from __future__ import annotations

from math import pi
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

COLD = 50.0
"""E/T above which exp(-E/T) does not count and the digammas are their logarithms and Bernoulli sums."""
_SHIFT = 12
_BERNOULLI = (1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160)  # B_2k/2k


class Shifted(NamedTuple):
    """A + B and A - B at one level."""

    total: NDArray
    difference: NDArray


class Levels:
    """Two rows of levels E_d, E_s (complex arrays, Re E > 0 >= Im E) of width `gamma` at the temperature `T`, and the
    ``gap`` E_d - E_s.
    """

    def __init__(self, upper: NDArray, lower: NDArray, gap: NDArray, gamma: float, T: float):
        self.gamma, self.T, self.gap = gamma, T, gap
        self.energies = (upper, lower)
        self.cold = lower.real >= COLD * T
        n = [occupation(E, gamma, T) for E in self.energies]
        self.occupations = n
        x = gamma * gap / (upper * lower + gamma * gamma)
        apart = _arctan(x) / pi
        if T > 0:
            halves = [_bernoulli_halves(E, gamma, T) for E in self.energies]
            apart = apart - 1j / (2 * pi) * (halves[0] - halves[1])
        self.slope = np.where(self.cold, apart, n[0] - n[1]) / gap
        """[n(E_d) - n(E_s)]/(E_d - E_s)."""

    def shifted(self, z: float) -> tuple[NDArray, NDArray, NDArray]:
        """(mean of A + B over both levels, (A - B) summed over both, (A - B) as divided difference) at the frequency z."""
        first, second = (shifted(E, z, self.gamma, self.T) for E in self.energies)
        apart = _cold_gap(*self.energies, self.gap, z, self.gamma, self.T)
        change = np.where(self.cold, apart, first.difference - second.difference) / self.gap
        return (first.total + second.total) / 2, first.difference + second.difference, change


def occupation(E: NDArray, gamma: float, T: float) -> NDArray:
    """n(E), the Bose function averaged over a Lorentzian of half width `gamma` (principal value at zero)."""
    cold: NDArray = -_arctan(gamma / E) / pi
    if T == 0:
        return cold
    up, down = (_reduced(E, sign, gamma, T) for sign in (1, -1))
    cold = cold - 1j / (2 * pi) * _bernoulli_halves(E, gamma, T)
    halves = np.log((down + _SHIFT) / (up + _SHIFT)) - _bernoulli(down + _SHIFT) + _bernoulli(up + _SHIFT)
    halves += 0.5 / (down + _SHIFT) - 0.5 / (up + _SHIFT)
    for k in range(1, _SHIFT + 1):
        halves -= 1 / (down + k) - 1 / (up + k)
    warm = T * E / (E * E + gamma * gamma) - 0.5 + 1j / (2 * pi) * halves
    return np.where(E.real >= COLD * T, cold, warm)


def shifted(E: NDArray, z: float, gamma: float, T: float) -> Shifted:
    """A + B and A - B at the energies `E` for a shift `z` (any real number but zero)."""
    Q, parts = -1j * z, []
    logarithms = [_log1p(Q / (gamma + sign * 1j * E)) for sign in (1, -1)]
    total = _log1p(-z * (z + 2j * gamma) / (E * E + gamma * gamma))
    if T == 0:
        return Shifted(1j / (2 * pi) * total, 1j / (2 * pi) * (logarithms[0] - logarithms[1]))
    q = Q / (2 * pi * T)
    for sign in (1, -1):
        w = _reduced(E, sign, gamma, T)
        far = w + _SHIFT
        change = _log1p(q / far) - q / (2 * far * (far + q)) - _bernoulli_change(far, q)
        for k in range(1, _SHIFT + 1):
            change += q / ((w + k) * (w + k + q))
        parts.append(1j / (2 * pi) * (change + q / (2 * w * (w + q))))
    powers = [_bernoulli_change(_reduced(E, sign, gamma, T), q) for sign in (1, -1)]
    cold = E.real >= COLD * T
    return Shifted(
        np.where(cold, 1j / (2 * pi) * (total - powers[0] - powers[1]), parts[0] + parts[1]),
        np.where(cold, 1j / (2 * pi) * (logarithms[0] - logarithms[1] - powers[0] + powers[1]), parts[0] - parts[1]),
    )


def _log1p(x: NDArray) -> NDArray:
    """log(1 + x) of complex x; NumPy's loses the real part of a small x."""
    size = x.real * (2 + x.real) + x.imag * x.imag
    return 0.5 * np.log1p(size) + 1j * np.arctan2(x.imag, 1 + x.real)


def _arctan(x: NDArray) -> NDArray:
    """The arc tangent of complex x, small ones included."""
    return 0.5j * (_log1p(-1j * x) - _log1p(1j * x))


def _reduced(E: NDArray, sign: int, gamma: float, T: float) -> NDArray:
    """(gamma +- i E)/(2 pi T), what psi(1 + .) is taken of."""
    return (gamma + sign * 1j * E) / (2 * pi * T)


def _bernoulli(w: NDArray) -> NDArray:
    """sum_k B_2k/(2k) w^-2k: minus it is what psi(1 + w) has beyond log w + 1/(2 w)."""
    square = 1 / (w * w)
    total = np.zeros_like(square)
    for coefficient in reversed(_BERNOULLI):
        total = (total + coefficient) * square
    return total


def _bernoulli_change(w: NDArray, q: complex) -> NDArray:
    """The same sum at w + q less that at w, with the factor q taken out of every term."""
    old, new = 1 / (w * w), 1 / ((w + q) * (w + q))
    step = -q * (2 * w + q) * old * new
    change, power, total = np.zeros_like(old), np.ones_like(old), np.zeros_like(old)
    for coefficient in _BERNOULLI:
        change, power = new * change + step * power, power * old
        total = total + coefficient * change
    return total


def _bernoulli_halves(E: NDArray, gamma: float, T: float) -> NDArray:
    """The Bernoulli sum of (gamma - i E) less that of (gamma + i E), over 2 pi T, with the factor gamma taken out."""
    up, down = (1 / _reduced(E, sign, gamma, T) ** 2 for sign in (1, -1))
    step = 1j * gamma * E / (pi * T) ** 2 * up * down
    change: NDArray = np.zeros_like(up)
    power, total = np.ones_like(change), np.zeros_like(change)
    for coefficient in _BERNOULLI:
        change, power = down * change + step * power, power * up
        total = total + coefficient * change
    return total


def _cold_gap(upper: NDArray, lower: NDArray, gap: NDArray, z: float, gamma: float, T: float) -> NDArray:
    """(A - B)(E_d) - (A - B)(E_s) for E >> T."""
    Q, total = -1j * z, np.zeros(np.shape(gap), complex)
    for sign in (1, -1):
        high, low = gamma + sign * 1j * upper, gamma + sign * 1j * lower
        total = total + sign * _log1p(-sign * 1j * Q * gap / (high * (low + Q)))
        if T > 0:
            q = Q / (2 * pi * T)
            high, low = (_bernoulli_change(_reduced(E, sign, gamma, T), q) for E in (upper, lower))
            total = total - sign * (high - low)
    return 1j / (2 * pi) * total
