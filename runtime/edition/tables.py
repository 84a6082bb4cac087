"""Reference values: fifty certified digits of a claim's form at exact rational inputs, for others to test their codes.

Each value is the middle of an Arb ball of the derived form whose radius is stated; where the definition has a ball of
its own, the two balls overlap, or the entry does not exist.  ``hbar = 1``.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import sympy as sp
from entrainment.derive import notation
from entrainment.derive.dimensions import DimensionError, dimension_of
from entrainment.derive.records import Claim

from ..verify import balls, catalogue, checks
from . import conductivity_values

DIGITS = 50
POINTS = 3
SEED = 50
GUARD = 10  # digits by which a part may be smaller than its modulus
COLUMNS = ("claim", "title", "quantity", "inputs", "value", "radius", "unit", "method")


class NotCertified(ArithmeticError):
    """The ball of a definition excludes the derived form."""


@dataclass(frozen=True)
class Value:
    """One benchmark: ``value`` to ``radius`` for the exact ``inputs`` (name, fraction as text)."""

    claim: str
    title: str
    quantity: str
    inputs: tuple[tuple[str, str], ...]
    value: str
    radius: str
    unit: str
    method: str

    def to_json(self) -> dict:
        return asdict(self) | {"inputs": dict(self.inputs)}


def has_values(claim: Claim) -> bool:
    """Numbers are given where more than algebra stands behind a form: an integral, a definition, a kernel, a constant."""
    return claim.kind in ("equation", "supplied") and claim.derivation is not None and bool(
        claim.reference or claim.enclosure or claim.kernels
    )


def values_of(claim: Claim, count: int = POINTS, digits: int = DIGITS) -> list[Value]:
    """``count`` values a component; none where the form has no ball.  Raises :class:`NotCertified`."""
    parts = [checks.tie(p, claim.domain).subs(notation.hbar, 1) for p in checks.components(claim.derivation().result)]
    names = _quantities(claim, parts)
    units = [_unit(part, claim) for part in checks.components(claim.derivation().result)]
    found = []
    for point in checks.draw(claim.domain, count, SEED):
        try:
            enclosed = [balls.enclose(part, point, digits) for part in parts]
        except balls.NotEnclosable:
            return []
        method = _confirmed(claim, parts, point, digits)
        involved = sorted({s for part in parts for s in part.free_symbols}, key=str)
        inputs = tuple((str(symbol), str(point[symbol])) for symbol in involved)
        for name, ball, unit in zip(names, enclosed, units, strict=True):
            text = ball.str(digits, radius=False)
            found.append(Value(claim.id, claim.title, name, inputs, text, _radius(ball, text), unit, method))
    return found


def _confirmed(claim: Claim, parts, point, digits) -> str:
    if claim.enclosure is None:
        return "Arb ball of the closed form"
    over = sp.sympify(claim.enclosure.over)
    function = checks.resolve(claim.enclosure.name)
    theirs = checks.as_tuple(function(**checks.bind(claim.enclosure, point, digits), digits=digits))
    for part, ball in zip(parts, theirs, strict=True):
        if not balls.difference_contains_zero(balls.enclose(over * part, point, digits), ball, digits - checks.GUARD)[0]:
            raise NotCertified(f"{claim.id} at {checks.show_point(point)}: {claim.enclosure.name} excludes the derived form")
    return f"Arb balls of the closed form and of the definition ({claim.enclosure.name}) overlap"


def _radius(ball, text: str) -> str:
    """A bound of the error of the printed digits: the ball around them that contains ``ball``."""
    with balls.precision(400):
        exponent = int(text.lower().partition("e")[2] or 0)
        decimals = len(text.lower().partition("e")[0].partition(".")[2]) - exponent
        last = balls.arb(10) ** -decimals
        if not (balls.arb(text) - ball).abs_upper() <= last:
            raise NotCertified(f"{text} is not the ball {ball}")
    return f"1e{-decimals}"


def _quantities(claim: Claim, parts) -> list[str]:
    if isinstance(claim.printed, sp.Eq):
        names = [str(side) for side in checks.components(claim.printed.lhs)]
        if len(names) == len(parts):
            return names
    return [claim.equation] if len(parts) == 1 else [f"{claim.equation}[{number}]" for number in range(len(parts))]


def _unit(form, claim: Claim) -> str:
    try:
        return str(dimension_of(form, notation.dimensions(claim.domain.D) if claim.domain.D else {}))
    except DimensionError:
        return "hbar = 1"


def conductivities(digits: int = DIGITS) -> list[Value]:
    """Real and imaginary part of sigma_ij of aminov2024's mixtures."""
    method = "Arb ball of the definition (conductivity_enclosures.conductivity_ball)"
    found = []
    for name, pair, inputs, sigma in conductivity_values.balls(digits + GUARD):
        exact = tuple((symbol, str(value)) for symbol, value in inputs.items())
        for part, ball in (("Re", sigma.real), ("Im", sigma.imag)):
            text, title = ball.str(digits, radius=False), f"conductivity of {name} with the loop (11), summed over momenta"
            entry = (f"{part} sigma_{pair}", exact, text, _radius(ball, text), conductivity_values.UNIT, method)
            found.append(Value(conductivity_values.CLAIM, title, *entry))
    return found


SUMS = {"aminov2024": conductivities}
"""Values of what has no form, a paper."""


def to_json(values: list[Value]) -> str:
    return json.dumps({"hbar": 1, "digits": DIGITS, "values": [v.to_json() for v in values]}, indent=1) + "\n"


def to_csv(values: list[Value]) -> str:
    """One line a value; the inputs in one cell, ``name=fraction`` separated by spaces."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for value in values:
        inputs = " ".join(f"{name}={fraction}" for name, fraction in value.inputs)
        writer.writerow([inputs if column == "inputs" else getattr(value, column) for column in COLUMNS])
    return text.getvalue()


def write(folder: Path, check: bool = False, progress=None) -> list[str]:
    """Write ``PAPER.json`` and ``PAPER.csv`` of every paper, or only compare; returns the names of files that differ."""
    texts = {}
    for paper in catalogue.paper_names():
        claims = [claim for claim in catalogue.claims_of(paper) if has_values(claim)]
        values: list[Value] = []
        for number, claim in enumerate(claims):
            if progress:
                progress(number, len(claims), claim.id)
            values += values_of(claim)
        values += SUMS.get(paper, list)()
        if values:
            texts |= {f"{paper}.json": to_json(values), f"{paper}.csv": to_csv(values)}
    known = {name: (folder / name).read_text() for name in texts if (folder / name).exists()}
    different = sorted(name for name, text in texts.items() if known.get(name) != text)
    if not check:
        folder.mkdir(parents=True, exist_ok=True)
        for name in different:
            staged = folder / f".{name}"
            staged.write_text(texts[name])
            staged.replace(folder / name)
    return different
