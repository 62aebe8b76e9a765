"""One thread for each pane: it checks the file, then decodes what is wanted."""

import os
import sys
import threading
from contextlib import closing

from app.media.errors import UnreadableMediumError, place_of
from app.media.hashing import medium_sha256
from app.media.reader import FrameReader, open_reader
from app.playback.memory import on_own_pages
from app.playback.reel import Reel

_NICENESS = 10  # the window's thread goes first
_VAIN_RUNS = 2


class PaneWorker:
    """Fills a reel on a thread of its own, until all is there or it is closed."""

    def __init__(self, reel: Reel, name: str) -> None:
        self._reel, self._name = reel, f"decode-{name}"
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, and again when frames are wanted that had been there before."""
        if self._thread is None or self._reel.abandoned:
            self.join()  # it has nothing left to do
            self._reel.begin()
            self._thread = threading.Thread(
                target=_fill, args=(self._reel,), name=self._name
            )
            self._thread.start()

    @property
    def alive(self) -> bool:
        """True while the thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def join(self) -> None:
        """Wait until the thread has ended; its reel must have been closed."""
        if self._thread is not None:
            self._thread.join()


def yield_to_the_window() -> None:
    """Give the calling thread a lower priority, where threads have one (Linux)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


def _fill(reel: Reel) -> None:
    yield_to_the_window()
    path = reel.given.path
    try:
        _verify(reel)
        if not reel.closed:
            _decode(reel)
    except UnreadableMediumError as error:
        reel.fail(str(error))
    except Exception as error:  # ours or the machine's: handed over in words
        reel.fail(
            f"{place_of(path)} cannot be shown ({type(error).__name__}: {error}); "
            "restart, or go on without it."
        )


def _verify(reel: Reel) -> None:
    """Refuse a file that has changed: a damaged clip mostly still decodes."""
    given = reel.given
    sha256 = medium_sha256(given.path, lambda: reel.closed)
    if sha256 != given.medium.sha256 and not reel.closed:
        raise UnreadableMediumError(
            f"{place_of(given.path)} is not the file it was; put the original back."
        )


def _decode(reel: Reel) -> None:
    given = reel.given
    with open_reader(
        given.path, given.medium, reel.size, stopped=reel.interrupted
    ) as reader:
        if reel.closed:
            return
        if not reader.index.times_us:
            raise _undecodable(reel)
        reel.open(reader.index)
        _follow(reel, reader)


def _follow(reel: Reel, reader: FrameReader) -> None:
    """Decode what is wanted, run after run, until nothing will be."""
    wanted, vain = reel.next_to_decode(), 0
    while wanted is not None:
        to_the_end = _run(reel, reader, wanted)
        before, wanted = wanted, reel.next_to_decode()
        # Once it may just have been unwanted while the run went past it.
        vain = vain + 1 if to_the_end and wanted == before else 0
        if vain == _VAIN_RUNS:
            raise _undecodable(reel)


def _run(reel: Reel, reader: FrameReader, wanted: int) -> bool:
    """Decode from an entry on, past a frame; return whether it went to the end.

    It ends earlier where something is wanted that a new run reaches sooner.
    """
    first = reel.start_for(wanted)
    with closing(reader.frames(first, reel.lacks)) as frames:
        for frame in frames:
            reel.put(on_own_pages(frame))
            following = reel.next_to_decode()
            if following is None or not reel.index.on_the_way(following, frame.number):
                return False
    return not reel.interrupted()


def _undecodable(reel: Reel) -> UnreadableMediumError:
    return UnreadableMediumError(
        f"{place_of(reel.given.path)} has a frame that cannot be decoded; export it "
        "again, or go on without it."
    )
