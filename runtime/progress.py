"""One line that says what is being done, on a terminal; silence in a pipe."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TextIO


class Progress:
    """Call it with ``(done, total, text)``; use it as a context manager, so that the terminal is left as it was."""

    def __init__(self, stream: TextIO | None = None):
        self.stream = sys.stderr if stream is None else stream
        self.live = self.stream.isatty()
        self.start = time.monotonic()

    def __call__(self, done: int, total: int, text: str) -> None:
        if self.live:
            line = f"{done}/{total}  {text}  {time.monotonic() - self.start:.0f} s"
            self.stream.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
            self.stream.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *exc: object) -> None:
        if self.live:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
