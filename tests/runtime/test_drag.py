"""Entrainment in a mixture: exchange, Galilei invariance, the balanced and the dilute limit, and what is refused."""

import numpy as np
import pytest
from entrainment.runtime import BoseMixture, Polaron
from entrainment.runtime.errors import DomainError
from entrainment.runtime.units import a0, per_cubic_centimetre

DIMENSIONS = (1, 2, 3)


def natural(D, m1=1.0, m2=3.0, g11=0.2, g22=0.5, g12=0.25):
    return BoseMixture.natural(m1=m1, m2=m2, g11=g11, g22=g22, g12=g12, D=D, kappa=1.7 if D == 2 else None)


def rubidium(a12=95 * a0, a11=100 * a0, a22=100 * a0):
    return BoseMixture.of("87Rb", "87Rb", a11=a11, a12=a12, a22=a22)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_exchange_of_the_components_leaves_the_drag(D):
    here, there = natural(D), natural(D, m1=3.0, m2=1.0, g11=0.5, g22=0.2)
    assert float(here.mass_drag_density(0.8, 0.6)) == pytest.approx(float(there.mass_drag_density(0.6, 0.8)), rel=1e-13)
    np.testing.assert_allclose(here.effective_masses(0.8, 0.6), there.effective_masses(0.6, 0.8)[::-1], rtol=1e-13)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_drag_is_positive_and_does_not_know_the_sign_of_the_coupling(D):
    rho = natural(D).mass_drag_density([0.3, 1.0], [2.0, 0.1])
    assert (np.asarray(rho) > 0).all()
    np.testing.assert_allclose(natural(D, g12=-0.25).mass_drag_density([0.3, 1.0], [2.0, 0.1]), rho, rtol=1e-14)


@pytest.mark.parametrize("D", DIMENSIONS)
@pytest.mark.parametrize("mixture", ({}, {"m2": 1.0}))
def test_without_coupling_or_without_a_component_nothing_is_dragged(D, mixture):
    assert float(natural(D, g12=0.0, **mixture).mass_drag_density(1, 1)) == 0
    np.testing.assert_array_equal(natural(D, **mixture).mass_drag_density([0, 1, 0], [1, 0, 0]), 0)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_closed_form_of_equal_masses_is_the_limit_of_the_integral(D):
    closed = natural(D, m2=1.0).mass_drag_density(0.8, 0.6)
    assert float(natural(D, m2=1 + 1e-12).mass_drag_density(0.8, 0.6)) == pytest.approx(float(closed), rel=1e-11)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_drag_is_finite_and_continuous_at_the_miscibility_threshold(D):
    at, near = (natural(D, m2=1.0, g11=0.5, g12=0.5 * (1 - d)).mass_drag_density(0.7, 0.7) for d in (0, 1e-12))
    assert float(at) == pytest.approx(float(near), rel=1e-5) and float(at) > 0


def test_dilute_limit_has_the_corrected_coefficient():
    """4/(9 sqrt(2 pi)) n (a12/a)^2 sqrt(n a^3), half of what Eq. (38) prints."""
    a, a12, n = 100 * a0, 0.1 * a0, 1e14 * per_cubic_centimetre
    n_drag = rubidium(a12=a12).drag_density(n / 2, n / 2)
    assert float(n_drag) == pytest.approx(4 / (9 * np.sqrt(2 * np.pi)) * n * (a12 / a) ** 2 * np.sqrt(n * a**3), rel=1e-5)
    assert n_drag.unit == "m^-3" and "carlini2021:38" in n_drag.claims


def test_momentum_is_conserved_and_the_dragged_cloud_follows():
    """m1 n1 V1 + m2 n2 V2 = m1 n1 (lambda t/m1): what component 2 gains, component 1 lacks (Galilei)."""
    mixture, n1, n2 = natural(3), 0.8, 0.6
    ratio = float(mixture.fast_velocity_ratio(n1, n2))
    rho = float(mixture.mass_drag_density(n1, n2))
    kicked = 1 - rho / (mixture.m1 * n1)  # V1 in units of lambda t/m1
    assert 0 < ratio < 1
    assert mixture.m1 * n1 * kicked + mixture.m2 * n2 * ratio * kicked == pytest.approx(mixture.m1 * n1, rel=1e-13)


