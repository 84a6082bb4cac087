"""What the text claims in words: trends, signs, symmetries, quoted numbers, and what Figs. 1(b) and 2 show.

A relation stands in ``printed`` wherever the words amount to one; unknown functions in it (``delta_g_min(alpha, eta)``,
``Omega(n_minus)``) are replaced by derived forms when it is checked.  Otherwise the words themselves stand there.
"""

from __future__ import annotations

import sympy as sp
from sympy import Derivative, Eq, Function, Gt, Lt

from ... import notation as s
from ...domain import Domain
from ...records import Claim, Derivation, Step
from ...rules import Rewrite, SolveLinear, substitute

delta_g_min, delta_g_max, Omega, E_B = map(Function, ("delta_g_min", "delta_g_max", "Omega", "E_B"))
mean_field, bubble, R_of = map(Function, ("Omega_MF", "delta_g_bubble", "R"))
soft_eigenvalue, order, shift = map(Function, ("soft_eigenvalue", "order_in_eta", "delta"))
width, pinch_span = map(Function, ("width", "pinch_span"))
OMEGA = sp.Symbol("Omega", real=True)
_KINDS, _SIDES = ("curvature", "tangent"), ("left", "right")
EDGE = {(kind, side): Function(f"{kind}_edge_{side}") for kind in _KINDS for side in _SIDES}

ALPHA_ABOVE_ONE = Domain(None, ((s.alpha, 1.01, 20),), constraints=(s.alpha > 1,))
ALPHA_ONE = Domain(None, ((s.n_plus, 0.1, 10),), given=((s.alpha, sp.S.One),))
ANY = Domain(None, ((s.alpha, 0.05, 20), (s.z, 0.05, 20)))
UNEQUAL = Domain(None, ((s.alpha, 0.05, 20), (s.z, 1.01, 20)), constraints=(sp.Ne(s.z, 1),))


def _statement(slug: str, title: str, printed, domain: Domain, quote: str) -> Claim:
    return Claim(f"naidon2021:{slug}", title, printed, domain, kind="statement", quote=quote)


def _width_grows(symbol) -> sp.Rel:
    width = delta_g_max(s.alpha, s.eta) - delta_g_min(s.alpha, s.eta)
    return Gt(Derivative(width, symbol), 0, evaluate=False)


def _exchange(z) -> tuple[Eq, ...]:
    """Edges at pure 1 are those at pure 2 of the mixture with the components renamed."""
    return tuple(Eq(EDGE[kind, "left"](s.alpha, z), EDGE[kind, "right"](1 / s.alpha, 1 / z), evaluate=False) for kind in _KINDS)


