"""The vocabulary: step, derivation, claim, reading.

A :class:`Derivation` is a start and a list of steps; each step names its rule and its reason, and each rule knows how
to check itself numerically at a point, so that a failure names the line that broke.  A :class:`Claim` is what a paper
prints.  Neither holds a verdict: that is computed, by the ledger.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import mpmath
import sympy as sp
from sympy.core.random import seed as seed_random

from .domain import Domain


@dataclass(frozen=True)
class Step:
    """One line of an argument: the rule that is applied and the reason why it may be."""

    rule: object  # see derive.rules.Rule
    why: str = ""


@dataclass(frozen=True)
class Line:
    """A step that has been carried out."""

    rule: str
    why: str
    before: object
    after: object
    residual: Callable = field(repr=False, compare=False)  # (point, digits) -> mpf, 0 where the line holds


@dataclass(frozen=True)
class Derivation:
    """A start expression and the steps from there.  Nothing is computed before ``lines`` or ``result`` is asked for."""

    name: str
    start: object
    steps: tuple[Step, ...]
    domain: Domain
    summary: str = ""
    base: Derivation | None = field(default=None, repr=False, compare=False)  # whose lines come first

    def then(self, *steps: Step, domain: Domain | None = None) -> Derivation:
        """This derivation, continued: its lines are not carried out again."""
        return Derivation(self.name, self.start, self.steps + steps, domain or self.domain, self.summary, self)

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        lines = list(self.base.lines) if self.base else []
        current = lines[-1].after if lines else self.start
        for step in self.steps[len(lines) :]:
            seed_random(0)  # factorisation tries random points: a step takes the same course wherever it is carried out
            after = step.rule(current)
            lines.append(Line(step.rule.name, step.why, current, after, _at_working_precision(step.rule, current, after)))
            current = after
        return tuple(lines)

    @property
    def result(self):
        return self.lines[-1].after if self.steps else self.start

    def _repr_markdown_(self) -> str:
        """Every step with its rule, its reason and what it gives, for a notebook."""
        told = [f"**{self.name}** {self.summary}".rstrip(), f"0. {_typeset(self.start)}"]
        for number, line in enumerate(self.lines, 1):
            told.append(f"{number}. {line.rule}{f' ({line.why})' if line.why else ''}: {_typeset(line.after)}")
        return "\n".join(told)

    def worst_line(self, points: list[dict], digits: int, first: int = 1):
        """(line number, residual) of the line, from number ``first``, that holds least well over ``points``."""
        worst, where = 0, 0
        for number, line in enumerate(self.lines[first - 1 :], first):
            for point in points:
                residual = line.residual(point, digits)
                if residual > worst:
                    worst, where = residual, number
        return where, worst


def _typeset(form) -> str:
    """A formula between dollars; what has no LaTeX, as it prints."""
    return f"$\\displaystyle {sp.latex(form)}$" if isinstance(form, sp.Basic) else f"`{form}`"


def _at_working_precision(rule, before, after) -> Callable:
    def residual(point: dict, digits: int):
        with mpmath.workdps(2 * digits + 20):
            return rule.residual(before, after, point, digits)

    return residual


REGISTRY: dict[str, Callable[..., Derivation]] = {}


def derivation(factory: Callable[..., Derivation]) -> Callable[..., Derivation]:
    """Register a chapter's function that builds a derivation, cache it, and name the result after the call."""
    chapter = factory.__module__.rsplit(".", 1)[-1]
    key = f"{chapter}.{factory.__name__}"
    signature = inspect.signature(factory)

    @functools.cache
    def build(bound: tuple) -> Derivation:
        built = factory(**dict(bound))
        arguments = ", ".join(f"{k}={v!r}" for k, v in bound)
        summary = (factory.__doc__ or "").strip().split("\n")[0]
        return replace(built, name=f"{key}({arguments})" if bound else key, summary=summary)

    @functools.wraps(factory)
    def named(*args, **kwargs) -> Derivation:
        return build(tuple(signature.bind(*args, **kwargs).arguments.items()))

    REGISTRY[key] = named
    return named


@dataclass(frozen=True)
class Reading:
    """An assumption that the text leaves out or a damaged character: what it changes, stated so that it can be tested.

    ``substitute`` replaces symbols of the printed form; ``where`` narrows the domain.
    """

    assumption: str
    substitute: tuple[tuple, ...] = ()
    where: tuple = ()


@dataclass(frozen=True)
class Reference:
    """The definition that answers a claim: ``name`` below ``runtime.reference`` and the arguments that are fixed.

    ``arguments`` lists the symbols of the domain that are passed, by name; ``fixed`` the other arguments.
    """

    name: str
    arguments: tuple[str, ...]
    fixed: tuple[tuple[str, object], ...] = ()
    over: object = 1  # the reference answers ``over`` times the printed right-hand side
    digits: int | None = None  # at most, where the definition is slow: the row then says so many
    points: int | None = None  # at most


@dataclass(frozen=True)
class Claim:
    """Something that a paper prints.

    ``printed``: an equation ``Eq(left, right)``, a relation, or a pair (text, value) for a quoted number.
    ``derivation`` computes the right-hand side; ``reference`` evaluates the definition; ``readings`` are tried in
    order where the printed form does not hold over the whole domain.
    ``kind``: "definition" (an input, nothing to prove), "equation", "number", "statement", or "supplied" (nothing is
    printed: a form that the paper leaves out, which stands on its definition).
    """

    id: str
    title: str
    printed: object
    domain: Domain
    kind: str = "equation"
    derivation: Callable[[], Derivation] | None = None
    reference: Reference | None = None
    enclosure: Reference | None = None
    readings: tuple[Reading, ...] = ()
    kernels: tuple[str, ...] = ()
    quote: str = ""

    def _repr_latex_(self) -> str | None:
        """What is printed, for a notebook; None where it is a sentence."""
        return _typeset(self.printed) if isinstance(self.printed, sp.Basic) else None

    @property
    def paper(self) -> str:
        return self.id.split(":", 1)[0]

    @property
    def equation(self) -> str:
        return self.id.split(":", 1)[1]
