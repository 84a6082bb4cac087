"""Sentences of carlini2021 that stand beside its equations: more limits, signs, and the words of a caption.

Relations are printed in the symbols of ``text``; ``fast`` and ``ultrafast`` are flows of component 2 here.
"""

from __future__ import annotations

import sympy as sp
from sympy import Eq, Gt, Lt

from ... import notation as s
from ... import perturbations
from ...raman_sum_rules import f_value
from ...records import Claim, Reading
from ...spin_orbit import SINGLE_MINIMUM
from .text import fast, low, statement_of, ultrafast, whole

slope_jump, bend_jump, drag_1d, drag_3d, coupling = sp.symbols("slope_jump bend_jump drag_1d drag_3d coupling", real=True)


def _sentence(slug: str, title: str, printed: Eq, derivation, domain, quote: str, *readings: Reading) -> Claim:
    return Claim(f"carlini2021:text:{slug}", title, printed, domain, derivation=derivation, readings=readings, quote=quote)


FURTHER_TEXT = (
    statement_of(
        "any-pair",
        "Eq. (2) for Hermitian operators that do not commute",
        ("any pair of Hermitian operators",),
        "Let us notice that Eq. (2) is valid in general for any pair of Hermitian operators",
    ),
    statement_of(
        "continuum",
        "a continuum of states forgets its oscillations",
        ("times longer than the inverse of the width",),
        "If the high-energy states form a continuum, result (9) can be also the consequence of a damping effect occurring for"
        " times longer than the inverse of the corresponding width",
    ),
    _sentence(
        "caption-of-fig2",
        "how long an oscillation of the high-energy states takes",
        Eq(s.omega, 2 * sp.pi / s.omega_n0, evaluate=False),
        perturbations.period,
        perturbations.WAVE,
        "The oscillations with frequency 2 pi/omega_high are damped due to the presence of a finite ramping time",
        Reading("2 pi/omega_high is the period; the frequency is omega_high, as the text says", ((s.omega, s.t),)),
    ),
    statement_of(
        "second-order-transition",
        "energy per atom at Omega_c: its slope by Omega is continuous, its curvature is not",
        (Eq(slope_jump, 0, evaluate=False), Gt(bend_jump, 0, evaluate=False)),
        "in the vicinity of the second-order phase transition between the plane wave and the single minimum phase",
    ),
    _sentence(
        "density-drive",
        "what a perturbation of the density adds to the Euler equation, before its gradient is taken",
        Eq(s.phase_rate, -s.lambda_ * f_value, evaluate=False),
        perturbations.density_drive,
        SINGLE_MINIMUM,
        "By applying a perturbation of the form -lambda F_n Theta(t) (density perturbation), the hydrodynamic equation (18)"
        " contains the additional term -lambda grad f(r) Theta(t)",
    ),
    statement_of(
        "rabi-exhausted",
        "without momentum transfer sound exhausts the f-sum rule of the density",
        (Eq(low, whole, evaluate=False),),
        "the behavior of the drag effect in the fast regime reflects the fact that the f-sum rule in the density channel is"
        " exhausted by the phonon mode (see Table Ib)",
    ),
    statement_of(
        "rabi-signs",
        "without momentum transfer the dragged component goes with the other one in the fast regime, against it before",
        (Gt(fast, 0, evaluate=False), Lt(ultrafast, 0, evaluate=False)),
        "and has opposite sign compared to result (15) holding in the ultrafast regime",
    ),
    statement_of(
        "mean-field-without-drag",
        "the Gross-Pitaevskii energy has no drag",
        (Eq(s.n_drag, 0, evaluate=False),),
        "In the same mean field scheme, one has n_drag = 0",
    ),
    statement_of(
        "decoupled",
        "density and spin of a balanced mixture do not mix",
        (Eq(coupling, 0, evaluate=False),),
        "In the AB effect, the density and spin degrees of freedom are instead fully decoupled",
    ),
    statement_of(
        "larger-in-one-dimension",
        "n_drag/n at g12 = g/2: a line of m g/(hbar^2 n) = 0.1, a gas of n a^3 = 1e-4",
        (Gt(drag_1d, drag_3d, evaluate=False),),
        "Larger effects are predicted to occur in one-dimensional configurations",
    ),
    _sentence(
        "kick",
        "velocity that the perturbation lambda f gives, f = q x",
        Eq(s.v1, s.lambda_ * s.t * s.q / s.m1, evaluate=False),
        perturbations.kicked_velocity,
        perturbations.KICKED,
        "A fast kick caused by the perturbation lambda f(r) applied only to the majority component produces a nonvanishing"
        " value of its velocity field, given by v_1 = lambda t grad f/m_1",
        Reading("the perturbation is -lambda f, as in Eq. (1)", ((s.lambda_, -s.lambda_),)),
    ),
)
