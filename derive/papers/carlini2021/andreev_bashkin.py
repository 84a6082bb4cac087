"""Sec. III, Eqs. (27)-(39): two superfluids that entrain each other."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy import Eq, Gt, Lt, Rational, cos, sqrt

from ... import andreev_bashkin, excitations, fast_drag, moving_condensates, two_fluids, vacuum_energy, weak_drag
from ... import notation as s
from ...fast_drag import BALANCED, average_drag, response_n, response_s
from ...notation import a, a12, c_d, c_s, chi_s, g12, grad_f2_drag, grad_f2_n, hbar, kappa_d, lambda_, m, n, n_drag, q, t
from ...records import Claim, Reading, Reference

velocity_ratio = sp.Symbol("velocity_ratio", real=True)  # V2/V1
g2 = sp.Symbol("g_2", real=True)  # as printed for g12 below Eq. (30)

_SOUNDS = {c_d: "density", c_s: "spin"}
WAVES = replace(BALANCED, given=BALANCED.given + tuple((c, sqrt(fast_drag.sound(k).result)) for c, k in _SOUNDS.items()))
DIPOLE = replace(BALANCED, ranges=(*BALANCED.ranges, (average_drag, 0.001, 0.2)))
MIXTURE_ARGUMENTS = ("m1", "m2", "g11", "g22", "g12", "n1", "n2")


def _branches(D: int):
    """Domain of equal masses in which c_plus and c_minus stand for the velocities of the branches."""
    domain = andreev_bashkin.equal_mass_mixture(D)
    velocities = zip((s.c_plus, s.c_minus), vacuum_energy.sound_squared_equal_masses(), strict=True)
    return replace(domain, given=(*domain.given, *((symbol, sqrt(square)) for symbol, square in velocities)))


def _supplied(
    slug: str, title: str, domain, derivation, reference: str, D: int, *fixed, kernel: str = "", ball: str = "mass_drag_ball"
) -> Claim:
    return Claim(
        id=f"carlini2021:{slug}-{D}d",
        title=f"{title}, D = {D}",
        printed=None,
        domain=domain,
        kind="supplied",
        derivation=derivation,
        reference=Reference(f"andreev_bashkin.{reference}", MIXTURE_ARGUMENTS, (("D", D), *fixed)),
        enclosure=Reference(f"drag_enclosures.{ball}", MIXTURE_ARGUMENTS, (("D", D),)),
        kernels=(f"{kernel}_{D}d",) if kernel else (),
    )


def _weak(slug: str, title: str, domain, derivation, D: int, over=1) -> Claim:
    """The limit g12 -> 0, which no quadrature reaches: it stands on its ball."""
    arguments = tuple(name for name in MIXTURE_ARGUMENTS if name != "g12")
    return Claim(
        id=f"carlini2021:{slug}-{D}d",
        title=f"{title}, D = {D}",
        printed=None,
        domain=domain,
        kind="supplied",
        derivation=derivation,
        enclosure=Reference("drag_enclosures.weak_coupling_ball", arguments, (("D", D),), over),
    )


def _uncoupled(D: int):
    """Any mixture; the symbols of the closed form are tied to it."""
    domain = moving_condensates.mixture(D)
    reduced = (s.m_r, s.m1 * s.m2 / (s.m1 + s.m2))
    return replace(domain, given=(*domain.given, reduced, *weak_drag.velocities_of_modes().items()))


ANDREEV_BASHKIN = (
    Claim(
        id="carlini2021:27",
        title="continuity of the total density: flux n grad(Phi)/m",
        printed=Eq(s.j_n, n * s.grad_Phi / m, evaluate=False),
        domain=BALANCED,
        derivation=two_fluids.density_flux,
    ),
    Claim(
        id="carlini2021:28",
        title="continuity of the spin density: the drag reduces its flux",
        printed=Eq(s.j_s, n * s.grad_Phi_s / m - 4 / m * n_drag * s.grad_Phi_s, evaluate=False),
        domain=BALANCED,
        derivation=two_fluids.spin_flux,
    ),
    Claim(
        id="carlini2021:29",
        title="Euler equation of the total density, which defines kappa_d",
        printed=Eq(s.phase_rate, s.delta_n / (2 * kappa_d), evaluate=False),
        domain=BALANCED,
        kind="definition",
    ),
    Claim(
        id="carlini2021:30",
        title="Euler equation of the spin density, which defines chi_s",
        printed=Eq(s.phase_rate, s.delta_s / (2 * chi_s), evaluate=False),
        domain=BALANCED,
        kind="definition",
    ),
    Claim(
        id="carlini2021:text:susceptibilities",
        title="mean-field compressibility and magnetic susceptibility",
        printed=Eq(sp.Tuple(kappa_d, chi_s), sp.Tuple(1 / (s.g + g2), 1 / (s.g - g12)), evaluate=False),
        domain=fast_drag.COUPLED,
        derivation=fast_drag.susceptibilities,
        readings=(Reading("the scan reads g_2 where g_12 stands in the next fraction", ((g2, g12),)),),
        quote="In the mean field approach applied to a weakly interacting Bose-Bose mixture, one can simply write"
        " kappa_d = 1/(g + g_2) and chi_s = 1/(g - g_12)",
    ),
    Claim(
        id="carlini2021:31",
        title="energy-weighted moment of the density, low-energy excitations",
        printed=Eq(s.m1_moment, hbar**2 / (2 * m) * grad_f2_n, evaluate=False),
        domain=fast_drag.PUSHED,
        derivation=lambda: fast_drag.channel_moment("density"),
    ),
    Claim(
        id="carlini2021:32",
        title="energy-weighted moment of the spin density, low-energy excitations",
        printed=Eq(s.m1_moment, hbar**2 / (2 * m) * grad_f2_n - 2 * hbar**2 / m * grad_f2_drag, evaluate=False),
        domain=fast_drag.PUSHED,
        derivation=lambda: fast_drag.channel_moment("spin"),
    ),
    Claim(
        id="carlini2021:text:drag-below-a-quarter",
        title="the spin moment is positive only below n/4",
        printed=(Lt(n_drag, n / 4, evaluate=False),),
        domain=BALANCED,
        kind="statement",
        quote="result (32) imposes the condition n_drag < n/4 which should be satisfied in order to ensure the positiveness",
    ),
    Claim(
        id="carlini2021:text:drag-positive",
        title="the drag density is positive",
        printed=(Gt(n_drag, 0, evaluate=False),),
        domain=BALANCED,
        kind="statement",
        quote="since m_1^HD cannot exceed the total f-sum rule, one should have n_drag > 0",
    ),
    Claim(
        id="carlini2021:33",
        title="response of the density to a step in time",
        printed=Eq(response_n, lambda_ * kappa_d / n * (1 - cos(c_d * q * t)), evaluate=False),
        domain=WAVES,
        derivation=lambda: fast_drag.response("density"),
        kernels=("mixture_density_response",),
    ),
    Claim(
        id="carlini2021:34",
        title="response of the spin density to a step in time",
        printed=Eq(response_s, lambda_ * chi_s / n * (1 - cos(c_s * q * t)), evaluate=False),
        domain=WAVES,
        derivation=lambda: fast_drag.response("spin"),
        kernels=("mixture_spin_response",),
    ),
    Claim(
        id="carlini2021:35-density",
        title="velocity of density sound",
        printed=Eq(c_d**2, n / (2 * m * kappa_d), evaluate=False),
        domain=BALANCED,
        derivation=lambda: fast_drag.sound("density"),
        kernels=("mixture_density_sound",),
    ),
    Claim(
        id="carlini2021:35-spin",
        title="velocity of spin sound",
        printed=Eq(c_s**2, n / (2 * m) * (1 - 4 * n_drag / n) / chi_s, evaluate=False),
        domain=BALANCED,
        derivation=lambda: fast_drag.sound("spin"),
        kernels=("mixture_spin_sound",),
    ),
    Claim(
        id="carlini2021:36",
        title="fast flow of the component that is not perturbed",
        printed=Eq(s.flow2, lambda_ * t * q**2 / m * n_drag / n, evaluate=False),
        domain=BALANCED,
        derivation=lambda: fast_drag.fast_flow(2),
        kernels=("mixture_fast_flow_2",),
    ),
    Claim(
        id="carlini2021:37",
        title="fast flow of the perturbed component",
        printed=Eq(s.flow1, lambda_ * t * q**2 / m * (Rational(1, 2) - n_drag / n), evaluate=False),
        domain=BALANCED,
        derivation=lambda: fast_drag.fast_flow(1),
        kernels=("mixture_fast_flow_1",),
    ),
    Claim(
        id="carlini2021:38",
        title="drag density of a dilute mixture in D = 3, a12 < a/100",
        printed=Eq(n_drag, n / (2 * sqrt(2)) * a12**2 / a**2 * sqrt(n * a**3), evaluate=False),
        domain=andreev_bashkin.dilute_mixture(Rational(1, 100)),
        derivation=andreev_bashkin.dilute_gases,
        reference=Reference("andreev_bashkin.verified_drag_density", MIXTURE_ARGUMENTS, (("D", 3),)),
        enclosure=Reference("drag_enclosures.dilute_drag_ball", ("m", "a", "a12", "n")),
        quote="In the case of gases interacting with equal intraspecies scattering lengths a_11 = a_22 = a the authors of"
        " Ref. [13] found the result",
        kernels=("drag_density_dilute",),
    ),
    Claim(
        id="carlini2021:39",
        title="velocity of the dragged cloud over that of the kicked one",
        printed=Eq(velocity_ratio, average_drag / (Rational(1, 2) - average_drag), evaluate=False),
        domain=DIPOLE,
        derivation=fast_drag.dipole_ratio,
        kernels=("balanced_velocity_ratio",),
    ),
    *[
        _supplied(
            "supplement:balanced",
            "n_drag of a balanced mixture at any g12/g",
            andreev_bashkin.symmetric_mixture(D),
            lambda D=D: andreev_bashkin.symmetric_gases(D),
            "verified_drag_density",
            D,
            kernel="drag_density_balanced",
            ball="drag_ball",
        )
        for D in (1, 2, 3)
    ],
    *[
        _supplied(
            "supplement:equal-masses",
            "rho_drag of equal masses, any couplings and densities",
            _branches(D),
            lambda D=D: andreev_bashkin.equal_masses(D),
            "mass_drag_density",
            D,
            kernel="mass_drag_density_equal_masses",
        )
        for D in (1, 2, 3)
    ],
    *[
        _supplied(
            "supplement:integral",
            "rho_drag of any mixture as one integral",
            moving_condensates.mixture(D),
            lambda D=D: moving_condensates.drag_integral(D),
            "mass_drag_density",
            D,
            ("route", "response"),
            kernel="mass_drag_density",
        )
        for D in (1, 2, 3)
    ],
    *[
        _weak(
            "supplement:weak-coupling-balanced",
            "n_drag/g12^2 of a balanced mixture for g12 -> 0",
            andreev_bashkin.symmetric_mixture(D),
            lambda D=D: andreev_bashkin.weak_coupling(D),
            D,
            s.m,
        )
        for D in (1, 2, 3)
    ],
    *[
        _weak(
            "supplement:weak-coupling",
            "rho_drag/g12^2 of any mixture for g12 -> 0",
            _uncoupled(D),
            lambda D=D: weak_drag.weak_coupling_any_masses(D),
            D,
        )
        for D in (1, 3)
    ],
    *[
        _supplied(
            "supplement:pair-energy",
            "mean energy of the high-energy states of the spin channel",
            moving_condensates.mixture(D),
            lambda D=D: excitations.mean_pair_energy(D),
            "two_phonon_energy",
            D,
            ball="pair_energy_ball",
        )
        for D in (1, 2, 3)
    ],
)
