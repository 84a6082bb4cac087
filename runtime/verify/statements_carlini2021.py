"""What carlini2021 says in words: bounds on the drag, and what follows for the sum rules.

A printed relation is checked against the derived moment whose sign it is said to fix; with its sides exchanged it is refused.
"""

from __future__ import annotations

import sympy as sp
from entrainment.derive import andreev_bashkin, fast_drag, fermi_liquid, spin_orbit
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


@statement("carlini2021:text:trap-average")
def trap_average(claim, digits):
    """Eqs. (17)-(19) after a kick f = x of the spin: int x d(delta_s)/dt of a cloud against its uniform form.

    The spin follows the force at once, which makes the flux -(k0/m) delta_s; its divergence pushes back through (18).
    """
    x, r = sp.symbols("x r", real=True)
    energy = spin_orbit.wave_energy().result
    bend, mixed = sp.diff(energy, s.delta_s, 2), sp.diff(energy, s.delta_s, s.grad_Phi)
    stiffness = sp.diff(energy, s.delta_n, 2)
    density = 1 - x**2 - r**2  # Thomas-Fermi, r across the beams
    spin, follow = (x / bend).subs(s.n, density), (-mixed / bend).subs(s.n, density)
    wave = -sp.diff(mixed * spin, x)  # delta_n/t from continuity
    push = -stiffness * sp.diff(wave, x)  # d(grad Phi)/dt/t

    edge = sp.sqrt(1 - r**2)
    over_cloud = lambda f: sp.integrate(sp.integrate(sp.expand(f), (x, -edge, edge)) * 2 * sp.pi * r, (r, 0, 1))
    flow = over_cloud(x * follow * push)
    per_square = stiffness * (mixed / bend).subs(s.n, 1) ** 2  # of int dr n^2 in a uniform gas, q -> 0
    ratio = sp.simplify(flow / (per_square * over_cloud(density**2)))
    if ratio == 1:
        return Evidence(True, "the average over the atoms is exact in a Thomas-Fermi cloud", "symbolic")
    instead = "int dr (d(x n)/dx)^2/N"
    if sp.simplify(flow / (per_square * over_cloud(sp.diff(x * density, x) ** 2))) != 1:
        return Evidence(False, f"a Thomas-Fermi cloud flows {ratio} times as fast, not by {instead}", "symbolic")
    return Evidence(
        False,
        f"a Thomas-Fermi cloud flows {ratio} times as fast",
        "symbolic",
        correction=f"n is replaced by {instead}",
        witness=f"harmonic trap, Thomas-Fermi: {ratio} of int dr n^2/N",
    )
