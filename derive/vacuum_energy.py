"""The Bogoliubov vacuum energy E_B of a two-component condensate, from the zero-point sum to closed forms.

naidon2021 Eqs. (2)-(4), and what its supplement held: unequal masses.  Invariant: every integrand below decays at least
like the inverse square of the momentum and has no cancellation, because the free-particle terms and the ultraviolet
counterterm are divided out algebraically before anything is integrated.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import bogoliubov
from . import notation as s
from .domain import Domain
from .integration import Antiderivative
from .numeric import compile_mpmath, evaluate, exact
from .operators import kinetic_energy
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule, substitute

HALF = sp.Rational(1, 2)
c_sound = sp.Symbol("c", positive=True)  # sound velocity of a single branch
q_mass = sp.Symbol("q", real=True)  # (m2 - m1)/(m1 + m2)
cos_psi = sp.Symbol("cos_psi", real=True)  # (X1 - X2)/(X1 + X2), X_i = m_i g_ii n_i

_RANGES = bogoliubov.MIXTURE.ranges  # with the mode p at which lines before the momentum sum are checked
_EQUAL = tuple(r for r in _RANGES if r[0] not in (s.m1, s.m2)) + ((s.m, 0.1, 10),)
_STABLE = bogoliubov.MIXTURE.constraints
_CUTOFF = ((s.kappa, 0.5, 5),)


def mixture(D: int) -> Domain:
    """Any stable mixture in D dimensions."""
    return Domain(D, _RANGES + (_CUTOFF if D == 2 else ()), _STABLE)


def equal_mass_mixture(D: int) -> Domain:
    return Domain(D, _EQUAL + (_CUTOFF if D == 2 else ()), _STABLE, given=((s.m1, s.m), (s.m2, s.m)))


def threshold_mixture(D: int) -> Domain:
    """g12^2 = g11 g22: the lower branch is soft, c_- = 0."""
    ranges = tuple(r for r in mixture(D).ranges if r[0] is not s.g12)
    return Domain(D, ranges, given=((s.g12, sp.sqrt(s.g11 * s.g22)),))


def single_component(D: int) -> Domain:
    return Domain(D, ((s.hbar, 0.5, 2), (s.m, 0.1, 10), (c_sound, 0.1, 10)) + (_CUTOFF if D == 2 else ()))


def momentum_measure(D: int) -> sp.Expr:
    """d^D p/(2 pi)^D integrated over angles, without dp, times 1/2 for the zero-point energy."""
    return {1: 1 / (2 * sp.pi), 2: s.p / (4 * sp.pi), 3: s.p**2 / (4 * sp.pi**2)}[D]


def reduced_mass(left: int, right: int) -> sp.Expr:
    a, b = ((s.m1, s.m2)[k - 1] for k in (left, right))
    return a / 2 if left == right else a * b / (a + b)


def pair_energy(left: int, right: int) -> sp.Expr:
    """(g n)^2 of the Born term of a pair of species, both orders counted."""
    return {(1, 1): (s.g11 * s.n1) ** 2, (2, 2): (s.g22 * s.n2) ** 2}.get((left, right), 2 * s.g12**2 * s.n1 * s.n2)


@derivation
def born_coupling() -> Derivation:
    """The bare coupling to second order in the zero-energy T matrix: g_bare = g + g^2 sum 2 m_r/(hbar k)^2."""
    bare, loop, order = (
        sp.Symbol("g_bare", positive=True),
        sp.Symbol("loop", positive=True),
        sp.Symbol("order", positive=True),
    )

    def invert(lippmann_schwinger):
        del lippmann_schwinger
        return order * s.g / (1 - order * s.g * loop)

    class Invert(Rewrite):
        def residual(self, before, after, point, digits):
            solution = evaluate(after, point, 2 * digits)
            return abs(evaluate(before, dict(point) | {bare: solution}, digits))

    class SecondOrder(Rewrite):
        def residual(self, before, after, point, digits):
            """The remainder is of third order in the coupling."""
            tiny = dict(point) | {order: sp.Rational(10) ** -digits}
            return abs(evaluate(before, tiny, 3 * digits) - evaluate(after, tiny, 3 * digits)) * mpmath.mpf(10) ** (2 * digits)

    expand = lambda e: sp.series(e, order, 0, 3).removeO()
    domain = Domain(3, ((s.g, 0.1, 2), (loop, 0.1, 0.4), (order, 0.2, 1)))
    return Derivation(
        "",
        bare / (1 + bare * loop) - order * s.g,
        (
            Step(Invert("solve T = V + V G V for the bare coupling", invert), "a contact interaction is separable"),
            Step(SecondOrder("expand to second order", expand), "E_B is of second order in the couplings"),
        ),
        domain,
    )


def counterterm(D: int) -> sp.Expr:
    """What the bare couplings add to the bracket: (g n)^2 2 m_r/(hbar p)^2 for each pair, from ``born_coupling``.

    In D = 2 the sharp cutoff kappa is equivalent, up to inverse powers of kappa, to 2 m_r/hbar^2 (p^2 + kappa^2).
    """
    if D == 1:
        return sp.S.Zero
    loop = 1 / s.p**2 if D == 3 else 1 / (s.p**2 + s.kappa**2)
    pairs = ((1, 1), (2, 2), (1, 2))
    return sp.Add(*[pair_energy(*pair) * 2 * reduced_mass(*pair) * loop / s.hbar**2 for pair in pairs])


def coupling_tail() -> sp.Expr:
    """p^2 times what the coupling g12 adds to the counterterm: the bracket of coupled modes is minus that at large p."""
    whole = counterterm(3)
    return s.p**2 * (whole - whole.subs(s.g12, 0))


@dataclass(frozen=True)
class Renormalise(Rule):
    """Add the counterterm.  Checked where it matters: at large momentum the bracket and its counterterm cancel."""

    D: int
    name: str = "renormalise the couplings"

    def __call__(self, bracket):
        return bracket + counterterm(self.D)

    def residual(self, before, after, point, digits):
        far = dict(point) | {s.p: sp.Rational(10) ** (digits // 2 + 4)}
        if self.D == 1:
            return abs(evaluate(before - after, point | {s.p: 1}, digits)) if before != after else mpmath.mpf(0)
        near = dict(point) | {s.p: sp.Rational(7, 5)}
        added = evaluate(after, near, digits + 5) - evaluate(before, near, digits + 5)
        ratio = evaluate(before, far, 3 * digits) / evaluate(counterterm(self.D), far, 3 * digits)
        return abs(ratio + 1) + abs(added / evaluate(counterterm(self.D), near, digits) - 1)


@dataclass(frozen=True)
class SumOverMomenta(Rule):
    """(1/2) int d^D p/(2 pi)^D of the bracket."""

    D: int
    name: str = "sum over momenta"

    def __call__(self, bracket):
        return sp.Integral(momentum_measure(self.D) * bracket, (s.p, 0, sp.oo))

    def residual(self, before, after, point, digits):
        at = dict(point) | {s.p: sp.Rational(7, 5)}
        sphere = {1: 2, 2: 2 * mpmath.pi * mpmath.mpf("1.4"), 3: 4 * mpmath.pi * mpmath.mpf("1.4") ** 2}[self.D]
        expected = sphere / (2 * mpmath.pi) ** self.D / 2 * evaluate(before, at, digits + 5)
        return abs(expected / evaluate(after.function, at, digits + 5) - 1)


# --- stable integrands -------------------------------------------------------------------------------------------------


def modes() -> dict[str, sp.Expr]:
    """Kinetic energies e1, e2, uncoupled energies E1, E2, P = E_+ E_- and S = E_+ + E_-, written as sums of positives."""
    e1, e2 = kinetic_energy(1), kinetic_energy(2)
    c1, c2 = s.g11 * s.n1, s.g22 * s.n2
    det = (s.g11 * s.g22 - s.g12**2) * s.n1 * s.n2
    P = sp.sqrt(e1 * e2 * (e1 * e2 + 2 * c1 * e2 + 2 * c2 * e1 + 4 * det))
    S = sp.sqrt(e1 * (e1 + 2 * c1) + e2 * (e2 + 2 * c2) + 2 * P)
    return {
        "e1": e1,
        "e2": e2,
        "E1": sp.sqrt(e1 * (e1 + 2 * c1)),
        "E2": sp.sqrt(e2 * (e2 + 2 * c2)),
        "P": P,
        "S": S,
        "P_free": e1 * e2 * (2 * c1 * e2 + 2 * c2 * e1 + 4 * det) / (P + e1 * e2),  # P - e1 e2
        "E1_free": 2 * c1 * e1 / (sp.sqrt(e1 * (e1 + 2 * c1)) + e1),  # E1 - e1
        "E2_free": 2 * c2 * e2 / (sp.sqrt(e2 * (e2 + 2 * c2)) + e2),
    }


def coupled_bracket(D: int) -> sp.Expr:
    """S - E1 - E2 and its counterterm, rationalised.

    S^2 - (E1 + E2)^2 = 2 (P - E1 E2) and P^2 - (E1 E2)^2 = -4 e1 e2 g12^2 n1 n2.
    """
    f = modes()
    e, d = f["e1"] + f["e2"], s.g12**2 * s.n1 * s.n2
    A, B = f["S"] + f["E1"] + f["E2"], f["P"] + f["E1"] * f["E2"]
    if D == 1:
        return -8 * f["e1"] * f["e2"] * d / (A * B)
    S_free = (2 * s.g11 * s.n1 * f["e1"] + 2 * s.g22 * s.n2 * f["e2"] + 2 * f["P_free"]) / (f["S"] + e)
    A_free = S_free + f["E1_free"] + f["E2_free"]
    EE_free = f["E1_free"] * f["E2"] + f["e1"] * f["E2_free"]
    gap = A_free * B + 2 * e * (f["P_free"] + EE_free)  # A B - 4 e e1 e2
    if D == 3:
        return 2 * d * gap / (e * A * B)
    at_cutoff = e.subs(s.p, s.kappa)
    return 2 * d * (gap - 4 * f["e1"] * f["e2"] * at_cutoff) / ((e + at_cutoff) * A * B)


@derivation
def mode_integral(D: int) -> Derivation:
    """E_B for any masses and couplings as one renormalised zero-point integral."""
    uv = {
        3: "the couplings are the zero-energy T matrices: bare couplings from second-order Born, born_coupling()",
        2: "sharp cutoff at kappa; A/p^2 above kappa is A/(p^2 + kappa^2) everywhere, up to inverse powers of kappa",
        1: "no ultraviolet divergence in one dimension",
    }[D]
    return bogoliubov.zero_point_bracket().then(
        Step(Renormalise(D), uv), Step(SumOverMomenta(D), "continuum of modes"), domain=mixture(D)
    )


@derivation
def one_component(D: int) -> Derivation:
    """Zero-point energy of a single branch E = sqrt(e (e + 2 m c^2)) in closed form."""
    e, gn = s.hbar**2 * s.p**2 / (2 * s.m), s.m * c_sound**2
    loop = {1: sp.S.Zero, 2: 1 / (s.p**2 + s.kappa**2), 3: 1 / s.p**2}[D]
    bracket = sp.sqrt(e * (e + 2 * gn)) - e - gn + gn**2 * s.m / s.hbar**2 * loop
    k = sp.Symbol("k", positive=True)  # momentum in units of 2 m c/hbar
    unit = 2 * s.m * c_sound / s.hbar

    def scale(integral):
        f = integral.function.subs(s.p, unit * k) * unit
        f = f.subs(s.kappa, sp.Symbol("k_cut", positive=True) * unit) if D == 2 else f
        terms = [sp.powdenest(sp.simplify(term), force=True) for term in sp.Add.make_args(sp.expand(f))]
        return sp.Integral(sp.Add(*terms), (k, 0, sp.oo))

    class Scale(Rewrite):
        def residual(self, before, after, point, digits):
            at = sp.Rational(13, 10)
            cut = {sp.Symbol("k_cut", positive=True): (s.kappa / unit).subs(point)}
            left = evaluate((before.function * unit).subs(s.p, unit * at), point, digits)
            return abs(left / evaluate(after.function.subs(k, at).subs(cut), point, digits) - 1)

    class Close(Antiderivative):
        def __call__(self, integral):
            value = super().__call__(integral)
            if D == 2:  # one logarithm, of the cutoff in units of m c/hbar
                cut, ratio = sp.log(sp.Symbol("k_cut", positive=True)), sp.Symbol("ratio")
                value = sp.expand(sp.expand_log(sp.expand(value), force=True).subs(cut, ratio - sp.log(2)))
                return sp.factor_terms(value).subs(ratio, sp.log(2 * s.kappa / unit))
            return sp.factor_terms(sp.expand(value))

        def residual(self, before, after, point, digits):
            cut = {sp.Symbol("k_cut", positive=True): (s.kappa / unit).subs(point)}
            function, names = compile_mpmath(before.function.subs(cut))
            with mpmath.workdps(3 * digits):  # Gauss-Legendre nodes stay away from 1/k = 0, where the terms cancel
                f = lambda at: function(
                    *[at if name == "k" else exact(point[sp.Symbol(name, positive=True)]) for name in names]
                )
                panels = [0, mpmath.mpf(1) / 4, mpmath.mpf(1) / 2, 1]
                value = mpmath.quad(lambda t: f(t) + f(1 / t) / t**2, panels, method="gauss-legendre")
            return abs(value / evaluate(after, point, digits) - 1)

    return Derivation(
        "",
        sp.Integral(momentum_measure(D) * bracket, (s.p, 0, sp.oo)),
        (
            Step(Scale("p = (2 m c/hbar) k", scale), "the branch has one scale"),
            Step(Close(k), "elementary antiderivative of every term"),
        ),
        single_component(D),
    )


def _closed_branch(D: int, mass, c_squared) -> sp.Expr:
    closed = one_component(D).result
    return closed.subs({s.m: mass, c_sound: sp.sqrt(c_squared)}, simultaneous=True)


@derivation
def stable_form(D: int) -> Derivation:
    """E_B as two one-component energies in closed form and one integral without cancellation for their coupling."""

    def split(integral):
        del integral
        uncoupled = [_closed_branch(D, mass, g * n / mass) for mass, g, n in ((s.m1, s.g11, s.n1), (s.m2, s.g22, s.n2))]
        return sp.Add(*uncoupled) + sp.Integral(momentum_measure(D) * coupled_bracket(D), (s.p, 0, sp.oo))

    class Split(Rewrite):
        def residual(self, before, after, point, digits):
            """Integrands agree at several momenta once the uncoupled brackets are put back; their integrals are closed."""
            (coupled,) = after.atoms(sp.Integral)
            closed = evaluate(after.xreplace({coupled: sp.S.Zero}), point, digits)
            for mass, g, n in ((s.m1, s.g11, s.n1), (s.m2, s.g22, s.n2)):
                branch = dict(point) | {s.m: point[mass], c_sound: sp.sqrt(point[g] * point[n] / point[mass])}
                closed -= evaluate(one_component(D).result, branch, digits)
            worst = abs(closed) / abs(evaluate(one_component(D).result, branch, digits))
            f = modes()
            for at in (sp.Rational(1, 7), sp.Integer(2), sp.Integer(31)):
                values = dict(point) | {s.p: at}
                alone = f["E1_free"] + f["E2_free"] - s.g11 * s.n1 - s.g22 * s.n2 + counterterm(D).subs(s.g12, 0)
                left = evaluate(before.function / momentum_measure(D), values, digits)
                right = evaluate(alone + coupled.function / momentum_measure(D), values, digits)
                worst = max(worst, abs(left / right - 1))
            return worst

    return mode_integral(D).then(
        Step(
            Split("split off the uncoupled components, rationalise the rest", split),
            "E_i - e_i and P - e1 e2 are of higher order",
        )
    )


@functools.cache
def sound_squared_equal_masses() -> sp.Tuple:
    """(c_+^2, c_-^2) for m1 = m2 = m, from the general spectrum."""
    both = bogoliubov.sound_velocities_squared().subs({s.m1: s.m, s.m2: s.m}, simultaneous=True)
    inside = sp.expand((s.g11 * s.n1 - s.g22 * s.n2) ** 2 + 4 * s.g12**2 * s.n1 * s.n2)
    tidy = lambda c2, sign: (s.g11 * s.n1 + s.g22 * s.n2 + sign * sp.sqrt(inside)) / (2 * s.m)
    result = sp.Tuple(tidy(both[0], 1), tidy(both[1], -1))
    assert all(sp.simplify(left - right) == 0 for left, right in zip(both, result, strict=True))
    return result


@derivation
def equal_masses(D: int) -> Derivation:
    """E_B for m1 = m2: each branch is that of a one-component gas with its own sound velocity."""

    def close(integral):
        del integral
        return sp.Add(*[_closed_branch(D, s.m, c2) for c2 in sound_squared_equal_masses()])

    return stable_form(D).then(
        Step(substitute({s.m1: s.m, s.m2: s.m}), "equal masses"),
        Step(
            Rewrite("E_pm = sqrt(e (e + 2 m c_pm^2)), one closed form each", close),
            "c_pm^2 are the eigenvalues of the coupling matrix",
        ),
        domain=equal_mass_mixture(D),
    )


@derivation
def sound_velocities() -> Derivation:
    """(c_+^2, c_-^2) for m1 = m2 = m as a tuple."""
    sound = Rewrite("c^2 = lim E^2/(hbar p)^2, p -> 0, at m1 = m2", lambda _: sound_squared_equal_masses())

    class Sound(Rewrite):
        def residual(self, before, after, point, digits):
            near = dict(point) | {s.p: sp.Rational(10) ** -digits, s.m1: point[s.m], s.m2: point[s.m]}
            worst = mpmath.mpf(0)
            for branch, c2 in zip(before, after, strict=True):
                slope = evaluate(branch / (s.hbar * s.p) ** 2, near, digits)
                worst = max(worst, abs(slope - evaluate(c2, point, digits)) / abs(evaluate(after[0], point, digits)))
            return worst

    return bogoliubov.squared_energies().then(
        Step(Sound(sound.name, sound.form), "phonons at small momentum"), domain=replace(equal_mass_mixture(3), D=3)
    )
