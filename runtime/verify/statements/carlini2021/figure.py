"""Fig. 2 of carlini2021: the curve that is drawn against the derived signal of both branches, and its slopes.

The curve comes from normal modes found numerically, the signal from closed forms of the branches; they share no line.
"""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import sympy as sp
from entrainment.derive import long_waves, raman_signal, raman_sum_rules, spin_orbit
from entrainment.derive import notation as s
from entrainment.derive.fast_drag import N
from entrainment.derive.numeric import evaluate
from entrainment.derive.raman_states import sigma_x, sigma_z
from entrainment.runtime.figures import spin_drag_signal

from ... import checks
from ...evidence import Evidence
from ...symbolic import prove_zero
from .. import statement

DIGITS = 25
EVERY = 41  # of the points that are drawn
PERIODS = 4  # of the upper branch after the ramp, over which the mean slope is taken


def parameters() -> dict:
    """The gas of the figure, lambda = 1, per atom."""
    gas = spin_drag_signal.GAS
    values = {s.hbar: 1, s.m: gas.m, s.k0: gas.k0, s.Omega_R: gas.Omega, s.g: gas.g, s.n: gas.n, s.q: spin_drag_signal.Q}
    return {key: sp.Rational(Fraction(value)) for key, value in values.items()} | {s.lambda_: sp.S.One, N: sp.S.One}


def drawn_minus_derived(branches: dict, point: dict) -> float:
    """Largest difference between what is drawn and the derived signal."""
    arrays = {name: np.asarray(value) for name, value in spin_drag_signal.data().items()}
    ramp = sp.Rational(spin_drag_signal.RAMP)
    worst = 0.0
    for times, name in (("time", "ramped"), ("early", "sudden")):
        for time, drawn in list(zip(arrays[times], arrays[name], strict=True))[7::EVERY]:
            stage = "step" if name == "sudden" else "during" if time < ramp else "after"
            at = point | branches | {s.t: sp.Rational(float(time)), s.tau: ramp}
            worst = max(worst, abs(float(evaluate(raman_signal.signal(stage).result, at, 20)) - float(drawn)))
    return worst


def mean_slope() -> float:
    """Slope of a straight line fitted to the drawn signal over whole periods of the upper branch after the ramp."""
    arrays = {name: np.asarray(value) for name, value in spin_drag_signal.data().items()}
    gap = float(evaluate(raman_signal.branches()[raman_signal.FREQUENCY["high"]], parameters(), 20))
    start = float(arrays["ramp"])
    inside = (arrays["time"] >= start) & (arrays["time"] <= start + PERIODS * 2 * np.pi / gap)
    return float(np.polyfit(arrays["time"][inside], arrays["ramped"][inside], 1)[0])


@statement("carlini2021:fig2")
def figure_2(claim, digits):
    """Curve = derived signal; first slope = (15), whatever q; slope of the sound -> (23); the mean slope follows it."""
    below, above = claim.printed
    point = parameters()
    branches = {symbol: evaluate(form, point, DIGITS) for symbol, form in raman_signal.branches().items()}
    step = raman_signal.signal("step")
    slope = sp.diff(step.result, s.t).subs(s.t, 0)
    unpolarised = {sigma_x: 1, sigma_z: 0}
    law = sp.diff(raman_sum_rules.ultrafast_flow(2).result, s.t).subs(unpolarised)
    first, ultrafast = evaluate(slope, point | branches, 20), evaluate(law, point, 20)
    sound = {raman_signal.STRENGTH[c, "high"]: 0 for c in raman_signal.CHANNELS}
    fast = evaluate(slope.subs(sound), point | branches, 20)
    low = {c: long_waves.long_wave("m_1", c, "low").result for c in ("density", "spin")}
    from_moments = s.lambda_ * (low["density"] - low["spin"]) / (s.hbar**2 * N)
    ok = prove_zero(from_moments - sp.diff(spin_orbit.fast_flow(2).result, s.t))
    ok = ok and abs(first - ultrafast) < mpmath.mpf(10) ** -15
    worst, mean = drawn_minus_derived(branches, point), mean_slope()
    ok = ok and worst < 1e-13 and abs(mean - float(fast)) < 0.15 * float(fast)
    values = {below.lhs: sp.Float(str(first)), above.lhs: sp.Float(mean)}
    ok = ok and all(bool(relation.subs(values)) for relation in claim.printed)
    ok = ok and all(checks.replay(raman_signal.signal(stage)).ok for stage in raman_signal.STAGES)
    limit = evaluate(sp.diff(spin_orbit.fast_flow(2).result, s.t), point, 20)
    note = (
        f"curve and signal differ by {worst:.0e}; slopes {float(first):.6g} at once, {mean:.4g} on average over {PERIODS}"
        f" periods of the gap, {float(fast):.5g} of the sound at t = 0, {float(limit):.5g} for q -> 0"
    )
    return Evidence(bool(ok), note, "diagonalisation", 2 * 12, 13)
