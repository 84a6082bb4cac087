"""Sec. II, Eqs. (12)-(26): coherently coupled condensates.  The Raman coupling Omega is ``Omega_R``, k0 contains hbar."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy import Eq, cos, sqrt

from ... import notation as s
from ... import raman_branches, raman_states, raman_sum_rules, spin_orbit
from ...fast_drag import response_n, response_s
from ...notation import Omega_c, Omega_R, c_d, f2_n, g, grad_f2_n, hbar, k0, lambda_, m, m_star, mean_x2, n, q, t
from ...raman_states import raman
from ...raman_sum_rules import ANY_PHASE, f_value
from ...records import Claim, Reading, Reference
from ...spin_orbit import PLANE_WAVE, SINGLE_MINIMUM, L_perp, L_x

velocity_ratio = sp.Symbol("velocity_ratio", real=True)  # V2/V1
acceleration = sp.Symbol("acceleration", real=True)  # d^2 delta_n/dt^2
inverse_mass = sp.Symbol("inverse_mass", real=True)  # m/m*

SOUND = replace(SINGLE_MINIMUM, given=(*SINGLE_MINIMUM.given, (c_d, sqrt(spin_orbit.sound().result))))
_MASS = m / m_star
_MIXING = 2 * g * n * Omega_c / Omega_R**2
_POLARISED = Reading(
    "the single-minimum phase, where <sigma_x> = 1 and N_1 = N_2; below Omega_c <sigma_x> = Omega/Omega_c", where=(raman > 1,)
)


GAS = ("m", "k0", "Omega_R", "n", "g")


def of_modes(function: str, *arguments: str, points: int | None = None, **fixed) -> Reference:
    """The definition by the normal modes of the condensate."""
    return Reference(f"raman_gas.{function}", (*GAS, *arguments), tuple(fixed.items()), points=points)


def _claim(equation: str, title: str, printed, derivation, domain=SINGLE_MINIMUM, quote: str = "", **more) -> Claim:
    return Claim(f"carlini2021:{equation}", title, printed, domain, derivation=derivation, quote=quote, **more)


def _of_either_phase(equation: str, title: str, printed: Eq, derivation, **more) -> Claim:
    """Printed without <sigma_x>, for all condensates."""
    return _claim(equation, title, printed, derivation, ANY_PHASE, readings=(_POLARISED,), **more)


def _branch(quantity: str, band: str, channel: str = "density") -> Claim:
    """A quantity of one branch at any q, of which Table Ia prints the leading power."""
    if quantity == "energy":
        slug, derivation = f"energy-{band}", lambda: raman_branches.energy(band)
        asked = of_modes("branch_energy", "q", branch=band)
    else:
        power = {"strength": 0, "m_1": 1}[quantity]
        slug = f"{quantity}-{channel}-{band}"
        make = {"strength": raman_branches.strength, "m_1": raman_branches.moment}[quantity]
        derivation = lambda: make(channel, band)
        asked = of_modes("moment", "q", "N", power=power, channel=channel, branch=band)
    title = f"{quantity} of the {band} branch at any q" + ("" if quantity == "energy" else f", {channel} channel")
    domain = raman_branches.BRANCHES
    return _claim(f"supplement:{slug}", title, None, derivation, domain, kind="supplied", reference=asked)


SPIN_ORBIT = (
    Claim(
        id="carlini2021:12",
        title="single-particle Hamiltonian with spin-orbit coupling",
        printed="((p_x - k0 sigma_z)^2 + p_perp^2)/2m - Omega sigma_x/2 + V_ext",
        domain=SINGLE_MINIMUM,
        kind="definition",
    ),
    _claim(
        "13",
        "energy-weighted moment of the density",
        Eq(s.m1_moment, hbar**2 / (2 * m) * grad_f2_n, evaluate=False),
        lambda: raman_sum_rules.moment("density"),
        ANY_PHASE,
    ),
    _of_either_phase(
        "14",
        "energy-weighted moment of the spin density",
        Eq(s.m1_moment, Omega_R * f2_n + hbar**2 / (2 * m) * grad_f2_n, evaluate=False),
        lambda: raman_sum_rules.moment("spin"),
    ),
    _of_either_phase(
        "15",
        "ultrafast flow of the component that is not perturbed",
        Eq(s.flow2, -lambda_ * t / 2 * Omega_R / hbar**2, evaluate=False),
        lambda: raman_sum_rules.ultrafast_flow(2),
        reference=of_modes("ultrafast_flow", "q", "lambda_", "t", watched="2"),
        kernels=("spin_orbit_ultrafast_flow_2",),
    ),
    _of_either_phase(
        "16",
        "ultrafast flow of the perturbed component",
        Eq(s.flow1, lambda_ * t / 2 * (q**2 / m + Omega_R / hbar**2), evaluate=False),
        lambda: raman_sum_rules.ultrafast_flow(1),
        reference=of_modes("ultrafast_flow", "q", "lambda_", "t", watched="1"),
        kernels=("spin_orbit_ultrafast_flow_1",),
    ),
    _claim(
        "17",
        "continuity of the density: flux along the beams",
        Eq(s.j_n, n * s.grad_Phi / m - k0 / m * s.delta_s, evaluate=False),
        spin_orbit.density_flux,
    ),
    _claim(
        "18",
        "Euler equation",
        Eq(s.phase_rate, g * s.delta_n, evaluate=False),
        spin_orbit.phase_rate,
    ),
    _claim(
        "19",
        "locking of the relative phase ties the spin to the flow",
        Eq(s.locking, -k0 / m * n * s.grad_Phi + Omega_R / 2 * s.delta_s, evaluate=False),
        spin_orbit.locked_spin,
    ),
    _claim(
        "text:spin-drive",
        "what a perturbation of the spin adds to the locking condition",
        Eq(s.locking, -lambda_ * f_value, evaluate=False),
        spin_orbit.spin_drive,
        quote="in the case of the spin perturbation -lambda F_sigma Theta(t) the term -lambda f(r) Theta(t) should be added"
        " to the third hydrodynamic equation (19)",
    ),
    _claim(
        "text:critical-coupling",
        "Raman coupling above which the condensate is at rest",
        Eq(Omega_c, 2 * k0**2 / m, evaluate=False),
        raman_states.critical_coupling,
        quote="values of the Raman coupling satisfying the condition Omega >= Omega_c = 2 k0^2/m and characterized, at"
        " equilibrium, by the vanishing of the phase Phi of the order parameter and of the spin density s_z",
    ),
    _claim(
        "20",
        "wave equation with an effective mass along the beams",
        Eq(acceleration, g / m * (L_perp + _MASS * L_x), evaluate=False),
        spin_orbit.wave_equation,
        replace(spin_orbit.wave_equation().domain, D=None),
    ),
    _claim(
        "text:effective-mass",
        "effective mass of the single-minimum phase",
        Eq(inverse_mass, 1 - Omega_c / Omega_R, evaluate=False),
        lambda: spin_orbit.effective_mass("single minimum"),
        reference=of_modes("inverse_mass"),
        quote="we have introduced the effective mass m/m* = 1 - Omega_c/Omega",
        kernels=("inverse_effective_mass",),
    ),
    _claim(
        "text:effective-mass-plane-wave",
        "effective mass of the plane-wave phase",
        Eq(inverse_mass, 1 - (Omega_R / Omega_c) ** 2, evaluate=False),
        lambda: spin_orbit.effective_mass("plane wave"),
        PLANE_WAVE,
        reference=of_modes("inverse_mass"),
        quote="Eq. (20) holds also in the plane-wave phase, taking place for Omega < Omega_c. In this case, the effective mass"
        " is given by m/m* = 1 - (Omega/Omega_c)^2",
        kernels=("inverse_effective_mass",),
    ),
    _claim(
        "text:sound",
        "velocity of sound along the beams",
        Eq(c_d**2, g * n / m_star, evaluate=False),
        spin_orbit.sound,
        reference=of_modes("squared_sound"),
        quote="the phonon dispersion law omega = c q with c^2 = g n/m*",
        kernels=("spin_orbit_sound",),
    ),
    _claim(
        "21",
        "response of the density to a step in time",
        Eq(response_n, lambda_ / (2 * g * n) * (1 - cos(c_d * q * t)), evaluate=False),
        spin_orbit.density_response,
        SOUND,
        reference=of_modes("slow_response", "q", "lambda_", "t", channel="density"),
        kernels=("spin_orbit_density_response",),
    ),
    _claim(
        "22",
        "response of the spin density to a step in time",
        Eq(response_s, lambda_ / Omega_R * m_star / m * (1 - Omega_c / Omega_R * cos(c_d * q * t)), evaluate=False),
        spin_orbit.spin_response,
        SOUND,
        reference=of_modes("slow_response", "q", "lambda_", "t", channel="spin"),
        kernels=("spin_orbit_spin_response", "spin_susceptibility"),
    ),
    _claim(
        "23",
        "fast flow of the component that is not perturbed",
        Eq(s.flow2, lambda_ * t / 4 * q**2 / m * (_MASS - _MIXING), evaluate=False),
        lambda: spin_orbit.fast_flow(2),
        reference=of_modes("fast_flow", "q", "lambda_", "t", watched="2"),
        kernels=("spin_orbit_fast_flow_2",),
    ),
    _claim(
        "24",
        "fast flow of the perturbed component",
        Eq(s.flow1, lambda_ * t / 4 * q**2 / m * (_MASS + _MIXING), evaluate=False),
        lambda: spin_orbit.fast_flow(1),
        reference=of_modes("fast_flow", "q", "lambda_", "t", watched="1"),
        kernels=("spin_orbit_fast_flow_1",),
    ),
    _of_either_phase(
        "25",
        "ultrafast velocity of the dragged cloud over that of the kicked one",
        Eq(velocity_ratio, -Omega_R * mean_x2 / (Omega_R * mean_x2 + hbar**2 / m), evaluate=False),
        raman_sum_rules.ultrafast_ratio,
        kernels=("spin_orbit_ultrafast_ratio", "plane_wave_ultrafast_ratio_majority", "plane_wave_ultrafast_ratio_minority"),
    ),
    _claim(
        "26",
        "fast velocity of the dragged cloud over that of the kicked one, uniform gas",
        Eq(velocity_ratio, (_MASS - _MIXING) / (_MASS + _MIXING), evaluate=False),
        spin_orbit.fast_ratio,
        reference=of_modes("fast_ratio"),
        kernels=("spin_orbit_fast_ratio", "plane_wave_fast_ratio_majority", "plane_wave_fast_ratio_minority"),
    ),
    _claim(
        "supplement:polarisation",
        "<sigma_x> of the condensate in either phase",
        None,
        raman_states.polarisation,
        ANY_PHASE,
        kind="supplied",
        reference=of_modes("polarisation"),
    ),
    *[_branch("energy", band) for band in ("low", "high")],
    *[
        _branch(quantity, band, channel)
        for quantity in ("strength", "m_1")
        for channel in ("density", "spin")
        for band in ("low", "high")
    ],
)
