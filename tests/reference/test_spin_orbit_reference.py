"""Sound and gap of a spin-orbit coupled condensate obey what any Hamiltonian demands (carlini2021, Secs. I and II)."""

from functools import cache

import numpy as np
import pytest
from entrainment.runtime.reference.spin_orbit import (
    SpinOrbitGas,
    bogoliubov_modes,
    effective_mass_ratio,
    ground_state,
    sound_velocity,
)
from entrainment.runtime.reference.spin_orbit_response import (
    branch_moment,
    fast_slope,
    flow,
    leading,
    response,
    static_response,
    ultrafast_slope,
)
from entrainment.runtime.reference.trapped_gas import Condensate, TrappedGas
from mpmath import mp

DIGITS = 30
SINGLE_MINIMUM = SpinOrbitGas("3/2", "4/3", "301/100", "2/3", "7/5")
PLANE_WAVE = SpinOrbitGas(1, "5/4", "7/5", "2/3", "3/4")
RABI = SpinOrbitGas(1, 0, 3, "5/4", "2/3", "1/5")
TWO_COUPLINGS = SpinOrbitGas(1, "5/4", "7/5", "2/3", "3/4", "-1/9")
GASES = (SINGLE_MINIMUM, PLANE_WAVE, RABI, TWO_COUPLINGS)


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(60):
        yield


def assert_close(a, b, digits=DIGITS):
    assert abs(a - b) <= mp.mpf(10) ** (-digits) * max(abs(a), abs(b)), (a, b)


def critical_coupling(gas):
    m, k0, *_ = gas.numbers()
    return 2 * k0**2 / m


@pytest.mark.parametrize("gas", GASES)
def test_the_ground_state_is_below_its_neighbours(gas):
    m, k0, Omega, n, g, g_ss = gas.numbers()
    state = ground_state(gas)

    def energy(k, angle):
        kinetic = (k * k - 2 * k * k0 * mp.cos(angle) + k0 * k0) / (2 * m)
        return kinetic - Omega * mp.sin(angle) / 2 + g * n / 2 + g_ss * n * mp.cos(angle) ** 2 / 2

    angle = mp.atan2(state.sigma_x, state.sigma_z)
    assert_close(energy(state.momentum, angle), state.energy)
    for dk in mp.linspace(-3, 3, 13):
        for turn in mp.linspace(-3, 3, 13):
            assert energy(state.momentum + dk, angle + turn) >= state.energy * (1 - mp.sign(state.energy) * mp.mpf(10) ** -40)


def test_below_the_transition_the_gas_moves_and_is_polarised():
    assert abs(ground_state(SINGLE_MINIMUM).momentum) < mp.mpf(10) ** -40
    moving = ground_state(PLANE_WAVE)
    assert moving.momentum > 0 and moving.sigma_z > 0
    assert_close(moving.sigma_x**2 + moving.sigma_z**2, 1)


def test_at_the_transition_itself_the_minimum_is_refused():
    with pytest.raises(ValueError, match="Omega"):
        ground_state(SpinOrbitGas(1, 1, 2, 1, 1))


@pytest.mark.parametrize("axis", ["x", "y"])
@pytest.mark.parametrize("gas", GASES)
def test_modes_are_symplectically_orthonormal(gas, axis):
    low, high = bogoliubov_modes(gas, "3/7", axis)
    backward = bogoliubov_modes(gas, "-3/7", axis)
    assert 0 < low.frequency < high.frequency

    def product(first, second):
        return mp.fdot(first.u, second.u) - mp.fdot(first.v, second.v)

    assert_close(product(low, low), 1)
    assert_close(product(high, high), 1)
    assert abs(product(low, high)) < mp.mpf(10) ** -40
    # A mode at -q is, with u and v exchanged, the solution of negative norm at q: orthogonal to those of positive norm.
    for here in (low, high):
        for there in backward:
            assert abs(mp.fdot(here.u, there.v) - mp.fdot(here.v, there.u)) < mp.mpf(10) ** -40


@pytest.mark.parametrize("gas", GASES)
def test_density_f_sum_rule(gas):
    q, m = mp.mpf(3) / 7, gas.numbers()[0]
    for axis in ("x", "y"):
        assert_close(branch_moment(gas, "n", "both", 1, "3/7", axis), q**2 / (4 * m))


@pytest.mark.parametrize("gas", GASES)
def test_spin_f_sum_rule_has_a_raman_term_with_the_transverse_polarisation(gas):
    m, _, Omega, *_ = gas.numbers()
    q, sigma_x = mp.mpf(3) / 7, ground_state(gas).sigma_x
    for axis in ("x", "y"):
        assert_close(branch_moment(gas, "sigma", "both", 1, "3/7", axis), Omega * sigma_x / 2 + q**2 / (4 * m))


