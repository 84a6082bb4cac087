"""Sum rules of Raman-coupled atoms in either phase, and what moves before the first period of any excitation.

carlini2021 Eqs. (13)-(16), (25).  Double commutators of F with ((p_x - k0 sigma_z)^2 + p_perp^2)/2m - Omega sigma_x/2 give the
moments by <sigma_x> of the condensate.  Invariant: the density moment does not know the coupling.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .fast_drag import N
from .numeric import evaluate, exact, relative_difference
from .raman_states import SIGMA_X, SIGMA_Z, any_phase, sigma_x, sigma_z
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Differentiate, Rule, RuleError, substitute, times

x = sp.Symbol("x", real=True)  # position along the Raman beams
f_value, f_slope = sp.symbols("f_value f_slope", real=True)  # f and df/dx where an atom is
FIELD = {"density": sp.eye(2), "spin": SIGMA_Z}
COMPONENT = {1: (sp.eye(2) + SIGMA_Z) / 2, 2: (sp.eye(2) - SIGMA_Z) / 2}

#: Either phase, with the polarisation of its condensate.
ANY_PHASE = any_phase(
    (s.lambda_, 0.1, 10),
    (s.q, 0.1, 10),
    (s.t, 0.1, 10),
    (f_value, -1, 1),
    (f_slope, -1, 1),
    (s.f2_n, 1, 9),
    (s.grad_f2_n, 1, 9),
    (N, 1, 100),
    (s.mean_x2, 0.1, 5),
)



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
