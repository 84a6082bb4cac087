"""The kernels by name; each is loaded when it is first asked for.

Written by `entrainment regenerate`; edit the derivation, not this file.
"""

import os
import subprocess
import sys
from pathlib import Path

from . import loops

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
    "mass_drag_density_1d": "andreev_bashkin",
    "mass_drag_density_equal_masses_1d": "andreev_bashkin",
    "drag_density_balanced_1d": "andreev_bashkin",
    "mass_drag_density_2d": "andreev_bashkin",
    "mass_drag_density_equal_masses_2d": "andreev_bashkin",
    "drag_density_balanced_2d": "andreev_bashkin",
    "mass_drag_density_3d": "andreev_bashkin",
    "mass_drag_density_equal_masses_3d": "andreev_bashkin",
    "drag_density_balanced_3d": "andreev_bashkin",
    "drag_density_dilute": "andreev_bashkin",
    "mixture_density_response": "andreev_bashkin",
    "mixture_density_sound": "andreev_bashkin",
    "mixture_spin_response": "andreev_bashkin",
    "mixture_spin_sound": "andreev_bashkin",
    "mixture_fast_flow_2": "andreev_bashkin",
    "mixture_fast_flow_1": "andreev_bashkin",
    "balanced_velocity_ratio": "andreev_bashkin",
    "fast_velocity_ratio": "andreev_bashkin",
    "polaron_mass_share_1d": "polaron",
    "polaron_mass_share_2d": "polaron",
    "polaron_mass_share_3d": "polaron",
    "inverse_effective_mass": "spin_orbit",
    "spin_orbit_sound": "spin_orbit",
    "spin_susceptibility": "spin_orbit",
    "spin_orbit_density_response": "spin_orbit",
    "spin_orbit_spin_response": "spin_orbit",
    "spin_orbit_fast_flow_1": "spin_orbit",
    "spin_orbit_ultrafast_flow_1": "spin_orbit",
    "spin_orbit_fast_flow_2": "spin_orbit",
    "spin_orbit_ultrafast_flow_2": "spin_orbit",
    "spin_orbit_flow_1": "spin_orbit",
    "plane_wave_fast_flow_1_majority": "spin_orbit",
    "plane_wave_flow_1_majority": "spin_orbit",
    "plane_wave_fast_flow_1_minority": "spin_orbit",
    "plane_wave_flow_1_minority": "spin_orbit",
    "spin_orbit_flow_2": "spin_orbit",
    "plane_wave_fast_flow_2_majority": "spin_orbit",
    "plane_wave_flow_2_majority": "spin_orbit",
    "plane_wave_fast_flow_2_minority": "spin_orbit",
    "plane_wave_flow_2_minority": "spin_orbit",
    "spin_orbit_fast_ratio": "spin_orbit",
    "spin_orbit_ultrafast_ratio": "spin_orbit",
    "plane_wave_fast_ratio_majority": "spin_orbit",
    "plane_wave_ultrafast_ratio_majority": "spin_orbit",
    "plane_wave_fast_ratio_minority": "spin_orbit",
    "plane_wave_ultrafast_ratio_minority": "spin_orbit",
    "spin_current_ratio": "fermi_liquid",
    "fermi_liquid_drag_density": "fermi_liquid",
    "fermi_liquid_fast_flow_2": "fermi_liquid",
    "fermi_liquid_fast_flow_1": "fermi_liquid",
    "fermi_liquid_velocity_ratio": "fermi_liquid",
    "landau_F0": "fermi_liquid",
    "landau_F1": "fermi_liquid",
    "landau_F2": "fermi_liquid",
    "landau_G0": "fermi_liquid",
    "landau_G1": "fermi_liquid",
    "landau_G2": "fermi_liquid",
    "dilute_fermi_drag_fraction": "fermi_liquid",
    "dilute_fermi_velocity_ratio": "fermi_liquid",
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
    "conductivities": "conductivity",
}
_loaded = {}


def kernel(name):
    """The ufunc ``name``, or the gufunc of that name for arrays.  Raises KeyError where there is none.

    Compiled code goes beside the kernels, to the user's cache where that cannot be written, and nowhere where neither can.
    """
    if name not in _loaded:
        modules = MODULES | ARRAYS
        if name not in modules:
            raise KeyError(f"no kernel {name!r}; there are {', '.join(modules)}")
        _loaded.setdefault(name, loops.ufunc(Path(__file__).with_name(f"{modules[name]}.py"), name))
    return _loaded[name]


def compile_all(processes=None):
    """Bring every kernel into the cache, in several processes (one a core), before the first is needed.

    Raises subprocess.CalledProcessError where one of them fails.
    """
    size = lambda module: Path(__file__).with_name(f"{module}.py").stat().st_size
    shares = [[] for _ in range(processes or os.cpu_count() or 1)]
    index = MODULES | ARRAYS
    for module in sorted(set(index.values()), key=size, reverse=True):  # helpers are compiled once for a module
        min(shares, key=lambda share: sum(map(size, share))).append(module)
    code = "import sys; from importlib import import_module; [*map(import_module(sys.argv[1]).kernel, sys.argv[2:])]"
    names = [[name for name, module in index.items() if module in share] for share in shares]
    runs = [subprocess.Popen([sys.executable, "-c", code, __name__, *own]) for own in names if own]
    for run, status in [(run, run.wait()) for run in runs]:
        if status:
            raise subprocess.CalledProcessError(status, run.args)


def __getattr__(name):
    """A kernel as an attribute: as such a ufunc is sent to another process, and found there."""
    if name in MODULES or name in ARRAYS:
        return kernel(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
