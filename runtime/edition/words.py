"""Sentences as HTML: names of the field get their subscripts, powers are raised, and the numbers of a witness stand out.

Nothing but the notation changes: what is not a known name stays as it is written.
"""

from __future__ import annotations

import re
from html import escape

from .mathml import GREEK, symbol

_LETTERS = "|".join(sorted(GREEK, key=len, reverse=True))
_EQUATION = r"(?<=\()[A-Z]\d{1,2}\)"  # (A3)
_NAME = re.compile(
    rf"(?<![\w.])(?!{_EQUATION})(?:(?:[A-Za-z]|{_LETTERS})(?:_[A-Za-z0-9]+)+|[A-Za-z]\d{{1,2}}|{_LETTERS})(?![\w(]|\.\w)"
)
_POWER = re.compile(r"\^(?:([+-])_([A-Za-z0-9]+)|(\([^()]*\)|[+-]?[A-Za-z0-9]*))")
_NUMBERS = re.compile(r"[-+]?\d[-+.\de]*(?:, [-+]?\d[-+.\de]*)*")
_CODE = re.compile(r"``(.+?)``")
_WITNESS = re.compile(r"(?P<at>.*?)(?:: |^)printed (?P<printed>.*), (?P<kind>true|computed) (?P<true>.*)", re.DOTALL)


def html(text: str) -> str:
    """A sentence with names as MathML: ``n_plus``, ``a12``, ``Lambda^+``, ``alpha``; quoted words as code."""
    sentence, *rest = _CODE.split(text)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return _named(sentence) + "".join(f"<code>{escape(quoted, quote=False)}</code>{_named(after)}" for quoted, after in pairs)


def _named(text: str) -> str:
    shown = _NAME.sub(lambda name: f"<math>{symbol(name[0])}</math>", escape(text, quote=False))
    return _POWER.sub(_raised, shown)


def _raised(power) -> str:
    above, below = power[1] or power[3].strip("()"), power[2]
    above = {"dagger": "†", "+": "+", "-": "−"}.get(above, above.replace("-", "−"))
    return (f"<sup>{above}</sup>" if above else "^") + (f"<sub>{below}</sub>" if below else "")


def witness(text: str) -> str:
    """What shows that a printed form fails: both numbers in bold, then the point at which they were computed."""
    found = _WITNESS.fullmatch(text)
    if not found:
        return html(text)
    at = f"; at {html(found['at'])}" if found["at"] else ""
    return f"printed {_bold(found['printed'])}, {found['kind']} {_bold(found['true'])}{at}"


def _bold(text: str) -> str:
    numbers = _NUMBERS.match(text)
    return f"<b>{numbers[0]}</b>{html(text[numbers.end() :])}" if numbers else html(text)
