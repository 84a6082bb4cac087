"""Spectra of aminov2024, Figs. 5-7: normal and superfluid conductivities, their approximations, and the resonance of
dipolar bilayers.

Lines are exact sums, symbols the approximations of `drag_regimes`, each drawn where the paper applies it: Drude below a
third of Delta; above, the weakly damped Lorentz form where kappa < 1 and the strongly damped one where kappa > 1.  The
paper's numbers behind "/2 pi" are angular frequencies: its sum of chemical potentials (Table I), its field gradient and its
figures agree on that; so gamma = 1 /s (weak) and 300 /s (strong) are used here. T is a third of the lower critical
temperature.  Vertical dashes: mu_a + mu_b, in Fig. 7 Delta.  Shading as in Fig. 3: the regime whose approximation is drawn.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from entrainment.runtime import constants, drag_regimes
from entrainment.runtime.condensed_mixture import table_mixture
from entrainment.runtime.conductivity import DragSpectrum
from entrainment.runtime.dipolar_bilayer import table_bilayer, table_critical_temperature
from entrainment.runtime.figures import canvas
from entrainment.runtime.units import Result, micrometre

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DAMPINGS = {"weak": 1.0, "strong": 300.0}
"""gamma [rad/s]."""
BILAYERS = ("Er-Er", "Cr-Cr")
RANGES = {"Rb-Rb": 4.5e3, "K-K": 1.6e3, "Na-Na": 1.6e4, "Yb-Cs": 1.6e4, "Er-Er": 3e3, "Cr-Cr": 1e3}
"""Largest omega drawn [rad/s]."""
DISTANCES = np.linspace(40e-9, 120e-9, 33)
"""Distances L of the insets of Fig. 7 [m]."""

_POINTS, _SYMBOLS = 600, 30
_NORMAL, _SUPERFLUID = canvas.TANGENT_1, canvas.TANGENT_2
_FORMS = {
    "drude": (drag_regimes.drude, "s", "#2e8b57"),
    "weakly_damped": (drag_regimes.weakly_damped, "o", "#4169e1"),
    "strongly_damped": (drag_regimes.strongly_damped, "^", "#d2691e"),
}
_LABELS = {
    "drude": "Drude regime, Eq. (17)",
    "weakly_damped": r"Lorentz regime, $\kappa<1$, Eqs. (19), (20)",
    "strongly_damped": r"Lorentz regime, $\kappa>1$, Eq. (21)",
}


@functools.lru_cache(maxsize=32)
def spectrum(name: str, damping: str) -> DragSpectrum:
    """The spectrum of a system of Table I at a third of the lower critical temperature."""
    if name in BILAYERS:
        return DragSpectrum(table_bilayer(name), float(table_critical_temperature(name)) / 3, DAMPINGS[damping])
    mixture = table_mixture(name)
    return DragSpectrum(mixture, float(np.min(mixture.T_c)) / 3, DAMPINGS[damping])


def fig5_data() -> dict[str, Result]:
    """omega [rad/s] (600,) and sigma_ab, sigma_aa, the paramagnetic part of sigma_aa for Rb-Rb at both dampings."""
    return _panel_data("aminov2024:fig5", ["Rb-Rb"], ["ab", "aa", "aa_paramagnetic"])


def fig6_data() -> dict[str, Result]:
    """omega and sigma_ab of K-K, Na-Na and Yb-Cs at both dampings."""
    return _panel_data("aminov2024:fig6", ["K-K", "Na-Na", "Yb-Cs"], ["ab"])


def fig7_data() -> dict[str, Result]:
    """omega and sigma_ab of Er-Er and Cr-Cr at both dampings; Delta over the distance L."""
    found = _panel_data("aminov2024:fig7", ["Er-Er", "Cr-Cr"], ["ab"])
    found["L"] = Result(DISTANCES, "m", ("aminov2024:fig7",))
    for name in BILAYERS:
        gaps = np.array([float(table_bilayer(name, distance).resonance()) for distance in DISTANCES])
        found[f"Delta {name}"] = Result(gaps, "rad/s", ("aminov2024:fig7",))
    return found


def _panel_data(claim: str, names, pairs) -> dict[str, Result]:
    found = {}
    for name in names:
        omega = np.linspace(0, RANGES[name], _POINTS + 1)[1:]
        found[f"omega {name}"] = Result(omega, "rad/s", (claim,))
        for damping in DAMPINGS:
            sigma = spectrum(name, damping).conductivity(omega=omega)
            for pair in pairs:
                value = np.asarray(getattr(sigma, pair[:2]))
                if pair.endswith("paramagnetic"):
                    value = value - 1j * spectrum(name, damping).system.n_a / spectrum(name, damping).system.masses[0] / omega
                found[f"sigma_{pair} {name} {damping}"] = Result(value, sigma.ab.unit, (claim, *sigma.ab.claims))
    return found


def save5(path: Path) -> Path:
    """Draw Fig. 5 into `path` (.png, .svg, .pdf) and return it."""
    return canvas.save(draw5, path)


def save6(path: Path) -> Path:
    """Draw Fig. 6 into `path`."""
    return canvas.save(draw6, path)


def save7(path: Path) -> Path:
    """Draw Fig. 7 into `path`."""
    return canvas.save(draw7, path)


def draw5() -> Figure:
    """Rb-Rb: transconductivity above, intraconductivity below; weak damping left, strong right."""
    figure, grid = _grid(2, "Rb-Rb")
    data = fig5_data()
    for row, pair, letters in zip(grid, ("ab", "aa"), ("ab", "cd"), strict=True):
        for axes, damping, letter in zip(row, DAMPINGS, letters, strict=True):
            _draw_lines(axes, data, "Rb-Rb", pair, damping)
            _draw_symbols(axes, "Rb-Rb", pair, damping)
            _limit(axes)
            axes.text(0.97, 0.95, f"({letter})", transform=axes.transAxes, ha="right", va="top")
    _legend(figure, grid)
    return figure


def draw6() -> Figure:
    """Transconductivities of K-K, Na-Na and Yb-Cs."""
    names = ("K-K", "Na-Na", "Yb-Cs")
    figure, grid = _grid(3)
    data = fig6_data()
    for row, name in zip(grid, names, strict=True):
        for axes, damping in zip(row, DAMPINGS, strict=True):
            _draw_lines(axes, data, name, "ab", damping)
            _draw_symbols(axes, name, "ab", damping)
            _limit(axes)
    _legend(figure, grid)
    return figure


def draw7() -> Figure:
    """Transconductivities of Er-Er and Cr-Cr; insets: Delta over the distance of the layers."""
    figure, grid = _grid(2)
    data = fig7_data()
    for row, name in zip(grid, ("Er-Er", "Cr-Cr"), strict=True):
        for axes, damping in zip(row, DAMPINGS, strict=True):
            _draw_lines(axes, data, name, "ab", damping)
            _limit(axes)
        height = {"Er-Er": 0.17, "Cr-Cr": 0.64}[name]  # where the panel is empty
        inset = row[0].inset_axes([0.64, height, 0.31, 0.33], xscale="log", yscale="log")
        inset.plot(data["L"].value / micrometre * 1e3, data[f"Delta {name}"].value / 1e3, color="black")
        inset.set(xlabel="$L$ (nm)", ylabel=r"$\Delta$ ($10^3$ rad/s)", xlim=(40, 120))
        inset.set_xticks([40, 60, 80, 100], ["40", "60", "80", "100"])
        inset.set_yticks([0.2, 0.5, 1, 2], ["0.2", "0.5", "1", "2"])
        inset.minorticks_off()
        gaps = data[f"Delta {name}"].value / 1e3
        inset.set_ylim(gaps.min() * 0.9, gaps.max() * 1.1)
        inset.tick_params(labelsize=7)
        inset.xaxis.label.set_size(7)
        inset.yaxis.label.set_size(7)
    _legend(figure, grid)
    return figure


def _grid(rows: int, name: str = ""):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.6, 2.7 * rows + 0.6), layout="constrained")
    grid = figure.subplots(rows, 2, squeeze=False)
    for axes, damping in zip(grid[0], DAMPINGS, strict=True):
        axes.set_title(rf"{name + ', ' if name else ''}{damping} damping, $\gamma = {DAMPINGS[damping]:g}$ s$^{{-1}}$")
    for axes in grid[-1]:
        axes.set_xlabel(r"$\omega$ ($10^3$ rad/s)")
    return figure, grid


def _draw_lines(axes: Axes, data: dict[str, Result], name: str, pair: str, damping: str) -> None:
    omega = data[f"omega {name}"].value / 1e3
    sigma = data[f"sigma_{pair} {name} {damping}"].value * _scale(name)
    axes.plot(omega, sigma.real, color=_NORMAL, label=r"$\sigma^n$")
    axes.plot(omega, sigma.imag, "--", color=_SUPERFLUID, label=r"$\sigma^s$")
    if pair == "aa":
        para = data[f"sigma_aa_paramagnetic {name} {damping}"].value * _scale(name)
        axes.plot(omega, para.imag, "-.", color=canvas.DARK_PURPLE, label=r"$\sigma^{sp}$, paramagnetic")
        axes.plot(omega, (sigma - para).imag, ":", color="0.4", label=r"$n_a/m_a\omega$, diamagnetic")
    axes.axhline(0, color="0.7", linewidth=0.6, zorder=0)
    mark = r"$\Delta$" if name in BILAYERS else r"$\mu_a+\mu_b$"
    axes.axvline(_mark(name, damping) / 1e3, color="black", linestyle=(0, (6, 4)), linewidth=0.8, label=mark)
    dimension = spectrum(name, damping).system.dimension
    unit = r"$\hbar^{-1}\,\mu$m$^{-1}$" if dimension == 3 else r"$\hbar^{-1}$"
    axes.set_ylabel(rf"$\sigma_{{{pair}}}$ {name} ({unit})")
    axes.set_xlim(0, RANGES[name] / 1e3)


def _scale(name: str) -> float:
    """From SI to 1/(hbar micrometre), in two dimensions 1/hbar."""
    return constants.hbar * (1.0 if name in BILAYERS else micrometre)


def _mark(name: str, damping: str) -> float:
    system = spectrum(name, damping).system
    if name in BILAYERS:
        return float(system.resonance())
    return float(system.chemical_potentials(spectrum(name, damping).temperature).value.sum() / constants.hbar)


def _draw_symbols(axes: Axes, name: str, pair: str, damping: str) -> None:
    found = spectrum(name, damping)
    omega = np.linspace(0, RANGES[name], _SYMBOLS + 2)[1:-1]
    kappa = np.asarray(drag_regimes.damping_parameter(found, omega=omega))
    low = omega < float(drag_regimes.resonance(found).Delta) / 3
    where = {"drude": low, "weakly_damped": ~low & (kappa < 1), "strongly_damped": ~low & (kappa >= 1)}
    step = (omega[1] - omega[0]) / 2
    for form, (function, marker, colour) in _FORMS.items():
        at = omega[where[form]]
        if at.size:
            for first, last in _stretches(where[form]):
                axes.axvspan(
                    (omega[first] - step) / 1e3, (omega[last] + step) / 1e3, color=colour, alpha=0.1, linewidth=0, zorder=0
                )
            sigma = np.asarray(getattr(function(found, omega=at), pair)) * _scale(name)
            shown = [sigma.real, sigma.imag]
            if pair == "aa":
                shown[1] = shown[1] - found.system.n_a / found.system.masses[0] / at * _scale(name)
            for part, face in zip(shown, (colour, "none"), strict=True):
                axes.plot(
                    at / 1e3,
                    part,
                    marker,
                    color=colour,
                    markerfacecolor=face,
                    markersize=3.5,
                    linestyle="none",
                    label=_LABELS[form] if face == colour else None,
                )


def _stretches(inside) -> list[tuple[int, int]]:
    """First and last index of each stretch of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(int), [0]])))
    return [(int(first), int(end) - 1) for first, end in edges.reshape(-1, 2)]


