"""The soft line of a mixture with unequal masses: E_B along n_minus at the miscibility threshold g12^2 = g11 g22.

What naidon2021 leaves to its supplement.  Reduced units: hbar = m = g = n_plus = 1 (and kappa = 1 in D = 2, where the
reduced delta is R of Eq. (18)), with m = sqrt(m1 m2), z = m2/m1; x runs from 0 (pure 1) to 1 (pure 2) and
Omega(x) = delta (alpha + 1/alpha) x (1 - x) + e(x) + linear terms.  At the ends one component is absent, everything is
rational in v, p = k0 (v^2 - 1)/(2 v), and one base function is left, R_C(1, 1 + q), smooth through q = 0 (equal masses).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import sympy as sp

from . import bogoliubov, vacuum_energy
from . import notation as s
from .compressibility import SecondVariation
from .domain import Domain
from .integration import finite_part
from .numeric import evaluate
from .operators import kinetic_energy
from .records import Derivation, Step, derivation
from .rules import Differentiate, Rewrite, SolveLinear, substitute
from .special import carlson_rc, log_ratio, rc_deficit
from .vacuum_energy import Renormalise, SumOverMomenta, momentum_measure, q_mass

v = sp.Symbol("v", positive=True)
k0 = sp.Symbol("k0", positive=True)  # inverse healing length: P = p^3 sqrt(p^2 + k0^2)/(4 m1 m2)
_NORM = s.alpha + 1 / s.alpha

#: The physical symbols on the soft line in reduced units.
ON_SOFT_LINE = {
    s.hbar: sp.S.One,
    s.kappa: sp.S.One,
    s.m1: 1 / sp.sqrt(s.z),
    s.m2: sp.sqrt(s.z),
    s.g11: 1 / s.alpha,
    s.g22: s.alpha,
    s.g12: sp.S.One,
    s.n1: (1 - s.x) * sp.sqrt(s.alpha**2 + 1),
    s.n2: s.x * sp.sqrt(s.alpha**2 + 1) / s.alpha,
}
_MASSES = ((q_mass, (s.z - 1) / (s.z + 1)), (s.m_r, sp.sqrt(s.z) / (1 + s.z)))
_PURE = {"left": sp.S.Zero, "right": sp.S.One}


def soft_line(D: int, side: str | None = None) -> Domain:
    """alpha, z and x; at an end also the symbols of that end."""
    ranges = ((s.alpha, 0.05, 20), (s.z, 0.05, 20), (s.x, 0.02, 0.98), (s.p, 0.05, 20), (s.delta, -1, 1), (v, 1.05, 20))
    end = () if side is None else (*_MASSES, (k0, _healing_momentum(side)))
    return Domain(D, ranges, given=tuple(ON_SOFT_LINE.items()) + end, special=((s.z, sp.S.One), (s.alpha, sp.S.One)))


def _healing_momentum(side: str) -> sp.Expr:
    """k0 = 2 sqrt(m_i g_ii n_i) of the pure component."""
    pure = s.m1 * s.g11 * s.n1 if side == "left" else s.m2 * s.g22 * s.n2
    return 2 * sp.sqrt(pure.subs(ON_SOFT_LINE).subs(s.x, _PURE[side]))


def _mode_functions() -> tuple[sp.Expr, sp.Expr, sp.Expr, sp.Expr]:
    """(trace, d trace/dx, P^2, d P^2/dx) on the soft line; both are linear in x."""
    e1, e2 = (kinetic_energy(k).subs(ON_SOFT_LINE) for k in (1, 2))
    c1, c2 = (s.g11 * s.n1).subs(ON_SOFT_LINE), (s.g22 * s.n2).subs(ON_SOFT_LINE)
    trace = e1 * (e1 + 2 * c1) + e2 * (e2 + 2 * c2)
    square = e1 * e2 * (e1 * e2 + 2 * c1 * e2 + 2 * c2 * e1)
    return trace, sp.diff(trace, s.x), square, sp.diff(square, s.x)


@dataclass(frozen=True)
class AlongSoftLine(Differentiate):
    """d/dx or d^2/dx^2 of the renormalised bracket, written with P and S: no differences of large terms.

    S S' = tr'/2 + P', P P' = (P^2)'/2, and because both are linear in x: S'' = -(P'^2/P + S'^2)/S.
    """

    D: int = 3

    def __call__(self, bracket):
        trace, dtrace, square, dsquare = _mode_functions()
        P = sp.sqrt(square)
        S = sp.sqrt(trace + 2 * P)
        dP = dsquare / (2 * P)
        dS = (dtrace / 2 + dP) / S
        counter = vacuum_energy.counterterm(self.D).subs(ON_SOFT_LINE)
        if self.order == 2:
            return -(dP**2 / P + dS**2) / S + sp.diff(counter, s.x, 2)
        diagonal = sp.diff((s.g11 * s.n1 + s.g22 * s.n2).subs(ON_SOFT_LINE), s.x)
        return dS - diagonal + sp.diff(counter, s.x)


@dataclass(frozen=True)
class ToRationalVariable(Rewrite):
    """p = k0 (v^2 - 1)/(2 v) at the end where one component is absent: sqrt(p^2 + k0^2) = k0 (v^2 + 1)/(2 v)."""

    D: int = 3
    side: str = "left"
    order: int = 2

    def residual(self, before, after, point, digits):
        momentum = k0 * (v**2 - 1) / (2 * v)
        mapped = before.function.subs(s.p, momentum) * sp.diff(momentum, v)
        return abs(evaluate(mapped, point, digits) / evaluate(after.function, point, digits) - 1)


@functools.cache
def _rational_integrand(D: int, side: str, order: int) -> tuple[sp.Expr, sp.Expr]:
    """(integrand without counterterm, counterterm) in v, in the symbols k0, q, m_r, alpha."""
    m1, m2 = 2 * s.m_r / (1 + q_mass), 2 * s.m_r / (1 - q_mass)
    p, root = k0 * (v**2 - 1) / (2 * v), k0 * (v**2 + 1) / (2 * v)
    e1, e2 = p**2 / (2 * m1), p**2 / (2 * m2)
    P = p**3 * root / (4 * m1 * m2)
    if side == "left":  # X1 = m1 c1 = k0^2/4, c2 = 0; slopes of c1, c2 along x
        slope1 = -(k0**2) / (4 * m1)
        slope2 = -s.alpha * slope1
        S = p * root / (2 * m1) + e2
    else:
        slope2 = k0**2 / (4 * m2)
        slope1 = -slope2 / s.alpha
        S = p * root / (2 * m2) + e1
    dP = e1 * e2 * (slope1 * e2 + slope2 * e1) / P
    dS = (slope1 * e1 + slope2 * e2 + dP) / S
    measure = momentum_measure(D).subs(s.p, p) * sp.diff(p, v)
    loop = {1: 0, 2: 1 / (p**2 + 1), 3: 1 / p**2}[D]
    if order == 2:
        bare = -(dP**2 / P + dS**2) / S
        tail = 2 * (m1 * slope1**2 + m2 * slope2**2 + 4 * s.m_r * slope1 * slope2)
    else:
        bare = dS - slope1 - slope2
        present = (m1, slope1) if side == "left" else (m2, slope2)
        absent = slope2 if side == "left" else slope1
        tail = k0**2 / (2 * present[0]) * (present[0] * present[1] + 2 * s.m_r * absent)
    pure = sp.cancel(sp.together((bare * measure).subs({k0: 1, s.m_r: 1})))  # an energy times p^D: homogeneous in both
    return pure * k0 ** (D + 2) / s.m_r, tail * loop * measure


@dataclass(frozen=True)
class FinitePart(Rewrite):
    """Partial fractions in v and Hadamard's finite part; in D = 2 the logarithm of the cutoff is put back."""

    D: int = 3
    side: str = "left"
    order: int = 2

    def __call__(self, integral):
        del integral
        bare, _ = _rational_integrand(self.D, self.side, self.order)
        shift = q_mass if self.side == "left" else -q_mass
        scale, pure = bare.as_independent(v)
        numerator, denominator = sp.fraction(sp.together(pure))
        power = sp.degree(denominator, s.alpha)
        closed = sp.S.Zero
        for (k,), coefficient in sp.Poly(numerator, s.alpha).terms():  # alpha enters polynomially: one fraction each
            value, log_coefficient = finite_part(sp.cancel(coefficient * s.alpha**power / denominator), v, shift)
            closed += (value + log_coefficient * sp.log(2 / k0)) * s.alpha ** (k - power)
        return sp.factor(sp.expand(scale * closed))

    def residual(self, before, after, point, digits):
        return abs(evaluate(before, point, digits) / evaluate(after, point, digits) - 1)


