"""What is answered to words that cannot be meant.  Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Iterable


class Usage(Exception):
    """Something was typed that cannot be meant; the message says what to type."""


def suggest(wrong: str, known: Iterable[str], otherwise: str = "type: entrainment list") -> str:
    import difflib

    near = difflib.get_close_matches(wrong, list(known), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else otherwise
