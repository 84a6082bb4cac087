"""Numbers and trends that the text quotes: Table I, units, fields, weights of the Rb-Rb mixture, layers.

A quoted number is (text, value, number of digits); what it is computed from stands in the check of its claim.  Where a number
depends on what "low", "at the resonance" or "~" means, the title says what was chosen, before it was computed.
"""

from __future__ import annotations

import sympy as sp
from sympy import Abs, Eq, Lt, Rational

from ... import notation as s
from ...domain import Domain
from ...records import Claim
from .words import TENTH, above, below, number, same_order

ANY = Domain(3, ((s.m_a, 0.1, 5), (s.m_b, 0.1, 5)))


def _statement(slug: str, title: str, printed, quote: str) -> Claim:
    return Claim(f"aminov2024:{slug}", title, printed, ANY, kind="statement", quote=quote)


_SUMS = (("Rb-Rb", "2.7", 2), ("Na-Na", "10.8", 3), ("K-K", "1", 1), ("Yb-Cs", "12.7", 3))

TEXT_CLAIMS = (
    _statement(
        "text:clean-drag",
        "superfluid weight at T = 0 and gamma = 0 is that of the drag density of moving condensates",
        (Eq(s.superfluid_weight, sp.pi * s.rho_drag / (s.m_a * s.m_b), evaluate=False),),
        "results at low gamma are in agreement with the theory of dc superfluid drag developed for clean systems;"
        " D_ab^s = pi rho_dr/m_a m_b",
    ),
    _statement(
        "text:loop-approximation",
        "relative error of S by (11) against (10) at p_bar, omega = Delta/10 and Delta, gamma = 2 pi 300/s, Table I; of S(T, T)"
        " in the clean limit",
        (below("error", TENTH), below("clean_limit", Rational(1, 10**6))),
        "Numerical verification of this approximation proves its accuracy in the considered parameter ranges; it becomes"
        " exact in the clean dc limit",
    ),
    _statement(
        "text:loop-hagen-rubens",
        "for alpha = beta the loop (11) is off by more than a tenth at omega = gamma/10, E = T",
        (above("hagen_rubens", TENTH),),
        "In contrast, at alpha = beta this approximation lacks quantitative accuracy in the Hagen-Rubens regime omega << gamma",
    ),
    _statement(
        "text:loop-of-all-pairs",
        "the loop (10) gives the responses of all pairs of components",
        "chi_ij of Eq. (8) with S of Eq. (10)",
        "we ought to account for their nonzero damping gamma by replacing the quasiparticle Green functions with the broadened"
        " ones; we assume gamma to be momentum and energy independent",
    ),
    _statement(
        "text:hartree",
        "chemical potential that cancels the Hartree energies",
        (Eq(s.mu_a, s.n_a * s.V_aa, evaluate=False),),
        "Here the chemical potentials mu_i = n_i^0 V_ii of both components cancel the Hartree mean-field self-energies",
    ),
    _statement(
        "text:mean-free-path",
        "a mean free path above the distance of atoms bounds the damping",
        "c_i/gamma > n_i^(-1/3): gamma << sqrt(mu_i T_c)",
        "Expressing n_i through the T_c^i, we obtain restriction for the damping rate gamma << sqrt(mu_i T_c^i)",
    ),
    _statement(
        "text:thermal-path",
        "mean free path times the thermal momentum",
        "p_bar l ~ sqrt(mu_i T)/gamma",
        "Roughly estimating this momentum as p_bar ~ sqrt(m T), we obtain p_bar l ~ sqrt(mu_i T)/gamma",
    ),
    _statement(
        "text:thermal-frequency",
        "order of magnitude of T_c as a frequency, 10^5 Hz: log10 in the middle of the range, 10^2.5 nK, rounds to 5",
        (Lt(Abs(number("logarithm") - 5), Rational(1, 2), evaluate=False),),
        "since 1 nK = 2 pi x 138 Hz, so T_c ~ 10^2-10^3 nK corresponds to ~10^5 Hz",
    ),
    *[
        _statement(
            f"table1:chemical-potentials-{pair}",
            f"sum of the chemical potentials of {pair} over 2 pi, kHz",
            (text, Rational(text), digits),
            "Table I: sum of mu_i/2 pi (kHz), mu_i = g_ii n_i^0 at T = 0, n_i = zeta(3/2) (m_i T_c/2 pi)^(3/2)",
        )
        for pair, text, digits in _SUMS
    ],
    _statement(
        "text:nanokelvin",
        "frequency of one nanokelvin over 2 pi, Hz",
        ("138", sp.Integer(138), 3),
        "since 1 nK = 2 pi x 138 Hz",
    ),
    _statement("text:r-star-168Er", "dipolar length of 168Er, nm", ("12", sp.Integer(12), 2), "r_* = m_i d_i^2 = 12 nm"),
    _statement("text:r-star-52Cr", "dipolar length of 52Cr, nm", ("2.6", Rational("2.6"), 2), "r_* = m_i d_i^2 = 2.6 nm"),
    _statement(
        "text:gradient",
        "field gradient that moves 133Cs by 10 um, per squared frequency, G/(cm Hz^2)",
        ("1e-4", Rational(1, 10000), 1),
        "|grad B| (G/cm) = [(omega/2 pi) (Hz)]^2 x 10^-4, from m omega^2 x/(m_F g_F mu_B), g_F = -0.25, x = 10 um",
    ),
    _statement(
        "text:gradient-examples",
        "1 G/cm at 100 Hz and 2500 G/cm at 5000 Hz by the quoted rule",
        ("1 and 2500 G/cm", (sp.Integer(1), sp.Integer(2500)), 1),
        "Drude (100 Hz, |grad B| ~ 1 G/cm) and Lorentz (5000 Hz, |grad B| ~ 2500 G/cm)",
    ),
    _statement(
        "text:weights-Rb",
        "D^+/D^0 and D^-/D^0 of Rb-Rb, gamma/2 pi = 300 Hz, T = T_c/3",
        ("1.02, 0.04", (Rational("1.02"), Rational("0.04")), (3, 1)),
        "for the Rb-Rb mixture with gamma/2 pi = 300 Hz and T = T_c/3, D_ab^+ = 1.02 D_ab^0 and D_ab^- = 0.04 D_ab^0",
    ),
    *[
        _statement(
            f"text:amplitudes-Yb-Cs-{hertz}",
            f"amplitude of Yb over that of Cs at {hertz} Hz",
            (same_order("ratio", Rational(text)),),
            "x_Yb/x_Cs = (n_Cs/n_Yb) |sigma_ab/sigma_aa|; at plausibly low damping rate gamma/2 pi = 1 Hz, we obtain"
            f" x_Yb/x_Cs ~ {text} at omega/2 pi = {hertz} Hz",
        )
        for hertz, text in ((100, "0.01"), (5000, "0.05"))
    ],
    *[
        _statement(
            f"text:amplitudes-Rb-{slug}",
            f"ratio of the amplitudes of Rb-Rb, gamma/2 pi = 1 Hz, {where}",
            (same_order("ratio", Rational(text)),),
            "For Rb-Rb mixture this ratio is generally larger: x_a/x_b ~ 0.06 at low frequencies and x_a/x_b ~ 0.4 at the"
            " Lorentz-like resonance",
        )
        for slug, where, text in (
            ("low", "at 100 Hz (low for the text), in either reading", "0.06"),
            ("resonance", "at the maximum of |sigma^n_ab|", "0.4"),
        )
    ],
    _statement(
        "text:resonance-Yb-Cs",
        "resonance frequency of Yb-Cs",
        "Delta << mu_a + mu_b",
        "For the mass-imbalanced mixture Yb-Cs, the resonance frequency Delta turns out to be much lower than mu_a + mu_b",
    ),
    _statement(
        "text:damping-ranges",
        "ranges of weak and of strong damping: least and largest gamma/2 pi [Hz] of the mixtures at which kappa is 1",
        (above("least", 10), below("largest", 100)),
        "the weak-damping case is realized at typical damping rates gamma/2 pi < 10 Hz, and the strong-damping case arises at"
        " gamma/2 pi > 100 Hz",
    ),
    _statement(
        "text:vanishing-weights",
        "Drude weights at T = 0, superfluid weights at the critical temperature of Cs",
        "D_ij^n = 0 at T = 0; D_ab^s = D_bb^s = 0 at T = T_c of b",
        "Drude weights vanish at T = 0, and superfluid weights involving Cs subsystem vanish at T = T_c^Cs",
    ),
    _statement(
        "text:resonance-of-layers",
        "the resonance frequency of two layers falls as 1/L",
        "Delta is proportional to 1/L",
        "found as the maximum of E_d(p) - E_s(p), approximately follows the Delta ~ 1/L trend",
    ),
)
