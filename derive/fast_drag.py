"""Fast response of two coupled fluids: continuity, a force that is switched on, and what moves before a sound period.

carlini2021 Eqs. (10), (29)-(37), (39).  Sound is made of the curvatures of the energy of ``two_fluids``, and the energy
weighted moments are the coefficients of t^2.  Invariant: at first every channel moves as if it did not know its stiffness.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .numeric import evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Differentiate, Rewrite, Rule, divided_by, numerical_derivative, substitute
from .sums_over_atoms import Impulse, SumOverAtoms, force
from .two_fluids import BALANCED, channel_energy, component_flux, density_flux, spin_flux

N, N_drag = sp.symbols("N N_drag", positive=True)  # int dr n, int dr n_drag
average_drag = sp.Symbol("average_drag", positive=True)  # <n_drag/n>
response_n, response_s = sp.symbols("response_n response_s", real=True)  # <F_n>, <F_sigma> per atom
chi11, chi12 = sp.symbols("chi11 chi12", real=True)  # N_1 d<F(1)>/d lambda, N_2 d<F(2)>/d lambda under -lambda F(1)


# --- waves ---------------------------------------------------------------------------------------------------------------


def wave_energy(channel: str) -> sp.Expr:
    """Energy density of a plane wave of one channel: kinetic, and delta_n^2/4 kappa_d or delta_s^2/4 chi_s."""
    kinetic = channel_energy().result
    if channel == "density":
        return kinetic.subs(s.grad_Phi_s, 0) + s.delta_n**2 / (4 * s.kappa_d)
    return kinetic.subs(s.grad_Phi, 0) + s.delta_s**2 / (4 * s.chi_s)


#: The gradient and the wave of a channel.
WAVE_OF = {"density": (s.grad_Phi, s.delta_n), "spin": (s.grad_Phi_s, s.delta_s)}


@derivation
def phase_rate(channel: str) -> Derivation:
    """-d Phi/dt without a perturbation: the derivative of the energy by the density that is conjugate to it."""
    _, wave = WAVE_OF[channel]
    return Derivation("", wave_energy(channel), (Step(Differentiate(wave), "Hamilton's equation"),), BALANCED)


COUPLED = Domain(
    3,
    ((s.m, 0.1, 10), (s.g, 0.1, 10), (s.g12, -5, 5), (s.delta_n, -1, 1), (s.delta_s, -1, 1), (s.n, 0.1, 10)),
    (s.g12**2 < s.g**2,),
    given=((s.n1, (s.n + s.delta_n + s.delta_s) / 2), (s.n2, (s.n + s.delta_n - s.delta_s) / 2)),
)


@derivation
def susceptibilities() -> Derivation:
    """(kappa_d, chi_s) in mean field: the energy of a wave is delta_n^2/4 kappa_d + delta_s^2/4 chi_s."""

    class Curvature(Rewrite):
        def residual(self, before, after, point, digits):
            bends = [numerical_derivative(before, wave, point, digits, 2) for wave in (s.delta_n, s.delta_s)]
            expected = [1 / (2 * bend) for bend in bends]
            pairs = zip(expected, after, strict=True)
            return max(relative_difference(a, evaluate(b, point, digits)) for a, b in pairs)

    def inverse_curvatures(energy):
        return sp.Tuple(*[sp.factor(1 / (2 * sp.diff(energy, wave, 2))) for wave in (s.delta_n, s.delta_s)])

    densities = {s.n1: (s.n + s.delta_n + s.delta_s) / 2, s.n2: (s.n + s.delta_n - s.delta_s) / 2}
    return Derivation(
        "",
        s.g * s.n1**2 / 2 + s.g * s.n2**2 / 2 + s.g12 * s.n1 * s.n2,
        (
            Step(substitute(densities, tidy=sp.expand), "waves of the total density and of the difference"),
            Step(Curvature("inverse curvatures", inverse_curvatures), "the Euler equations (29), (30) are Hamilton's"),
        ),
        COUPLED,
    )


@dataclass(frozen=True)
class WaveEquation(Rule):
    """(omega^2, drive): the amplitude A of delta = A cos(q x) obeys A'' + omega^2 A = drive under -lambda cos(q x)."""

    gradient: sp.Symbol
    wave: sp.Symbol
    name: str = "linear wave equation"

    def __call__(self, energy: sp.Expr) -> sp.Tuple:
        inertia, stiffness = sp.diff(energy, self.gradient, 2), sp.diff(energy, self.wave, 2)
        return sp.Tuple(sp.factor(inertia * stiffness * s.q**2), sp.factor(inertia * s.lambda_ * s.q**2))

    def residual(self, before, after, point, digits):
        """Hamilton's equations on numbers: A' = q flux, (grad Phi)' = q (slope of the energy - lambda)."""
        inertia, stiffness = (numerical_derivative(before, at, point, digits, 2) for at in (self.gradient, self.wave))
        with mpmath.workdps(2 * digits):
            q, strength, amplitude = exact(point[s.q]), exact(point[s.lambda_]), mpmath.mpf("0.37")
            acceleration = inertia * q * (-q) * (stiffness * amplitude - strength)
            squared, drive = (evaluate(part, point, digits) for part in after)
            return relative_difference(acceleration, drive - squared * amplitude, drive)


