"""The numbered equations (1)-(18), as printed."""

from __future__ import annotations

import sympy as sp
from sympy import Eq, Rational, exp, log, pi, sqrt

from ... import bogoliubov, mixed_bubbles, scattering, vacuum_energy, window_edges
from ... import notation as s
from ...notation import (
    E_B,
    C,
    Omega,
    R,
    alpha,
    beta,
    c_minus,
    c_plus,
    delta_a,
    delta_g,
    delta_g_max,
    delta_g_min,
    eta,
    g,
    g11,
    g12,
    g22,
    hbar,
    kappa,
    m,
    mu_plus,
    n1,
    n2,
    n_minus,
    n_plus,
)
from ...records import Claim, Reading, Reference

n_pm = sp.Symbol("n_pm", real=True)

WINDOW = {D: mixed_bubbles.window(D) for D in (1, 2, 3)}
EDGE_ARGUMENTS = ("alpha", "g", "m", "n_plus")

# Eq. (4)
_root = sqrt((g11 * n1 - g22 * n2) ** 2 + 4 * g12**2 * n1 * n2)
C_PLUS_SQUARED = (g11 * n1 + g22 * n2 + _root) / (2 * m)
C_MINUS_SQUARED = (g11 * n1 + g22 * n2 - _root) / (2 * m)

# Eq. (3), one branch
_BRANCH = {
    3: lambda c: Rational(8, 15) / pi**2 * m**4 / hbar**3 * c**5,
    2: lambda c: 1 / (8 * pi) * m**3 / hbar**2 * c**4 * (Rational(1, 2) + 2 * log(m * c / (hbar * kappa))),
    1: lambda c: -2 / (3 * pi) * m**2 / hbar * c**3,
}


def _vacuum_energy(D: int) -> Claim:
    arguments = ("m1", "m2", "g11", "g22", "g12", "n1", "n2") + (("kappa",) if D == 2 else ())
    return Claim(
        id=f"naidon2021:3-{D}d",
        title=f"vacuum energy at equal masses, D = {D}",
        printed=Eq(E_B, sum(_BRANCH[D](sqrt(c2)) for c2 in (C_PLUS_SQUARED, C_MINUS_SQUARED)), evaluate=False),
        domain=vacuum_energy.equal_mass_mixture(D),
        derivation=lambda: vacuum_energy.equal_masses(D),
        reference=Reference("vacuum_energy.vacuum_energy", arguments, (("D", D),)),
        enclosure=Reference("enclosures.vacuum_energy_ball", arguments, (("D", D),)),
    )


def _lower_edge(equation: str, D: int, printed) -> Claim:
    return Claim(
        id=f"naidon2021:{equation}",
        title=f"lower edge of the window, D = {D}",
        printed=Eq(delta_g_min / g, printed, evaluate=False),
        domain=WINDOW[D],
        derivation=lambda: window_edges.relative_lower_edge(D),
        reference=Reference("mixed_bubbles.curvature_edge", EDGE_ARGUMENTS, (("D", D), ("side", "left"), ("z", 1)), over=g),
        enclosure=Reference(
            "enclosures.soft_energy_ball",
            EDGE_ARGUMENTS,
            (("D", D), ("x", 0), ("z", 1), ("derivative", 2)),
            over=2 * g * (alpha + 1 / alpha) * n_plus**2,
        ),
        kernels=(f"lower_edge_{D}d",),
    )


def _upper_edge(equation: str, D: int, printed) -> Claim:
    return Claim(
        id=f"naidon2021:{equation}",
        title=f"upper over lower edge, D = {D}",
        printed=Eq(delta_g_max / delta_g_min, printed, evaluate=False),
        domain=WINDOW[D],
        derivation=lambda: window_edges.edge_ratio(D),
        reference=Reference("mixed_bubbles.edge_ratio", ("alpha",), (("D", D),)),
        enclosure=Reference("edge_enclosures.edge_ratio_ball", ("alpha",), (("D", D),)),
        kernels=(f"upper_edge_{D}d",),
    )


_sum = sqrt(alpha + 1 / alpha)

