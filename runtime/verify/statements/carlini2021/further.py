"""Sentences of carlini2021 beside its equations, each against derived forms or an exact evolution."""

from __future__ import annotations

import random

import mpmath
import sympy as sp
from entrainment.derive import (
    andreev_bashkin,
    long_waves,
    raman_branches,
    raman_states,
    raman_sum_rules,
    spin_orbit,
    sum_rules,
    two_fluids,
)
from entrainment.derive import notation as s
from entrainment.derive.papers.carlini2021 import further_text, text
from entrainment.derive.raman_states import CRITICAL, sigma_x, sigma_z

from ... import checks
from ...evidence import Evidence
from ...relations import holds, replayed, symbolic
from ...symbolic import prove_zero
from .. import statement

RABI = {s.k0: 0, s.Omega_c: 0}
SIZE = 5


def _random_hermitian(rng):
    matrix = mpmath.matrix(SIZE, SIZE)
    for i in range(SIZE):
        for j in range(i + 1):
            matrix[i, j] = mpmath.mpc(rng.randint(-9, 9), 0 if i == j else rng.randint(-9, 9)) / 7
            matrix[j, i] = mpmath.conj(matrix[i, j])
    return matrix


def _evolved(H, start, time):
    """exp(-i H t) start, from the eigenvectors of H."""
    energies, states = mpmath.eighe(H)
    phases = mpmath.diag([mpmath.expj(-energy * time) for energy in energies])
    return states * phases * states.H * start


def first_order(H, pushed, watched, time):
    """Eq. (2), summed over the states, per lambda and hbar = 1: the derived response of one state, both its parts."""
    energies, states = mpmath.eighe(H)
    order = sorted(range(SIZE), key=lambda i: energies[i])
    element = lambda operator, i, j: (states[:, order[i]].H * operator * states[:, order[j]])[0]
    form = sum_rules.response_of_state().result
    total = mpmath.mpf(0)
    for n in range(1, SIZE):
        product = element(watched, 0, n) * element(pushed, n, 0)
        parts = {sum_rules.real_part: mpmath.re(product), sum_rules.imaginary_part: mpmath.im(product)}
        values = parts | {s.omega_n0: energies[order[n]] - energies[order[0]], s.t: time}
        total += checks.number(form, values | {s.hbar: 1, s.lambda_: 1, sum_rules.N2: 1}, 25)
    return mpmath.re(total), states[:, order[0]]


@statement("carlini2021:text:any-pair")
def any_pair(claim, digits):
    """Exact evolution under H - lambda A of the ground state of H: d<B>/d lambda by a difference, A and B random."""
    rng = random.Random(7)
    with mpmath.workdps(40):
        H, A, B = (_random_hermitian(rng) for _ in range(3))
        commutator = A * B - B * A
        time, small = mpmath.mpf("1.3"), mpmath.mpf(10) ** -12
        expected, ground = first_order(H, A, B, time)
        mean = lambda strength: mpmath.re(
            (_evolved(H - strength * A, ground, time).H * B * _evolved(H - strength * A, ground, time))[0]
        )
        found = (mean(small) - mean(-small)) / (2 * small)
        swapped, _ = first_order(H, B, A, time)
        ok = abs(found - expected) < abs(expected) * mpmath.mpf(10) ** -18 and abs(swapped - expected) > mpmath.mpf(10) ** -3
        ok = ok and max(abs(entry) for entry in commutator) > 1
    text = f"[A, B] != 0, exact {mpmath.nstr(found, 12)}, (2) {mpmath.nstr(expected, 12)}"
    return Evidence(bool(ok), text, "diagonalisation", 1, 18)


@statement("carlini2021:text:continuum")
def continuum(claim, digits):
    """Strength w S = exp(-w/width): what is left of the oscillations falls like 1/(width t)^2; one state never forgets."""
    w, width, t = sp.symbols("w width t", positive=True)
    density = sp.exp(-w / width)
    swinging = sp.integrate(density * sp.cos(w * t), (w, 0, sp.oo), conds="none")
    static = sp.integrate(density, (w, 0, sp.oo))
    left = sp.simplify(swinging / static)
    late = sp.limit(left, t, sp.oo)
    scaled = sp.simplify(left.subs(t, 10 / width))
    ok = late == 0 and scaled == sp.Rational(1, 101) and sp.limit(sp.cos(w * t), t, sp.oo) != 0
    return symbolic(ok and replayed(sum_rules.static_response()), f"oscillating over static: {left}")


