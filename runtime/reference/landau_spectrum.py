"""The spectrum of a Fermi liquid at small q, zero sound and particle-hole pairs, state by state.

Source: carlini2021, Sec. IV, Eqs. (40)-(43) and Table II; hbar = 1, T = 0, D = 3.  With s = omega/v_F q and the averages a, b
of the displacement nu(mu) of the Fermi surface and of mu nu, the kinetic equation with parameters X_0, X_1 and a push u is

    (s - mu) nu = mu (X_0 a + X_1 mu b + u).

Averaged, with I = <mu/(s - mu)> = s artanh(1/s) - 1, it gives a = u I/(1 - I Y), Y = X_0 + X_1 s^2/(1 + X_1/3).  The strength
sigma(s) = Im(-a/u)/pi is a continuum for s < 1 and, where Y(1) > 0, a pole at s > 1.  Everything is per N(0) = 3 n/m* v_F^2:
strengths go like q, energies like q, m_1 like q^2, and

    m_k/N = (3/2) (q/k_F) (k_F q/m*)^k int s^k sigma ds,    f = cos(q x),    m* = m (1 + F_1/3).

The inverse moment must be the static one, 1/2(1 + X_0), else ReferenceDisagreement.
"""

from fractions import Fraction

from mpmath import mp

from .quadrature import ReferenceDisagreement
from .vacuum_energy import exact, real

POWER = {"m_-1": -1, "strength": 0, "m_1": 1}
ZEROTH = (Fraction(1, 2), Fraction(-1, 2))  # F_0 or G_0, which m_1 does not know: with and without zero sound at X_1 = 0
BREAKS = ("0", "0.05", "0.1", "0.2", "0.4", "0.8", "1.5", "3", "6", "12", "24", "48", "96", "192")  # in artanh(s)


def _stiffness(s, zeroth, first):
    """Y(s)."""
    return zeroth + first * s**2 / (1 + first / 3)


def _continuum(y, zeroth, first):
    """sigma(s) at s = tanh(y)."""
    s = mp.tanh(y)
    average = mp.mpc(s * y - 1, -mp.pi * s / 2)
    return mp.im(-average / (1 - average * _stiffness(s, zeroth, first))) / mp.pi


def _denominator(y, zeroth, first):
    """1 - I Y at s = coth(y), beyond the pairs."""
    s = 1 / mp.tanh(y)
    return 1 - (s * y - 1) * _stiffness(s, zeroth, first)


def _root(function):
    """The zero of a function that is positive at y = 0 and negative far away; ArithmeticError where it is not."""
    low, high = mp.mpf(10) ** (-mp.dps // 2), mp.mpf(2)
    while function(high) > 0:
        high *= 2
        if high > mp.mpf(10) ** 6:
            raise ArithmeticError("no zero sound where there should be")
    return mp.findroot(function, (low, high), solver="anderson", tol=mp.mpf(10) ** (-2 * mp.dps + 10))


def zero_sound(zeroth, first):
    """(s, strength) of the pole, or None where Y(1) <= 0."""
    if _stiffness(mp.one, zeroth, first) <= 0:
        return None
    y = _root(lambda y: _denominator(y, zeroth, first))
    slope = mp.diff(lambda s: _denominator(mp.acoth(s), zeroth, first), mp.coth(y))
    s = mp.coth(y)
    return s, (s * y - 1) / slope


def moments(zeroth, first, digits=30):
    """(int sigma/s ds, int sigma ds, int s sigma ds) over pole and continuum; numbers X_0 > -1, X_1 > -3."""
    with mp.workdps(digits + 25):
        zeroth, first = real(exact(zeroth)), real(exact(first))
        pole = zero_sound(zeroth, first)
        found = []
        for power in (-1, 0, 1):
            integrand = lambda y, power=power: _continuum(y, zeroth, first) * mp.tanh(y) ** power / mp.cosh(y) ** 2
            total = mp.quad(integrand, list(map(mp.mpf, BREAKS)), method="gauss-legendre")
            found.append(total + (pole[1] * pole[0] ** power if pole else 0))
        static = 1 / (2 * (1 + zeroth))
        if not abs(found[0] - static) <= static * mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement("pole and continuum miss the static response", (found[0], static))
        return tuple(found)


def low_moment(channel, F_1, G_1, m, grad_f2_n, digits=30):
    """m_1 of the states of Landau's theory, "density" or "spin", int dr |grad f|^2 n being given.

    Raises ReferenceDisagreement if it depends on the parameter of l = 0.
    """
    first = {"density": F_1, "spin": G_1}[channel]
    values = [moments(zeroth, first, digits + 3)[2] for zeroth in ZEROTH]
    if not abs(values[0] - values[1]) <= abs(values[0]) * mp.mpf(10) ** (-digits):
        raise ReferenceDisagreement("m_1 depends on the compressibility", values)
    with mp.workdps(digits + 25):
        mass = real(exact(m)) * (1 + real(exact(F_1)) / 3)
        return 3 * values[0] * real(exact(grad_f2_n)) / mass


def long_wave(quantity, channel, F_0, F_1, G_0, G_1, m, k_F, q, N, digits=30):
    """"strength", "m_1" or "m_-1" of the states of Landau's theory in a channel, "density" or "spin", f = cos(q x)."""
    zeroth, first = {"density": (F_0, F_1), "spin": (G_0, G_1)}[channel]
    power = POWER[quantity]
    total = moments(zeroth, first, digits + 3)[power + 1]
    with mp.workdps(digits + 25):
        mass = real(exact(m)) * (1 + real(exact(F_1)) / 3)
        k_F, q = real(exact(k_F)), real(exact(q))
        return mp.mpf(3) / 2 * real(exact(N)) * q / k_F * (k_F * q / mass) ** power * total
