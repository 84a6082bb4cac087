"""What carlini2021 says in words: bounds on the drag, and what follows for the sum rules.

A printed relation is checked against the derived moment whose sign it is said to fix; with its sides exchanged it is refused.
"""

from __future__ import annotations

import sympy as sp
from entrainment.derive import andreev_bashkin, fast_drag
from entrainment.derive import notation as s

from .evidence import Evidence
from .statements import statement


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
