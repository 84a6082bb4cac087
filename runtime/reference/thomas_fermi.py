"""Averages over a harmonic Thomas-Fermi cloud, shell by shell.

Source: carlini2021, "averages" of Eqs. (26), (39), (47).  The density is n_0 h^index with h = 1 - s^2, s the distance from the
centre in units of the radii: index 1 for a condensate, 3/2 for a normal Fermi gas.  A shell carries s^(D - 1) ds; on it the
mean of x^2 is s^2/D and that of x^4 is 3 s^4/D(D + 2).  Two substitutions must agree, else ReferenceDisagreement.
"""

from mpmath import mp

from .quadrature import ReferenceDisagreement
from .vacuum_energy import exact, real


def _over_shells(integrand, D, digits):
    """int_0^1 integrand(s) s^(D - 1) ds with s = sin u, and with s = 1 - w^4."""
    with mp.workdps(digits + 15):
        first = mp.quad(lambda u: integrand(mp.sin(u)) * mp.sin(u) ** (D - 1) * mp.cos(u), [0, mp.pi / 2])
        edge = lambda w: 1 - w**4
        second = mp.quad(lambda w: integrand(edge(w)) * edge(w) ** (D - 1) * 4 * w**3, [0, 1])
        if not abs(first - second) <= abs(first) * mp.mpf(10) ** (-digits):
            raise ReferenceDisagreement("two substitutions differ", (first, second))
        return first


def mean_power(D, power, index=1, digits=50):
    """<(n/n_0)^power> over the atoms of a cloud with n = n_0 h^index in D dimensions; power > -1 - 1/index.

    Raises ReferenceDisagreement if two quadratures differ.
    """
    with mp.workdps(digits + 15):
        index, power = real(exact(index)), real(exact(power))
        weighted = _over_shells(lambda s: (1 - s**2) ** (index * (1 + power)), D, digits + 3)
        return weighted / _over_shells(lambda s: (1 - s**2) ** index, D, digits + 3)


def pushed_over_mean(D, digits=50):
    """int dr (d(x n)/dx)^2 over int dr n^2 of a condensate, where d(x n)/dx = n_0 (h - 2 x^2).

    Raises ReferenceDisagreement if two quadratures differ.
    """

    def squared(s):
        h, x2, x4 = 1 - s**2, s**2 / D, 3 * s**4 / (D * (D + 2))
        return h**2 - 4 * h * x2 + 4 * x4

    with mp.workdps(digits + 15):
        return _over_shells(squared, D, digits + 3) / _over_shells(lambda s: (1 - s**2) ** 2, D, digits + 3)
