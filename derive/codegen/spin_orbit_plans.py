"""Kernels of coherently coupled condensates, in the Raman coupling Omega and its critical value Omega_c = 2 k0^2/m.

carlini2021 Sec. II.  With Omega_c in place of k0 the distance to the transition, Omega - Omega_c, is a difference of two
arguments and loses nothing; what vanishes and diverges together there is written with sin(x)/x.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from .. import notation as s
from .. import plane_wave, raman_sum_rules, spin_orbit
from ..raman_states import sigma_x, sigma_z
from .drag_plans import WAVE, half_angle
from .plan import Branches, ClosedForm, KernelPlan

GAS = (s.m, s.g, s.n)
COUPLING = (s.Omega_R, s.Omega_c)
SINGLE = s.Omega_R >= s.Omega_c
PLANE = s.Omega_R <= s.Omega_c
UNPOLARISED = {sigma_x: 1, sigma_z: 0}  # the single-minimum phase
AT_TRANSITION = ((s.Omega_R, s.Omega_c),)
UNCOUPLED = sp.sqrt((s.Omega_c - s.Omega_R) * (s.Omega_c + s.Omega_R)) / s.Omega_c  # abs(sigma_z) of the plane-wave phase


def _critical(expr: sp.Expr) -> sp.Expr:
    """``expr`` with Omega_c in place of k0."""
    return sp.factor(sp.expand(expr.subs(s.k0, sp.sqrt(s.m * s.Omega_c / 2))))


def _plan(name: str, title: str, arguments, chain, claims, formula, body=None, conditions=(), **more) -> KernelPlan:
    arguments = tuple(arguments)
    body = ClosedForm(formula) if body is None else body
    claims = tuple(f"carlini2021:{claim}" for claim in claims)
    where = (*(symbol > 0 for symbol in arguments), *conditions)
    return KernelPlan(name, "spin_orbit", title, arguments, where, 3, body, claims, chain.name, formula, **more)


def _inverse_mass() -> tuple[sp.Expr, sp.Expr]:
    """m/m* of the single-minimum and of the plane-wave phase."""
    return tuple(_critical(spin_orbit.effective_mass(phase).result) for phase in ("single minimum", "plane wave"))


def _either(single: sp.Expr, plane: sp.Expr) -> sp.Expr:
    return sp.Piecewise((single, SINGLE), (plane, True))


def _both_phases() -> Iterator[KernelPlan]:
    single, plane = _inverse_mass()
    yield _plan(
        "inverse_effective_mass",
        "m/m* along the Raman beams, single-minimum and plane-wave phase",
        COUPLING,
        spin_orbit.effective_mass("single minimum"),
        ("text:effective-mass", "text:effective-mass-plane-wave"),
        _either(single, plane),
        Branches(((SINGLE, single), (sp.true, plane))),
        special=AT_TRANSITION,
    )
    single, plane = (sp.sqrt(_critical(chain().result)) for chain in (spin_orbit.sound, plane_wave.sound))
    yield _plan(
        "spin_orbit_sound",
        "velocity of sound along the Raman beams, single-minimum and plane-wave phase",
        (*GAS, *COUPLING),
        spin_orbit.sound(),
        ("text:sound",),
        _either(single, plane),
        Branches(((SINGLE, single), (sp.true, plane))),
        special=AT_TRANSITION,
    )
    steady = spin_orbit.spin_response().result.replace(sp.cos, lambda angle: sp.S.Zero)  # the time average, lambda chi/2
    single, plane = _critical(2 * steady / s.lambda_), _critical(plane_wave.susceptibility().result)
    yield _plan(
        "spin_susceptibility",
        "magnetic susceptibility d<sigma_z>/dh under -h sigma_z, single-minimum and plane-wave phase",
        COUPLING,
        plane_wave.susceptibility(),
        ("22",),
        _either(single, plane),
        Branches(((SINGLE, single), (sp.true, plane))),
        special=AT_TRANSITION,
    )


def _single_minimum() -> Iterator[KernelPlan]:
    everything = (*WAVE, *GAS, *COUPLING)
    chain = spin_orbit.density_response()
    formula = _critical_cosine(chain.result)
    yield _plan(
        "spin_orbit_density_response",
        "<F_n> per atom after -lambda F_n is switched on, F = sum cos(q x), single-minimum phase",
        everything,
        chain,
        ("21",),
        formula,
        ClosedForm(half_angle(formula)),
        (SINGLE,),
        special=AT_TRANSITION,
    )
    chain = spin_orbit.spin_response()
    yield _plan(
        "spin_orbit_spin_response",
        "<F_sigma> per atom after -lambda F_sigma is switched on, F = sum cos(q x), single-minimum phase",
        everything,
        chain,
        ("22",),
        _with_transition(_critical_cosine(chain.result)),
        ClosedForm(_spin_response()),
        (SINGLE,),
        special=AT_TRANSITION,
    )
    for component, fast, ultrafast in ((1, "24", "16"), (2, "23", "15")):
        what = f"d<F({component})>/dt after a kick of component 1, F = sum cos(q x), single-minimum phase"
        chain = spin_orbit.fast_flow(component)
        yield _plan(
            f"spin_orbit_fast_flow_{component}",
            f"{what}, fast",
            everything,
            chain,
            (fast,),
            _critical(chain.result),
            _by_distance(_critical(chain.result)),
            (SINGLE,),
            special=AT_TRANSITION,
        )
        chain = raman_sum_rules.ultrafast_flow(component)
        yield _plan(
            f"spin_orbit_ultrafast_flow_{component}",
            f"{what}, ultrafast",
            (*WAVE, s.m, s.Omega_R),
            chain,
            (ultrafast,),
            sp.factor(chain.result.subs(UNPOLARISED)),
        )


def _critical_cosine(response: sp.Expr) -> sp.Expr:
    """A response with Omega_c in place of k0, inside its cosine and outside."""
    angle = sp.Symbol("angle", real=True)
    (cosine,) = response.atoms(sp.cos)
    return _critical(response.subs(cosine, angle)).subs(angle, sp.cos(_wave_angle()))


def _with_transition(response: sp.Expr) -> sp.Expr:
    """A response and, at Omega = Omega_c, its limit from above."""
    distance = sp.Symbol("distance", positive=True)
    limit = sp.limit(response.subs(s.Omega_R, s.Omega_c + distance), distance, 0)
    return sp.Piecewise((response, s.Omega_R > s.Omega_c), (sp.factor(limit), True))


def _wave_angle() -> sp.Expr:
    """c q t of the single-minimum phase, with one root of the distance to the transition."""
    return sp.sqrt(s.g * s.n / s.m) * sp.sqrt((s.Omega_R - s.Omega_c) / s.Omega_R) * s.q * s.t


def _spin_response() -> sp.Expr:
    """1 - (Omega_c/Omega) cos(x) over 1 - Omega_c/Omega: the pole at the transition is cancelled by x^2 = (c q t)^2."""
    half = _wave_angle() / 2
    sinc = sp.Piecewise((sp.sin(half) / half, half > 0), (sp.S.One, True))
    growth = s.Omega_c * s.g * s.n * (s.q * s.t) ** 2 / (2 * s.m * s.Omega_R)
    return s.lambda_ / s.Omega_R * (1 + growth * sinc**2)


def _by_distance(flow: sp.Expr) -> ClosedForm:
    """A fast flow with what sound and spin contribute kept apart: the first vanishes with Omega - Omega_c."""
    distance = sp.Symbol("distance", nonnegative=True)
    numerator, denominator = sp.fraction(flow)
    outside, inside = numerator.as_independent(s.Omega_c, as_Add=False)
    mixing = sp.factor(inside.subs(s.Omega_R, s.Omega_c))
    sound = sp.cancel((inside - mixing) / (s.Omega_R - s.Omega_c))
    terms = distance * sound + mixing
    return ClosedForm(outside / denominator * terms.subs(distance, s.Omega_R - s.Omega_c))


def _ratios() -> Iterator[KernelPlan]:
    chain = spin_orbit.fast_ratio()
    uniform = (s.g, s.n, *COUPLING)
    mixing = 2 * s.g * s.n * s.Omega_c
    free = s.Omega_R * (s.Omega_R - s.Omega_c)
    yield _plan(
        "spin_orbit_fast_ratio",
        "V2/V1 of a uniform gas after a kick of component 1, fast, single-minimum phase",
        uniform,
        chain,
        ("26",),
        _critical(chain.result),
        ClosedForm((free - mixing) / (free + mixing)),
        (SINGLE,),
        special=AT_TRANSITION,
    )
    chain = raman_sum_rules.ultrafast_ratio()
    yield _plan(
        "spin_orbit_ultrafast_ratio",
        "V2/V1 after a kick f = x of component 1, ultrafast, single-minimum phase",
        (s.m, s.Omega_R, s.mean_x2),
        chain,
        ("25",),
        sp.factor(chain.result.subs(UNPOLARISED)),
    )
    for name, side in (("majority", 1), ("minority", -1)):
        tilt = {sigma_z: side * sp.sqrt(1 - (s.Omega_R / s.Omega_c) ** 2)}
        chain = plane_wave.in_plane_wave("fast")
        yield _plan(
            f"plane_wave_fast_ratio_{name}",
            f"V2/V1 of a uniform gas after a kick of component 1, the {name}, fast, plane-wave phase",
            uniform,
            chain,
            ("26",),
            _critical(chain.result).subs(tilt),
            ClosedForm(_plane_fast(side)),
            (PLANE,),
            special=AT_TRANSITION,
        )
        chain = plane_wave.in_plane_wave("ultrafast")
        yield _plan(
            f"plane_wave_ultrafast_ratio_{name}",
            f"V2/V1 after a kick f = x of component 1, the {name}, ultrafast, plane-wave phase",
            (s.m, *COUPLING, s.mean_x2),
            chain,
            ("25",),
            _critical(chain.result).subs(tilt),
            ClosedForm(_plane_ultrafast(side)),
            (PLANE,),
            special=AT_TRANSITION,
        )


def _plane_fast(side: int) -> sp.Expr:
    """(sigma_z^2 - k sigma_x^2)/(sigma_z^2 + k (1 - sigma_z)^2), k = 2 g n/Omega_c, with (1 - z)(1 + z) = sigma_x^2."""
    x, mixing, wide = s.Omega_R / s.Omega_c, 2 * s.g * s.n / s.Omega_c, 1 + UNCOUPLED
    tilt2 = (s.Omega_c - s.Omega_R) * (s.Omega_c + s.Omega_R) / s.Omega_c**2
    against = x**2 / wide if side == 1 else wide
    return (tilt2 - mixing * x**2) / (tilt2 + mixing * against**2)


def _plane_ultrafast(side: int) -> sp.Expr:
    """-A (1 + z)^2/(sigma_x (A sigma_x + 1 + z)), A = m Omega <x^2>/hbar^2, with (1 - z)(1 + z) = sigma_x^2."""
    x, strength, wide = s.Omega_R / s.Omega_c, s.m * s.Omega_R * s.mean_x2 / s.hbar**2, 1 + UNCOUPLED
    if side == 1:
        return -strength * wide**2 / (x * (strength * x + wide))
    return -strength * x**2 / (wide * (strength * wide + x))


def _spin_orbit() -> Iterator[KernelPlan]:
    yield from _both_phases()
    yield from _single_minimum()
    yield from _ratios()


MODULES = {"spin_orbit": _spin_orbit}
