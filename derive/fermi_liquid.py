"""Spin drag of a normal Fermi liquid: the current of quasiparticles is not the current of atoms.

carlini2021 Sec. IV, Eqs. (40)-(48).  A shift of the Fermi surface acts back on the quasiparticles through the l = 1 part
of Landau's interaction; Galilei invariance fixes the effective mass, so that only the spin current is renormalised.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .fast_drag import PUSHED, N, channels, response_n, response_s
from .numeric import evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Differentiate, Rewrite, Rule, SolveLinear, divided_by, substitute
from .sums_over_atoms import Impulse, SumOverAtoms, force
from .two_fluids import spin_flux

F1, G1, X1 = sp.symbols("F_1 G_1 X_1", real=True)  # Landau parameters; X_1 is either
_theta, _phi = sp.symbols("theta phi", real=True)
_LANDAU = ((F1, -0.9, 5), (G1, -2.9, 0.9), (X1, -0.9, 5))

#: A stable liquid whose low-energy states do not exceed the f-sum rule.
LIQUID = replace(
    PUSHED,
    ranges=(*[entry for entry in PUSHED.ranges if entry[0] is not s.n_drag], (s.n_drag, 0.001, 2), *_LANDAU),
    constraints=(G1 > -3, G1 < F1, *PUSHED.constraints),
)


@dataclass(frozen=True)
class BackFlow(Rule):
    """A shift of the Fermi surface along z: the factor by which the interaction changes the current of quasiparticles."""

    name: str = "average of Landau's interaction over the shifted Fermi surface"

    def __call__(self, parameter):
        """1 + int dOmega'/(4 pi) X1 cos(gamma) cos(theta'), for a quasiparticle at theta = 0, over cos(theta)."""
        integrand = parameter * sp.cos(_theta) ** 2 * sp.sin(_theta)
        return 1 + sp.integrate(integrand, (_theta, 0, sp.pi)) / 2

    def residual(self, before, after, point, digits):
        """A quasiparticle at another angle, both angles by quadrature."""
        with mpmath.workdps(digits + 10):
            at, strength = mpmath.mpf("0.7"), evaluate(before, point, digits)

            def inner(polar):
                along, across = mpmath.cos(at) * mpmath.cos(polar), mpmath.sin(at) * mpmath.sin(polar)
                cos_gamma = lambda azimuth: along + across * mpmath.cos(azimuth)
                around = mpmath.quad(cos_gamma, [0, mpmath.pi, 2 * mpmath.pi], method="gauss-legendre")
                return around * mpmath.cos(polar) * mpmath.sin(polar)

            total = mpmath.quad(inner, [0, mpmath.pi / 2, mpmath.pi], method="gauss-legendre") / (4 * mpmath.pi)
            return relative_difference(1 + strength * total / mpmath.cos(at), evaluate(after, point, digits))


@derivation
def back_flow() -> Derivation:
    """Current of a shifted Fermi surface over that of free quasiparticles of mass m*: 1 + X_1/3."""
    return Derivation("", X1, (Step(BackFlow(), "delta epsilon = sum f delta n, only l = 1 contributes"),), LIQUID)


@derivation
def effective_mass() -> Derivation:
    """m* from Galilei invariance: the current of the density is the momentum over m."""
    factor = back_flow().result.subs(X1, F1)
    step = Step(SolveLinear(s.m_star), "(1 + F_1/3)/m* = 1/m: the current of a boosted liquid is n m V/m")
    domain = replace(LIQUID, ranges=(*LIQUID.ranges, (s.m_star, 0.1, 10)))
    return Derivation("", factor * s.m - s.m_star, (step,), domain)


@derivation
def spin_current() -> Derivation:
    """Physical over bare spin current."""

    class PerBareCurrent(Rewrite):
        """Momentum p of every spin: the bare current is p/m, the physical one p/m* times the back flow of the spin."""

        def residual(self, before, after, point, digits):
            with mpmath.workdps(2 * digits):
                mass, p = exact(point[s.m]), mpmath.mpf("0.31")
                dressed = evaluate(effective_mass().result, point, digits)
                physical = p / dressed * evaluate(before, point, digits)
                return relative_difference(physical / (p / mass), evaluate(after, point, digits))

    ratio = lambda factor: sp.cancel(factor * s.m / effective_mass().result)
    return back_flow().then(
        Step(substitute({X1: G1}), "opposite shifts of the two spins"),
        Step(PerBareCurrent("over the bare current p/m", ratio), "the quasiparticles move with p/m*"),
    )


@derivation
def density_flux() -> Derivation:
    """Flux of the density of a liquid in which every atom has the momentum grad_Phi: that of the bare current."""

    interacting = (back_flow().result.subs(X1, F1), effective_mass().result)
    dress = Arithmetic("back flow over m*", lambda momentum, factor, mass: momentum * factor / mass, interacting)
    step = Step(dress, "both spins move alike")
    return Derivation("", s.n * s.grad_Phi, (step,), LIQUID)


def flux(channel: str) -> sp.Expr:
    """Flux of a channel when every atom (of spin up, with the opposite sign of spin down) has the momentum grad_Phi."""
    if channel == "density":
        return density_flux().result
    return spin_current().result * s.n * s.grad_Phi / s.m


@derivation
def channel_moment(channel: str) -> Derivation:
    """m_1(F) of the quasiparticles, any f."""
    gained = ((s.grad_Phi, s.lambda_ * s.t * force),)
    return Derivation(
        "",
        flux(channel),
        (
            Step(Impulse(gained, ((s.grad_Phi, s.lambda_ * force),)), "m dj/dt = lambda n grad(f) for the bare current"),
            Step(SumOverAtoms(((s.n, s.grad_f2_n),)), "force = grad(f)"),
            Step(divided_by(2 * s.lambda_ * s.t / s.hbar**2), "N d<F>/dt = 2 lambda t m_1/hbar^2"),
        ),
        LIQUID,
    )


class CosineForce(Rewrite):
    """int dr (grad f)^2 n for f = cos(q x) at a uniform density."""

    def residual(self, before, after, point, digits):
        with mpmath.workdps(2 * digits):
            q, atoms = exact(point[s.q]), exact(point[N])
            mean = mpmath.quad(lambda u: (q * mpmath.sin(u)) ** 2, [0, 1, 3, 2 * mpmath.pi]) / (2 * mpmath.pi)
            return relative_difference(
                evaluate(before, dict(point) | {s.grad_f2_n: mean * atoms}, digits), evaluate(after, point, digits)
            )


def cosine_force() -> CosineForce:
    angle = sp.Symbol("angle", real=True)
    mean = sp.integrate(sp.sin(angle) ** 2, (angle, 0, 2 * sp.pi)) / (2 * sp.pi)
    return CosineForce("f = cos(q x)", lambda expr: sp.factor(expr.subs(s.grad_f2_n, s.q**2 * N * mean)))


def early_responses(moments: dict) -> dict:
    """<F> per atom from its moment: lambda t^2 m_1/(hbar^2 N)."""
    return {wave: s.lambda_ * s.t**2 * moment / (s.hbar**2 * N) for wave, moment in moments.items()}


@derivation
def fast_flow(component: int) -> Derivation:
    """d<F(i)>/dt under -lambda F(1), f = cos(q x), before the first period of zero sound."""
    moments = {response_n: channel_moment("density").result, response_s: channel_moment("spin").result}
    return Derivation(
        "",
        channels().result[component - 1],
        (
            Step(substitute(early_responses(moments), tidy=lambda e: e), "both channels respond with their moment"),
            Step(cosine_force(), "a wave"),
            Step(Differentiate(s.t, tidy=sp.factor), "velocity of the response"),
        ),
        replace(LIQUID, ranges=(*LIQUID.ranges, (N, 1, 100))),
    )


@derivation
def drag_density() -> Derivation:
    """n_drag for which a superfluid mixture has the spin flux of the liquid."""

    liquid = flux("spin").subs(s.grad_Phi, s.grad_Phi_s)
    gap = Arithmetic(
        "less the spin flux of the liquid, per momentum",
        lambda superfluid, other, mass, momentum: (superfluid - other) * mass / momentum,
        (liquid, s.m, s.grad_Phi_s),
        sp.expand,
    )
    return spin_flux().then(
        Step(gap, "the same phenomenon, Eq. (28)"),
        Step(SolveLinear(s.n_drag), "both currents agree"),
        domain=LIQUID,
    )
