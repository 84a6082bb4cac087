"""Whole reference modules stand before the claims: nothing is left out but what is named, and what is named is there."""

import importlib
import inspect

import pytest
from entrainment.runtime.verify import mutants, trials

MODULES = sorted({module for found in trials.DEFINITIONS.values() for module in found})


def source(module):
    return inspect.getsource(importlib.import_module(f"entrainment.runtime.reference.{module}"))


def test_functions_inside_of_blocks_are_seen():
    text = "def outer(x):\n    with x:\n        def inner(y):\n            return y + 1\n    return inner\n"
    assert mutants.function_names(text) == {"outer", "outer.inner"}
    planted = {mutant.what for mutant in mutants.of_source(text, ("outer.inner",))}
    assert any("sign" in what for what in planted)


def test_a_whole_module_spares_what_is_named_with_all_inside():
    text = "def kept(x):\n    return x\n\ndef spared(x):\n    def inner(y):\n        return y\n    return inner\n"
    assert trials.Whole("spared").among(text) == ("kept",)
    with pytest.raises(LookupError, match="gone"):
        trials.Whole("gone").among(text)


@pytest.mark.parametrize("module", MODULES)
def test_every_function_that_is_named_exists_and_something_is_planted(module):
    text = source(module)
    for found in trials.DEFINITIONS.values():
        functions = found.get(module, ())
        if isinstance(functions, trials.Whole):
            functions = functions.among(text)
        assert set(functions) <= mutants.function_names(text)
        assert not functions or list(mutants.of_source(text, functions))


def test_the_definitions_of_conversion_are_judged_whole():
    assert isinstance(trials.DEFINITIONS["branch_conversion"]["branch_conversion"], trials.Whole)
    assert isinstance(trials.DEFINITIONS["ac_response"]["ac_response"], trials.Whole)
