"""Exact float inputs of a kernel and what it should return there.

Definitions are evaluated at the exact rational behind each float.  Where a value crosses zero inside its domain the
error is measured against the change that relative changes of the inputs make, and such kernels are listed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import mpmath
import sympy as sp
from entrainment.derive.codegen.plan import Branches, KernelPlan, NearSpecial
from entrainment.derive.numeric import agrees, compile_mpmath
from flint import arb

from .checks import resolve

DIGITS = 30
SAMPLES = {"formula": 240, "enclosures": 80, "quadrature": 16}
SEED = 20210318
EXPONENTS = 10  # of 2, within which an argument is drawn that has no range of its own

#: Kernels whose value reaches zero inside the domain: their error is measured in units of the last place of
#: max(|f|, sum |x df/dx|), because rounded inputs determine the value no better.
CROSSES_ZERO = frozenset(
    [f"{edge}_edge_2d" for edge in ("lower", "upper")]
    + [f"{kind}_edge_{side}_{D}d" for kind in ("curvature", "tangent") for side in ("left", "right") for D in (1, 2, 3)]
    + ["delta_a_quasi_2d", "landau_F0", "landau_G0"]
    + [f"mixture_{channel}_response" for channel in ("density", "spin")]
    + ["spin_orbit_density_response", "spin_orbit_spin_response", "spin_orbit_fast_flow_2", "spin_orbit_fast_ratio"]
    + [f"plane_wave_{what}_{side}" for side in ("majority", "minority") for what in ("fast_ratio", "fast_flow_2")]
    + [f"plane_wave_flow_{i}_{side}" for side in ("majority", "minority") for i in (1, 2)]
    + ["spin_orbit_flow_1", "spin_orbit_flow_2"]
)


@dataclass(frozen=True)
class Sample:
    """Float inputs, the true value there, and the scale on which an error is measured."""

    arguments: tuple[float, ...]
    value: mpmath.mpf
    scale: mpmath.mpf


def method(plan: KernelPlan) -> str:
    """ "formula", "enclosures" or "quadrature": what the kernel is measured against."""
    if plan.reference is None:
        return "formula"
    return "enclosures" if plan.reference.name.partition(".")[0].endswith("enclosures") else "quadrature"


def draw_arguments(plan: KernelPlan, count: int | None = None, seed: int = SEED) -> list[tuple[float, ...]]:
    """Float inputs that satisfy the plan's conditions exactly: by exponent, and around the special points.

    Raises ``ValueError`` where too few can be found.
    """
    count = SAMPLES[method(plan)] if count is None else count
    rng = random.Random(seed)
    conditions = [condition for condition in map(sp.sympify, plan.conditions) if condition != True]  # noqa: E712
    accepted = sp.lambdify(plan.arguments, sp.And(*conditions), modules="math") if conditions else lambda *_: True
    centres, branch = special_points(plan), branch_of(plan)
    drawn: list[tuple[float, ...]] = []
    room = dict.fromkeys(range(branch.count), -(-count // branch.count))
    for attempt in range(400 * count):
        if len(drawn) == count:
            return drawn
        values = [_draw(rng, plan, symbol) for symbol in plan.arguments]
        if centres and attempt % 2 == 0:
            values = _straddle(rng, plan, values, centres)
        if _has_sign(plan, values) and bool(accepted(*map(Fraction, values))) and room[branch(values)]:
            room[branch(values)] -= 1
            drawn.append(tuple(values))
    raise ValueError(f"{plan.name}: {len(drawn)} of {count} inputs found; its conditions are too narrow to sample")


class branch_of:
    """Number of the branch of a plan's body that a point takes, so that each gets its share of the samples."""

    def __init__(self, plan: KernelPlan):
        cases = plan.in_natural_units.body.cases if isinstance(plan.body, Branches) else ()
        self.count = max(len(cases), 1)
        self.tests = [sp.lambdify(plan.arguments, condition, modules="math") for condition, _ in cases[:-1]]

    def __call__(self, values) -> int:
        taken = (number for number, test in enumerate(self.tests) if test(*values))
        return next(taken, self.count - 1)


