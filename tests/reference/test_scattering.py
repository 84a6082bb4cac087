"""The running coupling is 2 pi/(m ln[2 e^(s gamma)/(kappa a)]), s = -1 for a defined by ln(r/a) (naidon2021, below Eq. 4)."""

import pytest
from entrainment.runtime.reference.scattering import cutoff_coupling, gamma_sign
from mpmath import mp

DIGITS = 10


@pytest.fixture(autouse=True)
def precision():
    with mp.workdps(30):
        yield


@pytest.mark.parametrize("kappa", ("1/1000", 1, 50))
def test_node_of_the_zero_energy_wave(kappa):
    sign = gamma_sign(kappa, 3, "2/5", cutoff_coupling(kappa, "3/2", "2/5", "node", DIGITS))
    assert abs(sign + 1) < mp.mpf(10) ** (3 - DIGITS)


def test_bound_state_agrees_far_above_its_own_scale():
    departures = []
    for kappa in (10**2, 10**4):
        departures.append(abs(gamma_sign(kappa, 2, 1, cutoff_coupling(kappa, 1, 1, "bound", DIGITS)) + 1))
    assert departures[0] < 1e-3 and departures[1] < 2e-4 * departures[0]  # falls as 1/kappa^2


def test_a_coupling_that_diverges_is_refused():
    with mp.workdps(60):
        resonant = 2 * mp.exp(-mp.euler)
    with pytest.raises(ValueError):
        cutoff_coupling(resonant, 1, 1, "node", DIGITS)
