"""A closed form as a rigorous enclosure: every operation is carried out on Arb balls, from exact rational input.

The ball returned by :func:`enclose` contains the exact value.  A radius that stays too large is an error, never a
silent widening; a quantity whose imaginary part does not enclose zero is an error too.
"""

from __future__ import annotations

import math

import mpmath
import sympy as sp
from entrainment.derive import special
from flint import acb, arb, ctx, fmpq

from .ball_integrals import NotIntegrable, arc_deficit, integral_ball


class NotEnclosable(ArithmeticError):
    """An expression has no ball of the radius asked for, or contains something that balls cannot evaluate."""


class NotReal(NotEnclosable):
    """A ball of an expression excludes the real axis."""


_UNARY = {
    sp.log: "log",
    sp.exp: "exp",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.tan: "tan",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.asin: "asin",
    sp.acos: "acos",
    sp.atan: "atan",
    sp.asinh: "asinh",
    sp.acosh: "acosh",
    sp.atanh: "atanh",
    sp.gamma: "gamma",
    sp.loggamma: "lgamma",
}
_OFF_THE_REAL_AXIS = {  # where a real argument has a complex value
    sp.log: lambda x: x < 0,
    sp.acosh: lambda x: x < 1,
    sp.acos: lambda x: abs(x) > 1,
    sp.asin: lambda x: abs(x) > 1,
    sp.atanh: lambda x: abs(x) > 1,
}
_CARLSON = {
    special.carlson_rc: acb.elliptic_rc,
    special.carlson_rf: acb.elliptic_rf,
    special.carlson_rd: acb.elliptic_rd,
    special.rc_deficit: lambda q: acb.elliptic_rj(1, 1, 1, 1 + q) / 3,
    special.log_ratio: lambda q: acb(1) if q.is_zero() else (1 + q).log() / q,
    special.arc_deficit: arc_deficit,
}
_CONSTANTS = {sp.pi: arb.pi, sp.E: arb.const_e, sp.EulerGamma: arb.const_euler, sp.Catalan: arb.const_catalan}


def enclose(expr, point: dict | None = None, digits: int = 50) -> arb:
    """A ball around ``expr`` at the exact ``point`` whose radius is below ``10**-digits`` of its midpoint.

    Raises :class:`NotEnclosable` if that radius is not reached (an exact zero is returned as a ball around zero of
    radius below ``10**-digits``), or if the value is not real.
    """
    start = math.ceil((digits + 10) * math.log2(10)) + 40
    for bits in (start, 2 * start, 4 * start):
        ball = BallsAt(point or {}, bits)(expr)
        if _is_small(ball, digits):
            return ball
    raise NotEnclosable(f"{expr} at {point}: {digits} digits not reached, the ball is {ball}")


class BallsAt:
    """Balls of any number of expressions at one exact point and one precision; what they share is evaluated once."""

    def __init__(self, point: dict, bits: int = 120):
        self.point, self.bits, self.known = dict(point), bits, {}

    def __call__(self, expr) -> arb:
        """A ball around ``expr``, of any radius.  Raises :class:`NotEnclosable`."""
        expr = sp.sympify(expr)
        with precision(self.bits):
            return _real(_ball(expr, self.point, self.known))


def difference_contains_zero(a: arb, b: arb, digits: int) -> tuple[bool, bool]:
    """(``a - b`` contains zero, its radius is below ``10**-digits`` of the larger midpoint)."""
    with precision(math.ceil(digits * math.log2(10)) + 80):
        gap = a - b
        size = abs(a).upper().max(abs(b).upper())
        return bool(gap.contains(0)), bool(gap.rad() <= size * arb(10) ** -digits)


def contains(ball: arb, value, digits: int) -> bool:
    """Can ``value``, known to ``digits`` digits, be what ``ball`` encloses?"""
    with precision(math.ceil(digits * math.log2(10)) + 80):
        centre = arb(mpmath.nstr(value, digits + 10, strip_zeros=False))
        return bool(ball.overlaps(arb(centre, abs(centre) * arb(10) ** -digits)))


def radius_exponent(a: arb, b: arb) -> int:
    """Decimal exponent of the radius of ``a - b`` relative to the larger of the two (0 if that is not finite)."""
    with precision(400):
        ratio = (a - b).rad() / abs(a).upper().max(abs(b).upper())
        if not ratio.is_finite() or ratio.is_zero():
            return 0 if not ratio.is_finite() else -400
        return math.ceil(float((ratio.log() / arb(10).log()).mid()))


