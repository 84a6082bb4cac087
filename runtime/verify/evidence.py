"""What a check found.  ``ok`` is computed by the check; the text says in one line what was compared with what.

Statements (inequalities, trends, signs) are checked by functions in ``statements`` that return an :class:`Evidence`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from html import escape

from . import render
from .mutants import Tally

VERDICTS = ("definition", "confirmed", "conditional", "corrected", "not-reproduced", "inconclusive")


@dataclass(frozen=True)
class Evidence:
    """One check.

    ``method``: "dimensions", "replay", "symbolic", "quadrature", "enclosure", "kernel", "arithmetic", "polynomial",
    "diagonalisation", ...  ``points`` and ``digits`` say how many points were compared, and to how many digits.
    A statement that holds only under an assumption gives it in ``assumption`` with the ``witness`` that it is needed;
    a false one gives what is true instead in ``correction`` with its ``witness``.  ``planted``: errors that were put into
    what the check computes, and whether the statement was then refused.
    """

    ok: bool
    text: str
    method: str
    points: int = 0
    digits: int = 0
    assumption: str = ""
    witness: str = ""
    correction: str = ""
    planted: Tally = field(default_factory=Tally)  # errors put into what the check computes, where it can say

    def __post_init__(self):
        object.__setattr__(self, "ok", bool(self.ok))  # a truth value of sympy or numpy has no JSON


@dataclass
class Row:
    """One claim of the ledger."""

    paper: str
    id: str
    title: str
    verdict: str = "inconclusive"
    assumptions: list[str] = field(default_factory=list)
    correction: str = ""
    witness: str = ""
    reason: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    proof: list[str] = field(default_factory=list)
    digits: int = 0
    points: int = 0
    ball: int = 0
    kernels: list[str] = field(default_factory=list)
    worst_ulp: dict[str, float] = field(default_factory=dict)
    mutants: Tally = field(default_factory=Tally)
    seconds: float = 0.0

    @property
    def equation(self) -> str:
        return self.id.split(":", 1)[1]

    @property
    def ok(self) -> bool:
        """False for a row that fails the run: inconclusive, or a planted mutant that no check noticed."""
        return self.verdict != "inconclusive" and not self.mutants.survivors

    def add(self, evidence: Evidence) -> bool:
        """Record a check; a method that succeeded counts as proof."""
        self.evidence.append(evidence)
        return evidence.ok

    def to_json(self) -> dict:
        record = asdict(self)
        record["mutants"] = self.mutants.to_json()
        return record


@dataclass(frozen=True)
class Ledger:
    """All rows of a run, and what computed them."""

    rows: tuple[Row, ...]
    toolchain: dict[str, str]
    seconds: float
    tallies: dict[str, Tally] = field(default_factory=dict)
    stale: tuple[str, ...] = ()  # files of generated/ that are not what the derivations emit

    @property
    def ok(self) -> bool:
        """True if there are rows, none fails, every planted mutant was caught, and no kernel is stale."""
        caught = not any(tally.survivors for tally in self.tallies.values())
        return bool(self.rows) and all(row.ok for row in self.rows) and caught and not self.stale

    @property
    def mutants(self) -> dict[str, Tally]:
        """Tallies by what was spoiled: forms, kernels, definitions."""
        forms = Tally()
        for row in self.rows:
            forms = forms.merge(row.mutants)
        return {"forms": forms} | self.tallies

    def _repr_html_(self) -> str:
        """The ledger as it prints, for a notebook."""
        return f"<pre>{escape(render.render(self))}</pre>"

    def counts(self) -> dict[str, int]:
        return {verdict: sum(row.verdict == verdict for row in self.rows) for verdict in VERDICTS}

    def to_json(self) -> dict:
        return {
            "toolchain": self.toolchain,
            "seconds": round(self.seconds, 1),
            "stale": list(self.stale),
            "mutants": {kind: tally.to_json() for kind, tally in self.mutants.items()},
            "rows": [row.to_json() for row in self.rows],
        }
