"""What the kernels of carlini2021 must obey whatever their formula: units, exchange, limits, and points that are only 0/0 in form.

hbar = 1: with masses in units mu and lengths in units b, energies are 1/(mu b^2), g ~ energy b^D, n ~ b^-D.
"""

import importlib
import math
import random
from fractions import Fraction

import numpy as np
import pytest
from entrainment.generated import kernel
from entrainment.runtime.reference import drag_enclosures, raman_gas
from entrainment.runtime.reference.spin_orbit import SpinOrbitGas
from entrainment.runtime.reference.spin_orbit_response import ultrafast_slope
from hypothesis import given, settings
from hypothesis import strategies as st

SPACE = (1, 2, 3)
few = settings(max_examples=12, deadline=None, derandomize=True)
scales = st.floats(0.2, 5)
mixtures = st.tuples(scales, scales, scales, scales, st.floats(-0.95, 0.95), scales, scales)
RABI_TO_PLANE = np.array([0.3, 0.9, 1 - 1e-9, 1 - 1e-15, 1.0, 1 + 1e-15, 1 + 1e-9, 1.2, 50.0])


def arguments(mixture):
    """(m1, m2, g11, g22, g12, n1, n2); g12 is drawn in units of sqrt(g11 g22)."""
    m1, m2, g11, g22, ratio, n1, n2 = mixture
    return m1, m2, g11, g22, ratio * math.sqrt(g11 * g22), n1, n2


def drag(D, values):
    return kernel(f"mass_drag_density_{D}d")(*values)


@few
@given(mixtures, st.sampled_from(SPACE))
def test_drag_is_positive_and_knows_neither_the_order_of_the_components_nor_the_sign_of_their_coupling(mixture, D):
    m1, m2, g11, g22, g12, n1, n2 = values = arguments(mixture)
    assert drag(D, values) >= 0
    assert drag(D, (m2, m1, g22, g11, g12, n2, n1)) == pytest.approx(drag(D, values), rel=1e-13)
    assert drag(D, (m1, m2, g11, g22, -g12, n1, n2)) == drag(D, values)


@few
@given(mixtures, st.sampled_from(SPACE), st.sampled_from([0.25, 8.0]), st.sampled_from([0.5, 4.0]))
def test_drag_does_not_depend_on_the_units(mixture, D, mu, b):
    m1, m2, g11, g22, g12, n1, n2 = values = arguments(mixture)
    coupling = b ** (D - 2) / mu
    other = (mu * m1, mu * m2, coupling * g11, coupling * g22, coupling * g12, n1 / b**D, n2 / b**D)
    assert drag(D, other) == pytest.approx(drag(D, values) * mu / b**D, rel=1e-12)


@few
@given(mixtures, st.sampled_from(SPACE))
def test_drag_never_exceeds_the_mass_of_a_weakly_interacting_component(mixture, D):
    """Second order in g12: twice the coupling drags more than four times as much, and less than the mass allows."""
    m1, m2, g11, g22, g12, n1, n2 = values = arguments(mixture)
    half = drag(D, (m1, m2, g11, g22, g12 / 2, n1, n2))
    assert half <= drag(D, values) / 4 * (1 + 1e-13)


@few
@given(mixtures, st.sampled_from(SPACE))
def test_closed_form_of_equal_masses_is_the_integral(mixture, D):
    m, _, *rest = arguments(mixture)
    assert kernel(f"mass_drag_density_equal_masses_{D}d")(m, *rest) == pytest.approx(drag(D, (m, m, *rest)), rel=1e-13)


@pytest.mark.parametrize("D", SPACE)
def test_balanced_form_is_that_of_equal_masses_up_to_the_threshold(D):
    """n_drag = rho_drag/m, from no coupling to g12 = g, both ends included."""
    m, g, n = 1.7, 3.0, 0.8
    g12 = g * (1 - np.array([1, 1 - 1e-12, 0.7, 0.3, 1e-3, 1e-10, 2e-16, 0]))
    general = kernel(f"mass_drag_density_equal_masses_{D}d")(m, g, g, g12, n / 2, n / 2)
    assert kernel(f"drag_density_balanced_{D}d")(m, g, g12, n) * m == pytest.approx(general, rel=1e-14)


def test_two_dimensions_at_both_ends():
    """n_drag/(m n g/32 pi) is (2/3)(g12/g)^2 for g12 -> 0 and 1 at g12 = g."""
    n_drag, unit = kernel("drag_density_balanced_2d"), 1 / (32 * math.pi)
    tiny = np.array([1e-3, 1e-8, 1e-100])
    assert n_drag(1.0, 1.0, tiny, 1.0) / tiny**2 / unit == pytest.approx(2 / 3 + 2 / 15 * tiny**2, rel=1e-11)
    assert n_drag(1.0, 1.0, 1.0, 1.0) == n_drag(1.0, 1.0, -1.0, 1.0) == pytest.approx(unit, rel=1e-15)
    assert n_drag(1.0, 1.0, 0.0, 1.0) == 0


