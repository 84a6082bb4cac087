"""The surface Omega(n1, n2): a valley, steep along n_plus and soft along n_minus (Fig. 1(a)).

    Omega/(g n0^2) = S/2 (n_plus/n0 - 1)^2 + eta omega(x),    S = alpha + 1/alpha,

the two lines of naidon2021:8: the first with the mu_plus of naidon2021:10 that puts the valley at n_plus = n0; the
second, omega, in units of g n0^2 eta as in Fig. 1(b), at n_plus = n0 and tilted by mu_minus so that both ends are
equally deep. x runs from 0 in pure 1 to 1 in pure 2. As in the paper, what the second line adds to n_plus is left out.
The parameters stand in the figure. eta is exaggerated: where the theory holds, eta << 1, the valley would look flat.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from entrainment.runtime import phases
from entrainment.runtime.figures import canvas
from entrainment.runtime.figures.tangent_constructions import ALPHA, D, Z
from entrainment.runtime.units import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from mpl_toolkits.mplot3d import Axes3D

R, ETA = 0.7, 20.0
"""delta_g = delta_g_min (1 - R) + delta_g_max R, and the exaggerated eta."""

_N_PLUS = np.concatenate([np.linspace(0.88, 1, 9), np.linspace(1, 1.36, 25)[1:]])
"""Rows of the surface, in units of n0: the near wall is cut low, to let one look into the valley."""

_CLAIMS = ("naidon2021:fig1a", "naidon2021:5", "naidon2021:8", "naidon2021:10")


def densities(n_plus, x):
    """(n1, n2) at n_plus and the composition x, 0 in pure 1 and 1 in pure 2 (naidon2021:5, 7); the unit of n_plus."""
    root = np.sqrt(ALPHA**2 + 1)
    return n_plus * (1 - x) * root, n_plus * x * root / ALPHA


def delta() -> float:
    """(delta_g/g)/eta of the figure."""
    edges = phases.window(D, ALPHA, Z)
    return float(edges.lower * (1 - R) + edges.upper * R)


def omega(n_plus, x):
    """Omega/(g n0^2), see the module; n_plus in units of n0."""
    steep = (ALPHA + 1 / ALPHA) / 2 * (np.asarray(n_plus) - 1) ** 2
    return steep + ETA * phases.grand_potential(D, ALPHA, Z, delta(), x)


def data() -> dict[str, Result]:
    """n1, n2 [n0] and omega [g n0^2] of the surface (33, 81): rows at one n_plus, columns at one x. valley_n1,
    valley_n2, valley_omega (81,): its bottom; tangent_n1, tangent_n2, tangent_omega (2,): from pure 1 to the bubble."""
    n_plus, x = _N_PLUS[:, None], np.linspace(0, 1, 81)
    touch = float(phases.tangent_points(D, ALPHA, Z, delta()).from_1)
    arrays = {}
    for prefix, at_n_plus, at_x in (("", n_plus, x), ("valley_", 1.0, x), ("tangent_", 1.0, np.array([0.0, touch]))):
        n1, n2 = densities(at_n_plus, at_x)
        arrays |= {f"{prefix}n1": Result(n1, "n0", _CLAIMS), f"{prefix}n2": Result(n2, "n0", _CLAIMS),
                   f"{prefix}omega": Result(omega(at_n_plus, at_x), "g n0^2", _CLAIMS)}
    return arrays


def save(path: Path) -> Path:
    """Draw the figure into `path` (.png, .svg, .pdf) and return it."""
    return canvas.save(draw, path)


def draw() -> Figure:
    """The figure, in the style that is set."""
    from matplotlib.figure import Figure
    from matplotlib.patheffects import Normal, Stroke

    arrays = {name: np.asarray(value) for name, value in data().items()}
    figure = Figure(figsize=(6.4, 5.0))
    axes = figure.add_axes((0.02, 0.07, 0.98, 0.98), projection="3d", computed_zorder=False)
    surface = [arrays[name] for name in ("n1", "n2", "omega")]
    axes.plot_surface(*surface, cmap="cividis", rstride=2, cstride=2, edgecolor=(0, 0, 0, 0.2), linewidth=0.3, zorder=1)
    valley, tangent = ([arrays[f"{name}_{axis}"] for axis in ("n1", "n2", "omega")] for name in ("valley", "tangent"))
    outlined = [Stroke(linewidth=3.4, foreground="black"), Normal()]
    axes.plot(*valley, color="white", linewidth=2, zorder=3, path_effects=outlined)
    axes.plot(*tangent, "--", color=canvas.TANGENT_1, linewidth=2, zorder=4)
    axes.plot(*([value[-1]] for value in tangent), "o", color=canvas.TANGENT_1, markersize=8, zorder=5)
    axes.set_xlabel("$n_1/n_0$", labelpad=8)
    axes.set_ylabel("$n_2/n_0$", labelpad=8)
    axes.set_zlabel(r"$\Omega/(g\,n_0^2)$", labelpad=8)
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.pane.set_visible(False)
    axes.grid(False)
    axes.view_init(elev=36, azim=-128)
    axes.set_box_aspect((1.25, 1.1, 0.85), zoom=1.02)
    _name_directions(axes)
    figure.text(0.03, 0.97, f"$D={D}$,  $m_1=m_2$,  $\\alpha={ALPHA}$,  "
                f"$\\delta g={1 - R:.2g}\\,\\delta g_\\mathrm{{min}}+{R}\\,\\delta g_\\mathrm{{max}}$\n"
                f"$\\eta={ETA:g}$ (exaggerated: the theory needs $\\eta\\ll 1$)", va="top", linespacing=1.5)
    return figure


def _name_directions(axes: Axes3D) -> None:
    """Arrows along n_plus and n_minus, and the names of the ends of the valley; after the view is set."""
    from mpl_toolkits.mplot3d.proj3d import proj_transform

    def on_paper(n_plus: float, x: float) -> tuple[float, float]:
        return proj_transform(*densities(n_plus, x), float(omega(n_plus, x)), axes.get_proj())[:2]

    arrow = {"arrowstyle": "<|-|>", "color": "white", "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
    for start, end, offset, name in (((1.03, 0.58), (1.32, 0.58), (7, 28), "steep: $n_+$"),
                                     ((1.13, 0.88), (1.13, 0.22), (22, 9), "soft: $n_-$")):
        (x1, y1), (x2, y2) = on_paper(*start), on_paper(*end)
        axes.annotate("", (x2, y2), (x1, y1), arrowprops=arrow, zorder=6)
        axes.annotate(name, ((x1 + x2) / 2, (y1 + y2) / 2), offset, textcoords="offset points", color="white", zorder=6)
    for x, offset, side, name in ((0.0, (7, 0), "left", "pure 1"), (1.0, (-6, 4), "right", "pure 2")):
        axes.annotate(name, on_paper(1.0, x), offset, textcoords="offset points", ha=side, va="center", zorder=6)
