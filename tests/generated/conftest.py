"""The demonstration kernels, written and imported once."""

import importlib
import importlib.util
import sys
from pathlib import Path

import pytest
from entrainment.derive.codegen.regenerate import regenerate


@pytest.fixture(scope="session")
def demonstration():
    path = Path(__file__).parent / "demonstration.py"
    spec = importlib.util.spec_from_file_location("demonstration", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def kernel(demonstration, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kernels") / "demonstration_kernels"
    assert regenerate(demonstration.plans, folder, force=True).ok
    sys.path.insert(0, str(folder.parent))
    yield importlib.import_module("demonstration_kernels").kernel
    sys.path.remove(str(folder.parent))


@pytest.fixture(scope="session")
def plan(demonstration):
    by_name = {plan.name: plan for plan in demonstration.plans()}
    return by_name.get
