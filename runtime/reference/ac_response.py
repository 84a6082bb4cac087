"""One momentum, one pair of poles, one loop: what the references of the conductivities say, argument by argument.

Source: aminov2024, Secs. II, III and Appendices A, B, D, hbar = k_B = 1.  No physics of its own: modes are those of
`bogoliubov_modes`, currents and their responses those of `conductivity`, loops those of `loop_function`, layers those of
`dipolar_bilayer`.  A mode given by kinetic energies eps_i has p = 1 and m_i = 1/(2 eps_i).  Arguments are int, Fraction,
float or mpf, taken exactly; results have `digits` digits.
"""

from mpmath import mp

from .bogoliubov_modes import diagonalise
from .bogoliubov_modes import weights as shares
from .conductivity import current_elements, transitions
from .dipolar_bilayer import interlayer_interaction, plane_transform
from .loop_function import expanded_loop, matsubara_loop, tangent_average
from .loop_function import loop_function as broadened_loop
from .vacuum_energy import exact, real

SIGNS = {"plus": 1, "minus": -1}
BRANCHES = {"d": 0, "s": 1}
COMPONENTS = {"a": 0, "b": 1}


def _numbers(*values):
    return [real(exact(value)) for value in values]


def _unit_momentum(eps_a, eps_b, *couplings):
    """Arguments of the modes at p = 1."""
    eps_a, eps_b, *couplings = _numbers(eps_a, eps_b, *couplings)
    return mp.one, 1 / (2 * eps_a), 1 / (2 * eps_b), *couplings


def squared_energies(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, digits=50):
    """(E_d^2, E_s^2)."""
    with mp.workdps(digits + 10):
        return tuple(E**2 for E in diagonalise(*_numbers(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab)).energies)


def isolated_energies(p, m_a, m_b, n_a, n_b, V_aa, V_bb, digits=50):
    """(E_a, E_b): energies without V_ab, each the one whose mode is made of that component."""
    with mp.workdps(digits + 10):
        modes = diagonalise(*_numbers(p, m_a, m_b, n_a, n_b, V_aa, V_bb, 0))
        return tuple(modes.energies[0 if abs(u[0]) > abs(u[1]) else 1] for u in modes.u)


def weights(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab, digits=50):
    """(P_ad, P_as, P_bd, P_bs)."""
    with mp.workdps(digits + 10):
        return tuple(sum(shares(diagonalise(*_unit_momentum(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab))), []))


def amplitudes(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab, digits=50):
    """(u_ad^+, u_ad^-, u_as^+, u_as^-, u_bd^+, ...)."""
    with mp.workdps(digits + 10):
        modes = diagonalise(*_unit_momentum(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab))
        return tuple(form[i][k] for i in range(2) for k in range(2) for form in (modes.u, modes.v))


def green_functions(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab, nu, digits=50):
    """Elements 11, 12, 22 of G_aa and of G_ab at the energy nu, as sums over the poles."""
    with mp.workdps(digits + 10):
        E, u, v = diagonalise(*_unit_momentum(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab))
        (nu,) = _numbers(nu)
        spinor = lambda s, i, k: (u[i][k], v[i][k])[::s]
        poles = [(k, s, s / (nu - s * E[k])) for k in range(2) for s in (1, -1)]
        elements = ((0, j, row, column) for j in (0, 1) for row, column in ((0, 0), (0, 1), (1, 1)))
        return tuple(mp.fsum(g * spinor(s, i, k)[r] * spinor(s, j, k)[c] for k, s, g in poles) for i, j, r, c in elements)


def occupied(u_ad_plus, u_ad_minus, u_as_plus, u_as_minus, E_d, E_s, T, digits=50):
    """<a_p^+ a_p> = Tr exp(-H/T) a_p^+ a_p/Tr exp(-H/T) over the numbers of quasiparticles, state by state."""
    with mp.workdps(digits + 10):
        *amplitudes, E_d, E_s, T = _numbers(u_ad_plus, u_ad_minus, u_as_plus, u_as_minus, E_d, E_s, T)
        total = mp.zero
        for taken, added, E in zip(amplitudes[::2], amplitudes[1::2], (E_d, E_s), strict=True):
            # a_p takes a quasiparticle from p and adds one at -p: two orthogonal states, whose norms add up
            total += _thermal_average(lambda n, u=taken: _norm(u * x for x in _ladder(n)[0]), E, T)
            total += _thermal_average(lambda n, v=added: _norm(v * x for x in _ladder(n)[1]), E, T)
        return total