class precision:
    """Working precision in bits for the duration of a block."""

    def __init__(self, bits: int):
        self.bits = bits

    def __enter__(self):
        self.previous = ctx.prec
        ctx.prec = max(self.bits, 53)

    def __exit__(self, *exc):
        ctx.prec = self.previous


def _is_small(ball: arb, digits: int) -> bool:
    if not ball.is_finite():
        return False
    bound = arb(10) ** -digits
    return bool(ball.rad() <= bound * abs(ball).lower()) or bool(ball.contains(0) and ball.rad() <= bound)


def _real(value) -> arb:
    if isinstance(value, acb):
        if not value.imag.contains(0):
            raise NotReal(f"the value is not real: {value}")
        return value.real
    return value


def _ball(expr, point, memo):
    if expr not in memo:
        memo[expr] = _compute(expr, point, memo)
    return memo[expr]


def _compute(expr, point, memo):
    if expr.is_Symbol:
        if expr not in point:
            raise NotEnclosable(f"no value for {expr}")
        return _ball(sp.sympify(point[expr]), {}, memo)
    if expr.is_Rational:
        return arb(fmpq(int(expr.p), int(expr.q)))
    if expr.is_Float:
        return _ball(sp.Rational(expr), {}, memo)
    if expr in _CONSTANTS:
        return _CONSTANTS[expr]()
    if expr is sp.I:
        return acb(0, 1)
    if isinstance(expr, sp.Piecewise):
        for branch, condition in expr.args:
            if _decide(condition, point, memo):
                return _ball(branch, point, memo)
        raise NotEnclosable(f"no branch of {expr} applies")
    if not expr.args:
        raise NotEnclosable(f"no ball for {expr}")
    if expr.is_Pow:
        return _power(expr, point, memo)
    if isinstance(expr, sp.Integral):
        try:
            return integral_ball(expr, lambda symbol: _ball(symbol, point, memo), int(ctx.prec / 3.33))
        except NotIntegrable as error:
            raise NotEnclosable(str(error)) from None
    if isinstance(expr, sp.Derivative | sp.Sum):
        raise NotEnclosable(f"no ball for an unevaluated {type(expr).__name__.lower()}")
    args = [_ball(arg, point, memo) for arg in expr.args]
    return _apply(expr, args)


def _apply(expr, args):
    if expr.is_Add:
        return sum(args[1:], args[0])
    if expr.is_Mul:
        product = args[0]
        for factor in args[1:]:
            product = product * factor
        return product
    if isinstance(expr, sp.Abs):
        return abs(args[0])
    if isinstance(expr, sp.Max | sp.Min):
        chosen = args[0]
        for other in args[1:]:
            chosen = chosen.max(other) if isinstance(expr, sp.Max) else chosen.min(other)
        return chosen
    if isinstance(expr, sp.polygamma) and expr.args[0] == 0:
        return args[1].digamma()
    if expr.func in _CARLSON:
        return _demote(_CARLSON[expr.func](*[acb(arg) for arg in args]))
    if expr.func in _UNARY:
        (arg,) = args
        leaves = _OFF_THE_REAL_AXIS.get(expr.func)
        if leaves and isinstance(arg, arb) and leaves(arg):
            arg = acb(arg)
        return getattr(arg, _UNARY[expr.func])()
    raise NotEnclosable(f"no ball for {expr.func.__name__}")


def _demote(value: acb):
    return value.real if value.imag.is_zero() else value


def _power(expr, point, memo):
    base = _ball(expr.base, point, memo)
    if expr.exp.is_Integer:
        return base ** int(expr.exp)
    if isinstance(base, arb) and bool(base < 0):
        base = acb(base)
    if expr.exp.is_Rational and expr.exp.q == 2:
        return base.sqrt() ** int(expr.exp.p)
    return base ** _ball(expr.exp, point, memo)


def _decide(condition, point, memo) -> bool:
    """Truth of a relation; balls that overlap zero are decided exactly or not at all."""
    if condition in (sp.true, sp.false):
        return bool(condition)
    if isinstance(condition, sp.And | sp.Or):
        return (all if isinstance(condition, sp.And) else any)(_decide(part, point, memo) for part in condition.args)
    gap = _real(_ball(condition.lhs - condition.rhs, point, memo))
    if gap > 0:
        return bool(condition.func(1, 0))
    if gap < 0:
        return bool(condition.func(-1, 0))
    exact = sp.simplify((condition.lhs - condition.rhs).subs(point))
    if exact.is_Rational:
        return bool(condition.func(exact, 0))
    raise NotEnclosable(f"{condition} cannot be decided at {point}")
