"""Two damped quasiparticles: the loop is retarded, symmetric under reversal of both poles, and smooth where it looks singular.

aminov2024 Eqs. (9)-(11).
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive import loop_function
from entrainment.derive import notation as s
from entrainment.derive.numeric import evaluate

POINT = {s.hbar: 1, s.T: sp.Rational(3, 2), s.omega: sp.Rational(2, 5), s.gamma: sp.Rational(1, 3), s.E_1: 2}
POINT[s.E_2] = sp.Rational(7, 5)


def loop(which, **changes):
    point = POINT | {getattr(s, name): value for name, value in changes.items()}
    return evaluate(getattr(loop_function, which)().result, point, 25)


@pytest.mark.parametrize("which", ("linearised", "exact_average"))
def test_reversing_both_poles_changes_nothing(which):
    """S(-E_2, -E_1) = S(E_1, E_2), by n_B(-x) = -1 - n_B(x)."""
    assert abs(loop(which) - loop(which, E_1=-POINT[s.E_2], E_2=-POINT[s.E_1])) < 1e-22


@pytest.mark.parametrize("which", ("linearised", "exact_average"))
def test_exchange_of_the_poles_is_conjugation_at_the_opposite_frequency(which):
    flipped = loop(which, E_1=POINT[s.E_2], E_2=POINT[s.E_1])
    with mpmath.workdps(30):
        assert abs(flipped - mpmath.conj(loop(which, omega=-POINT[s.omega]))) < 1e-22


def test_two_parts_add_up_to_the_bose_factor():
    x = sp.Rational(7, 3)
    parts = sum(loop_function.bose_part(sign, x) for sign in (1, -1)).subs(s.T, POINT[s.T])
    assert abs(evaluate(parts, {}, 25) - evaluate(loop_function.bose(x).subs(s.T, POINT[s.T]), {}, 25)) < 1e-22


def test_weak_damping_is_the_loop_of_free_quasiparticles():
    free = loop_function.kernel().result.subs({s.w_l: -sp.I * s.omega, s.x_1: s.E_1, s.x_2: s.E_2})
    tiny = sp.Rational(1, 10**12)
    for which in ("linearised", "exact_average"):
        assert abs(loop(which, gamma=tiny) - evaluate(free, POINT, 20)) < 1e-10


def test_tails_of_the_lorentzians_count_in_first_order_of_the_width():
    """The expansion around the maxima leaves out a term of the order that it keeps; here it is 3 % of that order."""
    wide, narrow = sp.Rational(1, 500), sp.Rational(1, 1000)
    errors = [abs(loop("linearised", gamma=g) - loop("exact_average", gamma=g)) for g in (wide, narrow)]
    kept = abs(loop("linearised", gamma=wide) - loop("linearised", gamma=sp.Rational(1, 10**15)))
    assert 1.95 < errors[0] / errors[1] < 2.05
    assert 0.02 < errors[0] / kept < 0.04


def test_resonance_of_the_exact_average_is_removable():
    """E_1 - E_2 = omega, where two terms diverge and the sum does not."""
    values = [loop("exact_average", E_1=POINT[s.E_2] + POINT[s.omega] + sp.Rational(k, 10**8)) for k in (1, -1)]
    assert abs(values[0] - values[1]) < 1e-6


def test_static_loop_of_one_level_is_the_slope_of_the_bose_factor():
    """gamma >> omega -> 0: minus the compressibility of the level, -(-n_B')."""
    value = loop("linearised", E_2=POINT[s.E_1], omega=sp.Rational(1, 10**20))
    assert abs(value - evaluate(loop_function.bose_slope(s.E_1), POINT, 20)) < 1e-15
