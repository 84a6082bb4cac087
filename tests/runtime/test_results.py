"""Results print well, carry labels where xarray is there, and come back from disk as they went."""

import importlib.util

import numpy as np
import pytest
from entrainment.runtime import results
from entrainment.runtime.errors import ShapeError
from entrainment.runtime.results import labelled, load, save
from entrainment.runtime.units import Result
from hypothesis import given, settings
from hypothesis import strategies as st

ENERGY = Result(np.array([[1.0, -0.0, 5e-324], [np.pi, 1e300, 2.0]]), "J m^-3", ("naidon2021:2", "naidon2021:3"))


def same(a, b):
    a, b = np.asarray(a), np.asarray(b)
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


def test_a_result_becomes_a_labelled_array():
    array = labelled(ENERGY, ("n1", "n2"), {"n1": [1.0, 2.0]}, "E_B")
    assert array.dims == ("n1", "n2") and array.name == "E_B" and same(array.values, ENERGY.value)
    assert array.attrs["units"] == "J m^-3" and array.attrs["claims"] == "naidon2021:2, naidon2021:3"
    assert array.attrs["source"].startswith("entrainment ")
    with pytest.raises(ShapeError, match="1 names are given for the 2 axes"):
        labelled(ENERGY, ("n1",))


def test_without_xarray_it_stays_what_it_is(monkeypatch, tmp_path):
    path = save(tmp_path / "a.npz", {"E": labelled(ENERGY, ("n1", "n2"))})
    found = importlib.util.find_spec
    monkeypatch.setattr(results.importlib.util, "find_spec", lambda name: None if name == "xarray" else found(name))
    assert labelled(ENERGY, ("n1", "n2")) is ENERGY
    back = load(path)["E"]
    assert isinstance(back, Result) and same(back, ENERGY) and back.unit == ENERGY.unit and back.claims == ENERGY.claims


NUMBERS = st.floats(width=64) | st.complex_numbers() | st.integers(-(2**62), 2**62)


@settings(max_examples=60, deadline=None)
@given(st.lists(NUMBERS, max_size=5), st.text(max_size=8), st.lists(st.text(max_size=5), max_size=3))
def test_what_is_loaded_is_what_was_saved(tmp_path_factory, numbers, unit, claims):
    path = tmp_path_factory.mktemp("disk") / "results.npz"
    value = np.array(numbers, dtype=complex if any(isinstance(x, complex) for x in numbers) else None)
    save(path, {"r": Result(value, unit, tuple(claims)), "r2": value, "one": np.float64(1.5)})
    back = load(path)
    assert same(back["r"], value) and same(back["r2"], value) and float(back["one"]) == 1.5
    assert back["r"].unit == unit and back["r"].claims == tuple(claims)


def test_labels_come_back(tmp_path):
    sent = labelled(Result(np.array([1 + 2j, np.nan]), "m/s"), ("omega",), {"omega": [0.1, 0.2]}, "sigma")
    back = load(save(tmp_path / "sigma.npz", {"sigma": sent}))["sigma"]
    assert back.identical(sent) and same(back.values, sent.values)


def test_a_failed_save_leaves_the_old_file(tmp_path):
    path = save(tmp_path / "a.npz", {"x": 1.0})
    with pytest.raises(TypeError, match="y holds"):
        save(path, {"x": 2.0, "y": object()})
    assert float(load(path)["x"]) == 1.0 and len(list(tmp_path.iterdir())) == 1
    with pytest.raises(ValueError, match="saved as .npz"):
        save(tmp_path / "a.txt", {"x": 1.0})
    with pytest.raises(ValueError, match="needs a name"):
        save(path, {"": 1.0})


def test_a_file_of_somebody_else_is_refused(tmp_path):
    np.savez(tmp_path / "other.npz", x=1.0)
    with pytest.raises(ValueError, match="not written by entrainment"):
        load(tmp_path / "other.npz")


def test_results_print_in_a_notebook():
    assert Result(np.float64(1.5e-31), "J m^-3")._repr_latex_() == r"$1.5 \times 10^{-31}\ \mathrm{J~m^{-3}}$"
    assert Result(np.float64(2.0), "a0")._repr_latex_() == r"$2\ \mathrm{a0}$"
    assert ENERGY._repr_latex_() is None and Result(np.float64("nan"), "m")._repr_latex_() is None
    shown = Result(np.array([1.0, 2.0]), "<b>", ("c:1",))._repr_html_()
    assert "&lt;b&gt;" in shown and "c:1" in shown and "[1. 2.]" in shown


def test_a_complex_number_keeps_its_imaginary_part():
    sigma = Result(np.asarray(1.5 - 2.0j), "s kg^-1 m^-3")
    assert complex(sigma) == 1.5 - 2.0j and abs(sigma) == 2.5 and f"{sigma:.1f}" == "1.5-2.0j"
    with pytest.raises(TypeError, match="complex"):
        float(sigma)
    assert f"{Result(np.asarray(0.25), 'm'):.1f}" == "0.2" and complex(Result(np.asarray(2.0), "m")) == 2.0
