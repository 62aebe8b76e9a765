"""The real windows, driven by key events while nobody looks, and their pictures."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import (
    QDeadlineTimer,
    QMessageLogContext,
    Qt,
    QThreadPool,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.demo.simulated import SimulatedRater
from app.media.errors import UnreadableMediumError
from app.playback.look_window import LookWindow, media_to_look_at
from app.playback.player import Player
from app.rating.answers import choices_of
from app.rating.rating_window import RatingWindow
from app.screen import NoScreenError
from app.studies.start_window import StartWindow
from storage.errors import StorageError

_PATIENCE_MS = 60_000
_LOOK_MS = 20
_NO_SIZE_HINTS = "This plugin does not support propagateSizeHints()"
_KEYS = {str(n): Qt.Key(Qt.Key.Key_0 + n) for n in range(1, 10)} | {"X": Qt.Key.Key_X}
_TELLING = 0.83  # of a clip: a shoe that jumps is in the mirror then


@contextmanager
def without_a_screen() -> Iterator[None]:
    """Leave out what Qt says about every window that no screen shows."""

    def listen(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if words == _NO_SIZE_HINTS:
            return
        if callable(before):
            before(kind, context, words)
        else:
            print(words, file=sys.stderr)  # noqa: T201  # as Qt itself would have

    before = qInstallMessageHandler(listen)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


class Album:
    """Pictures of windows, in a folder, in the order they are taken."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.pictures: list[Path] = []
        self._folder = folder

    def take(self, window: QWidget, name: str) -> None:
        """Write what a window shows; StorageError when that cannot be."""
        path = self._folder / f"{len(self.pictures) + 1:02}-{name}.png"
        if not window.grab().save(str(path), "PNG"):
            raise StorageError(
                f"The picture {path} cannot be written. Free some space, or choose "
                "another folder."
            )
        self.pictures.append(path)


def rate_in_window(
    window: RatingWindow,
    rater: SimulatedRater,
    trials: int,
    album: Album,
    rated: Callable[[], None],
) -> None:
    """Let a rater watch and answer the first trials by key; the first is pictured.

    `rated` is called after each trial.
    """
    with _shown(window):
        for number in range(trials):
            _until(lambda: window.player.is_loaded, window.player)
            if number == 0:
                _take_pictures(window, album)
            _until(lambda: window.course.flow.may_answer, window.player)
            _answer_trial(window, rater, album if number == 0 else None)
            rated()
        _until(lambda: window.course.saving.all_saved, window.player)


def picture_start(outputs: Path, album: Album) -> None:
    """Take pictures of the start page, empty and with what a folder holds."""
    with TemporaryDirectory() as home:  # the owner's recent studies stay out of it
        window = StartWindow(rate=_ignore, demo=_nothing, home=Path(home))
        with _shown(window):
            album.take(window, "start")
            window.take(outputs)
            _until(lambda: window.new_study.found_page is not None)
            _until(lambda: not QThreadPool.globalInstance().activeThreadCount())
            QTest.qWait(_LOOK_MS)  # what was read is delivered as an event
            album.take(window, "outputs-found")


def picture_results(study: Path, album: Album) -> None:
    """Take a picture of what the owner reads of a study's judgments."""
    with TemporaryDirectory() as home:
        window = StartWindow(rate=_ignore, demo=_nothing, home=Path(home))
        with _shown(window):
            window.show_results(study)
            page = window.results
            _until(lambda: page is None or page.body is not None)
            QTest.qWait(_LOOK_MS)
            album.take(window, "results")


def picture_look(clips: Sequence[Path], album: Album) -> None:
    """Take a picture of clips side by side, as the owner looks at them."""
    window = LookWindow(media_to_look_at(clips))
    with _shown(window):
        _until(lambda: _all_there(window.player), window.player)
        window.player.pause()
        window.player.seek(round(_TELLING * window.player.duration_us))
        QTest.qWait(_LOOK_MS)
        album.take(window, "look")


def _take_pictures(window: RatingWindow, album: Album) -> None:
    _until(lambda: _tells(window.player), window.player)
    album.take(window, "trial")
    QTest.keyPress(window, Qt.Key.Key_R)
    _until(
        lambda: window.parts.stage.inputs_shown and _all_there(window.player),
        window.player,
    )
    album.take(window, "inputs")
    QTest.keyRelease(window, Qt.Key.Key_R)
    QTest.keyClick(window, Qt.Key.Key_F1)
    _until(window.covers.keys.isVisible, window.player)
    album.take(window, "keys")
    QTest.keyClick(window, Qt.Key.Key_Escape)


def _answer_trial(
    window: RatingWindow, rater: SimulatedRater, album: Album | None
) -> None:
    flow = window.course.flow
    trial = flow.trial
    while trial is not None and flow.trial is trial and flow.criterion is not None:
        question = (trial.position, flow.criterion.name)
        value = rater.answer(trial, flow.criterion).answer
        choices = choices_of(rater.method, flow.criterion)
        key = next(choice.key for choice in choices if choice.value == value)
        QTest.keyClick(window, _KEYS[key])
        _until(partial(window.course.saved.__contains__, question), window.player)
        if album is not None and flow.trial is trial:
            album.take(window, f"answered-{flow.question}")


def _tells(player: Player) -> bool:
    return player.is_loaded and player.position_us > _TELLING * player.duration_us


def _all_there(player: Player) -> bool:
    return player.is_loaded and all(
        reel.complete for reel in (*player.panes, *player.inputs)
    )


@contextmanager
def _shown(window: QWidget) -> Iterator[None]:
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    try:
        yield
    finally:
        window.close()
        window.deleteLater()
        QTest.qWait(_LOOK_MS)


def _until(holds: Callable[[], bool], player: Player | None = None) -> None:
    """Let the windows live until something holds."""
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not holds():
        if player is not None and player.failure:
            raise UnreadableMediumError(player.failure)
        if deadline.hasExpired():
            raise NoScreenError(
                "The demo's windows do not come on here; the machine may be too busy. "
                "Start it again, or with --headless."
            )
        QTest.qWait(_LOOK_MS)


def _ignore(_: Path) -> None:
    """Rate nothing: the start page is only looked at."""


def _nothing() -> None:
    """Make no demo."""
