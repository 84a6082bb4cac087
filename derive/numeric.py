"""Numbers from expressions, to any digits.

``evaluate`` never trusts a working precision: it computes twice, 25 digits apart, and raises the precision until two runs
agree; zeros agree on the highest alone, since what cancels altogether is zero below. Integrals are done with break points at
the scales that the caller names.
"""

from __future__ import annotations

import functools

import mpmath
import sympy as sp
from mpmath import mp

from .special import MPMATH as SPECIAL


class PrecisionError(ArithmeticError):
    """An expression does not settle to the digits asked for."""


def evaluate(expr, point: dict | None = None, digits: int = 30):
    """Value of ``expr`` at ``point`` (symbol -> exact number) as an ``mpf`` or ``mpc`` with ``digits`` correct digits.

    Raises :class:`PrecisionError` if cancellation eats more than the precision ladder allows.
    """
    function, names = compile_mpmath(expr)
    values = {str(key): value for key, value in (point or {}).items()}
    missing = [name for name in names if name not in values]
    if missing:
        raise KeyError(f"no value for {', '.join(missing)} in {str(expr)[:200]}")
    previous, ladder = None, (digits + 15, digits + 40, 2 * digits + 80, 4 * digits + 120, 8 * digits + 200)
    last = ladder[1] if sp.sympify(expr).has(sp.Integral) else ladder[-1]  # from where a zero is believed
    for working in ladder:
        with mp.workdps(working):
            try:
                current = function(*[exact(values[name]) for name in names])
            except ZeroDivisionError:  # a difference that vanishes at this precision: log(0), 1/0
                if working > 8 * digits:
                    raise
                continue
            if previous is not None and agrees(previous, current, digits) and (current != 0 or working >= last):
                return current
            previous = current
    raise PrecisionError(f"{str(expr)[:200]} at {point}: no {digits} digits within {working} digits of working precision")


def compile_mpmath(expr):
    """(callable, argument names) for ``expr``: mpmath numbers in, an mpmath number out, at the working precision."""
    return _compiled(sp.sympify(expr))


@functools.lru_cache(maxsize=256)
def _compiled(expr):
    symbols = sorted(expr.free_symbols, key=str)
    integrals = sorted(expr.atoms(sp.Integral), key=sp.default_sort_key)
    if not integrals:
        return sp.lambdify(symbols, expr, modules=[SPECIAL, "mpmath"], cse=True), [str(s) for s in symbols]
    slots = [sp.Symbol(f"_integral{i}") for i in range(len(integrals))]
    outer = sp.lambdify(
        [*symbols, *slots], expr.xreplace(dict(zip(integrals, slots, strict=True))), modules=[SPECIAL, "mpmath"], cse=True
    )
    inner = [(_integrator(integral, symbols)) for integral in integrals]
    return lambda *args: outer(*args, *[f(*args) for f in inner]), [str(s) for s in symbols]


def _integrator(integral: sp.Integral, symbols):
    if len(integral.limits) != 1:
        raise NotImplementedError("nested integrals are written one inside the other, innermost first")
    variable, low, high = integral.limits[0]
    integrand_at = _integrand(integral.function, variable, symbols)
    bounds = sp.lambdify(symbols, [low, high], modules=[SPECIAL, "mpmath"], cse=True)

    def value(*args):
        start, stop = bounds(*args)
        f = integrand_at(*args)
        total = mpmath.mpf(0)
        error = mpmath.mpf(0)
        for piece, ends in _panels(f, start, stop):
            part, estimate = mpmath.quad(piece, ends, method="gauss-legendre", error=True)
            total, error = total + part, error + estimate
        if error > mpmath.mpf(10) ** (12 - mp.dps) * (1 + abs(total)):
            raise PrecisionError(f"{integral} converges only to {mpmath.nstr(error, 3)}")
        return total

    return value


def _integrand(function: sp.Expr, variable, symbols):
    """A callable that turns values of ``symbols`` into a function of ``variable``; of a rational one by Horner's rule."""
    if not function.is_rational_function(variable):
        compiled = sp.lambdify([variable, *symbols], function, modules=[SPECIAL, "mpmath"], cse=True)
        return lambda *args: lambda t: compiled(t, *args)
    parts = [sp.Poly(part, variable).all_coeffs() for part in sp.fraction(sp.together(function))]
    coefficients = sp.lambdify(symbols, parts, modules=[SPECIAL, "mpmath"], cse=True)

    def at(*args):
        numerator, denominator = coefficients(*args)
        return lambda t: mp.polyval(numerator, t) / mp.polyval(denominator, t)

    return at


def _panels(f, start, stop):
    """Panels in geometric progression around 1; the tail in 1/t, where a decay like t^-2 becomes a smooth function."""
    if stop != mpmath.inf:
        ends = [start, *(start + (stop - start) / mpmath.mpf(4) ** k for k in range(8, -1, -1))]
        return [(f, [a, b]) for a, b in zip(ends, ends[1:], strict=False)]
    grid = [mpmath.mpf(4) ** k for k in range(-6, 7)]
    inner = [(f, [start + a, start + b]) for a, b in zip([0, *grid], grid, strict=False)]
    return [*inner, (lambda u: f(start + 1 / u) / u**2, [0, 1 / grid[-1]])]


def exact(value):
    """``value`` (int, Fraction, sympy number, mpf) at the current working precision."""
    if isinstance(value, (mpmath.mpf, mpmath.mpc)):
        return value
    if isinstance(value, sp.Rational):
        return mpmath.mpf(int(value.p)) / int(value.q)
    if isinstance(value, sp.Basic):
        return mpmath.mpmathify(sp.N(value, mp.dps + 5))
    if hasattr(value, "numerator"):
        return mpmath.mpf(int(value.numerator)) / int(value.denominator)
    return mpmath.mpmathify(value)


def agrees(a, b, digits: int, scale=0) -> bool:
    """True if ``a`` and ``b`` share ``digits`` digits relative to the larger of them (or to ``scale``)."""
    return abs(a - b) <= mpmath.mpf(10) ** (-digits) * max(abs(a), abs(b), abs(scale))


def relative_difference(a, b, scale=0):
    """abs(a - b) over the largest of abs(a), abs(b), abs(scale); 0 when all vanish."""
    size = max(abs(a), abs(b), abs(scale))
    return abs(a - b) / size if size else mpmath.mpf(0)


def section(expr, variable: str, values: dict):
    """``expr`` as a function of the symbol named ``variable``, with ``values`` for the others, at the working precision."""
    function, names = compile_mpmath(expr)
    known = {str(symbol): value for symbol, value in values.items()}
    given = [None if name == variable else exact(known[name]) for name in names]
    return lambda at: function(*[at if value is None else value for value in given])
