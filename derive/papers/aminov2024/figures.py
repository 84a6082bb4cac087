"""Figs. 2 to 7: what their captions and the text say of them, as relations between numbers that the checks compute.

The scan has no pictures: the curves, the dampings of the panels and the points of insets are not in the text, and no claim is
made of them.  What a word asks for is fixed in `words`.  The names of the numbers follow the title of the claim, in order.
"""

from __future__ import annotations

from sympy import Abs, Eq, Lt, Rational

from .words import PERCENT, TENTH, above, below, claim, close, exponent, large, limit, number, same_order, small

_DRAWN = below("drawn", Rational(1, 10**8))  # largest relative difference of what is drawn from the definition
_FEATURES = ("peak_ab", "zero_ab", "peak_aa", "zero_aa")

DISPERSIONS = (
    claim(
        "fig2",
        "dispersions of Rb-Rb and Yb-Cs: two branches without gap, arrows where E_d + E_s = 2 T",
        (exponent("phonons", 1), above("split"), Lt(Abs(number("arrow") - 1), Rational(1, 10**8), evaluate=False), _DRAWN),
        "Bogoliubov quasiparticle dispersions E_d,s(p) in the cases of close (a) and distant (b) atomic masses. Green arrows"
        " indicate energy differences E_d(p) - E_s(p) at the relevant momenta p ~ p_bar; ... making both E_a,b and E_d,s"
        " gapless",
    ),
    claim(
        "fig2:close",
        "equal masses (Rb-Rb, Na-Na, K-K): E_d - E_s is constant and mu_a + mu_b at p_bar",
        (exponent("power", 0), close("difference")),
        "In case of close masses this difference is almost constant [Fig. 2(a)], E_d - E_s = mu_a + mu_b",
    ),
    claim(
        "fig2:distant",
        "Yb-Cs: E_d - E_s grows as p^2 at p_bar",
        (exponent("power", 2),),
        "In the case of distant masses the energy difference retains an essential momentum dependence, E_d - E_s ~ p^2"
        " [Fig. 2(b)]",
    ),
    claim(
        "fig2:same-branch",
        "no current creates two quasiparticles of one branch, currents create pairs of both branches",
        (Eq(number("same_branch"), 0, evaluate=False), above("two_branches")),
        "creation or annihilation of two quasiparticles of different branches [Fig. 2(f)]; note that similar same-branch"
        " processes are forbidden at q = 0",
    ),
    claim(
        "fig3",
        "map of kappa of Rb-Rb: kappa at drawn points, its line kappa = 1",
        (below("drawn", Rational(1, 10**3)), close("contour")),
        "According to the values of the dimensionless damping parameter kappa shown by color and contour lines, we"
        " separate the"
        " Lorentz regime into weak- (kappa < 1) and strong-damping (kappa > 1) cases whose boundary is shown by thick"
        " black line",
    ),
    claim(
        "fig3:width",
        "full width at half maximum of |R_+| over p, in units of 4 gamma/(E_d' - E_s'), kappa = 1/100",
        (close("width"),),
        "kappa = Delta p/p_bar, defined as the related to p_bar momentum width Delta p = 4 gamma/[E_d'(p_+) - E_s'(p_+)]"
        " of the"
        " resonant function R_+(omega, p) around its maximum",
    ),
    claim(
        "fig3:insets",
        "width of |R_+| over that of |f_+| at p_+ = p_bar: kappa = 1/10 (narrow), kappa = 10 (wide)",
        (small("narrow"), large("wide")),
        "the weak-damping case kappa << 1 [Fig. 3(d)] means that R_+(omega, p) is very narrow along the momentum axis, in"
        " comparison with f_+(p). In the strong-damping case kappa >> 1, as depicted in Figs. 3(a)-3(c), the situation is"
        " opposite",
    ),
    claim(
        "fig3:never-resonant",
        "largest E_d - E_s over mu_a + mu_b, and E_d - E_s grows with p, for all mixtures of Table I",
        (below("largest_gap", 1), above("least_slope")),
        "We assign the frequency region omega > mu_a + mu_b, where R_+ is never resonant and monotonously increases (so"
        " Delta p is"
        " undefined), to the strong-damping case",
    ),
    claim(
        "fig3:envelopes",
        "momentum of the maximum of |f_+| and of |f_-|, and full width of |f_+|, over p_bar, for all mixtures of Table I",
        (same_order("maximum_plus"), same_order("maximum_minus"), same_order("width")),
        "p_bar, where the envelope functions f_(+-)(p) attain the maximum; which characterizes both the maximum and the"
        " typical"
        " width of the envelope function f_+(p)",
    ),
    claim(
        "fig3:drude",
        "relative change of Lambda^+ + Lambda^- from omega = 0 to Delta/10, Rb-Rb",
        (below("change", TENTH),),
        "the frequency range omega << Delta, T shown by green shading in Fig. 3. In this limit ... the functions"
        " Lambda^(+-)(omega)"
        " become almost frequency independent",
    ),
)

