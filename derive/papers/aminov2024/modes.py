"""Appendix A, Eqs. (A1)-(A8): quasiparticles, their weights and amplitudes, Green functions, depletion.

(A5) is transcribed for the four pairs (i, alpha) with E_alpha in the last factor, where the scan reads E_a; (A7) for the
elements 11, 12, 22 of the pairs aa and ab at i hbar omega_n = nu; (A8) for one mode of component a.
"""

from __future__ import annotations

import sympy as sp
from sympy import Eq, exp, sqrt

from ... import notation as s
from ... import quasiparticles as qp
from ...notation import E_a, E_b, E_d, E_s, V_aa, V_ab, V_bb, eps_a, eps_b, n_a, n_b
from ...quasiparticles import AMPLITUDES, ENERGY, KINETIC, MODES, RANGED, SIGN, P, U
from ...records import Claim, Reading, Reference

_root = sqrt(((E_a**2 - E_b**2) / 2) ** 2 + 4 * eps_a * eps_b * n_a * n_b * V_ab**2)
_middle = (E_a**2 + E_b**2) / 2

_occupation = sp.Symbol("occupation_of_mode", positive=True)
_BRANCH_SIGN = {"d": 1, "s": -1}


def _weight(component: str, branch: str):
    """(A5) as printed."""
    denominator = (E_d**2 - E_s**2) * (ENERGY[branch] ** 2 - ENERGY[component] ** 2)
    return _BRANCH_SIGN[branch] * 4 * n_a * n_b * V_ab**2 / denominator


def _amplitude(component: str, branch: str, zeta: int):
    """(A4) as printed."""
    eps, energy = KINETIC[component], ENERGY[branch]
    sign = 1 if component == "a" else _BRANCH_SIGN[branch]
    return sign * (eps + zeta * energy) / (2 * sqrt(eps * energy)) * sqrt(P[component + branch])


def _spinor(component: str, branch: str, sign: int):
    """(u^s, u^-s) of (A7)."""
    names = ("plus", "minus") if sign > 0 else ("minus", "plus")
    return [U[component + branch, name] for name in names]


def _green_function(i: str, j: str, row: int, column: int):
    """(A7) as printed."""
    terms = []
    for branch in "ds":
        for sign in SIGN.values():
            weight = _spinor(i, branch, sign)[row] * _spinor(j, branch, sign)[column]
            terms.append(sign / (s.nu - sign * ENERGY[branch]) * weight)
    return sp.Add(*terms)


_ELEMENTS = [(i, j, r, c) for i, j in ("aa", "ab") for r, c in ((0, 0), (0, 1), (1, 1))]
_bose = {branch: 1 / (exp(ENERGY[branch] / s.T) - 1) for branch in "ds"}


def _thermal(branch: str):
    plus, minus = U["a" + branch, "plus"], U["a" + branch, "minus"]
    return minus**2 + (plus**2 + minus**2) * _bose[branch]


_COUPLINGS = ("n_a", "n_b", "V_aa", "V_bb", "V_ab")
_MOMENTUM = ("p", "m_a", "m_b", *_COUPLINGS)
_KINETIC = ("eps_a", "eps_b", *_COUPLINGS)
_OF_A = tuple(f"u_a{branch}_{zeta}" for branch in "ds" for zeta in SIGN)


def _reference(name: str, arguments: tuple[str, ...]) -> Reference:
    return Reference(f"ac_response.{name}", arguments)


