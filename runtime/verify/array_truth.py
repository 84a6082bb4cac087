"""Exact float inputs of a kernel on arrays and what it should return there: every result from the derived forms.

The energies and weights are taken as the chapter derives them, at a precision that is raised until 30 digits agree; none
of the stable names of the text is used.  Inputs are drawn by exponent and straddle equal components, V_ab -> 0 and the
threshold V_ab^2 -> V_aa V_bb; at complex momenta |arg p| < pi/5 and the interactions have phases of their own.  There
the energies are the roots with a positive real part: for interactions that are positive up to a phase the squared energies
have an argument between those of p^2 and p^4.

An error is measured in units of the last place of max(|f|, sum |x df/dx|), |f| of a complex value being its modulus:
rounded inputs determine no result better, and close to the special points they determine it badly.
"""

from __future__ import annotations

import cmath
import functools
import math
import random
from dataclasses import dataclass

import mpmath
import numpy as np
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive import resonance_sums
from entrainment.derive.codegen import mode_names
from entrainment.derive.codegen.arrays import ArrayKernel
from entrainment.derive.codegen.resonance_kernel import ResonanceSum
from entrainment.derive.codegen.response_kernel import ConductivitiesOfResponse
from entrainment.derive.numeric import agrees, compile_mpmath

from .truth import DIGITS, SEED

SAMPLES = {ArrayKernel: 240, ConductivitiesOfResponse: 240, ResonanceSum: 60}
LADDER = (DIGITS + 15, 2 * DIGITS, 3 * DIGITS, 5 * DIGITS, 10 * DIGITS, 30 * DIGITS)
STEP = mpmath.mpf(2) ** -60  # of a relative change, for the slopes
ANGLE = math.pi / 5


@dataclass(frozen=True)
class ArraySample:
    """Inputs, the true results there, and the scales on which errors are measured; a result out of float's range is None."""

    arguments: tuple
    values: tuple
    scales: tuple


class Derived:
    """The results of a kernel from its arguments by the chapter's energies and weights."""

    def __init__(self, kernel: ArrayKernel | ConductivitiesOfResponse):
        self.kernel, wanted, chain = kernel, set(), []
        for result in kernel.results:
            wanted |= result.free_symbols
        for symbol, value in reversed(mode_names.as_derived()):
            if symbol in wanted:
                chain.insert(0, (str(symbol), *compile_mpmath(value)))
                wanted |= value.free_symbols
        self.chain, self.results = chain, [compile_mpmath(result) for result in kernel.results]

    def names(self, arguments) -> dict:
        """Energies and weights by name, at the working precision."""
        values = dict(zip(map(str, self.kernel.arguments), arguments, strict=False))
        for name, function, needed in self.chain:
            values[name] = function(*(values[n] for n in needed))
        return values

    def __call__(self, arguments) -> tuple:
        values = self.names(arguments)
        return tuple(function(*(values[n] for n in needed)) for function, needed in self.results)


def by_arguments(kernel) -> tuple[sp.Expr, ...]:
    """The derived results with everything put in place of its name: arguments alone are left."""
    if isinstance(kernel, ResonanceSum):
        real = {s.omega: sp.Symbol("frequencies", real=True), s.gamma: sp.Symbol("gamma", nonnegative=True)}
        return (_resonance().xreplace(real),)
    results = kernel.results
    for symbol, value in reversed(mode_names.as_derived()):
        results = tuple(result.xreplace({symbol: value}) for result in results)
    return results


@functools.cache
def derived(kernel: ArrayKernel | ConductivitiesOfResponse) -> Derived:
    """The derived results of a kernel, compiled once."""
    return Derived(kernel)


def settled(function, arguments):
    """Results at growing precision until 30 digits agree.  Raises ``ArithmeticError`` where they do not."""
    previous = None
    for working in LADDER:
        with mpmath.workdps(working):
            try:
                current = function([mpmath.mpmathify(x) for x in arguments])
            except ZeroDivisionError:
                continue
            if previous is not None and all(agrees(a, b, DIGITS) for a, b in zip(previous, current, strict=True)):
                return current, working
            previous = current
    raise ArithmeticError(f"{arguments}: the derived forms do not settle to {DIGITS} digits")


