"""Balls of integrals, from zero to infinity or over a finite range: rigorous quadrature of the integrand on Arb balls.

A finite range is taken as it stands.  The half line is cut at one point; beyond it the inverse of the variable is
integrated.  At either end of it the leading power is divided out of every sum, root and quotient of the integrand, so that
it is analytic up to and including the end.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable

import sympy as sp
from entrainment.derive import special
from flint import acb, arb, fmpq

CUT = 2  # the momentum at which the variable is inverted; any positive number gives the same value


class NotIntegrable(ArithmeticError):
    """An integrand or its range is of a form that is not enclosed here."""


def integral_ball(integral: sp.Integral, values: Callable[[sp.Symbol], arb], digits: int) -> arb:
    """A ball around ``integral`` at the present precision; ``values`` gives the balls of its parameters.

    Raises :class:`NotIntegrable` for a half line other than zero to infinity and for an integrand that is singular at an end.
    """
    pieces, parameters = _compiled(integral)
    at = [acb(values(symbol)) for symbol in parameters]
    tolerance = arb(10) ** (-digits - 5)
    total = acb(0)
    for integrand, constants, start, end in pieces:
        given = [*at, *[constant() for constant in constants]]
        over = lambda t, analytic, f=integrand, g=given: f(t, analytic, *g)
        total += acb.integral(over, acb(start()), acb(end()), rel_tol=tolerance)
    if not total.is_finite():
        raise NotIntegrable(f"no finite ball for an integral over {integral.variables[0]}")
    return total.real


@functools.cache
def _compiled(integral: sp.Integral):
    """(integrand, constants, start, end) of every piece, and the parameters of all."""
    (variable, *limits), *others = integral.limits
    parameters = sorted(integral.free_symbols, key=str)
    if others or len(limits) != 2 or not all(_is_end(limit) for limit in limits) and limits != [0, sp.oo]:
        raise NotIntegrable(f"no ball for an integral over {integral.limits}")
    if limits != [0, sp.oo]:
        return [(*_function(integral.function, variable, parameters), *map(_thunk, limits))], parameters
    inverse = sp.Dummy("u", positive=True)
    beyond = integral.function.subs(variable, 1 / inverse) / inverse**2
    pieces = ((integral.function, variable, CUT), (beyond, inverse, 1 / sp.Integer(CUT)))
    ends = lambda end: (_thunk(sp.S.Zero), _thunk(sp.sympify(end)))
    return [(*_function(_regular(part, t), t, parameters), *ends(end)) for part, t, end in pieces], parameters


def _is_end(limit) -> bool:
    """Is ``limit`` a rational number of ones or of pi?"""
    return bool(limit.is_Rational or (limit / sp.pi).is_Rational)


def _regular(integrand, variable):
    power, rest = leading_power(integrand, variable)
    if not (power.is_Integer and power >= 0):
        raise NotIntegrable(f"the integrand behaves like {variable}**({power}) at an end of its range")
    return variable**power * rest


def leading_power(expr, variable) -> tuple[sp.Expr, sp.Expr]:
    """(power, rest) with ``expr = variable**power * rest`` and ``rest`` regular where ``variable`` vanishes.

    Unless leading terms of a sum cancel, ``rest`` does not vanish there either.
    """
    if not expr.has(variable):
        return sp.S.Zero, expr
    if expr == variable:
        return sp.S.One, sp.S.One
    if expr.is_Mul:
        powers, rests = zip(*(leading_power(factor, variable) for factor in expr.args), strict=True)
        return sp.Add(*powers), sp.Mul(*rests)
    if expr.is_Pow and expr.exp.is_Rational:
        power, rest = leading_power(expr.base, variable)
        return power * expr.exp, rest**expr.exp
    if expr.is_Add:
        parts = [leading_power(term, variable) for term in expr.args]
        lowest = min(power for power, _ in parts)
        return lowest, sp.Add(*(variable ** (power - lowest) * rest for power, rest in parts))
    raise NotIntegrable(f"no leading power of {variable} in {type(expr).__name__}")


def _function(expr, variable, parameters):
    """(f(variable, analytic, *parameters, *constants), thunks of the constants) evaluating ``expr`` on complex balls."""
    names = {symbol: f"a{number}" for number, symbol in enumerate([variable, *parameters])}
    constants: dict = {}
    temporaries = (sp.Dummy(f"t{number}") for number in itertools.count())
    assignments, (whole,) = sp.cse(expr, symbols=temporaries)
    lines = []
    for number, (symbol, value) in enumerate(assignments):
        lines.append(f"    x{number} = {_text(value, names, constants)}")
        names[symbol] = f"x{number}"
    lines.append(f"    return {_text(whole, names, constants)}")
    arguments = [f"a{number}" for number in range(len(parameters) + 1)]
    arguments.insert(1, "analytic")
    scope: dict = {"root": lambda ball, analytic: ball.sqrt(analytic=analytic), "arc_deficit": arc_deficit}
    exec("\n".join([f"def integrand({', '.join([*arguments, *constants.values()])}):", *lines]), scope)
    return scope["integrand"], [_thunk(constant) for constant in constants]


def _text(expr, names, constants) -> str:
    if expr in names:
        return names[expr]
    if expr.is_Integer:
        return f"({expr})"
    if expr.is_Rational or expr is sp.pi:
        return constants.setdefault(expr, f"c{len(constants)}")
    if expr.is_Add or expr.is_Mul:
        return "(" + (" + " if expr.is_Add else "*").join(_text(part, names, constants) for part in expr.args) + ")"
    if expr.is_Pow and (2 * expr.exp).is_Integer:
        base = _text(expr.base, names, constants)
        if expr.base.is_Integer:
            base = constants.setdefault(expr.base, f"c{len(constants)}")
        if expr.exp.is_Integer:
            return f"{base}**({expr.exp})"
        return f"root({base}, analytic)**({2 * expr.exp})"
    if isinstance(expr, sp.sin | sp.cos):  # entire: no flag to be forwarded
        return f"{_text(expr.args[0], names, constants)}.{type(expr).__name__}()"
    if isinstance(expr, special.arc_deficit):
        return f"arc_deficit({_text(expr.args[0], names, constants)})"
    raise NotIntegrable(f"no ball for {type(expr).__name__} inside an integral")


def arc_deficit(theta: acb) -> acb:
    """A ball of V of ``special.arc_deficit``, which has poles alone; not finite on a ball with a pole."""
    if not abs(theta).upper() < arb(0.5):
        return (1 - theta * theta.cot()) / theta.sin() ** 2
    around = 1 + theta.tan() ** 2  # far from the cut of R_J
    return around * acb.elliptic_rj(1, 1, 1, around) / 3


def _thunk(constant):
    """The ball of a rational number of ones or of pi, at the precision of the time."""
    times, number = (arb.pi, constant / sp.pi) if constant.has(sp.pi) else (lambda: arb(1), constant)
    return lambda: acb(times() * arb(fmpq(int(number.p), int(number.q))))
