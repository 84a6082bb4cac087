"""Table I and the estimates of aminov2024: what is taken as small, where envelopes grow and fall, what (21) amounts to."""

from __future__ import annotations

import math

import mpmath
import numpy as np
from entrainment.runtime import constants, drag_regimes
from entrainment.runtime.condensed_mixture import TABLE_I, table_mixture
from entrainment.runtime.species import species

from ...measured import settle, settle_in_part
from .. import statement
from . import drag_curves as curves
from .dispersions import EQUAL, power
from .drag_curves import WEAK
from .mixtures import density


def _temperature(name: str) -> float:
    return float(np.min(table_mixture(name).T_c.value)) / 3


@statement("aminov2024:tableI")
def table(claim, digits):
    """What follows from the entries; lengths, critical temperatures and moments are inputs that are not judged."""

    def numbers(twice_between: bool = False) -> dict[str, float]:
        ratios, condensed, mu = [], [], []
        for name, row in TABLE_I.items():
            own, between, other = row["lengths"]
            m_a, m_b = species(row["first"]).mass, species(row["second"]).mass
            reduced = 2 * m_a * m_b / (m_a + m_b)
            ratios.append((between * (2 if twice_between else 1)) ** 2 * m_a * m_b / (reduced**2 * own * other))
            mixture, T = table_mixture(name), _temperature(name)
            for t in (0.0, T):
                condensed += list(np.asarray(mixture.condensate_densities(t)) / np.array(mixture.densities))
            mu += list(mixture.chemical_potentials(T).value / (constants.k_B * T))
        return {"largest_r2": max(ratios), "condensed": min(condensed), "mu_over_T": max(mu)}

    note = "scattering lengths, critical temperatures and moments are inputs"
    planted = [("twice a_ab", numbers(twice_between=True))]
    return settle(claim, numbers(), "quadrature", 16, 8, note, planted)


@statement("aminov2024:text:densities")
def densities(claim, digits):
    """int d^3p/(2 pi)^3 over the Bose function of p^2/2m at T_c by quadrature, over the printed density, at 40 digits."""
    with mpmath.workdps(40):
        integral = mpmath.quad(lambda x: x**2 / mpmath.expm1(x**2), [0, 1, 4, 10, 20])  # p = sqrt(2 m T) x
        ratio = integral * 2 ** mpmath.mpf("1.5") / (2 * mpmath.pi**2) * (2 * mpmath.pi) ** mpmath.mpf("1.5") / mpmath.zeta(1.5)
        value = 1 if abs(ratio - 1) < mpmath.mpf(10) ** -25 else ratio
        spoiled = ratio * mpmath.zeta(1.5) / mpmath.zeta(2.5)
    shown = f"87Rb at 170 nK: {density('87Rb', 170) / 1e6:.4g} per cm^3"
    return settle(
        claim, {"condensation": value}, "quadrature", 1, 25, shown, [("zeta(5/2) for zeta(3/2)", {"condensation": spoiled})]
    )


# --- Lorentz regime ---


def _terms(omega, Delta: float, gamma: float, both: bool):
    """The first or both terms in the parentheses of (21)."""
    return 1 / (Delta - omega - 2j * gamma) + (1 / (Delta + omega + 2j * gamma) if both else 0)


#: What may be called the resonance of (21): the modulus of Lambda^+, its absorption, and sigma^n.
_SHAPES = {
    "|Lambda^+|": lambda omega, terms: np.abs(terms),
    "Im Lambda^+": lambda omega, terms: terms.imag,
    "sigma^n": lambda omega, terms: terms.imag / omega,
}
#: omega of the maxima with Delta = 1: the first term alone, both terms, as functions of g = gamma^2.
_MAXIMA = {
    "|Lambda^+|": (lambda g: 1.0, lambda g: math.sqrt(1 - 4 * g)),
    "Im Lambda^+": (lambda g: 1.0, lambda g: math.sqrt((1 - 4 * g + math.sqrt((1 - 4 * g) ** 2 + 3 * (1 + 4 * g) ** 2)) / 3)),
    "sigma^n": (lambda g: (2 + math.sqrt(1 - 12 * g)) / 3, lambda g: math.sqrt(1 - 4 * g)),
}


