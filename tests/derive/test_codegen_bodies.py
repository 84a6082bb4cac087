"""A plan types no formula: bodies come from derivations by rewritings, and equal the formula to 45 digits.

An arithmetic expression of two physical symbols in a plan is a formula, unless it is part of a condition.
"""

import ast
import dataclasses
import functools
import importlib
import random
from pathlib import Path

import pytest
import sympy as sp
from entrainment.derive import codegen
from entrainment.derive.codegen import plans
from entrainment.derive.codegen.plan import SPLIT, Branches, ClosedForm, is_body
from entrainment.derive.numeric import evaluate, relative_difference

FOLDER = Path(codegen.__file__).parent
PLANS = sorted(path.stem for path in FOLDER.glob("*plans.py"))
ELEMENTARY = {"sqrt", "log", "exp", "sin", "cos", "tan", "atan", "atanh", "Abs", "Min", "Max", "Pow", "Mul", "Add", "Rational"}
#: What may be written down: a definition, not a result.
DEFINITIONS = {"s.p ** 2 + s.kappa ** 2"}  # the denominator of the counterterm that defines the cutoff kappa


def symbols_in(node, space) -> set:
    """Physical symbols of an expression, not counting the arguments of anything but an elementary function."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return set().union(*(symbols_in(arg, space) for arg in node.args)) if name in ELEMENTARY else set()
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        value = getattr(space.get(node.value.id), node.attr, None)
    else:
        value = space.get(node.id) if isinstance(node, ast.Name) else None
    if isinstance(value, sp.Basic):
        return value.free_symbols
    return set().union(*(symbols_in(child, space) for child in ast.iter_child_nodes(node)))


def formulas_typed(source: str, space: dict):
    """Texts of the arithmetic expressions of two or more physical symbols outside conditions."""

    def walk(node):
        if isinstance(node, ast.Compare):
            return
        if isinstance(node, ast.BinOp) and len(symbols_in(node, space) - {SPLIT}) > 1:
            yield ast.unparse(node)
            return
        for child in ast.iter_child_nodes(node):
            yield from walk(child)

    return [text for text in walk(ast.parse(source)) if text not in DEFINITIONS]


@pytest.mark.parametrize("name", PLANS)
def test_plans_type_no_formula(name):
    space = vars(importlib.import_module(f"{codegen.__name__}.{name}"))
    assert formulas_typed((FOLDER / f"{name}.py").read_text(), space) == []


@pytest.mark.parametrize(
    "text",
    [
        "body = sp.sqrt((s.Omega_c - s.Omega_R) * (s.Omega_c + s.Omega_R)) / s.Omega_c",
        "def body():\n    return 2 * s.g * s.n / s.Omega_c",
        "body = sp.sqrt(s.g) * sp.sqrt(s.n)",
        "sector = {s.sigma: 1 - (s.Omega_R / s.Omega_c) ** 2}",
    ],
)
def test_a_typed_formula_is_seen(text):
    space = vars(importlib.import_module(f"{codegen.__name__}.spin_orbit_plans"))
    assert formulas_typed(text, space)
    assert not formulas_typed("where = (s.g12**2 <= s.g11 * s.g22, s.n > 0)\nrule(chain.result, s.g, s.n) / s.hbar", space)


# --- body = formula ------------------------------------------------------------------------------------------------------

EXACT = ("spin_orbit", "fermi_liquid", "polaron", "andreev_bashkin", "soft_line")


@functools.cache
def closed_plans(module):
    return {
        plan.name: plan
        for plan in plans.plans_of(module)
        if isinstance(plan.body, ClosedForm | Branches) and not sp.sympify(plan.formula).has(sp.Integral)
    }


def cases(body):
    """(conditions that failed before, condition, expression, digits) of a body; a Taylor polynomial has those of a float."""
    if isinstance(body, ClosedForm):
        yield (), sp.true, body.expr, 45
        return
    before = []
    for condition, case in body.cases:
        series = isinstance(condition, sp.StrictLessThan) and isinstance(condition.lhs, sp.Abs)
        yield tuple(before), condition, case.expr if is_body(case) else case, 15 if series else 45
        before.append(condition)


def points(plan, failed, condition, count=3):
    """Rational points that satisfy the conditions of the plan and of the branch."""
    rng, found = random.Random(plan.name), 0
    for _ in range(3000):
        size = lambda low: sp.Rational(rng.randint(low, 3000), 1000)
        symbols = sorted(sp.sympify(plan.formula).free_symbols | {*plan.arguments}, key=str)
        point = {symbol: size(50) if symbol.is_nonnegative else size(-3000) for symbol in symbols}
        holds = lambda c, point=point: sp.sympify(c).subs(point) == True  # noqa: E712
        if all(map(holds, (*plan.conditions, condition))) and not any(map(holds, failed)):
            yield point
            found += 1
            if found == count:
                return
    raise AssertionError(f"{plan.name}: no point where {condition}")


def disagreements(plan):
    """(condition, point) of every point at which the body is not the formula."""
    for failed, condition, expr, digits in cases(plan.body):
        for point in points(plan, failed, condition):
            values = [evaluate(form, point, 50) for form in (expr, plan.formula)]
            if not relative_difference(*values) < 10.0**-digits:
                yield condition, point


@pytest.mark.parametrize("module", EXACT)
def test_bodies_equal_their_formulas(module):
    for name, plan in closed_plans(module).items():
        assert not list(disagreements(plan)), name


def test_a_body_that_is_off_in_the_fortieth_digit_is_seen():
    plan = closed_plans("fermi_liquid")["fermi_liquid_velocity_ratio"]
    spoiled = plan.body.map(lambda expr: expr * (1 + sp.Rational(1, 10**40)))
    assert len(list(disagreements(dataclasses.replace(plan, body=spoiled)))) == 3
