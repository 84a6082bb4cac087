"""sigma_ij from the Hamiltonian: normal modes, loop function, sum rules, drag (aminov2024)."""

from fractions import Fraction
from functools import cache

import pytest
from entrainment.runtime.reference import andreev_bashkin
from entrainment.runtime.reference.bogoliubov_modes import (
    checked,
    diagonalise,
    noncondensed_density,
    occupation,
    quadratic_form,
    rotate,
    weights,
)
from entrainment.runtime.reference.conductivity import (
    PAIRS,
    _winding,
    conductivities,
    conductivity,
    current_response,
    drag_density,
    drude_weight,
    landau_density,
    normal_density,
    superfluid_weight,
    total_density,
    transitions,
    verified_conductivities,
)
from entrainment.runtime.reference.dipolar_bilayer import (
    gaussian_layer,
    interlayer_interaction,
    intralayer_interaction,
    mean_distance,
    overlap,
    plane_transform,
    transform_constant,
)
from entrainment.runtime.reference.loop_function import (
    absorbed_loop,
    expanded_loop,
    matsubara_loop,
    residue_loop,
    verified_loop_function,
)
from entrainment.runtime.reference.vacuum_energy import bogoliubov_energies
from mpmath import mp

# m_a, m_b, n_a, n_b, g_aa, g_bb, g_ab
UNEQUAL = (1, "5/3", "3/4", "9/7", "7/5", "2/3", "4/5")
ATTRACTIVE = (*UNEQUAL[:6], "-4/5")
EQUAL = (1, 1, "1/2", "1/2", 1, 1, "9/10")
MIXTURES = (UNEQUAL, ATTRACTIVE, EQUAL)
MOMENTA = ("1/50", "3/2", 40)


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(40):
        yield


def assert_close(a, b, digits=30):
    assert abs(a - b) <= mp.mpf(10) ** (-digits) * max(abs(a), abs(b)), (a, b)


def modes(mixture, p, solver=diagonalise):
    return solver(mp.mpf(Fraction(p).numerator) / Fraction(p).denominator, *checked(mixture))


def exchanged(mixture):
    m_a, m_b, n_a, n_b, g_aa, g_bb, g_ab = mixture
    return m_b, m_a, n_b, n_a, g_bb, g_aa, g_ab


@pytest.mark.parametrize("mixture", MIXTURES)
@pytest.mark.parametrize("p", MOMENTA)
def test_energies_are_roots_of_the_characteristic_polynomial(mixture, p):
    form = quadratic_form(mp.mpf(Fraction(p).numerator) / Fraction(p).denominator, *checked(mixture))
    metric = mp.diag([1, 1, -1, -1])
    for E in modes(mixture, p).energies:
        with mp.workdps(80):
            shifted = [mp.det(metric * form - x * mp.eye(4)) for x in (E, E * (1 + mp.mpf("1e-30")))]
        assert abs(shifted[0]) < mp.mpf("1e-4") * abs(shifted[1])


@pytest.mark.parametrize("p", MOMENTA)
def test_energies_are_those_of_the_equations_of_motion(p):
    m_a, m_b, n_a, n_b, g_aa, g_bb, g_ab = ATTRACTIVE
    others = bogoliubov_energies(p, m_a, m_b, g_aa, g_bb, g_ab, n_a, n_b)
    for first, second in zip(modes(ATTRACTIVE, p).energies, others, strict=True):
        assert_close(first, second)


@pytest.mark.parametrize("mixture", MIXTURES)
@pytest.mark.parametrize("p", MOMENTA)
def test_commutators_survive_and_the_hamiltonian_is_diagonal(mixture, p):
    E, u, v = modes(mixture, p)
    form = quadratic_form(mp.mpf(Fraction(p).numerator) / Fraction(p).denominator, *checked(mixture))
    columns = [mp.matrix([u[0][k], u[1][k], v[0][k], v[1][k]]) for k in range(2)]
    for i in range(2):
        for j in range(2):
            commutator = sum(u[i][k] * u[j][k] - v[i][k] * v[j][k] for k in range(2))
            assert abs(commutator - (i == j)) < mp.mpf("1e-30")
            energy = (columns[i].T * form * columns[j])[0]
            assert abs(energy - (E[i] if i == j else 0)) < mp.mpf("1e-30") * E[0]


@pytest.mark.parametrize("mixture", MIXTURES)
@pytest.mark.parametrize("p", MOMENTA)
def test_weights_are_shares(mixture, p):
    P = weights(modes(mixture, p))
    assert all(0 < share < 1 for row in P for share in row)
    for k in range(2):
        assert_close(P[0][k] + P[1][k], mp.one)
        assert_close(P[k][0] + P[k][1], mp.one)
    assert_close(P[0][0] * P[0][1], P[1][0] * P[1][1])


