"""Input is checked in one place; a refusal names the argument, the value, the condition and the claim."""

import pickle

import numpy as np
import pytest
from entrainment.runtime.errors import (
    DomainError,
    MissingKernel,
    ShapeError,
    broadcast,
    kernel,
    require,
    require_dimension,
)


def test_a_refusal_reads_as_a_sentence():
    with pytest.raises(DomainError, match=r"^m1 = -1\.0 kg violates m1 > 0 \(naidon2021:1\)$") as refused:
        require("m1", -1, "> 0", unit="kg", claim="naidon2021:1")
    assert (refused.value.argument, refused.value.value, refused.value.claim) == ("m1", -1.0, "naidon2021:1")


def test_the_first_offending_element_is_named():
    with pytest.raises(DomainError, match=r"^n1\[1, 0\] = -3\.0 m\^-3 violates n1 >= 0"):
        require("n1", [[1, 2], [-3, -4]], ">= 0", unit="m^-3")


@pytest.mark.parametrize("value", [np.nan, np.inf, [1.0, np.nan]])
@pytest.mark.parametrize("condition", ["is finite", "> 0", ">= 0", "!= 0", "in [0, 1]"])
def test_nan_and_infinity_never_pass(value, condition):
    with pytest.raises(DomainError, match="x is finite"):
        require("x", value, condition)


@pytest.mark.parametrize("value", ["1", None, 1j, True, [object()]])
def test_what_is_not_a_real_number_is_refused(value):
    with pytest.raises(DomainError, match="real number"):
        require("x", value)


@pytest.mark.parametrize("value", [3, [1, 2], (1, 2.5), np.arange(4), np.float32(2), np.uint8(7)])
def test_integers_and_lists_become_float64(value):
    checked = require("x", value, ">= 0")
    assert checked.dtype == np.float64
    np.testing.assert_array_equal(checked, np.asarray(value, float))


def test_an_empty_array_passes():
    assert require("x", [], "> 0").shape == (0,)
    assert require("x", np.zeros((0, 3)), "> 0").shape == (0, 3)


def test_one_number_where_one_number_is_needed():
    with pytest.raises(ShapeError, match=r"n_plus has shape \(2,\)"):
        require("n_plus", [1, 2], scalar=True)


def test_arguments_that_do_not_broadcast_are_both_named():
    with pytest.raises(ShapeError, match=r"n1 has shape \(3,\) and n2 has shape \(4,\)"):
        broadcast(alpha=np.ones(()), n1=np.ones(3), n2=np.ones(4))


@pytest.mark.parametrize("D", [0, 4, 2.5, "3", None, True])
def test_there_are_three_dimensions(D):
    with pytest.raises(DomainError, match="D in"):
        require_dimension(D)


def test_a_refusal_survives_pickling():
    refusal = DomainError("m1", -1.0, "m1 > 0", "kg", "naidon2021:1", "weigh again")
    again = pickle.loads(pickle.dumps(refusal))
    assert str(again) == str(refusal) and again.advice == "weigh again"


def test_a_missing_kernel_says_how_to_make_it():
    with pytest.raises(MissingKernel, match="entrainment regenerate"):
        kernel("no_such_kernel")
