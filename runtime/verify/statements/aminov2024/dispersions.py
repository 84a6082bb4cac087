"""Figs. 2 and 3 of aminov2024: dispersions, processes, envelopes and widths, by the modes of the reference.

What is drawn comes from the kernels, what it is compared with from `bogoliubov_modes`.  Errors are planted in the mixture, in
the momentum at which it is looked at, or in what is drawn.
"""

from __future__ import annotations

import functools

import mpmath
import numpy as np
from entrainment.runtime import constants, drag_regimes
from entrainment.runtime.figures import drag_quasiparticles
from entrainment.runtime.reference import bogoliubov_modes
from entrainment.runtime.reference.conductivity import current_elements

from ...measured import settle, settle_in_part
from .. import statement
from . import drag_curves as curves
from .mixtures import MIXTURES
from .spectra import Gas, gas

EQUAL = ("Rb-Rb", "Na-Na", "K-K")


def table_gas(name: str) -> Gas:
    """The mixture of Table I at a third of the lower critical temperature."""
    return gas(name, min(T for _, _, T in MIXTURES[name]) / 3)


def changed(own: Gas, **changes) -> Gas:
    """``own`` with entries of its mixture multiplied."""
    entries = {key: getattr(own.mixture, key) * factor for key, factor in changes.items()}
    return Gas(own.mixture._replace(**entries), own.totals, own.T, own.energy)


def gap(own: Gas, p) -> mpmath.mpf:
    upper, lower = own.energies(p)
    return upper - lower


def power(function, p) -> float:
    """Local exponent of a positive function."""
    step = mpmath.mpf("1e-4")
    return float(mpmath.log(function(p * (1 + step)) / function(p * (1 - step))) / mpmath.log((1 + step) / (1 - step)))


def mu_sum(own: Gas) -> float:
    return own.mixture.n_a * own.mixture.g_aa + own.mixture.n_b * own.mixture.g_bb


def _dispersions(scale_drawn: float = 1.0, at_T: float = 1.0, swapped: bool = False) -> dict[str, float]:
    data = {key: np.asarray(value) for key, value in drag_quasiparticles.fig2_data().items()}
    exponents, drawn, split, arrow = [], 0.0, np.inf, 1.0
    for name in ("Rb-Rb", "Yb-Cs"):
        own = table_gas(name)
        length = constants.hbar / np.sqrt(curves.spectrum(name, curves.WEAK).system.masses[0] * own.energy)
        p = data[f"p {name}"]
        keys = ("E_s", "E_d") if swapped else ("E_d", "E_s")
        for k in range(3, p.size, 57):
            true = [float(E) * own.energy / constants.hbar for E in own.energies(p[k] * length)]
            shown = [scale_drawn * data[f"{key} {name}"][k] for key in keys]
            drawn = max(drawn, *(abs(x / y - 1) for x, y in zip(shown, true, strict=True)))
            split = min(split, (shown[0] - shown[1]) / true[0])
        bar = float(data[f"p_bar {name}"]) * length
        ends = float(sum(own.energies(bar))) / (2 * own.T * at_T)
        arrow = ends if abs(ends - 1) > abs(arrow - 1) else arrow
        exponents += [power(lambda p, own=own, k=k: own.energies(p)[k], mpmath.mpf(bar) / 1000) for k in (0, 1)]
    return {"phonons": max(exponents, key=lambda x: abs(x - 1)), "split": split, "arrow": arrow, "drawn": drawn}


@statement("aminov2024:fig2")
def figure_2(claim, digits):
    """Seven points of either branch of either mixture; exponents at p_bar/1000."""
    planted = (
        ("drawn energies 1e-6 too large", _dispersions(scale_drawn=1 + 1e-6)),
        ("arrows where E_d + E_s = T, at the printed p_bar", _dispersions(at_T=0.5)),
        ("branches exchanged", _dispersions(swapped=True)),
    )
    return settle(claim, _dispersions(), "diagonalisation", 28, 8, "the mixtures that are drawn are not in the text", planted)