def test_scattering_lengths_stand_for_couplings():
    a, n, m = 0.02, 1.3, 0.7
    a12 = a * np.array([1e-9, 0.5, 1 - 1e-12, 1.0])
    coupling = 4 * math.pi / m
    expected = kernel("drag_density_balanced_3d")(m, coupling * a, coupling * a12[:3], n)
    dilute = kernel("drag_density_dilute")(a, a12, n)
    assert dilute[:2] == pytest.approx(expected[:2], rel=1e-14) and dilute[2] == pytest.approx(expected[2], rel=1e-8)
    weak = 4 / (9 * math.sqrt(2 * math.pi)) * n * 1e-18 * math.sqrt(n * a**3)
    assert dilute[0] == pytest.approx(weak, rel=1e-14)
    assert dilute[3] == pytest.approx(16 / 45 * 2 / math.sqrt(math.pi) / 2 * n * math.sqrt(n * a**3), rel=1e-14)


@pytest.mark.parametrize("D", SPACE)
def test_drag_of_one_absent_component_is_zero(D):
    n = np.array([0.0, 1.0, 0.0])
    assert (kernel(f"mass_drag_density_{D}d")(1, 2, 1, 1, 0.5, n, n[::-1] * [1, 0, 1]) == 0).all()
    assert (kernel(f"mass_drag_density_equal_masses_{D}d")(1, 1, 1, 0.5, n, n[::-1] * [1, 0, 1]) == 0).all()


@pytest.mark.parametrize("D", SPACE)
def test_impurity_is_smooth_through_equal_masses(D):
    """Slopes from both sides agree, at the point itself and where the series takes over."""
    share = kernel(f"polaron_mass_share_{D}d")
    for centre in (1.0, 0.875, 1.125):
        h = 1e-4
        values = share(1.0, centre + h * np.array([-2, -1, 0, 1, 2]), 1.0, 0.3, 1.0)
        fourth = values @ [1, -4, 6, -4, 1]
        assert abs(fourth) < 2e-14 * values[2]


@pytest.mark.parametrize("D", SPACE)
def test_impurity_is_dragged_as_a_vanishing_component(D):
    m2 = np.array([0.1, 1.0, 10.0])
    few_atoms, g12 = 1e-12, 1e-5
    per_atom = kernel(f"mass_drag_density_{D}d")(1.0, m2, 1.0, 1.0, g12, 1.0, few_atoms) / (m2 * few_atoms)
    assert kernel(f"polaron_mass_share_{D}d")(1.0, m2, 1.0, g12, 1.0) == pytest.approx(per_atom, rel=5e-5)


def test_momentum_after_a_kick_is_conserved():
    """m2 n2 V2/V1 (1 - rho/m1 n1) = rho."""
    rho = np.array([0.0, 0.1, 0.9])
    ratio = kernel("fast_velocity_ratio")(2.0, 3.0, 0.5, 1.0, rho)
    assert 3.0 * ratio * (1 - rho) == pytest.approx(rho, rel=1e-14)
    assert kernel("balanced_velocity_ratio")(rho / 4) == pytest.approx(
        kernel("fast_velocity_ratio")(1.0, 1.0, 0.5, 0.5, rho / 4), rel=1e-14)


# --- coherent coupling ---------------------------------------------------------------------------------------------------


def test_effective_mass_through_the_transition():
    found = kernel("inverse_effective_mass")(RABI_TO_PLANE, 1.0)
    below = RABI_TO_PLANE < 1
    assert found[below] == pytest.approx(((1 - RABI_TO_PLANE) * (1 + RABI_TO_PLANE))[below], rel=1e-15)
    assert found[~below] == pytest.approx(((RABI_TO_PLANE - 1) / RABI_TO_PLANE)[~below], rel=1e-15)
    sound = kernel("spin_orbit_sound")(2.0, 0.3, 1.5, RABI_TO_PLANE, 1.0)
    assert sound**2 == pytest.approx(0.3 * 1.5 / 2.0 * found, rel=1e-14)


def test_susceptibility_is_the_curvature_of_the_energy_of_the_polarised_gas():
    """Energy per atom at P = k0 z: -Omega_c z^2/4 - Omega sqrt(1 - z^2)/2."""
    for Omega in (0.5, 2.0):
        z, h = (math.sqrt(1 - Omega**2) if Omega < 1 else 0.0), 1e-4
        energy = lambda z, Omega=Omega: -(z**2) / 4 - Omega * math.sqrt(1 - z**2) / 2
        bend = (energy(z + h) + energy(z - h) - 2 * energy(z)) / h**2
        assert kernel("spin_susceptibility")(Omega, 1.0) == pytest.approx(1 / bend, rel=1e-5)


