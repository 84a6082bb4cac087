"""MPFR numbers beside mpmath's: a conversion either way is exact, and one working precision holds for both.

Integrands that are evaluated many thousand times run in MPFR; nodes, weights, constants and results are mpmath's.
"""

from contextlib import contextmanager

import gmpy2
from mpmath import mp
from mpmath.libmp import from_man_exp

__all__ = ["working", "to_mpfr", "to_mpf", "is_mpfr", "rational"]

_NUMBER = type(gmpy2.mpfr(0))


@contextmanager
def working(digits):
    """Working precision of ``digits`` decimal digits, for mpmath and for MPFR."""
    with mp.workdps(digits), gmpy2.context(gmpy2.get_context(), precision=mp.prec):
        yield


def is_mpfr(x) -> bool:
    return isinstance(x, _NUMBER)


def rational(x):
    """The Fraction ``x`` as a number that meets an mpfr without being rounded first."""
    return gmpy2.mpq(x.numerator, x.denominator)


def to_mpfr(x):
    """The mpf ``x`` as mpfr: the same number where its mantissa fits into the working precision, else rounded."""
    sign, mantissa, exponent, _ = x._mpf_
    if not mantissa and exponent:
        raise ArithmeticError(f"not a finite number: {x}")
    shift = gmpy2.mul_2exp if exponent >= 0 else gmpy2.div_2exp
    return shift(gmpy2.mpfr(-mantissa if sign else mantissa), abs(exponent))


def to_mpf(x):
    """The mpfr ``x`` (or an mpf, unchanged) as mpf of the same value, whatever mpmath's precision."""
    if not is_mpfr(x):
        return x
    if not gmpy2.is_finite(x):
        raise ArithmeticError(f"not a finite number: {x}")
    return mp.make_mpf(from_man_exp(*map(int, x.as_mantissa_exp())))
