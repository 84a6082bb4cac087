"""An integral is returned only if two node families, each converged by itself, agree to the requested digits.

The families are tanh-sinh (clustered at the ends of every piece, insensitive
to end-point singularities) and Gauss-Legendre (spread over the piece, sensitive
to structure in its middle).  Both converge quadratically: each is refined until
the square of its last change is negligible.  The proof is that they agree; where
they do not, both are refined until the last change itself is negligible.
"""

from functools import cache

from mpmath import mp
from mpmath.calculus.quadrature import GaussLegendre

from .mpfr import is_mpfr, to_mpf, to_mpfr

GUARD_DIGITS = 1
TANH_SINH_LEVELS = range(1, 9)
GAUSS_LEGENDRE_DEGREES = range(2, 9)


class ReferenceDisagreement(ArithmeticError):
    """Two evaluations of the same definition differ by more than the requested digits.

    `values` holds both results.
    """

    def __init__(self, message, values):
        super().__init__("{}: {}".format(message, " against ".join(_show(v) for v in values)))
        self.values = tuple(values)


def _show(value):
    if isinstance(value, (list, tuple)):
        return "[{}]".format(", ".join(_show(v) for v in value))
    return mp.nstr(value, 25)


def integrate(f, breakpoints, digits, floor=0):
    """Integral of f over [breakpoints[0], breakpoints[-1]], by two node families.

    f           -- function of one number, returning a number or a list of them (several
                   integrals over the same nodes): mpfr if the break points are, else mpf
    breakpoints -- increasing finite numbers; put one at every physical scale
    digits      -- requested relative accuracy, measured against max(|integral|, floor)
    floor       -- number, or list of numbers, below which accuracy is absolute

    Returns an mpf (a list if f returns lists).  Nodes are taken with 2*digits
    working digits.  Raises ReferenceDisagreement if one family does not converge
    or if the two families disagree.
    """
    with mp.workdps(2 * digits + 20):
        points = list(breakpoints) if is_mpfr(breakpoints[-1]) else [mp.mpf(b) for b in breakpoints]
        if len(points) < 2 or any(b <= a for a, b in zip(points, points[1:], strict=False)):
            raise ValueError("break points must increase")
        pieces = list(zip(points, points[1:], strict=False))
        is_list = isinstance(f((pieces[0][0] + pieces[0][1]) / 2), (list, tuple))
        vector = f if is_list else lambda x: [f(x)]
        for sought in (0.6 * digits, digits + GUARD_DIGITS):
            rules = (rule(digits, is_mpfr(points[-1])) for rule in (_TanhSinh, _GaussLegendre))
            results = [_converge(rule, vector, pieces, sought, floor) for rule in rules]
            gaps = zip(*results, _tolerances(results[0], digits, floor), strict=False)
            if all(abs(first - second) <= bound for first, second, bound in gaps):
                return results[1] if is_list else results[1][0]
        raise ReferenceDisagreement("tanh-sinh and Gauss-Legendre disagree", results)


def _tolerances(totals, digits, floor):
    floors = floor if isinstance(floor, (list, tuple)) else [floor] * len(totals)
    return [mp.mpf(10) ** (-digits) * max(abs(t), abs(b)) for t, b in zip(totals, floors, strict=False)]


def _converge(rule, f, pieces, digits, floor):
    """Refine every piece until its last change is below `digits` digits of the total."""
    values = [rule.start(f, a, b) for a, b in pieces]
    pending = set(range(len(pieces)))
    for level in rule.levels:
        changes = {}
        for i in pending:
            refined = rule.refine(f, *pieces[i], level, values[i])
            changes[i] = [to_mpf(abs(new - old)) for new, old in zip(refined, values[i], strict=False)]
            values[i] = refined
        totals = [mp.fsum(map(to_mpf, column)) for column in zip(*values, strict=False)]
        bounds = _tolerances(totals, digits, floor)
        pending = {i for i, change in changes.items() if not all(c <= b for c, b in zip(change, bounds, strict=False))}
        if not pending:
            return totals
    raise ReferenceDisagreement(f"{rule.name} did not converge", [totals, max(max(changes[i]) for i in pending)])


class _TanhSinh:
    name, levels = "tanh-sinh", TANH_SINH_LEVELS

    def __init__(self, digits, in_mpfr):
        self.digits, self.in_mpfr = digits, in_mpfr

    def _new_sum(self, f, a, b, level):
        width, columns = b - a, None
        for fraction, from_left, weight in tanh_sinh_nodes(level, self.digits, mp.prec, self.in_mpfr):
            x = a + width * fraction if from_left else b - width * fraction
            terms = [weight * y * width for y in f(x)]
            columns = terms if columns is None else [s + y for s, y in zip(columns, terms, strict=False)]
        return columns

    def start(self, f, a, b):
        return self._new_sum(f, a, b, 0)

    def refine(self, f, a, b, level, previous):
        # The trapezoidal sum of half the step reuses every old node.
        return [s / 2 + t for s, t in zip(previous, self._new_sum(f, a, b, level), strict=False)]


class _GaussLegendre:
    name, levels = "Gauss-Legendre", GAUSS_LEGENDRE_DEGREES

    def __init__(self, digits, in_mpfr):
        self.digits, self.in_mpfr = digits, in_mpfr

    def start(self, f, a, b):
        return self.refine(f, a, b, self.levels[0] - 1, None)

    def refine(self, f, a, b, level, previous):
        middle, half, columns = (a + b) / 2, (b - a) / 2, None
        for node, weight in gauss_legendre_nodes(level, mp.prec, self.in_mpfr):
            terms = [weight * y * half for y in f(middle + half * node)]
            columns = terms if columns is None else [s + y for s, y in zip(columns, terms, strict=False)]
        return columns


@cache
def gauss_legendre_nodes(degree, prec, in_mpfr=False):
    """Nodes and weights on [-1, 1], 3*2^(degree-1) of them, at `prec` bits."""
    if in_mpfr:
        return [tuple(map(to_mpfr, pair)) for pair in gauss_legendre_nodes(degree, prec)]
    return GaussLegendre(mp).calc_nodes(degree, prec)


@cache
def tanh_sinh_nodes(level, digits, prec, in_mpfr=False):
    """Nodes new at step h = 2^-level on [0, 1], as (distance from the nearer end, which end, h*weight).

    Distances are measured from the nearer end so that nodes next to an end keep
    their relative accuracy.  The rule stops where the weight falls below 10^-(digits+12).
    """
    if in_mpfr:
        return [(to_mpfr(x), side, to_mpfr(weight)) for x, side, weight in tanh_sinh_nodes(level, digits, prec)]
    with mp.workprec(prec + 20):
        cut, h = mp.mpf(10) ** (-(digits + 12)), mp.mpf(2) ** (-level)
        nodes, k, stride = [], (0 if level == 0 else 1), (1 if level == 0 else 2)
        while True:
            t = k * h
            tail = mp.exp(-mp.pi * mp.sinh(t))
            distance = tail / (1 + tail)
            weight = h * mp.pi * mp.cosh(t) * distance / (1 + tail)
            if weight < cut * h:
                return nodes
            nodes.append((+distance, False, +weight))
            if k:
                nodes.append((+distance, True, +weight))
            k += stride
