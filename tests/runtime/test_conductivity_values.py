"""sigma_aa, sigma_ab, sigma_bb of six systems within 1e-10 of certified values, real and imaginary part.

The values were made by two formulations of the momentum integral (`tests/reference/conductivity_table.py`); inputs are exact
decimals in natural units at frequencies, dampings (0.1 Hz to 1 kHz) and temperatures that nothing was tuned on.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest
from entrainment.runtime import constants
from entrainment.runtime.condensed_mixture import Scales, noncondensed
from entrainment.runtime.conductivity import DragSpectrum
from entrainment.runtime.lorentzian_loop import LorentzianSpectrum

ENTRIES = json.loads((Path(__file__).parents[1] / "reference" / "conductivities.json").read_text())
KNOWN = [entry for entry in ENTRIES if "sigma" in entry]
ORDER = ("m_a", "m_b", "n_a", "n_b", "g_aa", "g_bb", "g_ab")
LABELS = [f"{entry['system']}-{entry['omega']}" for entry in KNOWN]


@dataclass(frozen=True)
class Tabulated:
    """A system with the exact inputs of an entry; its units are not one, so that conversions are tried too."""

    name: str
    mixture: tuple[float, ...] = ()
    bilayer: tuple[float, ...] = ()  # m n V_0 d2 w L
    total: float = 0.0  # atoms per area of a layer
    T: float = 0.0

    scales = Scales(energy=3e-31, mass=1e-25)

    @property
    def dimension(self):
        return 3 if self.mixture else 2

    @property
    def masses(self):
        return tuple(m * self.scales.mass for m in (self.mixture[:2] or (1.0, 1.0)))

    @cached_property
    def densities(self):
        if not self.mixture:
            return (self.total / self.scales.length**2,) * 2
        lost = noncondensed(self.T, self.mixture)
        return tuple((n + more) / self.scales.length**3 for n, more in zip(self.mixture[2:4], lost, strict=True))

    def natural_condensates(self, temperature):
        return np.array(self.mixture[2:4] or (self.bilayer[1],) * 2)

    def interactions(self, condensates, p):
        if self.mixture:
            return self.mixture
        _, n, V_0, d2, w, L = self.bilayer
        decay = np.exp(-p * (L - w)) * ((1 + np.exp(-p * w)) / 2) ** 2
        within = V_0 - 2 * np.pi * d2 * p
        return 1.0, 1.0, n, n, within, within, -2 * np.pi * d2 * p * decay / (1 + (p * w / np.pi) ** 2) ** 2


def spectrum(entry, loop=DragSpectrum):
    T = float(entry["T"])
    if "mixture" in entry:
        system = Tabulated(entry["system"], mixture=tuple(float(entry["mixture"][name]) for name in ORDER), T=T)
    else:
        layers = tuple(map(float, entry["bilayer"].values()))
        system = Tabulated(entry["system"], bilayer=layers, total=float(entry["total"]), T=T)
    scale = system.scales
    return loop(system, T * scale.temperature, float(entry["gamma"]) * scale.frequency)


def natural(found, entry):
    """sigma in natural units by pair."""
    sigma = found.conductivity(omega=float(entry["omega"]) * found.system.scales.frequency)
    unit = constants.hbar / found.system.scales.length ** (2 - found.system.dimension)
    return {pair: complex(np.asarray(getattr(sigma, pair))) * unit for pair in entry["sigma"]}


def test_every_entry_is_certified():
    assert len(KNOWN) == len(ENTRIES)
    assert {entry["system"] for entry in KNOWN} == {"Rb-Rb", "Na-Na", "K-K", "Yb-Cs", "Er-Er", "Cr-Cr"}
    assert all(set(entry["sigma"]) == {"aa", "ab", "bb"} for entry in KNOWN)


@pytest.mark.parametrize("entry", KNOWN, ids=LABELS)
def test_sigma_is_the_certified_value(entry):
    for pair, value in natural(spectrum(entry), entry).items():
        truth = complex(*map(float, entry["sigma"][pair]))
        assert abs(value.real - truth.real) <= 1e-10 * abs(truth), pair
        assert abs(value.imag - truth.imag) <= 1e-10 * abs(truth), pair


@pytest.mark.parametrize("entry", [e for e in KNOWN if "exact_loop" in e], ids=lambda e: f"{e['system']}-{e['omega']}")
def test_sigma_with_the_lorentzian_loop_is_the_certified_value(entry):
    found = spectrum(entry, LorentzianSpectrum)
    sigma = found.conductivity(omega=float(entry["omega"]) * found.system.scales.frequency)
    unit = constants.hbar / found.system.scales.length ** (2 - found.system.dimension)
    truth = complex(*map(float, entry["exact_loop"]))
    assert abs(complex(np.asarray(sigma.ab)) * unit - truth) <= max(1e-10, float(np.asarray(sigma.error))) * abs(truth)
