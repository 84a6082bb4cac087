"""Fig. 4 of aminov2024: Drude and superfluid weights of Yb-Cs (a is Yb, b is Cs) over the temperature.

Condensates are the self-consistent ones of (A8), as drawn; where the text speaks of a normal Cs, a thin condensate stands for
it, because (A8) has a condensate at T_c.
"""

from __future__ import annotations

import functools

import numpy as np
from entrainment.runtime.condensed_mixture import table_mixture
from entrainment.runtime.conductivity import DragSpectrum
from entrainment.runtime.errors import kernel
from entrainment.runtime.momentum_contour import real_nodes
from entrainment.runtime.reference import conductivity as reference

from ...measured import settle, settle_in_part
from .. import statement
from .drag_curves import WEAK
from .spectra import gas

PI2 = 2 * np.pi
THIN = 1e-5  # condensate of Cs over its density, where the text has none


@functools.cache
def _weights(T_over_Tc: float, damping: float) -> dict[str, float]:
    """D^n_ij and D^s_ij of Yb-Cs by pair, temperature over T_c of Cs."""
    mixture = table_mixture("Yb-Cs")
    found = DragSpectrum(mixture, T_over_Tc * float(mixture.T_c.value[1]), damping)
    pairs = {"n": found.drude_weights(), "s": found.superfluid_weights()}
    return {f"{kind}_{pair}": float(getattr(values, pair)) for kind, values in pairs.items() for pair in ("aa", "ab", "bb")}


def _normal_drag(T_over_Tc: float, thin: float = 0.0) -> float:
    """D^n_ab of Yb-Cs in natural units, from its integrand alone; with ``thin`` of the Cs condensed, if that is given."""
    mixture = table_mixture("Yb-Cs")
    T = T_over_Tc * float(mixture.T_c.value[1])
    condensates, scaled = mixture.natural_condensates(T).copy(), T / mixture.scales.temperature
    if thin:
        condensates[1] = thin * mixture.densities[1] * mixture.scales.length**3
    p, weight = real_nodes(np.sqrt(2 * max(scaled, 0.3)))
    return float((weight * kernel("drude_density_3d")(p, *mixture.natural(condensates), scaled)[1]).sum())


def _ratio_by_definition() -> float:
    """Relative error of D^s_ab/D^n_ab at T_c/3 of Cs against the response at omega = 0."""
    own, found = gas("Yb-Cs", 200 / 3), _weights(1 / 3, 0.0)
    pole = reference.superfluid_weight("ab", 0, own.T, own.mixture, 8)
    return abs(found["s_ab"] / found["n_ab"] / float(pole / reference.drude_weight("ab", own.T, own.mixture, 8)) - 1)


def _at_thin_condensate() -> dict[str, float]:
    """D^s_ab and D^s_bb at T_c of Cs with hardly any condensate of it, over their values at T = 0, by the definition."""
    own = gas("Yb-Cs", 200 / 3)
    thin = own.mixture._replace(n_b=THIN * own.totals[1])
    cold = _weights(0.0, WEAK)
    own_part, cross = (reference.superfluid_weight(pair, 0, 1, thin, 3) for pair in ("bb", "ab"))
    whole = own.totals[1] / own.mixture.m_b  # D^s_bb/pi at T = 0 but for the drag
    drag = cold["s_ab"] / cold["s_bb"] * whole
    return {"drag_at_Tc": abs(float(cross)) / drag, "caesium_at_Tc": abs(float(own_part)) / whole}


@statement("aminov2024:fig4")
def figure_4(claim, digits):
    """Both ends of the temperature axis, with the condensates of (A8) and with a thin condensate of Cs at T_c."""
    cold, critical, inside = (_weights(x, WEAK) for x in (0.0, 1.0, 0.75))
    values = {
        "normal_at_zero": max(abs(cold[f"n_{pair}"] / inside[f"n_{pair}"]) for pair in ("aa", "ab", "bb")),
        "drag_at_Tc": critical["s_ab"] / cold["s_ab"],
        "caesium_at_Tc": critical["s_bb"] / cold["s_bb"],
        "ytterbium_at_Tc": critical["s_aa"] / cold["s_aa"],
        "drawn": _ratio_by_definition(),
    }
    planted = [("weights at 0.75 T_c for those at T_c", values | {"caesium_at_Tc": inside["s_bb"] / cold["s_bb"]})]
    note = f"with {THIN:g} of Cs condensed; (A8) has a condensate at T_c"
    reading = "Cs has no condensate at T_c: the self-consistent condensates of (A8) end above it, at a finite density"
    return settle_in_part(claim, values, values | _at_thin_condensate(), reading, "quadrature", 5, 3, note, planted)


@statement("aminov2024:fig4:clean-drag")
def clean_drag(claim, digits):
    """gamma/2 pi = 1 Hz in both readings, four temperatures up to 0.9 T_c; a hundred times that for comparison."""
    temperatures = (0.0, 0.3, 0.6, 0.9)

    def difference(damping):
        pairs = [(_weights(x, damping)["s_ab"], _weights(x, 0.0)["s_ab"]) for x in temperatures]
        return max(abs(damped / clean - 1) for damped, clean in pairs)

    values = {"difference": max(difference(WEAK), difference(PI2))}
    strong = difference(100 * PI2)
    note = f"at gamma/2 pi = 100 Hz {strong:.3g}"
    return settle(claim, values, "kernel", 8, 6, note, [("gamma/2 pi = 100 Hz", {"difference": strong})])


@statement("aminov2024:fig4:recession")
def recession(claim, digits):
    """D^n_ab at 80 temperatures with the condensates of (A8), and at T_c with a thin condensate of Cs."""
    grid = np.linspace(0, 1, 81)[1:]
    normal = np.array([_normal_drag(x) for x in grid])
    top = int(normal.argmax())
    values = {"turn": grid[top], "left": normal[-1] / normal[top]}
    shares = ", ".join(f"{normal[k] / normal[top]:.3f}" for k in (71, 75, 78, 79))
    note = f"D^n_ab over its maximum at 0.9, 0.95, 0.9875, 1 of T_c: {shares}"
    reading = "Cs has no condensate at T_c; with the condensate that (A8) leaves, D^n_ab only begins to fall"
    narrower = values | {"left": _normal_drag(1.0, THIN) / normal[top]}
    planted = [("0.95 T_c for T_c", values | {"left": normal[75] / normal[top]})]
    return settle_in_part(claim, values, narrower, reading, "kernel", 80, 8, note, planted)
