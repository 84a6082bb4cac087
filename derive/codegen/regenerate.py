"""Write a folder of kernels, or compare it with what would be written.

The text depends on the plans alone.  All of it exists before the first file is touched; files are staged beside the
folder and moved into place one by one, the manifest last, so that a run that fails leaves the folder as it was, and
one that is stopped between two moves is noticed by ``manifest.check_bodies`` and completed by the next run.
"""

from __future__ import annotations

import difflib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import sympy as sp

from . import manifest
from .arrays import MODULE, module_text
from .emit import modules
from .loading import INDEX, LOOPS
from .plan import KernelPlan


@dataclass(frozen=True)
class Difference:
    """A file that is not as it should be: ``differs`` (with a unified diff), ``missing`` or ``orphan``."""

    kind: str
    file: str
    diff: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.kind}" + (f"\n{self.diff}" if self.diff else "")


@dataclass(frozen=True)
class Outcome:
    """``differences`` found by a comparison, or left after writing; ``written`` and ``removed`` files."""

    differences: tuple[Difference, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.differences

    def __str__(self) -> str:
        lines = [str(difference) for difference in self.differences]
        lines += [f"{name}: written" for name in self.written] + [f"{name}: removed" for name in self.removed]
        return "\n".join(lines) or "up to date"


def regenerate(
    plans: Callable[[], Iterable[KernelPlan]], folder: str | Path, check: bool = False, force: bool = False
) -> Outcome:
    """Write the kernels of ``plans()`` to ``folder``, or only compare (``check``), deriving everything anew.

    Writing is skipped, and ``plans`` not called, where sources, tool versions and files are those of the manifest;
    ``force`` derives all the same.  Raises :class:`entrainment.derive.codegen.plan.PlanError`, with nothing touched.
    """
    folder = Path(folder)
    if not (check or force) and manifest.unchanged(folder):
        return Outcome()
    texts = emitted(tuple(plans()))
    if check:
        return Outcome(differences=tuple(_compare(texts, folder)))
    return _write(texts, folder, formerly=manifest.load(folder).get("files", {}))


def emitted(plans: tuple[KernelPlan, ...]) -> dict[str, str]:
    """Text of every file by name, the manifest last."""
    arrays = [plan for plan in plans if not isinstance(plan, KernelPlan)]
    plans = tuple(plan for plan in plans if isinstance(plan, KernelPlan))
    by_module = modules(plans)
    texts = {f"{name}.py": module.text for name, module in by_module.items()}
    bodies = {}
    if arrays:
        texts[f"{MODULE}.py"], bodies = module_text(arrays)
    names = ("".join(f'    "{plan.name}": "{plan.module}",\n' for plan in kind) for kind in (plans, arrays))
    texts["__init__.py"] = INDEX.replace("<kernels>", next(names)).replace("<kernels on arrays>", next(names))
    texts["loops.py"] = LOOPS
    kernels = {plan.name: _entry(plan, by_module[plan.module].kernels[plan.name]) for plan in plans}
    files = {name: manifest.digest(text) for name, text in texts.items()}
    found = {"kernels": kernels, "files": files, "inputs": manifest.inputs()}
    if arrays:
        found["arrays"] = {plan.name: _array_entry(plan, bodies[plan.name]) for plan in arrays}
    texts[manifest.MANIFEST] = manifest.to_text(found)
    return texts


def _array_entry(plan, text: str) -> dict:
    formula = manifest.digest(sp.srepr(sp.Tuple(*plan.results)))
    return {
        "module": plan.module,
        "title": plan.title,
        "claims": list(plan.claims),
        "derivations": list(plan.derivations),
        "arguments": [list(pair) for pair in plan.inputs],
        "conditions": list(plan.conditions),
        "results": [list(pair) for pair in plan.found],
        "formula": formula,
        "body": manifest.digest(text),
    }


def _entry(plan: KernelPlan, text: str) -> dict:
    return {
        "module": plan.module,
        "title": plan.title,
        "claims": list(plan.claims),
        "derivation": plan.derivation,
        "arguments": [[str(symbol), str(plan.dimension_map.get(symbol, 1))] for symbol in plan.arguments],
        "conditions": [*_signs(plan), *(str(c) for c in plan.conditions if c != True)],  # noqa: E712
        "result": str(plan.result_dimension),
        "formula": manifest.digest(sp.srepr(plan.in_natural_units.formula)),
        "body": manifest.digest(text),
    }


def _signs(plan: KernelPlan) -> list[str]:
    """Signs that the arguments carry in their symbols."""
    signs = ((symbol, ">" if symbol.is_positive else ">=" if symbol.is_nonnegative else "") for symbol in plan.arguments)
    return [f"{symbol} {sign} 0" for symbol, sign in signs if sign]


def _compare(texts: dict[str, str], folder: Path):
    for name, expected in texts.items():
        path = folder / name
        if not path.is_file():
            yield Difference("missing", name)
            continue
        found = path.read_text()
        if name == manifest.MANIFEST:
            found, expected = (_without_inputs(text) for text in (found, expected))
        if found != expected:
            lines = [text.splitlines(keepends=True) for text in (found, expected)]
            diff = difflib.unified_diff(*lines, f"{name} (found)", f"{name} (derived)")
            yield Difference("differs", name, "".join(diff))
    for name in manifest.orphans(folder, texts):
        yield Difference("orphan", name)


def _without_inputs(text: str) -> str:
    """The manifest without the record of sources and versions, which may change while every kernel stays the same."""
    try:
        return manifest.to_text(json.loads(text) | {"inputs": None})
    except ValueError:
        return text


def _write(texts: dict[str, str], folder: Path, formerly) -> Outcome:
    """Stage every changed file beside ``folder``, then move; files that the old manifest lists and nobody emits go."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        changed = [n for n, text in texts.items() if not (folder / n).is_file() or (folder / n).read_text() != text]
        for name in changed:
            (staged / name).write_text(texts[name], newline="\n")
        folder.mkdir(exist_ok=True)
        removed = [name for name in formerly if name not in texts and (folder / name).is_file()]
        for name in removed:
            (folder / name).unlink()
        for name in changed:
            os.replace(staged / name, folder / name)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    left = tuple(Difference("orphan", name) for name in manifest.orphans(folder, texts))
    return Outcome(left, tuple(changed), tuple(removed))
