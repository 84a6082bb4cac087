"""The reference package with one of its modules spoiled: what sees that module is executed anew, all else is shared."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import sys
import types

REFERENCE = "entrainment.runtime.reference"


class Scratch:
    """The reference package with one module replaced; modules that do not see it are shared."""

    def __init__(self, module: str, tree):
        self.name = "_entrainment_scratch"
        for known in [name for name in sys.modules if name == self.name or name.startswith(f"{self.name}.")]:
            del sys.modules[known]
        package = sys.modules[self.name] = types.ModuleType(self.name)
        package.__path__ = []
        self.replaced = {module: tree}
        self.loaded: dict[str, types.ModuleType] = {}

    def resolve(self, name: str):
        module, _, function = name.rpartition(".")
        return getattr(self.load(module), function)

    def load(self, module: str):
        if module not in self.loaded:
            self.loaded[module] = self._load(module)
        return self.loaded[module]

    def _load(self, module):
        original, needed, code = _original(module)
        beside = [self.load(name) for name in needed]
        if module not in self.replaced and all(
            found is importlib.import_module(f"{REFERENCE}.{n}") for found, n in zip(beside, needed, strict=True)
        ):
            fresh = original
        else:
            fresh = types.ModuleType(f"{self.name}.{module}")
            fresh.__package__ = self.name
            if module in self.replaced:
                code = compile(self.replaced[module], f"<{module}>", "exec")
            sys.modules[fresh.__name__] = fresh
            exec(code, vars(fresh))
        sys.modules[f"{self.name}.{module}"] = fresh
        return fresh


@functools.cache
def _original(module: str):
    """A module of the reference package, the modules beside it that it imports from, and its compiled text."""
    original = importlib.import_module(f"{REFERENCE}.{module}")
    tree = ast.parse(inspect.getsource(original))
    needed = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level == 1 and n.module]
    return original, needed, compile(tree, f"<{module}>", "exec")