EQUATIONS = (
    Claim(
        id="naidon2021:1",
        title="Hamiltonian",
        printed="kinetic energy + sum of g_ss'/2 a+_(s,q-k) a+_(s',p+k) a_(s,q) a_(s',p), |k| < kappa",
        domain=bogoliubov.MIXTURE,
        kind="definition",
    ),
    Claim(
        id="naidon2021:2",
        title="grand potential in the Bogoliubov approximation",
        printed=Eq(Omega, g11 * n1**2 / 2 + g22 * n2**2 / 2 + g12 * n1 * n2 + E_B - s.mu1 * n1 - s.mu2 * n2, evaluate=False),
        domain=bogoliubov.GRAND_CANONICAL,
        derivation=bogoliubov.energy_density,
    ),
    *[_vacuum_energy(D) for D in (3, 2, 1)],
    Claim(
        id="naidon2021:4",
        title="squared Bogoliubov sound velocities",
        printed=Eq(sp.Tuple(c_plus**2, c_minus**2), sp.Tuple(C_PLUS_SQUARED, C_MINUS_SQUARED), evaluate=False),
        domain=vacuum_energy.equal_mass_mixture(3),
        derivation=vacuum_energy.sound_velocities,
        reference=Reference("vacuum_energy.sound_velocities_squared", ("m1", "m2", "g11", "g22", "g12", "n1", "n2")),
        kernels=("sound_velocity_plus", "sound_velocity_minus"),
    ),
    Claim(
        id="naidon2021:5",
        title="stiff combination of the densities",
        printed=Eq(n_plus, (n1 / sqrt(alpha) + sqrt(alpha) * n2) / _sum, evaluate=False),
        domain=WINDOW[3],
        kind="definition",
    ),
    Claim(
        id="naidon2021:6",
        title="soft combination of the densities",
        printed=Eq(n_minus, (-sqrt(alpha) * n1 + n2 / sqrt(alpha)) / _sum, evaluate=False),
        domain=WINDOW[3],
        kind="definition",
    ),
    Claim(
        id="naidon2021:7",
        title="interval of n_minus, from n1 > 0 and n2 > 0",
        printed=Eq(sp.Tuple(s.n_L, s.n_R), sp.Tuple(-n_plus * alpha, n_plus / alpha), evaluate=False),
        domain=WINDOW[3],
        derivation=mixed_bubbles.pure_ends,
    ),
    Claim(
        id="naidon2021:8",
        title="grand potential along the stiff and the soft direction",
        printed=Eq(
            Omega,
            (alpha + 1 / alpha) / 2 * g * n_plus**2
            - mu_plus * n_plus
            + delta_g * (n_plus**2 - (alpha - 1 / alpha) * n_plus * n_minus - n_minus**2) / (alpha + 1 / alpha)
            + E_B
            - s.mu_minus * n_minus,
            evaluate=False,
        ),
        domain=WINDOW[3],
        derivation=mixed_bubbles.mean_field_potential,
        kernels=tuple(f"soft_{name}_{D}d" for D in (1, 2, 3) for name in ("energy", "slope", "curvature")),
    ),
    Claim(
        id="naidon2021:9",
        title="c_+^2 along the soft direction",
        printed=Eq(
            c_plus**2,
            g * ((alpha**3 + 1) * n_plus + alpha * (alpha - 1) * n_minus) / (m * alpha * sqrt(alpha**2 + 1)),
            evaluate=False,
        ),
        domain=WINDOW[3],
        derivation=mixed_bubbles.stiff_sound,
    ),
    Claim(
        id="naidon2021:10",
        title="n_plus from the first line of (8)",
        printed=Eq(n_plus, mu_plus / (g * (alpha + 1 / alpha)), evaluate=False),
        domain=WINDOW[3],
        derivation=mixed_bubbles.stiff_density,
    ),
    _lower_edge(
        "11",
        3,
        (alpha - 1) ** 2
        * (alpha**2 + 1) ** Rational(1, 4)
        * sqrt(m**3 * g**3 * n_plus)
        / (pi**2 * alpha ** Rational(3, 2) * hbar**3),
    ),
    _upper_edge(
        "12",
        3,
        Rational(4, 15) * (3 * alpha ** Rational(3, 2) + 6 * alpha + 4 * sqrt(alpha) + 2) / (sqrt(alpha) + 1) ** 2,
    ),
    Claim(
        id="naidon2021:13",
        title="the window in C, D = 2",
        printed=Eq(
            sp.Tuple(*sp.symbols("C_min C_max", real=True)),
            sp.Tuple(2, Rational(1, 2) + alpha / (alpha - 1) + (alpha - 2) * alpha * log(alpha) / (alpha - 1) ** 2),
            evaluate=False,
        ),
        domain=WINDOW[2],
        derivation=window_edges.window_in_two_dimensions,
        reference=Reference("mixed_bubbles.window_parameters", ("alpha",)),
        enclosure=Reference("edge_enclosures.window_parameters_ball", ("alpha",)),
        readings=(Reading("alpha > 1; for alpha < 1 exchange the components", where=(alpha > 1,)),),
        kernels=("window_parameter_2d",),
    ),
    Claim(
        id="naidon2021:14",
        title="delta_g in terms of C, D = 2",
        printed=Eq(
            delta_g / g,
            (alpha - 1) ** 2
            / (8 * pi * alpha)
            * (C + log(sqrt(alpha**2 + 1) * m * g * n_plus / (alpha * (hbar * kappa) ** 2)))
            * m
            * g
            / hbar**2,
            evaluate=False,
        ),
        domain=WINDOW[2],
        derivation=window_edges.window_relation,
        kernels=("lower_edge_2d", "upper_edge_2d"),
    ),
    Claim(
        id="naidon2021:15",
        title="quasi-two-dimensional mixture",
        printed=Eq(
            delta_a / s.a,
            (alpha - 1) ** 2
            / (2 * sqrt(2 * pi) * alpha)
            * (C + log((2 * pi) ** Rational(3, 2) * sqrt(1 + alpha**2) * s.a * s.l_perp * n_plus / (alpha * beta)))
            * s.a
            / s.l_perp,
            evaluate=False,
        ),
        domain=window_edges.QUASI_2D,
        derivation=window_edges.quasi_two_dimensional,
        kernels=("delta_a_quasi_2d",),
    ),
    _lower_edge(
        "16",
        1,
        -((alpha - 1) ** 2) * sqrt(m * g / (hbar**2 * n_plus)) / (4 * pi * sqrt(alpha) * (alpha**2 + 1) ** Rational(1, 4)),
    ),
    _upper_edge("17", 1, 4 * (sqrt(alpha) + 2) / (3 * (sqrt(alpha) + 1) ** 2)),
    Claim(
        id="naidon2021:18",
        title="R, which does not run with kappa",
        printed=Eq(
            R,
            hbar**2 * delta_g / (m * g**2)
            - 1
            / (8 * pi)
            * (1 / (alpha * sqrt(s.z)) + alpha * sqrt(s.z) - 4 / (sqrt(s.z) + 1 / sqrt(s.z)))
            * log(m * g * n_pm / (hbar * kappa) ** 2),
            evaluate=False,
        ),
        domain=scattering.INVARIANT,
        derivation=scattering.running_invariant,
        readings=(
            Reading(
                "n_pm stands for n_plus; n_minus is negative at pure 1, where the logarithm would not be real",
                substitute=((n_pm, n_plus),),
            ),
        ),
    ),
)

