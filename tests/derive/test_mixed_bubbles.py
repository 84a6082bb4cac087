"""The mixed-bubble window at equal masses: where it opens, which way it lies, and what exchange of components does to it.

naidon2021 Eqs. (5)-(17).  Omega(n_minus) = mean field + E_B at fixed n_plus; lower edge: Omega'' = 0 at the pure bath;
upper edge: the tangent from the bath touches Omega at the other pure component.
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import mixed_bubbles, vacuum_energy, window_edges
from entrainment.derive import notation as s
from entrainment.derive.numeric import evaluate

SPACE = (1, 2, 3)
LEFT, RIGHT = -s.alpha * s.n_plus, s.n_plus / s.alpha  # pure 1 and pure 2, Eq. (7)
SMALL = (sp.Rational(1, 10**3), sp.Rational(1, 10**4))
POINT = {
    s.hbar: sp.Rational(6, 5),
    s.m: sp.Rational(3, 4),
    s.g: sp.Rational(1, 2),
    s.alpha: sp.Rational(27, 10),
    s.n_plus: sp.Rational(4, 3),
    s.kappa: sp.Integer(2),
}


@pytest.fixture(autouse=True)
def thirty_digits():
    with mpmath.workdps(30):
        yield


def edge(D, which, **changes):
    build = {"lower": window_edges.lower_edge, "upper": window_edges.upper_edge}[which]
    return evaluate(build(D).result, POINT | {getattr(s, name): sp.sympify(v) for name, v in changes.items()}, 20)


def omega(D, delta_g, n_minus):
    """Omega at mu = 0, by the paper's words: mean field at g12 = g + delta_g, E_B at delta_g = 0."""
    n1, n2 = (mixed_bubbles.ROTATION[n].subs(POINT | {s.n_minus: n_minus}) for n in (s.n1, s.n2))
    g, alpha = POINT[s.g], POINT[s.alpha]
    mean_field = g / alpha * n1**2 / 2 + g * alpha * n2**2 / 2 + (g + delta_g) * n1 * n2
    c = sp.sqrt((g / alpha * n1 + g * alpha * n2) / POINT[s.m])
    vacuum = vacuum_energy.one_component(D).result.subs(vacuum_energy.c_sound, c)
    return evaluate(mean_field, {}, 25) + evaluate(vacuum, POINT, 25)


def slopes(D, delta_g, at):
    """(Omega, Omega', Omega'') by differences at the composition ``at``."""
    h = sp.Rational(1, 10**6)
    low, here, high = (omega(D, delta_g, at + k * h) for k in (-1, 0, 1))
    step = mpmath.mpf(10) ** -6
    return here, (high - low) / (2 * step), (high - 2 * here + low) / step**2


def test_rotation_is_orthogonal_and_turns_densities_into_equations_5_and_6():
    n1, n2 = (mixed_bubbles.ROTATION[n] for n in (s.n1, s.n2))
    norm = sp.sqrt(s.alpha + 1 / s.alpha)
    assert sp.simplify(n1**2 + n2**2 - s.n_plus**2 - s.n_minus**2) == 0
    assert sp.simplify((n1 / sp.sqrt(s.alpha) + sp.sqrt(s.alpha) * n2) / norm - s.n_plus) == 0
    assert sp.simplify((n2 / sp.sqrt(s.alpha) - sp.sqrt(s.alpha) * n1) / norm - s.n_minus) == 0


def test_one_component_is_absent_at_each_end():
    assert sp.simplify(mixed_bubbles.ROTATION[s.n2].subs(s.n_minus, LEFT)) == 0
    assert sp.simplify(mixed_bubbles.ROTATION[s.n1].subs(s.n_minus, RIGHT)) == 0
    assert mixed_bubbles.pure_ends().result == sp.Tuple(LEFT, RIGHT)


def test_stiff_direction_carries_all_of_the_sound_at_threshold():
    """m c_+^2 = g11 n1 + g22 n2, which is g11 n1 at pure 1 and g22 n2 at pure 2."""
    c2 = mixed_bubbles.stiff_sound().result
    n1, n2 = (mixed_bubbles.ROTATION[n] for n in (s.n1, s.n2))
    assert sp.simplify(s.m * c2 - s.g / s.alpha * n1 - s.g * s.alpha * n2) == 0


def test_exchange_reverses_the_soft_direction():
    c2 = mixed_bubbles.stiff_sound().result
    exchanged = c2.subs({s.alpha: 1 / s.alpha, s.n_minus: -s.n_minus}, simultaneous=True)
    assert sp.simplify(exchanged - c2) == 0


def test_mean_field_is_soft_by_delta_g_only():
    """d^2 Omega/dn_minus^2 = -2 delta_g/(alpha + 1/alpha), E_B apart; d^2 Omega/dn_plus^2 is of order g."""
    potential = mixed_bubbles.mean_field_potential().result
    norm = s.alpha + 1 / s.alpha
    assert sp.simplify(sp.diff(potential, s.n_minus, 2) + 2 * s.delta_g / norm) == 0
    assert sp.simplify(sp.diff(potential, s.n_plus, 2).subs(s.delta_g, 0) - s.g * norm) == 0


