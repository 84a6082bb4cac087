"""What naidon2021 says in words, and shows in Figs. 1(b) and 2, about the phases of mixtures of any masses.

Along the fraction x of the interval (7), Omega(x) = delta S x (1 - x) + e(x), S = alpha + 1/alpha.  Signs are decided by
Arb balls of the definition of e, so that a sign that is reported is a proof at that point.  Places to look at come from
the kernels and are certified here.
"""

from __future__ import annotations

import functools
from fractions import Fraction

import numpy as np
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import soft_line, vacuum_energy
from entrainment.derive.papers.naidon2021 import text
from entrainment.runtime import phases
from entrainment.runtime.reference.edge_enclosures import curvature_edge_ball, tangent_edge_ball
from entrainment.runtime.reference.enclosures import soft_energy_ball
from flint import arb, ctx

from ...evidence import Evidence
from .. import statement
from .mean_field import DIMENSIONS, proved

#: Asked for again by every relation that is printed about a figure.
curvature_edge, tangent_edge = functools.cache(curvature_edge_ball), functools.cache(tangent_edge_ball)

DIGITS = 25
STEP = Fraction(1, 10**6)  # half-width of the bracket around a touching point, and relative around a corner


@functools.cache
def energy(D: int, x, alpha, z, derivative: int = 0) -> arb:
    """Ball of e or one of its first two derivatives, from the definition."""
    return soft_energy_ball(D, Fraction(x), Fraction(alpha), Fraction(z), derivative=derivative, digits=DIGITS)


def ball(value) -> arb:
    value = Fraction(value)
    return arb(value.numerator) / value.denominator


def norm(alpha) -> arb:
    """S = alpha + 1/alpha."""
    return ball(alpha) + 1 / ball(alpha)


def precise(check):
    """Run a check with the working precision of its balls."""

    @functools.wraps(check)
    def run(*arguments):
        before, ctx.prec = ctx.prec, 140
        try:
            return check(*arguments)
        finally:
            ctx.prec = before

    return run


def curvature(D, x, alpha, z, delta: arb) -> arb:
    """Omega''(x)."""
    return energy(D, x, alpha, z, 2) - 2 * delta * norm(alpha)


def touch(D, x, alpha, z, end: int) -> arb:
    """The delta at which the tangent from the pure phase at ``end`` touches at x; half the curvature over S at x = end."""
    if x == end:
        return energy(D, end, alpha, z, 2) / (2 * norm(alpha))
    span = ball(x) - end
    gap = span * energy(D, x, alpha, z, 1) - energy(D, x, alpha, z) + energy(D, end, alpha, z)
    return gap / (norm(alpha) * span**2)


def touches_at(D, x, alpha, z, delta: arb, end: int) -> bool:
    """Does the tangent from ``end`` touch within STEP of x?  Decided by balls on both sides of x."""
    x = Fraction(x)
    sides = [touch(D, x + shift, alpha, z, end) - delta for shift in (-STEP, STEP)]
    return bool(sides[0] < 0 and sides[1] > 0) or bool(sides[0] > 0 and sides[1] < 0)


# --- no cancellation ---


def singular_points() -> tuple[sp.Expr, sp.Expr]:
    """(tau, K) up to a positive factor, both linear in x, from the modes on the soft line.

    S^2 = tau p^2 + 2 P + e1^2 + e2^2 and P = e1 e2 sqrt(1 + K/p^2).  While tau > 0 and K > 0 the integral e(x) is
    analytic.  Where tau vanishes first, int p^D sqrt(tau + c p) dp leaves tau^(D + 3/2); where K vanishes first,
    int p^(D + 1) sqrt(p^2 + K) dp leaves K^((D + 3)/2), with log(K) in D = 1 and 3.  No parabola has such a point.
    """
    f = {name: form.subs(soft_line.ON_SOFT_LINE) for name, form in vacuum_energy.modes().items()}
    K = (sp.expand(f["P"] ** 2) / (f["e1"] * f["e2"]) ** 2 - 1) * s.p**2
    tau = sp.expand(f["S"] ** 2 - 2 * f["P"]).coeff(s.p, 2)
    common = sp.sqrt(s.alpha**2 + 1)
    return tuple(sp.cancel(sp.together(sp.simplify(form / common))) for form in (tau, K))