@pytest.mark.parametrize("gas", GASES)
def test_crossed_f_sum_rule_is_the_raman_term_alone(gas):
    _, _, Omega, *_ = gas.numbers()
    assert_close(branch_moment(gas, ("1", "2"), "both", 1, "3/7"), -Omega * ground_state(gas).sigma_x / 8)


def test_almost_ideal_gas_has_the_single_particle_bands():
    m, k0, Omega = 1, mp.mpf(5) / 4, mp.mpf(7) / 5
    gas = SpinOrbitGas(1, "5/4", "7/5", 1, "1/" + "1" + "0" * 45)
    k, q = ground_state(gas).momentum, mp.mpf(3) / 7

    def band(p, sign):
        return (p**2 + k0**2) / (2 * m) + sign * mp.sqrt((p * k0 / m) ** 2 + Omega**2 / 4)

    low, high = bogoliubov_modes(gas, "3/7")
    assert_close(low.frequency, band(k + q, -1) - band(k, -1))
    assert_close(high.frequency, band(k + q, 1) - band(k, -1))


def test_rabi_coupled_density_and_spin_do_not_mix():
    m, _, Omega, n, g, g_ss = RABI.numbers()
    q = mp.mpf(3) / 7
    low, high = bogoliubov_modes(RABI, "3/7")
    kinetic = q**2 / (2 * m)
    assert_close(low.frequency, mp.sqrt(kinetic * (kinetic + 2 * g * n)))
    assert_close(high.frequency, mp.sqrt((kinetic + Omega) * (kinetic + Omega + 2 * g_ss * n)))
    assert abs(low.spin) < mp.mpf(10) ** -40 and abs(high.density) < mp.mpf(10) ** -40


def test_sound_stops_at_the_transition_from_either_side():
    above, below = (sound_velocity(SpinOrbitGas(1, 1, 2 + d, 1, 1), digits=20) for d in (1e-8, -1e-8))
    assert above < mp.mpf("1e-4") and below < mp.mpf("2e-4")
    assert_close(below**2 / above**2, 2, digits=7)


@pytest.mark.parametrize("gas", [SINGLE_MINIMUM, PLANE_WAVE])
def test_sound_carries_the_effective_mass_along_x_only(gas):
    m, _, _, n, g, _ = gas.numbers()
    assert_close(sound_velocity(gas) ** 2, g * n / m * effective_mass_ratio(gas))
    assert_close(sound_velocity(gas, sign=-1), sound_velocity(gas))
    assert_close(sound_velocity(gas, "y") ** 2, g * n / m)


def test_a_moving_gas_with_spin_interaction_tells_left_from_right():
    assert sound_velocity(TWO_COUPLINGS) < mp.mpf("0.98") * sound_velocity(TWO_COUPLINGS, sign=-1)


@pytest.mark.parametrize("gas", [SINGLE_MINIMUM, PLANE_WAVE])
def test_powers_of_momentum(gas):
    exponents = {
        (q, c, b): leading(gas, q, c, b, digits=20)[0]
        for q in ("strength", "energy", "m1")
        for c in ("n", "sigma")
        for b in ("low", "high")
    }
    for channel, strength in (("n", 2), ("sigma", 0)):
        assert [exponents[q, channel, "low"] for q in ("strength", "energy", "m1")] == [1, 1, 2]
        assert [exponents[q, channel, "high"] for q in ("strength", "energy", "m1")] == [strength, 0, strength]


def test_static_response_is_compressibility_and_susceptibility():
    for gas in (SINGLE_MINIMUM, PLANE_WAVE):
        _, _, Omega, n, g, _ = gas.numbers()
        assert_close(static_response(gas, "n"), 1 / (2 * g * n))
        if gas is SINGLE_MINIMUM:
            assert_close(static_response(gas, "sigma"), 1 / (Omega * effective_mass_ratio(gas)))
        else:
            # A density change carries the polarisation with it.
            assert_close(static_response(gas, ("n", "sigma")), ground_state(gas).sigma_z / (2 * g * n))


def test_static_susceptibility_is_the_turn_of_the_ground_state():
    # At fixed density a field -h sigma_z turns the spin; the density then adds <sigma_z>^2/(g n).  Both halved by cos^2.
    m, k0, Omega, n, g, _ = PLANE_WAVE.numbers()

    def polarisation(field):
        step = lambda a: (k0 * mp.cos(a) * k0 / m) * mp.sin(a) - Omega * mp.cos(a) / 2 + field * mp.sin(a)
        return mp.cos(mp.findroot(step, mp.asin(ground_state(PLANE_WAVE).sigma_x)))

    expected = mp.diff(polarisation, 0) / 2 + ground_state(PLANE_WAVE).sigma_z ** 2 / (2 * g * n)
    assert_close(static_response(PLANE_WAVE, "sigma"), expected, digits=20)


