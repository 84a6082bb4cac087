"""The emitted text of a kernel as plain Python, in float64 or in 45-digit arithmetic, with one function spoiled at a time."""

from __future__ import annotations

import ast
import functools
import re

import mpmath

from . import mutants
from .mutants import placed

WORKING_DIGITS = 45


def excerpt(source: str, name: str) -> ast.Module:
    """The part of a module that ``name`` needs: imports, tables, functions."""
    used = functions_used(source, name)
    body = [node for node in ast.parse(source).body if not isinstance(node, ast.FunctionDef) or node.name in used]
    return ast.Module(body, [])


def functions_used(source: str, name: str) -> set[str]:
    """``name`` and the functions of the same module that it calls, directly or not."""
    named = _named_in(source)
    found, pending = set(), [name]
    while pending:
        current = pending.pop()
        if current in named and current not in found:
            found.add(current)
            pending += named[current]
    return found


@functools.lru_cache(maxsize=16)
def _named_in(source: str) -> dict[str, set[str]]:
    """The names in the body of every function of a module."""
    bodies = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return {body.name: {node.id for node in ast.walk(body) if isinstance(node, ast.Name)} for body in bodies}


class Text:
    """The compiled text of a kernel in which one function at a time is replaced by a mutant."""

    def __init__(self, text: ast.Module, name: str, names: dict, transform):
        self.transform, self.name = transform, name
        self.scope = _defined(transform(mutants.copied(text)), names)

    def with_mutant(self, tree: ast.Module, distances):
        """``distances(kernel)`` with the function that ``tree`` changes in place of the right one."""
        spoiled = self.transform(mutants.copied(ast.Module([tree.changed], [])))
        kept = self.scope[tree.changed.name]
        try:
            exec(compile(_plain(spoiled), "<mutant>", "exec"), self.scope)
            return distances(self.scope[self.name])
        finally:
            self.scope[tree.changed.name] = kept


def notices(cases: list, holds) -> bool:
    """True if one case does not hold; it moves to the front, since neighbouring errors show in the same place."""
    for number, case in enumerate(cases):
        if not holds(case):
            cases.insert(0, cases.pop(number))
            return True
    return False


def explained_constants(source: str) -> dict[float, str]:
    """Rounded constants and what they stand for, from lines such as ``c0 = 0.318...  # 1/pi``."""
    lines = re.findall(r"^\s*\w+ = (-?[\d.e+-]+)  # (\S.*)$", source, flags=re.M)
    return {abs(float(number)): f"abs({meaning})" for number, meaning in lines}


class ToMpmath(ast.NodeTransformer):
    """Float constants become exact: what they stand for where the text says so, their decimals otherwise."""

    def __init__(self, constants: dict[float, str]):
        self.constants = constants

    def visit_Constant(self, node):
        if not isinstance(node.value, float):
            return node
        meaning = self.constants.get(node.value)
        if meaning is None:
            return placed(ast.Call(ast.Name("mpf", ast.Load()), [ast.Constant(repr(node.value))], []), node)
        return _Integers().visit(ast.parse(meaning, mode="eval").body)


class _Integers(ast.NodeTransformer):
    """Integers of a comment such as ``1/(4*pi)`` as mpmath numbers, so that a quotient is exact."""

    def visit_Constant(self, node):
        return placed(ast.Call(ast.Name("mpf", ast.Load()), [node], []), node)


class _Bounded(ast.NodeTransformer):
    """``while`` with an end, because a spoiled iteration need not converge."""

    def visit_While(self, node):
        self.generic_visit(node)
        times = ast.Call(ast.Name("range", ast.Load()), [ast.Constant(400)], [])
        no_end = ast.parse("raise ArithmeticError('no end')").body
        done = ast.If(ast.UnaryOp(ast.Not(), node.test), [ast.Break()], [])
        return placed(ast.For(ast.Name("_", ast.Store()), times, [done, *node.body], no_end), node)


_USED = "mpf sqrt log log1p exp expm1 atan atan2 asin asinh acosh atanh sin cos tan hypot ceil inf pi"
MPMATH = {name: getattr(mpmath, name) for name in _USED.split()}


def _defined(tree, names: dict) -> dict:
    """Names that the text of a module defines, with ``names`` in place of its imports of functions; no decorators."""
    imported = {"numba", "numpy", "math"} if names else {"numba"}
    tree.body = [node for node in tree.body if not (isinstance(node, ast.ImportFrom) and node.module in imported)]
    scope = dict(names)
    with mpmath.workdps(WORKING_DIGITS):
        exec(compile(_plain(tree), "<kernel>", "exec"), scope)
    return scope


def _plain(tree):
    """Without decorators, and with an end to every iteration."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
    return _Bounded().visit(tree)
