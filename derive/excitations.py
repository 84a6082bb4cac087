"""What low- and high-energy states contribute to sum rules in mixtures without coherent coupling, f = cos(q x).

carlini2021 Table II.  Low: the two sounds of the hydrodynamic equations.  High, spin: pairs of phonons (+, k), (-, -k) that
the momentum of one component excites; their part of m_1 is what the drag takes from the sound.  High, density: the total
momentum excites nothing (Galilei), so that the next order counts: E^2 <n|rho_q|0> = (hbar q)^2 <n|Pi|0>/m with the stress
Pi = 2 T_xx + H_int of contact interactions, and <n|H_int|0> = -<n|T|0> between eigenstates of H = T + H_int.
Invariant: every strength is positive, and a strength times its energy is its part of m_1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import mpmath
import sympy as sp

from . import notation as s
from . import raman_sum_rules
from .domain import Domain
from .fast_drag import BALANCED, WAVE_OF, N, WaveEquation, channel_moment, wave_energy
from .moving_condensates import drag_integral
from .numeric import evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Arithmetic, Rule, RuleError, per_mode, substitute
from .vacuum_energy import modes, momentum_measure

epsilon = sp.Symbol("epsilon", positive=True)  # kinetic energy of an atom of the mode
rest = sp.Symbol("rest", positive=True)  # m c^2 of a branch
pair_energy = sp.Symbol("pair_energy", positive=True)  # mean energy of the pairs in the spin channel
c = sp.Symbol("c", positive=True)  # sound velocity of a branch
WAVES = replace(BALANCED, ranges=(*BALANCED.ranges, (N, 1, 100), (pair_energy, 0.1, 10)))
QUANTITIES = ("strength", "energy", "m_1")


# --- low: sound ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OneState(Rule):
    """A quantity of the one state behind a wave A'' + omega^2 A = drive, <F> = A/2n per atom."""

    quantity: str

    @property
    def name(self) -> str:
        return f"{self.quantity} of the wave"

    def __call__(self, wave):
        energy = s.hbar * sp.sqrt(wave[0])
        moment = s.hbar**2 * N * wave[1] / (4 * s.n * s.lambda_)
        value = {"energy": energy, "m_1": moment, "strength": moment / energy}[self.quantity]
        return sp.powdenest(sp.factor(value), force=True)

    def residual(self, before, after, point, digits):
        """Eq. (2) for one state of this strength and energy, against the amplitude that starts from rest."""
        with mpmath.workdps(2 * digits):
            hbar, atoms, n, strength_ = (exact(point[symbol]) for symbol in (s.hbar, N, s.n, s.lambda_))
            squared, drive = (evaluate(part, point, 2 * digits) for part in before)
            energy = hbar * mpmath.sqrt(squared)
            static = drive / squared / (2 * n)  # mean over time of A/2n
            strength = static * atoms * energy / (2 * strength_)  # 2 lambda |<n|F|0>|^2/(N energy)
            expected = {"energy": energy, "strength": strength, "m_1": strength * energy}[self.quantity]
            return relative_difference(expected, evaluate(after, point, digits))


@derivation
def sound(quantity: str, channel: str) -> Derivation:
    """Strength, energy or m_1 of the sound of a channel: the low-energy entries of Table II."""
    return Derivation(
        "",
        wave_energy(channel),
        (
            Step(WaveEquation(*WAVE_OF[channel]), "continuity and the Euler equation, linear in the wave"),
            Step(OneState(quantity), "one state"),
        ),
        WAVES,
    )


# --- high, spin: pairs of phonons of different branches -----------------------------------------------------------------


@dataclass(frozen=True)
class MeanPairEnergy(Rule):
    """m_1/m_0 of the pairs: each mode of the drag density is 2 |<n|P_1|0>|^2/E_n, and F_sigma excites it by P_1/E_n."""

    D: int
    name: str = "one more power of E_+ + E_- in the denominator"

    def __call__(self, integral: sp.Integral):
        energy = modes()["S"]
        return integral / sp.Integral(sp.powsimp(integral.function / energy), *integral.limits)

    def residual(self, before, after, point, digits):
        """|<n|P_1|0>|^2 of the mode from the Bogoliubov amplitudes of both branches."""
        with mpmath.workdps(2 * digits):
            hbar, p = exact(point[s.hbar]), exact(point[s.p])
            kinetic, mean_field = [], []
            for mass, coupling, n in ((s.m1, s.g11, s.n1), (s.m2, s.g22, s.n2)):
                kinetic.append((hbar * p) ** 2 / (2 * exact(point[mass])))
                mean_field.append(exact(point[coupling]) * exact(point[n]))
            mixing = exact(point[s.g12]) * mpmath.sqrt(exact(point[s.n1]) * exact(point[s.n2]))
            off = 2 * mixing * mpmath.sqrt(kinetic[0] * kinetic[1])
            diagonal = [e * (e + 2 * v) for e, v in zip(kinetic, mean_field, strict=True)]
            squares, rotation = mpmath.eigsy(mpmath.matrix([[diagonal[0], off], [off, diagonal[1]]]))
            energies = [mpmath.sqrt(square) for square in squares]
            amplitude = []
            for branch in (0, 1):
                density = rotation[0, branch] * mpmath.sqrt(kinetic[0] / energies[branch])  # u + v
                phase = rotation[0, branch] * mpmath.sqrt(energies[branch] / kinetic[0])  # u - v
                amplitude.append(((density + phase) / 2, (density - phase) / 2))
            (u, v), (other_u, other_v) = amplitude
            measure = 2 * evaluate(momentum_measure(self.D), point, 2 * digits) / self.D
            expected = measure * 2 * (hbar * p * (u * other_v - other_u * v)) ** 2 / sum(energies)
            part, weighted = (evaluate(per_mode(side, point), point, digits) for side in (before, before / after))
            return relative_difference(part, expected) + relative_difference(weighted * sum(energies), part)


@derivation
def mean_pair_energy(D: int) -> Derivation:
    """Mean energy of the high-energy states in the spin channel, to leading order in q, for any mixture."""
    return drag_integral(D).then(Step(MeanPairEnergy(D), "continuity: E_n <n|F|0> is q times the current"))


@derivation
def spin_pairs(quantity: str) -> Derivation:
    """Strength, energy or m_1 of the high-energy states in the spin channel of a balanced mixture, by n_drag."""
    whole = raman_sum_rules.moment("spin").result.subs(s.Omega_R, 0)
    uniform = {s.grad_f2_n: N * s.q**2 / 2, s.grad_f2_drag: N * s.q**2 / 2 * s.n_drag / s.n}
    value = {"m_1": 1, "strength": 1 / pair_energy, "energy": None}[quantity]
    if value is None:
        return Derivation("", pair_energy, (), WAVES)
    sums = (*WAVES.ranges, (s.grad_f2_n, 1, 10), (s.grad_f2_drag, 0.01, 0.2))
    return Derivation(
        "",
        (whole - channel_moment("spin").result) * value,
        (Step(substitute(uniform, tidy=sp.factor), "f = cos(q x) in a uniform gas: the f-sum rule less the sound"),),
        replace(WAVES, ranges=sums),
    )


# --- high, density: pairs of phonons of one branch ----------------------------------------------------------------------


@dataclass(frozen=True)
class PairAmplitude(Rule):
    """<k, -k|T|0> = 2 epsilon u v of one branch from its 2 x 2 equations of motion."""

    name: str = "pair amplitude of the kinetic energy"

    def __call__(self, matrix: sp.Matrix):
        energy = sp.sqrt(sp.factor(-matrix.det()))
        return -epsilon * matrix[0, 1] / energy  # u v = -m c^2/2 E from u^2 + v^2 and u^2 - v^2 = 1

    def residual(self, before, after, point, digits):
        """u and v as the eigenvector of positive norm."""
        with mpmath.workdps(2 * digits):
            entries = [[evaluate(before[i, j], point, 2 * digits) for j in range(2)] for i in range(2)]
            values, vectors = mpmath.eig(mpmath.matrix(entries))
            (pick,) = [j for j in range(2) if mpmath.re(values[j]) > 0]
            u, v = vectors[0, pick], vectors[1, pick]
            product = mpmath.re(u * v / (u**2 - v**2))
            return relative_difference(2 * exact(point[epsilon]) * product, evaluate(after, point, digits))


@dataclass(frozen=True)
class PairStrength(Rule):
    """Mean over directions of |<k, -k|rho_q|0>|^2, times the energy 2 E of the pair to a power."""

    power: int
    name: str = "strength of a pair by the stress, over all directions"

    def __call__(self, amplitude):
        theta = sp.Symbol("theta", real=True)
        shape = (2 * sp.cos(theta) ** 2 - 1) ** 2
        mean = sp.integrate(sp.expand(shape * sp.sin(theta)), (theta, 0, sp.pi)) / 2
        element = (s.hbar * s.q) ** 2 * amplitude / (s.m * self._energy() ** 2)
        return sp.factor(mean * element**2 * self._energy() ** self.power)

    @staticmethod
    def _energy():
        return 2 * sp.sqrt(epsilon * (epsilon + 2 * rest))

    def residual(self, before, after, point, digits):
        """Cartesian: pairs with momenta on a spherical design of 12 directions, which averages polynomials of degree 5."""
        with mpmath.workdps(2 * digits):
            golden = (1 + mpmath.sqrt(5)) / 2
            corners = [(0, a, b * golden) for a in (1, -1) for b in (1, -1)]
            corners = [tuple(corner[(i + j) % 3] for i in range(3)) for corner in corners for j in range(3)]
            mean = sum((2 * corner[0] ** 2 / (1 + golden**2) - 1) ** 2 for corner in corners) / 12
            T, hbar, q, mass, e, mc2 = (
                evaluate(before, point, 2 * digits), *(exact(point[symbol]) for symbol in (s.hbar, s.q, s.m, epsilon, rest))
            )
            pair = 2 * mpmath.sqrt(e**2 + 2 * e * mc2)
            expected = mean * (T * (hbar * q / pair) ** 2 / mass) ** 2 * pair**self.power
            return relative_difference(expected, evaluate(after, point, digits))


@dataclass(frozen=True)
class OverPairs(Rule):
    """Sum over the pairs in N/n, (1/2) int d^3k/(2 pi)^3, by the kinetic energy; cos(q x) has half of e^{iqx} and e^{-iqx}."""

    name: str = "sum over pairs"

    def __call__(self, strength):
        momentum = sp.sqrt(2 * s.m * epsilon) / s.hbar
        measure = momentum**2 * sp.diff(momentum, epsilon) / (2 * sp.pi**2)
        pairs, waves = sp.Rational(1, 2), sp.Rational(1, 2)
        return sp.Integral(sp.powsimp(sp.factor(pairs * waves * N / s.n * measure * strength)), (epsilon, 0, sp.oo))

    def residual(self, before, after, point, digits):
        """States between two kinetic energies, counted in a sphere of volume N/n: a numerical derivative."""
        with mpmath.workdps(3 * digits):
            mass, hbar, n, atoms = (exact(point[symbol]) for symbol in (s.m, s.hbar, s.n, N))
            states = lambda e: atoms / n * 4 * mpmath.pi / 3 * (mpmath.sqrt(2 * mass * e) / (2 * mpmath.pi * hbar)) ** 3
            density = mpmath.diff(states, exact(point[epsilon]))
            expected = evaluate(before, point, 2 * digits) * density / 2 * 2 * mpmath.mpf("0.25")
            return relative_difference(expected, evaluate(after.function, point, digits))


@dataclass(frozen=True)
class EnergyIntegral(Rule):
    """int_0^oo de e^a (e + 2 m c^2)^-b: Euler's beta function."""

    name: str = "integral over kinetic energies"

    def __call__(self, integral: sp.Integral):
        free, depends = integral.function.as_independent(epsilon, as_Add=False)
        shift = sp.Symbol("shift", positive=True)
        scaled = sp.powsimp(sp.powdenest(depends.subs(epsilon, 2 * rest * shift), force=True) * 2 * rest)
        scaled = sp.powsimp(sp.factor(scaled), force=True)
        outside, inside = scaled.as_independent(shift, as_Add=False)
        powers = dict((base, power) for base, power in (f.as_base_exp() for f in sp.Mul.make_args(sp.factor(inside))))
        a = powers.pop(shift, sp.S.Zero)
        ((base, b),) = powers.items()
        if sp.expand(base - 1 - shift) != 0:
            raise RuleError(f"not a beta integral: {inside}")
        return sp.powsimp(free * outside * sp.gamma(a + 1) * sp.gamma(-a - b - 1) / sp.gamma(-b))

    def residual(self, before, after, point, digits):
        """Quadrature in sqrt(epsilon), which removes the root at 0."""
        with mpmath.workdps(digits + 20):
            scale = mpmath.sqrt(2 * exact(point[rest]))
            f = lambda u: evaluate(before.function, dict(point) | {epsilon: u**2}, digits + 15) * 2 * u
            inner = mpmath.quad(lambda u: f(scale * u) * scale, [0, mpmath.mpf(1) / 2, 1], method="gauss-legendre")
            tail = mpmath.quad(lambda u: f(scale / u) * scale / u**2, [0, mpmath.mpf(1) / 2, 1], method="gauss-legendre")
            return relative_difference(inner + tail, evaluate(after, point, digits))


