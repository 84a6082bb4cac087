"""The strength of a Fermi liquid at small q: the integral along imaginary frequencies against zero sound and pairs one by one.

carlini2021 Table II.  The integrand holds an arc, for which the ledger has no balls: quadratures over two axes decide.
"""

from __future__ import annotations

from fractions import Fraction

import mpmath
from entrainment.derive import landau_waves
from entrainment.derive.numeric import evaluate
from entrainment.runtime.reference import landau_spectrum

from ... import checks, mutants
from ...evidence import Evidence
from .. import statement

POINTS, DIGITS = 3, 18
ARGUMENTS = ("F_0", "F_1", "G_0", "G_1", "m", "k_F", "q", "N")


def _counted(channel: str, point: dict):
    """The strength as a sum over the states of the real axis."""
    values = {str(symbol): value for symbol, value in point.items()}
    numbers = (Fraction(int(values[name].p), int(values[name].q)) for name in ARGUMENTS)
    return landau_spectrum.long_wave("strength", channel, *numbers, digits=DIGITS + 4)


def _check(channel: str):
    def check(claim, digits):
        chain = claim.derivation()
        points = checks.draw(chain.domain, POINTS, checks.SEED + 5)
        counted = [_counted(channel, point) for point in points]
        off = lambda form, point, value: abs(evaluate(form, point, DIGITS + 2) / value - 1)
        agrees = lambda form, point, value, within: off(form, point, value) < mpmath.mpf(10) ** -within
        ok = all(agrees(chain.result, point, value, DIGITS) for point, value in zip(points, counted, strict=True))
        planted = mutants.Tally()
        for mutant in mutants.of_expression(chain.result):
            planted.record(mutant.what, not agrees(mutant.value, points[0], counted[0], DIGITS - 6))
        ok = ok and checks.replay(chain).ok
        return Evidence(ok, "imaginary and real axis agree", "quadrature", POINTS, DIGITS, planted=planted)

    return check


for _channel in landau_waves.PARAMETERS:
    statement(f"carlini2021:supplement:liquid-{_channel}:strength")(_check(_channel))