@pytest.mark.parametrize("mixture", MIXTURES)
@pytest.mark.parametrize("p", MOMENTA)
def test_rotation_and_symplectic_diagonalisation_agree(mixture, p):
    first = modes(mixture, p)
    with mp.workdps(60):
        second = modes(mixture, p, rotate)
    for E, F in zip(first.energies, second.energies, strict=True):
        assert_close(E, F)
    for k in range(2):
        for i in range(2):
            assert_close(first.u[i][k] * first.u[0][k], second.u[i][k] * second.u[0][k])
            assert_close(first.v[i][k] * first.u[0][k], second.v[i][k] * second.u[0][k])


def test_the_heavier_mode_is_in_phase_for_repulsion_and_out_of_phase_for_attraction():
    assert modes(UNEQUAL, "3/2").u[1][0] > 0 > modes(UNEQUAL, "3/2").u[1][1]
    assert modes(ATTRACTIVE, "3/2").u[1][0] < 0 < modes(ATTRACTIVE, "3/2").u[1][1]


def test_an_unstable_mixture_is_refused():
    with pytest.raises(ValueError, match="unstable"):
        checked((1, 1, 1, 1, 1, 1, "11/10"))
    with pytest.raises(ValueError, match="not positive"):
        diagonalise(mp.mpf("0.01"), *(mp.mpf(x) for x in (1, 1, 1, 1, 1, 1)), mp.mpf("1.1"))


def test_depletion_of_uncoupled_gases_is_that_of_lee_huang_yang():
    a, b = noncondensed_density((1, 1, 1, 2, 1, "1/2", 0), 0, 12)
    assert_close(a, 1 / (3 * mp.pi**2), 12)  # (m g n)^(3/2)/(3 pi^2)
    assert_close(a, b, 12)


def test_thermal_depletion_is_that_of_one_gas():
    def thermal(p):
        kinetic, T = p * p / 2, mp.mpf(1) / 3
        E = mp.sqrt(kinetic * (kinetic + 2))
        return p * p / (2 * mp.pi**2) * (kinetic + 1) / E / mp.expm1(E / T)

    with mp.workdps(20):
        expected = 1 / (3 * mp.pi**2) + mp.quad(thermal, [0, 1, 2, 4, 8, 16])
    assert_close(noncondensed_density((1, 1, 1, 2, 1, "1/2", 0), "1/3", 12)[0], expected, 11)


LEVELS = [(2, 1, "1/2", "1/5", "3/2"), (2, -1, "1/2", "1/5", "3/2"), (2, 2, 0, "1/5", "3/2"), (2, 1, 1, "1/5", 0)]


@pytest.mark.parametrize("levels", LEVELS)
def test_principal_value_and_residues_agree(levels):
    verified_loop_function(*levels, digits=10)


def test_matsubara_sum_and_residues_agree():
    value = residue_loop(mp.mpf(2), mp.mpf(-1), 2j * mp.pi * 3, mp.mpf(1) / 5, mp.mpf(1))
    assert_close(matsubara_loop(2, -1, 3, "1/5", 1, 15), value, 12)


def test_loop_is_blind_to_particle_or_hole():
    args = (mp.mpf("0.4"), mp.mpf("0.1"), mp.mpf("0.7"))
    for S in (residue_loop, expanded_loop):
        assert_close(S(mp.mpf(2), mp.mpf(-1), *args), S(mp.mpf(1), mp.mpf(-2), *args))


def test_merging_poles_are_smooth():
    gamma, T = mp.mpf("0.1"), mp.mpf("0.7")
    on = residue_loop(mp.mpf(2), mp.mpf(1), mp.mpf(1), gamma, T)
    near = residue_loop(mp.mpf(2), mp.mpf(1), 1 + mp.mpf("1e-30"), gamma, T)
    assert_close(on, near, 28)


def test_zero_temperature_is_a_limit():
    args = mp.mpf(2), mp.mpf(-1), mp.mpf("0.3"), mp.mpf("0.2")
    assert_close(residue_loop(*args, mp.mpf(0)), residue_loop(*args, mp.mpf("1e-8")), 14)


def test_tangents_of_the_bose_function_are_right_to_leading_order_in_the_width():
    E1, E2, T, omega = (mp.mpf(x) for x in ("2", "1", "0.5", "0.3"))
    errors = []
    for gamma in (mp.mpf("0.01"), mp.mpf("0.001")):
        exact = residue_loop(E1, E2, omega, gamma, T)
        errors.append(abs(expanded_loop(E1, E2, omega, gamma, T) - exact))
    assert errors[1] < mp.mpf("0.15") * errors[0] < mp.mpf("0.01")


