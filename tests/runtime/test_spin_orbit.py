"""A coherently coupled gas: Rabi limit, the transition from both sides, sound, sum rules, and what it refuses."""

import numpy as np
import pytest
from entrainment.runtime import SpinOrbitGas
from entrainment.runtime.constants import hbar
from entrainment.runtime.errors import DomainError, ShapeError, UnknownSpecies
from entrainment.runtime.species import species
from entrainment.runtime.units import a0, micrometre, per_cubic_centimetre, two_pi_kHz

BELOW, ABOVE = 1 - 1e-9, 1 + 1e-9


def natural(Omega, k0=1.0, g=0.3, n=2.0, m=1.0, side=1):
    """Omega_c = 2 k0^2/m = 2."""
    return SpinOrbitGas.natural(m=m, k0=k0, Omega=Omega, g=g, n=n, side=side)


def rubidium(Omega=10 * two_pi_kHz, **changes):
    return SpinOrbitGas.of("87Rb", **{**dict(k0=5.5e6, Omega=Omega, a=100 * a0, n=1e14 * per_cubic_centimetre), **changes})


def test_rabi_coupling_moves_the_components_together_and_at_first_against_each_other():
    gas = natural(Omega=2.5, k0=0)
    assert gas.phase == "single minimum" and float(gas.critical_coupling) == 0
    assert float(gas.fast_velocity_ratio) == 1
    assert float(gas.inverse_effective_mass) == float(gas.sigma_x) == 1
    assert -1 < float(gas.ultrafast_velocity_ratio(width=3.0)) < 0
    along, across = gas.sound_velocities
    assert along == across


def test_both_phases_meet_at_the_transition():
    below, above = natural(2 * BELOW), natural(2 * ABOVE)
    assert (below.phase, above.phase) == ("plane wave", "single minimum")
    for ask in ("inverse_effective_mass", "fast_velocity_ratio", "sigma_x"):
        assert float(getattr(below, ask)) == pytest.approx(float(getattr(above, ask)), abs=2e-4), ask
    assert float(natural(2.0).fast_velocity_ratio) == -1  # the spin alone drags, and it drags backwards
    for side in (1, -1):
        ratio = natural(2 * (1 - 1e-14), side=side).ultrafast_velocity_ratio(width=1.3)
        assert float(ratio) == pytest.approx(float(natural(2.0).ultrafast_velocity_ratio(width=1.3)), rel=1e-6)


def test_sound_along_the_beams_softens_at_the_transition_like_a_square_root():
    for sign, slope in ((1, 1), (-1, 2)):  # m/m* = (Omega - Omega_c)/Omega_c above, twice as steep below
        along, across = natural(2 * (1 + sign * 1e-8)).sound_velocities
        assert (along / across) ** 2 == pytest.approx(slope * 1e-8, rel=1e-6)


def test_sound_is_the_compressibility_over_the_effective_mass():
    gas = rubidium([3 * two_pi_kHz, 10 * two_pi_kHz])
    along = np.asarray(gas.sound_velocities)[:, 0]
    np.testing.assert_allclose(along**2 * gas.effective_mass * gas.compressibility, 1, rtol=1e-13)


def test_time_average_of_the_responses_is_the_static_susceptibility():
    gas = natural(Omega=3.0)
    period = 2 * np.pi / (float(gas.sound_velocities[0]) * 0.1)
    t = (np.arange(64) + 0.5) / 64 * period
    strength = 1e-3
    density = np.mean(gas.density_response(strength=strength, q=0.1, t=t))
    spin = np.mean(gas.spin_response(strength=strength, q=0.1, t=t))
    assert density == pytest.approx(strength * float(gas.compressibility) / 2, rel=1e-12)
    assert spin == pytest.approx(strength * float(gas.spin_susceptibility) / 2, rel=1e-12)


def test_spin_response_stays_finite_at_the_transition_and_is_continuous_there():
    asked = dict(strength=0.01, q=0.2, t=[0.1, 1.0, 10.0])
    at, near = natural(2.0).spin_response(**asked), natural(2 * (1 + 1e-12)).spin_response(**asked)
    np.testing.assert_allclose(at, near, rtol=1e-10)
    growth = 0.3 * 2 * (0.2 * np.array(asked["t"])) ** 2 / 2
    np.testing.assert_allclose(at, 0.01 / 2 * (1 + growth), rtol=1e-14)


def test_fast_flows_are_the_slope_of_the_responses_and_have_the_ratio_of_the_velocities():
    gas, strength, q, t = natural(Omega=2.7), 1e-2, 1e-3, 1.0
    one, two = gas.fast_flows(strength=strength, q=q, t=t)
    assert two / one == pytest.approx(float(gas.fast_velocity_ratio), rel=1e-14)
    h = 1e-3
    slope = [(np.asarray(f(strength=strength, q=q, t=t + h)) - f(strength=strength, q=q, t=t - h)) / (2 * h)
             for f in (gas.density_response, gas.spin_response)]
    assert one == pytest.approx((slope[0] + slope[1]) / 2, rel=1e-5)
    assert two == pytest.approx((slope[0] - slope[1]) / 2, rel=1e-4)


