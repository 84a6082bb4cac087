"""Conductivities of two condensates: sum rules, limits, symmetry, Landau's formula, the reference; every number with its
error.
"""

from dataclasses import replace
from math import pi

import numpy as np
import pytest
from entrainment.runtime import constants, drag_regimes, slices, units
from entrainment.runtime.condensed_mixture import CondensedMixture, table_mixture
from entrainment.runtime.conductivity import ACCURACY, DragSpectrum
from entrainment.runtime.dipolar_bilayer import table_bilayer, table_critical_temperature
from entrainment.runtime.drag_signals import field_gradient, sweep
from entrainment.runtime.errors import DomainError
from entrainment.runtime.momentum_contour import real_nodes

NAMES = ("Rb-Rb", "Na-Na", "K-K", "Yb-Cs")


def spectrum(name, damping=2 * pi, fraction=1 / 3):
    mixture = table_mixture(name)
    return DragSpectrum(mixture, fraction * float(np.min(mixture.T_c)), damping)


def natural(found):
    """(Mixture, T, gamma) of the reference, which has hbar = k_B = 1."""
    from entrainment.runtime.reference.bogoliubov_modes import Mixture

    system = found.system
    mixture = Mixture(*map(float, system.natural(system.natural_condensates(found.temperature))))
    return mixture, found.temperature / system.scales.temperature, found._gamma


# -- the reference -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, pair, frequency, damping", [("Yb-Cs", "ab", 300.0, 1.0), ("Rb-Rb", "ab", 310.0, 0.1), ("K-K", "bb", 90.0, 1e3)]
)
def test_sigma_equals_the_direct_momentum_integral(name, pair, frequency, damping):
    from entrainment.runtime.reference import conductivity

    found = spectrum(name, 2 * pi * damping)
    mixture, T, gamma = natural(found)
    omega = 2 * pi * frequency / found.system.scales.frequency
    truth = complex(conductivity.conductivity(pair, omega, gamma, T, mixture, digits=15)) * found._unit
    value = complex(np.asarray(getattr(found.conductivity(frequency=frequency), pair)))
    assert abs(value - truth) <= 1e-12 * abs(truth)


@pytest.mark.parametrize("name", ["Er-Er", "Cr-Cr"])
@pytest.mark.parametrize("position", [0.3, 0.999, 1.7])
def test_sigma_of_a_bilayer_equals_the_sum_over_its_loops(name, position):
    """The transitions of the diagonalised bilayer on the real axis, at a damping that leaves them smooth."""
    from entrainment.runtime.reference.bogoliubov_modes import diagonalise
    from entrainment.runtime.reference.conductivity import current_elements
    from entrainment.runtime.reference.loop_function import expanded_loop
    from mpmath import mp, mpf

    bilayer = table_bilayer(name)
    found = DragSpectrum(bilayer, float(table_critical_temperature(name)) / 3, 2 * pi * 20)
    omega = position * float(bilayer.resonance())
    T, gamma = mpf(found.temperature / bilayer.scales.temperature), mpf(found._gamma)
    z = mpf(omega / bilayer.scales.frequency)

    def chi(p):
        m_a, m_b, *rest = (
            mpf(float(v)) for v in bilayer.interactions(bilayer.natural_condensates(0.0), np.array([float(p)])[0])
        )
        modes = diagonalise(mpf(p), m_a, m_b, *rest)
        total = mp.mpc(0)
        for alpha in range(2):
            for beta in range(2):
                for s in (1, -1):
                    for t in (1, -1):
                        M_a, M_b = current_elements(modes, s, alpha, t, beta)
                        if alpha == beta and s != t:
                            continue
                        total += (
                            s * t * M_a * M_b * expanded_loop(s * modes.energies[alpha], t * modes.energies[beta], z, gamma, T)
                        )
        return complex(total * p**3 / (2 * mp.pi) / 4)

    p, weight = real_nodes(1.5, 0.03)
    kept = (p > 1e-3) & (p < 60)
    sigma = 1j / complex(z) * sum(w * chi(x) for x, w in zip(p[kept], weight[kept], strict=True))
    value = complex(np.asarray(found.conductivity(omega=omega).ab)) / found._unit
    assert abs(value - sigma) <= 1e-8 * abs(value)


