"""An impurity in a condensate: heavier than bare, second order in its coupling, smooth through equal masses."""

import numpy as np
import pytest
from entrainment.runtime import Polaron
from entrainment.runtime.errors import DomainError, UnknownSpecies
from entrainment.runtime.species import species
from entrainment.runtime.units import a0, micrometre

DIMENSIONS = (1, 2, 3)


def natural(D=3, **changes):
    return Polaron.natural(**{**dict(m_impurity=2.0, m=1.0, g=0.5, g_impurity=0.1, D=D), **changes})


@pytest.mark.parametrize("D", DIMENSIONS)
def test_an_impurity_is_heavier_than_bare_for_either_sign_of_its_coupling(D):
    for sign in (1, -1):
        polaron = natural(D, g_impurity=sign * 0.1)
        assert float(polaron.effective_mass(1.0)) > polaron.m_impurity
    assert float(natural(D, g_impurity=0).mass_share(1.0)) == 0
    assert float(natural(D, g_impurity=0.2).mass_share(1.0)) == pytest.approx(4 * float(natural(D).mass_share(1.0)), rel=1e-14)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_equal_masses_are_nothing_special(D):
    steps = 1 + np.array([-1e-3, -1e-9, 0, 1e-9, 1e-3])
    shares = np.array([float(natural(D, m_impurity=z).mass_share(1.0)) for z in steps])
    assert shares[1] == pytest.approx(shares[2], rel=1e-8) == shares[3]
    assert shares[2] == pytest.approx((shares[0] + shares[4]) / 2, rel=1e-5)


def test_equal_masses_in_three_dimensions_give_the_known_coefficient():
    """m*/m = 1 + 64/(45 sqrt(pi)) (a12/a)^2 sqrt(n a^3), Astrakharchik and Pitaevskii 2004."""
    a, a12, n = 100 * a0, 10 * a0, 1e20
    share = Polaron.of("87Rb", "87Rb", a_impurity=a12, a=a).mass_share(n)
    assert float(share) == pytest.approx(64 / (45 * np.sqrt(np.pi)) * (a12 / a) ** 2 * np.sqrt(n * a**3), rel=1e-12)


def test_two_dimensions_do_not_know_the_density_and_one_dimension_drags_more_when_dilute():
    np.testing.assert_allclose(natural(2).mass_share([0.1, 1, 10]), float(natural(2).mass_share(1)), rtol=1e-15)
    assert (np.diff(natural(1).mass_share([1, 2, 4])) < 0).all()
    assert (np.diff(natural(3).mass_share([1, 2, 4])) > 0).all()


@pytest.mark.parametrize("D", DIMENSIONS)
def test_a_heavy_impurity_gains_a_finite_mass(D):
    gained = [m * float(natural(D, m_impurity=m).mass_share(1.0)) for m in (1e6, 1e8)]
    assert gained[0] == pytest.approx(gained[1], rel=1e-4)


def test_the_velocity_ratio_is_the_share_of_the_mass():
    polaron = natural()
    share = float(polaron.fast_velocity_ratio(1.0))
    assert share == float(polaron.mass_share(1.0))
    assert float(polaron.effective_mass(1.0)) == pytest.approx(2.0 / (1 - share), rel=1e-15)


def test_fermions_may_be_impurities_and_SI_agrees_with_natural_units():
    si = Polaron.of("40K", "87Rb", a_impurity=-185 * a0, a=100 * a0)
    bath = species("87Rb").mass
    length = micrometre
    energy = si.scales.hbar**2 / (bath * length**2)
    bare = Polaron.natural(m_impurity=si.mass_ratio, m=1, g=si.g / (energy * length**3),
                           g_impurity=si.g_impurity / (energy * length**3))
    n = np.array([1e19, 1e20])
    np.testing.assert_allclose(si.mass_share(n), bare.mass_share(n * length**3), rtol=1e-12)
    assert si.effective_mass(n).unit == "kg" and "40K in 87Rb" in repr(si) and "<table>" in si._repr_html_()
    reduced = Polaron.of("87Rb", "87Rb", a_impurity=50 * a0, a=100 * a0, D=1, oscillator_length=0.3 * micrometre)
    assert 0 < float(reduced.mass_share(1e8)) < 1


def test_strong_coupling_is_refused_and_weak_coupling_warned_about():
    with pytest.raises(DomainError, match=r"1 - m2/m2\* < 1 \(carlini2021:55\); second order"):
        natural(1, g_impurity=30).effective_mass(1.0)
    assert natural().warnings(1.0) == () and "rough" in natural(1, g_impurity=0.7).warnings(1.0)[0]


@pytest.mark.parametrize("wrong, named", [
    ({"m_impurity": 0}, "m_impurity > 0"), ({"m": -1}, "m > 0"), ({"g": 0.0}, "g > 0"), ({"g_impurity": np.nan}, "is finite"),
    ({"D": 4}, "D in"), ({"g": "strong"}, "real number")])
def test_an_impurity_that_makes_no_sense_is_refused(wrong, named):
    with pytest.raises(DomainError, match=named):
        natural(**wrong)


def test_densities_and_species_are_checked():
    for bad in (0, -1, np.nan, [1.0, 0.0]):
        with pytest.raises(DomainError, match="n > 0|n is finite"):
            natural().mass_share(bad)
    with pytest.raises(DomainError, match="boson"):
        Polaron.of("87Rb", "40K", a_impurity=1e-9, a=1e-9)
    with pytest.raises(UnknownSpecies):
        Polaron.of("unobtainium", "87Rb", a_impurity=1e-9, a=1e-9)
    assert np.shape(natural().mass_share(np.ones((2, 3), dtype=int))) == (2, 3)
