"""Kernels on trial: the emitted text itself, run as plain Python, with and without planted errors.

In float64 a mutant is caught where it exceeds the committed accuracy by a factor.  A text without quadrature is also
run in 45-digit arithmetic, where rounding is gone and only the truncation of its series is left: there a mutant is
caught where it is farther from the truth than the text itself by a factor.
"""

from __future__ import annotations

import ast
import math
import random
import re

import mpmath
from entrainment.derive.codegen.plan import KernelPlan

from . import mutants
from .accuracy import committed
from .mutants import Tally
from .truth import Sample, draw_arguments, draw_at_radii, error_in_ulp, method, true_samples

SAMPLES = {"formula": 60, "enclosures": 24, "quadrature": 6}
WORKING_DIGITS = 45
FACTOR = 4.0
ROUNDING = 1e-24  # relative; below the digits to which true values are known
NUMERICS = {"soft", "hard", "p_split", "p_first", "panels"}  # where an integral is cut into pieces changes no value


def try_kernel(plan: KernelPlan, source: str) -> Tally:
    """Mutants of the text of one kernel and of the private functions that it calls.

    Raises ``LookupError`` for a kernel that has not been measured and ``ArithmeticError`` for a text that, as plain
    Python, is not the kernel that was measured.
    """
    samples = true_samples(plan, [*draw_at_radii(plan), *draw_arguments(plan, SAMPLES[method(plan)])])
    used = functions_used(source, plan.name) - HELPERS.keys() - {"_tail_start"}
    used -= {name for helper in HELPERS for name in functions_used(source, helper)}
    text = excerpt(source, plan.name)
    judges = [_InFloat(plan, text, samples)]
    if not any(name.endswith("_integral") for name in used):
        judges.insert(0, _Exact(plan.name, text, explained_constants(source), samples))
    tally = Tally()
    for mutant in mutants.of_source(text, used, skip=_steers):
        tally.record(f"{plan.name}: {mutant.what}", any(judge.catches(mutant.value) for judge in judges))
    return tally


def try_helpers(source: str) -> Tally:
    """Mutants of the special functions that stand in the text of a module, each against mpmath over its own domain."""
    tally, tried = Tally(), set()
    for helper, (truth, arguments) in HELPERS.items():
        used = functions_used(source, helper) - tried - (HELPERS.keys() - {helper})
        if helper not in used:
            continue
        tried |= used
        text = excerpt(source, helper)
        judge = _Exact(helper, text, explained_constants(source), _helper_samples(truth, arguments))
        for mutant in mutants.of_source(text, used):
            tally.record(mutant.what, judge.catches(mutant.value))
    return tally


def _helper_samples(truth, arguments: str) -> list[Sample]:
    rng = random.Random(19)
    samples = []
    for _ in range(40):
        given = tuple(_helper_argument(rng, name) for name in arguments)
        if arguments == "xy" and rng.random() < 0.2:
            given = (given[0], given[0])
        with mpmath.workdps(WORKING_DIGITS + 60):
            value = truth(*map(mpmath.mpf, given))
            value = +getattr(value, "real", value)
        samples.append(Sample(given, value, abs(value)))
    return samples


def _helper_argument(rng, name: str) -> float:
    size = 2.0 ** rng.uniform(-8, 8)
    if name == "q":  # above -1, and small
        return rng.choice([size, -rng.random(), rng.uniform(-0.26, 0.26), 0.0])
    return rng.choice([-1.0, 1.0]) * size if name in "ab" else size


def _deficit(q):
    return (1 - mpmath.elliprc(1, 1 + q)) / q if q else mpmath.mpf(1) / 3


#: Special functions in the texts: what they must equal, and their arguments (x, y, z > 0; a, b of any sign; q > -1).
HELPERS = {
    "_carlson_rc": (mpmath.elliprc, "xy"),
    "_carlson_rf": (mpmath.elliprf, "xyz"),
    "_carlson_rd": (mpmath.elliprd, "xyz"),
    "_carlson_rf_pair": (lambda a, b, z: mpmath.elliprf(mpmath.mpc(a, b), mpmath.mpc(a, -b), z), "abz"),
    "_carlson_rd_pair": (lambda a, b, z: mpmath.elliprd(mpmath.mpc(a, b), mpmath.mpc(a, -b), z), "abz"),
    "_rc_deficit": (_deficit, "q"),
    "_log_ratio": (lambda q: mpmath.log1p(q) / q if q else mpmath.mpf(1), "q"),
}


