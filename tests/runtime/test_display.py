"""How objects print: in one line and as a table, with the same words, whatever their names are."""

import dataclasses

import numpy as np
import pytest
from entrainment.runtime import BoseMixture, DragSpectrum, FermiLiquid, Polaron, SpinOrbitGas, units
from entrainment.runtime.condensed_mixture import table_mixture
from entrainment.runtime.dipolar_bilayer import table_bilayer

a0 = units.a0
MIXTURE = table_mixture("Yb-Cs")
LAYERS = table_bilayer("Er-Er")
SHOWN = {
    "a12 = 174 a0": BoseMixture.of("41K", "39K", a11=65 * a0, a12=174 * a0, a22=466 * a0),
    "phase = single minimum": SpinOrbitGas.of("87Rb", k0=5.5e6, Omega=10 * units.two_pi_kHz, a=100 * a0, n=1e20),
    "n_drag/n = 0.005": FermiLiquid.dilute("6Li", n=1e18, a=-1500 * a0),
    "m2/m1 = 0.459": Polaron.of("40K", "87Rb", a_impurity=-185 * a0, a=100 * a0),
    "T_c = 460 and 200 nK": MIXTURE,
    "moment = 7 mu_B": LAYERS,
    "T = 100 nK": DragSpectrum(MIXTURE, 100e-9, units.two_pi_Hz),
    "gamma/2 pi = 1 Hz": DragSpectrum.lorentzian(MIXTURE, 100e-9, units.two_pi_Hz),
}


@pytest.mark.parametrize("fact", SHOWN)
def test_an_object_says_what_it_is_in_one_line_and_in_a_table(fact):
    line, table = repr(SHOWN[fact]), SHOWN[fact]._repr_html_()
    assert line.startswith(type(SHOWN[fact]).__name__ + "(") and "\n" not in line and fact in line
    name, value = fact.split(" = ")
    assert table.startswith("<table>") and f"<th>{name}</th><td>{value}" in table


def test_a_name_cannot_break_the_table():
    assert "<b>" not in dataclasses.replace(LAYERS, name="<b>")._repr_html_()


def test_conductivities_stand_under_each_other_and_say_which_do_not_exist():
    sigma = DragSpectrum(LAYERS, 100e-9, units.two_pi_Hz).conductivity(frequency=np.array(100.0))
    aa, ab, bb = repr(sigma).splitlines()
    assert aa.split() == ["aa", "not", "defined"] and bb.split()[0] == "bb" and "s kg^-1 m^-2" in ab
    assert "<td>not defined</td>" in sigma._repr_html_()