@derivation
def derivative_at_end(D: int, side: str, order: int) -> Derivation:
    """First or second derivative of E_B along the soft line at a pure component, in closed form."""

    def to_v(integral):
        del integral
        bare, counter = _rational_integrand(D, side, order)
        return sp.Integral(bare + counter, (v, 1, sp.oo))

    return bogoliubov.zero_point_bracket().then(
        Step(Renormalise(D), "the counterterm of the general vacuum energy"),
        Step(substitute(ON_SOFT_LINE, lambda e: e), "reduced units at threshold"),
        Step(AlongSoftLine(s.x, order, D=D), "along the soft direction, under the integral"),
        Step(substitute({s.x: _PURE[side]}, lambda e: e), f"pure component {1 if side == 'left' else 2}"),
        Step(SumOverMomenta(D)),
        Step(
            ToRationalVariable("p = k0 (v^2 - 1)/(2 v)", to_v, D, side, order),
            "one component is absent: no square root is left",
        ),
        Step(
            FinitePart("finite part by partial fractions", lambda e: e, D, side, order),
            "powers of the cutoff are counterterms",
        ),
        domain=soft_line(D, side),
    )


def _in_alpha_z(expr: sp.Expr, side: str) -> sp.Expr:
    """Insert k0, m_r; q stays where it is an argument of the base function."""
    return expr.subs(k0, _healing_momentum(side)).subs(dict(_MASSES[1:]))


