"""What carlini2021 says between its equations in Secs. I and II: each sentence against derived forms.

The symbols of a printed relation are replaced by what the derivations give.
"""

from __future__ import annotations

import sympy as sp
from entrainment.derive import long_waves, plane_wave_sound, raman_states, raman_sum_rules, spin_orbit, sum_rules
from entrainment.derive import notation as s
from entrainment.derive.papers.carlini2021 import text

from ...relations import holds, replayed, symbolic
from ...symbolic import prove_zero
from .. import statement

RABI = {s.k0: 0, s.Omega_c: 0}


# --- I -------------------------------------------------------------------------------------------------------------------


@statement("carlini2021:text:no-ultrafast-drag")
def no_ultrafast_drag(claim, digits):
    """[F(2), [H, F(1)]] of one atom without Raman coupling; interactions are functions of positions and commute with F(1)."""
    (relation,) = claim.printed
    flow = raman_sum_rules.ultrafast_flow(2, "cos(q x)")
    crossed = flow.lines[0].after  # proportional to Omega, whatever k0
    values = {text.commutator: crossed.subs(s.Omega_R, 0).norm()}
    needed = crossed.norm() != 0
    return symbolic(holds(relation, values, flow.domain) and needed and replayed(flow), f"per atom {crossed.tolist()}")


@statement("carlini2021:text:static-part")
def static_part(claim, digits):
    """The time derivative of the response of states that oscillated many times."""
    (relation,) = claim.printed
    static = sum_rules.static_response()
    moving = sp.diff(sum_rules.ultrafast_response().result, s.t)
    values = {s.flow2: sp.diff(static.result, s.t)}
    return symbolic(holds(relation, values, static.domain) and moving != 0 and replayed(static), str(static.result))


@statement("carlini2021:text:ramp")
def ramp(claim, digits):
    """One state after a linear ramp: oscillations around the static response fall off like 1/omega tau; tau -> 0 is a step."""
    ramped, stepped = sum_rules.ramped_response(), sum_rules.response_of_state()
    real = {sum_rules.imaginary_part: 0}
    response = ramped.result.subs(real)
    rest = sp.Symbol("rest", positive=True)  # t - tau
    late = sp.limit(response.subs(s.t, s.tau + rest).subs(sp.cos(s.omega_n0 * rest), 0), s.tau, sp.oo)
    early = sp.limit(response, s.tau, 0)
    static = 2 * s.lambda_ * sum_rules.real_part / (sum_rules.N2 * s.hbar * s.omega_n0)
    step = sp.expand(stepped.result.subs(real).rewrite(sp.cos).expand(complex=True))
    ok = prove_zero(late - static) and sp.simplify(sp.expand_trig(early - step)) == 0 and replayed(ramped)
    return symbolic(ok, "tau -> oo leaves the mean of the step response; tau -> 0 the step response")


# --- II ------------------------------------------------------------------------------------------------------------------


@statement("carlini2021:text:opposite-directions")
def opposite_directions(claim, digits):
    """Signs of the derived flows at points of either phase."""
    flows = [raman_sum_rules.ultrafast_flow(i) for i in (1, 2)]
    values = dict(zip((s.flow1, s.flow2), (flow.result for flow in flows), strict=True))
    ok = all(holds(relation, values, flows[0].domain) for relation in claim.printed)
    return symbolic(ok and replayed(*flows), "in either phase")


def _low_and_whole(channel: str) -> tuple:
    """(low, all) of m_1 of a channel for f = cos(q x) at long waves, single-minimum phase, and the derivation of the low."""
    wave = raman_sum_rules.FieldShape("cos(q x)").values() | {raman_states.sigma_x: 1}
    low = long_waves.long_wave("m_1", channel, "low")
    return low.result, raman_sum_rules.moment(channel).result.subs(wave), low


@statement("carlini2021:text:sound-leaves-part-of-the-sum-rule")
def part_of_the_sum_rule(claim, digits):
    """The phonon has the fraction m/m* of m_1 of the density."""
    (relation,) = claim.printed
    low, whole, derivation = _low_and_whole("density")
    mass = spin_orbit.effective_mass("single minimum").result
    ok = holds(relation, {text.low: low, text.whole: whole}, derivation.domain) and prove_zero(low / whole - mass)
    return symbolic(ok and replayed(derivation), f"low/whole = {sp.factor(low / whole)} = m/m*")


