"""The corrections of a paper as a letter to its authors: what is printed, what follows, and the number that decides."""

from __future__ import annotations

import textwrap

import sympy as sp

from ..verify import catalogue
from .claims import label

WIDTH = 100
OPENING = (
    "we derived the formulas of your paper anew from the Hamiltonian, and compared each of them, as printed and as "
    "derived, with a direct evaluation of what it stands for. {right} of {all} statements hold as printed{conditional}. "
    "{wrong} to us not to, or not with the numbers given. For each we write what we read, what we find, and a number "
    "that decides between the two. We read the text from a scan: where our reading differs from the journal, the scan is "
    "at fault."
)
CLOSING = (
    "Each derivation can be repeated line by line: the command is given under each item. To see that the comparisons can "
    "fail we planted errors in the formulas (signs, factors, exponents): {caught} of {planted} were noticed."
)


def letter(name: str, rows: list[dict], source: str) -> str:
    """Plain text; empty where nothing has to be corrected."""
    wrong = [row for row in rows if row["verdict"] in ("corrected", "not-reproduced")]
    if not wrong:
        return ""
    conditional = sum(row["verdict"] == "conditional" for row in rows)
    said = OPENING.format(
        right=sum(row["verdict"] == "confirmed" for row in rows),
        all=sum(row["verdict"] != "definition" for row in rows),
        conditional=f", {conditional} under a condition that the text leaves out" if conditional else "",
        wrong="One seems" if len(wrong) == 1 else f"{len(wrong)} seem",
    )
    planted, caught = (sum(row["mutants"][key] for row in rows) for key in ("total", "caught"))
    ending = CLOSING.format(caught=caught, planted=planted)
    head = [f"Corrections to: {catalogue.paper_heading(name)}", source, "", "Dear authors,", ""]
    lines = [*head, *textwrap.wrap(said, WIDTH), ""]
    for number, row in enumerate(wrong, 1):
        lines += [*_item(number, row), ""]
    return "\n".join([*lines, *textwrap.wrap(ending, WIDTH), ""])


def _item(number: int, row: dict) -> list[str]:
    claim = catalogue.claim(row["id"])
    left = claim.printed.lhs if isinstance(claim.printed, sp.Eq) else None
    lines = [*textwrap.wrap(f"{number}. {_where(claim)}: {row['title']}", WIDTH, subsequent_indent="   "), ""]
    lines += _entry("printed", _plain(_shown(claim.printed)))
    if row["correction"]:
        computed = claim.derivation is not None and row["correction"] == str(claim.derivation().result)
        equation = f"{left} = {row['correction']}" if computed and left is not None else row["correction"]
        lines += _entry("correct", _plain(equation))
    lines += _entry("proof", row["witness"] or row["reason"])
    if row["witness"] and row["reason"].startswith("dimensions"):
        lines += _entry("", "The dimensions of the printed form do not agree either.")
    checked = [evidence["text"] for evidence in row["evidence"] if evidence["ok"] and evidence["method"] != "dimensions"]
    if claim.derivation is not None:
        steps = [line.rule + (f" ({line.why})" if line.why else "") for line in claim.derivation().lines]
        lines += ["", f"   How it follows ({claim.derivation().name}):"]
        for count, step in enumerate(steps, 1):
            lines += textwrap.wrap(f"{count}. {step}", WIDTH, initial_indent="     ", subsequent_indent="        ")
    if checked:
        said = f"Checked: {'; '.join(checked)}."
        lines += ["", *textwrap.wrap(said, WIDTH, initial_indent="   ", subsequent_indent="   ")]
    return [*lines, f"   To repeat it: entrainment show {row['id']}"]


def _where(claim) -> str:
    where = label(claim.id)
    return f"Eq. {where}" if where.startswith("(") else where


def _shown(printed) -> str:
    if isinstance(printed, sp.Eq):
        return f"{printed.lhs} = {printed.rhs}"
    if isinstance(printed, tuple | list):
        return str(printed[0]) if isinstance(printed[0], str) else "; ".join(map(_shown, printed))
    return str(printed)


def _plain(formula: str) -> str:
    return formula.replace("**", "^")


def _entry(term: str, text: str) -> list[str]:
    indent = " " * 13
    return textwrap.wrap(text, WIDTH, initial_indent=f"   {term:<10}", subsequent_indent=indent, break_on_hyphens=False)
