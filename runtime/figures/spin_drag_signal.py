"""The flow d<F(2)>/dt of the component that is not pushed, after a push on the other one (carlini2021, Fig. 2).

The paper draws it schematically.  Here it is the linear response of the spin-orbit coupled gas of its Sec. II, by the
normal modes of ``reference.spin_orbit``: hbar = m = k0 = g n = 1, Omega = 12 Omega_c, q = 1/2, in the single-minimum phase.
The perturbation -lambda cos(q x) grows linearly during tau = 0.65, two and a half periods of the upper branch, which damps
its oscillations; the inset shows what a sudden perturbation does.  Lines: the fast law (23), whose clock starts in the middle
of the ramp, with the slope of the sound branch at this q; and the ultrafast law (15).
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from entrainment.runtime.figures import canvas
from entrainment.runtime.reference.spin_orbit import SpinOrbitGas
from entrainment.runtime.reference.spin_orbit_response import branch_moment, flow, ultrafast_slope
from entrainment.runtime.units import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GAS = SpinOrbitGas(m=1, k0=1, Omega=24, n=1, g=1)
Q, RAMP = Fraction(1, 2), Fraction(13, 20)
DIGITS = 20

_TIMES, _EARLY = [Fraction(k, 120) for k in range(961)], [Fraction(k, 400) for k in range(201)]
_FAST_UNTIL, _ULTRAFAST_UNTIL = 1.5, 0.06
_CLAIMS = ("carlini2021:fig2", "carlini2021:2", "carlini2021:15", "carlini2021:23")
_FLOW = "lambda/hbar"
_GREEN = "#1b7f3b"


def sound_slope() -> float:
    """d^2<F(2)>/dt^2 per lambda of the sound branch alone at t = 0, at the wave number of the figure."""
    return float(4 * branch_moment(GAS, ("2", "1"), "low", 1, Q, digits=DIGITS))


def data() -> dict[str, Result]:
    """time (961,), ramped: the signal; fast (961,): the red line, nan where the regime ends; early (201,), sudden,
    ultrafast (nan beyond): the inset; ramp and slopes are numbers.  Times in units of hbar/(g n)."""
    signal = lambda times, ramp: np.array([float(flow(GAS, "2", "1", t, Q, ramp=ramp, digits=DIGITS)) for t in times])
    time, early = (np.array([float(t) for t in times]) for times in (_TIMES, _EARLY))
    slopes = {"fast_slope": sound_slope(), "ultrafast_slope": float(ultrafast_slope(GAS, "2", "1", Q, digits=DIGITS))}
    middle = time - float(RAMP) / 2
    arrays = {
        "time": (time, "hbar/(g n)"), "ramped": (signal(_TIMES, RAMP), _FLOW),
        "fast": (np.where((middle >= 0) & (middle <= _FAST_UNTIL), slopes["fast_slope"] * middle, np.nan), _FLOW),
        "early": (early, "hbar/(g n)"), "sudden": (signal(_EARLY, 0), _FLOW),
        "ultrafast": (np.where(early <= _ULTRAFAST_UNTIL, slopes["ultrafast_slope"] * early, np.nan), _FLOW),
        "ramp": (np.array(float(RAMP)), "hbar/(g n)"),
        **{name: (np.array(slope), "lambda g n/hbar^2") for name, slope in slopes.items()},
    }
    return {name: Result(value, unit, _CLAIMS) for name, (value, unit) in arrays.items()}


def save(path: Path) -> Path:
    """Draw the figure into `path` (.png, .svg, .pdf) and return it."""
    return canvas.save(draw, path)


def draw() -> Figure:
    """The figure, in the style that is set."""
    from matplotlib.figure import Figure

    curves = {name: np.asarray(value) for name, value in data().items()}
    figure = Figure(figsize=(5.6, 4.0), layout="constrained")
    axes = figure.subplots()
    axes.axvspan(0, float(curves["ramp"]), color=canvas.GREY, linewidth=0)
    axes.plot(curves["time"], curves["ramped"], color=canvas.TANGENT_1)
    axes.plot(curves["time"], curves["fast"], "--", color=canvas.TANGENT_2, linewidth=1.6)
    axes.axhline(0, color="0.7", linewidth=0.6, zorder=0)
    axes.annotate("fast, Eq. (23)", (1.7, 0.08), (1.15, 0.25), color=canvas.TANGENT_2,
                  arrowprops={"arrowstyle": "-", "color": canvas.TANGENT_2, "linewidth": 0.8})
    axes.text(float(curves["ramp"]) / 2, -0.17, "ramp", ha="center", va="bottom", color="0.35")
    axes.set(xlim=(0, 8), ylim=(-0.19, 0.45), xlabel=r"$t\,/\,(\hbar/gn)$",
             ylabel=r"$d\langle F(2)\rangle/dt\;/\;(\lambda/\hbar)$")
    inset = axes.inset_axes((0.56, 0.68, 0.42, 0.29))
    inset.plot(curves["early"], curves["sudden"], color=canvas.TANGENT_1)
    inset.plot(curves["early"], curves["ultrafast"], ":", color=_GREEN, linewidth=1.8)
    inset.axhline(0, color="0.7", linewidth=0.6, zorder=0)
    inset.set(xlim=(0, 0.5), ylim=(-0.78, 0.78))
    inset.text(0.09, -0.71, "ultrafast, Eq. (15)", color=_GREEN, ha="left", va="bottom")
    inset.text(0.97, 0.95, "sudden", transform=inset.transAxes, ha="right", va="top")
    return figure
