"""W5: certified digits of E_B and sigma, 50 and 1000, beside mpmath at 50.

Invariant: an error is the radius of a ball, which contains the truth; what mpmath returns (the definition by its quadrature,
with the break points and without the cancellations of `reference.vacuum_energy`) is judged by the ball.
Source: naidon2021, Eq. (2), and its closed forms at the threshold of miscibility; aminov2024, Eqs. (2), (8), (11).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from fractions import Fraction

import mpmath
from entrainment.runtime.reference import enclosures, vacuum_energy
from entrainment.runtime.reference.bogoliubov_modes import Mixture
from entrainment.runtime.reference.conductivity import conductivity
from entrainment.runtime.reference.conductivity_enclosures import conductivity_ball
from flint import acb, arb, ctx

from .records import OURS, Goal, Row
from .timing import Pace

DIGITS, MANY = 50, 1000
MIXTURE = tuple(map(Fraction, ("7/5", "4/3", "6/5", "9/7", "1/2", "3/2", "5/4")))
"""m1, m2, g11, g22, g12, n1, n2."""
SIGNAL = tuple(map(Fraction, ("1/3", "1/100", "1/2")))
"""omega, gamma, T in units of the same kind."""
GAS = Mixture(*MIXTURE[:2], *MIXTURE[5:], *MIXTURE[2:5])


def rows(pace: Pace, progress: Callable[[str], None]) -> tuple[list[Row], list[Goal]]:
    """For each case: the ball at 50 and 1000 digits, mpmath at 50."""
    found, goals = [], []
    rounds = min(pace.rounds, 3)
    for D in (1, 3):
        progress(f"W5 E_B, D = {D}")
        general = lambda digits, D=D: enclosures.vacuum_energy_ball(D, *MIXTURE, digits=digits)
        by_mpmath = lambda D=D: vacuum_energy.vacuum_energy(D, *MIXTURE, digits=DIGITS)
        _case(found, goals, f"E_B, D = {D}, any masses", general, by_mpmath, 1.0, rounds)
    for D in (1, 3):
        progress(f"W5 threshold, D = {D}")
        critical = (*MIXTURE[:4], "critical", *MIXTURE[5:])
        by_mpmath = lambda D=D, at=critical: vacuum_energy.vacuum_energy(D, *at, digits=DIGITS)
        _case(found, goals, f"E_B, D = {D}, threshold, closed form", _closed(D), by_mpmath, 5.0, rounds)
    progress("W5 sigma_ab")
    by_ball = lambda digits: conductivity_ball("ab", *SIGNAL, GAS, digits=digits)
    _case(found, goals, "sigma_ab", by_ball, lambda: conductivity("ab", *SIGNAL, GAS, digits=DIGITS), 1.0, min(rounds, 1))
    return found, goals


def _closed(D: int) -> Callable[[int], arb]:
    import sympy as sp
    from entrainment.derive import notation as s
    from entrainment.derive import threshold_energy
    from entrainment.runtime.verify import balls

    form = threshold_energy.in_mixture(D).result.subs(s.hbar, 1)
    m1, m2, g11, g22, _, n1, n2 = (sp.Rational(v.numerator, v.denominator) for v in MIXTURE)
    point = {s.m1: m1, s.m2: m2, s.g11: g11, s.g22: g22, s.n1: n1, s.n2: n2}
    return lambda digits: balls.enclose(form, point, digits)


def _case(found, goals, case: str, ball_of, by_mpmath, least: float, rounds: int) -> None:
    times: dict[str, list[float]] = {"ours": [], "many": [], "mpmath": []}
    for _ in range(rounds):
        ball = _timed(times["ours"], lambda: ball_of(DIGITS))
        many = _timed(times["many"], lambda: ball_of(MANY))
        value = _timed(times["mpmath"], by_mpmath)
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratio = {name: seconds / medians["ours"] for name, seconds in medians.items()}
    found += [
        _row(case, f"{OURS}, {DIGITS} digits", medians["ours"], ratio["ours"], rounds, _radius(ball), DIGITS),
        _row(case, f"{OURS}, {MANY} digits", medians["many"], ratio["many"], rounds, _radius(many), MANY),
        _row(case, f"mpmath, {DIGITS} digits", medians["mpmath"], ratio["mpmath"], rounds, _distance(many, value), DIGITS),
    ]
    certified = not found[-3].missed and not found[-2].missed
    goals.append(Goal("W5", case, "50 and 1000 certified digits", None, certified))
    text, missed = f"mpmath >= {least:g} x time", found[-1].missed
    measured, met = (None, None) if missed else (ratio["mpmath"], ratio["mpmath"] >= least)
    goals.append(Goal("W5", case, text, measured, met, "mpmath misses 50 digits" if missed else ""))


def _row(case, peer, seconds, ratio, rounds, error, digits) -> Row:
    """Errors of 1000 digits are below every float64: what is stated is the error times 10^digits."""
    scaled = float(error * mpmath.mpf(10) ** digits)
    return Row("W5", case, peer, "value", seconds, ratio, 1, rounds, scaled, 1.0, 1, f"in units of 1e-{digits}")


def _timed(times: list[float], call):
    start = time.process_time()
    value = call()
    times.append(time.process_time() - start)
    return value


def _radius(ball: arb | acb) -> mpmath.mpf:
    """Relative radius, an upper bound."""
    with mpmath.workdps(20):
        return mpmath.mpf(str((ball.rad() / abs(ball)).upper()).strip("[]").split(" +/-")[0])


def _distance(ball: arb | acb, value: mpmath.mpf | mpmath.mpc) -> mpmath.mpf:
    """|value/truth - 1|."""
    saved = ctx.prec
    ctx.prec = int(3.33 * (DIGITS + 40))
    try:
        parts = (arb(mpmath.nstr(part, DIGITS + 25)) for part in (mpmath.re(value), mpmath.im(value)))
        off = abs(acb(*parts) / ball - 1)
    finally:
        ctx.prec = saved
    with mpmath.workdps(20):
        return mpmath.mpf(off.mid().str(10, radius=False))
