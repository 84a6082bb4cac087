"""Any closed form to any number of digits: certified by a ball where balls can carry it out, and it is said which."""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp
from entrainment.derive import notation
from entrainment.derive.codegen.arrays import ArrayKernel
from entrainment.derive.codegen.plan import KernelPlan
from entrainment.derive.codegen.resonance_kernel import ResonanceSum
from entrainment.derive.numeric import PrecisionError, evaluate
from entrainment.derive.records import Claim

from . import array_truth, balls, catalogue, checks


class OutsideDomain(ValueError):
    """A value lies outside the domain of a form, or the form has no value there."""


@dataclass(frozen=True)
class Form:
    """An expression in named arguments, with the conditions under which it is meant."""

    name: str
    parts: tuple
    arguments: tuple[str, ...]
    conditions: tuple
    labels: tuple[str, ...] = ()  # of the parts, where a kernel has several results


def closed_form(claim: Claim) -> Form:
    """The derived form of a claim, ``hbar = 1``.  Raises :class:`catalogue.UnknownName` where there is none."""
    if claim.derivation is None:
        raise catalogue.UnknownName(f"{claim.id} has no derived form to evaluate")
    parts = [checks.tie(p, claim.domain).subs(notation.hbar, 1) for p in checks.components(claim.derivation().result)]
    names = tuple(sorted(map(str, set().union(*(part.free_symbols for part in parts)))))
    known = [c for c in claim.domain.constraints if {str(s) for s in c.free_symbols} <= set(names)]
    return Form(claim.id, tuple(parts), names, tuple(known))


def kernel_form(plan: KernelPlan | ArrayKernel | ResonanceSum) -> Form:
    """What a kernel must equal."""
    if not isinstance(plan, KernelPlan):
        return _array_form(plan)
    formula = sp.sympify(plan.in_natural_units.formula)
    return Form(plan.name, (formula,), tuple(map(str, plan.arguments)), tuple(plan.conditions))


def _array_form(kernel: ArrayKernel | ResonanceSum) -> Form:
    """The results of a kernel on arrays by its arguments; a sum over nodes with one node."""
    parts = array_truth.by_arguments(kernel)
    names = tuple(name for name, _ in kernel.inputs)
    symbols = {str(symbol): symbol for part in parts for symbol in part.free_symbols}
    conditions = (sp.sympify(text, locals=symbols) for text in kernel.conditions)
    labels = tuple(name for name, _ in kernel.found)
    return Form(kernel.name, parts, names, tuple(c for c in conditions if c != True), labels)  # noqa: E712


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
    lines = [_digits_of_part(form, part, point, digits) for part in form.parts]
    named = (f"{label} = {line}" for label, line in zip(form.labels, lines, strict=False))
    return "\n".join(named if form.labels else lines)


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
