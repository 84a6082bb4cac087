"""Clouds that fill a harmonic trap up to the chemical potential: averages over their atoms in one, two and three dimensions.

carlini2021, "the averages take into account the spatial inhomogeneity" below Eqs. (26) and (39), and Eq. (47).  Lengths are in
units of the radii of the cloud, so that its shape does not matter; ``height`` is the density of a condensate over that at the
centre, 1 - xi^2 - rho^2 along and across the push.  Invariant: averages are pure numbers.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from .andreev_bashkin import symmetric_gases
from .domain import Domain
from .landau_parameters import drag_fraction, fermi_momentum, kf_a
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Rewrite, Rule, RuleError, numerical_derivative

height, xi, rho = sp.symbols("height xi rho", positive=True)

def cloud(D: int) -> Domain:
    """A place inside the cloud."""
    place = ((xi, 0.05, 0.6), (rho, 0.05, 0.6))
    return Domain(D, place, given=((height, 1 - xi**2 - rho**2),))


@dataclass(frozen=True)
class SumOverCloud(Rule):
    """int over the unit ball in D dimensions of each entry, a sum of c xi^(2a) height^b, by Dirichlet's integral."""

    D: int
    name: str = "sum over the cloud"

    def __call__(self, integrands: sp.Tuple) -> sp.Tuple:
        return sp.Tuple(*[sp.simplify(sp.Add(*map(self._term, sp.Add.make_args(sp.expand(f))))) for f in integrands])

    def _term(self, term):
        powers = term.as_powers_dict()
        a, b = powers.get(xi, 0) / sp.Integer(2), powers.get(height, sp.S.Zero)
        rest = term / (xi ** (2 * a) * height**b)
        if rest.has(xi, height, rho) or not a.is_Integer:
            raise RuleError(f"{term} is no even power of xi times a power of height")
        across = sp.pi ** sp.Rational(self.D - 1, 2)
        gammas = sp.gamma(a + sp.S.Half) * sp.gamma(b + 1) / sp.gamma(a + b + 1 + sp.Rational(self.D, 2))
        return rest * across * gammas

    def residual(self, before, after, point, digits):
        with mpmath.workdps(digits + 12):
            pairs = zip(before, after, strict=True)
            return max(relative_difference(over_angles(self.D, a, digits), evaluate(b, {}, digits)) for a, b in pairs)


@functools.cache
def over_angles(D: int, integrand: sp.Expr, digits: int):
    """int over the unit ball of an expression in xi, height: xi = sin u, rho = cos u sin v make half-integer powers smooth."""
    function, names = compile_mpmath(integrand)
    sin, cos = mpmath.sin, mpmath.cos
    at = lambda u, v: function(*[{"xi": sin(u), "height": (cos(u) * cos(v)) ** 2}[name] for name in names])
    ring = {
        2: lambda u, v: 2 * cos(u) ** 2 * cos(v),
        3: lambda u, v: 2 * mpmath.pi * cos(u) ** 3 * sin(v) * cos(v),
    }
    with mpmath.workdps(digits + 12):
        over = lambda f: mpmath.quad(f, [0, mpmath.pi / 2], method="gauss-legendre")
        if D == 1:
            return 2 * over(lambda u: at(u, 0) * cos(u))
        return 2 * over(lambda u: over(lambda v: at(u, v) * ring[D](u, v)))


class Pushed(Rewrite):
    """(n^2, (d(x n)/dx)^2) where the density is ``height``."""

    def residual(self, before, after, point, digits):
        profile = (xi * before).subs(height, 1 - xi**2 - rho**2)
        slope = numerical_derivative(profile, xi, point, digits)
        expected = (evaluate(before, point, digits) ** 2, slope**2)
        return max(relative_difference(a, evaluate(b, point, digits)) for a, b in zip(expected, after, strict=True))


def _pushed(density):
    slope = sp.diff(density, xi) + sp.diff(density, height) * (-2 * xi)
    return sp.Tuple(density**2, sp.expand((density + xi * slope) ** 2))


