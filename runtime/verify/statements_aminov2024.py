"""What aminov2024 says in words, checked against what its formulas amount to when they are derived.

A printed relation between weights is checked with the derived weights in their place.
"""

from __future__ import annotations

import sympy as sp
from entrainment.derive import conductivity, quasiparticles
from entrainment.derive import notation as s

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


@statement("aminov2024:C2-close")
def close_masses(claim, digits):
    """Delta^2 = (mu_a + mu_b)^2 - 4 (1 - r^2) mu_a mu_b: equality needs r^2 = 1."""
    (relation,) = claim.printed
    short = sp.expand(relation.rhs**2 - conductivity.splitting_of_close_masses().result ** 2)
    lacking = sp.factor(short)
    holds = prove_zero(lacking.subs(conductivity.r, 1))
    half = {s.mu_a: 1, s.mu_b: 1, conductivity.r: sp.Rational(1, 2)}
    ratio = conductivity.splitting_of_close_masses().result.subs(half) / relation.rhs.subs(half)
    return Evidence(
        holds,
        f"Delta^2 = ({relation.rhs})^2 - ({lacking})",
        "symbolic",
        assumption="g_ab^2 close to g_aa g_bb",
        witness=f"at r = 1/2 and mu_a = mu_b Delta is {ratio} of it" if ratio != 1 else "",
    )


@statement("aminov2024:C2-distant")
def distant_masses(claim, digits):
    """The printed estimate and E_d + E_s = 2 T differ by a number."""
    (relation,) = claim.printed
    ratio = sp.simplify(conductivity.splitting_of_distant_masses().result / relation.rhs)
    return Evidence(
        bool(ratio.is_number) and sp.Rational(1, 3) < ratio < 3,
        f"E_d - E_s at E_d + E_s = 2 T is {ratio} times the printed estimate, at any masses and temperature",
        "symbolic",
        assumption=f"as an estimate up to the factor {ratio}",
        witness=f"the ratio is {ratio}" if ratio != 1 else "",
    )
