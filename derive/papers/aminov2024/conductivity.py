"""Secs. II A, III and IV, Appendix C: Eqs. (1)-(7), (12), (16)-(21), (C1), (C2).

For a pair of components i, j the claims with "same" stand for i = j, those with "cross" for i, j = a, b.  (6) and (7) are
transcribed for what they say of the conductivity, omega Im sigma at omega -> 0; (19) and (20) for one wave number and for
one resonance, with ``slope`` for E_d' - E_s' at p_+.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import sympy as sp
from sympy import Eq, I, pi, sqrt

from ... import andreev_bashkin, branch_conversion, conductivity, superfluid_drag, vacuum_energy
from ... import notation as s
from ...branch_conversion import FREE, RESONANCE, SPLIT, r
from ...conductivity import PAIR
from ...notation import (
    D_0,
    D_minus,
    D_plus,
    Delta,
    E_d,
    E_s,
    Lambda_minus,
    Lambda_plus,
    T,
    eps_a,
    eps_b,
    f_area,
    f_plus,
    gamma,
    hbar,
    m_a,
    m_b,
    m_i,
    m_j,
    mu_a,
    mu_b,
    n_i,
    omega,
    rho_drag,
    rho_s,
    sigma,
    slope,
)
from ...records import Claim, Reading, Reference

m_left = sp.Symbol("m_i_printed", positive=True)  # m_i of m_i^2 sigma_jj
CASES = (("same", True), ("cross", False))
_PEAK = I * D_0 / (omega + 2 * I * gamma)
_CLOSE = replace(SPLIT, ranges=tuple(x for x in SPLIT.ranges if x[0] != eps_b), given=((eps_b, eps_a), *SPLIT.given))
_EQUAL = andreev_bashkin.equal_mass_mixture(3)
_SOUNDS = zip((s.c_plus, s.c_minus), vacuum_energy.sound_squared_equal_masses(), strict=True)
_BRANCHES = replace(_EQUAL, given=(*_EQUAL.given, *((c, sqrt(square)) for c, square in _SOUNDS)))
_EXTRA = superfluid_drag.hydrodynamic_pole(True).domain
_POLE = replace(_EXTRA, given=((rho_s, s.m1 * s.n1 - rho_drag),))
_RELATION = conductivity.resonance_relation().domain
_MASSES = replace(_RELATION, given=(*_RELATION.given, (m_left, m_i)))


def _pair(same: bool):
    """(m_j, (-1)^delta, delta n_i/m_i)."""
    return (m_i, -1, n_i / m_i) if same else (m_j, 1, 0)


def _sigma(same: bool):
    """(12)."""
    mass, sign, diamagnetic = _pair(same)
    return I / omega * (diamagnetic - D_0 - sign / (m_i * mass) * (Lambda_plus + Lambda_minus)) + _PEAK


def _drude(same: bool):
    """(17)."""
    return I / omega * (_pair(same)[2] - D_0 + D_plus + D_minus) + _PEAK


def _definition(equation: str, title: str, words: str) -> Claim:
    return Claim(f"aminov2024:{equation}", title, words, PAIR, kind="definition")


def _claim(equation: str, title: str, left, right, domain, derivation, **more) -> Claim:
    return Claim(f"aminov2024:{equation}", title, Eq(left, right, evaluate=False), domain, derivation=derivation, **more)


CONDUCTIVITY_CLAIMS = (
    _definition("1", "conductivity", "j_i(t) = sigma_ij(omega) F_j exp(-i omega t)"),
    _definition("2", "conductivity by current correlations", "sigma_ij = (i/omega) (delta_ij n_i/m_i + chi_ij^T(0, omega))"),
    _definition("3", "current response in imaginary time", "chi_ij = -(1/A) int dtau exp(i omega tau) <T j_i(tau) j_j(0)>"),
    _definition("4", "superfluid conductivity", "sigma^s_ij = Im sigma_ij = delta_ij n_i/(m_i omega) + sigma^sp_ij"),
    _definition("5", "normal conductivity", "sigma^n_ij = Re sigma_ij"),
    _claim(
        "6",
        "pole of the transconductivity by the drag density",
        s.superfluid_weight,
        rho_drag / (s.m1 * s.m2),
        _POLE,
        lambda: superfluid_drag.hydrodynamic_pole(False),
        quote="rho_dr = m_a m_b lim omega sigma^s_ab(omega)",
    ),
    _claim(
        "7",
        "pole of the intraconductivity by the superfluid density",
        s.superfluid_weight,
        rho_s / s.m1**2,
        _POLE,
        lambda: superfluid_drag.hydrodynamic_pole(True),
        quote="rho_i^s = m_i^2 lim omega sigma^s_ii(omega)",
    ),
    *[
        _claim(
            f"12-{name}",
            f"by processes, {name}",
            sigma,
            _sigma(same),
            PAIR,
            partial(conductivity.by_processes, same),
            kernels=("conductivities",),
        )
        for name, same in CASES
    ],
    Claim(
        "aminov2024:text:momentum-integration",
        "(12) is Eq. (8) with the loop (11), summed over momenta",
        tuple(Eq(sigma, _sigma(same), evaluate=False) for _, same in CASES),
        PAIR,
        kind="statement",
        quote="Inserting the approximate S function (11) into Eq. (8) and performing momentum integration, we obtain",
    ),
    _definition("16", "resonance frequency", "Delta = E_d(p_bar) - E_s(p_bar)"),
    *[
        _claim(f"17-{name}", f"Drude regime, {name}", sigma, _drude(same), PAIR, partial(conductivity.drude_regime, same))
        for name, same in CASES
    ],
    *[
        _claim(
            f"text:superfluid-weight-{name}",
            f"superfluid weight, {name}",
            s.superfluid_weight,
            pi * (_pair(same)[2] - D_0 + D_plus + D_minus),
            PAIR,
            lambda same=same: conductivity.superfluid_weight(same),
            quote="superfluid weights D_ij^s = pi (delta_ij n_i/m_i - D_ij^0 + D_ij^+ + D_ij^-)",
        )
        for name, same in CASES
    ],
    _claim(
        "text:drude-weight",
        "area below the dissipative conductivity",
        s.drude_weight,
        pi * D_0,
        PAIR,
        lambda: conductivity.drude_weight(False),
        quote="the Drude weights, defined as 2 int domega Re sigma_ij, in our case are equal to D_ij^n = pi D_ij^0",
    ),
    _claim(
        "19",
        "integrand of Re Lambda^+ for weak damping",
        s.lambda_mode,
        2 * f_plus * (E_d - E_s) / ((E_d - E_s) ** 2 - (hbar * omega) ** 2),
        RESONANCE,
        branch_conversion.dispersive_part,
        reference=Reference("branch_conversion.dispersive_part", ("f_plus", "E_d", "E_s", "omega")),
    ),
    _claim(
        "20",
        "Im Lambda^+ for weak damping (the printed sign holds only where E_d - E_s falls with p)",
        Lambda_plus,
        -pi * f_plus / slope,
        RESONANCE,
        branch_conversion.absorptive_part,
        reference=Reference("branch_conversion.resonance_area", ("f_plus", "slope", "gamma")),
    ),
    Claim(
        "aminov2024:supplement:clean-drag",
        "rho_drag at T = 0 and gamma = 0, equal masses, any couplings and densities, from the conductivity",
        None,
        _BRANCHES,
        kind="supplied",
        derivation=superfluid_drag.clean_drag,
        reference=Reference(
            "andreev_bashkin.verified_drag_density",
            ("m1", "m2", "g11", "g22", "g12", "n1", "n2"),
            (("D", 3),),
            over=1 / sqrt(s.m1 * s.m2),
            points=8,
        ),
    ),
    _claim(
        "21",
        "Lambda^+ for strong damping",
        Lambda_plus,
        (1 / (Delta - hbar * omega - 2 * I * hbar * gamma) + 1 / (Delta + hbar * omega + 2 * I * hbar * gamma)) * f_area,
        RESONANCE,
        branch_conversion.strong_damping,
    ),
    _claim(
        "text:resonance-relation",
        "intraconductivity without diamagnetic term by the transconductivity, D^0 left out",
        sigma,
        -m_i * m_j * s.sigma_ab / m_left**2,
        _MASSES,
        conductivity.resonance_relation,
        readings=(Reading("m_i^2 sigma_jj stands for m_j^2 sigma_jj", ((m_left, m_j),)),),
        quote="At frequencies near the resonance Delta, m_i^2 sigma_jj^(sp,n)(omega) = -m_a m_b sigma_ab^(s,n)(omega)",
    ),
    _definition("C1", "characteristic energies", "E_d + E_s ~ 2 T, E_d - E_s ~ Delta at p_bar"),
    _claim(
        "text:thermal-momentum",
        "momentum at which E_d + E_s = 2 T, quadratic dispersions",
        s.p_bar,
        sqrt(2 * T * m_a * m_b / (m_a + m_b)) / hbar,
        FREE,
        branch_conversion.thermal_momentum,
        reference=Reference("branch_conversion.thermal_momentum", ("m_a", "m_b", "T")),
        quote="Using Eq. (A3) in this quadratic regime, we can approximate it as p_bar = sqrt(2 T m_a m_b/(m_a + m_b))",
    ),
    _claim(
        "text:splitting",
        "E_d - E_s far above the chemical potentials",
        Delta,
        sqrt((s.E_a**2 - s.E_b**2) ** 2 + 16 * r**2 * eps_a * eps_b * mu_a * mu_b) / (eps_a + eps_b),
        SPLIT,
        branch_conversion.splitting,
        reference=Reference("branch_conversion.splitting", ("eps_a", "eps_b", "mu_a", "mu_b", "r")),
    ),
    _claim(
        "text:splitting-close-masses",
        "the same for close masses",
        Delta,
        sqrt(mu_a**2 + mu_b**2 + 2 * (2 - r**2) * mu_a * mu_b),
        _CLOSE,
        branch_conversion.splitting_of_close_masses,
        reference=Reference("branch_conversion.splitting", ("eps_a", "eps_b", "mu_a", "mu_b", "r")),
        quote="when masses are close to each other we obtain Delta = sqrt(mu_a^2 + mu_b^2 + 2 (2 - r^2) mu_a mu_b)",
    ),
    Claim(
        "aminov2024:C2-close",
        "resonance frequency of close masses",
        (Eq(Delta, mu_a + mu_b, evaluate=False),),
        SPLIT,
        kind="statement",
        quote="Delta ~ mu_a + mu_b if |m_a - m_b|/m_a m_b << mu_i/T m_i",
    ),
    Claim(
        "aminov2024:C2-distant",
        "resonance frequency of distant masses",
        (Eq(Delta, T * sp.Abs(m_a - m_b) / (m_a + m_b), evaluate=False),),
        FREE,
        kind="statement",
        quote="Delta ~ T |m_a - m_b|/(m_a + m_b) if |m_a - m_a|/m_a m_b >~ mu_i/T m_i",
    ),
)
