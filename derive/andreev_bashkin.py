"""Entrainment of one condensate by another: the energy of relative motion, from the quadratic Hamiltonian.

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
from .integration import finite_part
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .operators import BosonPolynomial, act, kinetic_energy
from .records import Derivation, Step, derivation
from .rules import Leading, Rule, RuleError, divided_by, per_mode, substitute
from .special import carlson_rc
from .vacuum_energy import modes, momentum_measure, q_mass, sound_squared_equal_masses

omega = sp.Symbol("omega", real=True)  # energy of a mode
upper, lower = sp.symbols("E_upper E_lower", positive=True)  # E_+ and E_- of the resting mixture
alone = sp.Symbol("E_2", positive=True)  # energy of a mode of component 2 without coupling
P, S = sp.symbols("P S", positive=True)  # E_+ E_- and E_+ + E_-
x = sp.Symbol("x", positive=True)  # hbar p/2m, a momentum as a velocity
r_plus, r_minus = sp.symbols("r_plus r_minus", positive=True)  # sqrt(x^2 + c_pm^2)
v = sp.Symbol("v", positive=True)  # (sqrt(y + a) + sqrt(y + b))/w0, y = (hbar p)^2, a = 4 m1 g11 n1, b = 4 m2 g22 n2
w0 = sp.Symbol("w0", positive=True)  # sqrt(a) + sqrt(b)
skew = sp.Symbol("skew", real=True)  # (sqrt(a) - sqrt(b))/w0
VELOCITY = {1: s.v1, 2: s.v2}

_MIXTURE = tuple(entry for entry in MIXTURE.ranges if entry[0] != s.p)
_MODE = ((s.p, 0.05, 20), (s.v1, -1, 1), (s.v2, -1, 1))  # the mode and the flow at which single lines are checked
_STABLE = (s.g12**2 < s.g11 * s.g22,)


def mixture(D: int) -> Domain:
    """Any stable mixture in D dimensions."""
    return Domain(D, _MIXTURE + _MODE, _STABLE)


def equal_mass_mixture(D: int) -> Domain:
    ranges = tuple(entry for entry in _MIXTURE if entry[0] not in (s.m1, s.m2))
    return Domain(D, (*ranges, (s.m, 0.1, 10), *_MODE), _STABLE, given=((s.m1, s.m), (s.m2, s.m)))


def symmetric_mixture(D: int) -> Domain:
    """Equal masses, equal intraspecies couplings, equal densities n/2."""
    ranges = ((s.hbar, 0.5, 2), (s.m, 0.1, 10), (s.g, 0.1, 10), (s.g12, -5, 5), (s.n, 0.1, 10))
    given = ((s.m1, s.m), (s.m2, s.m), (s.g11, s.g), (s.g22, s.g), (s.n1, s.n / 2), (s.n2, s.n / 2))
    return Domain(D, ranges + _MODE, (s.g12**2 < s.g**2, sp.Ne(s.g12, 0)), given)


def dilute_mixture(most: sp.Rational = sp.S.One) -> Domain:
    """The symmetric mixture in D = 3 by its scattering lengths, a12 < most * a."""
    coupling = 4 * sp.pi * s.hbar**2 / s.m
    ranges = ((s.hbar, 0.5, 2), (s.m, 0.1, 10), (s.a, 0.1, 10), (s.a12, 0.001, 10), (s.n, 0.1, 10))
    given = ((s.g, coupling * s.a), (s.g12, coupling * s.a12))
    return Domain(3, ranges + _MODE, (s.a12 < most * s.a,), (*given, *symmetric_mixture(3).given))


# --- from the operators to the dispersion law of the moving mixture ----------------------------------------------------


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


# --- the drag density ---------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True)
class TwoBranches(Rule):
    """1/(P S^3) = (E_+ - E_-)^3/(P (E_+^2 - E_-^2)^3) with E_pm = 2 m x sqrt(x^2 + c_pm^2), hbar p = 2 m x."""

    D: int
    name: str = "the two branches of equal masses, in terms of a velocity x"

    def __call__(self, integral: sp.Integral) -> sp.Integral:
        prefactor = SecondOrderShift()(dispersion().result) * P * S**3
        prefactor = sp.cancel(prefactor.subs({upper * lower: P, upper + lower: S}))
        prefactor = sp.cancel(prefactor.subs({upper: S - lower}).subs(P, lower * (S - lower)))
        prefactor *= momentum_measure(self.D) / self.D
        unit = 2 * s.m / s.hbar
        split = s.c_plus**2 - s.c_minus**2
        difference = sp.expand((r_plus - r_minus) ** 3 / (r_plus * r_minus))
        squares = {r_plus**2 / r_minus: r_minus + split / r_minus, r_minus**2 / r_plus: r_plus - split / r_plus}
        difference = difference.subs(squares)
        scale = (2 * s.m * x) / ((2 * s.m * x) ** 6 * split**3)  # of (E_+ - E_-)^3/P and of the squares
        f = prefactor.subs({s.m1: s.m, s.m2: s.m}).subs(s.p, unit * x) * unit * scale
        return sp.Integral(sp.factor(f) * sp.expand(difference), (x, 0, sp.oo))

    def residual(self, before, after, point, digits):
        c2 = [evaluate(c, point, 3 * digits) for c in sound_squared_equal_masses()]
        with mpmath.workdps(3 * digits):
            at = exact(point[s.hbar]) * exact(point[s.p]) / (2 * exact(point[s.m]))
            branches = [mpmath.sqrt(at**2 + c) for c in c2]
            values = dict(point) | {x: at, s.c_plus: mpmath.sqrt(c2[0]), s.c_minus: mpmath.sqrt(c2[1])}
            values |= {r_plus: branches[0], r_minus: branches[1]}
            width = exact(point[s.hbar]) / (2 * exact(point[s.m]))  # dx/dp
            right = evaluate(after.function, values, digits) * width
        return relative_difference(evaluate(per_mode(before, point), point, digits), right)


@dataclass(frozen=True)
class FinitePartOfBranch(Rule):
    """int_0^oo x^D sqrt(x^2 + c^2) dx without the powers of the upper limit and its logarithm.

    The dropped parts cancel between the branches.  int x^D/sqrt(x^2 + c^2) is the derivative in c, divided by c.
    """

    D: int
    name: str = "finite parts of the two branches"

    def moment(self, c: sp.Symbol) -> sp.Expr:
        """M(c) by an antiderivative with a logarithm, checked by its derivative."""
        radius = sp.sqrt(x**2 + c**2)
        log_part = sp.Symbol("L")
        ansatz = radius * sum(sp.Symbol(f"a{j}") * x**j for j in range(self.D + 2)) + log_part * sp.log(x + radius)
        wanted = sp.expand(sp.simplify((sp.diff(ansatz, x) - x**self.D * radius) * radius))
        unknown = [sp.Symbol(f"a{j}") for j in range(self.D + 2)] + [log_part]
        solution = sp.solve(sp.Poly(sp.expand(wanted), x).coeffs(), unknown, dict=True)[0]
        primitive = ansatz.subs(solution)
        far = sp.expand(primitive.subs(sp.log(x + radius), 0).subs(radius, x * radius_series(c, x, self.D)))
        constant = far.coeff(x, 0) + solution[log_part] * sp.log(2)  # log(x + r) = log(2 x) + O(1/x^2)
        return sp.factor_terms(constant - primitive.subs(x, 0))

    def __call__(self, integral: sp.Integral) -> sp.Expr:
        f = integral.function
        total = sp.S.Zero
        for c, r in ((s.c_plus, r_plus), (s.c_minus, r_minus)):
            value, inverse = self.moment(c), sp.Symbol("inverse")
            for power, moment in ((r, value), (inverse, sp.diff(value, c) / c)):
                weight = sp.cancel(sp.diff(f.xreplace({1 / r: inverse}), power) / x**self.D)
                if weight.has(x, r_plus, r_minus, inverse):
                    raise RuleError(f"not a moment of x^{self.D}")
                total += weight * moment
        logs = sp.expand(sp.expand_log(sp.expand(total), force=True))
        return collect_logarithm(logs, self.D)

    def residual(self, before, after, point, digits):
        """Quadrature of the difference of the branches, written without cancellation, at the velocities of the point."""
        c2 = [evaluate(c, point, 3 * digits) for c in sound_squared_equal_masses()]
        branch = {r_plus: sp.sqrt(x**2 + s.c_plus**2), r_minus: sp.sqrt(x**2 + s.c_minus**2)}
        with mpmath.workdps(3 * digits):
            values = dict(point) | {s.c_plus: mpmath.sqrt(c2[0]), s.c_minus: mpmath.sqrt(c2[1])}
            function, names = compile_mpmath(before.function.subs(branch))
            f = lambda at: function(*[at if name == "x" else exact(values[s_named(name, values)]) for name in names])
            scale = values[s.c_plus]
            panels = [0, values[s.c_minus] / scale / 4, values[s.c_minus] / scale, mpmath.mpf(1), 4]
            inner = mpmath.quad(lambda u: f(scale * u) * scale, panels, method="gauss-legendre")
            ends = [0, mpmath.mpf(1) / 8, mpmath.mpf(1) / 4]
            tail = mpmath.quad(lambda u: f(scale / u) * scale / u**2, ends, method="gauss-legendre")
            return relative_difference(inner + tail, evaluate(after, values, digits))


def s_named(name: str, values: dict):
    """The symbol of ``values`` with this name."""
    return next(symbol for symbol in values if str(symbol) == name)


def radius_series(c, at, order: int) -> sp.Expr:
    """sqrt(1 + c^2/x^2) to the order x^-(order + 3)."""
    u = sp.Symbol("u", positive=True)
    return sp.series(sp.sqrt(1 + u), u, 0, order + 3).removeO().subs(u, c**2 / at**2)


def collect_logarithm(expr, D: int) -> sp.Expr:
    """One logarithm of the ratio of the velocities, everything else factored."""
    ratio = sp.Symbol("log_ratio")
    expr = sp.expand(expr.subs(sp.log(s.c_plus), ratio + sp.log(s.c_minus)))
    rest, slope = expr.coeff(ratio, 0), expr.coeff(ratio, 1)
    return sp.factor(rest) + sp.factor(slope) * sp.log(s.c_plus / s.c_minus)


@derivation
def equal_masses(D: int) -> Derivation:
    """rho_drag for m1 = m2 and any couplings and densities, in the two sound velocities."""
    return drag_integral(D).then(
        Step(substitute({s.m1: s.m, s.m2: s.m}, tidy=lambda e: e), "equal masses"),
        Step(TwoBranches(D), "c_pm^2 are the eigenvalues of the coupling matrix; hbar p = 2 m x"),
        Step(FinitePartOfBranch(D), "antiderivatives of the two branches; what diverges cancels between them"),
        domain=equal_mass_mixture(D),
    )


@dataclass(frozen=True)
class BalancedSound(Rule):
    """n1 = n2 = n/2, g11 = g22 = g, and with them the velocities of density and spin sound.

    The closed forms are even under c_plus <-> c_minus, so that the sign of g12 does not matter.
    """

    name: str = "the sound velocities of the balanced mixture"

    def __call__(self, expr):
        at = {s.g11: s.g, s.g22: s.g, s.n1: s.n / 2, s.n2: s.n / 2}
        squares = [sp.powdenest(c.subs(at), force=True) for c in sound_squared_equal_masses()]
        velocities = [sp.sqrt(sp.factor(c.subs(sp.Abs(s.g12), s.g12))) for c in squares]
        return sp.powsimp(expr.subs(at | dict(zip((s.c_plus, s.c_minus), velocities, strict=True)), simultaneous=True))

    def residual(self, before, after, point, digits):
        squares = [evaluate(c, point, 3 * digits) for c in sound_squared_equal_masses()]
        with mpmath.workdps(3 * digits):
            values = dict(point) | {s.c_plus: mpmath.sqrt(squares[0]), s.c_minus: mpmath.sqrt(squares[1])}
        return relative_difference(evaluate(before, values, digits), evaluate(after, point, digits))


@derivation
def symmetric_gases(D: int) -> Derivation:
    """n_drag = rho_drag/m for equal masses, equal intraspecies couplings and equal densities n/2, at any g12/g."""
    return equal_masses(D).then(
        Step(BalancedSound(), "c^2 = n (g +- g12)/2 m; the form is even in g12"),
        Step(DragNumber(), "rho_drag (v1 - v2)^2/2 = m n_drag (v1 - v2)^2/2"),
        domain=symmetric_mixture(D),
    )


@dataclass(frozen=True)
class DragNumber(Rule):
    """From a mass density to a number density of one species of mass m."""

    name: str = "n_drag = rho_drag/m"

    def __call__(self, expr):
        return sp.expand(expr / s.m) if expr.has(sp.log) else sp.factor_terms(expr / s.m)

    def residual(self, before, after, point, digits):
        """Momentum of component 2 per volume when only component 1 moves: n_drag m v1 = rho_drag v1."""
        with mpmath.workdps(2 * digits):
            momentum = evaluate(before, point, digits) * exact(point[s.v1])
            return relative_difference(momentum, evaluate(after, point, digits) * exact(point[s.m]) * exact(point[s.v1]))


@derivation
def dilute_gases() -> Derivation:
    """n_drag of the symmetric mixture in D = 3 by its scattering lengths, at any a12/a."""
    coupling = 4 * sp.pi * s.hbar**2 / s.m
    return symmetric_gases(3).then(
        Step(substitute({s.g: coupling * s.a, s.g12: coupling * s.a12}, tidy=scattering_form), "g = 4 pi hbar^2 a/m"),
        domain=dilute_mixture(),
    )


def scattering_form(expr):
    """Powers of positive symbols collected; sqrt(a +- a12) kept."""
    return sp.factor_terms(sp.powsimp(sp.powdenest(sp.factor(expr), force=True)))


def over_coupling(expr):
    """Terms of a logarithm are kept apart, others cancelled."""
    return sp.expand(expr) if expr.has(sp.log) else sp.cancel(expr)


@derivation
def weak_coupling(D: int) -> Derivation:
    """n_drag/g12^2 of the symmetric mixture for g12 -> 0."""
    ratio = sp.Symbol("ratio", real=True)

    def form(expr):
        series = sp.series(expr.subs(s.g12, ratio * s.g), ratio, 0, 1).removeO()
        return sp.powsimp(sp.factor(series))

    return symmetric_gases(D).then(
        Step(divided_by(s.g12**2, over_coupling), "the drag is of second order in the coupling between the components"),
        Step(Leading(s.g12, sp.S.Zero, form), "weak coupling between the components"),
    )


# --- any masses, to leading order in the coupling between the components ----------------------------------------------


@dataclass(frozen=True)
class UncoupledModes(Rule):
    """The integrand over g12^2 for g12 -> 0: P and S of the uncoupled components."""

    name: str = "uncoupled modes"

    def __call__(self, integral: sp.Integral) -> sp.Integral:
        f = integral.function / s.g12**2
        return sp.Integral(sp.powsimp(f.subs(s.g12, 0)), *integral.limits)

    def residual(self, before, after, point, digits):
        tiny = dict(point) | {s.g12: sp.Rational(10) ** (-digits)}
        left = evaluate(per_mode(before, point), tiny, digits) * mpmath.mpf(10) ** (2 * digits)
        return relative_difference(left, evaluate(per_mode(after, point), point, digits))


def velocities_of_modes() -> dict[sp.Symbol, sp.Expr]:
    """w0, skew, q in terms of the mixture: sqrt(a) = w0 (1 + skew)/2 with a = 4 m1 g11 n1, b = 4 m2 g22 n2."""
    root_a, root_b = 2 * sp.sqrt(s.m1 * s.g11 * s.n1), 2 * sp.sqrt(s.m2 * s.g22 * s.n2)
    return {w0: root_a + root_b, skew: (root_a - root_b) / (root_a + root_b), q_mass: (s.m2 - s.m1) / (s.m1 + s.m2)}


def momentum_squared() -> sp.Expr:
    """(hbar p)^2 as a function of v: w0^2 (v^2 - 1)(v^2 - skew^2)/(4 v^2)."""
    first, start = w0 * (v + skew / v) / 2, w0 * (1 + skew) / 2
    return sp.factor(first**2 - start**2)


@dataclass(frozen=True)
class Uniformise(Rule):
    """v = (sqrt(y + a) + sqrt(y + b))/w0 makes both roots rational; odd D leaves no other root."""

    D: int
    name: str = "v = (sqrt(y + a) + sqrt(y + b))/w0, y = (hbar p)^2"

    def __call__(self, integral: sp.Integral) -> sp.Integral:
        y = sp.Symbol("y", positive=True)
        roots = w0 * (v + skew / v) / 2, w0 * (v - skew / v) / 2
        energies = [sp.sqrt(y) * root / (2 * mass) for root, mass in zip(roots, (s.m1, s.m2), strict=True)]
        prefactor = SecondOrderShift()(dispersion().result)
        prefactor = prefactor.subs({upper: energies[0], lower: energies[1]}) / s.g12**2
        prefactor *= momentum_measure(self.D) / self.D / (2 * s.p * s.hbar**2)  # dp = dy/(2 hbar^2 p)
        per_y = sp.cancel(prefactor.subs(s.p, sp.sqrt(y) / s.hbar)).subs(y, momentum_squared())
        masses = {s.m1: 2 * s.m_r / (1 + q_mass), s.m2: 2 * s.m_r / (1 - q_mass)}
        f = sp.factor((per_y * sp.diff(momentum_squared(), v)).subs(masses))
        return sp.Integral(f, (v, 1, sp.oo))

    def residual(self, before, after, point, digits):
        """Integrands at the mode of the point; dp = (dp/dv) dv by a numerical derivative."""
        values = dict(point) | {symbol: evaluate(e, point, 4 * digits) for symbol, e in velocities_of_modes().items()}
        values[s.m_r] = evaluate(s.m1 * s.m2 / (s.m1 + s.m2), point, 4 * digits)
        with mpmath.workdps(4 * digits):
            y = (exact(point[s.hbar]) * exact(point[s.p])) ** 2
            a, b = (4 * exact(point[m]) * exact(point[g]) * exact(point[n]) for m, g, n in _COMPONENTS)
            of_momentum = lambda k: (mpmath.sqrt(k**2 + a) + mpmath.sqrt(k**2 + b)) / values[w0]
            at = mpmath.sqrt(y)
            slope = mpmath.diff(of_momentum, at) * exact(point[s.hbar])
            right = evaluate(after.function, values | {v: of_momentum(at)}, digits) * slope
        return relative_difference(evaluate(per_mode(before, point), point, digits), right)


_COMPONENTS = ((s.m1, s.g11, s.n1), (s.m2, s.g22, s.n2))


@dataclass(frozen=True)
class RationalIntegral(Rule):
    """Partial fractions in v; the one function is int_1^oo dv/(v^2 + a) = R_C(1, 1 + a), a = q skew."""

    name: str = "partial fractions in v"

    def __call__(self, integral: sp.Integral) -> sp.Expr:
        shift = sp.Symbol("shift", real=True)
        free, depends = integral.function.as_independent(v, as_Add=False)
        outside, depends = sp.factor(depends.subs(q_mass, shift / skew)).as_independent(v, as_Add=False)
        value, logarithm = finite_part(depends, v, shift)
        if logarithm != 0:
            raise RuleError("the integral diverges")
        value = sp.collect(sp.expand(sp.factor_terms(value * outside)), carlson_rc(1, 1 + shift), sp.factor)
        return free * value.subs(shift, q_mass * skew)

    def residual(self, before, after, point, digits):
        values = {symbol: evaluate(e, point, 2 * digits) for symbol, e in velocities_of_modes().items()}
        values |= dict(point) | {s.m_r: evaluate(s.m1 * s.m2 / (s.m1 + s.m2), point, 2 * digits)}
        function, names = compile_mpmath(before.function)
        with mpmath.workdps(2 * digits):
            f = lambda at: function(*[at if name == "v" else exact(values[s_named(name, values)]) for name in names])
            quarter = mpmath.mpf(1) / 4
            value = mpmath.quad(lambda u: f(1 / u) / u**2, [0, quarter, 2 * quarter, 3 * quarter, 1], method="gauss-legendre")
            return relative_difference(value, evaluate(after, values, digits))


@derivation
def weak_coupling_any_masses(D: int) -> Derivation:
    """rho_drag/g12^2 for g12 -> 0, odd D, any masses, couplings and densities, in closed form."""
    return drag_integral(D).then(
        Step(UncoupledModes(), "leading order in the coupling between the components"),
        Step(Uniformise(D), "both square roots become rational"),
        Step(RationalIntegral(), "rational integrand without a pole on the path"),
    )
