"""Random values for the objects of a user, for what is saved, and for formulas that are typed: an answer or words."""

import math

import numpy as np
import pytest
from entrainment.derive import formula
from entrainment.derive import notation as s
from entrainment.runtime import FermiLiquid, Polaron, SpinOrbitGas, phases, results
from entrainment.runtime.errors import DomainError, ShapeError
from entrainment.runtime.units import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

SOME = settings(max_examples=30, deadline=None)
odd = st.sampled_from([0.0, -0.0, 1.0, -1.0, 5e-324, 1e308, None, "one"])
anything = st.floats(allow_nan=True, allow_infinity=True) | odd
ordinary = st.floats(-2, 2).map(lambda x: 10.0**x)
value = anything | ordinary


def answers_or_words(ask):
    """The answers of ``ask``, none of them NaN; a refusal must say something."""
    try:
        found = ask()
    except (DomainError, ShapeError, ArithmeticError) as error:
        assert str(error)
        return
    for answer in found:
        assert not np.isnan(np.asarray(answer, dtype=float)).any()


@SOME
@given(value, value, value, value, value, st.sampled_from([1, 2, 3]))
def test_an_impurity(m_impurity, m, g, g_impurity, n, D):
    def ask():
        polaron = Polaron.natural(m_impurity=m_impurity, m=m, g=g, g_impurity=g_impurity, D=D)
        return [polaron.mass_share(n), polaron.effective_mass(n), polaron.fast_velocity_ratio(n)]

    answers_or_words(ask)


@SOME
@given(value, value, value, value)
def test_a_fermi_liquid(m, n, F1, G1):
    def ask():
        liquid = FermiLiquid.natural(m=m, n=n, F1=F1, G1=G1)
        return [liquid.effective_mass, liquid.drag_density, liquid.spin_current_ratio, liquid.fast_velocity_ratio]

    answers_or_words(ask)


@SOME
@given(value, value, value, value, value)
def test_a_raman_coupled_gas(m, k0, Omega, g, n):
    def ask():
        gas = SpinOrbitGas.natural(m=m, k0=k0, Omega=Omega, g=g, n=n)
        return [gas.critical_coupling, gas.sigma_x, gas.sigma_z, gas.inverse_effective_mass, gas.sound_velocities]

    answers_or_words(ask)


@SOME
@given(st.sampled_from([1, 2, 3]), value, value, value)
def test_a_phase(D, alpha, z, delta):
    answers_or_words(lambda: [phases.classify(D, alpha, z, delta)])


@SOME
@given(arrays.arrays(st.sampled_from([np.float64, np.complex128, np.int64]), arrays.array_shapes(max_dims=3, max_side=4)),
       st.text(max_size=8), st.lists(st.text(max_size=12), max_size=3), st.text(min_size=1, max_size=8))
def test_what_is_saved_comes_back_bit_for_bit(tmp_path_factory, array, unit, claims, name):
    path = tmp_path_factory.mktemp("saved") / "results.npz"
    results.save(path, {name: Result(array, unit, tuple(claims))})
    (back,) = results.load(path).values()
    assert back.unit == unit and back.claims == tuple(claims)
    assert back.value.dtype == array.dtype and back.value.tobytes() == array.tobytes() and back.value.shape == array.shape


PIECES = [*"+-*/^(){}_,=|[];'\n \\", "alpha", "z", "1", "2", "**", "sqrt", "log", "\\frac", "e", "pi", ".", "1e400", "0",
          "lambda", "__import__"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14))
def test_a_typed_formula_is_read_or_refused_in_words(pieces):
    try:
        left, right = formula.parse_parts("".join(pieces), (s.alpha, s.z))
    except formula.FormulaError as error:
        assert str(error)
    else:
        assert right and set().union(*(part.free_symbols for part in (*left, *right))) <= {s.alpha, s.z}


@pytest.mark.parametrize("wrong", [math.nan, None, "one"])
def test_a_refusal_names_the_argument(wrong):
    with pytest.raises(DomainError, match="g_impurity"):
        Polaron.natural(m_impurity=1, m=1, g=1, g_impurity=wrong)
