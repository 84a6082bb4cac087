"""What carlini2021 says in words: bounds on the drag, and what follows for the sum rules.

A printed relation is checked against the derived moment whose sign it is said to fix; with its sides exchanged it is refused.
"""

from __future__ import annotations

import sympy as sp
from entrainment.derive import andreev_bashkin, fast_drag, fermi_liquid
from entrainment.derive import notation as s

from ...evidence import Evidence
from .. import statement


def uniform_moment(channel: str) -> sp.Expr:
    """m_1 of the low-energy excitations over int dr |grad f|^2 where the density is uniform."""
    return fast_drag.channel_moment(channel).result.subs({s.grad_f2_n: s.n, s.grad_f2_drag: s.n_drag})


def same_sign(margin, relation) -> bool:
    """Is ``margin`` a positive multiple of the gap of the relation?"""
    return bool(sp.cancel(margin / (relation.gts - relation.lts)).is_positive)


@statement("carlini2021:text:drag-below-a-quarter")
def below_a_quarter(claim, digits):
    """The low-energy spin moment is positive exactly where the relation holds."""
    (relation,) = claim.printed
    moment = uniform_moment("spin")
    return Evidence(same_sign(moment, relation), f"m_1 of the spin is {sp.factor(moment)} per |grad f|^2", "symbolic")


@statement("carlini2021:text:drag-positive")
def positive(claim, digits):
    """What the low-energy states leave of the f-sum rule is positive exactly where the relation holds, and it does hold."""
    (relation,) = claim.printed
    rest = uniform_moment("density") - uniform_moment("spin")
    excess = sp.Symbol("excess", positive=True)  # a - a12
    drag = andreev_bashkin.dilute_gases().result.subs(s.a, s.a12 + excess)
    holds = bool(drag.replace(lambda e: e.is_Pow and e.exp.is_Rational, lambda e: sp.expand(e.base) ** e.exp).is_positive)
    return Evidence(same_sign(rest, relation) and holds, f"the rest of the sum rule is {sp.factor(rest)}", "symbolic")


def _liquid(claim, margin) -> Evidence:
    """Both printed relations hold exactly where ``margin`` is positive, given F_1 > -3 and the drag density (48)."""
    stable = sp.Symbol("stable", positive=True)  # 3 + F_1
    drag = fermi_liquid.drag_density().result
    put = lambda expr: sp.sympify(expr).subs(s.n_drag, drag).subs(fermi_liquid.F1, stable - 3)
    ratios = [sp.cancel(put(margin) / put(relation.gts - relation.lts)) for relation in claim.printed]
    text = ", ".join(f"{relation} times {ratio}" for relation, ratio in zip(claim.printed, ratios, strict=True))
    return Evidence(all(ratio.is_positive for ratio in ratios), f"the margin is that of {text}", "symbolic")


@statement("carlini2021:text:no-spin-currents")
def no_spin_currents(claim, digits):
    """The spin moment of Landau theory is positive exactly where either relation holds."""
    return _liquid(claim, fermi_liquid.channel_moment("spin").result)


@statement("carlini2021:text:multipairs")
def multipairs(claim, digits):
    """What the quasiparticles leave of the f-sum rule is positive exactly where either relation holds."""
    moments = [fermi_liquid.channel_moment(channel).result for channel in ("density", "spin")]
    return _liquid(claim, moments[0] - moments[1])
