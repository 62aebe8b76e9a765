"""Which trial is being loaded, at what size, and which one comes next."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.playback.loading import Loading, Size
from app.playback.presentation import PaneMedium, Presentation

Fit = Callable[[Presentation], tuple[Size, ...]]

_THREADS = 4  # one for each pane
_SETTLED_MS = 120  # a window that is being dragged larger is not settled


class TrialLoader(QObject):
    """Brings presentations into memory and hands over the one that is wanted.

    Media are decoded at the size they are shown. What is on screen is loaded again
    when that size has changed for good, what comes next when there is time.
    """

    loaded = Signal(object)  # tuple[LoadedPane, ...]: the panes, then the inputs
    failed = Signal(str)  # a sentence for the owner
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="decode")
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._bring)
        self._fit: Fit | None = None
        self._current: Presentation | None = None
        self._following: Presentation | None = None
        self._on_screen: tuple[Size, ...] = ()  # sizes of what was handed over
        self._wanted: Loading | None = None
        self._next: Loading | None = None

    def load(self, presentation: Presentation) -> None:
        """Load a presentation, or take it when it was prefetched at this size."""
        self.stop()
        self._current = presentation
        self._following = None
        if self._next is not None and self._next.finished:
            self._bring()  # at once: no empty stage between two trials
        else:
            self._soon.start(0)  # the window may be about to say how large it is

    def prefetch(self, presentation: Presentation) -> None:
        """Load the presentation that comes next, once the current one is there."""
        self._following = presentation
        self._look_ahead()

    def stop(self) -> None:
        """Give up what is being loaded; what was prefetched stays."""
        self._soon.stop()
        self._current = None
        self._on_screen = ()
        if self._wanted is not None:
            self._wanted.cancel()
            self._wanted = None

    def close(self) -> None:
        """Stop all threads."""
        self.stop()
        self._forget_next()
        self._following = None
        self._pool.shutdown(wait=True, cancel_futures=True)

    def set_fit(self, fit: Fit) -> None:
        """Say how large media are shown, in physical pixels."""
        self._fit = fit
        if self._current is not None:
            self._soon.start(_SETTLED_MS if self._on_screen else 0)

    def shown_sizes(self, presentation: Presentation) -> tuple[Size, ...]:
        """Return how large the panes, then the inputs, stand on the screen."""
        return self._fit(presentation) if self._fit else _own_sizes(presentation)

    def _sizes(self, presentation: Presentation) -> tuple[Size, ...]:
        """Return how large media are decoded: as shown, but never enlarged."""
        both = zip(
            self.shown_sizes(presentation), _own_sizes(presentation), strict=True
        )
        return tuple((min(w, own_w), min(h, own_h)) for (w, h), (own_w, own_h) in both)

    def _bring(self) -> None:
        """See to it that the current presentation is there at its size."""
        presentation = self._current
        if presentation is None:
            return
        sizes = self._sizes(presentation)
        if self._wanted is not None and self._wanted.sizes != sizes:
            self._wanted.cancel()
            self._wanted = None
        if self._wanted is None and sizes != self._on_screen:
            self._wanted = self._begun(presentation)
            if self._wanted.finished:  # its signal has come and gone
                self._take(self._wanted)
        elif self._wanted is None:
            self._look_ahead()

    def _begun(self, presentation: Presentation) -> Loading:
        """Return the prefetched loading where it fits, else a new one.

        Whatever else was prefetched goes: there is memory for two trials only.
        """
        media, sizes = _media(presentation), self._sizes(presentation)
        ready, self._next = self._next, None
        if ready is not None:
            if (ready.panes, ready.sizes) == (media, sizes):
                return ready
            ready.cancel()
        return Loading(media, sizes, self._pool, self._finished.emit)

    def _look_ahead(self) -> None:
        if self._following is None or not self._on_screen or self._wanted is not None:
            return
        media, sizes = _media(self._following), self._sizes(self._following)
        if self._next is not None:
            if (self._next.panes, self._next.sizes) == (media, sizes):
                return
            self._forget_next()
        self._next = Loading(media, sizes, self._pool, self._finished.emit)

    def _forget_next(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _take(self, loading: Loading) -> None:
        if loading is not self._wanted:
            return
        self._wanted = None
        if loading.failure:
            self._current = None  # another size would not help
            self.failed.emit(loading.failure)
        else:
            self._on_screen = loading.sizes
            self.loaded.emit(loading.result())
            self._look_ahead()


def _media(presentation: Presentation) -> tuple[PaneMedium, ...]:
    return presentation.panes + presentation.inputs


def _own_sizes(presentation: Presentation) -> tuple[Size, ...]:
    return tuple((m.medium.width, m.medium.height) for m in _media(presentation))
