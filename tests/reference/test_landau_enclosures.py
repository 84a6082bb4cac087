"""Balls around the moments of a Fermi liquid: known sum rules, the quadrature, and liquids at the edge of stability."""

from fractions import Fraction

import pytest
from entrainment.runtime.reference import landau_enclosures, landau_spectrum
from flint import arb, ctx, fmpq
from mpmath import mp

TINY = Fraction(1, 10**12)
LIQUIDS = [
    (Fraction(1, 2), Fraction(1, 3)),
    (0, 0),
    (Fraction(-1, 2), Fraction(3, 5)),  # zero sound just not there: Y(1) = 0
    (Fraction(-1, 2), Fraction(3, 5) + TINY),  # its energy above the pairs is exp(-10^12)
    (Fraction(-4, 5), Fraction(-29, 10)),
    (-1 + TINY, 0),  # about to separate
    (1, -3 + TINY),  # about to flow
    (10**12, 0),
    (3, 10**12),
    (TINY, 0),
]


def ratio(value):
    return arb(fmpq(Fraction(value).numerator, Fraction(value).denominator))


@pytest.mark.parametrize("zeroth, first", LIQUIDS)
def test_sum_rules_lie_in_the_balls(zeroth, first):
    """m_-1 is the compressibility, 1/2(1 + X_0), and m_1 knows X_1 alone, (1 + X_1/3)/6: neither is used anywhere."""
    balls = [landau_enclosures.moment_ball(power, zeroth, first, 40) for power in (-1, 0, 1)]
    known = Fraction(1, 2) / (1 + Fraction(zeroth)), (1 + Fraction(first) / 3) / 6
    previous, ctx.prec = ctx.prec, 200
    try:
        assert all(ball.rel_accuracy_bits() > 132 for ball in balls)
        assert balls[0].overlaps(ratio(known[0])) and balls[2].overlaps(ratio(known[1]))
        assert not balls[0].overlaps(ratio(known[0] * (1 + Fraction(1, 10**30))))
        assert balls[1] ** 2 < balls[0] * balls[2] * (1 + arb(10) ** -35)  # Cauchy and Schwarz
    finally:
        ctx.prec = previous


@pytest.mark.parametrize("zeroth, first", LIQUIDS[:1] + LIQUIDS[4:5])
def test_quadrature_of_pole_and_pairs_lies_in_the_balls(zeroth, first):
    for power, value in zip((-1, 0, 1), landau_spectrum.moments(zeroth, first, 35), strict=True):
        ball = landau_enclosures.moment_ball(power, zeroth, first, 40)
        with mp.workdps(45):
            assert abs(mp.mpf(ball.mid().str(40, radius=False)) / value - 1) < mp.mpf(10) ** -35


def test_strength_of_the_free_gas():
    """Half the slope of the static structure factor, 3 q/4 k_F."""
    assert landau_enclosures.long_wave_ball("strength", "spin", 0, 0, 0, 0, 1, 1, 1, 1).overlaps(arb(3) / 8)


def test_the_bound_of_what_is_left_out_is_one():
    """All pairs beyond T = 3, by quadrature, for the liquid with the most of them and others."""
    end = mp.mpf(3)
    bound = mp.exp(-2 * end) * (1 + 4 / mp.pi**2 * (end**2 + end + mp.mpf(1) / 2))
    for zeroth, first in (*LIQUIDS[:2], (Fraction(1, 3), 0), (Fraction(2, 5), 0), (Fraction(-1, 3), 0)):
        for power in (-1, 0, 1):
            beyond = lambda y, p=power, a=float(zeroth), b=float(first): (
                landau_spectrum._continuum(y, a, b) * mp.tanh(y) ** p / mp.cosh(y) ** 2
            )
            assert 0 < mp.quad(beyond, [end, 6, 12, 24]) < bound


@pytest.mark.parametrize("zeroth, first", [(-1, 0), (0, -3), (-2, 1), (1, -4)])
def test_unstable_liquids_are_refused(zeroth, first):
    with pytest.raises(ValueError, match="X_0 > -1, X_1 > -3"):
        landau_enclosures.moment_ball(0, zeroth, first)


def test_another_power_is_refused():
    with pytest.raises(ValueError, match="power of -1, 0 or 1"):
        landau_enclosures.moment_ball(2, 1, 1)
