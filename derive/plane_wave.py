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
from . import raman_states
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .raman_states import CRITICAL, plane_wave_polarisation, raman, sigma_x, sigma_z
from .raman_sum_rules import ANY_PHASE, VELOCITY_RATIO, ultrafast_ratio
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Differentiate, Rewrite, Rule, RuleError, substitute
from .spin_orbit import PLANE_WAVE

momentum = sp.Symbol("P", real=True)  # along the beams, of every atom
density, spin = sp.symbols("density spin", real=True)  # n and n sigma_z of the moving gas

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


def energy() -> sp.Expr:
    """Energy density of a gas of one momentum, one phase difference (zero) and all couplings equal g."""
    parts = {1: (density + spin) / 2, -1: (density - spin) / 2}
    kinetic = sp.Add(*[part * (momentum - sign * s.k0) ** 2 / (2 * s.m) for sign, part in parts.items()])
    return sp.expand(kinetic) - s.Omega_R * sp.sqrt(density**2 - spin**2) / 2 + s.g * density**2 / 2


# --- equilibrium ---------------------------------------------------------------------------------------------------------


@derivation
def susceptibility() -> Derivation:
    """d sigma_z/d h under -h sigma_z in the plane-wave phase at fixed density: the static magnetic susceptibility."""
    at_rest = raman_states.polarisation().lines[0].after  # of an atom without current
    tilted = at_rest.subs(sigma_x, sp.sqrt(1 - sigma_z**2))

    class Inverse(Rewrite):
        def residual(self, before, after, point, digits):
            with mpmath.workdps(2 * digits):
                return relative_difference(1 / evaluate(before, point, digits), evaluate(after, point, digits))

    put = lambda bend: sp.factor(bend.subs(sigma_z, sp.sqrt(1 - sigma_x**2)).subs(sigma_x, plane_wave_polarisation()))
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


def _inverse_mass_times(factor: sp.Expr) -> Arithmetic:
    """The first of the two, times a factor."""
    return Arithmetic(f"1/m* times {factor}", lambda inverse, _, by: inverse * by, (factor,), sp.expand)


@derivation
def inverse_mass() -> Derivation:
    """m/m* at any polarisation."""
    return locked_wave().then(Step(_inverse_mass_times(s.m), "inverse effective mass"))


@derivation
def sound() -> Derivation:
    """Squared velocity of sound along the beams in the plane-wave phase, the same in both directions."""
    return locked_wave().then(
        Step(_inverse_mass_times(s.g * s.n), "density waves have the stiffness g, and no current at rest"),
        Step(substitute({sigma_x: plane_wave_polarisation()}, tidy=sp.factor), "equilibrium"),
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


@derivation
def fast_ratio() -> Derivation:
    """V2/V1 after a kick of component 1 in a uniform gas of any polarisation."""
    flows = sp.Tuple(*[fast_flow(i).result for i in (1, 2)])
    return Derivation("", flows, (Step(VELOCITY_RATIO, "long waves, q -> 0"),), POLARISED)


@derivation
def in_plane_wave(ratio: str) -> Derivation:
    """The "fast" or "ultrafast" ratio with sigma_x = Omega/Omega_c put in; sigma_z keeps its sign."""
    start, domain = {"fast": (fast_ratio, POLARISED), "ultrafast": (ultrafast_ratio, ANY_PHASE.where(raman < 1))}[ratio]
    equilibrium = substitute({sigma_x: plane_wave_polarisation()}, tidy=sp.factor)
    return start().then(Step(equilibrium, "equilibrium"), domain=domain)
