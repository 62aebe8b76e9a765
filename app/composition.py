"""The one place where windows are built and handed what they need."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.installation import OWNER, home
from app.qt_application import Running, running
from evaluators.study import Stage
from storage.errors import StorageError

if TYPE_CHECKING:
    from app.making_demo import MakingDemo
    from app.rating.rating_window import RatingWindow
    from app.tasks import Task

DEMO_FOLDER = "demo-study"

Progress = Callable[[int, int], None]


def rate(study: Path, *, rater: str, stage: Stage, seed: int | None) -> int:
    """Open the rating window of a study; return the exit code once it has closed.

    Raises StorageError when the study cannot be rated.
    """
    with running() as now:
        window = rating_window(study, rater=rater, stage=stage, seed=seed)
        show(window)
        return now.wait()


def look(paths: Sequence[Path]) -> int:
    """Show files side by side; raises UnreadableMediumError for one that cannot be."""
    from app.playback.look_window import LookWindow, media_to_look_at

    media = media_to_look_at(paths)
    with running() as now:
        window = LookWindow(media)
        show(window)
        return now.wait()


def start() -> int:
    """Open the start page; return the exit code once the last window has closed."""
    with running() as now:
        desk = Desk(now)
        desk.open()
        return now.wait()


def rating_window(
    study: Path, *, rater: str, stage: Stage, seed: int | None = None
) -> "RatingWindow":
    """Hold a rater's session and build its window; StorageError when that fails."""
    from app.rating.rating_window import RatingWindow
    from storage.installation import installation_key
    from storage.rater_session import Author, open_rater_session

    author = Author(rater, installation_key(home()))
    session = open_rater_session(study, author=author, stage=stage, seed=seed)
    try:
        return RatingWindow(session)
    except BaseException:
        session.close()  # else the rater would be told of a window nobody sees
        raise


def show(window: QWidget) -> None:
    """Show a window in its own size, or over the whole of a smaller screen."""
    room = window.screen().availableGeometry().size()
    fitting = window.size().boundedTo(room)
    if fitting == window.size():
        window.show()
    else:
        window.resize(fitting)  # where no window manager would maximize it
        window.showMaximized()


def _demo_at_home(progress: Progress) -> Path:
    from app.demo.study import make_demo

    return make_demo(home() / DEMO_FOLDER, progress=progress)


class Desk(QObject):
    """The start page, and what is opened from it, one window at a time.

    `demo` makes the sample study and returns its path; called on another thread.
    """

    def __init__(
        self, now: Running, demo: Callable[[Progress], Path] = _demo_at_home
    ) -> None:
        super().__init__()
        from app.studies.start_window import StartWindow

        self._now, self._demo = now, demo
        self.start = StartWindow(rate=self.rate, demo=self.make_demo)
        self.rating: RatingWindow | None = None
        self.making: MakingDemo | None = None
        self._one_maker = Lock()

    def open(self) -> None:
        """Show the start page."""
        show(self.start)

    def rate(self, study: Path) -> None:
        """Let the owner judge; the start page comes back when the window closes.

        Raises StorageError when the study cannot be rated.
        """
        window = rating_window(study, rater=OWNER, stage=Stage.SELF)
        window.finished.connect(self._rated)
        self.rating = window
        show(window)
        self.start.hide()

    def make_demo(self) -> None:
        """Make the sample study in the background, then open it."""
        from app.making_demo import MakingDemo
        from app.tasks import Task

        task = Task(self._make_demo)
        self.making = MakingDemo(self.start)
        task.progressed.connect(self.making.show_progress)
        task.finished.connect(self._made)
        task.failed.connect(self._not_made)
        self.making.rejected.connect(task.cancel)
        self.making.open()
        task.start()

    def _make_demo(self, task: "Task") -> Path:
        """Make the study; on another thread, after a maker that was cancelled."""
        from app.making_demo import going_on

        with self._one_maker:
            return self._demo(partial(going_on, task))

    def _made(self, study: Path) -> None:
        self._close_making()
        self.start.go_on(study)

    def _not_made(self, error: Exception) -> None:
        self._close_making()
        if not isinstance(error, StorageError | OSError):
            raise error
        self.start.say(str(error))

    def _close_making(self) -> None:
        if self.making is not None:
            self.making.accept()
            self.making.deleteLater()
            self.making = None

    def _rated(self) -> None:
        if self.rating is not None:
            self.rating.deleteLater()
            self.rating = None
        if not self._now.leaving:
            self.start.refresh()
            show(self.start)
            self.start.activateWindow()
