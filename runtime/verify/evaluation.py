"""Any closed form to any number of digits: certified by a ball where balls can carry it out, and it is said which.

Where a closed form is 0/0 at a removable point, as at equal masses, its limit is taken: the ball of the definition, or the form
that the kernel has there, which is exact on the point itself.  A form without either is refused there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import mpmath
import sympy as sp
from entrainment.derive import notation
from entrainment.derive.codegen.arrays import ArrayKernel
from entrainment.derive.codegen.plan import Branches, ClosedForm, KernelPlan, ModeIntegral, NearSpecial, is_body
from entrainment.derive.codegen.primitives import plain
from entrainment.derive.codegen.resonance_kernel import ResonanceSum
from entrainment.derive.codegen.response_kernel import ConductivitiesOfResponse
from entrainment.derive.codegen.series import NotRemovable, taylor
from entrainment.derive.numeric import PrecisionError, evaluate
from entrainment.derive.records import Claim, Reference
from flint import arb

from . import accuracy, array_truth, balls, catalogue, checks


class OutsideDomain(ValueError):
    """A value lies outside the domain of a form, or the form has no value there."""


@dataclass(frozen=True)
class Form:
    """An expression in named arguments, with the conditions under which it is meant.

    ``labels`` name the parts, where a kernel has several results; ``limits`` are functions of (point, digits) that give a ball
    where the first part is 0/0, or None where they do not apply.
    """

    name: str
    parts: tuple
    arguments: tuple[str, ...]
    conditions: tuple
    labels: tuple[str, ...] = ()
    limits: tuple[Callable, ...] = ()


def closed_form(claim: Claim) -> Form:
    """The derived form of a claim, ``hbar = 1``.  Raises :class:`catalogue.UnknownName` where there is none."""
    if claim.derivation is None:
        raise catalogue.UnknownName(f"{claim.id} has no derived form to evaluate")
    parts = [checks.tie(p, claim.domain).subs(notation.hbar, 1) for p in checks.components(claim.derivation().result)]
    names = tuple(sorted(map(str, set().union(*(part.free_symbols for part in parts)))))
    stated = claim.domain.constraints
    if claim.kind == "statement":  # what is said in words stands in a domain of its own
        stated = tuple(dict.fromkeys((*stated, *claim.derivation().domain.constraints)))
    known = [c for c in stated if {str(s) for s in c.free_symbols} <= set(names)]
    limits = [_of_definition(claim.enclosure, claim.domain.given)] if claim.enclosure else []
    if len(parts) == 1:
        plans = [plan for plan in map(accuracy.plan_named, claim.kernels) if isinstance(plan, KernelPlan)]
        limits += [_of_kernel(plan) for plan in plans if plan.in_natural_units.formula == parts[0]]
    return Form(claim.id, tuple(parts), names, tuple(known), limits=tuple(limits))


def kernel_form(plan: KernelPlan | ArrayKernel | ResonanceSum | ConductivitiesOfResponse) -> Form:
    """What a kernel must equal."""
    if not isinstance(plan, KernelPlan):
        return _array_form(plan)
    formula = sp.sympify(plan.in_natural_units.formula)
    limits = [_of_definition(plan.reference)] if plan.reference else []
    limits.append(_of_kernel(plan))
    return Form(plan.name, (formula,), tuple(map(str, plan.arguments)), tuple(plan.conditions), limits=tuple(limits))


def _of_definition(reference: Reference, given: tuple = ()) -> Callable:
    """The ball of a definition, over what the reference says; ``given`` are (symbol, form) pairs of what else it may ask."""

    def ball(point, digits):
        if not reference.name.partition(".")[0].endswith("enclosures"):
            return None
        known = dict(point)
        for symbol, form in given:
            known.setdefault(symbol, sp.sympify(form).subs(known))
        found = checks.resolve(reference.name)(**checks.bind(reference, known, digits), digits=digits)
        with balls.precision(4 * digits + 80):
            return found / balls.enclose(sp.sympify(reference.over).subs(notation.hbar, 1), point, digits)

    return ball


def _of_kernel(plan: KernelPlan) -> Callable:
    """The form that a kernel takes on one of its special points; beside it a series is cut off, so there is none.

    Elsewhere the form of a branch is taken only if it is the closed form in other words: if their balls overlap near by.
    """

    def ball(point, digits):
        on = [symbol for symbol, at in plan.special if sp.simplify((symbol - at).subs(point)) == 0]
        body = plan.in_natural_units.body
        while is_body(body) and not isinstance(body, ClosedForm | ModeIntegral):
            if isinstance(body, Branches):
                body = next(case for condition, case in body.cases if sp.sympify(condition).subs(point) == True)  # noqa: E712
            elif isinstance(body, NearSpecial):
                here = sp.simplify((body.symbol - body.at).subs(point)) == 0
                body = ClosedForm(taylor(body.expr, body.symbol, body.at, 0)[0] if here else body.expr)
        if isinstance(body, ModeIntegral):
            return None
        form = plain(body.expr if is_body(body) else sp.sympify(body))
        if not on and not _same_beside(form, sp.sympify(plan.in_natural_units.formula), point):
            return None
        return balls.enclose(form, point, digits)

    return ball


def _same_beside(form, formula, point) -> bool:
    """Do the balls of two forms overlap next to ``point``, to 50 digits?"""
    steps = (sp.Rational(number, 10007) for number in range(1, len(point) + 1))
    beside = {symbol: value + step for step, (symbol, value) in zip(steps, sorted(point.items(), key=str), strict=False)}
    contains, small = balls.difference_contains_zero(*(balls.enclose(part, beside, 52) for part in (form, formula)), 50)
    return contains and small


def _array_form(kernel: ArrayKernel | ResonanceSum | ConductivitiesOfResponse) -> Form:
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
    ball = _ball(part, point, digits)
    if ball is not None:
        return f"{ball.str(digits, radius=False)}   certified by a ball"
    try:
        value = evaluate(part, point, digits + 2)
    except (PrecisionError, ArithmeticError, ValueError) as error:
        limit = _limit(form, part, point, digits)
        if limit is None:
            reason = "no precision is enough" if isinstance(error, PrecisionError) else str(error) or "its closed form is 0/0"
            raise OutsideDomain(f"{form.name} has no value there: {reason}") from None
        return f"{limit.str(digits, radius=False)}   certified by a ball of the limit; the closed form is 0/0 there"
    if abs(mpmath.im(value)) > abs(value) * mpmath.mpf(10) ** -digits:
        raise OutsideDomain(f"{form.name} has no real value there: {mpmath.nstr(value, 6)}")
    return f"{mpmath.nstr(mpmath.re(value), digits, strip_zeros=False)}   two working precisions agree"


def _ball(part, point, digits):
    """A ball of ``part`` with all the digits asked for, or around zero at four times as many; None where there is none."""
    try:
        ball = balls.enclose(part, point, digits + 2)
        return ball if has_digits(ball, digits) else balls.enclose(part, point, 4 * digits + 60)
    except balls.NotEnclosable:
        return None


def has_digits(ball, digits: int) -> bool:
    """Are ``digits`` digits of ``ball`` certain?  Of zero only where it is exact."""
    return bool(ball.is_exact()) or ball.rel_accuracy_bits() >= digits * math.log2(10)


def _limit(form, part, point, digits):
    """The ball of the first limit of ``form`` that applies, or None."""
    for limit in form.limits if part is form.parts[0] else ():
        try:
            ball = limit(point, digits + 2)
        except (balls.NotEnclosable, NotRemovable, ArithmeticError, ValueError, KeyError):
            continue
        if ball is not None and (has_digits(ball, digits) or ball.contains(0) and ball.rad() < arb(10) ** -digits):
            return ball
    return None
