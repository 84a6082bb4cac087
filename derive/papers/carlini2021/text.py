"""What the sections say between the equations: limits, signs, and which states count.

Relations are printed in the symbols of the chapter that answers them: ``flow1``, ``flow2`` for d<F(i)>/dt, ``low`` and
``whole`` for the part of m_1 of the low-energy states and all of it, ``ratio`` for V2/V1.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy import Eq, Gt, Lt, Rational, pi

from ... import landau_parameters, long_waves, plane_wave_sound, raman_branches, raman_sum_rules, spin_orbit
from ... import notation as s
from ...fermi_liquid import F1, G1
from ...notation import Omega_R, chi_density, chi_spin, g, grad_f2_n, hbar, k_F, m, m_star, n
from ...raman_states import CRITICAL
from ...records import Claim
from .spin_orbit import acceleration, of_modes

flow1, flow2 = s.flow1, s.flow2
low, whole, ratio, fast_ratio, ultrafast_ratio = sp.symbols("low whole ratio fast_ratio ultrafast_ratio", real=True)
low_spin, low_density, high_static, gap, velocity = sp.symbols("low_spin low_density high_static gap velocity", real=True)
ultrafast, fast = sp.symbols("ultrafast fast", real=True)  # d^2<F(2)>/dt^2 at once, and on average after the ramp
commutator = sp.Symbol("commutator", real=True)  # <[F(2), [H, F(1)]]>
_STATIC = raman_branches.BRANCHES
_PLANE = replace(plane_wave_sound.WAVES, given=(*plane_wave_sound.WAVES.given, (m_star, m / (1 - (Omega_R / CRITICAL) ** 2))))
_NUMBERS = replace(spin_orbit.SINGLE_MINIMUM, D=None)


def _equation(slug: str, title: str, printed, derivation, domain, quote: str, reference=None) -> Claim:
    return Claim(f"carlini2021:text:{slug}", title, printed, domain, derivation=derivation, quote=quote, reference=reference)


def statement_of(slug: str, title: str, printed: tuple, quote: str) -> Claim:
    return Claim(f"carlini2021:text:{slug}", title, printed, _NUMBERS, kind="statement", quote=quote)


TEXT = (
    # --- I ---------------------------------------------------------------------------------------------------------------
    statement_of(
        "no-ultrafast-drag",
        "without coherent coupling the crossed double commutator vanishes",
        (Eq(commutator, 0, evaluate=False),),
        "For momentum-independent interactions and in the absence of coherent coupling between the two components, the "
        "crossed double commutator [F(2), [H, F(1)]] identically vanishes",
    ),
    statement_of(
        "static-part",
        "the high-energy part of the fast response causes no flow",
        (Eq(flow2, 0, evaluate=False),),
        "result (9) is a static effect which does not produce any dynamic flow d<F(2)>/dt",
    ),
    statement_of(
        "ramp",
        "a slow ramp leaves the static response alone, a short one is a step",
        ("tau >> 1/omega: static", "tau << 1/omega: step"),
        "Result (9) can be equivalently obtained by assuming that the perturbation (1) is not switched on instantaneously at"
        " t = 0, but within a transient ramping time tau",
    ),
    # --- II --------------------------------------------------------------------------------------------------------------
    statement_of(
        "opposite-directions",
        "ultrafast flows of the two components",
        (Gt(flow1, 0, evaluate=False), Lt(flow2, 0, evaluate=False)),
        "interestingly, the two components will be put in motion in opposite direction",
    ),
    statement_of(
        "sound-leaves-part-of-the-sum-rule",
        "the phonon does not exhaust the f-sum rule of the density",
        (Lt(low, whole, evaluate=False),),
        "even in the density channel the f-sum rule is not exhausted by the gapless phonon excitation",
    ),
    statement_of(
        "rabi-density-waves",
        "without momentum transfer sound has no spin",
        (Eq(low_spin, 0, evaluate=False),),
        "It identically vanishes in the case of radio frequency or microwave coupling where the phonon modes are pure "
        "density waves",
    ),
    _equation(
        "wave-equation-plane-wave",
        "wave equation (20) in the plane-wave phase",
        Eq(acceleration, g / m * (spin_orbit.L_perp + m / m_star * spin_orbit.L_x), evaluate=False),
        plane_wave_sound.wave_equation,
        replace(_PLANE, D=None),
        "One can show that Eq. (20) holds also in the plane-wave phase, taking place for Omega < Omega_c",
    ),
    statement_of(
        "sound-stops-at-the-transition",
        "velocity of sound along the beams at the transition, from either side",
        (Eq(velocity, 0, evaluate=False),),
        "revealing a strong reduction of the sound velocity in the vicinity of the second-order phase transition between the"
        " plane wave and the single minimum phase, where the effective mass has a divergent behavior",
    ),
    _equation(
        "compressibility",
        "static response of the density",
        Eq(chi_density, 1 / (g * n), evaluate=False),
        lambda: long_waves.static_response("density"),
        _STATIC,
        "one recovers the static response of the system, given by the compressibility 1/gn in the density case",
        of_modes("susceptibility", channel="density"),
    ),
    _equation(
        "magnetic-susceptibility",
        "static response of the spin",
        Eq(chi_spin, m_star / m * 2 / Omega_R, evaluate=False),
        lambda: long_waves.static_response("spin"),
        _STATIC,
        "and by the magnetic susceptibility (m*/m)(2/Omega) in the spin case",
        of_modes("susceptibility", channel="spin"),
    ),
    statement_of(
        "time-average",
        "(21) and (22) averaged over time are the static responses",
        ("mean of (21)", "mean of (22)"),
        "By taking the time average of cos(cqt) = 0, one recovers the static response of the system",
    ),
    statement_of(
        "rabi-ratio",
        "velocity ratio of Rabi coupled gases, fast and ultrafast",
        (Eq(fast_ratio, 1, evaluate=False), Lt(ultrafast_ratio, 0, evaluate=False)),
        "In the case of Rabi coupling, where Omega_c = 0 and m* = m, Eq. (26) reduces to the value (V_2/V_1)^fast = 1 having"
        " opposite sign compared to the result holding in the ultrafast regime (25)",
    ),
    statement_of(
        "spin-dominates",
        "near the transition the spin channel has more of m_1 at low energies than the density channel",
        (Gt(low_spin, low_density, evaluate=False), Lt(flow2, 0, evaluate=False)),
        "the low-frequency contribution to the energy-weighted sum rule in the spin channel becomes dominant as compared to the"
        " corresponding contribution in the density channel",
    ),
    # --- III -------------------------------------------------------------------------------------------------------------
    _equation(
        "whole-spin-sum-rule",
        "all of m_1 of the spin for momentum-independent interactions",
        Eq(s.m1_moment, hbar**2 / (2 * m) * grad_f2_n, evaluate=False),
        lambda: raman_sum_rules.moment_without_coupling("spin"),
        raman_sum_rules.ANY_PHASE,
        "the spin sum rule m_1(F_sigma) would actually coincide with the sum rule result (31) holding in general in the density"
        " channel, beyond the hydrodynamic description",
    ),
    statement_of(
        "order-of-the-chemical-potential",
        "energy of the high-energy states of the spin channel",
        ("of the order of the chemical potential",),
        "the energy of these states is expected to be of the order of the chemical potential, but a quantitative estimate,"
        " based on a microscopic calculation, is not available",
    ),
    statement_of(
        "single-particle-gap",
        "the gap of the spin-orbit coupled gas does not know the interactions",
        (Eq(gap, Omega_R, evaluate=False),),
        "the physical origin of the high-energy gapped states is due to the Raman coupling Omega caused by the external laser"
        " fields and has consequently a single-particle nature",
    ),
    statement_of(
        "density-exhausted",
        "hydrodynamic sound exhausts the f-sum rule of the density in superfluid mixtures",
        (Eq(low, whole, evaluate=False),),
        "the f-sum rule being exactly exhausted in the density channel by the low-frequency hydrodynamic mode, as a consequence"
        " of Galilean invariance",
    ),
    statement_of(
        "gapless-branches",
        "one gapless branch with coherent coupling, two without",
        ("one", "two"),
        "the locking of the relative phase of the two condensates causes the existence of a single gapless excitation branch"
        " ... In the AB effect ... the system exhibits two gapless excitation branches",
    ),
    statement_of(
        "static-susceptibility",
        "high-energy states and the static magnetic susceptibility: none in superfluid mixtures, some with coherent coupling",
        (Eq(high_static, 0, evaluate=False), Gt(high_static, 0, evaluate=False)),
        "the high-energy states in the AB effect do not contribute to the static magnetic susceptibility, differently from what"
        " happens in the SOC case",
    ),
    statement_of(
        "gas-parameter",
        "the drag vanishes with a12; per atom it is a function of a12/a times the root of n a^3",
        (Eq(s.n_drag, 0, evaluate=False),),
        "which explicitly reveals that the spin drag effect is caused by the interspecies scattering length a_12 and is fixed"
        " by the value of the gas parameter n a^3",
    ),
    statement_of(
        "tiny-in-three-dimensions",
        "drag of three-dimensional gases with n a^3 < 1e-4 and a12 < a",
        (Lt(s.n_drag / n, Rational(1, 100), evaluate=False),),
        "The effect is very tiny in the available 3D quantum mixtures",
    ),
    # --- IV --------------------------------------------------------------------------------------------------------------
    _equation(
        "fermi-momentum",
        "Fermi wave vector of a gas of two spins",
        Eq(k_F, (3 * pi**2 * n) ** Rational(1, 3), evaluate=False),
        landau_parameters.fermi_momentum,
        landau_parameters.fermi_momentum().domain,
        "k_F is the Fermi wave vector (for a 3D system k_F = (3 pi^2 n)^(1/3))",
    ),
    statement_of(
        "quadratic-parameters",
        "F_1 and G_1 are of second order in k_F a",
        ("F_1", "G_1"),
        "Both parameters depend on k_F a quadratically, revealing explicitly that the spin drag effect has a typical beyond"
        " mean field nature",
    ),
    statement_of(
        "two-parameters",
        "the drag depends on F_1 and G_1 alone and vanishes only where they are equal",
        (Eq(F1, G1, evaluate=False),),
        "which depends explicitly on the two interaction parameters F_1 and G_1 and vanishes only if F_1 = G_1",
    ),
    statement_of(
        "critical-temperature",
        "T_c/T_F of the BCS transition at k_F a = -0.5",
        (Lt(ratio, Rational(1, 20), evaluate=False),),
        "At the same time the critical temperature T_c for the transition to the BCS superfluid phase is still very small"
        " compared to the Fermi temperature",
    ),
    # --- V ---------------------------------------------------------------------------------------------------------------
    statement_of(
        "bare-majority",
        "few impurities leave the mass of the majority component as it is",
        (Eq(s.m1_star, s.m1, evaluate=False),),
        "we have set m_1* = m_1 which follows from Eq. (51) in the limit n_2 << n_1 corresponding to the case of few"
        " impurities",
    ),
    Claim(
        id="carlini2021:fig2",
        title="flow of the component that is not pushed: slopes at the very first and in the fast regime",
        printed=(Lt(ultrafast, 0, evaluate=False), Gt(fast, 0, evaluate=False)),
        domain=_NUMBERS,
        kind="statement",
        quote="the oscillations of the signal d<F(2)>/dt, if not already damped out, take place around an average value"
        " increasing linearly in time ... In the case of the figure, the slope is negative, corresponding to the coherently"
        " coupled configuration discussed in Sec. II",
    ),
)
