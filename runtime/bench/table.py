"""The report as text: a block for each contest, then the goals.

Invariant: a time is printed only for a row that meets its accuracy; what cannot run says why.
"""

from __future__ import annotations

from itertools import groupby

from .records import Report, Row


def time_text(seconds: float) -> str:
    """Three digits and a unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def row_text(row: Row) -> str:
    error = "" if row.error is None else f"{row.error:.1e}"
    if row.missed:
        return f"  {row.peer:24} {'MISS':>10} {'':>10}  error {error} > {row.accuracy:g} on {row.checked}"
    if row.seconds is None:
        return f"  {row.peer:24} {'-':>10} {'':>10}  {row.note}"
    ratio = "" if row.ratio is None else f"x {row.ratio:.3g}"
    judged = " ".join(filter(None, (f"error {error} on {row.checked}" if error else "", row.note)))
    return f"  {row.peer:24} {time_text(row.seconds):>10} {ratio:>10}  {judged}"


def block(rows: list[Row]) -> str:
    """One contest: its peers, ours first."""
    first = rows[0]
    per = f", per {first.unit}" if first.unit else ""
    return "\n".join([f"{first.workload}  {first.case}{per}", *map(row_text, rows)])


def goals_text(report: Report) -> str:
    lines = ["goals"]
    for goal in report.goals:
        verdict = {True: "reached", False: "NOT REACHED", None: "not judged"}[goal.met]
        measured = "" if goal.measured is None else f"{goal.measured:.3g}"
        note = f"  ({goal.note})" if goal.note else ""
        lines.append(f"  {goal.workload}  {goal.case:32} {goal.text:36} {measured:>9}  {verdict}{note}")
    reached = sum(goal.met is True for goal in report.goals)
    lines.append(f"  {reached} of {len(report.goals)} goals reached")
    return "\n".join(lines)


def text(report: Report) -> str:
    """The whole report."""
    head = "\n".join(f"{name:10} {value}" for name, value in report.toolchain.items())
    contests = [block(list(rows)) for _, rows in groupby(report.rows, key=lambda row: (row.workload, row.case))]
    return "\n\n".join([head, *contests, goals_text(report)])
