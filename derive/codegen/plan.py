"""What a kernel is, before it is text: a formula, the body that evaluates it, and where it is meant.

A plan is checked when it is made: every symbol of the body is an argument, the dimension of the result is known, and
names are those of the arguments, so that emission cannot meet a surprise.  ``hbar`` may stand in formula and body; it
fixes the dimension of the result and is then set to 1.
"""

from __future__ import annotations

import functools
import keyword
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import sympy as sp

from .. import dimensions as dim
from .. import notation
from ..records import Reference
from .quadrature import DECADES

SPLIT = sp.Symbol("p_split", positive=True)  # where the tail of a mode integral starts: may stand in its ``constant``

RESERVED = {"p_split", "p_first", "p_low", "soft", "hard", "total", "integral", "inf", "pi", "nan", "abs", "min", "max"}


class PlanError(ValueError):
    """A plan contradicts itself; the message names the kernel."""


@dataclass(frozen=True)
class ClosedForm:
    """One expression, evaluated as it stands after the stable rewriting."""

    expr: sp.Expr

    def map(self, change: Callable) -> ClosedForm:
        return ClosedForm(change(self.expr))

    @property
    def free_symbols(self) -> set:
        return self.expr.free_symbols


@dataclass(frozen=True)
class NearSpecial:
    """A removable singularity: ``expr`` outside, its Taylor polynomial where ``abs(symbol - at) < radius``.

    ``at`` and ``radius`` may depend on the other arguments.  ``coefficients`` (of (symbol - at)**k, k = 0...order)
    are computed by sympy unless a recurrence supplies them.
    """

    expr: sp.Expr
    symbol: sp.Symbol
    at: sp.Expr
    radius: sp.Expr
    order: int
    coefficients: tuple[sp.Expr, ...] | None = None

    def __post_init__(self):
        for name in ("at", "radius"):
            object.__setattr__(self, name, sp.sympify(getattr(self, name), rational=True))

    def map(self, change: Callable) -> NearSpecial:
        known = self.coefficients
        return replace(
            self,
            expr=change(self.expr),
            at=change(self.at),
            radius=change(self.radius),
            coefficients=None if known is None else tuple(change(sp.sympify(c)) for c in known),
        )

    @property
    def free_symbols(self) -> set:
        return _symbols_of(self.expr, self.symbol, self.at, self.radius, *(self.coefficients or ()))


@dataclass(frozen=True)
class Branches:
    """The first condition that holds decides; the last condition is ``True``.  A branch is an expression or a body."""

    cases: tuple[tuple[object, object], ...]

    def map(self, change: Callable) -> Branches:
        return Branches(
            tuple(
                (change(sp.sympify(condition)), case.map(change) if is_body(case) else change(sp.sympify(case)))
                for condition, case in self.cases
            )
        )

    @property
    def free_symbols(self) -> set:
        return _symbols_of(*(part for pair in self.cases for part in pair))


@dataclass(frozen=True)
class ModeIntegral:
    """constant + prefactor * int_0^oo dp f(p), where f has all its branch points between i soft and i hard.

    ``inner`` and ``outer`` are the same f, written to be stable below and above the momentum ``SPLIT`` at which the
    tail starts; ``outer`` falls at least as p**-2.  Where the tail is subtracted in closed form, inner and outer may
    differ by the subtraction and ``constant`` may depend on ``SPLIT``.  ``name`` is that of the private integrand;
    kernels of one module with the same integrand share it.  ``soft`` is resolved down to 10**-decades hard.
    """

    name: str
    variable: sp.Symbol
    inner: sp.Expr
    outer: sp.Expr
    soft: sp.Expr
    hard: sp.Expr
    prefactor: sp.Expr = sp.S.One
    constant: sp.Expr = sp.S.Zero
    decades: int = DECADES

    def map(self, change: Callable) -> ModeIntegral:
        parts = ("inner", "outer", "soft", "hard", "prefactor", "constant")
        return replace(self, **{part: change(sp.sympify(getattr(self, part))) for part in parts})

    @property
    def free_symbols(self) -> set:
        outside = _symbols_of(self.soft, self.hard, self.prefactor, self.constant)
        return (outside | _symbols_of(self.inner, self.outer) - {self.variable}) - {SPLIT}


