"""Mixed bubbles at equal masses: the soft direction of a mixture near its miscibility threshold.

naidon2021 Eqs. (5)-(10).  g = sqrt(g11 g22), alpha = sqrt(g22/g11), delta_g = g12 - g is of the order of the quantum
correction; n_plus is stiff, n_minus is soft.  Pure 1 is n_L = -alpha n_plus, pure 2 is n_R = n_plus/alpha.
The edges of the window are the chapter ``window_edges``, unequal masses ``soft_line``.
"""

from __future__ import annotations

import sympy as sp

from . import notation as s
from . import vacuum_energy
from .domain import Domain
from .notation import E_B
from .numeric import evaluate
from .records import Derivation, Step, derivation
from .rules import Differentiate, Leading, Rewrite, SolveLinear, substitute

n_left, n_right = -s.alpha * s.n_plus, s.n_plus / s.alpha
_ORDER = sp.Symbol("order", positive=True)  # counts powers of delta_g inside E_B
_NORM = sp.sqrt(s.alpha + 1 / s.alpha)

#: Eqs. (5), (6) inverted: densities in terms of n_plus, n_minus.
ROTATION = {
    s.n1: (s.n_plus / sp.sqrt(s.alpha) - sp.sqrt(s.alpha) * s.n_minus) / _NORM,
    s.n2: (sp.sqrt(s.alpha) * s.n_plus + s.n_minus / sp.sqrt(s.alpha)) / _NORM,
}
_MU_ROTATION = {
    s.mu1: (s.mu_plus / sp.sqrt(s.alpha) - sp.sqrt(s.alpha) * s.mu_minus) / _NORM,
    s.mu2: (sp.sqrt(s.alpha) * s.mu_plus + s.mu_minus / sp.sqrt(s.alpha)) / _NORM,
}


def window(D: int) -> Domain:
    """Equal masses near threshold, both components present, alpha on both sides of 1."""
    g11, g22 = s.couplings_from(s.alpha)
    ranges = (
        (s.hbar, 0.5, 2),
        (s.m, 0.2, 5),
        (s.g, 0.2, 5),
        (s.alpha, 0.05, 20),
        (s.n_plus, 0.1, 10),
        (s.x, 0.01, 0.99),
        (s.delta_g, -0.01, 0),
        (s.mu_plus, -3, 3),
        (s.mu_minus, -3, 3),
        (E_B, -1, 1),
        (s.C, 0.5, 5),
    )
    return Domain(
        D,
        ranges + (((s.kappa, 0.5, 5),) if D == 2 else ()),
        constraints=(sp.Ne(s.alpha, 1),),
        given=(
            (s.n_minus, n_left + s.x * (n_right - n_left)),
            (s.m1, s.m),
            (s.m2, s.m),
            (s.g11, g11),
            (s.g22, g22),
            (s.g12, s.g + s.delta_g),
            *ROTATION.items(),
            *_MU_ROTATION.items(),
            (_ORDER, sp.S.One),
        ),
        special=((s.alpha, sp.S.One),),
    )


def _collect_terms(expr):
    """Factor each power of the couplings separately, so that the mean-field and quantum terms stay apart."""
    terms = sp.Add.make_args(sp.expand(expr))
    labels = (s.mu_plus, s.mu_minus, s.delta_g, E_B)
    mean_field = sp.Add(*[t for t in terms if not t.has(*labels)])
    return sp.factor(mean_field) + sp.collect(sp.expand(expr - mean_field), labels, sp.factor)


def mean_field_energy() -> sp.Expr:
    return s.g11 * s.n1**2 / 2 + s.g22 * s.n2**2 / 2 + s.g12 * s.n1 * s.n2


def sound_at_threshold() -> sp.Expr:
    """c_+^2 when c_-^2 = 0: the sum of both squares of ``vacuum_energy.sound_squared_equal_masses``."""
    return sp.Add(*vacuum_energy.sound_squared_equal_masses())


@derivation
def stiff_sound() -> Derivation:
    """c_+^2 along the soft direction at delta_g = 0."""
    g11, g22 = s.couplings_from(s.alpha)
    in_window = {s.g11: g11, s.g22: g22, s.g12: s.g + _ORDER * s.delta_g}

    def upper(both):
        return both[0]

    def at_threshold(c2):
        del c2
        return sound_at_threshold().subs(in_window)

    class UpperBranch(Rewrite):
        def residual(self, before, after, point, digits):
            return abs(evaluate(before[0], point, digits) / evaluate(after, point, digits) - 1)

    return Derivation(
        "",
        vacuum_energy.sound_velocities().result,
        (
            Step(UpperBranch("the upper branch", upper)),
            Step(substitute(in_window), "coupling constants near threshold"),
            Step(Leading(_ORDER, sp.S.Zero, at_threshold), "delta_g/g is of order eta"),
            Step(substitute(ROTATION, lambda e: sp.factor(sp.simplify(e))), "Eqs. (5), (6)"),
        ),
        window(3),
    )


@derivation
def mean_field_potential() -> Derivation:
    """Omega of Eq. (2) along the stiff and the soft direction, E_B left as a symbol: valid for any masses."""
    g11, g22 = s.couplings_from(s.alpha)
    return Derivation(
        "",
        mean_field_energy() + E_B - s.mu1 * s.n1 - s.mu2 * s.n2,
        (
            Step(
                substitute({s.g11: g11, s.g22: g22, s.g12: s.g + s.delta_g}, lambda e: e),
                "g = sqrt(g11 g22), alpha = sqrt(g22/g11), delta_g = g12 - g",
            ),
            Step(substitute(ROTATION | _MU_ROTATION, _collect_terms), "rotate, Eqs. (5), (6); the mu alike"),
        ),
        window(3),
    )


