"""From the Hamiltonian to the quasiparticles: every line is a canonical transformation or a stated approximation.

naidon2021 Eqs. (1), (2), (4).  The energies are needed only through their symmetric functions
P = E_+ E_- and S = E_+ + E_-, which are free of the spurious branch points of E_+ and E_- themselves.
"""

from __future__ import annotations

import functools
import itertools
import random
from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .numeric import evaluate
from .operators import BosonPolynomial, act, annihilate, commutator, coupling, hamiltonian, kinetic_energy
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule, numerical_derivative

E1, E2 = sp.symbols("e1 e2", positive=True)  # kinetic energies hbar^2 p^2 / 2 m_sigma
ENERGY = sp.Symbol("E", positive=True)

#: Any stable mixture: g12^2 <= g11 g22.
MIXTURE = Domain(
    D=None,
    ranges=(
        (s.hbar, 0.5, 2),
        (s.m1, 0.1, 10),
        (s.m2, 0.1, 10),
        (s.g11, 0.1, 10),
        (s.g22, 0.1, 10),
        (s.g12, -5, 5),
        (s.n1, 0.1, 10),
        (s.n2, 0.1, 10),
        (s.p, 0.05, 20),
    ),
    constraints=(s.g12**2 <= s.g11 * s.g22,),
)


#: The same with chemical potentials and the vacuum energy as symbols.
GRAND_CANONICAL = Domain(3, (*MIXTURE.ranges, (s.E_B, -1, 1), (s.mu1, -1, 1), (s.mu2, -1, 1)), constraints=MIXTURE.constraints)

_MOVING = ((1, 1), (1, -1), (2, 1), (2, -1))


class _Operators(Rule):
    """A rule on operators; checked on Fock states by the subclass."""


@dataclass(frozen=True)
class CondensateReplacement(_Operators):
    """a_{sigma,0} -> sqrt(n_sigma0), then at most two operators of the moving modes are kept."""

    name: str = "replace the condensate modes by numbers, keep quadratic terms"

    def __call__(self, h: BosonPolynomial) -> BosonPolynomial:
        total = BosonPolynomial({})
        for (creators, annihilators), c in h.terms.items():
            still = [mode for mode in creators + annihilators if mode[1] == 0]
            moving = tuple(tuple(mode for mode in side if mode[1] != 0) for side in (creators, annihilators))
            if len(moving[0]) + len(moving[1]) <= 2:
                factor = sp.prod(sp.sqrt(condensate(mode[0])) for mode in still)
                total = total + BosonPolynomial({moving: c * factor})
        return total.expanded()

    def residual(self, before, after, point, digits):
        """Matrix elements between states of few moving atoms, with 10^(2 digits) atoms at rest: equal up to 1/n_0.

        The energy without moving atoms is subtracted first; a single atom and every pair reach every term.
        """
        big = 10 ** (2 * digits)
        still = {(1, 0): 2 * big, (2, 0): 3 * big}
        values = dict(point) | {condensate(1): still[1, 0], condensate(2): still[2, 0]}
        probes = [{}, *({mode: 1} for mode in _MOVING), *({a: 1, b: 1} for a, b in itertools.combinations(_MOVING, 2))]
        scale, worst = None, mpmath.mpf(0)
        with mpmath.workdps(8 * digits + 20):
            for probe in probes:
                full = _by_moving_atoms(act(before, {_state(still | probe): mpmath.mpf(1)}, values))
                kept = act(after, {_state(probe): mpmath.mpf(1)}, values)
                if not probe:
                    rest = full.get((), mpmath.mpf(0)), kept.get((), mpmath.mpf(0))
                    scale = abs(rest[0]) / big
                    worst = abs(rest[1] / rest[0] - 1)
                full[_state(probe)] = full.get(_state(probe), 0) - rest[0]
                kept[_state(probe)] = kept.get(_state(probe), 0) - rest[1]
                for key in {*full, *kept}:
                    if len(_quanta(key)) <= len(_quanta(_state(probe))) + 2:
                        worst = max(worst, abs(full.get(key, 0) - kept.get(key, 0)) / scale)
        return worst


def _state(numbers: dict) -> tuple:
    return tuple(sorted((mode, k) for mode, k in numbers.items() if k))


def _quanta(state: tuple) -> list:
    return [mode for mode, k in state for _ in range(k)]


def _by_moving_atoms(amplitudes: dict) -> dict:
    """Amplitudes summed over the number of atoms at rest."""
    total: dict = {}
    for occupations, amplitude in amplitudes.items():
        key = tuple((mode, k) for mode, k in occupations if mode[1] != 0)
        total[key] = total.get(key, 0) + amplitude
    return total


