"""Where mixed bubbles exist: nine panels of naidon2021, Fig. 2, with words in the regions and Omega in insets.

The lines and their equations are those of `phase_boundaries`. An inset shows Omega(n_minus) between pure 1 (left) and
pure 2 (right), tilted as in Fig. 1(b), at the point of its arrow; a lens magnifies the curved triangle of the pinch.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from entrainment.runtime import phases
from entrainment.runtime.figures import canvas
from entrainment.runtime.figures.phase_boundaries import (
    ALPHA_RANGE,
    DELTA_RANGE,
    DIMENSIONS,
    MASS_RATIOS,
    data,
    panel,
    regions,
)
from entrainment.runtime.phases import Phase

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["COLOURS", "PANELS", "data", "draw", "save"]

COLOURS = {Phase.MISCIBLE: canvas.GREY, Phase.BUBBLE_IN_1: canvas.BLUE, Phase.BUBBLE_IN_2: canvas.PINK,
           Phase.PINCH: canvas.PURPLE, Phase.SEPARATED: canvas.WHITE}


class Word(NamedTuple):
    """Where the name of a region is centred, and its rotation in degrees."""

    alpha: float
    delta: float
    rotation: float = 0.0


class Inset(NamedTuple):
    """Omega at (alpha, delta), drawn in a box at (x, y) of the panel, lower left corner, in fractions of it."""

    alpha: float
    delta: float
    x: float
    y: float


@dataclass(frozen=True)
class Panel:
    """What is written into a panel: the names of regions, insets, and the corner of a lens on the pinch in fractions.

    With a lens, the arrow of an inset points into the lens; without, `pinch` is the place (alpha, delta) of that word,
    beside the triangle, which is too thin for it.
    """

    words: dict[Phase, Word]
    insets: tuple[Inset, ...] = ()
    lens: tuple[float, float] | None = None
    pinch: tuple[float, float] | None = None


IN_1, IN_2, MIXED, APART = Phase.BUBBLE_IN_1, Phase.BUBBLE_IN_2, Phase.MISCIBLE, Phase.SEPARATED

PANELS: dict[tuple[int, float], Panel] = {
    (3, 1.0): Panel(
        {IN_1: Word(4.9, 0.455, 65), IN_2: Word(1 / 4.9, 0.455, -65), MIXED: Word(1, -0.06), APART: Word(1, 0.5)},
        (Inset(3.0, 0.18, 0.66, 0.04), Inset(1 / 3.0, 0.18, 0.04, 0.04))),
    (3, 5.0): Panel(
        {IN_1: Word(2.25, 0.49, 60), IN_2: Word(0.108, 0.33, -62), MIXED: Word(0.55, -0.1), APART: Word(0.45, 0.18)},
        lens=(0.25, 0.62)),
    (3, 20.0): Panel(
        {IN_1: Word(0.95, 0.45), IN_2: Word(0.068, 0.27, -50), MIXED: Word(0.8, -0.1), APART: Word(0.6, 0.57)},
        (Inset(0.2207, 0.1302, 0.04, 0.04),), lens=(0.21, 0.62)),
    (2, 1.0): Panel(
        {IN_1: Word(4.9, 0.32, 66), IN_2: Word(1 / 4.9, 0.32, -66), MIXED: Word(1.6, -0.08), APART: Word(1, 0.4)},
        (Inset(1.2, 0.08, 0.35, 0.54), Inset(0.8, -0.04, 0.04, 0.04))),
    (2, 5.0): Panel(
        {IN_1: Word(2.1, 0.35, 58), IN_2: Word(0.125, 0.18, -53), MIXED: Word(0.55, -0.09), APART: Word(0.45, 0.14)},
        lens=(0.25, 0.62)),
    (2, 20.0): Panel(
        {IN_1: Word(1.05, 0.33), IN_2: Word(0.08, 0.1), MIXED: Word(0.3, -0.05), APART: Word(0.2, 0.35)},
        (Inset(0.312, 0.114, 0.64, 0.06),), pinch=(0.235, 0.145)),
    (1, 1.0): Panel(
        {IN_1: Word(4.75, -0.182, -44), IN_2: Word(1 / 4.75, -0.182, 44), MIXED: Word(1, -0.3), APART: Word(1, 0.15)},
        (Inset(3.0, -0.085, 0.66, 0.69), Inset(1 / 3.0, -0.085, 0.04, 0.69))),
    (1, 5.0): Panel(
        {IN_1: Word(2.0, -0.22, -48), IN_2: Word(0.15, -0.2), MIXED: Word(0.7, -0.35), APART: Word(0.15, 0.1)},
        lens=(0.32, 0.67)),
    (1, 20.0): Panel(
        {IN_1: Word(1.1, -0.3), IN_2: Word(0.09, -0.3), MIXED: Word(0.4, -0.4), APART: Word(0.9, 0.1)},
        (Inset(0.5158, -0.123, 0.2, 0.68),), pinch=(0.87, -0.085)),
}
"""By (D, z). The pinch is magnified where it is too thin to be seen."""

_LENS, _BOX = (0.36, 0.32), (0.3, 0.26)


def save(path: Path) -> Path:
    """Draw the figure into `path` (.png, .svg, .pdf) and return it."""
    return canvas.save(draw, path)


def draw() -> Figure:
    """The figure, in the style that is set; its axes are the nine panels, row by row, insets are their children."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.5, 9.4), layout="constrained")
    grid = figure.subplots(3, 3, sharex="col", sharey="row")
    for D, row in zip(DIMENSIONS, grid, strict=True):
        for z, axes in zip(MASS_RATIOS, row, strict=True):
            axes.set(xscale="log", xlim=ALPHA_RANGE[z], ylim=DELTA_RANGE[D])
            _draw_panel(axes, D, z, PANELS[D, z])
            axes.set_title(f"$D={D}$,  $z=m_2/m_1={z:g}$")
        row[0].set_ylabel(r"$R$" if D == 2 else r"$(\delta g/g)\,/\,\eta$")
    for axes in grid[-1]:
        axes.set_xlabel(r"$\alpha=\sqrt{g_{22}/g_{11}}$")
    _legend(figure)
    return figure