@pytest.mark.parametrize(("loop", "S", "T"), [("exact", residue_loop, 0), ("expanded", expanded_loop, 1)])
@pytest.mark.parametrize("kappa", [0, 1])
def test_kramers_kronig(loop, S, T, kappa):
    E1, E2, z, gamma, temperature = mp.mpf(2), mp.mpf(-1), mp.mpc(0, kappa), mp.mpf(1) / 5, mp.mpf(T)
    direct = (S(E1, E2, z, gamma, temperature) + S(E2, E1, z, gamma, temperature)) / 2
    assert abs(absorbed_loop(2, -1, kappa, "1/5", T, 8, loop) - mp.re(direct)) < mp.mpf("1e-7")


def test_poles_below_the_real_axis_are_counted():
    assert _winding(lambda p: p - mp.mpc(1, "-0.1"), mp.mpf("0.25"), mp.mpf("0.1"), mp.mpf(10)) == 1
    assert _winding(lambda p: p - mp.mpc(1, "0.1"), mp.mpf("0.25"), mp.mpf("0.1"), mp.mpf(10)) == 0


def test_bose_function_of_a_hole():
    for x in (mp.mpf("0.3"), mp.mpc(1, "-0.2")):
        (n, slope), (hole, hole_slope) = occupation(x, mp.mpf(2)), occupation(-x, mp.mpf(2))
        assert_close(hole, -1 - n)
        assert_close(slope, hole_slope)
        assert_close(slope, mp.diff(lambda y: occupation(y, mp.mpf(2))[0], x), 15)


@pytest.mark.parametrize("mixture", [UNEQUAL, EQUAL])
def test_drag_is_the_energy_lost_in_counterflow(mixture):
    m_a, m_b, n_a, n_b, g_aa, g_bb, g_ab = mixture
    flow = andreev_bashkin.mass_drag_density(3, m_a, m_b, g_aa, g_bb, g_ab, n_a, n_b, digits=16, route="flow")
    assert_close(drag_density(mixture, 0, 16), flow, 15)


def test_drag_is_blind_to_the_name_of_the_component_and_the_sign_of_the_coupling():
    value = drag_density(UNEQUAL, "1/2", 10)
    assert_close(value, drag_density(exchanged(UNEQUAL), "1/2", 10), 9)
    assert_close(value, drag_density(ATTRACTIVE, "1/2", 10), 9)


@pytest.mark.parametrize("pair", ["aa", "ab"])
def test_response_at_one_momentum_is_the_matsubara_sum_over_green_functions(pair):
    # The quadratic Hamiltonian is inverted at each frequency; no mode is computed on this side.
    p, T, m, system = mp.mpf("0.8"), mp.mpf("0.3"), 2, checked(UNEQUAL)
    form, metric = quadratic_form(p, *system), mp.diag([1, 1, -1, -1])
    i, j = ("ab".index(name) for name in pair)
    green = cache(lambda n: (2j * mp.pi * n * T * metric - form) ** -1)

    def trace(n):
        first, second = green(n + m), green(n)
        signs = [(s * t, i + 2 * k, j + 2 * l) for k, s in enumerate((1, -1)) for l, t in enumerate((1, -1))]
        return sum(sign * first[k, l] * second[l, k] for sign, k, l in signs)

    # Sums over |n + m/2| <= N + m/2 have a remainder in odd powers of 1/(N + (m + 1)/2).
    cuts = [8, 16, 32, 64]
    sums = [mp.fsum(trace(n) for n in range(-m - N, N + 1)) for N in cuts]
    steps = [1 / (N + mp.mpf(m + 1) / 2) for N in cuts]
    powers = mp.matrix([[1, h, h**3, h**5] for h in steps])
    summed = mp.lu_solve(powers, mp.matrix(sums))[0]
    measure = p**4 / (12 * mp.pi**2 * system[i] * system[j])
    z = 2j * mp.pi * m * T
    modes_sum = sum(w * expanded_loop(E1, E2, z, mp.zero, T) for (w,), E1, E2 in transitions(p, system, [pair]))
    assert_close(-T * measure * summed, modes_sum, 8)


@pytest.mark.parametrize("gamma", [0, "1/3"])
def test_normal_density_is_landaus_at_any_damping(gamma):
    assert_close(normal_density(UNEQUAL, "1/2", gamma, 8), landau_density(UNEQUAL, "1/2", 8), 7)


def test_intrabranch_weight_of_one_component_is_landaus():
    # No coupling: component a is alone, m_a^2 D0_aa is the whole of its normal density.
    alone = (1, 3, 1, 1, 1, 1, 0)
    D0 = drude_weight("aa", "1/2", alone, 10)
    assert_close(D0 + 9 * drude_weight("bb", "1/2", alone, 10), landau_density(alone, "1/2", 10), 9)


