"""The public API is typed: a type checker finds no fault in it, and sees through it to what a user writes."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from entrainment import runtime

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = sorted(path.stem for path in (ROOT / "runtime").glob("*.py") if path.stem != "__init__")

USER = """\
from entrainment.runtime import BoseMixture, FermiLiquid, Phase, Polaron, SpinOrbitGas, a0
from entrainment.runtime.species import species

mixture = BoseMixture.of("41K", "87Rb", a11=65 * a0, a12=163 * a0, a22=100 * a0)
reveal_type(mixture.vacuum_energy(1e19, 1e19))
reveal_type(mixture.vacuum_energy(1e19, 1e19).unit)
reveal_type(species("41K").mass)
reveal_type(Phase.MISCIBLE)
BoseMixture.natural(m1=1, m2=1, g11=1, g22="one", g12=0)
mixture.vacuum_enrgy(1, 1)
"""


def checked(*arguments, folder):
    """What mypy says of modules of this tree, seen under the names that they are imported by."""
    package = folder / "entrainment"
    package.mkdir(exist_ok=True)
    for side in ("derive", "generated", "runtime"):
        link = package / side
        if not link.exists():
            link.symlink_to(ROOT / side)
    command = [sys.executable, "-m", "mypy", "--namespace-packages", "--explicit-package-bases", "--no-error-summary",
               "--follow-imports=silent", "--hide-error-context", "--cache-dir", str(folder / "cache"), *arguments]
    done = subprocess.run(command, cwd=folder, env={"MYPYPATH": "."}, capture_output=True, text=True, check=False, timeout=600)
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("types")


@pytest.mark.slow
def test_no_fault_is_found_in_the_public_modules(folder):
    modules = [word for name in PUBLIC for word in ("-m", f"entrainment.runtime.{name}")]
    assert not checked("--disallow-untyped-defs", "-m", "entrainment.runtime", *modules, folder=folder)


@pytest.mark.slow
def test_what_a_user_writes_is_seen(folder):
    (folder / "user.py").write_text(USER)
    told = "\n".join(checked("user.py", folder=folder))
    for type_ in ("entrainment.runtime.units.Result", '"str"', '"float"', "entrainment.runtime.phases.Phase"):
        assert type_ in told, told
    assert 'incompatible type "str"; expected "float"' in told and '"BoseMixture" has no attribute "vacuum_enrgy"' in told
    assert sum(": error:" in line for line in told.splitlines()) == 2, told


def test_every_name_that_is_looked_up_is_declared_to_type_checkers():
    tree = ast.parse((ROOT / "runtime" / "__init__.py").read_text())
    (declared,) = [node for node in tree.body if isinstance(node, ast.If)]
    assert {alias.name for node in declared.body for alias in node.names} >= set(runtime.__all__)


def test_every_package_says_that_it_is_typed():
    for side in ("derive", "generated", "runtime"):
        assert (ROOT / side / "py.typed").exists(), side
