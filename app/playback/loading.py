"""The reels of one presentation and the threads that fill them. No Qt here."""

from collections.abc import Callable
from threading import Thread

from app.media.frames import Frame
from app.playback.memory import Size, affordable, shared
from app.playback.presentation import Presentation
from app.playback.reel import Reel
from app.playback.worker import PaneWorker, yield_to_the_window


class Loading:
    """A presentation on its way into memory, at one size.

    Its reels do not refer back to it: gigabytes of frames go the moment it is
    cancelled, not when Python next looks for cycles.
    """

    def __init__(
        self,
        presentation: Presentation,
        sizes: tuple[Size, ...],
        allowance: int,
        tell: Callable[[], None],
    ) -> None:
        self.presentation = presentation
        self.sizes = sizes  # the panes', then the inputs', as asked for
        self.allowance = 0
        media = presentation.panes + presentation.inputs
        fitting = affordable(media, sizes, allowance)
        reels = [
            Reel(given, size, tell=tell)
            for given, size in zip(media, fitting, strict=True)
        ]
        count = len(presentation.panes)
        self.panes, self.inputs = tuple(reels[:count]), tuple(reels[count:])
        self._workers = [
            PaneWorker(reel, f"{place}") for place, reel in enumerate(reels)
        ]
        self._end: Thread | None = None
        self.allow(allowance)

    @property
    def reels(self) -> tuple[Reel, ...]:
        """The panes' reels, then the inputs'."""
        return self.panes + self.inputs

    @property
    def failure(self) -> str:
        """A sentence for the owner when a medium cannot be shown."""
        return next((reel.failure for reel in self.reels if reel.failure), "")

    @property
    def showable(self) -> bool:
        """True once each pane has the picture at the play head."""
        return all(reel.is_showable for reel in self.panes)

    @property
    def satisfied(self) -> bool:
        """True when nothing is left to be decoded now, of panes and inputs."""
        return all(reel.satisfied for reel in self.reels)

    @property
    def bytes_needed(self) -> int:
        """What all frames take, as far as that is known."""
        return sum(reel.bytes_needed for reel in self.reels)

    @property
    def running(self) -> bool:
        """True while a thread has not ended."""
        ending = self._end is not None and self._end.is_alive()
        return ending or any(worker.alive for worker in self._workers)

    def allow(self, allowance: int) -> None:
        """Set how many bytes all frames together may take."""
        self.allowance = allowance
        needs = [reel.bytes_needed for reel in self.reels]
        leasts = [reel.bytes_least for reel in self.reels]
        parts = shared(allowance, needs, leasts)
        for reel, part in zip(self.reels, parts, strict=True):
            reel.allow(part)

    def proceed(self) -> None:
        """Start what may start: the panes at once, the inputs after them.

        Also again, where frames had to go for want of memory after all were there.
        """
        for worker in self._workers[: len(self.panes)]:
            worker.start()
        if all(reel.satisfied for reel in self.panes):
            for worker in self._workers[len(self.panes) :]:
                worker.start()

    def cancel(self) -> None:
        """Let all frames go and the threads end at their next frame.

        To give a gigabyte back takes longer than the window may be held up.
        """
        frames = [reel.close() for reel in self.reels]
        if any(frames):
            self._end = Thread(target=_let_go, args=(frames,), name="decode-end")
            self._end.start()

    def join(self) -> None:
        """Wait for the threads of a cancelled loading."""
        for worker in self._workers:
            worker.join()
        if self._end is not None:
            self._end.join()


def _let_go(frames: list[dict[int, Frame]]) -> None:
    yield_to_the_window()
    for each in frames:
        each.clear()
