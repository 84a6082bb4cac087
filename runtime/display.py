"""How objects print: the rows (name, text) that an object is known by, in one line or as a table of a notebook.

Invariant: both show the same rows, and what stands in a table is escaped.
"""

from __future__ import annotations

from html import escape
from typing import Protocol

Row = tuple[str, str]


class _Shown(Protocol):
    @property
    def _caption(self) -> str: ...

    def _rows(self) -> list[Row]: ...


class Rows:
    """`repr` and `_repr_html_` of a class that has `_caption`, what it is of, and `_rows()`."""

    def __repr__(self: _Shown) -> str:
        return f"{type(self).__name__}({self._caption}: " + ", ".join(f"{name} = {text}" for name, text in self._rows()) + ")"

    def _repr_html_(self: _Shown) -> str:
        return html_table(f"{type(self).__name__}: {self._caption}", self._rows())


def html_table(caption: str, rows: list[Row]) -> str:
    """An HTML table of (name, text) rows, escaped, as notebooks show it."""
    body = "".join(f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in rows)
    return f"<table><caption>{escape(caption)}</caption>{body}</table>"
