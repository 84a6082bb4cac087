"""Alternating medians: every peer runs once a round, on a poisoned buffer, and is judged on the answers of its last run.

Invariant: no peer can be credited with an answer that it did not write (the buffer is NaN before each run), and slow drifts of
the machine hit all peers of a contest alike.  A slow peer computes fewer units, so that one run of it stays below `budget`.
Serial peers are timed by the processor time of the process, which other programs on the machine do not lengthen; peers that use
threads by the wall clock, and compared with our wall clock.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .records import OURS, Contest, Goal, Peer, Row, goals_of

LEAST = 2e-2  # seconds: a faster run is repeated within a round
KEPT = 4096  # units at the front that are judged, and looked through for what was not written
FEWER = 3  # rounds of a peer that takes longer than the budget for two units


@dataclass(frozen=True)
class Pace:
    """`rounds` of all peers; `budget` seconds for one run of one peer; `size`: points of a large workload."""

    rounds: int
    budget: float
    size: int


FULL = Pace(rounds=7, budget=0.6, size=1_000_000)
QUICK = Pace(rounds=3, budget=0.1, size=10_000)


def measure(contest: Contest, pace: Pace, progress: Callable[[str], None] = lambda text: None) -> tuple[list[Row], list[Goal]]:
    """Rows of all peers of a contest, ours first, and its goals."""
    buffer = np.empty((contest.size, *contest.tail), dtype=contest.dtype)
    entries = []
    for peer in contest.peers:
        progress(f"{contest.workload} {contest.case}: {peer.name}")
        entries.append(_Entry(peer, buffer, pace))
    for round_ in range(pace.rounds):
        progress(f"{contest.workload} {contest.case}: round {round_ + 1} of {pace.rounds}")
        for entry in entries:
            if round_ < FEWER or not entry.slow:
                entry.run()
    ours = next(entry for entry in entries if entry.peer.name == OURS)
    rows = [_row(contest, entry, ours) for entry in entries]
    rows += [Row(contest.workload, contest.case, name, note=why) for name, why in contest.absent]
    return rows, goals_of(contest, rows)


class _Entry:
    """A peer with the number of units it computes in a run, its times, and its last answers."""

    def __init__(self, peer: Peer, buffer: np.ndarray, pace: Pace):
        self.peer, self.buffer, self.answers = peer, buffer, None
        self.times: dict[str, list[float]] = {"processor": [], "wall": []}
        self.count, self.repeats = min(len(buffer), 2), 1
        self.slow = self._time()["processor"] > max(5 * pace.budget, 2.0)  # compiles, loads, fills caches
        while not self.slow:
            spent = self._time()["processor"]
            if self.count == len(buffer) or spent * 4 > pace.budget:
                break
            self.count = min(len(buffer), max(2 * self.count, int(self.count * min(64, 0.5 * pace.budget / max(spent, 1e-7)))))
        self.repeats = 1 if self.slow else max(1, int(LEAST / max(spent, 1e-7)))

    def _time(self) -> dict[str, float]:
        out = self.buffer[: self.count]
        out.fill(_poison(out))
        wall, processor = time.perf_counter(), time.process_time()
        for _ in range(self.repeats):
            self.peer.run(self.count, out)
        spent = {"processor": time.process_time() - processor, "wall": time.perf_counter() - wall}
        return {clock: seconds / self.repeats for clock, seconds in spent.items()}

    def run(self) -> None:
        for clock, seconds in self._time().items():
            self.times[clock].append(seconds / self.count)
        self.answers = self.buffer[: min(self.count, KEPT)].copy()


def _unwritten(answers: np.ndarray) -> bool:
    """Whether a unit holds no answer: NaN, or what an integer buffer was filled with."""
    return bool((np.isnan(answers) if answers.dtype.kind in "fc" else answers == _poison(answers)).any())


def _poison(out: np.ndarray):
    return np.nan if out.dtype.kind in "fc" else np.iinfo(out.dtype).min


def _row(contest: Contest, entry: _Entry, ours: _Entry) -> Row:
    clock = "wall" if entry.peer.threads else "processor"
    times, reference = entry.times[clock], ours.times[clock]
    seconds = statistics.median(times)
    row = {
        "workload": contest.workload,
        "case": contest.case,
        "peer": entry.peer.name,
        "unit": contest.unit,
        "seconds": seconds,
        "ratio": statistics.median(a / b for a, b in zip(times, reference, strict=False)),
        "count": entry.count,
        "runs": len(times),
    }
    if entry.peer.limit:
        return Row(**row, note="limit of the machine")
    judged = [unit for unit in contest.truth if unit < entry.count]
    errors = [contest.error(entry.answers[unit], contest.truth[unit]) for unit in judged]
    worst = float("nan") if any(e != e for e in errors) or _unwritten(entry.answers) else max(errors)
    return Row(**row, error=worst, accuracy=contest.accuracy, checked=len(judged))
