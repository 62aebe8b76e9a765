"""The window of `beholder look` in a process of its own that answers questions.

Run as a program: WIDTH HEIGHT FILE…, or with `--held` before them: then it does not
play by itself. Each line read is a JSON list: the name of something of the player,
and what it is called with; each line written is what came of it.
"""

import dataclasses
import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier

from app.playback.look_window import LookWindow, media_to_look_at
from app.playback.player import Player
from app.qt_application import running


class Answers:
    """Does what is asked on stdin, between the paints."""

    def __init__(self, window: LookWindow) -> None:
        self._window = window
        self._rest = b""
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)

    def _read(self) -> None:
        given = os.read(0, 65536)
        if not given:
            self._window.close()
        *lines, self._rest = (self._rest + given).split(b"\n")
        for line in lines:
            answer = json.dumps({"is": self._answer(*json.loads(line))})
            os.write(1, answer.encode() + b"\n")

    def _answer(self, name, *values):
        if name == "decoding":
            return decoding(self._window.player)
        found = getattr(self._window.player, name)
        if callable(found):
            found = found(*values)
        return dataclasses.asdict(found) if dataclasses.is_dataclass(found) else found


def decoding(player: Player) -> bool:
    """Return whether something is wanted that is not in memory yet."""
    return not player.panes or not all(reel.satisfied for reel in player.panes)


def main(words: list[str]) -> None:
    """Open the window, and run until it is closed or stdin ends."""
    held = words[0] == "--held"
    width, height, *files = words[held:]
    with running() as now:
        window = LookWindow(media_to_look_at([Path(file) for file in files]))
        if held:
            window.player.loaded.connect(window.player.pause)
        window.setGeometry(0, 0, int(width), int(height))
        window.show()
        answers = Answers(window)
        now.wait()
        del answers


if __name__ == "__main__":
    main(sys.argv[1:])
