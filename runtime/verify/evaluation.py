"""Any closed form to any number of digits: certified by a ball where balls can carry it out, and it is said which."""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp
from entrainment.derive import notation
from entrainment.derive.codegen.plan import KernelPlan
from entrainment.derive.numeric import PrecisionError, evaluate
from entrainment.derive.records import Claim

from . import balls, catalogue, checks


class OutsideDomain(ValueError):
    """A value lies outside the domain of a form, or the form has no value there."""


@dataclass(frozen=True)
class Form:
    """An expression in named arguments, with the conditions under which it is meant."""

    name: str
    parts: tuple
    arguments: tuple[str, ...]
    conditions: tuple


def closed_form(claim: Claim) -> Form:
    """The derived form of a claim, ``hbar = 1``.  Raises :class:`catalogue.UnknownName` where there is none."""
    if claim.derivation is None:
        raise catalogue.UnknownName(f"{claim.id} has no derived form to evaluate")
    parts = [checks.tie(p, claim.domain).subs(notation.hbar, 1) for p in checks.components(claim.derivation().result)]
    names = tuple(sorted(map(str, set().union(*(part.free_symbols for part in parts)))))
    known = [c for c in claim.domain.constraints if {str(s) for s in c.free_symbols} <= set(names)]
    return Form(claim.id, tuple(parts), names, tuple(known))


def kernel_form(plan: KernelPlan) -> Form:
    """What a kernel must equal."""
    formula = sp.sympify(plan.in_natural_units.formula)
    return Form(plan.name, (formula,), tuple(map(str, plan.arguments)), tuple(plan.conditions))


def digits_of(form: Form, values: dict, digits: int) -> str:
    """``digits`` digits of ``form`` and how they are certified.  Raises :class:`OutsideDomain`."""
    exact = {name: sp.Rational(value.numerator, value.denominator) for name, value in values.items()}
    symbols = set().union(*(part.free_symbols for part in form.parts), *(c.free_symbols for c in form.conditions))
    point = {symbol: exact[str(symbol)] for symbol in symbols}
    for symbol, value in point.items():
        if (symbol.is_positive and value <= 0) or (symbol.is_nonnegative and value < 0):
            raise OutsideDomain(f"{form.name}: {symbol} = {value} must be positive")
    for condition in form.conditions:
        if condition.subs(point) != True:  # noqa: E712  (sympy's true)
            shown = checks.show_point({s: point[s] for s in condition.free_symbols})
            raise OutsideDomain(f"{form.name} is meant for {condition}; {shown} violates it")
    return "\n".join(_digits_of_part(form, part, point, digits) for part in form.parts)


def _digits_of_part(form, part, point, digits) -> str:
    try:
        ball = balls.enclose(part, point, digits + 2)
        return f"{ball.str(digits, radius=False)}   certified by a ball"
    except balls.NotEnclosable:
        pass
    try:
        value = evaluate(part, point, digits + 2)
    except (PrecisionError, ArithmeticError, ValueError) as error:
        raise OutsideDomain(f"{form.name} has no value there: {error or 'its closed form is 0/0'}") from None
    return f"{mpmath.nstr(value, digits)}   two working precisions agree"