@statement("carlini2021:text:rabi-density-waves")
def rabi_density_waves(claim, digits):
    """The spin that follows the flow, and m_1 of the sound in the spin channel, at k0 = 0."""
    (relation,) = claim.printed
    follows, moment = spin_orbit.spin_of_flow(), long_waves.long_wave("m_1", "spin", "low")
    parts = [derivation.result.subs(RABI) for derivation in (follows, moment)]
    ok = all(holds(relation, {text.low_spin: part}, follows.domain) for part in parts)
    return symbolic(ok and replayed(follows, moment), f"delta_s = {follows.result}")


@statement("carlini2021:text:sound-stops-at-the-transition")
def sound_stops(claim, digits):
    """Squared velocities of both phases at Omega = Omega_c."""
    (relation,) = claim.printed
    equations = plane_wave_sound.wave_equation()
    squares = [spin_orbit.sound().result, s.n * sp.diff(equations.result, plane_wave_sound.L_x)]
    at = [sp.simplify(square.subs(s.Omega_R, raman_states.CRITICAL)) for square in squares]
    ok = all(holds(relation, {text.velocity: square}, equations.domain) for square in at)
    return symbolic(ok and replayed(spin_orbit.sound(), equations), "c^2 = 0 from either side")


@statement("carlini2021:text:time-average")
def time_average(claim, digits):
    """Means of (21) and (22) over a period against the static limit of the gas with both branches, which knows no t."""
    ok = True
    for channel, response in (("density", spin_orbit.density_response()), ("spin", spin_orbit.spin_response())):
        (wave,) = response.result.atoms(sp.cos)
        frequency = sp.diff(wave.args[0], s.t)
        angle = sp.Symbol("angle", real=True)
        mean = sp.integrate(response.result.subs(wave, sp.cos(angle)), (angle, 0, 2 * sp.pi)) / (2 * sp.pi)
        static = s.lambda_ / 2 * long_waves.static_response(channel).result
        ok = ok and frequency != 0 and prove_zero(mean - static) and replayed(response)
    return symbolic(ok, "mean = lambda/2 times the static response, <cos^2> = 1/2")


@statement("carlini2021:text:rabi-ratio")
def rabi_ratio(claim, digits):
    """(26) and (25) at k0 = 0, where <sigma_x> = 1."""
    still = RABI | {raman_states.sigma_x: 1, raman_states.sigma_z: 0}
    fast, ultra = spin_orbit.fast_ratio(), raman_sum_rules.ultrafast_ratio()
    values = {text.fast_ratio: sp.cancel(fast.result.subs(still)), text.ultrafast_ratio: ultra.result.subs(still)}
    ok = all(holds(relation, values, spin_orbit.SINGLE_MINIMUM) for relation in claim.printed)
    return symbolic(ok and replayed(fast, ultra), f"fast {values[text.fast_ratio]}")


@statement("carlini2021:text:spin-dominates")
def spin_dominates(claim, digits):
    """The quotient of the parts of m_1 diverges at Omega_c and falls through 1 where the flow (23) vanishes."""
    spin, density = (_low_and_whole(channel) for channel in ("spin", "density"))
    flow = spin_orbit.fast_flow(2)
    excess = sp.Symbol("excess", positive=True)  # Omega/Omega_c - 1
    near = {s.Omega_R: (1 + excess) * raman_states.CRITICAL}
    quotient = sp.factor((spin[0] / density[0]).subs(near))
    unit = {s.g: 1, s.n: 1, s.k0: 1, s.m: 1}
    roots = sp.solve(sp.numer(sp.together(quotient - 1)), excess)
    (turn,) = [root for root in roots if root.subs(unit) > 0]
    domain = spin_orbit.SINGLE_MINIMUM
    ok = sp.limit(quotient, excess, 0) == sp.oo and prove_zero(flow.result.subs(near).subs(excess, turn))
    for share, wanted in ((sp.Rational(1, 2), True), (sp.Integer(2), False)):
        there = {s.Omega_R: (1 + share * turn) * raman_states.CRITICAL}
        values = {text.low_spin: spin[0].subs(there), text.low_density: density[0].subs(there)}
        values[s.flow2] = flow.result.subs(there)
        ok = ok and all(holds(relation, values, domain) == wanted for relation in claim.printed)
    note = f"quotient {quotient}, 1 at Omega/Omega_c - 1 = {turn}"
    return symbolic(ok and replayed(spin[2], density[2], flow), note)