STATEMENTS = (
    _statement(
        "text:paraboloid",
        "mean-field stability: g12 smaller than the geometrical average",
        (Lt(sp.Abs(s.g12), sp.sqrt(s.g11 * s.g22)),),
        Domain(None, ((s.g11, 0.1, 10), (s.g22, 0.1, 10), (s.g12, -5, 5))),
        "elliptic, which requires that the modulus of the interspecies coupling constant g12 be smaller than the"
        " geometrical average",
    ),
    _statement(
        "text:soft-direction",
        "one eigenvalue of the coupling matrix is proportional to -delta_g; its eigenvector is the n_minus direction",
        (Lt(s.delta_g * soft_eigenvalue(s.delta_g), 0, evaluate=False),),
        ANY,
        "one of the eigenvalues of the matrix g is proportional to -delta g. The corresponding eigenvector"
        " designates a direction in the n1 n2 plane, along which the system is soft",
    ),
    _statement(
        "text:mean-field",
        "mean field: concave for delta_g > 0, convex for delta_g < 0, nothing else",
        (
            Lt(s.delta_g * Derivative(mean_field(s.n_minus), (s.n_minus, 2)), 0, evaluate=False),
            Eq(Derivative(mean_field(s.n_minus), (s.n_minus, 3)), 0, evaluate=False),
        ),
        ANY,
        "In the MF approximation (where E_B = 0), these two scenarios are exhaustive; the first is realized for"
        " delta g > 0 and the second for delta g < 0",
    ),
    _statement(
        "text:window-closes",
        "no window at alpha = 1: E_B does not depend on n_minus",
        (
            Eq(Derivative(E_B(s.n_minus), s.n_minus), 0, evaluate=False),
            Eq(delta_g_min(s.alpha, s.eta), delta_g_max(s.alpha, s.eta), evaluate=False),
        ),
        ALPHA_ONE,
        "this new scenario of mixed bubbles appears only in mixtures with unequal intraspecies interactions since,"
        " otherwise, c_+ (and thus E_B) does not depend on n_- and delta g_min = delta g_max",
    ),
    _statement(
        "text:widens-with-alpha",
        "the window widens with alpha",
        (_width_grows(s.alpha),),
        ALPHA_ABOVE_ONE,
        "The interval (delta g_min, delta g_max) widens with alpha",
    ),
    _statement(
        "text:widens-with-eta",
        "the window widens with eta",
        (_width_grows(s.eta),),
        ALPHA_ABOVE_ONE,
        "The interval (delta g_min, delta g_max) widens with alpha and with eta",
    ),
    _statement(
        "text:monotonic-curvature",
        "Omega'' grows with n_minus for alpha > 1",
        (Gt(Derivative(Omega(s.n_minus), (s.n_minus, 3)), 0, evaluate=False),),
        ALPHA_ABOVE_ONE,
        "the qualitative picture remains the same for D > 1 and for other values of alpha > 1 because of the"
        " common feature that Omega''(n_-) monotonically grows with n_-",
    ),
    _statement(
        "text:delta-n-plus",
        "the second line of (8) shifts n_plus by eta n_plus and Omega by g n^2 eta^2",
        (Eq(order(shift(s.n_plus)), 1, evaluate=False), Eq(order(shift(OMEGA)), 2, evaluate=False)),
        ALPHA_ABOVE_ONE,
        "taking the second line into account produces a correction to Eq. (10) of order delta n_+ ~ eta n_+ ... it"
        " leads to a correction ~ g n^2 eta^2 in Eq. (8)",
    ),
    _statement(
        "text:kappa-independent-2d",
        "the grand potential does not depend on kappa to this order, D = 2",
        (Eq(Derivative(Omega(s.kappa), s.kappa), 0, evaluate=False),),
        Domain(None, ((s.kappa, 0.5, 5),)),
        "in the two-dimensional case the grand potential is kappa independent (to the chosen approximation order),"
        " since for fixed scattering lengths the coupling constants run with kappa",
    ),
    _statement(
        "text:R-does-not-run",
        "R of Eq. (18) does not run with kappa, any masses",
        (Eq(Derivative(R_of(s.kappa), s.kappa), 0, evaluate=False),),
        Domain(None, ((s.kappa, 0.5, 5), (s.z, 0.05, 20))),
        "which does not run with kappa in the Bogoliubov approximation",
    ),
    _statement(
        "text:signs",
        "mixed bubbles need delta_g < 0 in D = 1 and 2, delta_g > 0 in D = 3",
        (Lt(bubble(1), 0, evaluate=False), Lt(bubble(2), 0, evaluate=False), Gt(bubble(3), 0, evaluate=False)),
        ALPHA_ABOVE_ONE,
        "mixed bubbles require delta g to be negative in low dimensions and positive for D = 3",
    ),
    _statement(
        "text:any-mass",
        "(5)-(8) and (10) do not contain the masses",
        "Eqs. (5)-(8) and (10) remain valid",
        ANY,
        "The analysis of the mixed-bubble regime for m1 != m2 in the Bogoliubov approximation is the same as in"
        " the mass-balanced case; Eqs. (5)-(8) and (10) remain valid",
    ),
    _statement(
        "text:exchange-equal-masses",
        "alpha <-> 1/alpha is 1 <-> 2 at equal masses",
        _exchange(sp.S.One),
        ANY,
        "The pink shading denotes the inverted scenario ... For equal masses this corresponds to the exchange"
        " alpha <-> 1/alpha equivalent to 1 <-> 2",
    ),
    _statement(
        "text:exchange-inverse-mass-ratio",
        "the diagram at 1/z is that at z with alpha -> 1/alpha and 1 <-> 2",
        _exchange(s.z),
        ANY,
        "the bubble-regime boundaries for the inverse mass ratios (z = 1, 1/5, and 1/20) can be obtained from Fig."
        " 2 by replacing alpha -> 1/alpha and exchanging the blue and pink shading",
    ),
    _statement(
        "text:mass-imbalance-widens",
        "the region of mixed bubbles widens with the mass imbalance",
        (Gt(width(s.alpha, 5), width(s.alpha, 1)), Gt(width(s.alpha, 20), width(s.alpha, 5))),
        ANY,
        "the mixed-bubble region significantly widens with increasing the mass imbalance ... particularly when ln"
        " alpha and ln z are of the same sign",
    ),
    _statement(
        "text:cannot-cancel",
        "no alpha makes e''(x) constant at unequal masses",
        "the two effects cannot completely cancel the nonquadratic part of E_B",
        UNEQUAL,
        "since the two effects cannot completely cancel the nonquadratic part of E_B",
    ),
    _statement(
        "text:mixed-bubble-scenario",
        "alpha > 1: concave, then convex; the bubble goes from pure 2 to pure 1 as delta_g decreases through the window",
        "The constitution of this mixed bubble changes continuously from pure 2 to pure 1 phase as one decreases delta g",
        ALPHA_ABOVE_ONE,
        "For alpha > 1, the concave region starts at n_L (pure 1 phase) and ends at a certain n_- inside (7) ..."
        " The constitution of this mixed bubble changes continuously from pure 2 to pure 1 phase as one decreases"
        " delta g",
    ),
    _statement(
        "text:pinch-shape",
        "in the pinch Omega is concave-convex-concave with two tangents",
        "Omega(n_-) acquires a concave-convex-concave configuration and allows for two separate tangential constructions",
        UNEQUAL,
        "the pinch areas (curved triangles in Fig. 2) are, in fact, realizations of yet another scenario where"
        " Omega(n_-) acquires a concave-convex-concave configuration and allows for two separate tangential"
        " constructions",
    ),
    _statement(
        "text:pinch-more-probable",
        "the pinch spans more of alpha as D decreases",
        (Gt(pinch_span(1, s.z), pinch_span(2, s.z)), Gt(pinch_span(2, s.z), pinch_span(3, s.z))),
        UNEQUAL,
        "Note that this scenario becomes more probable with decreasing D",
    ),
    _statement(
        "text:mass-imbalance-41K-39K",
        "with the masses of 41K and 39K the threshold and alpha round to the same numbers",
        "Neglecting the mass imbalance, the MF miscible-immiscible threshold is thus achieved",
        Domain(3, ((s.a11, 65, 65), (s.a12, 174, 174))),
        "Neglecting the mass imbalance, the MF miscible-immiscible threshold is thus achieved by tuning a22 to the"
        " value a12^2/a11 ~ 470 a0 corresponding to alpha ~ 2.7",
    ),
    _statement(
        "fig1b",
        "Omega against n_minus, D = 1, alpha = 2.7, five values of delta_g",
        "delta g = delta g_min (1 - r) + delta g_max r with r = 1.1, 0.8, 0.5, 0.2, and -0.1",
        ALPHA_ABOVE_ONE,
        "Omega versus n_- at fixed n_+ in the one-dimensional mass-balanced case with alpha = 2.7 for five values of delta g",
    ),
    _statement(
        "fig2",
        "boundaries of the mixed-bubble regions, D = 1, 2, 3, z = 1, 5, 20",
        "The regions (1+2)|1 and (1+2)|2 intersect such that mixed (1+2) bubbles can coexist there with either of"
        " the pure phases",
        ANY,
        "The regions of existence of mixed bubbles in three-dimensional (upper row), two-dimensional (middle row),"
        " and one-dimensional (lower row) mixtures for three values of the mass ratio",
    ),
)

