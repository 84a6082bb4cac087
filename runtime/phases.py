"""The phase diagram of mixed bubbles in reduced units, for all alpha, z and delta at once.

Along the soft direction, and up to a linear term (a chemical potential),

    Omega(x) = delta S x (1 - x) + e(x),     S = alpha + 1/alpha,     0 <= x <= 1,

with x = 0 the pure phase 1 and x = 1 the pure phase 2 (naidon2021:8). Everything follows from two functions,

    touch_1(x) = [x e'(x) - e(x) + e(0)] / (S x^2)              the delta at which the tangent from pure 1 touches at x,
    touch_2(x) = [e(1) - e(x) - (1-x) e'(x)] / (S (1-x)^2)      the same from pure 2,

both of them weighted means of e''/S over the part of the interval that the tangent spans:
touch_1(x) = 1/S int_0^1 t e''(x t) dt, touch_2 its mirror image. Their values at the ends are the edges of the paper:
touch_1(0) and touch_2(1) the curvature edges, touch_1(1) and touch_2(0) the tangent edges.

Invariant: e''(x) is monotone or rises to one maximum inside and falls (tested for all D over alpha and z). Therefore
 * Omega is convex on one subinterval at most, and throughout exactly for delta <= lower = min(curvature edges);
 * the chord from pure 1 to pure 2 lies below Omega exactly for delta >= upper = max over x of
   (1-x) touch_2(x) + x touch_1(x). That maximum is inside, at touch_1 = touch_2 (the triple line), exactly if each
   tangent edge exceeds the curvature edge at the same end; otherwise it is the larger tangent edge;
 * in between, Omega is concave at one end (one tangent) or, for delta > max(curvature edges), at both (two: pinch).
Source: naidon2021, text after Eq. (10) and before Eq. (11), Fig. 2. Unequal masses as well.

Reduced units: m = sqrt(m1 m2), z = m2/m1, g = sqrt(g11 g22), alpha = sqrt(g22/g11), hbar = 1;
delta = (delta_g/g)/eta for D = 1 and 3, with eta = sqrt(m g/n_plus), sqrt(m^3 g^3 n_plus);
delta = R of naidon2021:18 for D = 2.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from entrainment.runtime.errors import broadcast, kernel, require, require_dimension
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Phase(IntEnum):
    """What coexists with what; `label` is the paper's notation (naidon2021, Fig. 2)."""

    MISCIBLE = 0
    BUBBLE_IN_1 = 1
    BUBBLE_IN_2 = 2
    PINCH = 3
    SEPARATED = 4

    @property
    def label(self) -> str:
        return ("miscible", "(1+2)|1", "(1+2)|2", "pinch", "1|2")[self]


class Window(NamedTuple):
    """The bubble window at fixed (alpha, z); all fields have the broadcast shape of alpha and z, reduced units.

    lower, upper: miscible up to `lower`, pure phases from `upper`. split: `(1+2)|1` or `(1+2)|2` (`bath`) between
    `lower` and `split`, pinch between `split` and `upper`; split = upper without a pinch.
    bath: 1 or 2, the pure phase with which the bubble coexists below `split`; 0 where the window is closed.
    x_triple: where the chord touches Omega at delta = upper; nan without a pinch.
    """

    lower: Array
    split: Array
    upper: Array
    bath: NDArray[np.int64]
    x_triple: Array


class Tangents(NamedTuple):
    """Touching points x of the tangents from pure 1 and from pure 2; nan where that tangent does not exist."""

    from_1: Array
    from_2: Array


class TripleLine(NamedTuple):
    """delta at which the chord between the pure phases touches Omega, and the touching x; nan where it never does."""

    delta: Array
    x: Array


class Corner(NamedTuple):
    """A corner of the pinch region: (alpha, delta), broadcast shape of z."""

    alpha: Array
    delta: Array


class PinchCorners(NamedTuple):
    """bottom: curvature edges meet; at_2: triple line ends at pure 2; at_1: triple line ends at pure 1."""

    bottom: Corner
    at_2: Corner
    at_1: Corner


def _soft(D: int, quantity: str) -> Callable[..., Array]:
    return kernel(f"soft_{quantity}_{D}d")


