"""A trapped Fermi liquid: the free gas oscillates with the trap, all states together drag nothing, those below the gap do."""

import numpy as np
import pytest
from entrainment.runtime.reference import trapped_liquid
from entrainment.runtime.reference.trapped_liquid import TrappedLiquid

FREE, LIQUID = TrappedLiquid(0, 0, 0, 0), TrappedLiquid(0.3, 1.5, 0.4, -0.8)


def test_the_free_gas_oscillates_with_the_trap():
    """Every orbit has the period of the trap: the push moves one frequency, 1."""
    squares, rates = trapped_liquid.modes(FREE, "density", 40.0, 120)
    below = squares < 400
    assert np.sum(rates[below]) == pytest.approx(1, rel=1e-3)
    assert np.average(squares[below], weights=rates[below]) == pytest.approx(1, rel=2e-3)


@pytest.mark.parametrize("channel", trapped_liquid.CHANNELS)
def test_all_states_together_have_the_f_sum_rule(channel):
    """Also of the spin: with the fast states there is no drag."""
    _, rates = trapped_liquid.modes(LIQUID, channel, 40.0, 200)
    assert np.sum(rates) == pytest.approx(1, rel=2e-4)


def test_density_is_not_held_back_by_the_interaction():
    density, spin = trapped_liquid.fast_flows(LIQUID)
    assert density == pytest.approx(1, rel=1e-7) and spin < 0.6


def test_error_of_a_finite_gap_goes_like_its_inverse_square():
    known = trapped_liquid.fast_flows(LIQUID)[1]
    off = [trapped_liquid._flow(LIQUID, "spin", gap, 240) - known for gap in (20.0, 40.0)]
    assert 3.5 < off[0] / off[1] < 4.5


def test_more_polynomials_in_the_angle_change_nothing(monkeypatch):
    before = trapped_liquid.fast_ratio(LIQUID)
    monkeypatch.setattr(trapped_liquid, "DEGREE", 3)
    assert trapped_liquid.fast_ratio(LIQUID) == pytest.approx(before, rel=3e-7)


def test_a_liquid_without_difference_of_its_parameters_does_not_drag():
    assert abs(trapped_liquid.fast_ratio(TrappedLiquid(0.3, 0.5, -0.3, 0.5))) < 1e-6


@pytest.mark.parametrize("wrong", [(-1, 1, 0, 0), (0, 1, -1, 0), (0, 1, 0, 2), (0, 0, 0, -3), (0, float("nan"), 0, 0)])
def test_unstable_liquids_are_refused(wrong):
    with pytest.raises(ValueError, match="above -1|-3 < G1 <= F1"):
        TrappedLiquid(*wrong)


def test_another_channel_is_refused():
    with pytest.raises(ValueError, match="channel"):
        trapped_liquid.modes(FREE, "mass", 40.0)
