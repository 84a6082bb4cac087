"""What naidon2021 says in words of the mean field, of the masses and of the exchange of the components.

A printed relation is checked by replacing the functions that stand in it by derived forms; a relation with its sides
exchanged is refused.  The window is in ``window``, phases and figures in ``phases``.
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp
from entrainment.derive import mixed_bubbles, soft_line, vacuum_energy
from entrainment.derive import notation as s
from entrainment.derive.papers.naidon2021 import text
from entrainment.derive.rules import SolveLinear
from entrainment.runtime import species
from entrainment.runtime.reference.edge_enclosures import curvature_edge_ball, tangent_edge_ball

from ... import checks
from ...evidence import Evidence
from ...symbolic import prove_zero
from .. import statement

DIMENSIONS = (1, 2, 3)
_t = sp.Symbol("t", positive=True)


def put(expr, meanings: dict):
    """``expr`` with each function replaced by what it means (a callable of its arguments), derivatives carried out."""
    for function, meaning in meanings.items():
        expr = expr.replace(function, meaning)
    return expr.doit()


def proved(relation, meanings: dict, positive=lambda expr: bool(expr.is_positive)) -> bool:
    """Is a printed relation proved for these meanings?  ``positive`` proves an inequality; False means "not proved"."""
    gap = put(relation.lhs, meanings) - put(relation.rhs, meanings)
    if isinstance(relation, sp.Eq):
        return prove_zero(gap)
    if isinstance(relation, sp.Gt | sp.Lt):
        return positive(gap if isinstance(relation, sp.Gt) else -gap)
    raise TypeError(f"{relation} is not =, < or >")


@statement("naidon2021:text:paraboloid")
def paraboloid(claim, digits):
    """The Hessian of the mean-field energy has positive trace, and its determinant is the gap of the squares."""
    (relation,) = claim.printed
    hessian = sp.hessian(mixed_bubbles.mean_field_energy(), (s.n1, s.n2))
    gap = relation.gts**2 - relation.lts**2
    ok = prove_zero(hessian.det() - gap) and bool(hessian.trace().is_positive)
    return Evidence(ok, "the Hessian has a positive trace; its determinant is g11 g22 - g12^2", "symbolic")


@statement("naidon2021:text:soft-direction")
def soft_direction(claim, digits):
    """The coupling matrix on the unit vector of n_minus: an eigenvector at delta_g = 0, first order in delta_g."""
    g11, g22 = s.couplings_from(s.alpha)
    matrix = sp.Matrix([[g11, s.g + s.delta_g], [s.g + s.delta_g, g22]])
    soft = sp.Matrix([sp.diff(mixed_bubbles.ROTATION[n], s.n_minus) for n in (s.n1, s.n2)])
    at_threshold = all(prove_zero(entry) for entry in (matrix * soft).subs(s.delta_g, 0))
    first_order = sp.simplify((soft.T * matrix * soft)[0] / (soft.T * soft)[0])
    meanings = {text.soft_eigenvalue: lambda dg: first_order.subs(s.delta_g, dg)}
    signs = all(proved(relation.subs(s.delta_g, sign * _t), meanings) for relation in claim.printed for sign in (1, -1))
    return Evidence(at_threshold and signs, f"eigenvalue {first_order} to first order", "symbolic")


@statement("naidon2021:text:mean-field")
def mean_field(claim, digits):
    """Omega'' at E_B = 0 is a constant of the sign of -delta_g."""
    omega = mixed_bubbles.mean_field_potential().result.subs(mixed_bubbles.E_B, 0)
    meaning = lambda dg: {text.mean_field: lambda n: omega.subs({s.n_minus: n, s.delta_g: dg})}
    ok = all(proved(relation.subs(s.delta_g, dg), meaning(dg)) for relation in claim.printed for dg in (_t, -_t))
    return Evidence(ok, f"Omega'' = {sp.factor(sp.diff(omega, s.n_minus, 2))} without E_B", "symbolic")


@statement("naidon2021:text:any-mass")
def any_mass(claim, digits):
    """(5)-(8), (10) come from derivations in which E_B is a symbol; (9) is the one that does contain m."""
    forms = [*mixed_bubbles.ROTATION.values(), mixed_bubbles.n_left, mixed_bubbles.n_right]
    derivations = [mixed_bubbles.mean_field_potential(), mixed_bubbles.stiff_density()]
    forms += [d.result for d in derivations]
    massless = not any(form.has(s.m, s.m1, s.m2) for form in forms) and mixed_bubbles.stiff_sound().result.has(s.m)
    replayed = [checks.replay(derivation) for derivation in derivations]
    note = "no mass in the rotation, in Omega with E_B as it stands, in n_plus; their lines replayed"
    return Evidence(massless and all(e.ok for e in replayed), note, "symbolic", replayed[0].points, replayed[0].digits)


def exchanged(expr):
    """The other component's parameters at alpha -> 1/alpha, z -> 1/z, x -> 1 - x."""
    return expr.subs({s.alpha: 1 / s.alpha, s.z: 1 / s.z, s.x: 1 - s.x}, simultaneous=True)


