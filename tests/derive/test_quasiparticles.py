"""Two branches share two components: weights sum to one both ways, and atoms and quasiparticles are both bosons.

aminov2024 Appendix A.
"""

import pytest
import sympy as sp
from entrainment.derive import bogoliubov
from entrainment.derive import notation as s
from entrainment.derive import quasiparticles as qp
from entrainment.derive.numeric import evaluate
from entrainment.derive.papers.aminov2024 import CLAIMS
from entrainment.runtime.verify.symbolic import prove_zero

NAMES = dict(zip(qp.P, qp.weights().result, strict=True))
PRINTED = {claim.equation: claim.printed.rhs for claim in CLAIMS if isinstance(claim.printed, sp.Eq)}


def tied(expr):
    for symbol, value in reversed(qp.AMPLITUDES.given):
        expr = expr.subs(symbol, value)
    return expr


def test_contact_interactions_give_the_spectrum_of_the_mixture():
    """The same energies as from the Hamiltonian without a range: here V_ij is g_ij."""
    bare = {s.eps_a: s.hbar**2 * s.p**2 / (2 * s.m1), s.eps_b: s.hbar**2 * s.p**2 / (2 * s.m2)}
    bare |= {s.V_aa: s.g11, s.V_bb: s.g22, s.V_ab: s.g12, s.n_a: s.n1, s.n_b: s.n2}
    for ours, theirs in zip(qp.squared_energies().result, bogoliubov.squared_energies().result, strict=True):
        assert prove_zero(ours.subs(bare) - theirs)


def test_hartree_energies_cancel():
    assert not any(qp.equations_of_motion().result.has(v) for v in (qp.V0_aa, qp.V0_bb, qp.V0_ab))


@pytest.mark.parametrize("pair", [("ad", "bd"), ("as", "bs"), ("ad", "as"), ("bd", "bs")])
def test_weights_sum_to_one(pair):
    assert prove_zero(tied(NAMES[pair[0]] + NAMES[pair[1]] - 1))


def test_weights_as_printed_lack_the_two_kinetic_energies():
    """4 n_a n_b V_ab^2 in place of 4 eps_a eps_b n_a n_b V_ab^2: one factor for all four."""
    for printed, derived in zip(PRINTED["A5"], qp.weights().result, strict=True):
        assert prove_zero(tied(s.eps_a * s.eps_b * printed - derived))


@pytest.mark.parametrize("left, right, expected", [("d", "d", 1), ("s", "s", 1), ("d", "s", 0)])
def test_quasiparticles_are_bosons(left, right, expected):
    """sum_i u_i^+ u_i^+ - u_i^- u_i^- = delta: [B, B^dagger]."""
    u = lambda i, branch, zeta: tied(qp.U[i + branch, zeta])
    norm = sum(u(i, left, z) * u(i, right, z) * sign for i in "ab" for z, sign in qp.SIGN.items())
    assert prove_zero(norm - expected)


def test_atoms_are_bosons():
    """sum over branches of (u^+)^2 - (u^-)^2 = 1 for each component, and 0 between them."""
    for i, j, expected in (("a", "a", 1), ("b", "b", 1), ("a", "b", 0)):
        total = sum(tied(qp.U[i + k, z] * qp.U[j + k, z]) * sign for k in "ds" for z, sign in qp.SIGN.items())
        assert prove_zero(total - expected)


@pytest.mark.parametrize("sign", (1, -1))
def test_attraction_moves_the_components_against_each_other_in_the_upper_branch(sign):
    point = {s.eps_a: 1, s.eps_b: 2, s.V_ab: sign, s.E_d: 3, s.E_s: 1, s.E_a: 2, s.E_b: sp.sqrt(6), s.hbar: 1}
    values = dict(zip(qp.U, (evaluate(u, point, 15) for u in qp.amplitudes().result), strict=True))
    flow = {i: values[i + "d", "plus"] - values[i + "d", "minus"] for i in "ab"}
    assert flow["a"] * flow["b"] * sign > 0


def test_cold_mode_is_occupied_by_the_vacuum_alone():
    cold = qp.occupation_of_mode("b").result.subs(s.T, sp.Rational(1, 1000))
    point = {s.E_d: 2, s.E_s: 1} | {u: sp.Rational(k + 1, 7) for k, u in enumerate(qp.U.values())}
    minus = sum(point[qp.U["b" + k, "minus"]] ** 2 for k in "ds")
    assert abs(evaluate(cold, point, 20) - evaluate(minus, {}, 20)) < 1e-15
