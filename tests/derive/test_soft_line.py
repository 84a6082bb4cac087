"""The window at unequal masses: at z = 1 it is Eqs. (11), (12), (14), (16), (17), and exchange turns it end for end.

Reduced units: hbar = m = g = n_plus = kappa = 1; x = 0 is pure 1, x = 1 pure 2, and
Omega(x) = delta (alpha + 1/alpha) x (1 - x) + e(x) + linear terms; in D = 2 the reduced delta is R of Eq. (18).
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import mixed_bubbles, soft_line, vacuum_energy, window_edges
from entrainment.derive import notation as s
from entrainment.derive.numeric import evaluate

SPACE = (1, 2, 3)
SIDES = ("left", "right")
MIRROR = {"left": "right", "right": "left"}
BUILD = {"curvature": soft_line.curvature_edge, "tangent": soft_line.tangent_edge}
UNITS = {s.hbar: 1, s.m: 1, s.g: 1, s.n_plus: 1, s.kappa: 1}
AT = {s.alpha: sp.Rational(7, 4), s.z: sp.Rational(2, 5)}


@pytest.fixture(autouse=True)
def thirty_digits():
    with mpmath.workdps(30):
        yield


def edge(D, kind, side, alpha, z):
    return evaluate(BUILD[kind](D, side).result, {s.alpha: sp.sympify(alpha), s.z: sp.sympify(z)}, 20)


def at_end(D, side, order, alpha, z):
    """Derivative of e at a pure component, from the lines that the edges start with."""
    chain = soft_line.curvature_edge(D, side) if order == 2 else soft_line.tangent_edge(D, side)
    closed = next(line.after for line in chain.lines if line.rule.startswith("finite part"))
    return evaluate(closed, chain.domain.complete({s.alpha: alpha, s.z: z}), 20)


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("alpha", [sp.Rational(27, 10), sp.Rational(1, 3)])
def test_equal_masses_give_the_edges_of_the_letter(D, alpha):
    """Curvature at the bath and tangent to the other end, in units g = eta = 1; both baths."""
    for bath, here, there in ((1, "left", "right"), (2, "right", "left")):
        lower = evaluate(window_edges.lower_edge(D, bath).result, UNITS | {s.alpha: alpha}, 20)
        upper = evaluate(window_edges.upper_edge(D, bath).result, UNITS | {s.alpha: alpha}, 20)
        assert abs(edge(D, "curvature", here, alpha, 1) / lower - 1) < 1e-18
        assert abs(edge(D, "tangent", there, alpha, 1) / upper - 1) < 1e-18


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("kind", BUILD)
def test_edges_are_continuous_through_equal_masses(D, kind):
    alpha = AT[s.alpha]
    below, at, above = (edge(D, kind, "left", alpha, 1 + k * sp.Rational(1, 10**8)) for k in (-1, 0, 1))
    assert abs((below + above) / (2 * at) - 1) < 1e-12 < abs(above / below - 1) < 1e-6


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("kind", BUILD)
def test_exchange_inverts_alpha_and_z_and_turns_left_into_right(D, kind):
    left = edge(D, kind, "left", AT[s.alpha], AT[s.z])
    right = edge(D, kind, "right", 1 / AT[s.alpha], 1 / AT[s.z])
    assert abs(left / right - 1) < 1e-18
    assert abs(edge(D, kind, "right", AT[s.alpha], AT[s.z]) / left - 1) > 1e-3


@pytest.mark.parametrize("D", SPACE)
def test_all_edges_meet_where_the_components_are_alike(D):
    """alpha = z = 1: e does not depend on x, so every edge lies at delta = 0."""
    meeting = [1 + evaluate(BUILD[kind](D, side).result.subs({s.alpha: 1, s.z: 1}), {}, 20) for kind in BUILD for side in SIDES]
    assert max(abs(value - 1) for value in meeting) < 1e-18
    apart = {mpmath.nstr(edge(D, kind, side, AT[s.alpha], AT[s.z]), 8) for kind in BUILD for side in SIDES}
    assert len(apart) == 4


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("D", SPACE)
def test_curvature_edge_makes_the_end_flat(D, side):
    """2 delta (alpha + 1/alpha) = e''(end)."""
    flat = 2 * edge(D, "curvature", side, AT[s.alpha], AT[s.z]) * evaluate(s.alpha + 1 / s.alpha, AT, 20)
    assert abs(flat / at_end(D, side, 2, AT[s.alpha], AT[s.z]) - 1) < 1e-18


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("D", SPACE)
def test_tangent_edge_draws_the_chord(D, side):
    """Omega' at the end, -+delta (alpha + 1/alpha) + e', is Omega(1) - Omega(0) = e(1) - e(0)."""
    slope = at_end(D, side, 1, AT[s.alpha], AT[s.z])
    quadratic = edge(D, "tangent", side, AT[s.alpha], AT[s.z]) * evaluate(s.alpha + 1 / s.alpha, AT, 20)
    chord = [evaluate(soft_line.pure_energy(D, end), AT, 20) for end in ("right", "left")]
    excess = slope + (quadratic if side == "left" else -quadratic) - chord[0] + chord[1]
    assert abs(excess) < 1e-17 * abs(slope)


@pytest.mark.parametrize("D", [1, 3])
@pytest.mark.parametrize("side", SIDES)
def test_line_ends_at_the_energy_of_one_gas(D, side):
    x, mass, gn = (0, s.m1, s.g11 * s.n1) if side == "left" else (1, s.m2, s.g22 * s.n2)
    whole = evaluate(soft_line.energy(D).result.subs(s.x, x), AT, 12)
    gas = vacuum_energy.one_component(D).result.subs({s.m: mass, vacuum_energy.c_sound: sp.sqrt(gn / mass)}, simultaneous=True)
    alone = evaluate(gas.subs(soft_line.ON_SOFT_LINE).subs(s.x, x), AT, 12)
    assert abs(whole / alone - 1) < 1e-11
    assert abs(evaluate(soft_line.pure_energy(D, side), AT, 12) / alone - 1) < 1e-11


def test_derivatives_at_the_end_are_slopes_of_the_energy():
    """One-sided differences of e(x) itself at x = 0, h, ..., 4 h, in one dimension."""
    step = sp.Rational(1, 1000)
    e = [evaluate(soft_line.energy(1).result, AT | {s.x: k * step}, 10) for k in range(5)]
    slope = (-25 * e[0] + 48 * e[1] - 36 * e[2] + 16 * e[3] - 3 * e[4]) / (12 * step)
    bend = (35 * e[0] - 104 * e[1] + 114 * e[2] - 56 * e[3] + 11 * e[4]) / (12 * step**2)
    assert abs(slope / at_end(1, "left", 1, AT[s.alpha], AT[s.z]) - 1) < 1e-6
    assert abs(bend / at_end(1, "left", 2, AT[s.alpha], AT[s.z]) - 1) < 1e-3


@pytest.mark.parametrize("D", SPACE)
def test_curvature_integrand_at_an_end_is_that_of_the_closed_form(D):
    (along,) = soft_line.curvature(D).result.atoms(sp.Integral)
    chain = soft_line.curvature_edge(D, "left")
    end = next(line.after for line in chain.lines if line.rule == "sum over momenta")
    values = AT | {s.p: sp.Rational(6, 5)}
    closed = evaluate(end.function, values, 18)
    assert abs(evaluate(along.function.subs(s.x, 0), values, 18) / closed - 1) < 1e-16


def test_curvature_forms_agree_at_every_scale_of_momentum():
    variation = soft_line.soft_variation()
    for p in (sp.Rational(1, 10), sp.Integer(1), sp.Integer(50)):
        values = AT | {s.x: sp.Rational(1, 3), s.p: p}
        direct = evaluate(variation.infrared_form() + variation.tail, values, 20)
        assert abs(evaluate(variation.ultraviolet_form(), values, 20) / direct - 1) < 1e-18


def test_soft_line_is_the_rotated_plane():
    """n1 and n2 of Eqs. (5), (6) at n_minus = n_L + x (n_R - n_L)."""
    n_minus = mixed_bubbles.n_left + s.x * (mixed_bubbles.n_right - mixed_bubbles.n_left)
    for density in (s.n1, s.n2):
        rotated = mixed_bubbles.ROTATION[density].subs(s.n_minus, n_minus).subs(s.n_plus, 1)
        assert sp.simplify(rotated - soft_line.ON_SOFT_LINE[density]) == 0


def test_window_reopens_for_unequal_masses_at_equal_couplings():
    """naidon2021 Fig. 2: the mass imbalance alone, alpha = 1, gives mixed bubbles."""
    widths = [abs(edge(3, "tangent", "right", 1, z) - edge(3, "curvature", "left", 1, z)) for z in (1 + AT[s.z], 5)]
    assert 0 < widths[0] < widths[1]
