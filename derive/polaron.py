"""Few impurities in a condensate: their effective mass from the drag, and the drag from their effective mass.

carlini2021 Sec. V, Eqs. (49)-(55).  The limit n2 -> 0 of the drag density per impurity, rho_drag/(m2 n2) = 1 - m2/m2*,
is exact in second order of g12; hbar p = w0 (v - 1/v)/2 makes the root of the phonon energy rational, in any dimension.
Invariant: an impurity is never lighter than its bare mass.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .integration import finite_part
from .moving_condensates import SecondOrderShift, dispersion, drag_integral, lower, mixture, upper
from .notation import grad_f2_n1, grad_f2_n2, grad_f2_rho
from .numeric import evaluate, exact, relative_difference, section
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Differentiate, Leading, Rewrite, Rule, RuleError, SolveLinear, divided_by, per_mode, substitute
from .special import carlson_rc
from .sums_over_atoms import Impulse, SumOverAtoms, force
from .two_fluids import COMPONENTS, TWO_FLUIDS, component_flux
from .vacuum_energy import momentum_measure, q_mass
from .weak_drag import v, w0

N1, N2, R_drag = sp.symbols("N1 N2 R_drag", positive=True)  # atoms, int dr rho_drag
share1, share2 = sp.symbols("share1 share2", positive=True)  # <m1/m1*>, <1 - m2/m2*>
STAR = {1: s.m1_star, 2: s.m2_star}


def _star(mass, rho, n):
    """Effective mass of a component in terms of the drag: n m/m* = n - rho/m."""
    return mass / (1 - rho / (mass * n))


#: Effective masses in place of the drag density.
DRESSED = replace(
    TWO_FLUIDS, given=((s.m1_star, _star(s.m1, s.rho_drag, s.n1)), (s.m2_star, _star(s.m2, s.rho_drag, s.n2)))
)

#: The same for clouds in a trap: averages over the atoms, weighted with the force.
_INTEGRALS = ((N1, 10, 100), (N2, 1, 10), (grad_f2_n1, 10, 100), (grad_f2_n2, 10, 100), (grad_f2_rho, 0.01, 0.9))
CLOUDS = Domain(
    3,
    (*TWO_FLUIDS.ranges, *_INTEGRALS, (force, 0.1, 2)),
    (*TWO_FLUIDS.constraints, grad_f2_rho < s.m1 * grad_f2_n1, grad_f2_rho < s.m2 * grad_f2_n2),
    given=((s.m1_star, _star(s.m1, grad_f2_rho, grad_f2_n1)), (s.m2_star, _star(s.m2, grad_f2_rho, grad_f2_n2))),
)

#: Clouds under a uniform force.
DIPOLE = Domain(
    3,
    (*TWO_FLUIDS.ranges, (N1, 10, 100), (N2, 10, 100), (R_drag, 0.01, 0.9)),
    (*TWO_FLUIDS.constraints, R_drag < s.m1 * N1, R_drag < s.m2 * N2),
    given=((share1, 1 - R_drag / (s.m1 * N1)), (share2, R_drag / (s.m2 * N2))),
)


@derivation
def drag_of_dressed(component: int) -> Derivation:
    """rho_drag from the effective mass of a component, whose own velocity carries the flux n m/m*."""
    mass, n, velocity = COMPONENTS[component]
    less = Arithmetic("less n m/m*", lambda own, dressed: own - dressed, (n * mass / STAR[component],), sp.expand)
    return component_flux(component).then(
        Step(Differentiate(velocity, tidy=sp.expand), "flux per own velocity"),
        Step(less, "is n m/m*, which defines the effective mass"),
        Step(SolveLinear(s.rho_drag), "one drag, two effective masses"),
        domain=replace(TWO_FLUIDS, ranges=(*TWO_FLUIDS.ranges, (s.m1_star, 1, 10), (s.m2_star, 1, 10))),
    )


@derivation
def kicked_flow(component: int) -> Derivation:
    """d<F(i)>/dt after component 1 alone was kicked, any f, by the integral of the drag density."""
    mass, n, _ = COMPONENTS[component]
    kick = ((s.v1, s.lambda_ * s.t * force / s.m1), (s.v2, sp.S.Zero))
    push = ((s.v1, s.lambda_ * force / s.m1), (s.v2, sp.S.Zero))
    integrals = ((n, (grad_f2_n1, grad_f2_n2)[component - 1]), (s.rho_drag, grad_f2_rho))
    return component_flux(component).then(
        Step(Impulse(kick, push), "m1 dv1/dt = lambda grad(f), no force on component 2"),
        Step(SumOverAtoms(integrals), "int f dn/dt = int grad(f) flux"),
        Step(divided_by((N1, N2)[component - 1]), "per atom"),
        domain=CLOUDS,
    )


@derivation
def velocity_ratio() -> Derivation:
    """V2/V1 of the centres of mass after component 1 alone was kicked, f = x."""
    uniform = {grad_f2_n1: N1, grad_f2_n2: N2, grad_f2_rho: R_drag}

    start = sp.Tuple(*[kicked_flow(i).result.subs(uniform) for i in (1, 2)])
    ratio = Arithmetic("V2/V1 for f = x, grad(f) = 1", lambda one, two: two / one)
    return Derivation("", start, (Step(ratio, "centres of mass"),), DIPOLE)


@derivation
def few_impurities() -> Derivation:
    """V2/V1 for N2 -> 0 at a given drag per impurity."""
    free = replace(DIPOLE, ranges=(*DIPOLE.ranges, (share2, 0.01, 0.5)), given=())
    return velocity_ratio().then(
        Step(substitute({R_drag: s.m2 * N2 * share2}, tidy=sp.cancel), "drag per impurity"),
        Step(Leading(N2), "few impurities"),
        domain=free,
    )


# --- the effective mass of one impurity --------------------------------------------------------------------------------


def impurity(D: int) -> Domain:
    """One impurity (component 2) in a condensate (component 1), to second order in g12."""
    ranges = tuple(entry for entry in mixture(D).ranges if entry[0] not in (s.g22, s.n2))
    return Domain(D, (*ranges, (s.g22, 0.1, 10), (s.n2, 0.1, 10)), mixture(D).constraints)


@dataclass(frozen=True)
class OneImpurity(Rule):
    """The integrand per impurity for n2 -> 0: the impurity is a free particle next to one branch of phonons."""

    name: str = "n2 -> 0"

    def __call__(self, integral: sp.Integral) -> sp.Integral:
        f = sp.powsimp((integral.function / (s.m2 * s.n2)).subs(s.n2, 0))
        return sp.Integral(f, *integral.limits)

    def residual(self, before, after, point, digits):
        tiny = dict(point) | {s.n2: sp.Rational(10) ** (-2 * digits)}
        with mpmath.workdps(4 * digits):
            left = evaluate(per_mode(before, point), tiny, digits) * mpmath.mpf(10) ** (2 * digits) / exact(point[s.m2])
            return relative_difference(left, evaluate(per_mode(after, point), point, digits))


def bath_parameters() -> dict[sp.Symbol, sp.Expr]:
    """w0 = 2 m1 c and the mass asymmetry of impurity and bath."""
    mass_ratio = (s.m2 - s.m1) / (s.m1 + s.m2)
    return {w0: 2 * sp.sqrt(s.m1 * s.g11 * s.n1), q_mass: mass_ratio, s.m_r: s.m1 * s.m2 / (s.m1 + s.m2)}


@dataclass(frozen=True)
class PhononRoot(Rule):
    """hbar p = w0 (v - 1/v)/2, sqrt((hbar p)^2 + w0^2) = w0 (v + 1/v)/2, w0 = 2 m1 c."""

    D: int
    name: str = "hbar p = m1 c (v - 1/v)"

    def __call__(self, integral: sp.Integral) -> sp.Integral:
        momentum, root = w0 * (v - 1 / v) / 2, w0 * (v + 1 / v) / 2
        energies = {upper: momentum * root / (2 * s.m1), lower: momentum**2 / (2 * s.m2)}
        prefactor = SecondOrderShift()(dispersion().result).subs(energies) / (s.m2 * s.n2)
        prefactor *= momentum_measure(self.D) / self.D * sp.diff(momentum, v) / s.hbar
        masses = {s.m1: 2 * s.m_r / (1 + q_mass), s.m2: 2 * s.m_r / (1 - q_mass)}
        f = prefactor.subs(s.p, momentum / s.hbar).subs(masses)
        return sp.Integral(sp.factor(f), (v, 1, sp.oo))

    def residual(self, before, after, point, digits):
        values = dict(point) | {symbol: evaluate(e, point, 4 * digits) for symbol, e in bath_parameters().items()}
        with mpmath.workdps(4 * digits):
            of_momentum = lambda k: (k + mpmath.sqrt(k**2 + values[w0] ** 2)) / values[w0]
            at = exact(point[s.hbar]) * exact(point[s.p])
            slope = mpmath.diff(of_momentum, at) * exact(point[s.hbar])
            right = evaluate(after.function, values | {v: of_momentum(at)}, digits) * slope
        return relative_difference(evaluate(per_mode(before, point), point, digits), right)


@dataclass(frozen=True)
class RationalIntegral(Rule):
    """Partial fractions in v; the one transcendental function is R_C(1, 1 + q), or log(1 + q) in even dimensions."""

    name: str = "partial fractions in v"

    def __call__(self, integral: sp.Integral) -> sp.Expr:
        free, depends = integral.function.as_independent(v, as_Add=False)
        value, logarithm = finite_part(depends, v, q_mass)
        if sp.simplify(logarithm) != 0:
            raise RuleError("the integral diverges")
        function = sp.log(1 + q_mass) if value.has(sp.log) else carlson_rc(1, 1 + q_mass)
        return sp.powsimp(free) * sp.collect(sp.expand(value), function, sp.factor)

    def residual(self, before, after, point, digits):
        values = dict(point) | {symbol: evaluate(e, point, 2 * digits) for symbol, e in bath_parameters().items()}
        with mpmath.workdps(2 * digits):
            f = section(before.function, "v", values)
            ends = [mpmath.mpf(k) / 4 for k in range(5)]
            value = mpmath.quad(lambda u: f(1 / u) / u**2, ends, method="gauss-legendre")
            return relative_difference(value, evaluate(after, values, digits))


@derivation
def inverse_mass(D: int) -> Derivation:
    """1 - m2/m2* of one impurity in second order of g12, for any mass ratio."""

    class Put(Rewrite):
        def residual(self, before, after, point, digits):
            values = dict(point) | {symbol: evaluate(e, point, 2 * digits) for symbol, e in bath_parameters().items()}
            return relative_difference(evaluate(before, values, digits), evaluate(after, point, digits))

    put = lambda expr: expr.subs(bath_parameters())
    return drag_integral(D).then(
        Step(OneImpurity(), "drag per impurity, rho_drag = m2 n2 (1 - m2/m2*)"),
        Step(PhononRoot(D), "phonons of the bath"),
        Step(RationalIntegral(), "rational integrand without a pole on the path"),
        Step(Put("masses and couplings", put), "w0 = 2 m1 c, q = (m2 - m1)/(m1 + m2)"),
        domain=impurity(D),
    )


