"""Quasiparticles are the symplectic eigenvectors of the quadratic Hamiltonian: u and v are computed, never typed in.

Source: aminov2024, Eqs. (A1), (A2), (A8) and the sentence below (A3), hbar = k_B = 1.
Replacing a_i0 by sqrt(n_i) in (A1) (n_i condensate density; the chemical potentials cancel the
Hartree energies) leaves, for the pair of momenta (p, -p),

    psi^+ [[A, C], [C, A]] psi,   psi = (a_a, a_b at p; a_a^+, a_b^+ at -p),
    C_ij = sqrt(n_i n_j) V_ij(p),   A_ij = delta_ij p^2/(2 m_i) + C_ij.

`diagonalise` brings this form to sum_alpha E_alpha by a transformation that keeps the metric
J = diag(1, 1, -1, -1): with the Cholesky factor H = K^T K and the eigenvectors U of K J K^T,
T = K^{-1} U sqrt(|eigenvalues|) obeys T^T H T = diag(E, E) and T^T J T = J.  A column of T with
positive norm is (u_a, u_b, v_a, v_b) of (A2): u_i = u_i^+, v_i = u_i^-.  The branch of larger
energy is d, the other s; u_a >= 0 fixes the overall sign.

`rotate` gives the same by halves, for p off the real axis too: u + v and u - v are
sqrt(eps_i/E) R_i and sqrt(E/eps_i) R_i with R the rotation of the symmetric 2x2 matrix
eps_i eps_j delta_ij + 2 sqrt(eps_i eps_j) C_ij.  It labels branches only for real p.
"""

from collections import namedtuple

from mpmath import mp

from .quadrature import ReferenceDisagreement, integrate
from .vacuum_energy import exact, real

Mixture = namedtuple("Mixture", "m_a m_b n_a n_b g_aa g_bb g_ab")
Modes = namedtuple("Modes", "energies u v")


def checked(mixture):
    """The mixture with every entry an mpf at the present precision (int, Fraction, 'p/q', float or mpf, taken exactly).

    n_a and n_b are condensate densities.  Raises ValueError unless masses and intracomponent
    couplings are positive, densities non-negative and g_ab^2 < g_aa g_bb.
    """
    rational = Mixture(*(exact(value) for value in mixture))
    if min(rational.m_a, rational.m_b, rational.g_aa, rational.g_bb) <= 0:
        raise ValueError("m_a, m_b, g_aa, g_bb must be positive")
    if min(rational.n_a, rational.n_b) < 0 or rational.n_a + rational.n_b == 0:
        raise ValueError("n_a and n_b must not be negative and not both zero")
    if rational.g_ab**2 >= rational.g_aa * rational.g_bb:
        raise ValueError("g_ab^2 must be below g_aa g_bb: the mixed condensate is unstable")
    return Mixture(*(real(value) for value in rational))


def _blocks(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab):
    """([eps_a, eps_b], [C_aa, C_ab, C_bb])."""
    return [p * p / (2 * m_a), p * p / (2 * m_b)], [n_a * V_aa, mp.sqrt(n_a * n_b) * V_ab, n_b * V_bb]


def quadratic_form(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab):
    """The 4x4 matrix [[A, C], [C, A]] of the module docstring (energy)."""
    (eps_a, eps_b), (aa, ab, bb) = _blocks(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)
    return mp.matrix(
        [[eps_a + aa, ab, aa, ab], [ab, eps_b + bb, ab, bb], [aa, ab, eps_a + aa, ab], [ab, bb, ab, eps_b + bb]]
    )


