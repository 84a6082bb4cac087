"""Figs. 5 and 6 of aminov2024: spectra of the mixtures, their resonances and their approximations.

Spectra are put together in `drag_curves`, where errors are planted into their parts, and compared with the definition.  The
dampings of the panels are not in the text: 1/s and 300/s, the numbers of the text read as angular frequencies, are drawn.
"""

from __future__ import annotations

import numpy as np
from entrainment.runtime import drag_regimes
from entrainment.runtime.condensed_mixture import table_mixture

from ...measured import settle, settle_in_part
from .. import statement
from . import drag_curves as curves
from .drag_curves import ERRORS, STRONG, WEAK

DAMPINGS = {"weak": WEAK, "strong": STRONG}


# --- Fig. 5 ---


@statement("aminov2024:fig5")
def figure_5(claim, digits):
    """sigma_ab and sigma_aa at 0.37 Delta, the stronger damping; and with errors in the parts there."""
    omega = 0.37 * curves.Delta("Rb-Rb")
    values = {"drawn": curves.drawn_minus_definition("Rb-Rb", STRONG, [omega], digits=8)}
    return settle(
        claim, values, "quadrature", 2, 8, "the curves of the paper are not in the text", _spoiled_curves("Rb-Rb", omega)
    )


def _spoiled_curves(name: str, omega: float, pairs=("ab", "aa")):
    for error in ERRORS if "aa" in pairs else [error for error in ERRORS if error != ERRORS[4]]:
        off = [
            abs(curves.sigma(name, STRONG, pair, omega, error)[0] / curves.sigma(name, STRONG, pair, omega)[0] - 1)
            for pair in pairs
        ]
        yield error, {"drawn": max(off)}


def _low(name: str, damping: float, pair: str, error: str = "") -> tuple[float, float]:
    """(sigma^n at gamma/100, its relative change from gamma/10)."""
    found = curves.sigma(name, damping, pair, damping * np.array([0.1, 0.01]), error).real
    return float(found[1]), float(abs(found[0] / found[1] - 1))


def _superfluid(error: str = "", parts: dict | None = None) -> dict[str, float]:
    """``parts``: gamma in the frequencies gamma/10 and gamma/100, replaced by this part of it, for either damping."""
    found, shares = {}, []
    for where, damping in DAMPINGS.items():
        reach = damping * (parts[where] if parts else 1)
        omega = reach * np.array([0.1, 0.01])
        for pair in ("ab", "aa"):
            pole = omega * curves.sigma("Rb-Rb", damping, pair, omega, error).imag
            found[pair, where] = float(pole[1]), float(abs(pole[0] / pole[1] - 1))
        para = curves.sigma("Rb-Rb", damping, "aa", omega[1], error, paramagnetic=True).imag[0]
        shares.append(float(para / curves.diamagnetic("Rb-Rb", damping, "aa", omega[1])))
    numbers = {f"pole_{pair}": min(found[pair, where][0] for where in DAMPINGS) for pair in ("ab", "aa")}
    numbers |= {f"change_{pair}": max(found[pair, where][1] for where in DAMPINGS) for pair in ("ab", "aa")}
    return numbers | {"paramagnetic": max(shares, key=lambda x: abs(x + 0.5))}


def _drag_over_drude(where: str) -> float:
    """D^s_ab/D^n_ab of Rb-Rb."""
    found = curves.spectrum("Rb-Rb", DAMPINGS[where])
    return float(found.superfluid_weights().ab) / float(found.drude_weights().ab)


@statement("aminov2024:fig5:superfluid")
def superfluid_at_low_frequencies(claim, digits):
    """omega sigma^s_ab = (D^s_ab + D^n_ab omega^2/(omega^2 + 4 gamma^2))/pi, so that a small D^s_ab shows late."""
    ratios = {where: _drag_over_drude(where) for where in DAMPINGS}
    parts = {where: float(np.sqrt(ratio)) for where, ratio in ratios.items()}
    planted = [(error, _superfluid(error, parts)) for error in (ERRORS[0], ERRORS[4])]
    note = "D^s_ab/D^n_ab = " + ", ".join(f"{ratio:.4f} ({where})" for where, ratio in ratios.items())
    reading = "omega << gamma sqrt(D^s_ab/D^n_ab) for sigma^s_ab"
    return settle_in_part(claim, _superfluid(), _superfluid("", parts), reading, "kernel", 8, 8, note, planted)


