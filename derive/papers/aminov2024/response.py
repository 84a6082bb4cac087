"""Sec. II B and Appendix B, Eqs. (8)-(11), (13)-(15), (B1)-(B6): the current response in one loop.

Sums over momenta are transcribed for one momentum (the volume A is 1), sums over Matsubara frequencies for one frequency,
(8) for one pair of poles: u_i1_1 is u_{i alpha_1}^{s_1}, u_i1_2 is u_{i alpha_1}^{-s_1}.  Where d stands for a dimension it
is a number; (B6) is for d = 3.
"""

from __future__ import annotations

import sympy as sp
from sympy import Eq, I, conjugate, exp, pi, sqrt

from ... import current_response, loop_function, resonance_sums
from ... import notation as s
from ...current_response import BRANCHES, CURRENTS, DAMPED, GAS, PAIR, d, s_1, s_2
from ...loop_function import LOOP
from ...notation import E_1, E_2, G1, G2, E_d, E_s, S_loop, T, gamma, hbar, loops, m_i, m_j, omega, p, w_l, x_1, x_2
from ...quasiparticles import SIGN, P
from ...records import Claim, Reference

MASS = {"a": s.m_a, "b": s.m_b}
POLES = {"d": ("d", "plus"), "-d": ("d", "minus"), "s": ("s", "plus"), "-s": ("s", "minus")}


def n_B(energy):
    return 1 / (exp(energy / T) - 1)


def n_B_prime(energy):
    return -exp(energy / T) / (T * (exp(energy / T) - 1) ** 2)


def S(first: str, second: str):
    return loops[POLES[first], POLES[second]]


def sign(i: str, j: str) -> int:
    """(-1)^delta_ij."""
    return -1 if i == j else 1


def weight(i: str, j: str, first: str, second: str):
    return sqrt(P[i + first] * P[i + second] * P[j + first] * P[j + second])


def lambda_of_loops(i: str, j: str, upper: int):
    """(B5) for one momentum."""
    plus = [S("d", "s"), S("-d", "-s"), S("s", "d"), S("-s", "-d")]
    minus = [S("d", "-s"), S("-d", "s"), S("s", "-d"), S("-s", "d")]
    energies = (E_d + upper * E_s) ** 2 / (E_d * E_s)
    return upper * (hbar * p) ** 2 / (8 * d) * weight(i, j, "d", "s") * energies * sp.Add(*(plus if upper > 0 else minus))


def envelope(upper: int):
    """(B6) for i = a."""
    bose = n_B(E_d) - n_B(upper * E_s) - I * hbar * gamma * (n_B_prime(E_d) + n_B_prime(E_s))
    prefactor = upper * hbar**2 * p**4 * P["ad"] * P["as"] / (8 * pi**2 * 3)
    return prefactor * (E_d + upper * E_s) ** 2 / (E_d * E_s) * bose


def resonant(upper: int, frequency):
    """(15)."""
    return 1 / (E_d - upper * E_s - hbar * frequency - 2 * I * hbar * gamma)


def integrand(upper: int):
    """(14) for one wave number."""
    return envelope(upper) * resonant(upper, omega) + conjugate(envelope(upper)) * conjugate(resonant(upper, -omega))


def drude_weight(i: str, j: str):
    """(13) for one momentum."""
    slopes = P[i + "d"] * P[j + "d"] * n_B_prime(E_d) + P[i + "s"] * P[j + "s"] * n_B_prime(E_s)
    return -((hbar * p) ** 2) / (2 * d * MASS[i] * MASS[j]) * slopes


def within(i: str, j: str, branch: str):
    """(B3) for one momentum and one branch."""
    factor = (hbar * p) ** 2 * P[i + branch] * P[j + branch] / (2 * d * MASS[i] * MASS[j])
    return factor * (S(branch, branch) + S(f"-{branch}", f"-{branch}"))


def upsilon_first_line(i: str, j: str):
    """(B4), first line, for one momentum."""
    slopes = P[i + "d"] * P[j + "d"] * n_B_prime(E_d) + P[i + "s"] * P[j + "s"] * n_B_prime(E_s)
    return I * gamma * (hbar * p) ** 2 / (d * MASS[i] * MASS[j]) * slopes / (omega + 2 * I * gamma)


