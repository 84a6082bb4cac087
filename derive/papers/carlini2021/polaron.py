"""Sec. V, Eqs. (49)-(55): two components with effective masses, and few impurities."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy import Eq

from ... import notation as s
from ... import polaron, two_fluids
from ...notation import grad_f2_n1, grad_f2_n2, lambda_, m1, m1_star, m2, m2_star, n1, n2, t, v1, v2
from ...polaron import CLOUDS, DIPOLE, DRESSED, N1, N2, share1, share2
from ...records import Claim, Reading, Reference

velocity_ratio = sp.Symbol("velocity_ratio", real=True)  # V2/V1
_IMPURITIES = replace(DIPOLE, ranges=(*DIPOLE.ranges, (share2, 0.01, 0.5)), given=())


def _impurity(D: int) -> Claim:
    domain, arguments = polaron.impurity(D), ("m_impurity", "m", "g", "n", "g_impurity")
    tied = ((sp.Symbol("m_impurity"), m2), (sp.Symbol("m"), m1), (sp.Symbol("g"), s.g11), (sp.Symbol("n"), n1))
    return Claim(
        id=f"carlini2021:supplement:impurity-{D}d",
        title=f"1 - m2/m2* of one impurity in second order of g12, D = {D}",
        printed=None,
        domain=replace(domain, given=(*domain.given, *tied, (sp.Symbol("g_impurity"), s.g12))),
        kind="supplied",
        derivation=lambda: polaron.inverse_mass(D),
        reference=Reference("polaron.drag_velocity_ratio", arguments, (("D", D),)),
        enclosure=Reference("drag_enclosures.impurity_ball", arguments, (("D", D),)),
        kernels=(f"polaron_mass_share_{D}d",),
    )


POLARON = (
    Claim(
        id="carlini2021:49",
        title="flux of component 1 with effective masses",
        printed=Eq(s.flux1, m1 / m1_star * n1 * v1 + m2 / m1 * (1 - m2 / m2_star) * n2 * v2, evaluate=False),
        domain=DRESSED,
        derivation=lambda: two_fluids.component_flux(1),
    ),
    Claim(
        id="carlini2021:50",
        title="flux of component 2 with effective masses",
        printed=Eq(s.flux2, m2 / m2_star * n2 * v2 + m1 / m2 * (1 - m1 / m1_star) * n1 * v1, evaluate=False),
        domain=DRESSED,
        derivation=lambda: two_fluids.component_flux(2),
    ),
    Claim(
        id="carlini2021:text:superfluid-velocity",
        title="velocity field of a superfluid component",
        printed=Eq(v1, n1 * s.grad_Phi / m1, evaluate=False),
        domain=two_fluids.superfluid_velocity().domain,
        derivation=two_fluids.superfluid_velocity,
        readings=(Reading("the n_1 before the gradient is a damaged hbar: a velocity has no such factor", ((n1, 1),)),),
        quote="these velocity fields take the form v_1 = n_1 grad phi_1/m_1 and v_2 = n_2 grad phi_2/m_2, respectively",
    ),
    Claim(
        id="carlini2021:51",
        title="the two effective masses stand for one drag density",
        printed=Eq(n1 * m1 * (1 - m1 / m1_star), n2 * m2 * (1 - m2 / m2_star), evaluate=False),
        domain=DRESSED,
        derivation=lambda: polaron.drag_of_dressed(1),
    ),
    Claim(
        id="carlini2021:52",
        title="flux of the mass density: no drag",
        printed=Eq(s.mass_flux, m1 * n1 * v1 + m2 * n2 * v2, evaluate=False),
        domain=DRESSED,
        derivation=two_fluids.mass_flux,
    ),
    Claim(
        id="carlini2021:53",
        title="fast flow of the kicked component",
        printed=Eq(s.flow1, lambda_ * t / (m1 * N1) * grad_f2_n1 * m1 / m1_star, evaluate=False),
        domain=CLOUDS,
        derivation=lambda: polaron.kicked_flow(1),
    ),
    Claim(
        id="carlini2021:54",
        title="fast flow of the component that is not kicked",
        printed=Eq(s.flow2, lambda_ * t / (m1 * N2) * grad_f2_n2 * (1 - m2 / m2_star), evaluate=False),
        domain=CLOUDS,
        derivation=lambda: polaron.kicked_flow(2),
    ),
    Claim(
        id="carlini2021:55",
        title="velocity of the dragged cloud over that of the kicked one",
        printed=Eq(velocity_ratio, share2 / share1, evaluate=False),
        domain=DIPOLE,
        derivation=polaron.velocity_ratio,
        kernels=("fast_velocity_ratio",),
    ),
    Claim(
        id="carlini2021:55-impurities",
        title="the same for few impurities",
        printed=Eq(velocity_ratio, share2, evaluate=False),
        domain=_IMPURITIES,
        derivation=polaron.few_impurities,
    ),
    *[_impurity(D) for D in (1, 2, 3)],
)