# -- physics -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_no_force_extracts_energy(name):
    """The matrix of Re sigma is positive: a force on any combination of the components does work."""
    for damping in (1.0, 300.0):
        sigma = spectrum(name, damping).conductivity(frequency=np.geomspace(0.1, 2e4, 400))
        aa, ab, bb = (np.asarray(s).real for s in sigma)
        assert (aa > 0).all() and (bb > 0).all()
        assert (aa * bb - ab**2 > -1e-9 * aa * bb).all()


def test_f_sum_rule():
    """(2/pi) int Re sigma_aa + D^s/pi = n_a/m_a, and zero for ab: what is superfluid is missing in the absorption."""
    found = spectrum("Yb-Cs", 300.0)
    superfluid = found.superfluid_weights()
    t = np.linspace(-14, 14, 4001)
    omega = np.exp(t) * 3e3
    sigma = found.conductivity(omega=omega)
    step = t[1] - t[0]
    n, m = found.system.densities, found.system.masses
    for pair, expected in (("aa", n[0] / m[0]), ("bb", n[1] / m[1]), ("ab", 0.0)):
        absorbed = 2 / pi * (np.asarray(getattr(sigma, pair)).real * omega).sum() * step
        assert absorbed + float(getattr(superfluid, pair)) / pi == pytest.approx(expected, abs=2e-4 * n[0] / m[0])


def test_what_is_normal_is_the_gas_of_quasiparticles():
    """Without damping the normal density is Landau's."""
    from entrainment.runtime.reference.conductivity import landau_density

    found = spectrum("Yb-Cs", 0.0)
    mixture, T, _ = natural(found)
    scale = found.system.scales
    landau = float(landau_density(mixture, T, digits=15)) * scale.mass / scale.length**3
    assert float(found.normal_density()) == pytest.approx(landau, rel=1e-12)


def test_without_quasiparticles_nothing_is_converted_at_any_damping():
    """At T = 0 the table of conversions has no node."""
    cold, undamped = (DragSpectrum(table_mixture("Yb-Cs"), 0.0, damping) for damping in (1.0, 0.0))
    assert float(cold.conversion_weights()[0].ab) == 0
    assert float(cold.superfluid_weights().ab) == pytest.approx(float(undamped.superfluid_weights().ab), rel=1e-3)
    assert float(cold.drude_weights().ab) == 0


def test_at_zero_temperature_everything_is_superfluid():
    found = spectrum("Rb-Rb", 0.0, fraction=0)
    assert float(found.normal_density()) <= 1e-12 * sum(
        m * n for m, n in zip(found.system.masses, found.system.densities, strict=True)
    )
    assert all(float(weight) == 0 for weight in found.drude_weights())
    rho_s = found.superfluid_densities()[0]
    assert float(rho_s) + float(found.drag_density()) == pytest.approx(found.system.masses[0] * found.system.n_a, rel=1e-12)


def test_the_damping_does_not_matter_far_above_it():
    one, two = (spectrum("Na-Na", damping).conductivity(omega=3e4).ab for damping in (1e-3, 1e-5))
    assert np.asarray(one).imag == pytest.approx(np.asarray(two).imag, rel=1e-6)


def test_exchange_of_the_components():
    mixture = table_mixture("Yb-Cs")
    a = mixture.gas.a
    swapped = CondensedMixture.of("133Cs", "174Yb", a_aa=a[2], a_ab=a[1], a_bb=a[0], densities=(mixture.n_b, mixture.n_a))
    one, two = (DragSpectrum(system, 5e-8, 10.0).conductivity(frequency=[3, 300, 3000]) for system in (mixture, swapped))
    np.testing.assert_allclose(np.asarray(one.aa), np.asarray(two.bb), rtol=1e-10)
    np.testing.assert_allclose(np.asarray(one.ab), np.asarray(two.ab), rtol=1e-10)


