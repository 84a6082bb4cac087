"""Kernels of coherently coupled condensates, in the Raman coupling Omega and its critical value Omega_c = 2 k0^2/m.

carlini2021 Sec. II.  With Omega_c in place of k0 the distance to the transition, Omega - Omega_c, is a difference of two
arguments and loses nothing; what vanishes and diverges together there is written with sin(x)/x.  Every body is the
result of its derivation after ``rewrites``.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from .. import notation as s
from .. import plane_wave, raman_sum_rules, spin_orbit
from ..raman_states import CRITICAL, plane_wave_polarisation, sigma_x, sigma_z
from .drag_plans import WAVE
from .plan import Branches, ClosedForm, KernelPlan
from .rewrites import (
    by_distance,
    collected,
    conjugate,
    factored_roots,
    half_angle,
    on_circle,
    pole_apart,
    real_roots,
    sinc_squares,
)

GAS = (s.m, s.g, s.n)
COUPLING = (s.Omega_R, s.Omega_c)
SINGLE = s.Omega_R >= s.Omega_c
PLANE = s.Omega_R <= s.Omega_c
UNPOLARISED = {sigma_x: 1, sigma_z: 0}  # the single-minimum phase
AT_TRANSITION = ((s.Omega_R, s.Omega_c),)
TRANSITION = (s.Omega_R, s.Omega_c)


def _critical(expr: sp.Expr) -> sp.Expr:
    """``expr`` with Omega_c in place of k0."""
    (k0,) = sp.solve(sp.Eq(CRITICAL, s.Omega_c), s.k0)
    return sp.factor(sp.expand(factored_roots(expr.subs(s.k0, k0))))


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
        Branches(((SINGLE, real_roots(single, *TRANSITION)), (sp.true, real_roots(plane, *TRANSITION)))),
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
    formula = _critical(chain.result)
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
    response = _critical(chain.result)
    yield _plan(
        "spin_orbit_spin_response",
        "<F_sigma> per atom after -lambda F_sigma is switched on, F = sum cos(q x), single-minimum phase",
        everything,
        chain,
        ("22",),
        _with_transition(response),
        ClosedForm(sinc_squares(pole_apart(half_angle(response), *TRANSITION))),
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
            ClosedForm(by_distance(_critical(chain.result), *TRANSITION)),
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


def _with_transition(response: sp.Expr) -> sp.Expr:
    """A response and, at Omega = Omega_c, its limit from above."""
    distance = sp.Symbol("distance", positive=True)
    limit = sp.limit(response.subs(s.Omega_R, s.Omega_c + distance), distance, 0)
    return sp.Piecewise((response, s.Omega_R > s.Omega_c), (sp.factor(limit), True))


def _ratios() -> Iterator[KernelPlan]:
    chain = spin_orbit.fast_ratio()
    uniform = (s.g, s.n, *COUPLING)
    yield _plan(
        "spin_orbit_fast_ratio",
        "V2/V1 of a uniform gas after a kick of component 1, fast, single-minimum phase",
        uniform,
        chain,
        ("26",),
        _critical(chain.result),
        ClosedForm(by_distance(_critical(chain.result), *TRANSITION)),
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
        for kind, claim, title, arguments, by in (
            ("fast", "26", "V2/V1 of a uniform gas after a kick of component 1", uniform, s.g),
            ("ultrafast", "25", "V2/V1 after a kick f = x of component 1", (s.m, *COUPLING, s.mean_x2), s.mean_x2),
        ):
            chain = plane_wave.in_plane_wave(kind)
            ratio = _critical(chain.result)
            yield _plan(
                f"plane_wave_{kind}_ratio_{name}",
                f"{title}, the {name}, {kind}, plane-wave phase",
                arguments,
                chain,
                (claim,),
                ratio.subs(sigma_z, side * _spinor()[1]),
                ClosedForm(_tilted(ratio, side, by)),
                (PLANE,),
                special=AT_TRANSITION,
            )


def _spinor() -> tuple[sp.Expr, sp.Expr]:
    """sigma_x and abs(sigma_z) of the plane-wave phase; a spinor with a real phase has sigma_x^2 + sigma_z^2 = 1."""
    along = _critical(plane_wave_polarisation())
    return along, sp.sqrt(1 - along**2)


def _tilted(ratio: sp.Expr, side: int, by: sp.Symbol) -> sp.Expr:
    """A ratio of the plane-wave phase where neither the two polarisations nor 1 - sigma_z cancel; sums by powers of ``by``."""
    x, w = sp.symbols("x w", positive=True)  # sigma_x, abs(sigma_z)
    along, tilt = _spinor()
    (raman,) = sp.solve(along - x, s.Omega_R)
    apart = on_circle(ratio.subs({s.Omega_R: raman, sigma_z: side * w}), x, w)
    return conjugate(collected(apart, by), x, w).subs({x: along, w: factored_roots(tilt)})


def _spin_orbit() -> Iterator[KernelPlan]:
    yield from _both_phases()
    yield from _single_minimum()
    yield from _ratios()


MODULES = {"spin_orbit": _spin_orbit}
