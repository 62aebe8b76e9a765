"""A rater whose program can be killed: the real window, rated by real keys.

Run as a program with the study and an alias. It prints where the window begins and
then each answer at the moment the window shows it as saved, one JSON object a line.
"""

import json
import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.rating.rating_window import RatingWindow
from app.theme.style import apply_theme
from evaluators.study import Stage
from storage.rater_session import Author, open_rater_session

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_X)
SHARE_OF_CHANGES = 0.1
MOST_MS = 12  # between two keys; faster than anybody


class Rater:
    """Presses a key now and then, and goes back to change an answer at times."""

    def __init__(self, window: RatingWindow, chance: random.Random) -> None:
        self._window = window
        self._chance = chance
        self._told = set(window.course.saved)
        self._ids: dict[tuple[int, str], str] = {}
        window.course.changed.connect(self._tell_saved)
        flow = window.course.flow
        tell({"begins": [flow.position, flow.question]})
        self._press_later()

    def _press_later(self) -> None:
        QTimer.singleShot(self._chance.randint(0, MOST_MS), self._press)

    def _press(self) -> None:
        course = self._window.course
        if course.flow.done:
            self._window.close()
            return
        if course.shows_trial:
            changes = self._chance.random() < SHARE_OF_CHANGES
            key = Qt.Key.Key_Backspace if changes else self._chance.choice(KEYS)
            QTest.keyClick(self._window.focusWidget() or self._window, key)
        self._press_later()

    def _tell_saved(self) -> None:
        """Print what is shown as saved since the last time; a change is shown anew."""
        course = self._window.course
        for question in course.saved:
            newest = course._newest.get(question)
            if newest is None:
                continue
            judgment = newest.result()
            if self._ids.get(question) != judgment.id:
                self._ids[question] = judgment.id
                tell({"saved": judgment.id, "at": question, "answer": judgment.answer})


def tell(line: dict) -> None:
    """Write a whole line at once, past every buffer."""
    os.write(1, (json.dumps(line) + "\n").encode())


def main(study: str, alias: str, seed: str) -> None:
    """Rate until the session is done or somebody kills this."""
    app = QApplication([])
    apply_theme(app, dark=False)
    author = Author(alias, "0123456789abcdef" * 2)
    session = open_rater_session(Path(study), author=author, stage=Stage.PEERS)
    window = RatingWindow(session, full_view_first=False)
    window.resize(900, 560)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.rater = Rater(window, random.Random(seed))  # noqa: S311  # no secret
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
