"""The kernels by name; a module is loaded when one of its kernels is first asked for.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

from importlib import import_module

MODULES = {
    "sound_velocity_plus": "vacuum_energy",
    "sound_velocity_minus": "vacuum_energy",
    "vacuum_energy_1d": "vacuum_energy",
    "vacuum_energy_1d_n1": "vacuum_energy",
    "vacuum_energy_2d": "vacuum_energy",
    "vacuum_energy_2d_n1": "vacuum_energy",
    "vacuum_energy_3d": "vacuum_energy",
    "vacuum_energy_3d_n1": "vacuum_energy",
    "vacuum_energy_1d_n1n1": "compressibility",
    "vacuum_energy_1d_n1n2": "compressibility",
    "vacuum_energy_2d_n1n1": "compressibility",
    "vacuum_energy_2d_n1n2": "compressibility",
    "vacuum_energy_3d_n1n1": "compressibility",
    "vacuum_energy_3d_n1n2": "compressibility",
    "vacuum_energy_threshold_1d": "threshold_energy",
    "vacuum_energy_threshold_2d": "threshold_energy",
    "vacuum_energy_threshold_3d": "threshold_energy",
    "lower_edge_1d": "mixed_bubbles",
    "upper_edge_1d": "mixed_bubbles",
    "lower_edge_2d": "mixed_bubbles",
    "upper_edge_2d": "mixed_bubbles",
    "lower_edge_3d": "mixed_bubbles",
    "upper_edge_3d": "mixed_bubbles",
    "window_parameter_2d": "mixed_bubbles",
    "delta_a_quasi_2d": "mixed_bubbles",
    "soft_energy_1d": "soft_line",
    "soft_slope_1d": "soft_line",
    "soft_curvature_1d": "soft_line",
    "curvature_edge_left_1d": "soft_line",
    "curvature_edge_right_1d": "soft_line",
    "tangent_edge_left_1d": "soft_line",
    "tangent_edge_right_1d": "soft_line",
    "soft_energy_2d": "soft_line",
    "soft_slope_2d": "soft_line",
    "soft_curvature_2d": "soft_line",
    "curvature_edge_left_2d": "soft_line",
    "curvature_edge_right_2d": "soft_line",
    "tangent_edge_left_2d": "soft_line",
    "tangent_edge_right_2d": "soft_line",
    "soft_energy_3d": "soft_line",
    "soft_slope_3d": "soft_line",
    "soft_curvature_3d": "soft_line",
    "curvature_edge_left_3d": "soft_line",
    "curvature_edge_right_3d": "soft_line",
    "tangent_edge_left_3d": "soft_line",
    "tangent_edge_right_3d": "soft_line",
}

ARRAYS = {
    "conversion_envelope_3d": "conductivity",
    "creation_envelope_3d": "conductivity",
    "drude_density_3d": "conductivity",
    "conversion_envelope_2d": "conductivity",
    "creation_envelope_2d": "conductivity",
    "drude_density_2d": "conductivity",
    "depletion_density_3d": "conductivity",
    "mode_energies": "conductivity",
    "resonance_sum": "conductivity",
}


def kernel(name):
    """The ufunc ``name``, or the gufunc of that name for arrays.  Raises KeyError where there is none."""
    modules = MODULES | ARRAYS
    if name not in modules:
        raise KeyError(f"no kernel {name!r}; there are {', '.join(modules)}")
    return getattr(import_module(f"{__name__}.{modules[name]}"), name)
