"""Sums over the atoms of a cloud after a push: int f d(delta n)/dt for any f, any equilibrium density.

carlini2021 Eqs. (31), (32), (42), (43), (53), (54).  A flux that is linear in densities and in the force is integrated by
parts.  Invariant: only int dr (grad f)^2 times a density is left, so that every potential gives the same coefficients.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .numeric import evaluate, exact, relative_difference
from .rules import Rule, RuleError

force = sp.Symbol("force", positive=True)  # of the perturbation on one atom of component 1


@dataclass(frozen=True)
class Impulse(Rule):
    """The gradient of a phase grows as lambda t grad(f) where -lambda f pushes, before the density has changed."""

    kicks: tuple[tuple[sp.Symbol, sp.Expr], ...]  # (gradient or velocity, its value)
    accelerations: tuple[tuple[sp.Symbol, sp.Expr], ...]
    name: str = "Newton's law for times short compared with a period"

    def __call__(self, flux):
        return sp.expand(flux.subs(dict(self.kicks), simultaneous=True))

    def residual(self, before, after, point, digits):
        """The kicks as the time integral of the accelerations."""
        placed = dict(point)
        with mpmath.workdps(2 * digits):
            for symbol, rate in self.accelerations:
                placed[symbol] = evaluate(rate, point, 2 * digits) * exact(point[s.t])
        return relative_difference(evaluate(before, placed, digits), evaluate(after, point, digits))


@dataclass(frozen=True)
class SumOverAtoms(Rule):
    """int dr grad(f) flux for a flux that is linear in densities; the integrals are named."""

    integrals: tuple[tuple[sp.Symbol, sp.Symbol], ...]  # (density, int dr (grad f)^2 density or int dr density)
    name: str = "integrate over space by parts"

    def __call__(self, flux):
        expr = sp.expand(flux)
        total = sp.Add(*[sp.diff(expr, density) * name for density, name in self.integrals])
        if sp.expand(expr - sum(sp.diff(expr, density) * density for density, _ in self.integrals)) != 0:
            raise RuleError("the flux is not linear in the densities")
        total = sp.expand(total / force)
        if total.has(force):
            raise RuleError("the flux is not linear in the force")
        return total

    def residual(self, before, after, point, digits):
        """Two cells with different densities and forces, summed one by one."""
        cells = ((mpmath.mpf("0.3"), mpmath.mpf("1.7")), (mpmath.mpf("1.1"), mpmath.mpf("0.4")))
        with mpmath.workdps(2 * digits):
            values, total = dict(point), mpmath.mpf(0)
            for _, name in self.integrals:
                values[name] = mpmath.mpf(0)
            for index, (slope, scale) in enumerate(cells):
                local = dict(point) | {force: slope}
                for at, (density, name) in enumerate(self.integrals):
                    local[density] = exact(point[density]) * (scale + at * index)
                    values[name] += slope**2 * local[density]
                total += slope * evaluate(before, local, digits)
            return relative_difference(total, evaluate(after, values, digits))
