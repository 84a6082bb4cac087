"""Atoms in two Raman-coupled states: the lowest band, and the condensate that minimises the Gross-Pitaevskii energy.

carlini2021 Sec. II, with ((p_x - k0 sigma_z)^2 + p_perp^2)/2m - Omega sigma_x/2 and all couplings equal to g, so that the
interaction energy does not know the spin.  A plane wave of momentum k with a uniform spinor has the energy
k^2/2m + k0^2/2m - k k0 <sigma_z>/m - Omega <sigma_x>/2 + g n/2 per atom.
Invariant: <sigma_x>^2 + <sigma_z>^2 = 1, and <sigma_x> = min(1, Omega/Omega_c) joins the two phases continuously.
"""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .numeric import evaluate, relative_difference
from .records import Derivation, Step, derivation
from .rules import Differentiate, Rewrite, Rule, RuleError, SolveLinear, numerical_derivative

SIGMA_X, SIGMA_Z = (sp.Matrix(rows) for rows in ([[0, 1], [1, 0]], [[1, 0], [0, -1]]))
k = sp.Symbol("k", real=True)  # momentum along the Raman beams
sigma_x = sp.Symbol("sigma_x", positive=True)  # <sigma_x> of the condensate
sigma_z = sp.Symbol("sigma_z", real=True)  # <sigma_z>, of either sign in the plane-wave phase
raman = sp.Symbol("raman", positive=True)  # Omega/Omega_c
CRITICAL = 2 * s.k0**2 / s.m

_RANGES = ((s.hbar, 0.5, 2), (s.m, 0.1, 10), (s.k0, 0.1, 3), (s.g, 0.1, 10), (s.n, 0.1, 10))


def any_phase(*ranges) -> Domain:
    """Both sides of the transition, by ``raman`` = Omega/Omega_c; ``ranges`` of further symbols."""
    given = ((s.Omega_R, raman * CRITICAL), (s.Omega_c, CRITICAL), (sigma_x, sp.Min(1, raman)))
    given += ((sigma_z, sp.sqrt(1 - sp.Min(1, raman) ** 2)),)
    return Domain(3, (*_RANGES, (raman, 0.05, 20), *ranges), given=given)


def lowest_band() -> sp.Expr:
    """Lower eigenvalue of the single-particle Hamiltonian at momentum k along the beams."""
    matrix = ((k**2 + s.k0**2) * sp.eye(2) - 2 * k * s.k0 * SIGMA_Z) / (2 * s.m) - s.Omega_R / 2 * SIGMA_X
    return matrix.trace() / 2 - sp.sqrt(sp.factor(matrix.trace() ** 2 / 4 - matrix.det()))


def energy_per_atom() -> sp.Expr:
    """Gross-Pitaevskii energy per atom of a plane wave k with <sigma_x> = sigma_x, <sigma_z> = sqrt(1 - sigma_x^2)."""
    along_z = sp.sqrt(1 - sigma_x**2)
    return (k**2 + s.k0**2 - 2 * k * s.k0 * along_z) / (2 * s.m) - s.Omega_R * sigma_x / 2 + s.g * s.n / 2


@dataclass(frozen=True)
class LowestIn(Rule):
    """The minimum of a quadratic function over all values of ``symbol``."""

    symbol: sp.Symbol

    @property
    def name(self) -> str:
        return f"minimum over {self.symbol}"

    def __call__(self, energy):
        if not sp.diff(energy, self.symbol, 2).is_positive:
            raise RuleError(f"not convex in {self.symbol}")
        return sp.expand(energy.subs(self.symbol, sp.solve(sp.diff(energy, self.symbol), self.symbol)[0]))

    def residual(self, before, after, point, digits):
        """f at three values of the symbol fixes the parabola, and this its vertex."""
        at = lambda value: evaluate(before, dict(point) | {self.symbol: sp.Integer(value)}, digits + 10)
        with mpmath.workdps(2 * digits):
            middle, right, left = at(0), at(1), at(-1)
            bend, slope = right + left - 2 * middle, (right - left) / 2
            return relative_difference(middle - slope**2 / (2 * bend), evaluate(after, point, digits), middle)