def leave_the_interval(tau, K) -> bool:
    """For every alpha and z != 1 one of two functions linear in x vanishes at a real x where the other does not."""
    slopes = [sp.factor(sp.diff(form, s.x)) for form in (tau, K)]
    both_flat = _common_root(slopes, s.alpha)
    both_zero = _common_root((tau, K), s.x)
    linear = not any(slope.has(s.x) for slope in slopes)
    return linear and all(_vanishes_at_equal_masses_only(condition) for condition in (both_flat, both_zero))


def _common_root(forms, symbol) -> sp.Expr:
    return sp.resultant(*(sp.fraction(sp.together(form))[0] for form in forms), symbol)


def _vanishes_at_equal_masses_only(expr) -> bool:
    """True if ``expr`` is zero for no alpha, z > 0 but at z = 1."""
    terms = lambda factor: sp.Add.make_args(sp.expand(factor))
    factors = [factor for factor, _ in sp.factor_list(sp.expand(expr))[1] if factor not in (s.z - 1, 1 - s.z)]
    return sp.expand(expr) != 0 and all(all(term.is_positive for term in terms(factor)) for factor in factors)


@statement("naidon2021:text:cannot-cancel")
@precise
def cannot_cancel(claim, digits):
    """e(x) continued beyond [0, 1] is singular where tau or K vanishes, so that it is no parabola for any alpha."""
    ok = leave_the_interval(*singular_points())
    least, points = None, 0
    for D in DIMENSIONS:
        for z in (Fraction(3, 2), Fraction(5), Fraction(20)):
            alpha = Fraction(float(phases.pinch_corners(D, float(z)).bottom.alpha))
            ends = [energy(D, x, alpha, z, 2) for x in (0, Fraction(1, 2), 1)]
            bulge = ends[1] - ends[0].max(ends[2])
            ok, points = ok and bool(bulge > 0), points + 1
            relative = float((bulge / abs(ends[0])).mid())
            least = relative if least is None else min(least, relative)
    note = "e(x) has a branch point at a real x for every alpha and z != 1, D = 1, 2, 3; where both ends have the same e'',"
    return Evidence(ok, f"{note} the middle exceeds it by {least:.2g} of it or more", "symbolic", points, DIGITS)


# --- scenarios ---


@statement("naidon2021:text:mixed-bubble-scenario")
@precise
def mixed_bubble_scenario(claim, digits):
    """touch_1 rises from the lower to the upper edge where e''' > 0, hence x goes from 0 to 1 as delta_g rises."""
    e = sp.Function("e")
    gap = s.x * sp.diff(e(s.x), s.x) - e(s.x) + e(0)
    numerator = sp.expand(sp.diff(gap / s.x**2, s.x) * s.x**3)  # zero at x = 0, and of positive slope:
    ok = sp.expand(sp.diff(numerator, s.x) - s.x**2 * sp.diff(e(s.x), s.x, 3)) == 0
    found = []
    for D, alpha in ((1, Fraction(27, 10)), (2, Fraction(3, 2)), (3, Fraction(8))):
        compositions = five_curves(D, alpha)
        ok = ok and compositions is not None and sorted(compositions, reverse=True) == list(compositions)
        found += [compositions] if D == 1 and compositions else []
    shown = ", ".join(f"{x:.4f}" for x in found[0]) if found else "none"
    note = f"touching point monotone in delta_g; D = 1, alpha = 2.7: x = {shown} at r = 0.8, 0.5, 0.2"
    return Evidence(ok, note, "enclosure", 15, DIGITS)


FIVE = tuple(Fraction(r, 10) for r in (11, 8, 5, 2, -1))


