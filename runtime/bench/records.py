"""What a benchmark states: a contest of peers on one input, and the row that each peer earns.

Invariant: a row shows a time only if the numbers that were computed in that time meet the accuracy of the contest; otherwise
it shows MISS.  Values of `Row.seconds` are medians per unit of work (point, frequency), of runs that alternate with all the
others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

OURS = "entrainment"


@dataclass(frozen=True)
class Peer:
    """One way to compute the answers of a contest: `run(count, out)` fills `out`, the first `count` units of the answer."""

    name: str
    run: Callable[[int, NDArray], None]
    limit: bool = False  # what the machine can do at most, or another input: has a time, is not judged
    threads: bool = False  # uses more than one thread


@dataclass(frozen=True)
class Reach:
    """The goal against a peer: our time over its time at most `at_most`, or its time over ours at least `at_least`, or our
    time over its time at least `gain` (a peer that is to be the faster one: more threads)."""

    peer: str
    at_most: float = 0.0
    at_least: float = 0.0
    gain: float = 0.0

    @property
    def text(self) -> str:
        if self.gain:
            return f"{self.peer} gain >= {self.gain:g}"
        return f"time <= {self.at_most:g} x {self.peer}" if self.at_most else f"{self.peer} >= {self.at_least:g} x time"

    def judge(self, ratio: float) -> tuple[float, bool]:
        """(what is compared, whether it reaches the goal); `ratio` is the peer's time over ours."""
        if self.at_least:
            return ratio, ratio >= self.at_least
        return 1 / ratio, 1 / ratio <= self.at_most if self.at_most else 1 / ratio >= self.gain


@dataclass(frozen=True)
class Contest:
    """`peers` on one input of `size` units; `out` of shape (size, *tail).

    `truth`: unit -> true answer, independent of every peer; each peer is judged on those units that it computed.
    `error(found, true)`: of one unit, relative; `accuracy`: the largest that is allowed.
    """

    workload: str
    case: str
    unit: str
    size: int
    accuracy: float
    truth: Mapping[int, Any]
    error: Callable[[Any, Any], float]
    peers: tuple[Peer, ...]
    reaches: tuple[Reach, ...] = ()
    tail: tuple[int, ...] = ()
    dtype: Any = np.float64
    absent: tuple[tuple[str, str], ...] = ()  # peers that cannot run here, and why


@dataclass(frozen=True)
class Row:
    """One peer of one contest.  `seconds` per unit; `ratio`: to our own time; `error`: the worst on `checked` units."""

    workload: str
    case: str
    peer: str
    unit: str = ""
    seconds: float | None = None
    ratio: float | None = None
    count: int = 0
    runs: int = 0
    error: float | None = None
    accuracy: float | None = None
    checked: int = 0
    note: str = ""

    @property
    def missed(self) -> bool:
        """Whether the answers are worse than the contest allows (a NaN is)."""
        return self.accuracy is not None and self.error is not None and not self.error <= self.accuracy


@dataclass(frozen=True)
class Goal:
    """A reach of a workload and what was measured; `met` is None where there is nothing to compare with."""

    workload: str
    case: str
    text: str
    measured: float | None
    met: bool | None
    note: str = ""


@dataclass
class Report:
    """All rows and goals of a run, with the machine and the toolchain that produced them."""

    toolchain: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    def add(self, rows, goals=()) -> None:
        self.rows += rows
        self.goals += goals

    def to_json(self) -> dict:
        return {
            "toolchain": self.toolchain,
            "rows": [vars(row) | {"missed": row.missed} for row in self.rows],
            "goals": [vars(goal) for goal in self.goals],
        }


def goals_of(contest: Contest, rows: list[Row]) -> list[Goal]:
    """Each reach of `contest` against its row; a peer that misses its accuracy is no measure of speed."""
    by_name = {row.peer: row for row in rows}
    ours = by_name[OURS]
    found = [Goal(contest.workload, contest.case, f"error <= {contest.accuracy:g}", ours.error, not ours.missed)]
    for reach in contest.reaches:
        row = by_name.get(reach.peer)
        if row is None or row.seconds is None:
            found.append(Goal(contest.workload, contest.case, reach.text, None, None, "not here"))
        elif row.missed or ours.missed:
            who = "the peer" if row.missed else "entrainment"
            found.append(Goal(contest.workload, contest.case, reach.text, None, None, f"{who} misses the accuracy"))
        else:
            found.append(Goal(contest.workload, contest.case, reach.text, *reach.judge(row.ratio)))
    return found
