"""Bosons: [a_i, a_j^dagger] = delta_ij, everything kept in normal order.

A mode is any hashable label; a :class:`BosonPolynomial` maps (creators, annihilators) to a coefficient.  ``act`` applies
a polynomial to a Fock state, which is how the algebra is checked against the definition of a and a^dagger.
Source: naidon2021 Eq. (1).
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Callable

import mpmath
import sympy as sp

from . import notation as s

SPECIES = (1, 2)
MOMENTA = (0, 1, -1)  # the condensate and one pair k, -k: enough for everything quadratic in a_{p != 0}


class BosonPolynomial:
    """A normal-ordered polynomial in boson operators with sympy coefficients."""

    def __init__(self, terms: dict):
        self.terms = {word: c for word, c in terms.items() if c != 0}

    def __add__(self, other: BosonPolynomial) -> BosonPolynomial:
        total = defaultdict(lambda: sp.S.Zero, self.terms)
        for word, c in other.terms.items():
            total[word] += c
        return BosonPolynomial(total)

    def __sub__(self, other: BosonPolynomial) -> BosonPolynomial:
        return self + other.scaled(-1)

    def __mul__(self, other: BosonPolynomial) -> BosonPolynomial:
        total = defaultdict(lambda: sp.S.Zero)
        for (up1, down1), c1 in self.terms.items():
            for (up2, down2), c2 in other.terms.items():
                for (up, down), ways in _normal_order(down1, up2).items():
                    total[_word(up1 + up, down + down2)] += ways * c1 * c2
        return BosonPolynomial(total)

    def __eq__(self, other) -> bool:
        return isinstance(other, BosonPolynomial) and not (self - other).expanded().terms

    __hash__ = None

    def scaled(self, factor) -> BosonPolynomial:
        return self.map(lambda c: c * factor)

    def map(self, change) -> BosonPolynomial:
        return BosonPolynomial({word: change(c) for word, c in self.terms.items()})

    def expanded(self) -> BosonPolynomial:
        return self.map(sp.expand)

    def dagger(self) -> BosonPolynomial:
        return BosonPolynomial({(down, up): sp.conjugate(c) for (up, down), c in self.terms.items()})

    def coefficient(self, creators=(), annihilators=()):
        return self.terms.get(_word(creators, annihilators), sp.S.Zero)

    def __repr__(self) -> str:
        show = lambda word: " ".join([f"a+{m}" for m in word[0]] + [f"a{m}" for m in word[1]]) or "1"
        return " + ".join(f"({c}) {show(word)}" for word, c in sorted(self.terms.items(), key=str)) or "0"


def _word(creators, annihilators):
    return tuple(sorted(creators)), tuple(sorted(annihilators))


@functools.cache
def _normal_order(annihilators: tuple, creators: tuple) -> dict:
    """Normal-ordered form of (product of annihilators)(product of creators): {(creators, annihilators): ways}."""
    if not annihilators or not creators:
        return {(creators, annihilators): 1}
    *rest, last = annihilators
    total: dict = defaultdict(int)
    for (up, down), ways in _normal_order(tuple(rest), creators).items():  # last stands to the right of all creators
        total[(up, (*down, last))] += ways
    for i, creator in enumerate(creators):
        if creator == last:  # contract it with one creator
            for word, ways in _normal_order(tuple(rest), creators[:i] + creators[i + 1 :]).items():
                total[word] += ways
    return dict(total)


def create(mode) -> BosonPolynomial:
    return BosonPolynomial({((mode,), ()): sp.S.One})


def annihilate(mode) -> BosonPolynomial:
    return BosonPolynomial({((), (mode,)): sp.S.One})


def commutator(left: BosonPolynomial, right: BosonPolynomial) -> BosonPolynomial:
    return (left * right - right * left).expanded()


def act(polynomial: BosonPolynomial, state: dict, point: dict) -> dict:
    """``polynomial`` on a Fock state {((mode, occupation), ...): amplitude}, numerically at ``point``."""
    out: dict = defaultdict(lambda: mpmath.mpf(0))
    for (creators, annihilators), c in polynomial.terms.items():
        value = mpmath.mpmathify(sp.N(c.xreplace(point), mpmath.mp.dps))
        for occupations, amplitude in state.items():
            n, weight = dict(occupations), amplitude * value
            for mode in annihilators:
                weight *= mpmath.sqrt(n.get(mode, 0))
                n[mode] = n.get(mode, 0) - 1
                if weight == 0:
                    break
            if weight == 0:
                continue
            for mode in creators:
                n[mode] = n.get(mode, 0) + 1
                weight *= mpmath.sqrt(n[mode])
            out[tuple(sorted((mode, k) for mode, k in n.items() if k))] += weight
    return dict(out)


def coupling(left: int, right: int) -> sp.Symbol:
    return {(1, 1): s.g11, (2, 2): s.g22}.get((left, right), s.g12)


def kinetic_energy(sigma: int) -> sp.Expr:
    return s.hbar**2 * s.p**2 / (2 * (s.m1, s.m2)[sigma - 1])


def contact(left: int, right: int, transfer: int) -> sp.Symbol:
    """The interaction that does not know the momentum transfer."""
    del transfer
    return coupling(left, right)


def hamiltonian(interaction: Callable = contact) -> BosonPolynomial:
    """Eq. (1) in unit volume on the modes (sigma, momentum), momentum in {0, p, -p}.

    ``interaction(left, right, transfer)`` is the Fourier transform at ``transfer`` times p.
    """
    terms: dict = defaultdict(lambda: sp.S.Zero)
    for sigma, k in itertools.product(SPECIES, (1, -1)):
        terms[_word([(sigma, k)], [(sigma, k)])] += kinetic_energy(sigma)
    for left, right in itertools.product(SPECIES, repeat=2):
        for q, p, k in itertools.product(MOMENTA, MOMENTA, range(-2, 3)):
            if q - k in MOMENTA and p + k in MOMENTA:
                word = _word([(left, q - k), (right, p + k)], [(left, q), (right, p)])
                terms[word] += interaction(left, right, k) / 2
    return BosonPolynomial(terms)
