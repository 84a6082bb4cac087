"""A picture of how well a kernel does, written as SVG: error in units of the last place against the size of the value.

Every dot is an input at which the kernel was compared with its definition or its formula at 30 digits; the inputs are
those of `verify.truth`, drawn by exponent and around the special points.
"""

from __future__ import annotations

import math
from html import escape

import mpmath
import numpy as np
from entrainment.derive.codegen.plan import KernelPlan

from ..verify import accuracy, array_truth, truth

DOTS = {"formula": 60, "enclosures": 20, "quadrature": 12}
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 420, 170, 44, 30, 12


def accuracy_plot(plan) -> str:
    """An inline SVG of at most ``DOTS`` comparisons of the kernel of ``plan``; of every result of a kernel on arrays."""
    if not isinstance(plan, KernelPlan):
        return _drawn(plan.name, _dots_on_arrays(plan))
    samples = truth.true_samples(plan, truth.draw_arguments(plan, DOTS[truth.method(plan)]))
    columns = [np.array(column) for column in zip(*(sample.arguments for sample in samples), strict=True)]
    with np.errstate(all="ignore"):
        computed = accuracy.kernel_of(plan)(*columns)
    dots = []
    for value, sample in zip(computed, samples, strict=True):
        size = abs(float(sample.value))
        if size and math.isfinite(size):
            dots.append((math.log10(size), truth.error_in_ulp(float(value), sample)))
    return _drawn(plan.name, dots)


def _dots_on_arrays(kernel) -> list[tuple[float, float]]:
    compiled, dots = accuracy.kernel_of(kernel), []
    for drawn in array_truth.true_samples(kernel, DOTS["enclosures"]):
        found = np.atleast_1d(compiled(*map(np.asarray, drawn.arguments)))
        for value, error in zip(drawn.values, array_truth.errors(found, drawn), strict=True):
            if value is not None:
                dots.append((float(mpmath.log10(abs(value))), error))
    return dots


def _drawn(name: str, dots: list[tuple[float, float]]) -> str:
    low, high = math.floor(min(x for x, _ in dots)), math.ceil(max(x for x, _ in dots))
    high = max(high, low + 1)
    top = max(1.0, *(y for _, y in dots))
    top = math.ceil(top) if top <= 10 else math.ceil(top / 5) * 5
    across = lambda x: LEFT + (x - low) / (high - low) * (WIDTH - LEFT - 10)
    up = lambda y: HEIGHT - BOTTOM - y / top * (HEIGHT - BOTTOM - TOP)
    step = max(1, (high - low) // 6)
    marks = [_text(across(x), HEIGHT - 12, f"1e{x}", "middle") for x in range(low, high + 1, step)]
    marks += [_text(LEFT - 6, up(y) + 4, f"{y:g}", "end") for y in (0, top / 2, top)]
    line = '<path d="M{} {:.1f}H{}" stroke="currentColor" stroke-opacity=".25"/>'
    lines = [line.format(LEFT, up(y), WIDTH - 10) for y in (0, top / 2, top)]
    drawn = [f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="2.4"/>' for x, y in dots]
    label = f"{name}: error in units of the last place against the size of the value, at most {max(y for _, y in dots):.2f}"
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'fill="currentColor" font-family="DejaVu Sans, sans-serif" font-size="10">{"".join(lines + marks + drawn)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
