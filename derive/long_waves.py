"""Long waves of a Raman-coupled gas: leading powers of q of what its two branches contribute, with their coefficients.

carlini2021 Table I and the remarks after Eq. (22).  Invariant: a leading term and the whole agree in the ratio at q -> 0; with
no momentum transfer each channel keeps one branch.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .excitations import OneState
from .numeric import evaluate, exact, relative_difference
from .raman_branches import BRANCHES, energy, moment, response_function, strength, w
from .records import Derivation, Step, derivation
from .rules import Rule, RuleError

_RABI = tuple(entry for entry in BRANCHES.ranges if entry[0] is not s.k0)
RABI = replace(BRANCHES, ranges=_RABI, constraints=(), given=((s.k0, sp.S.Zero),))


@dataclass(frozen=True)
class LongWaves(Rule):
    """The leading power of q, with its coefficient; 0 if every order that was looked at vanishes."""

    orders: int = 8
    name: str = "long waves, q -> 0"

    def __call__(self, expr):
        roots = [power for power in expr.atoms(sp.Pow) if power.exp == sp.S.Half and power.base.is_polynomial(s.q)]
        series = {root: self._root(root.base) for root in roots if root.base.has(s.q)}
        expr = expr.xreplace(series)
        outer = [power for power in expr.atoms(sp.Pow) if abs(power.exp) == sp.S.Half and power.base.has(s.q)]
        return sp.factor(self._leading(expr.xreplace({power: self._leading(power.base) ** power.exp for power in outer})))

    def _root(self, base):
        """sqrt(c0 + c1 q + ...) to the order of q^orders: the square of the series is compared term by term."""
        start = sp.factor(base.subs(s.q, 0))
        given = {power: sp.factor(c / start) for (power,), c in sp.Poly(base, s.q).terms()}
        root = [sp.S.One]
        for k in range(1, self.orders + 1):
            crossed = sp.Add(*(root[j] * root[k - j] for j in range(1, k)))
            root.append(sp.factor((given.get(k, sp.S.Zero) - crossed) / 2))
        return sp.sqrt(start) * sp.Add(*(c * s.q**power for power, c in enumerate(root)))

    @staticmethod
    def _leading(expr):
        ends = []
        for part in sp.fraction(sp.cancel(sp.together(expr))):
            terms = sp.Poly(sp.expand(part), s.q).terms()
            (power,), coefficient = min(terms)
            ends.append(sp.factor(coefficient) * s.q**power)
        return ends[0] / ends[1]

    def residual(self, before, after, point, digits):
        tiny = dict(point) | {s.q: sp.Rational(10) ** (-digits)}
        return relative_difference(evaluate(before, tiny, 2 * digits), evaluate(after, tiny, 2 * digits))


@derivation
def long_wave(quantity: str, channel: str, band: str) -> Derivation:
    """Leading power of q of "strength", "energy" or "m_1" of a branch in a channel: an entry of Table Ia."""
    whole = {"strength": strength, "m_1": moment}.get(quantity, lambda _, band: energy(band))(channel, band)
    return whole.then(Step(LongWaves(), "q -> 0"))


@dataclass(frozen=True)
class OneBranch(Rule):
    """(omega^2, drive) of the one branch that is left of N/D without momentum transfer."""

    name: str = "k0 = 0: one factor of D divides N"

    def __call__(self, pair):
        numerator, denominator = sp.fraction(sp.cancel((pair[0] / pair[1]).subs(s.k0, 0)))
        if sp.degree(denominator, w) != 1 or numerator.has(w):
            raise RuleError("both branches respond")
        slope = sp.diff(denominator, w)
        return sp.Tuple(sp.factor(-denominator.subs(w, 0) / slope), sp.factor(-s.lambda_ * numerator / slope))

    def residual(self, before, after, point, digits):
        numerator, denominator = (evaluate(part, point, 2 * digits) for part in before)
        squared, drive = (evaluate(part, point, 2 * digits) for part in after)
        with mpmath.workdps(2 * digits):
            found = drive / (squared - exact(point[w])) / exact(point[s.lambda_])
            return relative_difference(numerator / denominator, found)


@derivation
def rabi(quantity: str, channel: str) -> Derivation:
    """Leading power of q of "strength", "energy" or "m_1" of a channel without momentum transfer: an entry of Table Ib."""
    return response_function(channel).then(
        Step(OneBranch(), "density and spin do not mix"),
        Step(OneState(quantity), "one state"),
        Step(LongWaves(), "q -> 0"),
        domain=RABI,
    )


@dataclass(frozen=True)
class AtRest(Rule):
    """2 <F>/lambda per atom under a perturbation that does not change in time: N(0)/(n D(0)), since <F> = A/2n."""

    name: str = "omega -> 0"

    def __call__(self, pair):
        return sp.factor((pair[0] / pair[1]).subs(w, 0) / s.n)

    def residual(self, before, after, point, digits):
        """At a frequency far below both branches."""
        slow = dict(point) | {w: sp.Rational(10) ** (-2 * digits)}
        numerator, denominator = (evaluate(part, slow, 2 * digits) for part in before)
        with mpmath.workdps(2 * digits):
            return relative_difference(numerator / denominator / exact(point[s.n]), evaluate(after, point, digits))


@derivation
def static_response(channel: str) -> Derivation:
    """Static response of a channel to a long wave: twice <F>/lambda per atom, since <cos^2> = 1/2."""
    return response_function(channel).then(
        Step(AtRest(), "both branches have settled"),
        Step(LongWaves(), "q -> 0 after omega -> 0"),
    )
