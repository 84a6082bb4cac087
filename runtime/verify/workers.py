"""Independent jobs in two processes.  A job is a ``functools.partial``; results do not depend on how jobs are divided.

An interrupt ends every process and is passed on.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor, as_completed

PROCESSES = 2
CONTEXT = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")


@contextlib.contextmanager
def ahead(jobs):
    """Carry out ``jobs`` in a process of their own while the caller goes on; yields a function that waits for the results.

    That function raises what a job raised, and ``EOFError`` if the process died.
    """
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_carry_out, args=(jobs, sender), daemon=True)
    process.start()
    sender.close()
    try:
        yield lambda: _received(receiver)
    finally:
        process.terminate()
        process.join()


def _carry_out(jobs, sender) -> None:
    _ignore_interrupt()
    try:
        sender.send([job() for job in jobs])
    except Exception as error:
        sender.send(error)


def _received(receiver) -> list:
    outcome = receiver.recv()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def run(jobs, progress=None) -> list:
    """Results in the order of ``jobs``; ``progress(done, total, number)`` is called as each is finished."""
    results: list = [None] * len(jobs)
    pool = ProcessPoolExecutor(min(PROCESSES, os.cpu_count() or 1), mp_context=CONTEXT, initializer=_ignore_interrupt)
    try:
        futures = {pool.submit(job): number for number, job in enumerate(jobs)}
        for done, future in enumerate(as_completed(futures), 1):
            results[futures[future]] = future.result()
            if progress:
                progress(done, len(jobs), futures[future])
    except BaseException:
        workers = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            with contextlib.suppress(OSError):
                worker.terminate()
        raise
    pool.shutdown()
    return results


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
