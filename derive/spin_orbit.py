"""Two components with coherent coupling: what the Raman coupling does to sum rules, sound and fast drag.

carlini2021 Sec. II, Eqs. (12)-(26).  The single-particle Hamiltonian is ((p_x - k0 sigma_z)^2 + p_perp^2)/2m - Omega sigma_x/2.
Double commutators give the moments, in either phase by <sigma_x>; the energy of a spinor whose relative phase is locked
gives the sound.  Invariant: the density moment does not know the coupling, and m/m* is m times the curvature of the lowest
band at its minimum.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .fast_drag import SQUARED_VELOCITY, AverageOverWave, N, SwitchedOn, WaveEquation, channels, response_n, response_s
from .numeric import evaluate, exact, relative_difference
from .raman_states import CRITICAL, SIGMA_X, SIGMA_Z, any_phase, condensate_momentum, k, lowest_band, sigma_x, sigma_z
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Differentiate, Rewrite, Rule, RuleError, SolveLinear, numerical_derivative, substitute, times

x = sp.Symbol("x", real=True)  # position along the Raman beams
f_value, f_slope = sp.symbols("f_value f_slope", real=True)  # f and df/dx where an atom is
D_x, D_perp, L_x, L_perp = sp.symbols("D_x D_perp L_x L_perp", real=True)  # div(n grad ...) of Phi and of delta_n
FIELD = {"density": sp.eye(2), "spin": SIGMA_Z}
COMPONENT = {1: (sp.eye(2) + SIGMA_Z) / 2, 2: (sp.eye(2) - SIGMA_Z) / 2}

_SUMS = (s.f2_n, s.grad_f2_n, N, s.mean_x2)  # over the atoms
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
#: Either phase, with the polarisation of its condensate.
ANY_PHASE = any_phase(*[entry for entry in _RANGES if entry[0] in (s.lambda_, s.q, s.t, f_value, f_slope, *_SUMS)])


# --- sum rules -----------------------------------------------------------------------------------------------------------


def hamiltonian(psi: sp.Matrix) -> sp.Matrix:
    """H psi along x, without a potential (which commutes with F)."""
    kinetic = lambda phi: -sp.I * s.hbar * sp.diff(phi, x) - s.k0 * SIGMA_Z * phi
    return kinetic(kinetic(psi)) / (2 * s.m) - s.Omega_R / 2 * SIGMA_X * psi


@dataclass(frozen=True)
class DoubleCommutator(Rule):
    """[F, [H, F']] of one atom, F and F' = f(x) times a diagonal matrix; a matrix that multiplies the spinor."""

    name: str = "[F, [H, F']]"

    def __call__(self, fields: sp.Tuple) -> sp.Matrix:
        f = sp.Function("f")(x)
        psi = sp.Matrix([sp.Function("u")(x), sp.Function("d")(x)])
        F, other = (lambda phi, field=field: f * field * phi for field in fields)
        inner = lambda phi: hamiltonian(other(phi)) - other(hamiltonian(phi))
        image = (F(inner(psi)) - inner(F(psi))).applyfunc(lambda entry: sp.expand(entry.doit()))
        matrix = sp.Matrix(2, 2, lambda i, j: image[i].coeff(psi[j], 1))
        if (image - matrix * psi).applyfunc(sp.expand) != sp.zeros(2, 1):
            raise RuleError("[F, [H, F']] contains derivatives of the wave function")
        slope, value = sp.diff(f, x), f
        return matrix.applyfunc(lambda entry: sp.expand(entry).subs(slope, f_slope).subs(value, f_value))

    def residual(self, before, after, point, digits):
        """F H F' - F F' H - H F' F + F' H F on polynomial spinors at x = 0, f = f_value + f_slope x + x^2/3."""
        f = point[f_value] + point[f_slope] * x + x**2 / 3
        psi = sp.Matrix([1 + 2 * x - x**2 + sp.I * x / 5, sp.Rational(1, 3) - x + 3 * x**2])
        at = {symbol: point[symbol] for symbol in (s.hbar, s.m, s.k0, s.Omega_R)}
        F, G = (lambda phi, field=field: (f * field * phi).applyfunc(sp.expand) for field in before)
        H = lambda phi: hamiltonian(phi).subs(at).applyfunc(sp.expand)
        image = (F(H(G(psi))) - F(G(H(psi))) - H(G(F(psi))) + G(H(F(psi)))).subs(x, 0)
        with mpmath.workdps(digits + 10):
            values = {symbol: point[symbol] for symbol in (f_value, f_slope)} | dict(point)
            matrix = mpmath.matrix([[evaluate(after[i, j], values, digits) for j in range(2)] for i in range(2)])
            start = mpmath.matrix([mpmath.mpmathify(sp.N(psi[i].subs(x, 0), digits)) for i in range(2)])
            found = matrix * start
            wanted = [mpmath.mpmathify(sp.N(sp.expand(image[i]), digits)) for i in range(2)]
            scale = max(1, max(abs(w) for w in wanted))
            return max(abs(found[i] - wanted[i]) for i in range(2)) / scale


@dataclass(frozen=True)
class OverAtoms(Rule):
    """(1/2) sum over the atoms, all of spin (<sigma_x>, 0, <sigma_z>)."""

    name: str = "expectation value in the condensate"

    def __call__(self, matrix: sp.Matrix) -> sp.Expr:
        state = (sp.eye(2) + sigma_x * SIGMA_X + sigma_z * SIGMA_Z) / 2
        total = sp.expand((state * matrix).trace() / 2).subs({f_value**2: s.f2_n, f_slope**2: s.grad_f2_n})
        if total.has(f_value, f_slope):
            raise RuleError("not quadratic in f")
        return total

    def residual(self, before, after, point, digits):
        """Three atoms with different f and slope, one after the other, with the spinor written out; of either <sigma_z>."""
        with mpmath.workdps(digits + 20):
            angle, sides = mpmath.asin(exact(point[sigma_x])) / 2, (mpmath.cos, mpmath.sin)
            atoms = [(mpmath.mpf(a), mpmath.mpf(b)) for a, b in (("0.3", "1.1"), ("-0.7", "0.2"), ("1.9", "-0.4"))]
            worst = mpmath.mpf(0)
            for spinor in ([side(angle) for side in sides], [side(angle) for side in reversed(sides)]):
                polarised = dict(point) | {sigma_z: spinor[0] ** 2 - spinor[1] ** 2}
                total = mpmath.mpf(0)
                for value, slope in atoms:
                    at = dict(point) | {f_value: value, f_slope: slope}
                    entry = lambda i, j, at=at: evaluate(before[i, j], at, digits + 5)
                    total += sum(spinor[i] * entry(i, j) * spinor[j] for i in range(2) for j in range(2)) / 2
                sums = {s.f2_n: sum(v**2 for v, _ in atoms), s.grad_f2_n: sum(w**2 for _, w in atoms)}
                worst = max(worst, relative_difference(total, evaluate(after, polarised | sums, digits)))
            return worst


@derivation
def moment(channel: str) -> Derivation:
    """m_1(F) = <[F, [H, F]]>/2 of the density or of the spin, any f, in either phase."""
    return Derivation(
        "",
        sp.Tuple(FIELD[channel], FIELD[channel]),
        (
            Step(DoubleCommutator(), "completeness: sum of energies times strengths"),
            Step(OverAtoms(), "every atom has the spin of the condensate"),
        ),
        ANY_PHASE,
    )


@derivation
def moment_without_coupling(channel: str) -> Derivation:
    """The same for any interactions that do not depend on momenta (they commute with F) and without Raman coupling."""
    none = Step(substitute({s.Omega_R: sp.S.Zero}, tidy=lambda e: e), "atoms do not change their component")
    return moment(channel).then(none)


@dataclass(frozen=True)
class FieldShape(Rule):
    """int dr f^2 n and int dr (grad f)^2 n of a given f."""

    shape: str

    @property
    def name(self) -> str:
        return f"f = {self.shape}"

    def values(self) -> dict:
        if self.shape == "x":
            return {s.f2_n: N * s.mean_x2, s.grad_f2_n: N}
        angle = sp.Symbol("angle", real=True)
        mean = lambda wave: sp.integrate(wave**2, (angle, 0, 2 * sp.pi)) / (2 * sp.pi)
        return {s.f2_n: N * mean(sp.cos(angle)), s.grad_f2_n: N * s.q**2 * mean(sp.sin(angle))}

    def __call__(self, expr):
        return sp.factor(expr.subs(self.values()))

    def residual(self, before, after, point, digits):
        """Atoms at twelve positions of equal spacing, which integrate the wave exactly."""
        with mpmath.workdps(digits + 20):
            q, atoms = exact(point[s.q]), exact(point[N])
            positions = [2 * mpmath.pi * j / 12 / q for j in range(12)]
            if self.shape == "x":
                width = mpmath.sqrt(exact(point[s.mean_x2]))
                pairs = [(side * width, mpmath.mpf(1)) for side in (1, -1)]
            else:
                pairs = [(mpmath.cos(q * at), q * mpmath.sin(q * at)) for at in positions]
            sums = {s.f2_n: sum(a**2 for a, _ in pairs), s.grad_f2_n: sum(b**2 for _, b in pairs)}
            sums = {name: total * atoms / len(pairs) for name, total in sums.items()}
            return relative_difference(evaluate(before, dict(point) | sums, digits), evaluate(after, point, digits))


@derivation
def ultrafast_flow(component: int, shape: str = "cos(q x)") -> Derivation:
    """d<F(i)>/dt per atom of the component under -lambda F(1) for times short compared with every period."""
    atoms = N * (1 + {1: 1, 2: -1}[component] * sigma_z) / 2
    return Derivation(
        "",
        sp.Tuple(COMPONENT[component], COMPONENT[1]),
        (
            Step(DoubleCommutator(), "completeness: sum of energies times strengths"),
            Step(OverAtoms(), "every atom has the spin of the condensate"),
            Step(times(s.lambda_ * s.t**2 / (s.hbar**2 * atoms)), "<F> per atom is lambda t^2 m_1/(hbar^2 N_i)"),
            Step(FieldShape(shape), "the perturbation"),
            Step(Differentiate(s.t, tidy=sp.factor), "velocity of the response"),
        ),
        ANY_PHASE,
    )


VELOCITY_RATIO = Arithmetic("V2/V1", lambda one, two: two / one)


@derivation
def ultrafast_ratio() -> Derivation:
    """V2/V1 of the centres of mass after a kick f = x of component 1, ultrafast."""
    flows = sp.Tuple(*[ultrafast_flow(i, "x").result for i in (1, 2)])
    return Derivation("", flows, (Step(VELOCITY_RATIO, "centres of mass"),), ANY_PHASE)


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