def test_the_sign_of_the_interaction_does_not_matter_for_the_drag():
    """sigma_ab depends on g_ab^2: attraction and repulsion entrain alike."""
    lengths = dict(a_aa=100 * units.a0, a_bb=80 * units.a0, T_c=(1e-7, 1e-7))
    plus, minus = (CondensedMixture.of("87Rb", "41K", a_ab=sign * 40 * units.a0, **lengths) for sign in (1, -1))
    values = [np.asarray(DragSpectrum(m, 3e-8, 5.0).conductivity(omega=900.0).ab) for m in (plus, minus)]
    assert values[0] == pytest.approx(values[1], rel=1e-11)


def test_negative_frequencies_are_the_complex_conjugate():
    found = spectrum("K-K")
    up, down = (np.asarray(found.conductivity(omega=sign * np.array([50.0, 700.0])).ab) for sign in (1, -1))
    np.testing.assert_array_equal(down, up.conj())


def test_direct_current_is_the_limit_of_low_frequencies():
    found = spectrum("Rb-Rb", 300.0)
    low = found.conductivity(omega=0.01)
    for limit, value in zip(found.direct_current(), low, strict=True):
        assert float(limit) == pytest.approx(float(np.asarray(value).real), rel=1e-6)
    aa, ab, bb = map(float, found.direct_current())
    assert float(found.transresistivity()) == pytest.approx(ab / (aa * bb - ab * ab), rel=1e-10)


def test_superfluid_weight_is_the_limit_of_low_frequencies():
    found = spectrum("Yb-Cs", 50.0)
    low = found.conductivity(omega=1e-4)
    for weight, value in zip(found.superfluid_weights(), low, strict=True):
        assert float(weight) / pi == pytest.approx(1e-4 * float(np.asarray(value).imag), rel=1e-8)


def test_regimes_approach_the_sum():
    found = spectrum("Rb-Rb", 1.0)
    Delta = float(drag_regimes.resonance(found).Delta)
    at = lambda function, omega: abs(complex(np.asarray(function(omega=omega).ab)))
    exact = found.conductivity
    assert at(lambda omega: drag_regimes.drude(found, omega=omega), Delta / 100) == pytest.approx(
        at(exact, Delta / 100), rel=1e-3
    )
    assert at(lambda omega: drag_regimes.weakly_damped(found, omega=omega), Delta) == pytest.approx(at(exact, Delta), rel=0.05)


# -- accuracy --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_tables_with_other_nodes_give_the_same_spectrum(name):
    """A spectrum from much finer tables differs by less than what is promised."""
    from entrainment.runtime.momentum_integrals import Integrals

    found = spectrum(name, 2 * pi * 0.1)
    frequency = np.geomspace(1, 2e4, 300)
    first = [np.asarray(s) for s in found.conductivity(frequency=frequency)]
    found._integrals = Integrals(found.system, found.temperature, 0.0)
    found._integrals._tolerance = 1e-15
    found._integrals._tabulate()
    for one, two in zip(first, found.conductivity(frequency=frequency), strict=True):
        assert np.abs(one / np.asarray(two) - 1).max() <= ACCURACY


def systems():
    for name in NAMES:
        mixture = table_mixture(name)
        yield mixture, float(np.min(mixture.T_c)) / 3
    for name in ("Er-Er", "Cr-Cr"):
        yield table_bilayer(name), float(table_critical_temperature(name)) / 3


@pytest.mark.parametrize("system, temperature", list(systems()), ids=lambda value: getattr(value, "name", ""))
@pytest.mark.parametrize("damping", [2 * pi, 2 * pi * 300])
def test_a_spectrum_takes_one_sum_a_frequency(system, temperature, damping):
    """The bound of the tables suffices from 1 Hz to 20 kHz; sums over twice as many nodes are for cancellations."""
    found = DragSpectrum(system, temperature, damping)
    omega = 2 * pi * np.geomspace(1, 2e4, 1000) / system.scales.frequency
    sigma = found._integrals.conductivities(omega, found._gamma, found._integrals.sums(omega, found._gamma))
    assert (found._integrals.bound(omega, found._gamma) <= found._allowed(omega, sigma)).all()


