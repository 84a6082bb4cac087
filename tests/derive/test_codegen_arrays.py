"""Kernels on arrays as text: what the manifest says of them, where they are meant, and which names their text may use."""

import ast
import dataclasses
import json

import pytest
import sympy as sp
from entrainment.derive import notation as s
from entrainment.derive.codegen import arrays, manifest, mode_names
from entrainment.derive.codegen.plan import PlanError
from entrainment.derive.codegen.regenerate import emitted
from entrainment.derive.dimensions import DimensionError
from entrainment.derive.notation import E_d, E_s

KERNELS = {kernel.name: kernel for kernel in arrays.array_kernels()}
ENERGIES = KERNELS["mode_energies"]


def test_the_manifest_lists_what_a_caller_needs():
    entry = json.loads(emitted((ENERGIES,))[manifest.MANIFEST])["arrays"]["mode_energies"]
    assert entry["arguments"][0] == ["p", "length^-1"] and ["V_ab", "energy length^3"] in entry["arguments"]
    assert entry["results"] == [["upper", "energy"], ["lower", "energy"]]
    assert "V_ab**2 <= V_aa*V_bb" in entry["conditions"] and "m_a > 0" in entry["conditions"]
    assert entry["claims"] == ["aminov2024:A3"] and entry["title"]
    assert all(len(entry[key]) == 64 for key in ("formula", "body"))


def test_the_sum_over_resonances_takes_rows_and_returns_what_its_nodes_stand_for():
    kernel = KERNELS["resonance_sum"]
    assert [name for name, _ in kernel.inputs] == ["a", "B", "Q", "frequencies", "gamma"]
    assert kernel.found == (("total", str(s.dimensions(3)[s.Lambda_plus])),)


def test_a_form_of_mixed_dimensions_is_refused():
    wrong = dataclasses.replace(ENERGIES, forms=lambda: (E_d + E_s**2, E_s))
    with pytest.raises(DimensionError):
        wrong.found  # noqa: B018


def test_the_text_computes_with_arguments_and_named_temporaries_alone():
    text, _ = arrays.module_text([ENERGIES])
    (function,) = (f for f in ast.parse(text).body if isinstance(f, ast.FunctionDef) and f.name == "_mode_energies")
    assigned = {node.targets[0].id for node in function.body if isinstance(node, ast.Assign)}
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    declared = {str(symbol) for symbol in ENERGIES.arguments}
    assert used - assigned - declared <= {"sqrt", "njit"}
    assert {"half_difference", "splitting", "E_d", "E_s"} <= assigned


def test_a_name_that_is_not_what_is_derived_stops_the_text(monkeypatch):
    right = mode_names.energies
    monkeypatch.setattr(mode_names, "energies", lambda real: (*right(real)[:-2], (E_s, sp.S.One / E_d), right(real)[-1]))
    with pytest.raises(PlanError, match="stable form of E_s"):
        arrays.module_text([ENERGIES])