def exchange(claim, digits):
    """The soft line is mapped on itself, hence e(x) -> e(1 - x); then the edges, as functionals of a general e."""
    twins = ((s.m1, s.m2), (s.g11, s.g22), (s.n1, s.n2), (s.g12, s.g12))
    line = soft_line.ON_SOFT_LINE
    ok = all(prove_zero(exchanged(line[one]) - line[two]) for one, two in twins)
    ratio = s.z if claim.printed[0].has(s.z) else sp.S.One
    energy = sp.Poly(sp.symbols("e0:7"), s.x).as_expr()
    known = {(s.alpha, ratio): energy, (1 / s.alpha, 1 / ratio): energy.subs(s.x, 1 - s.x)}
    meanings = {edge: _functional(kind, side, known) for (kind, side), edge in text.EDGE.items()}
    ok = ok and all(proved(relation, meanings) for relation in claim.printed)
    z = Fraction(1 if ratio == 1 else 5)
    for D in DIMENSIONS:
        for ball in (curvature_edge_ball, tangent_edge_ball):
            ok = ok and ball(D, "left", Fraction(27, 10), z, 20).overlaps(ball(D, "right", Fraction(10, 27), 1 / z, 20))
    note = "definition mapped on itself, e(x) -> e(1 - x), edges left <-> right; balls agree"
    return Evidence(ok, note, "symbolic", 2 * len(DIMENSIONS), 20)


for _slug in ("exchange-equal-masses", "exchange-inverse-mass-ratio"):
    statement(f"naidon2021:text:{_slug}")(exchange)


def _functional(kind, side, known: dict):
    """An edge of the mixture (alpha, z) from its e(x); ``known``: e of a mixture and of its exchange, others differ."""

    def edge(alpha, z):
        e = known.get((alpha, z), sp.Poly(sp.symbols("f0:7"), s.x).as_expr())
        at = {"left": 0, "right": 1}[side]
        if kind == "curvature":
            return sp.diff(e, s.x, 2).subs(s.x, at) / (2 * (alpha + 1 / alpha))
        rise = e.subs(s.x, 1) - e.subs(s.x, 0)
        return (sp.diff(e, s.x).subs(s.x, at) - rise) * (1 if at else -1) / (alpha + 1 / alpha)

    return edge


@statement("naidon2021:text:mass-imbalance-41K-39K")
def potassium(claim, digits):
    """The threshold solved with the reduced masses of the atoms."""
    masses = {m: sp.Rational(str(species.species(name).mass_u)) for m, name in ((s.m1, "41K"), (s.m2, "39K"))}
    lengths = {s.a11: 65, s.a12: 174}
    pairs = ((s.a11, (1, 1)), (s.a12, (1, 2)), (s.a22, (2, 2)))
    g11, g12, g22 = (2 * sp.pi * a / vacuum_energy.reduced_mass(*pair) for a, pair in pairs)
    a22 = SolveLinear(s.a22)(g12**2 - g11 * g22)
    alpha = sp.sqrt(g22 / g11).subs(s.a22, a22)
    found = [float(expr.subs(masses | lengths)) for expr in (a22, alpha)]
    printed = [float(number.printed[1]) for number in text.NUMBERS]
    ok = all(float(f"{value:.2g}") == quoted for value, quoted in zip(found, printed, strict=True))
    return Evidence(ok, f"with both masses a22 = {found[0]:.2f} a0, alpha = {found[1]:.4f}", "arithmetic", 1, 8)
