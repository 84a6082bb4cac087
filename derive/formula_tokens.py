"""The words of a typed formula, plain or LaTeX.  Nothing is evaluated here; what is not listed is refused.

A formula is LaTeX where it holds a backslash or a brace: there letters that stand side by side are factors
(``mg = m g``), and a subscript belongs to the letter before it.  In plain notation a word is one name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_LENGTH = 4000
MAX_DIGITS = 40


class FormulaError(ValueError):
    """A formula cannot be read; the message is one line that says what to type."""


@dataclass(frozen=True)
class Token:
    """``kind``: "number", "name", "command" (a LaTeX word), "sign" or "end"."""

    kind: str
    text: str
    position: int


NUMBER = r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+(?![A-Za-z_\d]))?"
PLAIN = re.compile(rf"(?P<space>\s+)|(?P<number>{NUMBER})|(?P<name>[A-Za-z][A-Za-z0-9_]*)|(?P<sign>\*\*|[-+*/^()\[\],=|])")
LATEX = re.compile(
    r"(?P<space>\s+|\\[,;:! ]|~|\\q?quad(?![A-Za-z])|\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])|&)"
    r"|\\(?:mathrm|text|operatorname|mathit|rm|mathsf)\s*\{(?P<upright>[A-Za-z0-9+-]+)\}"
    r"|\\(?P<command>[A-Za-z]+)|(?P<number>\d+\.?\d*|\.\d+)|(?P<name>[A-Za-z])"
    r"|(?P<sign>\*\*|[-+*/^()\[\],=|{}_])"
)
WRITTEN = {"·": "*", "×": "*", "−": "-", "÷": "/", "ħ": "hbar ", "π": "pi ", "²": "^2", "³": "^3"}


def is_latex(text: str) -> bool:
    return "\\" in text or "{" in text


def tokens(text: str) -> list[Token]:
    """The words of ``text``, ending in one of kind "end".  Raises :class:`FormulaError`."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"the formula has {len(text)} characters; type at most {MAX_LENGTH}")
    for sign, plain in WRITTEN.items():
        text = text.replace(sign, plain)
    pattern = LATEX if is_latex(text) else PLAIN
    found, position = [], 0
    while position < len(text):
        match = pattern.match(text, position)
        if match is None:
            where = f"{text[position]!r} at character {position + 1}"
            raise FormulaError(f"{where} has no meaning here; type + - * / ^ ( ) and names")
        kind = match.lastgroup
        if kind == "upright":
            found.append(Token("name", match["upright"], position))
        elif kind != "space":
            found.append(Token(kind, match[kind], position))
        if kind == "number" and len(match["number"]) > MAX_DIGITS:
            raise FormulaError(f"a number of {len(match['number'])} characters; type at most {MAX_DIGITS}")
        position = match.end()
    return [*found, Token("end", "", len(text))]
