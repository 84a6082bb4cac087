"""Appendix D, Eqs. (D1)-(D6): interactions of dipolar atoms in one and in two layers.

``dipole2`` is d_a d_b in Gaussian units (an energy times a volume), ``g_3d`` the coupling g_ii of Table I, ``height`` the
out-of-plane distance L + z - z' of two atoms.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy import Eq, Rational, cos, cosh, exp, pi

from ... import dipolar
from ... import notation as s
from ...dipolar import LAYERS, z, z_prime
from ...notation import dipole2, distance, g_3d, height, q, w_z
from ...records import Claim, Reading, Reference
from .words import TENTH, below, claim, close

_profiles = (pi / (2 * w_z)) ** 2 * cos(pi * z / w_z) * cos(pi * z_prime / w_z)
_LAYER = ((s.g_ii, g_3d / w_z),)
_C = 2 * pi * dipole2 * w_z / g_3d

DIPOLAR_CLAIMS = (
    Claim(
        "aminov2024:D1",
        "interaction of dipolar atoms",
        "V_ij(r) = g_ij delta(r) + V_ij^dd(r)",
        LAYERS,
        kind="definition",
    ),
    Claim(
        "aminov2024:D2",
        "dipole-dipole interaction",
        "V_ij^dd = d_i d_j (1 - 3 cos^2 theta)/r^3",
        LAYERS,
        kind="definition",
    ),
    Claim(
        "aminov2024:D3",
        "interaction in one layer, long waves",
        Eq(s.V_aa, s.g_ii * (1 - _C * q), evaluate=False),
        replace(LAYERS, given=(*LAYERS.given, (s.g_ii, g_3d))),
        derivation=dipolar.within_layer,
        readings=(Reading("g_ii before the bracket is the coupling of the layer, g_ii/w_z of (D1)", _LAYER),),
    ),
    Claim(
        "aminov2024:supplement:gaussian-layer",
        "interaction in one layer at any wave number, density exp(-z^2/w^2)/(sqrt(pi) w), with the contact part of the dipoles",
        None,
        LAYERS,
        kind="supplied",
        derivation=dipolar.within_gaussian_layer,
        reference=Reference("dipolar_bilayer.gaussian_layer", ("q", "g_3d", "dipole2", "w_z"), points=8),
    ),
    claim(
        "D3:contact",
        "V_ii(0) over g_ii/w of Er and Cr for the profile of (D4), w = 20 nm: (D3) says one",
        (close("erbium"), close("chromium")),
        "V_ii(q) = g_ii (1 - C_i |q|), C_i = 2 pi d_i^2 w_z/g_ii, at low-enough momenta",
    ),
    claim(
        "D3:long-waves",
        "relative error of the linear form at q = 1/L, its value at q = 0 granted: Er and Cr, profile of (D4)",
        (below("erbium", TENTH), below("chromium", TENTH)),
        "This interaction potential is evaluated with assumption r_* q << 1. This assumption is valid for the parameters used"
        " in our calculations",
    ),
    claim(
        "D3:slope",
        "relative error of the slope -2 pi d^2 of V_ii(q) at q = 0, profile of (D4) and Gaussian",
        (below("cosine", Rational(1, 10**6)), below("gaussian", Rational(1, 10**6))),
        "V_ii(q) = g_ii (1 - C_i |q|), C_i = 2 pi d_i^2 w_z/g_ii",
    ),
    Claim(
        "aminov2024:D4",
        "interaction between layers with the profiles of both",
        "V_ab^dd(rho, z - z') = d_a d_b (r^2 - 3 (L + z - z')^2)/r^5 (pi/2 w)^2 cos(pi z/w) cos(pi z'/w)",
        LAYERS,
        kind="definition",
    ),
    Claim(
        "aminov2024:text:profile-norm",
        "normalisation of the profiles",
        (Eq(sp.Integral(sp.Integral(_profiles, (z, -w_z / 2, w_z / 2)), (z_prime, -w_z / 2, w_z / 2)), 1, evaluate=False),),
        LAYERS,
        kind="statement",
        quote="The cosine functions model atomic density profiles, and (pi/2 w_z)^2 is normalization factor",
    ),
    Claim(
        "aminov2024:D5",
        "in-plane Fourier transform of (D4) over its profiles",
        Eq(s.V_ab, -2 * pi * dipole2 * q * exp(-q * height), evaluate=False),
        LAYERS,
        derivation=dipolar.between_layers,
        reference=Reference("ac_response.between_heights", ("q", "dipole2", "height"), digits=10, points=3),
    ),
    Claim(
        "aminov2024:D6",
        "interaction between layers",
        Eq(
            s.V_ab,
            -2 * pi * dipole2 * q * exp(-q * distance) * (cosh(q * w_z / 2) / (1 + q**2 * w_z**2 / pi**2)) ** 2,
            evaluate=False,
        ),
        LAYERS,
        derivation=dipolar.layered,
        reference=Reference("ac_response.between_layers", ("q", "dipole2", "w_z", "L"), digits=20, points=4),
    ),
)
