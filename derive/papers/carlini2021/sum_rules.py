"""Sec. I, Eqs. (1)-(11): a perturbation of one component that is switched on, and what sums over states say about it.

(2) is transcribed for one of the states over which it sums: <0|F(2)|n><n|F(1)|0> = real_part + i imaginary_part.
In (5) ``N2`` is the number of atoms of the component whose response is meant, N_1.
"""

from __future__ import annotations

import sympy as sp
from sympy import Eq, I, Rational, exp

from ... import fast_drag, sum_rules
from ...fast_drag import response_n, response_s
from ...notation import commutator_11, commutator_12, hbar, inverse_moment, lambda_, m1_12, t
from ...notation import omega_n0 as omega
from ...records import Claim
from ...sum_rules import N2, STATES, imaginary_part, real_part

response_1, response_2 = sp.symbols("response_1 response_2", real=True)  # <F(1)>, <F(2)> per atom of the component
_product = real_part + I * imaginary_part
_steps = (
    (1 - exp(-I * omega * t)) / (hbar * omega) * _product
    + (1 - exp(I * omega * t)) / (hbar * omega) * (real_part - I * imaginary_part)
)


def _definition(equation: str, title: str, words: str) -> Claim:
    return Claim(f"carlini2021:{equation}", title, words, STATES, kind="definition")


def _claim(equation: str, title: str, printed: Eq, derivation, domain=STATES) -> Claim:
    return Claim(f"carlini2021:{equation}", title, printed, domain, derivation=derivation)


SUM_RULES = (
    _definition("1", "perturbation that is switched on", "H_pert = -lambda F(1) Theta(t), F(1) = sum_k f(r_k)"),
    _claim(
        "2",
        "linear response at zero temperature, one state",
        Eq(response_2, lambda_ / N2 * _steps, evaluate=False),
        sum_rules.response_of_state,
    ),
    _claim(
        "3-moment",
        "ultrafast response by the energy-weighted moment",
        Eq(response_2, lambda_ * t**2 / N2 * m1_12 / hbar**2, evaluate=False),
        sum_rules.ultrafast_response,
    ),
    _claim(
        "3-commutator",
        "ultrafast response by a double commutator",
        Eq(response_2, lambda_ * t**2 / (2 * N2) * commutator_12 / hbar**2, evaluate=False),
        sum_rules.ultrafast_commutator,
    ),
    _definition(
        "4",
        "crossed dynamic structure factor",
        "S_12(omega) = (1/2) sum_n delta(omega - omega_n0) (<0|F(1)|n><n|F(2)|0> + <0|F(2)|n><n|F(1)|0>)",
    ),
    _claim(
        "5",
        "ultrafast response of the perturbed component",
        Eq(response_1, lambda_ * t**2 / (2 * N2) * commutator_11 / hbar**2, evaluate=False),
        sum_rules.ultrafast_own_commutator,
    ),
    _definition("6", "fast response: low- and high-energy states", "delta<F(2)>_fast = delta<F(2)>_low + delta<F(2)>_high"),
    _claim(
        "7",
        "low-energy part of the fast response, m_1(1,2) of the low-energy states",
        Eq(response_2, lambda_ * t**2 / N2 * m1_12 / hbar**2, evaluate=False),
        sum_rules.ultrafast_response,
    ),
    _definition("8", "energy-weighted moment", "m_1(1,2) = int d omega omega S_12(omega)"),
    _claim(
        "9",
        "high-energy part of the fast response, averaged over times",
        Eq(response_2, 2 * lambda_ / N2 * inverse_moment, evaluate=False),
        sum_rules.static_response,
    ),
    _claim(
        "10",
        "responses of the components by those of density and spin",
        Eq(
            sp.Tuple(response_1, response_2),
            sp.Tuple(Rational(1, 2) * (response_n + response_s), Rational(1, 2) * (response_n - response_s)),
            evaluate=False,
        ),
        fast_drag.channels,
        fast_drag.RESPONSES,
    ),
    _definition(
        "11", "energy-weighted moments of density and spin", "m_1(F) = int d omega S(omega) omega = sum |<0|F|n>|^2 omega_n0"
    ),
)
