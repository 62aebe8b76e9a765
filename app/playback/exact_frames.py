"""The frame that stands on screen, decoded again at the medium's own size."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event, Thread

from PySide6.QtCore import QObject, Qt, Signal

from app.media.errors import UnreadableMediumError
from app.media.frames import Frame
from app.media.reader import open_reader
from app.playback.presentation import PaneMedium
from app.playback.reel import Reel
from app.playback.worker import yield_to_the_window


@dataclass(eq=False)
class _Search:
    media: tuple[PaneMedium, ...]
    numbers: tuple[int, ...]
    known: tuple[Frame | None, ...]  # those in memory at their own size
    stop: Event = field(default_factory=Event)
    found: list[Frame | None] = field(default_factory=list)


class ExactFrames(QObject):
    """Decodes what was asked for last, on a thread that ends with it."""

    sharpened = Signal()
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._search: _Search | None = None
        self._threads: list[Thread] = []
        self.frames: tuple[Frame | None, ...] = ()

    def ask(self, reels: Sequence[Reel], numbers: Sequence[int]) -> None:
        """Decode the frames of these numbers, unless they are there or on their way."""
        media, search = tuple(reel.given for reel in reels), self._search
        if search and (search.media, search.numbers) == (media, tuple(numbers)):
            return
        self.forget()
        known = tuple(map(_known, reels, numbers))
        self._search = search = _Search(media, tuple(numbers), known)
        thread = Thread(target=self._find, args=(search,), name="decode-exact")
        self._threads = [one for one in self._threads if one.is_alive()]
        self._threads.append(thread)
        thread.start()

    def forget(self) -> None:
        """Let the frames go, and give up what is on its way."""
        if self._search is not None:
            self._search.stop.set()
            self._search = None
        self.frames = ()

    def close(self) -> None:
        """Stop the thread."""
        self.forget()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _find(self, search: _Search) -> None:
        yield_to_the_window()
        wanted = zip(search.media, search.numbers, search.known, strict=True)
        for given, number, known in wanted:
            search.found.append(known or _exact(given, number, search.stop))
            if search.stop.is_set():
                return
        self._done.emit(search)

    def _take(self, search: _Search) -> None:
        if search is self._search:
            self.frames = tuple(search.found)
            self.sharpened.emit()


def _known(reel: Reel, number: int) -> Frame | None:
    medium = reel.given.medium
    whole = reel.size == (medium.width, medium.height)
    return reel.get(number) if whole else None


def _exact(given: PaneMedium, number: int, stop: Event) -> Frame | None:
    """Return a frame at its own size, or None when the file is no longer readable.

    It was when the trial was loaded, and what is in memory of it is still shown.
    """
    size = (given.medium.width, given.medium.height)
    try:
        with (
            open_reader(given.path, given.medium, size, stopped=stop.is_set) as reader,
            closing(reader.frames(number)) as frames,
        ):
            return next(frames, None)
    except UnreadableMediumError:
        return None