_PAIRS = Domain(
    3,
    ((s.hbar, 0.5, 2), (s.m, 0.1, 10), (s.n, 0.1, 10), (N, 1, 100), (s.q, 0.1, 10), (epsilon, 0.1, 10), (c, 0.1, 10)),
    given=((rest, s.m * c**2),),
)


@derivation
def density_pairs(quantity: str) -> Derivation:
    """Strength, energy or m_1 of pairs (k, -k) of one branch of sound velocity c in the density channel, D = 3, q -> 0."""
    if quantity == "energy":
        start = sp.Tuple(density_pairs("m_1").result, density_pairs("strength").result)
        mean = Arithmetic("m_1 over strength", lambda moment, strength: moment / strength, tidy=sp.powsimp)
        return Derivation("", start, (Step(mean, "mean energy"),), _PAIRS)
    return Derivation(
        "",
        sp.ImmutableMatrix([[epsilon + rest, rest], [-rest, -epsilon - rest]]),
        (
            Step(PairAmplitude(), "u^2 - v^2 = 1"),
            Step(PairStrength({"strength": 0, "m_1": 1}[quantity]), "<n|2 T_xx + H_int|0> = (2 cos^2(theta) - 1) <n|T|0>"),
            Step(OverPairs(), "one state for k and -k"),
            Step(EnergyIntegral(), "converges at both ends in D = 3"),
            Step(substitute({rest: s.m * c**2}, tidy=sp.powsimp), "m c^2"),
        ),
        _PAIRS,
    )
