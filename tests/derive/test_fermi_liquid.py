"""A Fermi liquid drags like a superfluid mixture: the density carries its bare current, the spin does not.

carlini2021 Sec. IV.  Landau's function of second order is that of Abrikosov and Khalatnikov.
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import fast_drag, fermi_liquid, landau_parameters
from entrainment.derive import notation as s
from entrainment.derive.fermi_liquid import F1, G1
from entrainment.derive.landau_parameters import kf_a
from entrainment.derive.numeric import compile_mpmath, evaluate
from entrainment.derive.second_order_sums import c, h

ANGLES = (sp.Rational(1, 20), sp.Rational(1, 3), sp.Rational(7, 10), sp.Rational(19, 20))


def test_density_current_is_bare_for_any_landau_parameter():
    assert not fermi_liquid.density_flux().result.has(F1, G1)


def test_free_gas_does_not_drag():
    assert fermi_liquid.drag_density().result.subs({F1: 0, G1: 0}) == 0
    assert sp.simplify(fermi_liquid.spin_current().result.subs({F1: 0, G1: 0})) == 1


def test_equal_parameters_do_not_drag():
    assert sp.simplify(fermi_liquid.drag_density().result.subs(G1, F1)) == 0


def test_flows_are_those_of_a_superfluid_with_the_same_drag_density():
    for component in (1, 2):
        superfluid = fast_drag.fast_flow(component).result.subs(s.n_drag, fermi_liquid.drag_density().result)
        assert sp.simplify(superfluid - fermi_liquid.fast_flow(component).result) == 0


@pytest.mark.parametrize("angle", ANGLES)
def test_landau_function_to_second_order(angle):
    """N(0) f = 2 k_F a/pi + (8/pi^2)(k_F a)^2 (1 + cos(theta) L/4 h) and -2 k_F a/pi - (4/pi^2)(k_F a)^2 (1 - h L/2)."""
    L = sp.log((1 + h) / (1 - h))
    forms = {
        "density": 2 * kf_a / sp.pi + 8 / sp.pi**2 * kf_a**2 * (1 + (1 - 2 * h**2) * L / (4 * h)),
        "spin": -2 * kf_a / sp.pi - 4 / sp.pi**2 * kf_a**2 * (1 - h * L / 2),
    }
    point = {h: angle, kf_a: sp.Rational(-1, 3)}
    for channel, form in forms.items():
        found = landau_parameters.landau_function(channel).result
        assert abs(evaluate(found, point, 20) - evaluate(form, point, 20)) < 1e-14


def test_first_order_is_in_the_monopole_alone():
    """F_0 = -G_0 = 2 k_F a/pi for a -> 0; every other parameter is even in a."""
    for channel, sign in (("density", 1), ("spin", -1)):
        slope = [sp.diff(landau_parameters.landau_parameter(channel, l).result, kf_a).subs(kf_a, 0) for l in (0, 1, 2)]
        assert slope == [sign * 2 / sp.pi, 0, 0]


@pytest.mark.parametrize("channel", ("density", "spin"))
def test_parameters_are_components_of_the_landau_function(channel):
    """F_l = (2 l + 1) int d(cos theta)/2 P_l F(theta), by quadrature in sin(theta/2)."""
    function, names = compile_mpmath(landau_parameters.landau_function(channel).result.subs(kf_a, sp.Rational(-1, 3)))
    assert names == ["h"]
    for l in (0, 1, 2):
        weighted = lambda at, l=l: function(at) * 2 * (2 * l + 1) * at * mpmath.legendre(l, 1 - 2 * at**2)
        projected = mpmath.quad(weighted, [0, 0.5, 1])
        parameter = landau_parameters.landau_parameter(channel, l).result.subs(kf_a, sp.Rational(-1, 3))
        assert abs(projected - evaluate(parameter, {}, 15)) < 1e-8


def test_static_response_at_small_momentum_is_the_density_of_states():
    """X -> -1/(4 pi^2) m k_F for h -> 0: half of the density of states of one spin per 2 pi^2."""
    assert sp.limit(landau_parameters.exchange().result, h, 0) == -1 / (4 * sp.pi**2)


def test_pair_sum_does_not_depend_on_the_form_of_the_total_momentum():
    assert not sp.cancel(landau_parameters.pair().result).has(c)


def test_drag_is_positive_and_of_second_order():
    share = landau_parameters.drag_fraction().result
    assert sp.limit(share / kf_a**2, kf_a, 0).is_positive
    assert evaluate(share, {kf_a: sp.Rational(-1, 2)}, 15) > 0