_density = n1
_PAIR, _NODE = ("kappa", "m_reduced", "a"), (("definition", "node"),)
UNNUMBERED = (
    Claim(
        id="naidon2021:text:running-coupling",
        title="running coupling in two dimensions",
        printed=Eq(g, 2 * pi * hbar**2 / (m * log(2 * exp(sp.EulerGamma) / (kappa * s.a_2d))), evaluate=False),
        domain=scattering.EQUAL_MASS_PAIR,
        derivation=scattering.equal_mass_coupling,
        reference=Reference("scattering.cutoff_coupling", _PAIR, _NODE),
        enclosure=Reference("scattering_enclosures.cutoff_coupling_ball", _PAIR, _NODE),
        readings=(
            Reading(
                "a_2d is exp(2 gamma) = 3.172 times the node of the zero-energy wave function; with a_2d at the node, the usual"
                " convention, the constant is 2 exp(-gamma)",
                substitute=((s.a_2d, exp(2 * sp.EulerGamma) * s.a_2d),),
            ),
        ),
        quote="the coupling constants run with kappa",
    ),
    *[
        Claim(
            id=f"naidon2021:text:eta-{D}d",
            title=f"scaling of the small parameter, D = {D}",
            printed=Eq(eta, form, evaluate=False),
            domain=mixed_bubbles.small_parameter_domain(D),
            derivation=lambda D=D: mixed_bubbles.small_parameter(D),
        )
        for D, form in (
            (3, sqrt(m**3 * g**3 * _density / hbar**3)),
            (2, m * g / hbar**2),
            (1, sqrt(m * g / _density) / hbar),
        )
    ],
)
