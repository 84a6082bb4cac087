"""The constant by which two forms differ: the same at every point, then named, then proved.

A factor is named only if its square is a ratio of small integers times integer powers of pi and exp(gamma): with 50
digits behind it, and fewer than 10^12 such numbers, a chance agreement has odds of 10^-35.
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp
from flint import arb, ctx

from .symbolic import prove_zero

HEIGHT = 10**4
POWERS = range(-8, 9)
EXPONENTS = (0, 1, -1, 2, -2)
PROVABLE = 12  # powers of sums beyond this are not expanded for a proof


def proved(difference, conditions) -> bool:
    """Is what somebody typed proved to vanish?  Nothing is attempted that could run for hours."""
    if difference.has(sp.Integral):
        return False
    powers = (p.exp for p in difference.atoms(sp.Pow) if p.base.is_Add and p.exp.is_Rational)
    return not any(abs(exponent) > PROVABLE for exponent in powers) and prove_zero(difference, conditions)


def of(typed, parts, pairs, conditions, digits: int) -> str:
    """The factor as text, "" where the ratio is not the same everywhere.  ``pairs``: balls of both sides, a list a point."""
    if any(pair is None for pair in pairs):
        return ""
    previous, ctx.prec = ctx.prec, int(digits * 3.33) + 80
    try:
        ratios = [a / b for pair in pairs for a, b in pair if not b.contains(0)]
        if len(ratios) < len(pairs) or not all(r.overlaps(ratios[0]) and not r.contains(0) for r in ratios):
            return ""
        ball = ratios[0]
        for ratio in ratios[1:]:
            ball = ball.intersection(ratio)
        factor = _named(ball, digits)
        if factor is None:
            return f"{ball.str(15, radius=False)} (a constant at {len(pairs)} points, to {digits} digits; not recognised)"
    finally:
        ctx.prec = previous
    certain = all(proved(a - factor * b, conditions) for a, b in zip(typed, parts, strict=True))
    return f"{factor} ({'proved symbolically' if certain else f'to {digits} digits at {len(pairs)} points'})"


def _named(ball: arb, digits: int):
    square = ball * ball
    for exponent in EXPONENTS:
        for power in POWERS:
            rest = square / arb.pi() ** power / (arb.const_euler() * exponent).exp()
            ratio = _small_fraction(rest)
            if ratio is not None:
                root = sp.sqrt(sp.Rational(ratio.numerator, ratio.denominator) * sp.pi**power)
                return (root if ball > 0 else -root) * sp.exp(sp.EulerGamma * exponent / 2)
    return None


def _small_fraction(ball: arb) -> Fraction | None:
    """The fraction of small height inside the ball, if there is one."""
    if ball.contains(0) or not ball.is_finite():
        return None
    text = ball.mid().str(40, radius=False)
    guess = Fraction(text).limit_denominator(HEIGHT)
    if guess.numerator > HEIGHT**2 or guess == 0:
        return None
    return guess if ball.contains(arb(guess.numerator) / guess.denominator) else None
