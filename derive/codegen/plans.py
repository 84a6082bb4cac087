"""Every kernel of ``generated/``, planned from the derivations of the chapters."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import sympy as sp

from .. import compressibility, soft_line, threshold_energy, vacuum_energy, window_edges
from .. import dimensions as dim
from .. import notation as s
from ..bogoliubov import sound_velocities_squared
from ..records import Derivation, Reference
from ..vacuum_energy import momentum_measure
from . import drag_plans, fermi_liquid_plans, spin_orbit_plans
from .arguments import DIMENSIONS_OF_SPACE, MIXTURE, MIXTURE_RANGES, STABLE, THRESHOLD, lightest_scale, scales
from .arrays import array_kernels
from .in_order import InOrder
from .plan import SPLIT, Branches, ClosedForm, KernelPlan, ModeIntegral, NearSpecial
from .rewrites import over_larger, sums_of_squares, term_by_term, zero_over_zero
from .rewrites_points import by_functions, by_powers, merged_logarithms, ratios_apart, second_deficits, through_root

WINDOW = (s.alpha, s.g, s.m, s.n_plus)
POSITIVE_WINDOW = (s.alpha > 0, s.g > 0, s.m > 0, s.n_plus > 0)
SOFT_LINE = (s.x, s.alpha, s.z)
ON_LINE = (s.x >= 0, s.x <= 1, s.alpha > 0, s.z > 0)

SOFT_RANGES = ((s.x, 0, 1), (s.alpha, 0.03, 30), (s.z, 0.01, 100))


def all_plans() -> tuple[KernelPlan, ...]:
    """The plans in the order in which their kernels are emitted."""
    return tuple(plan for module in MODULES for plan in plans_of(module))


def everything() -> tuple:
    """All plans and, after them, the kernels on arrays: what ``generated/`` holds."""
    return (*all_plans(), *array_kernels())


def plans_of(module: str) -> tuple[KernelPlan, ...]:
    """The plans of one module of ``generated/``, derived once."""
    return tuple(_in_order(module))


def plan_named(module: str, name: str) -> KernelPlan | None:
    """A plan of a module, with no more derived than stands before it; None where no kernel has this name."""
    return next((plan for plan in _in_order(module) if plan.name == name), None)


@functools.cache
def _in_order(module: str) -> InOrder:
    return InOrder(MODULES[module])


# --- E_B for any mixture -----------------------------------------------------------------------------------------------


def _with_cutoff(D: int) -> tuple[tuple, tuple, tuple]:
    """Arguments, conditions and ranges of a mixture; the cutoff is an argument in two dimensions only."""
    if D == 2:
        return (*MIXTURE, s.kappa), (*STABLE, s.kappa > 0), (*MIXTURE_RANGES, (s.kappa, 0.1, 10))
    return MIXTURE, STABLE, MIXTURE_RANGES


def _logarithm(D: int, tail: sp.Expr) -> sp.Expr:
    """(1/2) int d^2p/(2 pi)^2 of the counterterm tail/(p^2 + kappa^2) against tail/p^2 above the split."""
    return sp.S.Zero if D != 2 else tail * _logarithm_of_cutoff()


@functools.cache
def _logarithm_of_cutoff() -> sp.Expr:
    measure = momentum_measure(2)
    soft, sharp = (sp.integrate(measure / denominator, s.p) for denominator in (s.p**2 + s.kappa**2, s.p**2))
    difference = sp.limit(soft - sharp, s.p, sp.oo) - soft.subs(s.p, 0) + sharp.subs(s.p, SPLIT)
    rate = sp.expand_log(difference).coeff(sp.log(SPLIT))
    return rate * sp.logcombine(sp.expand(sp.expand_log(difference) / rate))


def _vacuum_integral(D: int, derivative: tuple = ()) -> ModeIntegral:
    """E_B or its derivative: two closed one-component energies and the integral of their coupling."""
    closed = vacuum_energy.stable_form(D).result
    alone = sp.Add(*[_where_present(D, term) for term in sp.Add.make_args(closed) if not term.has(sp.Integral)])
    inner, outer = (_coupling(D, form, derivative) for form in ((1, 3) if D == 2 else (D, D)))
    change = lambda expr: sp.diff(expr, *derivative) if derivative else expr
    soft, hard = scales()
    return ModeIntegral(
        f"coupling_{D}d" + "".join(f"_{v}" for v in derivative),
        s.p,
        inner,
        outer,
        soft,
        hard,
        constant=change(alone + _logarithm(D, vacuum_energy.coupling_tail())),
    )


@functools.cache
def _coupling(D: int, form: int, derivative: tuple) -> sp.Expr:
    """The integrand of the coupling or its derivative, with the bracket in the form of ``form`` dimensions."""
    integrand = momentum_measure(D) * vacuum_energy.coupled_bracket(form)
    return sp.diff(integrand, *derivative) if derivative else integrand


def _where_present(D: int, term: sp.Expr) -> sp.Expr:
    """n^2 log(n) is zero for an absent component."""
    if D != 2:
        return term
    density = s.n1 if term.has(s.n1) else s.n2
    return sp.Piecewise((term, density > 0), (sp.S.Zero, True))


def _vacuum_energy() -> Iterator[KernelPlan]:
    for branch, sign in (("plus", 0), ("minus", 1)):
        yield KernelPlan(
            f"sound_velocity_{branch}",
            "vacuum_energy",
            f"sound velocity c_{'+' if sign == 0 else '-'} of a mixture, any masses",
            MIXTURE,
            STABLE,
            3,
            ClosedForm(_stable_sound(sign)),
            ("naidon2021:4",),
            "bogoliubov.squared_energies",
            sp.sqrt(sound_velocities_squared()[sign]),
            special=THRESHOLD,
        )
    for D in DIMENSIONS_OF_SPACE:
        arguments, conditions, ranges = _with_cutoff(D)
        for derivative in ((), (s.n1,)):
            name = f"vacuum_energy_{D}d" + "".join(f"_{v}" for v in derivative)
            title = f"E_B, D = {D}, any masses and couplings" if not derivative else f"dE_B/dn1, D = {D}"
            chain = vacuum_energy.stable_form(D)
            yield KernelPlan(
                name,
                "vacuum_energy",
                title,
                arguments,
                conditions,
                D,
                _vacuum_integral(D, derivative),
                ("naidon2021:2",),
                chain.name,
                sp.diff(chain.result, *derivative) if derivative else chain.result,
                limits=((sp.And(sp.Eq(s.n1, 0), sp.Eq(s.n2, 0)), sp.S.Zero),),
                special=THRESHOLD,
                ranges=ranges,
                reference=_vacuum_reference(D, derivative),
            )


def _stable_sound(sign: int) -> sp.Expr:
    """c_+ from a sum of positives; c_- from the product c_+^2 c_-^2, which has no difference of roots."""
    upper, lower = sound_velocities_squared()
    upper = sums_of_squares(term_by_term(upper))
    if sign == 0:
        return sp.sqrt(upper)
    return sp.sqrt(zero_over_zero(over_larger(lower, upper)))


def _vacuum_reference(D: int, derivative: tuple) -> Reference:
    arguments = tuple(map(str, MIXTURE)) + (("kappa",) if D == 2 else ())
    if not derivative:
        return Reference("enclosures.vacuum_energy_ball", arguments, (("D", D),))
    orders = (("order1", derivative.count(s.n1)), ("order2", derivative.count(s.n2)))
    return Reference("vacuum_energy.vacuum_energy_derivative", arguments, (("D", D), *orders))


# --- compressibility ---------------------------------------------------------------------------------------------------


def _density_curvature(D: int, i: int) -> ModeIntegral:
    """d^2 E_B/dn_i^2, not split into components: at threshold it stays finite where a component vanishes."""
    variation = compressibility.density_variation(i, i)
    measure = momentum_measure(D)
    soft, hard = scales()
    return ModeIntegral(
        f"curvature_{D}d_n{i}",
        s.p,
        measure * (variation.infrared_form() + (variation.tail if D == 3 else 0)),
        measure * (variation.ultraviolet_form() if D != 1 else variation.infrared_form()),
        soft,
        hard,
        constant=_logarithm(D, sp.simplify(variation.tail * s.p**2)),
    )


def _compressibility() -> Iterator[KernelPlan]:
    for D in DIMENSIONS_OF_SPACE:
        arguments, conditions, ranges = _with_cutoff(D)
        for i, j in ((1, 1), (1, 2)):
            if i != j:  # d^2/dn1 dn2 acts on the coupling alone and keeps its factor g12^2
                body = _vacuum_integral(D, (s.n1, s.n2))
            else:
                body = _density_curvature(D, i)
            chain = compressibility.vacuum_curvature(D, i, j)
            yield KernelPlan(
                f"vacuum_energy_{D}d_n{i}n{j}",
                "compressibility",
                f"d^2 E_B/dn{i} dn{j}, D = {D}",
                arguments,
                conditions,
                D,
                body,
                ("naidon2021:2",),
                chain.name,
                chain.result,
                limits=_divergent(D, i, j),
                special=THRESHOLD,
                ranges=ranges,
                reference=_vacuum_reference(D, (DENSITY[i], DENSITY[j])),
            )


DENSITY = {1: s.n1, 2: s.n2}


def _divergent(D: int, i: int, j: int) -> tuple:
    """A component that vanishes below threshold has a curvature that diverges in D = 1 and 2, like its own gas."""
    empty = (sp.And(sp.Eq(s.n1, 0), sp.Eq(s.n2, 0)), sp.S.Zero if D == 3 else -sp.oo)
    if D == 3 or i != j:
        return (empty,)
    return (empty, (sp.And(sp.Eq(DENSITY[i], 0), s.g12**2 < s.g11 * s.g22), -sp.oo))


# --- threshold ---------------------------------------------------------------------------------------------------------


def _threshold_energy() -> Iterator[KernelPlan]:
    at_threshold = dict(vacuum_energy.threshold_mixture(1).given)
    for D in DIMENSIONS_OF_SPACE:
        arguments, conditions, ranges = _with_cutoff(D)
        keep = lambda things: tuple(t for t in things if not sp.sympify(t if not isinstance(t, tuple) else t[0]).has(s.g12))
        chain = threshold_energy.in_mixture(D)
        closed = chain.result
        q = threshold_energy.mixture_parameters()[vacuum_energy.q_mass]
        body = ClosedForm(closed)
        if D != 1:  # 1/q from the recurrence: below this ratio the integral is the better form
            near = _vacuum_integral(D).map(lambda e, given=at_threshold: e.subs(given))
            far = ((sp.true, body),)
            if D == 2:  # beyond a mass ratio of 2 powers of the light mass cancel; a form for either order of the masses
                light = threshold_energy.with_light_component().result
                exchanged = {s.m1: s.m2, s.m2: s.m1, s.g11: s.g22, s.g22: s.g11, s.n1: s.n2, s.n2: s.n1}
                heavy = light.subs(exchanged, simultaneous=True)
                far = ((sp.Abs(q) < sp.Rational(1, 3), body), (s.m1 < s.m2, ClosedForm(light)), (sp.true, ClosedForm(heavy)))
            body = Branches(((sp.Abs(q) < sp.Rational(1, 16), near), *far))
        reference = _vacuum_reference(D, ())
        yield KernelPlan(
            f"vacuum_energy_threshold_{D}d",
            "threshold_energy",
            f"E_B at the miscibility threshold g12^2 = g11 g22, D = {D}, closed form",
            keep(arguments),
            keep(conditions),
            D,
            body,
            (f"naidon2021:supplement:threshold-{D}d",),
            chain.name,
            closed,
            limits=((sp.And(sp.Eq(s.n1, 0), sp.Eq(s.n2, 0)), sp.S.Zero),),
            ranges=keep(ranges),
            reference=Reference(
                reference.name,
                tuple(a for a in reference.arguments if a != "g12"),
                (*reference.fixed, ("g12", "critical")),
            ),
        )


# --- the window at equal masses ----------------------------------------------------------------------------------------


def _equation(edge: str, D: int) -> tuple[str, ...]:
    return {(1, "lower"): ("naidon2021:16",), (1, "upper"): ("naidon2021:17",), (3, "lower"): ("naidon2021:11",)}.get(
        (D, edge), ("naidon2021:12",) if D == 3 else ("naidon2021:13", "naidon2021:14")
    )


def _mixed_bubbles() -> Iterator[KernelPlan]:
    for D in DIMENSIONS_OF_SPACE:
        for edge, chain in (("lower", window_edges.lower_edge(D)), ("upper", window_edges.upper_edge(D))):
            arguments = WINDOW + ((s.kappa,) if D == 2 else ())
            formula = _upper_edge_2d() if (D, edge) == (2, "upper") else chain.result
            if D == 2 and edge == "lower":
                prefactor, logarithm = window_edges.window_logarithm()
                formula = s.g * prefactor * (window_edges.window_parameter("lower").result + logarithm)
            if (D, edge) != (2, "upper"):
                body = ClosedForm(formula)
                if edge == "upper":
                    body = ClosedForm(window_edges.edge_ratio(D).result * window_edges.lower_edge(D).result)
            else:
                body = _upper_body_2d()
            yield KernelPlan(
                f"{edge}_edge_{D}d",
                "mixed_bubbles",
                f"delta_g at the {edge} edge of the mixed-bubble window, D = {D}, equal masses",
                arguments,
                POSITIVE_WINDOW + ((s.kappa > 0,) if D == 2 else ()),
                D,
                body,
                _equation(edge, D),
                chain.name,
                formula,
                special=((s.alpha, sp.S.One),),
            )
    chain = window_edges.window_parameter("upper")
    yield KernelPlan(
        "window_parameter_2d",
        "mixed_bubbles",
        "upper end of the window in C, D = 2 (the lower end is 2)",
        (s.alpha,),
        (s.alpha > 0,),
        None,
        _near_one(chain.result),
        ("naidon2021:13",),
        chain.name,
        chain.result,
        special=((s.alpha, sp.S.One),),
    )
    chain = window_edges.quasi_two_dimensional()
    yield KernelPlan(
        "delta_a_quasi_2d",
        "mixed_bubbles",
        "delta_a/a of a quasi-two-dimensional mixture at window parameter C",
        (s.C, s.alpha, s.a, s.l_perp, s.n_plus, s.beta),
        (s.alpha > 0, s.a > 0, s.l_perp > 0, s.n_plus > 0, s.beta > 0),
        2,
        ClosedForm(chain.result),
        ("naidon2021:15",),
        chain.name,
        chain.result,
    )


def _near_one(expr: sp.Expr) -> NearSpecial:
    """The upper end of the window has a removable singularity at alpha = 1, where it meets the lower end."""
    return NearSpecial(expr, s.alpha, sp.S.One, sp.Rational(1, 8), 16)


def _upper_edge_2d() -> sp.Expr:
    prefactor, logarithm = window_edges.window_logarithm()
    return s.g * prefactor * (window_edges.window_parameter("upper").result + logarithm)


def _upper_body_2d() -> Branches:
    """Away from alpha = 1 the closed form; near it the Taylor polynomial of the window parameter inside."""
    prefactor, logarithm = window_edges.window_logarithm()
    near = NearSpecial(window_edges.window_parameter("upper").result, s.alpha, sp.S.One, sp.Rational(1, 8), 16)
    from .series import horner_form, taylor

    distance = s.alpha - 1
    polynomial = horner_form(taylor(near.expr, s.alpha, sp.S.One, near.order), distance)
    return Branches(
        (
            (sp.Abs(distance) < near.radius, ClosedForm(s.g * prefactor * (polynomial + logarithm))),
            (sp.true, ClosedForm(_upper_edge_2d())),
        )
    )


# --- the soft line at any masses ---------------------------------------------------------------------------------------


@functools.cache
def _soft_scales() -> tuple[sp.Expr, sp.Expr]:
    at_threshold = dict(vacuum_energy.threshold_mixture(1).given)
    soft, hard = (scale.subs(at_threshold).subs(soft_line.ON_SOFT_LINE) for scale in scales())
    X1, X2 = ((m * g * n).subs(soft_line.ON_SOFT_LINE) for m, g, n in ((s.m1, s.g11, s.n1), (s.m2, s.g22, s.n2)))
    return sp.Min(2 * sp.sqrt(sp.Min(X1, X2)), lightest_scale().subs(soft_line.ON_SOFT_LINE)), hard


def _soft_integral(D: int, order: int) -> ModeIntegral:
    if order == 2:
        variation = soft_line.soft_variation()
        measure = momentum_measure(D)
        soft = lightest_scale().subs(soft_line.ON_SOFT_LINE)
        tail = sp.simplify(variation.tail * s.p**2)
        return ModeIntegral(
            f"soft_curvature_{D}d",
            s.p,
            measure * (variation.infrared_form() + (variation.tail if D == 3 else 0)),
            measure * (variation.ultraviolet_form() if D != 1 else variation.infrared_form()),
            soft,
            _soft_scales()[1],
            constant=_logarithm(D, tail).subs(s.kappa, 1),
        )
    general = _vacuum_integral(D)
    place = lambda e: (
        sp.diff(sp.sympify(e).subs(soft_line.ON_SOFT_LINE), s.x, order) if order else sp.sympify(e).subs(soft_line.ON_SOFT_LINE)
    )
    soft, hard = _soft_scales()
    return ModeIntegral(
        f"soft_{'slope' if order else 'energy'}_{D}d",
        s.p,
        place(general.inner),
        place(general.outer),
        soft,
        hard,
        constant=place(general.constant),
    )


def _soft_line() -> Iterator[KernelPlan]:
    chains = {0: soft_line.energy, 1: soft_line.slope, 2: soft_line.curvature}
    for D in DIMENSIONS_OF_SPACE:
        for order, name in enumerate(("energy", "slope", "curvature")):
            chain = chains[order](D)
            yield KernelPlan(
                f"soft_{name}_{D}d",
                "soft_line",
                f"{name} of E_B along the soft line at threshold, in units of g n_plus^2 eta, D = {D}",
                SOFT_LINE,
                ON_LINE,
                None,
                _soft_integral(D, order),
                ("naidon2021:8",),
                chain.name,
                chain.result,
                result=dim.NUMBER,
                ranges=SOFT_RANGES,
                reference=Reference("enclosures.soft_energy_ball", ("x", "alpha", "z"), (("D", D), ("derivative", order))),
            )
        for kind in ("curvature", "tangent"):
            for side in ("left", "right"):
                yield _edge(D, kind, side)


def _edge(D: int, kind: str, side: str) -> KernelPlan:
    build = soft_line.curvature_edge if kind == "curvature" else soft_line.tangent_edge
    chain: Derivation = build(D, side)
    what = {
        ("curvature", "left"): "curvature zero at pure 1",
        ("curvature", "right"): "curvature zero at pure 2",
        ("tangent", "right"): "tangent from pure 1 touching at pure 2",
        ("tangent", "left"): "tangent from pure 2 touching at pure 1",
    }[kind, side]
    unit = "R of Eq. (18)" if D == 2 else "delta_g/(g eta)"
    return KernelPlan(
        f"{kind}_edge_{side}_{D}d",
        "soft_line",
        f"{unit} at the {what}, D = {D}, any masses",
        (s.alpha, s.z),
        (s.alpha > 0, s.z > 0),
        None,
        _edge_body(chain.result, D, kind, side),
        (f"naidon2021:supplement:{kind}-{side}-{D}d",),
        chain.name,
        chain.result,
        special=((s.z, sp.S.One),),
        ranges=SOFT_RANGES[1:],
    )


def _edge_body(formula: sp.Expr, D: int, kind: str, side: str) -> ClosedForm | Branches:
    """An edge vanishes to second order at equal masses and couplings: there in distances, elsewhere without them."""
    if (kind, D) == ("tangent", 2):
        return ClosedForm(formula)
    both = (s.alpha, s.z)
    if D == 2:
        formula = merged_logarithms(formula)
    regular = second_deficits(formula)
    if D == 2:
        close, far = sp.Abs(s.z - 1) < sp.S.Half, by_powers(ratios_apart(formula) if side == "left" else regular, *both)
    else:
        close = sp.Max(sp.Abs(s.alpha - 1), sp.Abs(s.z - 1)) < sp.S.Half
        far = (
            by_functions(regular, *both, s.alpha)
            if (kind, side, D) == ("curvature", "left", 3)
            else by_functions(formula, *both, s.z)
        )
    return Branches(((close, ClosedForm(through_root(regular, *both))), (sp.true, ClosedForm(far))))


MODULES = {
    "vacuum_energy": _vacuum_energy,
    "compressibility": _compressibility,
    "threshold_energy": _threshold_energy,
    "mixed_bubbles": _mixed_bubbles,
    "soft_line": _soft_line,
    **drag_plans.MODULES,
    **spin_orbit_plans.MODULES,
    **fermi_liquid_plans.MODULES,
}
