"""With constant damping and the loop (10) sigma_aa grows with the largest momentum, sigma_ab does not."""

import pytest
from entrainment.runtime.reference.cutoff import added_response
from mpmath import mp, mpf

# m_a, m_b, n_a, n_b, g_aa, g_bb, g_ab
UNEQUAL = (1, "5/3", "3/4", "9/7", "7/5", "2/3", "4/5")
EQUAL = (1, 1, "1/2", "1/2", 1, 1, "9/10")


def added(pair, low, mixture, gamma="1/10", T="1/2"):
    return added_response(pair, low, 2 * low, 1, gamma, T, mixture, 8)


@pytest.mark.parametrize("mixture", [UNEQUAL, EQUAL])
@pytest.mark.parametrize("pair", ["aa", "bb"])
def test_every_wave_number_adds_the_same_to_the_intraconductivity(mixture, pair):
    """2 gamma/(3 pi^3) a wave number, whatever the mass: 2.15e-3 for gamma = 1/10."""
    rates = [mp.re(added(pair, low, mixture)) / low for low in (100, 400)]
    limit = 2 * mpf(1) / 10 / (3 * mp.pi**3)
    off = [abs(rate / limit - 1) for rate in rates]
    assert off[1] < off[0] / 10 < 1e-2


@pytest.mark.parametrize("mixture", [UNEQUAL, EQUAL])
def test_the_transconductivity_converges(mixture):
    """What is above a cutoff falls at least like its inverse, the pairs of the vacuum: the sum over octaves is finite."""
    octaves = [abs(added("ab", low, mixture)) for low in (100, 200, 400)]
    assert octaves[1] < 0.6 * octaves[0] and octaves[2] < 0.6 * octaves[1]
    assert octaves[2] < 1e-4 * abs(added("aa", 400, mixture))


@pytest.mark.parametrize("gamma", ["1/10", "1/20"])
def test_the_growth_is_of_first_order_in_the_damping(gamma):
    rate = mp.re(added("aa", 400, EQUAL, gamma)) / 400
    assert abs(rate / (mpf(gamma.partition("/")[0]) / int(gamma.partition("/")[2])) - 2 / (3 * mp.pi**3)) < 1e-4