def test_at_zero_temperature_everything_moves_with_the_whole():
    for own, mass in (("aa", 1), ("bb", mp.mpf(5) / 3)):
        other = mp.mpf(5) / 3 if own == "aa" else 1
        moved = mass * superfluid_weight(own, 0, 0, UNEQUAL, 10) + other * superfluid_weight("ab", 0, 0, UNEQUAL, 10)
        assert_close(moved, total_density(own[0], 0, UNEQUAL, 10), 9)


def test_real_axis_and_contour_agree():
    verified_conductivities(PAIRS, 1, "1/2", "1/2", UNEQUAL, 6)


def test_real_axis_and_contour_agree_on_a_resonance_to_sixteen_digits():
    verified_conductivities(["ab"], "1/2", "1/10", 0, EQUAL, 16)


def test_without_damping_the_contour_gives_the_retarded_limit():
    values = [conductivity("ab", "1/2", gamma, "1/2", EQUAL, 10, route="contour") for gamma in (0, "1/1000000")]
    assert_close(*values, 4)
    with pytest.raises(ValueError, match="contour"):
        conductivity("ab", "1/2", 0, "1/2", EQUAL, 6)


@pytest.mark.parametrize("omega", ["1/20", "1/2", 3])
def test_absorption_is_positive(omega):
    aa, ab, bb = (mp.re(sigma) for sigma in conductivities(PAIRS, omega, "1/20", "1/2", UNEQUAL, 4, route="contour"))
    assert aa > 0 and bb > 0 and aa * bb > ab**2


def test_f_sum_at_high_frequency_particles_are_free():
    kappa = mp.mpf(10) ** 9
    value = kappa * conductivity("aa", mp.mpc(0, kappa), "1/2", "1/2", UNEQUAL, 6)
    assert_close(value, total_density("a", "1/2", UNEQUAL, 8), 3)
    cross = kappa * conductivity("ab", mp.mpc(0, kappa), "1/2", "1/2", UNEQUAL, 6)
    assert abs(cross) < mp.mpf("1e-4") * abs(value)


def test_exact_and_expanded_loops_agree_for_weak_damping():
    values = [current_response("ab", 1, "1/1000", 0, EQUAL, 3, loop, "contour") for loop in ("exact", "expanded")]
    assert_close(*values, 2)


def test_diagonal_response_diverges_with_the_exact_loop():
    with pytest.raises(ValueError, match="diverges"):
        current_response("aa", 1, "1/10", 1, UNEQUAL, 5, "exact")
    # S(E, E; 0) falls like gamma/(pi E^2) only, against p^4 dp
    E, gamma = mp.mpf(10) ** 6, mp.mpf("0.1")
    assert_close(residue_loop(E, E, mp.mpf(0), gamma, mp.mpf(0)), gamma / (mp.pi * E**2), 6)


def test_plane_transform_of_the_dipole_interaction():
    assert_close(plane_transform("3/2", "2/3", 8), -2 * mp.pi * mp.mpf(3) / 2 * mp.exp(-1), 8)
    assert_close(transform_constant(12), mp.mpf(1) / 3, 12)


def test_profile_is_normalised():
    with mp.workdps(30):
        assert_close(2 * mp.quad(lambda s: overlap(s, 2, 8), [0, 2]), mp.one, 8)
        assert overlap(2, 2) == 0


def test_thin_clouds_interact_as_sheets():
    q, L = mp.mpf("0.7"), mp.mpf(3)
    sheets = -2 * mp.pi * q * mp.exp(-q * L)
    ratios = [interlayer_interaction(q, 1, 1, w, L, 10) / sheets - 1 for w in ("1/10", "1/20")]
    assert_close(ratios[0] / ratios[1], mp.mpf(4), 2)
    with pytest.raises(ValueError, match="overlap"):
        interlayer_interaction(1, 1, 1, 2, 2)


def test_intralayer_interaction_is_linear_at_small_momentum():
    q, w = mp.mpf("1e-3"), 1
    start = overlap(0, w, 10) * (2 + 8 * mp.pi / 3)
    expected = -2 * mp.pi * q * (1 - q * mean_distance(w, 10))
    assert_close(intralayer_interaction(q, 2, 1, w, 12) - start, expected, 6)


def test_a_gaussian_layer_has_the_closed_form_of_an_error_function():
    q, g, d2, w = (mp.mpf(x) / 10 for x in (13, 7, 4, 9))
    contact = (g + 8 * mp.pi * d2 / 3) / (mp.sqrt(2 * mp.pi) * w)
    closed = contact - 2 * mp.pi * d2 * q * mp.exp((q * w) ** 2 / 2) * mp.erfc(q * w / mp.sqrt(2))
    assert_close(gaussian_layer(q, g, d2, w, 20), closed, 14)
    with pytest.raises(ValueError, match="q must be positive"):
        gaussian_layer(0, g, d2, w)
