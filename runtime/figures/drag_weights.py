"""Drude and superfluid weights of Yb-Cs over the temperature: aminov2024, Fig. 4.

gamma = 1 /s, the thin line pi rho_dr/(m_a m_b) at gamma = 0.  Eq. (A8) has solutions up to 1 % above T_c of Cs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.condensed_mixture import table_mixture
from entrainment.runtime.conductivity import PAIRS, DragSpectrum
from entrainment.runtime.figures import canvas
from entrainment.runtime.units import Result, micrometre, nanokelvin

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GAMMA = 1.0  # rad/s
_STYLE = {"aa": ("-", canvas.TANGENT_1, "Yb"), "ab": ("--", "black", "Yb-Cs"), "bb": ("-", canvas.TANGENT_2, "Cs")}


def data() -> dict[str, Result]:
    """T [K] (25,), drude_ij and superfluid_ij [kg^-1 m^-3] for aa (Yb), ab, bb (Cs), drag_clean at gamma = 0."""
    mixture = table_mixture("Yb-Cs")
    T = (1 - np.cos(np.linspace(0, np.pi, 25))) / 2 * float(mixture.T_c.value[1])  # dense where the weights bend
    spectra = [DragSpectrum(mixture, t, GAMMA) for t in T]
    found = {"T": Result(T, "K", ("aminov2024:fig4",))}
    for name, method in (("drude", "drude_weights"), ("superfluid", "superfluid_weights")):
        values = [getattr(spectrum, method)() for spectrum in spectra]
        for pair in PAIRS:
            column = [getattr(value, pair) for value in values]
            found[f"{name}_{pair}"] = Result(
                np.array([float(v) for v in column]), column[0].unit, ("aminov2024:fig4", *column[0].claims)
            )
    clean = [float(DragSpectrum(mixture, t, 0.0).superfluid_weights().ab) for t in T]
    found["drag_clean"] = Result(np.array(clean), "kg^-1 m^-3", ("aminov2024:fig4", "aminov2024:6"))
    return found


def save(path: Path) -> Path:
    """Draw the figure into `path` (.png, .svg, .pdf) and return it."""
    return canvas.save(draw, path)


def draw() -> Figure:
    """Drude weights left, superfluid weights right; the drag has an axis of its own in an inset."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.6, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    numbers = {key: value.value for key, value in data().items()}
    T = numbers["T"] / nanokelvin * constants.k_B
    unit = constants.u * micrometre**3  # weights in 1/(u micrometre^3)
    for axes, name in ((left, "drude"), (right, "superfluid")):
        for pair in PAIRS:
            line, colour, label = _STYLE[pair]
            axes.plot(T, numbers[f"{name}_{pair}"] * unit, line, color=colour, label=label)
        axes.set(xlabel="$T$ (nK)", xlim=(0, T[-1]), ylim=(0, None))
    inset = right.inset_axes([0.12, 0.3, 0.5, 0.36])
    inset.plot(T, numbers["drag_clean"] * unit, color="red", linewidth=0.8)
    inset.plot(T, numbers["superfluid_ab"] * unit, "--", color="black")
    inset.set(xlim=(0, T[-1]), ylim=(0, None), title=r"$D^s_{ab}$ and, at $\gamma=0$, $\pi\rho_{\rm dr}/m_am_b$ (red)")
    inset.title.set_size(8)
    inset.tick_params(labelsize=7)
    left.set_title("Yb-Cs, Drude weights")
    right.set_title("Yb-Cs, superfluid weights")
    left.set_ylabel(r"$D^n_{ij}$ (u$^{-1}\,\mu$m$^{-3}$)")
    right.set_ylabel(r"$D^s_{ij}$ (u$^{-1}\,\mu$m$^{-3}$)")
    left.legend(frameon=False)
    return figure
