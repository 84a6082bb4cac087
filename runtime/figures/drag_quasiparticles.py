"""Quasiparticles behind the conductivities: dispersions, processes, regimes; aminov2024, Figs. 2 and 3.

Fig. 2: Rb-Rb (close masses) and Yb-Cs (distant masses) at a third of the lower critical temperature; arrows mark E_d - E_s
where E_d + E_s = 2 T.
Fig. 3: kappa of Rb-Rb; white where no momentum is resonant (kappa is infinite).  Insets: envelope, resonance and integrand
of Eq. (14) by absolute value over the momentum, each over its maximum, at the marked points.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from entrainment.runtime import drag_regimes
from entrainment.runtime.figures import canvas
from entrainment.runtime.figures.drag_spectra import spectrum
from entrainment.runtime.units import Result, micrometre

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

POINTS = {"a": (0.4, 500.0), "b": (2.0, 500.0), "c": (2.8, 100.0), "d": (1.6, 5.0)}
"""(omega [10^3 rad/s], gamma [rad/s]) of the insets of Fig. 3."""
_UPPER, _LOWER = canvas.TANGENT_2, canvas.TANGENT_1
_REACH = {"Rb-Rb": 7e6, "Yb-Cs": 9e6}  # 1/m


def fig2_data() -> dict[str, Result]:
    """p [1/m] (400,), E_d and E_s over hbar [rad/s], and p_bar, for both mixtures."""
    found = {}
    for name, reach in _REACH.items():
        p = np.linspace(0, reach, 401)[1:]
        scale = spectrum(name, "weak").system.scales
        upper, lower = spectrum(name, "weak")._integrals.energies(p * scale.length)
        bar = _bar(name)
        for key, value, unit in (
            ("p", p, "m^-1"),
            ("E_d", upper * scale.frequency, "rad/s"),
            ("E_s", lower * scale.frequency, "rad/s"),
            ("p_bar", bar, "m^-1"),
        ):
            found[f"{key} {name}"] = Result(np.asarray(value), unit, ("aminov2024:fig2", "aminov2024:A3"))
    return found


def fig3_data() -> dict[str, Result]:
    """omega (240,), gamma (120,), kappa (120, 240) of Rb-Rb; p (300,) and |f_+|, |R_+|, |F| in the insets a to d, over
    their maxima.
    """
    claims = ("aminov2024:fig3", "aminov2024:14", "aminov2024:15")
    found = spectrum("Rb-Rb", "weak")
    omega, gamma = np.linspace(20, 3000, 240), np.geomspace(0.5, 2000, 120)
    kappa = np.asarray(drag_regimes.damping_parameter(found, omega=omega)) / found.damping
    data = {
        "omega": Result(omega, "rad/s", claims),
        "gamma": Result(gamma, "rad/s", claims),
        "kappa": Result(gamma[:, None] * kappa, "1", claims),
    }
    scale = found.system.scales
    p = np.linspace(0, 20e6, 301)[1:]
    upper, lower = found._integrals.energies(p * scale.length)
    data["p"] = Result(p, "m^-1", claims)
    for name, (w, g) in POINTS.items():
        z = (1e3 * w + 2j * g) / scale.frequency
        f = found._integrals.envelopes(p * scale.length, g / scale.frequency)[0]
        R, mirrored = 1 / (upper - lower - z), 1 / (upper - lower + z)  # R_+(omega) and conj R_+(-omega)
        for key, value in (("f", f), ("R", R), ("F", f * R + f.conj() * mirrored)):
            data[f"{key} {name}"] = Result(np.abs(value) / np.abs(value).max(), "1", claims)
    return data


def _bar(name: str) -> float:
    """p_bar/hbar [1/m]."""
    from entrainment.runtime import constants

    return float(drag_regimes.resonance(spectrum(name, "weak")).momentum) / constants.hbar


def save2(path: Path) -> Path:
    """Draw Fig. 2 into `path` (.png, .svg, .pdf) and return it."""
    return canvas.save(draw2, path)


def save3(path: Path) -> Path:
    """Draw Fig. 3 into `path`."""
    return canvas.save(draw3, path)


def draw2() -> Figure:
    """Dispersions left, the four processes right."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.6, 5.6), layout="constrained")
    grid = figure.add_gridspec(2, 4)
    data = {key: value.value for key, value in fig2_data().items()}
    for row, (name, label) in enumerate((("Rb-Rb", "close masses"), ("Yb-Cs", "distant masses"))):
        axes = figure.add_subplot(grid[row, :2])
        p, bar = data[f"p {name}"] * micrometre, float(data[f"p_bar {name}"]) * micrometre
        _dispersions(axes, p, data[f"E_d {name}"] / 1e3, data[f"E_s {name}"] / 1e3)
        ends = [float(np.interp(bar, p, data[f"{key} {name}"] / 1e3)) for key in ("E_s", "E_d")]
        axes.annotate(
            "", (bar, ends[1]), (bar, ends[0]), arrowprops={"arrowstyle": "<->", "color": "green", "shrinkA": 0, "shrinkB": 0}
        )
        axes.set(
            title=f"({'ab'[row]}) {label}: {name}", xlabel=r"$p/\hbar$ ($\mu$m$^{-1}$)", ylabel=r"$E/\hbar$ ($10^3$ rad/s)"
        )
        axes.text(bar, ends[0] * 0.75, r"$\bar p$", ha="center", va="top")
        axes.legend(frameon=False)
    p, upper, lower = (data[f"{key} Rb-Rb"] for key in ("p", "E_d", "E_s"))
    for number, (label, start, end) in enumerate(
        (("(c) d → d", "d", "d"), ("(d) s → s", "s", "s"), ("(e) s → d", "s", "d"), ("(f) vacuum → d + s", "", "ds"))
    ):
        axes = figure.add_subplot(grid[number // 2, 2 + number % 2])
        shown = p < 0.35 * p[-1]  # the phonons, where the branches are well apart
        top = upper[shown][-1]
        _process(axes, p[shown] / p[shown][-1], {"d": upper[shown] / top, "s": lower[shown] / top}, start, end)
        axes.set_title(label)
        for branch, energy in (("d", upper), ("s", lower)):
            axes.text(0.33, energy[shown][int(0.33 * np.count_nonzero(shown))] / top, f"${branch}$ ", ha="right", va="bottom")
    return figure


def _dispersions(axes: Axes, p, upper, lower) -> None:
    axes.plot(p, upper, color=_UPPER, label="$E_d$")
    axes.plot(p, lower, color=_LOWER, label="$E_s$")
    axes.set(xlim=(0, p[-1]), ylim=(0, None))


def _process(axes: Axes, p, energy, start: str, end: str) -> None:
    """Arrows between quasiparticles of equal momentum on schematic branches (E and -E)."""
    for branch, colour in (("d", _UPPER), ("s", _LOWER)):
        axes.plot(p, energy[branch], color=colour, linewidth=0.9)
        axes.plot(-p, energy[branch], color=colour, linewidth=0.9)
    k = int(0.62 * p.size)
    places = {"d": (p[k], energy["d"][k]), "s": (p[k], energy["s"][k])}
    if start == end:
        x, y = places[start]
        turn = np.linspace(0.3, 5.9, 60)
        axes.plot(x + 0.12 - 0.12 * np.cos(turn), y - 0.05 * np.sin(turn), color="black", linewidth=0.9)
        axes.plot([x], [y], "o", color="black", markersize=4)
    elif start:
        axes.annotate(
            "", places[end], places[start], arrowprops={"arrowstyle": "->", "color": "black", "shrinkA": 0, "shrinkB": 0}
        )
        axes.plot(*places[start], "o", color="black", markerfacecolor="white", markersize=4)
        axes.plot(*places[end], "o", color="black", markersize=4)
    else:
        for branch, side in zip(end, (1, -1), strict=True):
            x, y = places[branch]
            axes.annotate(
                "", (side * x, y), (0, 0), arrowprops={"arrowstyle": "->", "color": "black", "shrinkA": 0, "shrinkB": 0}
            )
            axes.plot([side * x], [y], "o", color="black", markersize=4)
    axes.set(xticks=[], yticks=[], xlabel="$p$", ylabel="$E$", xlim=(-1, 1), ylim=(-0.05, 1.05))


def draw3() -> Figure:
    """Map of kappa with its contours and the regimes, insets beside it."""
    from matplotlib.colors import LogNorm
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.2, 4.8), layout="constrained")
    grid = figure.add_gridspec(2, 4)
    axes = figure.add_subplot(grid[:, :2])
    data = {key: value.value for key, value in fig3_data().items()}
    omega, gamma = data["omega"] / 1e3, data["gamma"]
    kappa = np.where(np.isfinite(data["kappa"]), data["kappa"], np.nan)
    mesh = axes.pcolormesh(omega, gamma, kappa, norm=LogNorm(1e-4, 1e4), cmap="RdBu_r", rasterized=True)
    figure.colorbar(mesh, ax=axes, extend="both").ax.set_title(r"$\kappa$", fontsize=10)
    lines = axes.contour(
        omega, gamma, kappa, levels=[0.01, 0.1, 1, 10, 100], colors="black", linewidths=[0.5, 0.5, 2, 0.5, 0.5]
    )
    axes.clabel(lines, fmt="%g", fontsize=7)
    Delta = float(drag_regimes.resonance(spectrum("Rb-Rb", "weak")).Delta) / 1e3
    axes.axvspan(omega[0], Delta / 3, color="green", alpha=0.35, linewidth=0)
    axes.set(
        yscale="log",
        xlabel=r"$\omega$ ($10^3$ rad/s)",
        ylabel=r"$\gamma$ (s$^{-1}$)",
        xlim=(omega[0], omega[-1]),
        ylim=(gamma[0], gamma[-1]),
        title=r"Rb-Rb, $\kappa=\Delta p/\bar p$",
    )
    axes.text(Delta / 6, 0.7, "Drude", ha="center")
    axes.text(1.3, 0.7, "Lorentz, weak", ha="center")
    axes.text(1.3, 900, "Lorentz, strong", ha="center")
    axes.text(2.62, 900, r"$\kappa=\infty$", ha="center")
    p = data["p"] * micrometre
    for number, (name, (w, g)) in enumerate(POINTS.items()):
        axes.plot([w], [g], "o", color="black", markersize=3)
        axes.annotate(name, (w, g), xytext=(4, 3), textcoords="offset points")
        inset = figure.add_subplot(grid[number // 2, 2 + number % 2])
        for key, colour, label in (("f", "black", "$|f_+|$"), ("R", _LOWER, "$|R_+|$"), ("F", _UPPER, "$|F|$")):
            inset.plot(p, data[f"{key} {name}"], color=colour, label=label)
        title = rf"({name}) $\omega={1e3 * w:g}$, $\gamma={g:g}$ s$^{{-1}}$"
        inset.set(title=title, xlim=(0, p[-1]), ylim=(0, 1.05), yticks=[], xlabel=r"$p/\hbar$ ($\mu$m$^{-1}$)")
    inset.legend(frameon=False, fontsize=7, loc="upper right")
    return figure
