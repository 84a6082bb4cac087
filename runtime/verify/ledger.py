"""The ledger: a row a claim, each verdict computed, and mutants that show that every check can fail.

With a whole paper, ``generated/`` is compared with what the derivations emit.
"""

from __future__ import annotations

import platform
import time
from functools import partial
from importlib.metadata import version

import sympy as sp
from entrainment.derive.codegen import plans
from entrainment.derive.codegen.regenerate import regenerate
from entrainment.derive.records import Claim

from . import accuracy, array_trials, catalogue, kernel_trials, own, trials, truth, workers
from .evidence import Evidence, Ledger, Row
from .mutants import Tally
from .verdicts import judge

TOOLS = ("sympy", "mpmath", "python-flint", "numpy", "numba", "scipy")


def verify(paper: str | None = None, equation: str | None = None, digits: int = 50, progress=None) -> Ledger:
    """Rows for all papers, one paper, or one equation of a paper (with its parts), at ``digits`` digits.

    ``progress(done, total, text)`` is called as rows are finished.  Raises :class:`catalogue.UnknownName` for a paper
    or claim that does not exist, and ``ValueError`` for fewer than 20 digits.
    """
    _enough(digits)
    if equation is not None:
        claims = catalogue.claims_named(paper, equation)
    else:
        papers = catalogue.paper_names() if paper is None else (paper,)
        claims = [claim for name in papers for claim in catalogue.claims_of(name)]
    start = time.monotonic()
    whole = equation is None
    kernels = sorted({name for claim in claims for name in claim.kernels})
    without = _groups(claim for claim in claims if not claim.kernels) if whole and kernels else []
    known = tuple(claim.id for claim in claims)
    definitions = [partial(_definition_tally, known)] if whole else []  # derives all claims, so in one process, and first
    early = [*definitions, *(partial(_rows_of, group, digits) for group in without)]
    with workers.ahead(early) as ahead:
        for module in accuracy.modules_of(kernels):
            accuracy.plans_of(module)  # derived once, before the workers begin; what no row asks for, by _stale beside them
        for name in filter(accuracy.on_arrays, kernels):
            accuracy.plan_named(name).results  # noqa: B018  (likewise)
        groups = _groups(claim for claim in claims if claim.kernels or not without)
        texts = [partial(_kernel_tally, name) for name in kernels]
        texts += [partial(_helper_tally, module) for module in accuracy.modules_of(kernels)]
        left = early[ahead.close() :]
        jobs = [*([_stale] if whole else []), *left, *(partial(_rows_of, group, digits) for group in groups), *texts]
        tell = progress and (lambda done, total, number: progress(done, total, _shown(jobs[number])))
        results = workers.run(jobs, tell)
        stale = results.pop(0) if whole else ()
        prepared = [*ahead.results(), *results[: len(left)]]
    results = results[len(left) :]
    judged = [*results[: len(groups)], *prepared[len(definitions) :]]
    rows = {row.id: row for group in judged for row in group}
    tallies = {"kernels": _sum(results[len(groups) :]), "definitions": _sum(prepared[: len(definitions)])}
    seconds = time.monotonic() - start
    return Ledger(tuple(rows[claim.id] for claim in claims), toolchain(), seconds, tallies, stale)


def _groups(claims) -> list[tuple[str, ...]]:
    """Claims that ask the same definitions at the same points stand together, so that these are evaluated once."""
    groups: dict = {}
    for claim in claims:
        asked = claim.reference and (claim.domain, claim.reference.name.partition(".")[0])
        groups.setdefault(asked or claim.id, []).append(claim.id)
    return [tuple(group) for group in groups.values()]


def verify_claims(claims, digits: int = 50) -> Ledger:
    """The rows of claims that stand in no paper, judged one after the other in this process."""
    start = time.monotonic()
    return Ledger(tuple(row_of(claim, digits) for claim in claims), toolchain(), time.monotonic() - start, {})


def row_of(claim: Claim, digits: int) -> Row:
    """The row of one claim: verdict, kernels, mutants of its derived form."""
    start = time.monotonic()
    row, definition = judge(claim, digits)
    if row.verdict != "inconclusive":
        for name in claim.kernels:
            _measure(row, name)
    if claim.kind in ("equation", "supplied") and row.verdict in ("confirmed", "conditional", "corrected"):
        printed, domain = _judged_form(claim, row)
        row.mutants = trials.try_forms(claim, definition, printed, domain, digits)
    row.seconds = round(time.monotonic() - start, 2)
    return row


