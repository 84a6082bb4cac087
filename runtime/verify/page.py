"""Everything about one claim on one page: what is printed, the verdict, the derivation line by line, the values."""

from __future__ import annotations

import mpmath
from entrainment.derive.records import Claim

from . import checks, ledger, render

PAGE_DIGITS = 30


def page(claim: Claim) -> tuple[str, bool]:
    """The text, and False if the row fails."""
    row = ledger.row_of(claim, PAGE_DIGITS)
    lines = [f"{claim.id}   {claim.title}", "", f"  printed    {_printed(claim)}"]
    if claim.quote:
        lines.append(f"  the text   {claim.quote}")
    constraints = ", ".join(map(str, claim.domain.constraints)) or "everywhere"
    lines += [f"  domain     {constraints}", f"  verdict    {row.verdict}   {render.proof(row)}"]
    lines += [f"             {note}" for note in render.notes(row)]
    lines += [f"             {evidence.text}" for evidence in row.evidence]
    if claim.derivation:
        lines += ["", *_derivation(claim)]
    if row.worst_ulp:
        lines += ["", *(f"  kernel     {name}: {ulp:.3g} ulp at worst" for name, ulp in row.worst_ulp.items())]
    if claim.reference and row.verdict != "inconclusive":
        lines += ["", *_values(claim)]
    return "\n".join(lines), row.ok


def _printed(claim: Claim) -> str:
    if claim.kind == "number":
        return str(claim.printed[0])
    if hasattr(claim.printed, "rel_op"):
        return f"{claim.printed.lhs} {'=' if claim.printed.rel_op == '==' else claim.printed.rel_op} {claim.printed.rhs}"
    return str(claim.printed)


def _derivation(claim: Claim) -> list[str]:
    derivation = claim.derivation()
    lines = [f"  {derivation.name}   {derivation.summary}".rstrip(), f"   0  {derivation.start}"]
    for number, line in enumerate(derivation.lines, 1):
        lines.append(f"  {number:2}  {line.rule}" + (f"   ({line.why})" if line.why else ""))
        lines.append(f"      {line.after}")
    return lines


def _values(claim: Claim) -> list[str]:
    definition = checks.definition_values(claim.reference, claim.domain, PAGE_DIGITS, count=3)
    return [
        f"  {claim.reference.name}   {checks.show_point(point)}:  " + ", ".join(mpmath.nstr(v, PAGE_DIGITS) for v in value)
        for point, value in zip(definition.points, definition.values, strict=True)
    ]