def _normal(error: str = "") -> dict[str, float]:
    numbers: dict[str, float] = {}
    for pair in ("ab", "aa"):
        numbers[f"change_{pair}"] = max(_low("Rb-Rb", damping, pair, error)[1] for damping in DAMPINGS.values())
        at_Delta = abs(curves.sigma("Rb-Rb", WEAK, pair, curves.Delta("Rb-Rb"), error).real[0])
        numbers[f"peak_{pair}"] = _low("Rb-Rb", WEAK, pair, error)[0] / at_Delta
    return numbers


@statement("aminov2024:fig5:normal")
def normal_at_low_frequencies(claim, digits):
    wide = {**_normal(), "peak_ab": _normal()["peak_ab"] * (WEAK / STRONG) ** 2}
    return settle(claim, _normal(), "kernel", 8, 8, planted=[("the damping of the other panel", wide)])


def _features(name: str, pair: str, damping: float, error: str = "") -> tuple[float, float]:
    """(maximum of |sigma^n|, zero of the paramagnetic sigma^s) over Delta, between Delta/2 and 3 Delta/2."""
    omega, Delta = curves.around(name), curves.Delta(name)
    sigma = curves.sigma(name, damping, pair, omega, error, paramagnetic=True)
    return curves.peak(omega, abs(sigma.real)) / Delta, curves.zero(omega, sigma.imag, Delta) / Delta


@statement("aminov2024:fig5:resonance")
def resonance(claim, digits):
    """Maxima and changes of sign around Delta of (16), weak and strong damping, both pairs."""
    values = {}
    for where, damping in DAMPINGS.items():
        for pair in ("ab", "aa"):
            values[f"peak_{pair}_{where}"], values[f"zero_{pair}_{where}"] = _features("Rb-Rb", pair, damping)
    half = {name: 2 * value for name, value in values.items()}
    ratio = curves.sum_of_mu("Rb-Rb") / curves.Delta("Rb-Rb")
    beyond = [x for pair in ("ab", "aa") for x in _features("Rb-Rb", pair, 2 * np.pi * STRONG)]
    note = (
        f"(mu_a + mu_b)/Delta = {ratio:.3f}; at gamma = 2 pi 300/s"
        f" {'there is neither maximum nor zero' if np.isnan(beyond).all() else f'{beyond}'} from Delta/2 to 3 Delta/2"
    )
    told = ", ".join(f"{name} {value:.3f}" for name, value in values.items())
    note = f"maxima and zeros lie above Delta: over Delta {told}; {note}"
    return settle(claim, values, "kernel", 8, 4, note, [("Delta/2 for Delta", half)])


@statement("aminov2024:fig5:dashed")
def dashed_lines(claim, digits):
    """At the temperature of the spectra, and with the condensates at T = 0 for comparison."""
    ratio = curves.Delta("Rb-Rb") / curves.sum_of_mu("Rb-Rb")
    mixture = table_mixture("Rb-Rb")
    cold = float(mixture.chemical_potentials(0.0).value.sum() / mixture.scales.energy * mixture.scales.frequency)
    note = f"Delta = {curves.Delta('Rb-Rb'):.4g}/s, mu_a + mu_b = {curves.sum_of_mu('Rb-Rb'):.4g}/s, {cold:.4g}/s at T = 0"
    note = f"Delta = {ratio:.3f} (mu_a + mu_b); {note}"
    return settle(claim, {"ratio": ratio}, "kernel", 1, 6, note, [("mu_a for mu_a + mu_b", {"ratio": 2 * ratio})])


def _least(damping: float, error: str = "") -> float:
    omega = np.geomspace(damping / 100, 1.5 * curves.sum_of_mu("Rb-Rb"), 8001)
    return float(
        (curves.sigma("Rb-Rb", damping, "aa", omega, error).imag / curves.diamagnetic("Rb-Rb", damping, "aa", omega)).min()
    )


@statement("aminov2024:fig5:masked")
def masked(claim, digits):
    numbers = lambda error="": {f"least_{where}": _least(damping, error) for where, damping in DAMPINGS.items()}
    return settle(claim, numbers(), "kernel", 16002, 6, planted=[(ERRORS[4], numbers(ERRORS[4]))])