MODE_CLAIMS = (
    Claim(
        "aminov2024:A1",
        "Hamiltonian of two components with interactions V_ij(q)",
        "H = sum eps a^dagger a + (1/2A) sum V_ij(q) a_i,p+q^dagger a_j,p'-q^dagger a_jp' a_ip",
        RANGED,
        kind="definition",
    ),
    Claim(
        "aminov2024:A2",
        "Bogoliubov transformation",
        "a_ip = u_id^+ B_dp + u_id^- B_d,-p^dagger + u_is^+ B_sp + u_is^- B_s,-p^dagger",
        RANGED,
        kind="definition",
    ),
    Claim(
        "aminov2024:A3",
        "squared energies of density and spin quasiparticles",
        Eq(sp.Tuple(E_d**2, E_s**2), sp.Tuple(_middle + _root, _middle - _root), evaluate=False),
        RANGED,
        derivation=qp.squared_energies,
        reference=_reference("squared_energies", _MOMENTUM),
        kernels=("mode_energies",),
    ),
    Claim(
        "aminov2024:A3-isolated",
        "Bogoliubov energy of an isolated component",
        Eq(
            sp.Tuple(E_a, E_b),
            sp.Tuple(sqrt(eps_a * (eps_a + 2 * n_a * V_aa)), sqrt(eps_b * (eps_b + 2 * n_b * V_bb))),
            evaluate=False,
        ),
        RANGED,
        derivation=qp.isolated_energies,
        reference=_reference("isolated_energies", _MOMENTUM[:-1]),
        quote="E_i is the energy of Bogoliubov excitation of isolated ith component: E_i = sqrt(eps_i (eps_i + 2 n_i^0 V_ii))",
    ),
    Claim(
        "aminov2024:A4",
        "amplitudes u_ad, u_as, u_bd, u_bs, each with zeta = +, -",
        Eq(sp.Tuple(*U.values()), sp.Tuple(*[_amplitude(*k, SIGN[zeta]) for k, zeta in U]), evaluate=False),
        MODES,
        derivation=qp.amplitudes,
        reference=_reference("amplitudes", _KINETIC),
        readings=(Reading("V_ab > 0; for V_ab < 0 both signs of u_b are reversed", where=(V_ab > 0,)),),
    ),
    Claim(
        "aminov2024:A5",
        "weights P_ad, P_as, P_bd, P_bs",
        Eq(sp.Tuple(*P.values()), sp.Tuple(*[_weight(*pair) for pair in P]), evaluate=False),
        MODES,
        derivation=qp.weights,
        reference=_reference("weights", _KINETIC),
    ),
    Claim(
        "aminov2024:text:positive-weights",
        "the weights are positive and sum to one over the components and over the branches",
        tuple(sp.Gt(weight, 0, evaluate=False) for weight in P.values())
        + tuple(Eq(P[x] + P[y], 1, evaluate=False) for x, y in (("ad", "bd"), ("as", "bs"), ("ad", "as"), ("bd", "bs"))),
        MODES,
        kind="statement",
        quote="is the positive weight fraction of the ith component in the alpha-th quasiparticle mode",
    ),
    Claim(
        "aminov2024:text:weight-identity",
        "identity of the weights behind (14)",
        (Eq(P["ad"] * P["as"], P["bd"] * P["bs"], evaluate=False),),
        MODES,
        kind="statement",
        quote="Using the identity P_ad P_as = P_bd P_bs for the weight factors (A5)",
    ),
    Claim(
        "aminov2024:A6",
        "matrix Green functions in imaginary time",
        "G_ij(p, tau) = -<T (a_ip(tau), a_i,-p^dagger(tau))^T (a_jp^dagger(0), a_j,-p(0))>",
        RANGED,
        kind="definition",
    ),
    Claim(
        "aminov2024:A7",
        "Green functions as sums over quasiparticles",
        Eq(
            sp.Tuple(*[{"aa": s.G_aa, "ab": s.G_ab}[i + j] for i, j, _, _ in _ELEMENTS]),
            sp.Tuple(*[_green_function(*element) for element in _ELEMENTS]),
            evaluate=False,
        ),
        AMPLITUDES,
        derivation=qp.green_functions,
        reference=_reference("green_functions", (*_KINETIC, "nu")),
    ),
    Claim(
        "aminov2024:A8",
        "atoms of one mode that are not condensed",
        Eq(_occupation, _thermal("d") + _thermal("s"), evaluate=False),
        qp.THERMAL,
        derivation=lambda: qp.occupation_of_mode("a"),
        reference=_reference("occupied", (*_OF_A, "E_d", "E_s", "T")),
        kernels=("depletion_density_3d",),
    ),
)
