"""Plans in the order in which they are emitted, each derived when it is first reached.

Invariant: every reader sees the same plans in the same order, each derived once; an error leaves nothing half done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .plan import KernelPlan


class InOrder:
    """What ``make()`` yields; a reader who stops at a plan has derived no more than stands before it."""

    def __init__(self, make: Callable[[], Iterable[KernelPlan]]):
        self._make = make
        self._begin()

    def _begin(self) -> None:
        self._known: list[KernelPlan] = []
        self._left = iter(self._make())

    def __iter__(self) -> Iterator[KernelPlan]:
        at = 0
        while at < len(self._known) or self._derive():
            yield self._known[at]
            at += 1

    def _derive(self) -> bool:
        """One more plan; False where none is left.  After an error the next reader begins anew."""
        try:
            self._known.append(next(self._left))
        except StopIteration:
            return False
        except BaseException:
            self._begin()
            raise
        return True