Body = ClosedForm | NearSpecial | Branches | ModeIntegral


def is_body(thing) -> bool:
    return isinstance(thing, Body)


def _symbols_of(*parts) -> set:
    return set().union(*((part if is_body(part) else sp.sympify(part)).free_symbols for part in parts))


@dataclass(frozen=True)
class KernelPlan:
    """One public kernel.

    ``arguments``: symbols in the order of the call.  ``conditions``: relations between them.
    ``D``: dimension of space, which fixes the dimensions of the symbols; None where all arguments are pure numbers.
    ``formula``: what the kernel must equal; may hold ``hbar`` and unevaluated integrals.
    ``result``: dimension of the result; needed where ``formula`` has been freed of ``hbar``.
    ``limits``: (relation, value) pairs that come before the body, for instance ``((Eq(n1, 0), oo),)``.
    ``names``: (name, sub-expression) pairs, innermost first: temporaries that deserve the name of the field.
    ``dimensions``: (symbol, Dimension) pairs for arguments that ``notation`` does not know.
    ``special``: (symbol, value) pairs around which accuracy is sampled.
    ``ranges``: (symbol, low, high) over which accuracy is promised, where that is not every exponent.
    ``reference``: the definition that accuracy is measured against, where ``formula`` holds an integral.
    """

    name: str
    module: str
    title: str
    arguments: tuple[sp.Symbol, ...]
    conditions: tuple
    D: int | None
    body: Body
    claims: tuple[str, ...]
    derivation: str
    formula: sp.Expr
    result: dim.Dimension | None = None
    limits: tuple[tuple[object, sp.Expr], ...] = ()
    names: tuple[tuple[str, sp.Expr], ...] = ()
    dimensions: tuple[tuple[sp.Symbol, dim.Dimension], ...] = field(default=())
    special: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    ranges: tuple[tuple[sp.Symbol, float, float], ...] = ()
    reference: Reference | None = None

    def __post_init__(self):
        for word in (self.name, self.module, *(name for name, _ in self.names), *map(str, self.arguments)):
            if not word.isidentifier() or keyword.iskeyword(word) or word in RESERVED:
                raise PlanError(f"{self.name}: {word!r} cannot be a name in the text of a kernel")
        if notation.hbar in self.arguments:
            raise PlanError(f"{self.name}: hbar is 1 in a kernel, not an argument")
        if any(relation == False for relation, _ in self.limits):  # noqa: E712  (sympy's false)
            raise PlanError(f"{self.name}: a limit never applies; its symbol is declared positive, use nonnegative")
        limits = [part for pair in self.limits for part in pair]
        unknown = _symbols_of(self.body, *self.conditions, *limits) - set(self.arguments) - {notation.hbar}
        if unknown:
            raise PlanError(f"{self.name}: {', '.join(sorted(map(str, unknown)))} is not an argument")
        self.result_dimension  # noqa: B018  (an inhomogeneous formula fails here, not at emission)

    @functools.cached_property
    def dimension_map(self) -> dict[sp.Symbol, dim.Dimension]:
        return (notation.dimensions(self.D) if self.D is not None else {}) | dict(self.dimensions)

    @functools.cached_property
    def result_dimension(self) -> dim.Dimension:
        """Dimension of the result, computed from the formula where that still holds ``hbar`` or never held it."""
        if self.result is not None and not sp.sympify(self.formula).has(notation.hbar):
            return self.result
        try:
            found = dim.dimension_of(self.formula, self.dimension_map)
        except dim.DimensionError as error:
            raise PlanError(f"{self.name}: keep hbar in the formula or state the result's dimension: {error}") from None
        if self.result not in (None, found):
            raise PlanError(f"{self.name}: the formula has dimension [{found}], the plan says [{self.result}]")
        return found

    @functools.cached_property
    def in_natural_units(self) -> KernelPlan:
        """The same plan with ``hbar = 1`` in every expression."""

        def one(expr):
            return sp.sympify(expr).xreplace({notation.hbar: sp.S.One})

        return replace(
            self,
            body=self.body.map(one),
            formula=one(self.formula),
            result=self.result_dimension,
            limits=tuple((one(relation), one(value)) for relation, value in self.limits),
            names=tuple((name, one(expr)) for name, expr in self.names),
        )
