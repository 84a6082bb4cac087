"""What carlini2021 says between its equations: each sentence against derived forms.

The symbols of a printed relation are replaced by what the derivations give; an equality must be proved, an inequality
must hold at points of the domain of the derivation.  A relation with its sides exchanged, or off by one, is refused.
"""

from __future__ import annotations

import mpmath
import sympy as sp
from entrainment.derive import (
    andreev_bashkin,
    excitations,
    fast_drag,
    fermi_liquid,
    landau_parameters,
    long_waves,
    plane_wave_sound,
    polaron,
    raman_branches,
    raman_states,
    raman_sum_rules,
    spin_orbit,
    sum_rules,
)
from entrainment.derive import notation as s
from entrainment.derive.papers.carlini2021 import text

from . import checks
from .evidence import Evidence
from .statements import statement
from .symbolic import prove_zero

POINTS = 12
RABI = {s.k0: 0, s.Omega_c: 0}


def holds(relation, values: dict, domain) -> bool:
    """Is the printed ``relation`` true for these ``values`` of its symbols?"""
    gap = sp.sympify(relation.lhs).subs(values) - sp.sympify(relation.rhs).subs(values)
    if isinstance(relation, sp.Eq):
        return prove_zero(gap)
    sign = 1 if isinstance(relation, sp.Gt) else -1
    tied = checks.tie(sign * gap, domain)
    return all(checks.number(tied, point, 20) > 0 for point in checks.draw(domain, POINTS, checks.SEED + 6))


def _replayed(*derivations) -> bool:
    return all(checks.replay(derivation).ok for derivation in derivations)


def _symbolic(ok, note: str) -> Evidence:
    return Evidence(bool(ok), note, "symbolic", POINTS, 20)


# --- I -------------------------------------------------------------------------------------------------------------------


@statement("carlini2021:text:no-ultrafast-drag")
def no_ultrafast_drag(claim, digits):
    """[F(2), [H, F(1)]] of one atom without Raman coupling; interactions are functions of positions and commute with F(1)."""
    (relation,) = claim.printed
    flow = raman_sum_rules.ultrafast_flow(2, "cos(q x)")
    crossed = flow.lines[0].after  # proportional to Omega, whatever k0
    values = {text.commutator: crossed.subs(s.Omega_R, 0).norm()}
    needed = crossed.norm() != 0
    return _symbolic(holds(relation, values, flow.domain) and needed and _replayed(flow), f"per atom {crossed.tolist()}")


@statement("carlini2021:text:static-part")
def static_part(claim, digits):
    """The time derivative of the response of states that oscillated many times."""
    (relation,) = claim.printed
    static = sum_rules.static_response()
    moving = sp.diff(sum_rules.ultrafast_response().result, s.t)
    values = {s.flow2: sp.diff(static.result, s.t)}
    return _symbolic(holds(relation, values, static.domain) and moving != 0 and _replayed(static), str(static.result))


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
    ok = prove_zero(late - static) and sp.simplify(sp.expand_trig(early - step)) == 0 and _replayed(ramped)
    return _symbolic(ok, "tau -> oo leaves the mean of the step response; tau -> 0 the step response")


# --- II ------------------------------------------------------------------------------------------------------------------


@statement("carlini2021:text:opposite-directions")
def opposite_directions(claim, digits):
    """Signs of the derived flows at points of either phase."""
    flows = [raman_sum_rules.ultrafast_flow(i) for i in (1, 2)]
    values = dict(zip((s.flow1, s.flow2), (flow.result for flow in flows), strict=True))
    ok = all(holds(relation, values, flows[0].domain) for relation in claim.printed)
    return _symbolic(ok and _replayed(*flows), "in either phase")


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
    return _symbolic(ok and _replayed(derivation), f"low/whole = {sp.factor(low / whole)} = m/m*")


