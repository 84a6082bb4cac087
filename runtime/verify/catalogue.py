"""Which papers and claims there are.  A claim is found by what stands in ``derive/papers``; nothing is listed twice."""

from __future__ import annotations

import difflib
import functools
import importlib
import pkgutil

from entrainment.derive import papers
from entrainment.derive.records import Claim


class UnknownName(LookupError):
    """No such paper, claim or kernel; the message says what there is or what may have been meant."""


def paper_names() -> tuple[str, ...]:
    """Keys of the papers, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(papers.__path__)))


@functools.cache
def claims_of(paper: str) -> tuple[Claim, ...]:
    """Claims of ``paper`` in the order of its module: ``CLAIMS`` if it has one, else every claim that it names.

    Raises :class:`UnknownName`.
    """
    if paper not in paper_names():
        raise UnknownName(f"no paper {paper!r}; {suggest(paper, paper_names())}")
    module = importlib.import_module(f"{papers.__name__}.{paper}")
    claims = getattr(module, "CLAIMS", None) or [value for value in vars(module).values() if isinstance(value, Claim)]
    unique = {claim.id: claim for claim in claims}
    if len(unique) != len(claims):
        raise ValueError(f"{paper}: two claims have the same id")
    return tuple(claims)


def claim(identifier: str) -> Claim:
    """The claim ``PAPER:ID``.  Raises :class:`UnknownName`."""
    paper, _, equation = identifier.partition(":")
    for candidate in claims_of(paper):
        if candidate.equation == equation:
            return candidate
    known = [candidate.equation for candidate in claims_of(paper)]
    raise UnknownName(f"no claim {equation!r} in {paper}; {suggest(equation, known)}")


def paper_heading(paper: str) -> str:
    """First line of the paper's module."""
    document = importlib.import_module(f"{papers.__name__}.{paper}").__doc__ or paper
    return document.strip().split("\n")[0].rstrip(".")


def suggest(wrong: str, known) -> str:
    """ "did you mean ...?" with the nearest names, or the whole list when it is short."""
    known = list(known)
    near = difflib.get_close_matches(wrong, known, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"there is {shown or 'none'}"
