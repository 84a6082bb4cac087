"""Truncated Taylor arithmetic: the product, quotient and root of two series are the series of the product, quotient and root.

A `Jet` holds the Taylor coefficients of a function of one parameter t up to a
fixed order.  Carrying jets through an integrand differentiates the definition
exactly, so that no derivative is ever written down by hand.
"""

import math
from operator import add, mul, neg, sub

import gmpy2
from mpmath import mp

from .mpfr import is_mpfr


class Jet:
    """Taylor coefficients c[0] + c[1] t + ... + c[K] t^K of one quantity (mpf entries, or mpfr)."""

    __slots__ = ("c",)

    def __init__(self, coefficients):
        self.c = list(coefficients)

    @classmethod
    def line(cls, value, slope, order):
        """The jet of value + slope*t, truncated after t^order."""
        return cls(([value, slope] + [0] * order)[: order + 1])

    def __add__(self, other):
        if isinstance(other, Jet):
            return Jet(map(add, self.c, other.c))
        return Jet([self.c[0] + other, *self.c[1:]])

    __radd__ = __add__

    def __neg__(self):
        return Jet(map(neg, self.c))

    def __sub__(self, other):
        if isinstance(other, Jet):
            return Jet(map(sub, self.c, other.c))
        return Jet([self.c[0] - other, *self.c[1:]])

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if not isinstance(other, Jet):
            return Jet([a * other for a in self.c])
        a, b = self.c, other.c
        return Jet([sum(map(mul, a[1 : k + 1], b[k - 1 :: -1]), a[0] * b[k]) if k else a[0] * b[0] for k in range(len(a))])

    __rmul__ = __mul__

    def __truediv__(self, other):
        if not isinstance(other, Jet):
            return Jet([a / other for a in self.c])
        (first, *rest), b = self.c, other.c
        out = [first / b[0]]
        for k, a in enumerate(rest, 1):
            out.append((a - sum(map(mul, out, b[k:0:-1]))) / b[0])
        return Jet(out)

    def sqrt(self):
        """The positive root; the leading coefficient must be positive."""
        if not self.c[0] > 0:
            raise ArithmeticError(f"square root of a jet whose value is not positive: {float(self.c[0]):.8g}")
        root = gmpy2.sqrt if is_mpfr(self.c[0]) else mp.sqrt
        a, out = self.c, [root(self.c[0])]
        for k in range(1, len(a)):
            out.append((a[k] - sum(map(mul, out[1:], out[:0:-1]))) / (2 * out[0]))
        return Jet(out)

    def derivatives(self):
        """The list of derivatives d^k/dt^k at t = 0."""
        return [math.factorial(k) * a for k, a in enumerate(self.c)]
