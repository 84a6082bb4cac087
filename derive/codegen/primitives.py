"""The functions that a kernel's text may call beyond those of sympy; each has an mpmath meaning and a float64 text.

``square`` and ``square_root`` are powers that sympy must not merge again, so that one that occurs twice is computed
once.  The ``_pair`` functions are Carlson's integrals at a complex conjugate pair, in real arithmetic.
"""

from __future__ import annotations

import mpmath
import sympy as sp
from sympy.printing.precedence import PRECEDENCE

from ..special import MPMATH as SPECIAL
from ..special import carlson_rd, carlson_rf


class square(sp.Function):
    """square(x) = x**2; its text is a product."""

    nargs = 1
    precedence = PRECEDENCE["Add"]  # its text is a product: in a quotient of negative sign it needs brackets

    def _eval_is_positive(self):
        return self.args[0].is_extended_nonzero

    def _eval_is_nonnegative(self):
        return self.args[0].is_extended_real


class square_root(sp.Function):
    """square_root(x) = sqrt(x)."""

    nargs = 1

    def _eval_is_positive(self):
        return self.args[0].is_extended_positive

    def _eval_is_nonnegative(self):
        return self.args[0].is_extended_nonnegative


class carlson_rf_pair(sp.Function):
    """carlson_rf_pair(a, b, z) = R_F(a + i b, a - i b, z)."""

    nargs = 3


class carlson_rd_pair(sp.Function):
    """carlson_rd_pair(a, b, z) = R_D(a + i b, a - i b, z)."""

    nargs = 3


class determinant(sp.Function):
    """determinant(a, d, b) = a d - b**2; its text loses nothing where the products agree."""

    nargs = 3

    def _eval_is_real(self):
        return all(arg.is_real for arg in self.args) or None


def plain(expr):
    """``expr`` with ``square``, ``square_root`` and ``determinant`` written out again."""
    expr = expr.replace(determinant, lambda a, d, b: a * d - b**2)
    return expr.replace(square, lambda x: x**2).replace(square_root, sp.sqrt)


PAIRS = {carlson_rf: carlson_rf_pair, carlson_rd: carlson_rd_pair}

MPMATH = SPECIAL | {
    "square": lambda x: x * x,
    "square_root": mpmath.sqrt,
    "determinant": lambda a, d, b: a * d - b * b,
    "log1p": mpmath.log1p,
    "expm1": mpmath.expm1,
    "carlson_rf_pair": lambda a, b, z: mpmath.elliprf(mpmath.mpc(a, b), mpmath.mpc(a, -b), z).real,
    "carlson_rd_pair": lambda a, b, z: mpmath.elliprd(mpmath.mpc(a, b), mpmath.mpc(a, -b), z).real,
}
