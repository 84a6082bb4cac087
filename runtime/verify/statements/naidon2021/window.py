"""What naidon2021 says in words about the window and the grand potential, proved from the derived forms.

Signs over a whole range of alpha are proved by coefficients of one sign, after a ladder of derivatives where a logarithm
is present.
"""

from __future__ import annotations

import functools
from fractions import Fraction

import mpmath
import sympy as sp
from entrainment.derive import mixed_bubbles, scattering, soft_line, vacuum_energy, window_edges
from entrainment.derive import notation as s
from entrainment.derive.numeric import evaluate
from entrainment.derive.papers.naidon2021 import equations, text
from entrainment.runtime.reference.edge_enclosures import curvature_edge_ball, tangent_edge_ball
from entrainment.runtime.reference.enclosures import vacuum_energy_ball
from entrainment.runtime.reference.scattering import cutoff_coupling

from ... import checks
from ...evidence import Evidence
from ...symbolic import prove_zero
from .. import positive_by_coefficients, statement
from .mean_field import DIMENSIONS, proved

_b, _t = sp.symbols("b t", positive=True)


@functools.cache
def positive_beyond_one(expr, ladder: int = 4) -> bool:
    """True if ``expr`` > 0 is proved for all alpha > 1: by coefficients in sqrt(alpha), or f(1) >= 0 and f' > 0."""
    if positive_by_coefficients(sp.factor(sp.simplify(expr.subs(s.alpha, _b**2))), (_b > 1,)):
        return True
    start = sp.simplify(expr.subs(s.alpha, 1))
    return bool(ladder and start.is_nonnegative and positive_beyond_one(sp.diff(expr, s.alpha), ladder - 1))


@functools.cache
def edges_over_eta(D: int) -> tuple[sp.Expr, sp.Expr]:
    """(lower, upper) edge over g eta at equal masses; in D = 2 less the running logarithm, common to both."""
    if D == 2:
        unit = window_edges.window_logarithm()[0] / mixed_bubbles.reduced_unit(2)
        parameters = (window_edges.window_parameter(edge).result for edge in ("lower", "upper"))
        return tuple(sp.expand(sp.cancel(sp.together(unit * C))) for C in parameters)
    relative = sp.simplify(window_edges.lower_edge(D).result / s.g / mixed_bubbles.reduced_unit(D))
    lower = sp.powdenest(relative, force=True)
    return lower, lower * window_edges.edge_ratio(D).result


def _edges_mean(D: int) -> dict:
    lower, upper = edges_over_eta(D)
    if not {*lower.free_symbols, *upper.free_symbols} <= {s.alpha}:
        raise ValueError(f"the edges over g eta depend on {lower.free_symbols | upper.free_symbols}")
    meaning = lambda edge: lambda alpha, eta: s.g * eta * edge.subs(s.alpha, alpha)
    return {text.delta_g_min: meaning(lower), text.delta_g_max: meaning(upper)}


@statement("naidon2021:text:window-closes")
def window_closes(claim, digits):
    """At alpha = 1 the edges meet and E_B is flat; for alpha > 1 the window is open, so that it closes only there."""
    ok = True
    for D in DIMENSIONS:
        lower, upper = (sp.limit(edge, s.alpha, 1) for edge in edges_over_eta(D))
        flat = mixed_bubbles.vacuum_at_threshold(D).result.subs(s.alpha, 1)
        meanings = {
            text.E_B: lambda n, flat=flat: flat.subs(s.n_minus, n),
            text.delta_g_min: lambda a, e, edge=lower: s.g * e * edge,
            text.delta_g_max: lambda a, e, edge=upper: s.g * e * edge,
        }
        ok = ok and all(proved(relation, meanings) for relation in claim.printed)
        ok = ok and positive_beyond_one(edges_over_eta(D)[1] - edges_over_eta(D)[0])
    return Evidence(ok, "equal edges and flat E_B at alpha = 1, open for every alpha > 1; D = 1, 2, 3", "symbolic")


@statement("naidon2021:text:widens-with-alpha")
def widens_with_alpha(claim, digits):
    """d/d alpha of the width at fixed g, m, n_plus is positive for every alpha > 1."""
    prove = lambda gap: positive_beyond_one(gap.subs({s.g: 1, s.eta: 1}))
    ok = all(proved(relation, _edges_mean(D), prove) for D in DIMENSIONS for relation in claim.printed)
    return Evidence(ok, "derivative of the width by alpha positive for all alpha > 1, D = 1, 2, 3", "polynomial")


@statement("naidon2021:text:widens-with-eta")
def widens_with_eta(claim, digits):
    """The width over g eta is a positive function of alpha alone."""
    prove = lambda gap: positive_beyond_one(gap.subs(s.g, 1))
    ok = all(proved(relation, _edges_mean(D), prove) for D in DIMENSIONS for relation in claim.printed)
    return Evidence(ok, "width = g eta w(alpha) with w > 0 for all alpha > 1, D = 1, 2, 3", "polynomial")


