"""Kernels of the window of mixed bubbles: its edges at equal masses, and the soft line with its edges at any masses.

naidon2021 Eqs. (8)-(18) and supplement.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import sympy as sp

from .. import dimensions as dim
from .. import notation as s
from .. import soft_line, vacuum_energy, window_edges
from ..records import Derivation, Reference
from ..vacuum_energy import momentum_measure
from .arguments import DIMENSIONS_OF_SPACE, lightest_scale, scales
from .plan import Branches, ClosedForm, KernelPlan, ModeIntegral, NearSpecial
from .rewrites_points import by_functions, by_powers, merged_logarithms, ratios_apart, second_deficits, through_root
from .vacuum_plans import cutoff_logarithm, vacuum_integral

WINDOW = (s.alpha, s.g, s.m, s.n_plus)
POSITIVE_WINDOW = (s.alpha > 0, s.g > 0, s.m > 0, s.n_plus > 0)
SOFT_LINE = (s.x, s.alpha, s.z)
ON_LINE = (s.x >= 0, s.x <= 1, s.alpha > 0, s.z > 0)

SOFT_RANGES = ((s.x, 0, 1), (s.alpha, 0.03, 30), (s.z, 0.01, 100))


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
            constant=cutoff_logarithm(D, tail).subs(s.kappa, 1),
        )
    general = vacuum_integral(D)
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


MODULES = {"mixed_bubbles": _mixed_bubbles, "soft_line": _soft_line}
