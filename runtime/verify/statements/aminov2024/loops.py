"""What aminov2024 says of its loop (10), of the linear loop (11) and of the sizes of the damping, checked on the loops.

The exact loop is that of `loop_function`, by residues; its quadrature stands beside the supplied claims of the loop.
"""

from __future__ import annotations

import math

import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import quasiparticles
from entrainment.runtime import constants
from entrainment.runtime.reference.cutoff import added_response
from entrainment.runtime.reference.loop_function import expanded_loop, residue_loop
from mpmath import mp, mpf

from ...evidence import Evidence
from ...measured import settle_in_part
from .. import statement
from .mixtures import MIXTURES
from .spectra import gas


def loops(E_1, E_2, omega, gamma, T):
    """(11), (10) and (11) at gamma = 0, 30 digits."""
    with mp.workdps(30):
        levels = [mpf(x) for x in (E_1, E_2, omega)]
        gamma, T = mpf(gamma), mpf(T)
        return expanded_loop(*levels, gamma, T), residue_loop(*levels, gamma, T), expanded_loop(*levels, mpf(10) ** -15, T)


def share_of_first_order(E_1, E_2, omega, gamma, T) -> float:
    """|(11) - (10)| over what the damping changes in (11)."""
    tangent, exact, clean = loops(E_1, E_2, omega, gamma, T)
    return float(abs(tangent - exact) / abs(tangent - clean))


def _error_at_thermal_momentum(name: str, damping: float) -> float:
    """Largest |(11)/(10) - 1| of S(E_d, E_s) and S(E_d, -E_s) at p_bar, omega = Delta/10 and Delta, energies over T."""
    found = gas(name, min(T for _, _, T in MIXTURES[name]) / 3)
    upper, lower = (E / found.T for E in found.energies(found.thermal_momentum()))
    gamma = found.rate(damping, True) / found.T
    errors = []
    for sign in (1, -1):
        for part in (mpf("0.1"), mpf(1)):
            tangent, exact, _ = loops(upper, sign * lower, part * (upper - lower), gamma, 1)
            errors.append(float(abs(tangent / exact - 1)))
    return max(errors)


@statement("aminov2024:text:loop-approximation")
def loop_approximation(claim, digits):
    """Errors of S itself; beside them the share of the first order in gamma that (11) misses, a different number.

    (11) - (10) is of first order in gamma.  For two levels S begins with order zero, so that S is right although much of its
    first order may be missed; for one level S begins with the first order, and the same term is an error of S.
    """
    off = lambda found: float(abs(found[0] / found[1] - 1))
    clean = {"clean_limit": off(loops(1, 1, 0, "1e-6", 1))}
    found = {
        damping: max(_error_at_thermal_momentum(name, damping) for name in MIXTURES) for damping in (2 * math.pi * 300, 300)
    }
    values, narrower = ({"error": error} | clean for error in found.values())
    far = (2, "1.4", "0.4")  # 8 T and 5.6 T where T = 1/4
    narrow, wide = (share_of_first_order(*far, gamma, "0.25") for gamma in ("1e-5", "0.017"))
    missed = [abs(x - y) for x, y, _ in (loops(*far, gamma, "0.25") for gamma in ("1e-5", "2e-5"))]
    if abs(missed[1] / missed[0] - 2) > 0.01:
        raise ArithmeticError("what (11) leaves out is not of first order in gamma")
    whole, itself = off(loops(*far, "0.017", "0.25")), off(loops(1, 1, "0.48", "0.048", 1))
    note = (
        f"of the first order in gamma (11) misses {share_of_first_order(2, '1.4', '0.4', '1e-5', '1.5'):.1%} at 1.33 T, 0.93 T,"
        f" {narrow:.1%} at 8 T, 5.6 T ({wide:.0%} at gamma = 0.068 T, where S itself is off by {whole:.1%});"
        f" S(T, T), which begins with that order, is off by {itself:.0%} at omega = 10 gamma = 0.48 T"
    )
    planted = [("gamma for 2 gamma in the denominator of (11)", narrower | {"error": _without_width()})]
    reading = "gamma is 300/s, at most 0.05 T; at 2 pi 300/s, up to 0.29 T, (11) is not accurate"
    return settle_in_part(claim, values, narrower, reading, "residues", 32, 20, note, planted)


