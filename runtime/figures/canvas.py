"""How every figure looks and how it is written.

Invariant: a figure depends on its numbers and on this module only. The user's rcParams neither enter nor change; files
carry no date, no random id and no version, so that the same numbers give the same bytes.
Colours are told apart by lightness too: they survive the common colour vision deficiencies and a grey print.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from entrainment.runtime.errors import DomainError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GREY, WHITE, BLUE, PINK, PURPLE = "#e3e3e3", "#ffffff", "#a6cfee", "#f7b9cb", "#8b6bb1"
"""Miscible, 1|2, (1+2)|1, (1+2)|2, and the overlap of the last two (naidon2021, Fig. 2)."""

TANGENT_1, TANGENT_2, DARK_PURPLE = "#0b62b5", "#c2185b", "#5b3a86"
"""Tangents from pure 1 and from pure 2, and words about the overlap: the dark partners of BLUE, PINK and PURPLE."""

_STYLE = {
    "font.size": 9, "axes.labelsize": 10, "axes.titlesize": 10, "xtick.labelsize": 8, "ytick.labelsize": 8,
    "legend.fontsize": 9, "mathtext.fontset": "dejavusans", "axes.linewidth": 0.8, "lines.linewidth": 1.2,
    "xtick.direction": "in", "ytick.direction": "in", "savefig.dpi": 200,
    "svg.hashsalt": "entrainment", "svg.fonttype": "path", "pdf.fonttype": 42,
}

_NO_TRACE = {
    ".png": {"Software": None},
    ".svg": {"Date": None, "Creator": None},
    ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def save(draw: Callable[[], Figure], path: Path | str) -> Path:
    """Write the figure that `draw()` makes to `path` and return it; .png, .svg and .pdf are known.

    Raises DomainError for another extension, OSError where the folder is not there.
    """
    path = Path(path)
    if path.suffix not in _NO_TRACE:
        raise DomainError("path", path, f"ends in {', '.join(_NO_TRACE)}")
    import matplotlib.style

    with matplotlib.style.context(["default", _STYLE]):
        draw().savefig(path, metadata=_NO_TRACE[path.suffix])
    return path
