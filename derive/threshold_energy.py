"""E_B at the miscibility threshold g12^2 = g11 g22 for any masses, in closed form: what naidon2021 leaves to a supplement.

With X_i = m_i g_ii n_i, K = 4 (X1 + X2), hbar p = sqrt(K) sinh(theta), w = exp(2 theta) the sum of both branches is
S = K (w - 1) sqrt(Q)/(8 m_r w), Q = w^2 + 2 y w + q^2, with q = (m2 - m1)/(m1 + m2) and y = q (X1 - X2)/(X1 + X2).
Every subtraction is a pure power of the cutoff, so Hadamard's finite part of the moments of sqrt(Q) is E_B.
Odd D reduces to Carlson's R_F and R_D, D = 2 to logarithms.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from . import vacuum_energy
from .integration import moments
from .numeric import evaluate
from .records import Derivation, Step, derivation
from .rules import Rewrite, substitute
from .special import carlson_rd, carlson_rf
from .vacuum_energy import momentum_measure, q_mass, reduced_mass, threshold_mixture

w = sp.Symbol("w", positive=True)
y = sp.Symbol("y", real=True)
K = sp.Symbol("K", positive=True)
HALF = sp.Rational(1, 2)

#: Numerator polynomials: the integrand in w is prefactor * sum_k a_k w^k sqrt(Q).
MOMENTS = {
    1: {-HALF: 1, -5 * HALF: -1},
    2: {0: 1, -1: -1, -2: -1, -3: 1},
    3: {HALF: 1, -HALF: -2, -5 * HALF: 2, -7 * HALF: -1},
}


def mixture_parameters() -> dict[sp.Symbol, sp.Expr]:
    """K, q, y, m_r in terms of masses, couplings and densities."""
    X1, X2 = s.m1 * s.g11 * s.n1, s.m2 * s.g22 * s.n2
    q = (s.m2 - s.m1) / (s.m1 + s.m2)
    return {K: 4 * (X1 + X2), q_mass: q, y: q * (X1 - X2) / (X1 + X2), s.m_r: reduced_mass(1, 2)}


def quadratic() -> sp.Expr:
    return w**2 + 2 * y * w + q_mass**2


def momentum_of_w() -> sp.Expr:
    return sp.sqrt(K) * (w - 1) / (2 * sp.sqrt(w)) / s.hbar


def prefactor(D: int) -> sp.Expr:
    """(measure)(dp/dw) S divided by sum_k a_k w^k sqrt(Q)."""
    return {
        1: K ** (3 * HALF) / (64 * sp.pi * s.m_r * s.hbar),
        2: K**2 / (256 * sp.pi * s.m_r * s.hbar**2),
        3: K ** (5 * HALF) / (512 * sp.pi**2 * s.m_r * s.hbar**3),
    }[D]


@dataclass(frozen=True)
class Uniformise(Rewrite):
    """The bracket on the two-sheeted surface of P as a rational function of w times sqrt(Q)."""

    D: int = 3

    def residual(self, before, after, point, digits):
        """The sum S itself, from the equations of motion, at three momenta."""
        del before, after
        worst = mpmath.mpf(0)
        values = dict(point) | {k: v.subs(point) for k, v in mixture_parameters().items()}
        for at in (sp.Rational(11, 10), sp.Integer(3), sp.Integer(200)):
            momentum = evaluate(momentum_of_w(), values | {w: at}, 2 * digits)
            S = evaluate(vacuum_energy.modes()["S"], dict(point) | {s.p: momentum}, digits)
            measured = S * evaluate(momentum_measure(self.D), {s.p: momentum}, digits)
            measured *= evaluate(sp.diff(momentum_of_w(), w), values | {w: at}, digits)
            sums = sp.Add(*[c * w**k for k, c in MOMENTS[self.D].items()]) * sp.sqrt(quadratic()) * prefactor(self.D)
            worst = max(worst, abs(measured / evaluate(sums, values | {w: at}, digits) - 1))
        return worst


def _odd_dimension(D: int) -> sp.Expr:
    """D = 1, 3: J_(-1/2) = 2 R_F and J_(-3/2) = (2/3) R_D of the roots of Q(w) seen from w = 1."""
    sine = sp.sqrt(q_mass**2 - y**2)
    above, below = 1 + y + sp.I * sine, 1 + y - sp.I * sine
    base = (2 * carlson_rf(above, below, 1), sp.Rational(2, 3) * carlson_rd(above, below, 1))
    return prefactor(D) * moments(MOMENTS[D], y, q_mass, base, -HALF)


def _two_dimensions() -> sp.Expr:
    """D = 2: integer moments; powers of w are re-expanded in the cutoff hbar^2 kappa^2 = K (w - 2 + 1/w)/4."""
    edge = sp.sqrt(1 + 2 * y + q_mass**2)
    at_infinity = {0: sp.S.One, 1: y, 2: (q_mass**2 - y**2) / 2}  # sqrt(Q) = w sum_j at_infinity[j] w^-j
    known = {0: sp.log(2) - sp.log(1 + y + edge), -1: 2 * sp.atanh(q_mass / (1 + edge)) / q_mass}

    def J(k):
        if k not in known:
            if k > 0:  # (k) J_k = [w^(k-1) sqrt(Q)] - (2k - 1) y J_(k-1) - (k - 1) q^2 J_(k-2)
                ends = at_infinity[k] - edge
                known[k] = (ends - (2 * k - 1) * y * J(k - 1) - (k - 1) * q_mass**2 * (J(k - 2) if k > 1 else 0)) / k
            else:
                j = k + 1
                ends = (at_infinity[j + 1] if j >= -1 else 0) - edge
                known[k] = (ends - (j + 1) * J(j + 1) - (2 * j + 1) * y * J(j)) / (j * q_mass**2)
        return known[k]

    total = sp.Add(*[c * (J(k + 2) + 2 * y * J(k + 1) + q_mass**2 * J(k)) for k, c in MOMENTS[2].items()])
    logarithm = at_infinity[2] - y - 1  # coefficient of 1/w in the integrand
    return prefactor(2) * (total + 2 * y - 1 + logarithm * sp.log(4 * s.hbar**2 * s.kappa**2 / K))


@derivation
def closed_form(D: int) -> Derivation:
    """E_B at g12^2 = g11 g22 for any masses, in K, q, y and the reduced mass."""

    class Moments(Rewrite):
        def residual(self, before, after, point, digits):
            values = dict(point) | {k: v.subs(point) for k, v in mixture_parameters().items()}
            value = evaluate(after, values, digits)
            return abs(evaluate(before, point, digits) / mpmath.re(value) - 1) + abs(mpmath.im(value) / value)

    close = lambda _: _two_dimensions() if D == 2 else _odd_dimension(D)
    keep = lambda integral: integral
    return vacuum_energy.stable_form(D).then(
        Step(substitute({s.g12: sp.sqrt(s.g11 * s.g22)}, lambda e: e), "miscibility threshold, the lower branch is soft"),
        Step(
            Uniformise("hbar p = sqrt(K) sinh(theta), w = exp(2 theta)", keep, D),
            "P = p^3 sqrt(p^2 + K)/(4 m1 m2): one square root",
        ),
        Step(Moments("three-term recurrence of the moments of sqrt(Q)", close), "finite parts absorb every subtraction"),
        domain=threshold_mixture(D),
    )


def _in_roots(expr: sp.Expr) -> sp.Expr:
    """The closed form of D = 2 for m1 < m2: powers of e = sqrt(1 + 2 y + q^2) with coefficients in which powers of 1 - q stand
    out, and the logarithms of (1 + e + q)/2 and (1 - q + e)/2.

    With a light component that is also the weak one everything is of the order of e^4 and (1 - q) e^2, and so is each term.
    """
    light, share = sp.symbols("light share", positive=True)  # 1 - q and X1/(X1 + X2)
    e, above, below, cutoff = sp.symbols("e above below cutoff", positive=True)
    edge = sp.sqrt(1 + 2 * y + q_mass**2)
    renamed = expr / prefactor(2)
    for old, new in (
        (sp.log(4 * s.hbar**2 * s.kappa**2 / K), cutoff),
        (sp.log(1 + y + edge), sp.log(2) + above + below),
        (sp.atanh(q_mass / (1 + edge)), (above - below) / 2),
        (edge, e),
        (y, (e**2 - 1 - q_mass**2) / 2),
    ):
        renamed = renamed.subs(old, new)
    renamed = sp.expand(renamed)
    X1, X2 = s.m1 * s.g11 * s.n1, s.m2 * s.g22 * s.n2
    root = sp.sqrt(light**2 + 4 * q_mass * share)
    total = sp.S.Zero
    for factor, value in (
        (above, sp.log((1 + root + q_mass) / 2)),
        (below, sp.log((light + root) / 2)),
        (cutoff, sp.log(4 * s.hbar**2 * s.kappa**2 / K)),
        (None, sp.S.One),
    ):
        part = renamed.coeff(factor) if factor else renamed.subs({above: 0, below: 0, cutoff: 0})
        terms = sp.Poly(sp.expand(part * q_mass**3), e).terms()
        bring_out = lambda c: sp.factor(c / q_mass**3).subs(q_mass - 1, -light)
        total += value * sp.Add(*[bring_out(c) * root**k for (k,), c in terms])
    parameters = mixture_parameters()
    exact = {light: 2 * s.m1 / (s.m1 + s.m2), share: X1 / (X1 + X2), q_mass: parameters[q_mass], K: parameters[K]}
    return (prefactor(2) * total).subs(exact, simultaneous=True).subs(s.m_r, parameters[s.m_r])


@derivation
def with_light_component() -> Derivation:
    """The closed form of D = 2 for m1 < m2 in masses, couplings and densities, without cancellation as m1/m2 -> 0."""
    parameters = mixture_parameters()

    class Collect(Rewrite):
        def residual(self, before, after, point, digits):
            values = dict(point) | {k: v.subs(point) for k, v in parameters.items()}
            return abs(evaluate(before, values, digits) / evaluate(after, point, digits) - 1)

    return closed_form(2).then(
        Step(Collect("powers of the edge of sqrt(Q), two logarithms", _in_roots), "each term vanishes with the sum"),
    )


@derivation
def in_mixture(D: int) -> Derivation:
    """The closed form in masses, couplings and densities."""
    parameters = mixture_parameters()

    def insert(expr):
        return expr.subs({k: v for k, v in parameters.items() if k != s.m_r}, simultaneous=True).subs(s.m_r, parameters[s.m_r])

    class Insert(Rewrite):
        def residual(self, before, after, point, digits):
            values = dict(point) | {k: v.subs(point) for k, v in parameters.items()}
            return abs(evaluate(before, values, digits) / evaluate(after, point, digits) - 1)

    return closed_form(D).then(Step(Insert("K, q, y, m_r in physical parameters", insert), "their definitions"))
