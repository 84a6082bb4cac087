"""Zero sound and the pairs of a Fermi liquid: known velocities, both sum rules, and liquids that are not stable."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference import landau_spectrum
from mpmath import mp


def sound(zeroth, first=0):
    with mp.workdps(30):
        return landau_spectrum.zero_sound(mp.mpf(zeroth), mp.mpf(first))


def test_zero_sound_of_a_weakly_and_of_a_strongly_interacting_liquid():
    """s = 1 + 2 exp(-2 - 2/F_0) for F_0 -> 0, s^2 = F_0/3 + 3/5 for F_0 -> oo."""
    with mp.workdps(30):
        weak, strong = sound("0.1")[0], sound(1000)[0]
        assert (weak - 1) / (2 * mp.exp(-2 - 2 / mp.mpf("0.1"))) == pytest.approx(1, rel=1e-3)
        assert strong**2 - 1000 / mp.mpf(3) == pytest.approx(3 / 5, rel=1e-2)
    assert sound("-0.5") is None and sound("-0.5", 2) is not None


@pytest.mark.parametrize("zeroth", (Fraction(1, 2), Fraction(-1, 2), 4))
@pytest.mark.parametrize("first", (0, 2, Fraction(-9, 4)))
def test_energy_weighted_sum_knows_the_current_parameter_alone(zeroth, first):
    inverse, strength, energy = landau_spectrum.moments(zeroth, first, 25)
    with mp.workdps(40):
        assert abs(energy - (1 + mp.mpf(Fraction(first).numerator) / Fraction(first).denominator / 3) / 6) < mp.mpf(10) ** -25
        assert strength**2 < inverse * energy  # Cauchy and Schwarz


def test_density_moment_is_that_of_bare_atoms_and_the_spin_lacks_a_part():
    """Galilei invariance: m* = m (1 + F_1/3) undoes the same factor of the liquid."""
    liquid = dict(F_1=Fraction(7, 5), G_1=Fraction(-1, 2), m=2, grad_f2_n=3)
    density, spin = (landau_spectrum.low_moment(channel, **liquid, digits=20) for channel in ("density", "spin"))
    assert float(density) == pytest.approx(3 / 4, rel=1e-15)
    assert float(spin / density) == pytest.approx((1 - 0.5 / 3) / (1 + 1.4 / 3), rel=1e-15)
