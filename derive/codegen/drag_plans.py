"""Kernels of the drag between two condensates: drag densities, what moves after a kick, and the mass of an impurity.

carlini2021 Secs. III and V.  Sums and products of the two sound velocities replace the velocities themselves, and the
functions that are 0/0 where both velocities or both masses agree are written with their smooth remainders.  Every body is
the result of its derivation after ``rewrites``.
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
from .quadrature import DECADES
from .rewrites import (
    by_contrast,
    by_sum_and_product,
    collected,
    deficits,
    factored_roots,
    half_angle,
    logarithm_to_rc,
    power_out,
    sums_of_squares,
)
from .series import horner_form, taylor

EQUAL = (s.m, *MIXTURE[2:])
EQUAL_STABLE = (s.m > 0, *STABLE[2:])
EQUAL_RANGES = ((s.m, 0.1, 10), *MIXTURE_RANGES[2:])
BALANCED = (s.m, s.g, s.g12, s.n)
NO_GAS = ((sp.And(sp.Eq(s.n1, 0), sp.Eq(s.n2, 0)), sp.S.Zero),)
WAVE = (s.lambda_, s.q, s.t)
SHARE = sp.Symbol("drag_fraction", real=True)


# --- drag densities ----------------------------------------------------------------------------------------------------


def _integral(D: int) -> ModeIntegral:
    """The integrand with the p of S = E_+ + E_-, which is p times a sum of positives, taken out of its root."""
    integrand = andreev_bashkin.drag_integral(D).result.function
    whole = power_out(integrand, s.p)
    prefactor, f = whole.as_independent(s.p, as_Add=False)
    decades = {1: 17, 2: 10, 3: DECADES}[D]  # what lies below the soft scale counts by its power D
    soft, hard = scales(decades)
    return ModeIntegral(f"drag_{D}d", s.p, f, f, soft, hard, prefactor=prefactor, decades=decades)


def _sound_of_equal_masses() -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """c_+^2 + c_-^2, c_+^2 c_-^2 and (c_+^2 - c_-^2)^2, which the velocities enter by."""
    upper, lower = sound_squared_equal_masses()
    product = sp.factor(sp.expand(upper * lower))
    return sp.factor(upper + lower), product, sums_of_squares(sp.factor(sp.expand((upper - lower) ** 2)))


def _equal_masses_body(D: int):
    closed = andreev_bashkin.equal_masses(D).result
    total, product, gap = _sound_of_equal_masses()
    if D != 2:
        square, root = sp.symbols("square root", positive=True)
        form = by_sum_and_product(closed, s.c_plus, s.c_minus, square, root)
        return ClosedForm(sp.factor_terms(form.subs(square, total + 2 * root).subs(root, sp.sqrt(product))))
    symbols = sp.symbols("total contrast rest", nonnegative=True)
    values = dict(zip(symbols, (total, gap / total**2, 4 * product / total**2), strict=True))
    far = logarithm_to_rc(closed)
    near, far = (by_contrast(form, s.c_plus, s.c_minus, *symbols) for form in (deficits(far), far))
    return _near_and_far(symbols[1], near, far).map(lambda e: e.subs(values))


def _near_and_far(contrast: sp.Expr, near: sp.Expr, far: sp.Expr) -> Branches:
    """Where the velocities are close, W of ``special.rc_deficit``; elsewhere R_C(1, rest), which drops out at rest = 0."""
    (function,) = far.atoms(carlson_rc)
    alone = sp.Piecewise((function, function.args[1] > 0), (sp.S.Zero, True))
    return Branches(((contrast < sp.S.Half, near), (sp.true, far.xreplace({function: alone}))))


def _balanced_body(D: int):
    closed = andreev_bashkin.symmetric_gases(D).result
    if D != 2:
        return ClosedForm(closed)
    far = logarithm_to_rc(closed)
    near = deficits(far)
    (q,) = (function.args[0] for function in near.atoms(rc_deficit))
    return _near_and_far(-q, near, far)


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
    yield KernelPlan(
        "drag_density_dilute",
        "andreev_bashkin",
        "n_drag of a balanced mixture by its scattering lengths, D = 3, equal masses",
        (s.a, s.a12, s.n),
        (s.a > 0, s.a12 <= s.a, s.n > 0),
        3,
        ClosedForm(factored_roots(chain.result)),
        ("carlini2021:38",),
        chain.name,
        chain.result,
        special=((s.a12, s.a),),
    )


# --- what moves ----------------------------------------------------------------------------------------------------------


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
    """The closed form in q = (m2 - m1)/(m1 + m2), where q = 0 is 0/0, and 1 + q by a sum of positives.

    W of ``special.rc_deficit`` takes one factor q out.  D = 1 needs no more; D = 3 has another such factor: next to equal
    masses its Taylor polynomial is used, and R_C itself for a light impurity, where it knows 1 + q better than W does.
    """
    if D == 2:
        return ClosedForm(sp.factor(polaron.inverse_mass(D).result))
    masses = polaron.bath_parameters()
    bracket = polaron.inverse_mass(D).lines[-2].after
    (function,) = bracket.atoms(carlson_rc)
    (shape,) = (factor for factor in sp.Mul.make_args(bracket) if factor.has(carlson_rc))
    outside = sp.factor((bracket / shape).subs(masses))
    shape = collected(sp.factor(shape), function)
    above = sp.Symbol("above", positive=True)
    exact = {above: sp.factor((q_mass + 1).subs(masses)), q_mass: masses[q_mass]}
    light, whole = (ClosedForm(outside * e.xreplace({q_mass + 1: above}).subs(exact)) for e in (shape, deficits(shape)))
    if D == 1:
        return whole
    small = sp.Symbol("q_small", real=True)
    series = horner_form(taylor(shape.subs(q_mass, small), small, sp.S.Zero, 18), small).subs(small, masses[q_mass])
    near = sp.Abs(s.m2 - s.m1) < s.m1 / 4
    return Branches(((near, ClosedForm(outside * series)), (8 * s.m2 < s.m1, light), (sp.true, whole)))


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
