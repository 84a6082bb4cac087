"""Omega(n_minus) at fixed n_plus with the tangents from pure 1, and how the bubble moves along it (Fig. 1(b)).

One dimension, equal masses, alpha = 2.7, at delta_g = delta_g_min (1 - r) + delta_g_max r with delta_g_min and
delta_g_max of naidon2021:16 and 17. Omega follows naidon2021:8 with E_B of naidon2021:3 at the threshold (c_minus = 0,
naidon2021:9); mu_minus and a shift make it vanish at both ends of the interval naidon2021:7, as in the caption.
All energies are in units of g n_plus^2 eta with eta = sqrt(m g/n_plus)/hbar: no other parameter is left.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from entrainment.runtime import phases
from entrainment.runtime.figures import canvas
from entrainment.runtime.units import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

D, ALPHA, Z = 1, 2.7, 1.0
R = np.array([1.1, 0.8, 0.5, 0.2, -0.1])
"""The five values of r of the caption, from top to bottom."""

_CLAIMS = ("naidon2021:fig1b", "naidon2021:8", "naidon2021:16", "naidon2021:17")
_ENERGY = "g n_plus^2 eta"


def n_minus(x):
    """n_minus/n_plus at the composition x, 0 in pure 1 and 1 in pure 2 (naidon2021:7)."""
    return -ALPHA + np.asarray(x) * (ALPHA + 1 / ALPHA)


def data() -> dict[str, Result]:
    """The curves, tangents and touching points of the figure; shapes with r = (5,), curve = (401,), path = (199,).

    r, delta (of each curve) ; n_minus (curve), omega (r, curve); dot_n_minus, dot_omega (r): where the tangent from
    pure 1 touches, nan where there is none; tangent (r, curve): the tangents between pure 1 and the dot, nan elsewhere;
    path_n_minus, path_omega (path): the dots for all r in (0, 1).
    """
    edges = phases.window(D, ALPHA, Z)
    x = np.sin(np.linspace(0, np.pi / 2, 401)) ** 2
    delta = edges.lower * (1 - R) + edges.upper * R
    dot = phases.tangent_points(D, ALPHA, Z, delta).from_1
    height = np.full(dot.size, np.nan)
    there = np.isfinite(dot)
    height[there] = phases.grand_potential(D, ALPHA, Z, delta[there], dot[there])
    with np.errstate(invalid="ignore"):
        tangent = np.where(x <= dot[:, None], height[:, None] * x / dot[:, None], np.nan)
    inside = np.linspace(0, 1, 201)[1:-1]
    delta_inside = edges.lower * (1 - inside) + edges.upper * inside
    path = phases.tangent_points(D, ALPHA, Z, delta_inside).from_1
    arrays = {
        "r": (R, "1"), "delta": (delta, "(delta_g/g)/eta"),
        "n_minus": (n_minus(x), "n_plus"), "omega": (phases.grand_potential(D, ALPHA, Z, delta[:, None], x), _ENERGY),
        "dot_n_minus": (n_minus(dot), "n_plus"), "dot_omega": (height, _ENERGY), "tangent": (tangent, _ENERGY),
        "path_n_minus": (n_minus(path), "n_plus"),
        "path_omega": (phases.grand_potential(D, ALPHA, Z, delta_inside, path), _ENERGY),
    }
    return {name: Result(value, unit, _CLAIMS) for name, (value, unit) in arrays.items()}


def save(path: Path) -> Path:
    """Draw the figure into `path` (.png, .svg, .pdf) and return it."""
    return canvas.save(draw, path)


def draw() -> Figure:
    """The figure, in the style that is set."""
    from matplotlib.figure import Figure

    curves = {name: np.asarray(value) for name, value in data().items()}
    edges = phases.window(D, ALPHA, Z)
    figure = Figure(figsize=(5.4, 4.4), layout="constrained")
    axes = figure.subplots()
    for r, omega, tangent, x, y in zip(R, *(curves[name] for name in ("omega", "tangent", "dot_n_minus", "dot_omega")),
                                       strict=True):
        axes.plot(curves["n_minus"], 1e3 * omega, color="black")
        axes.plot(curves["n_minus"], 1e3 * tangent, "--", color=canvas.TANGENT_1, linewidth=1.5)
        axes.plot(x, 1e3 * y, "o", color=canvas.TANGENT_1, markersize=6, zorder=3)
        hump = omega.max() > 1e-4
        at = omega.argmax() if hump else omega.argmin()
        axes.annotate(f"$r={r:g}$", (curves["n_minus"][at], 1e3 * omega[at]), (0, 4), textcoords="offset points",
                      ha="center", va="bottom")
    axes.plot(curves["path_n_minus"], 1e3 * curves["path_omega"], ":", color=canvas.TANGENT_1, linewidth=1)
    axes.axhline(0, color="0.7", linewidth=0.6, zorder=0)
    axes.set(xlim=n_minus([0, 1]), ylim=(-20, 9), xlabel=r"$n_-\,/\,n_+$",
             ylabel=r"$\Omega\,/\,(10^{-3}\,g\,n_+^2\,\eta)$,   $\eta=\sqrt{mg/n_+}\,/\,\hbar$")
    for x, side in ((0.02, "left"), (0.98, "right")):
        axes.text(x, 0.02, f"pure {1 if side == 'left' else 2}", transform=axes.transAxes, ha=side, va="bottom")
    axes.text(0.98, 0.97, rf"$D=1$,  $m_1=m_2$,  $\alpha={ALPHA}$" "\n"
              rf"$\delta g_\mathrm{{min}}={edges.lower:.4f}\,g\eta$" "\n"
              rf"$\delta g_\mathrm{{max}}={edges.upper:.4f}\,g\eta$",
              transform=axes.transAxes, ha="right", va="top", linespacing=1.5)
    return figure