def _opposed(error: str = "", paramagnetic: bool = False) -> dict[str, float]:
    values, Delta = {}, curves.Delta("Rb-Rb")
    for where, damping in DAMPINGS.items():
        cross = curves.sigma("Rb-Rb", damping, "ab", Delta, error)[0]
        own = curves.sigma("Rb-Rb", damping, "aa", Delta, error, paramagnetic)[0]
        values[f"superfluid_{where}"] = abs((own + cross).imag) / abs(cross)
        values[f"normal_{where}"] = abs((own + cross).real) / abs(cross)
    return values


@statement("aminov2024:fig5:relation")
def relation_at_resonance(claim, digits):
    """With sigma^s_aa as printed, and with its paramagnetic part; of that, the weaker damping alone.

    What the relation leaves out, D^0/(omega + 2 i gamma) - D^0/omega, is of order gamma/omega: the stronger damping is a tenth
    of Delta and more.
    """
    own = _opposed(paramagnetic=True)
    weak = lambda found: found | {key: found[key.replace("strong", "weak")] for key in found if "strong" in key}
    note = f"with the paramagnetic part {', '.join(f'{k} {v:.3g}' for k, v in own.items())}"
    reading = "sigma^sp_aa for sigma^s_aa, as in the sentence before, and gamma = 1/s; at 300/s within a half"
    planted = [("sigma^s_aa with its diamagnetic part", weak(_opposed())), ("gamma = 300/s", own)]
    return settle_in_part(claim, _opposed(), weak(own), reading, "kernel", 4, 8, note, planted)


def _approximated(names, pairs) -> tuple[dict[str, float], str]:
    """Largest relative errors of the three approximations, each where the claim says, and one line on each mixture."""
    forms = {
        "drude": (drag_regimes.drude, 0.1),
        "weak": (drag_regimes.weakly_damped, 1),
        "strong": (drag_regimes.strongly_damped, 1),
    }
    worst, told = dict.fromkeys(forms, 0.0), []
    for name in names:
        for form, (function, part) in forms.items():
            for where, damping in DAMPINGS.items():
                if form not in ("drude", where):
                    continue
                found, omega = curves.spectrum(name, damping), part * curves.Delta(name)
                exact, rough = found.conductivity(omega=omega), function(found, omega=omega)
                for pair in pairs:
                    error = abs(complex(np.asarray(getattr(rough, pair))) / complex(np.asarray(getattr(exact, pair))) - 1)
                    worst[form] = max(worst[form], error)
                    told.append(f"{name} {form} {pair} {where} {error:.2g}")
    return worst, f"{', '.join(told)}; {_beyond(names, pairs)}"


def _beyond(names, pairs) -> str:
    """(21) at gamma = 2 pi 300/s, and kappa at both readings of the stronger damping: the text asks for kappa > 1."""
    told = []
    for name in names:
        Delta, rates = curves.Delta(name), (STRONG, 2 * np.pi * STRONG)
        kappas = [float(drag_regimes.damping_parameter(curves.spectrum(name, rate), omega=Delta)) for rate in rates]
        found = curves.spectrum(name, rates[1])
        exact, rough = found.conductivity(omega=Delta), drag_regimes.strongly_damped(found, omega=Delta)
        errors = [abs(complex(np.asarray(getattr(rough, x))) / complex(np.asarray(getattr(exact, x))) - 1) for x in pairs]
        told.append(f"{name} {', '.join(f'{x:.2g}' for x in errors)} (kappa {kappas[1]:.2g}, at 300/s {kappas[0]:.2g})")
    return f"(21) at 2 pi 300/s {'; '.join(told)}"


def _judge_approximations(claim, names, pairs):
    values, told = _approximated(names, pairs)
    note = f"for weak damping only; relative errors {told}"
    return settle(claim, values, "kernel", 4 * len(names) * len(pairs), 6, note)


@statement("aminov2024:fig5:approximations")
def approximations_of_rubidium(claim, digits):
    return _judge_approximations(claim, ("Rb-Rb",), ("ab", "aa"))


# --- Fig. 6 ---

OTHERS = ("K-K", "Na-Na", "Yb-Cs")


@statement("aminov2024:fig6:approximations")
def approximations_of_others(claim, digits):
    return _judge_approximations(claim, OTHERS, ("ab",))


