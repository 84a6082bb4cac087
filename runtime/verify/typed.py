"""A formula that somebody typed, against the derived form of a claim or against a kernel.

Nothing is guessed: at exact rational points of the domain both sides are balls, so that "unequal" is certain and
"equal" means to so many digits; a symbolic proof is added where there is one.  Where the two differ, a constant factor
is looked for, then a condition under which they agree.  A condition is reported only if it separates all points.

A form that is an integral costs seconds a ball: it is compared to fewer digits at fewer points, a kernel with the
definition that its accuracy is measured against, and the search for a condition ends after ``PATIENCE`` seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import sympy as sp
from entrainment.derive import formula, notation
from entrainment.derive.codegen import mode_names
from entrainment.derive.codegen.arrays import ArrayKernel
from entrainment.derive.dimensions import DimensionError, dimension_of
from entrainment.derive.domain import Domain, EmptyDomain
from entrainment.derive.records import Reference
from flint import arb

from . import accuracy, balls, catalogue, checks, constant_factors, typed_conditions

POINTS = 20
SPLIT_POINTS = 60  # over which a condition must separate where two forms agree and where they do not
SPAN = 8.0  # range of an argument of a kernel that has none of its own
CONDITION_DIGITS = 25
COSTLY = 5  # so many times fewer points for an integral
COSTLY_DIGITS = 25
PATIENCE = 12.0  # seconds
OTHER_HBAR = sp.Rational(3, 5)


@dataclass(frozen=True)
class Target:
    """What a typed formula is compared with: expressions in the symbols of a domain."""

    name: str
    left: tuple
    parts: tuple
    domain: Domain
    symbols: tuple[sp.Symbol, ...]
    definition: Callable | None = None  # (point, digits) -> balls, where the form is an integral that has one
    natural: bool = False  # hbar = 1: dimensions say nothing

    @property
    def costly(self) -> bool:
        return any(part.has(sp.Integral) for part in self.parts)

    def tied(self) -> Target:
        """The same with names that stand for others replaced by what they stand for."""
        return replace(self, parts=tuple(checks.tie(part, self.domain) for part in self.parts))

    def affordable(self, count: int) -> int:
        return max(2, count // COSTLY) if self.costly else count

    def true(self, point: dict, digits: int) -> list[arb]:
        if self.definition and all(sp.sympify(value).is_Rational for value in point.values()):  # definitions take fractions
            return self.definition(point, digits)
        return [_true(part, point, digits) for part in self.parts]


@dataclass(frozen=True)
class Answer:
    """``outcome``: "equal", "factor", "condition" or "unequal"; ``text`` says it in a few lines."""

    outcome: str
    text: str

    @property
    def equal(self) -> bool:
        return self.outcome == "equal"


def target(name: str) -> Target:
    """The claim ``PAPER:ID`` or the kernel ``name``.  Raises :class:`catalogue.UnknownName`."""
    if ":" in name:
        return _claim_target(catalogue.claim(name))
    if not accuracy.modules_of([name]):
        known = [*accuracy.kernel_names(), *catalogue.paper_names()]
        raise catalogue.UnknownName(f"no kernel {name[:60]!r}; {catalogue.suggest(name, known)}; a claim is PAPER:ID")
    plan = accuracy.plan_named(name)
    if accuracy.on_arrays(name):
        return _array_target(plan)
    ranges = {symbol: (low, high) for symbol, low, high in plan.ranges}
    everywhere = lambda s: (1 / SPAN, SPAN) if s.is_positive else (0.0, SPAN) if s.is_nonnegative else (-SPAN, SPAN)
    drawn = tuple((s, *ranges.get(s, everywhere(s))) for s in plan.arguments)
    conditions = tuple(c for c in map(sp.sympify, plan.conditions) if c != True)  # noqa: E712  (sympy's true)
    form = sp.sympify(plan.in_natural_units.formula)
    definition = _defined(plan.reference) if form.has(sp.Integral) and plan.reference else None
    natural = sp.sympify(plan.formula).has(notation.hbar)
    return Target(name, (), (form,), Domain(plan.D, drawn, conditions), plan.arguments, definition, natural)


def _array_target(plan) -> Target:
    """A kernel on arrays at real momenta, one component a result; energies and weights may be typed by their names.

    Raises :class:`catalogue.UnknownName` for one that takes rows: it is a sum, with no form of its own.
    """
    if not isinstance(plan, ArrayKernel):
        raise catalogue.UnknownName(f"{plan.name} is a sum over rows; check its term against {plan.claims[0]}")
    drawn = tuple((x, *((-SPAN, SPAN) if x == notation.V_ab else (1 / SPAN, SPAN))) for x in plan.arguments)
    stable = (notation.V_ab**2 < notation.V_aa * notation.V_bb, sp.Ne(notation.V_ab, 0))
    named = tuple((x, expression) for x, expression in mode_names.as_derived())
    symbols = tuple(sorted({*plan.arguments, *(x for x, _ in named)}, key=str))
    return Target(plan.name, (), plan.results, Domain(plan.D, drawn, stable, named), symbols, natural=True).tied()


def _defined(reference: Reference) -> Callable:
    function = checks.resolve(reference.name)

    def balls_at(point: dict, digits: int) -> list[arb]:
        found = function(**checks.bind(reference, point, digits + checks.GUARD), digits=digits + checks.GUARD)
        return [value if isinstance(value, arb) else _around(value, digits) for value in checks.as_tuple(found)]

    return balls_at


def _claim_target(claim) -> Target:
    equation = isinstance(claim.printed, sp.Eq)
    if claim.derivation is not None and claim.kind in ("equation", "supplied"):
        result = claim.derivation().result
    elif equation:
        result = claim.printed.rhs  # a definition is what it says
    else:
        advice = f"type: entrainment show {claim.id}"
        raise catalogue.UnknownName(f"{claim.id} is a {claim.kind} and has no form to compare with; {advice}")
    parts = tuple(checks.tie(part, claim.domain) for part in checks.components(result))
    left = tuple(checks.components(claim.printed.lhs)) if equation else ()
    tied = tuple(symbol for symbol, _ in claim.domain.given)
    symbols = {*claim.domain.symbols, *tied, notation.hbar, *set().union(*(p.free_symbols for p in (*parts, *left)))}
    return Target(claim.id, left, parts, claim.domain, tuple(sorted(symbols, key=str)))


def check(text: str, name: str, digits: int = 50, progress: Callable | None = None) -> Answer:
    """Compare what was typed with ``name``; ``progress(done, total, text)`` is told how far it is.

    Raises :class:`formula.FormulaError` where the text cannot be read, :class:`catalogue.UnknownName` for a name that
    does not exist.
    """
    goal = target(name)
    left, right = formula.parse_parts(text, goal.symbols)
    if left and not _same(left, goal.left):
        shown = ", ".join(map(str, goal.left)) or "not written"
        raise formula.FormulaError(f"the left-hand side of {name} is {shown}; type that, or the right-hand side alone")
    if len(right) != len(goal.parts):
        raise formula.FormulaError(f"{name} has {len(goal.parts)} components, {len(right)} are typed; separate them by commas")
    typed = tuple(checks.tie(part, goal.domain) for part in right)
    natural = notation.hbar not in set().union(*(part.free_symbols for part in typed))
    natural &= notation.hbar in set().union(*(part.free_symbols for part in goal.parts))
    parts = tuple(part.subs(notation.hbar, 1) for part in goal.parts) if natural else goal.parts
    unknown = set().union(*(part.free_symbols for part in typed)) - {*goal.domain.symbols, notation.hbar}
    if unknown:
        known = ", ".join(sorted(map(str, {notation.hbar, *goal.domain.symbols})))
        raise formula.FormulaError(f"{', '.join(sorted(map(str, unknown)))} has no value here; type a formula in {known}")
    answer = _compared(typed, replace(goal, parts=parts), digits, progress or (lambda *_: None))
    return Answer(answer.outcome, answer.text + ("\nread with hbar = 1" if natural else ""))


def _same(left: tuple, other: tuple) -> bool:
    return len(left) == len(other) and all(constant_factors.proved(a - b, ()) for a, b in zip(left, other, strict=True))


def _compared(typed, goal: Target, digits: int, tell: Callable) -> Answer:
    digits = min(digits, COSTLY_DIGITS) if goal.costly else digits
    points = _points(goal.domain, goal.affordable(POINTS), 5)
    pairs = []
    for number, point in enumerate(points):
        tell(number, len(points), f"points of {goal.name}")
        pairs.append(_at(typed, goal, point, digits))
    agree = [pair.equal for pair in pairs]
    both = list(zip(typed, goal.parts, strict=True))
    if all(agree):
        proved = all(constant_factors.proved(a - b, goal.domain.constraints) for a, b in both)
        how = "proved symbolically, and" if proved else "no symbolic proof found, but"
        return Answer("equal", f"equal to {goal.name}   {how} to {digits} digits at {len(points)} points")
    factor = constant_factors.of(typed, goal.parts, [pair.balls for pair in pairs], goal.domain.constraints, digits)
    if factor:
        return Answer("factor", f"off by a constant factor: what is typed is {factor} times {goal.name}")
    failing = agree.index(False)
    witness = f"at {_shown(points[failing], typed, goal.parts)}: {pairs[failing].text}"
    condition, whole = _condition(typed, goal, any(agree), min(digits, CONDITION_DIGITS), tell)
    if condition:
        return Answer("condition", f"equal to {goal.name} where {condition}\notherwise unequal   {witness}")
    unsought = "" if whole else f"\na condition was looked for during {PATIENCE:g} s only"
    return Answer("unequal", f"unequal to {goal.name}   {witness}" + _dimensions(typed, goal) + unsought)


def _points(domain: Domain, count: int, seed: int) -> list[dict]:
    """Points at two values of hbar: at one alone a power of it would look like a constant factor."""
    halves = ((checks.TEST_HBAR, count - count // 2, 0), (OTHER_HBAR, count // 2, 100))
    return [point for hbar, many, shift in halves for point in checks.draw(domain, many, checks.SEED + seed + shift, hbar)]


@dataclass(frozen=True)
class Pair:
    """Both sides at one point.  ``balls`` is None where what is typed has no real value there."""

    equal: bool
    balls: list | None
    text: str


def _at(typed, goal: Target, point, digits) -> Pair:
    theirs = goal.true(point, digits)
    true = ", ".join(_short(ball) for ball in theirs)
    try:
        mine = [balls.enclose(part, point, digits) for part in typed]
    except (balls.NotEnclosable, ZeroDivisionError, OverflowError, ValueError):
        return Pair(False, None, f"typed has no real value, true {true}")
    both = list(zip(mine, theirs, strict=True))
    equal = all(balls.difference_contains_zero(a, b, digits - checks.GUARD)[0] for a, b in both)
    return Pair(equal, both, f"typed {', '.join(_short(ball) for ball in mine)}, true {true}")


def _true(part, point, digits) -> arb:
    try:
        return balls.enclose(part, point, digits)
    except balls.NotEnclosable:
        return _around(checks.number(part, point, digits + 5), digits)


def _around(value, digits) -> arb:
    return arb(checks.mpmath.nstr(value, digits + 5), abs(float(value)) * 10.0**-digits)


def _short(ball) -> str:
    return ball.str(10, radius=False)


def _shown(point, typed, parts) -> str:
    involved = set().union(*(part.free_symbols for part in (*typed, *parts)))
    return checks.show_point({symbol: value for symbol, value in point.items() if symbol in involved})


def _dimensions(typed, goal: Target) -> str:
    known = notation.dimensions(goal.domain.D) if goal.domain.D else {}
    for mine, theirs in zip(typed, goal.parts, strict=True):
        if goal.natural or mine == 0 or theirs.has(notation.hbar) != mine.has(notation.hbar):
            continue
        try:
            true = dimension_of(theirs, known)
        except DimensionError:
            continue
        try:
            found = dimension_of(mine, known)
        except DimensionError as error:
            return f"\ndimensions: {error}"
        if found != true:
            return f"\ndimensions: typed [{found}], true [{true}]"
    return ""


# --- conditions ----------------------------------------------------------------------------------------------------------


def _condition(typed, goal: Target, sometimes: bool, digits: int, tell: Callable) -> tuple[str, bool]:
    """The condition, "" for none, and whether all that are known were tried."""
    end = time.monotonic() + (PATIENCE if goal.costly else float("inf"))
    if sometimes:
        points, agree = _points(goal.domain, goal.affordable(SPLIT_POINTS), 6), []
        for number, point in enumerate(points):
            if time.monotonic() > end:
                return "", False
            tell(number, len(points), "looking for a condition")
            agree.append(_at(typed, goal, point, digits).equal)
        separates = lambda relation: [bool(relation.subs(point)) for point in points] == agree
        return next((str(r) for r in typed_conditions.inequalities(goal.domain) if separates(r)), ""), True
    equalities = list(typed_conditions.equalities(goal.domain))
    for number, equality in enumerate(equalities):
        if time.monotonic() > end:
            return "", False
        shown = f"{equality.lhs} = {equality.rhs}"
        tell(number, len(equalities), f"is it equal where {shown}?")
        if _holds_at(equality, typed, goal, digits):
            return shown, True
    return "", True


def _holds_at(equality, typed, goal: Target, digits: int) -> bool:
    """Do both sides agree, and not by vanishing, at points moved onto the equality?"""
    symbol, domain = equality.lhs, goal.domain
    rest = Domain(domain.D, domain.ranges, tuple(c for c in domain.constraints if symbol not in c.free_symbols))
    try:
        points = _points(rest, goal.affordable(6), 7)
        pairs = (_at(typed, goal, typed_conditions.moved(point, equality), digits) for point in points)
        return all(pair.equal and all(not b.contains(0) for _, b in pair.balls) for pair in pairs)
    except (EmptyDomain, ArithmeticError, ValueError):  # a definition that has no value there
        return False
