"""A phase coexists with another exactly where the lower convex hull of Omega leaves Omega along a straight chord.

Source: naidon2021, Fig. 1(b), Fig. 2 and the tangent constructions in the text.
Omega(x) of the second line of (8) is sampled along the soft line, its lower hull
is formed, and every chord end that lies inside the interval is refined to a true
tangent point with the x-derivatives of the definition.
"""

from collections import namedtuple
from functools import lru_cache, partial

from mpmath import mp

from .quadrature import ReferenceDisagreement
from .soft_line import SoftLine

Phase = namedtuple("Phase", "name compositions")

SAMPLE_DIGITS = 12


class UnnamedPhase(ArithmeticError):
    """The hull has a shape outside the five names, or the accuracy does not decide."""


# Lines keep the energies they have computed, and serve every delta_g alike.
_soft_line = lru_cache(maxsize=64)(SoftLine)


@lru_cache(maxsize=64)
def _samples(D, alpha, z, g, m, n_plus, kappa):
    """The soft line at sampling accuracy, and the points x: both ends, crowding towards them."""
    line = _soft_line(D, alpha, z, g, m, n_plus, kappa, SAMPLE_DIGITS)
    with mp.workdps(line.work):
        inside = [1 / (1 + mp.exp(-mp.mpf(2 * i) / 3)) for i in range(-12, 13)]
        points = [mp.zero] + inside + [mp.one]
        for x in points:
            line.energy(x)
        return line, points


def _lower_hull(points, values):
    """Indices of the vertices of the lower convex hull."""
    hull = []
    for i in range(len(points)):
        while len(hull) > 1:
            a, b = hull[-2], hull[-1]
            if (values[b] - values[a]) * (points[i] - points[b]) < (values[i] - values[b]) * (points[b] - points[a]):
                break
            hull.pop()
        hull.append(i)
    return hull


def _tangency(omega, end, x):
    """[Omega(x) - Omega(end) - (x - end) Omega'(x)]/(x - end)^2, zero at the tangent drawn from `end`, and its x-derivative.

    The trivial double zero is divided out; the limit at the end itself is -Omega''/2.
    """
    value, slope, curvature = omega(x)
    d = x - end
    if d == 0:
        return -curvature / 2, mp.zero
    gap = value - omega(end)[0] - d * slope
    return gap / d**2, -(curvature + 2 * gap / d**2) / d


def _newton(function, bracket, sign, start, goal):
    """Newton in a shrinking bracket; `sign` tells whether the function is positive at its low end.  None if it stalls."""
    low, high = bracket
    x = start
    for _ in range(30):
        value, derivative = function(x)
        low, high = (x, high) if (value > 0) == sign else (low, x)
        present = x
        x = x - value / derivative if derivative else (low + high) / 2
        if abs(x - present) < mp.mpf(10) ** (-goal) * min(present, 1 - present):
            return x
        if not low < x < high:
            x = (low + high) / 2
    return None


def _refine(function, low, high, line_of, digits):
    """Root in (low, high) of function(x, line) -> (value, derivative), at rising accuracy of the line.

    A root at distance d from a pure phase is decided by terms of order d^2, so the energy is
    taken with 2 log10(1/d) digits more.
    """
    accuracy, start = SAMPLE_DIGITS, (low + high) / 2
    sign, opposite = (function(x, line_of(accuracy))[0] > 0 for x in (low, high))
    if sign == opposite:
        raise UnnamedPhase(f"no tangent point between x = {mp.nstr(low, 8)} and {mp.nstr(high, 8)}")

    def needed(x):
        return digits + 6 + int(mp.ceil(-2 * mp.log10(min(x, 1 - x))))

    for _ in range(8):
        final = accuracy >= needed(start)
        line = line_of(accuracy)
        x = _newton(lambda y, line=line: function(y, line), (low, high), sign, start, digits + 2 if final else 5)
        if x is None:
            accuracy, start = accuracy + 8, (low + high) / 2
        elif final and accuracy >= needed(x):
            return x
        else:
            accuracy, start = max(accuracy, needed(x)), x
    raise ReferenceDisagreement("no convergent tangent point", (low, high))


def _tangent_point(delta_g, end, low, high, line_of, digits):
    return _refine(lambda x, line: _tangency(lambda y: line.omega(y, delta_g), end, x), low, high, line_of, digits)