@statement("naidon2021:text:monotonic-curvature")
def monotonic_curvature(claim, digits):
    """Every factor of the third derivative is a sum of positive terms in alpha - 1 and n_minus - n_L."""

    def positive(gap):
        gap = sp.factor(gap.subs(s.n_minus, mixed_bubbles.n_left + _t)).subs(s.alpha, 1 + _b)
        return bool(gap.replace(lambda e: e.is_Pow, lambda e: sp.expand(e.base) ** e.exp).is_positive)

    meaning = lambda D: {text.Omega: lambda n: mixed_bubbles.grand_potential(D).result.subs(s.n_minus, n)}
    ok = all(proved(relation, meaning(D), positive) for D in DIMENSIONS for relation in claim.printed)
    return Evidence(ok, "Omega''' > 0 for all alpha > 1 and n_minus > n_L, D = 1, 2, 3", "symbolic")


def _scaled(expr, D: int, factor):
    """``expr`` with eta, delta_g/g and mu_minus/mu_plus multiplied by ``factor``, m g n_plus/(hbar kappa)^2 kept."""
    mass = {1: factor**2, 2: factor, 3: factor ** sp.Rational(2, 3)}[D]
    scaled = {s.m: s.m * mass, s.delta_g: s.delta_g * factor, s.mu_minus: s.mu_minus * factor}
    return expr.subs(scaled | {s.kappa: s.kappa * sp.sqrt(mass)}, simultaneous=True)


@statement("naidon2021:text:delta-n-plus")
def delta_n_plus(claim, digits):
    """The second line is proportional to eta; the exact minimum in n_plus shows the orders of both shifts."""
    ok, points = True, 0
    for D in DIMENSIONS:
        omega = mixed_bubbles.grand_potential(D).result
        first = omega.subs({s.delta_g: 0, s.mu_minus: 0}) - mixed_bubbles.vacuum_at_threshold(D).result
        second = omega - first
        ok = ok and prove_zero(sp.simplify(sp.expand_log(_scaled(second, D, _t) - _t * second, force=True)))
        for point in checks.draw(mixed_bubbles.window(D).where(s.alpha > 1), 2, checks.SEED):
            orders = dict(zip((s.n_plus, text.OMEGA), _orders(omega, D, point, digits), strict=True))
            meanings = {text.order: lambda shift, orders=orders: orders[shift.args[0]]}
            ok = ok and all(proved(relation, meanings) for relation in claim.printed)
            points += 1
    note = "second line proportional to eta (equal masses); exact minimum in n_plus at fixed n_minus at two eta"
    return Evidence(ok, note, "symbolic", points, digits)


def _orders(omega, D, point, digits) -> tuple:
    """Powers of eta of the shift of n_plus and of Omega, from the exact minima at eta and eta/10 (both tiny)."""
    sizes = []
    stiffness = sp.diff(omega, s.n_plus)
    for tiny in (sp.Rational(1, 10**12), sp.Rational(1, 10**13)):
        small = [key for key in (s.m, s.kappa, s.delta_g, s.mu_minus) if key in point]
        values = dict(point) | {key: _scaled(key, D, tiny).subs(point) for key in small}
        values[s.mu_plus] = (s.g * (s.alpha + 1 / s.alpha) * s.n_plus).subs(values)
        with mpmath.workdps(digits + 40):
            start = evaluate(values[s.n_plus], {}, digits + 40)
            slope = lambda n, v=values: evaluate(stiffness, v | {s.n_plus: n}, digits + 30)
            n = mpmath.findroot(slope, (start, start * (1 + mpmath.mpf(10) ** -11)), tol=mpmath.mpf(10) ** -digits)
            change = [evaluate(omega, values | {s.n_plus: at}, digits + 40) for at in (start, n)]
            sizes.append((abs(n - start), abs(change[1] - change[0])))
    slopes = [mpmath.log10(before / after) for before, after in zip(*sizes, strict=True)]
    return tuple(sp.Integer(round(v)) if abs(v - round(v)) < mpmath.mpf(10) ** -6 else sp.nan for v in slopes)


def second_order_running() -> sp.Expr:
    """d Omega/d log(kappa) to second order in the couplings, any masses: mean field and explicit cutoff of E_B."""
    coupling = scattering.bare_coupling().result
    rate = sp.simplify(sp.diff(coupling, s.kappa) * s.kappa / coupling**2)
    total = sp.S.Zero
    for pair, name in (((1, 1), s.g11), ((2, 2), s.g22), ((1, 2), s.g12)):
        flow = rate.subs(s.m_r, vacuum_energy.reduced_mass(*pair)) * name**2
        total += sp.diff(mixed_bubbles.mean_field_energy(), name) * flow
    counter = vacuum_energy.momentum_measure(2) * sp.diff(vacuum_energy.counterterm(2), s.kappa) * s.kappa
    return total + sp.Add(*[sp.integrate(term, (s.p, 0, sp.oo)) for term in sp.Add.make_args(sp.expand(counter))])