def _difference(names, **changes) -> dict[str, float]:
    """Worst exponent of E_d - E_s and worst ratio to mu_a + mu_b at p_bar."""
    found = {}
    for name in names:
        own = table_gas(name)
        spoiled = changed(own, **changes)
        bar = own.thermal_momentum()
        found[name] = power(lambda p, gas=spoiled: gap(gas, p), bar), float(gap(spoiled, bar) / mu_sum(own))
    return found


@statement("aminov2024:fig2:close")
def close_masses(claim, digits):
    """All three mixtures of equal masses; the worst of each number is judged."""
    found = _difference(EQUAL)

    def worst(found):
        return {
            "power": max((x for x, _ in found.values()), key=abs),
            "difference": max((y for _, y in found.values()), key=lambda y: abs(y - 1)),
        }

    note = ", ".join(f"{name} exponent {x:.3f}, difference {y:.3f}" for name, (x, y) in found.items())
    planted = [
        ("half of g_ab", worst(_difference(EQUAL, g_ab=0.5))),
        ("half of the condensates", worst(_difference(EQUAL, n_a=0.5, n_b=0.5))),
        ("twice m_b", worst(_difference(EQUAL, m_b=2.0))),
    ]
    far = {name: _far_from_bar(name) for name in EQUAL}
    limits = ", ".join(f"{name} {x:.3f}" for name, x in far.items())
    note = f"E_d - E_s still grows at p_bar; over mu_a + mu_b it is {note}, and tends to {limits}"
    return settle(claim, worst(found), "diagonalisation", 3, 6, note, planted)


def _far_from_bar(name: str) -> float:
    """(E_d - E_s)/(mu_a + mu_b) at 1000 p_bar."""
    own = table_gas(name)
    return float(gap(own, 1000 * own.thermal_momentum()) / mu_sum(own))


@statement("aminov2024:fig2:distant")
def distant_masses(claim, digits):
    own = table_gas("Yb-Cs")
    bar = own.thermal_momentum()
    exponents = {x: power(lambda p: gap(own, p), x * bar) for x in (0.5, 1, 2, 4)}
    note = "exponents at p_bar/2, p_bar, 2 p_bar, 4 p_bar: " + ", ".join(f"{x:.2f}" for x in exponents.values())
    note = f"near p_bar E_d - E_s of Yb-Cs is far from p^2; {note}"
    equal = _difference(("Yb-Cs",), m_b=1 / own.mixture.m_b)["Yb-Cs"][0]
    return settle(claim, {"power": exponents[1]}, "diagonalisation", 4, 6, note, [("equal masses", {"power": equal})])


@statement("aminov2024:fig2:same-branch")
def pairs_of_one_branch(claim, digits):
    """Matrix elements of the currents at four momenta of Yb-Cs, by diagonalisation to 30 digits."""
    own, same, other = table_gas("Yb-Cs"), mpmath.mpf(0), mpmath.inf
    with mpmath.workdps(30):
        for x in ("0.05", "0.4", "1", "3"):
            modes = bogoliubov_modes.diagonalise(mpmath.mpf(x), *bogoliubov_modes.checked(own.mixture))
            same = max([same, *(abs(M) for k in (0, 1) for M in current_elements(modes, 1, k, -1, k))])
            other = min([other, *(abs(M) for M in current_elements(modes, 1, 0, -1, 1))])
            shifted = max(abs(u[0] * v[0] + v[0] * u[0]) for u, v in zip(modes.u, modes.v, strict=True))
    values = {"same_branch": same, "two_branches": other}
    planted = [("u v + v u for u v - v u", values | {"same_branch": shifted})]
    return settle(claim, values, "diagonalisation", 4, 30, planted=planted)


# --- Fig. 3 ---


@functools.cache
def _resonant(name: str = "Rb-Rb") -> tuple[float, float, float]:
    """(p_bar, Delta, E_d' - E_s') at p_bar, units of the gas."""
    own = table_gas(name)
    bar = own.thermal_momentum()
    return float(bar), float(gap(own, bar)), float(mpmath.diff(lambda p: gap(own, p), bar))