def _edge(D: int, name: str, alpha: Array, z: Array) -> Array:
    with np.errstate(all="ignore"):  # what is not finite is refused in the next line
        value = kernel(f"{name}_{D}d")(alpha, z)
    return require(name, value, claim="naidon2021:fig2", advice="alpha or z is too extreme for float64")


_points, _weights = np.polynomial.legendre.leggauss(12)
_NODES, _WEIGHTS = (_points + 1) / 2, (_points + 1) / 4 * _weights
"""Gauss-Legendre for int_0^1 t f(t) dt."""

_NEAR_END = 1.0 / 64


def _touch(D: int, x: Array, alpha: Array, z: Array, end: int) -> Array:
    """touch_1 (end = 0) or touch_2 (end = 1) at x, 1-d arrays of one length.

    Close to its end the difference of energies cancels; there the integral over e'' is short enough for Gauss-Legendre.
    """
    span = np.abs(x - end)
    near = span < _NEAR_END
    result = np.empty_like(x)
    far = ~near
    xf, af, zf = x[far], alpha[far], z[far]
    energy, slope = _soft(D, "energy"), _soft(D, "slope")
    result[far] = ((xf - end) * slope(xf, af, zf) - energy(xf, af, zf) + energy(float(end), af, zf)) / span[far] ** 2
    points = end + (x[near, None] - end) * _NODES
    result[near] = _soft(D, "curvature")(points, alpha[near, None], z[near, None]) @ _WEIGHTS
    return result / (alpha + 1 / alpha)


def _rounding(D: int, alpha: Array, z: Array) -> Array:
    """By how much touch_1 and touch_2 may be off: the energies cancel in them when the window is almost closed."""
    energy = _soft(D, "energy")
    return 1e-11 * np.maximum(np.abs(energy(0.0, alpha, z)), np.abs(energy(1.0, alpha, z))) / (alpha + 1 / alpha)


def bracketed_root(f: Callable[[Array, NDArray[np.intp]], Array], low: Array, high: Array, slack: Array) -> Array:
    """Roots of f, one in each [low, high] (1-d arrays), by Chandrupatla's method on all of them at once.

    `f(x, index)` gets the points still open and their places. f changes sign between low and high, or misses it at one
    end by at most `slack`, the rounding of f: that end is then the root. The root stays bracketed throughout, to a few
    ulp of the larger end. Raises ArithmeticError without a bracket.
    Source: T. R. Chandrupatla, Adv. Eng. Softw. 28, 145 (1997).
    """
    index = np.arange(low.size)
    a, b = high.astype(float), low.astype(float)
    fa, fb = f(a, index), f(b, index)
    same = np.sign(fa) * np.sign(fb) > 0
    if not np.all(np.isfinite(fa + fb)) or np.any(same & (np.minimum(np.abs(fa), np.abs(fb)) > slack)):
        raise ArithmeticError("a root is not bracketed")
    first_is_root = np.abs(fa) < np.abs(fb)
    fa, fb = np.where(same & first_is_root, 0, fa), np.where(same & ~first_is_root, 0, fb)
    root = np.where(np.abs(fa) < np.abs(fb), a, b)
    step = np.full(low.size, 0.5)
    for _ in range(120):
        tolerance = 2e-16 * np.maximum(np.abs(a), np.abs(b)) + 1e-300
        best = np.where(np.abs(fa) < np.abs(fb), a, b)
        root[index] = best
        going = (np.abs(b - a) > 2 * tolerance) & (fa != 0) & (fb != 0)
        if not going.any():
            break
        index, a, b, fa, fb, step, tolerance = (v[going] for v in (index, a, b, fa, fb, step, tolerance))
        edge = tolerance / np.abs(b - a)
        x = a + np.clip(step, edge, 1 - edge) * (b - a)
        fx = f(x, index)
        same = np.sign(fx) == np.sign(fa)
        c, fc = np.where(same, a, b), np.where(same, fa, fb)
        b, fb = np.where(same, b, a), np.where(same, fb, fa)
        a, fa = x, fx
        with np.errstate(all="ignore"):  # rejected branches may divide by zero
            xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
            guess = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
            safe = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi) & np.isfinite(guess)
        step = np.where(safe, guess, 0.5)
    return root


