"""The polarised gas: what the sections on the single-minimum phase become where the spinor has sigma_z != 0.

carlini2021 Sec. II says that its formalism "can be easily extended to the plane-wave phase"; here that is done.  Symbols
``sigma_x``, ``sigma_z`` are the averages per atom: 1 and 0 in the single-minimum phase, Omega/Omega_c and
+-sqrt(1 - (Omega/Omega_c)^2) in the plane-wave phase.  Invariant: the gas at rest carries no current, P = k0 sigma_z.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .fast_drag import N
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Differentiate, Rewrite, Rule, RuleError, SolveLinear, substitute
from .spin_orbit import CRITICAL, PLANE_WAVE, SIGMA_Z, DoubleCommutator, f_slope, f_value

sigma_x = sp.Symbol("sigma_x", positive=True)
sigma_z = sp.Symbol("sigma_z", real=True)
momentum = sp.Symbol("P", real=True)  # along the beams, of every atom
density, spin = sp.symbols("density spin", real=True)  # n and n sigma_z of the moving gas
_UP = (sp.eye(2) + SIGMA_Z) / 2
PROJECTOR = {1: _UP, 2: sp.eye(2) - _UP}

#: The plane-wave phase, its polarisation tied to the coupling, the minimum at +k1.
POLARISED = replace(
    PLANE_WAVE,
    given=(
        *PLANE_WAVE.given,
        (sigma_x, s.Omega_R / CRITICAL),
        (sigma_z, sp.sqrt(1 - (s.Omega_R / CRITICAL) ** 2)),
        (momentum, s.k0 * sp.sqrt(1 - (s.Omega_R / CRITICAL) ** 2)),
        (density, s.n),
        (spin, s.n * sp.sqrt(1 - (s.Omega_R / CRITICAL) ** 2)),
    ),
)
#: A polarisation that is not in equilibrium, where a condition for it is derived.
ANY = replace(PLANE_WAVE, ranges=(*PLANE_WAVE.ranges, (sigma_x, 0.05, 0.95)), constraints=())


def energy() -> sp.Expr:
    """Energy density of a gas of one momentum, one phase difference (zero) and all couplings equal g."""
    parts = {1: (density + spin) / 2, -1: (density - spin) / 2}
    kinetic = sp.Add(*[part * (momentum - sign * s.k0) ** 2 / (2 * s.m) for sign, part in parts.items()])
    return sp.expand(kinetic) - s.Omega_R * sp.sqrt(density**2 - spin**2) / 2 + s.g * density**2 / 2


# --- equilibrium ---------------------------------------------------------------------------------------------------------


def energy_per_atom() -> sp.Expr:
    """Energy of one atom at P = k0 sigma_z, where it carries no current, without interaction; sigma_z^2 = 1 - sigma_x^2."""
    bare = (energy() - s.g * density**2 / 2).subs(spin, density * sigma_z).subs(momentum, s.k0 * sigma_z)
    per_atom = sp.powdenest(sp.simplify(bare / density), force=True)
    return sp.expand(per_atom.subs(sp.sqrt(density**2 * (1 - sigma_z**2)), density * sigma_x).subs(sigma_z**2, 1 - sigma_x**2))


@derivation
def polarisation() -> Derivation:
    """sigma_x of the plane-wave phase."""
    return Derivation(
        "",
        energy_per_atom(),
        (
            Step(Differentiate(sigma_x, tidy=sp.expand), "energy of an atom at rest as a function of its polarisation"),
            Step(SolveLinear(sigma_x), "the minimum"),
        ),
        ANY,
    )


@derivation
def susceptibility() -> Derivation:
    """d sigma_z/d h under -h sigma_z in the plane-wave phase at fixed density: the static magnetic susceptibility."""
    tilted = energy_per_atom().subs(sigma_x, sp.sqrt(1 - sigma_z**2))

    class Inverse(Rewrite):
        def residual(self, before, after, point, digits):
            with mpmath.workdps(2 * digits):
                return relative_difference(1 / evaluate(before, point, digits), evaluate(after, point, digits))

    put = lambda bend: sp.factor(bend.subs(sigma_z, sp.sqrt(1 - sigma_x**2)).subs(sigma_x, polarisation().result))
    domain = replace(PLANE_WAVE, given=(*PLANE_WAVE.given, (sigma_z, sp.sqrt(1 - (s.Omega_R / CRITICAL) ** 2))))
    return Derivation(
        "",
        tilted,
        (
            Step(Differentiate(sigma_z, 2, tidy=sp.factor), "stiffness of the polarisation of an atom without current"),
            Step(Rewrite("in equilibrium", put), "sigma_x = Omega/Omega_c"),
            Step(Inverse("inverse", lambda bend: sp.factor(1 / bend)), "linear response"),
        ),
        domain,
    )


# --- sound and fast flow -------------------------------------------------------------------------------------------------


def _in_polarisation(expr) -> sp.Expr:
    """``expr`` of n, spin, P at rest, by sigma_x and sigma_z."""
    expr = sp.sympify(expr).subs({spin: s.n * sigma_z, density: s.n, momentum: s.k0 * sigma_z}, simultaneous=True)
    root = lambda e: (s.n**2 * sigma_x**2) ** e
    of_spin = s.n**2 - s.n**2 * sigma_z**2
    named = expr.replace(lambda e: e.is_Pow and sp.expand(e.base - of_spin) == 0, lambda e: root(e.exp))
    return sp.factor(sp.expand(named).subs(sigma_z**2, 1 - sigma_x**2))


@dataclass(frozen=True)
class LockedWave(Rule):
    """(inverse mass, slope of sigma_z in P) of the gas whose spin follows its momentum; the density has no such slope."""

    name: str = "the relative phase is locked: the spin follows the momentum"

    def __call__(self, start):
        stiffness = {pair: sp.diff(start, *pair) for pair in ((spin, spin), (spin, momentum), (spin, density))}
        follow = {x: -stiffness[spin, x] / stiffness[spin, spin] for x in (momentum, density)}
        bend = sp.diff(start, momentum, 2) + follow[momentum] * stiffness[spin, momentum]
        tilt = sp.diff(start, momentum, density) + follow[density] * stiffness[spin, momentum]
        if sp.simplify(_in_polarisation(tilt)) != 0:
            raise RuleError("sound is dragged along by the gas at rest")
        return sp.Tuple(_in_polarisation(bend / density), _in_polarisation(follow[momentum] / density))

    def residual(self, before, after, point, digits):
        """The spin at the minimum of the energy for momenta beside P: second difference of that minimum, and its slope."""
        function, names = compile_mpmath(before)
        with mpmath.workdps(8 * digits):
            at = {str(k): exact(v) if not isinstance(v, sp.Basic) else evaluate(v, point, 8 * digits) for k, v in point.items()}
            rest, h = at["P"], mpmath.mpf(10) ** (-digits - 5)
            value = lambda P, S: function(*[{"P": P, "spin": S}.get(name, at[name]) for name in names])

            def lowest(P):
                f = lambda S: mpmath.diff(lambda y: value(P, y), S)
                found = mpmath.findroot(f, at["spin"], tol=mpmath.mpf(10) ** (-10 * digits), verify=False)
                return found, value(P, found)

            (left, low), (_, mid), (right, high) = (lowest(rest + k * h) for k in (-1, 0, 1))
            bend, slope = (low + high - 2 * mid) / h**2 / at["density"], (right - left) / (2 * h) / at["density"]
        wanted = [evaluate(part, point, digits) for part in after]
        return relative_difference(bend, wanted[0]) + relative_difference(slope, wanted[1])


@derivation
def locked_wave() -> Derivation:
    """(1/m*, d sigma_z/dP) at any polarisation."""
    return Derivation("", energy(), (Step(LockedWave(), "no dynamics of its own"),), POLARISED)


@dataclass(frozen=True)
class InverseMassTimes(Rule):
    """The first of the two, times a factor."""

    factor: sp.Expr

    @property
    def name(self) -> str:
        return f"1/m* times {self.factor}"

    def __call__(self, pair):
        return sp.expand(pair[0] * self.factor)

    def residual(self, before, after, point, digits):
        with mpmath.workdps(2 * digits):
            product = evaluate(before[0], point, digits) * evaluate(self.factor, point, digits)
            return relative_difference(product, evaluate(after, point, digits))


@derivation
def inverse_mass() -> Derivation:
    """m/m* at any polarisation."""
    return locked_wave().then(Step(InverseMassTimes(s.m), "inverse effective mass"))


@derivation
def sound() -> Derivation:
    """Squared velocity of sound along the beams in the plane-wave phase, the same in both directions."""
    return locked_wave().then(
        Step(InverseMassTimes(s.g * s.n), "density waves have the stiffness g, and no current at rest"),
        Step(substitute({sigma_x: polarisation().result}, tidy=sp.factor), "equilibrium"),
    )


@dataclass(frozen=True)
class KickOne(Rule):
    """d<F(i)>/dt to first order in t under -lambda cos(q x) on component 1, from the locked waves of momentum and density."""

    component: int

    @property
    def name(self) -> str:
        return f"flow of component {self.component} before a period of sound"

    def __call__(self, wave):
        inverse, slope = wave
        share = {1: (1 + sigma_z) / 2, 2: (1 - sigma_z) / 2}
        pushed = share[1] * inverse * share[self.component]  # momentum lambda t grad(f) per atom of 1, flux of i
        mixed = s.g * s.n * slope**2 / 4 * (1 if self.component == 1 else -1)  # density moved by the spin turns the spin
        per_slope2 = s.lambda_ * s.t * (pushed + mixed) / share[self.component]
        return sp.factor(per_slope2 * s.q**2 / 2)  # <sin^2>

    def residual(self, before, after, point, digits):
        """The linear wave, integrated in time: second time derivative from the Hessian, the spin eliminated at each time."""
        function, names = compile_mpmath(energy())
        with mpmath.workdps(8 * digits):
            at = {str(k): exact(v) if not isinstance(v, sp.Basic) else evaluate(v, point, 8 * digits) for k, v in point.items()}
            place = ["density", "P", "spin"]
            f = lambda *u: function(*[dict(zip(place, u, strict=True)).get(name, at[name]) for name in names])
            here = tuple(at[name] for name in place)
            order = lambda i, j: tuple((i == k) + (j == k) for k in range(3))
            H = mpmath.matrix(3, 3)
            for i in range(3):
                for j in range(3):
                    H[i, j] = mpmath.diff(f, here, order(i, j))
            push = at["lambda_"] / 2  # of -lambda f (n + spin)/2 on density and on spin
            q = at["q"]
            spin_of = lambda n, P: (push - H[2, 0] * n - H[2, 1] * P) / H[2, 2]

            def rate(n, P):  # amplitudes of exp(i q x)
                S = spin_of(n, P)
                flux = H[1, 0] * n + H[1, 1] * P + H[1, 2] * S
                force = H[0, 0] * n + H[0, 1] * P + H[0, 2] * S - push
                return -1j * q * flux, -1j * q * force

            n0 = rate(mpmath.mpf(0), mpmath.mpf(0))
            second = rate(*n0)  # linear apart from the constant push
            bend = [second[k] - n0[k] for k in range(2)]
            spin_bend = -(H[2, 0] * bend[0] + H[2, 1] * bend[1]) / H[2, 2]
            sign = 1 if self.component == 1 else -1
            of_component = (bend[0] + sign * spin_bend) / 2  # d^2 n_i/dt^2 at t = 0
            atoms = (at["density"] + sign * at["spin"]) / 2
            expected = mpmath.re(of_component) / 2 / atoms * at["t"]
            return relative_difference(expected, evaluate(after, point, digits))


@derivation
def fast_flow(component: int) -> Derivation:
    """d<F(i)>/dt under -lambda F(1), f = cos(q x), uniform gas of any polarisation, before the first period of sound."""
    return locked_wave().then(Step(KickOne(component), "the spin has settled, the sound has not yet moved"))


class Quotient(Rewrite):
    """Second entry over the first."""

    def residual(self, before, after, point, digits):
        one, two = (evaluate(part, point, digits) for part in before)
        with mpmath.workdps(2 * digits):
            return relative_difference(two / one, evaluate(after, point, digits))


def _quotient() -> Quotient:
    return Quotient("V2/V1", lambda flows: sp.factor(sp.cancel(flows[1] / flows[0])))


@derivation
def fast_ratio() -> Derivation:
    """V2/V1 after a kick of component 1 in a uniform gas of any polarisation."""
    flows = sp.Tuple(*[fast_flow(i).result for i in (1, 2)])
    return Derivation("", flows, (Step(_quotient(), "long waves, q -> 0"),), POLARISED)


# --- ultrafast ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OverPolarisedAtoms(Rule):
    """Sum over N atoms with the real spinor (cos, sin) of polarisation sigma_z, f = x: f^2 -> mean_x2, (grad f)^2 -> 1."""

    name: str = "expectation value in the polarised state, f = x"

    def __call__(self, matrix: sp.Matrix) -> sp.Expr:
        if matrix != matrix.T:
            raise RuleError("the spinor is real: the matrix must be symmetric")
        value = matrix[0, 0] * (1 + sigma_z) / 2 + matrix[1, 1] * (1 - sigma_z) / 2 + matrix[0, 1] * sigma_x
        return sp.expand(N * sp.expand(value).subs({f_value**2: s.mean_x2, f_slope**2: 1}))

    def residual(self, before, after, point, digits):
        with mpmath.workdps(2 * digits):
            z = evaluate(point[sigma_z], point, 2 * digits)
            angle = mpmath.acos(z) / 2
            state = mpmath.cos(angle), mpmath.sin(angle)
            at = dict(point) | {f_value: mpmath.sqrt(exact(point[s.mean_x2])), f_slope: sp.S.One}
            entries = [[evaluate(before[i, j], at, 2 * digits) for j in range(2)] for i in range(2)]
            total = sum(state[i] * entries[i][j] * state[j] for i in range(2) for j in range(2))
            return relative_difference(total * exact(point[N]), evaluate(after, point, digits))


@derivation
def double_commutator(field: str) -> Derivation:
    """<[F, [H, F]]> for F = x on component "1", "2" or on "both", any polarisation."""
    matrix = {"1": PROJECTOR[1], "2": PROJECTOR[2], "both": sp.eye(2)}[field]
    steps = (
        Step(DoubleCommutator(), "completeness: sum of energies times strengths"),
        Step(OverPolarisedAtoms(), "one spinor for all atoms"),
    )
    return Derivation("", matrix, steps, POLARISED)


@derivation
def ultrafast_ratio() -> Derivation:
    """V2/V1 of the centres of mass after a kick f = x of component 1, ultrafast, at any polarisation."""
    own, other, both = (double_commutator(field).result for field in ("1", "2", "both"))
    cross = sp.expand((both - own - other) / 2)  # polarisation identity: F(1) and F(2) commute
    half = {1: N * (1 + sigma_z) / 2, 2: N * (1 - sigma_z) / 2}
    flows = sp.Tuple(own / half[1], cross / half[2])
    step = Step(_quotient(), "d<F(i)>/dt = lambda t <[F(i), [H, F(1)]]>/(hbar^2 N_i)")
    return Derivation("", flows, (step,), POLARISED)


@derivation
def in_plane_wave(ratio: str) -> Derivation:
    """The "fast" or "ultrafast" ratio with sigma_x = Omega/Omega_c put in; sigma_z keeps its sign."""
    start = {"fast": fast_ratio, "ultrafast": ultrafast_ratio}[ratio]()
    return start.then(Step(substitute({sigma_x: polarisation().result}, tidy=sp.factor), "equilibrium"))
