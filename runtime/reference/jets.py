"""Truncated Taylor arithmetic: the product, quotient and root of two series are the series of the product, quotient and root.

A `Jet` holds the Taylor coefficients of a function of one parameter t up to a
fixed order.  Carrying jets through an integrand differentiates the definition
exactly, so that no derivative is ever written down by hand.
"""

import math

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

    def _lift(self, other):
        return other.c if isinstance(other, Jet) else [other] + [0] * (len(self.c) - 1)

    def __add__(self, other):
        return Jet([a + b for a, b in zip(self.c, self._lift(other), strict=False)])

    __radd__ = __add__

    def __neg__(self):
        return Jet([-a for a in self.c])

    def __sub__(self, other):
        return Jet([a - b for a, b in zip(self.c, self._lift(other), strict=False)])

    def __rsub__(self, other):
        return Jet([b - a for a, b in zip(self.c, self._lift(other), strict=False)])

    def __mul__(self, other):
        if not isinstance(other, Jet):
            return Jet([a * other for a in self.c])
        a, b = self.c, other.c
        if len(a) == 1:
            return Jet([a[0] * b[0]])
        return Jet([sum([a[i] * b[k - i] for i in range(1, k + 1)], a[0] * b[k]) for k in range(len(a))])

    __rmul__ = __mul__

    def __truediv__(self, other):
        if not isinstance(other, Jet):
            return Jet([a / other for a in self.c])
        a, b, out = self.c, other.c, []
        for k in range(len(a)):
            out.append((a[k] - sum(out[i] * b[k - i] for i in range(k))) / b[0])
        return Jet(out)

    def sqrt(self):
        """The positive root; the leading coefficient must be positive."""
        if not self.c[0] > 0:
            raise ArithmeticError(f"square root of a jet whose value is not positive: {float(self.c[0]):.8g}")
        root = gmpy2.sqrt if is_mpfr(self.c[0]) else mp.sqrt
        a, out = self.c, [root(self.c[0])]
        for k in range(1, len(a)):
            cross = sum(out[i] * out[k - i] for i in range(1, k))
            out.append((a[k] - cross) / (2 * out[0]))
        return Jet(out)

    def derivatives(self):
        """The list of derivatives d^k/dt^k at t = 0."""
        return [math.factorial(k) * a for k, a in enumerate(self.c)]
