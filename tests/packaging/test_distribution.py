"""Wheel and sdist: they build, hold what the tree holds, and work in an environment where nothing else is installed."""

import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SIDES = ("derive", "generated", "runtime")
DATA = (".py", ".json", ".typed")


def tree(root):
    """Files of the three sides as they are called inside a wheel."""
    return {
        f"entrainment/{path.relative_to(root)}"
        for side in SIDES
        for path in (root / side).rglob("*")
        if path.suffix in DATA and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def distribution(tmp_path_factory):
    """(wheel, sdist), built by the declared backend from a copy of the tree."""
    source, out = tmp_path_factory.mktemp("source") / "tree", tmp_path_factory.mktemp("dist")
    left = shutil.ignore_patterns(".git", ".venv", "*.egg-info", "__pycache__", ".*_cache")
    made = {str(ROOT): {"build", "dist"}, str(ROOT / "docs"): {"edition", "figures"}}
    shutil.copytree(ROOT, source, ignore=lambda folder, names: {*left(folder, names), *made.get(folder, ())})
    for hook in ("build_sdist", "build_wheel"):
        code = f"from setuptools import build_meta; build_meta.{hook}({str(out)!r})"
        subprocess.run([sys.executable, "-c", code], cwd=source, check=True, capture_output=True, timeout=240)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return wheel, sdist


@pytest.mark.slow
def test_the_wheel_holds_the_tree(distribution):
    with zipfile.ZipFile(distribution[0]) as wheel:
        inside = {name for name in wheel.namelist() if name.startswith("entrainment/")}
        licences = [name for name in wheel.namelist() if name.endswith("LICENSE")]
    assert inside == tree(ROOT)
    assert licences


@pytest.mark.slow
def test_the_sdist_builds_the_same_wheel(distribution, tmp_path):
    with tarfile.open(distribution[1]) as sdist:
        sdist.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    assert {"LICENSE", "README.md", "CHANGELOG.md", "CITATION.cff", "pyproject.toml"} <= {p.name for p in source.iterdir()}
    assert tree(source) == tree(ROOT)
    assert (source / "docs" / "tutorial" / "lhy.py").exists() and (source / "tests" / "test_cli.py").exists()


@pytest.fixture(scope="module")
def clean(distribution, tmp_path_factory):
    """An environment with the wheel in it; what the wheel depends on is lent by the environment of the tests."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*install, distribution[0]], check=True, timeout=240)
    (site,) = folder.glob("lib/python*/site-packages")
    lent = Path(pytest.__file__).resolve().parents[1]
    (site / "lent.pth").write_text(f"{lent}\n")  # a path that a .pth names has its own .pth files ignored
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (["list"], "lower_edge_3d"),
        (["evaluate", "lower_edge_3d", "alpha=2.7", "g=1", "m=1", "n_plus=1"], "0.111993052954465"),
        (["evaluate", "naidon2021:17", "alpha=4", "--digits", "30"], "certified by a ball"),
        (["verify", "carlini2021:48", "--digits", "20"], "1 confirmed"),
        (["regenerate", "--help"], "my_paper.py"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_the_command_works_in_a_clean_environment(clean, tmp_path, command, answer):
    command = [clean / "bin" / "entrainment", *command]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    assert answer in done.stdout


@pytest.mark.slow
def test_it_is_the_installed_package_that_answers(clean, tmp_path):
    code = "import entrainment.runtime as r; print(r.__file__)"
    command = [clean / "bin" / "python", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=240)
    assert str(clean) in done.stdout
