"""Kernels on arrays on trial: their private functions as plain Python, complex numbers included, with planted errors.

As for other kernels a mutant is caught in float64 where one of the results exceeds its committed accuracy by a factor, or
in 45-digit arithmetic where it is farther from the truth than the text itself.  What only loses digits, such as the other
sign of a root whose two values are both allowed, shows in float64 alone.
"""

from __future__ import annotations

import operator

import mpmath
import numpy as np
from entrainment.derive.codegen.resonance_kernel import ResonanceSum

from . import array_truth, mutants
from .accuracy import committed
from .kernel_texts import MPMATH, WORKING_DIGITS, Text, ToMpmath, excerpt, explained_constants, functions_used, notices
from .kernel_trials import FACTOR, ROUNDING
from .mutants import Tally

SAMPLES = 48
FAILURES = (ArithmeticError, ValueError, TypeError, IndexError)


def try_kernel(kernel, source: str) -> Tally:
    """Mutants of the private functions of one kernel on arrays.

    Raises ``LookupError`` for a kernel that has not been measured and ``ArithmeticError`` for a text that, as plain
    Python, is not the kernel that was measured.
    """
    name = f"_{kernel.name}"
    samples = array_truth.true_samples(kernel, SAMPLES)
    text = excerpt(source, name)
    judges = [_Exact(kernel, text, explained_constants(source), samples), _InFloat(kernel, text, samples)]
    tally = Tally()
    for mutant in mutants.of_source(text, functions_used(source, name)):
        tally.record(f"{kernel.name}: {mutant.what}", any(judge.catches(mutant.value) for judge in judges))
    return tally


class _InFloat:
    """float64 against the committed accuracy of every result."""

    def __init__(self, kernel, text, samples):
        entry = committed().get(kernel.name)
        if entry is None:
            raise LookupError(f"{kernel.name} has no measured accuracy; measure it first")
        self.kernel, self.samples = kernel, list(samples)
        self.limits = [4 * max(entry["outputs"][name], 1.0) for name, _ in kernel.found]
        self.text = Text(text, f"_{kernel.name}", {}, lambda tree: tree)
        self.text.scope["uintp"] = operator.index
        if self._fails(self.text.scope[f"_{kernel.name}"]):
            raise ArithmeticError(f"{kernel.name}: its text exceeds {max(self.limits):.3g} ulp as plain Python")

    def catches(self, tree) -> bool:
        return self.text.with_mutant(tree, self._fails)

    def _fails(self, function) -> bool:
        with np.errstate(all="ignore"):
            return notices(self.samples, lambda sample: self._holds(function, sample))

    def _holds(self, function, sample) -> bool:
        try:
            found = _called(self.kernel, function, sample, np.asarray)
        except FAILURES:
            return False
        errors = array_truth.errors(found, sample)
        limits = self.limits if len(self.limits) == len(errors) else self.limits * len(errors)
        return all(error <= limit for error, limit in zip(errors, limits, strict=True))


class _Exact:
    """45-digit arithmetic against the truth, relative to how far the text itself is from it."""

    def __init__(self, kernel, text, constants, samples):
        self.kernel = kernel
        names = MPMATH | {"complex": mpmath.mpc, "uintp": operator.index}
        self.text = Text(text, f"_{kernel.name}", names, ToMpmath(constants).visit)
        own = [self._distance(self.text.scope[f"_{kernel.name}"], sample) for sample in samples]
        if not max(own) <= 2.0**-50:
            raise ArithmeticError(f"{kernel.name}: its text is {float(max(own)):.2g} from the truth in exact arithmetic")
        self.cases = [(sample, FACTOR * error + ROUNDING) for sample, error in zip(samples, own, strict=True)]

    def catches(self, tree) -> bool:
        return self.text.with_mutant(tree, self._fails)

    def _fails(self, function) -> bool:
        return notices(self.cases, lambda case: self._distance(function, case[0]) <= case[1])

    def _distance(self, function, sample):
        """Largest relative error of the results at a sample (infinite where there is no number)."""
        with mpmath.workdps(WORKING_DIGITS):
            try:
                found = _called(self.kernel, function, sample, _exact_array)
            except FAILURES:
                return mpmath.inf
            pairs = [(f, value) for f, value in zip(found, sample.values, strict=True) if value is not None]
            if not all(isinstance(f, mpmath.mpf | mpmath.mpc) and mpmath.isfinite(f) for f, _ in pairs):
                return mpmath.inf
            if self.kernel.real and any(isinstance(f, mpmath.mpc) for f, _ in pairs):
                return mpmath.inf
            return max((abs(f - value) / abs(value) for f, value in pairs), default=mpmath.mpf(0))


def _called(kernel, function, sample, array):
    """Results of the private function of ``kernel`` at a sample; ``array`` makes a row or a scalar of its numbers."""
    if not isinstance(kernel, ResonanceSum):
        return function(*(array(x)[()] for x in sample.arguments))
    *rows, gamma = sample.arguments
    total = array([float("nan")] * len(sample.values))
    total = total.astype(complex) if total.dtype != object else total
    *nodes, frequencies = rows
    spaced = [_Spaced(array(row), step) for row, step in zip(nodes, STEPS, strict=True)]
    function(*spaced, array(frequencies), array(gamma)[()], total, *STEPS)
    return list(total)


STEPS = (2, 3, 5)
"""How far apart the nodes of a, B and Q lie: not all as far, so that none may be taken for another."""


class _Spaced:
    """A row whose places lie ``step`` apart; there is nothing in between."""

    def __init__(self, row, step: int):
        self.row, self.step, self.shape = row, step, row.shape

    def __getitem__(self, place):
        number, between = divmod(place, self.step)
        if between or not 0 <= number < len(self.row):
            raise IndexError(place)
        return self.row[number]


def _exact_array(numbers):
    """An array of mpmath numbers, without a shape for a scalar."""
    if not isinstance(numbers, tuple | list):
        return np.array(mpmath.mpmathify(numbers), dtype=object)
    row = np.empty(len(numbers), dtype=object)
    row[:] = [mpmath.mpmathify(x) for x in numbers]
    return row