def test_responses_and_flows_of_both_phases_meet_at_the_transition():
    asked = dict(strength=0.01, q=0.02, t=[0.3, 4.0, 40.0, 300.0])
    for side in (1, -1):
        at = natural(2.0, side=side)
        for near in (natural(2 * (1 - 1e-13), side=side), natural(2 * (1 + 1e-13), side=side)):
            for ask in ("density_response", "spin_response", "fast_flows", "flows"):
                found, limit = (np.asarray(getattr(gas, ask)(**asked)) for gas in (near, at))
                np.testing.assert_allclose(found, limit, rtol=2e-5, atol=1e-12, err_msg=ask)


def test_time_averages_in_the_polarised_gas_are_the_static_susceptibilities():
    gas = natural(Omega=1.2)
    t = (np.arange(64) + 0.5) / 64 * 2 * np.pi / (float(gas.sound_velocities[0]) * 0.1)
    for ask, static in (("density_response", gas.compressibility),):
        mean = np.mean(getattr(gas, ask)(strength=1e-3, q=0.1, t=t))
        assert mean == pytest.approx(1e-3 * float(static) / 2, rel=1e-12)
    spin = np.mean(gas.spin_response(strength=1e-3, q=0.1, t=t))  # the density turns the spin: sigma_z^2/(g n) beside chi
    beside = 1e-3 / 2 * (float(gas.spin_susceptibility) + float(gas.sigma_z) ** 2 * float(gas.compressibility))
    assert spin == pytest.approx(beside, rel=1e-12)


@pytest.mark.parametrize("Omega, side", [(3.0, 1), (1.2, 1), (1.2, -1)])
def test_flows_begin_ultrafast_and_swing_around_the_fast_ones(Omega, side):
    gas, strength, q = natural(Omega, side=side), 1e-2, 1e-4
    one, two = np.asarray(gas.flows(strength=strength, q=q, t=1e-6))
    x, shares = float(gas.sigma_x), [(1 + sign * float(gas.sigma_z)) for sign in (1, -1)]
    for flow, sign, share in ((one, 1, shares[0]), (two, -1, shares[1])):  # (15), (16) per atom of the component
        assert flow == pytest.approx(sign * strength * 1e-6 * Omega * x / (2 * share), rel=1e-6)
    gap, many = 2 * np.pi / max(Omega, 2.0), 500
    t = many * gap + (np.arange(64) + 0.5) / 64 * gap
    mean = np.mean(np.asarray(gas.flows(strength=strength, q=q, t=t)), axis=0)
    fast = np.mean(np.asarray(gas.fast_flows(strength=strength, q=q, t=t)), axis=0)
    np.testing.assert_allclose(mean, fast, rtol=1e-2)
    assert fast[1] / fast[0] == pytest.approx(float(gas.fast_velocity_ratio), rel=1e-12)


def test_crossed_flows_of_the_polarised_gas_are_symmetric():
    """N_2 d<F(2)>/dt after a push of 1 is N_1 d<F(1)>/dt after the same push of 2."""
    asked = dict(strength=0.01, q=0.3, t=2.0)
    majority, minority = (natural(1.2, side=side) for side in (1, -1))
    for ask in ("fast_flows", "flows"):
        crossed = [float(getattr(gas, ask)(**asked)[1]) * (1 - float(gas.sigma_z)) for gas in (majority, minority)]
        assert crossed[0] == pytest.approx(crossed[1], rel=1e-13)


def test_flows_add_up_to_the_density_moment_that_sound_exhausts():
    gas = natural(Omega=2.7)
    total = np.sum(gas.fast_flows(strength=1.0, q=0.1, t=1.0))
    assert total == pytest.approx(0.1**2 / 2 * float(gas.inverse_effective_mass), rel=1e-14)


def test_momentum_of_the_polarised_gas_is_shared_alike_by_both_sides():
    """N_2 V_2 after a kick of 1 is N_1 V_1 after the same kick of 2: the crossed response is symmetric."""
    Omega = 1.2
    shares = (1 + float(natural(Omega).sigma_z)) / 2, (1 - float(natural(Omega).sigma_z)) / 2
    assert natural(Omega, side=-1).sigma_z == -natural(Omega).sigma_z
    width, x, z = 1.3, 0.6, 0.8
    own = [1 + Omega * x * width**2 / (1 + sign * z) for sign in (1, -1)]  # m V/lambda t of the kicked one
    crossed = [float(natural(Omega, side=side).ultrafast_velocity_ratio(width=width)) * v
               for side, v in zip((1, -1), own, strict=True)]
    assert crossed[0] * shares[1] == pytest.approx(crossed[1] * shares[0], rel=1e-13)
    np.testing.assert_allclose(shares, (0.9, 0.1), rtol=1e-14)


