"""Regeneration is deterministic, atomic, and tells what differs."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sympy as sp
from entrainment.derive.codegen import manifest
from entrainment.derive.codegen.plan import ClosedForm, KernelPlan, PlanError
from entrainment.derive.codegen.regenerate import regenerate

x, y = sp.symbols("x y", positive=True)
DEMONSTRATION = Path(__file__).parents[1] / "generated" / "demonstration.py"
RUN = """
import runpy, sys
from entrainment.derive.codegen.regenerate import regenerate
regenerate(runpy.run_path(sys.argv[1])["plans"], sys.argv[2], force=True)
"""


def simple(name, expr, module="simple"):
    return KernelPlan(name, module, name, (x, y), (), None, ClosedForm(expr), ("test:1",), "none", expr)


def plans():
    return simple("sum_of", x + y), simple("product_of", sp.sqrt(x * y)), simple("ratio_of", x / y, "other")


def snapshot(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "kernels"
    assert regenerate(plans, folder, force=True).ok
    return folder


def test_text_does_not_depend_on_the_process_or_on_hash_seeds(tmp_path):
    seeds = ("1", "77")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, str(DEMONSTRATION), str(tmp_path / seed)],
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        for seed in seeds
    ]
    assert [run.wait(timeout=240) for run in runs] == [0, 0]
    first, second = (snapshot(tmp_path / seed) for seed in seeds)
    assert first == second and len(first) == 6


def test_fresh_folder_compares_equal(folder):
    assert str(regenerate(plans, folder, check=True)) == "up to date"
    assert manifest.check_bodies(folder) == []


def test_hand_edit_missing_file_and_orphan_are_found_and_shown(folder):
    edited = folder / "simple.py"
    edited.write_text(edited.read_text().replace("return x + y", "return x - y"))
    (folder / "other.py").unlink()
    (folder / "stray.py").write_text("")
    before = snapshot(folder)
    outcome = regenerate(plans, folder, check=True)
    assert {(d.file, d.kind) for d in outcome.differences} == {
        ("simple.py", "differs"), ("other.py", "missing"), ("stray.py", "orphan")
    }
    assert "-    return x - y\n+    return x + y" in str(outcome)
    assert snapshot(folder) == before
    assert manifest.check_bodies(folder) == [
        "other.py is missing", "simple.py has been changed since it was written", "stray.py is not in the manifest"
    ]


def test_edit_of_the_manifest_is_found(folder):
    path = folder / manifest.MANIFEST
    path.write_text(path.read_text().replace('"test:1"', '"test:2"'))
    assert [d.file for d in regenerate(plans, folder, check=True).differences] == [manifest.MANIFEST]


def test_check_creates_nothing(tmp_path):
    outcome = regenerate(plans, tmp_path / "absent", check=True)
    assert {d.kind for d in outcome.differences} == {"missing"} and not list(tmp_path.iterdir())


def test_writing_repairs_edits_and_leaves_strangers(folder):
    good = snapshot(folder)
    (folder / "simple.py").write_text("broken")
    (folder / "accuracy.json").write_text("{}")
    outcome = regenerate(plans, folder)
    assert outcome.ok and outcome.written == ("simple.py",)
    assert snapshot(folder) == good | {"accuracy.json": b"{}"}


def test_kernel_that_is_no_longer_planned_goes(folder):
    outcome = regenerate(lambda: plans()[:2], folder, force=True)
    assert outcome.removed == ("other.py",) and not (folder / "other.py").exists()


def test_failing_plan_touches_nothing(folder):
    before = snapshot(folder)
    with pytest.raises(PlanError, match="wrong: no float64 text"):
        regenerate(lambda: (simple("sum_of", x - y), simple("wrong", sp.zeta(x) + y)), folder, force=True)
    assert snapshot(folder) == before and list(folder.parent.iterdir()) == [folder]


def test_failure_while_files_are_staged_touches_nothing(folder, monkeypatch):
    before = snapshot(folder)

    def full_disk(self, *args, **kwargs):
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_text", full_disk)
    with pytest.raises(OSError):
        regenerate(lambda: (simple("sum_of", x - y),), folder, force=True)
    monkeypatch.undo()
    assert snapshot(folder) == before and list(folder.parent.iterdir()) == [folder]


def test_killed_run_touches_nothing(folder, tmp_path):
    before = snapshot(folder)
    script = """
import sys, time
import sympy as sp
from entrainment.derive.codegen import emit
from entrainment.derive.codegen.plan import ClosedForm, KernelPlan
from entrainment.derive.codegen.regenerate import regenerate
x = sp.Symbol("x", positive=True)
def plans():
    yield KernelPlan("one", "simple", "one", (x,), (), None, ClosedForm(x), (), "none", x)
    print("half way", flush=True)
    time.sleep(60)
regenerate(plans, sys.argv[1], force=True)
"""
    process = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "half way\n"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    assert snapshot(folder) == before and list(folder.parent.iterdir()) == [folder]


def test_run_stopped_between_two_moves_is_noticed_and_completed(folder, monkeypatch):
    moves = []

    def stop_after_one(source, target):
        if moves:
            raise KeyboardInterrupt
        moves.append(Path(source).rename(target))

    def changed():
        return simple("sum_of", x - y), simple("ratio_of", y / x, "other")

    monkeypatch.setattr(os, "replace", stop_after_one)
    with pytest.raises(KeyboardInterrupt):
        regenerate(changed, folder, force=True)
    monkeypatch.undo()
    assert manifest.check_bodies(folder)
    assert regenerate(changed, folder).ok and manifest.check_bodies(folder) == []


def test_nothing_is_derived_where_nothing_changed(folder):
    def never():
        raise AssertionError

    start = time.perf_counter()
    assert str(regenerate(never, folder)) == "up to date"
    assert time.perf_counter() - start < 1


def test_body_check_needs_no_sympy(folder):
    code = (
        "import sys; from entrainment.derive.codegen import manifest; "
        "print(manifest.check_bodies(sys.argv[1]), 'sympy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True, timeout=120)
    assert run.stdout == "[] False\n"


def test_manifest_lists_what_a_caller_needs(folder):
    entry = json.loads((folder / manifest.MANIFEST).read_text())["kernels"]["sum_of"]
    assert entry["arguments"] == [["x", "1"], ["y", "1"]] and entry["module"] == "simple" and entry["result"] == "1"
    assert all(len(entry[key]) == 64 for key in ("formula", "body"))


def test_formula_hash_follows_the_formula(folder):
    def hashes():
        return {k: v["formula"] for k, v in json.loads((folder / manifest.MANIFEST).read_text())["kernels"].items()}

    before = hashes()
    regenerate(lambda: (simple("sum_of", x + 2 * y), *plans()[1:]), folder, force=True)
    assert {name for name, value in hashes().items() if value != before[name]} == {"sum_of"}
