"""Conductivities of two condensates by processes: superfluid pole, Drude peak, transitions between the branches.

aminov2024 Eqs. (12), (17).  The current response enters by three numbers for a pair of
components: D^0 within the branches, Lambda^+ and Lambda^- between them; the sign (-1)^delta_ij of the latter says that what
one component gains the other one loses.  Invariant: the diamagnetic and the paramagnetic terms are counted once.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .integration import Antiderivative
from .notation import (
    D_0,
    D_minus,
    D_plus,
    Lambda_minus,
    Lambda_plus,
    chi,
    gamma,
    m_i,
    m_j,
    n_i,
    omega,
)
from .numeric import evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule, SolveLinear, substitute

#: Conductivities of a pair of components.
PAIR = Domain(
    3,
    (
        *((symbol, 0.1, 5) for symbol in (omega, gamma, m_i, m_j, n_i)),
        *((symbol, -2, 2) for symbol in (D_0, D_plus, D_minus, Lambda_plus, Lambda_minus)),
    ),
)

def _sign(same: bool) -> int:
    return -1 if same else 1


@derivation
def by_processes(same: bool) -> Derivation:
    """sigma_ij of one component (``same``) or of two, by D^0 and Lambda^+-."""
    mass = m_i if same else m_j
    between = -_sign(same) * (Lambda_plus + Lambda_minus) / (m_i * mass)
    within = -2 * sp.I * gamma * D_0 / (omega + 2 * sp.I * gamma)
    diamagnetic = n_i / m_i if same else 0
    split = {D_0: sp.I * D_0 / (omega + 2 * sp.I * gamma) - sp.I * D_0 / omega}

    def partial_fractions(expr):
        peak = sp.factor(sp.diff(expr, D_0))
        expected = split[D_0] / D_0
        if sp.cancel(sp.together(peak - expected)) != 0:
            raise ValueError("not a Drude peak")
        return expr.subs(D_0, 0) + split[D_0]

    return Derivation(
        "",
        sp.I / omega * (diamagnetic + chi),
        (
            Step(substitute({chi: within + between}, tidy=lambda e: e), "processes within and between the branches"),
            Step(Rewrite("partial fractions in omega", partial_fractions), "a pole at zero and a pole at -2 i gamma"),
        ),
        PAIR,
    )


@derivation
def drude_regime(same: bool) -> Derivation:
    """sigma_ij at frequencies far below the conversion of the branches, by three weights."""
    mass = m_i if same else m_j
    static = {Lambda_plus: -_sign(same) * m_i * mass * D_plus, Lambda_minus: -_sign(same) * m_i * mass * D_minus}
    return by_processes(same).then(
        Step(substitute(static, tidy=sp.expand), "D^+- = -(-1)^delta Lambda^+-(0)/(m_i m_j)"),
    )


@dataclass(frozen=True)
class PoleStrength(Rule):
    """pi times the limit of omega Im sigma."""

    name: str = "pi omega Im sigma for omega -> 0"

    def __call__(self, conductivity: sp.Expr) -> sp.Expr:
        return sp.expand(sp.pi * sp.limit(sp.cancel(sp.together(conductivity * omega / sp.I)), omega, 0))

    def residual(self, before, after, point, digits):
        low = dict(point) | {omega: sp.Rational(10) ** (-2 * digits)}
        with mpmath.workdps(4 * digits):
            value = mpmath.pi * exact(low[omega]) * mpmath.im(evaluate(before, low, 2 * digits))
            return relative_difference(value, evaluate(after, point, digits))


@derivation
def superfluid_weight(same: bool) -> Derivation:
    """Weight of the pole at zero frequency."""
    return drude_regime(same).then(Step(PoleStrength(), "the singularity of the nondissipative part"))


@dataclass(frozen=True)
class Absorbed(Rule):
    """2 int_0^oo Re sigma domega."""

    name: str = "twice the integral of Re sigma over frequencies"

    def __call__(self, conductivity: sp.Expr) -> sp.Expr:
        real = sp.factor(sp.cancel(sp.together((conductivity + conductivity.subs(sp.I, -sp.I)) / 2)))
        return Antiderivative(omega)(sp.Integral(2 * real, (omega, 0, sp.oo)))

    def residual(self, before, after, point, digits):
        """omega = 2 gamma tan(angle): the quadrature of the real part."""
        with mpmath.workdps(2 * digits):
            width = 2 * exact(point[gamma])
            real = lambda w: mpmath.re(evaluate(before, dict(point) | {omega: w}, digits))
            integrand = lambda angle: real(width * mpmath.tan(angle)) * width / mpmath.cos(angle) ** 2
            nodes = [(mpmath.mpf(k) + mpmath.mpf(1) / 2) * mpmath.pi / 16 for k in range(8)]
            value = 2 * mpmath.fsum(map(integrand, nodes)) * mpmath.pi / 16  # periodic in the angle
            return relative_difference(value, evaluate(after, point, digits))


@derivation
def drude_weight(same: bool) -> Derivation:
    """Weight of the Drude peak."""
    return drude_regime(same).then(Step(Absorbed(), "the area below the dissipative part"))


@derivation
def resonance_relation() -> Derivation:
    """Part of sigma_jj between the branches by the transconductivity, when D^0 is left out."""
    between = by_processes(True).result.subs({D_0: 0, n_i: 0})
    per_lambda = SolveLinear(Lambda_plus)(sp.Eq(s.sigma_ab, by_processes(False).result.subs(D_0, 0), evaluate=False))
    return Derivation(
        "",
        between.subs(m_i, m_j),
        (Step(substitute({Lambda_plus: per_lambda}, tidy=sp.simplify), "one Lambda^+ + Lambda^- gives all conductivities"),),
        Domain(3, (*PAIR.ranges, (s.sigma_ab, -2, 2)), given=((Lambda_plus, per_lambda),)),
    )


