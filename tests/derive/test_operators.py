"""Bosons obey [a_i, a_j^+] = delta_ij; Eq. (1) of naidon2021 is hermitian and conserves particles and momentum.

Products are compared with matrices of a and a^+ on a truncated Fock space, below the truncation.
"""

import itertools
import random

import mpmath
import numpy as np
import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive.operators import (
    MOMENTA,
    SPECIES,
    BosonPolynomial,
    act,
    annihilate,
    commutator,
    coupling,
    create,
    hamiltonian,
    kinetic_energy,
)

LEVELS = 7
MODES = ("a", "b")


def number(mode):
    return create(mode) * annihilate(mode)


def polynomial(seed):
    """A random polynomial of degree up to four in two modes."""
    rng = random.Random(seed)

    def some_modes(count):
        return tuple(sorted(rng.choices(MODES, k=count)))

    orders = itertools.product(range(3), repeat=2)
    return BosonPolynomial({(some_modes(i), some_modes(j)): sp.Integer(rng.randint(-3, 3)) for i, j in orders})


def matrix(polynomial):
    """On the product of two truncated oscillators."""
    lower, one = np.diag(np.sqrt(np.arange(1, LEVELS)), 1), np.eye(LEVELS)
    a = {"a": np.kron(lower, one), "b": np.kron(one, lower)}
    total = np.zeros((LEVELS**2, LEVELS**2))
    for (creators, annihilators), c in polynomial.terms.items():
        word = np.eye(LEVELS**2)
        for factor in [a[m].T for m in creators] + [a[m] for m in annihilators]:
            word = word @ factor
        total += float(c) * word
    return total


def low_states():
    """Columns with at most two quanta in a mode, far below the truncation."""
    return [i * LEVELS + j for i, j in itertools.product(range(3), repeat=2)]


@pytest.mark.parametrize("i, j", list(itertools.product(MODES, repeat=2)))
def test_canonical_commutators(i, j):
    delta = BosonPolynomial({((), ()): sp.Integer(int(i == j))})
    nothing = BosonPolynomial({})
    assert commutator(annihilate(i), create(j)) == delta
    assert commutator(annihilate(i), annihilate(j)) == nothing
    assert commutator(create(i), create(j)) == nothing


def test_number_counts():
    assert commutator(number("a"), create("a")) == create("a")
    assert commutator(number("a"), annihilate("a")) == annihilate("a").scaled(-1)
    assert commutator(number("a"), create("b")) == BosonPolynomial({})


def test_wick_two_pairs_contract_in_seven_ways():
    a, up = annihilate("a"), create("a")
    expected = BosonPolynomial({(("a", "a"), ("a", "a")): 1, (("a",), ("a",)): 4, ((), ()): 2})
    assert a * a * up * up == expected


@pytest.mark.parametrize("seed", range(4))
def test_product_is_the_product_of_matrices(seed):
    left, right = polynomial(seed), polynomial(seed + 100)
    low = low_states()
    assert np.allclose(matrix(left * right)[:, low], (matrix(left) @ matrix(right))[:, low], rtol=1e-12, atol=1e-9)
    assert not np.allclose(matrix(right * left)[:, low], (matrix(left) @ matrix(right))[:, low])


@pytest.mark.parametrize("seed", range(3))
def test_jacobi_identity(seed):
    x, y, z = (polynomial(seed + k) for k in (0, 10, 20))
    cycle = [commutator(u, commutator(v, w)) for u, v, w in ((x, y, z), (y, z, x), (z, x, y))]
    assert cycle[0].expanded().terms and cycle[0] + cycle[1] + cycle[2] == BosonPolynomial({})


@pytest.mark.parametrize("seed", range(3))
def test_dagger_reverses_products(seed):
    x, y = polynomial(seed), polynomial(seed + 50).scaled(sp.I)
    assert (x * y).dagger() == y.dagger() * x.dagger()
    assert x.dagger().dagger() == x


@pytest.mark.parametrize("seed", range(3))
def test_action_on_a_number_state_is_a_column_of_the_matrix(seed):
    poly = polynomial(seed)
    out = act(poly, {(("a", 2), ("b", 1)): mpmath.mpf(1)}, {})
    column = matrix(poly)[:, 2 * LEVELS + 1]
    for index, expected in enumerate(column):
        occupations = tuple((mode, k) for mode, k in zip(MODES, divmod(index, LEVELS), strict=True) if k)
        assert abs(float(out.get(occupations, 0)) - expected) < 1e-12


def test_hamiltonian_is_hermitian():
    h = hamiltonian()
    assert h.dagger() == h
    assert h.scaled(sp.I).dagger() != h.scaled(sp.I)


@pytest.mark.parametrize("sigma", SPECIES)
def test_atoms_of_each_component_are_conserved(sigma):
    total = sum((number((sigma, k)) for k in MOMENTA), BosonPolynomial({}))
    assert commutator(total, hamiltonian()) == BosonPolynomial({})
    assert commutator(number((sigma, 0)), hamiltonian()) != BosonPolynomial({})


def test_momentum_is_conserved():
    total = sum((number((sigma, k)).scaled(k) for sigma in SPECIES for k in MOMENTA), BosonPolynomial({}))
    assert commutator(total, hamiltonian()) == BosonPolynomial({})


def test_two_condensed_atoms_of_a_kind_interact_once():
    h = hamiltonian()
    still = {sigma: (sigma, 0) for sigma in SPECIES}
    assert h.coefficient([still[1]] * 2, [still[1]] * 2) == s.g11 / 2
    assert h.coefficient([still[1], still[2]], [still[1], still[2]]) == s.g12
    assert h.coefficient([(1, 1), (1, -1)], [still[1]] * 2) == s.g11  # Bose enhancement of the pair
    assert h.coefficient([(1, 1), still[1]], [(1, 1), still[1]]) == 2 * s.g11  # direct and exchange
    assert h.coefficient([(1, 1), still[2]], [(1, 1), still[2]]) == s.g12  # direct only


def test_two_atoms_have_the_energy_of_the_first_order():
    """<2|H|2> = g11 in unit volume for two atoms at rest, 2 g11 + e for one at rest and one moving."""
    point = {s.g11: sp.Rational(3, 10), s.g22: 1, s.g12: 2, s.m1: 1, s.m2: 5, s.hbar: 1, s.p: 2}
    pair, apart = (((1, 0), 2),), (((1, 0), 1), ((1, 1), 1))
    assert abs(act(hamiltonian(), {pair: mpmath.mpf(1)}, point)[pair] - 0.3) < 1e-14
    assert abs(act(hamiltonian(), {apart: mpmath.mpf(1)}, point)[apart] - 2.6) < 1e-14


def test_exchange_of_the_components_maps_the_hamiltonian_to_itself():
    swap = {s.m1: s.m2, s.m2: s.m1, s.g11: s.g22, s.g22: s.g11}

    def other(side):
        return tuple(sorted((3 - sigma, k) for sigma, k in side))

    h = hamiltonian()
    swapped = {(other(up), other(down)): c.subs(swap, simultaneous=True) for (up, down), c in h.terms.items()}
    assert BosonPolynomial(swapped) == h
    assert kinetic_energy(2) == kinetic_energy(1).subs(s.m1, s.m2) and coupling(1, 2) == coupling(2, 1) == s.g12