def change_of_grand_potential(g: Fraction, digits: int = 12) -> tuple:
    """(mean field alone, whole) change of the energy density over g n^2 as kappa goes from 1 to 2, n = 1/g, m2 = 3 m1.

    Scattering lengths are fixed so that g11 = g22 = g and g12 = 9 g/10 at kappa = 1; the rest is the definition.
    """
    reduced_11, reduced_22, reduced_12 = Fraction(1, 2), Fraction(3, 2), Fraction(3, 4)
    densities, energies = (1 / g, 1 / (2 * g)), []
    with mpmath.workdps(digits + 20):
        strengths = ((reduced_11, g), (reduced_22, g), (reduced_12, g * Fraction(9, 10)))
        logarithms = [mpmath.pi * (m * coupling).denominator / (m * coupling).numerator for m, coupling in strengths]
        lengths = [2 * mpmath.exp(-mpmath.euler - logarithm) for logarithm in logarithms]
        for kappa in (1, 2):
            g11, g22, g12 = (
                Fraction(mpmath.nstr(cutoff_coupling(kappa, m, a, digits=digits), digits))
                for (m, _), a in zip(strengths, lengths, strict=True)
            )
            n1, n2 = densities
            mean = g11 * n1**2 / 2 + g22 * n2**2 / 2 + g12 * n1 * n2
            vacuum = vacuum_energy_ball(2, 1, 3, g11, g22, g12, n1, n2, kappa=kappa, digits=digits)
            energies.append((float(mean), float(mean) + float(vacuum.mid())))
    return tuple((after - before) * float(g) for before, after in zip(*energies, strict=True))


@statement("naidon2021:text:kappa-independent-2d")
def kappa_independent(claim, digits):
    """The change of order g^2 cancels identically; the reference shows that what is left is one order higher."""
    change = second_order_running()
    (relation,) = claim.printed
    ok = proved(relation, {text.Omega: lambda kappa: change * sp.log(kappa)})
    coarse, fine = (change_of_grand_potential(Fraction(1, n)) for n in (10, 20))
    powers = [float(mpmath.log(a / b, 2)) for a, b in zip(coarse, fine, strict=True)]
    ok = ok and abs(powers[0] - 1) < 0.1 and abs(powers[1] - 2) < 0.1
    note = f"mean field alone changes as g^{powers[0]:.2f}, all as g^{powers[1]:.2f}"
    return Evidence(ok, f"order g^2 cancels for any masses; over g n^2 {note}", "symbolic", 2, 12)


@statement("naidon2021:text:R-does-not-run")
def r_does_not_run(claim, digits):
    """R as printed, delta_g following its flow."""
    (printed,) = (c.printed.rhs for c in equations.EQUATIONS if c.id == "naidon2021:18")
    flow = scattering.running_asymmetry().result * s.m * s.g**2 / s.hbar**2
    meaning = lambda kappa: printed.subs({s.delta_g: s.delta_g + flow * sp.log(kappa), s.kappa: kappa})
    ok = all(proved(relation, {text.R_of: meaning}) for relation in claim.printed)
    return Evidence(ok, "dR/dkappa = 0 with the flow of delta_g, any alpha and z", "symbolic")


def _positive_below_limit(gap) -> bool:
    """Zero or positive where the logarithm is -C_max, and growing from there."""
    limit = sp.simplify(gap.subs(_t, 0))
    return (limit == 0 or positive_beyond_one(limit)) and positive_beyond_one(sp.diff(gap, _t))


