"""Landau parameters of a dilute Fermi gas to second order of k_F a.

carlini2021 Eq. (44).  The renormalised energy of second order is -g^2 sum n_1 n_2 (n_3 + n_4)/(e_1 + e_2 - e_3 - e_4) over
1 + 2 -> 3 + 4 with spins up, down; its second variation on the Fermi surface is Landau's function.  With h = sin(theta/2)
and k_F = 1 it contains two momentum sums: X, one particle scattered by the momentum transfer 2 h (static), and P, a
pair of total momentum 2 cos(theta/2).  f_upup = -2 g^2 X, f_updown = g - 2 g^2 (X + P).
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .fermi_liquid import F1, G1, drag_density
from .notation import k_F
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Rewrite, Rule, RuleError, divided_by

h = sp.Symbol("h", positive=True)  # sin(theta/2)
c = sp.Symbol("c", positive=True)  # cos(theta/2)
k = sp.Symbol("k", positive=True)
mu = sp.Symbol("mu", real=True)
kf_a = sp.Symbol("kf_a", real=True)
exchange_sum, pair_sum = sp.symbols("X_sum P_sum", real=True)  # X and P in units of m k_F
FACING = Domain(3, ((h, 0.02, 0.98), (k, 0.02, 0.98), (mu, -0.9, 0.9)), given=((c, sp.sqrt(1 - h**2)),))
DILUTE = Domain(3, (*FACING.ranges, (kf_a, -1, -0.01)), given=FACING.given)


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


LIQUID = Domain(3, (*DILUTE.ranges, (s.m, 0.1, 10), (s.hbar, 0.5, 2), (s.g, 0.1, 2), (k_F, 0.1, 10)), given=DILUTE.given)


@derivation
def fermi_momentum() -> Derivation:
    """k_F of a gas of two spins with total density n, D = 3."""

    class Filled(Rewrite):
        def residual(self, before, after, point, digits):
            """Two atoms per cell (2 pi)^3 of a sphere, whose volume is found shell by shell."""
            with mpmath.workdps(digits + 10):
                radius = evaluate(after, point, digits + 10)
                volume = mpmath.quad(lambda at: 4 * mpmath.pi * at**2, [0, radius])
                return relative_difference(2 * volume / (2 * mpmath.pi) ** 3, evaluate(before, point, digits))

    sphere = sp.Symbol("radius", positive=True)
    atoms = 2 * sp.integrate(4 * sp.pi * sphere**2, (sphere, 0, k_F)) / (2 * sp.pi) ** 3
    step = Step(Filled("fill the Fermi sphere", lambda n: sp.solve(atoms - n, k_F)[0]), "two spins, one state per (2 pi)^3")
    return Derivation("", s.n, (step,), Domain(3, ((s.n, 0.1, 10),)))


@derivation
def landau_function(channel: str) -> Derivation:
    """N(0) (f_upup +- f_updown)/2 to second order, at the angle theta between two quasiparticles."""
    scale = s.m * k_F / s.hbar**2  # of the two sums
    parallel = -2 * s.g**2 * scale * exchange_sum
    opposite = s.g - 2 * s.g**2 * scale * (exchange_sum + pair_sum)
    states = s.m * k_F / (sp.pi**2 * s.hbar**2)  # per energy, both spins
    sign = {"density": 1, "spin": -1}[channel]
    contact = {s.g: 4 * sp.pi * s.hbar**2 * kf_a / (k_F * s.m)}
    sums = {exchange_sum: exchange().result, pair_sum: pair().result}
    return Derivation(
        "",
        states * (parallel + sign * opposite) / 2,
        (
            Step(Put(sums), "the two momentum sums"),
            Step(Put(contact), "g = 4 pi hbar^2 a/m"),
        ),
        LIQUID,
    )


@dataclass(frozen=True)
class Put(Rule):
    """Put expressions in place of symbols, terms collected in the logarithm."""

    replacements: object

    name: str = "substitute"

    def __hash__(self):
        return hash(tuple(self.replacements.items()))

    def __call__(self, expr):
        return sp.expand(expr.subs(self.replacements, simultaneous=True), log=False)

    def residual(self, before, after, point, digits):
        values = dict(point) | {a: evaluate(b, point, 2 * digits) for a, b in self.replacements.items()}
        return relative_difference(evaluate(before, values, digits), evaluate(after, point, digits))


@dataclass(frozen=True)
class LegendreComponent(Rule):
    """(2 l + 1) int dcos(theta)/2 P_l(cos theta) of Landau's function: powers of h times 1 and log((1 + h)/(1 - h))."""

    degree: int

    @property
    def name(self) -> str:
        return f"component l = {self.degree}"

    def weight(self) -> sp.Expr:
        return (2 * self.degree + 1) * 2 * h * sp.legendre(self.degree, 1 - 2 * h**2)  # dcos(theta) = -4 h dh

    def __call__(self, function):
        L = sp.Symbol("L")
        rational = function.replace(sp.log, lambda argument: self._sign(argument) * L)
        total = sp.S.Zero
        for (power, logs), weight in sp.Poly(sp.expand(rational * self.weight()), h, L).terms():
            total += weight * (self._with_logarithm(power) if logs else sp.Rational(1, power + 1))
        return sp.factor(sp.expand(total))

    @staticmethod
    def _sign(argument):
        """+1 for (1 + h)/(1 - h), -1 for its inverse."""
        at = argument.subs(h, sp.Rational(1, 3))
        if at not in (2, sp.Rational(1, 2)):
            raise RuleError(f"log({argument}) is not the logarithm of the momentum sums")
        return 1 if at == 2 else -1

    @staticmethod
    def _with_logarithm(power: int) -> sp.Expr:
        """int_0^1 h^n log((1 + h)/(1 - h)) dh, n even: by parts with h^(n+1) +- 1, then partial fractions."""
        if power % 2:
            raise RuleError("odd powers need h^(n+1) + 1, they do not occur")
        rest = (h ** (power + 1) + 1) / (1 + h) + (h ** (power + 1) - 1) / (1 - h)
        return (2 * sp.log(2) - sp.integrate(sp.apart(sp.cancel(rest), h), (h, 0, 1))) / (power + 1)

    def residual(self, before, after, point, digits):
        function, names = compile_mpmath(before * self.weight())
        with mpmath.workdps(digits + 20):
            values = {str(symbol): exact(value) for symbol, value in point.items()}
            f = lambda at: function(*[at if name == "h" else values[name] for name in names])
            expected = mpmath.quad(f, [0, mpmath.mpf(1) / 2, 1])
            return relative_difference(expected, evaluate(after, point, digits))


@derivation
def landau_parameter(channel: str, degree: int = 1) -> Derivation:
    """F_l (density) or G_l (spin) to second order of k_F a; the first order is in l = 0 alone."""
    return landau_function(channel).then(Step(LegendreComponent(degree), "projection on P_l(cos(theta))"))


@derivation
def drag_fraction() -> Derivation:
    """n_drag/n of a dilute Fermi gas with the parameters of second order."""
    values = {F1: landau_parameter("density").result, G1: landau_parameter("spin").result}

    start = drag_density().result
    return Derivation(
        "",
        start,
        (Step(divided_by(s.n, sp.cancel), "uniform gas"), Step(Put(values), "second order")),
        Domain(3, (*LIQUID.ranges, (s.n, 0.1, 10), (F1, 0.01, 1), (G1, -1, -0.01))),
    )


@derivation
def velocity_ratio() -> Derivation:
    """V2/V1 of a uniform dilute Fermi gas, Eq. (47) with the parameters of second order."""

    ratio = Arithmetic("n_drag/(n/2 - n_drag)", lambda share: 2 * share / (1 - 2 * share), tidy=sp.factor)
    return drag_fraction().then(Step(ratio, "Eq. (47)"))
