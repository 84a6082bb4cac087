"""What a laboratory sees of the conductivities: labelled sweeps over temperature, damping and frequency, field gradients.

Invariant: every number is that of `DragSpectrum` at its temperature, damping and frequency, with its accuracy; units and
provenance travel with it.
Source: aminov2024, Secs. II A and V.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from entrainment.runtime import constants
from entrainment.runtime.conductivity import ACCURACY, PAIRS, DragSpectrum, angular
from entrainment.runtime.errors import require
from entrainment.runtime.momentum_integrals import System
from entrainment.runtime.units import Result

if TYPE_CHECKING:
    import xarray


def field_gradient(mass: float, amplitude: Any, *, g_F: float, m_F: float, omega: Any = None, frequency: Any = None) -> Result:
    """|grad B| = m omega^2 x/|m_F g_F mu_B| [T/m] that moves a free homogeneous gas by `amplitude` [m].

    `mass` [kg].  Raises DomainError where g_F m_F = 0: such an atom does not feel the field.
    """
    omega = angular(omega, frequency)
    m = require("mass", mass, "> 0", unit="kg", scalar=True)
    amplitude = require("amplitude", amplitude, "> 0", unit="m")
    moment = require("g_F m_F", g_F * m_F, "!= 0", claim="aminov2024:text:field-gradient", scalar=True)
    return Result(m * omega**2 * amplitude / (abs(moment) * constants.mu_B), "T/m", ("aminov2024:text:field-gradient",))


def sweep(system: System, *, temperature: Any, damping: Any, omega: Any = None, frequency: Any = None) -> xarray.Dataset:
    """An xarray dataset of conductivities: dimensions temperature, damping, omega, pair; units and provenance in its
    attributes.

    One-dimensional `temperature` [K], `damping` [rad/s], `omega` [rad/s] or `frequency` [Hz].  Raises ImportError without
    xarray.
    """
    import xarray

    omega = np.atleast_1d(angular(omega, frequency))
    temperature, damping = np.atleast_1d(temperature), np.atleast_1d(damping)
    pairs = [pair for pair in PAIRS if pair == "ab" or system.densities is not None]
    sigma = np.empty((temperature.size, damping.size, omega.size, len(pairs)), dtype=complex)
    for i, T in enumerate(temperature):
        for j, gamma in enumerate(damping):
            found = DragSpectrum(system, T, gamma).conductivity(omega=omega)
            sigma[i, j] = np.stack([np.asarray(getattr(found, pair)) for pair in pairs], axis=-1)
    axes = ("temperature", "damping", "omega", "pair")
    unit = f"s kg^-1 m^-{system.dimension}"
    names = {
        "normal": (sigma.real, "real part, in phase with the force", "aminov2024:5"),
        "superfluid": (sigma.imag, "imaginary part, a quarter period behind", "aminov2024:4"),
    }
    variables = {
        name: (axes, value, {"units": unit, "long_name": text, "claims": claim}) for name, (value, text, claim) in names.items()
    }
    coordinates = {
        "temperature": ("temperature", temperature, {"units": "K"}),
        "damping": ("damping", damping, {"units": "rad/s"}),
        "omega": ("omega", omega, {"units": "rad/s"}),
        "pair": pairs,
    }
    return xarray.Dataset(
        variables, coordinates, {"system": system.name, "loop": "expanded, aminov2024:11", "accuracy": ACCURACY}
    )


__all__ = ["field_gradient", "sweep"]