def static_weight(i: str, j: str, upper: int):
    """(18), second line, for one wave number: Re 2 F = F + F*."""
    half = envelope(upper) / (E_d - upper * E_s - 2 * I * hbar * gamma)
    return -upper * sign(i, j) / (MASS[i] * MASS[j]) * (half + conjugate(half))


_COUPLINGS = ("n_a", "n_b", "V_aa", "V_bb", "V_ab")
_KINETIC = ("eps_a", "eps_b", *_COUPLINGS)
_LOOP_ARGUMENTS = ("E_1", "E_2", "omega", "gamma", "T")
MODE_ARGUMENTS = ("p", "m_a", "m_b", "n_a", "n_b", "V_aa", "V_bb", "V_ab", "T")
_trace = G1[1, 1] * G2[1, 1] - G1[1, 2] * G2[2, 1] - G1[2, 1] * G2[1, 2] + G1[2, 2] * G2[2, 2]
_pair_i = PAIR["i", 1, 1] * PAIR["i", 2, 1] - PAIR["i", 1, 2] * PAIR["i", 2, 2]
_pair_j = PAIR["j", 1, 1] * PAIR["j", 2, 1] - PAIR["j", 1, 2] * PAIR["j", 2, 2]


def _claim(equation: str, title: str, left, right, domain, derivation, **more) -> Claim:
    return Claim(f"aminov2024:{equation}", title, Eq(left, right, evaluate=False), domain, derivation=derivation, **more)


def _reference(name: str, arguments: tuple[str, ...], limits=None, **fixed) -> Reference:
    return Reference(f"ac_response.{name}", arguments, tuple(fixed.items()), **(limits or {}))


def _by_loops(pairs: tuple[str, ...], i: str, j: str) -> Reference:
    names = (f"S_{x}{u}_{y}{v}" for x, y in pairs for u in SIGN for v in SIGN)
    arguments = (*_KINETIC, "p", "m_a", "m_b", "d", *names)
    return _reference("response_by_loops", arguments, pairs=pairs, i=i, j=j)


