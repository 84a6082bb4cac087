"""The polarised gas joins the single-minimum phase where its polarisation vanishes, and sound does not know a direction.

carlini2021 Sec. II, extended to the plane-wave phase.
"""

import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import plane_wave, raman_states, raman_sum_rules, spin_orbit
from entrainment.derive.raman_states import CRITICAL, sigma_x, sigma_z

UNPOLARISED = {sigma_x: 1, sigma_z: 0}


def same(left, right):
    return sp.simplify(left - right) == 0


def test_polarisation_along_the_coupling_is_omega_over_its_critical_value():
    assert same(raman_states.plane_wave_polarisation(), s.Omega_R / CRITICAL)


def test_unpolarised_gas_is_the_single_minimum_phase():
    assert same(plane_wave.fast_ratio().result.subs(UNPOLARISED), spin_orbit.fast_ratio().result)


def test_inverse_mass_is_the_curvature_of_the_band_in_both_phases():
    found = plane_wave.inverse_mass().result
    assert same(found.subs(UNPOLARISED), spin_orbit.effective_mass("single minimum").result)
    assert same(found.subs(sigma_x, raman_states.plane_wave_polarisation()), spin_orbit.effective_mass("plane wave").result)


def test_sound_is_that_of_the_effective_mass():
    mass = spin_orbit.effective_mass("plane wave").result
    assert same(plane_wave.sound().result, s.g * s.n / s.m * mass)


def test_both_flows_together_are_that_of_the_density():
    """N_1 d<F(1)>/dt + N_2 d<F(2)>/dt is the flow of the density that the locked phase allows: no term with g."""
    share = {1: (1 + sigma_z) / 2, 2: (1 - sigma_z) / 2}
    total = sum(share[i] * plane_wave.fast_flow(i).result for i in (1, 2))
    assert not sp.simplify(total).has(s.g)


def test_ultrafast_flows_of_both_components_are_the_density_moment():
    """The Raman coupling drops out of the sum of all double commutators."""
    share = {1: (1 + sigma_z) / 2, 2: (1 - sigma_z) / 2}
    total = sum(share[i] * raman_sum_rules.ultrafast_flow(i).result for i in (1, 2))
    assert not sp.simplify(total).has(s.Omega_R)


def test_susceptibility_diverges_at_the_transition_like_two_over_the_distance():
    """chi (Omega - Omega_c) tends to 2 from above and to -1 from below: a factor 2 between the phases, as in mean field."""
    below = plane_wave.susceptibility().result * (s.Omega_R - CRITICAL)
    assert same(sp.limit(sp.factor(below), s.Omega_R, CRITICAL), -1)


@pytest.mark.parametrize("chain", (
    plane_wave.susceptibility(), plane_wave.sound(), plane_wave.fast_flow(1),
    plane_wave.fast_flow(2), plane_wave.in_plane_wave("fast"), plane_wave.in_plane_wave("ultrafast"),
), ids=lambda chain: chain.name)  # fmt: skip
def test_every_line_holds_on_numbers(chain):
    _, residual = chain.worst_line(chain.domain.sample(1, seed=5), 15)
    assert residual < 1e-14
