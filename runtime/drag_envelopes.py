"""The integrands of the conductivities of two condensates, hbar = k_B = 1: energies and weights of the modes, thermal factors.

Invariant: only symmetric functions of the two modes enter, so that the branch point E_d = E_s of the energies is none of the integrands: with
R = (E_d^2 - E_s^2)/2, P_d P_s = C^2/(2 R)^2, C^2 = 4 eps_a eps_b n_a n_b V_ab^2, and N/(E_d - E_s) stays finite at R = 0.
Source: aminov2024, Eqs. (8), (11), (A3)-(A5), (A8), (B5).
"""

from __future__ import annotations

from math import pi
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Modes(NamedTuple):
    """eps_a, eps_b, E_d, E_s, P = E_d E_s, R = (E_d^2 - E_s^2)/2, H = (E_a^2 - E_b^2)/2, C2 (arrays over p)."""

    eps_a: NDArray
    eps_b: NDArray
    E_d: NDArray
    E_s: NDArray
    P: NDArray
    R: NDArray
    H: NDArray
    C2: NDArray


def modes(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab) -> Modes:
    eps_a, eps_b = p * p / (2 * m_a), p * p / (2 * m_b)
    A, B = eps_a + 2 * n_a * V_aa, eps_b + 2 * n_b * V_bb
    C2 = 4 * eps_a * eps_b * n_a * n_b * V_ab**2
    H, mean = (eps_a * A - eps_b * B) / 2, (eps_a * A + eps_b * B) / 2
    R = np.sqrt(H * H + C2)
    R = np.where((np.conj(mean) * R).real < 0, -R, R)
    E_d = np.sqrt(mean + R)
    P = p * p / (2 * np.sqrt(m_a * m_b)) * np.sqrt(A * B - 4 * n_a * n_b * V_ab**2)
    return Modes(eps_a, eps_b, E_d, P / E_d, P, R, H, C2)


def measure(d, p):
    """d^d p/(2 pi)^d per dp, angle integrated."""
    return p * p / (2 * pi**2) if d == 3 else p / (2 * pi)


def thermal(m: Modes, T):
    """(n_d, n_s, -n_d', -n_s', (n_s - n_d)/(E_d - E_s))."""
    if T == 0:
        zero = 0 * m.P
        return zero, zero, zero, zero, zero
    x_d, x_s = np.exp(-m.E_d / T), np.exp(-m.E_s / T)
    u_d, u_s = -np.expm1(-m.E_d / T), -np.expm1(-m.E_s / T)
    D = 2 * m.R / (m.E_d + m.E_s)
    slope = np.where(D == 0, 1 / T, -np.expm1(-D / T) / np.where(D == 0, 1, D))
    return x_d / u_d, x_s / u_s, x_d / u_d**2 / T, x_s / u_s**2 / T, x_s * slope / (u_d * u_s)


def conversion(d, T, p, *mixture):
    """(a, B, Q) of Lambda^+: scattering d <-> s."""
    m = modes(p, *mixture)
    _, _, s_d, s_s, quotient = thermal(m, T)
    scale = measure(d, p) * p * p / (2 * d) * m.C2 / m.P
    return -scale * quotient, -scale * (s_d + s_s), (2 * m.R / (m.E_d + m.E_s)) ** 2


def pairs(d, T, p, *mixture):
    """(a, B, Q) of Lambda^-: creation of d and s together."""
    m = modes(p, *mixture)
    n_d, n_s, s_d, s_s, _ = thermal(m, T)
    scale = measure(d, p) * p * p / (2 * d) * m.C2 / m.P
    S = m.E_d + m.E_s
    return -scale * (1 + n_d + n_s) / S, scale * (s_d + s_s), S * S


def tails(d, T, p, *mixture):
    """dK/dp = B/Q of Lambda^+ and of Lambda^-; real p."""
    m = modes(p, *mixture)
    _, _, s_d, s_s, _ = thermal(m, T)
    scale = measure(d, p) * p * p / (2 * d) * m.C2 / m.P
    S = m.E_d + m.E_s
    return -scale * (s_d + s_s) * (S / (2 * m.R)) ** 2, scale * (s_d + s_s) / S**2


def shares(m: Modes):
    """P_ad = P_bs and P_as = P_bd for real p."""
    large, small = np.abs(m.H) + m.R, m.C2 / (np.abs(m.H) + m.R)
    up = m.H >= 0
    return np.where(up, large, small) / (2 * m.R), np.where(up, small, large) / (2 * m.R)


def drude(d, T, p, *mixture):
    """m_i m_j dD^0_ij/dp for aa, ab, bb: scattering within a branch; real p."""
    m = modes(p, *mixture)
    _, _, s_d, s_s, _ = thermal(m, T)
    first, second = shares(m)
    scale = measure(d, p) * p * p / d
    return [scale * (x * s_d + y * s_s) for x, y in ((first**2, second**2), (first * second, first * second), (second**2, first**2))]


def depletion(d, T, p, *mixture):
    """dn_i^nc/dp for a, b; real p."""
    m = modes(p, *mixture)
    n_d, n_s, *_ = thermal(m, T)
    first, second = shares(m)
    large, small = np.abs(m.H) + m.R, m.C2 / (np.abs(m.H) + m.R)
    up = m.H >= 0
    V = {"a": 2 * mixture[2] * mixture[4], "b": 2 * mixture[3] * mixture[5]}
    # E_d^2 - E_a^2, E_s^2 - E_a^2 and the same for b
    shift = {"a": (np.where(up, small, large), -np.where(up, large, small)), "b": (np.where(up, large, small), -np.where(up, small, large))}
    out = []
    for name, eps, weights in (("a", m.eps_a, (first, second)), ("b", m.eps_b, (second, first))):
        total = 0
        for E, n, weight, moved in zip((m.E_d, m.E_s), (n_d, n_s), weights, shift[name], strict=True):
            difference = (eps * V[name] + moved) / (E + eps)  # E - eps
            v_squared = difference**2 / (4 * eps * E)
            total = total + weight * (v_squared + (2 * v_squared + 1) * n)
        out.append(measure(d, p) * total)
    return out
