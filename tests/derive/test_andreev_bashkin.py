"""A moving condensate entrains the other one: the energy of relative motion is -rho_drag (v1 - v2)^2/2, rho_drag > 0.

carlini2021 Sec. III.  Only the relative velocity counts, the sign of g12 does not, and the two components enter alike.
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import andreev_bashkin as ab
from entrainment.derive import moving_condensates, weak_drag
from entrainment.derive import notation as s
from entrainment.derive.moving_condensates import omega
from entrainment.derive.numeric import evaluate
from entrainment.derive.rules import per_mode
from entrainment.derive.vacuum_energy import sound_squared_equal_masses

SPACE = (1, 2, 3)
SWAP = {s.m1: s.m2, s.m2: s.m1, s.g11: s.g22, s.g22: s.g11, s.n1: s.n2, s.n2: s.n1, s.v1: s.v2, s.v2: s.v1}
POINT = {s.hbar: 1, s.m: sp.Rational(7, 5), s.g: 2, s.g12: sp.Rational(3, 2), s.n: sp.Rational(4, 3)}


def close(left, right, digits=25):
    with mpmath.workdps(40):
        return abs(left / right - 1) < mpmath.mpf(10) ** -digits


def n_drag(D, **changes):
    return evaluate(ab.symmetric_gases(D).result, POINT | {getattr(s, name): value for name, value in changes.items()}, 30)


def test_dispersion_is_two_doppler_shifted_modes_and_one_coupling():
    """((omega - hbar p v1)^2 - E1^2)((omega - hbar p v2)^2 - E2^2) = 4 e1 e2 g12^2 n1 n2."""
    e1, e2 = (s.hbar**2 * s.p**2 / (2 * mass) for mass in (s.m1, s.m2))
    first = (omega - s.hbar * s.p * s.v1) ** 2 - e1 * (e1 + 2 * s.g11 * s.n1)
    second = (omega - s.hbar * s.p * s.v2) ** 2 - e2 * (e2 + 2 * s.g22 * s.n2)
    assert sp.expand(moving_condensates.dispersion().result - first * second + 4 * e1 * e2 * s.g12**2 * s.n1 * s.n2) == 0


def test_common_velocity_shifts_every_mode_alike():
    law, V = moving_condensates.dispersion().result, sp.Symbol("V")
    boosted = law.subs({s.v1: s.v1 + V, s.v2: s.v2 + V, omega: omega + s.hbar * s.p * V}, simultaneous=True)
    assert sp.expand(boosted - law) == 0


def test_exchange_of_the_components_leaves_the_drag_density():
    point = moving_condensates.mixture(2).sample(1, seed=3)[0]
    mode = per_mode(moving_condensates.drag_integral(2).result, point)
    assert close(evaluate(mode, point, 30), evaluate(mode.subs(SWAP, simultaneous=True), point, 30))


@pytest.mark.parametrize("D", SPACE)
def test_every_mode_drags_forward(D):
    for point in moving_condensates.mixture(D).sample(5, seed=8):
        assert evaluate(per_mode(moving_condensates.drag_integral(D).result, point), point, 15) > 0


@pytest.mark.parametrize("D", SPACE)
def test_drag_is_even_in_the_coupling(D):
    assert close(n_drag(D), n_drag(D, g12=-POINT[s.g12]))


@pytest.mark.parametrize("D", SPACE)
def test_no_drag_without_coupling_between_the_components(D):
    tiny = sp.Rational(1, 10**10)
    assert 0 < n_drag(D, g12=tiny) < 1e-18


@pytest.mark.parametrize("D", SPACE)
def test_drag_grows_faster_than_the_square_of_the_coupling(D):
    couplings = [sp.Rational(k, 10) for k in (1, 5, 10, 15, 19)]
    per_square = [n_drag(D, g12=g12) / evaluate(g12**2, {}, 30) for g12 in couplings]
    assert per_square == sorted(per_square)


@pytest.mark.parametrize("D", SPACE)
def test_drag_over_density_scales_with_the_gas_parameter(D):
    """n_drag/n = f(g12/g) (m g n^(1 - 2/D)/hbar^2)^(D/2): the couplings and the mass enter together."""
    factor = sp.Integer(9)
    stretched = n_drag(D, g=POINT[s.g] * factor, g12=POINT[s.g12] * factor, m=POINT[s.m] / factor)
    assert close(stretched, n_drag(D))
    denser = n_drag(D, n=POINT[s.n] * factor) / n_drag(D)
    assert close(denser, mpmath.mpf(9) ** (mpmath.mpf(D) / 2))


def test_weak_coupling_coefficients():
    """n_drag -> n (g12/g)^2 times sqrt(gamma)/(12 sqrt 2 pi ...): ratios that are pure numbers."""
    g = 4 * sp.pi * s.hbar**2 * s.a / s.m
    gas = sp.sqrt(s.n * s.a**3)
    three = ab.weak_coupling(3).result.subs(s.g, g) * g**2 / (s.n * gas)
    assert sp.simplify(three - 2 * sp.sqrt(2) / (9 * sp.sqrt(sp.pi))) == 0
    assert sp.simplify(ab.weak_coupling(2).result * s.g * 48 * sp.pi * s.hbar**2 / (s.m * s.n)) == 1


@pytest.mark.parametrize("D", (1, 3))
def test_any_masses_meet_the_balanced_mixture_at_equal_masses(D):
    """q -> 0 and skew -> 0 are removable: a mass ratio of 1 + 1e-8 gives the balanced value."""
    near = 1 + sp.Rational(1, 10**8)
    values = {symbol: form for symbol, form in weak_drag.velocities_of_modes().items()} | {s.m_r: s.m1 * s.m2 / (s.m1 + s.m2)}
    any_masses = weak_drag.weak_coupling_any_masses(D).result.subs(values)
    point = POINT | {s.m1: POINT[s.m], s.m2: POINT[s.m] * near, s.g11: POINT[s.g], s.g22: POINT[s.g]}
    point |= {s.n1: POINT[s.n] / 2, s.n2: POINT[s.n] / 2}
    balanced = evaluate(ab.weak_coupling(D).result * s.m, POINT, 20)
    assert close(evaluate(any_masses, point, 20), balanced, digits=7)


@pytest.mark.parametrize("D", SPACE)
def test_equal_masses_meet_the_balanced_mixture(D):
    point = POINT | {s.g11: POINT[s.g], s.g22: POINT[s.g], s.n1: POINT[s.n] / 2, s.n2: POINT[s.n] / 2}
    c2 = sound_squared_equal_masses()
    general = ab.equal_masses(D).result.subs({s.c_plus: sp.sqrt(c2[0]), s.c_minus: sp.sqrt(c2[1])})
    assert close(evaluate(general / s.m, point, 30), n_drag(D))


def test_drag_stays_below_a_quarter_of_a_dilute_gas():
    point = {s.a: 1, s.a12: sp.Rational(99, 100), s.n: sp.Rational(1, 1000)}
    assert evaluate(ab.dilute_gases().result, point, 15) < mpmath.mpf("0.001") / 4
