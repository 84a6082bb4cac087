"""The two momentum sums behind the interaction of two quasiparticles on the Fermi surface, in second order.

carlini2021 Eq. (44).  The renormalised energy of second order is -g^2 sum n_1 n_2 (n_3 + n_4)/(e_1 + e_2 - e_3 - e_4) over
1 + 2 -> 3 + 4 with spins up, down.  Its second variation holds X, one particle scattered by the momentum transfer 2 h
(static), and P, a pair of total momentum 2 cos(theta/2); h = sin(theta/2), k_F = 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from .domain import Domain
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Rule, RuleError

h = sp.Symbol("h", positive=True)  # sin(theta/2)
c = sp.Symbol("c", positive=True)  # cos(theta/2)
k = sp.Symbol("k", positive=True)
mu = sp.Symbol("mu", real=True)
FACING = Domain(3, ((h, 0.02, 0.98), (k, 0.02, 0.98), (mu, -0.9, 0.9)), given=((c, sp.sqrt(1 - h**2)),))


def exchange_denominator() -> sp.Expr:
    """m (e_k - e_(k+q)), q = 2 h."""
    q = 2 * h
    return -(2 * k * q * mu + q**2) / 2


def pair_denominator() -> sp.Expr:
    """m (2 e_F - e_k - e_(K-k)), K = 2 c."""
    return (2 - k**2 - (k**2 - 2 * k * 2 * c * mu + 4 * c**2)) / 2


def reduced(expr) -> sp.Expr:
    """A polynomial in h and c with c^2 = 1 - h^2 used."""
    return sp.expand(sp.rem(sp.expand(expr), c**2 + h**2 - 1, c))


@dataclass(frozen=True)
class OverAngle(Rule):
    """int dmu k^2/(2 pi)^2 over a denominator linear in mu: a logarithm of its size at the two ends (principal value)."""

    name: str = "angle between k and the given momentum"

    def __call__(self, denominator):
        slope = sp.diff(denominator, mu)
        if slope.has(mu):
            raise RuleError("the denominator is not linear in mu")
        ends = [sp.factor(denominator.subs(mu, end)) for end in (1, -1)]
        return k**2 / (4 * sp.pi**2) * sp.log(sp.Abs(ends[0] / ends[1])) / slope

    def residual(self, before, after, point, digits):
        """Principal value by symmetric quadrature about the pole, or plain quadrature where there is none."""
        with mpmath.workdps(digits + 20):
            slope = evaluate(sp.diff(before, mu), point, digits + 20)
            pole = -evaluate(before.subs(mu, 0), point, digits + 20) / slope
            f = lambda at: 1 / (slope * (at - pole))
            if abs(pole) < 1:  # the symmetric part around the pole cancels
                reach = 1 - abs(pole)
                value = mpmath.quad(f, [pole + reach, 1] if pole < 0 else [-1, pole - reach])
            else:
                value = mpmath.quad(f, mpmath.linspace(-1, 1, 9))
            expected = value * exact(point[k]) ** 2 / (4 * mpmath.pi**2)
            return relative_difference(expected, evaluate(after, point, digits))


def moment_of_logarithm(a: sp.Expr) -> tuple[sp.Expr, dict]:
    """int_0^1 k log|k + a| dk from its antiderivative: rational part, and the coefficients of log|1 + a| and log|a|."""
    shift = sp.Symbol("shift", real=True)
    primitive = (k**2 - shift**2) / 2 * sp.log(k + shift) - k**2 / 4 + shift * k / 2
    if sp.simplify(sp.diff(primitive, k) - k * sp.log(k + shift)) != 0:
        raise RuleError("not an antiderivative of k log(k + a)")
    upper, low = primitive.subs(k, 1), primitive.subs(k, 0)
    rational = upper.subs(sp.log(1 + shift), 0) - low.subs(sp.log(shift), 0)
    weights = {1 + a: upper.coeff(sp.log(1 + shift), 1), a: -low.coeff(sp.log(shift), 1)}
    return rational.subs(shift, a), {argument: weight.subs(shift, a) for argument, weight in weights.items()}


@dataclass(frozen=True)
class OverRadius(Rule):
    """int_0^1 dk of k times a logarithm of linear factors in k."""

    name: str = "size of k inside the Fermi sphere"

    def __call__(self, expr):
        (logarithm,) = expr.atoms(sp.log)
        outside = sp.cancel(expr / logarithm / k)
        if outside.has(k):
            raise RuleError("not k times a logarithm")
        total, weights = sp.S.Zero, {}
        for factor, sign in self._linear_factors(logarithm.args[0]):
            leading = sp.diff(factor, k)
            part, found = moment_of_logarithm(sp.expand(factor / leading).subs(k, 0))
            total += sign * part
            for argument, weight in found.items():
                size = argument if not argument.could_extract_minus_sign() else -argument
                weights[size] = weights.get(size, 0) + sign * weight
        return outside * (self._tidy(total) + self._combine(weights))

    def _linear_factors(self, ratio):
        numerator, denominator = sp.fraction(sp.cancel(ratio.replace(sp.Abs, lambda inside: inside)))
        for part, sign in ((numerator, 1), (denominator, -1)):
            for factor in sp.Mul.make_args(self._split(part)):
                if factor.has(k):
                    yield factor, sign

    @staticmethod
    def _split(part):
        """Factors linear in k: with 1 = h^2 + c^2 the pair's denominators are differences of squares."""
        polynomial = sp.Poly(part, k, h, c)
        degree = polynomial.total_degree()
        if degree < 2:
            return part
        missing = lambda powers: (h**2 + c**2) ** ((degree - sum(powers)) // 2)
        terms = [weight * k ** p[0] * h ** p[1] * c ** p[2] * missing(p) for p, weight in polynomial.terms()]
        return sp.factor(sp.expand(sp.Add(*terms)))

    @staticmethod
    def _tidy(expr):
        return sp.factor(reduced(expr))

    def _combine(self, weights):
        """Logarithms with the same weight up to a sign become one."""
        merged: dict = {}
        for argument, weight in weights.items():
            weight = self._tidy(weight)
            if weight == 0:
                continue
            sign = 1
            if -weight in merged:
                weight, sign = -weight, -1
            merged[weight] = merged.get(weight, sp.S.One) * argument**sign
        total = sp.S.Zero
        for weight, product in merged.items():
            numerator, denominator = (sp.factor(reduced(e)) for e in sp.fraction(product))
            ratio = sp.cancel(numerator / denominator)
            total += weight * sp.log(ratio if ratio.subs(h, sp.Rational(1, 3)) > 0 else -ratio)
        return total

    def residual(self, before, after, point, digits):
        """Quadrature with a break point at every zero of the logarithm's argument."""
        function, names = compile_mpmath(before)
        with mpmath.workdps(digits + 20):
            values = {str(symbol): exact(value) for symbol, value in point.items()}
            values["c"] = mpmath.sqrt(1 - values["h"] ** 2)
            f = lambda at: function(*[at if name == "k" else values[name] for name in names])
            breaks = sorted({abs(values["h"] - values["c"]), values["h"], mpmath.mpf(0), mpmath.mpf(1)})
            expected = mpmath.quad(f, breaks)
            return relative_difference(expected, evaluate(after, dict(point) | {c: values["c"]}, digits))


def _momentum_sum(denominator) -> Derivation:
    steps = (
        Step(OverAngle(), "the other momentum is along z"),
        Step(OverRadius(), "one distribution function is left"),
    )
    return Derivation("", denominator, steps, FACING)


@derivation
def exchange() -> Derivation:
    """X/(m k_F): static response to the momentum transfer 2 h."""
    return _momentum_sum(exchange_denominator())


@derivation
def pair() -> Derivation:
    """P/(m k_F): a pair of total momentum 2 cos(theta/2) next to the Fermi sea."""
    return _momentum_sum(pair_denominator())
