"""Tables I and II of carlini2021: each entry against the leading power of q of the derived form, whose lines are replayed.

A power is right if the quotient of the derived and the printed form does not know q and is positive; Omega stands for itself.
"""

from __future__ import annotations

import sympy as sp
from entrainment.derive import fermi_liquid
from entrainment.derive import notation as s
from entrainment.derive.papers.carlini2021 import tables

from ... import checks
from ...evidence import Evidence
from .. import statement

POINTS = 6


def coefficient(derived, printed) -> sp.Expr | None:
    """derived over printed, if it does not know q; of a printed energy it must be 1."""
    ratio = sp.powsimp(sp.cancel(derived / printed)) if not derived.has(sp.Integral) else derived / printed
    if ratio.has(s.q) or (printed == s.Omega_R and ratio != 1):
        return None
    return ratio


def positive(form, domain, digits) -> bool:
    """Is ``form`` positive at points of the domain?"""
    tied = checks.tie(form, domain)
    return all(checks.number(tied, point, digits) > 0 for point in checks.draw(domain, POINTS, checks.SEED + 5))


def entry(claim, digits):
    """One entry of a table."""
    derivation, (relation,) = claim.derivation(), claim.printed
    replayed = checks.replay(derivation)
    found = coefficient(derivation.result, relation.rhs)
    ok = replayed.ok and found is not None and positive(found, derivation.domain, 20)
    shown = "a quotient of two integrals" if derivation.result.has(sp.Integral) else derivation.result
    return Evidence(bool(ok), f"q -> 0: {shown}", "symbolic", replayed.points, replayed.digits)


for _claim in tables.TABLES:
    if _claim.derivation:
        statement(_claim.id)(entry)


def kinetic_equation(omega, q):
    """Landau's kinetic equation at the angle mu between q and the velocity, per deformation nu(mu) of the Fermi surface.

    F_0, F_1 (or G_0, G_1) act through the mean deformation and its l = 1 part; ``push`` is the perturbation.
    """
    v_F, mu, nu, mean, shift, push = sp.symbols("v_F mu nu mean shift push")
    zero, one = sp.symbols("X_0 X_1")
    return (omega - v_F * q * mu) * nu - v_F * q * mu * (zero * mean + one * mu * shift + push)


@statement("carlini2021:table2:fermi-liquid")
def fermi_table(claim, digits):
    """The kinetic equation knows q only through omega/q, so that S(q, omega) does too: its moments go like q, q^2."""
    scale, omega = sp.symbols("scale omega", positive=True)
    strength, energy, moment, rest = (relation.rhs for relation in claim.printed)
    scaled = sp.cancel(kinetic_equation(scale * omega, scale * s.q) / kinetic_equation(omega, s.q))
    width = sp.Symbol("width", positive=True)  # S = S(omega/q): d omega = q d(omega/q)
    moments = [s.q**power * width for power in (1, 2)]
    same = scaled == scale and coefficient(moments[0], strength) and coefficient(moments[1], moment)
    same = same and coefficient(moments[1] / moments[0], energy)
    wave = {s.grad_f2_n: s.q**2}
    low = [fermi_liquid.channel_moment(channel).result.subs(wave) for channel in ("density", "spin")]
    missing = coefficient(sp.factor(low[0] - low[1]), rest)
    ok = bool(same) and missing is not None and positive(missing, fermi_liquid.LIQUID, 20)
    ok = ok and all(coefficient(part, moment) is not None for part in low)
    return Evidence(ok, f"S depends on omega/q alone; the spin lacks q^2 times {missing}", "symbolic", POINTS, 20)
