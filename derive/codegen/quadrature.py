"""The rule for integrals over a mode's momentum: 20-point Gauss-Legendre on panels fixed by two momentum scales.

All branch points of the integrand lie on the imaginary axis between i soft and i hard.  The first panel ends at
2 soft, the tail starts at hard/2 and is integrated in 1/p, and the panels in between have equal length, at most 3, in
log p: then every panel has its Bernstein ellipse of parameter 2.49 or more free of branch points, and 20 nodes
give 2.49**-40 = 1e-16.  Scales within a factor 4 need two panels, which meet at sqrt(soft hard).
"""

from __future__ import annotations

import functools
import math

import mpmath

from .lines import call

POINTS = 20
PANEL = 3  # largest length of a panel in log p
DECADES = 8  # by which the soft scale may lie below the hard one before it is no longer resolved


@functools.cache
def gauss_legendre(points: int = POINTS) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Nodes and weights on [0, 1] to 17 significant digits, nodes ascending."""
    with mpmath.workdps(50):
        pairs = []
        for k in range(points):
            x = mpmath.cos(mpmath.pi * (k + mpmath.mpf(3) / 4) / (points + mpmath.mpf(1) / 2))
            for _ in range(8):
                value = mpmath.legendre(points, x)
                slope = points * (x * value - mpmath.legendre(points - 1, x)) / (x**2 - 1)
                x -= value / slope
            pairs.append(((1 + x) / 2, 1 / ((1 - x**2) * slope**2)))
        pairs.sort()
        nodes, weights = zip(*pairs, strict=True)
        return _digits(nodes), _digits(weights)


def most_panels(decades: int) -> int:
    """Panels of an integral whose soft scale lies ``decades`` below the hard one."""
    return 2 + math.ceil((decades * math.log(10) - math.log(4)) / PANEL)


def _digits(values) -> tuple[str, ...]:
    return tuple(mpmath.nstr(value, 17, strip_zeros=False) for value in values)


def tables_text() -> str:
    """The tables as module constants."""
    nodes, weights = gauss_legendre()
    return f"{_table('_NODES', nodes)}\n{_table('_WEIGHTS', weights)}"


def _table(name: str, values: tuple[str, ...]) -> str:
    rows = [", ".join(values[k : k + 4]) for k in range(0, len(values), 4)]
    return f"{name} = np.array([\n" + "".join(f"    {row},\n" for row in rows) + "])"


TAIL_START = '''\
@njit(error_model="numpy")
def _tail_start(soft, hard):
    """Momentum from which an integral over all momenta is done in 1/p."""
    return sqrt(soft*hard) if hard <= 4.0*soft else 0.5*hard
'''


def integral_text(name: str, parameters: list[str], inner: tuple[str, list[str]], outer: tuple[str, list[str]]) -> str:
    """Text of the function that integrates ``inner`` below and ``outer`` above the start of the tail.

    Each is a name and the parameters that follow the momentum in its call.
    """

    def add(weight: str, function: tuple[str, list[str]], momentum: str, depth: int) -> str:
        return "\n".join(call(f"total += {weight}*", function[0], [momentum, *function[1]], "    " * depth))

    head = "\n".join(call("def ", name, ["soft", "hard", *parameters], "", ":"))
    return f'''\
@njit(error_model="numpy")
{head}
    """int_0^oo dp: {POINTS}-point Gauss-Legendre up to 2 soft, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split if hard <= 4.0*soft else 2.0*soft
    total = 0.0
    for i in range({POINTS}):
        x = _NODES[i]
{add("_WEIGHTS[i]*p_first", inner, "p_first*x", 2)}
{add("_WEIGHTS[i]*p_split/(x*x)", outer, "p_split/x", 2)}
    if p_first < p_split:
        length = log(p_split/p_first)
        panels = ceil(length/{PANEL}.0)
        step = length/panels
        ratio = exp(step)
        for i in range({POINTS}):
            p = p_first*exp(step*_NODES[i])
            for _ in range(panels):
{add("_WEIGHTS[i]*step*p", inner, "p", 4)}
                p *= ratio
    return total
'''
