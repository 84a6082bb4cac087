"""Kernels on trial: the emitted text itself, run as plain Python, with and without planted errors.

In float64 a mutant is caught where it exceeds the committed accuracy by a factor.  A text without quadrature is also
run in 45-digit arithmetic, where rounding is gone and only the truncation of its series is left: there a mutant is
caught where it is farther from the truth than the text itself by a factor.
"""

from __future__ import annotations

import ast
import math
import random

import mpmath
from entrainment.derive.codegen.plan import KernelPlan
from entrainment.derive.special import MPMATH as SPECIAL

from . import mutants
from .accuracy import committed
from .kernel_texts import MPMATH, WORKING_DIGITS, Text, ToMpmath, excerpt, explained_constants, functions_used, notices
from .mutants import Tally
from .truth import Sample, draw_arguments, draw_at_radii, error_in_ulp, method, true_samples

SAMPLES = {"formula": 60, "enclosures": 24, "quadrature": 6}
FACTOR = 4.0
ROUNDING = 1e-24  # relative; below the digits to which true values are known
NUMERICS = {"soft", "hard", "p_split", "p_first", "panels"}  # where an integral is cut into pieces changes no value


def try_kernel(plan: KernelPlan, source: str) -> Tally:
    """Mutants of the text of one kernel and of the private functions that it calls.

    Raises ``LookupError`` for a kernel that has not been measured and ``ArithmeticError`` for a text that, as plain
    Python, is not the kernel that was measured.
    """
    samples = true_samples(plan, [*draw_at_radii(plan), *draw_arguments(plan, SAMPLES[method(plan)])])
    used = functions_used(source, plan.name) - {"_tail_start"}
    used -= {name for helper in (*HELPERS, *ROUNDINGS) for name in functions_used(source, helper)}
    text = excerpt(source, plan.name)
    judges = [_InFloat(plan.name, text, samples, 4 * max(_committed_ulp(plan.name), 1.0))]
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
    return tally.merge(_try_roundings(source))


def _try_roundings(source: str) -> Tally:
    """Mutants of the helpers that keep what rounding drops: in exact arithmetic these parts are zero."""
    tally = Tally()
    for helper, (truth, draw) in ROUNDINGS.items():
        used = functions_used(source, helper)
        if not used:
            continue
        text, rng, samples = excerpt(source, helper), random.Random(19), []
        for _ in range(60):
            given = draw(rng)
            with mpmath.workdps(WORKING_DIGITS + 60):
                value = truth(*map(mpmath.mpf, given))
            samples.append(Sample(given, value, abs(value)))
        judge = _InFloat(helper, text, samples, 2.0)
        for mutant in mutants.of_source(text, used, skip=_splits):
            tally.record(mutant.what, judge.catches(mutant.value))
    return tally


def _nearly_singular(rng) -> tuple[float, float, float]:
    """a, d, b of 53 bits with a d - b^2 > 0: one unit of 2^-106 of the products, or any fraction of them."""
    if rng.random() < 0.5:
        k = rng.randrange(2**25, 2**26)
        b = k * (k + 1) + 1  # (b + k + 1)(b - k) = b^2 + 1
        return float(b + k + 1), float(b - k), float(b)
    a, d = 2.0 ** rng.uniform(-8, 8), 2.0 ** rng.uniform(-8, 8)
    return a, d, math.sqrt(a * d) * (1 - 2.0 ** -rng.uniform(1, 50))


def _splits(function: ast.FunctionDef) -> set[ast.AST]:
    """Where the digits of a factor are divided in two changes no value."""
    return {n for n in ast.walk(function) if isinstance(n, ast.Assign) and n.targets[0].id == "shifted"}


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
    if name == "r":  # positive, and around 1
        return rng.choice([size, rng.uniform(0.74, 1.26), 1.0])
    return rng.choice([-1.0, 1.0]) * size if name in "ab" else size


def _deficit(q):
    return (1 - mpmath.elliprc(1, 1 + q)) / q if q else mpmath.mpf(1) / 3


#: Special functions in the texts: what they must equal, and their arguments (x, y, z, r > 0; a, b of any sign; q > -1).
HELPERS = {
    "_carlson_rc": (mpmath.elliprc, "xy"),
    "_carlson_rf": (mpmath.elliprf, "xyz"),
    "_carlson_rd": (mpmath.elliprd, "xyz"),
    "_carlson_rf_pair": (lambda a, b, z: mpmath.elliprf(mpmath.mpc(a, b), mpmath.mpc(a, -b), z), "abz"),
    "_carlson_rd_pair": (lambda a, b, z: mpmath.elliprd(mpmath.mpc(a, b), mpmath.mpc(a, -b), z), "abz"),
    "_rc_deficit": (_deficit, "q"),
    "_log_ratio": (lambda q: mpmath.log1p(q) / q if q else mpmath.mpf(1), "q"),
    "_rc_second_deficit": (SPECIAL["rc_second_deficit"], "r"),
    "_log_second_deficit": (SPECIAL["log_second_deficit"], "r"),
}

#: Functions that must equal the truth to two units in the last place as float64 text, and how their arguments are drawn.
ROUNDINGS = {"_determinant": (lambda a, d, b: a * d - b * b, _nearly_singular)}


def _committed_ulp(name: str) -> float:
    """Raises ``LookupError`` for a kernel that has not been measured."""
    entry = committed().get(name)
    if entry is None:
        raise LookupError(f"{name} has no measured accuracy; measure it first")
    return entry["worst_ulp"]


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


class _InFloat:
    """float64 against the truth, within ``limit`` units of the last place."""

    def __init__(self, name, text, samples, limit):
        self.samples, self.limit = list(samples), limit
        self.text = Text(text, name, {}, lambda tree: tree)
        if self._fails(self.text.scope[name]):
            raise ArithmeticError(f"{name}: its text exceeds {self.limit:.3g} ulp as plain Python")

    def catches(self, tree) -> bool:
        return self.text.with_mutant(tree, self._fails)

    def _fails(self, kernel) -> bool:
        return notices(self.samples, lambda sample: error_in_ulp(_float(kernel, sample), sample) <= self.limit)


class _Exact:
    """45-digit arithmetic against the truth, relative to how far the text itself is from it."""

    def __init__(self, name, text, constants, samples):
        self.text = Text(text, name, MPMATH, ToMpmath(constants).visit)
        kernel = self.text.scope[name]
        own = [_distance(kernel, sample) for sample in samples]
        if not max(own) <= 2.0**-50:
            raise ArithmeticError(f"{name}: its text is {float(max(own)):.2g} from the truth in exact arithmetic")
        self.cases = [(sample, FACTOR * error + ROUNDING) for sample, error in zip(samples, own, strict=True)]

    def catches(self, tree) -> bool:
        with mpmath.workdps(WORKING_DIGITS):
            return self.text.with_mutant(tree, self._fails)

    def _fails(self, kernel) -> bool:
        return notices(self.cases, lambda case: _distance(kernel, case[0]) <= case[1])


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
