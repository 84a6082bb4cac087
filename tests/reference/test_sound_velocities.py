"""Two phonon branches: their slopes obey the sum and the product that compressibilities impose (naidon2021, Eqs. 1-4)."""

import pytest
from entrainment.runtime.reference.vacuum_energy import bogoliubov_energies, exact, real, sound_velocities_squared
from mpmath import mp

DIGITS = 20
MIXTURES = {
    "generic": ("6/5", "5/3", "7/5", "2/3", "4/5", "3/4", "9/7"),
    "attractive": ("6/5", "5/3", "7/5", "2/3", "-4/5", "3/4", "9/7"),
    "dilute second component": (1, 3, 2, "1/2", "1/3", 1, "1/1000000"),
    "branches that touch": (1, 2, 2, 2, "1/1000000000000", 1, 2),
}


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(60):
        yield


def assert_close(a, b, scale):
    assert abs(a - b) <= mp.mpf(10) ** (1 - 2 * DIGITS) * scale, (a, b)


@pytest.mark.parametrize("name", MIXTURES)
def test_sum_and_product_of_the_squares(name):
    m1, m2, g11, g22, g12, n1, n2 = (real(exact(v)) for v in MIXTURES[name])
    plus, minus = sound_velocities_squared(*MIXTURES[name], digits=DIGITS)
    assert plus > minus > 0
    assert_close(plus + minus, g11 * n1 / m1 + g22 * n2 / m2, plus)
    assert_close(plus * minus, n1 * n2 * (g11 * g22 - g12**2) / (m1 * m2), plus**2)


@pytest.mark.parametrize("digits", (8, 40))
def test_accuracy_follows_the_digits(digits):
    m1, m2, g11, g22, g12, n1, n2 = (real(exact(v)) for v in MIXTURES["generic"])
    plus, minus = sound_velocities_squared(*MIXTURES["generic"], digits=digits)
    with mp.workdps(3 * digits):
        error = abs(plus + minus - (g11 * n1 / m1 + g22 * n2 / m2))
    assert error < mp.mpf(10) ** (1 - 2 * min(digits, 29)) * plus


def test_decoupled_gases_have_their_own_sound():
    plus, minus = sound_velocities_squared(2, 1, 3, 5, 0, 4, 7, digits=DIGITS)
    assert_close(plus, 35, plus)
    assert_close(minus, 6, plus)


def test_the_soft_mode_does_not_propagate():
    for g12, n2 in (("critical", "9/7"), ("4/5", 0)):
        plus, minus = sound_velocities_squared(1, "5/3", "7/5", "2/3", g12, "3/4", n2, digits=DIGITS)
        assert minus == 0 and plus > 0


def test_branches_are_straight_below_the_healing_momentum_only():
    slopes = sound_velocities_squared(*MIXTURES["generic"], digits=DIGITS)
    for p, bound in (("1/1000", 1e-5), (1, 1)):
        for energy, square in zip(bogoliubov_energies(p, *MIXTURES["generic"]), slopes, strict=True):
            excess = (energy / real(exact(p))) ** 2 - square
            assert 0 < excess < bound


def test_impossible_mixtures_are_refused():
    for refused in ((1, 1, 1, 1, 2, 1, 1), (1, 1, 1, 1, 0, 0, 0), (1, 1, 1, 1, 0, -1, 1), (-1, 1, 1, 1, 0, 1, 1)):
        with pytest.raises(ValueError):
            sound_velocities_squared(*refused)