def excerpt(source: str, name: str) -> ast.Module:
    """The part of a module that ``name`` needs: imports, tables, functions."""
    used = functions_used(source, name)
    body = [node for node in ast.parse(source).body if not isinstance(node, ast.FunctionDef) or node.name in used]
    return ast.Module(body, [])


def functions_used(source: str, name: str) -> set[str]:
    """``name`` and the functions of the same module that it calls, directly or not."""
    bodies = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    found, pending = set(), [name]
    while pending:
        current = pending.pop()
        if current in bodies and current not in found:
            found.add(current)
            pending += [node.id for node in ast.walk(bodies[current]) if isinstance(node, ast.Name)]
    return found


def _steers(function: ast.FunctionDef) -> set[ast.AST]:
    """Statements of ``function`` that only decide where an integral is cut."""
    assignments = [node for node in ast.walk(function) if isinstance(node, ast.Assign | ast.AugAssign)]
    name_of = lambda node: (node.targets[0] if isinstance(node, ast.Assign) else node.target).id
    needed = {
        n.id
        for node in ast.walk(function)
        if isinstance(node, ast.Return | ast.For)
        for n in ast.walk(node)
        if isinstance(n, ast.Name)
    }
    while True:
        more = {
            n.id
            for node in assignments
            if name_of(node) in needed - NUMERICS
            for n in ast.walk(node.value)
            if isinstance(n, ast.Name)
        }
        if more <= needed:
            break
        needed |= more
    return {node for node in assignments if name_of(node) not in needed - NUMERICS}


class _Text:
    """The compiled text of a kernel in which one function at a time is replaced by a mutant."""

    def __init__(self, text: ast.Module, name: str, names: dict, transform):
        self.transform, self.name = transform, name
        self.scope = _defined(transform(mutants.copied(text)), names)

    def with_mutant(self, tree: ast.Module, distances):
        """``distances(kernel)`` with the function that ``tree`` changes in place of the right one."""
        spoiled = self.transform(mutants.copied(ast.Module([tree.changed], [])))
        kept = self.scope[tree.changed.name]
        try:
            exec(compile(_plain(spoiled), "<mutant>", "exec"), self.scope)
            return distances(self.scope[self.name])
        finally:
            self.scope[tree.changed.name] = kept


class _InFloat:
    """float64 against the committed accuracy."""

    def __init__(self, plan, text, samples):
        entry = committed().get(plan.name)
        if entry is None:
            raise LookupError(f"{plan.name} has no measured accuracy; measure it first")
        self.samples, self.limit = list(samples), 4 * max(entry["worst_ulp"], 1.0)
        self.text = _Text(text, plan.name, {}, lambda tree: tree)
        if self._fails(self.text.scope[plan.name]):
            raise ArithmeticError(f"{plan.name}: its text exceeds {self.limit:.3g} ulp as plain Python")

    def catches(self, tree) -> bool:
        return self.text.with_mutant(tree, self._fails)

    def _fails(self, kernel) -> bool:
        return _notices(self.samples, lambda sample: error_in_ulp(_float(kernel, sample), sample) <= self.limit)


class _Exact:
    """45-digit arithmetic against the truth, relative to how far the text itself is from it."""

    def __init__(self, name, text, constants, samples):
        self.text = _Text(text, name, _MPMATH, _ToMpmath(constants).visit)
        kernel = self.text.scope[name]
        own = [_distance(kernel, sample) for sample in samples]
        if not max(own) <= 2.0**-50:
            raise ArithmeticError(f"{name}: its text is {float(max(own)):.2g} from the truth in exact arithmetic")
        self.cases = [(sample, FACTOR * error + ROUNDING) for sample, error in zip(samples, own, strict=True)]

    def catches(self, tree) -> bool:
        with mpmath.workdps(WORKING_DIGITS):
            return self.text.with_mutant(tree, self._fails)

    def _fails(self, kernel) -> bool:
        return _notices(self.cases, lambda case: _distance(kernel, case[0]) <= case[1])