@statement("carlini2021:text:rabi-density-waves")
def rabi_density_waves(claim, digits):
    """The spin that follows the flow, and m_1 of the sound in the spin channel, at k0 = 0."""
    (relation,) = claim.printed
    follows, moment = spin_orbit.spin_of_flow(), long_waves.long_wave("m_1", "spin", "low")
    parts = [derivation.result.subs(RABI) for derivation in (follows, moment)]
    ok = all(holds(relation, {text.low_spin: part}, follows.domain) for part in parts)
    return _symbolic(ok and _replayed(follows, moment), f"delta_s = {follows.result}")


@statement("carlini2021:text:sound-stops-at-the-transition")
def sound_stops(claim, digits):
    """Squared velocities of both phases at Omega = Omega_c."""
    (relation,) = claim.printed
    equations = plane_wave_sound.wave_equation()
    squares = [spin_orbit.sound().result, s.n * sp.diff(equations.result, plane_wave_sound.L_x)]
    at = [sp.simplify(square.subs(s.Omega_R, raman_states.CRITICAL)) for square in squares]
    ok = all(holds(relation, {text.velocity: square}, equations.domain) for square in at)
    return _symbolic(ok and _replayed(spin_orbit.sound(), equations), "c^2 = 0 from either side")


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
        ok = ok and frequency != 0 and prove_zero(mean - static) and _replayed(response)
    return _symbolic(ok, "mean = lambda/2 times the static response, <cos^2> = 1/2")


@statement("carlini2021:text:rabi-ratio")
def rabi_ratio(claim, digits):
    """(26) and (25) at k0 = 0, where <sigma_x> = 1."""
    still = RABI | {raman_states.sigma_x: 1, raman_states.sigma_z: 0}
    fast, ultra = spin_orbit.fast_ratio(), raman_sum_rules.ultrafast_ratio()
    values = {text.fast_ratio: sp.cancel(fast.result.subs(still)), text.ultrafast_ratio: ultra.result.subs(still)}
    ok = all(holds(relation, values, spin_orbit.SINGLE_MINIMUM) for relation in claim.printed)
    return _symbolic(ok and _replayed(fast, ultra), f"fast {values[text.fast_ratio]}")


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
    return _symbolic(ok and _replayed(spin[2], density[2], flow), note)


# --- III -----------------------------------------------------------------------------------------------------------------


@statement("carlini2021:text:order-of-the-chemical-potential")
def order_of_the_chemical_potential(claim, digits):
    """Mean energy of the pairs over mu of a balanced mixture in D = 3: a pure number that depends on g12/g alone."""
    pairs = excitations.mean_pair_energy(3)
    numbers = []
    for g, n in ((sp.S.One, sp.S.One), (sp.Rational(7, 3), sp.Rational(2, 5))):
        for part in (sp.Rational(1, 100), sp.Rational(1, 2), sp.Rational(9, 10)):
            point = {s.hbar: 1, s.m1: 1, s.m2: 1, s.g11: g, s.g22: g, s.g12: part * g, s.n1: n / 2, s.n2: n / 2}
            numbers.append(checks.number(pairs.result, point, 20) / checks.number((g + part * g) * n / 2, {}, 20))
    scales = all(abs(a / b - 1) < mpmath.mpf(10) ** -15 for a, b in zip(numbers[:3], numbers[3:], strict=True))
    shown = ", ".join(mpmath.nstr(number, 3) for number in numbers[:3])
    ok = scales and all(1 < number < 20 for number in numbers) and checks.replay(pairs).ok
    return Evidence(bool(ok), f"mean energy {shown} times mu = (g + g12) n/2 at g12/g = 0.01, 0.5, 0.9", "enclosure", 6, 15)


@statement("carlini2021:text:single-particle-gap")
def single_particle_gap(claim, digits):
    """The upper branch at q -> 0."""
    (relation,) = claim.printed
    branch = long_waves.long_wave("energy", "spin", "high")
    ok = holds(relation, {text.gap: branch.result}, branch.domain) and not branch.result.has(s.g, s.n)
    return _symbolic(ok and _replayed(branch), f"gap {branch.result}")