@derivation
def vacuum_at_threshold(D: int) -> Derivation:
    """E_B on the soft line: delta_g = 0, so c_- = 0 and only the upper branch is left."""
    g11, g22 = s.couplings_from(s.alpha)
    closed = vacuum_energy.one_component(D).result

    def lead(_):
        return closed.subs(vacuum_energy.c_sound, sp.sqrt(sound_at_threshold().subs({s.g11: g11, s.g22: g22})))

    def along_soft_line(_):
        return closed.subs(vacuum_energy.c_sound, sp.sqrt(stiff_sound().result))

    class Rotated(Rewrite):
        def residual(self, before, after, point, digits):
            full = window(D).complete(point)
            return abs(evaluate(before, full, digits) / evaluate(after, point, digits) - 1)

    return Derivation(
        "",
        vacuum_energy.equal_masses(D).result,
        (
            Step(
                substitute({s.g11: g11, s.g22: g22, s.g12: s.g + _ORDER * s.delta_g}, lambda e: e),
                "couplings near threshold",
            ),
            Step(
                Leading(_ORDER, sp.S.Zero, lead),
                "delta_g/g is of order eta, so E_B needs delta_g = 0 only: c_-^2 vanishes with delta_g",
            ),
            Step(Rotated("c_+^2 along the soft direction", along_soft_line), "stiff_sound(), Eqs. (5), (6)"),
        ),
        window(D),
    )


@derivation
def grand_potential(D: int) -> Derivation:
    """Omega of Eq. (8) at equal masses, with E_B in closed form along the soft direction."""
    return mean_field_potential().then(
        Step(substitute({E_B: vacuum_at_threshold(D).result}, lambda e: e), "vacuum_at_threshold(D)"), domain=window(D)
    )


@derivation
def stiff_density() -> Derivation:
    """n_plus that minimises the first line of Eq. (8)."""
    leading = lambda omega: omega.subs({E_B: 0, s.delta_g: 0, s.mu_minus: 0})

    class FirstLine(Rewrite):
        """The second line scales with a higher power of eta: with it scaled down, both sides agree."""

        def residual(self, before, after, point, digits):
            tiny = sp.Rational(10) ** (-2 * digits)
            small = dict(point) | {k: point[k] * tiny for k in (E_B, s.delta_g, s.mu_minus)}
            left, right = evaluate(before, small, digits), evaluate(after, point, digits)
            return abs(left - right) / abs(right) / 10**6

    return mean_field_potential().then(
        Step(FirstLine("first line of Eq. (8)", leading), "E_B, delta_g and mu_minus are smaller by eta"),
        Step(Differentiate(s.n_plus), "minimum along the stiff direction"),
        Step(SolveLinear(s.n_plus)),
    )


@derivation
def pure_ends() -> Derivation:
    """n_minus at which n2, then n1, vanishes at fixed n_plus."""

    def solve(densities):
        return sp.Tuple(*[sp.simplify(sp.solve(density, s.n_minus)[0]) for density in densities])

    class Vanishing(Rewrite):
        def residual(self, before, after, point, digits):
            at = [evaluate(density.subs(s.n_minus, end), point, digits) for density, end in zip(before, after, strict=True)]
            return max(map(abs, at)) / evaluate(s.n_plus, point, digits)

    return Derivation(
        "",
        sp.Tuple(ROTATION[s.n2], ROTATION[s.n1]),
        (Step(Vanishing("solve for n_minus", solve), "n2 = 0 is pure 1, n1 = 0 is pure 2"),),
        window(3),
    )


def small_parameter_domain(D: int) -> Domain:
    ranges = ((s.hbar, 0.5, 2), (s.m, 0.2, 5), (s.g, 0.2, 5), (s.n1, 0.1, 10))
    return Domain(D, ranges + (((s.kappa, 0.5, 5),) if D == 2 else ()))


@derivation
def small_parameter(D: int) -> Derivation:
    """eta: E_B of one component over its mean-field energy g n^2/2, without numbers and logarithms."""
    n = s.n1
    energy = vacuum_energy.one_component(D).result.subs(vacuum_energy.c_sound, sp.sqrt(s.g * n / s.m))

    def monomial(ratio):
        return sp.Mul(
            *[f for f in sp.Mul.make_args(sp.powdenest(sp.simplify(ratio), force=True)) if f.free_symbols and not f.has(sp.log)]
        )

    class Scaling(Rewrite):
        """Doubling any parameter changes both sides by the same factor, logarithms kept fixed; no number is left."""

        def residual(self, before, after, point, digits):
            worst = abs(evaluate(after, dict.fromkeys(after.free_symbols, sp.S.One), digits) - 1)
            for symbol in (s.hbar, s.m, s.g, n):
                moved = dict(point) | {symbol: 2 * point[symbol]}
                if D == 2:  # keep hbar kappa/(m c) fixed
                    unit = sp.sqrt(s.g * n * s.m) / s.hbar
                    moved[s.kappa] = point[s.kappa] * (unit.subs(moved) / unit.subs(point))
                left, right = (evaluate(f, moved, digits) / evaluate(f, point, digits) for f in (before, after))
                worst = max(worst, abs(left / right - 1))
            return worst

    return Derivation(
        "",
        energy / (s.g * n**2 / 2),
        (Step(Scaling("powers of the parameters", monomial), "numbers and logarithms do not count in a scaling"),),
        small_parameter_domain(D),
    )


def reduced_unit(D: int) -> sp.Expr:
    """eta, the small parameter: delta_g/(g eta) is a pure number."""
    return {
        1: sp.sqrt(s.m * s.g / s.n_plus) / s.hbar,
        2: s.m * s.g / s.hbar**2,
        3: sp.sqrt(s.m**3 * s.g**3 * s.n_plus) / s.hbar**3,
    }[D]
