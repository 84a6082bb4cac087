"""Moments of a Fermi liquid by its response at imaginary frequencies: sum rules, the free gas, and what is not closed.

carlini2021 Sec. IV and Table II.
"""

import pytest
import sympy as sp
from entrainment.derive import fermi_liquid, landau_waves
from entrainment.derive import notation as s
from entrainment.derive.fast_drag import N
from entrainment.derive.numeric import evaluate

WAVE = {s.grad_f2_n: N * s.q**2 / 2}
FREE = {symbol: 0 for pair in landau_waves.PARAMETERS.values() for symbol in pair}


@pytest.mark.parametrize("channel", ("density", "spin"))
def test_energy_weighted_moment_is_that_of_the_equation_of_continuity(channel):
    """(42), (43) by a response function that knows nothing of currents."""
    known = fermi_liquid.channel_moment(channel).result.subs(WAVE)
    assert sp.simplify(landau_waves.long_wave("m_1", channel).result - known) == 0


@pytest.mark.parametrize("channel", ("density", "spin"))
def test_inverse_moment_is_the_static_response(channel):
    """N(0)/(1 + X_0) per volume, half of the wave: m_-1 does not know the current parameter of the spin."""
    found = landau_waves.long_wave("m_-1", channel).result
    zeroth, _ = landau_waves.PARAMETERS[channel]
    mass = fermi_liquid.effective_mass().result
    assert sp.simplify(found - 3 * N * mass / (4 * s.hbar**2 * s.k_F**2 * (1 + zeroth))) == 0
    assert not landau_waves.long_wave("m_-1", "spin").result.has(fermi_liquid.G1)


def test_strength_of_the_free_gas_is_closed():
    """3 N q/8 k_F, the slope of the static structure factor of a free Fermi gas, times 1/2."""
    form = landau_waves.long_wave("strength", "density").result.subs(FREE)
    point = {N: 1, s.q: 1, s.k_F: 1}
    assert abs(evaluate(form, point, 20) - sp.Rational(3, 8)) < 1e-19


def test_strength_does_not_know_the_mass():
    assert not landau_waves.long_wave("strength", "spin").result.has(s.m, fermi_liquid.F1)


def test_every_line_holds_on_numbers():
    for quantity in ("strength", "m_1", "m_-1"):
        chain = landau_waves.long_wave(quantity, "spin")
        _, residual = chain.worst_line(chain.domain.sample(1, seed=5), 15)
        assert residual < 1e-14
