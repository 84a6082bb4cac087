"""E_B at g12^2 = g11 g22 for any masses: regular at equal masses, symmetric under exchange, one gas at either end.

X_i = m_i g_ii n_i, K = 4 (X1 + X2), q = (m2 - m1)/(m1 + m2), y = q (X1 - X2)/(X1 + X2).
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import threshold_energy, vacuum_energy
from entrainment.derive.numeric import compile_mpmath, evaluate
from entrainment.derive.threshold_energy import K, mixture_parameters, y
from entrainment.derive.vacuum_energy import c_sound, q_mass

SPACE = (1, 2, 3)
POINT = vacuum_energy.threshold_mixture(2).sample(1, seed=3)[0]
SWAP = {s.m1: s.m2, s.m2: s.m1, s.g11: s.g22, s.g22: s.g11, s.n1: s.n2, s.n2: s.n1}


@pytest.fixture(autouse=True)
def thirty_digits():
    with mpmath.workdps(30):
        yield


def energy(D, point, digits=20):
    """E_B at a mixture: real part, the imaginary one being rounding."""
    values = {k: expr.subs(point) for k, expr in mixture_parameters().items()} | {k: point[k] for k in (s.hbar, s.kappa)}
    return mpmath.re(evaluate(threshold_energy.closed_form(D).result, values, digits))


def one_gas(D, mass, gn, point):
    return evaluate(vacuum_energy.one_component(D).result, {s.m: mass, c_sound: sp.sqrt(gn / mass), **point}, 20)


@pytest.mark.parametrize("D", SPACE)
def test_energy_is_continuous_at_equal_masses(D):
    """Towards m1 = m2 the upper branch alone is left, with m^2 c^2 = X1 + X2; the approach is linear in q."""
    misses = []
    equal = POINT | {s.m2: POINT[s.m1]}
    limit = one_gas(D, equal[s.m1], equal[s.g11] * equal[s.n1] + equal[s.g22] * equal[s.n2], units(equal))
    for exponent in (6, 9):
        near = equal | {s.m2: equal[s.m1] * (1 + sp.Rational(1, 10**exponent))}
        misses.append(energy(D, near) / limit - 1)
    assert abs(misses[0]) < 1e-5
    assert abs(misses[0] / misses[1] / 1000 - 1) < 1e-3


def units(point):
    return {s.hbar: point[s.hbar], s.kappa: point[s.kappa]}


@pytest.mark.parametrize("present", [1, 2])
@pytest.mark.parametrize("D", SPACE)
def test_one_component_alone_is_its_own_gas(D, present):
    """The absent component leaves no trace, whatever its mass: y = q or y = -q."""
    absent = POINT | {(s.n2 if present == 1 else s.n1): sp.S.Zero}
    mass, gn = (s.m1, s.g11 * s.n1) if present == 1 else (s.m2, s.g22 * s.n2)
    alone = one_gas(D, POINT[mass], gn.subs(POINT), units(POINT))
    assert abs(energy(D, absent) / alone - 1) < 1e-18


@pytest.mark.parametrize("D", SPACE)
def test_exchange_of_the_components_changes_nothing(D):
    swapped = POINT | {key: POINT[other] for key, other in SWAP.items()}
    assert mixture_parameters()[q_mass].subs(swapped) == -mixture_parameters()[q_mass].subs(POINT) != 0
    assert abs(energy(D, swapped) / energy(D, POINT) - 1) < 1e-18


@pytest.mark.parametrize("D", SPACE)
def test_energy_is_real(D):
    values = {k: expr.subs(POINT) for k, expr in mixture_parameters().items()} | units(POINT)
    value = evaluate(threshold_energy.closed_form(D).result, values, 20)
    assert abs(mpmath.im(value)) < 1e-18 * abs(value)


def test_energy_is_positive_in_three_dimensions_and_negative_in_one():
    assert energy(3, POINT) > 0 > energy(1, POINT)


@pytest.mark.parametrize("D", [1, 3])
def test_energy_scales_with_the_density_to_the_power_one_plus_half_d(D):
    denser = POINT | {s.n1: 4 * POINT[s.n1], s.n2: 4 * POINT[s.n2]}
    assert abs(energy(D, denser) / energy(D, POINT) / 2 ** (2 + D) - 1) < 1e-18


def test_cutoff_flow_in_two_dimensions_is_the_born_sum():
    """kappa dE_B/dkappa = -T/(4 pi) with T = sum (g n)^2 2 m_r/hbar^2."""
    flow = energy(2, POINT | {s.kappa: 2 * POINT[s.kappa]}) - energy(2, POINT)
    tail = sp.limit(vacuum_energy.counterterm(2) * s.p**2, s.p, sp.oo)
    assert abs(-flow * 4 * mpmath.pi / mpmath.log(2) / evaluate(tail, POINT, 20) - 1) < 1e-14


@pytest.mark.parametrize("D", [1, 3])
def test_energy_at_long_last_is_the_integral(D):
    """The one check by quadrature: the cancellation-free integrand at g12^2 = g11 g22."""
    at = {k: v for k, v in POINT.items() if k != s.p}
    integral = evaluate(vacuum_energy.stable_form(D).result, at, 10)
    assert abs(energy(D, at) / integral - 1) < 1e-9


@pytest.mark.parametrize("D", SPACE)
def test_sum_of_the_branches_is_rational_in_w_times_one_root(D):
    """(measure)(dp/dw) S = prefactor sum a_k w^k sqrt(Q), for any w > 1."""
    w = threshold_energy.w
    parameters = {k: expr.subs(POINT) for k, expr in mixture_parameters().items()} | {s.hbar: POINT[s.hbar]}
    momentum = threshold_energy.momentum_of_w()
    for at in (sp.Rational(11, 10), sp.Integer(40)):
        p = momentum.subs(parameters | {w: at})
        S = evaluate(vacuum_energy.modes()["S"], POINT | {s.p: p}, 20)
        measure = evaluate(vacuum_energy.momentum_measure(D) * sp.diff(momentum, w), parameters | {w: at, s.p: p}, 20)
        sums = sp.Add(*[c * w**k for k, c in threshold_energy.MOMENTS[D].items()])
        closed = threshold_energy.prefactor(D) * sums * sp.sqrt(threshold_energy.quadratic())
        assert abs(evaluate(closed, parameters | {w: at}, 20) / (S * measure) - 1) < 1e-18


@pytest.mark.parametrize("D", SPACE)
def test_closed_form_knows_the_mixture_through_four_numbers(D):
    assert threshold_energy.closed_form(D).result.free_symbols <= {K, q_mass, y, s.m_r, s.hbar, s.kappa}
    _, names = compile_mpmath(threshold_energy.closed_form(D).result)
    assert ("kappa" in names) == (D == 2)


def test_the_form_for_a_light_component_keeps_its_digits_where_that_component_is_weak_too():
    """m1/m2 and X1/X2 of 1e-6: each term has the size of the sum; the other form loses six digits."""
    form = threshold_energy.with_light_component().result.subs({s.hbar: 1})
    other = threshold_energy.in_mixture(2).result.subs({s.hbar: 1})
    point = {s.m1: 1.0, s.m2: 1e6, s.g11: 1.0, s.g22: 1.0, s.n1: 1.0, s.n2: 1.0, s.kappa: 1e3}
    exact = {symbol: sp.Rational(value) for symbol, value in point.items()}
    true = evaluate(form, exact, 40)
    assert abs(evaluate(other, exact, 40) / true - 1) < mpmath.mpf(10) ** -30
    order = list(point)
    in_floats = [sp.lambdify(order, expr, modules="math")(*point.values()) for expr in (form, other)]
    assert abs(in_floats[0] / true - 1) < 1e-14 and abs(in_floats[1] / true - 1) > 1e-10
