"""Kernels of the vacuum energy of a mixture, of its derivatives by the densities, and of its closed form at the threshold.

naidon2021 Eqs. (2), (8) and supplement, any masses and couplings.  What is integrated is the coupling of the components alone:
the energy of either one by itself is closed.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import sympy as sp

from .. import compressibility, threshold_energy, vacuum_energy
from .. import notation as s
from ..bogoliubov import sound_velocities_squared
from ..records import Reference
from ..vacuum_energy import momentum_measure
from .arguments import DIMENSIONS_OF_SPACE, MIXTURE, MIXTURE_RANGES, STABLE, THRESHOLD, scales
from .plan import SPLIT, Branches, ClosedForm, KernelPlan, ModeIntegral
from .rewrites import over_larger, sums_of_squares, term_by_term, zero_over_zero

# --- E_B for any mixture -----------------------------------------------------------------------------------------------


def _with_cutoff(D: int) -> tuple[tuple, tuple, tuple]:
    """Arguments, conditions and ranges of a mixture; the cutoff is an argument in two dimensions only."""
    if D == 2:
        return (*MIXTURE, s.kappa), (*STABLE, s.kappa > 0), (*MIXTURE_RANGES, (s.kappa, 0.1, 10))
    return MIXTURE, STABLE, MIXTURE_RANGES


def cutoff_logarithm(D: int, tail: sp.Expr) -> sp.Expr:
    """(1/2) int d^2p/(2 pi)^2 of the counterterm tail/(p^2 + kappa^2) against tail/p^2 above the split."""
    return sp.S.Zero if D != 2 else tail * _logarithm_of_cutoff()


@functools.cache
def _logarithm_of_cutoff() -> sp.Expr:
    measure = momentum_measure(2)
    soft, sharp = (sp.integrate(measure / denominator, s.p) for denominator in (s.p**2 + s.kappa**2, s.p**2))
    difference = sp.limit(soft - sharp, s.p, sp.oo) - soft.subs(s.p, 0) + sharp.subs(s.p, SPLIT)
    rate = sp.expand_log(difference).coeff(sp.log(SPLIT))
    return rate * sp.logcombine(sp.expand(sp.expand_log(difference) / rate))


def vacuum_integral(D: int, derivative: tuple = ()) -> ModeIntegral:
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
        constant=change(alone + cutoff_logarithm(D, vacuum_energy.coupling_tail())),
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
                vacuum_integral(D, derivative),
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
        constant=cutoff_logarithm(D, sp.simplify(variation.tail * s.p**2)),
    )


def _compressibility() -> Iterator[KernelPlan]:
    for D in DIMENSIONS_OF_SPACE:
        arguments, conditions, ranges = _with_cutoff(D)
        for i, j in ((1, 1), (1, 2)):
            if i != j:  # d^2/dn1 dn2 acts on the coupling alone and keeps its factor g12^2
                body = vacuum_integral(D, (s.n1, s.n2))
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
            near = vacuum_integral(D).map(lambda e, given=at_threshold: e.subs(given))
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


MODULES = {
    "vacuum_energy": _vacuum_energy,
    "compressibility": _compressibility,
    "threshold_energy": _threshold_energy,
}