# --- quoted numbers: the 41K-39K mixture, lengths in units of a0 ---

_LENGTHS = {s.a11: sp.Integer(65), s.a12: sp.Integer(174)}
_EQUAL_MASSES = {g: 4 * sp.pi * s.hbar**2 * a / s.m for g, a in ((s.g11, s.a11), (s.g22, s.a22), (s.g12, s.a12))}
_MIXTURE = Domain(3, ((s.hbar, 0.5, 2), (s.m, 0.2, 5), (s.a11, 1, 100), (s.a12, 1, 100), (s.a22, 1, 1000)))


def threshold_length() -> Derivation:
    """a22 at which g12^2 = g11 g22, equal masses, in a0."""
    return Derivation(
        "naidon2021.threshold_length",
        s.g12**2 - s.g11 * s.g22,
        (
            Step(substitute(_EQUAL_MASSES), "g = 4 pi hbar^2 a/m, the mass imbalance neglected"),
            Step(SolveLinear(s.a22), "mean-field threshold, delta_g = 0"),
            Step(substitute(_LENGTHS), "a11 = 65 a0, a12 = 174 a0"),
        ),
        _MIXTURE,
    )


def threshold_asymmetry() -> Derivation:
    """alpha = sqrt(g22/g11) at that threshold."""
    threshold = SolveLinear(s.a22)((s.g12**2 - s.g11 * s.g22).subs(_EQUAL_MASSES))
    return Derivation(
        "naidon2021.threshold_asymmetry",
        sp.sqrt(s.g22 / s.g11),
        (
            Step(substitute(_EQUAL_MASSES), "g = 4 pi hbar^2 a/m, the mass imbalance neglected"),
            Step(substitute({s.a22: threshold}), "mean-field threshold, delta_g = 0"),
            Step(Rewrite("root of a square", sp.simplify), "lengths are positive"),
            Step(substitute(_LENGTHS), "a11 = 65 a0, a12 = 174 a0"),
        ),
        _MIXTURE,
    )


NUMBERS = (
    Claim(
        "naidon2021:text:threshold-a22",
        "a22 at the miscibility threshold of 41K-39K",
        ("470 a0", sp.Integer(470), 2),
        _MIXTURE,
        kind="number",
        derivation=threshold_length,
        quote="tuning a22 to the value (a12)^2/a11 ~ 470 a0",
    ),
    Claim(
        "naidon2021:text:threshold-alpha",
        "alpha at the miscibility threshold of 41K-39K",
        ("2.7", sp.Rational(27, 10), 2),
        _MIXTURE,
        kind="number",
        derivation=threshold_asymmetry,
        quote="corresponding to alpha ~ 2.7 (explaining our choice of alpha in Fig. 1)",
    ),
)

TEXT = (*STATEMENTS, *NUMBERS)
