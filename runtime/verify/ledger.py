"""The ledger: a row a claim, each verdict computed, and mutants that show that every check can fail.

Claims are independent and are judged in two processes; the result does not depend on how they are divided.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import platform
import signal
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib.metadata import version

import sympy as sp
from entrainment.derive.records import Claim

from . import accuracy, catalogue, kernel_trials, trials, truth
from .evidence import Evidence, Ledger, Row
from .mutants import Tally
from .verdicts import judge

TOOLS = ("sympy", "mpmath", "python-flint", "numpy", "numba", "scipy")
PROCESSES = 2
PARTS = 4  # of the mutants of definitions


def verify(paper: str | None = None, equation: str | None = None, digits: int = 50, progress=None) -> Ledger:
    """Rows for all papers, one paper, or one equation of a paper, at ``digits`` digits.

    ``progress(done, total, text)`` is called as rows are finished.  Raises :class:`catalogue.UnknownName` for a paper
    or claim that does not exist, and ``ValueError`` for fewer than 20 digits.
    """
    if digits < 20:
        raise ValueError(f"{digits} digits decide nothing; ask for 20 or more")
    if equation is not None:
        claims = [catalogue.claim(f"{paper}:{equation}")]
    else:
        papers = catalogue.paper_names() if paper is None else (paper,)
        claims = [claim for name in papers for claim in catalogue.claims_of(name)]
    start = time.monotonic()
    kernels = sorted({name for claim in claims for name in claim.kernels})
    if kernels:
        accuracy.all_plans()  # derived once, before the workers begin
    work = {  # long jobs first
        "definitions": [(_definition_tally, (tuple(claim.id for claim in claims), part)) for part in range(PARTS)],
        "rows": [(_rows_of, (group, digits)) for group in _groups(claims)],
        "kernels": [(_kernel_tally, (name,)) for name in kernels]
        + [(_helper_tally, (module,)) for module in accuracy.modules_of(kernels)],
    }
    if equation is not None:
        del work["definitions"]  # they stand before all claims of a paper
    done = iter(_run([job for jobs in work.values() for job in jobs], progress))
    results = {kind: list(itertools.islice(done, len(jobs))) for kind, jobs in work.items()}
    rows = {row.id: row for group in results.pop("rows") for row in group}
    tallies = {kind: _sum(found) for kind, found in sorted(results.items(), reverse=True)}
    return Ledger(tuple(rows[claim.id] for claim in claims), toolchain(), time.monotonic() - start, tallies)


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
        accuracy.compare_accuracy(accuracy.committed(), {plan.name: accuracy.as_entry(found)})
    except (accuracy.Worse, ArithmeticError, LookupError, ValueError, ImportError) as error:
        row.verdict, row.reason = "inconclusive", f"kernel {name}: {error}"
        row.add(Evidence(False, str(error), "kernel"))
        return
    row.worst_ulp[plan.name] = accuracy.as_entry(found)["worst_ulp"]
    row.add(Evidence(True, f"{plan.name}: {found.worst_ulp:.2f} ulp at worst", "kernel", found.samples, truth.DIGITS))


def _rows_of(identifiers: tuple[str, ...], digits: int) -> list[Row]:
    return [row_of(catalogue.claim(identifier), digits) for identifier in identifiers]


def _kernel_tally(name: str) -> Tally:
    plan = accuracy.plan_named(name)
    return kernel_trials.try_kernel(plan, _text_of(plan.module))


def _helper_tally(module: str) -> Tally:
    return kernel_trials.try_helpers(_text_of(module))


def _text_of(module: str) -> str:
    return (accuracy.folder() / f"{module}.py").read_text()


def _definition_tally(identifiers: tuple[str, ...], part: int) -> Tally:
    claims = [catalogue.claim(identifier) for identifier in identifiers]
    return trials.try_definitions(claims, part, PARTS)


def _sum(tallies) -> Tally:
    total = Tally()
    for tally in tallies:
        total = total.merge(tally)
    return total


def _run(jobs, progress) -> list:
    """Results in the order of ``jobs``; an interrupt ends the workers and is passed on."""
    processes = min(PROCESSES, len(jobs), os.cpu_count() or 1)
    results: list = [None] * len(jobs)
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_ignore_interrupt)
    try:
        futures = {pool.submit(function, *arguments): index for index, (function, arguments) in enumerate(jobs)}
        for done, future in enumerate(as_completed(futures), 1):
            index = futures[future]
            results[index] = future.result()
            if progress:
                progress(done, len(jobs), _shown(jobs[index][1][0]))
    except BaseException:
        workers = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            with contextlib.suppress(OSError):
                worker.terminate()
        raise
    pool.shutdown()
    return results


def _shown(names) -> str:
    """The first name of a job."""
    return names if isinstance(names, str) else names[0]


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def toolchain() -> dict[str, str]:
    """Versions of what computed a ledger."""
    return {"python": platform.python_version()} | {tool: version(tool) for tool in TOOLS}
