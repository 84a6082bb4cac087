"""Hydrodynamics of a condensate with coherent coupling: one phase, a spin that follows, sound and fast drag.

carlini2021 Sec. II, Eqs. (17)-(24), (26), single-minimum phase.  The energy of a spinor whose relative phase is locked gives
the waves.  Invariant: m/m* is m times the curvature of the lowest band at its minimum, and sound knows nothing else of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .fast_drag import SQUARED_VELOCITY, AverageOverWave, N, SwitchedOn, WaveEquation, channels, response_n, response_s
from .numeric import evaluate, exact, relative_difference
from .raman_states import CRITICAL, condensate_momentum, k, lowest_band
from .raman_sum_rules import VELOCITY_RATIO, f_slope, f_value
from .records import Derivation, Step, derivation
from .rules import Differentiate, Rewrite, Rule, SolveLinear, numerical_derivative, substitute, times

D_x, D_perp, L_x, L_perp = sp.symbols("D_x D_perp L_x L_perp", real=True)  # div(n grad ...) of Phi and of delta_n

_RANGES = (
    (s.hbar, 0.5, 2),
    (s.m, 0.1, 10),
    (s.k0, 0.1, 3),
    (s.Omega_R, 0.1, 50),
    (s.g, 0.1, 10),
    (s.n, 0.1, 10),
    (s.lambda_, 0.1, 10),
    (s.q, 0.1, 10),
    (s.t, 0.1, 10),
    (s.grad_Phi, -2, 2),
    (s.delta_n, -1, 1),
    (s.delta_s, -1, 1),
    (f_value, -1, 1),
    (f_slope, -1, 1),
    (s.f2_n, 1, 9),
    (s.grad_f2_n, 1, 9),
    (N, 1, 100),
    (s.mean_x2, 0.1, 5),
)

#: Omega > Omega_c = 2 k0^2/m: the spinor is polarised along x and at rest.
SINGLE_MINIMUM = Domain(
    3,
    _RANGES,
    (s.Omega_R > CRITICAL,),
    given=((s.Omega_c, CRITICAL), (s.m_star, s.m / (1 - CRITICAL / s.Omega_R))),
)
PLANE_WAVE = Domain(3, _RANGES, (s.Omega_R < CRITICAL,), given=((s.Omega_c, CRITICAL),))


# --- the effective mass ------------------------------------------------------------------------------------------------


@derivation
def effective_mass(phase: str) -> Derivation:
    """m/m*: m times the curvature of the lowest band at its minimum."""
    at = condensate_momentum(phase).result

    class AtMinimum(Rewrite):
        def residual(self, before, after, point, digits):
            here = dict(point) | {k: evaluate(at, point, 4 * digits)}
            return relative_difference(evaluate(before, here, digits), evaluate(after, point, digits))

    def put(curvature):
        return sp.factor(sp.simplify(sp.radsimp(sp.powdenest(sp.simplify(curvature.subs(k, at)), force=True))))

    domain = SINGLE_MINIMUM if phase == "single minimum" else PLANE_WAVE
    return Derivation(
        "",
        s.m * lowest_band(),
        (
            Step(Differentiate(k, 2, tidy=sp.factor), "inverse effective mass"),
            Step(AtMinimum(f"at the minimum k = {at}", put), "the condensate occupies the minimum of the band"),
        ),
        replace(domain, ranges=(*domain.ranges, (k, -1, 1))),
    )


# --- hydrodynamics with a locked relative phase --------------------------------------------------------------------------


@dataclass(frozen=True)
class SecondOrder(Rule):
    """The second order in the waves delta_n, delta_s, grad_Phi of an energy density."""

    waves: tuple = (s.delta_n, s.delta_s, s.grad_Phi)
    name: str = "second order in the waves"

    def __call__(self, energy):
        size = sp.Symbol("size", positive=True)
        scaled = energy.subs({wave: size * wave for wave in self.waves}, simultaneous=True)
        return sp.expand(sp.simplify(sp.diff(scaled, size, 2).subs(size, 0) / 2))

    def residual(self, before, after, point, digits):
        size = sp.Symbol("size", positive=True)
        scaled = before.subs({wave: size * wave for wave in self.waves}, simultaneous=True)
        small = dict(point) | {size: sp.S.Zero}
        return relative_difference(numerical_derivative(scaled, size, small, digits, 2) / 2, evaluate(after, point, digits))


@derivation
def wave_energy() -> Derivation:
    """Energy density of small waves of a spinor with one phase: all intra- and interspecies couplings equal g."""
    density, spin = s.n + s.delta_n, s.delta_s
    parts = {1: (density + spin) / 2, -1: (density - spin) / 2}
    kinetic = sp.Add(*[part * (s.grad_Phi - sign * s.k0) ** 2 / (2 * s.m) for sign, part in parts.items()])
    energy = kinetic - s.Omega_R * sp.sqrt(parts[1] * parts[-1]) + s.g * density**2 / 2
    step = Step(SecondOrder(), "small waves; the relative phase is locked by the coupling, quantum pressure is left out")
    return Derivation("", energy, (step,), SINGLE_MINIMUM)


@derivation
def density_flux() -> Derivation:
    """Flux of the total density along the beams."""
    return wave_energy().then(Step(Differentiate(s.grad_Phi, tidy=sp.expand), "n is conjugate to Phi"))


@derivation
def phase_rate() -> Derivation:
    """-d Phi/dt, hbar included."""
    return wave_energy().then(Step(Differentiate(s.delta_n, tidy=sp.expand), "Hamilton's equation"))


@derivation
def locked_spin() -> Derivation:
    """What vanishes because the relative phase is locked: n times the derivative of the energy by the spin."""
    return wave_energy().then(
        Step(Differentiate(s.delta_s, tidy=sp.expand), "the spin density has no dynamics of its own"),
        Step(times(s.n), "as printed"),
    )


@derivation
def spin_drive() -> Derivation:
    """What the perturbation -lambda f delta_s adds to the locking condition."""
    return Derivation(
        "",
        -s.lambda_ * f_value * s.delta_s,
        (
            Step(Differentiate(s.delta_s, tidy=sp.expand), "force on the spin density"),
            Step(times(s.n), "in the units of Eq. (19)"),
        ),
        SINGLE_MINIMUM,
    )


@derivation
def spin_of_flow() -> Derivation:
    """delta_s for a given gradient of the phase."""
    return locked_spin().then(Step(SolveLinear(s.delta_s), "no dynamics: solve for the spin"))


@derivation
def sound_energy() -> Derivation:
    """Energy of waves once the spin has followed the flow."""
    return wave_energy().then(Step(substitute({s.delta_s: spin_of_flow().result}, tidy=sp.factor), "locked spin"))


@derivation
def wave_equation() -> Derivation:
    """d^2 delta_n/dt^2 from the fluxes along and across the beams, for any equilibrium density."""
    along = sp.diff(sound_energy().result, s.grad_Phi, 2) / s.n  # flux over n grad Phi
    ranges = (*SINGLE_MINIMUM.ranges, (L_x, -1, 1), (L_perp, -1, 1))
    slope = sp.diff(phase_rate().result, s.delta_n)
    rate = {D_x: -slope * L_x, D_perp: -slope * L_perp}
    return Derivation(
        "",
        -(sp.factor(along) * D_x + D_perp / s.m),
        (Step(substitute(rate, tidy=sp.expand), "d(grad Phi)/dt = -grad(g delta_n)"),),
        replace(SINGLE_MINIMUM, ranges=ranges),
    )


@derivation
def density_response() -> Derivation:
    """<F_n> per atom after -lambda F_n is switched on, f = cos(q x)."""
    return sound_energy().then(
        Step(WaveEquation(s.grad_Phi, s.delta_n), "continuity and the Euler equation"),
        Step(SwitchedOn(), "the perturbation is a step in time"),
        Step(AverageOverWave(), "F per atom"),
    )


@dataclass(frozen=True)
class SpinDriven(Rule):
    """(omega^2, drive) of the amplitude of Phi = B sin(q x) when -lambda cos(q x) acts on the spin density."""

    name: str = "wave equation under a force on the spin"

    def __call__(self, energy: sp.Expr) -> sp.Tuple:
        drive = s.lambda_ * f_value
        spin = sp.solve(sp.diff(energy, s.delta_s) - drive, s.delta_s)[0]
        flow = sp.expand(sp.diff(energy, s.grad_Phi).subs(s.delta_s, spin))
        inertia, source = sp.diff(flow, s.grad_Phi), flow.subs(s.grad_Phi, 0) / f_value
        stiffness = sp.diff(energy, s.delta_n, 2)
        # continuity: A' = q^2 inertia B + q source for delta_n = A sin(q x); Euler: B' = -stiffness A
        return sp.Tuple(sp.factor(inertia * stiffness * s.q**2), sp.factor(-stiffness * s.q * source))

    def residual(self, before, after, point, digits):
        """Fields on numbers: flux at x from the energy with the spin at its minimum, its divergence by a difference in x."""
        with mpmath.workdps(4 * digits):
            q, strength, B = exact(point[s.q]), exact(point[s.lambda_]), mpmath.mpf("0.23")
            curvature = numerical_derivative(before, s.delta_s, point, digits, 2)
            mixed = sp.diff(before, s.grad_Phi)
            stiffness = numerical_derivative(before, s.delta_n, point, digits, 2)

            def flux(position):
                gradient, force = q * B * mpmath.cos(q * position), strength * mpmath.cos(q * position)
                still = dict(point) | {s.grad_Phi: gradient, s.delta_s: sp.S.Zero}
                spin = (force - numerical_derivative(before, s.delta_s, still, digits)) / curvature
                return evaluate(mixed, still | {s.delta_s: spin}, 2 * digits)

            middle, step = mpmath.pi / (2 * q), mpmath.mpf(10) ** (-digits)
            rate = -(flux(middle + step) - flux(middle - step)) / (2 * step)  # A' where sin(q x) = 1
            squared, drive = (evaluate(part, point, digits) for part in after)
            return relative_difference(-stiffness * rate, drive - squared * B, drive)


@dataclass(frozen=True)
class SpinFollows(Rule):
    """Amplitude of the spin density: driven by the force itself and by the flow."""

    name: str = "spin density of the driven wave"

    def __call__(self, amplitude):
        energy = wave_energy().result
        force = s.lambda_
        spin = sp.solve(sp.diff(energy, s.delta_s).subs(s.grad_Phi, s.q * amplitude) - force, s.delta_s)[0]
        return sp.expand(spin)

    def residual(self, before, after, point, digits):
        energy = wave_energy().result
        with mpmath.workdps(2 * digits):
            gradient = exact(point[s.q]) * evaluate(before, point, 2 * digits)
            at = dict(point) | {s.grad_Phi: gradient, s.delta_s: evaluate(after, point, 2 * digits)}
            pull = numerical_derivative(energy, s.delta_s, at, digits)
            return relative_difference(pull, exact(point[s.lambda_]))


@derivation
def sound() -> Derivation:
    """Squared velocity of sound along the beams."""

    return sound_energy().then(
        Step(WaveEquation(s.grad_Phi, s.delta_n), "continuity and the Euler equation"),
        Step(SQUARED_VELOCITY, "no dispersion"),
    )


@derivation
def spin_response() -> Derivation:
    """<F_sigma> per atom after -lambda F_sigma is switched on, f = cos(q x)."""
    return wave_energy().then(
        Step(SpinDriven(), "the force acts on the spin density, -lambda f delta_s"),
        Step(SwitchedOn(), "the perturbation is a step in time"),
        Step(SpinFollows(), "locked spin"),
        Step(AverageOverWave(), "F per atom"),
    )


@derivation
def fast_flow(component: int) -> Derivation:
    """d<F(i)>/dt under -lambda F(1), f = cos(q x), after the spin has settled and before a period of sound."""
    parts = {response_n: density_response().result, response_s: spin_response().result}
    return Derivation(
        "",
        channels().result[component - 1],
        (
            Step(substitute(parts, tidy=lambda e: e), "response of the one sound"),
            Step(Differentiate(s.t, tidy=lambda e: e), "velocity of the response; what settled at once drops out"),
            Step(FirstOrder(), "c q t << 1"),
        ),
        SINGLE_MINIMUM,
    )


@dataclass(frozen=True)
class FirstOrder(Rule):
    """The term of order t, which is the first."""

    name: str = "times short compared with a period of sound"

    def __call__(self, expr):
        return sp.factor(sp.expand(sp.diff(expr, s.t).subs(s.t, 0)) * s.t)

    def residual(self, before, after, point, digits):
        early = dict(point) | {s.t: sp.Rational(10) ** (-digits)}
        return relative_difference(evaluate(before, early, digits), evaluate(after, early, digits))


@derivation
def fast_ratio() -> Derivation:
    """V2/V1 after a kick of component 1 in a uniform gas."""
    flows = sp.Tuple(*[fast_flow(i).result for i in (1, 2)])
    return Derivation("", flows, (Step(VELOCITY_RATIO, "long waves, q -> 0"),), SINGLE_MINIMUM)