@statement("aminov2024:text:second-term-of-21")
def second_term(claim, digits):
    """Maxima of three shapes in closed form, widths on a grid: the text does not say of what the resonance is.

    Both terms are 2 Delta/(Delta^2 - z^2), z = omega + 2 i gamma: the modulus has its maximum at Delta^2 - 4 gamma^2 = omega^2.
    """
    Delta, gamma = 1.0, 0.1
    omega = np.linspace(0.02, 3, 600001)
    found, told = {}, []
    for name, shape in _SHAPES.items():
        values = [shape(omega, _terms(omega, Delta, gamma, both)) for both in (False, True)]
        tops, widths = zip(*[(curves.peak(omega, x), curves.width(omega, x)) for x in values], strict=True)
        closed = [place(gamma**2) for place in _MAXIMA[name]]
        if max(abs(x - y) for x, y in zip(tops, closed, strict=True)) > 1e-5:
            raise ArithmeticError(f"the closed form of the maximum of {name} is not that of the shape")
        found[name] = {"shift": closed[1] - closed[0], "broadening": widths[1] - widths[0]}
        told.append(f"{name} maximum {closed[0]:.5f}, {closed[1]:.5f}, width {widths[0]:.4f}, {widths[1]:.4f}")
    note = f"one term, both terms, over Delta: {'; '.join(told)}"
    reading = "the resonance is that of |Lambda^+|; the absorption moves up, by 2 gamma^4/Delta^3, and narrows"
    planted = [("the absorption for the modulus", found["Im Lambda^+"]), ("sigma^n for the modulus", found["sigma^n"])]
    modulus, absorption = found["|Lambda^+|"], found["sigma^n"]
    return settle_in_part(claim, absorption, modulus, reading, "arithmetic", 6, 5, note, planted)


@statement("aminov2024:text:width-of-21")
def width_of_first_term(claim, digits):
    """Im 1/(Delta - omega - 2 i gamma) = 2 gamma/((Delta - omega)^2 + 4 gamma^2), half its maximum 2 gamma away from Delta."""
    gamma = 0.01
    omega = np.linspace(0.5, 1.5, 200001)
    full = curves.width(omega, (1 / (1 - omega - 2j * gamma)).imag) / (2 * gamma)
    text = f"full width {full:.3f}, half width {full / 2:.3f} in units of 2 gamma"
    reading = "2 gamma is the half width at half maximum"
    planted = [("gamma for 2 gamma", {"width": full / 4})]
    return settle_in_part(claim, {"width": full}, {"width": full / 2}, reading, "arithmetic", 1, 4, text, planted)


@statement("aminov2024:text:dominant-terms")
def dominant_terms(claim, digits):
    """Both parts of (14) and Lambda^- at Delta and gamma = 1/s: sums over a contour of conversion and creation apart."""
    ratios = {}
    for name in curves.MIXTURES:
        found = curves.spectrum(name, WEAK)
        data, unit = found._integrals, found.system.scales.frequency
        omega, gamma = np.array([curves.Delta(name)]) / unit, WEAK / unit
        creation, conversion = (table.nodes.sum(omega, gamma)[0] for table in data.tables)
        nodes = data.tables[1].nodes
        gap = np.sqrt(nodes.Q)
        gap = np.where(gap.real < 0, -gap, gap)
        z = omega[0] + 2j * gamma
        resonant, other = ((nodes.a / (2 * gap) / (gap - sign * z)).sum() for sign in (1, -1))
        ratios[name] = abs(other / resonant), abs(creation / conversion)
    values = {"off_resonant": max(x for x, _ in ratios.values()), "creation": max(y for _, y in ratios.values())}
    note = "; ".join(f"{name} {x:.3g}, {y:.3g}" for name, (x, y) in ratios.items())
    return settle(claim, values, "kernel", 8, 4, note, [("omega = 0", values | {"off_resonant": 1.0})], note)