def test_susceptibility_of_both_phases_near_the_transition():
    assert float(natural(2 * (1 + 1e-8)).spin_susceptibility) == pytest.approx(1e8, rel=1e-6)
    assert float(natural(2 * (1 - 1e-8)).spin_susceptibility) == pytest.approx(5e7, rel=1e-6)


def test_SI_and_natural_units_agree():
    si = rubidium([3 * two_pi_kHz, 10 * two_pi_kHz])
    m, length = species("87Rb").mass, 0.3 * micrometre
    energy = hbar**2 / (m * length**2)
    bare = SpinOrbitGas.natural(m=1, k0=5.5e6 * length, Omega=si.Omega * hbar / energy, g=si.g / (energy * length**3),
                                n=1e20 * length**3)
    for ask in ("fast_velocity_ratio", "inverse_effective_mass", "sigma_z"):
        np.testing.assert_allclose(getattr(si, ask), getattr(bare, ask), rtol=1e-12)
    np.testing.assert_allclose(si.sound_velocities, bare.sound_velocities * hbar / (m * length), rtol=1e-12)
    np.testing.assert_allclose(si.spin_susceptibility, bare.spin_susceptibility / energy, rtol=1e-12)
    unit = dict(strength=energy, q=1 / length, t=hbar / energy)
    asked = dict(strength=1e-3, q=0.1, t=2.0)
    hot, cold = rubidium(), SpinOrbitGas.natural(m=1, k0=5.5e6 * length, Omega=10 * two_pi_kHz * hbar / energy,
                                                 g=si.g / (energy * length**3), n=1e20 * length**3)
    there = {key: value * unit[key] for key, value in asked.items()}
    np.testing.assert_allclose(hot.spin_response(**there), cold.spin_response(**asked), rtol=1e-12)
    np.testing.assert_allclose(hot.fast_flows(**there), cold.fast_flows(**asked) * energy / hbar, rtol=1e-12)
    np.testing.assert_allclose(hot.fast_times(q=0.1 / length), cold.fast_times(q=0.1) * hbar / energy, rtol=1e-12)
    assert hot.sound_velocities.unit == "m/s" and hot.effective_mass.unit == "kg"


def test_integers_and_arrays_broadcast():
    gas = natural(Omega=[[1], [2], [4]], n=np.array([1, 2]))
    assert np.shape(gas.fast_velocity_ratio) == (3, 2) and np.shape(gas.sound_velocities) == (3, 2, 2)
    assert list(np.unique(gas.phase)) == ["plane wave", "single minimum"]
    assert np.shape(natural(Omega=[]).fast_velocity_ratio) == (0,)
    assert "plane wave" in repr(natural(1.0)) and "infinite" in repr(natural(1.0, k0=0))
    assert "<table>" in natural(3)._repr_html_()


@pytest.mark.parametrize("wrong, named", [
    ({"m": 0}, "m > 0"), ({"k0": -1.0}, "k0 >= 0"), ({"Omega": [1.0, np.nan]}, "Omega is finite"), ({"Omega": 0}, "Omega > 0"),
    ({"g": -1.0}, "g > 0"), ({"n": 0}, "n > 0"), ({"side": 0}, r"side in \{1, -1\}"), ({"m": "heavy"}, "real number")])
def test_a_gas_that_makes_no_sense_is_refused(wrong, named):
    with pytest.raises(DomainError, match=named):
        SpinOrbitGas.natural(**{**dict(m=1, k0=1, Omega=3, g=1, n=1), **wrong})


def test_what_diverges_at_the_transition_is_refused():
    gas = natural(2.0)
    for ask in ("effective_mass", "spin_susceptibility"):
        with pytest.raises(DomainError, match=r"Omega = 2\.0.*Omega != Omega_c.*carlini2021:text:effective-mass"):
            getattr(gas, ask)
    with pytest.raises(DomainError, match="Omega_c"):
        gas.fast_times(q=1.0)


def test_questions_out_of_domain_are_refused():
    for bad in (0, -1.0, np.nan):
        with pytest.raises(DomainError, match="violates"):
            natural(3.0).density_response(strength=1.0, q=bad, t=1.0)
        with pytest.raises(DomainError, match="width"):
            natural(3.0).ultrafast_velocity_ratio(width=bad)
    with pytest.raises(ShapeError, match="q has shape"):
        natural(3.0).spin_response(strength=1.0, q=[1, 2, 3], t=[1, 2])
    with pytest.raises(DomainError, match=r"type a=100 \* units.a0"):
        rubidium(a=100)
    with pytest.raises(DomainError, match="boson"):
        SpinOrbitGas.of("40K", k0=1e6, Omega=1e4, a=1e-9, n=1e20)
    with pytest.raises(UnknownSpecies):
        SpinOrbitGas.of("Rb", k0=1e6, Omega=1e4, a=1e-9, n=1e20)
