"""Single checks, each of which can fail: dimensions, replay of a derivation, definition, enclosure, printed = derived.

Points are exact rationals drawn from the claim's domain.  ``hbar`` is 1 where a definition is evaluated and differs
from 1 where two forms are compared, so that a wrong power of it shows.  A form may be a tuple of expressions.
"""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass, replace
from fractions import Fraction

import mpmath
import sympy as sp
from entrainment.derive import notation
from entrainment.derive.dimensions import DimensionError, dimension_of
from entrainment.derive.domain import Domain
from entrainment.derive.numeric import PrecisionError, evaluate, relative_difference
from entrainment.derive.records import Derivation, Reference
from mpmath import mp

from . import balls
from .evidence import Evidence
from .symbolic import prove_zero

POINTS = 20
GUARD = 2  # digits beyond those of a ball of a difference
REPLAY_POINTS = 4
REPLAY_DIGITS = 34
SEED = 115301
TEST_HBAR = sp.Rational(7, 5)


class Undefined(ArithmeticError):
    """A form has no value at a point of its domain."""


def check_dimensions(printed, domain: Domain) -> Evidence:
    """Both sides of a relation, every sum, every logarithm."""
    relations = printed if isinstance(printed, tuple | list) else (printed,)
    try:
        for relation in relations:
            dimension_of(relation, notation.dimensions(domain.D) if domain.D else {})
    except DimensionError as error:
        return Evidence(False, f"dimensions: {error}", "dimensions")
    return Evidence(True, "dimensions agree", "dimensions")


def replay(derivation: Derivation) -> Evidence:
    """Every line of the derivation at points of the domain in which it was drawn; a failure names the line."""
    number, residual = _replayed(derivation)
    lines = len(derivation.lines)
    if not residual <= mpmath.mpf(10) ** (4 - REPLAY_DIGITS):
        line = derivation.lines[number - 1]
        text = f"{derivation.name}: line {number} ({line.rule}) is off by {mpmath.nstr(residual, 3)}"
        return Evidence(False, text, "replay", REPLAY_POINTS, REPLAY_DIGITS)
    return Evidence(True, f"{lines} lines of {derivation.name} replayed", "replay", REPLAY_POINTS, REPLAY_DIGITS - 4)


_known_lines: dict[int, tuple] = {}  # by identity of a derivation that others continue; they live as long as the process


def _replayed(derivation: Derivation) -> tuple:
    """(number, residual) of the worst line; the lines of a base that several derivations continue are replayed once."""
    if id(derivation) not in _known_lines:
        base = _replayed(derivation.base) if derivation.base else (0, 0)
        first = len(derivation.base.steps) + 1 if derivation.base else 1
        points = [{notation.hbar: sp.S.One} | point for point in derivation.domain.sample(REPLAY_POINTS, SEED)]
        own = derivation.worst_line(points, REPLAY_DIGITS, first)
        _known_lines[id(derivation)] = (derivation, *max(base, own, key=lambda worst: worst[1]))
    return _known_lines[id(derivation)][1:]


def last_line_holds(derivation: Derivation, form) -> bool:
    """Would the last line of the derivation hold with ``form`` as its outcome?"""
    line, rule = derivation.lines[-1], derivation.steps[-1].rule
    after = sp.Tuple(*form) if isinstance(line.after, sp.Tuple) else form[0]
    for point in ({notation.hbar: sp.S.One} | point for point in derivation.domain.sample(2, SEED)):
        with mpmath.workdps(2 * REPLAY_DIGITS + 20):
            if not rule.residual(line.before, after, point, REPLAY_DIGITS) <= mpmath.mpf(10) ** (4 - REPLAY_DIGITS):
                return False
    return True


@dataclass(frozen=True)
class Definition:
    """Values of a reference, computed once and compared with any number of forms."""

    reference: Reference
    points: tuple[dict, ...]
    values: tuple
    digits: int

    def compare(self, form) -> Evidence:
        """``form`` times the reference's ``over`` against the definition at every point."""
        worst = mpmath.mpf(0)
        for point, value in zip(self.points, self.values, strict=True):
            try:
                residual = self._residual(form, point, value, self.digits)
            except Undefined as error:
                return Evidence(False, str(error), "quadrature", len(self.points), self.digits)
            if not residual <= mpmath.mpf(10) ** -self.digits:
                text = f"{self.reference.name} differs by {mpmath.nstr(residual, 3)} at {show_point(point)}"
                return Evidence(False, text, "quadrature", len(self.points), self.digits)
            worst = max(worst, residual)
        reached = self.digits if not worst else min(int(-mp.log10(worst)), self.digits + 4)
        text = f"{self.reference.name} to {reached} digits at {len(self.points)} points"
        return Evidence(True, text, "quadrature", len(self.points), reached)

    @functools.cached_property
    def _balls(self) -> balls.BallsAt:
        return balls.BallsAt(self.points[0])

    def excludes(self, form) -> bool:
        """Does the ball of ``form`` at the first point exclude the value there?  True settles what ``compare`` would find."""
        if any(isinstance(value, mpmath.mpc) for value in self.values[0]):
            return False  # balls are taken of real forms
        over = sp.sympify(self.reference.over)
        try:
            found = [self._balls(over * part) for part in components(form)]
        except balls.NotReal:
            return True
        except balls.NotEnclosable:
            return False
        return any(
            not balls.contains(ball, value, min(self.digits, 25)) for ball, value in zip(found, self.values[0], strict=True)
        )

    def _residual(self, form, point, value, digits):
        over = sp.sympify(self.reference.over)
        return worst_difference(numbers([over * part for part in components(form)], point, digits + 5), value)


