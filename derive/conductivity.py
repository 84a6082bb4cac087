"""Conductivities of two condensates at any frequency: superfluid pole, Drude peak, resonance between the branches.

aminov2024 Eqs. (6), (7), (12), (17)-(21), (C1), (C2).  The current response enters by three numbers for a pair of
components: D^0 within the branches, Lambda^+ and Lambda^- between them; the sign (-1)^delta_ij of the latter says that what
one component gains the other one loses.  Invariant: the diamagnetic and the paramagnetic terms are counted once.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import current_response, fast_drag
from . import notation as s
from .domain import Domain
from .integration import Antiderivative
from .notation import (
    D_0,
    D_minus,
    D_plus,
    Delta,
    E_a,
    E_b,
    E_d,
    E_s,
    Lambda_minus,
    Lambda_plus,
    T,
    chi,
    eps_a,
    eps_b,
    f_area,
    f_plus,
    gamma,
    hbar,
    m_a,
    m_b,
    m_i,
    m_j,
    mu_a,
    mu_b,
    n_i,
    omega,
    p,
    slope,
)
from .numeric import evaluate, exact, relative_difference
from .quasiparticles import P, squared_energies
from .records import Derivation, Step, derivation
from .rules import Leading, Rewrite, Rule, SolveLinear, substitute
from .spin_orbit import Times

r = sp.Symbol("r", positive=True)  # |g_ab|/sqrt(g_aa g_bb)
force = sp.Symbol("F", positive=True)
momentum_squared = sp.Symbol("p_squared", positive=True)

#: Conductivities of a pair of components.
PAIR = Domain(
    3,
    (
        *((symbol, 0.1, 5) for symbol in (omega, gamma, m_i, m_j, n_i)),
        *((symbol, -2, 2) for symbol in (D_0, D_plus, D_minus, Lambda_plus, Lambda_minus)),
    ),
)

#: One wave number, far from or at the resonance.
RESONANCE = Domain(
    3,
    (
        *((symbol, 0.1, 5) for symbol in (hbar, omega, gamma, E_s, s.gap)),
        *((symbol, -2, 2) for symbol in (f_plus, slope, f_area)),
    ),
    (sp.Ne(slope, 0), sp.Ne(s.gap, hbar * omega)),
    given=((E_d, E_s + s.gap), (Delta, s.gap)),
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


# --- the drag density of two superfluids --------------------------------------------------------------------------------


@derivation
def hydrodynamic_pole(same: bool) -> Derivation:
    """omega Im sigma_ij of two superfluids at T = 0 that are pushed by F exp(-i omega t): -i omega m v = F."""
    driven, mass = (s.v1, s.m1) if same else (s.v2, s.m2)
    at_rest = s.v2 if same else s.v1
    velocity = sp.I * force / (mass * omega)
    response = Rewrite("omega Im(j/F)", lambda j: sp.cancel(sp.expand(j * omega / (sp.I * force))))

    class Response(Rewrite):
        def residual(self, before, after, point, digits):
            with mpmath.workdps(2 * digits):
                found = mpmath.im(evaluate(before, point, digits) / exact(point[force])) * exact(point[omega])
                return relative_difference(found, evaluate(after, point, digits))

    return fast_drag.component_flux(1).then(
        Step(substitute({driven: velocity, at_rest: sp.S.Zero}, tidy=sp.expand), "each superfluid obeys Newton's law"),
        Step(Response(response.name, response.form), "flux over force"),
        domain=Domain(3, (*fast_drag.TWO_FLUIDS.ranges, (omega, 0.1, 5), (force, 0.1, 5)), fast_drag.TWO_FLUIDS.constraints),
    )


@dataclass(frozen=True)
class EmptyBranches(Rule):
    """T -> 0 and then gamma -> 0: no quasiparticle is excited, n_B(-E) = -1."""

    name: str = "no quasiparticles, no damping"

    def __call__(self, expr: sp.Expr) -> sp.Expr:
        cold = {sp.exp(-E_s / T): sp.S.Zero, 1 / (sp.exp(E_d / T) - 1): sp.S.Zero}
        return sp.factor(expr.subs(gamma, 0).subs(cold))

    def residual(self, before, after, point, digits):
        energies = [evaluate(symbol, point, digits) for symbol in (E_d, E_s)]
        cold = min(energies) / (3 * digits)
        tiny = dict(point) | {T: cold, gamma: mpmath.mpf(10) ** (-2 * digits)}
        return relative_difference(evaluate(before, tiny, digits), evaluate(after, point, digits))


def _in_couplings(expr: sp.Expr) -> sp.Expr:
    """P_ad P_as = P_bd P_bs = 4 eps_a eps_b n_a n_b V_ab^2/(E_d^2 - E_s^2)^2, and the kinetic energies by the masses."""
    shared = 4 * eps_a * eps_b * s.n_a * s.n_b * s.V_ab**2 / (E_d**2 - E_s**2) ** 2
    weights = sp.sqrt(P["ad"]) * sp.sqrt(P["as"]) * sp.sqrt(P["bd"]) * sp.sqrt(P["bs"])
    return sp.factor(sp.cancel(sp.together(expr / weights)) * shared)


@derivation
def vacuum_drag() -> Derivation:
    """m_a m_b D^-_ab at T = 0, gamma = 0 and one wave number: pairs d, s that the vacuum contains; D^0 and D^+ vanish."""
    return current_response.static_weight("a", "b", "create").then(
        Step(EmptyBranches(), "n_B(E) = 0 and n_B(-E) = -1"),
        Step(Times(m_a * m_b), "rho_drag = m_a m_b lim omega Im sigma_ab"),
        Step(Rewrite("the weights by the coupling", _in_couplings), "P_ad P_as = P_bd P_bs, from the product of the energies"),
        domain=current_response.GAS,
    )


# --- the resonance ------------------------------------------------------------------------------------------------------


def resonance(envelope, gap, damping=gamma) -> sp.Expr:
    """f R(omega) + f R*(-omega) of Eqs. (14), (15) for a real envelope."""
    width = 2 * sp.I * hbar * damping
    return envelope / (gap - hbar * omega - width) + envelope / (gap + hbar * omega + width)


@derivation
def dispersive_part() -> Derivation:
    """Re of the integrand of Lambda^+ for weak damping, away from the resonance."""
    return Derivation(
        "",
        resonance(f_plus, E_d - E_s),
        (
            Step(Leading(gamma, sp.S.Zero, lambda e: e.subs(gamma, 0)), "weak damping; principal value at the resonance"),
            Step(Rewrite("common denominator", sp.factor), "both resonances"),
        ),
        RESONANCE,
    )


@dataclass(frozen=True)
class AreaOfResonance(Rule):
    """int dp of the imaginary part of f/(slope (p - p_+) - 2 i hbar gamma) over a narrow resonance."""

    name: str = "area of a narrow resonance"

    def __call__(self, line: sp.Expr) -> sp.Expr:
        steep = sp.Abs(slope)
        scaled = sp.Symbol("scaled", positive=True)  # steep (p - p_+)/2 hbar gamma
        half = Antiderivative(scaled)(sp.Integral(1 / (scaled**2 + 1), (scaled, 0, sp.oo)))
        return 2 * half * sp.cancel(line.subs(p, 0) * 2 * hbar * gamma / sp.I) / steep

    def residual(self, before, after, point, digits):
        with mpmath.workdps(2 * digits):
            width = abs(2 * exact(point[hbar]) * exact(point[gamma]) / exact(point[slope]))
            line = lambda x: mpmath.im(evaluate(before, dict(point) | {p: x}, digits))
            angles = [(mpmath.mpf(k) + mpmath.mpf(1) / 2) * mpmath.pi / 16 - mpmath.pi / 2 for k in range(16)]
            area = mpmath.fsum(line(width * mpmath.tan(a)) * width / mpmath.cos(a) ** 2 for a in angles) * mpmath.pi / 16
            return relative_difference(area, evaluate(after, point, digits))


@derivation
def absorptive_part() -> Derivation:
    """Im Lambda^+ for weak damping: the envelope at the resonance over the slope of E_d - E_s there."""
    ranges = (*RESONANCE.ranges, (p, -3, 3))
    line = f_plus / (slope * p - 2 * sp.I * hbar * gamma)
    step = Step(AreaOfResonance(), "p is counted from the resonance, where E_d - E_s - hbar omega = slope p")
    return Derivation("", line, (step,), Domain(3, ranges, RESONANCE.constraints, RESONANCE.given))


@derivation
def strong_damping() -> Derivation:
    """Lambda^+ where the resonance is much wider than the envelope."""
    return Derivation(
        "",
        resonance(f_area, E_d - E_s),
        (Step(substitute({E_d: Delta + E_s}, tidy=sp.factor), "the resonance at p_bar, where E_d - E_s = Delta"),),
        RESONANCE,
    )


# --- estimates of Appendix C --------------------------------------------------------------------------------------------

FREE = Domain(3, tuple((symbol, 0.1, 5) for symbol in (hbar, m_a, m_b, T, s.p_bar, momentum_squared)))


@derivation
def thermal_momentum() -> Derivation:
    """p at which the two energies add up to 2 T, for quadratic dispersions."""
    total = (hbar * s.p_bar) ** 2 / (2 * m_a) + (hbar * s.p_bar) ** 2 / (2 * m_b) - 2 * T

    class Root(Rewrite):
        def residual(self, before, after, point, digits):
            value = evaluate(after, point, 2 * digits)
            if value <= 0:
                return mpmath.inf  # the other root
            at = point | {s.p_bar: value}
            return relative_difference(evaluate(before + 2 * T, at, digits), 2 * exact(point[T]))

    root = Root("solve for the momentum", lambda e: sp.sqrt(sp.factor(sp.solve(e, s.p_bar**2)[0])))
    return Derivation("", total, (Step(root, "E_d + E_s = eps_a + eps_b far above the chemical potentials"),), FREE)


#: Kinetic energies far above the chemical potentials.
SPLIT = Domain(
    3,
    (*((symbol, 0.1, 5) for symbol in (eps_a, eps_b, mu_a, mu_b)), (r, 0.01, 0.99)),
    given=((E_a, sp.sqrt(eps_a * (eps_a + 2 * mu_a))), (E_b, sp.sqrt(eps_b * (eps_b + 2 * mu_b)))),
)


@derivation
def splitting() -> Derivation:
    """E_d - E_s = (E_d^2 - E_s^2)/(eps_a + eps_b) far above the chemical potentials."""
    upper, lower = squared_energies().result
    per_density = {s.V_aa: mu_a / s.n_a, s.V_bb: mu_b / s.n_b, s.V_ab: r * sp.sqrt(mu_a * mu_b / (s.n_a * s.n_b))}
    squared = lambda e: sp.sqrt(sp.factor(sp.expand(e**2)))
    ranges = (*SPLIT.ranges, (s.n_a, 0.1, 5), (s.n_b, 0.1, 5))
    return Derivation(
        "",
        (upper - lower) / (eps_a + eps_b),
        (
            Step(substitute(per_density, tidy=squared), "mu_i = n_i g_ii, g_ab^2 = r^2 g_aa g_bb"),
        ),
        Domain(3, ranges, given=(*SPLIT.given, *per_density.items())),
    )


@derivation
def splitting_of_close_masses() -> Derivation:
    """The same for equal kinetic energies."""
    tidy = lambda e: sp.sqrt(sp.expand(sp.cancel(e**2)))
    return splitting().then(
        Step(substitute({eps_b: eps_a}, tidy=tidy), "close masses"),
        domain=Domain(3, (*SPLIT.ranges, (s.n_a, 0.1, 5), (s.n_b, 0.1, 5))),
    )


@derivation
def splitting_of_distant_masses() -> Derivation:
    """The same without interactions, at the momentum where the energies add up to 2 T."""
    kinetic = {eps_a: (hbar * s.p_bar) ** 2 / (2 * m_a), eps_b: (hbar * s.p_bar) ** 2 / (2 * m_b)}
    free = splitting().result.subs({mu_a: 0, mu_b: 0})
    return Derivation(
        "",
        free,
        (
            Step(substitute(kinetic, tidy=sp.factor), "free atoms"),
            Step(substitute({s.p_bar: thermal_momentum().result}, tidy=sp.factor), "E_d + E_s = 2 T"),
        ),
        Domain(3, FREE.ranges, given=tuple(kinetic.items())),
    )
