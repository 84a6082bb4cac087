"""Each integration rule against quadrature: antiderivatives, Hadamard finite parts, the recurrence of moments.

The finite part of int_1^oo f drops the powers of the upper limit V and log V; J_k = int_1^oo w^k Q^(-1/2) dw with
Q = w^2 + 2 y w + q^2 obeys (k + 1) J_(k+1) + (2k + 1) y J_k + k q^2 J_(k-1) = -sqrt(Q(1)).
"""

import mpmath
import pytest
import sympy as sp
from entrainment.derive.integration import Antiderivative, finite_part, moments
from entrainment.derive.numeric import evaluate
from entrainment.derive.rules import RuleError

v = sp.Symbol("v", positive=True)
shift = sp.Symbol("shift", real=True)
HALF = sp.Rational(1, 2)
Y, Q2 = sp.Rational(1, 5), sp.Rational(3, 10)  # y and q of the moments


def quadrature(f):
    """int_1^oo f in v = 1/u^2; Gauss-Legendre nodes stay away from u = 0, where subtracted powers cancel."""
    with mpmath.workdps(50):
        panels = [0, mpmath.mpf(1) / 2, 1]
        return mpmath.quad(lambda u: 2 * f(1 / u**2) / u**3, panels, method="gauss-legendre", maxdegree=6)


CONVERGENT = [
    1 / v**2,
    1 / (v**2 + 1),
    1 / (v**2 + shift),
    v / (v**2 + 1) ** 2,
    3 * (v**2 - 1) ** 2 / (v**2 * (v**2 + 1) ** 2),
    (2 * v**3 + v + 1) / (v**2 + shift) ** 3,
    (v**2 - 1) / (v * (v**2 + 1) * (v**2 + shift)),
    1 / (v**4 * (2 * v**2 + 2 * shift) ** 2),
]


@pytest.mark.parametrize("at", [sp.Rational(2, 3), -sp.Rational(2, 3)], ids=["shift > 0", "shift < 0"])
@pytest.mark.parametrize("f", CONVERGENT, ids=str)
def test_finite_part_of_a_convergent_integral_is_the_integral(f, at):
    closed, logarithm = finite_part(f, v, shift)
    truth = quadrature(sp.lambdify(v, f.subs(shift, at), "mpmath"))
    assert abs(evaluate(closed.subs(shift, at), {}, 20) / truth - 1) < 1e-15
    assert evaluate(1 + logarithm.subs(shift, at), {}, 15) == 1


@pytest.mark.parametrize(
    "f, powers, logarithm",
    [
        (v + 1 / (v**2 + 1), v**2 / 2, 0),
        (1 / v + 5 + 1 / v**3, 5 * v, 1),
        (v**3 / (v**2 + shift), v**2 / 2, -shift),
        ((v**2 - 1) ** 3 / (v**2 * (v**2 + 1) * (v**2 + shift)), v, 0),
    ],
    ids=str,
)
def test_finite_part_drops_powers_and_names_the_logarithm(f, powers, logarithm):
    """int_1^V f - powers(V) - logarithm log V tends to the finite part."""
    closed, found = finite_part(f, v, shift)
    at = {shift: sp.Rational(3, 4)}
    rest = sp.lambdify(v, (f - sp.diff(powers, v) - logarithm / v).subs(at), "mpmath")
    truth = quadrature(rest) - powers.subs(v, 1)
    assert sp.simplify(found - logarithm) == 0
    assert abs(evaluate(closed.subs(at), {}, 20) / evaluate(truth, {}, 20) - 1) < 1e-15


@pytest.mark.parametrize("f", [1 / (v + 2), 1 / (v**3 + 1), 1 / (v**4 + 3)], ids=str)
def test_other_poles_are_refused(f):
    with pytest.raises(RuleError, match="pole"):
        finite_part(f, v, shift)


@pytest.mark.parametrize(
    "f, truth",
    [
        (1 / (1 + v**2) ** 2, sp.pi / 4),
        (v * sp.exp(-3 * v), sp.Rational(1, 9)),
        (1 / (1 + v) ** 3 - 2 / (1 + v) ** 4, -sp.Rational(1, 6)),
        (4 / (2 + v) ** 2, sp.Integer(2)),
    ],
    ids=str,
)
def test_antiderivative_and_limits(f, truth):
    assert sp.simplify(Antiderivative(v)(2 + sp.Integral(f, (v, 0, sp.oo))) - 2 - truth) == 0


def test_wrong_antiderivative_is_refused(monkeypatch):
    monkeypatch.setattr(sp, "integrate", lambda term, variable: variable * term)
    with pytest.raises(RuleError, match="antiderivative"):
        Antiderivative(v)(sp.Integral(sp.exp(-v), (v, 0, sp.oo)))


def test_residual_of_an_antiderivative_sees_a_wrong_value():
    rule, integral = Antiderivative(v), sp.Integral(1 / (1 + v**2), (v, 0, sp.oo))
    assert rule.residual(integral, rule(integral), {}, 15) < 1e-15
    for wrong in (-sp.pi / 2, sp.pi, sp.pi / 2 + 1):
        assert rule.residual(integral, wrong, {}, 15) > 0.3


def root_of_q(w):
    return mpmath.sqrt(w**2 + 2 * mpmath.mpf("0.2") * w + mpmath.mpf("0.09"))


def base():
    """J_(-1/2) and J_(-3/2) by quadrature."""
    with mpmath.workdps(30):
        J = [quadrature(lambda w, k=k: w**k / root_of_q(w)) for k in (-mpmath.mpf(1) / 2, -mpmath.mpf(3) / 2)]
        return tuple(sp.Float(str(value), 28) for value in J)


def moment(a_k):
    return evaluate(moments(a_k, Y, Q2, base(), -HALF), {}, 15)


@pytest.mark.parametrize("k", [-5 * HALF, -7 * HALF, -9 * HALF])
def test_convergent_moments_follow_from_two(k):
    power = -mpmath.mpf(int(-2 * k)) / 2
    truth = quadrature(lambda w: w**power * root_of_q(w))
    assert abs(moment({k: 3}) / truth / 3 - 1) < 1e-13


@pytest.mark.parametrize("k", [-3 * HALF, -HALF, HALF])
def test_divergent_moments_are_finite_parts(k):
    """sqrt(Q) = w + y + (q^2 - y^2)/(2 w) - y (q^2 - y^2)/(2 w^2) + ...: powers of the upper limit are dropped."""
    power = mpmath.mpf(int(2 * k)) / 2
    with mpmath.workdps(60):
        tail = [1, mpmath.mpf("0.2"), mpmath.mpf("0.025"), -mpmath.mpf("0.005")]

        def rest(w):
            return w**power * (root_of_q(w) - sum(c * w ** (1 - j) for j, c in enumerate(tail)))

        truth = quadrature(rest) - sum(c / (power + 2 - j) for j, c in enumerate(tail))
    assert abs(moment({k: 1}) / truth - 1) < 1e-13


def test_moments_are_linear():
    both = moment({HALF: 2, -5 * HALF: -7})
    assert abs(both - 2 * moment({HALF: 1}) + 7 * moment({-5 * HALF: 1})) < 1e-14
