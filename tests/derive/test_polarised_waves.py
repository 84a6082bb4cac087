"""Both bands of a gas of any polarisation: the unpolarised gas, sum rules, and the locked wave that knows no bands.

carlini2021 Table I and Eqs. (13)-(24), extended to the plane-wave phase.
"""

import pytest
import sympy as sp
from entrainment.derive import (
    long_waves,
    plane_wave,
    polarised_signal,
    polarised_waves,
    raman_states,
    raman_sum_rules,
    spin_orbit,
)
from entrainment.derive import notation as s
from entrainment.derive.polarised_waves import BANDS, long_wave
from entrainment.derive.raman_states import CRITICAL, sigma_x, sigma_z

WAVE = raman_sum_rules.FieldShape("cos(q x)").values()


def on_circle(expr):
    """``expr`` of the plane-wave phase by sigma_z > 0 alone."""
    return sp.simplify(expr.subs(s.Omega_R, sigma_x * CRITICAL).subs(sigma_x, sp.sqrt(1 - sigma_z**2)))


@pytest.mark.parametrize("channel", ("density", "spin"))
@pytest.mark.parametrize("band", BANDS)
def test_unpolarised_gas_has_the_coefficients_of_the_standing_waves(channel, band):
    """Standing waves do not mix there: a derivation of its own, and of the form at any q."""
    for quantity in ("strength", "energy", "m_1"):
        found = long_wave(quantity, channel, channel, band, "single minimum").result
        assert sp.simplify(found - long_waves.long_wave(quantity, channel, band).result) == 0, quantity


def test_bands_add_up_to_the_sum_rules_of_either_channel():
    """(13) by both bands; of (14) what does not vanish with q by the high one."""
    density = sp.Add(*[long_wave("m_1", "density", "density", band).result for band in BANDS])
    assert sp.simplify(density - raman_sum_rules.moment("density").result.subs(WAVE)) == 0
    whole = raman_sum_rules.moment("spin").result.subs(WAVE).subs(sigma_x, raman_states.plane_wave_polarisation())
    assert sp.simplify(long_wave("m_1", "spin", "spin", "high").result - whole.subs(s.q, 0)) == 0


def test_powers_of_table_I_stay_those_of_the_unpolarised_gas():
    for quantity in ("strength", "energy", "m_1"):
        for channel in ("density", "spin"):
            for band in BANDS:
                pair = [long_wave(quantity, channel, channel, band, phase).result for phase in polarised_waves.WAVES]
                assert not sp.cancel(pair[0] / pair[1]).has(s.q), (quantity, channel, band)


def test_gap_of_the_polarised_gas_is_the_critical_coupling():
    assert long_wave("energy", "density", "density", "high").result == CRITICAL


def test_sound_is_that_of_the_locked_wave():
    square = (long_wave("energy", "density", "density", "low").result / (s.hbar * s.q)) ** 2
    assert sp.simplify(square - plane_wave.sound().result) == 0


@pytest.mark.parametrize("component", (1, 2))
def test_fast_flow_by_bands_is_that_of_the_locked_wave(component):
    found = polarised_signal.fast_flow(component, "plane wave").result
    assert on_circle(found - plane_wave.fast_flow(component).result) == 0
    single = polarised_signal.fast_flow(component, "single minimum").result
    assert sp.simplify(single - spin_orbit.fast_flow(component).result) == 0


@pytest.mark.parametrize("component", (1, 2))
def test_flow_begins_with_all_double_commutators(component):
    """What (15), (16) have beyond q^2, in the plane-wave phase."""
    first = sp.diff(polarised_signal.flow(component, "plane wave").result, s.t).subs(s.t, 0).subs(s.q, 0)
    known = sp.diff(raman_sum_rules.ultrafast_flow(component).result, s.t).subs(s.q, 0)
    assert on_circle(first - known.subs(sigma_x, raman_states.plane_wave_polarisation())) == 0


def test_inverse_moments_are_the_static_responses():
    """Spin: the susceptibility, and what the density turns of it."""
    inverse = lambda channel, band: long_wave("m_-1", channel, channel, band).result
    spin = sp.Add(*[inverse("spin", band) for band in BANDS]) * 4 / polarised_waves.N
    known = plane_wave.susceptibility().result + sigma_z**2 / (s.g * s.n)
    assert on_circle(spin - known) == 0
    assert on_circle(inverse("density", "low") * 4 / polarised_waves.N - 1 / (s.g * s.n)) == 0


@pytest.mark.parametrize("chain", (
    long_wave("strength", "spin", "spin", "low"), long_wave("m_1", "2", "1", "high"),
    polarised_signal.slow_response("spin", "plane wave"), polarised_signal.flow(2, "plane wave"),
    polarised_signal.flow(1, "single minimum"), polarised_signal.fast_flow(1, "plane wave"),
), ids=lambda chain: chain.name)  # fmt: skip
def test_every_line_holds_on_numbers(chain):
    _, residual = chain.worst_line(chain.domain.sample(1, seed=5), 15)
    assert residual < 1e-14