def definition_values(reference: Reference, domain: Domain, digits: int, count: int = POINTS) -> Definition:
    """The reference evaluated at ``count`` points of the domain, to ``digits``, or as many as it is asked for at most."""
    function = resolve(reference.name)
    digits, count = min(digits, reference.digits or digits), min(count, reference.points or count)
    points = tuple(draw(domain, count, SEED + 1))
    values = []
    for point in points:
        value = function(**bind(reference, point, digits + GUARD), digits=digits + GUARD)
        values.append(as_tuple(value))
    return Definition(reference, points, tuple(values), digits)


def check_enclosure(reference: Reference, form, domain: Domain, digits: int, count: int = POINTS) -> tuple[Evidence, int]:
    """Evidence that the ball of the definition and the ball of ``form`` overlap and are small; exponent of the radius."""
    function = resolve(reference.name)
    over = sp.sympify(reference.over)

    def theirs(point):
        return as_tuple(function(**bind(reference, point, digits + GUARD), digits=digits + GUARD))

    points = draw(domain, count, SEED + 2)
    try:
        return _overlap(reference.name, [over * part for part in components(form)], theirs, points, digits)
    except balls.NotEnclosable as error:
        return Evidence(False, str(error), "enclosure", count, digits), 0


def enclose_difference(printed, derived, domain: Domain, digits: int, count: int = POINTS) -> tuple[Evidence, int]:
    """Evidence that the balls of two forms overlap and are small at points of ``domain``; exponent of the radius.

    Raises :class:`balls.NotEnclosable` where a form has no ball.
    """
    printed, derived = ([tie(part, domain) for part in components(form)] for form in (printed, derived))

    def theirs(point):
        return tuple(balls.enclose(part, point, digits + GUARD) for part in printed)

    return _overlap("printed form", derived, theirs, draw(domain, count, SEED + 3, TEST_HBAR), digits)


def _overlap(name, parts, theirs, points, digits) -> tuple[Evidence, int]:
    """Do the balls ``theirs(point)`` of what is called ``name`` overlap those of ``parts``, and are both small?"""
    worst = -400
    for point in points:
        mine = [balls.enclose(part, point, digits + GUARD) for part in parts]
        for ours, other in zip(mine, theirs(point), strict=True):
            contains, small = balls.difference_contains_zero(ours, other, digits)
            if not (contains and small):
                fault = "the ball is too wide" if contains else "the derived form is excluded"
                return Evidence(False, f"{name}: {fault} at {show_point(point)}", "enclosure", len(points), digits), 0
            worst = max(worst, balls.radius_exponent(ours, other))
    return Evidence(True, f"{name}: balls overlap, radius 1e{worst}", "enclosure", len(points), digits), worst


def as_tuple(value) -> tuple:
    return tuple(value) if isinstance(value, tuple | list) else (value,)


@dataclass(frozen=True)
class Comparison:
    """printed against derived: proved equal, equal at all points, or different at the point ``where``."""

    equal: bool
    proved: bool
    points: int
    digits: int
    witness: str = ""
    where: dict | None = None


