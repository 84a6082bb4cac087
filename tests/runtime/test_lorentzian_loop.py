"""The transconductivity with the loop (10): the reference, its limits, what is refused and why."""

from math import pi

import numpy as np
import pytest
from entrainment.runtime.broadened_levels import Levels
from entrainment.runtime.condensed_mixture import table_mixture
from entrainment.runtime.conductivity import DragSpectrum
from entrainment.runtime.dipolar_bilayer import table_bilayer, table_critical_temperature
from entrainment.runtime.errors import DomainError
from entrainment.runtime.lorentzian_loop import LorentzianSpectrum, transitions
from entrainment.runtime.reference.loop_function import Halves, residue_loop
from mpmath import mp, mpf


def spectrum(name, damping, loop=DragSpectrum.lorentzian):
    mixture = table_mixture(name)
    return loop(mixture, float(np.min(mixture.T_c)) / 3, damping)


def bilayer(name, damping, loop=DragSpectrum.lorentzian):
    return loop(table_bilayer(name), float(table_critical_temperature(name)) / 3, damping)


@pytest.mark.parametrize("T", [2.7, 0.0])
@pytest.mark.parametrize("gamma, z", [(1e-4, 1e-3), (0.5, 1e-3), (1e-4, 2.0), (0.5, 2.0)])
@pytest.mark.parametrize("E", [0.01, 3.0, 300.0, 1e5])
@pytest.mark.parametrize("turned", [0.0, 0.5])
def test_transitions_are_the_sixteen_loops_of_a_pair_of_branches(T, gamma, z, E, turned):
    """At 60 digits nothing cancels: S by residues for every pair of levels."""
    turn = np.exp(-1j * turned)
    high, low = (E + 0.8) * turn, E * turn
    gap = high - low
    levels = Levels(np.array([high]), np.array([low]), np.array([gap]), gamma, T)
    (value,), (size,) = transitions(levels, z)
    with mp.workdps(60):
        d, e = mp.mpc(low) + mp.mpc(gap), mp.mpc(low)
        halves = Halves(mpf(T))
        S = lambda one, two: residue_loop(one, two, mpf(z), mpf(gamma), mpf(T), halves)
        both = S(d, e) + S(e, d)
        truth = complex((S(d, d) + S(e, e) - both) / (d - e) ** 2 - (both - S(d, -e) - S(-d, e)) / (4 * d * e))
    left_out = 1e-14 * (z + 2 * gamma) / (abs(low) ** 2 * abs(gap**2 - z * z))  # what is below its rounding
    assert abs(value - truth) <= 1e-12 * size + left_out


# the response at the frequency and damping [Hz], times m_a m_b, by the direct momentum integral of the reference with the
# loop "exact", natural units, 12 digits: conductivity.current_response(..., "exact", "contour"), a sixth of T_c apart
DIRECT = [
    ("Rb-Rb", 300.0, 1.0, 0.8032810321821776 + 0.9139788703678894j),
    ("Rb-Rb", 430.0, 100.0, 0.02778580835804297 + 0.11373046810961017j),
]


@pytest.mark.parametrize("name, frequency, damping, value", DIRECT)
def test_response_equals_the_direct_momentum_integral(name, frequency, damping, value):
    found = spectrum(name, 2 * pi * damping)
    response, error = found._loops.response(2 * pi * frequency / found.system.scales.frequency)
    assert abs(response - value) <= 1e-11 * abs(value)
    assert error <= 1e-9 * abs(value)


@pytest.mark.parametrize("name, frequency", [("Rb-Rb", 300.0), ("Yb-Cs", 700.0), ("K-K", 90.0)])
def test_both_loops_agree_for_weak_damping(name, frequency):
    """Their difference is of first order in gamma."""
    apart = []
    for damping in (0.1, 0.01):
        one = complex(np.asarray(spectrum(name, damping).conductivity(frequency=frequency).ab))
        two = complex(np.asarray(spectrum(name, damping, DragSpectrum).conductivity(frequency=frequency).ab))
        apart.append(abs(one - two) / abs(two))
    assert apart[1] < 0.2 * apart[0] < 2e-4


@pytest.mark.parametrize("name, position", [("Er-Er", 0.9), ("Cr-Cr", 1.2)])
def test_both_loops_of_a_bilayer_agree_for_weak_damping(name, position):
    omega = position * float(table_bilayer(name).resonance())
    loops = DragSpectrum.lorentzian, DragSpectrum
    one, two = (np.asarray(bilayer(name, 0.1, loop).conductivity(omega=omega).ab) for loop in loops)
    assert 0 < abs(one - two) < 1e-3 * abs(two)


def test_the_path_does_not_matter():
    """Below the real axis, or along it and dense at the resonances of the frequency."""
    found = spectrum("Yb-Cs", 2 * pi * 5)
    z = 2 * pi * 700 / found.system.scales.frequency
    below = found._loops.response(z)
    found._loops._angle, found._loops._tables = 0.0, {}
    along = found._loops.response(z)
    assert abs(below[0] - along[0]) <= below[1] + along[1] <= 1e-10 * abs(below[0])


@pytest.mark.parametrize("name", ["Rb-Rb", "Na-Na", "K-K", "Yb-Cs"])
def test_the_error_bounds_the_change_to_a_much_finer_rule(name):
    found = spectrum(name, 2 * pi)
    for frequency in (2.0, 170.0, 2600.0):
        z = 2 * pi * frequency / found.system.scales.frequency
        value, error = found._loops.response(z)
        assert abs(found._loops._sum(z, 0.008)[0] - value) <= error <= 1e-9 * abs(value)


def test_intraconductivities_are_refused_with_the_reason():
    found = spectrum("Rb-Rb", 2 * pi).conductivity(frequency=[100.0, 300.0])
    assert isinstance(spectrum("Rb-Rb", 1.0), LorentzianSpectrum)
    assert np.asarray(found.ab).shape == np.asarray(found.error).shape == (2,)
    for name in ("aa", "bb"):
        with pytest.raises(DomainError, match=f"sigma_{name}.*aminov2024:10.*diverges linearly"):
            getattr(found, name)
    with pytest.raises(DomainError, match="logarithm"):
        assert bilayer("Er-Er", 10.0).conductivity(frequency=500.0).aa


def test_undamped_levels_and_static_forces_are_refused():
    with pytest.raises(DomainError, match="damping > 0"):
        spectrum("Rb-Rb", 0.0)
    with pytest.raises(DomainError, match="diverges at omega = 0"):
        spectrum("Rb-Rb", 1.0).conductivity(omega=0.0)


def test_an_error_that_is_too_large_is_refused():
    """gamma above T in K-K: both loops cancel to 1e-9 of their size, and at low frequencies further."""
    with pytest.raises(DomainError, match="error of sigma_ab"):
        spectrum("K-K", 2 * pi * 1e4).conductivity(frequency=0.01)


def test_negative_frequencies_are_the_complex_conjugate():
    found = spectrum("K-K", 30.0)
    up, down = (np.asarray(found.conductivity(omega=sign * np.array([50.0, 700.0])).ab) for sign in (1, -1))
    np.testing.assert_array_equal(down, up.conj())
