"""A ball returned here contains a moment of zero sound and particle-hole pairs, state by state; nothing is estimated.

Source: carlini2021, Sec. IV and Table II; the kinetic equation and its response as in `landau_spectrum`, coded anew in ball
arithmetic (Arb).  With I(s) = s artanh(1/s) - 1, A = 3 X_1/(3 + X_1) and Y(s) = X_0 + A s^2, states are zeros and cuts of
1 - I Y.

Zero sound.  In x = s^2 the function I is int_0^1 mu^2 dmu/(x - mu^2), so that 1/I = 3 x - 9/5 - int drho(t)/(x - t) with a
positive rho on 0 < t < 1.  For x > 1 the slope of 1/I - Y is at least 3 - A = 9/(3 + X_1) > 0: it vanishes once if it is
negative at x = 1, where 1/I = 0, that is if Y(1) > 0, and nowhere else.  Two points at which 1 - I Y has opposite signs
enclose the pole.

Pairs.  At s = tanh y the strength is (s/2)/((1 - L Y)^2 + b^2 Y^2), L = s y - 1, b = pi s/2.  The denominator is at least
b^2/(L^2 + b^2) for every Y, and |L|/b <= 2 y/pi where s y >= 1: beyond y = T > 2 all pairs have less than
exp(-2 T) (1 + (4/pi^2) (T^2 + T + 1/2)), whatever the liquid.
"""

from fractions import Fraction
from math import ceil, log

from flint import acb, arb, ctx

from .enclosures import ATTEMPTS, EnclosureTooWide, _ball, _integral, _precision

POWER = {"m_-1": -1, "strength": 0, "m_1": 1}


def _stiffness(square, zeroth, rise):
    """Y at s^2."""
    return zeroth + rise * square


def _denominator(y, zeroth, rise):
    """1 - I Y at s = coth y, a ball."""
    s = y.coth()
    return 1 - (s * y - 1) * _stiffness(s * s, zeroth, rise)


def _pole(zeroth, rise):
    """artanh(1/s) of zero sound: a ball between two points of opposite sign, as close as the precision can tell."""
    low = high = arb(1)
    for _ in range(ctx.prec):
        low = low if _denominator(low, zeroth, rise) > 0 else low / 2
        high = high if _denominator(high, zeroth, rise) < 0 else 2 * high
    for _ in range(2 * ctx.prec):
        middle = ((low + high) / 2).mid()
        value = _denominator(middle, zeroth, rise)
        if not (value > 0 or value < 0):
            break
        low, high = (middle, high) if value > 0 else (low, middle)
    if not (_denominator(low, zeroth, rise) > 0 and _denominator(high, zeroth, rise) < 0):
        return arb("nan")
    return low.union(high)


def _sound(power, zeroth, rise):
    """s^power times the strength of zero sound."""
    y = _pole(zeroth, rise)
    s = y.coth()
    average, slope = s * y - 1, y - y.sinh() * y.cosh()  # I and dI/ds
    return s**power * average / -(slope * _stiffness(s * s, zeroth, rise) + 2 * average * rise * s)


def _pairs(power, zeroth, rise, end, tolerance):
    """int s^power times the strength of the pairs up to y = end."""
    half_pi = arb.pi() / 2

    def integrand(y, _):
        gone = (-2 * y).exp()
        s = (1 - gone) / (1 + gone)
        bend = _stiffness(s * s, zeroth, rise)
        below = (1 - (s * y - 1) * bend) ** 2 + (half_pi * s * bend) ** 2
        return s ** (power + 1) / 2 * 4 * gone / (1 + gone) ** 2 / below

    return _integral(integrand, acb(0), acb(end), rel_tol=tolerance).real


def _tail(digits):
    """T, and a ball of all pairs beyond, small against 10^-digits."""
    end = arb(ceil((digits + 10) * log(10) / 2) + 10)
    return end, arb(0).union((-2 * end).exp() * (1 + 4 / arb.pi() ** 2 * (end * end + end + arb("0.5"))))


def _states(power, zeroth, first, end, tolerance):
    """int s^power sigma ds of zero sound and of the pairs up to y = end, at the present precision."""
    rise = 3 * first / (3 + first)
    stiffness = _ball(zeroth), _ball(rise)
    pairs = _pairs(power, *stiffness, end, tolerance)
    if zeroth + rise > 0:  # Y(1), a rational number
        return pairs + _sound(power, *stiffness)
    return pairs


def _bits(digits):
    """The working precision to begin with."""
    return int(3.33 * digits) + 80


def moment_ball(power, zeroth, first, digits=50):
    """arb containing int s^power sigma ds of pole and pairs, relative radius below 10^-digits; power -1, 0 or 1.

    X_0 and X_1 are exact rationals.  Raises ValueError unless X_0 > -1 and X_1 > -3, EnclosureTooWide if the radius is not met.
    """
    zeroth, first = Fraction(zeroth), Fraction(first)
    if power not in POWER.values() or not (zeroth > -1 and first > -3):
        raise ValueError("need X_0 > -1, X_1 > -3 and a power of -1, 0 or 1")
    bits = _bits(digits)
    for _ in range(ATTEMPTS):
        with _precision(bits, ctx.cap):
            end, beyond = _tail(digits)
            ball = _states(power, zeroth, first, end, arb(10) ** (-digits - 5)) + beyond
            if ball.is_finite() and ball.rad() < abs(ball.mid()) * arb(10) ** (-digits):
                return ball
        bits *= 2
    raise EnclosureTooWide(ball, digits)


def long_wave_ball(quantity, channel, F_0, F_1, G_0, G_1, m, k_F, q, N, digits=50):
    """arb containing "strength", "m_1" or "m_-1" of a channel, "density" or "spin", f = cos(q x), hbar = 1.

    All numbers are exact rationals, m, k_F, q, N > 0 and F_1 > -3.  Errors as in moment_ball.
    """
    zeroth, first = {"density": (F_0, F_1), "spin": (G_0, G_1)}[channel]
    power = POWER[quantity]
    m, F_1, k_F, q, N = (Fraction(value) for value in (m, F_1, k_F, q, N))
    if not (min(m, k_F, q, N) > 0 and F_1 > -3):
        raise ValueError("need positive m, k_F, q, N and F_1 > -3")
    total = moment_ball(power, zeroth, first, digits + 1)
    with _precision(_bits(digits), ctx.cap):
        mass = m * (1 + F_1 / 3)
        return _ball(Fraction(3, 2) * N * q / k_F * (k_F * q / mass) ** power) * total