@derivation
def curvature_edge(D: int, side: str) -> Derivation:
    """Reduced delta where the curvature of Omega vanishes at a pure component, any masses."""

    def curvature(second):
        return _in_alpha_z(second, side) - 2 * s.delta * _NORM

    class Curvature(Rewrite):
        def residual(self, before, after, point, digits):
            expected = evaluate(before, point, digits) - 2 * evaluate(s.delta * _NORM, point, digits)
            return abs(expected / evaluate(after, point, digits) - 1)

    return derivative_at_end(D, side, 2).then(
        Step(Curvature("Omega''(x)", curvature), "Omega = delta (alpha + 1/alpha) x (1 - x) + e(x) + linear"),
        Step(SolveLinear(s.delta, sp.factor_terms)),
        Step(Rewrite("q = (z - 1)/(z + 1), powers of 1/q absorbed in the base function", _absorb_poles)),
    )


@derivation
def tangent_edge(D: int, side: str) -> Derivation:
    """Reduced delta where the tangent from the other pure component touches Omega at this one, any masses."""
    sign = 1 if side == "right" else -1

    def tangent(first):
        slope = _in_alpha_z(first, side)
        return sign * (slope - 0) - s.delta * _NORM + (pure_energy(D, "left") - pure_energy(D, "right")) * sign

    class TangentAtEnd(Rewrite):
        def residual(self, before, after, point, digits):
            """Omega'(end) (end - start) - Omega(end) + Omega(start), Omega'(end) = -+delta (alpha + 1/alpha) + e'(end)."""
            slope = evaluate(before, point, digits) - sign * evaluate(s.delta * _NORM, point, digits)
            chord = evaluate(pure_energy(D, "right") - pure_energy(D, "left"), point, digits)
            return abs(sign * (slope - chord) / evaluate(after, point, digits) - 1)

    return derivative_at_end(D, side, 1).then(
        Step(
            TangentAtEnd("tangent condition", tangent),
            "Omega' (end) = Omega(1) - Omega(0); the quadratic term vanishes at both ends",
        ),
        Step(SolveLinear(s.delta, sp.factor_terms)),
        Step(Rewrite("q = (z - 1)/(z + 1), powers of 1/q absorbed in the base function", _absorb_poles)),
    )