def _draw(rng, plan, symbol) -> float:
    low, high = {s: (a, b) for s, a, b in plan.ranges}.get(symbol, (2.0**-EXPONENTS, 2.0**EXPONENTS))
    size = rng.uniform(low, high) if low <= 0 else math.exp(rng.uniform(math.log(low), math.log(high)))
    return size if symbol.is_nonnegative or low <= 0 else math.copysign(size, rng.random() - 0.5)


def _has_sign(plan, values) -> bool:
    """True if every value has the declared sign of its symbol and lies in its range."""
    ranges = {symbol: (low, high) for symbol, low, high in plan.ranges}
    for symbol, value in zip(plan.arguments, values, strict=True):
        low, high = ranges.get(symbol, (-math.inf, math.inf))
        if not low <= value <= high or (symbol.is_positive and value <= 0) or (symbol.is_nonnegative and value < 0):
            return False
    return True


def special_points(plan: KernelPlan) -> list[tuple[sp.Symbol, sp.Expr, sp.Expr]]:
    """(symbol, centre, radius): declared special points (radius 0), and where the body changes to a series."""
    found = [(symbol, sp.sympify(at), sp.S.Zero) for symbol, at in plan.special]

    def walk(body):
        if isinstance(body, NearSpecial):
            found.append((body.symbol, body.at, body.radius))
        if isinstance(body, Branches):
            for condition, case in body.cases:
                found.extend(_neighbourhood(condition))
                walk(case)

    walk(plan.body)
    return found


def _neighbourhood(condition):
    """(symbol, centre, radius) of a condition ``Abs(symbol - centre) < radius``; the radius does not hold the symbol."""
    if isinstance(condition, sp.StrictLessThan) and isinstance(condition.lhs, sp.Abs):
        (symbol,) = condition.lhs.free_symbols - condition.rhs.free_symbols
        yield symbol, sp.solve(condition.lhs.args[0], symbol)[0], condition.rhs


def draw_at_radii(plan: KernelPlan, count: int = 4, seed: int = SEED) -> list[tuple[float, ...]]:
    """Float inputs just inside the radius of each series of the body, on either side: there its last terms count most."""
    rng = random.Random(seed)
    drawn = []
    for symbol, centre, radius in special_points(plan):
        for number in range(count if radius else 0):
            values = [_draw(rng, plan, s) for s in plan.arguments]
            point = dict(zip(plan.arguments, values, strict=True))
            reach = float(radius.subs(point)) * (1 - 2.0**-30)
            values[plan.arguments.index(symbol)] = float(centre.subs(point)) + (-1) ** number * reach
            moved = dict(zip(plan.arguments, values, strict=True))
            if _has_sign(plan, values) and all(condition.subs(moved) for condition in map(sp.sympify, plan.conditions)):
                drawn.append(tuple(values))
    return drawn


def _straddle(rng, plan, values, centres):
    """Move one argument: onto a special point, close to it on either side, or close to the radius of its series."""
    symbol, centre, radius = rng.choice(centres)
    point = dict(zip(plan.arguments, values, strict=True))
    at, reach = float(centre.subs(point)), float(radius.subs(point))
    side, where = rng.choice([1.0, -1.0]), rng.randrange(4 if reach else 2)
    near = reach or abs(at) or 1.0
    distance = (
        0.0,
        near * 2.0 ** -rng.uniform(1, 52),
        reach * (1 + rng.choice([1.0, -1.0]) * 2.0 ** -rng.uniform(4, 52)),
        reach * rng.random(),
    )[where] * side
    values = list(values)
    values[plan.arguments.index(symbol)] = at + distance
    return values


def true_samples(plan: KernelPlan, inputs) -> list[Sample]:
    """True values at exact float inputs, as far as they are finite, normal floats, and the plan's limits."""
    value_of = _from_reference(plan) if plan.reference is not None else settled(plan.in_natural_units.formula, plan)
    samples = []
    for arguments in inputs:
        value = value_of(arguments)
        if mpmath.isfinite(value) and (value == 0 or 1e-290 < abs(value) < 1e290):
            scale = sensitivity(value_of, arguments) if plan.name in CROSSES_ZERO else 0
            samples.append(Sample(arguments, value, max(abs(value), scale)))
    return samples + limit_samples(plan, inputs)


