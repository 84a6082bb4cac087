"""Straight-line code: expressions become named statements, each computed once, no line longer than 110 columns."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field

import sympy as sp
from sympy.core.parameters import distribute

from . import stable
from .primitives import plain, square, square_root
from .printer import kernel_code

WIDTH = 110
CAP = 200  # statements in one function: numba's compile time grows faster than linearly beyond


class TooLong(ValueError):
    """A kernel does not fit in one function."""


@dataclass(frozen=True)
class Statement:
    """``target = value``, with the exact form of a folded constant as a remark where it fits the line."""

    target: sp.Symbol
    value: sp.Expr
    remark: str = ""


@dataclass
class Block:
    """Statements and the results that they lead to."""

    statements: list[Statement]
    results: list[sp.Expr]
    operations: int = field(init=False)

    def __post_init__(self):
        self.operations = sum(operations(s.value) for s in self.statements) + sum(map(operations, self.results))


def operations(expr) -> int:
    """Additions, multiplications, divisions and calls in the text of ``expr``."""
    return 0 if expr.is_number and not expr.args else int(sp.count_ops(expr))


def straight_line(results, taken: set[str], names=(), passes=stable.PASSES) -> Block:
    """Statements that compute ``results``; ``names`` are (symbol, sub-expression) pairs to be computed first.

    Irrational constants are folded to one correctly rounded number, ``passes`` of ``stable`` are applied, common
    sub-expressions are shared, and what is squared gets a temporary.  ``taken`` are names that may not be used.
    """
    with distribute(False):
        return _straight_line(results, taken, names, passes)


def _straight_line(results, taken: set[str], names, passes) -> Block:
    namer = _Namer(taken | {str(symbol) for symbol, _ in names})
    constants: dict[sp.Expr, sp.Symbol] = {}
    sources = [value for _, value in names] + [sp.sympify(result) for result in results]
    fold = _folding(constants, namer)
    rewritten = [stable.rewrite(fold(source), passes) for source in sources]
    shared, reduced = sp.cse(rewritten, symbols=sp.numbered_symbols("_shared"), order="canonical")
    pool = {symbol: value for symbol, value in shared}
    pool |= {symbol: value for (symbol, _), value in zip(names, reduced, strict=False)}
    folded = {symbol: sp.N(value, 40) for value, symbol in constants.items()}
    exact = {symbol: str(value) for value, symbol in constants.items()}
    order = {symbol: at for at, symbol in enumerate([*folded, *pool])}

    statements: list[Statement] = []
    renamed: dict[sp.Symbol, sp.Expr] = {}

    def settle(expr):
        """``expr`` with everything that it needs already among the statements."""
        for symbol in sorted(expr.free_symbols & order.keys(), key=order.get):
            if symbol in renamed:
                continue
            if symbol in folded:
                renamed[symbol] = symbol
                statements.append(Statement(symbol, folded[symbol], exact[symbol]))
                continue
            value, target = settle(pool[symbol]), symbol
            if str(symbol).startswith("_shared"):
                target = value if value.is_Atom else sp.Symbol(namer.of(value))
            if target is not value:
                statements.append(Statement(target, value))
            renamed[symbol] = target
        return squares_of_names(stable.powers(expr.xreplace(renamed)))  # equal names may meet in a power

    def squares_of_names(expr):
        for node in sorted(expr.atoms(square), key=lambda e: (sp.count_ops(e), str(e))):
            inside = node.args[0].xreplace(local)
            if not inside.is_Symbol:
                target = sp.Symbol(namer.of(inside))
                statements.append(Statement(target, inside))
                local[node.args[0]] = target
        return expr.xreplace({square(a): square(b) for a, b in local.items()})

    local: dict[sp.Expr, sp.Symbol] = {}
    outcome = [settle(value) for value in reduced[len(names) :]]
    if len(statements) > CAP:
        raise TooLong(f"{len(statements)} statements; {CAP} fit into one function")
    return Block(statements, outcome)


class _Namer:
    """Short names for temporaries: ``n1_squared`` and ``sqrt_n1`` where that says it all, else t0, t1..."""

    def __init__(self, taken: set[str]):
        self.taken = set(taken)
        self.counts = {"t": 0, "c": 0}

    def of(self, value) -> str:
        argument = value.args[0] if isinstance(value, (square, square_root)) else None
        if argument is not None and argument.is_Symbol and "_sq" not in str(argument) and "sqrt_" not in str(argument):
            name = f"{argument}_squared" if isinstance(value, square) else f"sqrt_{argument}"
            if name not in self.taken and not _is_temporary(argument):
                self.taken.add(name)
                return name
        return self.numbered("t")

    def numbered(self, letter: str) -> str:
        while True:
            name = f"{letter}{self.counts[letter]}"
            self.counts[letter] += 1
            if name not in self.taken:
                self.taken.add(name)
                return name


def _is_temporary(symbol) -> bool:
    return str(symbol)[0] in "tc" and str(symbol)[1:].isdigit()


def _folding(constants: dict, namer: _Namer) -> Callable:
    """A function by which irrational numbers of more than one rounding become symbols in ``constants``."""

    @functools.cache
    def fold(expr):
        if expr.is_Atom or isinstance(expr, sp.Basic) and not isinstance(expr, sp.Expr):
            return expr if expr.is_Atom else expr.func(*map(fold, expr.args))
        if expr.is_number and not expr.has(sp.I):
            return _constant(expr, constants, namer)
        if expr.is_Mul or expr.is_Add:
            numbers = [arg for arg in expr.args if arg.is_number and not arg.has(sp.I)]
            rest = [fold(arg) for arg in expr.args if arg not in numbers]
            return expr.func(_constant(expr.func(*numbers), constants, namer), *rest)
        if expr.is_Pow:
            return sp.Pow(fold(expr.base), expr.exp if expr.exp.is_number else fold(expr.exp))
        return expr.func(*map(fold, expr.args))

    return fold


def _constant(number, constants: dict, namer: _Namer):
    pi_alone = number.is_Mul and len(number.args) == 2 and number.args[1] is sp.pi and number.args[0].is_Integer
    if number.is_Rational or number is sp.pi or pi_alone and not abs(number.args[0]) & (abs(number.args[0]) - 1):
        return number
    sign = -1 if number.is_negative else 1
    number = plain(sign * number)
    if number not in constants:
        constants[number] = sp.Symbol(namer.numbered("c"), positive=number.is_positive)
    return sign * constants[number]


def statement_text(statement: Statement, indent: str = "    ") -> list[str]:
    """Lines of one statement."""
    lines = assignment(f"{statement.target} = ", kernel_code(statement.value), indent)
    if statement.remark and len(lines[-1]) + len(statement.remark) + 4 <= WIDTH:
        lines[-1] += f"  # {statement.remark}"
    return lines


def assignment(head: str, text: str, indent: str = "    ") -> list[str]:
    """``head`` followed by ``text``, wrapped in parentheses where the line would be too long."""
    if len(indent + head + text) <= WIDTH:
        return [indent + head + text]
    inner = indent + "    "
    return [f"{indent}{head}(", *(inner + piece for piece in _pieces(text, WIDTH - len(inner))), f"{indent})"]


def call(head: str, name: str, arguments: list[str], indent: str, tail: str = "") -> list[str]:
    """``head name(arguments) tail``, the arguments on lines of their own where one line is too short."""
    line = f"{indent}{head}{name}({', '.join(arguments)}){tail}"
    if len(line) <= WIDTH:
        return [line]
    inner = indent + "    "
    rows = textwrap.wrap(", ".join(arguments), WIDTH - len(inner))
    return [f"{indent}{head}{name}(", *(inner + row for row in rows), f"{indent}){tail}"]


def _pieces(text: str, width: int) -> list[str]:
    pieces = []
    while len(text) > width:
        at = _break(text, width)
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*pieces, text]


def _break(text: str, width: int) -> int:
    """Where to cut: before the operator of least depth in the last half of the line."""
    depth, choices = 0, []
    for at, character in enumerate(text[:width]):
        if at > width // 2:
            if text[at - 1 : at + 2] in (" + ", " - "):
                choices.append((depth, 0, -at))
            elif character in "*/" and text[at - 1] not in "*/" and text[at + 1] != "*":
                choices.append((depth, 1, -at))
            elif text[at - 1] == " " and (text.startswith("if ", at) or text.startswith("else ", at)):
                choices.append((depth, 0, -at))
        depth += (character == "(") - (character == ")")
    if not choices:
        raise TooLong(f"no place to break {text!r}")
    return -min(choices)[2]
