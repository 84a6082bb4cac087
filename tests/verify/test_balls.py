"""A ball contains the value, is small, and says so when it cannot be."""

import mpmath
import pytest
import sympy as sp
from entrainment.derive.numeric import evaluate
from entrainment.derive.special import carlson_rc, carlson_rd, carlson_rf
from entrainment.runtime.verify.balls import NotEnclosable, difference_contains_zero, enclose

x = sp.Symbol("x", positive=True)
FORMS = [
    (x**2 + 1) ** sp.Rational(1, 4) * sp.log(x) / sp.pi**2,
    sp.acos(1 / x) / sp.sqrt(x**2 - 1),
    carlson_rf(1, x, x**2) + carlson_rd(x, 1, 2),
    carlson_rc(x, 2),
    sp.Piecewise((x, x < 1), (x**2, True)),
    sp.Max(x, 2) - sp.Abs(x - 3),
    sp.exp(2 * sp.EulerGamma) * sp.digamma(x),
]


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("value", [sp.Rational(3, 7), sp.Rational(12, 5)])
def test_ball_contains_the_value_and_is_small(form, value):
    ball = enclose(form, {x: value}, 50)
    with mpmath.workdps(60):
        assert (
            abs(mpmath.mpf(ball.mid().str(55, radius=False)) - mpmath.re(evaluate(form, {x: value}, 50)))
            < mpmath.mpf(10) ** -48
        )
    assert ball.rel_accuracy_bits() > 160


def test_an_identity_of_carlson_is_certified():
    ours = enclose(sp.acos(1 / x) / sp.sqrt(x**2 - 1), {x: sp.Rational(3, 7)}, 50)
    theirs = enclose(carlson_rc(1, x**2), {x: sp.Rational(3, 7)}, 50)
    assert difference_contains_zero(ours, theirs, 45) == (True, True)
    assert difference_contains_zero(ours, theirs * 2, 45)[0] is False


@pytest.mark.parametrize("form", [sp.log(-x), sp.Integral(sp.exp(x), (x, 0, 1)), sp.zeta(x), sp.Symbol("unknown")], ids=str)
def test_what_has_no_real_ball_is_refused(form):
    with pytest.raises(NotEnclosable):
        enclose(form, {x: sp.Rational(3, 7)}, 30)
