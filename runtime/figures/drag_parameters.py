"""The parameters of the atomic systems of aminov2024, Table I: what is printed, and what follows from it.

The column that the paper heads sum mu_i/2 pi (kHz) is sum mu_i/hbar in 10^3 rad/s; both are given.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from entrainment.runtime import constants, dipolar_bilayer
from entrainment.runtime.condensed_mixture import TABLE_I, table_mixture
from entrainment.runtime.figures import canvas
from entrainment.runtime.units import Result, nanokelvin, nanometre

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PRINTED = {"Rb-Rb": "2.7", "Na-Na": "10.8", "K-K": "1", "Yb-Cs": "12.7"}
"""The last row of the table as printed."""
PRINTED_RANGES = {"Cr-Cr": "2.6", "Er-Er": "12"}
"""r_* in nm as Appendix D quotes it."""


def data() -> dict[str, Result]:
    """By mixture: T_c [K], n [m^-3], n0/n at T = 0 and at T_c/3, sum of mu/hbar [rad/s]; by bilayer: r_* [m], n_2D [m^-2],
    Delta [rad/s].
    """
    found = {}
    claims = ("aminov2024:tableI",)
    for name in TABLE_I:
        mixture = table_mixture(name)
        T = float(np.min(mixture.T_c)) / 3
        densities = np.array(mixture.densities)
        fractions = [np.asarray(mixture.condensate_densities(t)) / densities for t in (0.0, T)]
        found[f"T_c {name}"] = Result(mixture.T_c.value, "K", claims)
        found[f"n {name}"] = Result(densities, "m^-3", claims)
        found[f"n0/n {name}"] = Result(np.array(fractions), "1", (*claims, "aminov2024:A8"))
        found[f"mu {name}"] = Result(np.asarray(mixture.chemical_potentials().value.sum() / constants.hbar), "rad/s", claims)
    for name in dipolar_bilayer.TABLE_I:
        bilayer = dipolar_bilayer.table_bilayer(name)
        found[f"r {name}"] = Result(bilayer.dipole_range.value, "m", claims)
        found[f"n {name}"] = Result(np.asarray(bilayer.areal_density), "m^-2", claims)
        found[f"Delta {name}"] = Result(bilayer.resonance().value, "rad/s", claims)
    return found


def save(path: Path) -> Path:
    """Draw the table into `path` (.png, .svg, .pdf) and return it."""
    return canvas.save(draw, path)


def draw() -> Figure:
    """Both parts of the table."""
    from matplotlib.figure import Figure

    numbers = data()
    figure = Figure(figsize=(9.2, 4.4), layout="constrained")
    upper, lower = figure.subplots(2, 1, height_ratios=[9, 7])
    columns = list(TABLE_I)
    lengths = {name: TABLE_I[name]["lengths"] for name in columns}
    both = lambda values: ", ".join(dict.fromkeys(values))
    rows = {
        r"$a_{ii}$ ($a_0$)": [both([str(lengths[n][0]), str(lengths[n][2])]) for n in columns],
        r"$a_{ab}$ ($a_0$)": [str(lengths[n][1]) for n in columns],
        r"$T_c$ (nK)": [both(f"{T * constants.k_B / nanokelvin:.0f}" for T in numbers[f"T_c {n}"].value) for n in columns],
        r"$n$ ($10^{13}$ cm$^{-3}$)": [both(f"{x / 1e19:.3g}" for x in numbers[f"n {n}"].value) for n in columns],
        r"$n^0/n$, $T=0$": [both(f"{x:.4f}" for x in numbers[f"n0/n {n}"].value[0]) for n in columns],
        r"$n^0/n$, $T=T_c/3$": [both(f"{x:.4f}" for x in numbers[f"n0/n {n}"].value[1]) for n in columns],
        r"$\sum\mu_i/\hbar$ ($10^3$ rad/s)": [f"{float(numbers[f'mu {n}']) / 1e3:.2f}" for n in columns],
        r"$\sum\mu_i/2\pi\hbar$ (kHz)": [f"{float(numbers[f'mu {n}']) / 2e3 / np.pi:.3f}" for n in columns],
        r"printed as $\sum\mu_i/2\pi$ (kHz)": [PRINTED[n] for n in columns],
    }
    _table(upper, columns, rows)
    columns = list(dipolar_bilayer.TABLE_I)
    chosen = dipolar_bilayer.TABLE_I
    _table(
        lower,
        columns,
        {
            r"$d$ ($\mu_B$)": [str(chosen[n][1]) for n in columns],
            r"$a$ ($a_0$)": [str(chosen[n][2]) for n in columns],
            r"$T_c$ (nK)": [str(chosen[n][3]) for n in columns],
            r"$n\,w_z$ ($\mu$m$^{-2}$)": [f"{float(numbers[f'n {n}']) / 1e12:.3f}" for n in columns],
            r"$r_*$ (nm)": [f"{float(numbers[f'r {n}']) / nanometre:.2f}" for n in columns],
            r"$r_*$ as printed (nm)": [PRINTED_RANGES[n] for n in columns],
            r"$\Delta$, $L=60$ nm ($10^3$ rad/s)": [f"{float(numbers[f'Delta {n}']) / 1e3:.3f}" for n in columns],
        },
    )
    return figure


def _table(axes, columns, rows) -> None:
    axes.axis("off")
    table = axes.table(list(rows.values()), rowLabels=list(rows), colLabels=columns, loc="center", cellLoc="center")
    table.auto_set_font_size(False)
    table.set_fontsize(8)