@dataclass(frozen=True)
class SwitchedOn(Rule):
    """The solution that starts from rest at t = 0."""

    name: str = "solve A'' + omega^2 A = drive, A(0) = A'(0) = 0"

    def __call__(self, wave: sp.Tuple) -> sp.Expr:
        squared, drive = wave
        return sp.cancel(drive / squared) * (1 - sp.cos(sp.sqrt(squared) * s.t))

    def residual(self, before, after, point, digits):
        squared, drive = (evaluate(part, point, digits) for part in before)
        bend = numerical_derivative(after, s.t, point, digits, 2)
        worst = relative_difference(bend + squared * evaluate(after, point, digits), drive)
        start = dict(point) | {s.t: sp.Rational(10) ** (-2 * digits)}
        return worst + abs(evaluate(after, start, digits)) + abs(numerical_derivative(after, s.t, start, digits))


@dataclass(frozen=True)
class AverageOverWave(Rule):
    """<F> = int dr cos(q x) A cos(q x)/int dr n."""

    name: str = "average of cos(q x) over the atoms"

    def __call__(self, amplitude: sp.Expr) -> sp.Expr:
        position = sp.Symbol("x", real=True)
        mean = sp.integrate(sp.cos(position) ** 2, (position, 0, 2 * sp.pi)) / (2 * sp.pi)
        return amplitude * mean / s.n

    def residual(self, before, after, point, digits):
        with mpmath.workdps(2 * digits):
            mean = mpmath.quad(lambda u: mpmath.cos(u) ** 2, [0, 1, 2, 3, 2 * mpmath.pi]) / (2 * mpmath.pi)
            expected = evaluate(before, point, digits) * mean / exact(point[s.n])
            return relative_difference(expected, evaluate(after, point, digits))


@derivation
def response(channel: str) -> Derivation:
    """<F_n> or <F_sigma> per atom after -lambda F is switched on, f = cos(q x)."""
    return Derivation(
        "",
        wave_energy(channel),
        (
            Step(WaveEquation(*WAVE_OF[channel]), "continuity and the Euler equation, linear in the wave"),
            Step(SwitchedOn(), "the perturbation is a step in time"),
            Step(AverageOverWave(), "F per atom"),
        ),
        BALANCED,
    )


#: omega^2/q^2 from (omega^2, drive).
SQUARED_VELOCITY = Arithmetic("omega^2/q^2", lambda squared, drive, q: squared / q**2, (s.q,))


@derivation
def sound(channel: str) -> Derivation:
    """Squared sound velocity omega^2/q^2 of a channel."""

    return Derivation(
        "",
        wave_energy(channel),
        (
            Step(WaveEquation(*WAVE_OF[channel]), "continuity and the Euler equation, linear in the wave"),
            Step(SQUARED_VELOCITY, "no dispersion"),
        ),
        BALANCED,
    )


RESPONSES = Domain(
    3, ((s.lambda_, 0.1, 2), (N, 1, 9), (chi11, 0.1, 2), (chi12, -2, 2), (response_n, -1, 1), (response_s, -1, 1))
)


@derivation
def channels() -> Derivation:
    """(<F(1)>, <F(2)>) under -lambda F(1), in the responses of the two channels of a balanced mixture."""

    class InChannels(Rewrite):
        def residual(self, before, after, point, digits):
            """The channels from their definition: -lambda (F(1) +- F(2)) acts on F(1) +- F(2), N_1 = N_2 = N/2."""
            per_channel = lambda sign: s.lambda_ * (2 * chi11 + sign * 2 * chi12) / N
            signs = ((response_n, 1), (response_s, -1))
            values = dict(point) | {r: evaluate(per_channel(k), point, 2 * digits) for r, k in signs}
            pairs = zip(before, after, strict=True)
            return max(relative_difference(evaluate(a, point, digits), evaluate(b, values, digits)) for a, b in pairs)

    def solve(pair):
        equations = [2 * s.lambda_ * (chi11 + chi12) - N * response_n, 2 * s.lambda_ * (chi11 - chi12) - N * response_s]
        return sp.Tuple(*[sp.expand(entry.subs(sp.solve(equations, [chi11, chi12]))) for entry in pair])

    start = sp.Tuple(2 * s.lambda_ * chi11 / N, 2 * s.lambda_ * chi12 / N)
    step = Step(InChannels("solve for the two responses", solve), "the Hamiltonian is symmetric in the two components")
    return Derivation("", start, (step,), RESPONSES)