def compare_forms(printed, derived, domain: Domain, digits: int, count: int = POINTS) -> Comparison:
    """Are two forms the same over ``domain``?  A symbolic proof is always cross-checked at random points."""
    printed, derived = ([tie(part, domain) for part in components(form)] for form in (printed, derived))
    if len(printed) != len(derived):
        raise ValueError(f"{len(printed)} expressions are printed, {len(derived)} are derived")
    known = {*domain.symbols, notation.hbar}
    unknown = sorted(map(str, set().union(*(part.free_symbols for part in printed)) - known))
    if unknown:
        return Comparison(False, False, 0, digits, f"{', '.join(unknown)} is not defined in the text")
    involved = set().union(*(part.free_symbols for part in (*printed, *derived)))
    for point in draw(domain, count, SEED + 3, TEST_HBAR):
        right = numbers(derived, point, digits + 5)
        where = show_point({symbol: value for symbol, value in point.items() if symbol in involved})
        try:
            left = numbers(printed, point, digits + 5)
        except Undefined:
            return Comparison(False, False, count, digits, f"{where}: printed undefined, true {show(right)}", point)
        if not worst_difference(left, right) <= mpmath.mpf(10) ** -digits:
            return Comparison(False, False, count, digits, f"{where}: printed {show(left)}, true {show(right)}", point)
    proved = all(prove_zero(a - b, domain.constraints) for a, b in zip(printed, derived, strict=True))
    return Comparison(True, proved, count, digits)


def components(form) -> list:
    """The expressions of a form: itself, or the entries of a tuple."""
    return [sp.sympify(part) for part in form] if isinstance(form, sp.Tuple | tuple | list) else [sp.sympify(form)]


def numbers(parts, point: dict, digits: int) -> tuple:
    return tuple(number(part, point, digits) for part in parts)


def worst_difference(left, right):
    return max((relative_difference(a, b) for a, b in zip(left, right, strict=True)), key=lambda r: mpmath.inf if r != r else r)


def show(values) -> str:
    return ", ".join(mpmath.nstr(value, 8) for value in values)


def draw(domain: Domain, count: int, seed: int, hbar=sp.S.One) -> list[dict]:
    """Points of the domain at the given ``hbar``.  Raises :class:`EmptyDomain`."""
    if notation.hbar not in domain.symbols:
        return [{notation.hbar: hbar} | point for point in domain.sample(count, seed)]
    fixed = tuple((s, low, high) if s != notation.hbar else (s, float(hbar), float(hbar)) for s, low, high in domain.ranges)
    return replace(domain, ranges=fixed).sample(count, seed)


def number(form, point: dict, digits: int):
    """A finite value to ``digits``, real unless ``form`` contains i: of an integral the middle of its ball.

    Raises :class:`Undefined`.
    """
    try:
        value = _middle(form, point, digits) if form.has(sp.Integral) else evaluate(form, point, digits)
    except (ZeroDivisionError, ValueError, PrecisionError, TypeError, balls.NotEnclosable) as error:
        raise Undefined(f"no value at {show_point(point)}: {error}") from None
    if isinstance(value, mpmath.mpc) and abs(value.imag) <= mpmath.mpf(10) ** (-digits - 5) * abs(value.real):
        value = value.real
    if (isinstance(value, mpmath.mpc) and not form.has(sp.I)) or not mpmath.isfinite(value):
        raise Undefined(f"no real value at {show_point(point)}: {mpmath.nstr(value, 8)}")
    return value


def _middle(form, point, digits):
    with mpmath.workdps(digits + 10):
        return mpmath.mpf(balls.enclose(form, point, digits).mid().str(digits + 10, radius=False))


def tie(form, domain: Domain):
    """Symbols that the domain ties to others, replaced by what they are tied to."""
    for symbol, expression in reversed(domain.given):
        form = form.subs(symbol, expression)
    return form


def resolve(name: str):
    """The function ``module.function`` below ``runtime.reference``, or ``module:function`` of a user's own paper."""
    if ":" in name:
        module, _, function = name.partition(":")
        return getattr(importlib.import_module(module), function)
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(f"entrainment.runtime.reference.{module}"), function)


def bind(reference: Reference, point: dict, digits: int) -> dict:
    """Keyword arguments of a reference at ``point``: exact fractions, or numbers of enough digits where irrational."""
    named = {str(symbol): value for symbol, value in point.items()}
    missing = [name for name in reference.arguments if name not in named]
    if missing:
        raise KeyError(f"{reference.name} needs {', '.join(missing)}, which the domain does not have")
    bound = {name: _plain(named[name], digits) for name in reference.arguments}
    return bound | {name: _plain(value, digits) for name, value in reference.fixed}


def _plain(value, digits):
    if isinstance(value, sp.Integer):
        return int(value)
    if isinstance(value, sp.Rational):
        return Fraction(int(value.p), int(value.q))
    return evaluate(value, {}, 2 * digits + 20) if isinstance(value, sp.Basic) else value


def show_point(point: dict) -> str:
    """ "alpha = 0.31, z = 2" with few digits, without hbar = 1."""
    shown = {str(k): v for k, v in point.items() if not (k == notation.hbar and v == 1)}
    return ", ".join(f"{name} = {float(value):.5g}" for name, value in sorted(shown.items())) or "no symbols"