def test_balanced_ratio_is_equation_39():
    mixture = natural(3, m2=1.0, g11=0.5)
    share = float(mixture.drag_density(1.0, 1.0)) / 2
    assert float(mixture.fast_velocity_ratio(1.0, 1.0)) == pytest.approx(share / (0.5 - share), rel=1e-13)


def test_effective_masses_stand_for_one_drag():
    mixture, n = natural(2), (0.8, 0.6)
    star = np.asarray(mixture.effective_masses(*n))
    bare = np.array([mixture.m1, mixture.m2])
    rho = bare * n * (1 - bare / star)
    np.testing.assert_allclose(rho, float(mixture.mass_drag_density(*n)), rtol=1e-11)
    assert (star > bare).all()


@pytest.mark.parametrize("D", DIMENSIONS)
@pytest.mark.parametrize("m2", (0.3, 1.0, 7.0))
def test_few_impurities_weigh_what_the_drag_of_few_impurities_says(D, m2):
    """The polaron's closed form against the mixture with n2 -> 0, to second order in g12."""
    g12 = 1e-4
    mixture = natural(D, m2=m2, g12=g12)
    impurity = Polaron.natural(m_impurity=m2, m=1.0, g=0.2, g_impurity=g12, D=D)
    n2 = 1e-11  # the correction is of order sqrt(n2) in D = 1
    share = float(mixture.mass_drag_density(0.8, n2)) / (m2 * n2)
    assert float(impurity.mass_share(0.8)) == pytest.approx(share, rel=2e-4)


def test_drag_of_atoms_in_SI_is_that_in_natural_units():
    si = BoseMixture.of("41K", "87Rb", a11=65 * a0, a12=50 * a0, a22=100 * a0)
    length, mass = 1.3e-7, si.m2
    energy = si.hbar**2 / (mass * length**2)
    bare = BoseMixture.natural(m1=si.m1 / mass, m2=1, **{
        name: getattr(si, name) / (energy * length**3) for name in ("g11", "g22", "g12")})
    n = np.array([1e19, 1e20])
    np.testing.assert_allclose(si.drag_density(n, 2e19), bare.drag_density(n * length**3, 2e19 * length**3) / length**3,
                               rtol=1e-12)
    np.testing.assert_allclose(si.fast_velocity_ratio(n, n), bare.fast_velocity_ratio(n * length**3, n * length**3), rtol=1e-12)
    assert si.mass_drag_density(n, n).unit == "kg m^-3" and si.fast_velocity_ratio(n, n).unit == "1"


def test_what_has_no_answer_is_refused():
    with pytest.raises(DomainError, match=r"g12\*\*2 <= g11 g22.*carlini2021:38"):
        rubidium(a12=101 * a0).drag_density(1e20, 1e20)
    with pytest.raises(DomainError, match=r"n2 = 0\.0.*n2 > 0.*carlini2021:51"):
        natural(3).fast_velocity_ratio(1.0, 0)
    with pytest.raises(DomainError, match=r"rho_drag < m_i n_i.*drag-below-a-quarter"):
        BoseMixture.natural(m1=1, m2=1, g11=1, g22=1, g12=0.99, D=1).fast_velocity_ratio(1e-6, 1e-6)
    for bad in (np.nan, -1.0, np.inf):
        with pytest.raises(DomainError, match="n1"):
            natural(3).drag_density(bad, 1.0)


def test_integers_broadcast():
    assert np.shape(natural(3).drag_density([[1], [2]], [1, 2, 3])) == (2, 3)
    assert np.shape(natural(3).effective_masses([[1], [2]], [1, 2, 3])) == (2, 3, 2)
    assert np.shape(natural(3).drag_density([], 1)) == (0,)