def pure_energy(D: int, side: str) -> sp.Expr:
    """e at a pure component: the vacuum energy of one gas in closed form."""
    mass, energy = (s.m1, s.g11 * s.n1) if side == "left" else (s.m2, s.g22 * s.n2)
    branch = vacuum_energy.one_component(D).result.subs(
        {s.m: mass, vacuum_energy.c_sound: sp.sqrt(energy / mass)}, simultaneous=True
    )
    return branch.subs(ON_SOFT_LINE).subs(s.x, _PURE[side])


def _absorb_poles(expr: sp.Expr) -> sp.Expr:
    """Write R_C(1, 1 + q) = 1 - q W(q) and log(1 + q) = q L(q): every power of 1/q cancels, equal masses are regular."""
    W, L = sp.symbols("W L")
    in_z = dict(_MASSES[:1])
    coefficient = lambda c: sp.factor(sp.factor(c).subs(in_z))
    for q in (q_mass, -q_mass):
        if expr.has(carlson_rc(1, 1 + q), sp.log(1 + q)):
            smooth = expr.subs(carlson_rc(1, 1 + q), 1 - q * W).subs(sp.log(1 + q), q * L)
            collected = sp.collect(sp.expand(sp.cancel(smooth)), (W, L), evaluate=False)
            special = {W: rc_deficit(q), L: log_ratio(q), sp.S.One: sp.S.One}
            expr = sp.Add(*[coefficient(c) * special[kind].subs(in_z) for kind, c in collected.items()])
    return expr


def soft_variation() -> SecondVariation:
    """d^2 S/dx^2 along the soft line: P^2 and the trace are linear in x."""
    f = {name: expr.subs(ON_SOFT_LINE) for name, expr in vacuum_energy.modes().items()}
    _, dtrace, _, dsquare = _mode_functions()
    slope1, slope2 = (sp.diff(expr.subs(ON_SOFT_LINE), s.x) for expr in (s.g11 * s.n1, s.g22 * s.n2))
    c1, c2 = (expr.subs(ON_SOFT_LINE) for expr in (s.g11 * s.n1, s.g22 * s.n2))
    e = f["e1"] + f["e2"]
    S_free = (2 * c1 * f["e1"] + 2 * c2 * f["e2"] + 2 * f["P_free"]) / (f["S"] + e)
    half_trace, half_square = sp.factor(dtrace / 2), sp.factor(dsquare / 2)
    free = slope1 * f["e2"] + slope2 * f["e1"]
    tail = slope1**2 / f["e1"] + slope2**2 / f["e2"] + 4 * slope1 * slope2 / e
    return SecondVariation(
        f["e1"],
        f["e2"],
        f["P"],
        f["S"],
        f["P_free"],
        S_free,
        (half_trace, half_trace),
        (half_square, half_square),
        sp.S.Zero,
        (free, free),
        tail,
    )


@derivation
def curvature(D: int) -> Derivation:
    """e''(x) as one integral: stability along the soft direction."""

    def stable(bracket):
        return bracket if D != 3 else soft_variation().ultraviolet_form()

    return bogoliubov.zero_point_bracket().then(
        Step(Renormalise(D), "the counterterm of the general vacuum energy"),
        Step(substitute(ON_SOFT_LINE, lambda e: e), "reduced units at threshold"),
        Step(AlongSoftLine(s.x, 2, D=D), "under the integral"),
        Step(Rewrite("expand about free particles", stable), "the counterterm is cancelled algebraically"),
        Step(SumOverMomenta(D)),
        domain=soft_line(D),
    )


@derivation
def energy(D: int) -> Derivation:
    """e(x), the vacuum energy along the soft line."""
    return vacuum_energy.stable_form(D).then(
        Step(substitute(ON_SOFT_LINE, lambda e: e), "reduced units at threshold"), domain=soft_line(D)
    )


@derivation
def slope(D: int) -> Derivation:
    """e'(x)."""
    return energy(D).then(Step(Differentiate(s.x), "under the integral"))