@statement("aminov2024:fig6")
def figure_6(claim, digits):
    """sigma_ab of each mixture at 0.37 Delta, the stronger damping; kappa of each at Delta."""
    worst = max(curves.drawn_minus_definition(name, STRONG, [0.37 * curves.Delta(name)], ("ab",), 8) for name in OTHERS)
    kappas = {
        where: [
            float(drag_regimes.damping_parameter(curves.spectrum(name, damping), omega=curves.Delta(name))) for name in OTHERS
        ]
        for where, damping in DAMPINGS.items()
    }
    values = {"drawn": worst, "kappa_weak": max(kappas["weak"]), "kappa_strong": min(kappas["strong"])}
    turned = values | {name: 2 * np.pi * values[name] for name in ("kappa_weak", "kappa_strong")}
    found = "; ".join(f"at {where} damping " + ", ".join(f"{x:.3g}" for x in row) for where, row in kappas.items())
    note = f"kappa of K-K, Na-Na, Yb-Cs {found}; 2 pi times that at 2 pi/s and 2 pi 300/s"
    omega = 0.37 * curves.Delta("K-K")
    planted = [(error, turned | spoiled) for error, spoiled in _spoiled_curves("K-K", omega, ("ab",))]
    reading = "gamma = 2 pi 1 Hz and 2 pi 300 Hz; at 300/s Na-Na and Yb-Cs are still weakly damped"
    return settle_in_part(claim, values, turned, reading, "quadrature", 9, 8, note, planted)


@statement("aminov2024:fig6:K-K")
def potassium(claim, digits):
    def numbers(error=""):
        at_Delta = abs(curves.sigma("K-K", WEAK, "ab", curves.Delta("K-K"), error).real[0])
        top, zero = _features("K-K", "ab", WEAK, error)
        return {"drude_peak": _low("K-K", WEAK, "ab", error)[0] / at_Delta, "peak": top, "zero": zero}

    strong = ", ".join(f"{x:.3f}" for x in _features("K-K", "ab", STRONG))
    correction = f"Drude peak and resonance are there, the latter at {numbers()['peak']:.3f} Delta"
    planted = [("Delta/2 for Delta", {k: 2 * v for k, v in numbers().items()})]
    return settle(claim, numbers(), "kernel", 3, 4, f"maximum and zero at strong damping: {strong}", planted, correction)


@statement("aminov2024:fig6:Na-Na")
def sodium(claim, digits):
    """Delta as a frequency and as an angular frequency: the larger number is judged."""
    Delta = curves.Delta("Na-Na")
    mixture = table_mixture("Na-Na")
    cold = float(mixture.chemical_potentials(0.0).value.sum() / mixture.scales.energy * mixture.scales.frequency)
    note = (
        f"Delta/2 pi = {Delta / (2 * np.pi) / 1e3:.3g} kHz, Delta = {Delta:.4g}/s, mu_a + mu_b ="
        f" {curves.sum_of_mu('Na-Na'):.4g}/s; only mu_a + mu_b at T = 0, {cold:.4g}/s, the 10.8 of Table I, is above 10^4, as"
        " an angular frequency"
    )
    return settle(claim, {"kilohertz": Delta / 1e3}, "kernel", 1, 6, note)


def _smearing(name: str, damping: float) -> tuple[float, float]:
    """(full width over place, height in 1/(hbar um)) of the maximum of |sigma^n_ab| between Delta/5 and 9 Delta/5."""
    omega = curves.around(name, 16001, 0.8)
    values = abs(curves.sigma(name, damping, "ab", omega).real)
    top = curves.peak(omega, values)
    height = float(np.interp(top, omega, values)) * 1e-6 / curves.spectrum(name, damping).system.scales.length
    return curves.width(omega, values) / top, height


@statement("aminov2024:fig6:Yb-Cs")
def ytterbium_and_caesium(claim, digits):
    found = {name: {where: _smearing(name, damping) for where, damping in DAMPINGS.items()} for name in ("Yb-Cs", "Rb-Rb")}
    values = {f"smearing_{where}": found["Yb-Cs"][where][0] / found["Rb-Rb"][where][0] for where in DAMPINGS}
    note = "; ".join(
        f"{name} {', '.join(f'{where} {x:.3g} ({height:.3g}/hbar um high)' for where, (x, height) in row.items())}"
        for name, row in found.items()
    )
    planted = [("Rb-Rb in place of Yb-Cs", dict.fromkeys(values, 1.0))]
    return settle(claim, values, "kernel", 4, 4, f"width over place: {note}", planted)
