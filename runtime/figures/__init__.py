"""The figures of the papers, recomputed: `NAMES` draws them, `DATA` gives the numbers in them.

Invariant: the curves, dots, lines and surfaces drawn are those that `DATA` returns (insets apart), and all numbers come
from the kernels and from `phases`, those of carlini2021 from the definitions in `reference`; a drawing leaves no setting
of matplotlib changed, ignores the user's, and writes the same bytes every time. Importing this package does not import
matplotlib.
Source: naidon2021, Figs. 1 and 2; carlini2021, Fig. 2; aminov2024, Figs. 2 to 7 and Table I.
"""

from collections.abc import Callable
from pathlib import Path

from entrainment.runtime.figures import (
    drag_parameters,
    drag_quasiparticles,
    drag_spectra,
    drag_weights,
    phase_diagram,
    spin_drag_signal,
    tangent_constructions,
    valley,
)
from entrainment.runtime.units import Result

NAMES: dict[str, Callable[[Path], Path]] = {
    "naidon2021:fig1a": valley.save,
    "naidon2021:fig1b": tangent_constructions.save,
    "naidon2021:fig2": phase_diagram.save,
    "aminov2024:fig2": drag_quasiparticles.save2,
    "aminov2024:fig3": drag_quasiparticles.save3,
    "aminov2024:fig4": drag_weights.save,
    "aminov2024:fig5": drag_spectra.save5,
    "aminov2024:fig6": drag_spectra.save6,
    "aminov2024:fig7": drag_spectra.save7,
    "aminov2024:tableI": drag_parameters.save,
    "carlini2021:fig2": spin_drag_signal.save,
}
"""Each function draws its figure into the path that it gets (.png, .svg or .pdf) and returns that path."""

DATA: dict[str, Callable[[], dict[str, Result]]] = {
    "naidon2021:fig1a": valley.data,
    "naidon2021:fig1b": tangent_constructions.data,
    "naidon2021:fig2": phase_diagram.data,
    "aminov2024:fig2": drag_quasiparticles.fig2_data,
    "aminov2024:fig3": drag_quasiparticles.fig3_data,
    "aminov2024:fig4": drag_weights.data,
    "aminov2024:fig5": drag_spectra.fig5_data,
    "aminov2024:fig6": drag_spectra.fig6_data,
    "aminov2024:fig7": drag_spectra.fig7_data,
    "aminov2024:tableI": drag_parameters.data,
    "carlini2021:fig2": spin_drag_signal.data,
}
"""Each function returns the labelled arrays, with units and claims, that the figure of that name shows."""