def test_stiff_density_minimises_the_leading_line():
    assert sp.simplify(mixed_bubbles.stiff_density().result - s.mu_plus / (s.g * (s.alpha + 1 / s.alpha))) == 0


@pytest.mark.parametrize("D", SPACE)
def test_lower_edge_is_where_the_mixed_phase_turns_soft(D):
    at = LEFT.subs(POINT)
    delta_g = sp.Float(edge(D, "lower"), 30)
    bend = [slopes(D, shift + delta_g, at)[2] for shift in (-sp.Rational(1, 1000), 0, sp.Rational(1, 1000))]
    assert abs(bend[1]) < 1e-6 * abs(bend[0]) and bend[0] > 0 > bend[2]


@pytest.mark.parametrize("D", SPACE)
def test_upper_edge_is_where_the_tangent_from_pure_one_reaches_pure_two(D):
    start, end = LEFT.subs(POINT), RIGHT.subs(POINT)
    delta_g = sp.Float(edge(D, "upper"), 30)
    for shift, sign in ((-sp.Rational(1, 1000), 1), (sp.Rational(1, 1000), -1), (0, 0)):
        here, slope, _ = slopes(D, delta_g + shift, end)
        excess = slope * (end - start).evalf(30) - (here - omega(D, delta_g + shift, start))
        assert abs(excess) < 1e-7 if sign == 0 else excess * sign > 1e-4


@pytest.mark.parametrize("D", SPACE)
def test_window_closes_for_equal_couplings(D):
    widths = [abs(edge(D, "upper", alpha=1 + h) - edge(D, "lower", alpha=1 + h)) for h in SMALL]
    assert 990 < widths[0] / widths[1] < 1010  # as (alpha - 1)^3


@pytest.mark.parametrize("D, sign", [(1, -1), (3, 1)])
def test_bubbles_need_attraction_beyond_threshold_in_one_dimension_and_repulsion_in_three(D, sign):
    lower, upper = edge(D, "lower"), edge(D, "upper")
    assert lower < upper and lower * sign > 0 and upper * sign > 0


@pytest.mark.parametrize("D", SPACE)
@pytest.mark.parametrize("which", ["lower", "upper"])
def test_exchange_maps_alpha_to_its_inverse_and_bath_1_to_bath_2(D, which):
    build = {"lower": window_edges.lower_edge, "upper": window_edges.upper_edge}[which]
    other = evaluate(build(D, 2).result, POINT | {s.alpha: 1 / POINT[s.alpha]}, 20)
    assert abs(other / edge(D, which) - 1) < 1e-18


@pytest.mark.parametrize("D", SPACE)
def test_vacuum_curvature_grows_along_the_soft_direction_for_alpha_above_one(D):
    """Omega''' > 0: the concave part of Omega starts at pure 1."""
    third = sp.diff(mixed_bubbles.vacuum_at_threshold(D).result, s.n_minus, 3)
    signs = [evaluate(third, POINT | {s.alpha: alpha, s.n_minus: sp.S.Zero}, 15) for alpha in (2, sp.Rational(1, 2))]
    assert signs[0] > 0 > signs[1]


@pytest.mark.parametrize("D", [1, 3])
def test_edges_in_units_of_g_eta_depend_on_alpha_alone(D):
    unit = s.g * mixed_bubbles.reduced_unit(D)
    assert sp.simplify(window_edges.lower_edge(D).result / unit).free_symbols == {s.alpha}
    assert sp.simplify(window_edges.edge_ratio(D).result).free_symbols == {s.alpha}


def test_window_parameter_starts_at_two_and_ends_at_five_halves_for_alpha_two():
    assert window_edges.window_parameter("lower").result == 2
    assert sp.simplify(window_edges.window_parameter("upper").result.subs(s.alpha, 2)) == sp.Rational(5, 2)
    assert sp.limit(window_edges.window_parameter("upper").result, s.alpha, 1) == 2


def test_quasi_two_dimensional_gas_is_the_window_with_the_coupling_of_its_confinement():
    prefactor, logarithm = window_edges.window_logarithm()
    tight = POINT | {s.a: sp.Rational(1, 50), s.l_perp: sp.Integer(2), s.beta: sp.Rational(9, 10), s.C: sp.Rational(7, 3)}
    g = 2 * sp.sqrt(2 * sp.pi) * s.hbar**2 * s.a / (s.m * s.l_perp)
    direct = (prefactor * (s.C + logarithm)).subs({s.g: g, s.kappa: sp.sqrt(s.beta / sp.pi) / s.l_perp}).subs(tight)
    assert abs(evaluate(window_edges.quasi_two_dimensional().result, tight, 20) / evaluate(direct, {}, 20) - 1) < 1e-18