def diagonalise(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab):
    """Modes((E_d, E_s), u, v) at real momentum p > 0, u[i][alpha] and v[i][alpha] with i = a, b and alpha = d, s.

    The couplings V_ij are those at p.  All arguments mpf; result at the present precision.
    Raises ValueError where the form is not positive (unstable mixture),
    ReferenceDisagreement if the transformation does not keep the commutators.
    """
    digits = mp.dps
    with mp.workdps(2 * digits + 20):
        form = quadratic_form(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)
        metric = mp.diag([1, 1, -1, -1])
        try:
            factor = mp.cholesky(form).T
        except ValueError as error:
            raise ValueError(f"p = {mp.nstr(p, 8)}: the quadratic Hamiltonian is not positive") from error
        values, vectors = mp.eigsy(factor * metric * factor.T)
        order = sorted(range(4), key=lambda k: -values[k])
        columns = [mp.lu_solve(factor, vectors[:, k]) * mp.sqrt(abs(values[k])) for k in order[:2]]
        columns = [column if column[0] >= 0 else -column for column in columns]
        for j, first in enumerate(columns):
            for k, second in enumerate(columns):
                norm = (first.T * metric * second)[0]
                if abs(norm - (j == k)) > mp.mpf(10) ** (-digits):
                    raise ReferenceDisagreement("the modes are not symplectically normal", (norm, mp.mpf(j == k)))
        energies = tuple(values[k] for k in order[:2])
        u, v = ([[column[shift + i] for column in columns] for i in range(2)] for shift in (0, 2))
    return Modes(energies, u, v)


def pushed_energies(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, push):
    """(E_d, E_s) when an atom of component i at p costs push[i] more, and one at -p as much less.

    Eigenvalues of the equations of motion i d psi/dt = J H psi, at the present precision.
    """
    form = quadratic_form(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)
    for i, more in enumerate(push):
        form[i, i] += more
        form[i + 2, i + 2] -= more
    found = mp.eig(mp.diag([1, 1, -1, -1]) * form, left=False, right=False)
    energies = sorted(mp.re(value) for value in found)
    return energies[3], energies[2]


def rotate(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab):
    """As `diagonalise`, from the rotation of the 2x2 form; p may be complex (Re p > 0, Re E > 0).

    For complex p the two branches come in either order.  Loses nothing at large or small p
    but powers of p itself: raise the working precision there.
    """
    eps, (aa, ab, bb) = _blocks(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)
    first, second = eps[0] * (eps[0] + 2 * aa), eps[1] * (eps[1] + 2 * bb)
    off = 2 * mp.sqrt(eps[0]) * mp.sqrt(eps[1]) * ab
    half, mean = (first - second) / 2, (first + second) / 2
    split = mp.sqrt(half * half + off * off)
    if split == 0:
        squares, rotation = (first, second), ((1, 0), (0, 1))
    else:
        if mp.re(half * mp.conj(split)) < 0:
            split = -split
        cosine = mp.sqrt((1 + half / split) / 2)
        sine = off / (2 * split * cosine)
        squares, rotation = (mean + split, mean - split), ((cosine, -sine), (sine, cosine))
    energies = [mp.sqrt(square) for square in squares]
    if mp.re(energies[0]) < mp.re(energies[1]):
        energies, rotation = energies[::-1], tuple(row[::-1] for row in rotation)
    u, v = [], []
    for kinetic, row in zip(eps, rotation, strict=True):
        density = [mp.sqrt(kinetic) / mp.sqrt(E) * r for E, r in zip(energies, row, strict=True)]
        phase = [mp.sqrt(E) / mp.sqrt(kinetic) * r for E, r in zip(energies, row, strict=True)]
        u.append([(x + y) / 2 for x, y in zip(density, phase, strict=True)])
        v.append([(x - y) / 2 for x, y in zip(density, phase, strict=True)])
    return Modes(tuple(energies), u, v)


def weights(modes):
    """P[i][alpha] = u_i_alpha^2 - v_i_alpha^2, the share of component i in branch alpha (what (A4) makes of (A5))."""
    return [[u * u - v * v for u, v in zip(*rows, strict=True)] for rows in zip(modes.u, modes.v, strict=True)]


def occupation(x, T):
    """(n_B(x), dn_B/dx) for Re x != 0; at T = 0 the limits -theta(-Re x) and 0."""
    negative = mp.re(x) < 0
    if T == 0:
        return _step(negative), mp.zero
    ratio = (-x if negative else x) / T
    with mp.extraprec(_bits_below_one(ratio)):
        n = 1 / (mp.exp(ratio) - 1)
    return (-1 - n if negative else +n), -n * (1 + n) / T