# --- Appendices B and C ---


@statement("aminov2024:text:bose-slope")
def bose_slope(claim, digits):
    """-T n_B'(T) = e/(e - 1)^2; gamma in both readings."""
    rates = {name: 2 * math.pi * 300 * constants.hbar / (constants.k_B * _temperature(name)) for name in curves.MIXTURES}
    values = {"bose_slope": math.e / (math.e - 1) ** 2, "gamma_over_T": max(rates.values())}
    note = f"gamma/T at 2 pi 300/s {', '.join(f'{name} {x:.3f}' for name, x in rates.items())}; at 300/s 2 pi times less"
    planted = [("gamma ten times larger", values | {"gamma_over_T": 10 * values["gamma_over_T"]})]
    return settle(claim, values, "arithmetic", 4, 6, note, planted)


@statement("aminov2024:text:envelope-power")
def powers_of_envelopes(claim, digits):
    """Exponents of |f_+|, |f_-| of Rb-Rb without damping at p_bar/1000; exponents beyond E = T, at 3 p_bar and 10 p_bar."""
    found = curves.spectrum("Rb-Rb", WEAK)
    data, scale = found._integrals, found.system.scales
    bar = float(drag_regimes.resonance(found).momentum) / (scale.mass * scale.length * scale.frequency)
    at = lambda number, x: power(
        lambda p: mpmath.mpf(float(abs(data.envelopes(np.array([float(p)]), 0.0)[number][0]))), x * bar
    )
    exponents = [[at(number, x) for x in (1e-3, 3, 10)] for number in (0, 1)]
    values = {"plus": exponents[0][0], "minus": exponents[1][0], "steeper": min(-2 - row[2] for row in exponents)}
    note = "exponents at p_bar/1000, 3 p_bar, 10 p_bar: " + "; ".join(
        f"{name} {', '.join(f'{x:.3g}' for x in row)}" for name, row in zip(("f_+", "f_-"), exponents, strict=True)
    )
    correction = (
        "both increase at small p, as p^3, since n_B is T/E for phonons; f_+ falls exponentially, f_- does not: its vacuum part"
        f" remains, n_B(E_d) - n_B(-E_s) -> 1; {note}"
    )
    return settle(claim, values, "kernel", 6, 3, note, (), correction)


@statement("aminov2024:text:close-small")
def close_masses_small(claim, digits):
    """mu_a + mu_b with the condensates at T_c/3 and at T = 0."""
    told, ratios, splittings = [], [], []
    for name in EQUAL:
        mixture, T = table_mixture(name), _temperature(name)
        now, cold = (float(mixture.chemical_potentials(t).value.sum()) / (constants.k_B * T) for t in (T, 0.0))
        splittings.append(curves.Delta(name) * constants.hbar / (2 * constants.k_B * T))
        ratios.append(now)
        told.append(f"{name} {now:.3f} ({cold:.3f} with the condensates at T = 0), {splittings[-1]:.3f}")
    values = {"mu_over_T": max(ratios), "splitting": max(splittings)}
    planted = [("T/3 for T", {key: 3 * value for key, value in values.items()})]
    return settle(claim, values, "quadrature", 6, 6, "; ".join(told), planted, "; ".join(told))


