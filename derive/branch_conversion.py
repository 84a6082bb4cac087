"""Conversion between the branches: the resonance for weak and strong damping, and where it lies.

aminov2024 Eqs. (14), (15), (19)-(21), (C1), (C2).  Invariant: a resonance is f/(E_d - E_s - z) and its counterpart at -z;
each form is this one in the limit that its derivation names.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .integration import Antiderivative
from .notation import (
    Delta,
    E_a,
    E_b,
    E_d,
    E_s,
    T,
    eps_a,
    eps_b,
    f_area,
    f_plus,
    gamma,
    hbar,
    m_a,
    m_b,
    mu_a,
    mu_b,
    omega,
    p,
    slope,
)
from .numeric import evaluate, exact, relative_difference
from .quasiparticles import squared_energies
from .records import Derivation, Step, derivation
from .rules import Leading, Rewrite, Rule, substitute

r = sp.Symbol("r", positive=True)  # |g_ab|/sqrt(g_aa g_bb)
momentum_squared = sp.Symbol("p_squared", positive=True)

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

    class ThermalRoot(Rewrite):
        def residual(self, before, after, point, digits):
            value = evaluate(after, point, 2 * digits)
            if value <= 0:
                return mpmath.inf  # the other root
            at = point | {s.p_bar: value}
            return relative_difference(evaluate(before + 2 * T, at, digits), 2 * exact(point[T]))

    root = ThermalRoot("solve for the momentum", lambda e: sp.sqrt(sp.factor(sp.solve(e, s.p_bar**2)[0])))
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
