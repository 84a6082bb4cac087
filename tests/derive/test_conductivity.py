"""Dissipation is positive, nothing moves for nothing: limits and signs of the conductivities of two condensates.

aminov2024 Secs. II and III, Appendices B-D.
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import branch_conversion, conductivity, current_response, dipolar, superfluid_drag
from entrainment.derive import notation as s
from entrainment.derive.numeric import evaluate
from entrainment.derive.quasiparticles import P


def test_normal_weight_of_one_component_is_the_normal_density_of_landau():
    """P = 1 in one branch: m^2 D^0 = -(1/3) int d^3p/(2 pi)^3 (hbar p)^2 n_B', the momentum carried per velocity."""
    alone = current_response.normal_weight("a", "a").result.subs({P["ad"]: 1, P["as"]: 0, current_response.d: 3})
    point = {s.hbar: 1, s.p: sp.Rational(7, 5), s.m_a: 2, s.E_d: sp.Rational(9, 4), s.T: sp.Rational(3, 2)}
    with mpmath.workdps(40):
        k, E, T = mpmath.mpf(7) / 5, mpmath.mpf(9) / 4, mpmath.mpf(3) / 2
        momentum = lambda v: mpmath.quad(lambda u: k * u / mpmath.expm1((E - k * u * v) / T) / 2, [-1, 0, 1])
        carried = mpmath.diff(momentum, 0, h=mpmath.mpf(10) ** -12)
        assert abs(evaluate(alone * s.m_a**2, point, 25) / carried - 1) < 1e-20


@pytest.mark.parametrize("kind", ("convert", "create"))
def test_processes_between_the_branches_conserve_momentum(kind):
    """m_a chi_aa + m_b chi_ab = 0: the total current is not changed by them."""
    own, cross = (current_response.static_weight("a", j, kind) for j in "ab")
    point = {s.hbar: 1} | own.domain.sample(1, seed=4)[0]
    gained, lost = evaluate(s.m_a * own.result, point, 20), evaluate(-s.m_b * cross.result, point, 20)
    assert abs(gained / lost - 1) < 1e-14


def test_conversion_dissipates():
    """Re sigma_aa = -Im Lambda^+/(omega m_a^2) > 0: the envelope is negative, the slope of E_d - E_s positive."""
    imaginary = sp.I * branch_conversion.absorptive_part().result.subs({s.f_plus: -1, s.slope: 2})
    between = conductivity.by_processes(True).result.subs({s.D_0: 0, s.n_i: 0, s.Lambda_minus: 0})
    assert sp.expand(between.subs(s.Lambda_plus, imaginary)).is_positive


def test_pairs_of_the_vacuum_drag_forward():
    drag = superfluid_drag.vacuum_drag()
    for point in drag.domain.sample(5, seed=2):
        assert evaluate(drag.result, {s.hbar: 1} | point, 15) > 0


def test_static_conductivity_is_finite_for_normal_and_diverges_for_superfluid_parts():
    cross = conductivity.drude_regime(False).result
    balanced = cross.subs(s.D_plus, s.D_0 - s.D_minus)
    assert sp.limit(sp.cancel(sp.together(balanced)), s.omega, 0) == s.D_0 / (2 * s.gamma)


def test_close_masses_without_coupling_split_by_the_chemical_potentials():
    free = branch_conversion.splitting_of_close_masses().result.subs(branch_conversion.r, 0)
    assert sp.simplify(free**2 - (s.mu_a - s.mu_b) ** 2) == 0


def test_thin_layers_see_each_other_at_the_distance_of_their_centres():
    thin = sp.limit(dipolar.layered().result, s.w_z, 0)
    assert sp.simplify(thin - dipolar.between_layers().result.subs(s.height, s.distance)) == 0


def test_layers_do_not_feel_a_uniform_layer():
    assert dipolar.layered().result.subs(s.q, 0) == 0
