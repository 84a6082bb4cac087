"""Coherent coupling turns the drag around: opposite flows at once, parallel flows after the spin has settled.

carlini2021 Sec. II.  The density moment does not know the coupling; m/m* is the curvature of the lowest band.
"""

import pytest
import sympy as sp
from entrainment.derive import fast_drag, raman_states, raman_sum_rules, spin_orbit
from entrainment.derive import notation as s
from entrainment.derive.raman_states import CRITICAL, raman, sigma_x, sigma_z

RABI = {s.k0: 0}
UNPOLARISED = {sigma_x: 1, sigma_z: 0}


def same(left, right):
    return sp.simplify(left - right) == 0


def test_density_moment_does_not_know_the_coupling():
    assert not raman_sum_rules.moment("density").result.has(s.Omega_R, s.k0)


def test_flows_add_up_to_the_response_of_the_density():
    """sum N_i d<F(i)>/dt is the rate of F_n under -lambda F(1): lambda t <[F_n, [H, F(1)]]>/hbar^2 = lambda t N_1 q^2/2m."""
    atoms = {1: (1 + sigma_z) / 2, 2: (1 - sigma_z) / 2}
    total = sum(share * raman_sum_rules.ultrafast_flow(i).result for i, share in atoms.items())
    assert same(total, atoms[1] * s.lambda_ * s.t * s.q**2 / (2 * s.m))


def test_ultrafast_flows_are_opposite():
    flows = [raman_sum_rules.ultrafast_flow(i).result.subs(UNPOLARISED) for i in (1, 2)]
    assert (flows[0].is_positive, flows[1].is_negative) == (True, True)


def test_polarisation_is_continuous_and_grows_with_the_coupling_up_to_one():
    along_x = raman_states.polarisation().result
    assert [along_x.subs(s.Omega_R, r * CRITICAL) for r in (sp.Rational(1, 3), 1, 2)] == [sp.Rational(1, 3), 1, 1]
    assert raman_states.critical_coupling().result == CRITICAL


def test_condensate_carries_no_current():
    """k = k0 <sigma_z>: the velocity (k - k0 <sigma_z>)/m vanishes in the plane-wave phase."""
    momentum = raman_states.condensate_momentum("plane wave").result.subs(s.Omega_R, raman * CRITICAL)
    assert same(momentum**2, s.k0**2 * (1 - raman**2))


def test_rabi_coupling_drags_both_components_alike():
    flows = [spin_orbit.fast_flow(i).result.subs(RABI) for i in (1, 2)]
    assert same(*flows) and same(spin_orbit.fast_ratio().result.subs(RABI), 1)


@pytest.mark.parametrize("phase", ("single minimum", "plane wave"))
def test_effective_mass_diverges_at_the_transition(phase):
    assert same(spin_orbit.effective_mass(phase).result.subs(s.Omega_R, CRITICAL), 0)


def test_static_responses_are_the_compressibility_and_the_susceptibility():
    """Time averages: 1/g n over two, and (m*/m)(2/Omega) over two."""
    steady = lambda response: response.replace(sp.cos, lambda _: sp.S.Zero)
    assert same(steady(spin_orbit.density_response().result), s.lambda_ / (2 * s.g * s.n))
    mass = 1 / spin_orbit.effective_mass("single minimum").result
    assert same(steady(spin_orbit.spin_response().result), s.lambda_ * mass / s.Omega_R)


def test_spin_jumps_at_once_and_only_by_the_coupling():
    """At t = 0+ the spin has followed the force without any flow: lambda/Omega per atom."""
    assert same(spin_orbit.spin_response().result.subs(s.t, 0), s.lambda_ / s.Omega_R)


def test_conventions_of_the_compressibility_agree_between_sections():
    """kappa_d = 1/(g + g12) of Eq. (29) at g12 = g is half of 1/g: Eq. (33) becomes Eq. (21) without momentum transfer."""
    kappa, _ = fast_drag.susceptibilities().result
    superfluid = fast_drag.response("density").result.subs(s.kappa_d, kappa.subs(s.g12, s.g))
    coupled = spin_orbit.density_response().result.subs(RABI)
    gap = superfluid - coupled
    assert sp.simplify(gap) == 0