@dataclass(frozen=True)
class ShortTimes(Rule):
    """The term of order t^2, which is the first."""

    name: str = "times short compared with a period"

    def __call__(self, expr):
        series = sp.series(sp.expand(expr), s.t, 0, 3).removeO()
        return sp.factor(sp.expand(series))

    def residual(self, before, after, point, digits):
        early = dict(point) | {s.t: sp.Rational(10) ** (-digits)}
        return relative_difference(evaluate(before, early, digits), evaluate(after, early, digits))


@derivation
def fast_flow(component: int) -> Derivation:
    """d<F(i)>/dt under -lambda F(1), f = cos(q x), for times short compared with the periods of sound."""
    parts = {response_n: response("density").result, response_s: response("spin").result}
    return Derivation(
        "",
        channels().result[component - 1],
        (
            Step(substitute(parts, tidy=lambda e: e), "response of the two sounds"),
            Step(ShortTimes(), "c q t << 1"),
            Step(Differentiate(s.t, tidy=sp.factor), "velocity of the response"),
        ),
        BALANCED,
    )


# --- any potential: sums over the atoms ----------------------------------------------------------------------------------


_PUSH = ((force, 0.1, 2), (s.grad_f2_n, 1, 10), (s.grad_f2_drag, 0.01, 0.2))
PUSHED = Domain(3, (*BALANCED.ranges, *_PUSH), BALANCED.constraints, BALANCED.given)


@derivation
def channel_moment(channel: str) -> Derivation:
    """m_1(F) of the low-energy excitations: N d<F>/dt = 2 lambda t m_1/hbar^2 under -lambda F, any f."""
    gradient = WAVE_OF[channel][0]
    flux = density_flux() if channel == "density" else spin_flux()
    return flux.then(
        Step(Impulse(((gradient, s.lambda_ * s.t * force),), ((gradient, s.lambda_ * force),)), "force lambda grad(f)"),
        Step(SumOverAtoms(((s.n, s.grad_f2_n), (s.n_drag, s.grad_f2_drag))), "force = grad(f): int f d(delta n)/dt"),
        Step(divided_by(2 * s.lambda_ * s.t / s.hbar**2), "the ultrafast law, Eq. (3), for the low-energy states alone"),
        domain=PUSHED,
    )


@derivation
def dipole_ratio() -> Derivation:
    """V2/V1 of the centres of mass of a balanced mixture, f = x applied to component 1, by the integrals of the densities."""

    def ratio(fluxes):
        totals = [flux.subs({s.n: N, s.n_drag: N_drag}) for flux in fluxes]
        return sp.cancel(totals[1] / totals[0])

    class OverClouds(Rewrite):
        def residual(self, before, after, point, digits):
            """Momenta of the two clouds of two cells each, divided by equal numbers of atoms."""
            cells = [(mpmath.mpf("0.8"), mpmath.mpf("1.3")), (mpmath.mpf("2.1"), mpmath.mpf("0.6"))]
            with mpmath.workdps(2 * digits):
                n, drag = exact(point[s.n]), exact(point[s.n_drag])
                local = [dict(point) | {s.n: n * a, s.n_drag: drag * b} for a, b in cells]
                one, two = (sum(evaluate(flux, at, digits) for at in local) for flux in before)
                sums = {N: n * sum(a for a, _ in cells), N_drag: drag * sum(b for _, b in cells)}
                return relative_difference(two / one, evaluate(after, dict(point) | sums, digits))

    balanced = {s.m1: s.m, s.m2: s.m, s.n1: s.n / 2, s.n2: s.n / 2, s.rho_drag: s.m * s.n_drag}
    kicked = {s.v1: s.lambda_ * s.t / s.m, s.v2: 0}
    fluxes = sp.Tuple(*[component_flux(i).result.subs(balanced).subs(kicked) for i in (1, 2)])
    ranges = (*BALANCED.ranges, (N, 10, 100), (N_drag, 0.01, 2))
    return Derivation(
        "",
        fluxes,
        (
            Step(OverClouds("momentum of each cloud per atom", ratio), "component 1 is kicked, component 2 is dragged"),
            Step(substitute({N_drag: N * average_drag}, tidy=sp.cancel), "<n_drag/n> is an average over the atoms"),
        ),
        Domain(3, (*ranges, (average_drag, 0.001, 0.2)), BALANCED.constraints, BALANCED.given),
    )
