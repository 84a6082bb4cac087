"""The front page, the page of each paper, and the corrections as a letter: all from the rows of a ledger."""

from __future__ import annotations

import re
from html import escape

from ..verify import catalogue
from ..verify.evidence import VERDICTS
from . import html, words
from .claims import corrected, evidence_line, file_name, label, printed

ALWAYS = ("confirmed", "conditional", "corrected", "not-reproduced")
EDITABLE = "Made by <code>make docs</code> from the ledger; not edited by hand."


def source(paper: str) -> str:
    """Where the paper was published: the second paragraph of its module, first sentence block."""
    document = catalogue.module_of(paper).__doc__ or ""
    paragraphs = [part.strip() for part in document.strip().split("\n\n")]
    text = paragraphs[1] if len(paragraphs) > 1 else ""
    return " ".join(text.split()).partition(" Transcribed")[0]


def told(number: int, thing: str) -> str:
    """ "1 claim", "2 claims"."""
    return f"{number} {thing}" + ("s" if number != 1 else "")


def counts(rows: list[dict]) -> dict[str, int]:
    return {word: sum(row["verdict"] == word for row in rows) for word in VERDICTS}


def front(ledger: dict, figures: dict[str, list[str]], values: dict[str, int]) -> str:
    """The front page: counts per verdict and paper, and every correction with what shows it."""
    papers = by_paper(ledger)
    total, found = counts(ledger["rows"]), {paper: counts(own) for paper, own in papers.items()}
    listed = [word for word in VERDICTS if total[word] or word in ALWAYS]
    rows = [
        (html.verdict(word), *(str(found[paper][word] or "·") for paper in papers), f"<b>{total[word]}</b>") for word in listed
    ]
    breakable = lambda name: escape(re.sub(r"(?<=[a-z])(?=\d)", "\u200b", name))  # on a telephone the year goes below
    head = ("", *(f'<a href="{paper}/index.html">{breakable(paper)}</a>' for paper in papers), "all")
    titles = [
        f'<li><a href="{paper}/index.html">{escape(catalogue.paper_heading(paper))}</a>'
        f'<br><span class="small">{escape(source(paper))}</span></li>'
        for paper in papers
    ]
    mutants = ledger["mutants"].values()
    planted, caught = sum(m["total"] for m in mutants), sum(m["caught"] for m in mutants)
    glance = ", ".join(f"{total[word]} {html.verdict(word)}" for word in listed)
    parts = [
        "<h1>Closed forms of two-component quantum gases, derived and verified</h1>",
        f'<p class="glance">{told(len(ledger["rows"]), "claim")} of {told(len(papers), "paper")}: {glance}.</p>',
        "<p>What these papers print was derived anew from the Hamiltonian, or computed from what it stands for, and compared; "
        "most closed forms are compiled as well. Each claim has a page with its derivation and its evidence.</p>",
        html.table(head, rows, "verdicts", tuple(range(1, len(head))), "counts"),
        f"<ul>{''.join(titles)}</ul>",
        f'<p class="small">{caught} of {planted} errors that were planted on purpose were noticed.</p>',
    ]
    parts += _findings(papers)
    parts += ["<h2>Numbers and figures</h2>", "<ul>"]
    for paper in papers:
        if values.get(paper):
            parts.append(
                f'<li>{escape(paper)}: {values[paper]} reference values with 50 digits, '
                f'<a href="reference/{paper}.json">JSON</a>, <a href="reference/{paper}.csv">CSV</a></li>'
            )
        if figures.get(paper):
            parts.append(f'<li>{escape(paper)}: <a href="{paper}/index.html#figures">{len(figures[paper])} figures</a></li>')
    parts.append("</ul>")
    tools = ", ".join(f"{name} {version}" for name, version in ledger["toolchain"].items())
    parts.append(f"<footer><p>{EDITABLE} Computed with {escape(tools)}.</p></footer>")
    return html.page("entrainment: the edition", "\n".join(parts))