@dataclass(frozen=True)
class LowestBelowOne(Rule):
    """Where a convex quadratic function of a polarisation 0 <= p <= 1 is lowest: its vertex, or the end p = 1."""

    symbol: sp.Symbol
    name: str = "minimum over 0 <= <sigma_x> <= 1"

    def __call__(self, energy):
        slope = sp.expand(sp.diff(energy, self.symbol))
        bend = sp.diff(slope, self.symbol)
        if not (bend.is_positive and slope.subs(self.symbol, 0).is_negative):
            raise RuleError("not convex, or not falling at 0")
        return sp.Min(1, sp.factor(-slope.subs(self.symbol, 0) / bend))

    def residual(self, before, after, point, digits):
        """Lower than on either side: the slope vanishes, or it points out of the interval at its end."""
        place = evaluate(after, point, 2 * digits)
        if not 0 <= place <= 1:
            return mpmath.mpf(1)
        here = dict(point) | {self.symbol: place}
        slope = numerical_derivative(before, self.symbol, here, digits)
        start = numerical_derivative(before, self.symbol, dict(point) | {self.symbol: sp.S.Zero}, digits)
        outward = place == 1 and slope < 0
        return mpmath.mpf(0) if outward else abs(slope / start)


_STATES = any_phase((k, -1, 1))


@derivation
def polarisation() -> Derivation:
    """<sigma_x> of the condensate in either phase."""
    return Derivation(
        "",
        energy_per_atom(),
        (
            Step(LowestIn(k), "the condensate chooses its momentum: k = k0 <sigma_z>, no current"),
            Step(LowestBelowOne(sigma_x), "and its polarisation; the interaction energy is the same for every spinor"),
        ),
        Domain(3, (*_STATES.ranges, (sigma_x, 0.05, 0.95)), given=_STATES.given[:2]),
    )


def plane_wave_polarisation() -> sp.Expr:
    """<sigma_x> of the plane-wave phase: the vertex, where it has not reached 1."""
    (vertex,) = [bound for bound in polarisation().result.args if bound != 1]
    return vertex


@derivation
def critical_coupling() -> Derivation:
    """Omega_c: the Raman coupling at which the polarisation of the plane-wave phase reaches 1."""
    step = Step(SolveLinear(s.Omega_R), "above it the momentum and the spin of the condensate vanish")
    return Derivation("", plane_wave_polarisation() - 1, (step,), Domain(3, (*_RANGES, (s.Omega_R, 0.1, 10))))


class Stationary(Rewrite):
    """A momentum k >= 0 at which the band is flat and bends upwards, from the slope of the band."""

    def residual(self, before, after, point, digits):
        at = dict(point) | {k: evaluate(after, point, 4 * digits)}
        slope, bend = evaluate(before, at, digits), numerical_derivative(before, k, at, digits)
        if bend <= 0 or at[k] < 0:
            return mpmath.mpf(1)
        scale = abs(evaluate(before, dict(point) | {k: sp.S.One}, digits))
        return abs(slope) / scale


def _at_rest(slope):
    if slope.subs(k, 0) != 0:
        raise RuleError("the band is not flat at k = 0")
    return sp.S.Zero


def _in_motion(slope):
    """The positive root of slope/k, which depends on k^2 only."""
    square = sp.Symbol("square", positive=True)
    rest = sp.expand(slope / k).subs(k, sp.sqrt(square))
    (root,) = sp.solve(rest, square)
    return sp.sqrt(sp.factor(root))


PHASE = {"single minimum": _at_rest, "plane wave": _in_motion}
SIDE = {"single minimum": raman > 1, "plane wave": raman < 1}


@derivation
def condensate_momentum(phase: str) -> Derivation:
    """Momentum k at which the lowest band has its minimum (in the plane-wave phase the one at k > 0)."""
    return Derivation(
        "",
        lowest_band(),
        (
            Step(Differentiate(k), "velocity"),
            Step(Stationary("where the band is flat and bends upwards", PHASE[phase]), "the condensate is at rest"),
        ),
        _STATES.where(SIDE[phase]),
    )
