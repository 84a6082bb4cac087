"""Sound and a gapped branch share the sum rules (13), (14); hydrodynamics is what is left of the sound at long waves."""

import pytest
import sympy as sp
from entrainment.derive import long_waves, raman_branches, raman_sum_rules, spin_orbit
from entrainment.derive import notation as s
from entrainment.derive.fast_drag import N
from entrainment.derive.numeric import evaluate, relative_difference
from entrainment.derive.raman_states import sigma_x

POINTS = raman_branches.BRANCHES.sample(3, seed=4)
DIGITS = 25


def close(left, right, point):
    return relative_difference(evaluate(left, point, DIGITS), evaluate(right, point, DIGITS)) < 10 ** (3 - DIGITS)


@pytest.mark.parametrize("channel", ("density", "spin"))
def test_branches_exhaust_the_sum_rule(channel):
    wave = raman_sum_rules.FieldShape("cos(q x)").values() | {sigma_x: 1}
    whole = raman_sum_rules.moment(channel).result.subs(wave)
    parts = sum(raman_branches.moment(channel, band).result for band in ("low", "high"))
    assert all(close(parts, whole, point) for point in POINTS)


@pytest.mark.parametrize("channel", ("density", "spin"))
@pytest.mark.parametrize("band", ("low", "high"))
def test_every_strength_is_positive(channel, band):
    assert all(evaluate(raman_branches.strength(channel, band).result, point, DIGITS) > 0 for point in POINTS)


def test_both_channels_have_the_same_branches():
    one, two = (raman_branches.response_function(channel).result[1] for channel in ("density", "spin"))
    assert sp.expand(one - two) == 0


@pytest.mark.parametrize("channel", ("density", "spin"))
def test_hydrodynamics_is_the_long_wave_limit_of_the_sound(channel):
    """m_1 of the sound is the coefficient of t^2 in the responses (21), (22)."""
    response = {"density": spin_orbit.density_response, "spin": spin_orbit.spin_response}[channel]().result
    early = sp.diff(response, s.t, 2).subs(s.t, 0) / 2
    moment = long_waves.long_wave("m_1", channel, "low").result
    assert sp.simplify(early - s.lambda_ * moment / (s.hbar**2 * N)) == 0


def test_free_atoms_without_interactions():
    """g -> 0, k0 -> 0: the branches are hbar^2 q^2/2m and Omega + hbar^2 q^2/2m."""
    free = {s.k0: 0, s.g: 0}
    kinetic = (s.hbar * s.q) ** 2 / (2 * s.m)
    denominator = raman_branches.response_function("density").result[1].subs(free)
    for energy in (kinetic, kinetic + s.Omega_R):
        assert sp.expand(denominator.subs(raman_branches.w, (energy / s.hbar) ** 2)) == 0


def test_rabi_coupling_is_the_limit_of_small_momentum_transfer():
    for quantity in ("strength", "energy", "m_1"):
        raman = long_waves.long_wave(quantity, "density", "low").result.subs(s.k0, 0)
        assert sp.simplify(raman - long_waves.rabi(quantity, "density").result) == 0
    for quantity in ("strength", "m_1"):
        for channel, band in (("density", "high"), ("spin", "low")):
            assert long_waves.long_wave(quantity, channel, band).result.subs(s.k0, 0) == 0
