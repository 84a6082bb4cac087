"""Expressions as float64 Python that numba compiles: every constant a float, every function one of ``math``.

Raises :class:`CannotPrint` for anything that has no float64 text, so that an unknown function never reaches a kernel.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.logic.boolalg import BooleanAtom, BooleanFunction
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.pycode import PythonCodePrinter

from .primitives import square, square_root

MATH = frozenset("acos acosh asin asinh atan atan2 atanh cos cosh erf erfc exp expm1 log log1p sin sinh tan tanh".split())
SPECIAL = frozenset("carlson_rc carlson_rf carlson_rd carlson_rf_pair carlson_rd_pair rc_deficit log_ratio sinc".split())
SPECIAL |= {"aligned_root", "complex_expm1", "determinant", "rc_second_deficit", "log_second_deficit"}
STRUCTURE = (sp.Add, sp.Mul, sp.Pow, sp.Symbol, sp.Number, sp.NumberSymbol, sp.Piecewise, ExprCondPair)
STRUCTURE += (Relational, BooleanFunction, BooleanAtom, sp.Min, sp.Max, sp.Abs, square, square_root)


class CannotPrint(ValueError):
    """The expression holds something without a float64 text; the message names it."""


class KernelPrinter(PythonCodePrinter):
    """``math`` functions by their bare names; private helpers for the special functions of ``derive.special``."""

    def __init__(self):
        super().__init__({"fully_qualified_modules": False})

    def _print_call(self, expr):
        name = type(expr).__name__
        return f"{'_' * (name in SPECIAL)}{name}({', '.join(self._print(arg) for arg in expr.args)})"

    def _print_square(self, expr):
        (base,) = expr.args
        if not base.is_Symbol:
            raise CannotPrint(f"the square of {base} needs a temporary")
        return f"{base}*{base}"

    def _print_Relational(self, expr):
        sides = (self.parenthesize(side, PRECEDENCE["Relational"]) for side in expr.args)
        return f" {expr.rel_op} ".join(sides)

    def _print_Piecewise(self, expr):
        text = "nan"
        for value, condition in reversed(expr.args):
            here = self._print(value)
            text = here if condition == True else f"({here} if {self._print(condition)} else {text})"  # noqa: E712
        return text

    def _print_square_root(self, expr):
        return f"sqrt({self._print(expr.args[0])})"

    def _print_Pow(self, expr, rational=False):
        if expr.exp == -1:
            return f"1.0/{self.parenthesize(expr.base, PRECEDENCE['Pow'])}"
        if expr.exp == sp.S.Half:
            return f"sqrt({self._print(expr.base)})"
        if expr.exp.is_Float or expr.exp.is_Rational and not expr.exp.q & (expr.exp.q - 1):
            raise CannotPrint(f"{expr} is to be written as products and square roots first")
        base, exponent = (self.parenthesize(part, PRECEDENCE["Pow"]) for part in (expr.base, expr.exp))
        return f"{base}**{exponent}"

    def _print_Integer(self, expr):
        return f"{int(expr)}.0" if abs(expr) < 2**53 else repr(float(int(expr)))

    _print_Zero = _print_One = _print_NegativeOne = _print_Integer

    def _print_Rational(self, expr):
        decimal = repr(expr.p / expr.q)
        if len(decimal) < 8 or max(abs(expr.p), expr.q) >= 2**53:
            return decimal
        return f"{expr.p}.0/{expr.q}.0"

    def parenthesize(self, item, level, strict=False):
        if isinstance(item, sp.Rational) and item.is_positive and "/" not in self._print(item):
            return self._print(item)
        return super().parenthesize(item, level, strict)

    _print_Half = _print_Rational

    def _print_Float(self, expr):
        return repr(float(str(sp.Float(expr, 40))))

    def _print_Infinity(self, expr):
        return "inf"

    def _print_NegativeInfinity(self, expr):
        return "-inf"

    def _print_NaN(self, expr):
        return "nan"

    def _print_Pi(self, expr):
        return "pi"

    def _print_NumberSymbol(self, expr):
        return repr(float(str(expr.evalf(40))))

    _print_Exp1 = _print_EulerGamma = _print_Catalan = _print_GoldenRatio = _print_NumberSymbol


for _name in MATH | SPECIAL:
    setattr(KernelPrinter, f"_print_{_name}", KernelPrinter._print_call)


def kernel_code(expr) -> str:
    """The text of ``expr``.  Raises :class:`CannotPrint`."""
    for node in sp.preorder_traversal(expr):
        named = isinstance(node, sp.Function) and type(node).__name__ in MATH | SPECIAL
        if isinstance(node, sp.Dummy) or not (named or isinstance(node, STRUCTURE)) or node is sp.zoo:
            raise CannotPrint(f"no float64 text for {type(node).__name__}; it occurs in {expr}")
    return KernelPrinter().doprint(expr)
