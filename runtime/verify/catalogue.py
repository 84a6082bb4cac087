"""Which papers and claims there are: what stands in ``derive/papers``, and a user's own (a file, or an installed package)."""

from __future__ import annotations

import difflib
import functools
import importlib
import pkgutil
from types import ModuleType

from entrainment.derive import papers
from entrainment.derive.records import Claim

from . import own


class UnknownName(LookupError):
    """No such paper, claim or kernel; the message says what there is or what may have been meant."""


def paper_names() -> tuple[str, ...]:
    """Keys of the papers, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(papers.__path__)))


def is_own(paper: str) -> bool:
    """True for a file, and for a paper that an installed package offers."""
    return paper not in paper_names() and (own.is_path(paper) or own.find(paper) is not None)


def module_of(paper: str) -> ModuleType:
    """The module of a paper by key, or by the path of a file.  Raises :class:`UnknownName`."""
    if paper in paper_names():
        return importlib.import_module(f"{papers.__name__}.{paper}")
    try:
        found = own.find(paper)
    except own.BadPaper as error:
        raise UnknownName(str(error)) from None
    if found is None:
        known = suggest(paper, (*paper_names(), *own.offered()))
        raise UnknownName(f"no paper {paper!r}; {known}; or type a path, my_paper.py")
    return found


@functools.cache
def claims_of(paper: str) -> tuple[Claim, ...]:
    """Claims of ``paper`` in the order of its module: ``CLAIMS`` if it has one, else every claim that it names.

    Raises :class:`UnknownName`.
    """
    module = module_of(paper)
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


def claims_named(paper: str, equation: str) -> list[Claim]:
    """The claim ``PAPER:ID``, or the parts ``PAPER:ID-...`` of an equation that is judged in parts.

    Raises :class:`UnknownName`.
    """
    parts = [candidate for candidate in claims_of(paper) if candidate.equation.startswith(f"{equation}-")]
    whole = any(candidate.equation == equation for candidate in claims_of(paper))
    return parts if parts and not whole else [claim(f"{paper}:{equation}")]


def paper_heading(paper: str) -> str:
    """First line of the paper's module."""
    document = module_of(paper).__doc__ or paper
    return document.strip().split("\n")[0].rstrip(".")


def suggest(wrong: str, known) -> str:
    """ "did you mean ...?" with the nearest names, or the whole list when it is short."""
    known = list(known)
    near = difflib.get_close_matches(wrong, known, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"there is {shown or 'none'}"