@statement("aminov2024:text:distant-condition")
def distant_condition(claim, digits):
    """Both components at T_c/3 of Cs."""
    mixture, T = table_mixture("Yb-Cs"), _temperature("Yb-Cs")
    m_a, m_b = mixture.masses
    mu = mixture.chemical_potentials(T).value / (constants.k_B * T)
    ratios = [abs(m_a - m_b) / (m_a * m_b) * m / x for m, x in zip((m_a, m_b), mu, strict=True)]
    values = {"distant": min(ratios), "difference": abs(m_a - m_b) / (m_a + m_b)}
    note = f"|m_a - m_b|/m_a m_b over mu_i/T m_i: Yb {ratios[0]:.3f}, Cs {ratios[1]:.3f} (>~: over 0.316, both)"
    planted = [("equal masses", {"distant": 0.0, "difference": 0.0})]
    return settle(claim, values, "quadrature", 2, 6, note, planted)


@statement("aminov2024:text:weight-Rb")
def weight_of_rubidium(claim, digits):
    """gamma = 2 pi 300/s and 300/s; D^0 as derived, and half of it as printed in (13)."""
    ratios = {}
    for gamma in (2 * math.pi * 300, 300.0):
        found = curves.spectrum("Rb-Rb", gamma)
        ratios[gamma] = float(found.superfluid_weights().ab) / float(found.drude_weights().ab)
    note = ", ".join(f"{ratio:.4f} at {gamma:.4g}/s" for gamma, ratio in ratios.items())
    values = {"deviation": abs(ratios[2 * math.pi * 300] - 0.06)}
    planted = [("the other reading of gamma", {"deviation": abs(ratios[300.0] - 0.06)})]
    return settle(claim, values, "kernel", 2, 6, f"D^s_ab/D^n_ab = {note}", planted)


@statement("aminov2024:text:ballistic")
def ballistic(claim, digits):
    """Both components of the four mixtures at T_c/3, gamma = 2 pi 300/s and 300/s."""

    def numbers(gamma: float) -> dict[str, float]:
        paths, shares = [], []
        for name in curves.MIXTURES:
            mixture, T = table_mixture(name), _temperature(name)
            bar = float(drag_regimes.resonance(curves.spectrum(name, WEAK)).momentum)
            for m, mu, T_c in zip(mixture.masses, mixture.chemical_potentials(T).value, mixture.T_c.value, strict=True):
                paths.append(bar * math.sqrt(mu / m) / (gamma * constants.hbar))
                shares.append(gamma * constants.hbar / math.sqrt(mu * constants.k_B * T_c))
        return {"path": min(paths), "damping": max(shares)}

    as_frequency, as_rate = numbers(2 * math.pi * 300), numbers(300)
    note = f"at 300/s p_bar l >= {as_rate['path']:.2f}, gamma/sqrt(mu_i T_c) <= {as_rate['damping']:.3f}"
    note += f"; at 2 pi 300/s {as_frequency['path']:.2f}, {as_frequency['damping']:.3f}"
    planted = [("ten times the damping", numbers(3000))]
    reading = "gamma = 300/s; at 2 pi 300/s the quasiparticles of some mixtures are overdamped"
    return settle_in_part(claim, as_frequency, as_rate, reading, "arithmetic", 8, 6, note, planted)


@statement("aminov2024:text:drude-peak")
def drude_peak(claim, digits):
    """Weak damping; the stronger one, where the resonance reaches into the peak, beside it."""

    def change(damping: float, power: int = 2) -> list[float]:
        omega = damping * np.array([0.01, 1, 3])
        shape = curves.sigma("Rb-Rb", damping, "ab", omega).real * (omega**2 + 4 * damping**2) ** (power / 2)
        return list(abs(shape[1:] / shape[0] - 1))

    numbers = lambda found: dict(zip(("at_gamma", "at_three"), found, strict=True))
    strong = ", ".join(f"{x:.3g}" for x in change(curves.STRONG))
    planted = [("(omega^2 + 4 gamma^2)^(1/2)", numbers(change(WEAK, 1)))]
    return settle(claim, numbers(change(WEAK)), "kernel", 3, 6, f"at 300/s {strong}", planted)