WEIGHTS = (
    claim(
        "fig4",
        "weights of Yb-Cs: D^n(0) over its largest value, D^s_ab, D^s_bb at T_c of Cs over those at T = 0, D^s_aa there",
        (
            Eq(number("normal_at_zero"), 0, evaluate=False),
            below("drag_at_Tc", Rational(1, 20)),
            below("caesium_at_Tc", Rational(1, 20)),
            above("ytterbium_at_Tc"),
            below("drawn", Rational(1, 10**6)),
        ),
        "Drude weights vanish at T = 0, when the mixture is fully in superfluid state, and superfluid weights involving Cs"
        " subsystem vanish at T = T_c^Cs when it becomes normal",
    ),
    claim(
        "fig4:clean-drag",
        "largest difference of D^s_ab at gamma/2 pi = 1 Hz from pi rho_dr/m_a m_b at gamma = 0, relative, T up to 0.9 T_c",
        (below("difference", PERCENT),),
        "Thin red line shows the approximation D_ab^s = pi rho_dr/m_a m_b, where rho_dr is the drag density calculated at"
        " gamma = 0; our results at low gamma are in agreement with the theory of dc superfluid drag",
    ),
    claim(
        "fig4:recession",
        "D^n_ab: temperature of its maximum over T_c of Cs, and D^n_ab at T_c over the maximum",
        (below("turn", 1), below("left", Rational(1, 20))),
        "The recession of the intercomponent Drude weight D_ab^n down to zero near T = T_c^Cs is the artefact of our one-loop"
        " approximation",
    ),
)