def test_fast_ratios_meet_at_the_transition_and_reach_one_far_from_it():
    single = kernel("spin_orbit_fast_ratio")
    sides = [kernel(f"plane_wave_fast_ratio_{side}") for side in ("majority", "minority")]
    assert [f(0.3, 2.0, 1.0, 1.0) for f in (single, *sides)] == [-1, -1, -1]
    assert single(0.3, 2.0, 1e9, 1.0) == pytest.approx(1, rel=1e-8) and single(0.3, 2.0, 1.0, 0.0) == 1
    assert sides[0](0.3, 2.0, 1e-9, 1.0) == pytest.approx(1, rel=1e-14)
    assert (np.diff(single(0.3, 2.0, np.linspace(1, 9, 30), 1.0)) > 0).all()


@pytest.mark.parametrize("side, pushed", [("majority", "1"), ("minority", "2")])
def test_plane_wave_ratios_are_those_of_the_normal_modes(side, pushed):
    m, k0, n, g = 1, "5/4", "2/3", "3/4"
    critical = 2 * 1.25**2
    for raman in ("1/4", "7/10"):
        Omega = Fraction(raman) * Fraction(25, 8)
        gas = SpinOrbitGas(m, k0, Omega, n, g)
        fast = kernel(f"plane_wave_fast_ratio_{side}")(0.75, 2 / 3, float(Omega), critical)
        assert fast == pytest.approx(float(raman_gas.fast_ratio(m, k0, Omega, n, g, pushed, digits=20)), rel=1e-13)
        dragged, q = {"1": "2", "2": "1"}[pushed], Fraction(1, 3)
        # A wave of <cos^2> = 1/2 stands for x^2 where 1/q^2 does: the flows know f only by <f^2> and <f'^2>.
        flows = [ultrafast_slope(gas, watched, pushed, q, digits=20) for watched in (dragged, pushed)]
        ultrafast = kernel(f"plane_wave_ultrafast_ratio_{side}")(1.0, float(Omega), critical, 9.0)
        assert ultrafast == pytest.approx(float(flows[0] / flows[1]), rel=1e-13)


def test_ultrafast_ratios_meet_at_the_transition():
    single = kernel("spin_orbit_ultrafast_ratio")(1.3, 0.7, 2.0)
    for side in ("majority", "minority"):
        assert kernel(f"plane_wave_ultrafast_ratio_{side}")(1.3, 0.7, 0.7, 2.0) == pytest.approx(single, rel=1e-15)


def test_responses_start_from_rest_and_from_the_spin_that_follows_at_once():
    early = (0.01, 0.2, 1e-9, 1.0, 0.3, 2.0, 2.7, 2.0)
    assert kernel("spin_orbit_density_response")(*early) == pytest.approx(
        0.01 * 0.2**2 * 1e-18 / 4 * (1 - 2.0 / 2.7), rel=1e-12)
    assert kernel("spin_orbit_spin_response")(*early) == pytest.approx(0.01 / 2.7, rel=1e-14)
    assert kernel("mixture_density_response")(0.01, 0.2, 1e-9, 1.0, 2.0, 0.5) == pytest.approx(0.01 * 0.2**2 * 1e-18 / 4, rel=1e-12)


def test_flows_of_the_mixture_carry_the_momentum_of_the_kick():
    n_drag = np.array([0.0, 0.1, 0.49])
    flows = [kernel(f"mixture_fast_flow_{i}")(0.01, 0.2, 3.0, 1.7, 2.0, n_drag) for i in (1, 2)]
    assert sum(flows) == pytest.approx(0.01 * 3.0 * 0.2**2 / (2 * 1.7), rel=1e-14)
    assert flows[1][0] == 0 and (np.diff(flows[1]) > 0).all()


def test_spin_sound_is_slower_by_the_drag():
    n_drag = np.array([0.0, 0.1, 0.5])
    slow = kernel("mixture_spin_sound")(1.7, 2.0, n_drag, 0.4)
    assert (slow / kernel("mixture_density_sound")(1.7, 2.0, 0.4)) ** 2 == pytest.approx(1 - 4 * n_drag / 2.0, rel=1e-14)


# --- Fermi liquid --------------------------------------------------------------------------------------------------------


