"""Masses and statistics of the species, and the couplings that their scattering lengths give."""

import re
from math import pi, sqrt

import numpy as np
import pytest
import scipy
import scipy.constants as scipy_constants
from entrainment.runtime import constants
from entrainment.runtime.errors import DomainError, UnknownSpecies
from entrainment.runtime.species import BETA, TABLE, boson, common_oscillator_length, couplings, species
from entrainment.runtime.units import a0, micrometre, two_pi_kHz

PROTONS = {"He": 2, "Li": 3, "Na": 11, "K": 19, "Ca": 20, "Cr": 24, "Rb": 37, "Sr": 38, "Cs": 55, "Dy": 66, "Er": 68,
           "Yb": 70}


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_a_row_of_the_table_is_physical(row):
    nucleons, symbol = re.fullmatch(r"(\d+)([A-Z][a-z]?)", row.name).groups()
    neutrons = int(nucleons) - PROTONS[symbol]
    assert row.statistics == ("boson" if neutrons % 2 == 0 else "fermion")
    # the binding energy per nucleon of a bound nucleus lies between 2.5 and 8.8 MeV
    mass_defect = PROTONS[symbol] * 1.00782503190 + neutrons * 1.00866491590 - row.mass_u
    assert 2.5 < mass_defect * 931.49410372 / int(nucleons) < 8.8
    assert 0 < row.uncertainty_u < 1e-5 and "AME2020" in row.source


def test_41K_weighs_what_AME2020_says():
    assert species("41K").mass_u == 40.961825256
    assert species("41K").uncertainty_u == pytest.approx(4e-9)
    assert species("41K").mass == 40.961825256 * 1.66053906892e-27
    assert species("41K")._repr_latex_() == r"$^{41}\mathrm{K}$"


@pytest.mark.parametrize(
    "typo, meant", [("K41", "41K"), ("41k", "41K"), ("Rb-87", "87Rb"), ("42K", "41K"), ("171Y", "171Yb")])
def test_a_typo_is_answered_with_the_nearest_name(typo, meant):
    with pytest.raises(UnknownSpecies, match=rf"did you mean .*{meant}"):
        species(typo)


def test_a_fermion_is_not_a_component_of_a_bose_mixture():
    with pytest.raises(DomainError, match="40K violates is a boson"):
        boson("40K")


def test_constants_are_CODATA_2022():
    if tuple(map(int, scipy.__version__.split(".")[:2])) < (1, 15):
        pytest.skip("this scipy carries CODATA 2018")
    printed = {"Bohr radius": constants.a0, "atomic mass constant": constants.u, "electron mass": constants.m_e,
               "reduced Planck constant": constants.hbar, "Boltzmann constant": constants.k_B}
    assert printed == {name: scipy_constants.value(name) for name in printed}


# -- couplings ---------------------------------------------------------------------------------------------------------

ONE, TWO = species("41K"), species("39K")
LENGTHS = (65 * a0, 174 * a0, 466 * a0)


def test_g_in_three_dimensions():
    g11, g12, g22 = couplings(3, ONE, TWO, LENGTHS, None)
    assert g11 == pytest.approx(4 * pi * constants.hbar**2 * LENGTHS[0] / ONE.mass)
    assert g22 == pytest.approx(4 * pi * constants.hbar**2 * LENGTHS[2] / TWO.mass)
    assert g12 == pytest.approx(2 * pi * constants.hbar**2 * LENGTHS[1] * (1 / ONE.mass + 1 / TWO.mass))


def test_g_in_quasi_two_dimensions_is_the_paper_s():
    l = 0.3 * micrometre
    g11, _, _ = couplings(2, ONE, TWO, LENGTHS, l)
    assert g11 == pytest.approx(2 * sqrt(2 * pi) * constants.hbar**2 * LENGTHS[0] / (ONE.mass * l))


def test_g_in_quasi_one_dimension_is_olshanii_s():
    l = 0.3 * micrometre
    omega = constants.hbar / (TWO.mass * l**2)
    assert couplings(1, ONE, TWO, LENGTHS, l)[2] == pytest.approx(2 * constants.hbar * omega * LENGTHS[2])


def test_g12_is_the_contact_interaction_averaged_over_the_ground_states():
    l = 0.3 * micrometre
    z = np.linspace(-8, 8, 4001) * l
    overlap = np.trapezoid(np.exp(-2 * (z / l) ** 2), z) / (pi * l**2)
    g12 = couplings(3, ONE, TWO, LENGTHS, None)[1]
    assert couplings(2, ONE, TWO, LENGTHS, l)[1] == pytest.approx(g12 * overlap)
    assert couplings(1, ONE, TWO, LENGTHS, l)[1] == pytest.approx(g12 * overlap**2)


def test_beta_is_the_sum_of_its_series():
    # ln(beta/2 pi) = lim 2 sqrt(N/pi) ln(N/e^2) - sum_1^N (2j-1)!!/(2j)!! ln j; the tail by Euler-Maclaurin
    N = 10_000
    j = np.arange(1, N + 1)
    terms = np.exp(np.cumsum(np.log1p(-0.5 / j))) * np.log(j)
    limit = 2 * sqrt(N / pi) * (np.log(N) - 2) - terms.sum() + terms[-1] / 2 + (np.log(N) + 2) / (4 * sqrt(pi * N))
    assert 2 * pi * np.exp(limit) == pytest.approx(BETA, abs=5e-4)


def test_confinement_must_be_much_wider_than_the_scattering_lengths():
    with pytest.raises(DomainError, match="0.3 l"):
        couplings(1, ONE, TWO, LENGTHS, 1500 * a0)


def test_one_trap_frequency_for_two_masses_is_refused_with_the_pair_to_type():
    with pytest.raises(DomainError, match=r"type trap_frequency=\(62831\.9, 66054") as refused:
        common_oscillator_length(2, ONE, TWO, None, 10 * two_pi_kHz)
    pair = eval(refused.value.advice.rsplit("trap_frequency=", 1)[1])
    length = common_oscillator_length(2, ONE, TWO, None, pair)
    assert length == pytest.approx(sqrt(constants.hbar / (ONE.mass * 10 * two_pi_kHz)), rel=1e-5)


@pytest.mark.parametrize("D, length, omega", [(3, 1e-6, None), (2, None, None), (1, 1e-6, 1e4), (2, [1e-6] * 3, None)])
def test_confinement_is_given_once_and_only_in_low_dimensions(D, length, omega):
    with pytest.raises(DomainError, match="naidon2021:15"):
        common_oscillator_length(D, ONE, TWO, length, omega)
