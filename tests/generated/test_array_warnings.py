"""A kernel on arrays that cross a removable point gives finite numbers and no warning: nothing is 0/0 in a branch not taken.

Vector code computes both branches, so that the whole array, tiled beyond the width of a register, is what tests it.
"""

import warnings

import numpy as np
import pytest
from entrainment.generated import kernel

ACROSS = np.array([0.3, 0.9, 1 - 1e-9, 1 - 1e-15, 1.0, 1.0, 1 + 1e-15, 1 + 1e-9, 1.2, 50.0])
ABOVE, BELOW = (np.tile(ACROSS[side], 7) for side in (ACROSS >= 1, ACROSS <= 1))
COUPLINGS = np.concatenate([-BELOW, [0.0, 1e-200], BELOW])
FEW = np.tile([0.0, 0.5, 1.0], 11)

#: arrays, and numbers, of every argument
KERNELS = {
    "window_parameter_2d": (np.tile(ACROSS, 7),),
    "upper_edge_2d": (np.tile(ACROSS, 7), 1.0, 1.0, 1.0, 1.0),
    "inverse_effective_mass": (np.tile(ACROSS, 7), 1.0),
    "spin_orbit_sound": (1.3, 0.3, 1.5, np.tile(ACROSS, 7), 1.0),
    "spin_orbit_density_response": (0.1, 0.2, 3.0, 1.0, 0.3, 2.0, ABOVE, 1.0),
    "spin_orbit_spin_response": (0.1, 0.2, 3.0, 1.0, 0.3, 2.0, ABOVE, 1.0),
    "spin_orbit_fast_ratio": (0.3, 2.0, ABOVE, 1.0),
    "plane_wave_fast_ratio_majority": (0.3, 2.0, BELOW, 1.0),
    "plane_wave_fast_ratio_minority": (0.3, 2.0, BELOW, 1.0),
    "plane_wave_ultrafast_ratio_majority": (1.3, BELOW, 1.0, 2.0),
    "plane_wave_ultrafast_ratio_minority": (1.3, BELOW, 1.0, 2.0),
    "drag_density_balanced_2d": (1.0, 1.0, COUPLINGS, 1.0),
    "mass_drag_density_equal_masses_2d": (1.0, 1.0, 1.0, COUPLINGS, 1.0, 1.0),
    "polaron_mass_share_1d": (1.0, np.tile(ACROSS, 7), 1.0, 0.3, 1.0),
    "polaron_mass_share_3d": (1.0, np.tile(ACROSS, 7), 1.0, 0.3, 1.0),
    "sound_velocity_plus": (1.0, 2.0, 1.0, 1.0, 0.5, FEW, FEW),
    "sound_velocity_minus": (1.0, 2.0, 1.0, 1.0, 0.5, FEW, FEW),
}


def warned(function, arguments) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        values = function(*arguments)
    assert np.isfinite(values).all()
    return [str(warning.message) for warning in caught]


@pytest.mark.parametrize("name", KERNELS)
def test_arrays_across_a_removable_point_warn_of_nothing(name):
    function, broadcast = kernel(name), KERNELS[name]
    full = [np.ascontiguousarray(array) for array in np.broadcast_arrays(*broadcast)]
    strided = [np.repeat(array, 2)[::2] for array in full]
    assert [warned(function, layout) for layout in (broadcast, full, strided)] == [[], [], []]
    alone = [function(*numbers) for numbers in zip(*full, strict=True)]
    assert np.array_equal(function(*full), alone)


def test_the_pole_of_the_susceptibility_is_infinite_at_the_transition_only():
    susceptibility = kernel("spin_susceptibility")
    assert warned(susceptibility, (ACROSS[ACROSS != 1], 1.0)) == []
    with np.errstate(divide="ignore"):
        assert susceptibility(1.0, 1.0) == np.inf


@pytest.mark.parametrize("name", ["window_parameter_2d", "spin_orbit_sound", "spin_orbit_spin_response", "sound_velocity_minus"])
def test_each_argument_that_is_nan_gives_nan(name):
    function = kernel(name)
    for place in range(function.nin):
        arguments = [0.7 + 0.1 * k for k in range(function.nin)]
        arguments[place] = np.nan
        with np.errstate(invalid="ignore"):
            assert np.isnan(function(*arguments)), place