def _notices(cases: list, holds) -> bool:
    """True if one case does not hold; it moves to the front, since neighbouring errors show in the same place."""
    for number, case in enumerate(cases):
        if not holds(case):
            cases.insert(0, cases.pop(number))
            return True
    return False


def _distance(kernel, sample: Sample):
    """Relative error at a sample (infinite where there is no number)."""
    with mpmath.workdps(WORKING_DIGITS):
        try:
            value = kernel(*map(mpmath.mpf, sample.arguments))
        except (ArithmeticError, ValueError, TypeError):
            return mpmath.inf
        if isinstance(value, mpmath.mpc) or mpmath.isnan(value):
            return mpmath.inf
        if not mpmath.isfinite(sample.value):
            return mpmath.mpf(0) if value == sample.value else mpmath.inf
        gap = abs(value - sample.value)
        return gap / abs(sample.value) if sample.value else gap


def _float(kernel, sample: Sample) -> float:
    try:
        value = kernel(*sample.arguments)
        return math.nan if isinstance(value, complex) else float(value)
    except (ArithmeticError, ValueError, TypeError):
        return math.nan


def explained_constants(source: str) -> dict[float, str]:
    """Rounded constants and what they stand for, from lines such as ``c0 = 0.318...  # 1/pi``."""
    lines = re.findall(r"^\s*\w+ = (-?[\d.e+-]+)  # (\S.*)$", source, flags=re.M)
    return {abs(float(number)): f"abs({meaning})" for number, meaning in lines}


class _ToMpmath(ast.NodeTransformer):
    """Float constants become exact: what they stand for where the text says so, their decimals otherwise."""

    def __init__(self, constants: dict[float, str]):
        self.constants = constants

    def visit_Constant(self, node):
        if not isinstance(node.value, float):
            return node
        meaning = self.constants.get(node.value)
        if meaning is None:
            return ast.Call(ast.Name("mpf", ast.Load()), [ast.Constant(repr(node.value))], [])
        return _Integers().visit(ast.parse(meaning, mode="eval").body)


class _Integers(ast.NodeTransformer):
    """Integers of a comment such as ``1/(4*pi)`` as mpmath numbers, so that a quotient is exact."""

    def visit_Constant(self, node):
        return ast.Call(ast.Name("mpf", ast.Load()), [node], [])


class _Bounded(ast.NodeTransformer):
    """``while`` with an end, because a spoiled iteration need not converge."""

    def visit_While(self, node):
        self.generic_visit(node)
        times = ast.Call(ast.Name("range", ast.Load()), [ast.Constant(400)], [])
        no_end = ast.parse("raise ArithmeticError('no end')").body
        done = ast.If(ast.UnaryOp(ast.Not(), node.test), [ast.Break()], [])
        return ast.For(ast.Name("_", ast.Store()), times, [done, *node.body], no_end)


_USED = "mpf sqrt log log1p exp expm1 atan atan2 asin asinh acosh atanh sin cos tan hypot ceil inf pi"
_MPMATH = {name: getattr(mpmath, name) for name in _USED.split()}


def _defined(tree, names: dict) -> dict:
    """Names that the text of a module defines, with ``names`` in place of its imports of functions; no decorators."""
    imported = {"numba", "math"} if names else {"numba"}
    tree.body = [node for node in tree.body if not (isinstance(node, ast.ImportFrom) and node.module in imported)]
    scope = dict(names)
    with mpmath.workdps(WORKING_DIGITS):
        exec(compile(_plain(tree), "<kernel>", "exec"), scope)
    return scope


def _plain(tree):
    """Without decorators, and with an end to every iteration."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
    return ast.fix_missing_locations(_Bounded().visit(tree))
