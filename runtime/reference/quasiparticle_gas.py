"""A gas of quasiparticles of two condensates, mode by mode, from numerical diagonalisation; hbar = 1.

Source: aminov2024, Sec. III and Appendices B, C.  Nothing is known here of weights P or of products of amplitudes: energies
are eigenvalues of the equations of motion, currents are slopes of energies.
"""

from __future__ import annotations

import mpmath
from mpmath import mp, mpf


def _exact(value):
    return value if isinstance(value, mpmath.mpf) else mpf(value.numerator) / value.denominator


def _matrix(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, push=(0, 0)):
    """Equations of motion of (a_p, b_p, a_-p^dagger, b_-p^dagger); ``push`` adds to the energy of an atom at p."""
    kinetic = [p**2 / (2 * m) for m in (m_a, m_b)]
    pair = mpmath.matrix([[n_a * V_aa, mp.sqrt(n_a * n_b) * V_ab], [mp.sqrt(n_a * n_b) * V_ab, n_b * V_bb]])
    whole = mpmath.zeros(4)
    for i in range(2):
        for j in range(2):
            normal = pair[i, j] + (kinetic[i] if i == j else 0)
            whole[i, j], whole[i + 2, j + 2] = normal, -normal
            whole[i, j + 2], whole[i + 2, j] = pair[i, j], -pair[i, j]
        whole[i, i] += push[i]
        whole[i + 2, i + 2] += push[i]
    return whole


def _energies(matrix):
    """(E_d, E_s)."""
    found = sorted(mp.re(e) for e in mpmath.eig(matrix, left=False, right=False))
    return found[3], found[2]


def _slope(x, T):
    return -mp.exp(x / T) / (T * mp.expm1(x / T) ** 2)


def normal_weight(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, d, i, j, digits=50):
    """What one momentum adds to D^0_ij [1/mass]: -(1/d) sum over branches of j_i j_j n_B'(E).

    j_i = (p/m_i) dE/d(push_i) is the current that a quasiparticle carries in component i: the slope of its energy when
    the atoms of that component are pushed.  ``i``, ``j`` are "a" or "b".
    """
    with mp.workdps(4 * digits + 30):
        p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, d = map(_exact, (p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, d))
        step = mpf(10) ** (-digits - 5)
        slopes = {}
        for name, push in (("a", (step, 0)), ("b", (0, step))):
            ends = [_energies(_matrix(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, tuple(s * x for x in push))) for s in (1, -1)]
            slopes[name] = [(up - down) / (2 * step) for up, down in zip(*ends, strict=True)]
        energies = _energies(_matrix(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab))
        mass = {"a": m_a, "b": m_b}
        total = sum(slopes[i][k] * slopes[j][k] * _slope(energies[k], T) for k in range(2))
        return -(p**2) / (d * mass[i] * mass[j]) * total


def resonance_area(f_plus, slope, gamma, digits=50):
    """Im of int dx f_plus/(slope x - 2 i gamma) over a resonance at x = 0 whose ends are far away."""
    with mp.workdps(2 * digits + 10):
        f_plus, slope, gamma = map(_exact, (f_plus, slope, gamma))
        line = lambda x: mp.im(f_plus / (slope * x - 2j * gamma))
        width = abs(2 * gamma / slope)
        ends = [width * k for k in (0, 1, 2, 4)]
        inner = mp.quad(lambda x: line(x) + line(-x), ends)
        return inner + mp.quad(lambda u: (line(1 / u) + line(-1 / u)) / u**2, [0, 1 / ends[-1]])


def thermal_momentum(m_a, m_b, T, digits=50):
    """Wave number at which the energies of two free atoms add up to 2 T."""
    with mp.workdps(2 * digits):
        m_a, m_b, T = map(_exact, (m_a, m_b, T))
        excess = lambda k: k**2 / (2 * m_a) + k**2 / (2 * m_b) - 2 * T
        ends = mpf(0), 2 * mp.sqrt(T * m_a)  # an atom of component a alone has 2 T there
        return mp.findroot(excess, ends, solver="anderson", tol=mpf(10) ** (-3 * digits))


def splitting(eps_a, eps_b, mu_a, mu_b, r, digits=50):
    """(E_d^2 - E_s^2)/(eps_a + eps_b) with chemical potentials mu_i = n_i g_ii and g_ab = r sqrt(g_aa g_bb)."""
    with mp.workdps(2 * digits + 10):
        eps_a, eps_b, mu_a, mu_b, r = map(_exact, (eps_a, eps_b, mu_a, mu_b, r))
        one, half = mpf(1), mpf(1) / 2  # p = 1, unit densities
        coupling = r * mp.sqrt(mu_a * mu_b)
        upper, lower = _energies(_matrix(one, half / eps_a, half / eps_b, one, one, mu_a, mu_b, coupling))
        return (upper**2 - lower**2) / (eps_a + eps_b)