def _draw_panel(axes: Axes, D: int, z: float, content: Panel) -> None:
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter

    lines = panel(D, z)
    _draw_diagram(axes, D, z, lines)
    axes.xaxis.set_major_locator(FixedLocator([0.05, 0.1, 0.2, 0.5, 1, 2, 5]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    for phase, word in content.words.items():
        axes.text(word.alpha, word.delta, phase.label, rotation=word.rotation, ha="center", va="center")
    if content.pinch:
        axes.text(*content.pinch, Phase.PINCH.label, color=canvas.DARK_PURPLE, ha="center", va="center")
    lens = _draw_lens(axes, D, z, lines, content.lens) if content.lens else None
    for inset in content.insets:
        _draw_inset(axes, D, z, inset, lens or axes)


def _draw_diagram(axes: Axes, D: int, z: float, lines: dict) -> None:
    """Regions and boundaries."""
    for phase, alpha, low, high in regions(D, z, lines):
        axes.fill_between(alpha, low, high, color=COLOURS[phase], linewidth=0, label=phase.label)
    alpha, pinched = lines["alpha"], np.isfinite(lines["triple"])
    axes.plot(alpha, lines["lower"], color="black", linewidth=1)
    axes.plot(alpha, np.where(pinched, lines["split"], np.nan), color="black", linewidth=1)
    axes.plot(alpha, np.where(pinched, np.nan, lines["upper"]), "--", color="black", linewidth=1)
    axes.plot(alpha, lines["triple"], color="black", linewidth=2)


def _draw_lens(axes: Axes, D: int, z: float, lines: dict, corner: tuple[float, float]) -> Axes:
    corners = phases.pinch_corners(D, z)
    alpha, delta = (np.array([getattr(c, name) for c in corners]) for name in ("alpha", "delta"))
    ratio, margin = (alpha.max() / alpha.min()) ** 0.25, 0.3 * np.ptp(delta)
    lens = axes.inset_axes([*corner, *_LENS], xscale="log", xlim=(alpha.min() / ratio, alpha.max() * ratio),
                           ylim=(delta.min() - margin, delta.max() + margin))
    _draw_diagram(lens, D, z, lines)
    lens.tick_params(which="both", bottom=False, left=False, labelbottom=False, labelleft=False)
    axes.indicate_inset_zoom(lens, edgecolor="0.35", alpha=1)
    left = np.argmax(delta) == np.argmax(alpha)  # the white corner
    lens.text(0.05 if left else 0.95, 0.93, Phase.PINCH.label, transform=lens.transAxes, color=canvas.DARK_PURPLE,
              ha="left" if left else "right", va="top")
    return lens


def _draw_inset(axes: Axes, D: int, z: float, inset: Inset, target: Axes) -> None:
    """Omega with its tangents in a box of `axes`, and an arrow to its (alpha, delta) in `target`."""
    alpha, delta, x, y = inset
    width, height = _BOX
    start = (x + width / 2, y + height / 2)
    axes.annotate("", (alpha, delta), start, xycoords=target.transData, textcoords="axes fraction", zorder=6,
                  arrowprops={"arrowstyle": "-|>", "color": "black", "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0})
    box = axes.inset_axes([x, y, width, height], zorder=7)
    at = np.linspace(0, 1, 301)
    omega = phases.grand_potential(D, alpha, z, delta, at)
    box.plot(at, omega, color="black", linewidth=1)
    for end, colour, touch in zip((0.0, 1.0), (canvas.TANGENT_1, canvas.TANGENT_2),
                                  phases.tangent_points(D, alpha, z, delta), strict=True):
        if np.isfinite(touch):
            there = phases.grand_potential(D, alpha, z, delta, float(touch))
            box.plot([end, touch], [0, there], "--", color=colour)
            box.plot([touch], [there], "o", color=colour, markersize=4)
    span = np.ptp(omega)
    box.set(xticks=[], yticks=[], xlim=(-0.06, 1.06), ylim=(omega.min() - 0.35 * span, omega.max() + 0.15 * span))
    for end, name in ((0.0, "1"), (1.0, "2")):
        box.text(end, 0.04, name, transform=box.get_xaxis_transform(), ha="center", va="bottom", fontsize=7)


def _legend(figure: Figure) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    words = {MIXED: "miscible (1+2)", APART: "1|2: pure phases", IN_1: "(1+2)|1: bubbles in pure 1",
             IN_2: "(1+2)|2: bubbles in pure 2", Phase.PINCH: "pinch: (1+2)|1 or (1+2)|2"}
    handles = [Patch(facecolor=COLOURS[phase], edgecolor="black", linewidth=0.6, label=text)
               for phase, text in words.items()]
    handles += [Line2D([], [], color="black", linewidth=1, label=r"$\Omega''=0$ in a pure phase"),
                Line2D([], [], color="black", linewidth=1, linestyle="--", label="tangent joins 1 and 2"),
                Line2D([], [], color="black", linewidth=2, label="triple line 1|(1+2)|2")]
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False)
