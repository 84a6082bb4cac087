"""Landau parameters of a dilute Fermi gas to second order of k_F a.

carlini2021 Eq. (44).  The second variation of the energy of second order on the Fermi surface is Landau's function; with the
two sums X and P of ``second_order_sums`` f_upup = -2 g^2 X, f_updown = g - 2 g^2 (X + P).
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
from .second_order_sums import FACING, exchange, h, pair

kf_a = sp.Symbol("kf_a", real=True)
exchange_sum, pair_sum = sp.symbols("X_sum P_sum", real=True)  # X and P in units of m k_F
DILUTE = Domain(3, (*FACING.ranges, (kf_a, -1, -0.01)), given=FACING.given)

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
