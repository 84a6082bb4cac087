"""A phonon cloud makes an impurity heavier, by the same amount whether one moves it or drags it (carlini2021, Sec. V)."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference.polaron import drag_velocity_ratio, effective_mass_ratio, inverse_mass_shift, recoil_energy
from mpmath import mp

DIGITS = 13
IMPURITY = {"m_impurity": "5/3", "m": "3/4", "g": "7/5", "n": "2/3", "g_impurity": "1/3"}
DIMENSIONS = (1, 2, 3)


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(50):
        yield


def assert_close(a, b, digits=DIGITS):
    assert abs(a - b) <= mp.mpf(10) ** (-digits) * max(abs(a), abs(b)), (a, b)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_bending_of_the_energy_is_the_drag_on_few_impurities(D):
    assert_close(*(inverse_mass_shift(D, **IMPURITY, digits=DIGITS, route=route) for route in ("momentum", "drag")))


@pytest.mark.parametrize("D", DIMENSIONS)
def test_energy_at_small_momentum_bends_as_the_mass_says(D):
    shift = inverse_mass_shift(D, **IMPURITY, digits=DIGITS)
    assert_close(recoil_energy(D, "1/100000000", **IMPURITY, digits=DIGITS) * 2 * mp.mpf(10) ** 16, shift)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_a_faster_impurity_is_still_heavier(D):
    # E2(p) - E2(0) is an average of 1/(omega - p k cos/M), convex in p^2: it bends down more and more.
    per_square = [recoil_energy(D, p, **IMPURITY, digits=DIGITS) / p**2 for p in (Fraction(1, 4), Fraction(1, 2), 1)]
    assert 0 > inverse_mass_shift(D, **IMPURITY, digits=DIGITS) / 2 > per_square[0] > per_square[1] > per_square[2]


@pytest.mark.parametrize("D", DIMENSIONS)
def test_the_energy_does_not_know_left_from_right(D):
    assert_close(*(recoil_energy(D, p, **IMPURITY, digits=DIGITS) for p in ("1/3", "-1/3")))


@pytest.mark.parametrize("D", DIMENSIONS)
def test_mass_grows_with_the_square_of_the_coupling(D):
    weak, strong = ({**IMPURITY, "g_impurity": g} for g in ("1/7", "-2/7"))
    values = [effective_mass_ratio(D, **impurity, digits=DIGITS) - 1 for impurity in (weak, strong)]
    assert values[0] > 0
    assert_close(4 * values[0], values[1])
    assert_close(drag_velocity_ratio(D, **weak, digits=DIGITS), values[0])


def test_an_uncoupled_impurity_keeps_its_mass():
    free = {**IMPURITY, "g_impurity": 0}
    assert effective_mass_ratio(3, **free) == 1
    assert recoil_energy(3, "1/10", **free) == 0


@pytest.mark.parametrize("D", DIMENSIONS)
def test_healing_length_and_mass_set_the_units(D):
    # Lengths over 2: n 2^D, couplings 2^(2-D).  Masses times 3, couplings over 3.
    scaled = {name: Fraction(value) for name, value in IMPURITY.items()}
    for name, factor in (("m", 3), ("m_impurity", 3), ("n", 2**D)):
        scaled[name] *= factor
    for name in ("g", "g_impurity"):
        scaled[name] *= Fraction(2) ** (2 - D) / 3
    masses = [effective_mass_ratio(D, **impurity, digits=DIGITS) for impurity in (IMPURITY, scaled)]
    assert_close(masses[0] - 1, masses[1] - 1, 12)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_a_heavy_impurity_carries_a_cloud_of_fixed_mass(D):
    # M -> oo: omega -> E, and M (m_p^*/M - 1) -> 2 g_IB^2 n int (e/E) k^2/(D E^3) for m = n = g = 1; E^2 = e (e + 2).
    light = {"m": 1, "g": 1, "n": 1, "g_impurity": 1}
    added = [(effective_mass_ratio(D, M, **light, digits=DIGITS) - 1) * M for M in (10**10, 10**13)]
    assert abs(added[1] / added[0] - 1) < mp.mpf("1e-8")
    assert abs(added[1] / _fixed_scatterer(D) - 1) < mp.mpf("1e-11")


def _fixed_scatterer(D):
    measure = {1: lambda k: 1 / mp.pi, 2: lambda k: k / (2 * mp.pi), 3: lambda k: k * k / (2 * mp.pi**2)}[D]

    def integrand(k):
        e = k * k / 2
        return 2 * measure(k) * k * k / (D * e * (e + 2) ** 2)

    return mp.quad(integrand, [0, 1, 2, 4, 10]) + mp.quad(lambda u: integrand(1 / u) / u**2, [0, mp.mpf("0.1")])


def test_impossible_input_is_named():
    for wrong, name in (
        ({"m": 0}, "m "),
        ({"m_impurity": -1}, "m_impurity"),
        ({"n": 0}, "n "),
        ({"g": -1}, "g "),
        ({"D": 0}, "D"),
    ):
        with pytest.raises(ValueError, match=name):
            inverse_mass_shift(**{"D": 3, **IMPURITY, **wrong})
    with pytest.raises(ValueError, match="p:"):
        recoil_energy(3, 2, **IMPURITY)
    with pytest.raises(ValueError, match="route"):
        inverse_mass_shift(3, **IMPURITY, route="guess")