@derivation
def pushed_over_mean(D: int) -> Derivation:
    """int dr (d(x n)/dx)^2 over int dr n^2 of a condensate."""
    return Derivation(
        "",
        height,
        (
            Step(Pushed("n^2 and (d(x n)/dx)^2", _pushed), "a push f = x of the spin moves d(x n)/dx"),
            Step(SumOverCloud(D), "Thomas-Fermi profile in a harmonic trap"),
            Step(Arithmetic("quotient of the two sums", lambda mean, pushed: pushed / mean)),
        ),
        cloud(D),
    )


@dataclass(frozen=True)
class Weighted(Rule):
    """(local value times the density, density)."""

    density: sp.Expr = height
    name: str = "weigh with the atoms"

    def __call__(self, local):
        return sp.Tuple(sp.powsimp(local * self.density), self.density)

    def residual(self, before, after, point, digits):
        with mpmath.workdps(2 * digits):
            local, density = (evaluate(part, point, digits) for part in (before, self.density))
            pairs = zip((local * density, density), after, strict=True)
            return max(relative_difference(a, evaluate(b, point, digits)) for a, b in pairs)


def _averaged(D: int, density: sp.Expr = height) -> tuple[Step, ...]:
    return (
        Step(Weighted(density), "average over the atoms"),
        Step(SumOverCloud(D), "Thomas-Fermi profile in a harmonic trap"),
        Step(Arithmetic("quotient of the two sums", lambda over, below: over / below), "per atom"),
    )


@derivation
def mean_density(D: int) -> Derivation:
    """<n> of a condensate over the density at its centre."""
    return Derivation("", height, _averaged(D), cloud(D))


@dataclass(frozen=True)
class AtHeight(Rule):
    """A quantity where the cloud has ``symbol`` times ``scale``, over its value at the centre."""

    symbol: sp.Symbol
    scale: sp.Expr
    name: str = "local density, over the value at the centre"

    def __call__(self, expr):
        local = sp.powsimp(sp.powdenest(sp.simplify(expr.subs(self.symbol, self.symbol * self.scale) / expr), force=True))
        if local.has(self.symbol):
            raise RuleError(f"no power of {self.symbol}: {expr}")
        return local

    def residual(self, before, after, point, digits):
        with mpmath.workdps(4 * digits):
            here = exact(point[self.symbol]) * evaluate(self.scale, point, 3 * digits)
            local, centre = (evaluate(before, dict(point) | {self.symbol: at}, 2 * digits) for at in (here, point[self.symbol]))
            return relative_difference(local / centre, evaluate(after, point, digits))


@derivation
def drag_average(D: int) -> Derivation:
    """<n_drag/n> of a balanced mixture of condensates over its value at the centre, any g12/g."""
    mixture = symmetric_gases(D)
    domain = Domain(D, (*mixture.domain.ranges, *cloud(D).ranges), mixture.domain.constraints)
    return Derivation(
        "",
        mixture.result / s.n,
        (Step(AtHeight(s.n, height), "the drag density is that of a uniform gas"), *_averaged(D)),
        replace(domain, given=(*mixture.domain.given, *cloud(D).given)),
    )


@derivation
def fermi_drag_average() -> Derivation:
    """<n_drag/n> of a dilute Fermi gas in three dimensions over its value at the centre, to the second order of k_F a."""
    exponent = sp.diff(fermi_momentum().result, s.n) * s.n / fermi_momentum().result  # k_F = n^exponent
    wave_number = sp.sqrt(height)  # k_F^2/2m = mu - V
    density = wave_number ** (1 / sp.simplify(exponent))
    place = cloud(3)
    return Derivation(
        "",
        drag_fraction().result,
        (
            Step(SecondOrderOf(kf_a), "weak interactions"),
            Step(AtHeight(kf_a, wave_number), "the drag density is that of a uniform gas"),
            *_averaged(3, density),
        ),
        replace(place, ranges=(*place.ranges, (kf_a, -1, -0.01))),
    )


@dataclass(frozen=True)
class SecondOrderOf(Rule):
    """The term of second order in a small parameter, which is the first."""

    small: sp.Symbol
    name: str = "second order"

    def __call__(self, expr):
        return sp.limit(expr / self.small**2, self.small, 0) * self.small**2

    def residual(self, before, after, point, digits):
        tiny = dict(point) | {self.small: sp.Rational(10) ** (-digits)}
        return relative_difference(evaluate(before, tiny, digits), evaluate(after, tiny, digits))
