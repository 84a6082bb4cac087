"""sigma_ab of dipolar layers from the definition: the interaction between the clouds, both paths, the certified values."""

import importlib.util
from pathlib import Path

import pytest
from entrainment.runtime.reference.bilayer_response import (
    PAIRS,
    Layers,
    checked,
    conductivities,
    conductivity,
    modes,
    responses,
    spread,
)
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


def test_currents_of_both_layers_together_are_those_within_the_branches():
    """For equal layers chi_aa + chi_ab has no conversion and no creation: it is the Drude peak of the whole."""
    aa, ab, bb = responses(PAIRS, "0.05", "0.02", "0.9", LAYERS, 5)
    omega, gamma, whole = mpf("0.05"), mpf("0.02"), aa + ab
    weight = whole * (omega + 2j * gamma) / (-2j * gamma)
    assert abs(aa - bb) < abs(aa) * mpf(10) ** -8
    assert weight.real > 0 and abs(weight.imag) < weight.real * mpf(10) ** -4


@pytest.mark.parametrize("entry", [e for e in table.load() if "bilayer" in e], ids=lambda e: f"{e['system']}-{e['omega']}")
def test_certified_values_of_both_layers_together_are_the_drude_peak(entry):
    """sigma_aa + sigma_ab by one integral over n_B' along the real axis, to 18 digits: neither route of the table is used."""
    with mp.workdps(40):
        layers = checked(Layers(**entry["bilayer"]))
        omega, gamma, T = (mpf(entry[name]) for name in ("omega", "gamma", "T"))

        def slopes(q):
            eps, within = q**2 / (2 * layers.m), layers.V_0 - 2 * mp.pi * layers.d2 * q
            between = -2 * mp.pi * layers.d2 * q * mp.exp(-q * layers.L) * _profile_of_the_paper(q, layers.w) ** 2
            energies = (mp.sqrt(eps * (eps + 2 * layers.n * (within + sign * between))) for sign in (1, -1))
            return q**3 * mp.fsum(1 / (4 * T * mp.sinh(E / (2 * T)) ** 2) for E in energies)

        end = mp.sqrt(200 * layers.m * T)
        whole = mp.quad(slopes, [0, *(end / 2**k for k in range(10, -1, -1))]) / (8 * mp.pi * layers.m**2)
        expected = 1j / omega * (mpf(entry["total"]) / layers.m - 2j * gamma / (omega + 2j * gamma) * whole)
        stored = [mp.mpc(*map(mpf, entry["sigma"][pair])) for pair in PAIRS]
        assert abs(stored[0] + stored[1] - expected) <= mpf(10) ** -18 * abs(expected)
        assert stored[0] == stored[2]


def _profile_of_the_paper(q, w):
    """The average over a cloud as (D6) prints it."""
    return mp.cosh(q * w / 2) / (1 + (q * w / mp.pi) ** 2)


def test_conductivity_of_a_layer_needs_its_total_density():
    with pytest.raises(ValueError, match="need the total density"):
        conductivities(("aa",), "0.05", "0.02", "0.9", LAYERS, None, 3)
    with pytest.raises(ValueError, match="below that of the condensate"):
        conductivities(("aa",), "0.05", "0.02", "0.9", LAYERS, "0.1", 3)
    with pytest.raises(ValueError, match="some of"):
        responses(("ac",), "0.05", "0.02", "0.9", LAYERS, 3)


@pytest.mark.parametrize(("T", "ends"), [("0.9", ("1e-5", "1e-6", "1e-7")), (0, ("1e5", "1e6", "1e7"))])
def test_atoms_out_of_the_condensate_of_a_layer_diverge(T, ends):
    """(A8) in two dimensions: every decade of q adds as much as the one before, towards small q, at T = 0 towards large q."""
    layers, T = checked(LAYERS), mpf(T)

    def occupied(q):
        eps, both = q**2 / (2 * layers.m), mp.zero
        for sign in (1, -1):  # equal layers: V + V_ab and V - V_ab
            between = -2 * mp.pi * layers.d2 * q * mp.exp(-q * layers.L) * (spread(q, layers.w) ** 2 if q < 100 else 0)
            nV = layers.n * (layers.V_0 - 2 * mp.pi * layers.d2 * q + sign * between)
            energy = mp.sqrt(eps * (eps + 2 * nV))
            vacuum = (eps - energy) ** 2 / (4 * eps * energy)
            both += (vacuum + ((1 + 2 * vacuum) / mp.expm1(energy / T) if T else 0)) / 2
        return q * both / (2 * mp.pi)

    with mp.workdps(30):
        low, middle, high = map(mpf, ends)
        decades = [mp.quad(occupied, [middle, low]), mp.quad(occupied, [high, middle])]
        assert abs(decades[0]) > 1e-4 and abs(decades[1] / decades[0] - 1) < 1e-3


@pytest.mark.slow
@pytest.mark.parametrize("entry", [e for e in table.load() if "sigma" in e], ids=lambda e: f"{e['system']}-{e['omega']}")
def test_certified_values_are_computed_again(entry):
    for pair, value in zip(PAIRS, table.certified(entry), strict=True):
        with mp.workdps(table.DIGITS + 10):
            stored = mp.mpc(*map(mpf, entry["sigma"][pair]))
            assert abs(value - stored) <= 2 * mpf(10) ** -table.DIGITS * abs(stored)


@pytest.mark.slow
@pytest.mark.parametrize("entry", [e for e in table.load() if "exact_loop" in e], ids=lambda e: f"{e['system']}-{e['omega']}")
def test_values_with_the_lorentzian_loop_are_computed_again(entry):
    stored = mp.mpc(*map(mpf, entry["exact_loop"]))
    assert abs(table.with_lorentzian_loop(entry) - stored) <= 2 * mpf(10) ** -table.LORENTZIAN_DIGITS * abs(stored)