def five_curves(D: int, alpha: Fraction, order=FIVE):
    """x of the touching points at r = 0.8, 0.5, 0.2, certified; None if any of the five curves has another shape."""
    lower, upper = curvature_edge(D, "left", alpha, 1, DIGITS), tangent_edge(D, "right", alpha, 1, DIGITS)
    separated, *bubbles, miscible = [lower + ball(r) * (upper - lower) for r in order]
    beyond = curvature(D, 0, alpha, 1, separated) < 0 and touch(D, 1, alpha, 1, 0) < separated
    convex = curvature(D, 0, alpha, 1, miscible) > 0 and curvature(D, 1, alpha, 1, miscible) > 0
    if not (beyond and convex):
        return None
    compositions = []
    for delta in bubbles:
        x = float(phases.tangent_points(D, float(alpha), 1.0, float(delta.mid())).from_1)
        bends = curvature(D, 0, alpha, 1, delta) < 0 and curvature(D, 1, alpha, 1, delta) > 0
        if not (np.isfinite(x) and bends and touches_at(D, x, alpha, 1, delta, 0)):
            return None
        compositions.append(x)
    return tuple(compositions)


def inside_pinch(D: int, z: float) -> tuple[Fraction, Fraction]:
    """(alpha, delta) in the middle of the pinch."""
    corners = phases.pinch_corners(D, z)
    alpha = float(np.sqrt(corners.at_1.alpha * corners.at_2.alpha))
    edges = phases.window(D, alpha, z)
    return Fraction(alpha), Fraction(float((edges.split + edges.upper) / 2))


def two_tangents(D: int, z: float, alpha: Fraction, delta: Fraction) -> bool:
    """Concave at both ends, convex between the touching points of two tangents, one from each pure phase."""
    x = [float(point) for point in phases.tangent_points(D, float(alpha), z, float(delta))]
    if not (np.isfinite(x).all() and x[0] < x[1]):
        return False
    level = ball(delta)
    ends = all(curvature(D, end, alpha, z, level) < 0 for end in (0, 1))
    between = all(curvature(D, at, alpha, z, level) > 0 for at in (Fraction(x[0]), Fraction(sum(x) / 2), Fraction(x[1])))
    return bool(ends and between and all(touches_at(D, x[end], alpha, z, level, end) for end in (0, 1)))


def sign_changes(D: int, z: float, alpha: Fraction, delta: Fraction) -> int:
    """How often the kernel of Omega'' changes sign along the interval (sampled)."""
    x = np.linspace(0, 1, 201)
    omega = phases.kernel(f"soft_curvature_{D}d")(x, float(alpha), z) - 2 * float(delta) * float(alpha + 1 / alpha)
    return int(np.count_nonzero(np.diff(np.sign(omega))))


@statement("naidon2021:text:pinch-shape")
@precise
def pinch_shape(claim, digits):
    """One point in each pinch, z = 5 and 20."""
    places = [(D, z, *inside_pinch(D, z)) for D in DIMENSIONS for z in (5.0, 20.0)]
    ok = all(two_tangents(*place) and sign_changes(*place) == 2 for place in places)
    note = "concave ends, convex middle, a tangent from each pure phase; Omega'' sampled in between"
    return Evidence(ok, note, "enclosure", len(places), DIGITS)


def certified_corner(D: int, z: float, name: str) -> Fraction:
    """alpha of a corner of the pinch, where tangent and curvature edge of one side meet; raises if they do not."""
    corner = getattr(phases.pinch_corners(D, z), name)
    side, alpha = {"at_1": "left", "at_2": "right"}[name], Fraction(float(corner.alpha))
    gaps = [
        tangent_edge(D, side, a, Fraction(z), DIGITS) - curvature_edge(D, side, a, Fraction(z), DIGITS)
        for a in (alpha * (1 - STEP), alpha * (1 + STEP))
    ]
    if not (bool(gaps[0] < 0 and gaps[1] > 0) or bool(gaps[0] > 0 and gaps[1] < 0)):
        raise ArithmeticError(f"no corner {name} at alpha = {float(alpha)}, D = {D}, z = {z}")
    return alpha


