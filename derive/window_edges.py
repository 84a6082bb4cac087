"""Edges of the mixed-bubble window at equal masses: curvature at the bath, tangent to the other pure component.

naidon2021 Eqs. (11)-(18).  They follow from the grand potential along the soft direction, the chapter ``mixed_bubbles``;
unequal masses are the chapter ``soft_line``.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from . import notation as s
from .domain import Domain
from .mixed_bubbles import grand_potential, n_left, n_right, stiff_sound
from .numeric import evaluate
from .records import Derivation, Step, derivation
from .rules import Differentiate, Rewrite, SolveLinear, Tangent, substitute


def _ends(bath: int) -> tuple[sp.Expr, sp.Expr]:
    """(pure bath, pure other component) on the n_minus axis."""
    return (n_left, n_right) if bath == 1 else (n_right, n_left)


@derivation
def lower_edge(D: int, bath: int = 1) -> Derivation:
    """delta_g where the curvature of Omega along the soft direction vanishes at the pure bath."""
    here, _ = _ends(bath)
    return grand_potential(D).then(
        Step(Differentiate(s.n_minus, 2), "stability along the soft direction at fixed n_plus, Eq. (10)"),
        Step(
            substitute({s.n_minus: here}, sp.factor),
            f"the tangent point reaches the pure-{bath} end of the interval (7)",
        ),
        Step(SolveLinear(s.delta_g, _tidy_edge)),
    )


@derivation
def upper_edge(D: int, bath: int = 1) -> Derivation:
    """delta_g where the tangent that starts at the pure bath touches Omega at the other pure component."""
    here, there = _ends(bath)
    return grand_potential(D).then(
        Step(Tangent(s.n_minus, there, here), f"the tangent point reaches the pure-{3 - bath} end of the interval (7)"),
        Step(SolveLinear(s.delta_g, _tidy_edge)),
    )


class _Divided(Rewrite):
    """after = before/divisor."""

    def residual(self, before, after, point, digits):
        quotient = evaluate(before, point, digits) / evaluate(self.form.divisor, point, digits)
        return abs(quotient / evaluate(after, point, digits) - 1)


def _divide(name: str, divisor: sp.Expr) -> _Divided:
    quotient = lambda expr: _tidy_edge(expr / divisor)
    quotient.divisor = divisor
    return _Divided(name, quotient)


@derivation
def relative_lower_edge(D: int) -> Derivation:
    """delta_g/g at the lower edge."""
    return lower_edge(D).then(Step(_divide("in units of g", s.g), "as printed"))


def _tidy_edge(expr):
    """alpha = b^2 makes everything rational but (alpha^2 + 1)^(1/4): cancel there, then return to alpha."""
    b = sp.Symbol("b", positive=True)
    rational = sp.powdenest(sp.expand_log(sp.powsimp(sp.simplify(expr.subs(s.alpha, b**2))), force=True), force=True)
    return sp.powdenest(sp.factor(rational).subs(b, sp.sqrt(s.alpha)), force=True)


@derivation
def edge_ratio(D: int) -> Derivation:
    """Upper edge divided by lower edge."""
    return upper_edge(D).then(Step(_divide("divide by the lower edge", lower_edge(D).result), "as printed"))


@dataclass(frozen=True)
class _Parameter(Rewrite):
    """delta_g/g = prefactor (C + logarithm), solved for C; where pure 2 is the bath, 1 and 2 are exchanged in both factors."""

    bath: int = 1

    def _factors(self):
        return [factor.subs(s.alpha, s.alpha if self.bath == 1 else 1 / s.alpha) for factor in window_logarithm()]

    def __call__(self, delta_g):
        prefactor, logarithm = self._factors()
        parameter = sp.expand(sp.expand_log(sp.cancel(sp.together(delta_g / s.g / prefactor)) - logarithm, force=True))
        return sp.Add(*[sp.factor(c) * f for f, c in sp.collect(parameter, sp.log(s.alpha), evaluate=False).items()])

    def residual(self, before, after, point, digits):
        prefactor, logarithm = self._factors()
        back = s.g * prefactor * (after + logarithm)
        return abs(evaluate(back, point, digits) / evaluate(before, point, digits) - 1)


@derivation
def window_parameter(edge: str, bath: int = 1) -> Derivation:
    """C of Eq. (14) at an edge of the two-dimensional window; of Eq. (14) with 1 and 2 exchanged where pure 2 is the bath."""
    chain = lower_edge(2, bath) if edge == "lower" else upper_edge(2, bath)
    solve = _Parameter("delta_g/g = prefactor (C + log), solved for C", lambda e: e, bath)
    return chain.then(Step(solve, "the running logarithm is common to both edges"))


@derivation
def window_in_two_dimensions() -> Derivation:
    """(lower, upper) end of the bubble region in C: pure 1 is the bath for alpha > 1, pure 2 for alpha < 1."""

    def both(_):
        ends = [
            sp.Piecewise((window_parameter(edge, 1).result, s.alpha > 1), (window_parameter(edge, 2).result, True))
            for edge in ("lower", "upper")
        ]
        return sp.Tuple(*ends)

    class Bath(Rewrite):
        """The curvature of Omega is smallest at the bath: the concave region starts there."""

        def residual(self, before, after, point, digits):
            bend = sp.diff(before, s.n_minus, 2)
            left, right = (evaluate(bend.subs(s.n_minus, end), point, digits) for end in (n_left, n_right))
            bath = 1 if left < right else 2
            chosen = [window_parameter(edge, bath).result for edge in ("lower", "upper")]
            return max(abs(evaluate(a, point, digits) - evaluate(b, point, digits)) for a, b in zip(chosen, after, strict=True))

    return grand_potential(2).then(
        Step(
            Bath("both ends of the window, by the bath", both),
            "Omega'' is monotonic: it is smallest at one end, the bath",
        )
    )


@derivation
def window_relation() -> Derivation:
    """delta_g/g in terms of the parameter C: Eq. (14)."""

    def with_parameter(edge):
        prefactor, logarithm = window_logarithm()
        return prefactor * (s.C + logarithm)

    class Relation(Rewrite):
        def residual(self, before, after, point, digits):
            at_edge = after.subs(s.C, window_parameter("lower").result)
            return abs(evaluate(before, point, digits) / evaluate(at_edge, point, digits) - 1)

    return lower_edge(2).then(
        Step(_divide("in units of g", s.g), "as printed"),
        Step(Relation("C in place of its value at the lower edge", with_parameter), "one parameter for the whole window"),
    )


def window_logarithm() -> tuple[sp.Expr, sp.Expr]:
    """Prefactor and running logarithm of delta_g/g = prefactor (C + logarithm) in D = 2.

    They follow from the curvature of E_B at pure 1: the prefactor from its derivative by log kappa, the logarithm from
    measuring momenta in the sound velocity there, m^2 c_+^2/(hbar kappa)^2.
    """
    edge = sp.expand_log(sp.expand(lower_edge(2).result / s.g), force=True)
    prefactor = sp.factor(-sp.diff(edge, s.kappa) * s.kappa / 2)
    sound = stiff_sound().result.subs(s.n_minus, n_left)
    return prefactor, sp.log(sp.factor(sp.simplify(s.m**2 * sound / (s.hbar * s.kappa) ** 2)))


QUASI_2D = Domain(
    2,
    (
        (s.hbar, 0.5, 2),
        (s.m, 0.2, 5),
        (s.alpha, 0.05, 20),
        (s.n_plus, 0.1, 10),
        (s.a, 0.001, 0.1),
        (s.l_perp, 1, 10),
        (s.beta, 0.8, 1),
        (s.C, 0, 5),
    ),
    constraints=(sp.Ne(s.alpha, 1),),
)


@derivation
def quasi_two_dimensional() -> Derivation:
    """Eq. (14) with the couplings and the cutoff of a tight harmonic confinement of length l_perp, as delta_a/a."""
    prefactor, logarithm = window_logarithm()
    mapping = {
        s.g: 2 * sp.sqrt(2 * sp.pi) * s.hbar**2 * s.a / (s.m * s.l_perp),
        s.kappa: sp.sqrt(s.beta / sp.pi) / s.l_perp,
    }
    return Derivation(
        "",
        prefactor * (s.C + logarithm),
        (
            Step(
                substitute(mapping, sp.simplify),
                "delta_a/a = delta_g/g: all three couplings scale with the same factor",
            ),
        ),
        QUASI_2D,
    )
