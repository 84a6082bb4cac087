"""The frame of every page: one file, no script, no address outside the folder, readable on a telephone.

Whatever is wider than the screen (a formula, a table, fifty digits) scrolls in a box of its own; the page never does.
"""

from __future__ import annotations

from html import escape

STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fdfdfb; --soft: #667085; --line: #d9dce1; --card: #f3f4f1;
  --link: #0b57b0; --good: #1b6e3c; --some: #8a5a00; --bad: #a3211b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --paper: #14171b; --soft: #9aa4b2; --line: #333a43;
  --card: #1d2228; --link: #7db7ff; --good: #71c98f; --some: #e0b057; --bad: #f08c84; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 1rem 1.1rem 4rem; font: 1rem/1.55 Georgia, "DejaVu Serif", serif;
  color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.55rem; line-height: 1.25; margin: 1.2rem 0 .3rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
h3 { font-size: 1.02rem; margin: 1.4rem 0 .3rem; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
nav, .small, figcaption, footer { font-size: .88rem; color: var(--soft); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .6rem; }
.wide { overflow-x: auto; max-width: 100%; padding: .1rem 0; }
.wide:focus-visible { outline: 2px solid var(--link); }
table { border-collapse: collapse; font-size: .92rem; }
th, td { text-align: left; vertical-align: baseline; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
td:first-child { min-width: 9rem; }
table.counts td:first-child, table.digits td:first-child { min-width: 0; }
table.counts th, table.counts td { padding-right: .9rem; font-size: .95rem; }
@media (max-width: 30rem) { table.counts th, table.counts td { padding-right: .35rem; font-size: .72rem; }
  table.counts .verdict { font-size: .68rem; } }
.conditions > span { display: inline-block; margin: .1rem .8rem .1rem 0; }
h1 .equation { color: var(--soft); font-weight: normal; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
code, span.digits { font: .86em/1.5 "DejaVu Sans Mono", ui-monospace, monospace; }
span.digits { white-space: nowrap; }
math { font-size: 1.08rem; font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "DejaVu Math TeX Gyre",
  "STIX Math", math; }
math[display="block"] { margin: .35rem 0; width: max-content; text-align: left; }
article { border-top: 1px solid var(--line); padding: .7rem 0 .4rem; }
article > h3 { margin: 0 0 .2rem; }
.card { background: var(--card); border-radius: .4rem; padding: .6rem .9rem; margin: .8rem 0; }
.glance { font-size: 1.15rem; } .glance .verdict { font-size: 1rem; }
.verdict { font: 600 .8rem/1.4 "DejaVu Sans", system-ui, sans-serif; white-space: nowrap; }
.confirmed { color: var(--good); } .definition { color: var(--soft); } .conditional { color: var(--some); }
.corrected, .not-reproduced, .inconclusive { color: var(--bad); }
ol.steps > li { margin: .7rem 0; }
details > summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
dl { display: grid; grid-template-columns: minmax(5.5rem, max-content) minmax(0, 1fr); gap: .15rem .9rem; margin: .4rem 0; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
figure { margin: 1rem 0; } img, svg { max-width: 100%; height: auto; }
"""


def page(title: str, body: str, *, root: str = "", trail: tuple[tuple[str, str], ...] = ()) -> str:
    """A whole document.  ``root`` leads from the page to the folder of the edition, ``trail`` to the pages above it."""
    links = " › ".join(f'<a href="{escape(address)}">{escape(text)}</a>' for text, address in trail)
    above = f"<nav>{links}</nav>\n" if trail else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{root}style.css">\n'
        f"</head>\n<body>\n{above}<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def wide(inside: str, label: str) -> str:
    """A box that scrolls by itself; it can be reached and scrolled from the keyboard."""
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(label)}">{inside}</div>'


def table(head: tuple[str, ...], rows: list[tuple[str, ...]], label: str, numbers: tuple[int, ...] = (), kind: str = "") -> str:
    """A table of cells that are HTML already; the columns ``numbers`` are set to the right, ``kind`` is its class."""

    def cells(tag: str, row) -> str:
        side = lambda column: ' class="number"' if column in numbers else ""
        return "".join(f"<{tag}{side(column)}>{cell}</{tag}>" for column, cell in enumerate(row))

    body = "".join(f"<tr>{cells('td', row)}</tr>\n" for row in rows)
    named = f' class="{escape(kind)}"' if kind else ""
    return wide(f"<table{named}><thead><tr>{cells('th', head)}</tr></thead>\n<tbody>\n{body}</tbody></table>", label)


def verdict(word: str) -> str:
    return f'<span class="verdict {escape(word)}">{escape(word)}</span>'


def described(pairs: list[tuple[str, str]]) -> str:
    """A list of terms and what they are, the latter HTML already."""
    return "<dl>" + "".join(f"<dt>{escape(term)}</dt><dd>{what}</dd>" for term, what in pairs if what) + "</dl>"
