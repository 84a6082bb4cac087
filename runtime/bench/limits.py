"""Instruction limits: the arithmetic of a kernel's innermost expressions in a loop that touches no memory.

Invariant: the C of the loop is made of the kernel's own statements; the operands of no two passes agree, so that no compiler
can carry a result over, and as many lanes run side by side as fill the registers.
"""

from __future__ import annotations

import ast
import ctypes
from collections.abc import Callable

from entrainment.derive.codegen.c_text import HEAD, statements

from .machine import compiled
from .peers import text_of

LANES = 16


def resonance_terms() -> Callable[[int], float]:
    """run(terms): the statements of `resonance_sum` for one node and one frequency, that many times."""
    tree = ast.parse(text_of("conductivity"))
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "_resonance_sum")
    nodes = next(n for n in ast.walk(function) if isinstance(n, ast.For) and n.target.id == "k")
    tables = [n for n in nodes.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.Attribute)]
    terms = nodes.body[len(tables) :]
    sums = list(dict.fromkeys(n.target.id for n in terms if isinstance(n, ast.AugAssign)))
    one = terms[: 2 * len(terms) // len(sums)]  # of the first frequency: two sums, real and imaginary part
    read = {n.id for part in one for n in ast.walk(part) if isinstance(n, ast.Name)}
    node = [n.targets[0].id for n in tables]
    local = [n.targets[0].id for n in one if isinstance(n, ast.Assign)]
    lanes = sorted(read - {*node, *local})
    body = "\n".join(statements(function, one, " " * 12))
    text = f"""{HEAD}
double run(long passes)
{{
    double {", ".join(f"lane_{name}[{LANES}]" for name in lanes)};
    double {", ".join(f"{name} = {0.3 + 0.1 * at}" for at, name in enumerate(node))};
    for (int j = 0; j < {LANES}; j++) {{ {" ".join(f"lane_{name}[j] = 0.1*j + {at};" for at, name in enumerate(lanes))} }}
    for (long pass = 0; pass < passes; pass++) {{
        {" ".join(f"{name} += 1e-9;" for name in node)}
        for (int j = 0; j < {LANES}; j++) {{
            double {", ".join(f"{name} = lane_{name}[j]" for name in lanes)}, {", ".join(local)};
{body}
            {" ".join(f"lane_{name}[j] = {name};" for name in sums[:2])}
        }}
    }}
    double total = 0.0;
    for (int j = 0; j < {LANES}; j++) total += {" + ".join(f"lane_{name}[j]" for name in sums[:2])};
    return total;
}}
"""
    return _passes(text)


def _passes(text: str) -> Callable[[int], float]:
    library = compiled(text)
    library.run.restype = ctypes.c_double
    return lambda terms: library.run(ctypes.c_long(max(1, round(terms / LANES))))
