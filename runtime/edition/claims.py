"""The page of one claim: what is printed, what is derived, the verdict, every step with its reason, kernels, numbers.

Verdict, assumptions, correction and evidence come from the ledger's row; formulas and steps from the claim itself.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

import sympy as sp
from entrainment.derive.records import Claim

from ..verify import accuracy, truth
from . import html, plots, tables, words
from .mathml import math

LONGEST = 400  # characters of text that stand open
WORDS = {
    "definition": "An input: nothing to prove.",
    "confirmed": "True as printed, over the whole domain.",
    "conditional": "True under an assumption that the text leaves out.",
    "corrected": "False as printed.",
    "not-reproduced": "A quoted number or curve that no reading of the text gives.",
    "inconclusive": "Not decided.",
}


def file_name(claim_id: str) -> str:
    """``naidon2021:text:eta-3d`` -> ``text-eta-3d.html``."""
    return claim_id.split(":", 1)[1].replace(":", "-") + ".html"


def label(claim_id: str) -> str:
    """ "(11)", "(A5)", "(13) aa" for a numbered equation; words otherwise."""
    name = claim_id.split(":", 1)[1]
    if re.match(r"[A-Z]?\d", name):
        number, _, part = name.partition("-")
        return f"({number}) {part}".rstrip()
    return name.replace(":", ", ").replace("-", " ")


def formula(form) -> str:
    """A formula in a box that scrolls; a long one as text that can be opened."""
    shown = math(form)
    if not shown.startswith("<math") and len(shown) > LONGEST:
        return f"<details><summary>a long expression, {len(str(form))} characters</summary>{shown}</details>"
    return html.wide(shown, "formula")


def printed(claim: Claim) -> str:
    """What the paper prints."""
    if claim.kind == "supplied":
        return "<p>Nothing is printed: a form that the paper leaves out.</p>"
    quote = f"<p>“{words.html(claim.quote)}”</p>" if claim.quote else ""
    if isinstance(claim.printed, tuple | list) and isinstance(claim.printed[0], str):
        return f"<p>“{escape(str(claim.printed[0]))}”</p>" + quote
    return formula(claim.printed) + quote


def derived(claim: Claim) -> str:
    """The right-hand side that the derivation gives; empty where there is none."""
    if claim.derivation is None:
        return ""
    result = claim.derivation().result
    if isinstance(claim.printed, sp.Eq) and isinstance(result, sp.Expr | sp.Tuple):
        return formula(sp.Eq(claim.printed.lhs, result, evaluate=False))
    return formula(result)


def corrected(claim: Claim, row: dict) -> str:
    """What is true instead: the derived form, if that is what the ledger says, else its words."""
    if claim.derivation is not None and row["correction"] == str(claim.derivation().result):
        return derived(claim)
    return escape(row["correction"])


def page(claim: Claim, row: dict, values: list[tables.Value], heading: str) -> str:
    """The document.  ``row`` is the ledger's record of the claim, ``values`` its reference values."""
    equation = label(claim.id) if label(claim.id).startswith("(") else ""
    shown = f'<span class="equation">{escape(equation)}</span> ' if equation else ""
    parts = [f"<h1>{shown}{words.html(claim.title)}</h1>"]
    parts += [f'<p class="small"><code>{escape(claim.id)}</code></p>', _verdict(claim, row), "<h2>Printed</h2>", printed(claim)]
    shown = derived(claim)
    parts += ["<h2>Derived</h2>", shown] if shown else []
    parts += ["<h2>Where it holds</h2>", _domain(claim)]
    parts += _derivation(claim) if claim.derivation is not None else []
    parts += _evidence(row) + _kernels(claim, row) + _values(values)
    trail = (("Edition", "../index.html"), (heading, "index.html"))
    return html.page(f"{claim.id} {claim.title}", "\n".join(parts), root="../", trail=trail)


def _verdict(claim: Claim, row: dict) -> str:
    meaning = "True by its definition." if claim.kind == "supplied" and row["verdict"] == "confirmed" else WORDS[row["verdict"]]
    pairs = [("verdict", f"{html.verdict(row['verdict'])} {escape(meaning)}")]
    pairs += [("assumes", words.html(assumption)) for assumption in row["assumptions"]]
    pairs += [("correct", corrected(claim, row))] if row["correction"] else []
    key = "without it" if row["verdict"] == "conditional" else "shown by"
    pairs += [(key, words.witness(row["witness"]))] if row["witness"] and row["witness"] != row["reason"] else []
    pairs += [("reason", words.witness(row["reason"]))] if row["reason"] else []
    return f'<div class="card">{html.described(pairs)}</div>'