def _ladder(n):
    """(B |n>, B^+ |n>) by their coefficients."""
    return [mp.sqrt(n)], [mp.sqrt(n + 1)]


def _norm(state):
    return mp.fsum(x * x for x in state)


def _thermal_average(of, E, T):
    """Sum of exp(-n E/T) of(n) over that of exp(-n E/T), over as many numbers n as the precision sees."""
    states = [(mp.exp(-n * E / T), of(n)) for n in range(_numbers_that_count(E / T))]
    return mp.fsum(share * value for share, value in states) / mp.fsum(share for share, _ in states)


def _numbers_that_count(ratio):
    """Where exp(-n ratio) falls below the working precision."""
    return int(mp.ceil(mp.log(10) * (mp.dps + 10) / ratio)) + 1


# --- loops --------------------------------------------------------------------------------------------------------------


def matsubara(x_1, x_2, index, T, digits=50):
    """S(x_1, x_2) at the Matsubara frequency of the number floor(index), as the sum (9)."""
    return matsubara_loop(x_1, x_2, int(mp.floor(real(exact(index)))), 0, T, digits)


def tangent_loop(E_1, E_2, omega, gamma, T, digits=50):
    """S(E_1, E_2) of Eq. (10) with tangents of n_B at both levels, averaged over both Lorentzians by quadrature."""
    with mp.workdps(2 * digits + 20):
        E_1, E_2, omega, gamma, T = _numbers(E_1, E_2, omega, gamma, T)
        return tangent_average(E_1, E_2, omega, gamma, T, digits)


def damped_loop(E_1, E_2, omega, gamma, T, route, digits=50):
    """S(E_1, E_2) by Eq. (10), route "quadrature" or "residues"."""
    return broadened_loop(E_1, E_2, omega, gamma, T, digits, route)


# --- currents -----------------------------------------------------------------------------------------------------------


def pair_of_poles(p, m_i, m_j, d, s_1, s_2, S_loop, u_i1_1, u_i1_2, u_i2_1, u_i2_2, u_j1_1, u_j1_2, u_j2_1, u_j2_2, digits=50):
    """What one pole of G_ij and one of G_ji add to the trace (B1), as a sum over Matsubara frequencies of matrices.

    `S_loop` stands for the sum (9) of both poles; here both sums run over the same frequencies of the same poles.
    """
    with mp.workdps(digits + 10):
        p, m_i, m_j, d, s_1, s_2, S_loop = _numbers(p, m_i, m_j, d, s_1, s_2, S_loop)
        column = lambda *values: mp.matrix(_numbers(*values))
        one = s_1 * column(u_i1_1, u_i1_2) * column(u_j1_1, u_j1_2).T
        two = s_2 * column(u_j2_1, u_j2_2) * column(u_i2_1, u_i2_2).T
        vertex = mp.diag([1, -1])
        traces, loops = [], []
        for n in range(-3, 4):
            first, second = _undamped(n)
            product = vertex * (one * first) * vertex * (two * second)
            traces.append(product[0, 0] + product[1, 1])
            loops.append(first * second)
        return p**2 / (2 * d * m_i * m_j) * mp.re(mp.fsum(traces) / mp.fsum(loops)) * S_loop


def _undamped(n):
    """Two poles at the Matsubara frequency of the number n, 2 pi T = 1; their places drop out of the ratio of both sums."""
    return 1 / (1j * (n + 2) - mp.one), 1 / (1j * n + mp.one / 3)


def response_by_loops(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab, p, m_a, m_b, d, i, j, pairs, digits=50, **loops):
    """What the poles of `pairs` of branches ("ds" and "sd", say) add to chi_ij at one momentum.

    `loops`: S_dplus_sminus for S(E_d, -E_s), and so on.
    """
    with mp.workdps(digits + 10):
        modes = diagonalise(*_unit_momentum(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab))
        p, m_a, m_b, d = _numbers(p, m_a, m_b, d)
        total = mp.zero
        for one, two in pairs:
            for first, s in SIGNS.items():
                for second, t in SIGNS.items():
                    M = current_elements(modes, s, BRANCHES[one], t, BRANCHES[two])
                    (S,) = _numbers(loops[f"S_{one}{first}_{two}{second}"])
                    total += s * t * M[COMPONENTS[i]] * M[COMPONENTS[j]] * S
        masses = {"a": m_a, "b": m_b}
        return p**2 / (2 * d * masses[i] * masses[j]) * total