def convex_hull_phase(D, delta, alpha, z, g=1, m=1, n_plus=1, kappa=None, digits=20):
    """Phase at the reduced coupling delta: Phase(name, compositions).

    name is "miscible", "1|2", "(1+2)|1", "(1+2)|2" or "pinch" (mixed bubbles with
    either pure phase); compositions are the x of the mixed phases, to `digits`.
    Raises UnnamedPhase if the hull is anything else, such as two mixed phases in
    coexistence, or if Omega is straight to the sampling accuracy.
    """
    coarse, points = _samples(D, alpha, z, g, m, n_plus, kappa)
    line_of = partial(_soft_line, D, alpha, z, g, m, n_plus, kappa)
    fine = line_of(digits + 6)
    with mp.workdps(fine.work):
        delta_g = fine.unreduced(delta)
        omega = [coarse.omega(x, delta_g) for x in points]
        size = max(abs(e) for x in points for e in coarse.energy(x))
        if max(abs(o[2]) for o in omega) < size * mp.mpf(10) ** (4 - SAMPLE_DIGITS):
            raise UnnamedPhase("Omega is straight to the sampling accuracy")
        hull, last = _lower_hull(points, [o[0] for o in omega]), len(points) - 1
        chords = [(i, j) for i, j in zip(hull, hull[1:], strict=False) if j > i + 1]
        # A concave end always starts a chord, be it shorter than the first cell.
        if omega[0][2] < 0 and not (chords and chords[0][0] == 0):
            chords.insert(0, (0, 1))
        if omega[last][2] < 0 and not (chords and chords[-1][1] == last):
            chords.append((last - 1, last))
        covered = {k for i, j in chords for k in range(i, j + 1)}
        if any(o[2] < 0 for k, o in enumerate(omega) if k not in covered):
            raise UnnamedPhase("a concave point outside every chord: sampling too coarse")
        if not chords:
            return Phase("miscible", ())
        if chords == [(0, last)]:
            chord = omega[last][0] - omega[0][0]
            touches_right, touches_left = omega[last][1] <= chord, omega[0][1] >= chord
            if touches_left and touches_right:
                return Phase("1|2", ())
            if not touches_left and not touches_right:
                raise UnnamedPhase("a chord that ends next to both pure phases")
            chords = [(0, last - 1)] if touches_left else [(1, last)]
        if any(i > 0 and j < last for i, j in chords) or len(chords) > 2:
            raise UnnamedPhase(
                "coexistence of two mixed phases, chords x = %s"
                % [(mp.nstr(points[i], 6), mp.nstr(points[j], 6)) for i, j in chords]
            )
        compositions = []
        for i, j in chords:
            end, k = (points[0], j) if i == 0 else (points[last], i)
            compositions.append(_tangent_point(delta_g, end, points[k - 1], points[k + 1], line_of, digits))
        if len(chords) == 2:
            if not compositions[0] < compositions[1]:
                raise UnnamedPhase("overlapping chords")
            return Phase("pinch", tuple(compositions))
        return Phase("(1+2)|1" if chords[0][0] == 0 else "(1+2)|2", tuple(compositions))


def tangent_composition(D, delta, alpha, z, pure, g=1, m=1, n_plus=1, kappa=None, digits=30):
    """x of the mixed phase on the tangent drawn from pure phase `pure` (1 or 2) at the reduced coupling delta.

    The tangent point is where Omega is convex; the hull is not consulted, so in a
    metastable region the metastable tangent is returned.  Raises UnnamedPhase if
    there is none or more than one.
    """
    end = mp.mpf({1: 0, 2: 1}[pure])
    coarse, points = _samples(D, alpha, z, g, m, n_plus, kappa)
    line_of = partial(_soft_line, D, alpha, z, g, m, n_plus, kappa)
    fine = line_of(digits + 6)
    with mp.workdps(fine.work):
        delta_g = fine.unreduced(delta)
        inside = points[1:-1] if pure == 1 else points[-2:0:-1]
        far = points[-1] if pure == 1 else points[0]
        nodes = [end] + inside + [far]
        values = [_tangency(lambda y: coarse.omega(y, delta_g), end, x)[0] for x in nodes]
        found = [k for k in range(len(values) - 1) if values[k] > 0 >= values[k + 1]]
        if len(found) != 1:
            raise UnnamedPhase(f"{len(found)} tangent points from pure {pure}")
        k = found[0]
        low, high = sorted((nodes[k], nodes[k + 1]))
        return _tangent_point(delta_g, end, low, high, line_of, digits)


def triple_coexistence(D, alpha, z, g=1, m=1, n_plus=1, kappa=None, digits=30):
    """(reduced delta, x) at which the chord from n_L to n_R touches Omega at x in between.

    Measured from the chord between the ends, Omega is e + delta_g q; the contact is a
    stationary point of the ratio e/q.  Raises UnnamedPhase if there is no contact, more
    than one, or if Omega goes below the chord elsewhere.
    """
    coarse, points = _samples(D, alpha, z, g, m, n_plus, kappa)
    line_of = partial(_soft_line, D, alpha, z, g, m, n_plus, kappa)
    fine = line_of(digits + 6)

    def from_chord(jet, x):
        (start, _, _), (stop, _, _), (value, slope, curvature) = jet(0), jet(1), jet(x)
        return value - start - x * (stop - start), slope - (stop - start), curvature

    def stationarity(x, line):
        (e, e1, e2), (q, q1, q2) = from_chord(line.energy, x), from_chord(line.mean_field, x)
        return e1 * q - e * q1, e2 * q - e * q2

    with mp.workdps(fine.work):
        inside = points[1:-1]
        values = [stationarity(x, coarse)[0] for x in inside]
        found = [k for k in range(len(values) - 1) if values[k] * values[k + 1] < 0]
        if len(found) != 1:
            raise UnnamedPhase(f"{len(found)} contacts of the chord between the pure phases")
        x = _refine(stationarity, inside[found[0]], inside[found[0] + 1], line_of, digits)
        delta_g = -from_chord(fine.energy, x)[0] / from_chord(fine.mean_field, x)[0]
        heights = [from_chord(coarse.energy, y)[0] + delta_g * from_chord(coarse.mean_field, y)[0] for y in inside]
        if min(heights) < -max(abs(h) for h in heights) * mp.mpf(10) ** (-8):
            raise UnnamedPhase("Omega goes below the chord that touches it")
        return fine.reduced(delta_g), x