def test_a_long_spectrum_has_the_same_bits_on_any_number_of_cores(monkeypatch):
    found, frequency = spectrum("Rb-Rb", 1.0), np.linspace(2.0, 2000.0, 5001)
    alone = {}
    for cores in (1, 2, 3):
        monkeypatch.setattr(slices, "cores", lambda cores=cores: cores)
        alone[cores] = np.asarray(found.conductivity(frequency=frequency).ab)
    assert (alone[1] == alone[2]).all() and (alone[1] == alone[3]).all()


def test_what_has_no_resonance_is_a_node_beyond_all_of_them():
    """i (gamma/z) int B/Q, by the node at a resonance of 1e60."""
    data = spectrum("Yb-Cs", 300.0)._integrals
    omega, gamma = np.geomspace(1e-3, 1e6, 30), 0.7
    resonant = sum(table.nodes.sum(omega, gamma) for table in data.tables)
    rest = 1j * gamma * sum(data._tails) / (omega + 2j * gamma)
    assert np.allclose(data.sums(omega, gamma), resonant + rest, rtol=1e-13, atol=0)


def test_no_doubt_at_all_frequencies_is_none_at_any():
    found = DragSpectrum(table_mixture("Rb-Rb"), 3e-8, 2 * pi)
    omega = 2 * pi * np.geomspace(1, 2e4, 200) / found.system.scales.frequency
    bound = found._integrals.bound(omega, found._gamma)
    assert (np.diff(bound) <= 0).all()
    assert not found._doubtful(omega, np.full(omega.shape, 1.001 * found._integrals.error)).any()
    assert (found._doubtful(omega, 0.999 * bound) == (bound > 0.999 * bound)).all()
    one = np.full(omega.shape, bound[150])
    assert (found._doubtful(omega, one) == (bound > bound[150])).all() and found._doubtful(omega, one).any()


def test_a_spectrum_costs_the_same_at_any_damping():
    counts = {spectrum("Yb-Cs", damping)._integrals._nodes.Q.size for damping in (0.1, 1.0, 1e3)}
    assert len(counts) == 1


# -- the laboratory ----------------------------------------------------------------------------------------------------------


def test_chemical_potentials_of_table_1_are_angular_frequencies():
    """The column of Table I headed sum mu/2 pi (kHz) is sum mu/hbar in 10^3 rad/s; 12.7 for Yb-Cs is 12.0 here."""
    for name, printed in (("Rb-Rb", 2.7), ("Na-Na", 10.8), ("K-K", 1.0), ("Yb-Cs", 12.7)):
        found = float(table_mixture(name).chemical_potentials().value.sum()) / constants.hbar / 1e3
        assert found == pytest.approx(printed, rel=0.06)


def test_amplitude_ratios_of_rubidium():
    """0.06 at low frequencies and 0.4 at the resonance, as the paper says."""
    found = spectrum("Rb-Rb", 2 * pi)
    Delta = float(drag_regimes.resonance(found).Delta)
    low, high = found.amplitude_ratio("a", omega=[Delta / 100, Delta])
    assert low == pytest.approx(0.06, abs=0.005) and high == pytest.approx(0.4, abs=0.05)


def test_field_gradient():
    """10 um of caesium at 1 Hz, g_F m_F = -1/4: 3.8e-3 G/cm; the paper's 1e-4 has omega for omega/2 pi."""
    mass = table_mixture("Yb-Cs").masses[1]
    gauss_per_cm = 1e-2
    assert float(field_gradient(mass, 1e-5, g_F=-0.25, m_F=1, frequency=1.0)) / gauss_per_cm == pytest.approx(3.76e-3, rel=1e-2)
    assert float(field_gradient(mass, 1e-5, g_F=-0.25, m_F=1, omega=1.0)) / gauss_per_cm == pytest.approx(1e-4, rel=0.05)
    with pytest.raises(DomainError, match="g_F m_F"):
        field_gradient(mass, 1e-5, g_F=0.0, m_F=1, omega=1.0)


