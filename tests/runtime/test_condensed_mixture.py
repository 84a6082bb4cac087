"""Condensate densities solve n = n0 + n_nc(n0, T), from T = 0 to where the solution ends."""

from math import pi, sqrt

import numpy as np
import pytest
from entrainment.runtime import constants, units
from entrainment.runtime.condensed_mixture import (
    TABLE_I,
    CondensedMixture,
    ideal_critical_temperature,
    ideal_density,
    table_mixture,
)
from entrainment.runtime.errors import DomainError


@pytest.mark.parametrize("name", TABLE_I)
def test_condensate_and_noncondensed_atoms_are_all_atoms(name):
    """With the reference's depletion."""
    from entrainment.runtime.reference.bogoliubov_modes import Mixture, noncondensed_density

    mixture = table_mixture(name)
    T = float(np.min(mixture.T_c)) / 3
    natural = Mixture(*map(float, mixture.natural(mixture.natural_condensates(T))))
    depleted = [float(n) for n in noncondensed_density(natural, T / mixture.scales.temperature, digits=15)]
    total = (np.array([natural.n_a, natural.n_b]) + depleted) / mixture.scales.length**3
    np.testing.assert_allclose(total, mixture.densities, rtol=1e-13)


def test_depletion_of_a_weakly_interacting_gas():
    """Without coupling n_nc = (8/3 sqrt(pi)) n sqrt(n a^3) at T = 0."""
    a = 100 * units.a0
    mixture = CondensedMixture.of("87Rb", "87Rb", a_aa=a, a_ab=1e-6 * a, a_bb=a, densities=(1e18, 1e18))
    n0 = float(mixture.condensate_densities(0.0)[0])
    assert (1e18 - n0) / n0 == pytest.approx(8 / (3 * sqrt(pi)) * sqrt(n0 * a**3), rel=1e-8)


def test_condensates_melt():
    mixture = table_mixture("Yb-Cs")
    densities = np.array([np.asarray(mixture.condensate_densities(T)) for T in np.linspace(0, 2e-7, 6)])
    assert (np.diff(densities, axis=0) < 0).all() and (densities > 0).all()


@pytest.mark.parametrize("name", TABLE_I)
def test_beyond_the_last_solution_the_temperature_is_refused(name):
    mixture = table_mixture(name)
    lowest = float(np.min(mixture.T_c))
    mixture.condensate_densities(0.99 * lowest)
    with pytest.raises(DomainError, match="no self-consistent solution"):
        mixture.condensate_densities(1.1 * lowest)


def test_critical_temperature_and_density_are_inverse():
    mass = 87 * constants.u
    assert ideal_critical_temperature(mass, ideal_density(mass, 1.7e-7)) == pytest.approx(1.7e-7, rel=1e-14)


def test_one_of_density_and_critical_temperature_is_needed():
    lengths = dict(a_aa=1e-9, a_ab=1e-10, a_bb=1e-9)
    for both in ({}, {"densities": (1e18, 1e18), "T_c": (1e-7, 1e-7)}):
        with pytest.raises(DomainError, match="exactly one"):
            CondensedMixture.of("87Rb", "41K", **lengths, **both)
    with pytest.raises(DomainError, match=r"n_a = -1.*> 0"):
        CondensedMixture.of("87Rb", "41K", **lengths, densities=(-1, 1e18))
    with pytest.raises(DomainError, match="Rb-Rb"):
        table_mixture("Rb-K")