def sensitivities(function, arguments, values, working: int) -> list:
    """sum |x df/dx| of every result: what relative changes of the inputs make of it."""
    totals = [mpmath.mpf(0)] * len(values)
    with mpmath.workdps(working + DIGITS):
        exact = [mpmath.mpmathify(x) for x in arguments]
        start = function(exact)
        for index, x in enumerate(exact):
            moved = function([*exact[:index], x * (1 + STEP), *exact[index + 1 :]])
            for number, (before, after) in enumerate(zip(start, moved, strict=True)):
                totals[number] += abs(after - before) / STEP
    return totals


def sample(function, arguments) -> ArraySample:
    """The sample at ``arguments``."""
    values, working = settled(function, arguments)
    scales = sensitivities(function, arguments, values, working)
    within = [mpmath.isfinite(v) and 1e-290 < abs(v) < 1e290 for v in values]
    found = tuple(value if ok else None for value, ok in zip(values, within, strict=True))
    return ArraySample(tuple(arguments), found, tuple(max(abs(v), t) for v, t in zip(values, scales, strict=True)))


def error_in_ulp(computed, value, scale) -> float:
    """|computed - value| in units of the last place of ``scale`` (infinite for what is not a number)."""
    number = complex(computed)
    if not (math.isfinite(number.real) and math.isfinite(number.imag)):
        return math.inf
    with mpmath.workdps(DIGITS + 20):
        unit = mpmath.mpf(2) ** (int(mpmath.floor(mpmath.log(scale, 2))) - 52)
        return float(abs(mpmath.mpmathify(computed) - value) / unit)


def errors(computed, drawn: ArraySample) -> list[float]:
    """Error of every result, 0 where there is nothing to compare."""
    triples = zip(computed, drawn.values, drawn.scales, strict=True)
    return [0.0 if value is None else error_in_ulp(found, value, scale) for found, value, scale in triples]


def true_samples(kernel, count: int | None = None, seed: int = SEED) -> list[ArraySample]:
    """``count`` samples of a kernel on arrays, the same for the same seed."""
    count = SAMPLES[type(kernel)] if count is None else count
    rng = random.Random(seed)
    if isinstance(kernel, ResonanceSum):
        return [_row(rng, number) for number in range(count)]
    draw = _response if isinstance(kernel, ConductivitiesOfResponse) else _arguments
    return [sample(derived(kernel), draw(rng, kernel, number)) for number in range(count)]


# --- envelopes and densities --------------------------------------------------------------------------------------------


def _arguments(rng, kernel: ArrayKernel, number: int) -> tuple:
    """One input: at complex momenta every fourth is real, every second of the others has complex interactions."""
    values = _gas(rng)
    theta = 0.0 if kernel.real or number % 4 == 0 else rng.uniform(-1, 1) * ANGLE
    turned = {"p": cmath.exp(1j * theta)}
    if theta and number % 2:
        common = rng.uniform(-0.25, 0.25)
        own = 0.05 if values["V_ab"] ** 2 < 0.8 * values["V_aa"] * values["V_bb"] else 0.0
        turned |= {name: cmath.exp(1j * (common + own * rng.uniform(-1, 1))) for name in ("V_aa", "V_bb", "V_ab")}
    if not kernel.real:
        values |= {name: values[name] * turned.get(name, 1) for name in ("p", "V_aa", "V_bb", "V_ab")}
    names = list(map(str, kernel.arguments))
    if "T" in names:
        values["T"] = _temperature(rng, derived(kernel), [values[name] for name in names[:-1]])
    return tuple(values[name] for name in names)


def _size(rng, exponent: float = 10) -> float:
    return 2.0 ** rng.uniform(-exponent, exponent)


def _near_one(rng) -> float:
    return 1.0 + rng.choice((0.0, 1.0, -1.0)) * 2.0 ** -rng.uniform(1, 52)


