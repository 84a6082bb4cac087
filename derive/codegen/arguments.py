"""What plans about a mixture share: its arguments, where accuracy is promised, and the momenta at which its modes change."""

from __future__ import annotations

import functools

import sympy as sp

from .. import notation as s
from .quadrature import DECADES

DIMENSIONS_OF_SPACE = (1, 2, 3)
MIXTURE = (s.m1, s.m2, s.g11, s.g22, s.g12, s.n1, s.n2)
STABLE = (s.m1 > 0, s.m2 > 0, s.g11 > 0, s.g22 > 0, s.g12**2 <= s.g11 * s.g22, s.n1 >= 0, s.n2 >= 0)

#: Where a mixture ceases to be stable; accuracy is sampled up to it.
THRESHOLD = ((s.g12, sp.sqrt(s.g11 * s.g22)), (s.g12, -sp.sqrt(s.g11 * s.g22)))

#: Where accuracy is promised: mass ratios to 1e2, coupling ratios to 1e3, densities within a factor 1e3.
MIXTURE_RANGES = (
    (s.m1, 0.1, 10),
    (s.m2, 0.1, 10),
    (s.g11, 0.03, 30),
    (s.g22, 0.03, 30),
    (s.n1, 0.03, 30),
    (s.n2, 0.03, 30),
)


def lightest_scale() -> sp.Expr:
    """The momentum of the lighter component at which S = E_+ + E_- changes from phonons to free particles."""
    return 2 * sp.Min(s.m1, s.m2) * sp.sqrt(s.g11 * s.n1 / s.m1 + s.g22 * s.n2 / s.m2)


@functools.cache
def scales(decades: int = DECADES) -> tuple[sp.Expr, sp.Expr]:
    """(soft, hard): the momenta between which the branch points of the zero-point integrand lie.

    A zero of P^2 more than ``decades`` below the hard scale is as good as one at p = 0.

    The zeros of P^2 are at p^2 = -r_+, -r_-, with r_+ r_- = 16 X1 X2 (1 - g12^2/g11 g22) and r_+ + r_- = 4 (X1 + X2); E_i adds
    2 sqrt(X_i), and S changes from phonons to free particles at ``lightest_scale``.
    """
    X1, X2 = s.m1 * s.g11 * s.n1, s.m2 * s.g22 * s.n2
    hard = 2 * sp.sqrt(X1 + X2)
    product = 16 * s.m1 * s.m2 * s.n1 * s.n2 * (s.g11 * s.g22 - s.g12**2)
    soft_square = 2 * product / (4 * (X1 + X2) + sp.sqrt(16 * (X1 - X2) ** 2 + 64 * s.m1 * s.m2 * s.n1 * s.n2 * s.g12**2))
    absent = sp.Rational(1, 100**decades) * hard**2
    soft = sp.Piecewise((sp.sqrt(soft_square), soft_square > absent), (2 * sp.sqrt(sp.Min(X1, X2)), True))
    return sp.Min(soft, lightest_scale()), hard
