"""Balls around averages over a harmonic Thomas-Fermi cloud: the shells of ``thomas_fermi`` as integrals of entire functions.

Source: carlini2021, "averages" of Eqs. (26), (39), (47).  With s = sin u a shell h^p s^(D - 1) ds becomes
Source: carlini2021, "averages" of (26), (39), (47).  With s = sin u a shell h^p s^(D - 1) ds becomes
Nothing is a gamma function here, so that the closed forms meet an integral of their own.
"""

from fractions import Fraction

from flint import acb, arb, ctx

from .vacuum_energy import exact


def _shells(twice_power, D, weight=lambda square: acb(1)):
    """int_0^1 ds s^(D - 1) h^(twice_power/2) weight(s^2); ValueError unless twice_power is an integer > -2."""
    if Fraction(twice_power).denominator != 1 or twice_power <= -2:
        raise ValueError(f"h^({twice_power}/2) has a branch point at the edge of the cloud, or too many atoms there")
    around, along = int(twice_power) + 1, D - 1

    def integrand(u, _):
        sine, cosine = u.sin(), u.cos()
        return cosine**around * sine**along * weight(sine**2)

    return acb.integral(integrand, acb(0), acb(arb.pi() / 2)).real


def _at(digits):
    return int(3.33 * digits) + 60


def mean_power_ball(D, power, index=1, digits=50):
    """<(n/n_0)^power> over the atoms of a cloud with n = n_0 h^index in D dimensions; 2 index (1 + power) an integer."""
    before, (power, index) = ctx.prec, (exact(power), exact(index))
    try:
        ctx.prec = _at(digits)
        return _shells(2 * index * (1 + power), D) / _shells(2 * index, D)
    finally:
        ctx.prec = before


def pushed_over_mean_ball(D, digits=50):
    """int dr (d(x n)/dx)^2 over int dr n^2 of a condensate, d(x n)/dx = n_0 (h - 2 x^2); means over the shell of x^2, x^4."""
    before = ctx.prec
    try:
        ctx.prec = _at(digits)

        def squared(square):
            h = 1 - square
            return h**2 - 4 * h * square / D + 12 * square**2 / (D * (D + 2))

        return _shells(0, D, squared) / _shells(4, D)
    finally:
        ctx.prec = before