@statement("aminov2024:fig3")
def figure_3(claim, digits):
    """kappa at five drawn frequencies by the roots of E_d - E_s = omega; the place of the line kappa = 1 at Delta."""
    data = {key: np.asarray(value) for key, value in drag_quasiparticles.fig3_data().items()}
    own = table_gas("Rb-Rb")
    bar, Delta, slope = _resonant()
    unit, worst = own.energy / constants.hbar, 0.0
    for k in range(40, 180, 30):
        omega = float(data["omega"][k]) / unit
        at = mpmath.findroot(lambda p, omega=omega: gap(own, p) - omega, (bar / 20, 3 * bar), solver="anderson")
        true = 4 * float(data["gamma"][60]) / unit / float(mpmath.diff(lambda p: gap(own, p), at)) / bar
        worst = max(worst, abs(data["kappa"][60, k] / true - 1))
    column = data["kappa"][:, int(np.abs(data["omega"] - Delta * unit).argmin())]
    line = float(np.exp(np.interp(0, np.log(column), np.log(data["gamma"]))))
    values = {"drawn": worst, "contour": line / (bar * slope / 4 * unit)}
    planted = [
        ("2 gamma for 4 gamma in kappa", values | {"drawn": 1.0, "contour": 2 * values["contour"]}),
        ("p_bar where E_d + E_s = T", values | {"drawn": np.sqrt(2) - 1}),
    ]
    note = "the points of the insets and the mixture of the map are not in the text"
    return settle(claim, values, "diagonalisation", 6, 3, note, planted)


def _widths(kappa: float) -> tuple[float, float]:
    """Full widths of |R_+| and of |R_+|^2 at half maximum over 4 gamma/(E_d' - E_s'), omega = Delta."""
    own = table_gas("Rb-Rb")
    bar, Delta, slope = _resonant()
    gamma = kappa * bar * slope / 4
    found = []
    for off in (2 * gamma * np.sqrt(3), 2 * gamma):
        ends = [float(mpmath.findroot(lambda p, end=end: gap(own, p) - Delta - end, bar + end / slope)) for end in (-off, off)]
        found.append((ends[1] - ends[0]) * slope / (4 * gamma))
    return tuple(found)


@statement("aminov2024:fig3:width")
def width_of_resonance(claim, digits):
    """|R_+| = ((E_d - E_s - omega)^2 + 4 gamma^2)^(-1/2) is half its maximum at sqrt(12) gamma, its square at 2 gamma."""
    amplitude, square = _widths(0.01)
    text = f"the width of |R_+| is {amplitude:.4f}, of |R_+|^2 {square:.4f} times 4 gamma/(E_d' - E_s')"
    reading = "the width is that of |R_+|^2, the shape of the absorption, not of |R_+|"
    planted = [("gamma for 2 gamma in R_+", {"width": square / 2})]
    return settle_in_part(claim, {"width": amplitude}, {"width": square}, reading, "diagonalisation", 2, 6, text, planted)


def _inset_ratio(kappa: float) -> float:
    """Width of |R_+| over that of |f_+| on the drawn system, p_+ = p_bar."""
    found = curves.spectrum("Rb-Rb", curves.WEAK)
    data, scale = found._integrals, found.system.scales
    bar = float(drag_regimes.resonance(found).momentum) / (scale.mass * scale.length * scale.frequency)
    p = bar * np.geomspace(1e-3, 30, 60001)
    upper, lower = data.energies(p)
    difference = upper - lower
    centre = np.interp(bar, p, difference)
    gamma = kappa * bar * np.interp(bar, p, np.gradient(difference, p)) / 4
    return curves.width(p, 1 / np.abs(difference - centre - 2j * gamma)) / curves.width(p, np.abs(data.envelopes(p, gamma)[0]))


@statement("aminov2024:fig3:insets")
def widths_of_insets(claim, digits):
    ratios = {kappa: _inset_ratio(kappa) for kappa in (0.1, 0.3, 1.0, 3.0, 10.0)}
    values = {"narrow": ratios[0.1], "wide": ratios[10.0]}
    note = "ratio at kappa = " + ", ".join(f"{kappa:g}: {ratio:.3g}" for kappa, ratio in ratios.items())
    planted = [
        ("kappa ten times too large", {"narrow": ratios[1.0], "wide": ratios[10.0]}),
        ("gamma/100 for gamma in the wide one", {"narrow": ratios[0.1], "wide": ratios[0.1]}),
    ]
    return settle(claim, values, "kernel", 5, 3, note, planted)


