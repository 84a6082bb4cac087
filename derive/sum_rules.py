"""Linear response to a step in time: one excited state after the other, then sums over them.

carlini2021 Sec. I, Eqs. (2)-(9).  First-order perturbation theory gives the response of each state; the order t^2 of the
sum is the energy-weighted moment, a double commutator by completeness; what oscillates many times leaves the static
response.  Invariant: F(1) and F(2) are functions of positions, they commute, so that nothing is linear in t.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import mpmath
import sympy as sp

from . import notation as s
from .domain import Domain
from .notation import commutator_11, commutator_12, inverse_moment, m1_11, m1_12
from .notation import omega_n0 as omega
from .numeric import evaluate, exact, relative_difference
from .records import Derivation, Step, derivation
from .rules import Rule, RuleError

real_part, imaginary_part = sp.symbols("real_part imaginary_part", real=True)  # of <0|F(2)|n><n|F(1)|0>
N2 = sp.Symbol("N2", positive=True)

STATES = Domain(
    3,
    (
        (s.hbar, 0.5, 2),
        (s.lambda_, 0.1, 10),
        (s.t, 0.1, 10),
        (omega, 0.1, 10),
        (real_part, -2, 2),
        (imaginary_part, -2, 2),
        (N2, 1, 100),
        (s.m1_moment, 0.1, 2),
        (m1_12, -2, 2),
        (m1_11, 0.1, 2),
        (inverse_moment, -2, 2),
        (commutator_12, -2, 2),
        (commutator_11, 0.1, 2),
    ),
)


@dataclass(frozen=True)
class FirstOrderState(Rule):
    """<F(2)>/N2 of the state |0> + c(t) exp(-i omega t) |n>, i hbar dc/dt = -lambda <n|F(1)|0> exp(i omega t)."""

    name: str = "first-order perturbation theory, one state"

    def __call__(self, product):
        """``product``: <0|F(2)|n><n|F(1)|0>."""
        time = sp.Symbol("time", real=True)
        amplitude = sp.integrate(sp.I * s.lambda_ / s.hbar * sp.exp(sp.I * omega * time), (time, 0, s.t))
        half = sp.expand(amplitude * sp.exp(-sp.I * omega * s.t))
        return (half * product + sp.conjugate(half) * sp.conjugate(product)) / N2

    def residual(self, before, after, point, digits):
        """The amplitude by quadrature over time."""
        with mpmath.workdps(2 * digits):
            w, strength, hbar, time, atoms = (exact(point[symbol]) for symbol in (omega, s.lambda_, s.hbar, s.t, N2))
            integral = mpmath.quad(lambda at: mpmath.exp(1j * w * at), mpmath.linspace(0, time, 30))
            half = 1j * strength / hbar * integral * mpmath.exp(-1j * w * time)
            expected = 2 * mpmath.re(half * evaluate(before, point, 2 * digits)) / atoms
            return relative_difference(expected, evaluate(after, point, digits))


@derivation
def response_of_state() -> Derivation:
    """What one excited state contributes to the response of F(2) to -lambda F(1) that is switched on."""
    step = Step(FirstOrderState(), "the perturbation is weak; the mean of F(2) changes in first order")
    return Derivation("", real_part + sp.I * imaginary_part, (step,), STATES)


@dataclass(frozen=True)
class SumOverStates(Rule):
    """A sum over states of c times real_part * omega**power, named; imaginary parts cancel in the sum.

    sum (real + i imaginary) = <F(2) F(1)> is real because F(1) and F(2) commute, so that sum imaginary = 0.
    """

    order: int  # of the term in t that is kept; 0 for the mean over times
    power: int
    symbol: sp.Symbol
    name: str = "sum over the states"

    def __call__(self, response):
        w = sp.expand(response.rewrite(sp.cos).expand(complex=True))
        if self.order:
            coefficients = [sp.expand(sp.diff(w, s.t, j).subs(s.t, 0) / sp.factorial(j)) for j in range(self.order + 1)]
            if sp.simplify(coefficients[0]) != 0 or coefficients[1].has(real_part):
                raise RuleError("the response does not start with t^2")
            kept = coefficients[self.order] * s.t**self.order
        else:
            kept = w.replace(sp.cos, lambda _: sp.S.Zero).replace(sp.sin, lambda _: sp.S.Zero)
        if sp.expand(kept).has(imaginary_part):
            raise RuleError("imaginary parts are left over")
        return sp.factor(sp.expand(kept) / (real_part * (s.hbar * omega) ** self.power) * self.symbol)

    def residual(self, before, after, point, digits):
        """Three states with commuting F's: their responses added at an early time, or averaged over times."""
        with mpmath.workdps(3 * digits):
            hbar = exact(point[s.hbar])
            chosen = ((1, "0.7", "0.2"), (2, "-0.3", "0.4"), (3, "1.1", "-0.6"))  # the imaginary parts add up to zero
            states = [tuple(map(mpmath.mpf, state)) for state in chosen]
            total = sum(a * (hbar * w) ** self.power for w, a, _ in states)
            early = mpmath.mpf(10) ** (-digits - 2)
            times = [early] if self.order else [2 * mpmath.pi * j / 8 for j in range(8)]  # a whole period of every state

            def response(time):
                at = dict(point) | {s.t: time}
                values = [at | dict(zip((omega, real_part, imaginary_part), state, strict=True)) for state in states]
                return sum(evaluate(before, value, 2 * digits) for value in values)

            mean = mpmath.re(sum(response(time) for time in times)) / len(times)
            expected = evaluate(after, dict(point) | {s.t: times[0], self.symbol: total}, digits)
            return relative_difference(mean, expected)


