"""Kernels of the drag between two condensates: drag densities, what moves after a kick, and the mass of an impurity.

carlini2021 Secs. III and V.  Sums and products of the two sound velocities replace the velocities themselves, and the
functions that are 0/0 where both velocities or both masses agree are written with their smooth remainders.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from .. import andreev_bashkin, fast_drag, polaron
from .. import notation as s
from ..records import Reference
from ..special import carlson_rc, rc_deficit
from ..vacuum_energy import q_mass, sound_squared_equal_masses
from .arguments import DIMENSIONS_OF_SPACE, MIXTURE, MIXTURE_RANGES, STABLE, THRESHOLD, scales
from .plan import Branches, ClosedForm, KernelPlan, ModeIntegral
from .primitives import determinant
from .quadrature import DECADES
from .series import horner_form, taylor

EQUAL = (s.m, *MIXTURE[2:])
EQUAL_STABLE = (s.m > 0, *STABLE[2:])
EQUAL_RANGES = ((s.m, 0.1, 10), *MIXTURE_RANGES[2:])
BALANCED = (s.m, s.g, s.g12, s.n)
NO_GAS = ((sp.And(sp.Eq(s.n1, 0), sp.Eq(s.n2, 0)), sp.S.Zero),)
WAVE = (s.lambda_, s.q, s.t)
DETERMINANT = determinant(s.g11, s.g22, s.g12)  # nothing is lost next to the threshold of any couplings
SHARE = sp.Symbol("drag_fraction", real=True)


# --- drag densities ----------------------------------------------------------------------------------------------------


def _integral(D: int) -> ModeIntegral:
    """The integrand with the p of S = E_+ + E_-, which is p times a sum of positives, taken out of its root."""
    integrand = andreev_bashkin.drag_integral(D).result.function
    cubed = -sp.Rational(3, 2)
    out = lambda e: s.p**-3 * sp.Add(*(term / s.p**2 for term in e.base.args)) ** cubed
    whole = integrand.replace(lambda e: e.is_Pow and e.exp == cubed and e.has(s.p), out)
    prefactor, f = whole.as_independent(s.p, as_Add=False)
    decades = {1: 17, 2: 10, 3: DECADES}[D]  # what lies below the soft scale counts by its power D
    soft, hard = scales(decades)
    return ModeIntegral(f"drag_{D}d", s.p, f, f, soft, hard, prefactor=prefactor, decades=decades)


def _symmetric(expr: sp.Expr, square: sp.Expr, product: sp.Expr) -> sp.Expr:
    """A symmetric function of c_plus and c_minus in (c_plus + c_minus)^2 and c_plus c_minus."""
    total, gap = sp.symbols("total gap", positive=True)
    halves = {s.c_plus: (total + gap) / 2, s.c_minus: (total - gap) / 2}
    expr = sp.factor(expr.subs(halves, simultaneous=True)).subs(gap, sp.sqrt(total**2 - 4 * product))
    return sp.factor(expr).subs(total, sp.sqrt(square))


def _weight(y2: sp.Expr, rest: sp.Expr) -> tuple:
    """(condition, value) pairs of W = 1/y^2 - (1 - y^2) artanh(y)/y^3, y^2 + rest = 1; W(0) = 2/3, W(1) = 1."""
    root = carlson_rc(1, rest)  # artanh(y)/y
    near = root - rc_deficit(-y2)
    far = (1 - sp.Piecewise((rest * root, rest > 0), (sp.S.Zero, True))) / y2
    return (y2 < sp.S.Half, near), (sp.true, far)


def _equal_masses_body(D: int):
    stiff = s.g11 * s.n1 + s.g22 * s.n2
    product = DETERMINANT * s.n1 * s.n2
    if D != 2:
        closed = andreev_bashkin.equal_masses(D).result
        return ClosedForm(_symmetric(closed, (stiff + 2 * sp.sqrt(product)) / s.m, sp.sqrt(product) / s.m))
    gap2 = (s.g11 * s.n1 - s.g22 * s.n2) ** 2 + 4 * s.g12**2 * s.n1 * s.n2
    scale = s.g12**2 * s.m**2 * s.n1 * s.n2 / (8 * sp.pi * s.hbar**2 * stiff)
    cases = _weight(gap2 / stiff**2, 4 * product / stiff**2)
    return Branches(tuple((condition, scale * value) for condition, value in cases))


def _balanced_body(D: int):
    closed = andreev_bashkin.symmetric_gases(D).result
    if D != 2:
        return ClosedForm(closed)
    rest = (s.g - s.g12) * (s.g + s.g12) / s.g**2
    scale = s.m * s.n * s.g12**2 / (32 * sp.pi * s.hbar**2 * s.g)
    return Branches(tuple((condition, scale * value) for condition, value in _weight((s.g12 / s.g) ** 2, rest)))


def _densities() -> Iterator[KernelPlan]:
    velocities = {c: sp.sqrt(c2) for c, c2 in zip((s.c_plus, s.c_minus), sound_squared_equal_masses(), strict=True)}
    for D in DIMENSIONS_OF_SPACE:
        chain = andreev_bashkin.drag_integral(D)
        yield KernelPlan(
            f"mass_drag_density_{D}d",
            "andreev_bashkin",
            f"rho_drag, D = {D}, any masses and couplings",
            MIXTURE,
            STABLE,
            D,
            _integral(D),
            (f"carlini2021:supplement:integral-{D}d",),
            chain.name,
            chain.result,
            limits=NO_GAS,
            special=THRESHOLD,
            ranges=MIXTURE_RANGES,
            reference=Reference("drag_enclosures.mass_drag_ball", tuple(map(str, MIXTURE)), (("D", D),)),
        )
        chain = andreev_bashkin.equal_masses(D)
        yield KernelPlan(
            f"mass_drag_density_equal_masses_{D}d",
            "andreev_bashkin",
            f"rho_drag, D = {D}, m1 = m2 = m, closed form",
            EQUAL,
            EQUAL_STABLE,
            D,
            _equal_masses_body(D),
            (f"carlini2021:supplement:equal-masses-{D}d",),
            chain.name,
            chain.result.subs(velocities),
            limits=NO_GAS,
            special=THRESHOLD,
            ranges=EQUAL_RANGES,
        )
        chain = andreev_bashkin.symmetric_gases(D)
        yield KernelPlan(
            f"drag_density_balanced_{D}d",
            "andreev_bashkin",
            f"n_drag, D = {D}, equal masses, equal couplings, densities n/2",
            BALANCED,
            (s.m > 0, s.g > 0, s.g12**2 <= s.g**2, s.n > 0),
            D,
            _balanced_body(D),
            (f"carlini2021:supplement:balanced-{D}d",),
            chain.name,
            chain.result,
            special=((s.g12, s.g), (s.g12, -s.g), (s.g12, sp.S.Zero)),
        )
    chain = andreev_bashkin.dilute_gases()
    apart = {sp.sqrt(s.a**2 - s.a12**2): sp.sqrt(s.a - s.a12) * sp.sqrt(s.a + s.a12)}
    yield KernelPlan(
        "drag_density_dilute",
        "andreev_bashkin",
        "n_drag of a balanced mixture by its scattering lengths, D = 3, equal masses",
        (s.a, s.a12, s.n),
        (s.a > 0, s.a12 <= s.a, s.n > 0),
        3,
        ClosedForm(chain.result.subs(apart)),
        ("carlini2021:38",),
        chain.name,
        chain.result,
        special=((s.a12, s.a),),
    )


# --- what moves ----------------------------------------------------------------------------------------------------------


def half_angle(expr: sp.Expr) -> sp.Expr:
    """1 - cos(x) = 2 sin(x/2)^2, which keeps its digits at early times."""
    return sp.factor_terms(expr.replace(sp.cos, lambda angle: 1 - 2 * sp.sin(angle / 2) ** 2))


def _mixture(name: str, title: str, arguments, chain, claims, body=None, formula=None, conditions=()) -> KernelPlan:
    formula = chain.result if formula is None else formula
    body = ClosedForm(formula if body is None else body)
    arguments = tuple(arguments)
    positive = tuple(symbol > 0 for symbol in arguments if symbol not in (s.n_drag, s.rho_drag, SHARE))
    return KernelPlan(
        name,
        "andreev_bashkin",
        title,
        arguments,
        (*positive, *conditions),
        None if arguments == (SHARE,) else 3,
        body,
        claims,
        chain.name,
        formula,
        ranges=((SHARE, 0, 0.25),) if arguments == (SHARE,) else (),
    )


def _flows() -> Iterator[KernelPlan]:
    below = (s.n_drag >= 0, 4 * s.n_drag < s.n)
    for channel, own, claims in (
        ("density", (s.kappa_d,), ("33", "35-density")),
        ("spin", (s.n_drag, s.chi_s), ("34", "35-spin")),
    ):
        where = below if channel == "spin" else ()
        response, sound = fast_drag.response(channel), fast_drag.sound(channel)
        yield _mixture(
            f"mixture_{channel}_response",
            f"<F> per atom after -lambda F of the {channel} is switched on, F = sum cos(q x)",
            (*WAVE, s.m, s.n, *own),
            response,
            (f"carlini2021:{claims[0]}",),
            body=half_angle(response.result),
            conditions=where,
        )
        yield _mixture(
            f"mixture_{channel}_sound",
            f"velocity of {channel} sound of a balanced mixture",
            (s.m, s.n, *own),
            sound,
            (f"carlini2021:{claims[1]}",),
            formula=sp.sqrt(sound.result),
            conditions=where,
        )
    for component, claim in ((2, "36"), (1, "37")):
        chain = fast_drag.fast_flow(component)
        yield _mixture(
            f"mixture_fast_flow_{component}",
            f"d<F({component})>/dt after a kick of component 1, F = sum cos(q x), before a period of sound",
            (*WAVE, s.m, s.n, s.n_drag),
            chain,
            (f"carlini2021:{claim}",),
            conditions=below,
        )
    chain = fast_drag.dipole_ratio()
    yield _mixture(
        "balanced_velocity_ratio",
        "V2/V1 after a kick of component 1 by the fraction <n_drag/n>, balanced mixture",
        (SHARE,),
        chain,
        ("carlini2021:39", "carlini2021:47"),
        formula=chain.result.subs(fast_drag.average_drag, SHARE),
        conditions=(SHARE >= 0, SHARE < sp.Rational(1, 4)),
    )
    chain = polaron.velocity_ratio()
    uniform = {polaron.N1: s.n1, polaron.N2: s.n2, polaron.R_drag: s.rho_drag}
    bound = (s.rho_drag >= 0, s.rho_drag < s.m1 * s.n1, s.rho_drag < s.m2 * s.n2)
    yield _mixture(
        "fast_velocity_ratio",
        "V2/V1 after a kick of component 1, any masses",
        (s.m1, s.m2, s.n1, s.n2, s.rho_drag),
        chain,
        ("carlini2021:55",),
        formula=sp.factor(chain.result.subs(uniform)),
        conditions=bound,
    )


# --- one impurity --------------------------------------------------------------------------------------------------------


def _impurity_body(D: int):
    """The closed form in q = (m2 - m1)/(m1 + m2) with R_C(1, 1 + q) = 1 - q W(q), which takes a factor q out of its 0/0.

    D = 1 needs no more; D = 3 has another such factor, and the series of R_C is used next to equal masses.
    """
    if D == 2:
        return ClosedForm(sp.factor(polaron.inverse_mass(D).result))
    masses = polaron.bath_parameters()
    bracket = polaron.inverse_mass(D).lines[-2].after
    (shape,) = (factor for factor in sp.Mul.make_args(bracket) if factor.has(carlson_rc))
    outside = sp.factor((bracket / shape).subs(masses))
    deficit, above = sp.symbols("deficit above", positive=True)
    rest = shape.xreplace({carlson_rc(1, 1 + q_mass): 1 - q_mass * deficit})
    smooth = sp.collect(sp.expand(sp.cancel(rest)), deficit, sp.factor).xreplace({q_mass + 1: above})
    exact = {above: 2 * s.m2 / (s.m1 + s.m2), deficit: rc_deficit(masses[q_mass]), q_mass: masses[q_mass]}
    whole = ClosedForm(outside * smooth.subs(exact))
    if D == 1:
        return whole
    small = sp.Symbol("q_small", real=True)
    series = horner_form(taylor(shape.subs(q_mass, small), small, sp.S.Zero, 13), small).subs(small, masses[q_mass])
    return Branches(((sp.Abs(s.m2 - s.m1) < s.m1 / 8, ClosedForm(outside * series)), (sp.true, whole)))


def _impurity() -> Iterator[KernelPlan]:
    for D in DIMENSIONS_OF_SPACE:
        chain = polaron.inverse_mass(D)
        yield KernelPlan(
            f"polaron_mass_share_{D}d",
            "polaron",
            f"1 - m2/m2* of one impurity (2) in a condensate (1) in second order of g12, D = {D}, any mass ratio",
            (s.m1, s.m2, s.g11, s.g12, s.n1),
            (s.m1 > 0, s.m2 > 0, s.g11 > 0, s.n1 > 0),
            D,
            _impurity_body(D),
            (f"carlini2021:supplement:impurity-{D}d",),
            chain.name,
            chain.result,
            ranges=(*MIXTURE_RANGES[:3], (s.n1, 0.03, 30)),
            special=((s.m2, s.m1),),
        )


def _andreev_bashkin() -> Iterator[KernelPlan]:
    yield from _densities()
    yield from _flows()


MODULES = {"andreev_bashkin": _andreev_bashkin, "polaron": _impurity}
