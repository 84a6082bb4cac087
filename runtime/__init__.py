"""What runs on numbers: the user's objects, the reference values, the ledger, the command.

Invariant: importing this package is light. No kernel is compiled and no plotting library is loaded before a number or
a figure is asked for. The objects `BoseMixture`, `SpinOrbitGas`, `FermiLiquid`, `Polaron`, `CondensedMixture`,
`DipolarBilayer`, `DragSpectrum`, and `Phase`, `DomainError` and the names of `units` (`a0`, `micrometre`, `two_pi_kHz`,
...) are looked up on first use (PEP 562); `species("41K")` lives in the module `species`.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what a type checker sees; `_HOME` is what is looked up
    from entrainment.runtime import constants as constants
    from entrainment.runtime import errors as errors
    from entrainment.runtime import phases as phases
    from entrainment.runtime import scales as scales
    from entrainment.runtime import species as species
    from entrainment.runtime import units as units
    from entrainment.runtime.condensed_mixture import CondensedMixture as CondensedMixture
    from entrainment.runtime.conductivity import DragSpectrum as DragSpectrum
    from entrainment.runtime.dipolar_bilayer import DipolarBilayer as DipolarBilayer
    from entrainment.runtime.errors import DomainError as DomainError
    from entrainment.runtime.fermi_liquid import FermiLiquid as FermiLiquid
    from entrainment.runtime.mixture import BoseMixture as BoseMixture
    from entrainment.runtime.phases import Phase as Phase
    from entrainment.runtime.polaron import Polaron as Polaron
    from entrainment.runtime.spin_orbit import SpinOrbitGas as SpinOrbitGas

_HOME = {
    "BoseMixture": "mixture",
    "SpinOrbitGas": "spin_orbit",
    "FermiLiquid": "fermi_liquid",
    "Polaron": "polaron",
    "CondensedMixture": "condensed_mixture",
    "DipolarBilayer": "dipolar_bilayer",
    "DragSpectrum": "conductivity",
    "Phase": "phases",
    "DomainError": "errors",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name.startswith("__"):  # probes of the import system and of IPython
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in ("constants", "errors", "phases", "scales", "species", "units", *_HOME.values()):
        return importlib.import_module(f"{__name__}.{name}")
    home = importlib.import_module(f"{__name__}.{_HOME.get(name, 'units')}")
    value = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME, *importlib.import_module(f"{__name__}.units").__all__})