def test_responses_begin_with_the_ultrafast_slope_and_go_on_with_the_fast_one():
    q, short = "1/100000000000000", "1/1000000000000000000"
    for watched in ("1", "2"):
        assert_close(
            flow(SINGLE_MINIMUM, watched, "1", short, q) * mp.mpf(10) ** 18,
            ultrafast_slope(SINGLE_MINIMUM, watched, "1", q),
            digits=20,
        )
        slow = flow(SINGLE_MINIMUM, watched, "1", 1000, q, branch="low") / 1000 * mp.mpf(10) ** 28
        assert_close(slow, fast_slope(SINGLE_MINIMUM, watched, "1"), digits=18)


def test_flow_is_the_derivative_of_the_response_also_on_a_ramp():
    step = mp.mpf(10) ** -15
    for t, ramp in ((mp.mpf("1.5"), 0), (mp.mpf("1.5"), 2), (mp.mpf("2.5"), 2)):
        ahead, behind = (response(PLANE_WAVE, "2", "1", t + s, "1/3", ramp=ramp) for s in (step, -step))
        assert_close((ahead - behind) / (2 * step), flow(PLANE_WAVE, "2", "1", t, "1/3", ramp=ramp), digits=25)


def test_the_components_share_what_the_whole_gas_does():
    state = ground_state(PLANE_WAVE)
    first, second, both = (response(PLANE_WAVE, watched, "1", "3/2", "1/3") for watched in ("1", "2", "n"))
    assert_close((1 + state.sigma_z) / 2 * first + (1 - state.sigma_z) / 2 * second, both)


def test_polarised_components_take_the_raman_term_in_proportion_to_their_numbers():
    _, _, Omega, *_ = PLANE_WAVE.numbers()
    state = ground_state(PLANE_WAVE)
    expected = -Omega * state.sigma_x / (2 * (1 - state.sigma_z))
    assert_close(ultrafast_slope(PLANE_WAVE, "2", "1", "3/7"), expected)


def test_a_ramp_of_whole_gap_periods_silences_the_gap():
    Omega = SINGLE_MINIMUM.numbers()[2]
    q, t = "1/1000000000000", 7 * mp.pi / Omega
    sudden = flow(SINGLE_MINIMUM, "2", "1", t / 2, q, branch="high")
    ramped = flow(SINGLE_MINIMUM, "2", "1", t, q, branch="high", ramp=2 * mp.pi / Omega)
    assert abs(sudden) > mp.mpf("0.1") and abs(ramped) < mp.mpf(10) ** -20


@cache
def trapped(mu, Omega=2.0, critical=1.2, points=None):
    """A cloud with Thomas-Fermi chemical potential mu (in trap quanta); Omega and Omega_c in units of mu."""
    gN = 4 / 3 * mu * np.sqrt(2 * mu)
    return Condensate(TrappedGas(1, 1, np.sqrt(critical * mu / 2), Omega * mu, gN), points)


def test_trapped_sum_rules():
    cloud = trapped(12.5)
    moment_of_inertia = cloud.average(cloud.x**2 * cloud.sigma_x)
    assert abs(cloud.moment("n", 1) - 0.5) < 1e-9
    assert abs(cloud.moment("sigma", 1) / (25 * moment_of_inertia + 0.5) - 1) < 1e-12
    assert abs(cloud.velocity_ratio() / (-25 * moment_of_inertia / (25 * moment_of_inertia + 1)) - 1) < 1e-9


def test_trapped_modes_do_not_depend_on_the_grid():
    coarse, fine = trapped(12.5), trapped(12.5, points=140)
    for channel in ("n", "sigma"):
        for k in (-1, 0, 1):
            assert abs(coarse.moment(channel, k, below=17.5) / fine.moment(channel, k, below=17.5) - 1) < 1e-8


def test_trapped_rabi_coupled_components_slosh_together():
    cloud = trapped(12.5, critical=0.0)
    frequencies, strengths = cloud.modes("n")
    assert abs(frequencies[0] - 1) < 1e-6 and abs(strengths[0] * frequencies[0] - 0.5) < 1e-8  # Kohn's theorem
    assert abs(cloud.velocity_ratio(below=17.5) - 1) < 1e-8


def test_trapped_spin_flow_is_three_halves_of_what_the_mean_density_gives():
    excess = []
    for mu in (12.5, 25.0):
        cloud = trapped(mu)
        uniform = 1.2 * mu * cloud.gas.gN * cloud.mean_density() / (2 * mu) ** 2  # g <n> Omega_c/Omega^2 per unit mass
        excess.append(cloud.moment("sigma", 1, below=1.4 * mu) / uniform - 1.5)
    assert abs(excess[0]) < 0.04 and abs(excess[1]) < abs(excess[0]) / 2


def test_trapped_flow_on_a_ramp_shows_the_low_modes():
    cloud = trapped(25.0)
    period = 2 * np.pi / 50
    window = 3 * period + (np.arange(64) / 64 - 0.5) * period
    first, second = np.mean([cloud.velocities(t, period) for t in window], axis=0)
    assert abs(second / first - cloud.velocity_ratio(below=35)) < 0.015
