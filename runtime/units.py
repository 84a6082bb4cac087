"""Units at the boundary: what goes in is a float in SI units, what comes out says its unit and its claims.

Invariant: a named unit is a plain float, its value in SI units, so `65 * a0` is a length in metres and nothing else.
Every frequency of the package is an angular frequency omega [rad/s]. The unit of an ordinary frequency is spelled with
its 2 pi (`two_pi_kHz`), as in "omega = 2 pi x 50 kHz"; bare `Hz` and `kHz` do not exist, so the two cannot be confused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import pi
from typing import Any

import numpy as np
from entrainment.runtime import constants
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

# masses [kg]
u = constants.u
# lengths [m]
a0 = constants.a0
nanometre = 1e-9
micrometre = 1e-6
millimetre = 1e-3
# number densities [m^-D]
per_cubic_metre = 1.0
per_cubic_centimetre = 1e6
per_cubic_micrometre = 1e18
per_square_centimetre = 1e4
per_square_micrometre = 1e12
per_micrometre = 1e6
# angular frequencies [rad/s]
rad_per_second = 1.0
two_pi_Hz = 2 * pi
two_pi_kHz = 2 * pi * 1e3
# energies [J]
nanokelvin = 1e-9 * constants.k_B
two_pi_hbar_Hz = constants.h

_NOT_OFFERED = {"Hz": "two_pi_Hz", "hertz": "two_pi_Hz", "kHz": "two_pi_kHz", "kilohertz": "two_pi_kHz"}

__all__ = ["Result", *(name for name, value in list(globals().items()) if isinstance(value, float) and name != "pi")]


def __getattr__(name: str) -> Any:
    if name in _NOT_OFFERED:
        raise AttributeError(f"{name} could mean f or omega: write {_NOT_OFFERED[name]} for an ordinary frequency f "
                             "(omega = 2 pi f), rad_per_second for an angular one")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@dataclass(frozen=True, eq=False)
class Result(NDArrayOperatorsMixin):
    """A number or an array in SI units with the name of its unit and the ids of the claims that it rests on.

    It behaves as its `value` in arithmetic, in NumPy functions and in `float(...)`; what comes out of arithmetic is a
    plain float or array, since the unit is no longer known.
    """

    value: NDArray[np.float64]
    unit: str
    claims: tuple[str, ...] = ()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.array(self.value, dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        plain = (x.value if isinstance(x, Result) else x for x in inputs)
        return getattr(ufunc, method)(*plain, **kwargs)

    def __float__(self) -> float:
        if np.iscomplexobj(self.value):
            raise TypeError("a complex result is no float: take .value.real, .value.imag, abs(...) or complex(...)")
        return float(self.value)

    def __complex__(self) -> complex:
        return complex(self.value)

    def __len__(self) -> int:
        return len(np.asarray(self.value))

    def __iter__(self) -> Iterator[Any]:
        return iter(np.asarray(self.value))

    def __getitem__(self, index: Any) -> Any:
        return np.asarray(self.value)[index]

    def __format__(self, spec: str) -> str:
        return format(complex(self) if np.iscomplexobj(self.value) else float(self), spec)

    def in_units(self, unit: float, name: str) -> Result:
        """The same quantity counted in `unit` (its SI value, > 0), labelled `name`: `r.in_units(a0, "a0")`."""
        return Result(np.asarray(self.value) / unit, name, self.claims)

    def _repr_latex_(self) -> str | None:
        """A number with its unit; None for an array, which the notebook then shows by `_repr_html_` or as text."""
        value = np.asarray(self.value)
        if value.ndim or not np.isfinite(value):
            return None
        mantissa, _, exponent = f"{complex(value) if value.dtype.kind == 'c' else float(value):.8g}".partition("e")
        power = rf" \times 10^{{{int(exponent)}}}" if exponent and value.dtype.kind != "c" else exponent and f"e{exponent}"
        unit = re.sub(r"\^(-?\d+)", r"^{\1}", self.unit).replace(" ", "~")
        return rf"${mantissa}{power}\ \mathrm{{{unit}}}$"

    def _repr_html_(self) -> str:
        """Values, unit and claims; a long array is shortened as NumPy does it."""
        claims = f" <small>({escape(', '.join(self.claims))})</small>" if self.claims else ""
        shown = np.array2string(np.asarray(self.value), precision=8, threshold=20)
        return f"<code>{escape(shown)}</code> {escape(self.unit)}{claims}"

    def __repr__(self) -> str:
        shown = np.array2string(np.asarray(self.value), precision=8, threshold=20)
        claims = f"   ({', '.join(self.claims)})" if self.claims else ""
        return f"{shown} {self.unit}{claims}"
