"""Integration rules, each with its own check: what sympy guesses is compared with quadrature before it counts.

Half-line integrals of mode sums are done in one of three ways: an antiderivative and its two limits; partial fractions
in v where p = sqrt(K)(v^2 - 1)/(2 v); or a recurrence between the moments of sqrt(w^2 + 2 w q cos(psi) + q^2).
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from .rules import Rule, RuleError
from .special import carlson_rc


@dataclass(frozen=True)
class Antiderivative(Rule):
    """int_0^oo f by an antiderivative F of every term, verified by F' = f, and the limits of F at both ends."""

    variable: sp.Symbol
    name: str = "antiderivative and limits"

    def __call__(self, integral: sp.Expr) -> sp.Expr:
        return integral.replace(lambda e: isinstance(e, sp.Integral), self._definite)

    def _definite(self, integral: sp.Integral) -> sp.Expr:
        f = sp.expand(integral.function)
        primitive = sp.Add(*[_primitive(term, self.variable) for term in sp.Add.make_args(f)])
        if sp.simplify(sp.diff(primitive, self.variable) - f) != 0:
            raise RuleError(f"sympy's antiderivative of {f} is wrong")
        return sp.limit(primitive, self.variable, sp.oo) - primitive.subs(self.variable, 0)


def _primitive(term: sp.Expr, variable: sp.Symbol) -> sp.Expr:
    """Of a root by the rules that one learns at school where they suffice: all that sympy knows takes seconds."""
    if not term.is_algebraic_expr(variable) or term.is_rational_function(variable):
        return sp.integrate(term, variable)
    found = sp.integrate(term, variable, manual=True)
    return sp.integrate(term, variable) if found.has(sp.Integral, sp.Piecewise) else found


def finite_part(f: sp.Expr, v: sp.Symbol, shift: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Hadamard finite part of int_1^oo f dv for f rational with poles at 0 and v^2 = -1, -shift; and the 1/v coefficient.

    The finite part drops powers of the upper limit V and log V; the second entry is the coefficient of log V.
    Everything reduces to one base function, int_1^oo dv/(v^2 + a) = R_C(1, 1 + a), which is smooth at a = 0.
    """
    total, logarithm = sp.S.Zero, sp.S.Zero
    for term in sp.Add.make_args(sp.apart(sp.together(f), v)):
        value, log_coefficient = _finite_part_of_term(term, v, shift)
        total += value
        logarithm += log_coefficient
    return total, logarithm


def _finite_part_of_term(term, v, shift):
    coefficient, rest = term.as_independent(v)
    if rest == 1 or rest.is_Pow and rest.base == v or rest == v:
        k = sp.degree(rest, v) if rest.is_polynomial(v) else -sp.degree(1 / rest, v)
        return (sp.S.Zero, coefficient) if k == -1 else (-coefficient / (k + 1), sp.S.Zero)
    numerator, denominator = sp.fraction(sp.together(rest))
    (base, n), *others = [pair for pair in sp.factor_list(denominator, v)[1]]
    constant, base = sp.factor_list(denominator, v)[0], base
    if others or sp.degree(base, v) != 2:
        raise RuleError(f"a pole other than v = 0, v^2 = -1, v^2 = -{shift} in {term}")
    leading = sp.LC(base, v)
    a = sp.cancel((base - leading * v**2) / leading)
    coefficient = coefficient / (constant * leading**n)
    total, logarithm = sp.S.Zero, sp.S.Zero
    for (k,), c in sp.Poly(numerator, v).terms():
        if k == 0:
            total += coefficient * c * _even_moment(a, n)
        elif k == 1:
            if n == 1:
                total += -coefficient * c * sp.log(1 + a) / 2
                logarithm += coefficient * c
            else:
                total += coefficient * c / (2 * (n - 1) * (1 + a) ** (n - 1))
        else:
            raise RuleError(f"improper fraction {term}")
    return total, logarithm


def _even_moment(a, n: int):
    """int_1^oo dv/(v^2 + a)^n by d/dv [v/(v^2 + a)^(n-1)]; at a = 1 the value is a rational multiple of pi plus a rational."""
    if a == 0:
        return sp.Rational(1, 2 * n - 1)
    if n == 1:
        return sp.pi / 4 if a == 1 else carlson_rc(1, 1 + a)
    return ((2 * n - 3) * _even_moment(a, n - 1) - (1 + a) ** (1 - n)) / (2 * (n - 1) * a)


def moments(a_k: dict, y: sp.Expr, q: sp.Expr, base: tuple[sp.Expr, sp.Expr], anchor: sp.Rational) -> sp.Expr:
    """Finite part of sum_k a_k int_1^oo w^k sqrt(Q) dw, Q = w^2 + 2 y w + q^2, k half-odd.

    ``base`` holds J_anchor and J_(anchor - 1), J_k = int_1^oo w^k Q^(-1/2) dw.  From d/dw (w^k sqrt(Q)):
    (k + 1) J_(k+1) + (2k + 1) y J_k + k q^2 J_(k-1) = -sqrt(Q(1)), for every half-odd k in the sense of finite parts.
    """
    edge = sp.sqrt(1 + 2 * y + q**2)
    known = {anchor: base[0], anchor - 1: base[1]}

    def J(k):
        if k not in known:
            if k > anchor:
                known[k] = -(edge + (2 * k - 1) * y * J(k - 1) + (k - 1) * q**2 * J(k - 2)) / k
            else:
                j = k + 1
                known[k] = -(edge + (j + 1) * J(j + 1) + (2 * j + 1) * y * J(j)) / (j * q**2)
        return known[k]

    return sp.Add(*[c * (J(k + 2) + 2 * y * J(k + 1) + q**2 * J(k)) for k, c in a_k.items()])
