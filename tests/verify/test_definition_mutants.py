"""Whole reference modules stand before the claims: nothing is left out but what is named, and what is named is there."""

import ast
import importlib
import inspect

import pytest
import sympy as sp
from entrainment.derive.notation import hbar
from entrainment.runtime.verify import catalogue, checks, mutants, trials

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


def test_a_definition_is_asked_about_what_it_can_see():
    """Powers of hbar, 1 in a definition, are for the printed form and the last line; where these are missing they survive."""
    claim = catalogue.claim("naidon2021:11")
    derived = claim.derivation().result
    definition = checks.definition_values(claim.reference, claim.domain, 20, count=2)
    assert trials._at_unit_hbar(hbar * derived) == trials._at_unit_hbar(derived) != trials._at_unit_hbar(2 * derived)
    assert definition.compare([hbar * derived]).ok and not definition.compare([2 * derived]).ok
    spoiled = [hbar * derived], claim.derivation()
    assert trials._form_is_caught(*spoiled, None, claim.printed.rhs, claim.domain, 20)


def test_a_case_that_sees_nothing_remembers_how_long_it_took():
    claim = catalogue.claim("naidon2021:11")
    (point,) = checks.draw(claim.domain, 1, checks.SEED)
    over = sp.sympify(claim.reference.over)
    value = checks.numbers([over * claim.derivation().result], point, 20)
    right, wrong = (trials._Case(claim.reference, point, tuple(factor * part for part in value)) for factor in (1, 2))
    untouched = trials.Scratch("soft_line", ast.parse(source("soft_line")))
    assert not right.notices(untouched) and right.seconds > 0
    assert wrong.notices(untouched) and wrong.seconds == 0


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
