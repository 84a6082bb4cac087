"""Statements that are relations between numbers which a check computes, with errors planted into the computation.

The check never sees the bounds: it names numbers, the claim prints what must hold of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import sympy as sp
from entrainment.derive.records import Claim

from .evidence import Evidence
from .mutants import Tally


def failing(claim: Claim, values: Mapping[str, float]) -> list[str]:
    """The printed relations that do not hold; a number that is not one holds nowhere.  Raises KeyError for one left out."""
    failed = []
    for relation in claim.printed:
        numbers = {symbol: sp.Float(float(values[symbol.name])) for symbol in relation.free_symbols}
        held = relation.subs(numbers) if all(value.is_extended_real for value in numbers.values()) else sp.false
        failed += [] if held == True else [str(relation)]  # noqa: E712
    return failed


def shown(values: Mapping[str, float]) -> str:
    """ "peak = 1.02, zero = 0.981"."""
    return ", ".join(f"{name} = {float(value):.4g}" for name, value in values.items())


def settle(
    claim: Claim,
    values: Mapping[str, float],
    method: str,
    points: int,
    digits: int,
    note: str = "",
    planted: Iterable[tuple[str, Mapping[str, float]]] = (),
    correction: str = "",
) -> Evidence:
    """Do the printed relations hold?  ``planted``: (what was spoiled, the numbers that come out then).

    ``correction``: what is true instead, if they do not.
    """
    failed = failing(claim, values)
    text = shown(values) + (f"; {note}" if note else "")
    if failed:
        return Evidence(False, f"{text}; not so: {', '.join(failed)}", method, points, digits, "", text, correction)
    return Evidence(True, text, method, points, digits, planted=tally(claim, planted))


def settle_in_part(
    claim: Claim,
    values: Mapping[str, float],
    narrower: Mapping[str, float],
    assumption: str,
    method: str,
    points: int,
    digits: int,
    note: str,
    planted: Iterable[tuple[str, Mapping[str, float]]] = (),
) -> Evidence:
    """As :func:`settle`; where the relations fail for ``values`` but hold for ``narrower``, only under the ``assumption``."""
    if not failing(claim, values):
        return settle(claim, values, method, points, digits, note, planted)
    found = settle(claim, narrower, method, points, digits, note, planted)
    if not found.ok:
        return settle(claim, values, method, points, digits, note)
    witness = f"{shown(values)}; {note}"
    return replace(found, assumption=assumption, witness=witness)


def tally(claim: Claim, planted: Iterable[tuple[str, Mapping[str, float]]]) -> Tally:
    """Planted errors, each caught if some printed relation fails with its numbers."""
    found = Tally()
    for what, numbers in planted:
        found.record(f"{claim.id}: {what}", bool(failing(claim, numbers)))
    return found
