"""Conditions of a kernel as the manifest writes them, decided at exact numbers."""

from __future__ import annotations

import sympy as sp


def first_violated(conditions, values: dict) -> str:
    """The first condition (text such as ``alpha > 1``) that does not hold at ``values``, or an empty string."""
    symbols = {name: sp.Symbol(name) for name in values}
    exact = {symbols[name]: sp.Rational(value.numerator, value.denominator) for name, value in values.items()}
    for text in conditions:
        if sp.sympify(text, locals=symbols).subs(exact) != True:  # noqa: E712  (sympy's true)
            return text
    return ""
