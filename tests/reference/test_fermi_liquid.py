"""Landau parameters obey thermodynamics and Pauli; their drag is the response of the currents (carlini2021, Sec. IV)."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference import fermi_liquid
from entrainment.runtime.reference.fermi_liquid import (
    CHANNELS,
    drag_fraction,
    effective_mass_ratio,
    exchange_integral,
    landau_parameter,
    pair_integral,
    second_order_drag_fraction,
    second_order_landau_function,
    second_order_landau_parameter,
    spin_sum_rule_fraction,
    velocity_ratio,
)
from mpmath import mp

DIGITS = 13


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(50):
        yield


def assert_close(a, b, digits=DIGITS):
    assert abs(a - b) <= mp.mpf(10) ** (-digits) * max(abs(a), abs(b)), (a, b)


@pytest.mark.parametrize("integral", [exchange_integral, pair_integral])
@pytest.mark.parametrize("s", ["1/50", "1/2", "99/100"])
def test_principal_values_divided_out_and_folded_agree(integral, s):
    assert_close(*(integral(s, DIGITS, formulation) for formulation in fermi_liquid.FORMULATIONS))


def test_exchange_starts_from_the_density_of_states_and_falls():
    # R(0) is the density of states of one spin, m k_F/(2 pi^2).
    values = [exchange_integral(s, DIGITS) for s in (Fraction(1, 10**8), "1/2", "9/10")]
    assert_close(values[0], 1 / (2 * mp.pi**2))
    assert values[0] > values[1] > values[2] > 0


def test_particles_of_equal_spin_do_not_scatter_forward():
    # Sum over l of the forward amplitude F_l/(1 + F_l/(2l+1)) + G_l/(1 + G_l/(2l+1)) is zero; at second order:
    forward = sum(second_order_landau_function(channel, Fraction(1, 10**8), DIGITS) for channel in CHANNELS)
    squares = sum(landau_parameter(channel, 0, "1/1000000", DIGITS) ** 2 for channel in CHANNELS) * 10**12
    assert_close(forward, squares, 5)


def test_compressibility_is_that_of_the_lee_yang_energy():
    # mu = e_F [1 + 4x/3pi + 4(11 - 2 ln 2)x^2/15pi^2] and 1 + F_0 = (m*/m)(m/k_F) dmu/dk_F.
    curvature = 8 * (11 - 2 * mp.log(2)) / (15 * mp.pi**2)
    f0, f1 = (second_order_landau_parameter("F", order, DIGITS) for order in (0, 1))
    assert_close(f0, curvature + f1 / 3)


def test_landau_parameters_give_the_drag_that_the_currents_respond_with():
    f1, g1 = (second_order_landau_parameter(channel, 1, DIGITS) for channel in CHANNELS)
    assert_close(second_order_drag_fraction(DIGITS), (f1 - g1) / 12)


@pytest.mark.parametrize("q", ["1/10", 1, "19/10", "21/10", 10])
def test_pairs_of_excitations_at_momentum_q_are_counted_right(q):
    q = mp.mpf(Fraction(q).numerator) / Fraction(q).denominator
    gap, top = abs(1 - q / 2), 1 + q / 2

    def area(u):
        return 2 * q * u if u < 1 - q / 2 else 1 - (u - q / 2) ** 2

    with mp.workdps(12):
        edges = [mp.zero, gap, top] if q < 2 else [gap, top]
        direct = mp.quad(lambda u: mp.quad(lambda v: 2 * area(u) * area(v) / (u + v) ** 3, edges), edges)
    assert_close(fermi_liquid._pair_sum(q), direct, 6)


def test_projection_of_the_folded_integrals():
    # The angle average of the folded definition, at few digits.
    folded = second_order_landau_parameter("G", 0, 3, "folded")
    assert abs(folded - second_order_landau_parameter("G", 0, 10)) < mp.mpf("1e-3")


def test_first_order_is_an_s_wave():
    for channel, sign in (("F", 1), ("G", -1)):
        second = second_order_landau_parameter(channel, 0, DIGITS)
        assert_close(landau_parameter(channel, 0, "1/10", DIGITS), sign / (5 * mp.pi) + second / 100)
        one = landau_parameter(channel, 1, "1/10", DIGITS)
        assert_close(one, landau_parameter(channel, 1, "-1/10", DIGITS))


def test_attraction_and_repulsion_make_quasiparticles_heavier_and_drag():
    for kf_a in ("1/4", "-1/4"):
        assert effective_mass_ratio(kf_a, DIGITS) > 1
        assert 0 < drag_fraction(kf_a, DIGITS) < mp.mpf(1) / 4
        assert landau_parameter("G", 1, kf_a, DIGITS) > -3
    assert drag_fraction(0, DIGITS) == 0
    assert effective_mass_ratio(0, DIGITS) == 1


def test_low_energies_lack_the_drag_in_the_spin_sum_rule():
    assert_close(spin_sum_rule_fraction("-1/2", DIGITS), 1 - 4 * drag_fraction("-1/2", DIGITS))


def test_the_quoted_drag_of_about_four_percent():
    assert abs(velocity_ratio("-1/2", DIGITS) - mp.mpf("0.0439")) < mp.mpf("1e-4")


def test_impossible_input_is_named():
    with pytest.raises(ValueError, match="channel"):
        landau_parameter("H", 0, 1)
    with pytest.raises(ValueError, match="l must"):
        landau_parameter("F", -1, 1)
    with pytest.raises(ValueError, match="formulation"):
        pair_integral("1/2", formulation="guess")
    for s in (0, 1, "3/2"):
        with pytest.raises(ValueError, match="s = "):
            exchange_integral(s)
    with pytest.raises(ValueError, match="kf_a"):
        drag_fraction(3, DIGITS)