def _without_width() -> float:
    """|(11)/(10) - 1| at resonance, E_1 - E_2 = omega, with gamma for 2 gamma in the denominator of (11)."""
    tangent, exact, _ = loops("1.1", "0.9", "0.2", "0.1", 1)
    return float(abs(2 * tangent / exact - 1))


def tangent_error(E: str, omega: str, gamma: str) -> float:
    """Relative error of (11) for both levels at E, energies in units of T."""
    with mp.workdps(30):
        E, omega, gamma = map(mpf, (E, omega, gamma))
        loops = [loop(E, E, omega * gamma, gamma, mpf(1)) for loop in (expanded_loop, residue_loop)]
        return float(abs(loops[0] / loops[1] - 1))


@statement("aminov2024:text:loop-hagen-rubens")
def loop_in_hagen_rubens_regime(claim, digits):
    """alpha = beta at E = T, omega = gamma/10 and 10 gamma, for the dampings of the mixtures; at E = gamma/2.

    gamma/T at T_c/3: 1/s and 300/s of Rb-Rb are 1.3e-4 and 0.040, 2 pi 300/s of K-K is 0.29.
    """
    rates = {"1/s": "0.00013", "300/s": "0.04", "2 pi 300/s": "0.29"}
    slow, fast = ({name: tangent_error("1", omega, rate) for name, rate in rates.items()} for omega in ("0.1", "10"))
    soft = tangent_error("0.05", "0.1", "0.1")
    values = {"hagen_rubens": slow["300/s"]}
    narrower = {"hagen_rubens": slow["2 pi 300/s"]}
    told = "; ".join(f"gamma = {rates[name]} T ({name}) {slow[name]:.1e} and {fast[name]:.1e}" for name in rates)
    note = (
        f"S(T, T) by (11) is off at omega = gamma/10 and at 10 gamma by: {told}; at E = gamma/2 by a factor {1 + soft:.0f}:"
        " gamma over E and over T decide, and the tails of the Lorentzians, which (11) leaves out, weigh most at omega >> gamma"
    )
    planted = [("gamma = 1/s", {"hagen_rubens": slow["1/s"]}), ("gamma = 0", {"hagen_rubens": 0.0})]
    reading = "gamma is a few tenths of T, or E a few gamma; where both are far above gamma (11) is accurate at omega << gamma"
    return settle_in_part(claim, values, narrower, reading, "residues", 7, 20, note, planted)


@statement("aminov2024:text:loop-of-all-pairs")
def loop_of_all_pairs(claim, digits):
    """E^2 S(E, E; 0) at T = 0 against gamma/pi at two energies; what momenta between two cutoffs add to chi_aa and chi_ab."""
    with mp.workdps(40):
        gamma = mpf(1) / 10
        shares = [E**2 * residue_loop(E, E, mpf(0), gamma, mpf(0)) * mp.pi / gamma for E in (mpf(10) ** 4, mpf(10) ** 6)]
        off = [float(abs(share - 1)) for share in shares]
        cross = [abs(residue_loop(E, E, mpf(0), gamma, mpf(1))) * E**2 * mp.pi / gamma for E in (mpf(10) ** 4,)]
    mixture = (1, "5/3", "3/4", "9/7", "7/5", "2/3", "4/5")
    added = {pair: [added_response(pair, p, 2 * p, 1, "1/10", "1/2", mixture, 8) for p in (200, 400)] for pair in ("aa", "ab")}
    rate = float(mp.re(added["aa"][1]) / 400 / (2 * mpf(1) / 10 / (3 * mp.pi**3)))
    octave = float(abs(added["ab"][1] / added["ab"][0]))
    falls = off[1] < off[0] < 1e-3 and abs(cross[0] - 1) < 1e-3 and abs(rate - 1) < 1e-3 and octave < 0.6
    text = (
        f"E^2 S(E, E; 0) = gamma/pi up to {off[0]:.0e} at E = 1e5 gamma, {off[1]:.0e} at 1e7 gamma, at T = 0 and above:"
        " with p^4 dp the sum over momenta of sigma_aa and sigma_bb diverges linearly in three dimensions; momenta from 400 to"
        f" 800 (m_a = g_aa n = 1 or so) add {rate:.5f} 2 gamma/(3 pi^3) a wave number to chi_aa, and to chi_ab {octave:.2f} of"
        " what those from 200 to 400 add: sigma_ab converges"
    )
    return Evidence(
        falls,
        text,
        "residues",
        3,
        20,
        assumption="different components (both branches cancel), or the loop (11), or a damping that falls with the energy",
        witness=text,
    )