SPECTRA = (
    claim(
        "fig5",
        "spectra of Rb-Rb: what is drawn against the definition, at frequencies that are not drawn",
        (_DRAWN,),
        "Trans- [(a) and (b)] and intraconductivity [(c) and (d)] for Rb-Rb spinor mixture at weak (left panels) and strong"
        " (right panels) damping gamma",
    ),
    claim(
        "fig5:superfluid",
        "omega sigma^s_ab and omega sigma^s_aa at omega << gamma, omega sigma^sp_aa over the diamagnetic part",
        (
            above("pole_ab"),
            above("pole_aa"),
            limit("change_ab"),
            limit("change_aa"),
            below("paramagnetic", 0),
            above("paramagnetic", -1),
        ),
        "At low frequencies omega << gamma, the superfluid conductivities sigma_ij^s are positive and diverge as 1/omega"
        " (in the"
        " intracomponent channel i = j the positive diamagnetic part dominates the negative paramagnetic part)",
    ),
    claim(
        "fig5:normal",
        "sigma^n at omega << gamma, and its value there over |sigma^n| at Delta at weak damping",
        (limit("change_ab"), limit("change_aa"), large("peak_ab"), large("peak_aa")),
        "The normal conductivities sigma_ij^n tend to constants in dc limit ..., although in the weak-damping case their"
        " levelling"
        " off is not visible, because the Drude peaks are much higher than the Lorentz-regime features",
    ),
    claim(
        "fig5:resonance",
        "maximum of |sigma^n| and zero of sigma^s_ab, sigma^sp_aa over Delta, weak and strong damping",
        tuple(close(f"{what}_{where}") for where in ("weak", "strong") for what in _FEATURES),
        "At higher frequencies near omega = Delta, absolute value of the normal conductivity exhibits absorption peak,"
        " while the"
        " superfluid transconductivity sigma_ab^s and paramagnetic part sigma_aa^sp in the intracomponent channel change sign",
    ),
    claim(
        "fig5:dashed",
        "Delta of Rb-Rb over mu_a + mu_b",
        (close("ratio"),),
        "Vertical dashed lines indicate the frequency omega = mu_a + mu_b, which is close to the resonance frequency Delta",
    ),
    claim(
        "fig5:masked",
        "least sigma^s_aa over the diamagnetic part there, up to 3/2 (mu_a + mu_b)",
        (above("least_weak"), above("least_strong")),
        "in the intracomponent channel this resonant-like behavior of the paramagnetic superfluid conductivity (4) is"
        " masked by"
        " the large and monotonously decreasing diamagnetic term",
    ),
    claim(
        "fig5:relation",
        "|sigma^s_aa + sigma^s_ab| and |sigma^n_aa + sigma^n_ab| over |sigma_ab| at Delta, weak and strong damping",
        tuple(below(f"{part}_{where}", TENTH) for where in ("weak", "strong") for part in ("superfluid", "normal")),
        "This is evident in Fig. 5 where sigma_aa^s(omega) = -sigma_ab^s(omega) and sigma_aa^n(omega) ="
        " -sigma_ab^n(omega) near"
        " the resonance, since m_a = m_b",
    ),
    *[
        claim(
            f"{figure}:approximations",
            f"{pairs}: relative errors of (17) at Delta/10, of (19), (20) at Delta for gamma = 1/s, of (21) there for 300/s",
            tuple(below(name, TENTH) for name in ("drude", "weak", "strong")),
            "symbols show analytical approximations for appropriate regimes; these features are well described both"
            " qualitatively"
            " and quantitatively by the obtained analytical approximations",
        )
        for figure, pairs in (("fig5", "Rb-Rb, sigma_ab and sigma_aa"), ("fig6", "K-K, Na-Na, Yb-Cs, sigma_ab"))
    ],
    claim(
        "fig6",
        "spectra of K-K, Na-Na, Yb-Cs against the definition; kappa at Delta for gamma = 1/s and 300/s",
        (_DRAWN, below("kappa_weak", 1), above("kappa_strong", 1)),
        "Transconductivities of K-K, Na-Na, and Yb-Cs mixtures, each calculated at two values of gamma, where the weak- or"
        " strong-damping cases develop in the Lorentz regime",
    ),
    claim(
        "fig6:K-K",
        "K-K: sigma^n_ab at omega << gamma over |sigma^n_ab| at Delta; maximum of |sigma^n_ab| over Delta; weak damping",
        (large("drude_peak"), close("peak"), close("zero")),
        "the transconductivity of the nonsymmetric spin mixture K-K with relatively low resonance energy Delta exhibits"
        " the same"
        " features as for Rb-Rb mixture: Drude peak at low frequencies and resonance at omega = Delta",
    ),
    claim(
        "fig6:Na-Na",
        "resonance frequency Delta/2 pi of Na-Na, kHz",
        (above("kilohertz", 10),),
        "In the case of symmetric spin mixture Na-Na, the resonance frequency Delta is higher (more than 10 kHz)",
    ),
    claim(
        "fig6:Yb-Cs",
        "full width at half maximum of |sigma^n_ab| over its position, Yb-Cs over Rb-Rb (infinite without a maximum)",
        (large("smearing_weak"), large("smearing_strong")),
        "the resonance itself is degraded in both weak- and strong-damping cases; the resonance becomes strongly smeared"
        " or vanishes"
        " completely (see results for Yb-Cs mixture in Fig. 6)",
    ),
)

LAYERS = (
    claim(
        "fig7",
        "spectra of Er-Er and Cr-Cr against the sum over modes in two dimensions; pole of sigma^s_ab, sigma^n_ab at omega"
        " << gamma",
        (_DRAWN, above("pole"), limit("change_pole"), limit("change_normal")),
        "All considered examples of 3D and quasi-2D atomic two-component systems demonstrate similar features of their"
        " conductivity spectra: 1/omega singularities of Im sigma_ij, Drude-like peaks of finite heights in Re sigma_ij",
    ),
    claim(
        "fig7:resonance",
        "largest |sigma^n_ab| around Delta and zero of sigma^s_ab over Delta, Er-Er and Cr-Cr, weak damping",
        (close("peak"), close("zero")),
        "Vertical dashed lines indicate the resonance frequency omega = Delta; deformed Lorentz-like resonances at higher"
        " frequencies",
    ),
    claim(
        "fig7:inset",
        "exponent of Delta over L, least and largest from 40 to 120 nm (the inset's range is not in the text), Er-Er and Cr-Cr",
        (exponent("least_exponent", -1), exponent("largest_exponent", -1)),
        "here we can tune the resonance frequency Delta by varying the interlayer distance L. This frequency"
        " approximately follows"
        " the Delta ~ 1/L trend, as shown in the insets in Fig. 7",
    ),
    claim(
        "fig7:momentum",
        "q of the largest E_d - E_s times L; r_* over L; the larger of Er-Er and Cr-Cr at L = 60 nm",
        (same_order("q_L"), small("r_over_L")),
        "r_* is much smaller than interlayer distance L = 60 nm, which determines the scale of inverse momentum 1/q",
    ),
)

FIGURE_CLAIMS = (*DISPERSIONS, *WEIGHTS, *SPECTRA, *LAYERS)
