"""The bare coupling of a sharp cutoff in two dimensions: g = pi hbar^2/(m_r log[2 exp(-gamma)/(kappa a)]).

naidon2021, text after Eq. (4) and Eq. (18).  The length a is the node of the zero-energy wave, psi ~ log(r/a); outside
the range the wave of energy -hbar^2 lam^2/(2 m_r) is K_0(lam r) = -log(lam r/2) - gamma.
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import scattering, window_edges
from entrainment.derive.numeric import evaluate

POINT = {s.hbar: sp.Rational(7, 5), s.m_r: sp.Rational(3, 4), s.kappa: sp.Integer(2), scattering.node: sp.Rational(1, 100)}


@pytest.fixture(autouse=True)
def thirty_digits():
    with mpmath.workdps(30):
        yield


def coupling():
    return scattering.bare_coupling().result


def test_node_of_the_wave_fixes_the_constant_exp_minus_gamma():
    strength = sp.pi * s.hbar**2 / s.m_r
    constant = sp.exp(strength / coupling()) * s.kappa * scattering.node / 2
    assert abs(evaluate(constant, POINT, 30) / mpmath.exp(-mpmath.euler) - 1) < 1e-15
    assert sp.simplify(sp.expand_log(sp.log(constant), force=True) + sp.EulerGamma) == 0


def test_coupling_of_a_bound_state_is_the_coupling_of_its_node():
    """1/g = -(m_r/pi hbar^2) int_0^kappa k dk/(k^2 + lam^2) binds at lam = 2 exp(-gamma)/a."""
    wide = POINT | {scattering.node: sp.Integer(10) ** 12}  # attraction: a is large beside 1/kappa
    with mpmath.workdps(40):
        lam = 2 * mpmath.exp(-mpmath.euler) / mpmath.mpf(10) ** 12
        loop = mpmath.quad(lambda t: mpmath.exp(2 * t) / (mpmath.exp(2 * t) + lam**2), [-60, -40, -28, -10, mpmath.log(2)])
        strength = mpmath.mpf("0.75") / (mpmath.pi * mpmath.mpf("1.4") ** 2)
        assert abs(-1 / (strength * loop) / evaluate(coupling(), wide, 25) - 1) < 1e-20


def test_coupling_is_repulsive_for_a_small_scattering_length_and_vanishes_with_it():
    assert evaluate(coupling(), POINT, 15) > 0
    smaller = [evaluate(coupling(), POINT | {scattering.node: sp.Rational(10) ** -k}, 15) for k in (3, 30, 300)]
    assert smaller[0] > smaller[1] > smaller[2] > 0
    assert evaluate(coupling(), POINT | {scattering.node: sp.Integer(1000)}, 15) < 0


def test_coupling_runs_with_the_cutoff_as_its_square():
    """dg/dlog(kappa) = m_r g^2/(pi hbar^2)."""
    g = coupling()
    flow = sp.diff(g, s.kappa) * s.kappa - s.m_r * g**2 / (sp.pi * s.hbar**2)
    assert sp.simplify(flow) == 0


def test_changing_the_cutoff_and_the_length_together_changes_nothing():
    scaled = coupling().subs({s.kappa: 3 * s.kappa, scattering.node: scattering.node / 3}, simultaneous=True)
    assert abs(evaluate(scaled - coupling() + 1, POINT, 25) - 1) < 1e-20


def test_running_of_delta_g_is_minus_twice_the_prefactor_of_equation_18():
    """R = hbar^2 delta_g/(m g^2) - A log[m g n_plus/(hbar kappa)^2] stays put if the first term runs with -2 A."""
    root = sp.sqrt(s.z)
    A = (1 / (s.alpha * root) + s.alpha * root - 4 / (root + 1 / root)) / (8 * sp.pi)
    running = scattering.running_asymmetry().result
    assert sp.simplify(running + 2 * A) == 0


def test_running_vanishes_only_without_asymmetry():
    running = scattering.running_asymmetry().result
    assert running.subs({s.alpha: 1, s.z: 1}) == 0
    for alpha, z in ((2, 1), (1, 4), (sp.Rational(1, 2), 3)):
        assert evaluate(running, {s.alpha: alpha, s.z: z}, 15) < 0


def test_running_is_symmetric_under_exchange():
    running = scattering.running_asymmetry().result
    swapped = running.subs({s.alpha: 1 / s.alpha, s.z: 1 / s.z}, simultaneous=True)
    assert sp.simplify(running - swapped) == 0


@pytest.mark.parametrize("edge", [window_edges.lower_edge, window_edges.upper_edge])
def test_edges_of_the_window_run_like_the_couplings(edge):
    """The window moves with kappa as delta_g itself does: its physics does not depend on the cutoff."""
    flow = sp.diff(edge(2).result, s.kappa) * s.kappa * s.hbar**2 / (s.m * s.g**2)
    assert sp.simplify(flow - scattering.running_asymmetry().result.subs(s.z, 1)) == 0
