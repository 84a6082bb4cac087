"""Arrows run one way: derive sees nobody, kernels see numba and numpy, only the ledger and the command see all sides."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("derive", "generated", "runtime")


def sources(folder):
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def inside(path):
    """Names of the folders below the root: where the tree stands does not matter."""
    return set(path.relative_to(ROOT).parts)


def package_of(path):
    """("entrainment", "derive", "codegen") for derive/codegen/plan.py and for derive/codegen/__init__.py."""
    return ("entrainment", *path.relative_to(ROOT).parts[:-1])


def imports(path):
    """Absolute dotted names that a file imports, at any depth of its code."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = package_of(path)
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def sees(path, *names):
    return [name for name in imports(path) if any(name == n or name.startswith(f"{n}.") for n in names)]


def shown(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", sources("derive"), ids=shown)
def test_derive_sees_neither_kernels_nor_runtime(path):
    assert not sees(path, "entrainment.generated", "entrainment.runtime", "numba")


@pytest.mark.parametrize("path", [p for p in sources("derive") if "papers" not in inside(p)], ids=shown)
def test_no_derivation_sees_what_is_printed(path):
    assert not sees(path, "entrainment.derive.papers")


@pytest.mark.parametrize("path", sources("generated"), ids=shown)
def test_kernels_see_numba_and_numpy_only(path):
    loading = {"ast", "ctypes", "hashlib", "importlib", "llvmlite", "os", "pathlib", "platform", "subprocess", "sys",
               "tempfile", "entrainment"}
    allowed = {"math", "numba", "numpy"} | (loading if path.name in ("__init__.py", "loops.py") else set())
    assert {name.split(".")[0] for name in imports(path)} <= allowed
    assert not sees(path, "entrainment.derive", "entrainment.runtime")


def on_numbers():
    """What is in runtime but neither the ledger, nor the edition, nor the bench, nor the command."""
    sides = {"verify", "edition", "bench", "cli.py", "cli_kernels.py"}
    return [path for path in sources("runtime") if not sides & inside(path)]


@pytest.mark.parametrize("path", on_numbers(), ids=shown)
def test_what_runs_on_numbers_never_sees_sympy_nor_derivations(path):
    assert not sees(path, "sympy", "entrainment.derive", "entrainment.runtime.verify")


def below_the_edition():
    return [path for path in sources("runtime") if "edition" not in inside(path) and path.name != "cli.py"]


@pytest.mark.parametrize("path", below_the_edition(), ids=shown)
def test_only_the_command_sees_the_edition(path):
    assert not sees(path, "entrainment.runtime.edition")


@pytest.mark.parametrize("path", sources("runtime/reference"), ids=shown)
def test_definitions_see_no_closed_form(path):
    assert not sees(path, "sympy", "entrainment.derive", "entrainment.generated", "entrainment.runtime.verify")
    beside = [name for name in sees(path, "entrainment.runtime") if not name.startswith("entrainment.runtime.reference")]
    assert set(beside) <= {"entrainment.runtime"}


def test_every_package_of_the_tree_is_in_the_wheel():
    with open(ROOT / "pyproject.toml", "rb") as file:
        listed = tomllib.load(file)["tool"]["setuptools"]["packages"]
    found = {".".join(package_of(path)) for side in SIDES for path in sources(side)}
    assert set(listed) == found
    assert len(listed) == len(set(listed))


def test_a_forbidden_arrow_would_be_seen(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    folder = tmp_path / "derive" / "codegen"
    folder.mkdir(parents=True)
    bad = folder / "bad.py"
    bad.write_text("def f():\n    from ...runtime import units\n    from ..papers.naidon2021 import CLAIMS\n")
    assert sees(bad, "entrainment.runtime") and sees(bad, "entrainment.derive.papers")