def test_dilute_gas_feeds_the_liquid():
    kf_a = np.array([-0.9, -0.1, 0.0, 0.4])
    F1, G1 = kernel("landau_F1")(kf_a), kernel("landau_G1")(kf_a)
    assert kernel("fermi_liquid_velocity_ratio")(F1, G1) == pytest.approx(
        kernel("dilute_fermi_velocity_ratio")(kf_a), rel=1e-14)
    assert kernel("fermi_liquid_drag_density")(F1, G1, 1.0) == pytest.approx(
        kernel("dilute_fermi_drag_fraction")(kf_a), rel=1e-14)


def test_first_order_of_the_monopole_is_the_mean_field():
    small = 1e-9
    assert kernel("landau_F0")(small) == pytest.approx(2 * small / math.pi, rel=1e-8)
    assert kernel("landau_G0")(small) == pytest.approx(-2 * small / math.pi, rel=1e-8)


def test_spin_flow_vanishes_where_spin_currents_become_unstable():
    assert kernel("spin_current_ratio")(1.0, -3.0) == 0
    assert kernel("fermi_liquid_velocity_ratio")(1.0, -3 + 1e-12) == pytest.approx(1, rel=1e-11)


@pytest.mark.parametrize("name", ["mass_drag_density_3d", "polaron_mass_share_1d", "spin_orbit_spin_response", "landau_F1"])
def test_integers_broadcast_and_nan_stays_nan(name):
    function = kernel(name)
    table = function(*[np.array([[1], [2]])] * (function.nin - 1), np.array([1, 2, 4]))
    assert table.dtype == np.float64 and table.shape == ((2, 3) if function.nin > 1 else (3,))
    with np.errstate(invalid="ignore"):
        assert np.isnan(function(*[np.nan] * function.nin))


def test_a_determinant_loses_nothing_next_to_zero():
    """Exact rationals of the same floats; (b + k + 1)(b - k) = b^2 + 1 with 53-bit b = k(k + 1) + 1."""
    determinant = importlib.import_module("entrainment.generated.andreev_bashkin")._determinant
    for k in (2**25 + 3, 2**26 - 5):
        b = k * (k + 1) + 1
        assert determinant(float(b + k + 1), float(b - k), float(b)) == 1
    rng = random.Random(3)
    for _ in range(200):
        a, d = rng.uniform(0.1, 10), rng.uniform(0.1, 10)
        b = math.sqrt(a * d) * (1 - 10 ** rng.uniform(-16, -1))
        exact = Fraction(a) * Fraction(d) - Fraction(b) ** 2
        assert exact < 0 or abs(Fraction(determinant(a, d, b)) - exact) <= Fraction(2.0**-52) * exact
    assert determinant(1.0, 2.0, math.sqrt(2)) == 0 > determinant(1.0, 2.0, math.sqrt(2) * (1 + 1e-15))


@pytest.mark.parametrize("D", SPACE)
def test_drag_keeps_its_digits_next_to_the_threshold_of_unequal_couplings(D):
    m1, m2, g11, g22, n1, n2 = 1.3, 1.0, 0.7, 3.1, 0.4, 1.9
    for exponent in range(1, 17):
        g12 = math.sqrt(g11 * g22) * (1 - 10.0**-exponent)
        ball = drag_enclosures.mass_drag_ball(D, *map(Fraction, (m1, m2, g11, g22, g12, n1, n2)), digits=20)
        assert drag(D, (m1, m2, g11, g22, g12, n1, n2)) == pytest.approx(float(ball.mid()), rel=1e-14)
        ball = drag_enclosures.mass_drag_ball(D, *map(Fraction, (m1, m1, g11, g22, g12, n1, n2)), digits=20)
        closed = kernel(f"mass_drag_density_equal_masses_{D}d")(m1, g11, g22, g12, n1, n2)
        assert closed == pytest.approx(float(ball.mid()), rel=1e-14)


@pytest.mark.parametrize("D", SPACE)
def test_a_threshold_that_rounding_missed_is_still_the_threshold(D):
    """g12 = sqrt(g11 g22) in floats is off by 1e-16 either way, which the soft mode feels as 1e-8 at most."""
    rng = random.Random(8)
    for _ in range(20):
        m1, g11, g22, n1, n2 = (rng.uniform(0.3, 3) for _ in range(5))
        values = (m1, g11, g22, math.sqrt(g11 * g22), n1, n2)
        exact = [Fraction(v) for v in (m1, m1, g11, g22)]
        ball = drag_enclosures.mass_drag_ball(D, *exact, "critical", Fraction(n1), Fraction(n2), digits=15)
        assert kernel(f"mass_drag_density_equal_masses_{D}d")(*values) == pytest.approx(float(ball.mid()), rel=1e-7)
        assert drag(D, (m1, *values)) == pytest.approx(float(ball.mid()), rel=1e-7)
