"""d^2 E_B/dn_i dn_j is symmetric, vanishes for uncoupled components, and needs no cancelled counterterm.

P P_i = (P^2)_i/2, S S_i = tr_i/2 + P_i and S_ij = (P_ij - S_i S_j)/S with P = E_+ E_-, S = E_+ + E_-.
"""

import functools
from dataclasses import replace

import mpmath
import pytest
import sympy as sp
from entrainment.derive import compressibility, vacuum_energy
from entrainment.derive import notation as s
from entrainment.derive.compressibility import density_variation
from entrainment.derive.numeric import compile_mpmath, evaluate

PAIRS = [(1, 1), (1, 2), (2, 2)]
POINT = vacuum_energy.mixture(2).where(s.g12**2 < s.g11 * s.g22).sample(1, seed=8)[0]
SWAP = {s.m1: s.m2, s.m2: s.m1, s.g11: s.g22, s.g22: s.g11, s.n1: s.n2, s.n2: s.n1}


@pytest.fixture(autouse=True)
def thirty_digits():
    with mpmath.workdps(30):
        yield


@functools.cache
def ultraviolet(i, j):
    return density_variation(i, j).ultraviolet_form()


def second_derivative_of_modes(i, j):
    """d^2 S/dn_i dn_j by a central difference of E_+ + E_- itself."""
    function, names = compile_mpmath(vacuum_energy.modes()["S"])
    values = {str(k): mpmath.mpf(v.p) / v.q for k, v in POINT.items()}
    with mpmath.workdps(60):

        def S(n1, n2):
            return function(*[(values | {"n1": n1, "n2": n2})[name] for name in names])

        orders = ((i == 1) + (j == 1), (i == 2) + (j == 2))
        return mpmath.diff(S, (values["n1"], values["n2"]), orders, h=mpmath.mpf(10) ** -15)


@pytest.mark.parametrize("i, j", PAIRS)
def test_variation_is_the_second_derivative_of_the_zero_point_sum(i, j):
    assert abs(evaluate(density_variation(i, j).infrared_form(), POINT, 20) / second_derivative_of_modes(i, j) - 1) < 1e-12


@pytest.mark.parametrize("D", [1, 2, 3])
def test_curvature_is_symmetric(D):
    (there,) = compressibility.vacuum_curvature(D, 1, 2).result.atoms(sp.Integral)
    (back,) = compressibility.vacuum_curvature(D, 2, 1).result.atoms(sp.Integral)
    assert abs(evaluate(there.function, POINT, 20) / evaluate(back.function, POINT, 20) - 1) < 1e-18


def test_exchange_maps_the_curvature_of_one_component_to_that_of_the_other():
    one = density_variation(1, 1).infrared_form().subs(SWAP, simultaneous=True)
    assert abs(evaluate(one, POINT, 20) / evaluate(density_variation(2, 2).infrared_form(), POINT, 20) - 1) < 1e-18


@pytest.mark.parametrize("i, j", PAIRS)
def test_ultraviolet_form_is_the_infrared_form_with_its_counterterm(i, j):
    variation = density_variation(i, j)
    for p in (sp.Rational(1, 10), sp.Integer(1), sp.Integer(50)):
        values = POINT | {s.p: p}
        direct = evaluate(variation.infrared_form() + variation.tail, values, 20)
        assert abs(evaluate(ultraviolet(i, j), values, 20) / direct - 1) < 1e-18


@pytest.mark.parametrize("i, j", PAIRS)
def test_ultraviolet_form_falls_as_the_fourth_power(i, j):
    far = [evaluate(ultraviolet(i, j), POINT | {s.p: sp.Integer(10) ** k}, 15) for k in (7, 8)]
    assert abs(far[0] / far[1] / 10**4 - 1) < 1e-8


@pytest.mark.parametrize("i, j", PAIRS)
def test_tail_is_the_second_derivative_of_the_born_term(i, j):
    born = sp.diff(vacuum_energy.counterterm(3), compressibility.DENSITIES[i], compressibility.DENSITIES[j])
    assert sp.simplify(density_variation(i, j).tail - born) == 0


def test_wrong_counterterm_is_refused():
    variation = density_variation(1, 2)
    with pytest.raises(ValueError, match="does not cancel"):
        replace(variation, tail=2 * variation.tail).ultraviolet_form()


def test_each_mode_bends_the_energy_of_its_own_component_down():
    for p in (sp.Rational(1, 10), sp.Integer(1), sp.Integer(50)):
        for k in (1, 2):
            assert evaluate(density_variation(k, k).infrared_form(), POINT | {s.p: p}, 15) < 0


def test_uncoupled_component_bends_as_one_gas():
    """E = sqrt(e (e + 2 g n)) gives d^2E/dn^2 = -(g e)^2/E^3."""
    E = vacuum_energy.modes()["E1"]
    alone = -((s.g11 * vacuum_energy.modes()["e1"]) ** 2) / E**3
    value = evaluate(density_variation(1, 1).infrared_form(), POINT | {s.g12: sp.S.Zero}, 20)
    assert abs(value / evaluate(alone, POINT, 20) - 1) < 1e-15


def test_mixed_curvature_is_of_second_order_in_the_coupling():
    weak = [evaluate(density_variation(1, 2).infrared_form(), POINT | {s.g12: sp.Rational(10) ** -k}, 15) for k in (7, 8)]
    assert abs(weak[0] / weak[1] / 100 - 1) < 1e-12
    signs = [evaluate(density_variation(1, 2).infrared_form(), POINT | {s.g12: g}, 20) for g in (POINT[s.g12], -POINT[s.g12])]
    assert signs[0] == signs[1]