_STEPS, _CONVERGED, _LOST = 10, 1e-9, 1e-6
"""Newton's steps at most; the last of them relative to the distance from the nearer end (it squares with each), and that where
the difference of the tangents is lost in rounding."""


def _triple_points(D: int, alpha: Array, z: Array, gap_1: Array, gap_2: Array) -> tuple[Array, Array]:
    """(x, delta) where touch_1 = touch_2, 1-d arrays; `gap_1`, `gap_2`: touch_1 - touch_2 at x = 0 and 1.

    Newton's steps inside the bracket, with the slope of the difference from e'' at the same x; what does not converge (the
    window is almost closed) is left to `bracketed_root`. delta = (1-x) touch_2 + x touch_1 is stationary at the root.
    """
    x, delta = np.full(alpha.size, np.nan), np.full(alpha.size, np.nan)
    at = np.flatnonzero((gap_1 < 0) & (gap_2 > 0))
    a, zz = alpha[at], z[at]
    low, high = np.zeros_like(a), np.ones_like(a)
    here, S, energy = gap_1[at] / (gap_1[at] - gap_2[at]), a + 1 / a, _soft(D, "energy")
    at_1, at_2 = energy(0.0, a, zz), energy(1.0, a, zz)
    for _ in range(_STEPS):
        if not at.size:
            break
        here = np.clip(here, 1e-300, 1 - 2.0**-53)
        e, slope, curvature = (_soft(D, quantity)(here, a, zz) for quantity in ("energy", "slope", "curvature"))
        rest, bend = 1 - here, curvature / S
        touch_1 = (here * slope - e + at_1) / (S * here * here)
        touch_2 = (at_2 - e - rest * slope) / (S * rest * rest)
        for near, touch, end in ((here < _NEAR_END, touch_1, 0), (rest < _NEAR_END, touch_2, 1)):
            if near.any():
                touch[near] = _touch(D, here[near], a[near], zz[near], end)
        gap = touch_1 - touch_2
        low, high = np.where(gap < 0, here, low), np.where(gap < 0, high, here)
        rise = (bend - 2 * touch_1) / here + (bend - 2 * touch_2) / rest
        step = np.divide(gap, rise, out=np.full_like(gap, np.nan), where=rise > 0)
        # or the energies do not tell the difference from zero, and the step is small for what can be told
        noise = 1e-15 * (np.abs(touch_1) + np.abs(touch_2) + np.abs(e) / S * (here**-2 + rest**-2))
        limit = np.where(np.abs(gap) <= noise, _LOST, _CONVERGED)
        found = np.abs(step) <= limit * np.minimum(here, rest)
        x[at[found]], delta[at[found]] = (here - step)[found], (rest * touch_2 + here * touch_1)[found]
        here = np.where((here - step > low) & (here - step < high), here - step, 0.5 * (low + high))
        at, (a, zz, low, high, here, S, at_1, at_2) = at[~found], (
            v[~found] for v in (a, zz, low, high, here, S, at_1, at_2))
    left = np.flatnonzero(np.isnan(x))
    if left.size:
        a, zz = alpha[left], z[left]

        def both(x: Array, at: NDArray[np.intp]) -> Array:
            return _touch(D, x, a[at], zz[at], 0) - _touch(D, x, a[at], zz[at], 1)

        x[left] = bracketed_root(both, np.zeros(left.size), np.ones(left.size), _rounding(D, a, zz))
        delta[left] = _touch(D, x[left], a, zz, 0)
    return x, delta


def _arguments(D: Any, **named: Any) -> tuple[int, tuple[Array, ...]]:
    D = require_dimension(D)
    checked = {name: require(name, value, "is finite" if name == "delta" else "> 0", claim="naidon2021:5")
               for name, value in named.items()}
    return D, broadcast(**checked)


