"""The drag of any mixture to leading order in the coupling between its components, in closed form for odd dimensions.

carlini2021 Sec. III and its Ref. [13].  Without coupling the two branches are those of the components; one variable v makes
both square roots rational.  Invariant: the form is even under the exchange of the components.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .integration import finite_part
from .moving_condensates import SecondOrderShift, dispersion, drag_integral, lower, upper
from .numeric import evaluate, exact, relative_difference, section
from .records import Derivation, Step, derivation
from .rules import Rule, RuleError, per_mode
from .special import carlson_rc
from .vacuum_energy import momentum_measure, q_mass

v = sp.Symbol("v", positive=True)  # (sqrt(y + a) + sqrt(y + b))/w0, y = (hbar p)^2, a = 4 m1 g11 n1, b = 4 m2 g22 n2
w0 = sp.Symbol("w0", positive=True)  # sqrt(a) + sqrt(b)
skew = sp.Symbol("skew", real=True)  # (sqrt(a) - sqrt(b))/w0


@dataclass(frozen=True)
class UncoupledModes(Rule):
    """The integrand over g12^2 for g12 -> 0: P and S of the uncoupled components."""

    name: str = "uncoupled modes"

    def __call__(self, integral: sp.Integral) -> sp.Integral:
        f = integral.function / s.g12**2
        return sp.Integral(sp.powsimp(f.subs(s.g12, 0)), *integral.limits)

    def residual(self, before, after, point, digits):
        tiny = dict(point) | {s.g12: sp.Rational(10) ** (-digits)}
        left = evaluate(per_mode(before, point), tiny, digits) * mpmath.mpf(10) ** (2 * digits)
        return relative_difference(left, evaluate(per_mode(after, point), point, digits))


def velocities_of_modes() -> dict[sp.Symbol, sp.Expr]:
    """w0, skew, q in terms of the mixture: sqrt(a) = w0 (1 + skew)/2 with a = 4 m1 g11 n1, b = 4 m2 g22 n2."""
    root_a, root_b = 2 * sp.sqrt(s.m1 * s.g11 * s.n1), 2 * sp.sqrt(s.m2 * s.g22 * s.n2)
    return {w0: root_a + root_b, skew: (root_a - root_b) / (root_a + root_b), q_mass: (s.m2 - s.m1) / (s.m1 + s.m2)}


def momentum_squared() -> sp.Expr:
    """(hbar p)^2 as a function of v: w0^2 (v^2 - 1)(v^2 - skew^2)/(4 v^2)."""
    first, start = w0 * (v + skew / v) / 2, w0 * (1 + skew) / 2
    return sp.factor(first**2 - start**2)


_COMPONENTS = ((s.m1, s.g11, s.n1), (s.m2, s.g22, s.n2))


@dataclass(frozen=True)
class Uniformise(Rule):
    """v = (sqrt(y + a) + sqrt(y + b))/w0 makes both roots rational; odd D leaves no other root."""

    D: int
    name: str = "v = (sqrt(y + a) + sqrt(y + b))/w0, y = (hbar p)^2"

    def __call__(self, integral: sp.Integral) -> sp.Integral:
        y = sp.Symbol("y", positive=True)
        roots = w0 * (v + skew / v) / 2, w0 * (v - skew / v) / 2
        energies = [sp.sqrt(y) * root / (2 * mass) for root, mass in zip(roots, (s.m1, s.m2), strict=True)]
        prefactor = SecondOrderShift()(dispersion().result)
        prefactor = prefactor.subs({upper: energies[0], lower: energies[1]}) / s.g12**2
        prefactor *= momentum_measure(self.D) / self.D / (2 * s.p * s.hbar**2)  # dp = dy/(2 hbar^2 p)
        per_y = sp.cancel(prefactor.subs(s.p, sp.sqrt(y) / s.hbar)).subs(y, momentum_squared())
        masses = {s.m1: 2 * s.m_r / (1 + q_mass), s.m2: 2 * s.m_r / (1 - q_mass)}
        f = sp.factor((per_y * sp.diff(momentum_squared(), v)).subs(masses))
        return sp.Integral(f, (v, 1, sp.oo))

    def residual(self, before, after, point, digits):
        """Integrands at the mode of the point; dp = (dp/dv) dv by a numerical derivative."""
        values = dict(point) | {symbol: evaluate(e, point, 4 * digits) for symbol, e in velocities_of_modes().items()}
        values[s.m_r] = evaluate(s.m1 * s.m2 / (s.m1 + s.m2), point, 4 * digits)
        with mpmath.workdps(4 * digits):
            y = (exact(point[s.hbar]) * exact(point[s.p])) ** 2
            a, b = (4 * exact(point[m]) * exact(point[g]) * exact(point[n]) for m, g, n in _COMPONENTS)
            of_momentum = lambda k: (mpmath.sqrt(k**2 + a) + mpmath.sqrt(k**2 + b)) / values[w0]
            at = mpmath.sqrt(y)
            slope = mpmath.diff(of_momentum, at) * exact(point[s.hbar])
            right = evaluate(after.function, values | {v: of_momentum(at)}, digits) * slope
        return relative_difference(evaluate(per_mode(before, point), point, digits), right)


@dataclass(frozen=True)
class RationalIntegral(Rule):
    """Partial fractions in v; the one function is int_1^oo dv/(v^2 + a) = R_C(1, 1 + a), a = q skew."""

    name: str = "partial fractions in v"

    def __call__(self, integral: sp.Integral) -> sp.Expr:
        shift = sp.Symbol("shift", real=True)
        free, depends = integral.function.as_independent(v, as_Add=False)
        outside, depends = sp.factor(depends.subs(q_mass, shift / skew)).as_independent(v, as_Add=False)
        value, logarithm = finite_part(depends, v, shift)
        if logarithm != 0:
            raise RuleError("the integral diverges")
        value = sp.collect(sp.expand(sp.factor_terms(value * outside)), carlson_rc(1, 1 + shift), sp.factor)
        return free * value.subs(shift, q_mass * skew)

    def residual(self, before, after, point, digits):
        values = {symbol: evaluate(e, point, 2 * digits) for symbol, e in velocities_of_modes().items()}
        values |= dict(point) | {s.m_r: evaluate(s.m1 * s.m2 / (s.m1 + s.m2), point, 2 * digits)}
        with mpmath.workdps(2 * digits):
            f = section(before.function, "v", values)
            quarter = mpmath.mpf(1) / 4
            value = mpmath.quad(lambda u: f(1 / u) / u**2, [0, quarter, 2 * quarter, 3 * quarter, 1], method="gauss-legendre")
            return relative_difference(value, evaluate(after, values, digits))


@derivation
def weak_coupling_any_masses(D: int) -> Derivation:
    """rho_drag/g12^2 for g12 -> 0, odd D, any masses, couplings and densities, in closed form."""
    return drag_integral(D).then(
        Step(UncoupledModes(), "leading order in the coupling between the components"),
        Step(Uniformise(D), "both square roots become rational"),
        Step(RationalIntegral(), "rational integrand without a pole on the path"),
    )
