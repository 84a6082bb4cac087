"""Units at the boundary are plain floats; results say their unit and their claims."""

import subprocess
import sys
from math import pi

import numpy as np
import pytest
from entrainment.runtime import units
from entrainment.runtime.units import Result, a0, micrometre, nanometre, per_cubic_centimetre, two_pi_kHz


def test_named_units_are_floats_in_SI():
    assert micrometre == pytest.approx(1000 * nanometre)
    assert 1e14 * per_cubic_centimetre == 1e20
    assert all(type(getattr(units, name)) is float for name in units.__all__ if name != "Result")


def test_an_ordinary_frequency_is_spelled_with_its_two_pi():
    assert 50 * two_pi_kHz == pytest.approx(2 * pi * 50e3)
    for ambiguous in ("Hz", "kHz"):
        with pytest.raises(AttributeError, match=f"two_pi_{ambiguous}"):
            getattr(units, ambiguous)


def test_a_result_says_value_unit_and_claims():
    energy = Result(np.array(2.5), "J m^-3", ("naidon2021:2",))
    assert repr(energy) == "2.5 J m^-3   (naidon2021:2)"
    assert float(energy) == 2.5 and f"{energy:.2f}" == "2.50"


def test_arithmetic_with_a_result_gives_plain_numbers():
    pair = Result(np.array([3.0, 4.0]), "m/s")
    assert isinstance(2 * pair + pair, np.ndarray)
    assert np.hypot(*pair) == 5 and (pair > 3.5).tolist() == [False, True] and len(pair) == 2
    np.testing.assert_array_equal(np.sqrt(pair / pair), [1, 1])


def test_a_result_can_be_counted_in_other_units():
    length = Result(np.array(65 * a0), "m", ("naidon2021:15",)).in_units(a0, "a0")
    assert float(length) == pytest.approx(65) and length.unit == "a0" and length.claims == ("naidon2021:15",)


def test_importing_the_package_is_light():
    heavy = ["numba", "matplotlib", "xarray", "sympy", "scipy", "entrainment.generated"]
    program = f"""
import sys
from entrainment.runtime import BoseMixture, a0
print([name for name in {heavy} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"
