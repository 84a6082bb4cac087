"""Response of the currents in one loop: Wick's theorem, quasiparticle pairs, processes within and between the branches.

aminov2024 Eqs. (8), (B1)-(B6), (12)-(15).  Everything is written for one momentum: chi_ij is a sum over momenta of
(hbar p)^2/(2 d m_i m_j) times a trace.  Two quasiparticles enter with the product u^+ u^+ - u^- u^- of either current;
within a branch it is +-P or zero, between the branches it is (s_1 E_d + s_2 E_s) sqrt(P_id P_is)/(2 sqrt(E_d E_s)) up to a
sign that differs between the components.  Invariant: the current does not change the total momentum, sum_ij m_i chi_ij m_j
contains no process between the branches.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import mpmath
import sympy as sp

from . import loop_function
from . import notation as s
from .domain import Domain
from .notation import E_1, E_2, G1, G2, E_d, E_s, T, gamma, hbar, m_i, m_j, omega, p
from .notation import loops as S
from .numeric import evaluate, exact, relative_difference
from .operators import BosonPolynomial, annihilate, create
from .quasiparticles import AMPLITUDES, KINETIC, MODES, SIGN, P, U, amplitude
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule, SolveLinear, substitute
from .spin_orbit import Times

d = sp.Symbol("d", positive=True)  # dimension of space
_ROWS = (1, 2)
PAIR = {(i, k, r): sp.Symbol(f"u_{i}{k}_{r}", real=True) for i in "ij" for k in _ROWS for r in _ROWS}  # u^s, u^-s
s_1, s_2 = sp.symbols("s_1 s_2", real=True)  # signs of the two poles
MASS = {"a": s.m_a, "b": s.m_b}

#: One momentum, Green functions and amplitudes of any values.
CURRENTS = Domain(
    3,
    (
        *((symbol, 0.3, 3) for symbol in (hbar, p, m_i, m_j, T, d)),
        *((symbol, -2, 2) for symbol in (*G1.values(), *G2.values(), *PAIR.values(), s_1, s_2, s.S_loop)),
    ),
)


@dataclass(frozen=True)
class WickContraction(Rule):
    """Connected average of two currents of the modes p and -p by the averages of two operators."""

    name: str = "Wick's theorem"

    def __call__(self, factor: sp.Expr) -> sp.Expr:
        return factor * sp.Add(*[(-1) ** (r + c) * G1[r, c] * G2[c, r] for r in _ROWS for c in _ROWS])

    def residual(self, before, after, point, digits):
        """Vacuum averages of four and of two atoms, by the algebra of quasiparticles with numerical amplitudes."""
        values = {key: sp.Rational(k + 2, 7) * (-1) ** (k // 3) for k, key in enumerate(U)}
        atom = lambda i, k: _atom(values, i, k)
        number = lambda i, k: atom(i, k).dagger() * atom(i, k)
        current = {i: (number(i, 1) - number(i, -1)).expanded() for i in "ab"}
        spinor = {i: (atom(i, 1), atom(i, -1).dagger()) for i in "ab"}
        average = lambda polynomial: polynomial.expanded().coefficient()
        placed, worst = dict(point), mpmath.mpf(0)
        for i, j in ("aa", "ab"):
            whole = average(current[i] * current[j]) - average(current[i]) * average(current[j])
            for r, c in itertools.product(_ROWS, _ROWS):
                placed[G1[r, c]] = average(spinor[i][r - 1] * spinor[j][c - 1].dagger())
                placed[G2[c, r]] = average(spinor[i][r - 1].dagger() * spinor[j][c - 1])
            expected = evaluate(before * whole, placed, digits)
            worst = max(worst, relative_difference(expected, evaluate(after, placed, digits)))
        return worst


def _atom(values: dict, component: str, k: int) -> BosonPolynomial:
    total = BosonPolynomial({})
    for branch in "ds":
        total = total + annihilate((branch, k)).scaled(values[component + branch, "plus"])
        total = total + create((branch, -k)).scaled(values[component + branch, "minus"])
    return total


@dataclass(frozen=True)
class FrequencySum(Rule):
    """chi = -int dtau exp(i omega tau) <j j>: a sum over frequencies; one direction of d, one momentum of the pair +-p."""

    name: str = "Fourier transform, average over directions, half of the pair p, -p"

    def __call__(self, average: sp.Expr) -> sp.Expr:
        return -T * average / (2 * d)

    def residual(self, before, after, point, digits):
        """Two simple poles: the integral over imaginary time and the sum over frequencies; <cos^2> in d = 3."""
        with mpmath.workdps(2 * digits):
            t, e1, e2 = exact(point[T]), mpmath.mpf("0.7"), mpmath.mpf("1.1")
            w = 2 * mpmath.pi * t * 2
            n1, n2 = (1 / mpmath.expm1(e / t) for e in (e1, e2))
            product = lambda tau: mpmath.exp(1j * w * tau) * (-(1 + n1) * mpmath.exp(-e1 * tau)) * (-n2 * mpmath.exp(e2 * tau))
            over_time = -mpmath.quad(product, mpmath.linspace(0, 1 / t, 5))
            summed = loop_function.kernel().result  # the sum over frequencies with -T, a lemma with its own residual
            at = {T: point[T], s.x_1: e1, s.x_2: e2, s.w_l: w}
            lemma = relative_difference(over_time, evaluate(summed, at, digits))
            cosine = mpmath.quad(lambda u: u**2, [-1, 1]) / 2
            three = dict(point) | {d: sp.Integer(3)}
            expected = -t * evaluate(before, three, digits) * cosine / 2
            return max(lemma, relative_difference(expected, evaluate(after, three, digits)))


@derivation
def one_loop() -> Derivation:
    """One momentum and one Matsubara frequency of chi_ij: the trace of sigma_z G_ij sigma_z G_ji."""
    return Derivation(
        "",
        (hbar * p) ** 2 / (m_i * m_j),
        (
            Step(WickContraction(), "the quadratic Hamiltonian leaves pair averages; j = (hbar/m) sum p a_p^dagger a_p"),
            Step(FrequencySum(), "G(tau) G(-tau) becomes a convolution of frequencies"),
        ),
        CURRENTS,
    )


@derivation
def pair_of_poles() -> Derivation:
    """What the poles s_1 E_1 of G_ij and s_2 E_2 of G_ji contribute to chi_ij at one momentum."""
    pole = sp.Symbol("pole", real=True)  # product of the two poles
    first = {G1[r, c]: s_1 * PAIR["i", 1, r] * PAIR["j", 1, c] * pole for r in _ROWS for c in _ROWS}
    second = {G2[r, c]: s_2 * PAIR["j", 2, r] * PAIR["i", 2, c] for r in _ROWS for c in _ROWS}
    domain = Domain(3, (*CURRENTS.ranges, (pole, -2, 2)))
    return one_loop().then(
        Step(substitute(first | second, tidy=sp.factor), "one pole of either Green function (A7)"),
        Step(substitute({pole: -s.S_loop / T}, tidy=sp.factor), "S = -T sum of the products of the poles, Eq. (9)"),
        domain=domain,
    )


# --- the branches -------------------------------------------------------------------------------------------------------

BRANCHES = Domain(
    3,
    (*AMPLITUDES.ranges, *((symbol, 0.3, 3) for symbol in (p, s.m_a, s.m_b, d)), *((x, -2, 2) for x in S.values())),
    AMPLITUDES.constraints,
    AMPLITUDES.given,
)


def _contribution(i: str, j: str, first: tuple, second: tuple) -> sp.Expr:
    """The pair of poles ``first``, ``second``, each (branch, sign), in the amplitudes of the branches."""
    other = {"plus": "minus", "minus": "plus"}
    names = {s_1: SIGN[first[1]], s_2: SIGN[second[1]], m_i: MASS[i], m_j: MASS[j], s.S_loop: S[first, second]}
    for place, component in (("i", i), ("j", j)):
        for k, (branch, sign) in ((1, first), (2, second)):
            names[PAIR[place, k, 1]] = U[component + branch, sign]
            names[PAIR[place, k, 2]] = U[component + branch, other[sign]]
    return pair_of_poles().result.subs(names, simultaneous=True)


def _in_weights(expr: sp.Expr) -> sp.Expr:
    """Amplitudes by energies and weights, (A4), collected in the loops."""
    forms = {u: amplitude(*key, SIGN[zeta]) for (key, zeta), u in U.items()}
    placed = sp.expand(expr.subs(forms, simultaneous=True))
    loops = [x for x in S.values() if placed.has(x)]
    return sp.Add(*[sp.factor(sp.cancel(sp.together(sp.diff(placed, x)))) * x for x in loops])


def _chi(i: str, j: str, pairs) -> Derivation:
    poles = [((one, x), (two, y)) for one, two in pairs for x, y in itertools.product(SIGN, SIGN)]
    terms = [_contribution(i, j, *pair) for pair in poles]
    step = Step(Rewrite("the amplitudes (A4)", _in_weights), "u^+ u^+ - u^- u^- of two quasiparticles")
    return Derivation("", sp.Add(*terms), (step,), BRANCHES)


@derivation
def within_branch(i: str, j: str, branch: str) -> Derivation:
    """One momentum of chi_ij: a quasiparticle scatters within its branch; pairs of one branch are not created."""
    return _chi(i, j, [(branch, branch)])


@derivation
def between_branches(i: str, j: str) -> Derivation:
    """One momentum of chi_ij: quasiparticles are converted from branch to branch, or created in pairs d, s."""
    return _chi(i, j, [("d", "s"), ("s", "d")])


SAME_SIGN = tuple(symbol for (x, y), symbol in S.items() if x[0] != y[0] and x[1] == y[1])
OPPOSITE_SIGN = tuple(symbol for (x, y), symbol in S.items() if x[0] != y[0] and x[1] != y[1])

#: The same with the damped loops (11).
DAMPED = Domain(
    3,
    (*BRANCHES.ranges, (T, 0.5, 5), (omega, 0.1, 5), (gamma, 0.05, 2)),
    MODES.constraints,
    MODES.given,
)


def damped_loops() -> dict[sp.Symbol, sp.Expr]:
    """S(s_1 E_1, s_2 E_2) of Eq. (11) for all poles."""
    energy = {"d": E_d, "s": E_s}
    loop = loop_function.linearised().result
    at = lambda x: SIGN[x[1]] * energy[x[0]]
    return {symbol: loop.subs({E_1: at(x), E_2: at(y)}, simultaneous=True) for (x, y), symbol in S.items()}


def _rational(expr: sp.Expr) -> sp.Expr:
    """Factored as a rational function of exp(E/T), so that n_B(-E) = -1 - n_B(E) and n_B'(-E) = n_B'(E) are used."""
    grown = {e: sp.Symbol(f"X_{e}", positive=True) for e in (E_d, E_s)}
    named = {sp.exp(sign * e / T): x**sign for e, x in grown.items() for sign in (1, -1)}
    return sp.factor(sp.cancel(sp.together(expr.subs(named)))).subs({x: sp.exp(e / T) for e, x in grown.items()})


def _by_branch(expr: sp.Expr) -> sp.Expr:
    """Each branch by itself: the other one has no weight."""
    empty = {branch: {P["a" + branch]: 0, P["b" + branch]: 0} for branch in "ds"}
    return _rational(expr.subs(empty["s"])) + _rational(expr.subs(empty["d"]))


@derivation
def normal_response(i: str, j: str) -> Derivation:
    """One momentum of chi_ij within the branches, damped: 2 i gamma over omega + 2 i gamma times a weight."""
    both = within_branch(i, j, "d").result + within_branch(i, j, "s").result
    return Derivation(
        "",
        both,
        (
            Step(substitute(damped_loops(), tidy=lambda e: e), "the damped loop (11)"),
            Step(Rewrite("n_B'(-E) = n_B'(E)", _by_branch), "both signs of the pole contribute alike"),
        ),
        DAMPED,
    )


def _one_kind(i: str, j: str, kind: str) -> sp.Expr:
    """The processes between the branches that convert quasiparticles, or that create pairs."""
    left_out = OPPOSITE_SIGN if kind == "convert" else SAME_SIGN
    return between_branches(i, j).result.subs(dict.fromkeys(left_out, 0))


@derivation
def conversion(kind: str) -> Derivation:
    """Integrand over p of Lambda^+ ("convert") or Lambda^- ("create"), d = 3; chi_ab = -(Lambda^+ + Lambda^-)/(m_a m_b)."""
    return Derivation(
        "",
        _one_kind("a", "b", kind),
        (
            Step(Times(-s.m_a * s.m_b), "chi_ab = -(Lambda^+ + Lambda^-)/(m_a m_b)"),
            Step(MomentumMeasure(), "isotropic, d = 3"),
            Step(Reversed(), "n_B(-E) = -1 - n_B(E)"),
            Step(substitute(damped_loops(), tidy=lambda e: e), "the damped loop (11)"),
        ),
        DAMPED,
    )


@dataclass(frozen=True)
class Reversed(Rule):
    """S(-E_2, -E_1) = S(E_1, E_2): loops whose first pole is -d or -s are written by those with the pole d."""

    name: str = "loops with both poles reversed are equal"

    def __call__(self, expr: sp.Expr) -> sp.Expr:
        flip = lambda pole: (pole[0], "minus" if pole[1] == "plus" else "plus")
        kept = [(x, y) for x, y in S if "plus" in (x[1], y[1]) and ("d", "plus") in (x, y)]
        same = {S[flip(y), flip(x)]: S[x, y] for x, y in kept if (flip(y), flip(x)) not in kept}
        return sp.factor(expr.subs(same))

    def residual(self, before, after, point, digits):
        """With the damped loops on numbers."""
        values = {symbol: evaluate(loop, point, 2 * digits) for symbol, loop in damped_loops().items()}
        left, right = (evaluate(form, dict(point) | values, digits) for form in (before, after))
        return relative_difference(left, right)


@dataclass(frozen=True)
class MomentumMeasure(Rule):
    """(1/volume) sum over p of an isotropic function: int dp 4 pi p^2/(2 pi)^3, d = 3."""

    name: str = "measure of a wave number in three dimensions"

    def __call__(self, expr: sp.Expr) -> sp.Expr:
        return sp.expand(expr.subs(d, 3) * 4 * sp.pi * p**2 / (2 * sp.pi) ** 3)

    def residual(self, before, after, point, digits):
        """The area of the sphere by quadrature over its angles."""
        with mpmath.workdps(2 * digits):
            three, radius = dict(point) | {d: sp.Integer(3)}, exact(point[p])
            area = 2 * mpmath.pi * mpmath.quad(lambda angle: radius**2 * mpmath.sin(angle), [0, 1, 2, mpmath.pi])
            expected = evaluate(before, three, digits) * area / (2 * mpmath.pi) ** 3
            return relative_difference(expected, evaluate(after, three, digits))


#: One momentum of a gas of quasiparticles: the masses follow from the kinetic energies.
GAS = Domain(
    3,
    tuple(entry for entry in DAMPED.ranges if entry[0] not in MASS.values()),
    DAMPED.constraints,
    given=(*DAMPED.given, *((MASS[i], (hbar * p) ** 2 / (2 * KINETIC[i])) for i in "ab")),
)


@derivation
def normal_weight(i: str, j: str) -> Derivation:
    """D^0_ij at one momentum: the weight of the Drude peak."""
    step = Step(Times(-(omega + 2 * sp.I * gamma) / (2 * sp.I * gamma)), "chi = -2 i gamma D^0/(omega + 2 i gamma)")
    return normal_response(i, j).then(step, Step(Rewrite("omega drops out", _by_branch), "a weight has no frequency"))


@derivation
def static_weight(i: str, j: str, kind: str) -> Derivation:
    """D^+_ij or D^-_ij at one wave number: what the processes between the branches add to chi_ij(omega = 0), d = 3."""
    return Derivation(
        "",
        _one_kind(i, j, kind),
        (
            Step(MomentumMeasure(), "isotropic, d = 3"),
            Step(Reversed(), "n_B(-E) = -1 - n_B(E)"),
            Step(substitute(damped_loops(), tidy=lambda e: e), "the damped loop (11)"),
            Step(substitute({omega: sp.S.Zero}, tidy=lambda e: e), "frequencies far below the energies of the conversion"),
        ),
        DAMPED,
    )


#: The damped response by its weight.
DAMPED_BY_WEIGHT = Domain(3, ((omega, 0.1, 5), (gamma, 0.05, 2), (s.D_0, 0.1, 2), (s.chi, -2, 2)))


@derivation
def response_by_weight() -> Derivation:
    """chi within the branches by D^0: every momentum and every branch has the same dependence on the frequency."""
    equation = s.chi + s.D_0 * 2 * sp.I * gamma / (omega + 2 * sp.I * gamma)
    step = Step(SolveLinear(s.chi), "the sum over momenta of normal_weight is D^0")
    return Derivation("", equation, (step,), DAMPED_BY_WEIGHT)
