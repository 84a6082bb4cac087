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
    """Carry out ``jobs``, one after the other, in a process of their own while the caller prepares others.

    Yields an :class:`Ahead`.
    """
    taken = CONTEXT.Value("i", 0)
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_carry_out, args=(jobs, taken, sender), daemon=True)
    process.start()
    sender.close()
    try:
        yield Ahead(taken, receiver)
    finally:
        process.terminate()
        process.join()


class Ahead:
    """A process that works ahead."""

    def __init__(self, taken, receiver):
        self._taken, self._receiver = taken, receiver

    def close(self) -> int:
        """How many of the jobs have been begun; no other will be."""
        with self._taken.get_lock():
            begun, self._taken.value = self._taken.value, _CLOSED
        return begun

    def results(self) -> list:
        """Of the jobs that were begun.  Raises what a job raised, and ``EOFError`` if the process died."""
        outcome = self._receiver.recv()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


_CLOSED = -1


def _carry_out(jobs, taken, sender) -> None:
    _ignore_interrupt()
    done = []
    try:
        for job in jobs:
            with taken.get_lock():
                if taken.value == _CLOSED:
                    break
                taken.value += 1
            done.append(job())
        sender.send(done)
    except Exception as error:
        sender.send(error)


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