def limit_samples(plan: KernelPlan, inputs, count: int = 3) -> list[Sample]:
    """Inputs moved to where a limit applies, with the value that is stated there."""
    samples, earlier = [], []
    for relation, value in plan.limits:
        atoms = relation.args if isinstance(relation, sp.And) else (relation,)
        fixed = {atom.lhs: float(atom.rhs) for atom in atoms if isinstance(atom, sp.Eq) and atom.lhs.is_Symbol}
        found = []
        for arguments in inputs:
            point = dict(zip(plan.arguments, arguments, strict=True)) | fixed
            applies = relation.subs(point) == True and not any(r.subs(point) == True for r in earlier)  # noqa: E712
            if applies and len(found) < count:
                limit = mpmath.mpf(str(value).replace("oo", "inf"))
                found.append(Sample(tuple(point[s] for s in plan.arguments), limit, abs(limit)))
        samples += found
        earlier.append(relation)
    return samples


def sensitivity(value_of: Callable, arguments) -> mpmath.mpf:
    """sum |x df/dx|: what relative changes of the inputs make of the value."""
    total, step = mpmath.mpf(0), mpmath.mpf(10) ** -12
    for index, argument in enumerate(arguments):
        with mpmath.workdps(3 * DIGITS):
            ends = []
            for sign in (1, -1):
                moved = list(arguments)
                moved[index] = mpmath.mpf(argument) * (1 + sign * step)
                ends.append(value_of(moved))
            slope = (ends[0] - ends[1]) / (2 * step)
        total += abs(slope) if mpmath.isfinite(slope) else 0
    return total


def _from_reference(plan: KernelPlan) -> Callable:
    """The definition at the exact rationals behind the floats."""
    reference, names = plan.reference, list(map(str, plan.arguments))
    function = resolve(reference.name)

    def value(arguments):
        exact = dict(zip(names, map(Fraction, arguments), strict=True))
        answer = function(**{name: exact[name] for name in reference.arguments}, **dict(reference.fixed), digits=DIGITS - 5)
        with mpmath.workdps(DIGITS + 10):
            return mpmath.mpf(answer.mid().str(DIGITS + 5, radius=False)) if isinstance(answer, arb) else +answer

    return value


def settled(formula, plan) -> Callable:
    """Evaluate at growing precision until 30 digits agree; nan where there is no real value."""
    function, names = compile_mpmath(formula)
    order = [list(map(str, plan.arguments)).index(name) for name in names]

    def value(arguments):
        previous = None
        for working in (DIGITS + 15, 2 * DIGITS, 3 * DIGITS, 5 * DIGITS, 10 * DIGITS, 30 * DIGITS):
            with mpmath.workdps(working):
                try:
                    current = function(*[mpmath.mpf(arguments[i]) for i in order])
                except (ZeroDivisionError, ValueError):
                    return mpmath.nan
                if isinstance(current, mpmath.mpc):
                    if abs(current.imag) > abs(current.real) * mpmath.mpf(10) ** -DIGITS:
                        return mpmath.nan
                    current = current.real
                if previous is not None and (agrees(previous, current, DIGITS) or not mpmath.isfinite(current)):
                    return +current
                previous = current
        raise ArithmeticError(f"{plan.name} at {arguments}: the formula does not settle to {DIGITS} digits")

    return value


def error_in_ulp(computed: float, sample: Sample) -> float:
    """Error in units of the last place of the true value (infinite for a value that is not a number)."""
    if not mpmath.isfinite(sample.value):
        return 0.0 if mpmath.mpf(computed) == sample.value else math.inf
    if math.isnan(computed) or math.isinf(computed):
        return math.inf
    with mpmath.workdps(DIGITS + 20):
        error = abs(mpmath.mpf(computed) - sample.value)
        if sample.scale == 0:
            return 0.0 if error == 0 else math.inf
        unit = mpmath.mpf(2) ** (int(mpmath.floor(mpmath.log(sample.scale, 2))) - 52)
        return float(error / unit)
