"""What Sec. II leaves to the reader: Table I and Eqs. (21)-(24) in the plane-wave phase, and both bands in time (Fig. 2)."""

from __future__ import annotations

from ... import polarised_signal, polarised_waves
from ...polarised_waves import WAVES
from ...records import Claim
from .spin_orbit import of_modes

PHASE = "plane wave"
POINTS = 6  # the limit of long waves costs hundreds of digits
_PUSH = ("q", "lambda_", "t")


def _supplied(slug: str, title: str, derivation, phase: str, reference, *kernels: str) -> Claim:
    name = f"carlini2021:supplement:{slug}"
    return Claim(name, title, None, WAVES[phase], "supplied", derivation, reference, kernels=kernels)


def _entry(quantity: str, watched: str, driven: str, band: str) -> Claim:
    """An entry of Table I for the polarised gas; of two probes, for the drag."""
    make = lambda: polarised_waves.long_wave(quantity, watched, driven, band, PHASE)
    asked = of_modes("long_wave", "q", "N", quantity=quantity, watched=watched, driven=driven, branch=band, points=POINTS)
    what = {"density": "density", "spin": "spin"}.get(watched, f"components {watched} and {driven}")
    title = f"{quantity} of the {band} band, plane-wave phase, q -> 0, {what}"
    slug = f"plane-wave:{watched if watched == driven else watched + driven}-{band}:{quantity}"
    if quantity == "energy":
        slug, title = f"plane-wave:{band}:energy", f"energy of the {band} band, plane-wave phase, q -> 0"
    return _supplied(slug, title, make, PHASE, asked)


def _response(channel: str, equation: str, kernel: str) -> Claim:
    make = lambda: polarised_signal.slow_response(channel, PHASE)
    asked = of_modes("slow_response", *_PUSH, channel=channel, points=POINTS)
    title = f"({equation}) in the plane-wave phase: response of the {channel} to a step in time"
    return _supplied(f"plane-wave:{channel}-response", title, make, PHASE, asked, kernel)


def _fast(component: int, equation: str) -> Claim:
    make = lambda: polarised_signal.fast_flow(component, PHASE)
    asked = of_modes("fast_flow", *_PUSH, watched=str(component), points=POINTS)
    title = f"({equation}) in the plane-wave phase: fast flow of component {component}"
    kernels = [f"plane_wave_fast_flow_{component}_{side}" for side in ("majority", "minority")]
    return _supplied(f"plane-wave:fast-flow-{component}", title, make, PHASE, asked, *kernels)


def _flow(component: int, phase: str) -> Claim:
    make = lambda: polarised_signal.flow(component, phase)
    asked = of_modes("long_wave_flow", *_PUSH, watched=str(component), points=POINTS)
    title = f"flow of component {component} at any time by both bands, long waves, {phase} phase"
    slug, kernels = f"{phase.replace(' ', '-')}:flow-{component}", (f"spin_orbit_flow_{component}",)
    if phase == PHASE:
        kernels = [f"plane_wave_flow_{component}_{side}" for side in ("majority", "minority")]
    return _supplied(slug, title, make, phase, asked, *kernels)


PLANE_WAVE_PHASE = (
    *[_entry("energy", "density", "density", band) for band in polarised_waves.BANDS],
    *[
        _entry(quantity, *probes, band)
        for probes in (("density", "density"), ("spin", "spin"), ("2", "1"))
        for band in polarised_waves.BANDS
        for quantity in ("strength", "m_1")
    ],
    _response("density", "21", "spin_orbit_density_response"),
    _response("spin", "22", "spin_orbit_spin_response"),
    *[_fast(component, equation) for component, equation in ((1, "24"), (2, "23"))],
    *[_flow(component, phase) for phase in WAVES for component in (1, 2)],
)
