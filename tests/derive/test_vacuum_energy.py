"""E_B is positive in three dimensions and negative in one; its counterterm is the second Born order and nothing else.

naidon2021 Eqs. (2)-(4).  At large momentum the bracket E_+ + E_- - sum (e + g n) tends to -T/p^2,
T = sum (g n)^2 2 m_r/hbar^2 over pairs of species; in D = 2, kappa dE_B/dkappa = -T/(4 pi).
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import bogoliubov, scattering, vacuum_energy
from entrainment.derive import notation as s
from entrainment.derive.numeric import compile_mpmath, evaluate
from entrainment.derive.vacuum_energy import c_sound

SPACE = (1, 2, 3)
POINT = vacuum_energy.mixture(2).sample(1, seed=5)[0]
SWAP = {s.m1: s.m2, s.m2: s.m1, s.g11: s.g22, s.g22: s.g11, s.n1: s.n2, s.n2: s.n1}
GAS = {s.hbar: sp.Rational(6, 5), s.m: sp.Rational(2, 3), c_sound: sp.Rational(7, 4), s.kappa: sp.Integer(3)}


@pytest.fixture(autouse=True)
def thirty_digits():
    with mpmath.workdps(30):
        yield


def one_gas(D):
    return vacuum_energy.one_component(D).result


def component(D, mass, gn):
    return one_gas(D).subs({s.m: mass, c_sound: sp.sqrt(gn / mass)}, simultaneous=True)


def close(left, right, digits=18):
    return abs(left / right - 1) < mpmath.mpf(10) ** -digits


def test_one_component_in_three_dimensions_is_lee_huang_yang():
    """8/(15 pi^2) m^(3/2) (g n)^(5/2)/hbar^3 = (g n^2/2) (128/15) sqrt(n a^3/pi), g = 4 pi hbar^2 a/m."""
    g = 4 * sp.pi * s.hbar**2 * s.a / s.m
    lhy = g * s.n_plus**2 / 2 * sp.Rational(128, 15) * sp.sqrt(s.n_plus * s.a**3 / sp.pi)
    assert sp.simplify(component(3, s.m, g * s.n_plus) / lhy) == 1


def test_one_component_in_one_dimension_is_the_second_order_of_lieb_and_liniger():
    """E = g n^2/2 (1 - 4 sqrt(gamma)/(3 pi)), gamma = m g/(hbar^2 n)."""
    gamma = s.m * s.g / (s.hbar**2 * s.n_plus)
    order = -s.g * s.n_plus**2 / 2 * 4 * sp.sqrt(gamma) / (3 * sp.pi)
    assert sp.simplify(component(1, s.m, s.g * s.n_plus) / order) == 1


def test_fluctuations_raise_the_energy_in_three_dimensions_and_lower_it_in_one():
    assert evaluate(one_gas(3), GAS, 15) > 0 > evaluate(one_gas(1), GAS, 15)


def test_sign_in_two_dimensions_is_that_of_the_logarithm_of_the_cutoff():
    """1/2 + 2 log(m c/hbar kappa) vanishes at hbar kappa = e^(1/4) m c."""
    vanishing = sp.exp(sp.Rational(1, 4)) * s.m * c_sound / s.hbar
    below, at, above = (one_gas(2).subs(s.kappa, factor * vanishing) for factor in (sp.Rational(1, 2), 1, 2))
    assert abs(evaluate(1 + at, GAS, 25) - 1) < 1e-24
    assert evaluate(below, GAS, 15) > 0 > evaluate(above, GAS, 15)


@pytest.mark.parametrize("D", SPACE)
def test_energy_of_one_gas_scales_as_hbar_to_the_minus_d_at_fixed_healing_length(D):
    scaled = one_gas(D).subs({s.hbar: 3 * s.hbar, s.kappa: s.kappa / 3}, simultaneous=True)
    assert close(evaluate(scaled * 3**D, GAS, 20), evaluate(one_gas(D), GAS, 20))


def test_sharp_cutoff_is_what_kappa_means_in_two_dimensions():
    """(1/4 pi) int_0^kappa p B dp tends to the closed form, the difference falling as kappa^-2."""
    e, gn = s.hbar**2 * s.p**2 / (2 * s.m), s.m * c_sound**2
    bracket, names = compile_mpmath(s.p / (4 * sp.pi) * (sp.sqrt(e * (e + 2 * gn)) - e - gn))
    values = {str(k): mpmath.mpf(v.p) / v.q for k, v in GAS.items()}
    misses = []
    with mpmath.workdps(25):
        for cutoff in (100, 200):
            f = [lambda t: bracket(*[t if name == "p" else values[name] for name in names])]
            whole = mpmath.quad(f[0], [0, 1, 4, 20, cutoff])
            misses.append(whole / evaluate(one_gas(2), GAS | {s.kappa: sp.Integer(cutoff)}, 20) - 1)
    assert abs(misses[0]) < 1e-3
    assert 3.5 < misses[0] / misses[1] < 5


@pytest.mark.parametrize("D", [2, 3])
def test_born_counterterm_cancels_the_ultraviolet_tail(D):
    """p^2 B tends to -T; what is left with the counterterm falls as p^-4."""
    bare = bogoliubov.zero_point_bracket().result
    left = [evaluate(bare + vacuum_energy.counterterm(D), POINT | {s.p: sp.Integer(10) ** k}, 20) for k in (8, 9)]
    assert close(left[0] / left[1], 10**4, 10)
    tail = [evaluate(bare * s.p**2, POINT | {s.p: sp.Integer(10) ** k}, 20) for k in (8, 9)]
    assert tail[1] < 0 and close(tail[0], tail[1], 10)


def test_bare_coupling_is_raised_by_the_second_born_order():
    order, loop = sp.Symbol("order", positive=True), sp.Symbol("loop", positive=True)
    expected = order * s.g + order**2 * s.g**2 * loop
    assert sp.expand(vacuum_energy.born_coupling().result - expected) == 0


def test_grand_potential_does_not_run_with_the_cutoff():
    """The flow of each coupling, m_r g^2/(pi hbar^2), undoes kappa dE_B/dkappa."""
    bare = scattering.bare_coupling().result
    flow_over_square = sp.simplify(sp.diff(bare, s.kappa) * s.kappa / bare**2)
    mean_field = s.g11 * s.n1**2 / 2 + s.g22 * s.n2**2 / 2 + s.g12 * s.n1 * s.n2
    reduced = {s.g11: s.m1 / 2, s.g22: s.m2 / 2, s.g12: s.m1 * s.m2 / (s.m1 + s.m2)}
    running = sum(sp.diff(mean_field, g) * g**2 * flow_over_square.subs(s.m_r, m_r) for g, m_r in reduced.items())
    integral = vacuum_energy.mode_integral(2).result
    slope = sp.diff(integral.function, s.kappa) * s.kappa
    vacuum = sp.simplify(sp.integrate(sp.simplify(slope), (s.p, 0, sp.oo)))
    assert sp.simplify(vacuum + running) == 0


@pytest.mark.parametrize("D", SPACE)
def test_equal_masses_give_one_gas_for_each_sound_velocity(D):
    upper, lower = vacuum_energy.sound_velocities().result
    point = {k: v for k, v in POINT.items() if k not in (s.m1, s.m2)} | {s.m: sp.Rational(5, 3)}
    both = sum(one_gas(D).subs(c_sound, sp.sqrt(c2)) for c2 in (upper, lower))
    assert close(evaluate(vacuum_energy.equal_masses(D).result, point, 20), evaluate(both, point, 20))


@pytest.mark.parametrize("D", SPACE)
def test_stable_integrand_is_the_zero_point_sum_beyond_the_uncoupled_components(D):
    """measure (S - E_1 - E_2 + counterterm of the pair 1-2), at long, middle and short waves."""
    (integral,) = vacuum_energy.stable_form(D).result.atoms(sp.Integral)
    upper, lower = bogoliubov.squared_energies().result
    alone = [square.subs(s.g12, 0) for square in (upper, lower)]
    pair = vacuum_energy.counterterm(D) - vacuum_energy.counterterm(D).subs(s.g12, 0)
    direct = sp.sqrt(upper) + sp.sqrt(lower) - sp.sqrt(alone[0]) - sp.sqrt(alone[1]) + pair
    for p in (sp.Rational(1, 20), sp.Integer(2), sp.Integer(300)):
        values = POINT | {s.p: p}
        expected = evaluate(vacuum_energy.momentum_measure(D) * direct, values, 20)
        assert close(evaluate(integral.function, values, 20), expected)


@pytest.mark.parametrize("D", SPACE)
def test_uncoupled_components_have_the_energies_of_their_own(D):
    stable = vacuum_energy.stable_form(D).result.subs(s.g12, 0).doit()
    own = component(D, s.m1, s.g11 * s.n1) + component(D, s.m2, s.g22 * s.n2)
    assert close(evaluate(stable, POINT, 20), evaluate(own, POINT, 20))


@pytest.mark.parametrize("change", [{s.g12: -s.g12}, SWAP], ids=["sign of g12", "exchange"])
@pytest.mark.parametrize("D", SPACE)
def test_coupling_energy_does_not_change_under(D, change):
    bracket = vacuum_energy.coupled_bracket(D)
    changed = evaluate(bracket.subs(change, simultaneous=True), POINT, 20)
    assert close(changed, evaluate(bracket, POINT, 20))


def test_coupling_of_the_components_lowers_every_mode():
    for p in (sp.Rational(1, 20), sp.Integer(2), sp.Integer(300)):
        assert evaluate(vacuum_energy.coupled_bracket(1), POINT | {s.p: p}, 15) < 0


def test_symmetric_functions_of_the_modes():
    upper, lower = (evaluate(square, POINT, 25) for square in bogoliubov.squared_energies().result)
    f = {name: evaluate(expr, POINT, 25) for name, expr in vacuum_energy.modes().items()}
    assert close(f["P"] ** 2, upper * lower) and close(f["S"], mpmath.sqrt(upper) + mpmath.sqrt(lower))
    assert close(f["P_free"], f["P"] - f["e1"] * f["e2"], 14)
    assert close(f["E1_free"], f["E1"] - f["e1"], 14) and close(f["E2_free"], f["E2"] - f["e2"], 14)


def test_counterterm_counts_both_orders_of_a_mixed_pair():
    same = {s.m2: s.m1, s.g22: s.g11, s.g12: s.g11}
    together = vacuum_energy.counterterm(3).subs(same)
    single = vacuum_energy.counterterm(3).subs({s.n2: 0}).subs(s.n1, s.n1 + s.n2)
    assert sp.simplify(together - single) == 0  # two labels for the same atoms


def test_coupled_bracket_without_its_counterterm_falls_with_the_tail_of_the_coupling():
    """p^2 (S - E_1 - E_2) tends to minus the tail from which the cutoff of two dimensions is made."""
    point = {s.m1: 2, s.m2: sp.Rational(1, 3), s.g11: 1, s.g22: 2, s.g12: 1, s.n1: 1, s.n2: 3, s.hbar: 1}
    modes = vacuum_energy.modes()
    bare = s.p**2 * (modes["S"] - modes["E1"] - modes["E2"])
    far = evaluate(bare, point | {s.p: sp.Integer(10) ** 8}, 20)
    assert abs(far / evaluate(vacuum_energy.coupling_tail(), point, 20) + 1) < 1e-12
