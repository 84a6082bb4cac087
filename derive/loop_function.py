"""The loop of two quasiparticles at nonzero temperature: Matsubara sum, Lorentzian broadening, two closed forms.

aminov2024 Eqs. (9)-(11).  The Matsubara sum is a sum over poles with Bose factors.  A Lorentzian is the boundary value
of 1/(x - E -+ i gamma): an average of a function that is analytic in one half plane is its value at E +- i gamma.
Linear Bose factors give (11).  The exact average splits n_B into N_+ + N_-, analytic in the upper and the lower half
plane: N_+(x) = T/2x - 1/4 + (i/2 pi) psi(1 - i x/2 pi T), N_-(x) = conj N_+(conj x); half of the pole of n_B at x = 0 is
given to either part, which is the principal value of (10) there.  Invariant: retarded, analytic for Im omega > 0.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import mpmath
import sympy as sp

from .domain import Domain
from .notation import E_1, E_2, T, gamma, hbar, omega, w_l, x_1, x_2
from .numeric import compile_mpmath, evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Rule, RuleError

level = sp.Symbol("level", real=True)  # hbar times a Matsubara frequency over which the loop is summed
index = sp.Symbol("index", positive=True)

#: Two poles at any energies, a force of any frequency.
LOOP = Domain(
    3,
    (
        (hbar, 0.5, 2),
        (T, 0.3, 3),
        (omega, 0.1, 5),
        (gamma, 0.05, 2),
        (E_1, -4, 4),
        (E_2, -4, 4),
        (x_1, -4, 4),
        (x_2, -4, 4),
        (index, 1, 6),
    ),
    given=((w_l, 2 * sp.pi * T * sp.floor(index)),),
)


def bose(energy) -> sp.Expr:
    """n_B(x) = 1/(exp(x/T) - 1)."""
    return 1 / (sp.exp(energy / T) - 1)


def bose_slope(energy) -> sp.Expr:
    """n_B'(x)."""
    return -sp.exp(energy / T) / (T * (sp.exp(energy / T) - 1) ** 2)


@dataclass(frozen=True)
class MatsubaraSum(Rule):
    """Sum over bosonic frequencies of a rational function by its poles: -sum of residues times n_B, n_B(z + i w_l) = n_B(z)."""

    name: str = "sum over the Matsubara frequencies"

    def __call__(self, term: sp.Expr) -> sp.Expr:
        at = sp.Symbol("at")
        function = term.subs(level, at / sp.I) / T
        total = sp.S.Zero
        for pole, order in sp.roots(sp.Poly(sp.fraction(sp.together(function))[1], at)).items():
            if order > 1:
                raise RuleError("two poles coincide")
            residue = sp.cancel(function * (at - pole)).subs(at, pole)
            total -= residue * bose(pole.subs(w_l, 0))
        return sp.factor(sp.cancel(sp.together(total)))

    def residual(self, before, after, point, digits):
        """The sum itself: pairs of frequencies +-n, the tail by Euler and Maclaurin."""
        function, names = compile_mpmath(before)
        with mpmath.workdps(2 * digits):
            values = {str(k): exact(v) for k, v in point.items()}
            at = lambda n: function(*[2 * mpmath.pi * values["T"] * n if name == "level" else values[name] for name in names])
            pair = lambda n: at(n) + at(-n)
            start = 400
            head = at(0) + mpmath.fsum(pair(mpmath.mpf(n)) for n in range(1, start))
            tail = mpmath.sumem(pair, [start, mpmath.inf], tol=mpmath.mpf(10) ** -(digits + 5))
            return relative_difference(head + tail, evaluate(after, point, digits))


@derivation
def kernel() -> Derivation:
    """S of two undamped poles x_1, x_2 at a Matsubara frequency w_l of the force."""
    term = -T / ((sp.I * level - x_1 + sp.I * w_l) * (sp.I * level - x_2))
    return Derivation("", term, (Step(MatsubaraSum(), "n_B has poles of residue T at i level"),), LOOP)


def retarded(energy_1, energy_2) -> sp.Expr:
    """hbar omega + x_2 - x_1 at complex energies."""
    return hbar * omega + energy_2 - energy_1


@dataclass(frozen=True)
class LinearBoseFactors(Rule):
    """n_B to first order around both maxima, averaged over both Lorentzians."""

    name: str = "expand n_B to first order and average over the Lorentzians"

    def __call__(self, undamped: sp.Expr) -> sp.Expr:
        width = hbar * gamma
        upper, lower = E_2 + sp.I * width, E_1 - sp.I * width
        numerator = sp.factor(sp.cancel(undamped * (sp.I * w_l + x_2 - x_1)))
        if sp.simplify(numerator - bose(x_2) + bose(x_1)) != 0:
            raise RuleError("not the loop of two poles")
        numerator = bose(E_2) + bose_slope(E_2) * (upper - E_2) - bose(E_1) - bose_slope(E_1) * (lower - E_1)
        return numerator / retarded(lower, upper)

    def residual(self, before, after, point, digits):
        """Averages over real energies by quadrature, at Im omega > 0."""
        frequency, inner, average = _average_of_tangents(_loop_values(point), digits)
        found = evaluate(after, dict(point) | {omega: frequency}, digits)
        return max(inner, relative_difference(average, found))


def _loop_values(point) -> tuple:
    """What the loop depends on: hbar, gamma, omega, E_1, E_2, T."""
    return tuple(point[symbol] for symbol in (hbar, gamma, omega, E_1, E_2, T))


