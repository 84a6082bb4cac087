"""Write the edition.  All of it exists in a folder beside the target before the target is replaced, so that an
interrupted run leaves the old edition whole.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ..verify import catalogue, own
from . import claims, html, letter, pages, tables


class BadLedger(ValueError):
    """A ledger that cannot be made into pages; the message says what to type."""


def load(path: Path, own_papers: tuple[str, ...] = ()) -> dict:
    """The ledger in ``path``; ``own_papers`` are the files of papers that do not stand in this package.

    A file is read because it was named, never because a ledger mentions it.  Raises :class:`BadLedger`.
    """
    try:
        for paper in own_papers:
            catalogue.module_of(paper)
    except catalogue.UnknownName as error:
        raise BadLedger(str(error)) from None
    advice = f"type: entrainment verify --json {path}"
    try:
        ledger = json.loads(path.read_text())
        rows = ledger["rows"]
        strange = next((row["paper"] for row in rows if not _is_paper(row["paper"])), "")
        unknown = [row["id"] for row in rows if not strange and row["id"] not in _known(row["paper"])]
    except FileNotFoundError:
        raise BadLedger(f"there is no {path}; {advice}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise BadLedger(f"{path} is not a ledger ({error}); {advice}") from None
    if strange:
        raise BadLedger(f"{path} judges {strange}, which is no paper here; type: entrainment docs {strange}.py --ledger {path}")
    if unknown or not rows:
        raise BadLedger(f"{path} has {'claims that are gone, ' + unknown[0] if unknown else 'no rows'}; {advice}")
    return ledger


def _is_paper(paper: str) -> bool:
    return paper in catalogue.paper_names() or (not own.is_path(paper) and own.find(paper) is not None)


def _known(paper: str) -> set[str]:
    return {claim.id for claim in catalogue.claims_of(paper)}


def build(ledger: dict, target: Path, progress: Callable | None = None) -> list[Path]:
    """Write the pages of ``ledger`` to the folder ``target``, replacing it; returns the files, relative to it."""
    with replaced(target) as folder:
        _write(ledger, folder, progress or (lambda *_: None))
        return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


@contextlib.contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new folder that takes the place of ``target`` when the block ends well, and vanishes when it does not."""
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield staging
        old = staging.with_name(f"{staging.name}-old")
        if target.exists():
            target.rename(old)
        staging.chmod(0o755)
        staging.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(ledger: dict, folder: Path, progress: Callable) -> None:
    papers = pages.by_paper(ledger)
    figures, counted = {}, {}
    numbers = {row["id"]: number for number, row in enumerate(ledger["rows"])}
    tell = lambda name: progress(numbers.get(name, len(numbers)), len(numbers), name)
    (folder / "style.css").write_text(html.STYLE.lstrip())
    for paper, rows in papers.items():
        (folder / paper).mkdir()
        heading, values = catalogue.paper_heading(paper), []
        for row in rows:
            tell(row["id"])
            claim = catalogue.claim(row["id"])
            own = tables.values_of(claim) if tables.has_values(claim) else []
            (folder / paper / claims.file_name(claim.id)).write_text(claims.page(claim, row, own, heading))
            values += own
        figures[paper] = _figures(paper, folder / paper / "figures", tell)
        (folder / paper / "index.html").write_text(pages.paper(paper, rows, figures[paper]))
        text = letter.letter(paper, rows, pages.source(paper))
        if text:
            (folder / paper / "corrections.txt").write_text(text)
        counted[paper] = _tables(paper, values, folder / "reference")
    (folder / "index.html").write_text(pages.front(ledger, figures, counted))


def _figures(paper: str, folder: Path, progress: Callable) -> list[str]:
    from .. import figures

    drawn = []
    for name, save in figures.NAMES.items():
        if name.startswith(f"{paper}:"):
            progress(name)
            folder.mkdir(exist_ok=True)
            drawn.append(save(folder / f"{name.split(':', 1)[1].replace(':', '-')}.svg").name)
    return drawn


def _tables(paper: str, values: list[tables.Value], folder: Path) -> int:
    if values:
        folder.mkdir(exist_ok=True)
        (folder / f"{paper}.json").write_text(tables.to_json(values))
        (folder / f"{paper}.csv").write_text(tables.to_csv(values))
    return len(values)
