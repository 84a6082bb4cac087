"""The docstring of a kernel: what it is, who answers for it, arguments with conditions and dimensions, and method.

It never holds a measured number, so that the text of a kernel does not depend on a measurement.
"""

from __future__ import annotations

import sympy as sp

from .lines import WIDTH
from .plan import KernelPlan

GLUE = "\N{NO-BREAK SPACE}"  # where a line may not be broken; a plain space in the text


def docstring(plan: KernelPlan, method: str) -> list[str]:
    """Lines of the docstring; ``method`` says how the kernel computes."""
    source = ", ".join(plan.claims) + (", " if plan.claims else "") + f"derivation {plan.derivation}"
    first = f'    """{plan.title}.   {source}'
    opening = [first] if len(first) <= WIDTH else [f'    """{plan.title}.', "", *_wrapped(source)]
    single: dict[sp.Symbol, str] = {}
    joint = []
    for condition in plan.conditions:
        symbols = sp.sympify(condition).free_symbols
        if len(symbols) == 1 and not symbols & single.keys():
            single[min(symbols)] = str(condition)
        elif symbols:
            joint.append(str(condition))
    dimensions = plan.dimension_map
    arguments = [_glued(f"{single.get(s) or _sign(s)} [{dimensions.get(s, 1)}]") for s in plan.arguments]
    result = _glued(f"  ->  [{plan.result_dimension}]")
    meaning = ", ".join(arguments) + result + (f"; {_glued('hbar = 1')}" if plan.D is not None else "")
    where = [f"where {', '.join(joint)}"] if joint else []
    parts = [meaning, *where, f"{method}; measured accuracy: accuracy.json"]
    return [*opening, "", *(line for part in parts for line in _wrapped(part)), '    """']


def _glued(text: str) -> str:
    return text.replace(" ", GLUE)


def _sign(symbol: sp.Symbol) -> str:
    return f"{symbol} > 0" if symbol.is_positive else f"{symbol} >= 0" if symbol.is_nonnegative else str(symbol)


def _wrapped(text: str) -> list[str]:
    lines, line = [], "   "
    for word in text.split(" "):
        if len(line) + 1 + len(word) > WIDTH:
            lines.append(line.rstrip())
            line = "   "
        line += f" {word}"
    return [line.replace(GLUE, " ") for line in [*lines, line]]