@statement("carlini2021:text:density-exhausted")
def density_exhausted(claim, digits):
    """m_1 of the sound against the double commutator; the same for the spin is refused."""
    (relation,) = claim.printed
    whole = raman_sum_rules.moment_without_coupling("density")
    low = {channel: fast_drag.channel_moment(channel) for channel in ("density", "spin")}
    holding = {c: holds(relation, {text.low: d.result, text.whole: whole.result}, d.domain) for c, d in low.items()}
    return _symbolic(holding == {"density": True, "spin": False} and _replayed(whole, *low.values()), str(whole.result))


@statement("carlini2021:text:gapless-branches")
def gapless_branches(claim, digits):
    """Roots of D(w) at q = 0, and both sounds of the superfluid mixture."""
    branches = raman_branches.response_function("density")
    roots = sp.roots(sp.Poly(branches.result[1].subs(s.q, 0), raman_branches.w))
    coupled = sum(count for root, count in roots.items() if root == 0)
    free = [excitations.sound("energy", channel) for channel in ("density", "spin")]
    gapless = sum(derivation.result.subs(s.q, 0) == 0 for derivation in free)
    ok = (coupled, gapless) == tuple({"one": 1, "two": 2}[word] for word in claim.printed) and sum(roots.values()) == 2
    return _symbolic(ok and _replayed(branches, *free), f"omega^2 at q = 0: {sorted(map(str, roots))}")


@statement("carlini2021:text:static-susceptibility")
def static_susceptibility(claim, digits):
    """Strength over energy of the high-energy states of the spin channel per atom at q -> 0."""
    none, some = claim.printed
    pairs = excitations.spin_pairs("strength").result / excitations.pair_energy
    upper = [long_waves.long_wave(quantity, "spin", "high") for quantity in ("strength", "energy")]
    ok = holds(none, {text.high_static: pairs.subs(s.q, 0)}, excitations.WAVES)
    ok = ok and holds(some, {text.high_static: (upper[0].result / upper[1].result).subs(s.q, 0)}, upper[0].domain)
    return _symbolic(ok and _replayed(*upper), f"pairs {pairs}; gapped branch {upper[0].result / upper[1].result}")


def _drag_per_atom():
    """n_drag/n of a dilute gas by a, a12 = share a, and the gas parameter n a^3."""
    share, gas = sp.symbols("share gas", positive=True)
    derivation = andreev_bashkin.dilute_gases()
    ratio = (derivation.result / s.n).subs(s.a12, share * s.a).subs(s.n, gas / s.a**3)
    return derivation, sp.simplify(sp.powdenest(ratio, force=True)), share, gas


@statement("carlini2021:text:gas-parameter")
def gas_parameter(claim, digits):
    """n_drag/(n sqrt(n a^3)) is a function of a12/a, and tends to zero with it."""
    (relation,) = claim.printed
    derivation, ratio, share, gas = _drag_per_atom()
    function = sp.simplify(ratio / sp.sqrt(gas))
    ok = not function.has(gas, s.a, s.n) and holds(relation, {s.n_drag: sp.limit(function, share, 0)}, derivation.domain)
    ok = ok and function.subs(share, sp.Rational(1, 2)).evalf() > 0
    note = f"at a12 = a/2: {function.subs(share, sp.Rational(1, 2)).evalf(6)} sqrt(n a^3)"
    return _symbolic(ok and _replayed(derivation), note)