@statement("naidon2021:text:pinch-more-probable")
@precise
def pinch_more_probable(claim, digits):
    """Extent of the pinch in alpha, and in ln(alpha), between certified corners."""
    ends = {(D, z): [certified_corner(D, z, name) for name in ("at_1", "at_2")] for D in DIMENSIONS for z in (5.0, 20.0)}
    measures = (lambda low, high: sp.Rational(str(high - low)), lambda low, high: sp.Float(np.log(float(high / low))))
    ok = all(
        proved(relation, {text.pinch_span: lambda D, z, measure=measure: measure(*ends[int(D), float(z)])})
        for z in (5, 20)
        for measure in measures
        for relation in (printed.subs(s.z, z) for printed in claim.printed)
    )
    extent = lambda D, z: "-".join(f"{float(end):.3f}" for end in ends[D, z])
    shown = "; ".join(f"z = {z:g}, D = 3, 2, 1: " + ", ".join(extent(D, z) for D in (3, 2, 1)) for z in (5.0, 20.0))
    return Evidence(ok, f"alpha from-to at {shown}", "enclosure", 2 * len(ends), DIGITS)


# --- figures ---


@statement("naidon2021:fig1b")
@precise
def figure_1b(claim, digits):
    """The five curves at held-out points, and their shapes."""
    alpha, worst = Fraction(27, 10), 0.0
    ok = five_curves(1, alpha) is not None
    edges = phases.window(1, float(alpha), 1.0)
    for r in (1.1, 0.8, 0.5, 0.2, -0.1):
        delta = float(edges.lower + r * (edges.upper - edges.lower))
        for x in (Fraction(1, 7), Fraction(5, 11), Fraction(9, 10)):
            chord = (1 - ball(x)) * energy(1, 0, alpha, 1) + ball(x) * energy(1, 1, alpha, 1)
            omega = ball(Fraction(delta)) * norm(alpha) * ball(x) * (1 - ball(x)) + energy(1, x, alpha, 1) - chord
            drawn = float(phases.grand_potential(1, float(alpha), 1.0, delta, float(x)))
            worst = max(worst, abs(drawn - float(omega.mid())) / abs(float(chord.mid())))
    ok = ok and worst < 1e-13
    return Evidence(ok, f"curves off by {worst:.1e} of E_B; all five have the shapes drawn", "enclosure", 15, 13)


@statement("naidon2021:fig2")
@precise
def figure_2(claim, digits):
    """Boundaries at held-out alpha for each panel, the curved triangle included."""
    worst, points, ok = 0.0, 0, True
    for D in DIMENSIONS:
        for z in (1.0, 5.0, 20.0):
            low = 1.0 if z == 1 else float(phases.pinch_corners(D, z).at_1.alpha)
            for alpha, bath, side, other in ((3.3, 1, "left", "right"), (0.6 * low, 2, "right", "left")):
                edges, exact = phases.window(D, alpha, z), Fraction(alpha)
                lower = curvature_edge(D, side, exact, Fraction(z))
                upper = tangent_edge(D, other, exact, Fraction(z))
                ok = ok and edges.bath == bath and np.isnan(edges.x_triple)
                pairs = ((edges.lower, lower), (edges.upper, upper))
                worst = max(worst, *(abs(float(found) / float(true.mid()) - 1) for found, true in pairs))
                points += 2
            if z > 1:
                alpha, delta = inside_pinch(D, z)
                edges = phases.window(D, float(alpha), z)
                top = ball(Fraction(float(edges.upper)))
                ok = ok and two_tangents(D, z, alpha, delta)
                ok = ok and all(touches_at(D, float(edges.x_triple), alpha, z, top, end) for end in (0, 1))
                points += 2
    ok = bool(ok and worst < 1e-12)
    note = f"edges off by {worst:.1e}, baths as shaded, both tangents and the triple line in each pinch"
    return Evidence(ok, note, "enclosure", points, 12)
