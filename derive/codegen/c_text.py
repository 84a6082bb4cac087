"""The text of a kernel in C: statement for statement what the plan's emission says in Python, nothing reordered.

Invariant: every expression keeps its parentheses and its order, so that what differs between a kernel and its C text is the
compiler; a sum that the kernel may take in any order is marked so for OpenMP.  Whatever has no counterpart raises
:class:`NoCounterpart`; nothing is approximated.  All scalars are double, loop counters and what is made of ``ceil``, ``len``
and shapes long, arrays double or complex double, as the kernel uses them.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

HEAD = """\
#include <complex.h>
#include <math.h>

static inline double larger(double x, double y) { return y > x ? y : x; }
static inline double smaller(double x, double y) { return y < x ? y : x; }
static inline long fewer(long x, long y) { return y < x ? y : x; }
"""
MATH = frozenset("acos acosh asin asinh atan atan2 atanh cos cosh exp expm1 log log1p sin sinh sqrt tan tanh".split())
CONSTANTS = {"pi": "M_PI", "inf": "INFINITY", "nan": "NAN"}
OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARISONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


class NoCounterpart(ValueError):
    """Something in a kernel that this C has no word for."""


def c_text(module: str, name: str) -> str:
    """C of the kernel ``name`` of a module's text, with what it calls, and the function ``run`` that is called from outside.

    For a kernel on numbers: ``void run(long points, const double *x1, ..., double *out)``.  For one on arrays the arguments are
    those of the private function that it wraps, a contiguous row followed by its length.  Raises
    :class:`NoCounterpart`.
    """
    tree = ast.parse(module)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    tables = [node for node in tree.body if isinstance(node, ast.Assign)]
    if name not in functions:
        raise NoCounterpart(f"the module has no kernel {name}")
    on_arrays = _decorator(functions[name]) == "guvectorize"
    start = f"_{name}" if on_arrays else name
    needed = [functions[f] for f in functions if f in _reached(start, functions)]
    called = {node.id for f in needed for node in ast.walk(f) if isinstance(node, ast.Name)}
    parts = [HEAD, *(_table(node) for node in tables if node.targets[0].id in called)]
    parts += [_Function(node).text() for node in needed]
    return "\n".join([*parts, _entry_on_arrays(functions[start]) if on_arrays else _entry(functions[start])])


def statements(function: ast.FunctionDef, body: list[ast.stmt], indent: str) -> list[str]:
    """Lines of C for some of the statements of a function."""
    writer = _Function(function)
    return [line for statement in body for line in writer.statement(statement, indent)]


def _decorator(function: ast.FunctionDef) -> str:
    call = function.decorator_list[0]
    return call.func.id if isinstance(call, ast.Call) else call.id


def _reached(start: str, functions: dict) -> set[str]:
    found, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name in functions and name not in found:
            found.add(name)
            waiting += [node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)]
    return found


def _table(node: ast.Assign) -> str:
    values = [repr(element.value) for element in node.value.args[0].elts]
    return f"static const double {node.targets[0].id}[] = {{{', '.join(values)}}};"


def _entry(function: ast.FunctionDef) -> str:
    names = [a.arg for a in function.args.args]
    pointers = ", ".join(f"const double *{name}" for name in names)
    values = ", ".join(f"{name}[i]" for name in names)
    return (
        f"void run(long points, {pointers}, double *restrict out)\n{{\n"
        f"    for (long i = 0; i < points; i++)\n        out[i] = {function.name}({values});\n}}\n"
    )


def _entry_on_arrays(function: ast.FunctionDef) -> str:
    text = _Function(function)
    names = [f"{name}, {name}_length" if name in text.arrays else name for name in text.parameters if name not in text.whole]
    steps = ["1" for name in text.parameters if name in text.whole]
    return f"void run({text.signature(steps=False)})\n{{\n    {function.name}({', '.join(names + steps)});\n}}\n"


@dataclass
class _Function:
    """One function, its variables declared where it begins."""

    node: ast.FunctionDef
    whole: set[str] = field(default_factory=set)  # variables of type long
    local_arrays: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self.parameters = [a.arg for a in self.node.args.args]
        subscripted = [n for n in ast.walk(self.node) if isinstance(n, ast.Subscript) and isinstance(n.value, ast.Name)]
        self.arrays = {n.value.id for n in subscripted} & set(self.parameters)
        parts = [n.value for n in ast.walk(self.node) if isinstance(n, ast.Attribute) and n.attr in ("real", "imag")]
        self.complex = {p.value.id for p in parts if isinstance(p, ast.Subscript)}
        for n in ast.walk(self.node):
            if isinstance(n, ast.Assign) and isinstance(n.value, ast.Call) and _called(n.value) == "complex":
                self.complex.add(n.targets[0].value.id)
        self._find_whole()
        self.written = {n.value.id for n in subscripted if isinstance(n.ctx, ast.Store)}

    def signature(self, steps: bool = True) -> str:
        shown = []
        for name in self.parameters:
            if name in self.whole and not steps:
                continue
            if name not in self.arrays:
                shown.append(f"{'long' if name in self.whole else 'double'} {name}")
                continue
            kind = "double complex" if name in self.complex else "double"
            const, restrict = ("", " restrict") if name in self.written else ("const ", "")
            shown.append(f"{const}{kind} *{restrict.strip()}{' ' * bool(restrict)}{name}, long {name}_length")
        return ", ".join(shown)

    def text(self) -> str:
        body = self.node.body
        if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            body = body[1:]
        lines = [line for statement in body for line in self.statement(statement, "    ")]
        assigned = dict.fromkeys(
            n.id for n in ast.walk(self.node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        )
        declared = [n for n in assigned if n not in self.parameters and n not in self.local_arrays]
        heads = [f"    double {name}[{size}];" for name, size in self.local_arrays.items()]
        heads += [f"    {'long' if name in self.whole else 'double'} {name};" for name in declared]
        returns = any(isinstance(n, ast.Return) and n.value is not None for n in ast.walk(self.node))
        kind = "double" if returns else "void"
        inline = "inline __attribute__((always_inline)) " if "forceinline" in ast.unparse(self.node.decorator_list[0]) else ""
        return "\n".join([f"static {inline}{kind} {self.node.name}({self.signature()})", "{", *heads, *lines, "}", ""])

    def _find_whole(self) -> None:
        for n in ast.walk(self.node):
            if isinstance(n, ast.Subscript) and isinstance(n.value, ast.Name):  # what a place is computed from
                self.whole |= {m.id for m in ast.walk(n.slice) if isinstance(m, ast.Name) and m.id in self.parameters}
        for n in ast.walk(self.node):
            if isinstance(n, ast.For):
                self.whole.add(n.target.id)
        for n in ast.walk(self.node):
            if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name) and self._is_whole(n.value):
                self.whole.add(n.targets[0].id)

    def _is_whole(self, node) -> bool:
        """True if numba would give the expression an integer type."""
        if isinstance(node, ast.Constant):
            return isinstance(node.value, int)
        if isinstance(node, ast.Name):
            return node.id in self.whole
        if isinstance(node, ast.BinOp):
            return not isinstance(node.op, ast.Div) and self._is_whole(node.left) and self._is_whole(node.right)
        if isinstance(node, ast.Call) and _called(node) in ("min", "max"):
            return all(map(self._is_whole, node.args))
        if isinstance(node, ast.Subscript):  # a.shape[0]
            return isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
        return isinstance(node, ast.Call) and _called(node) == "ceil"

    # -- statements -----------------------------------------------------------------------------------------------------

    def statement(self, node, indent: str) -> list[str]:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            return self._assign(node, indent)
        if isinstance(node, ast.AugAssign):
            operator = OPERATORS[type(node.op)]
            return [f"{indent}{self._expr(node.target)} {operator}= {self._expr(node.value)};"]
        if isinstance(node, ast.Return):
            return [f"{indent}return {self._expr(node.value)};"]
        if isinstance(node, ast.Break):
            return [f"{indent}break;"]
        if isinstance(node, ast.If):
            lines = [f"{indent}if ({self._expr(node.test)}) {{", *self._block(node.body, indent)]
            return [*lines, f"{indent}}} else {{", *self._block(node.orelse, indent), f"{indent}}}"] if node.orelse else [
                *lines, f"{indent}}}"]
        if isinstance(node, ast.While):
            return [f"{indent}while ({self._expr(node.test)}) {{", *self._block(node.body, indent), f"{indent}}}"]
        if isinstance(node, ast.For):
            loop = [f"{indent}for ({self._range(node)}) {{", *self._block(node.body, indent), f"{indent}}}"]
            return [*self._any_order(node, indent), *loop]
        raise NoCounterpart(f"{self.node.name}: {ast.unparse(node)}")

    def _any_order(self, node: ast.For, indent: str) -> list[str]:
        """A sum that the kernel may take in any order may be taken so in C."""
        sums = [n.target.id for n in node.body if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)]
        within = [n.targets[0].id for n in node.body if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name)]
        if not sums or len(sums) + len(within) != len(node.body) or "reassoc" not in ast.unparse(self.node.decorator_list[0]):
            return []
        private = f" private({', '.join(dict.fromkeys(within))})" if within else ""
        return [f"{indent}#pragma omp simd reduction(+:{', '.join(dict.fromkeys(sums))}){private}"]

    def _block(self, body, indent: str) -> list[str]:
        return [line for statement in body for line in self.statement(statement, indent + "    ")]

    def _assign(self, node, indent: str) -> list[str]:
        (target,) = node.targets
        if isinstance(target, ast.Tuple):
            rows, size = ast.literal_eval(node.value.args[0])
            if not ast.unparse(node.value).startswith("np.empty(") or rows != len(target.elts):
                raise NoCounterpart(f"{self.node.name}: {ast.unparse(node)}")
            self.local_arrays |= {element.id: size for element in target.elts}
            return []
        return [f"{indent}{self._expr(target)} = {self._expr(node.value)};"]

    def _range(self, node) -> str:
        if _called(node.iter) != "range":
            raise NoCounterpart(f"{self.node.name}: {ast.unparse(node.iter)}")
        first, last, step = [ast.Constant(0), *node.iter.args, ast.Constant(1)] if len(node.iter.args) == 1 else [
            *node.iter.args, ast.Constant(1)][:3]
        step = ast.literal_eval(step)
        i = node.target.id
        return f"{i} = {self._expr(first)}; {i} {'<' if step > 0 else '>'} {self._expr(last)}; {i} += {step}"

    # -- expressions ----------------------------------------------------------------------------------------------------

    def _expr(self, node) -> str:
        if isinstance(node, ast.Name):
            return CONSTANTS.get(node.id, node.id)
        if isinstance(node, ast.Constant):
            return "1" if node.value is True else repr(node.value)
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            left = self._expr(node.left)
            if isinstance(node.op, ast.Div) and self._is_whole(node.left) and self._is_whole(node.right):
                left = f"(double){left}"
            return f"({left} {OPERATORS[type(node.op)]} {self._expr(node.right)})"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return f"(-{self._expr(node.operand)})"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return f"(!{self._expr(node.operand)})"
        if isinstance(node, ast.Compare):
            values = [self._expr(value) for value in (node.left, *node.comparators)]
            links = zip(values, node.ops, values[1:], strict=False)
            return f"({' && '.join(f'{left} {COMPARISONS[type(op)]} {right}' for left, op, right in links)})"
        if isinstance(node, ast.BoolOp):
            return f"({(' && ' if isinstance(node.op, ast.And) else ' || ').join(map(self._expr, node.values))})"
        if isinstance(node, ast.IfExp):
            return f"({self._expr(node.test)} ? {self._expr(node.body)} : {self._expr(node.orelse)})"
        if isinstance(node, ast.Subscript):
            if isinstance(node.value, ast.Attribute):
                return f"{node.value.value.id}_length"
            return f"{self._expr(node.value)}[{self._expr(node.slice)}]"
        if isinstance(node, ast.Attribute) and node.attr in ("real", "imag"):
            return f"{'c' + node.attr}({self._expr(node.value)})"
        if isinstance(node, ast.Call):
            return self._call(node)
        raise NoCounterpart(f"{self.node.name}: {ast.unparse(node)}")

    def _call(self, node) -> str:
        name, arguments = _called(node), [self._expr(argument) for argument in node.args]
        if name in ("min", "max"):
            chosen = "fewer" if self._is_whole(node) else {"min": "smaller", "max": "larger"}[name]
            text = arguments[0]
            for argument in arguments[1:]:
                text = f"{chosen}({text}, {argument})"
            return text
        if name == "uintp":
            return arguments[0]
        if name == "abs":
            return f"fabs({arguments[0]})"
        if name == "ceil":
            return f"(long)ceil({arguments[0]})"
        if name == "complex":
            return f"CMPLX({', '.join(arguments)})"
        if name in MATH or name.startswith("_"):
            return f"{name}({', '.join(arguments)})"
        raise NoCounterpart(f"{self.node.name}: {ast.unparse(node)}")


def _called(node) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
