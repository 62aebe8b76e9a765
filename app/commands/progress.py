"""How long work shows on the command line how far it is."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

_REDRAW_SECONDS = 0.1
_LINE_SECONDS = 5.0
_WIPE = "\r\x1b[2K"


class ProgressLine:
    """One line that is redrawn on a terminal; elsewhere a line now and then.

    Called with (done, total), as everything of ours that takes long calls it. Quick
    work says nothing at all where the output is kept.
    """

    def __init__(
        self,
        words: str,
        *,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._words = words  # "files opened"
        self._stream = stream or sys.stderr
        self._drawn = self._stream.isatty()
        self._clock = clock
        self._next = clock() + (0 if self._drawn else _LINE_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away; what came of the work is said after it."""
        if self._drawn:
            self._write(_WIPE)

    def __call__(self, done: int, total: int) -> None:
        """Show how much is done, unless that was shown just now."""
        now = self._clock()
        if now < self._next:
            return
        line = f"{done} of {total} {self._words}"
        if self._drawn:
            self._next = now + _REDRAW_SECONDS
            self._write(_WIPE + line)
        else:
            self._next = now + _LINE_SECONDS
            self._write(line + "\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
