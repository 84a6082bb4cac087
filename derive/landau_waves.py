"""Long waves of a Fermi liquid: what zero sound and particle-hole pairs together contribute, each moment with its coefficient.

carlini2021 Sec. IV and Table II, f = cos(q x).  The kinetic equation at the angle mu to q, with X_0, X_1 standing for F_0, F_1
or G_0, G_1, gives the response chi(y) at the frequency i y v_F q.  At imaginary frequencies there are no poles, so that zero
sound needs no case of its own: m_-1 is chi(0), m_1 the tail of chi, and the strength its integral over y.
m_1 and m_-1 are closed; the strength is closed without interactions and otherwise one integral over an angle.
Invariant: m_1 does not know X_0, m_-1 does not know X_1, and the strength does not know m*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .fast_drag import N
from .fermi_liquid import F1, G1, LIQUID, X1, effective_mass
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Leading, Rule, RuleError, substitute, times
from .special import arc_deficit

F0, G0, X0 = sp.symbols("F_0 G_0 X_0", real=True)
y = sp.Symbol("y", positive=True)  # frequency over i v_F q
theta = sp.Symbol("theta", positive=True)  # y = cot(theta)
mu = sp.Symbol("mu", real=True)  # cosine of the angle to q
mean, shift = sp.symbols("mean shift", real=True)  # of the displacement nu, and of mu nu, over the Fermi surface; per push

PARAMETERS = {"density": (F0, F1), "spin": (G0, G1)}
_STABLE = ((F0, -0.9, 5), (G0, -0.9, 5), (X0, -0.9, 5))
_PLACES = ((y, 0.1, 5), (theta, 0.1, 1.5), (mu, -1, 1), (mean, -1, 1), (shift, -1, 1))
WAVES = replace(
    LIQUID,
    ranges=(*LIQUID.ranges, *_STABLE, (s.k_F, 0.1, 5), (N, 1, 100), *_PLACES),
    constraints=(*LIQUID.constraints, F1 > -3, F0 > -1, G0 > -1),
)


def displacement() -> sp.Expr:
    """nu(mu) per push from (s - mu) nu = mu (X_0 mean + X_1 mu shift + 1) at s = i y."""
    return mu * (X0 * mean + X1 * mu * shift + 1) / (sp.I * y - mu)


@dataclass(frozen=True)
class OverDirections(Rule):
    """(<nu>, <mu nu>) over the Fermi surface: a polynomial in mu over i y - mu."""

    name: str = "averages over the Fermi surface"

    def __call__(self, nu):
        return sp.Tuple(self._average(nu), self._average(mu * nu))

    @staticmethod
    def _average(f):
        top = sp.expand(f * (sp.I * y - mu))
        quotient, rest = sp.div(sp.Poly(top, mu), sp.Poly(mu - sp.I * y, mu))
        whole = sp.integrate(quotient.as_expr(), (mu, -1, 1)) / 2
        arc = sp.I * sp.atan(1 / y)  # <1/(mu - i y)>
        return sp.expand(-whole - rest.as_expr() * arc)

    def residual(self, before, after, point, digits):
        function, names = compile_mpmath(before)
        with mpmath.workdps(digits + 15):
            here = {str(symbol): evaluate(value, point, digits + 15) for symbol, value in point.items()}
            f = lambda at: function(*[at if name == "mu" else here[name] for name in names])
            over = lambda g: mpmath.quad(g, [-1, -0.5, 0, 0.5, 1], method="gauss-legendre") / 2
            pairs = zip((over(f), over(lambda at: at * f(at))), after, strict=True)
            return max(relative_difference(a, evaluate(b, point, digits)) for a, b in pairs)


@dataclass(frozen=True)
class SelfConsistent(Rule):
    """Minus the mean displacement that reproduces both averages: the response of the liquid."""

    name: str = "the averages are those of the displacement itself"

    def __call__(self, averages):
        unknown = (mean, shift)
        acts = sp.Matrix(2, 2, lambda i, j: sp.diff(averages[i], unknown[j])) - sp.eye(2)
        start = sp.Matrix([part.subs(dict.fromkeys(unknown, 0)) for part in averages])
        return sp.factor(sp.cancel((acts.adjugate() * start)[0] / acts.det()))

    def residual(self, before, after, point, digits):
        """Both averages are linear in (mean, shift): three values of each fix them."""
        with mpmath.workdps(2 * digits):
            at = lambda a, b: [evaluate(part, dict(point) | {mean: a, shift: b}, 2 * digits) for part in before]
            start, one, two = at(0, 0), at(1, 0), at(0, 1)
            matrix = mpmath.matrix([[one[i] - start[i], two[i] - start[i]] for i in range(2)]) - mpmath.eye(2)
            solution = mpmath.lu_solve(matrix, mpmath.matrix([-value for value in start]))
            return relative_difference(-solution[0], evaluate(after, point, digits))


@dataclass(frozen=True)
class OverFrequencies(Rule):
    """(1/pi) int_0^oo chi dy = int sigma ds, with y = cot(theta) and theta cot(theta) = 1 - V sin(theta)^2: nothing cancels."""

    name: str = "all frequencies, along the imaginary axis"

    def __call__(self, chi):
        square, deficit = sp.symbols("square deficit", positive=True)
        smooth = sp.cancel(chi.subs(sp.atan(1 / y), (1 - deficit * square) / y))
        per_angle = sp.cancel(sp.cancel(smooth.subs(y, sp.sqrt(1 / square - 1))) / square)
        if per_angle.has(y) or sp.fraction(per_angle)[1].subs(square, 0) == 0:
            raise RuleError("the response is not even in y, or does not fall like 1/y^2")
        at = {square: sp.sin(theta) ** 2, deficit: arc_deficit(theta)}
        return sp.Integral(per_angle.xreplace(at) / sp.pi, (theta, 0, sp.pi / 2))

    def residual(self, before, after, point, digits):
        """chi against the measure dy of a piece of the axis."""
        with mpmath.workdps(3 * digits):
            at = exact(point[theta])
            width = -mpmath.diff(mpmath.cot, at)
            expected = evaluate(before, dict(point) | {y: mpmath.cot(at)}, 2 * digits) * width / mpmath.pi
            return relative_difference(expected, evaluate(after.function, point, digits))


@dataclass(frozen=True)
class FarAway(Rule):
    """lim y^2 chi for y -> oo, from the series of the arc."""

    name: str = "y -> oo"

    def __call__(self, chi):
        arc = sum((-1) ** k / ((2 * k + 1) * y ** (2 * k + 1)) for k in range(4))
        top, bottom = (sp.Poly(part, y) for part in sp.fraction(sp.cancel(y**2 * chi.subs(sp.atan(1 / y), arc))))
        if top.degree() != bottom.degree():
            raise RuleError("the response does not fall like 1/y^2")
        return sp.factor(top.LC() / bottom.LC())

    def residual(self, before, after, point, digits):
        function, names = compile_mpmath(before)
        with mpmath.workdps(6 * digits):
            far = {str(symbol): evaluate(value, point, 6 * digits) for symbol, value in point.items()}
            far["y"] = mpmath.mpf(10) ** digits
            return relative_difference(far["y"] ** 2 * function(*[far[name] for name in names]), evaluate(after, point, digits))


def _still(expr):
    return sp.factor(expr.subs(sp.atan(1 / y), sp.pi / 2).subs(y, 0))


@derivation
def response() -> Derivation:
    """chi(y) per state at the Fermi surface, X_0 and X_1 being the parameters of the channel."""
    return Derivation(
        "",
        displacement(),
        (
            Step(OverDirections(), "only the mean and the l = 1 part act back"),
            Step(SelfConsistent(), "linear response"),
        ),
        WAVES,
    )


#: quantity -> (steps from chi to the sum over s, factor per atom): <cos^2> = 1/2, N(0) = 3 n/m* v_F^2, s = omega/v_F q.
_SUMS = {
    "m_-1": ((Step(Leading(y, sp.S.Zero, _still), "int sigma/s ds = chi(0)/2"),), 3 * s.m_star / (4 * s.hbar**2 * s.k_F**2)),
    "strength": ((Step(OverFrequencies(), "int ds sigma"),), 3 * s.q / (2 * s.k_F)),
    "m_1": (
        (Step(FarAway(), "chi = 2 int s sigma ds/y^2 far away"),),
        3 * s.hbar**2 * s.q**2 / (4 * s.m_star),
    ),
}


@derivation
def long_wave(quantity: str, channel: str) -> Derivation:
    """"strength", "m_1" or "m_-1" of all states of Landau's theory in a channel, f = cos(q x)."""
    steps, factor = _SUMS[quantity]
    values = dict(zip((X0, X1), PARAMETERS[channel], strict=True))
    mass = {s.m_star: effective_mass().result}
    return response().then(
        Step(substitute(values, tidy=sp.factor), "parameters of the channel"),
        *steps,
        Step(times(sp.factor(N * factor.subs(mass)), tidy=lambda e: e), "states at the Fermi surface, m* = m (1 + F_1/3)"),
    )
