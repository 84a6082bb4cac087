"""Quasiparticles of two condensates whose interactions depend on the momentum: energies, weights, amplitudes.

aminov2024 Appendix A.  With f = u + v and D = diag(eps_a, eps_b) the equations of motion become a symmetric matrix for
D^(-1/2) f; the squared components of its unit eigenvectors are the weights P of the components in the branches.
Invariant: at given E_d and E_s everything is rational in squared energies; V_aa, V_bb and n_b follow from them.
The off-diagonal element is 2 sqrt(eps_a eps_b n_a n_b) V_ab: its sign decides which branch moves the components together.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .bogoliubov import CondensateReplacement, EquationsOfMotion, FixedDensities, SquaredEnergies
from .domain import Domain
from .notation import E_a, E_b, E_d, E_s, V_aa, V_ab, V_bb, eps_a, eps_b, m_a, m_b, n_a, n_b
from .numeric import evaluate, exact, relative_difference
from .operators import BosonPolynomial, annihilate, create, hamiltonian
from .records import Derivation, Step, derivation
from .rules import Rewrite, Rule, parts, substitute

V0_aa, V0_bb, V0_ab = sp.symbols("V0_aa V0_bb V0_ab", real=True)  # interactions without momentum transfer
P = {name: sp.Symbol(f"P_{name}", positive=True) for name in ("ad", "as", "bd", "bs")}
U = {(i + branch, z): sp.Symbol(f"u_{i}{branch}_{z}", real=True) for i in "ab" for branch in "ds" for z in ("plus", "minus")}
occupation = {"d": sp.Symbol("N_d", positive=True), "s": sp.Symbol("N_s", positive=True)}  # of the two branches
ENERGY = {"a": E_a, "b": E_b, "d": E_d, "s": E_s}
KINETIC = {"a": eps_a, "b": eps_b}
SIGN = {"plus": 1, "minus": -1}
_MASSES = {"a": m_a, "b": m_b}


def interaction(left: int, right: int, transfer: int) -> sp.Symbol:
    """V_ij at the momentum transfer 0 or +-p; terms with a transfer 2 p move four atoms and are dropped with them."""
    pair = {(1, 1): (V0_aa, V_aa), (2, 2): (V0_bb, V_bb)}.get((left, right), (V0_ab, V_ab))
    return pair[min(abs(transfer), 1)]


_KINETIC = tuple((KINETIC[i], s.hbar**2 * s.p**2 / (2 * _MASSES[i])) for i in "ab")
_HOUSE = ((s.m1, m_a), (s.m2, m_b), (s.n1, n_a), (s.n2, n_b))

#: Any interactions that leave the mode stable.
RANGED = Domain(
    3,
    (
        (s.hbar, 0.5, 2),
        (s.p, 0.05, 20),
        *((symbol, 0.1, 10) for symbol in (m_a, m_b, n_a, n_b, V_aa, V_bb)),
        *((symbol, -5, 5) for symbol in (V_ab, V0_aa, V0_bb, V0_ab)),
    ),
    (V_ab**2 < V_aa * V_bb, sp.Ne(V_ab, 0)),
    given=(
        *_KINETIC,
        *_HOUSE,
        (E_a, sp.sqrt(eps_a * (eps_a + 2 * n_a * V_aa))),
        (E_b, sp.sqrt(eps_b * (eps_b + 2 * n_b * V_bb))),
    ),
)

_part = s.mixing**2 / (1 + s.mixing**2)
_WEIGHTS = ((P["ad"], 1 - _part), (P["as"], _part), (P["bd"], _part), (P["bs"], 1 - _part))
_SHARES = tuple((symbol, sp.factor(share)) for symbol, share in _WEIGHTS)
_ENERGIES = (
    (E_d, E_s + s.gap),
    (E_a, sp.sqrt(P["ad"] * E_d**2 + P["as"] * E_s**2)),
    (E_b, sp.sqrt(P["bd"] * E_d**2 + P["bs"] * E_s**2)),
)
_COUPLINGS = (
    (n_b, P["ad"] * P["as"] * (E_d**2 - E_s**2) ** 2 / (4 * eps_a * eps_b * n_a * V_ab**2)),
    (V_aa, (E_a**2 / eps_a - eps_a) / (2 * n_a)),
    (V_bb, (E_b**2 / eps_b - eps_b) / (2 * n_b)),
)

#: One mode by its energies: E_s, E_d - E_s and the mixing are free, the couplings follow.  V_ab has either sign.
MODES = Domain(
    3,
    (
        (s.hbar, 0.5, 2),
        *((symbol, 0.1, 5) for symbol in (eps_a, eps_b, E_s, s.gap, s.mixing, n_a)),
        (V_ab, -5, 5),
        (s.nu, -20, 20),
    ),
    (sp.Ne(V_ab, 0),),
    given=(*_SHARES, *_ENERGIES, *_COUPLINGS),
)


def amplitude(component: str, branch: str, zeta: int) -> sp.Expr:
    """u^zeta of Eq. (A4) by energies and weight; the density mode moves b with a if V_ab > 0, against it if V_ab < 0."""
    eps, energy = KINETIC[component], ENERGY[branch]
    size = (eps + zeta * energy) / (2 * sp.sqrt(eps * energy)) * sp.sqrt(P[component + branch])
    if component == "a":
        return size
    return (1 if branch == "d" else -1) * V_ab / sp.Abs(V_ab) * size


#: The same with the amplitudes.
AMPLITUDES = Domain(
    3, MODES.ranges, MODES.constraints, (*MODES.given, *((u, amplitude(*k, SIGN[zeta])) for (k, zeta), u in U.items()))
)


@dataclass(frozen=True)
class InKineticEnergies(Rule):
    """hbar^2 p^2/2 m_i = eps_i, and the components are called a and b."""

    name: str = "name the kinetic energies"

    def __call__(self, matrix: sp.Matrix) -> sp.Matrix:
        masses = {s.m1: s.hbar**2 * s.p**2 / (2 * eps_a), s.m2: s.hbar**2 * s.p**2 / (2 * eps_b)}
        return matrix.subs(masses | {s.n1: n_a, s.n2: n_b}, simultaneous=True).applyfunc(sp.expand)


@derivation
def equations_of_motion() -> Derivation:
    """i hbar d/dt of (a_p, b_p, a_-p^dagger, b_-p^dagger) for interactions that depend on the momentum."""
    return Derivation(
        "",
        hamiltonian(interaction),
        (
            Step(CondensateReplacement(), "the condensate occupations are macroscopic, their fluctuations are neglected"),
            Step(FixedDensities(), "mu_i = sum_j V_ij(0) n_j cancels the Hartree energies: the spectrum is gapless"),
            Step(EquationsOfMotion(), "the quadratic Hamiltonian moves a_p only into a_p and a_-p^dagger"),
            Step(InKineticEnergies(), "the momentum enters by the kinetic energies alone"),
        ),
        RANGED,
    )


@derivation
def squared_energies() -> Derivation:
    """(E_d^2, E_s^2), the larger first."""
    return equations_of_motion().then(Step(SquaredEnergies(), "E and -E come in pairs: a quadratic equation for E^2"))


@dataclass(frozen=True)
class WithoutCoupling(Rule):
    """Energies of the two components by themselves: V_ab = 0."""

    name: str = "V_ab = 0"

    def __call__(self, matrix: sp.Matrix) -> sp.Tuple:
        alone = matrix.subs(V_ab, 0)
        squares = [alone[i, i] ** 2 - alone[i, i + 2] ** 2 for i in range(2)]
        return sp.Tuple(*[sp.sqrt(sp.factor(square)) for square in squares])

    def residual(self, before, after, point, digits):
        """Positive eigenvalues of the blocks of a_p and a_-p^dagger of one component alone."""
        with mpmath.workdps(2 * digits):
            M, worst = _numbers(before, point, 2 * digits), mpmath.mpf(0)
            for i, energy in enumerate(after):
                block = mpmath.matrix([[M[i, i], M[i, i + 2]], [M[i + 2, i], M[i + 2, i + 2]]])
                found = max(map(mpmath.re, mpmath.eig(block, left=False, right=False)))
                worst = max(worst, relative_difference(found, evaluate(energy, point, digits)))
            return worst


@derivation
def isolated_energies() -> Derivation:
    """(E_a, E_b) of the components by themselves."""
    return equations_of_motion().then(Step(WithoutCoupling(), "an isolated component does not feel the other one"))


@dataclass(frozen=True)
class SymmetricMatrix(Rule):
    """H with D^(-1/2) (1, 1) M^2 = H D^(-1/2) (1, 1): the symmetric matrix of the squared energies."""

    name: str = "the symmetric matrix of D^(-1/2) (u + v)"

    def __call__(self, matrix: sp.Matrix) -> sp.Matrix:
        normal, anomalous = matrix[:2, :2], matrix[:2, 2:]
        kinetic = (normal - anomalous).applyfunc(sp.expand)
        root = sp.diag(*[sp.sqrt(kinetic[i, i]) for i in range(2)])
        return (root * (normal + anomalous) * root).applyfunc(lambda entry: sp.factor(sp.expand(entry)))

    def residual(self, before, after, point, digits):
        with mpmath.workdps(2 * digits):
            M, H = (_numbers(matrix, point, 2 * digits) for matrix in (before, after))
            inverse = mpmath.diag([1 / mpmath.sqrt(exact(point[eps])) for eps in (eps_a, eps_b)])
            both = inverse * mpmath.matrix([[1, 0, 1, 0], [0, 1, 0, 1]])
            difference = both * M * M - H * both
            return mpmath.mnorm(difference, "f") / mpmath.mnorm(both * M * M, "f")


def _numbers(matrix: sp.Matrix, point: dict, digits: int) -> mpmath.matrix:
    return mpmath.matrix([[evaluate(entry, point, digits) for entry in row] for row in matrix.tolist()])


@dataclass(frozen=True)
class Weights(Rule):
    """(P_ad, P_as, P_bd, P_bs): diagonals of the projectors (H - E_s^2)/(E_d^2 - E_s^2) and (E_d^2 - H)/(E_d^2 - E_s^2)."""

    name: str = "projectors on the two branches"

    def __call__(self, H: sp.Matrix) -> sp.Tuple:
        split = E_d**2 - E_s**2
        shares = [((H[i, i] - E_s**2) / split, (E_d**2 - H[i, i]) / split) for i in range(2)]
        return sp.Tuple(*itertools.chain(*shares))

    def residual(self, before, after, point, digits):
        """Unit eigenvectors of the numerical matrix; its eigenvalues are the squares of the energies of the point."""
        with mpmath.workdps(2 * digits):
            values, vectors = mpmath.eigsy(_numbers(before, point, 2 * digits))
            worst = max(
                relative_difference(values[k], exact(evaluate(e, point, 2 * digits)) ** 2) for k, e in enumerate((E_s, E_d))
            )
            expected = [vectors[i, k] ** 2 for i in range(2) for k in (1, 0)]
            pairs = zip(expected, after, strict=True)
            return max(worst, *(relative_difference(a, evaluate(b, point, digits)) for a, b in pairs))


@derivation
def symmetric_matrix() -> Derivation:
    """The matrix whose eigenvalues are the squared energies: the levels of the components and what couples them."""
    return equations_of_motion().then(
        Step(SymmetricMatrix(), "(A - B)(A + B) f = E^2 f with A - B = diag(eps) is symmetric after D^(-1/2)"),
        domain=MODES,
    )


@derivation
def weights() -> Derivation:
    """(P_ad, P_as, P_bd, P_bs), the weights of the components in the branches, by the energies."""
    isolated = {V_aa: (E_a**2 / eps_a - eps_a) / (2 * n_a), V_bb: (E_b**2 / eps_b - eps_b) / (2 * n_b)}
    return symmetric_matrix().then(
        Step(Weights(), "a symmetric matrix is the sum of its eigenvalues times projectors"),
        Step(substitute(isolated, tidy=sp.cancel), "E_i^2 = eps_i (eps_i + 2 n_i V_ii)"),
        domain=MODES,
    )


@dataclass(frozen=True)
class CanonicalAmplitudes(Rule):
    """u^zeta = (eps + zeta E)/(2 sqrt(eps E)) times a unit eigenvector: sum_i (u_i^+)^2 - (u_i^-)^2 = 1."""

    name: str = "canonical normalisation"

    def __call__(self, shares: sp.Tuple) -> sp.Tuple:
        names = dict(zip(P.values(), shares, strict=True))
        return sp.Tuple(*[amplitude(*k, SIGN[zeta]).subs(names) for k, zeta in U])

    def residual(self, before, after, point, digits):
        """Eigenvectors of the numerical equations of motion, normalised, with a positive sum u_a + v_a."""
        with mpmath.workdps(3 * digits):
            M = _numbers(equations_of_motion().result, point, 3 * digits)
            energies, vectors = mpmath.eig(M)
            found = {}
            for k in range(4):
                vector = [mpmath.re(vectors[i, k]) for i in range(4)]
                norm = vector[0] ** 2 + vector[1] ** 2 - vector[2] ** 2 - vector[3] ** 2
                if norm > 0:
                    sign = mpmath.sign(vector[0] + vector[2])
                    found[mpmath.re(energies[k])] = [sign * entry / mpmath.sqrt(norm) for entry in vector]
            by_branch = dict(zip("sd", (found[e] for e in sorted(found)), strict=True))
            expected = [by_branch[k[1]]["ab".index(k[0]) + 2 * (zeta == "minus")] for k, zeta in U]
            return max(
                relative_difference(a, evaluate(b, point, digits)) for a, b in zip(expected, parts(after), strict=True)
            )


@derivation
def amplitudes() -> Derivation:
    """(u_ad^+, u_ad^-, u_as^+, u_as^-, u_bd^+, ...) for either sign of V_ab."""
    return weights().then(Step(CanonicalAmplitudes(), "[a, a^dagger] = 1 for the atoms and for the quasiparticles"))


@dataclass(frozen=True)
class Resolvent(Rule):
    """(nu - M)^(-1) tau_z: the Green functions, for the pairs aa, ab the elements 11, 12, 22."""

    name: str = "resolvent of the equations of motion"

    def __call__(self, matrix: sp.Matrix) -> sp.Tuple:
        secular = s.nu * sp.eye(4) - matrix
        inverse = secular.adjugate().applyfunc(sp.expand) / sp.expand(secular.det(method="berkowitz"))
        G = inverse * sp.diag(1, 1, -1, -1)
        return sp.Tuple(*[G[i, j] for i, j in _elements()])

    def residual(self, before, after, point, digits):
        """(nu - M) G = tau_z on numbers; the elements that are not listed follow by symmetry."""
        with mpmath.workdps(2 * digits):
            M, at = _numbers(before, point, 2 * digits), exact(point[s.nu])
            expected = mpmath.inverse(at * mpmath.eye(4) - M) * mpmath.diag([1, 1, -1, -1])
            pairs = zip((expected[i, j] for i, j in _elements()), after, strict=True)
            return max(relative_difference(a, evaluate(b, point, digits)) for a, b in pairs)


def _elements() -> list[tuple[int, int]]:
    """Rows and columns, in (a, b, a^dagger, b^dagger), of the elements 11, 12, 22 for aa, ab."""
    return [(i + 2 * r, j + 2 * c) for i, j in ((0, 0), (0, 1)) for r, c in ((0, 0), (0, 1), (1, 1))]


def by_energies(elements: sp.Tuple) -> sp.Tuple:
    """The couplings expressed by E_d, E_s and E_a; V_ab is left where it enters linearly."""
    link = sp.Symbol("link", real=True)  # 2 sqrt(eps_a eps_b n_a n_b) V_ab
    squared = (E_d**2 - E_a**2) * (E_a**2 - E_s**2)
    other = E_d**2 + E_s**2 - E_a**2
    couplings = {V_aa: (E_a**2 / eps_a - eps_a) / (2 * n_a), V_bb: (other / eps_b - eps_b) / (2 * n_b)}
    couplings[V_ab] = link / (2 * sp.sqrt(eps_a * eps_b * n_a * n_b))
    found = []
    for element in elements:
        ratio = sp.fraction(sp.together(element.subs(couplings, simultaneous=True)))
        numerator, denominator = (sp.expand(part).subs(link**2, squared) for part in ratio)
        found.append(sp.factor(sp.cancel(numerator / denominator)).subs(link, 2 * sp.sqrt(eps_a * eps_b * n_a * n_b) * V_ab))
    return sp.Tuple(*found)


@derivation
def green_functions() -> Derivation:
    """Matrix Green functions of the atoms at the energy nu."""
    return equations_of_motion().then(
        Step(Resolvent(), "-<T Psi Psi^dagger> obeys the equations of motion with the source [Psi, Psi^dagger] = tau_z"),
        Step(Rewrite("the couplings by the energies", by_energies), "E_a^2 + E_b^2 = E_d^2 + E_s^2, and the product"),
        domain=AMPLITUDES,
    )


# --- depletion ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ThermalAverage(Rule):
    """<B^dagger B> = N of each branch, nothing else has an average."""

    name: str = "thermal average over free quasiparticles"

    def __call__(self, number: BosonPolynomial) -> sp.Expr:
        total = number.coefficient()
        for branch, k in itertools.product("ds", (1, -1)):
            total += number.coefficient([(branch, k)], [(branch, k)]) * occupation[branch]
        return sp.expand(total)

    def residual(self, before, after, point, digits):
        """Geometric distributions of the numbers of quasiparticles, summed term by term with the matrix elements."""
        with mpmath.workdps(2 * digits):
            total = evaluate(before.coefficient(), point, 2 * digits)
            for (creators, annihilators), c in before.terms.items():
                if len(creators) == 1 and creators == annihilators:
                    weight = 1 / (1 + 1 / exact(point[occupation[creators[0][0]]]))  # exp(-E/T)
                    counts = mpmath.nsum(lambda n, x=weight: n * x**n, [0, mpmath.inf]) * (1 - weight)
                    total += evaluate(c, point, 2 * digits) * counts
            return relative_difference(total, evaluate(after, point, digits))


def _atom(component: str) -> BosonPolynomial:
    """a_p of Eq. (A2)."""
    total = BosonPolynomial({})
    for branch in "ds":
        total = total + annihilate((branch, 1)).scaled(U[component + branch, "plus"])
        total = total + create((branch, -1)).scaled(U[component + branch, "minus"])
    return total


_BOSE = {occupation[branch]: 1 / (sp.exp(ENERGY[branch] / s.T) - 1) for branch in "ds"}

#: Thermal quasiparticles with any amplitudes.
THERMAL = Domain(
    3, (*((u, -2, 2) for u in U.values()), (E_d, 0.1, 5), (E_s, 0.1, 5), (s.T, 0.3, 5)), given=tuple(_BOSE.items())
)


@derivation
def occupation_of_mode(component: str) -> Derivation:
    """<a_p^dagger a_p> of one mode by the amplitudes and by the Bose factors of its branches."""
    return Derivation(
        "",
        (_atom(component).dagger() * _atom(component)).expanded(),
        (
            Step(ThermalAverage(), "free quasiparticles: <B^dagger B> alone is not zero"),
            Step(substitute(_BOSE, tidy=lambda e: e), "Bose-Einstein distribution"),
        ),
        THERMAL,
    )
