"""The errors of the package, and the one place where input is checked.

Invariant: whatever passes `require` is a real, finite float64 array that fulfils the named condition. NaN never
passes, and never leaves the package as an answer to a question that has none: the caller gets a `DomainError`
that names the argument, the value, the condition and the claim the condition comes from.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

_CONDITIONS: dict[str, Callable[[NDArray[np.float64]], NDArray[np.bool_]]] = {
    "is finite": np.isfinite,
    "> 0": lambda x: x > 0,
    ">= 0": lambda x: x >= 0,
    "!= 0": lambda x: x != 0,
    "in [0, 1]": lambda x: (x >= 0) & (x <= 1),
}


class DomainError(ValueError):
    """An argument outside the domain of a formula.

    Attributes: `argument` (its name, with the index of the first offending element of an array), `value`, `unit`,
    `condition` (as it reads after "violates") and `claim` (id of the claim that sets the condition, "" if none).
    """

    def __init__(self, argument: str, value: Any, condition: str, unit: str = "", claim: str = "", advice: str = ""):
        self.argument, self.value, self.condition = argument, value, condition
        self.unit, self.claim, self.advice = unit, claim, advice
        text = f"{argument} = {value}{' ' + unit if unit else ''} violates {condition}"
        super().__init__(text + (f" ({claim})" if claim else "") + (f"; {advice}" if advice else ""))

    def __reduce__(self) -> tuple[Any, ...]:  # the default would rebuild from the finished text and break in worker processes
        return DomainError, (self.argument, self.value, self.condition, self.unit, self.claim, self.advice)


class OutOfRange(DomainError, ArithmeticError):
    """A question whose answer, or the way there, is beyond double precision; `argument` is the one furthest from order one."""

    def __reduce__(self) -> tuple[Any, ...]:
        return OutOfRange, super().__reduce__()[1]


class ShapeError(ValueError):
    """Two arguments whose shapes do not broadcast, or an array where one number is asked for."""


class UnknownSpecies(LookupError):
    """A name that is not in the table of species; the message offers the nearest ones."""


class MissingKernel(ImportError):
    """A generated kernel is not there."""


def require(name: str, value: Any, condition: str = "is finite", *, unit: str = "", claim: str = "",
            scalar: bool = False, advice: str = "") -> NDArray[np.float64]:
    """`value` as a float64 array of which every element is finite and fulfils `condition`.

    `condition` is one of "is finite", "> 0", ">= 0", "!= 0", "in [0, 1]"; numbers, lists, integers of any size and fractions
    are converted, an empty array passes. `scalar` asks for one number (0-d result).
    Raises DomainError (first offending element, or a masked one), ShapeError (`scalar` and an array given).
    """
    array = _as_floats(value)
    if array is None:
        raise DomainError(name, shown(value), "is a real number or an array of them", unit=unit, claim=claim)
    if scalar and array.ndim:
        raise ShapeError(f"{name} has shape {array.shape}; one number is needed here")
    if not (np.isfinite(array) & _CONDITIONS[condition](array)).all():
        wanted = condition if np.isfinite(array).all() else "is finite"
        where = tuple(int(i) for i in np.argwhere(~_CONDITIONS[wanted](array))[0])
        label = f"{name}[{', '.join(map(str, where))}]" if where else name
        raise DomainError(label, float(array[where]), f"{name} {wanted}", unit, claim, advice)
    return array


def _as_floats(value: Any) -> NDArray[np.float64] | None:
    """A float64 array; None for what is no real number, is masked, or has rows of unequal length."""
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        return None
    try:
        original = np.asarray(value)
    except ValueError:  # rows of unequal length
        return None
    if original.dtype == object and original.size:  # integers beyond 64 bits, fractions
        numbers = original.ravel()
        if not all(isinstance(x, Real) and not isinstance(x, bool | np.bool_) for x in numbers):
            return None
        try:
            return np.array([float(x) for x in numbers]).reshape(original.shape)
        except OverflowError:
            return np.full(original.shape, np.inf)
    if not original.size:
        return np.empty(original.shape)
    if original.dtype.kind not in "iuf":
        return None
    with np.errstate(over="ignore"):  # extended precision beyond double becomes infinite, which never passes
        return original.astype(np.float64)


def shown(value: Any) -> str:
    """`value` on one short line."""
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # an integer too long to be written out
        text = f"a {type(value).__name__} that is too long to be shown"
    return text if len(text) <= 60 else f"{text[:57]}..."


def broadcast(**named: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """The named arrays at their common shape. Raises ShapeError that names two arguments that clash, with shapes."""
    items = list(named.items())
    for i, (name, array) in enumerate(items):
        for other, earlier in items[:i]:
            try:
                np.broadcast_shapes(array.shape, earlier.shape)
            except ValueError:
                raise ShapeError(f"{other} has shape {earlier.shape} and {name} has shape {array.shape}: "
                                 "they do not broadcast") from None
    return tuple(np.broadcast_arrays(*named.values()))


def require_dimension(D: Any) -> int:
    """D as int; raises DomainError unless it is 1, 2 or 3."""
    return require_choice("D", D, (1, 2, 3), claim="naidon2021:3")


def require_choice(name: str, value: Any, choices: tuple[int, ...], claim: str = "") -> int:
    """`value` as one of the integers `choices`; raises DomainError unless it is a real number equal to one of them."""
    plain = value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value
    if not isinstance(plain, bool | np.bool_) and isinstance(plain, Real):
        for choice in choices:
            if plain == choice:
                return choice
    raise DomainError(name, shown(value), f"{name} in {{{', '.join(map(str, choices))}}}", claim=claim)


def kernel(name: str) -> np.ufunc:
    """The generated kernel `name`, a ufunc; loaded from the cache on first use, compiled before the first use of all.

    Raises MissingKernel with the command that generates it.
    """
    try:
        return importlib.import_module("entrainment.generated").kernel(name)
    except (ModuleNotFoundError, FileNotFoundError, KeyError) as missing:
        raise MissingKernel(f"the kernel {name} is not there: run `entrainment regenerate`") from missing