@statement("aminov2024:fig3:never-resonant")
def never_resonant(claim, digits):
    """Largest difference up to 1000 p_bar, least growth between neighbours of a ladder; mixtures of equal masses apart."""
    found = {}
    for name in MIXTURES:
        own = table_gas(name)
        bar = own.thermal_momentum()
        gaps = [gap(own, bar * mpmath.mpf(10) ** (mpmath.mpf(k) / 4)) for k in range(-12, 13)]
        found[name] = float(max(gaps) / mu_sum(own)), float(min(b / a - 1 for a, b in zip(gaps, gaps[1:], strict=False)))
    numbers = lambda names: {
        "largest_gap": max(found[name][0] for name in names),
        "least_slope": min(found[name][1] for name in names),
    }
    text = "largest (E_d - E_s)/(mu_a + mu_b): " + ", ".join(f"{name} {x:.4g}" for name, (x, _) in found.items())
    planted = [("the mixture of unequal masses", numbers(["Yb-Cs"]))]
    return settle_in_part(claim, numbers(MIXTURES), numbers(EQUAL), "equal masses", "diagonalisation", 100, 6, text, planted)


@statement("aminov2024:fig3:envelopes")
def envelopes(claim, digits):
    """|f_+|, |f_-| without damping on a fine grid of momenta, the worst mixture of each number."""
    found = {}
    for name in MIXTURES:
        spectrum = curves.spectrum(name, curves.WEAK)
        data, scale = spectrum._integrals, spectrum.system.scales
        bar = float(drag_regimes.resonance(spectrum).momentum) / (scale.mass * scale.length * scale.frequency)
        x = np.geomspace(1e-3, 30, 40001)
        plus, minus = (np.abs(f) for f in data.envelopes(x * bar, 0.0))
        found[name] = x[plus.argmax()], x[minus.argmax()], curves.width(x, plus)
    keys = ("maximum_plus", "maximum_minus", "width")

    def worst(names) -> dict[str, float]:
        columns = zip(*[found[name] for name in names], strict=True)
        return {key: max(column, key=lambda x: abs(np.log(x))) for key, column in zip(keys, columns, strict=True)}

    values, narrower = worst(found), worst(EQUAL)
    note = "; ".join(f"{name} {row[0]:.2f}, {row[1]:.2f}, {row[2]:.2f}" for name, row in found.items())
    note = f"maxima of |f_+|, |f_-| and width of |f_+| over p_bar, searched up to 30: {note}"
    planted = [("momenta over p_bar/10", {key: 10 * value for key, value in narrower.items()}), ("Yb-Cs", values)]
    reading = "equal masses; |f_-| of Yb-Cs grows to its limit at large p, the pairs that are created at T = 0"
    return settle_in_part(claim, values, narrower, reading, "kernel", 12, 3, note, planted)


@statement("aminov2024:fig3:drude")
def drude_regime(claim, digits):
    """Lambda at Delta/10 and, for comparison, at Delta/3 and Delta, weak and strong damping."""

    def change(part: float) -> float:
        worst = 0.0
        for damping in (curves.WEAK, curves.STRONG):
            found = curves.spectrum("Rb-Rb", damping)
            unit = found.system.scales.frequency
            omega = np.array([1e-9, curves.Delta("Rb-Rb") * part]) / unit
            still, moving = found._integrals.sums(omega, damping / unit)
            worst = max(worst, abs(moving / sum(found._integrals.static(damping / unit)) - 1))
        return float(worst)

    note = f"at Delta/3 {change(1 / 3):.3g}, at Delta {change(1):.3g}"
    return settle(claim, {"change": change(0.1)}, "kernel", 2, 6, note, [("omega = Delta", {"change": change(1)})])