@dataclass(frozen=True)
class FixedDensities(_Operators):
    """n_sigma0 = n_sigma - sum_k a_k^dagger a_k, expanded to quadratic order."""

    name: str = "express the condensate densities by the total densities"

    def __call__(self, h: BosonPolynomial) -> BosonPolynomial:
        mean_field = h.coefficient()
        full = {condensate(sigma): density(sigma) for sigma in (1, 2)}
        total = h.map(lambda c: c.subs(full))
        for sigma in (1, 2):
            shift = -sp.diff(mean_field, condensate(sigma)).subs(full)
            for k in (1, -1):
                total = total + BosonPolynomial({(((sigma, k),), ((sigma, k),)): shift})
        return total.expanded()

    def residual(self, before, after, point, digits):
        """Each coefficient at n_sigma0 = n_sigma; a_k^dagger a_k also loses the numerical slope of the constant."""
        full = dict(point) | {condensate(sigma): point[density(sigma)] for sigma in (1, 2)}
        constant = before.coefficient()
        worst = mpmath.mpf(0)
        for word in {*before.terms, *after.terms, *(((mode,), (mode,)) for mode in _MOVING)}:
            expected = evaluate(before.coefficient(*word), full, digits)
            if word[0] == word[1] and len(word[0]) == 1:
                ((sigma, _),) = word[0]
                expected -= numerical_derivative(constant, condensate(sigma), full, digits)
            found = evaluate(after.coefficient(*word), point, digits)
            worst = max(worst, abs(found - expected) / max(abs(expected), abs(found), mpmath.mpf(1)))
        return worst


@dataclass(frozen=True)
class EquationsOfMotion(_Operators):
    """i hbar d/dt (a_1k, a_2k, a_1-k^dagger, a_2-k^dagger) = M (...), from the commutators with H."""

    name: str = "commutators with the quadratic Hamiltonian"

    def __call__(self, h: BosonPolynomial) -> sp.Matrix:
        rows = []
        for operator in _spinor():
            rate = commutator(operator, h)
            rows.append([rate.coefficient(*_only_word(column)) for column in _spinor()])
        return sp.Matrix(rows)

    def residual(self, before, after, point, digits):
        rng = random.Random(digits)
        worst = mpmath.mpf(0)
        modes = [(1, 1), (1, -1), (2, 1), (2, -1)]
        with mpmath.workdps(2 * digits):
            for row, operator in enumerate(_spinor()):
                state = {tuple((mode, rng.randint(1, 3)) for mode in sorted(modes)): mpmath.mpf(1)}
                forth = act(operator, act(before, state, point), point)
                back = act(before, act(operator, state, point), point)
                linear = BosonPolynomial({})
                for column, partner in enumerate(_spinor()):
                    linear = linear + partner.scaled(after[row, column])
                image = act(linear, state, point)
                scale = max(map(abs, forth.values()))
                for key in {*forth, *back, *image}:
                    worst = max(worst, abs(forth.get(key, 0) - back.get(key, 0) - image.get(key, 0)) / scale)
        return worst


@dataclass(frozen=True)
class SquaredEnergies(Rule):
    """Characteristic polynomial of M: a quadratic in E^2, solved."""

    name: str = "solve det(M - E) = 0 for E^2"

    def __call__(self, matrix: sp.Matrix) -> sp.Tuple:
        e = sp.Symbol("e")
        polynomial = sp.Poly(sp.expand((matrix - e * sp.eye(4)).det(method="berkowitz")), e)
        fourth, third, second, first, zeroth = polynomial.all_coeffs()
        if fourth != 1 or sp.expand(third) != 0 or sp.expand(first) != 0:
            raise ValueError("the equations of motion do not pair E with -E")
        trace, product = -second, zeroth
        root = sp.sqrt(sp.factor(sp.expand(trace**2 / 4 - product)))
        return sp.Tuple(sp.factor(trace / 2) + root, sp.factor(trace / 2) - root)

    def residual(self, before, after, point, digits):
        with mpmath.workdps(3 * digits):
            numbers = mpmath.matrix(4, 4)
            for i in range(4):
                for j in range(4):
                    numbers[i, j] = evaluate(before[i, j], point, 2 * digits)
            squares = sorted((e**2 for e in mpmath.eig(numbers, left=False, right=False)), key=mpmath.re)
            lower, upper = sorted(evaluate(branch, point, 2 * digits) for branch in after)
            pairs = zip(squares, (lower, lower, upper, upper), strict=True)
            return max(abs(found - wanted) for found, wanted in pairs) / abs(upper)


