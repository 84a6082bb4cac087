"""Where quasiparticles of one branch turn into the other: energies from the equations of motion, resonances by quadrature.

Source: aminov2024, Sec. III and Appendices B, C, hbar = k_B = 1.  Energies are eigenvalues of the quadratic Hamiltonian of
`bogoliubov_modes`; no closed form of them, of weights or of resonances is used.
"""

from mpmath import mp

from .bogoliubov_modes import diagonalise, occupation, pushed_energies
from .loop_function import expanded_loop
from .vacuum_energy import exact, real


def _numbers(*values):
    return [real(exact(value)) for value in values]


def dispersive_part(f_plus, E_d, E_s, omega, digits=50):
    """f_+ (S(E_d, E_s; omega) + S(E_d, E_s; -omega))/(n_B(E_d) - n_B(E_s)) of undamped levels, at any temperature."""
    with mp.workdps(digits + 10):
        f_plus, E_d, E_s, omega = _numbers(f_plus, E_d, E_s, omega)
        T = E_d
        filling = occupation(E_d, T)[0] - occupation(E_s, T)[0]
        return f_plus * sum(expanded_loop(E_d, E_s, z, mp.zero, T) for z in (omega, -omega)) / filling


def resonance_area(f_plus, slope, gamma, digits=50):
    """Im of int dx f_plus/(slope x - 2 i gamma) over a resonance at x = 0 whose ends are far away."""
    with mp.workdps(2 * digits + 10):
        f_plus, slope, gamma = _numbers(f_plus, slope, gamma)
        pole = _pole(gamma)
        line = lambda x: mp.im(f_plus / mp.mpc(slope * x, pole))  # even in x
        ends = _ends(slope, gamma)
        return 2 * (mp.quad(line, ends) + mp.quad(lambda u: line(1 / u) / u**2, [0, 1 / ends[-1]]))


def _pole(gamma):
    """Imaginary part at the resonance; the area does not depend on its size."""
    return -2 * gamma


def _ends(slope, gamma):
    """Break points at multiples of the width."""
    return [abs(gamma / slope) * k for k in (0, 1, 3, 8)]


def thermal_momentum(m_a, m_b, T, digits=50):
    """Wave number at which the energies of two free atoms add up to 2 T."""
    with mp.workdps(2 * digits):
        m_a, m_b, T = _numbers(m_a, m_b, T)
        excess = lambda k: k**2 / (2 * m_a) + k**2 / (2 * m_b) - 2 * T
        return mp.findroot(excess, (mp.zero, _beyond(m_a, T)), solver="anderson", tol=_small(3 * digits))


def _beyond(m_a, T):
    """A wave number above the root: an atom of component a alone has 2 T there."""
    return 2 * mp.sqrt(T * m_a)


def _small(digits):
    return mp.mpf(10) ** -digits


def splitting(eps_a, eps_b, mu_a, mu_b, r, digits=50):
    """(E_d^2 - E_s^2)/(eps_a + eps_b) with chemical potentials mu_i = n_i g_ii and g_ab = r sqrt(g_aa g_bb)."""
    with mp.workdps(2 * digits + 10):
        eps_a, eps_b, mu_a, mu_b, r = _numbers(eps_a, eps_b, mu_a, mu_b, r)
        masses = 1 / (2 * eps_a), 1 / (2 * eps_b)  # p = 1, unit densities
        upper, lower = diagonalise(mp.one, *masses, mp.one, mp.one, mu_a, mu_b, r * mp.sqrt(mu_a * mu_b)).energies
        return (upper**2 - lower**2) / (eps_a + eps_b)


def carried_weight(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, d, i, j, digits=50):
    """What one momentum adds to D^0_ij [1/mass]: -(1/d) sum over branches of j_i j_j n_B'(E).

    j_i = (p/m_i) dE/d(push_i) is the current that a quasiparticle carries in component i: the slope of its energy when the
    atoms of that component are pushed along p.  ``i``, ``j`` are "a" or "b".
    """
    with mp.workdps(4 * digits + 30):
        *mode, T, d = _numbers(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, d)
        step = _small(digits + 5)
        slopes = []
        for component in (i, j):
            push = [step * (component == name) for name in "ab"]
            ends = [pushed_energies(*mode, [sign * x for x in push]) for sign in (1, -1)]
            slopes.append([(up - down) / (2 * step) for up, down in zip(*ends, strict=True)])
        energies = pushed_energies(*mode, (0, 0))
        total = sum(one * two * occupation(E, T)[1] for one, two, E in zip(*slopes, energies, strict=True))
        masses = dict(zip("ab", mode[1:3], strict=True))
        return -(mode[0] ** 2) / (d * masses[i] * masses[j]) * total