def window(D: int, alpha: Any, z: Any) -> Window:
    """Edges of the bubble window at (alpha, z), see `Window`.

    alpha, z > 0, any shapes that broadcast. Raises DomainError, ShapeError. Source: naidon2021, Eqs. (11)-(17), Fig. 2.
    """
    D, (alpha, z) = _arguments(D, alpha=alpha, z=z)
    shape = alpha.shape
    alpha, z = alpha.ravel(), z.ravel()
    curvature_1, curvature_2 = _edge(D, "curvature_edge_left", alpha, z), _edge(D, "curvature_edge_right", alpha, z)
    tangent_1, tangent_2 = _edge(D, "tangent_edge_left", alpha, z), _edge(D, "tangent_edge_right", alpha, z)
    lower, split = np.minimum(curvature_1, curvature_2), np.maximum(curvature_1, curvature_2)
    upper, x = np.maximum(tangent_1, tangent_2), np.full(alpha.size, np.nan)
    # for equal components E_B depends on n_plus alone: Omega is a parabola and the window is a point
    equal = (alpha == 1) & (z == 1)
    lower, upper = np.where(equal, 0.0, lower), np.where(equal, 0.0, upper)

    inside = np.flatnonzero((tangent_1 > curvature_1) & (tangent_2 > curvature_2) & ~equal)
    if inside.size:
        gaps = (curvature_1 - tangent_1)[inside], (tangent_2 - curvature_2)[inside]
        x[inside], upper[inside] = _triple_points(D, alpha[inside], z[inside], *gaps)
    # close to there the edges coincide up to rounding
    upper = np.maximum(upper, lower)
    split = np.where(np.isnan(x), upper, np.minimum(split, upper))
    bath = np.where(upper > lower, np.where(curvature_1 < curvature_2, 1, 2), 0)
    return Window(*(field.reshape(shape) for field in (lower, split, upper, bath, x)))


def classify(D: int, alpha: Any, z: Any, delta: Any) -> NDArray[np.int64]:
    """Phase at each point as the integer of `Phase`, broadcast shape of alpha, z and delta.

    On a line the phase with less coexistence wins at `lower` (miscible), the pure phases at `upper`.
    Raises DomainError (alpha, z <= 0, nan), ShapeError. Source: naidon2021, Fig. 2.
    """
    D, (alpha, z, delta) = _arguments(D, alpha=alpha, z=z, delta=delta)
    return _classify(window(D, alpha, z), delta)


def _classify(edges: Window, delta: Array) -> NDArray[np.int64]:
    one_bath = np.where(edges.bath == 1, Phase.BUBBLE_IN_1, Phase.BUBBLE_IN_2)
    return np.select(
        [delta <= edges.lower, delta >= edges.upper, delta <= edges.split],
        [Phase.MISCIBLE, Phase.SEPARATED, one_bath], default=Phase.PINCH).astype(np.int64)


def tangent_points(D: int, alpha: Any, z: Any, delta: Any) -> Tangents:
    """Composition x of the mixed phase that coexists with pure 1 and with pure 2, see `Tangents`.

    Only tangents that lie below Omega everywhere: in `(1+2)|1` from pure 1, in `(1+2)|2` from pure 2, in a pinch both.
    Raises DomainError, ShapeError. Source: naidon2021, Fig. 1(b).
    """
    D, (alpha, z, delta) = _arguments(D, alpha=alpha, z=z, delta=delta)
    shape = alpha.shape
    edges = window(D, alpha, z)
    phase, x_triple = _classify(edges, delta).ravel(), edges.x_triple.ravel()
    alpha, z, delta = alpha.ravel(), z.ravel(), delta.ravel()
    found = []
    for end, bath in ((0, Phase.BUBBLE_IN_1), (1, Phase.BUBBLE_IN_2)):
        x = np.full(delta.size, np.nan)
        at = np.flatnonzero((phase == bath) | (phase == Phase.PINCH))
        a, zz, d = alpha[at], z[at], delta[at]
        # touch rises above delta somewhere before the triple point, or before the far end when there is none
        far = np.where(np.isnan(x_triple[at]), 1.0 - end, x_triple[at])

        def miss(x: Array, i: NDArray[np.intp], a: Array = a, zz: Array = zz, d: Array = d, end: int = end) -> Array:
            return _touch(D, x, a[i], zz[i], end) - d[i]

        ends = np.full(at.size, float(end))
        x[at] = bracketed_root(miss, ends, far, _rounding(D, a, zz))
        found.append(x.reshape(shape))
    return Tangents(*found)