def _limit(axes: Axes) -> None:
    """The Drude peaks are much higher than what the figures are about: limits from the curves above a twelfth of the axis."""
    end = axes.get_xlim()[1]
    values = [
        line.get_ydata()[np.asarray(line.get_xdata()) > end / 6]
        for line in axes.lines
        if len(line.get_xdata()) == _POINTS and line.get_linestyle() != ":"
    ]
    shown = values if len(values) == 2 else [values[0], values[2]]
    low, high = min(map(np.min, shown)), max(map(np.max, shown))
    margin = 0.25 * (high - low)
    axes.set_ylim(low - margin, high + margin)


def _legend(figure: Figure, grid) -> None:
    handles = {}
    for axes in grid.ravel():
        handles |= {label: handle for handle, label in zip(*axes.get_legend_handles_labels(), strict=True)}
    symbols = [label for label in _LABELS.values() if label in handles]
    if symbols:
        from matplotlib.lines import Line2D

        open_symbol = Line2D([], [], marker="o", linestyle="none", color="0.3", markerfacecolor="none", markersize=3.5)
        handles[r"open symbols: of $\sigma^s$ ($\sigma^{sp}_{aa}$)"] = open_symbol
    order = [label for label in handles if label not in symbols]
    order = [*order[:-1], *symbols, order[-1]] if symbols else order
    figure.legend([handles[label] for label in order], order, loc="outside lower center", ncols=3, frameon=False)
