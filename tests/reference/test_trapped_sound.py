"""Modes of sound in a harmonic trap: known frequencies, the mass along the beams, and the shape that drops out of the ratio."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference import thomas_fermi, trapped_sound
from mpmath import mp

GAS = [Fraction(value) for value in ("13/10", "1/2", "3/2", "7/10", "9/10")]  # m, k0, Omega, g, n


def squares(D, inverse_mass, parity):
    """omega^2 in units of the trap across, the shape being that of a spherical trap."""
    with mp.workdps(40):
        return [float(square / 2) for square, _ in trapped_sound.modes(D, mp.mpf(inverse_mass), parity, 1)[1]]


@pytest.mark.parametrize("D, even, odd", [(1, [0, 3, 10], [1, 6]), (2, [0, 2, 4], [1, 3]), (3, [0, 2, 4, 5], [1, 3])])
def test_modes_of_an_ordinary_condensate(D, even, odd):
    """omega^2 = 2 n^2 + 2 n l + 3 n + l in D = 3: quadrupole 2, breathing 5; in D = 2 breathing 4; in D = 1 j (j + 1)/2."""
    assert squares(D, 1, 0)[: len(even)] == pytest.approx(even, abs=1e-12)
    assert squares(D, 1, 1)[: len(odd)] == pytest.approx(odd, abs=1e-12)


@pytest.mark.parametrize("D", (1, 2, 3))
def test_the_dipole_mode_has_the_mass_along_the_beams(D):
    assert squares(D, "0.3", 1)[0] == pytest.approx(0.3, rel=1e-13)


@pytest.mark.parametrize("D", (1, 2, 3))
def test_ratio_is_the_law_with_the_average_of_the_pushed_density_in_a_trap_of_any_shape(D):
    m, k0, Omega, g, n = GAS
    with mp.workdps(50):
        pushed = thomas_fermi.pushed_over_mean(D, digits=40) * thomas_fermi.mean_power(D, 1, digits=40) * mp.mpf(9) / 10
        critical, mixing = 2 * k0**2 / m, 2 * g * 2 * k0**2 / m / Omega**2
        spin = pushed * mixing.numerator / mixing.denominator
        mass = mp.mpf((1 - critical / Omega).numerator) / (1 - critical / Omega).denominator
        law = (mass - spin) / (mass + spin)
        for aspect in (Fraction(1, 5), 1, 7):
            assert abs(trapped_sound.fast_ratio(D, *GAS, aspect=aspect, digits=35) - law) < mp.mpf(10) ** -34


def test_the_polarised_phase_is_refused():
    with pytest.raises(ValueError, match="Omega must exceed"):
        trapped_sound.fast_ratio(3, 1, 1, 2, 1, 1)