@functools.cache
def _average_of_tangents(point: tuple, digits: int) -> tuple:
    """(omega + 3 i gamma, residual of the inner average, the loop there with n_B to first order)."""
    with mpmath.workdps(2 * digits):
        hbar, gamma, omega, e1, e2, t = map(exact, point)
        width, w = hbar * gamma, hbar * (omega + 3j * gamma)
        (n1, slope1), (n2, slope2) = (
            [evaluate(form(E_1), {E_1: e, T: t}, 2 * digits) for form in (bose, bose_slope)] for e in (e1, e2)
        )
        far = abs(w) + abs(e1 - e2)
        inner = _average(lambda x: 1 / (w + e2 - x), e1, width, far)
        first = _average(lambda y: (n2 + slope2 * (y - e2)) / (w + y - e1 + 1j * width), e2, width, far)
        second = _average(lambda x: (n1 + slope1 * (x - e1)) / (w + e2 + 1j * width - x), e1, width, far)
        return w / hbar, relative_difference(inner, 1 / (w + e2 - e1 + 1j * width)), first - second


def _average(function, centre, width, far):
    """int dx (width/pi)/((x - centre)^2 + width^2) f(x), in the angle of x = centre + width tan(angle).

    ``far``: distance to the pole of f, beyond which it is smooth in 1/x.
    """
    ends = [mpmath.pi / 2, *(mpmath.atan(far * scale / width) for scale in (8, 2, mpmath.mpf(1) / 2, mpmath.mpf(1) / 8))]
    angles = [*(-angle for angle in ends), mpmath.mpf(0), *reversed(ends)]
    return mpmath.quad(lambda angle: function(centre + width * mpmath.tan(angle)), angles) / mpmath.pi


@derivation
def linearised() -> Derivation:
    """S(E_1, E_2) with damping gamma and Bose factors to first order around the maxima."""
    return kernel().then(
        Step(LinearBoseFactors(), "close x_2 in the upper and x_1 in the lower half plane: i w_l -> hbar omega + i 0")
    )


def bose_part(sign: int, energy) -> sp.Expr:
    """N_+ or N_-, the part of n_B that is analytic in the upper or lower half plane."""
    half = sign * sp.I / (2 * sp.pi) * sp.digamma(1 - sign * sp.I * energy / (2 * sp.pi * T))
    return T / (2 * energy) - sp.Rational(1, 4) + half


@dataclass(frozen=True)
class DigammaParts(Rule):
    """The exact average over both Lorentzians, by residues of N_+ and N_-."""

    name: str = "average over the Lorentzians, N_+ closed above and N_- below"

    def __call__(self, undamped: sp.Expr) -> sp.Expr:
        del undamped
        width, shift = sp.I * hbar * gamma, hbar * omega
        d = E_1 - E_2 - shift
        at_width = bose_part(-1, E_1 - width) - bose_part(1, E_2 + width)
        at_zero = bose_part(1, E_1 + width) - bose_part(-1, E_2 - width)
        crossed = bose_part(-1, E_1 - shift - width) - bose_part(1, E_2 + shift + width)
        return at_width / (d - 2 * width) + at_zero / d - 2 * width / (d * (d - 2 * width)) * crossed

    def residual(self, before, after, point, digits):
        """Quadrature over real energies; the principal value at 0 by folding, n_B(-y) = -1 - n_B(y); Im omega > 0."""
        frequency, average = _average_over_energies(_loop_values(point), digits)
        return relative_difference(average, evaluate(after, dict(point) | {omega: frequency}, digits))


@functools.cache
def _average_over_energies(point: tuple, digits: int) -> tuple:
    """(omega + i gamma, the loop there averaged over both Lorentzians)."""
    with mpmath.workdps(2 * digits):
        hbar, gamma, omega, e1, e2, t = map(exact, point)
        width, w = hbar * gamma, hbar * (omega + 1j * gamma)
        lorentz = lambda y, e: width / mpmath.pi / ((y - e) ** 2 + width**2)
        first = _thermal(lambda y: lorentz(y, e2) / (w + y - e1 + 1j * width), t, (e2, e1, width, abs(w)))
        second = _thermal(lambda y: lorentz(y, e1) / (w + e2 + 1j * width - y), t, (e2, e1, width, abs(w)))
        return w / hbar, first - second


def _thermal(weight, t, scales):
    """Principal value of int dy n_B(y) weight(y)."""
    size = max(map(abs, scales))
    ends = sorted({mpmath.mpf(0), *(abs(scale) for scale in scales), size / 2, 2 * size, 4 * size})
    far, step = 2 * mpmath.mp.dps * t, 4 * max(t, size)
    beyond = [ends[-1] + step * k for k in range(2 + max(0, int((far - ends[-1]) / step)))]
    balanced = lambda y: (weight(y) - weight(-y)) / mpmath.expm1(y / t)
    folded = mpmath.quad(balanced, ends) + mpmath.quad(balanced, beyond, method="gauss-legendre")
    near = mpmath.quad(lambda y: weight(-y), ends)
    tail = mpmath.quad(lambda u: weight(-1 / u) / u**2, [0, 1 / ends[-1]])
    return folded - near - tail


@derivation
def exact_average() -> Derivation:
    """S(E_1, E_2) with damping gamma, any temperature: the integral (10), exactly, in digamma functions."""
    return kernel().then(Step(DigammaParts(), "the pole of n_B at zero energy is read as a principal value"))
