"""Planted errors: every formula, kernel and definition is spoiled on purpose, one sign, factor or exponent at a time.

A mutant of an expression is a changed tree; a mutant of a kernel or a definition is a changed syntax tree of its
source.  What these functions return differs from the original as written; whether it differs in value is for the
checks to say, or for a proof of equality.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

import sympy as sp


@dataclass(frozen=True)
class Mutant:
    """A spoiled object and what was done to it."""

    what: str
    value: object


@dataclass
class Tally:
    """How many mutants were planted and caught; who survived; who was proved equal to the original."""

    planted: int = 0
    caught: int = 0
    survivors: list[str] = field(default_factory=list)
    equivalent: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.planted - len(self.equivalent)

    def record(self, what: str, caught: bool, proved_equal: bool = False) -> None:
        self.planted += 1
        if caught:
            self.caught += 1
        elif proved_equal:
            self.equivalent.append(what)
        else:
            self.survivors.append(what)

    def merge(self, other: Tally) -> Tally:
        return Tally(
            self.planted + other.planted,
            self.caught + other.caught,
            self.survivors + other.survivors,
            self.equivalent + other.equivalent,
        )

    def to_json(self) -> dict:
        return {"caught": self.caught, "total": self.total, "survivors": self.survivors, "equivalent": self.equivalent}


def of_expression(expr) -> Iterator[Mutant]:
    """Sign, factor-2 and exponent mutants of a sympy expression, each once."""
    expr = sp.sympify(expr)
    seen = {expr}
    for what, value in _expression_mutants(expr):
        if value not in seen:
            seen.add(value)
            yield Mutant(what, value)


def _expression_mutants(expr):
    yield f"-({_short(expr)})", -expr
    yield f"2*({_short(expr)})", 2 * expr
    yield from _inside(expr, lambda changed: changed)


def _inside(node, rebuild):
    """Mutants of the sub-expressions of ``node``; ``rebuild`` puts a changed node back into the whole."""
    if isinstance(node, sp.Integral):
        return  # a definition inside a form; spoiled where definitions are
    if node.is_Add:
        for index, term in enumerate(node.args):
            others = [*node.args[:index], *node.args[index + 1 :]]
            yield f"sign of {_short(term)}", rebuild(sp.Add(*others, -term))
            yield f"2*{_short(term)}", rebuild(sp.Add(*others, 2 * term))
    if node.is_Pow and not node.base.is_Number:
        yield f"exponent of {_short(node)}", rebuild(node.base ** (node.exp + 1))
    if node.is_Mul:
        for factor in node.args:
            if factor.is_Symbol:
                yield f"exponent of {factor}", rebuild(node * factor)
    for index, argument in enumerate(node.args):
        if argument.is_Atom or not isinstance(argument, sp.Expr):
            continue
        before, after = node.args[:index], node.args[index + 1 :]

        def put_back(changed, before=before, after=after):
            return rebuild(node.func(*before, changed, *after))

        yield from _inside(argument, put_back)


def _short(expr) -> str:
    text = str(expr)
    return text if len(text) <= 40 else f"{text[:37]}..."


def of_source(source: str | ast.Module, functions=None, skip=None) -> Iterator[Mutant]:
    """Mutants of Python source (or its tree) as syntax trees, in the bodies of ``functions`` (qualified names; all if None).

    Values are spoiled: sums, products, powers, roots and minus signs.  Conditions, subscripts, slices, call arguments
    that count (``range``) and strings stay as they are, and so do the statements of a function that ``skip`` returns.
    """
    tree = ast.parse(source) if isinstance(source, str) else source
    for path, name, node in _value_nodes(tree, functions, skip or (lambda function: set())):
        for what, changed in _node_mutants(node):
            spoiled = _with_change(tree, path, placed(changed, node))
            yield Mutant(f"{name}, line {node.lineno}: {what}", spoiled)


def function_names(source: str) -> set[str]:
    """Qualified names of the functions and methods in ``source``."""

    def walk(node, prefix):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                yield prefix + child.name
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)  # a function inside of a block

    return set(walk(ast.parse(source), ""))


def _node_mutants(node):
    if isinstance(node, ast.BinOp):
        shown = ast.unparse(node)
        if isinstance(node.op, ast.Add | ast.Sub):
            flipped = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield f"sign in {shown}", ast.BinOp(node.left, flipped, node.right)
            yield f"2* second term of {shown}", ast.BinOp(node.left, node.op, _twice(node.right))
        if isinstance(node.op, ast.Mult | ast.Div) and not _is_zero(node.left):  # twice nothing is nothing
            yield f"2*({shown})", _twice(node)
            if ast.dump(node.left) == ast.dump(node.right):
                yield f"exponent of {shown}", node.left
        if isinstance(node.op, ast.Pow):
            yield f"exponent of {shown}", ast.BinOp(node.left, ast.Pow(), _plus_one(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield f"sign of {ast.unparse(node)}", node.operand
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("sqrt") and node.args:
        yield f"exponent of {ast.unparse(node)}", node.args[0]


def _is_zero(node) -> bool:
    return isinstance(node, ast.Constant) and node.value == 0


def _twice(node):
    return ast.BinOp(ast.Constant(2), ast.Mult(), node)


def _plus_one(node):
    return ast.BinOp(node, ast.Add(), ast.Constant(1))


def _value_nodes(tree, functions, skip):
    """(path, function, node) of every arithmetic node that makes a value."""
    skipped: set[ast.AST] = set()

    def walk(node, path, name):
        if isinstance(node, ast.FunctionDef):
            skipped.update(skip(node))
        if node in skipped:
            return
        if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call) and name and (functions is None or name in functions):
            yield path, name, node
        for field_name, child in ast.iter_fields(node):
            if (type(node), field_name) in _NOT_VALUES or _counts(node):
                continue
            for index, part in enumerate(child) if isinstance(child, list) else [(None, child)]:
                if not isinstance(part, ast.AST) or isinstance(part, ast.Raise | ast.Assert):
                    continue
                scope = isinstance(part, ast.FunctionDef | ast.ClassDef)
                inner = (f"{name}.{part.name}" if name else part.name) if scope else name
                yield from walk(part, [*path, (field_name, index)], inner)

    yield from walk(tree, [], "")


_NOT_VALUES = {
    (ast.If, "test"), (ast.While, "test"), (ast.IfExp, "test"), (ast.Subscript, "slice"), (ast.comprehension, "ifs"),
    (ast.FunctionDef, "decorator_list"), (ast.FunctionDef, "args"), (ast.arguments, "defaults"),
}  # fmt: skip


def _counts(node) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("range", "isinstance", "len")


def _with_change(tree, path, changed) -> ast.Module:
    """``tree`` with one node changed; whatever does not contain that node is shared.  ``.changed`` is its definition."""
    spoiled = _replaced(tree, path, changed)
    spoiled.changed = spoiled.body[path[0][1]]
    return spoiled


def placed(new: ast.AST, old: ast.AST) -> ast.AST:
    """``new`` where ``old`` stood, so that it compiles; what already has a place keeps it."""
    for node in _without_place(new):
        ast.copy_location(node, old)
    return new


def _without_place(node):
    if not hasattr(node, "lineno"):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _without_place(child)


def _replaced(node, path, changed):
    if not path:
        return changed
    (name, index), *inside = path
    child = getattr(node, name)
    if index is None:
        fresh = _replaced(child, inside, changed)
    else:
        fresh = [*child[:index], _replaced(child[index], inside, changed), *child[index + 1 :]]
    return _shallow(node, {name: fresh})


def copied(node: ast.AST) -> ast.AST:
    """A tree of its own, to be changed in place."""
    fresh = {}
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            fresh[name] = copied(value)
        elif isinstance(value, list):
            fresh[name] = [copied(part) if isinstance(part, ast.AST) else part for part in value]
    return _shallow(node, fresh)


def _shallow(node, fields: dict):
    fresh = type(node)()
    fresh.__dict__.update(node.__dict__ | fields)
    return fresh
