"""The ledger as a table: one aligned line a claim, a reason below only where there is something to say."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .catalogue import UnknownName, paper_heading

if TYPE_CHECKING:
    from .evidence import Ledger, Row

WIDTH = 110


def render(ledger: Ledger) -> str:
    """Text of the whole ledger, ending in the summary lines."""
    blocks = []
    for paper, rows in itertools.groupby(ledger.rows, key=lambda row: row.paper):
        blocks.append("\n".join([heading(paper), *_table(list(rows))]))
    return "\n\n".join([*blocks, summary(ledger)])


def heading(paper: str) -> str:
    try:
        return f"{paper}   {paper_heading(paper)}"
    except UnknownName:  # claims that stand in no paper
        return paper


def _table(rows: list[Row]) -> list[str]:
    cells = [(label(row.equation), row.title, row.verdict, proof(row), kernels(row)) for row in rows]
    widths = [max(len(cell[column]) for cell in cells) for column in range(4)]
    lines = []
    for row, cell in zip(rows, cells, strict=True):
        aligned = [text.ljust(width) for text, width in zip(cell, widths, strict=False)]
        lines.append(("  " + "  ".join([*aligned, cell[4]])).rstrip())
        indent = " " * (widths[0] + 4)
        lines += [indent + note for note in notes(row)]
    return lines


def label(equation: str) -> str:
    """ "(11)" for an equation number, the name itself otherwise."""
    return f"({equation})" if equation[:1].isdigit() else equation


def proof(row: Row) -> str:
    """ "symbolic · 51 digits × 20 · ball 1e-62"."""
    parts = [method for method in row.proof if method not in ("quadrature", "enclosure")]
    if "quadrature" in row.proof:
        parts.append(f"{row.digits} digits × {row.points}")
    if "enclosure" in row.proof:
        parts.append(f"ball 1e{row.ball} × {row.points}" if row.ball else "enclosure")
    return " · ".join(parts)


def kernels(row: Row) -> str:
    return ", ".join(f"{name} {ulp:.3g} ulp" for name, ulp in row.worst_ulp.items())


def notes(row: Row) -> list[str]:
    """What stands under the line."""
    found = []
    if row.verdict == "conditional":
        found += [f"assumes {assumption}" for assumption in row.assumptions]
        found += [f"without it: {row.witness}"] if row.witness else []
    elif row.verdict == "corrected":
        found += [f"correct: {_shortened(row.correction)}"]
        found += [f"printed form fails at {row.witness}"] if row.witness and row.witness != row.reason else []
        found += [row.reason] if row.reason else []
    elif row.verdict in ("not-reproduced", "inconclusive"):
        found += [row.reason]
    found += [f"mutant not caught: {survivor}" for survivor in row.mutants.survivors]
    return [note for note in found if note]


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * WIDTH else text[: 2 * WIDTH - 3] + "..."


def summary(ledger: Ledger) -> str:
    """ "18 claims: 1 definition, 15 confirmed, ...   41 s" and the mutants."""
    counts = ledger.counts()
    always = ("confirmed", "conditional", "corrected", "inconclusive")
    parts = [f"{count} {verdict}" for verdict, count in counts.items() if count or verdict in always]
    total = len(ledger.rows)
    lines = [f"{total} claim{'s' * (total != 1)}: {', '.join(parts)}        {ledger.seconds:.0f} s"]
    planted = {kind: tally for kind, tally in ledger.mutants.items() if tally.planted}
    if planted:
        caught, total = (sum(getattr(t, name) for t in planted.values()) for name in ("caught", "total"))
        detail = ", ".join(f"{kind} {tally.caught}/{tally.total}" for kind, tally in planted.items())
        equal = sum(len(tally.equivalent) for tally in planted.values())
        proved = f"; {equal} proved equal to the original" if equal else ""
        lines.append(f"{caught} of {total} planted mutants caught ({detail}{proved})")
        lines += [f"  not caught: {name}" for kind, t in planted.items() if kind != "forms" for name in t.survivors]
    lines += [f"stale: {difference}" for difference in ledger.stale]
    return "\n".join(lines)
