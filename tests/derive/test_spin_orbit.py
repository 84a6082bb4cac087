"""Coherent coupling turns the drag around: opposite flows at once, parallel flows after the spin has settled.

carlini2021 Sec. II.  The density moment does not know the coupling; m/m* is the curvature of the lowest band.
"""

import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import spin_orbit
from entrainment.derive.spin_orbit import CRITICAL

RABI = {s.k0: 0}


def same(left, right):
    return sp.simplify(left - right) == 0


def test_density_moment_does_not_know_the_coupling():
    assert not spin_orbit.moment("density").result.has(s.Omega_R, s.k0)


def test_flows_add_up_to_the_response_of_the_density():
    """N d<F_n>/dt = 2 lambda t m_1(F_n)/hbar^2, half of it in each component."""
    total = sum(spin_orbit.ultrafast_flow(i).result for i in (1, 2))
    assert same(total, s.lambda_ * s.t * s.q**2 / (2 * s.m))


def test_ultrafast_flows_are_opposite():
    assert (spin_orbit.ultrafast_flow(1).result.is_positive, spin_orbit.ultrafast_flow(2).result.is_negative) == (True, True)


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