@statement("carlini2021:text:second-order-transition")
def second_order_transition(claim, digits):
    """Energy per atom of both phases by Omega, the polarisation being that of the minimum."""
    polarisation = raman_states.polarisation()
    at_rest = polarisation.lines[0].after
    plane = at_rest.subs(sigma_x, raman_states.plane_wave_polarisation())
    single = at_rest.subs(sigma_x, 1)
    gap = single - plane
    jump = lambda order: sp.simplify(sp.diff(gap, s.Omega_R, order).subs(s.Omega_R, CRITICAL))
    values = {further_text.slope_jump: jump(1), further_text.bend_jump: jump(2)}
    ok = prove_zero(jump(0)) and all(holds(relation, values, spin_orbit.SINGLE_MINIMUM) for relation in claim.printed)
    return symbolic(ok and replayed(polarisation), f"the curvature jumps by {jump(2)} per atom")


@statement("carlini2021:text:rabi-exhausted")
def rabi_exhausted(claim, digits):
    """m_1 of the sound against all of it, at k0 = 0; with k0 the same is refused."""
    (relation,) = claim.printed
    moment, wave = long_waves.long_wave("m_1", "density", "low"), raman_sum_rules.FieldShape("cos(q x)").values()
    whole = raman_sum_rules.moment("density").result.subs(wave)
    values = lambda low: {text.low: low, text.whole: whole}
    ok = holds(relation, values(moment.result.subs(RABI)), moment.domain) and not prove_zero(moment.result - whole)
    return symbolic(ok and replayed(moment), f"low = {moment.result.subs(RABI)}")


@statement("carlini2021:text:rabi-signs")
def rabi_signs(claim, digits):
    """(23) and (15) at k0 = 0."""
    fast, ultra = spin_orbit.fast_flow(2), raman_sum_rules.ultrafast_flow(2)
    still = RABI | {sigma_x: 1, sigma_z: 0}
    values = {text.fast: sp.cancel(fast.result.subs(still)), text.ultrafast: ultra.result.subs(still)}
    ok = all(holds(relation, values, spin_orbit.SINGLE_MINIMUM) for relation in claim.printed)
    return symbolic(ok and replayed(fast, ultra), f"fast {values[text.fast]}, ultrafast {values[text.ultrafast]}")


@statement("carlini2021:text:mean-field-without-drag")
def mean_field_without_drag(claim, digits):
    """The drag density for which the flux (28) of the spin is that of the Gross-Pitaevskii energy without coupling."""
    (relation,) = claim.printed
    still = dict.fromkeys((s.k0, s.Omega_R, s.delta_n, s.delta_s, raman_branches.grad_n, raman_branches.grad_s, s.grad_Phi), 0)
    flux = sp.diff(raman_branches.energy_density(), s.grad_Phi_s).subs(still)
    dragged = two_fluids.spin_flux()
    (drag,) = sp.solve(sp.expand(dragged.result - flux), s.n_drag)
    ok = holds(relation, {s.n_drag: drag}, two_fluids.BALANCED) and replayed(dragged)
    return symbolic(ok, f"spin flux {sp.factor(flux)}")


@statement("carlini2021:text:decoupled")
def decoupled(claim, digits):
    """Mixed curvatures of the energies of motion and of interaction; they do not vanish if the components differ."""
    (relation,) = claim.printed
    energy = two_fluids.channel_energy()
    waves = {s.n1: (s.n + s.delta_n + s.delta_s) / 2, s.n2: (s.n + s.delta_n - s.delta_s) / 2}
    pressed = (s.g11 * s.n1**2 + s.g22 * s.n2**2) / 2 + s.g12 * s.n1 * s.n2
    mixed = sp.expand(sp.diff(pressed.subs(waves), s.delta_n, s.delta_s))
    moving = sp.expand(sp.diff(energy.result, s.grad_Phi, s.grad_Phi_s))
    ok = all(holds(relation, {further_text.coupling: c}, two_fluids.BALANCED) for c in (moving, mixed.subs(s.g22, s.g11)))
    ok = ok and not prove_zero(mixed)
    return symbolic(ok and replayed(energy), f"unequal couplings mix them by {mixed}")


@statement("carlini2021:text:larger-in-one-dimension")
def larger_in_one_dimension(claim, digits):
    """Derived drag of a line and of a gas, both weakly interacting, hbar = m = n = 1."""
    (relation,) = claim.printed
    couplings = {1: sp.Rational(1, 10), 3: 4 * sp.pi * sp.Rational(1, 10**4) ** sp.Rational(1, 3)}
    drag = {}
    for D, g in couplings.items():
        point = {s.hbar: 1, s.m: 1, s.n: 1, s.g: g, s.g12: g / 2}
        chain = andreev_bashkin.symmetric_gases(D)
        drag[D] = checks.number(checks.tie(chain.result, chain.domain), point, 20)
    values = {further_text.drag_1d: sp.Float(str(drag[1])), further_text.drag_3d: sp.Float(str(drag[3]))}
    ok = bool(relation.func(*[side.subs(values) for side in relation.args]))
    return Evidence(ok, f"n_drag/n = {mpmath.nstr(drag[1], 4)} (D = 1), {mpmath.nstr(drag[3], 4)} (D = 3)", "arithmetic", 2, 20)
