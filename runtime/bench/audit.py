"""The committed accuracy of every kernel against what is promised: closed forms 8 ulp, integrals 1e-13.

Invariant: the figures are those of `generated/accuracy.json`, measured by `entrainment accuracy` over the whole domain with its
removable points; nothing is measured here, every regime of a kernel that misses is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from .peers import text_of
from .records import Goal, Row
from .timing import Pace

ULP = 2.0**-52
CLOSED, INTEGRAL = 8.0, 1e-13 / ULP


def rows(pace: Pace, progress: Callable[[str], None]) -> tuple[list[Row], list[Goal]]:
    """A row for each regime of a kernel that misses, a goal for each kind."""
    import entrainment.generated as generated

    del pace
    progress("accuracy of every kernel")
    table = json.loads((Path(generated.__file__).parent / "accuracy.json").read_text())
    worst: dict[str, list[float]] = {"closed forms": [], "integrals": []}
    found = []
    for name, entry in sorted(table.items()):
        kind = "integrals" if is_integral(name) else "closed forms"
        allowed = INTEGRAL if kind == "integrals" else CLOSED
        worst[kind].append(entry["worst_ulp"] / allowed)
        for regime, ulp in entry.get("regimes", {"the domain": entry["worst_ulp"]}).items():
            if ulp > allowed:
                case = f"{kind}, worst error by regime"
                label = {"error": ulp * ULP, "accuracy": allowed * ULP, "checked": entry["samples"]}
                found.append(Row("audit", case, f"{name}, {regime}", **label))
    goals = []
    for kind, limit in (("closed forms", "8 ulp"), ("integrals", "1e-13")):
        over = sum(share > 1 for share in worst[kind])
        note = f"{over} of {len(worst[kind])} miss"
        goals.append(Goal("audit", kind, f"error <= {limit}", max(worst[kind]), over == 0, note))
    return found, goals


def is_integral(name: str) -> bool:
    """Whether a kernel calls an integral over p."""
    import entrainment.generated as generated

    if name in generated.ARRAYS:
        return False
    text = text_of(generated.MODULES[name])
    body = text.split(f"\ndef {name}(")[1].split("\n@vectorize")[0]
    return "_integral(" in body
