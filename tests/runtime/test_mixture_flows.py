"""A balanced mixture after a push: early responses are the fast flows, sound oscillates, units scale, and what is refused."""

import numpy as np
import pytest
from entrainment.runtime import BoseMixture, DomainError, species
from entrainment.runtime.constants import hbar
from entrainment.runtime.errors import ShapeError
from entrainment.runtime.units import a0, micrometre

DIMENSIONS = (1, 2, 3)


def natural(D=3, m=1.3, g=0.02, g12=0.012, **other):
    kappa = 1.7 if D == 2 else None
    return BoseMixture.natural(**{**dict(m1=m, m2=m, g11=g, g22=g, g12=g12, D=D, kappa=kappa), **other})


@pytest.mark.parametrize("D", DIMENSIONS)
def test_responses_begin_with_the_fast_flows(D):
    """(10): the components move with half the sum and half the difference of the channels."""
    flows = natural(D).balanced([1.0, 2.0])
    asked = dict(strength=0.01, q=0.2, t=1e-3)
    growth = {name: 2 * np.asarray(getattr(flows, f"{name}_response")(**asked)) / asked["t"] for name in ("density", "spin")}
    one, two = np.moveaxis(np.asarray(flows.fast_flows(**asked)), -1, 0)
    np.testing.assert_allclose(one, (growth["density"] + growth["spin"]) / 2, rtol=1e-6)
    np.testing.assert_allclose(two, (growth["density"] - growth["spin"]) / 2, rtol=1e-4)
    np.testing.assert_allclose(one + two, 0.01 * 1e-3 * 0.2**2 / (2 * 1.3), rtol=1e-14)
    np.testing.assert_allclose(two / one, natural(D).fast_velocity_ratio(flows.n / 2, flows.n / 2), rtol=1e-12)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_responses_return_after_a_period_of_sound_and_reach_twice_the_static_one_in_between(D):
    flows = natural(D).balanced(1.0)
    periods = np.asarray(flows.periods(q=0.3))
    statics = flows.compressibility, flows.spin_susceptibility
    for period, name, static in zip(periods, ("density", "spin"), statics, strict=True):
        response = getattr(flows, f"{name}_response")
        assert float(response(strength=0.1, q=0.3, t=period)) == pytest.approx(0, abs=1e-14)
        assert float(response(strength=0.1, q=0.3, t=period / 2)) == pytest.approx(2 * 0.1 * float(static), rel=1e-12)


@pytest.mark.parametrize("D", DIMENSIONS)
def test_sound_is_that_of_the_stiffness_and_the_reduced_flux(D):
    """c^2 = (n/2m) d mu, times 1 - 4 n_drag/n in the spin channel; weak coupling gives the mean field back."""
    mixture = natural(D)
    flows, n = mixture.balanced(0.9), 0.9
    stiffness = np.asarray(mixture.stiffness_matrix(n / 2, n / 2))
    drag = float(mixture.drag_density(n / 2, n / 2))
    squares = n / 2 / 1.3 * np.array([stiffness[0, 0] + stiffness[0, 1], stiffness[0, 0] - stiffness[0, 1]])
    np.testing.assert_allclose(np.asarray(flows.sound_velocities) ** 2, squares * [1, 1 - 4 * drag / n], rtol=1e-13)
    weak, n = natural(D, g=2e-9, g12=1e-9), 1e3
    expected = [n * 3e-9 / 2 / 1.3, n * 1e-9 / 2 / 1.3]
    np.testing.assert_allclose(np.asarray(weak.balanced(n).sound_velocities) ** 2, expected, rtol=1e-4)


def test_SI_and_natural_units_agree():
    si = BoseMixture.of("87Rb", "87Rb", a11=100 * a0, a12=95 * a0, a22=100 * a0)
    m, length = species.species("87Rb").mass, 0.3 * micrometre
    energy = hbar**2 / (m * length**2)
    coupling = energy * length**3
    bare = BoseMixture.natural(m1=1, m2=1, g11=si.g11 / coupling, g22=si.g22 / coupling, g12=si.g12 / coupling)
    hot, cold = si.balanced(1e20), bare.balanced(1e20 * length**3)
    there = dict(strength=1e-3 * energy, q=0.1 / length, t=2 * hbar / energy)
    here = dict(strength=1e-3, q=0.1, t=2.0)
    for name in ("density_response", "spin_response"):
        np.testing.assert_allclose(getattr(hot, name)(**there), getattr(cold, name)(**here), rtol=1e-9)
    np.testing.assert_allclose(hot.fast_flows(**there), cold.fast_flows(**here) * energy / hbar, rtol=1e-9)
    np.testing.assert_allclose(hot.periods(q=0.1 / length), cold.periods(q=0.1) * hbar / energy, rtol=1e-9)
    np.testing.assert_allclose(hot.compressibility * coupling, cold.compressibility, rtol=1e-9)
    assert hot.sound_velocities.unit == "m/s" and hot.drag_density.unit == "m^-3"
    assert hot.fast_flows(**there).unit == "s^-1" and hot.spin_susceptibility.unit == "J^-1 m^-3"


def test_answers_broadcast():
    flows = natural().balanced([[1.0], [2.0]])
    assert np.shape(flows.spin_response(strength=0.1, q=0.3, t=[1, 2, 3])) == (2, 3)
    assert np.shape(flows.fast_flows(strength=0.1, q=[0.3, 0.4], t=1)) == (2, 2, 2)
    assert np.shape(flows.sound_velocities) == (2, 1, 2)
    with pytest.raises(ShapeError):
        natural().balanced([1.0, 2.0]).density_response(strength=0.1, q=0.3, t=[1, 2, 3])


@pytest.mark.parametrize("mixture, n, named", [
    (natural(m2=2.0), 1.0, "m2 = 2.0"), (natural(g22=0.03), 1.0, "g22 = 0.03"), (natural(), 0.0, "n > 0"),
    (natural(g12=0.03), 1.0, "g12"), (natural(D=1, g=30.0, g12=29.0), 1e-3, "1/4 - n_drag/n")])
def test_what_is_not_balanced_or_not_stable_is_refused(mixture, n, named):
    with pytest.raises(DomainError, match=named):
        mixture.balanced(n)


@pytest.mark.parametrize("bad", (0, -1.0, np.nan))
def test_waves_that_make_no_sense_are_refused(bad):
    for ask in ("density_response", "spin_response", "fast_flows"):
        for name in ("strength", "q", "t"):
            with pytest.raises(DomainError, match=name):
                getattr(natural().balanced(1.0), ask)(**{**dict(strength=0.1, q=0.3, t=1.0), name: bad})
