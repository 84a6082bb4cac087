"""Kernels of coherently coupled condensates, in the Raman coupling Omega and its critical value Omega_c = 2 k0^2/m.

carlini2021 Sec. II.  With Omega_c in place of k0 the distance to the transition, Omega - Omega_c, is a difference of two
arguments and loses nothing; what vanishes and diverges together there is written with sin(x)/x.  Every body is the
result of its derivation after ``rewrites``.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from .. import notation as s
from .. import plane_wave, polarised_signal, raman_sum_rules, spin_orbit
from ..raman_states import CRITICAL, plane_wave_polarisation, sigma_x, sigma_z
from .drag_plans import WAVE
from .plan import Branches, ClosedForm, KernelPlan
from .rewrites import (
    by_distance,
    collected,
    conjugate,
    factored_roots,
    half_angle,
    kept,
    on_circle,
    pole_apart,
    real_roots,
    sinc_squares,
    sincs,
)

GAS = (s.m, s.g, s.n)
COUPLING = (s.Omega_R, s.Omega_c)
SINGLE = s.Omega_R >= s.Omega_c
PLANE = s.Omega_R <= s.Omega_c
UNPOLARISED = {sigma_x: 1, sigma_z: 0}  # the single-minimum phase
AT_TRANSITION = ((s.Omega_R, s.Omega_c),)
TRANSITION = (s.Omega_R, s.Omega_c)
PHASES = ("single minimum", "plane wave")
SIDES = (("majority", 1), ("minority", -1))  # component 1 of the plane-wave phase


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


def _responses() -> Iterator[KernelPlan]:
    everything = (*WAVE, *GAS, *COUPLING)
    single, plane = (_critical(polarised_signal.slow_response("density", phase).result) for phase in PHASES)
    bodies = (half_angle(real_roots(single, *TRANSITION)), half_angle(real_roots(plane, *TRANSITION)))
    yield _plan(
        "spin_orbit_density_response",
        "<F_n> per atom after -lambda F_n is switched on, F = sum cos(q x), single-minimum and plane-wave phase",
        everything,
        spin_orbit.density_response(),
        ("21", "supplement:plane-wave:density-response"),
        _either(single, plane),
        Branches(((SINGLE, bodies[0]), (sp.true, bodies[1]))),
        special=AT_TRANSITION,
    )
    single = _critical(spin_orbit.spin_response().result)
    plane = _critical(polarised_signal.slow_response("spin", "plane wave").result)
    bodies = (sinc_squares(pole_apart(half_angle(single), *TRANSITION)), _settled_and_slow(plane))
    yield _plan(
        "spin_orbit_spin_response",
        "<F_sigma> per atom after -lambda F_sigma is switched on, F = sum cos(q x), single-minimum and plane-wave phase",
        everything,
        spin_orbit.spin_response(),
        ("22", "supplement:plane-wave:spin-response"),
        sp.Piecewise((_with_transition(single), SINGLE), (plane, True)),
        Branches(((SINGLE, bodies[0]), (sp.true, bodies[1]))),
        special=AT_TRANSITION,
    )


def _settled_and_slow(response: sp.Expr) -> sp.Expr:
    """A response to cos(u) as what has settled and what oscillates, u^2 sinc(u/2)^2 of it: a pole cancels against u^2."""
    (wave,) = response.atoms(sp.cos)
    (angle,) = wave.args
    still, swing = sp.Poly(sp.numer(response), wave).all_coeffs()[::-1]
    settled = sp.factor((still + swing) / sp.denom(response))
    slow = sp.factor(-swing / sp.denom(response) * angle**2 / 2)
    return kept("settled", response, settled + collected(slow, s.g) * sp.sinc(angle / 2) ** 2)


def _flows() -> Iterator[KernelPlan]:
    everything = (*WAVE, *GAS, *COUPLING)
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


def _polarised_flows() -> Iterator[KernelPlan]:
    """Flows of the plane-wave phase, and of both bands in either phase."""
    everything = (*WAVE, *GAS, *COUPLING)
    what = "d<F({})>/dt after a push on component 1, F = sum cos(q x), {} phase"
    for component in (1, 2):
        chain = polarised_signal.flow(component, "single minimum")
        formula = sincs(_critical(chain.result), *TRANSITION)
        yield _plan(
            f"spin_orbit_flow_{component}",
            what.format(component, "single-minimum") + ", both bands",
            everything,
            chain,
            (f"supplement:single-minimum:flow-{component}",),
            formula,
            ClosedForm(sp.Add(*(by_distance(part, *TRANSITION) * wave for wave, part in _by_waves(formula).items()))),
            (SINGLE,),
            special=AT_TRANSITION,
        )
        for name, side in SIDES:
            title = what.format(component, "plane-wave") + f", component 1 in the {name}"
            for kind, make in (("fast", polarised_signal.fast_flow), ("both bands", polarised_signal.flow)):
                chain = make(component, "plane wave")
                formula = _critical(chain.result)
                parts = {sp.S.One: formula} if kind == "fast" else _by_waves(sincs(formula, *TRANSITION))
                yield _plan(
                    f"plane_wave_{'fast_' if kind == 'fast' else ''}flow_{component}_{name}",
                    f"{title}, {kind}",
                    everything,
                    chain,
                    (f"supplement:plane-wave:{'fast-' if kind == 'fast' else ''}flow-{component}",),
                    sp.Add(*(part * wave for wave, part in parts.items())).subs(sigma_z, side * _spinor()[1]),
                    ClosedForm(sp.Add(*(_tilted(part, side, s.g) * wave for wave, part in parts.items()))),
                    (PLANE,),
                    special=AT_TRANSITION,
                )


def _by_waves(expr: sp.Expr) -> dict[sp.Expr, sp.Expr]:
    """Wave -> its coefficient, of a sum of sines and of sin(u)/u."""
    found = {}
    for term in sp.Add.make_args(expr):
        (wave,) = term.atoms(sp.sin, sp.sinc)
        found[wave] = sp.factor(term / wave)
    return found


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
    for name, side in SIDES:
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
    yield from _responses()
    yield from _flows()
    yield from _polarised_flows()
    yield from _ratios()


MODULES = {"spin_orbit": _spin_orbit}
