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
    loops = [n for n in ast.walk(function) if isinstance(n, ast.For)]
    nodes = next(n for n in loops if "shape" in ast.unparse(n.iter) and n.target.id == "k")
    innermost = next(n for n in nodes.body if isinstance(n, ast.For))
    lanes = ("w_re", "w_im", "s_re", "s_im", "x_re", "x_im")
    tables = [n.targets[0].id for n in nodes.body if isinstance(n, ast.Assign)]
    local = [n.targets[0].id for n in innermost.body if isinstance(n, ast.Assign)]
    body = "\n".join(statements(function, innermost.body, " " * 12))
    text = f"""{HEAD}
double run(long passes)
{{
    double {", ".join(f"{name}[{LANES}]" for name in lanes)};
    double {", ".join(f"{name} = {0.3 + 0.1 * at}" for at, name in enumerate(tables))};
    for (int j = 0; j < {LANES}; j++) {{ {" ".join(f"{name}[j] = 0.1*j + {at};" for at, name in enumerate(lanes))} }}
    for (long pass = 0; pass < passes; pass++) {{
        {" ".join(f"{name} += 1e-9;" for name in tables)}
        for (int j = 0; j < {LANES}; j++) {{
            double {", ".join(local)};
{body}
        }}
    }}
    double total = 0.0;
    for (int j = 0; j < {LANES}; j++) total += x_re[j] + x_im[j];
    return total;
}}
"""
    return _passes(text)


def _passes(text: str) -> Callable[[int], float]:
    library = compiled(text)
    library.run.restype = ctypes.c_double
    return lambda terms: library.run(ctypes.c_long(max(1, round(terms / LANES))))