@statement("naidon2021:text:signs")
def signs(claim, digits):
    """D = 1, 3: both edges; D = 2: both edges once the logarithm is below -C_max, and a point where it is not."""
    sign, ok = {relation.lhs.args[0]: relation for relation in claim.printed}, True
    for D in (1, 3):
        meanings = [{text.bubble: lambda _, edge=edge: edge} for edge in edges_over_eta(D)]
        ok = ok and all(proved(sign[D], meaning, positive_beyond_one) for meaning in meanings)
    prefactor, logarithm = window_edges.window_logarithm()
    largest = window_edges.window_parameter("upper").result
    unit = prefactor.subs({s.m: 1, s.g: 1, s.hbar: 1})
    for C in (sp.Integer(2), largest):
        edge = sp.expand(sp.cancel(sp.together(unit * (C - largest - _t))))  # logarithm = -C_max - t
        ok = ok and proved(sign[2], {text.bubble: lambda _, edge=edge: edge}, _positive_below_limit)
    point = {s.hbar: 1, s.g: 1, s.n_plus: 1, s.m: sp.Rational(1, 10), s.alpha: sp.Rational(27, 10)}
    point[s.kappa] = sp.Rational(1, 3)
    low, high = (evaluate((prefactor * (C + logarithm)).subs(point), {}, 15) for C in (2, largest))
    return Evidence(
        ok,
        "both edges of the window, all alpha > 1",
        "symbolic",
        assumption="D = 2: (hbar kappa)^2 > exp(C_max) sqrt(alpha^2 + 1) m g n_plus/alpha, C_max the upper limit in (13)",
        witness=f"D = 2, m g/hbar^2 = 1/10, alpha = 2.7, (hbar kappa)^2 = 1.11 m g n_plus: the window is {mpmath.nstr(low, 4)} "
        f"< delta_g/g < {mpmath.nstr(high, 4)}",
    )


@functools.cache
def closed_width(D: int, z: int) -> tuple[sp.Expr, sp.Expr]:
    """(width of the window for alpha >= 1, margin by which there is no second tangent) at the mass ratio z."""
    tangent, lower, far = (
        build(D, side).result.subs(s.z, z)
        for build, side in (
            (soft_line.tangent_edge, "right"),
            (soft_line.curvature_edge, "left"),
            (soft_line.curvature_edge, "right"),
        )
    )
    return tangent - lower, far - tangent


@functools.cache
def positive_from_one(expr, D: int) -> bool:
    """True if a combination of edges at fixed z is proved positive for all alpha >= 1.

    D = 1, 3: a polynomial in sqrt(alpha) - 1 after a positive factor; D = 2: a polynomial and log(alpha) times one, three
    derivatives make it rational.  Coefficients contain numbers such as log(5): their signs are taken at 30 digits.
    """
    if D == 2:
        form = sp.expand(sp.expand_log(s.alpha * expr))
        third = sp.expand(sp.diff(form, s.alpha, 3) * s.alpha**3)
        at_one = [evaluate(sp.diff(form, s.alpha, k).subs(s.alpha, 1), {}, 30) for k in range(3)]
        return all(value >= 0 for value in at_one) and at_one[0] > 0 and _one_sign(third.subs(s.alpha, 1 + _t))
    factor = {1: _b**3 * (_b**4 + 1) ** sp.Rational(1, 4), 3: _b**3 * (_b**4 + 1) ** sp.Rational(3, 4)}[D]
    form = sp.expand(sp.powsimp(sp.expand(expr.subs(s.alpha, _b**2) * factor)))
    return _one_sign(sp.expand(form.subs(_b, 1 + _t)))


def _one_sign(polynomial) -> bool:
    coefficients = [evaluate(c, {}, 30) for c in sp.Poly(sp.expand(polynomial), _t).all_coeffs() if c != 0]
    return all(c > 0 for c in coefficients) and bool(coefficients)


@functools.cache
def certified_width(D, alpha, z):
    """Ball of the width where pure 2 is the bath and no pinch is: tangent edge at pure 1 less curvature edge at pure 2."""
    return tangent_edge_ball(D, "left", alpha, z, digits=25) - curvature_edge_ball(D, "right", alpha, z, digits=25)


@statement("naidon2021:text:mass-imbalance-widens")
def mass_imbalance_widens(claim, digits):
    """ln(alpha) ln(z) >= 0: a proof for all alpha >= 1; opposite signs: widths at two points, certified."""
    ok = True
    for D in DIMENSIONS:
        forms = {z: closed_width(D, z) for z in (1, 5, 20)}
        one_tangent = all(positive_from_one(forms[z][1], D) for z in (5, 20))
        meanings = {text.width: lambda alpha, z, forms=forms: forms[int(z)][0]}
        prove = functools.partial(positive_from_one, D=D)
        ok = ok and one_tangent and all(proved(relation, meanings, prove) for relation in claim.printed)
    narrower = [(D, Fraction(1, 5), [certified_width(D, Fraction(1, 5), z) for z in (1, 5)]) for D in (2, 3)]
    ok = ok and all(widths[1] < widths[0] for _, _, widths in narrower)
    shown = ", ".join(
        f"D = {D}, alpha = {float(alpha)}: width {float(one.mid()):.4g} at z = 1, {float(five.mid()):.4g} at z = 5"
        for D, alpha, (one, five) in narrower
    )
    return Evidence(
        ok,
        "width(z = 20) > width(z = 5) > width(z = 1) in units of g eta for every alpha >= 1, D = 1, 2, 3",
        "polynomial",
        assumption="ln(alpha) and ln(z) have the same sign, or alpha = 1",
        witness=f"with opposite signs the window narrows: {shown}",
    )