def _gas(rng) -> dict[str, float]:
    """Real momentum, masses, densities, interactions; V_ab^2 <= V_aa V_bb as floats."""
    names = ("m_a", "m_b", "n_a", "n_b", "V_aa", "V_bb")
    values = {name: _size(rng) for name in names}
    if rng.random() < 1 / 3:
        values["m_b"] = values["m_a"] * _near_one(rng)
        if rng.random() < 1 / 2:
            values["V_bb"] = values["V_aa"] * values["n_a"] / values["n_b"] * _near_one(rng)
    while True:
        share = (rng.random(), rng.random(), 2.0 ** -rng.uniform(1, 40), 1.0 - 2.0 ** -rng.uniform(1, 52))[rng.randrange(4)]
        V_ab = rng.choice((1.0, -1.0)) * share * math.sqrt(values["V_aa"] * values["V_bb"])
        if sp.Rational(V_ab) ** 2 <= sp.Rational(values["V_aa"]) * sp.Rational(values["V_bb"]):
            break
    momentum = math.sqrt(2 * values["m_a"] * values["n_a"] * values["V_aa"])  # where the dispersion of a bends
    return values | {"V_ab": V_ab, "p": momentum * _size(rng, 12)}


def _temperature(rng, chain: Derived, arguments) -> float:
    """By exponent, or of the order of the lower energy, where the occupation is neither 0 nor classical."""
    if rng.random() < 1 / 2:
        return _size(rng)
    with mpmath.workdps(DIGITS):
        return float(abs(chain.names([mpmath.mpmathify(x) for x in arguments])["E_s"])) * 2.0 ** rng.uniform(-4, 12)


def _response(rng, kernel: ConductivitiesOfResponse, number: int) -> tuple:
    """A frequency, a response of any phase and Drude weights of either sign; every tenth without damping."""
    omega, n_a, n_b, m_a, m_b = (_size(rng) for _ in range(5))
    gamma = 0.0 if number % 10 == 9 else _size(rng)
    drude = [rng.choice((1.0, -1.0)) * _size(rng) for _ in range(3)]
    return (omega, gamma, cmath.rect(_size(rng), rng.uniform(-math.pi, math.pi)), n_a, n_b, m_a, m_b, *drude)


# --- the sum over resonances --------------------------------------------------------------------------------------------


def _row(rng, number: int) -> ArraySample:
    """Nodes and a row of frequencies; each second row has a node next to a resonance; one row fills more than a block."""
    nodes, count = rng.randrange(1, 4), 70 if number == 0 else rng.randrange(1, 4)
    turned = lambda: cmath.rect(_size(rng), rng.uniform(-math.pi, math.pi))
    a, B, Q = ([turned() for _ in range(nodes)] for _ in range(3))
    frequencies = [rng.choice((1.0, -1.0)) * _size(rng) for _ in range(count)]
    gamma = 0.0 if number % 10 == 9 else _size(rng)
    if number % 2:
        Q[0] = (frequencies[0] + 2j * gamma) ** 2 * (1 + 2.0 ** -rng.uniform(1, 50))
    values, scales = [], []
    for omega in frequencies:
        terms = [sample(_term, (x, y, q, omega, gamma)) for x, y, q in zip(a, B, Q, strict=True)]
        with mpmath.workdps(3 * DIGITS):
            values.append(mpmath.fsum(_term([mpmath.mpmathify(x) for x in t.arguments])[0] for t in terms))
        scales.append(mpmath.fsum(term.scales[0] for term in terms))
    arguments = (tuple(a), tuple(B), tuple(Q), tuple(frequencies), gamma)
    return ArraySample(arguments, tuple(values), tuple(scales))


def _term(arguments) -> tuple:
    """The resonance of one node at z = omega + 2 i gamma."""
    a, B, Q, omega, gamma = arguments
    function = compile_mpmath(_resonance())[0]
    return (function(B, Q, a, gamma, omega),)


@functools.cache
def _resonance() -> sp.Expr:
    a, B, Q = sp.symbols("a B Q")
    z = s.omega + 2 * sp.I * s.gamma
    return resonance_sums.resonant_term(a, B, Q, resonance_sums.share_of_slopes(s.gamma, z), z**2)


# --- the compiled kernel ------------------------------------------------------------------------------------------------


def measured(kernel, compiled, samples: list[ArraySample]) -> dict[str, tuple[float, ArraySample]]:
    """The worst error of every result of the compiled kernel, and where."""
    names = [name for name, _ in kernel.found]
    worst: dict[str, tuple[float, ArraySample]] = {}
    with np.errstate(all="ignore"):
        for drawn in samples:
            found = np.atleast_1d(compiled(*map(np.asarray, drawn.arguments)))
            off = errors(found, drawn)
            for name, error in zip(names, off if len(names) == len(off) else [max(off)], strict=True):
                if name not in worst or error > worst[name][0]:
                    worst[name] = (error, drawn)
    return worst