@derivation
def ultrafast_response() -> Derivation:
    """Response of F(2) in the order t^2, by the moment m_1(1,2) = sum of energies times strengths."""
    step = Step(SumOverStates(2, 1, m1_12), "omega t << 1 for every state; F(1) and F(2) commute")
    return response_of_state().then(step)


@derivation
def static_response() -> Derivation:
    """Response of F(2) averaged over many periods, by the moment m_-1(1,2)."""
    return response_of_state().then(Step(SumOverStates(0, -1, inverse_moment), "omega t >> 1: the oscillations average out"))


@dataclass(frozen=True)
class Completeness(Rule):
    """m_1(i, j) = <[F(j), [H, F(i)]]>/2."""

    moment: sp.Symbol
    commutator: sp.Symbol
    name: str = "completeness"

    def __call__(self, expr):
        return expr.subs(self.moment, self.commutator / 2)

    def residual(self, before, after, point, digits):
        """A Hamiltonian and two commuting F's in six dimensions: both sides from their definitions."""
        rng = random.Random(digits)
        size = 6
        with mpmath.workdps(2 * digits):
            H = mpmath.matrix(size, size)
            for i in range(size):
                for j in range(i + 1):
                    entry = mpmath.mpc(rng.randint(-9, 9), 0 if i == j else rng.randint(-9, 9)) / 7
                    H[i, j], H[j, i] = entry, mpmath.conj(entry)
            one = mpmath.diag([mpmath.mpf(rng.randint(-9, 9)) / 5 for _ in range(size)])
            two = mpmath.diag([mpmath.mpf(rng.randint(-9, 9)) / 3 for _ in range(size)])
            two = one if self.moment == m1_11 else two
            energies, states = mpmath.eighe(H)
            order = sorted(range(size), key=lambda i: energies[i])
            column = lambda i: states[:, order[i]]
            element = lambda i, operator, j: (column(i).H * operator * column(j))[0]
            inner = H * one - one * H
            double = mpmath.re(element(0, two * inner - inner * two, 0))
            strength = lambda n: mpmath.re(element(0, two, n) * element(n, one, 0))
            moment = sum((energies[order[n]] - energies[order[0]]) * strength(n) for n in range(size))
            left = evaluate(before, dict(point) | {self.moment: moment}, digits)
            right = evaluate(after, dict(point) | {self.commutator: double}, digits)
            return relative_difference(left, right)


@derivation
def ultrafast_commutator() -> Derivation:
    """The same by the double commutator of F(2), H and F(1)."""
    step = Step(Completeness(m1_12, commutator_12), "H|n> = E_n|n>, sum |n><n| = 1")
    return ultrafast_response().then(step)


@derivation
def ultrafast_own_commutator() -> Derivation:
    """Response of F(1) itself in the order t^2 per atom of component 1; N2 stands for the number of atoms of F."""
    step = Step(SumOverStates(2, 1, m1_11), "omega t << 1 for every state; F(1) in the place of F(2)")
    return response_of_state().then(step, Step(Completeness(m1_11, commutator_11), "H|n> = E_n|n>, sum |n><n| = 1"))


# --- a perturbation that is ramped up ------------------------------------------------------------------------------------

RAMPED = {"during": Domain(3, (*STATES.ranges, (s.tau, 0.1, 20)), (s.t < s.tau,))}
RAMPED["after"] = Domain(3, (*STATES.ranges, (s.tau, 0.1, 5)), (s.t > s.tau,))


@dataclass(frozen=True)
class RampedState(Rule):
    """<F(2)>/N2 of one state if lambda grows linearly during tau: the mean of steps that begin between 0 and tau."""

    until: sp.Symbol  # the last step that has begun: t during the ramp, tau after it
    name: str = "first-order perturbation theory, linear ramp"

    def __call__(self, response):
        start = sp.Symbol("start", positive=True)
        stepped = sp.expand(response.rewrite(sp.cos).expand(complex=True)).subs(s.t, s.t - start)
        return sp.factor(sp.expand(sp.integrate(sp.expand(stepped), (start, 0, self.until)) / s.tau))

    def residual(self, before, after, point, digits):
        """Steps that begin one after the other, added by quadrature."""
        with mpmath.workdps(2 * digits):
            tau, time = exact(point[s.tau]), exact(point[s.t])
            at = lambda start: mpmath.re(evaluate(before, dict(point) | {s.t: time - start}, 2 * digits))
            mean = mpmath.quad(at, mpmath.linspace(0, min(tau, time), 24), method="gauss-legendre") / tau
            return relative_difference(mean, mpmath.re(evaluate(after, point, digits)))


@derivation
def ramped_response(stage: str = "after") -> Derivation:
    """What one state contributes to the response of F(2) "during" or "after" a linear ramp of lambda that lasts tau."""
    step = Step(RampedState({"during": s.t, "after": s.tau}[stage]), "linear response: a ramp is a sequence of small steps")
    return response_of_state().then(step, domain=RAMPED[stage])