@statement("aminov2024:text:hartree")
def hartree_energies(claim, digits):
    """What the condensates add to a_p^dagger a_p without transfer of momentum must be mu_i.

    What the other component adds is the same for every momentum: a constant that may be taken into the origin of energies.
    """
    replaced = quasiparticles.equations_of_motion().lines[0].after
    mode = (1, 1)
    normal = replaced.coefficient([mode], [mode])
    hartree = sp.expand(normal - normal.subs({quasiparticles.V0_aa: 0, quasiparticles.V0_ab: 0}))
    densities = dict(zip(sorted(hartree.free_symbols & {*_condensates(hartree)}, key=str), (s.n_a, s.n_b), strict=True))
    hartree = hartree.subs(densities).subs({quasiparticles.V0_aa: s.V_aa, quasiparticles.V0_ab: s.V_ab})
    (relation,) = claim.printed
    left_over = sp.expand(hartree - relation.rhs)
    between = s.V_ab * s.n_b
    text = f"the Hartree energy of an atom a is {hartree}; mu_a = {relation.rhs} leaves {left_over}"
    if left_over not in (0, between):
        return Evidence(False, text, "symbolic", witness=text, correction=f"mu_a = {hartree}")
    if left_over == 0:
        return Evidence(True, text, "symbolic")
    reading = "mu_i is counted from V_ab(0) n_j, the energy of an atom in the other condensate; between layers (D6) it is 0"
    return Evidence(True, text, "symbolic", assumption=reading, witness=text)


def _condensates(expression):
    return [x for x in expression.free_symbols if str(x).startswith("n")]


@statement("aminov2024:text:mean-free-path")
def mean_free_path(claim, digits):
    """c_i n_i^(1/3) over sqrt(mu_i T_c), with c_i = sqrt(mu_i/m_i) and the density of the text."""
    mu, m, T_c = sp.symbols("mu m T_c", positive=True)
    n = sp.zeta(sp.Rational(3, 2)) * (m * T_c / (2 * sp.pi)) ** sp.Rational(3, 2)
    ratio = sp.simplify(sp.powsimp(sp.sqrt(mu / m) * n ** sp.Rational(1, 3) / sp.sqrt(mu * T_c), force=True))
    if not ratio.is_number:
        return Evidence(False, f"the ratio is {ratio}", "symbolic")
    text = f"c_i n_i^(1/3) = {float(ratio):.3f} sqrt(mu_i T_c)"
    return Evidence(0.1 < float(ratio) < 10, text, "symbolic")


@statement("aminov2024:text:thermal-path")
def thermal_path(claim, digits):
    """p_bar l with l = c/gamma, c = sqrt(mu/m): with sqrt(m T), and with the printed p_bar at equal masses."""
    mu, m, T, gamma = sp.symbols("mu m T gamma", positive=True)
    path = sp.sqrt(mu / m) / gamma
    momenta = (sp.sqrt(m * T), sp.sqrt(2 * T * m * m / (m + m)))
    ratios = [sp.simplify(k * path / (sp.sqrt(mu * T) / gamma)) for k in momenta]
    return Evidence(ratios == [1, 1], f"p_bar l gamma/sqrt(mu T) = {ratios[0]}, {ratios[1]}", "symbolic")


@statement("aminov2024:text:thermal-frequency")
def thermal_frequency(claim, digits):
    """k_B T_c of the middle of the range, 10^2.5 nK, as a frequency and as an angular frequency."""
    hertz = [constants.k_B * T * 1e-9 / constants.h for T in (100, 10**2.5, 1000)]
    angular = [2 * math.pi * f for f in hertz]
    note = f"T_c of 100 to 1000 nK is {hertz[0]:.2g} to {hertz[2]:.2g} Hz, or {angular[0]:.2g} to {angular[2]:.2g}/s"
    as_frequency, as_rate = ({"logarithm": math.log10(values[1])} for values in (hertz, angular))
    planted = [("nK for 316 nK", {"logarithm": math.log10(angular[1] / 10**2.5)})]
    return settle_in_part(claim, as_frequency, as_rate, "an angular frequency", "arithmetic", 2, 15, note, planted)