def condensate(sigma: int) -> sp.Symbol:
    return sp.Symbol(f"n{sigma}_0", positive=True)


def density(sigma: int) -> sp.Symbol:
    return (s.n1, s.n2)[sigma - 1]


def _spinor() -> list[BosonPolynomial]:
    return [annihilate((1, 1)), annihilate((2, 1)), annihilate((1, -1)).dagger(), annihilate((2, -1)).dagger()]


def _only_word(operator: BosonPolynomial):
    return next(iter(operator.terms))


@derivation
def quadratic_hamiltonian() -> Derivation:
    """Eq. (1) expanded to second order in the moving atoms, at fixed densities."""
    return Derivation(
        "",
        hamiltonian(),
        (
            Step(CondensateReplacement(), "the condensate occupations are macroscopic, their fluctuations are neglected"),
            Step(FixedDensities(), "the thermodynamic densities n1, n2 are given, not the condensate densities"),
        ),
        MIXTURE,
    )


@derivation
def squared_energies() -> Derivation:
    """(E_+^2, E_-^2) of the Bogoliubov quasiparticles for any masses and couplings."""
    return quadratic_hamiltonian().then(
        Step(EquationsOfMotion(), "the quadratic Hamiltonian moves a_k only into a_k and a_-k^dagger"),
        Step(SquaredEnergies(), "E and -E come in pairs, so the characteristic polynomial is quadratic in E^2"),
    )


@derivation
def zero_point_bracket() -> Derivation:
    """E_+ + E_- minus the diagonal of the quadratic Hamiltonian, in the symmetric functions of the modes."""
    diagonal = sum(kinetic_energy(k) + coupling(k, k) * density(k) for k in (1, 2))

    def bracket(energies):
        return sum(sp.sqrt(square) for square in energies) - diagonal

    def symmetric(expr):
        del expr
        upper, lower = squared_energies().result
        trace = sp.factor(sp.expand(upper + lower))
        product = sp.factor(sp.expand(upper * lower))
        return sp.sqrt(trace + 2 * sp.sqrt(product)) - diagonal

    class ZeroPoint(Rewrite):
        def residual(self, before, after, point, digits):
            upper, lower = (evaluate(branch, point, digits + 5) for branch in before)
            with mpmath.workdps(digits + 10):
                expected = mpmath.sqrt(upper) + mpmath.sqrt(lower) - evaluate(diagonal, point, digits + 5)
            return abs(expected - evaluate(after, point, digits)) / abs(expected)

    return squared_energies().then(
        Step(
            ZeroPoint("zero-point sum of the canonical transformation", bracket),
            "H = sum E (b^dagger b + 1/2) - (1/2) sum of the diagonal",
        ),
        Step(
            Rewrite("E_+ + E_- = sqrt(E_+^2 + E_-^2 + 2 E_+ E_-)", symmetric),
            "free of the square root that separates the two branches",
        ),
    )


@functools.cache
def sound_velocities_squared() -> sp.Tuple:
    """(c_+^2, c_-^2) = lim E_pm^2/(hbar p)^2 for any masses."""
    upper, lower = squared_energies().result
    return sp.Tuple(*[sp.simplify(sp.limit(sp.expand(branch / (s.hbar * s.p) ** 2), s.p, 0)) for branch in (upper, lower)])


@derivation
def energy_density() -> Derivation:
    """Omega of Eq. (2): the classical energy of the condensates plus the zero-point energy E_B, at given mu."""

    class GroundState(Rewrite):
        """The constant of the quadratic Hamiltonian is the energy of the product state of condensates."""

        def residual(self, before, after, point, digits):
            pairs = [(a, b) for a in (1, 2) for b in (1, 2)]
            classical = sum(coupling(a, b) * density(a) * density(b) / 2 for a, b in pairs)
            expected = evaluate(classical + s.E_B, point, digits)
            expected -= evaluate(s.mu1, point, digits) * evaluate(s.n1, point, digits)
            expected -= evaluate(s.mu2, point, digits) * evaluate(s.n2, point, digits)
            return abs(evaluate(after, point, digits) / expected - 1)

    def ground_state(h: BosonPolynomial):
        return h.coefficient() + s.E_B - s.mu1 * s.n1 - s.mu2 * s.n2

    return quadratic_hamiltonian().then(
        Step(
            GroundState("ground state", ground_state),
            "E_B is the zero-point energy of the quasiparticles, mode_integral(D)",
        ),
        domain=GRAND_CANONICAL,
    )
