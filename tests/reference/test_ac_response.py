"""The definitions behind (8), (11), (A8), (13), (C2): sums, averages and eigenvalues against what they must amount to."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference import ac_response, branch_conversion
from entrainment.runtime.reference.bogoliubov_modes import diagonalise, occupation, quadratic_form
from entrainment.runtime.reference.loop_function import expanded_loop
from mpmath import mp, mpf

MODE = (Fraction(4, 5), 1, Fraction(5, 3), Fraction(3, 4), Fraction(9, 7), Fraction(7, 5), Fraction(2, 3), Fraction(4, 5))


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(50):
        yield


def number(x):
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpf(x)


def close(one, two, digits):
    return abs(one - two) <= mpf(10) ** -digits * max(abs(one), abs(two))


LEVELS = [
    (2, Fraction(-3, 2), Fraction(1, 2), Fraction(1, 10)),
    (1, 1, Fraction(1, 3), 2),
    (Fraction(-1, 3), 3, 3, Fraction(1, 20)),
]


@pytest.mark.parametrize("levels", LEVELS)
def test_averaged_tangents_are_the_expanded_loop(levels):
    """Two principal values by quadrature against Eq. (11): at the resonance, at equal levels, at opposite signs."""
    T = Fraction(3, 2)
    assert close(ac_response.tangent_loop(*levels, T, digits=15), expanded_loop(*map(number, (*levels, T))), 15)


def test_thermal_average_over_number_states():
    """u^2 n + v^2 (1 + n) for one mode; a particle of an empty condensate (u = 1, v = 0) holds n_B."""
    n = lambda E: 1 / mp.expm1(mpf(E) / 3)
    expected = 4 * n(1) + 1 + n(1) + 9 * n(2) + (1 + n(2)) / 4
    assert close(ac_response.occupied(2, 1, 3, Fraction(1, 2), 1, 2, 3, digits=30), expected, 30)
    assert close(ac_response.occupied(1, 0, 0, 0, 1, 2, 3, digits=30), n(1), 30)


def test_depletion_of_the_vacuum_is_the_norm_of_what_a_particle_adds():
    found = diagonalise(*map(number, MODE))
    amplitudes = [form[0][k] for k in range(2) for form in (found.u, found.v)]
    value = ac_response.occupied(*amplitudes, *found.energies, Fraction(1, 1000), digits=30)
    assert close(value, found.v[0][0] ** 2 + found.v[0][1] ** 2, 28)


@pytest.mark.parametrize("pair, other", [("d", "s"), ("s", "d"), ("d", "d")])
def test_poles_add_up_to_the_trace_of_the_resolvent(pair, other):
    """Over both signs of both poles of two branches: matrices inverted at each frequency against the sum over poles."""
    m, T, wanted = 2, mpf(3) / 10, {"d": 0, "s": 1}
    found = diagonalise(*map(number, MODE))
    p, m_a, m_b = map(number, MODE[:3])
    total = mp.zero
    for s in (1, -1):
        for t in (1, -1):
            pick = lambda i, branch, sign: (found.u[i][wanted[branch]], found.v[i][wanted[branch]])[::sign]
            x, y = s * found.energies[wanted[pair]], t * found.energies[wanted[other]]
            S = -T * mp.fsum(1 / (2j * mp.pi * T * (n + m) - x) / (2j * mp.pi * T * n - y) for n in range(-40, 41))
            rows = (*pick(0, pair, s), *pick(0, other, t), *pick(1, pair, s), *pick(1, other, t))
            parts = [ac_response.pair_of_poles(p, m_a, m_b, 3, s, t, part, *rows, digits=30) for part in (S.real, S.imag)]
            total += mp.mpc(*parts)
    assert close(total, trace_of_projected_resolvents(found, wanted[pair], wanted[other], m, T), 25)


def trace_of_projected_resolvents(found, first, second, m, T):
    """-T p^2/(6 m_a m_b) sum Tr sigma_z G_ab sigma_z G_ba with the parts of two branches of (i nu J - H)^-1."""
    p, m_a, m_b, *_ = map(number, MODE)
    form, metric = quadratic_form(*map(number, MODE)), mp.diag([1, 1, -1, -1])

    def columns(k):
        u, v = ([row[k] for row in rows] for rows in (found.u, found.v))
        return mp.matrix([*u, *v]), mp.matrix([*v, *u])

    def part(nu, k):
        """The resolvent between the dual vectors of one branch."""
        whole = (1j * nu * metric - form) ** -1
        out = mp.zeros(4)
        for column in columns(k):
            dual = metric * column
            out += column * (dual.T * whole * dual)[0] * column.T
        return out

    sigma = mp.diag([1, -1])
    block = lambda matrix, i, j: mp.matrix([[matrix[i, j], matrix[i, j + 2]], [matrix[i + 2, j], matrix[i + 2, j + 2]]])
    total = mp.zero
    for n in range(-40, 41):
        one, two = part(2 * mp.pi * T * (n + m), first), part(2 * mp.pi * T * n, second)
        product = sigma * block(one, 0, 1) * sigma * block(two, 1, 0)
        total += product[0, 0] + product[1, 1]
    return -T * p**2 / (6 * m_a * m_b) * total


@pytest.mark.parametrize("i, j", ["aa", "ab", "bb"])
def test_current_of_a_quasiparticle_is_the_slope_of_its_energy(i, j):
    """D^0 by pushed energies and by transitions within the branches."""
    pushed = branch_conversion.carried_weight(*MODE, Fraction(1, 2), 3, i, j, digits=20)
    assert close(pushed, ac_response.normal_weight(*MODE, Fraction(1, 2), 3, i + j, digits=20), 18)


def test_resonance_has_the_area_pi_f_over_the_slope():
    assert close(branch_conversion.resonance_area(2, Fraction(-3, 2), Fraction(1, 7), digits=20), 4 * mp.pi / 3, 20)


def test_two_free_atoms_share_twice_the_temperature():
    k = branch_conversion.thermal_momentum(1, 3, Fraction(1, 2), digits=20)
    assert close(k**2 / 2 + k**2 / 6, mp.one, 19)


def test_splitting_without_coupling_is_that_of_two_gases():
    """r -> 0, where the energies are those of one component each."""
    eps_a, eps_b, mu = mpf(2), mpf(1), mpf(1) / 3
    squares = [eps * (eps + 2 * mu) for eps in (eps_a, eps_b)]
    value = branch_conversion.splitting(2, 1, Fraction(1, 3), Fraction(1, 3), Fraction(1, 10**20), digits=20)
    assert close(value, (squares[0] - squares[1]) / 3, 20)


def test_dispersive_part_is_a_principal_value():
    """f_+ (1/(gap - omega) + 1/(gap + omega)), whatever the temperature that it is evaluated at."""
    assert close(branch_conversion.dispersive_part(3, 2, 1, Fraction(1, 4), digits=20), 3 * (mpf(4) / 3 + mpf(4) / 5), 20)


def test_occupation_is_the_bose_function():
    n, slope = occupation(mpf(2), mpf(3))
    assert close(n, 1 / mp.expm1(mpf(2) / 3), 40) and close(slope, mp.diff(lambda E: 1 / mp.expm1(E / 3), 2), 30)


@pytest.mark.parametrize(("kind", "up"), [("convert", 1), ("create", -1)])
def test_envelope_is_what_multiplies_the_resonance(kind, up):
    """(B6), by weights and energies, at 25 digits."""
    couplings = (Fraction(9, 10), Fraction(6, 5), Fraction(11, 10), Fraction(13, 10), Fraction(-4, 5))
    eps = (Fraction(3, 10), Fraction(7, 10))
    found = ac_response.envelope(*eps, *couplings, Fraction(6, 5), Fraction(4, 3), Fraction(1, 7), kind, digits=25)
    with mp.workdps(35):
        P_ad, P_as, _, _ = ac_response.weights(*eps, *couplings, digits=30)
        E_d, E_s = map(mp.sqrt, ac_response.squared_energies(1, *(1 / (2 * e) for e in eps), *couplings, digits=30))
        T, gamma, p = mp.mpf(4) / 3, mp.one / 7, mp.mpf(6) / 5
        filled = 1 / mp.expm1(E_d / T) - 1 / mp.expm1(up * E_s / T)
        slopes = -sum(1 / (4 * T * mp.sinh(E / (2 * T)) ** 2) for E in (E_d, E_s))
        front = up * p**4 * P_ad * P_as / (24 * mp.pi**2) * (E_d + up * E_s) ** 2 / (E_d * E_s)
        printed = front * (filled - 1j * gamma * slopes)
        assert abs(found - printed) < mp.mpf(10) ** -24 * abs(printed)