def triple_line(D: int, alpha: Any, z: Any) -> TripleLine:
    """The line on which both tangents merge into the chord: upper boundary of the pinch, see `TripleLine`.

    Raises DomainError, ShapeError. Source: naidon2021, Fig. 2 (top of the curved triangles).
    """
    edges = window(D, alpha, z)
    return TripleLine(np.where(np.isnan(edges.x_triple), np.nan, edges.upper), edges.x_triple)


def pinch_corners(D: int, z: Any) -> PinchCorners:
    """The three corners of the pinch region at mass ratio z (any shape), see `PinchCorners`.

    At z = 1 they coincide at alpha = 1: the exchange of the components maps the diagram of equal masses onto its mirror
    image in ln(alpha). Raises DomainError. Source: naidon2021, Fig. 2.
    """
    D, (z,) = _arguments(D, z=z)
    shape, z = z.shape, z.ravel()
    differences = (("curvature_edge_left", "curvature_edge_right"), ("tangent_edge_right", "curvature_edge_right"),
                   ("tangent_edge_left", "curvature_edge_left"))
    corners = []
    for first, second in differences:
        log_alpha = np.zeros(z.size)
        at = np.flatnonzero(z != 1)
        zz = z[at]

        def gap(s: Array, i: NDArray[np.intp], zz: Array = zz, first: str = first, second: str = second) -> Array:
            return _edge(D, first, np.exp(s), zz[i]) - _edge(D, second, np.exp(s), zz[i])

        # the imbalances of mass and interaction balance between alpha = 1 and 1/z; D = 1 slightly beyond 1 for z > 300
        log_alpha[at] = bracketed_root(gap, -np.log(zz), 0.2 * np.log(zz), _rounding(D, np.ones_like(zz), zz))
        alpha = np.exp(log_alpha)
        corners.append(Corner(alpha.reshape(shape), _edge(D, second, alpha, z).reshape(shape)))
    return PinchCorners(*corners)


def grand_potential(D: int, alpha: Any, z: Any, delta: Any, x: Any) -> Array:
    """Omega(x) less the chord between the pure phases, in units of g n_plus^2 eta (naidon2021:8, drawn in Fig. 1(b)).

    Broadcasts; 0 <= x <= 1. Raises DomainError, ShapeError.
    """
    D, (alpha, z, delta) = _arguments(D, alpha=alpha, z=z, delta=delta)
    alpha, z, delta, x = broadcast(alpha=alpha, z=z, delta=delta, x=require("x", x, "in [0, 1]", claim="naidon2021:7"))
    energy = _soft(D, "energy")
    chord = (1 - x) * energy(0.0, alpha, z) + x * energy(1.0, alpha, z)
    return delta * (alpha + 1 / alpha) * x * (1 - x) + energy(x, alpha, z) - chord


def draw(D: int, alpha: float, z: float, delta: float) -> Any:
    """Omega against n_minus/n_plus with its tangents, and delta in the window at this alpha; a matplotlib figure."""
    import matplotlib.pyplot as plt

    figure, (curve, bar) = plt.subplots(1, 2, figsize=(7.2, 3.4), width_ratios=(4, 1), layout="constrained")
    x = np.linspace(0, 1, 401)
    n_minus = -alpha + x * (alpha + 1 / alpha)
    curve.plot(n_minus, grand_potential(D, alpha, z, delta, x), color="black")
    ends = zip((0.0, 1.0), tangent_points(D, alpha, z, delta), strict=True)
    lines = [(end, float(x)) for end, x in ends if np.isfinite(x)] or [(0.0, 1.0)]
    for pair in lines if int(classify(D, alpha, z, delta)) != Phase.MISCIBLE else []:
        at = np.array(pair)
        curve.plot(-alpha + at * (alpha + 1 / alpha), grand_potential(D, alpha, z, delta, at), "o--", color="tab:blue")
    curve.set(xlabel=r"$n_-/n_+$", ylabel=r"$\Omega/(g n_+^2\eta)$, tilted")
    edges = window(D, alpha, z)
    bar.axhspan(float(edges.lower), float(edges.split), color="tab:blue" if edges.bath == 1 else "tab:pink", alpha=0.4)
    bar.axhspan(float(edges.split), float(edges.upper), color="tab:purple", alpha=0.4)
    bar.axhline(delta, color="black")
    bar.set(xticks=[], ylabel="$R$" if D == 2 else r"$(\delta g/g)/\eta$")
    return figure
