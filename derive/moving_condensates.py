"""Condensates in relative motion: their dispersion law from the quadratic Hamiltonian, and what it does to the vacuum energy.

carlini2021 Sec. III.  Each condensate moves with its own velocity, so a mode k of component i is Doppler shifted by
hbar k v_i.  Each shift is odd in k; the zero-point energy changes in the second order, by -rho_drag (v1 - v2)^2/2: the drag
density, which is positive because the shifts can only mix in pairs (+, k), (-, -k) above the ground state.
Invariant: only v1 - v2 counts, and the two components enter alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .bogoliubov import MIXTURE, EquationsOfMotion, quadratic_hamiltonian
from .domain import Domain
from .numeric import evaluate, exact, relative_difference
from .operators import BosonPolynomial, act, kinetic_energy
from .records import Derivation, Step, derivation
from .rules import Rule, RuleError, per_mode
from .vacuum_energy import modes, momentum_measure

omega = sp.Symbol("omega", real=True)  # energy of a mode
upper, lower = sp.symbols("E_upper E_lower", positive=True)  # E_+ and E_- of the resting mixture
alone = sp.Symbol("E_2", positive=True)  # energy of a mode of component 2 without coupling
P, S = sp.symbols("P S", positive=True)  # E_+ E_- and E_+ + E_-
VELOCITY = {1: s.v1, 2: s.v2}

MIXTURE_RANGES = tuple(entry for entry in MIXTURE.ranges if entry[0] != s.p)
MODE = ((s.p, 0.05, 20), (s.v1, -1, 1), (s.v2, -1, 1))  # the mode and the flow at which single lines are checked
STABLE = (s.g12**2 < s.g11 * s.g22,)


def mixture(D: int) -> Domain:
    """Any stable mixture in D dimensions."""
    return Domain(D, MIXTURE_RANGES + MODE, STABLE)


@dataclass(frozen=True)
class SetInMotion(Rule):
    """Momenta are counted from m_i v_i: a mode k of component i costs hbar k v_i more than at rest."""

    name: str = "set the condensates in motion"

    def __call__(self, h: BosonPolynomial) -> BosonPolynomial:
        shifts = {(((i, k),), ((i, k),)): k * s.hbar * s.p * VELOCITY[i] for i in (1, 2) for k in (1, -1)}
        return (h + BosonPolynomial(shifts)).expanded()

    def residual(self, before, after, point, digits):
        """What one atom of momentum m v + hbar k gains over one that moves with the condensate, and nothing else."""
        worst = mpmath.mpf(0)
        hbar, p = (exact(point[symbol]) for symbol in (s.hbar, s.p))
        for i in (1, 2):
            mass, v = (exact(point[symbol]) for symbol in ((s.m1, s.m2)[i - 1], VELOCITY[i]))
            for k in (1, -1):
                state = {(((i, k), 1),): mpmath.mpf(1)}
                gain = {key: c - act(before, state, point).get(key, 0) for key, c in act(after, state, point).items()}
                rest = evaluate(kinetic_energy(i), point, digits)
                expected = (mass * v + hbar * k * p) ** 2 / (2 * mass) - mass * v**2 / 2 - rest
                gain[next(iter(state))] -= expected
                worst = max(worst, max(map(abs, gain.values())) / (abs(expected) + rest))
        return worst


@dataclass(frozen=True)
class DispersionLaw(Rule):
    """det(M - omega) = 0."""

    name: str = "the determinant of the equations of motion"

    def __call__(self, matrix: sp.Matrix) -> sp.Expr:
        return sp.expand((matrix - omega * sp.eye(4)).det(method="berkowitz"))

    def residual(self, before, after, point, digits):
        """The polynomial at two energies against the numerical determinant."""
        with mpmath.workdps(2 * digits):
            entries = before.applyfunc(lambda entry: sp.Float(str(evaluate(entry, point, 2 * digits)), 2 * digits))
            numbers = mpmath.matrix([[mpmath.mpf(str(entries[i, j])) for j in range(4)] for i in range(4)])
            scale = mpmath.mnorm(numbers, "f")
            worst = mpmath.mpf(0)
            for at in (scale / 3, -2 * scale):
                expected = mpmath.det(numbers - at * mpmath.eye(4))
                worst = max(worst, abs(expected - evaluate(after, point | {omega: at}, digits)) / scale**4)
        return worst


@dataclass(frozen=True)
class SecondOrderShift(Rule):
    """-d^2(E_+ + E_-)/dv1^2 at rest, from the dispersion law by implicit differentiation."""

    name: str = "second-order shift of the two energies"

    def __call__(self, law: sp.Expr) -> sp.Expr:
        moving = law.subs(s.v2, 0)
        slope, bend = (sp.diff(moving, s.v1, order).subs(s.v1, 0) for order in (1, 2))
        still, mixed = moving.subs(s.v1, 0), sp.diff(moving, s.v1, omega).subs(s.v1, 0)
        first = -slope / sp.diff(still, omega)
        shift = -(bend + 2 * mixed * first + sp.diff(still, omega, 2) * first**2) / sp.diff(still, omega)
        return -self._sum_over_branches(shift)

    def _sum_over_branches(self, shift):
        """The shift at E_+ and E_-, which stand for themselves until their sum is a symmetric function of them."""
        e1, e2, d = sp.symbols("e_1 e_2 d", positive=True)
        masses = {s.m1: (s.hbar * s.p) ** 2 / (2 * e1), s.m2: (s.hbar * s.p) ** 2 / (2 * e2)}
        uncoupled = upper**2 + lower**2 - alone**2  # E_1^2 from the trace
        bare = {s.n1: (uncoupled - e1**2) / (2 * e1 * s.g11), s.n2: (alone**2 - e2**2) / (2 * e2 * s.g22)}
        coupling2 = (uncoupled * alone**2 - (upper * lower) ** 2) / (4 * e1 * e2)  # g12^2 n1 n2 from the product
        shift = sp.factor(shift.subs(s.g12, sp.sqrt(d / (s.n1 * s.n2))).subs(masses))
        shift = sp.factor(shift.subs(d, coupling2).subs(bare, simultaneous=True))
        total = sp.factor(shift.subs(omega, upper) + shift.subs(omega, lower))
        gap = (alone**2 - lower**2) * (upper**2 - alone**2)
        factor = sp.cancel(total / gap)
        if factor.has(alone) or factor.has(e1, e2):
            raise RuleError("the sum over the branches is not a function of their energies")
        return sp.factor(factor) * 4 * kinetic_energy(1) * kinetic_energy(2) * s.g12**2 * s.n1 * s.n2

    def residual(self, before, after, point, digits):
        """Positive roots of the dispersion law at +-h, 0: a second difference at many digits."""
        with mpmath.workdps(6 * digits):
            h = mpmath.mpf(10) ** (-2 * digits)
            coefficients = sp.Poly(before, omega).all_coeffs()

            def positive_roots(v):
                at = dict(point) | {s.v1: v, s.v2: sp.S.Zero}
                numbers = [evaluate(c, at, 6 * digits) for c in coefficients]
                roots = mpmath.polyroots(numbers, maxsteps=400, extraprec=20 * digits)
                return sorted(mpmath.re(root) for root in roots)[2:]

            lowest, highest = positive_roots(sp.S.Zero)
            bend = -(sum(positive_roots(h)) + sum(positive_roots(-h)) - 2 * (lowest + highest)) / h**2
            return relative_difference(bend, evaluate(after, point | {upper: highest, lower: lowest}, digits))


@derivation
def dispersion() -> Derivation:
    """det(M - omega) of the mixture whose condensates move with v1 and v2."""
    return quadratic_hamiltonian().then(
        Step(SetInMotion(), "each condensate occupies one plane wave; contact interactions do not see the motion"),
        Step(EquationsOfMotion(), "the quadratic Hamiltonian moves a_k only into a_k and a_-k^dagger"),
        Step(DispersionLaw(), "quasiparticle energies in the frame of the laboratory"),
        domain=mixture(3),
    )


@dataclass(frozen=True)
class SumOverModes(Rule):
    """rho = -d^2 E/dv1^2 with E = (1/2) int d^D p/(2 pi)^D (E_+ + E_-), the velocity at an angle theta to p."""

    D: int
    name: str = "sum over momenta and directions"

    def __call__(self, shift: sp.Expr) -> sp.Integral:
        energies = modes()
        symmetric = sp.factor(shift).subs(upper + lower, S)
        symmetric = sp.expand(symmetric.subs(upper, P / lower))
        if symmetric.has(upper, lower):
            raise RuleError("not a symmetric function of the energies")
        return sp.Integral(momentum_measure(self.D) / self.D * sp.factor(symmetric), (s.p, 0, sp.oo)).subs(
            {P: energies["P"], S: energies["S"]}
        )

    def residual(self, before, after, point, digits):
        """The mode itself, with its energies from E_+-^2 = (tr +- sqrt(tr^2 - 4 det))/2 and <cos^2> over directions."""
        with mpmath.workdps(2 * digits):
            product, total = (evaluate(modes()[name], point, 2 * digits) for name in ("P", "S"))
            gap = mpmath.sqrt(total**2 - 4 * product)
            shift = evaluate(before, point | {upper: (total + gap) / 2, lower: (total - gap) / 2}, digits)
            pi, p = mpmath.pi, exact(point[s.p])
            sphere = {1: 2, 2: 2 * pi * p, 3: 4 * pi * p**2}[self.D]
            weight = {1: lambda u: 0, 2: lambda u: 1, 3: lambda u: mpmath.sin(u)}[self.D]
            over = lambda f: mpmath.quad(lambda u: f(u) * weight(u), [0, pi]) if self.D > 1 else f(mpmath.mpf(0))
            average = over(lambda u: mpmath.cos(u) ** 2) / over(lambda u: mpmath.mpf(1))
            expected = shift * average * sphere / (2 * pi) ** self.D / 2
            return relative_difference(expected, evaluate(per_mode(after, point), point, digits))


@derivation
def drag_integral(D: int) -> Derivation:
    """rho_drag of any stable mixture as one integral over momenta; every factor of the integrand is positive."""
    return dispersion().then(
        Step(SecondOrderShift(), "v2 = 0: only the relative velocity counts; odd orders cancel between k and -k"),
        Step(SumOverModes(D), "energy density -rho_drag (v1 - v2)^2/2 beyond the classical kinetic energy"),
        domain=mixture(D),
    )