def _response(mode, pair, share, z, gamma, T, wanted=lambda E1, E2: True):
    """d chi/dp of `conductivity` at one wave number, Eq. (11), of the levels that are `wanted`."""
    p, *system = mode
    found = transitions(p, system, [pair], share)
    return mp.fsum(w * expanded_loop(E1, E2, z, gamma, T) for (w,), E1, E2 in found if wanted(E1, E2))


_KINDS = {"convert": lambda E1, E2: E1 * E2 > 0, "create": lambda E1, E2: E1 * E2 < 0}


def conversion(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab, p, T, omega, gamma, kind, digits=50):
    """Integrand of Lambda^+ (`kind` "convert") or Lambda^- ("create") at the wave number p, where atoms have eps_a, eps_b."""
    with mp.workdps(digits + 10):
        mode = _unit_momentum(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab)
        p, T, omega, gamma = _numbers(p, T, omega, gamma)
        return -mode[1] * mode[2] * p**4 * _response(mode, "ab", "inter", omega, gamma, T, _KINDS[kind])


def envelope(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab, p, T, gamma, kind, digits=50):
    """f^+ (`kind` "convert") or f^- ("create") at the wave number p: what multiplies the resonance 1/(centre - omega).

    The sum over loops times the distance from the resonance, averaged over a circle around it in the plane of omega, where
    everything else is analytic.
    """
    with mp.workdps(2 * digits + 10):
        mode = _unit_momentum(eps_a, eps_b, n_a, n_b, V_aa, V_bb, V_ab)
        p, T, gamma = _numbers(p, T, gamma)
        E_d, E_s = diagonalise(*mode).energies
        centre = (E_d - E_s if kind == "convert" else E_d + E_s) - 2j * gamma
        circle = _circle(centre, digits)
        around = [offset * _response(mode, "ab", "inter", centre + offset, gamma, T, _KINDS[kind]) for offset in circle]
        return mode[1] * mode[2] * p**4 * mp.fsum(around) / len(circle)


def _circle(centre, digits):
    """Offsets on a circle around a resonance; the other one, at minus the conjugate, is 8 radii away."""
    count = 2 * digits
    return [centre.real / 4 * mp.expjpi(mp.mpf(2 * k) / count) for k in range(count)]


def static_weight(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, gamma, kind, digits=50):
    """What one wave number adds to D^+_ab (`kind` "convert") or D^-_ab ("create") [1/(mass length^2)]."""
    with mp.workdps(digits + 10):
        *mode, T, gamma = _numbers(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, gamma)
        return mp.re(_response(mode, "ab", "inter", mp.zero, gamma, T, _KINDS[kind]))


def _per_momentum(p, d):
    """One momentum in d dimensions over one wave number in three: p^2/d against p^2/3 times p^2/(2 pi^2)."""
    return 6 * mp.pi**2 / (d * p**2)


def damped_response(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, omega, gamma, d, pair, digits=50):
    """What one momentum adds to chi of `pair` by processes within the branches [1/mass]."""
    with mp.workdps(digits + 10):
        *mode, T, omega, gamma, d = _numbers(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, omega, gamma, d)
        return _per_momentum(mode[0], d) * _response(mode, pair, "intra", omega, gamma, T)


def normal_weight(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, d, pair, digits=50):
    """What one momentum adds to D^0 of `pair` [1/mass]: minus the static response within the branches."""
    with mp.workdps(digits + 10):
        *mode, T, d = _numbers(p, m_a, m_b, n_a, n_b, V_aa, V_bb, V_ab, T, d)
        return -_per_momentum(mode[0], d) * _response(mode, pair, "intra", mp.zero, mp.zero, T)


# --- layers -------------------------------------------------------------------------------------------------------------


def between_heights(q, dipole2, height, digits=50):
    """In-plane transform of the interaction of two dipoles, one `height` above the other."""
    with mp.workdps(digits + 10):
        return real(exact(dipole2)) * plane_transform(q, height, digits)


def between_layers(q, dipole2, w_z, L, digits=50):
    """V_ab(q) of two layers of the thickness w_z at the distance L."""
    return interlayer_interaction(q, dipole2, 1, w_z, L, digits)
