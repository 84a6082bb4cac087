"""What runs on numbers: the user's objects, the reference values, the ledger, the command.

Invariant: importing this package is light. No kernel is compiled and no plotting library is loaded before a number or
a figure is asked for. `BoseMixture`, `DragSpectrum`, `Phase`, `DomainError` and the names of `units` (`a0`, `micrometre`,
`two_pi_kHz`, ...) are looked up on first use (PEP 562); `species("41K")` lives in the module `species`.
"""

import importlib
from typing import Any

_HOME = {"BoseMixture": "mixture", "CondensedMixture": "condensed_mixture", "DragSpectrum": "conductivity",
         "DipolarBilayer": "dipolar_bilayer", "Phase": "phases", "DomainError": "errors"}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name.startswith("__"):  # probes of the import system and of IPython
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in ("constants", "errors", "mixture", "phases", "species", "units"):
        return importlib.import_module(f"{__name__}.{name}")
    home = importlib.import_module(f"{__name__}.{_HOME.get(name, 'units')}")
    value = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME, *importlib.import_module(f"{__name__}.units").__all__})
