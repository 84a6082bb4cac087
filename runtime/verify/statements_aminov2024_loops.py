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

from .evidence import Evidence
from .statements import statement


def tangent_error(E: str, omega: str, gamma: str) -> float:
    """Relative error of (11) for both levels at E, energies in units of T."""
    with mp.workdps(30):
        E, omega, gamma = map(mpf, (E, omega, gamma))
        loops = [loop(E, E, omega * gamma, gamma, mpf(1)) for loop in (expanded_loop, residue_loop)]
        return float(abs(loops[0] / loops[1] - 1))


@statement("aminov2024:text:loop-hagen-rubens")
def loop_in_hagen_rubens_regime(claim, digits):
    """alpha = beta at E = T and at E = gamma/2, at omega/gamma from 1/100 to 10."""
    slow = max(tangent_error("1", omega, "0.00048") for omega in ("0.01", "0.1"))
    fast = tangent_error("1", "10", "0.048")
    soft = [tangent_error("0.05", omega, "0.1") for omega in ("0.01", "0.1")]
    text = (
        f"S(E, E) by (11) is off by {slow:.1e} at omega <= gamma/10 and gamma = 4.8e-4 T, E = T; by {fast:.0%} at"
        f" omega = 10 gamma, gamma = 0.048 T; by a factor {1 + soft[0]:.0f} at E = gamma/2, where omega does not matter"
    )
    correction = "at alpha = beta (11) fails where E or T is not far above gamma, at any omega, not by omega << gamma"
    fails = slow > 0.1
    return Evidence(fails, text, "residues", 5, 20, witness=text, correction="" if fails else correction)


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
    """What the condensates add to a_p^dagger a_p without transfer of momentum must be mu_i."""
    replaced = quasiparticles.equations_of_motion().lines[0].after
    mode = (1, 1)
    normal = replaced.coefficient([mode], [mode])
    hartree = sp.expand(normal - normal.subs({quasiparticles.V0_aa: 0, quasiparticles.V0_ab: 0}))
    densities = dict(zip(sorted(hartree.free_symbols & {*_condensates(hartree)}, key=str), (s.n_a, s.n_b), strict=True))
    hartree = hartree.subs(densities).subs({quasiparticles.V0_aa: s.V_aa, quasiparticles.V0_ab: s.V_ab})
    (relation,) = claim.printed
    left_over = sp.expand(hartree - relation.rhs)
    text = f"the Hartree energy of an atom a is {hartree}; mu_a = {relation.rhs} leaves {left_over}"
    correction = f"mu_a = {hartree}" if left_over != 0 else ""
    return Evidence(left_over == 0, text, "symbolic", witness=text, correction=correction)


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
    """k_B T_c for 100 and 1000 nK as a frequency and as an angular frequency."""
    _, printed, _ = claim.printed
    hertz = [constants.k_B * T * 1e-9 / constants.h for T in (100, 1000)]
    angular = [2 * math.pi * f for f in hertz]
    text = f"T_c of 100 to 1000 nK is {hertz[0]:.2g} to {hertz[1]:.2g} Hz, or {angular[0]:.2g} to {angular[1]:.2g}/s"
    if hertz[0] <= printed <= hertz[1]:
        return Evidence(True, text, "arithmetic", 2, 15)
    holds = angular[0] <= printed <= angular[1]
    return Evidence(holds, text, "arithmetic", 2, 15, assumption="an angular frequency", witness=text)