def _judged_form(claim, row):
    """The printed form in the reading that held, and where; nothing for a corrected claim."""
    if row.verdict == "corrected" or claim.kind == "supplied":
        return None, claim.domain
    for reading in claim.readings:
        if reading.assumption in row.assumptions:
            read = sp.sympify(claim.printed).subs(dict(reading.substitute), simultaneous=True)
            return read.rhs, claim.domain.where(*reading.where)
    return claim.printed.rhs, claim.domain


def _measure(row: Row, name: str) -> None:
    """The kernel's worst error, which may not exceed the committed one."""
    try:
        plan = accuracy.plan_named(name)
        found = accuracy.measure(plan)
        accuracy.compare_accuracy(_promised(plan.name), {plan.name: accuracy.as_entry(found)})
    except (accuracy.Worse, ArithmeticError, LookupError, ValueError, ImportError) as error:
        row.verdict, row.reason = "inconclusive", f"kernel {name}: {error}"
        row.add(Evidence(False, str(error), "kernel"))
        return
    row.worst_ulp[plan.name] = accuracy.as_entry(found)["worst_ulp"]
    row.add(Evidence(True, f"{plan.name}: {found.worst_ulp:.2f} ulp at worst", "kernel", found.samples, truth.DIGITS))


def _promised(name: str) -> dict:
    """The committed accuracy; of a kernel in a user's own paper what is expected of any kernel."""
    return {name: {"worst_ulp": own.ALLOWED_ULP}} if own.plan_named(name) else accuracy.committed()


def verify_own(paper: str, equation: str | None = None, digits: int = 50, progress=None) -> Ledger:
    """The rows of a user's own paper (a path, or the name of an entry point), and whether its kernels are fresh.

    Raises :class:`catalogue.UnknownName` for what is no paper, ``ValueError`` for fewer than 20 digits.
    """
    _enough(digits)
    claims = catalogue.claims_of(paper) if equation is None else (catalogue.claim(f"{paper}:{equation}"),)
    start, rows = time.monotonic(), []
    for number, claim in enumerate(claims):
        if progress:
            progress(number, len(claims), claim.id)
        rows.append(row_of(claim, digits))
    stale = tuple(map(str, own.write_kernels(catalogue.module_of(paper), check=True).differences))
    return Ledger(tuple(rows), toolchain(), time.monotonic() - start, {}, stale)


def _enough(digits: int) -> None:
    if digits < 20:
        raise ValueError(f"{digits} digits decide nothing; ask for 20 or more")


def _rows_of(identifiers: tuple[str, ...], digits: int) -> list[Row]:
    return [row_of(catalogue.claim(identifier), digits) for identifier in identifiers]


def _kernel_tally(name: str) -> Tally:
    plan = accuracy.plan_named(name)
    judge = array_trials if accuracy.on_arrays(name) else kernel_trials
    return judge.try_kernel(plan, _text_of(plan.module))


def _helper_tally(module: str) -> Tally:
    return kernel_trials.try_helpers(_text_of(module))


def _text_of(module: str) -> str:
    return (accuracy.folder() / f"{module}.py").read_text()


def _definition_tally(identifiers: tuple[str, ...]) -> Tally:
    return trials.try_definitions([catalogue.claim(identifier) for identifier in identifiers])


def _stale() -> tuple[str, ...]:
    """How ``generated/`` departs from what the derivations emit."""
    return tuple(map(str, regenerate(plans.everything, accuracy.folder(), check=True).differences))


def _sum(tallies) -> Tally:
    total = Tally()
    for tally in tallies:
        total = total.merge(tally)
    return total


def _shown(job) -> str:
    """What a job is about: the first claim, kernel or module that it names."""
    (about, *_) = getattr(job, "args", ()) or ("generated/",)
    return about if isinstance(about, str) else about[0]


def toolchain() -> dict[str, str]:
    """Versions of what computed a ledger."""
    return {"python": platform.python_version()} | {tool: version(tool) for tool in TOOLS}