def by_paper(ledger: dict) -> dict[str, list[dict]]:
    papers: dict[str, list[dict]] = {}
    for row in ledger["rows"]:
        papers.setdefault(row["paper"], []).append(row)
    return papers


def _findings(papers: dict[str, list[dict]]) -> list[str]:
    parts = []
    wrong, conditional = ("corrected", "not-reproduced"), ("conditional",)
    for verdicts, heading in ((wrong, "Corrections"), (conditional, "Conditions that the texts leave out")):
        parts.append(f"<h2>{heading}</h2>")
        for paper, rows in papers.items():
            chosen = [row for row in rows if row["verdict"] in verdicts]
            if not chosen:
                continue
            links = f'<a href="{paper}/index.html">all claims</a>'
            if verdicts is wrong:
                links += f' · <a href="{paper}/corrections.txt">as a letter to the authors</a>'
            parts.append(f'<h3>{escape(source(paper) or paper)}</h3><p class="small">{links}</p>')
            parts += [finding(row) for row in chosen]
    return parts


def finding(row: dict) -> str:
    """One correction or condition: printed, correct, the number that shows it, and how it is known."""
    claim = catalogue.claim(row["id"])
    link = f'<a href="{row["paper"]}/{file_name(row["id"])}">{escape(label(row["id"]))}</a>'
    pairs = [("printed", printed(claim))]
    pairs += [("correct", corrected(claim, row))] if row["correction"] else []
    pairs += [("assumes", words.html(text)) for text in row["assumptions"]]
    pairs += [("shown by", words.witness(row["witness"] or row["reason"]))]
    pairs += [("known by", escape(evidence_line(row)))]
    title = f"{link} {words.html(row['title'])} {html.verdict(row['verdict'])}"
    return f"<article><h3>{title}</h3>{html.described(pairs)}</article>"


def paper(name: str, rows: list[dict], figures: list[str]) -> str:
    """The claims of a paper in the order of its text."""
    heading = catalogue.paper_heading(name)
    found = counts(rows)
    summary = ", ".join(f"{number} {word}" for word, number in found.items() if number)
    parts = [f"<h1>{escape(heading)}</h1>", f"<p>{escape(source(name))}</p>"]
    parts.append(f'<p class="small">{told(len(rows), "claim")}: {summary}.</p>')
    for row in rows:
        claim = catalogue.claim(row["id"])
        link = f'<a href="{file_name(row["id"])}">{escape(label(row["id"]))}</a>'
        title = f"{link} {words.html(row['title'])} {html.verdict(row['verdict'])}"
        known = evidence_line(row)
        parts.append(f'<article id="{file_name(row["id"]).removesuffix(".html")}"><h3>{title}</h3>{printed(claim)}')
        parts.append((f'<p class="small">{escape(known)}</p>' if known else "") + "</article>")
    if figures:
        parts.append('<h2 id="figures">Figures, recomputed</h2>')
        for figure in figures:
            parts.append(_figure(figure, f"{name}:{figure.removesuffix('.svg')}" in {row["id"] for row in rows}))
    parts.append(f"<footer><p>{EDITABLE}</p></footer>")
    return html.page(heading, "\n".join(parts), root="../", trail=(("Edition", "../index.html"),))


def _figure(file: str, judged: bool) -> str:
    """The picture, which opens by itself, and its name, which leads to the claim where the curves are judged."""
    stem = file.removesuffix(".svg")
    caption = re.sub(r"^fig", "Fig. ", re.sub(r"^table", "Table ", stem))
    named = f'<a href="{file_name(f"x:{stem}")}">{escape(caption)}</a>, judged as a claim' if judged else escape(caption)
    picture = f'<a href="figures/{file}"><img src="figures/{file}" alt="{escape(caption)}, recomputed"></a>'
    return f"<figure>{picture}<figcaption>{named}</figcaption></figure>"