def _domain(claim: Claim) -> str:
    ranges = [(math(symbol, False), f"{low:g} … {high:g}") for symbol, low, high in claim.domain.ranges]
    pairs = [math(sp.sympify(relation), False) for relation in claim.domain.constraints]
    pairs += [math(sp.Eq(symbol, expression, evaluate=False), False) for symbol, expression in claim.domain.given]
    where = "<p>No condition beyond the signs of the symbols.</p>"
    if pairs:
        listed = "".join(f"<span>{pair}{',' if pair is not pairs[-1] else ''}</span>" for pair in pairs)
        where = html.wide(f'<p class="conditions">{listed}</p>', "conditions")
    if not ranges:
        return where
    listed = html.table(("symbol", "sampled over"), ranges, "domain")
    return f"{where}<details><summary>the points that are compared are drawn from here</summary>{listed}</details>"


def _derivation(claim: Claim) -> list[str]:
    derivation = claim.derivation()
    steps = [f"<li>Start{formula(derivation.start)}</li>"]
    for line in derivation.lines:
        why = f": {words.html(line.why)}" if line.why else ""
        steps.append(f"<li><b>{words.html(line.rule)}</b>{why}{formula(line.after)}</li>")
    summary = f"<p>{words.html(derivation.summary)}</p>" if derivation.summary else ""
    return ["<h2>Derivation</h2>", summary, f'<ol class="steps" start="0">{"".join(steps)}</ol>']


def _evidence(row: dict) -> list[str]:
    if not row["evidence"]:
        return []
    lines = [
        (escape(evidence["method"]), escape(evidence["text"]), str(evidence["points"] or ""), str(evidence["digits"] or ""))
        for evidence in row["evidence"]
    ]
    mutants = row["mutants"]
    planted = f"<p>{mutants['caught']} of {mutants['total']} planted errors noticed.</p>" if mutants["total"] else ""
    head = ("method", "what was compared", "points", "digits")
    return ["<h2>Evidence</h2>", html.table(head, lines, "evidence", (2, 3)), planted]


def _kernels(claim: Claim, row: dict) -> list[str]:
    parts = ["<h2>Kernels</h2>"] if claim.kernels else []
    for name in claim.kernels:
        plan = accuracy.plan_named(name)
        worst = row["worst_ulp"].get(name) or accuracy.committed().get(name, {}).get("worst_ulp")
        rows = [argument for argument, _ in plan.inputs] if accuracy.on_arrays(name) else map(str, plan.arguments)
        call = f"{name}({', '.join(rows)})"
        parts.append(f"<h3><code>{escape(call)}</code></h3>")
        known = f"{worst:.3g} units in the last place at worst" if worst is not None else "not measured"
        against = {"formula": "the formula", "enclosures": "balls of the definition", "quadrature": "the definition"}
        method = "formula" if accuracy.on_arrays(name) else truth.method(plan)
        parts.append(f"<p>{known}, against {against[method]} at 30 digits.</p>")
        caption = "Error in units of the last place against the size of the value."
        parts.append(f"<figure>{plots.accuracy_plot(plan)}<figcaption>{caption}</figcaption></figure>")
    return parts


def _values(values: list[tables.Value]) -> list[str]:
    if not values:
        return []
    parts = ["<h2>Reference values</h2>", f"<p>{words.html(values[0].method)}. The inputs are exact, ħ = 1.</p>"]
    for given, group in groupby(values, key=lambda value: value.inputs):
        inputs = "".join(f"<span>{math(sp.Symbol(name), False)} = {escape(text)}</span>" for name, text in given)
        rows = []
        for value in group:
            digits = f'<span class="digits">{escape(value.value)}</span>'
            rows.append((f"<code>{escape(value.quantity)}</code>", digits, f"± {escape(value.radius)}", escape(value.unit)))
        listed = html.table(("quantity", "value", "", "dimension"), rows, "reference values", (), "digits")
        parts += [f'<p class="conditions">{inputs}</p>' if inputs else "", listed]
    return parts


def evidence_line(row: dict) -> str:
    """ "symbolic · 54 digits at 20 points · balls of radius 1e-68 at 20 points": how a row is known."""
    parts = [method for method in row["proof"] if method not in ("quadrature", "enclosure")]
    if "quadrature" in row["proof"]:
        parts.append(f"{row['digits']} digits at {row['points']} points")
    if row["ball"]:
        parts.append(f"balls of radius 1e{row['ball']} at {row['points']} points")
    return " · ".join(parts)
