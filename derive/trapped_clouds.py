"""A trapped gas with coherent coupling after a push of one component: what stands for the density in the flow of the spin.

carlini2021 Eqs. (17)-(19), (25), (26), f = x, single-minimum phase, any equilibrium density n(r).  The density channel knows
n only by the number of atoms.  In the spin channel a push moves the spin density where it acts, the beams turn that into
a wave of the density, d(x n)/dx, and the pressure of the wave pushes the spin back: the sum over the atoms is
int dr (d(x n)/dx)^2.  Invariant: it is positive, and n^2 only where n does not change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .fast_drag import N
from .numeric import evaluate, exact, relative_difference
from .raman_states import sigma_x, sigma_z
from .raman_sum_rules import COMPONENT, DoubleCommutator, FieldShape, f_slope, f_value, ultrafast_ratio
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Differentiate, Rule, RuleError, divided_by, numerical_derivative, substitute
from .spin_orbit import SINGLE_MINIMUM, sound_energy, wave_energy
from .sums_over_atoms import Impulse, SumOverAtoms, force
from .thomas_fermi import mean_density, pushed_over_mean

position = sp.Symbol("position", real=True)  # along the beams

#: What a push is put to, of the single-minimum phase.
TRAPPED = replace(
    SINGLE_MINIMUM,
    ranges=(*SINGLE_MINIMUM.ranges, (force, 0.1, 2), (s.pushed_n, 0.1, 10), (s.mean_x2_spin, 0.1, 5)),
    given=(*SINGLE_MINIMUM.given, (sigma_x, sp.S.One), (sigma_z, sp.S.Zero)),
)


@dataclass(frozen=True)
class SpinPushed(Rule):
    """d<F_sigma>/dt per atom under -lambda F_sigma from the energy of the waves, f = x, to the first order in t."""

    name: str = "locking, continuity, Euler, locking; integrated by parts"

    def __call__(self, energy):
        profile = sp.Function("profile", positive=True)(position)
        bend, mixed = sp.diff(energy, s.delta_s, 2).subs(s.n, profile), sp.diff(energy, s.delta_s, s.grad_Phi)
        stiffness = sp.diff(energy, s.delta_n, 2)
        wave = -sp.diff(mixed * s.lambda_ * position / bend, position)  # delta_n/t
        moved = sp.diff(position * profile, position)
        per_square = sp.cancel(stiffness * wave**2 / (s.lambda_ * moved**2))
        if per_square.has(position, profile):
            raise RuleError("the spin does not move the density by d(x n)/dx")
        return sp.factor(per_square) * s.t * s.pushed_n

    def residual(self, before, after, point, digits):
        """Fields on numbers on a periodic lattice, where sums of smooth fields are integrals; no integration by parts."""
        lattice, step = 8, mpmath.mpf(10) ** (-digits)
        with mpmath.workdps(4 * digits):
            strength, time, n0 = (exact(point[symbol]) for symbol in (s.lambda_, s.t, s.n))
            profile = lambda at: n0 * (1 + mpmath.cos(at) / 3)
            push = lambda at: mpmath.sin(at) + mpmath.cos(2 * at) / 5  # of any form: the law is quadratic in d(f n)/dx
            slope = lambda f: lambda at: (f(at + step) - f(at - step)) / (2 * step)
            mixed = numerical_derivative(sp.diff(before, s.grad_Phi), s.delta_s, point, digits)
            stiffness = numerical_derivative(before, s.delta_n, point, digits, 2)
            bend = lambda at: numerical_derivative(before, s.delta_s, dict(point) | {s.n: profile(at)}, digits, 2)
            spin = lambda at: strength * push(at) / bend(at)
            wave = lambda at: -slope(lambda there: mixed * spin(there))(at) * time
            gradient_rate = lambda at: -stiffness * slope(wave)(at)
            places = [2 * mpmath.pi * j / lattice for j in range(lattice)]
            atoms = sum(profile(at) for at in places)
            flow = sum(-push(at) * mixed / bend(at) * gradient_rate(at) for at in places) / atoms
            moved = slope(lambda there: push(there) * profile(there))
            law = {s.pushed_n: sum(moved(at) ** 2 for at in places) / atoms}
            return relative_difference(flow, evaluate(after, dict(point) | law, digits))


@derivation
def spin_flow() -> Derivation:
    """d<F_sigma>/dt per atom after -lambda F_sigma, f = x, for times short compared with the period of the trap."""
    return wave_energy().then(Step(SpinPushed(), "the spin follows the force at once"), domain=TRAPPED)


@derivation
def density_flow() -> Derivation:
    """d<F_n>/dt per atom after -lambda F_n, f = x: the flux of the sound, summed over the atoms."""
    return sound_energy().then(
        Step(Differentiate(s.grad_Phi), "n is conjugate to Phi"),
        Step(Impulse(((s.grad_Phi, s.lambda_ * s.t * force),), ((s.grad_Phi, s.lambda_ * force),)), "force lambda grad(f)"),
        Step(SumOverAtoms(((s.n, s.grad_f2_n),)), "int f d(delta n)/dt"),
        Step(FieldShape("x"), "a force that is the same everywhere"),
        Step(divided_by(N), "per atom"),
        domain=TRAPPED,
    )


@derivation
def fast_ratio() -> Derivation:
    """V2/V1 after a kick f = x of component 1, of any cloud."""
    flows = sp.Tuple(density_flow().result, spin_flow().result)
    ratio = Arithmetic("V2/V1", lambda density, spin: (density - spin) / (density + spin))
    return Derivation("", flows, (Step(ratio, "F(1), F(2) are half the sum and half the difference"),), TRAPPED)


@derivation
def fast_ratio_of_cloud(D: int) -> Derivation:
    """V2/V1 of a condensate in a harmonic trap in D dimensions, whatever its shape; n is the density at the centre."""
    share = pushed_over_mean(D).result * mean_density(D).result * s.n
    ranges = tuple(entry for entry in TRAPPED.ranges if entry[0] != s.pushed_n)
    step = Step(substitute({s.pushed_n: share}, tidy=sp.factor), "Thomas-Fermi profile")
    return fast_ratio().then(step, domain=replace(TRAPPED, ranges=ranges, given=(*TRAPPED.given, (s.pushed_n, share))))


@dataclass(frozen=True)
class EachAtomItsSpin(Rule):
    """<sigma_x> x^2 as an average over atoms whose spin depends on the place; <sigma_z> = 0 everywhere."""

    name: str = "local <sigma_x>"

    def __call__(self, ratio):
        local = sp.cancel(ratio.subs(sigma_z, 0).subs(s.mean_x2, s.mean_x2_spin / sigma_x))
        if local.has(sigma_x):
            raise RuleError("the spin stands elsewhere than beside x^2")
        return local

    def residual(self, before, after, point, digits):
        """Atoms one by one: spinors (1, e^i angle)/sqrt(2) at different places in the double commutators."""
        matrices = [DoubleCommutator()(sp.Tuple(COMPONENT[i], COMPONENT[1])) for i in (1, 2)]
        with mpmath.workdps(2 * digits):
            width = mpmath.sqrt(exact(point[s.mean_x2]))
            atoms = [(width * place, mpmath.mpf(angle) / 10) for place, angle in ((-1, 3), (0, -2), (1, 3), (2, 7))]
            totals = []
            for matrix in matrices:
                total = mpmath.mpf(0)
                for place, angle in atoms:
                    at = dict(point) | {f_value: place, f_slope: 1}
                    spinor = (mpmath.mpf(1), mpmath.expj(angle))
                    entry = lambda i, j, at=at, matrix=matrix: evaluate(matrix[i, j], at, digits)
                    total += sum(mpmath.conj(spinor[i]) * entry(i, j) * spinor[j] for i in range(2) for j in range(2)).real
                totals.append(total)
            sums = {s.mean_x2_spin: sum(place**2 * mpmath.cos(angle) for place, angle in atoms) / len(atoms)}
            return relative_difference(totals[1] / totals[0], evaluate(after, dict(point) | sums, digits))


@derivation
def ultrafast_ratio_of_cloud() -> Derivation:
    """V2/V1 of Eq. (25) of a condensate whose spin lies across z and depends on the place."""
    return ultrafast_ratio().then(Step(EachAtomItsSpin(), "double commutators are sums over the atoms"), domain=TRAPPED)
