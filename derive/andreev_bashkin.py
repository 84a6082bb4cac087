"""Entrainment of one condensate by another: closed forms of the drag density for equal masses.

carlini2021 Sec. III, Eq. (38).  With equal masses both branches have the form of one component's; the drag is a difference of
their finite parts.  Invariant: the forms are even under the exchange of the two sound velocities.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .moving_condensates import (
    MIXTURE_RANGES,
    MODE,
    STABLE,
    P,
    S,
    SecondOrderShift,
    dispersion,
    drag_integral,
    lower,
    upper,
)
from .numeric import evaluate, exact, relative_difference, section
from .records import Derivation, Step, derivation
from .rules import Leading, Rule, RuleError, divided_by, per_mode, substitute
from .vacuum_energy import momentum_measure, sound_squared_equal_masses

x = sp.Symbol("x", positive=True)  # hbar p/2m, a momentum as a velocity
r_plus, r_minus = sp.symbols("r_plus r_minus", positive=True)  # sqrt(x^2 + c_pm^2)


def equal_mass_mixture(D: int) -> Domain:
    ranges = tuple(entry for entry in MIXTURE_RANGES if entry[0] not in (s.m1, s.m2))
    return Domain(D, (*ranges, (s.m, 0.1, 10), *MODE), STABLE, given=((s.m1, s.m), (s.m2, s.m)))


def symmetric_mixture(D: int) -> Domain:
    """Equal masses, equal intraspecies couplings, equal densities n/2."""
    ranges = ((s.hbar, 0.5, 2), (s.m, 0.1, 10), (s.g, 0.1, 10), (s.g12, -5, 5), (s.n, 0.1, 10))
    given = ((s.m1, s.m), (s.m2, s.m), (s.g11, s.g), (s.g22, s.g), (s.n1, s.n / 2), (s.n2, s.n / 2))
    return Domain(D, ranges + MODE, (s.g12**2 < s.g**2, sp.Ne(s.g12, 0)), given)


def dilute_mixture(most: sp.Rational = sp.S.One) -> Domain:
    """The symmetric mixture in D = 3 by its scattering lengths, a12 < most * a."""
    coupling = 4 * sp.pi * s.hbar**2 / s.m
    ranges = ((s.hbar, 0.5, 2), (s.m, 0.1, 10), (s.a, 0.1, 10), (s.a12, 0.001, 10), (s.n, 0.1, 10))
    given = ((s.g, coupling * s.a), (s.g12, coupling * s.a12))
    return Domain(3, ranges + MODE, (s.a12 < most * s.a,), (*given, *symmetric_mixture(3).given))


@dataclass(frozen=True)
class TwoBranches(Rule):
    """1/(P S^3) = (E_+ - E_-)^3/(P (E_+^2 - E_-^2)^3) with E_pm = 2 m x sqrt(x^2 + c_pm^2), hbar p = 2 m x."""

    D: int
    name: str = "the two branches of equal masses, in terms of a velocity x"

    def __call__(self, integral: sp.Integral) -> sp.Integral:
        prefactor = SecondOrderShift()(dispersion().result) * P * S**3
        prefactor = sp.cancel(prefactor.subs({upper * lower: P, upper + lower: S}))
        prefactor = sp.cancel(prefactor.subs({upper: S - lower}).subs(P, lower * (S - lower)))
        prefactor *= momentum_measure(self.D) / self.D
        unit = 2 * s.m / s.hbar
        split = s.c_plus**2 - s.c_minus**2
        difference = sp.expand((r_plus - r_minus) ** 3 / (r_plus * r_minus))
        squares = {r_plus**2 / r_minus: r_minus + split / r_minus, r_minus**2 / r_plus: r_plus - split / r_plus}
        difference = difference.subs(squares)
        scale = (2 * s.m * x) / ((2 * s.m * x) ** 6 * split**3)  # of (E_+ - E_-)^3/P and of the squares
        f = prefactor.subs({s.m1: s.m, s.m2: s.m}).subs(s.p, unit * x) * unit * scale
        return sp.Integral(sp.factor(f) * sp.expand(difference), (x, 0, sp.oo))

    def residual(self, before, after, point, digits):
        c2 = [evaluate(c, point, 3 * digits) for c in sound_squared_equal_masses()]
        with mpmath.workdps(3 * digits):
            at = exact(point[s.hbar]) * exact(point[s.p]) / (2 * exact(point[s.m]))
            branches = [mpmath.sqrt(at**2 + c) for c in c2]
            values = dict(point) | {x: at, s.c_plus: mpmath.sqrt(c2[0]), s.c_minus: mpmath.sqrt(c2[1])}
            values |= {r_plus: branches[0], r_minus: branches[1]}
            width = exact(point[s.hbar]) / (2 * exact(point[s.m]))  # dx/dp
            right = evaluate(after.function, values, digits) * width
        return relative_difference(evaluate(per_mode(before, point), point, digits), right)


@dataclass(frozen=True)
class FinitePartOfBranch(Rule):
    """int_0^oo x^D sqrt(x^2 + c^2) dx without the powers of the upper limit and its logarithm.

    The dropped parts cancel between the branches.  int x^D/sqrt(x^2 + c^2) is the derivative in c, divided by c.
    """

    D: int
    name: str = "finite parts of the two branches"

    def moment(self, c: sp.Symbol) -> sp.Expr:
        """M(c) by an antiderivative with a logarithm, checked by its derivative."""
        radius = sp.sqrt(x**2 + c**2)
        log_part = sp.Symbol("L")
        ansatz = radius * sum(sp.Symbol(f"a{j}") * x**j for j in range(self.D + 2)) + log_part * sp.log(x + radius)
        wanted = sp.expand(sp.simplify((sp.diff(ansatz, x) - x**self.D * radius) * radius))
        unknown = [sp.Symbol(f"a{j}") for j in range(self.D + 2)] + [log_part]
        solution = sp.solve(sp.Poly(sp.expand(wanted), x).coeffs(), unknown, dict=True)[0]
        primitive = ansatz.subs(solution)
        far = sp.expand(primitive.subs(sp.log(x + radius), 0).subs(radius, x * radius_series(c, x, self.D)))
        constant = far.coeff(x, 0) + solution[log_part] * sp.log(2)  # log(x + r) = log(2 x) + O(1/x^2)
        return sp.factor_terms(constant - primitive.subs(x, 0))

    def __call__(self, integral: sp.Integral) -> sp.Expr:
        f = integral.function
        total = sp.S.Zero
        for c, r in ((s.c_plus, r_plus), (s.c_minus, r_minus)):
            value, inverse = self.moment(c), sp.Symbol("inverse")
            for power, moment in ((r, value), (inverse, sp.diff(value, c) / c)):
                weight = sp.cancel(sp.diff(f.xreplace({1 / r: inverse}), power) / x**self.D)
                if weight.has(x, r_plus, r_minus, inverse):
                    raise RuleError(f"not a moment of x^{self.D}")
                total += weight * moment
        logs = sp.expand(sp.expand_log(sp.expand(total), force=True))
        return collect_logarithm(logs, self.D)

    def residual(self, before, after, point, digits):
        """Quadrature of the difference of the branches, written without cancellation, at the velocities of the point."""
        c2 = [evaluate(c, point, 3 * digits) for c in sound_squared_equal_masses()]
        branch = {r_plus: sp.sqrt(x**2 + s.c_plus**2), r_minus: sp.sqrt(x**2 + s.c_minus**2)}
        with mpmath.workdps(3 * digits):
            values = dict(point) | {s.c_plus: mpmath.sqrt(c2[0]), s.c_minus: mpmath.sqrt(c2[1])}
            f = section(before.function.subs(branch), "x", values)
            scale = values[s.c_plus]
            panels = [0, values[s.c_minus] / scale / 4, values[s.c_minus] / scale, mpmath.mpf(1), 4]
            inner = mpmath.quad(lambda u: f(scale * u) * scale, panels, method="gauss-legendre")
            ends = [0, mpmath.mpf(1) / 8, mpmath.mpf(1) / 4]
            tail = mpmath.quad(lambda u: f(scale / u) * scale / u**2, ends, method="gauss-legendre")
            return relative_difference(inner + tail, evaluate(after, values, digits))


def radius_series(c, at, order: int) -> sp.Expr:
    """sqrt(1 + c^2/x^2) to the order x^-(order + 3)."""
    u = sp.Symbol("u", positive=True)
    return sp.series(sp.sqrt(1 + u), u, 0, order + 3).removeO().subs(u, c**2 / at**2)


def collect_logarithm(expr, D: int) -> sp.Expr:
    """One logarithm of the ratio of the velocities, everything else factored."""
    ratio = sp.Symbol("log_ratio")
    expr = sp.expand(expr.subs(sp.log(s.c_plus), ratio + sp.log(s.c_minus)))
    rest, slope = expr.coeff(ratio, 0), expr.coeff(ratio, 1)
    return sp.factor(rest) + sp.factor(slope) * sp.log(s.c_plus / s.c_minus)


@derivation
def equal_masses(D: int) -> Derivation:
    """rho_drag for m1 = m2 and any couplings and densities, in the two sound velocities."""
    return drag_integral(D).then(
        Step(substitute({s.m1: s.m, s.m2: s.m}, tidy=lambda e: e), "equal masses"),
        Step(TwoBranches(D), "c_pm^2 are the eigenvalues of the coupling matrix; hbar p = 2 m x"),
        Step(FinitePartOfBranch(D), "antiderivatives of the two branches; what diverges cancels between them"),
        domain=equal_mass_mixture(D),
    )


@dataclass(frozen=True)
class BalancedSound(Rule):
    """n1 = n2 = n/2, g11 = g22 = g, and with them the velocities of density and spin sound.

    The closed forms are even under c_plus <-> c_minus, so that the sign of g12 does not matter.
    """

    name: str = "the sound velocities of the balanced mixture"

    def __call__(self, expr):
        at = {s.g11: s.g, s.g22: s.g, s.n1: s.n / 2, s.n2: s.n / 2}
        squares = [sp.powdenest(c.subs(at), force=True) for c in sound_squared_equal_masses()]
        velocities = [sp.sqrt(sp.factor(c.subs(sp.Abs(s.g12), s.g12))) for c in squares]
        return sp.powsimp(expr.subs(at | dict(zip((s.c_plus, s.c_minus), velocities, strict=True)), simultaneous=True))

    def residual(self, before, after, point, digits):
        squares = [evaluate(c, point, 3 * digits) for c in sound_squared_equal_masses()]
        with mpmath.workdps(3 * digits):
            values = dict(point) | {s.c_plus: mpmath.sqrt(squares[0]), s.c_minus: mpmath.sqrt(squares[1])}
        return relative_difference(evaluate(before, values, digits), evaluate(after, point, digits))


@derivation
def symmetric_gases(D: int) -> Derivation:
    """n_drag = rho_drag/m for equal masses, equal intraspecies couplings and equal densities n/2, at any g12/g."""
    return equal_masses(D).then(
        Step(BalancedSound(), "c^2 = n (g +- g12)/2 m; the form is even in g12"),
        Step(DragNumber(), "rho_drag (v1 - v2)^2/2 = m n_drag (v1 - v2)^2/2"),
        domain=symmetric_mixture(D),
    )


@dataclass(frozen=True)
class DragNumber(Rule):
    """From a mass density to a number density of one species of mass m."""

    name: str = "n_drag = rho_drag/m"

    def __call__(self, expr):
        return sp.expand(expr / s.m) if expr.has(sp.log) else sp.factor_terms(expr / s.m)

    def residual(self, before, after, point, digits):
        """Momentum of component 2 per volume when only component 1 moves: n_drag m v1 = rho_drag v1."""
        with mpmath.workdps(2 * digits):
            momentum = evaluate(before, point, digits) * exact(point[s.v1])
            return relative_difference(momentum, evaluate(after, point, digits) * exact(point[s.m]) * exact(point[s.v1]))


@derivation
def dilute_gases() -> Derivation:
    """n_drag of the symmetric mixture in D = 3 by its scattering lengths, at any a12/a."""
    coupling = 4 * sp.pi * s.hbar**2 / s.m
    return symmetric_gases(3).then(
        Step(substitute({s.g: coupling * s.a, s.g12: coupling * s.a12}, tidy=scattering_form), "g = 4 pi hbar^2 a/m"),
        domain=dilute_mixture(),
    )


def scattering_form(expr):
    """Powers of positive symbols collected; sqrt(a +- a12) kept."""
    return sp.factor_terms(sp.powsimp(sp.powdenest(sp.factor(expr), force=True)))


def over_coupling(expr):
    """Terms of a logarithm are kept apart, others cancelled."""
    return sp.expand(expr) if expr.has(sp.log) else sp.cancel(expr)


@derivation
def weak_coupling(D: int) -> Derivation:
    """n_drag/g12^2 of the symmetric mixture for g12 -> 0."""
    ratio = sp.Symbol("ratio", real=True)

    def form(expr):
        series = sp.series(expr.subs(s.g12, ratio * s.g), ratio, 0, 1).removeO()
        return sp.powsimp(sp.factor(series))

    return symmetric_gases(D).then(
        Step(divided_by(s.g12**2, over_coupling), "the drag is of second order in the coupling between the components"),
        Step(Leading(s.g12, sp.S.Zero, form), "weak coupling between the components"),
    )


