"""sigma_ab of dipolar layers from the definition: the interaction between the clouds, both paths, the certified values."""

import importlib.util
from pathlib import Path

import pytest
from entrainment.runtime.reference.bilayer_response import Layers, checked, conductivity, modes, spread
from entrainment.runtime.reference.dipolar_bilayer import interlayer_interaction
from mpmath import mp, mpf

_SPEC = importlib.util.spec_from_file_location("conductivity_table", Path(__file__).with_name("conductivity_table.py"))
table = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(table)

LAYERS = Layers("1", "0.11", "4.5", "0.075", "0.14", "0.43")


@pytest.mark.parametrize("q", ["1/2", 3, 20])
def test_interaction_between_the_clouds_is_the_average_over_overlaps(q):
    """Two averages over the profiles: of exp(q z) over each cloud, and over the distances of both."""
    with mp.workdps(40):
        q = mpf(q.partition("/")[0]) / int(q.partition("/")[2] or 1) if isinstance(q, str) else mpf(q)
        layers = checked(LAYERS)
        between = -2 * mp.pi * layers.d2 * q * mp.exp(-q * layers.L) * spread(q, layers.w) ** 2
        overlaps = interlayer_interaction(q, LAYERS.d2, 1, LAYERS.w, LAYERS.L, 15)
        assert abs(between - overlaps) <= abs(between) * mpf(10) ** -14


def test_modes_are_in_phase_and_out_of_phase():
    with mp.workdps(30):
        found = modes(mpf(2), checked(LAYERS))
        for row in found.u:
            assert abs(abs(row[0]) - abs(row[1])) < 0.2
        assert found.u[0][0] * found.u[1][0] * found.u[0][1] * found.u[1][1] < 0


def test_both_paths_agree():
    values = [conductivity("0.05", "0.02", "0.9", LAYERS, 5, route) for route in ("real", "contour")]
    assert abs(values[0] - values[1]) <= abs(values[0]) * mpf(10) ** -5


def test_a_force_above_all_pairs_is_refused_on_the_contour():
    with pytest.raises(ValueError, match="omega must be below"):
        conductivity("50", "0.01", "0.9", LAYERS, 5, "contour")
    with pytest.raises(ValueError, match="must exceed w"):
        checked(LAYERS._replace(L="0.1"))


@pytest.mark.slow
@pytest.mark.parametrize("entry", [e for e in table.load() if "sigma" in e], ids=lambda e: f"{e['system']}-{e['omega']}")
def test_certified_values_are_computed_again(entry):
    kind = "bilayer" if "bilayer" in entry else "mixture"
    for pair, value in zip(table.PAIRS[kind], table.certified(entry), strict=True):
        with mp.workdps(table.DIGITS + 10):
            stored = mp.mpc(*map(mpf, entry["sigma"][pair]))
            assert abs(value - stored) <= 2 * mpf(10) ** -table.DIGITS * abs(stored)


@pytest.mark.slow
@pytest.mark.parametrize("entry", [e for e in table.load() if "exact_loop" in e], ids=lambda e: f"{e['system']}-{e['omega']}")
def test_values_with_the_lorentzian_loop_are_computed_again(entry):
    stored = mp.mpc(*map(mpf, entry["exact_loop"]))
    assert abs(table.with_lorentzian_loop(entry) - stored) <= 2 * mpf(10) ** -table.LORENTZIAN_DIGITS * abs(stored)