@statement("carlini2021:text:tiny-in-three-dimensions")
def tiny(claim, digits):
    """The derived drag per atom at n a^3 = 1e-4; it grows with a12/a and with the gas parameter."""
    (relation,) = claim.printed
    derivation, ratio, share, gas = _drag_per_atom()
    shares = [sp.Rational(k, 20) for k in range(1, 20)] + [sp.Rational(999, 1000)]
    values = [ratio.subs({share: part, gas: sp.Rational(1, 10**4)}).evalf(15) for part in shares]
    rising = all(a < b for a, b in zip(values, values[1:], strict=False))
    ok = rising and bool(relation.func(values[-1], relation.rhs)) and relation.lhs == s.n_drag / s.n
    return Evidence(ok and _replayed(derivation), f"n_drag/n = {values[-1]:.2e} at a12 = 0.999 a", "arithmetic", 20, 15)


# --- IV, V ---------------------------------------------------------------------------------------------------------------


@statement("carlini2021:text:quadratic-parameters")
def quadratic_parameters(claim, digits):
    """(F_1, G_1)/(k_F a)^2 are numbers; those of l = 0 are of first order."""
    x = landau_parameters.kf_a
    first = {c: landau_parameters.landau_parameter(c) for c in ("density", "spin")}
    ok = all(sp.cancel(d.result / x**2).is_number for d in first.values())
    linear = [landau_parameters.landau_parameter(channel, 0).result for channel in first]
    ok = ok and all(sp.diff(value, x).subs(x, 0) != 0 for value in linear)
    return _symbolic(ok and _replayed(*first.values()), ", ".join(str(d.result / x**2) for d in first.values()))


@statement("carlini2021:text:two-parameters")
def two_parameters(claim, digits):
    """Free symbols and zeros of the derived flow (45)."""
    (relation,) = claim.printed
    flow = fermi_liquid.fast_flow(2)
    outside = {s.lambda_, s.t, s.q, s.m}
    zeros = sp.solve(flow.result, relation.lhs)
    ok = flow.result.free_symbols - outside == {fermi_liquid.F1, fermi_liquid.G1} and zeros == [relation.rhs]
    return _symbolic(ok and _replayed(flow), str(flow.result))


@statement("carlini2021:text:critical-temperature")
def critical_temperature(claim, digits):
    """Where the linearised gap equation of a gas with k_F a = -1/2 has a solution, mu = E_F, in mean field."""
    (relation,) = claim.printed
    with mpmath.workdps(20):

        def gap(temperature):
            """2 int dx (x^2 tanh((x^2 - 1)/2 T)/(x^2 - 1) - 1) + pi/k_F a, x = k/k_F: odd about x = 1 in the tail."""
            f = lambda x: x**2 * mpmath.tanh((x**2 - 1) / (2 * temperature)) / (x**2 - 1) - 1
            width = mpmath.sqrt(temperature)
            ends = [0, mpmath.mpf("0.5"), 1 - width, 1 - temperature, 1, 1 + temperature, 1 + width, 2, 4]
            tail = mpmath.quad(lambda u: f(1 / u) / u**2, [0, mpmath.mpf("0.25")])
            return 2 * (mpmath.quad(f, ends) + tail) - mpmath.pi * 2

        found = mpmath.findroot(gap, (mpmath.mpf("0.02"), mpmath.mpf("0.04")), solver="anderson", tol=1e-12)
    ok = bool(relation.func(sp.Float(str(found)), relation.rhs)) and relation.lhs == text.ratio
    return Evidence(ok, f"T_c/T_F = {mpmath.nstr(found, 5)} in mean field", "quadrature", 1, 10)


@statement("carlini2021:text:bare-majority")
def bare_majority(claim, digits):
    """m1* from (51) for n2 -> 0 at a given mass of the impurities."""
    (relation,) = claim.printed
    drags = [polaron.drag_of_dressed(i) for i in (1, 2)]
    majority = sp.solve(drags[0].result - drags[1].result, s.m1_star)[0]
    limit = sp.limit(majority, s.n2, 0)
    return _symbolic(holds(relation, {s.m1_star: limit}, drags[0].domain) and _replayed(*drags), f"m1* = {sp.factor(majority)}")
