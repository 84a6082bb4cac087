"""The drag density in the conductivities: pole of two superfluids, and what pairs of quasiparticles of the vacuum give it.

aminov2024 Eqs. (6), (7), (18) at T = 0 and gamma = 0.  Invariant: the pole of the transconductivity is the drag density that
the energy of moving condensates defines.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import andreev_bashkin, current_response, two_fluids
from . import notation as s
from .domain import Domain
from .notation import E_d, E_s, T, eps_a, eps_b, gamma, hbar, m_a, m_b, omega, p
from .numeric import evaluate, exact, relative_difference
from .quasiparticles import P
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule, per_mode, substitute, times
from .vacuum_energy import modes

force = sp.Symbol("F", positive=True)


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

    return two_fluids.component_flux(1).then(
        Step(substitute({driven: velocity, at_rest: sp.S.Zero}, tidy=sp.expand), "each superfluid obeys Newton's law"),
        Step(Response(response.name, response.form), "flux over force"),
        domain=Domain(3, (*two_fluids.TWO_FLUIDS.ranges, (omega, 0.1, 5), (force, 0.1, 5)), two_fluids.TWO_FLUIDS.constraints),
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
        Step(times(m_a * m_b), "rho_drag = m_a m_b lim omega Im sigma_ab"),
        Step(Rewrite("the weights by the coupling", _in_couplings), "P_ad P_as = P_bd P_bs, from the product of the energies"),
        domain=current_response.GAS,
    )


_MOVING = {s.n_a: s.n1, s.n_b: s.n2, m_a: s.m1, m_b: s.m2, s.V_ab: s.g12}


@dataclass(frozen=True)
class SumOverPairs(Rule):
    """int dp of a mode over E_d E_s (E_d + E_s)^3, by the symmetric functions of the energies of a contact interaction."""

    name: str = "sum over wave numbers, by P = E_d E_s and S = E_d + E_s"

    def __call__(self, mode: sp.Expr) -> sp.Integral:
        rest = sp.cancel(mode * E_d * E_s * (E_d + E_s) ** 3)
        if rest.has(E_d, E_s):
            raise ValueError("not a function of P and S")
        kinetic = {eps: (hbar * p) ** 2 / (2 * mass) for eps, mass in ((eps_a, s.m1), (eps_b, s.m2))}
        energies = modes()
        mixture = rest.subs(kinetic | _MOVING, simultaneous=True) / (energies["P"] * energies["S"] ** 3)
        return sp.Integral(mixture, (p, 0, sp.oo))

    def residual(self, before, after, point, digits):
        """The mode itself at the energies of the mixture."""
        with mpmath.workdps(2 * digits):
            product, total = (evaluate(modes()[name], point, 2 * digits) for name in ("P", "S"))
            gap = mpmath.sqrt(total**2 - 4 * product)
            at = dict(point) | {E_d: (total + gap) / 2, E_s: (total - gap) / 2}
            at |= {ours: evaluate(theirs, point, 2 * digits) for ours, theirs in _MOVING.items()}
            at |= {eps: evaluate((hbar * p) ** 2 / (2 * s.m), point, 2 * digits) for eps in (eps_a, eps_b)}
            return relative_difference(evaluate(before, at, digits), evaluate(per_mode(after, point), point, digits))


@derivation
def clean_drag() -> Derivation:
    """rho_drag at T = 0, gamma = 0, d = 3 for equal masses, any couplings and densities, from the conductivity."""
    return vacuum_drag().then(
        Step(SumOverPairs(), "contact interactions"),
        Step(substitute({s.m1: s.m, s.m2: s.m}, tidy=lambda e: e), "equal masses"),
        Step(andreev_bashkin.TwoBranches(3), "c_pm^2 are the eigenvalues of the coupling matrix; hbar p = 2 m x"),
        Step(andreev_bashkin.FinitePartOfBranch(3), "antiderivatives of the two branches; what diverges cancels"),
        domain=andreev_bashkin.equal_mass_mixture(3),
    )
