"""Table I and the estimates of the text and of Appendices B and C: relations between numbers that the checks compute.

What a word asks for is fixed in `words`.  The names of the numbers follow the title of the claim, in order.
"""

from __future__ import annotations

from sympy import Eq, Rational

from .words import TENTH, above, below, claim, close, not_smaller, number, same_order, small

TABLE = (
    claim(
        "tableI",
        "r^2 = g_ab^2/g_aa g_bb; at T = 0 and T_c/3 least n^0/n; largest mu_i/T at T_c/3 for all mixtures of the table",
        (below("largest_r2", 1), above("condensed", Rational(1, 2)), below("mu_over_T", 1)),
        "r^2 should be less than 1 for stability of the two-component BEC; systems with large condensate fraction;"
        " applicable in"
        " the temperature range mu_i < T << T_c",
    ),
    claim(
        "text:densities",
        "density of the ideal gas at its critical temperature",
        (Eq(number("condensation"), 1, evaluate=False),),
        "the total density of the i component, estimated from the experimental critical temperature as"
        " n_i = zeta(3/2) (m_i T_c^i/2 pi)^(3/2)",
    ),
)

ESTIMATES = (
    claim(
        "text:second-term-of-21",
        "what the second term of (21) adds to position and to full width at half maximum of the resonance, in units of Delta,"
        " gamma = Delta/10",
        (below("shift", 0), above("broadening")),
        "The role of the second nonresonant term is to red-shift and broaden this resonance",
    ),
    claim(
        "text:width-of-21",
        "full width at half maximum of the first term of (21), by absorption, in units of 2 gamma",
        (close("width"),),
        "the first term in the parentheses of Eq. (21) which is resonant near omega = Delta with the width 2 gamma",
    ),
    claim(
        "text:dominant-terms",
        "off-resonant term of (14) and Lambda^- over the resonant term at Delta, all mixtures of Table I, weak damping",
        (small("off_resonant"), small("creation")),
        "only R_+ demonstrates a resonance behavior and becomes dominant, and the other function R_- can be neglected; the"
        " f_+ R_+(omega) term in the integral (14) is dominant over the off-resonant term f_+^* R_+^*(-omega)",
    ),
    claim(
        "text:bose-slope",
        "gamma |n_B'(T)| over gamma/T; largest gamma/T of the mixtures at gamma/2 pi = 300 Hz",
        (same_order("bose_slope"), small("gamma_over_T")),
        "In the Lorentz regime we omit the terms gamma n_B', because gamma n_B' ~ gamma/T, which is much smaller than 1 in"
        " realistic systems",
    ),
    claim(
        "text:ballistic",
        "least p_bar l = p_bar sqrt(mu_i/m_i)/gamma and largest gamma/sqrt(mu_i T_c) of the mixtures, gamma/2 pi = 300 Hz",
        (above("path", 1), small("damping")),
        "gamma << sqrt(mu_i T_c^i). Fortunately this condition allows us to consider the system"
        " in ballistic regime, ... appropriate whenever p_bar l > 1",
    ),
    claim(
        "text:drude-peak",
        "change of sigma^n_ab (omega^2 + 4 gamma^2) from gamma/100 to gamma and 3 gamma, Rb-Rb at gamma = 1/s, relative",
        (below("at_gamma", TENTH), below("at_three", TENTH)),
        "sigma_ij^n(omega) exhibits the Drude peak ~ [omega^2 + 4 gamma^2]^-1 like the normal metallic conductivity (in the"
        " intracomponent channel i = j) or normal drag effect (in the intercomponent channel)",
    ),
    claim(
        "text:envelope-power",
        "|f_+| and |f_-| increase at small p, T > 0; both decrease by more than a power of p beyond E ~ T",
        (above("plus"), above("minus"), above("steeper")),
        "The envelope functions (B6) increase at low momenta, when E_d,s < T, due to the power-law factor p^4, and then"
        " exponentially decrease at large momenta",
    ),
    claim(
        "text:close-small",
        "(mu_a + mu_b)/T and (E_d - E_s)/(E_d + E_s) at p_bar, the largest of Rb-Rb, Na-Na, K-K at T_c/3",
        (small("mu_over_T"), small("splitting")),
        "in the case of close masses it is mu_a + mu_b << T (which is fulfilled in the parameter ranges we consider)",
    ),
    claim(
        "text:distant-condition",
        "Yb-Cs, the distant masses of the figures: |m_a - m_b|/m_a m_b over the larger mu_i/T m_i; |m_a - m_b|/(m_a + m_b)",
        (not_smaller("distant"), small("difference")),
        "Delta ~ T |m_a - m_b|/(m_a + m_b) if |m_a - m_b|/m_a m_b >~ mu_i/T m_i; in the case of distant masses it reads"
        " |m_a - m_b| << m_a + m_b",
    ),
    claim(
        "text:weight-Rb",
        "D^s_ab/pi D^0_ab of Rb-Rb, gamma/2 pi = 300 Hz, T = T_c/3",
        (below("deviation", Rational(1, 200)),),
        "consequently, D_ab^s = 0.06 pi D_ab^0",
    ),
)

ESTIMATE_CLAIMS = (*TABLE, *ESTIMATES)
