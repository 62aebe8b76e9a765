"""Which trial is being loaded, at what size, and which one comes next."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal

from app.media.errors import UnreadableMediumError
from app.playback.loading import LoadedPane, Loading, within_memory
from app.playback.presentation import PaneMedium, Presentation

Fit = Callable[[Sequence[PaneMedium]], list[tuple[int, int]]]

_THREADS = 4  # one for each pane


class TrialLoader(QObject):
    """Brings presentations into memory and hands over the one that is wanted."""

    loaded = Signal(object)  # tuple[LoadedPane, ...]: the panes, then the inputs
    failed = Signal(str)  # a sentence for the owner
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="decode")
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._fit: Fit | None = None
        self._wanted: Loading | None = None
        self._next: Loading | None = None

    def load(self, presentation: Presentation) -> None:
        """Load a presentation now, or take it when it was prefetched at this size."""
        self.stop()
        wanted = self._start(presentation, self._next)
        self._wanted, self._next = wanted, None
        if wanted.finished:  # prefetched: its signal has come and gone
            self._finished.emit(wanted)

    def prefetch(self, presentation: Presentation) -> None:
        """Load the presentation that comes next, in place of an earlier guess."""
        self._next = self._start(presentation, self._next)

    def stop(self) -> None:
        """Give up what is being loaded; what was prefetched stays."""
        if self._wanted is not None:
            self._wanted.cancel()
            self._wanted = None

    def close(self) -> None:
        """Stop all threads."""
        self.stop()
        if self._next is not None:
            self._next.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def set_fit(self, fit: Fit) -> None:
        """Say how large media are shown, in physical pixels."""
        self._fit = fit

    def sizes(self, media: Sequence[PaneMedium]) -> tuple[tuple[int, int], ...]:
        """Return how large media are shown; never larger than they are."""
        own = tuple((p.medium.width, p.medium.height) for p in media)
        if self._fit is None or not media:
            return own
        fitted = zip(self._fit(media), own, strict=True)
        return tuple(
            (min(w, own_w), min(h, own_h)) for (w, h), (own_w, own_h) in fitted
        )

    def _start(self, presentation: Presentation, ready: Loading | None) -> Loading:
        media = presentation.panes + presentation.inputs
        sizes = self.sizes(presentation.panes) + self.sizes(presentation.inputs)
        sizes = within_memory(media, sizes)
        if ready is not None and (ready.panes, ready.sizes) == (media, sizes):
            return ready
        if ready is not None:
            ready.cancel()
        return Loading(media, sizes, self._pool, self._finished.emit)

    def _take(self, loading: Loading) -> None:
        if loading is not self._wanted:
            return
        self._wanted = None
        try:
            media: tuple[LoadedPane, ...] = loading.result()
        except UnreadableMediumError as error:
            self.failed.emit(str(error))
        else:
            self.loaded.emit(media)