def _step(negative):
    return -mp.one if negative else mp.zero


def _bits_below_one(x):
    return max(0, -mp.mag(x))


def momentum_scales(mixture, *energies):
    """Momenta of the mixture (healing, soft) and those at which E_d or E_s equals one of `energies`, increasing."""
    x_a, x_b = mixture.m_a * mixture.g_aa * mixture.n_a, mixture.m_b * mixture.g_bb * mixture.n_b
    gap = (mixture.g_aa * mixture.g_bb - mixture.g_ab**2) * mixture.m_a * mixture.m_b * mixture.n_a * mixture.n_b
    scales = [mp.sqrt(s) for s in (4 * x_a, 4 * x_b, 4 * (x_a + x_b), 4 * gap / (x_a + x_b)) if s > 0]
    for energy in energies:
        if energy > 0:
            for m, x in ((mixture.m_a, x_a), (mixture.m_b, x_b)):
                # eps (eps + 2 g n) = energy^2
                mu = x / m
                scales.append(mp.sqrt(2 * m * energy**2 / (mu + mp.sqrt(mu * mu + energy**2))))
    return sorted(scales)


def ladder(scales, ratio=3):
    """0 and a geometric ladder, steps at most `ratio`, from half the smallest to twice the largest scale."""
    low, high = scales[0] / 2, 2 * scales[-1]
    steps = int(mp.ceil(mp.log(high / low) / mp.log(ratio)))
    return [mp.zero] + [low * (high / low) ** (mp.mpf(i) / steps) for i in range(steps + 1)]


def half_line(f, points, digits, floors=None):
    """[int_0^oo f(p) dp] for list-valued f decaying at least like p^-2; the tail in 1/p, accurate relative to the whole.

    floors -- numbers below which the accuracy of each integral is absolute (default 0)
    Up to nine powers of p or 1/p may cancel in f; the working precision follows.
    """
    low, high = points[1], points[-1]

    def inner(p):
        with mp.extraprec(9 * max(0, mp.mag(low / p), mp.mag(p / high))):
            return f(p)

    def outer(t):
        return [value / (t * t) for value in inner(1 / t)]

    with mp.workdps(2 * digits + 30):
        inside = integrate(inner, points, digits + 1, floors or 0)
        sizes = [max(abs(value), floor) for value, floor in zip(inside, floors or [0] * len(inside), strict=True)]
        tail = integrate(outer, [0, 1 / high], digits + 1, sizes)
        return [x + y for x, y in zip(inside, tail, strict=True)]


def noncondensed_density(mixture, T, digits=20):
    """[n_a^nc, n_b^nc] of (A8) in three dimensions: sum over p and branches of v^2 + (u^2 + v^2) n_B(E).

    T (energy) >= 0.  Raises ValueError for impossible input, ReferenceDisagreement if quadratures disagree.
    """
    with mp.workdps(2 * digits + 30):
        T = temperature(T)

        def density(p):
            system = checked(mixture)
            modes = rotate(p, *system)
            out = []
            for row_u, row_v in zip(modes.u, modes.v, strict=True):
                terms = zip(row_u, row_v, modes.energies, strict=True)
                out.append(p * p / (2 * mp.pi**2) * sum(v * v + (u * u + v * v) * occupation(E, T)[0] for u, v, E in terms))
            return out

        return half_line(density, ladder(thermal_scales(checked(mixture), T, digits)), digits)


def thermal_scales(system, T, digits, *energies):
    """momentum_scales, up to where the thermal factors are below 10^-digits."""
    return momentum_scales(system, T, T * mp.log(10) * (digits + 5), *energies)


def temperature(T):
    """T as an mpf; ValueError if negative."""
    T = real(exact(T))
    if T < 0:
        raise ValueError("T must not be negative")
    return T