RESPONSE_CLAIMS = (
    _claim(
        "8",
        "current response: one pair of poles of the Green functions",
        s.chi_mode,
        (hbar * p) ** 2 / (2 * d * m_i * m_j) * s_1 * s_2 * _pair_i * _pair_j * S_loop,
        CURRENTS,
        current_response.pair_of_poles,
        reference=_reference("pair_of_poles", ("p", "m_i", "m_j", "d", "s_1", "s_2", "S_loop", *map(str, PAIR.values()))),
    ),
    Claim(
        "aminov2024:9",
        "loop of two quasiparticles",
        "S(E_alpha, E_beta) = -T sum 1/((i omega_n - E_alpha + i omega)(i omega_n - E_beta))",
        LOOP,
        kind="definition",
    ),
    _claim(
        "10",
        "the loop after the Matsubara sum, at two energies of the spectral functions",
        S_loop,
        (n_B(x_2) - n_B(x_1)) / (I * w_l + x_2 - x_1),
        LOOP,
        loop_function.kernel,
        reference=_reference("matsubara", ("x_1", "x_2", "index", "T"), {"points": 5}),
    ),
    _claim(
        "11",
        "damped loop with Bose factors to first order",
        S_loop,
        (n_B(E_1) - n_B(E_2) - I * hbar * gamma * (n_B_prime(E_1) + n_B_prime(E_2)))
        / (E_1 - E_2 - hbar * omega - 2 * I * hbar * gamma),
        LOOP,
        loop_function.linearised,
        reference=_reference("tangent_loop", _LOOP_ARGUMENTS, {"digits": 20, "points": 5}),
    ),
    *[
        Claim(
            f"aminov2024:supplement:damped-loop-{route}",
            f"the loop (10) of two broadened levels in digamma functions, by {route}",
            None,
            LOOP,
            kind="supplied",
            derivation=loop_function.exact_average,
            reference=_reference("damped_loop", _LOOP_ARGUMENTS, limits, route=route),
        )
        for route, limits in (("quadrature", {"digits": 32, "points": 4}), ("residues", {}))
    ],
    _claim(
        "B1",
        "one-loop current response: one momentum, one frequency",
        s.chi_mode,
        -T * (hbar * p) ** 2 / (2 * d * m_i * m_j) * _trace,
        CURRENTS,
        current_response.one_loop,
    ),
    *[
        _claim(
            f"B2-{i}{j}",
            f"processes between the branches, component pair {i}{j}, with (B5)",
            s.chi_mode,
            -sign(i, j) / (MASS[i] * MASS[j]) * (lambda_of_loops(i, j, 1) + lambda_of_loops(i, j, -1)),
            BRANCHES,
            lambda i=i, j=j: current_response.between_branches(i, j),
            reference=_by_loops(("ds", "sd"), i, j),
        )
        for i, j in ("aa", "ab")
    ],
    *[
        _claim(
            f"B3-{i}{j}",
            f"processes within the branch {branch}, component pair {i}{j}",
            s.chi_mode,
            within(i, j, branch),
            BRANCHES,
            lambda i=i, j=j, branch=branch: current_response.within_branch(i, j, branch),
            reference=_by_loops((2 * branch,), i, j),
        )
        for i, j, branch in ("aad", "abs")
    ],
    *[
        _claim(
            f"{equation}-{kind}",
            f"integrand of Lambda^{'+' if upper > 0 else '-'} by envelope (B6) and resonance (15)",
            s.lambda_mode,
            integrand(upper),
            DAMPED,
            lambda kind=kind: current_response.conversion(kind),
            reference=_reference("conversion", (*_KINETIC, "p", "T", "omega", "gamma"), kind=kind),
            kernels=(f"{word}_envelope_3d", f"{word}_envelope_2d", "resonance_sum"),
        )
        for equation, upper, kind, word in (("14", 1, "convert", "conversion"), ("14", -1, "create", "creation"))
    ],
    *[
        _claim(
            f"B6-{kind}",
            f"envelope f^{'+' if upper > 0 else '-'}",
            s.f_plus,
            envelope(upper),
            DAMPED,
            lambda kind=kind: resonance_sums.envelope(kind),
            reference=_reference("envelope", (*_KINETIC, "p", "T", "gamma"), kind=kind),
            kernels=(f"{word}_envelope_3d",),
        )
        for upper, kind, word in ((1, "convert", "conversion"), (-1, "create", "creation"))
    ],
    *[
        _claim(
            f"13-{i}{j}",
            f"Drude weight at one momentum, component pair {i}{j}",
            s.chi_mode,
            drude_weight(i, j),
            GAS,
            lambda i=i, j=j: current_response.normal_weight(i, j),
            reference=reference,
            kernels=("drude_density_3d", "drude_density_2d"),
            quote="The expression (13) is the counterpart of conventional Landau formula for density of the normal component",
        )
        for i, j, reference in (
            ("a", "a", Reference("branch_conversion.carried_weight", (*MODE_ARGUMENTS, "d"), (("i", "a"), ("j", "a")))),
            ("a", "b", _reference("normal_weight", (*MODE_ARGUMENTS, "d"), pair="ab")),
        )
    ],
    _claim(
        "B4",
        "damped response within the branches, first line, component pair ab",
        s.chi_mode,
        upsilon_first_line("a", "b"),
        GAS,
        lambda: current_response.normal_response("a", "b"),
        reference=_reference("damped_response", (*MODE_ARGUMENTS, "omega", "gamma", "d"), pair="ab"),
    ),
    _claim(
        "B4-weight",
        "damped response within the branches, second line, by the Drude weight",
        s.chi,
        -2 * I * gamma * s.D_0 / (omega + 2 * I * gamma),
        current_response.DAMPED_BY_WEIGHT,
        current_response.response_by_weight,
    ),
    *[
        _claim(
            f"18-{kind}",
            f"static weight D^{'+' if upper > 0 else '-'}_ab at one wave number",
            s.weight_mode,
            static_weight("a", "b", upper),
            GAS,
            lambda kind=kind: current_response.static_weight("a", "b", kind),
            reference=_reference("static_weight", (*MODE_ARGUMENTS, "gamma"), kind=kind),
        )
        for upper, kind in ((1, "convert"), (-1, "create"))
    ],
)