def test_sweep_is_labelled():
    found = sweep(table_mixture("Rb-Rb"), temperature=[3e-8, 5e-8], damping=[1.0, 10.0], frequency=[10.0, 100.0, 1000.0])
    assert found.normal.dims == ("temperature", "damping", "omega", "pair") and found.normal.shape == (2, 2, 3, 3)
    assert found.omega.attrs["units"] == "rad/s" and found.superfluid.attrs["units"] == "s kg^-1 m^-3"
    direct = DragSpectrum(table_mixture("Rb-Rb"), 5e-8, 10.0).conductivity(frequency=100.0).ab
    chosen = found.sel(temperature=5e-8, damping=10.0, omega=200 * pi, pair="ab")
    assert complex(chosen.normal, chosen.superfluid) == pytest.approx(complex(np.asarray(direct)), rel=1e-12)


# -- bad input -----------------------------------------------------------------------------------------------------------------


def test_a_gas_above_its_condensation_is_refused():
    with pytest.raises(DomainError, match=r"temperature = 2e-07 K violates T < 1\.70.e-07 K.*aminov2024:A8"):
        DragSpectrum(table_mixture("Rb-Rb"), 2e-7, 1.0)


@pytest.mark.parametrize(
    "temperature, damping, name", [(-1e-9, 1.0, "temperature"), (5e-8, -1.0, "damping"), (np.nan, 1.0, "temperature")]
)
def test_impossible_parameters_are_named(temperature, damping, name):
    with pytest.raises(DomainError, match=name):
        DragSpectrum(table_mixture("Rb-Rb"), temperature, damping)


def test_frequency_and_angular_frequency_cannot_be_confused():
    found = spectrum("Rb-Rb")
    with pytest.raises(TypeError):
        found.conductivity(100.0)
    for wrong in ({}, {"omega": 1.0, "frequency": 1.0}):
        with pytest.raises(DomainError, match="exactly one of omega"):
            found.conductivity(**wrong)
    with pytest.raises(DomainError, match="diverges"):
        found.conductivity(omega=[1.0, 0.0])
    assert np.asarray(found.conductivity(omega=2 * pi * 100).ab) == pytest.approx(
        np.asarray(found.conductivity(frequency=100).ab), rel=1e-14
    )


def test_immiscible_condensates_are_refused():
    with pytest.raises(DomainError, match="a_ab.*g_ab"):
        CondensedMixture.of("87Rb", "87Rb", a_aa=100 * units.a0, a_ab=101 * units.a0, a_bb=100 * units.a0, T_c=(1e-7, 1e-7))


def test_layers_that_overlap_are_refused_and_have_no_total_density():
    with pytest.raises(DomainError, match="overlap"):
        table_bilayer("Er-Er", distance=15e-9)
    found = DragSpectrum(table_bilayer("Er-Er"), 1e-7, 100.0)
    assert found.conductivity(frequency=100.0).aa is None
    with pytest.raises(DomainError, match="total densities"):
        found.superfluid_densities()


def test_layers_with_a_total_density_have_all_conductivities():
    bilayer = table_bilayer("Er-Er")
    with pytest.raises(DomainError, match="total_density >= areal_density"):
        replace(bilayer, total_density=0.99 * bilayer.areal_density)
    known = replace(bilayer, total_density=3 * bilayer.areal_density)
    bare, found = (DragSpectrum(system, 1e-7, 100.0).conductivity(frequency=100.0) for system in (bilayer, known))
    more = DragSpectrum(replace(known, total_density=4 * bilayer.areal_density), 1e-7, 100.0).conductivity(frequency=100.0)
    number = lambda result: complex(np.asarray(result))
    assert number(found.ab) == number(bare.ab) and number(found.aa) == number(found.bb)
    diamagnetic = bilayer.areal_density / (bilayer.mass * 2 * pi * 100.0)
    assert number(more.aa) - number(found.aa) == pytest.approx(1j * diamagnetic, rel=1e-9)


def test_undamped_direct_current_is_refused():
    with pytest.raises(DomainError, match="damping > 0"):
        spectrum("Rb-Rb", 0.0).direct_current()
