"""Trial after trial in a process of its own, for its memory to be watched.

Run as a program: TRIALS FILE…, an even number of clips, shown in turn as pairs. Every
trial is prefetched, shown, played for some paints, moved about, and left. After each
it waits for a line on stdin and then writes one: the trial's number.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from app.playback.look_window import LookWindow, media_to_look_at
from app.qt_application import application

_PAINTS = 4
_EACH_MS = 15


class Trials:
    """Goes on to the next trial after some paints of this one."""

    def __init__(self, count: int, paths: list[Path]) -> None:
        media = media_to_look_at(paths)
        self._pairs = [media[place : place + 2] for place in range(0, len(media), 2)]
        self._left, self._shown, self._paints = count, 0, 0
        self._window = LookWindow(self._pairs[0])
        self._timer = QTimer(interval=_EACH_MS)
        self._timer.timeout.connect(self._look)
        self._window.resize(1440, 900)
        self._window.show()
        self._timer.start()

    def _look(self) -> None:
        player = self._window.player
        if not player.is_loaded or player.first_shown_ns is None:
            return
        if not self._paints:
            player.prefetch(self._pairs[(self._shown + 1) % len(self._pairs)])
        self._paints += 1
        if self._paints == _PAINTS // 2:
            player.seek(player.duration_us // 2)
        if self._paints >= _PAINTS:
            self._go_on()

    def _go_on(self) -> None:
        self._shown, self._paints = self._shown + 1, 0
        os.write(1, f"{self._shown}\n".encode())
        os.read(0, 1)  # until its memory was looked at
        if self._shown == self._left:
            self._timer.stop()
            self._window.close()
            return
        self._window.player.show(self._pairs[self._shown % len(self._pairs)])


def main(count: str, *files: str) -> None:
    """Show so many trials, then end."""
    app = application()
    trials = Trials(int(count), [Path(file) for file in files])
    app.exec()
    del trials


if __name__ == "__main__":
    main(*sys.argv[1:])
