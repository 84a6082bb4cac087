"""Special functions that the derivations use and sympy does not have: Carlson's symmetric elliptic integrals, and quotients.

``rc_deficit`` and ``log_ratio`` are the two smooth combinations in which equal masses, q = 0, are a regular point,
``arc_deficit`` the one in which the response of a Fermi liquid at high frequencies, theta = 0, is;
``rc_second_deficit`` and ``log_second_deficit`` are what is left of them after their value at q = 0, as functions of 1 + q.

B. C. Carlson, Numer. Algorithms 10, 13 (1995); DLMF 19.16.
"""

from __future__ import annotations

import mpmath
import sympy as sp


class carlson_rc(sp.Function):
    """R_C(x, y) = (1/2) int_0^oo dt (t + x)^(-1/2) (t + y)^(-1)   (DLMF 19.2.17)."""

    nargs = 2

    def fdiff(self, argindex=1):
        x, y = self.args
        by_y = (carlson_rc(x, y) * y - sp.sqrt(x)) / (2 * y * (x - y))
        return by_y if argindex == 2 else -(carlson_rc(x, y) / 2 + y * by_y) / x


class carlson_rf(sp.Function):
    """R_F(x, y, z) = (1/2) int_0^oo dt ((t + x)(t + y)(t + z))^(-1/2)   (DLMF 19.16.1)."""

    nargs = 3


class carlson_rd(sp.Function):
    """R_D(x, y, z) = (3/2) int_0^oo dt ((t + x)(t + y))^(-1/2) (t + z)^(-3/2)   (DLMF 19.16.5)."""

    nargs = 3


class rc_deficit(sp.Function):
    """W(q) = (1 - R_C(1, 1 + q))/q = R_J(1, 1, 1, 1 + q)/3, smooth at q = 0 with W(0) = 1/3."""

    nargs = 1

    @classmethod
    def eval(cls, q):
        return sp.Rational(1, 3) if q.is_zero else None


class log_ratio(sp.Function):
    """L(q) = log(1 + q)/q, smooth at q = 0 with L(0) = 1."""

    nargs = 1

    @classmethod
    def eval(cls, q):
        return sp.S.One if q.is_zero else None



class arc_deficit(sp.Function):
    """V(theta) = (1 - theta cot(theta))/sin(theta)^2 = W(tan(theta)^2)/cos(theta)^2, smooth at theta = 0 with V(0) = 1/3."""

    nargs = 1

    @classmethod
    def eval(cls, theta):
        return sp.Rational(1, 3) if theta.is_zero else None


def _arc_deficit(theta):
    if not theta:
        return mpmath.mpf(1) / 3
    with mpmath.extraprec(10 + 2 * max(0, -mpmath.mag(theta))):
        value = (1 - theta * mpmath.cot(theta)) / mpmath.sin(theta) ** 2
    return +value


class rc_second_deficit(sp.Function):
    """V(y) of R_C(1, y) = 1 - q/3 + q^2 V, q = y - 1: (1/5) 2F1(1, 5/2; 7/2; -q), smooth at y = 1."""

    nargs = 1

    @classmethod
    def eval(cls, y):
        return sp.Rational(1, 5) if y == 1 else None


class log_second_deficit(sp.Function):
    """M(y) of log(y) = q - q^2 M, q = y - 1: (1/2) 2F1(1, 2; 3; -q), smooth at y = 1."""

    nargs = 1

    @classmethod
    def eval(cls, y):
        return sp.S.Half if y == 1 else None


MPMATH = {
    "carlson_rc": mpmath.elliprc,
    "carlson_rf": mpmath.elliprf,
    "carlson_rd": mpmath.elliprd,
    "rc_deficit": lambda q: mpmath.elliprj(1, 1, 1, 1 + q) / 3,
    "log_ratio": lambda q: mpmath.log1p(q) / q if q else mpmath.mpf(1),
    "arc_deficit": _arc_deficit,
    "rc_second_deficit": lambda y: mpmath.hyp2f1(1, 2.5, 3.5, 1 - y) / 5,
    "log_second_deficit": lambda y: mpmath.hyp2f1(1, 2, 3, 1 - y) / 2,
}
