"""Both branches of a Raman-coupled condensate: energies and strengths of its density and spin waves at any wave number.

carlini2021 Table I and Fig. 2, single-minimum phase, all couplings equal to g.  The Gross-Pitaevskii energy with quantum
pressure and a free relative phase is expanded to second order about the condensate; f = cos(q x) drives either the density
or the spin, whose standing waves do not mix.  Hamilton's equations of four amplitudes give the response N(w)/D(w), w = omega^2.
Invariant: D(w) = (w_low - w)(w_high - w) with 0 < w_low < w_high; the residues add up to the sum rules (13), (14).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .fast_drag import N
from .numeric import evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule, RuleError
from .spin_orbit import SINGLE_MINIMUM, SecondOrder

x = sp.Symbol("x", real=True)
w = sp.Symbol("omega_squared", positive=True)
Phi_s, grad_n, grad_s = sp.symbols("Phi_s grad_n grad_s", real=True)  # hbar times half the relative phase; d delta_n/dx, ...
A_n, A_Phi, A_s, A_Phi_s = AMPLITUDES = sp.symbols("A_n A_Phi A_s A_Phi_s", real=True)
POSITIONS, MOMENTA = (A_n, A_s), (A_Phi, A_Phi_s)
DRIVEN = {"density": A_n, "spin": A_s}

_WAVES = ((Phi_s, -1, 1), (s.grad_Phi_s, -2, 2), (grad_n, -1, 1), (grad_s, -1, 1), *((a, -1, 1) for a in AMPLITUDES))
BRANCHES = replace(SINGLE_MINIMUM, ranges=(*SINGLE_MINIMUM.ranges, *_WAVES, (w, 0.1, 10)))


def energy_density() -> sp.Expr:
    """Gross-Pitaevskii energy density of two states with densities (n + delta_n +- delta_s)/2 and phases Phi +- Phi_s."""
    parts = {sign: (s.n + s.delta_n + sign * s.delta_s) / 2 for sign in (1, -1)}
    flow = sp.Add(*[n * (s.grad_Phi + sign * (s.grad_Phi_s - s.k0)) ** 2 / (2 * s.m) for sign, n in parts.items()])
    bending = sp.Add(*[s.hbar**2 * ((grad_n + sign * grad_s) / 2) ** 2 / (8 * s.m * n) for sign, n in parts.items()])
    coupling = -s.Omega_R * sp.sqrt(parts[1] * parts[-1]) * sp.cos(2 * Phi_s / s.hbar)
    return flow + bending + coupling + s.g * (parts[1] + parts[-1]) ** 2 / 2


def standing_wave(channel: str) -> dict[sp.Symbol, sp.Expr]:
    """The waves that cos(q x) drives in a channel: the other density and phase are shifted by a quarter of a period."""
    own, other = sp.cos(s.q * x), sp.sin(s.q * x)
    density, spin = (own, other) if channel == "density" else (other, own)
    shapes = {s.delta_n: A_n * density, s.delta_s: A_s * spin, Phi_s: A_Phi_s * spin}
    shapes |= {grad_n: sp.diff(A_n * density, x), grad_s: sp.diff(A_s * spin, x)}
    return shapes | {s.grad_Phi: sp.diff(A_Phi * density, x), s.grad_Phi_s: sp.diff(A_Phi_s * spin, x)}


@dataclass(frozen=True)
class OverPeriod(Rule):
    """Energy density of a standing wave averaged over a period, times 2: the Hamiltonian of its amplitudes.

    The factor 2 makes A_n and A_Phi a canonical pair, since delta_n Phi averages to A_n A_Phi/2.
    """

    channel: str
    name: str = "average over a period"

    def __call__(self, density):
        waves = sp.expand(density.subs(standing_wave(self.channel), simultaneous=True))
        means = {sp.cos(s.q * x) ** 2: sp.S.Half, sp.sin(s.q * x) ** 2: sp.S.Half}
        total = sp.expand(2 * waves.subs(means))
        if total.has(x):
            raise RuleError("the standing waves of this channel mix with others")
        return total

    def residual(self, before, after, point, digits):
        """Twelve equally spaced positions, which integrate squares of the wave exactly."""
        with mpmath.workdps(2 * digits):
            q, total = exact(point[s.q]), mpmath.mpf(0)
            for j in range(12):
                here = dict(point) | {x: 2 * mpmath.pi * j / 12 / q}
                local = {wave: evaluate(shape, here, digits) for wave, shape in standing_wave(self.channel).items()}
                total += evaluate(before, here | local, digits) / 6
            return relative_difference(total, evaluate(after, point, digits))


@dataclass(frozen=True)
class DrivenResponse(Rule):
    """(N(w), D(w)) of amplitude/lambda = N/D at the frequency sqrt(w), from the Hamiltonian of the amplitudes."""

    channel: str
    name: str = "Hamilton's equations of the driven wave"

    def __call__(self, h):
        curvature = lambda rows, columns: sp.Matrix(2, 2, lambda i, j: sp.diff(h, rows[i], columns[j]))
        pairs = ((POSITIONS, POSITIONS), (MOMENTA, MOMENTA), (MOMENTA, POSITIONS))
        stiffness, inertia, mixed = (curvature(*pair) for pair in pairs)
        i_omega = sp.Symbol("i_omega")  # dX/dt = -i omega X
        flow = -i_omega * sp.eye(2) - mixed
        momenta = inertia.inv() * flow  # P = inertia^-1 (dX/dt - mixed X)
        force = -i_omega * momenta + stiffness + mixed.T * momenta  # dP/dt + dh/dX, what drives X
        driven = POSITIONS.index(DRIVEN[self.channel])
        minor = force[1 - driven, 1 - driven]
        scale = inertia.det()
        at = {i_omega: sp.I * sp.sqrt(w)}
        parts = [sp.expand(sp.expand(sp.cancel(part * scale)).subs(at)) for part in (minor, force.det())]
        if any(part.has(sp.I) or part.has(sp.sqrt(w)) for part in parts):
            raise RuleError("the response is not a function of omega^2")
        return sp.Tuple(*[sp.collect(part, w, sp.factor) for part in parts])

    def residual(self, before, after, point, digits):
        """The four equations of motion on numbers, solved at the frequency of the point."""
        with mpmath.workdps(2 * digits):
            number = lambda a, b: evaluate(sp.diff(before, a, b), point, 2 * digits)
            order = (*POSITIONS, *MOMENTA)
            hessian = mpmath.matrix([[number(a, b) for b in order] for a in order])
            turn = mpmath.matrix([[0, 0, 1, 0], [0, 0, 0, 1], [-1, 0, 0, 0], [0, -1, 0, 0]])
            source, driven = mpmath.matrix(4, 1), POSITIONS.index(DRIVEN[self.channel])
            source[2 + driven] = 1
            omega = mpmath.sqrt(exact(point[w]))
            moving = -mpmath.mpc(0, 1) * omega * mpmath.eye(4) - turn * hessian
            found = mpmath.lu_solve(moving, source)[driven]
            numerator, denominator = (evaluate(part, point, digits) for part in after)
            worst = relative_difference(found, numerator / denominator)
            scale = evaluate(after[1].coeff(w, 2) if after[1].coeff(w, 2) != 0 else sp.S.Zero, point, digits)
            return worst + abs(scale - 1)


@derivation
def amplitudes(channel: str) -> Derivation:
    """Hamiltonian of the four amplitudes of a standing wave that cos(q x) drives in a channel."""
    return Derivation(
        "",
        energy_density(),
        (
            Step(SecondOrder((s.delta_n, s.delta_s, s.grad_Phi, s.grad_Phi_s, Phi_s, grad_n, grad_s)), "small waves"),
            Step(OverPeriod(channel), "density and spin waves of opposite parity"),
        ),
        BRANCHES,
    )


@derivation
def response_function(channel: str) -> Derivation:
    """(N(w), D(w)): amplitude of the driven density or spin wave over lambda at omega^2 = w."""
    return amplitudes(channel).then(Step(DrivenResponse(channel), "linear response to -lambda cos(q x) F"))


@dataclass(frozen=True)
class Root(Rule):
    """The lower or the upper root of D(w)."""

    band: str
    name: str = "omega^2 of the branch"

    def __call__(self, pair):
        one, trace, product = (sp.Poly(pair[1], w).coeff_monomial(w**power) for power in (2, 1, 0))
        if sp.simplify(one - 1) != 0:
            raise RuleError("D(w) does not begin with w^2")
        return (-trace + {"low": -1, "high": 1}[self.band] * sp.sqrt(sp.expand(trace**2 - 4 * product))) / 2

    def residual(self, before, after, point, digits):
        """D vanishes there, and has the sign that it has below or above both roots on one side."""
        root = evaluate(after, point, 4 * digits)
        at = lambda factor: evaluate(before[1], dict(point) | {w: root * factor}, 4 * digits)
        outside, inside = ("0.999", "1.001") if self.band == "low" else ("1.001", "0.999")
        with mpmath.workdps(4 * digits):
            if root <= 0 or at(mpmath.mpf(outside)) < 0 or at(mpmath.mpf(inside)) > 0:
                return mpmath.mpf(1)
            return abs(at(mpmath.mpf(1))) / at(mpmath.mpf(outside))


@derivation
def squared_frequency(band: str) -> Derivation:
    """omega^2 of a branch at any q; both channels have the same branches."""
    return response_function("density").then(Step(Root(band), "poles of the response"))


def other_band(band: str) -> str:
    return {"low": "high", "high": "low"}[band]


@dataclass(frozen=True)
class MomentOfBranch(Rule):
    """m_1 of one branch: <F> = sum_b (R_b/w_b)(1 - cos(omega_b t)) lambda/2n per atom is lambda t^2 m_1/(hbar^2 N) early."""

    band: str
    name: str = "residue of the branch, hbar^2 N R/4n"

    def __call__(self, pair):
        roots = {band: squared_frequency(band).result for band in ("low", "high")}
        here, there = roots[self.band], roots[other_band(self.band)]
        return s.hbar**2 * N / (4 * s.n) * pair[0].subs(w, here) / (there - here)

    def residual(self, before, after, point, digits):
        """(w_b - w) N/D close to the pole."""
        with mpmath.workdps(6 * digits):
            pole = evaluate(squared_frequency(self.band).result, point, 6 * digits)
            offset = pole * mpmath.mpf(10) ** (-2 * digits)
            numerator, denominator = (evaluate(part, dict(point) | {w: pole - offset}, 4 * digits) for part in before)
            residue = offset * numerator / denominator
            expected = residue * exact(point[s.hbar]) ** 2 * exact(point[N]) / (4 * exact(point[s.n]))
            return relative_difference(expected, evaluate(after, point, digits))


@derivation
def moment(channel: str, band: str) -> Derivation:
    """m_1 of one branch in a channel, f = cos(q x), at any q."""
    return response_function(channel).then(Step(MomentOfBranch(band), "one branch of the response"))


@derivation
def strength(channel: str, band: str) -> Derivation:
    """|<0|F|n>|^2 of one branch in a channel, f = cos(q x), at any q."""

    class OverEnergy(Rewrite):
        def residual(self, before, after, point, digits):
            with mpmath.workdps(2 * digits):
                energy = exact(point[s.hbar]) * mpmath.sqrt(evaluate(squared_frequency(band).result, point, 2 * digits))
                return relative_difference(evaluate(before, point, digits), evaluate(after, point, digits) * energy)

    over = lambda moment_: moment_ / (s.hbar * sp.sqrt(squared_frequency(band).result))
    return moment(channel, band).then(Step(OverEnergy("over the energy of the branch", over), "m_1 = strength times energy"))


@derivation
def energy(band: str) -> Derivation:
    """hbar omega of a branch at any q."""

    class Energy(Rewrite):
        def residual(self, before, after, point, digits):
            with mpmath.workdps(2 * digits):
                found = mpmath.sqrt(evaluate(before, point, 2 * digits)) * exact(point[s.hbar])
                return relative_difference(found, evaluate(after, point, digits))

    step = Step(Energy("hbar omega", lambda square: s.hbar * sp.sqrt(square)), "excitation energy")
    return squared_frequency(band).then(step)
