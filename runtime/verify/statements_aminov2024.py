"""What aminov2024 says in words, checked against what its formulas amount to when they are derived.

A printed relation between weights is checked with the derived weights in their place.
"""

from __future__ import annotations

import sympy as sp
from entrainment.derive import quasiparticles

from .checks import tie
from .evidence import Evidence
from .statements import positive_by_coefficients, statement
from .symbolic import prove_zero


def with_weights(relation, domain):
    """``relation`` with the derived weights, in the free parameters of a mode."""
    derived = dict(zip(quasiparticles.P.values(), quasiparticles.weights().result, strict=True))
    return relation.func(*[tie(side.subs(derived), domain) for side in relation.args], evaluate=False)


def relations_hold(claim) -> Evidence:
    """Equations are proved as zeros, inequalities by the signs of coefficients."""
    failed = []
    for relation in claim.printed:
        holds = with_weights(relation, claim.domain)
        if isinstance(holds, sp.Eq):
            proved = prove_zero(holds.lhs - holds.rhs)
        else:
            proved = positive_by_coefficients(sp.factor(holds.gts - holds.lts))
        failed += [] if proved else [str(relation)]
    text = f"not proved: {', '.join(failed)}" if failed else f"{len(claim.printed)} relations of the derived weights"
    return Evidence(not failed, text, "symbolic")


@statement("aminov2024:text:positive-weights")
def positive_weights(claim, digits):
    """Every weight is a ratio of polynomials with positive coefficients; the sums are identities."""
    return relations_hold(claim)


@statement("aminov2024:text:weight-identity")
def weight_identity(claim, digits):
    return relations_hold(claim)
