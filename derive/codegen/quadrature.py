"""The rule for integrals over a mode's momentum: 20-point Gauss-Legendre on panels fixed by two momentum scales.

All branch points of the integrand lie on the imaginary axis between i soft and i hard.  The tail starts at hard/2 and is
integrated in 1/p; below it lie panels from p to 16 p, integrated in log p, down to the first panel, which ends at 2 soft or
below: then every panel has its Bernstein ellipse of parameter 2.49 or more free of branch points, and 20 nodes give
2.49**-40 = 1e-16.  Scales within a factor 4 need two panels, which meet at sqrt(soft hard).

Panels of a fixed ratio have nodes that are a table times p: a kernel needs neither logarithm nor exponential, and its loops
over nodes run in vector registers.  For that the sum over nodes may be taken in any order (``reassoc``), nothing else.
"""

from __future__ import annotations

import functools
import math

import mpmath

from .lines import call

POINTS = 20
RATIO = 16  # of the momenta at the ends of a panel
DECADES = 8  # by which the soft scale may lie below the hard one before it is no longer resolved
LOOP = '@njit(error_model="numpy", fastmath={"reassoc"})'


@functools.cache
def gauss_legendre(points: int = POINTS) -> tuple[tuple[mpmath.mpf, ...], tuple[mpmath.mpf, ...]]:
    """Nodes and weights on [0, 1] to 50 digits, nodes ascending."""
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
        return nodes, weights


def most_panels(decades: int) -> int:
    """Panels of an integral whose soft scale lies ``decades`` below the hard one."""
    return 2 + math.ceil((decades * math.log(10) - math.log(4)) / math.log(RATIO))


@functools.cache
def tables() -> dict[str, tuple[str, ...]]:
    """Momenta and weights of the first panel, of the tail and of a panel in between, in units of where each begins."""
    nodes, weights = gauss_legendre()
    with mpmath.workdps(50):
        powers = [mpmath.mpf(RATIO) ** x for x in nodes]
        columns = {
            "_NODES": nodes,
            "_WEIGHTS": weights,
            "_TAIL_NODES": [1 / x for x in nodes],
            "_TAIL_WEIGHTS": [w / x**2 for x, w in zip(nodes, weights, strict=True)],
            "_PANEL_NODES": powers,
            "_PANEL_WEIGHTS": [w * p * mpmath.log(RATIO) for w, p in zip(weights, powers, strict=True)],
        }
        return {name: tuple(mpmath.nstr(value, 17, strip_zeros=False) for value in column) for name, column in columns.items()}


def tables_text() -> str:
    """The tables as module constants."""
    return "\n".join(_table(name, values) for name, values in tables().items())


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

    def add(table: str, unit: str, function: tuple[str, list[str]], depth: int) -> str:
        momentum = f"{unit}*{table}NODES[i]"
        return "\n".join(call(f"total += {table}WEIGHTS[i]*{unit}*", function[0], [momentum, *function[1]], "    " * depth))

    head = "\n".join(call("def ", name, ["soft", "hard", *parameters], "", ":"))
    return f'''\
{LOOP}
{head}
    """int_0^oo dp: {POINTS}-point Gauss-Legendre up to 2 soft at most, in log p up to hard/2, and in 1/p beyond."""
    p_split = _tail_start(soft, hard)
    p_first = p_split
    while p_first > 2.0*soft:
        p_first *= {1 / RATIO}
    total = 0.0
    for i in range({POINTS}):
{add("_", "p_first", inner, 2)}
    for i in range({POINTS}):
{add("_TAIL_", "p_split", outer, 2)}
    p_low = p_first
    while p_low < p_split:
        for i in range({POINTS}):
{add("_PANEL_", "p_low", inner, 3)}
        p_low *= {RATIO}.0
    return total
'''
