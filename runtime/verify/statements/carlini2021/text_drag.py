"""What carlini2021 says between its equations in Secs. III to V: each sentence against derived forms.

The symbols of a printed relation are replaced by what the derivations give.
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
    polaron,
    raman_branches,
    raman_sum_rules,
)
from entrainment.derive import notation as s
from entrainment.derive.papers.carlini2021 import text

from ... import checks
from ...evidence import Evidence
from ...relations import holds, replayed, symbolic
from .. import statement

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
    return symbolic(ok and replayed(branch), f"gap {branch.result}")


@statement("carlini2021:text:density-exhausted")
def density_exhausted(claim, digits):
    """m_1 of the sound against the double commutator; the same for the spin is refused."""
    (relation,) = claim.printed
    whole = raman_sum_rules.moment_without_coupling("density")
    low = {channel: fast_drag.channel_moment(channel) for channel in ("density", "spin")}
    holding = {c: holds(relation, {text.low: d.result, text.whole: whole.result}, d.domain) for c, d in low.items()}
    return symbolic(holding == {"density": True, "spin": False} and replayed(whole, *low.values()), str(whole.result))


@statement("carlini2021:text:gapless-branches")
def gapless_branches(claim, digits):
    """Roots of D(w) at q = 0, and both sounds of the superfluid mixture."""
    branches = raman_branches.response_function("density")
    roots = sp.roots(sp.Poly(branches.result[1].subs(s.q, 0), raman_branches.w))
    coupled = sum(count for root, count in roots.items() if root == 0)
    free = [excitations.sound("energy", channel) for channel in ("density", "spin")]
    gapless = sum(derivation.result.subs(s.q, 0) == 0 for derivation in free)
    ok = (coupled, gapless) == tuple({"one": 1, "two": 2}[word] for word in claim.printed) and sum(roots.values()) == 2
    return symbolic(ok and replayed(branches, *free), f"omega^2 at q = 0: {sorted(map(str, roots))}")


@statement("carlini2021:text:static-susceptibility")
def static_susceptibility(claim, digits):
    """Strength over energy of the high-energy states of the spin channel per atom at q -> 0."""
    none, some = claim.printed
    pairs = excitations.spin_pairs("strength").result / excitations.pair_energy
    upper = [long_waves.long_wave(quantity, "spin", "high") for quantity in ("strength", "energy")]
    ok = holds(none, {text.high_static: pairs.subs(s.q, 0)}, excitations.WAVES)
    ok = ok and holds(some, {text.high_static: (upper[0].result / upper[1].result).subs(s.q, 0)}, upper[0].domain)
    return symbolic(ok and replayed(*upper), f"pairs {pairs}; gapped branch {upper[0].result / upper[1].result}")


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
    return symbolic(ok and replayed(derivation), note)


@statement("carlini2021:text:tiny-in-three-dimensions")
def tiny(claim, digits):
    """The derived drag per atom at n a^3 = 1e-4; it grows with a12/a and with the gas parameter."""
    (relation,) = claim.printed
    derivation, ratio, share, gas = _drag_per_atom()
    shares = [sp.Rational(k, 20) for k in range(1, 20)] + [sp.Rational(999, 1000)]
    values = [ratio.subs({share: part, gas: sp.Rational(1, 10**4)}).evalf(15) for part in shares]
    rising = all(a < b for a, b in zip(values, values[1:], strict=False))
    ok = rising and bool(relation.func(values[-1], relation.rhs)) and relation.lhs == s.n_drag / s.n
    return Evidence(ok and replayed(derivation), f"n_drag/n = {values[-1]:.2e} at a12 = 0.999 a", "arithmetic", 20, 15)


# --- IV, V ---------------------------------------------------------------------------------------------------------------


@statement("carlini2021:text:quadratic-parameters")
def quadratic_parameters(claim, digits):
    """(F_1, G_1)/(k_F a)^2 are numbers; those of l = 0 are of first order."""
    x = landau_parameters.kf_a
    first = {c: landau_parameters.landau_parameter(c) for c in ("density", "spin")}
    ok = all(sp.cancel(d.result / x**2).is_number for d in first.values())
    linear = [landau_parameters.landau_parameter(channel, 0).result for channel in first]
    ok = ok and all(sp.diff(value, x).subs(x, 0) != 0 for value in linear)
    return symbolic(ok and replayed(*first.values()), ", ".join(str(d.result / x**2) for d in first.values()))


@statement("carlini2021:text:two-parameters")
def two_parameters(claim, digits):
    """Free symbols and zeros of the derived flow (45)."""
    (relation,) = claim.printed
    flow = fermi_liquid.fast_flow(2)
    outside = {s.lambda_, s.t, s.q, s.m}
    zeros = sp.solve(flow.result, relation.lhs)
    ok = flow.result.free_symbols - outside == {fermi_liquid.F1, fermi_liquid.G1} and zeros == [relation.rhs]
    return symbolic(ok and replayed(flow), str(flow.result))


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
    return symbolic(holds(relation, {s.m1_star: limit}, drags[0].domain) and replayed(*drags), f"m1* = {sp.factor(majority)}")
