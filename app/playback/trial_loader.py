"""Which trial is being loaded, at what size, and which one comes next."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.playback.loading import Loading
from app.playback.memory import (
    Size,
    memory_cap,
    most_for_current,
)
from app.playback.presentation import PaneMedium, Presentation

Fit = Callable[[Presentation], tuple[Size, ...]]

_SETTLED_MS = 120  # a window that is being dragged larger is not settled


class TrialLoader(QObject):
    """Brings presentations into memory: the current one, then the one that follows.

    Media are decoded at the size they are shown. What is on screen is loaded again
    when that size has changed for good; the old frames stay until it is there.
    """

    advanced = Signal()  # more of the current presentation is in memory
    failed = Signal(str)  # a sentence for the owner
    _news = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._news.connect(self._take_news, Qt.ConnectionType.QueuedConnection)
        self._told = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._bring)
        self._fit: Fit | None = None
        self._presentation: Presentation | None = None
        self._following: Presentation | None = None
        self.current: Loading | None = None
        self.renewed: Loading | None = None  # the current one in another size
        self.next: Loading | None = None
        self._retired: list[Loading] = []  # cancelled; their threads may still run
        self.scaled: tuple[bool, ...] = ()  # per pane: shown in another size

    def load(self, presentation: Presentation) -> None:
        """Load a presentation, or take it when it was prefetched at this size."""
        self.stop()
        self._presentation = presentation
        self._following = None
        if self.next is not None and self._fits(self.next, presentation):
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
        self._presentation = None
        self.scaled = ()
        for loading in (self.current, self.renewed):
            self._retire(loading)
        self.current = self.renewed = None

    def close(self) -> None:
        """Stop all threads."""
        self.stop()
        self._forget_next()
        self._following = None
        for loading in self._retired:
            loading.join()
        self._retired.clear()

    def set_fit(self, fit: Fit) -> None:
        """Say how large media are shown, in physical pixels."""
        self._fit = fit
        if self._presentation is not None:
            self._compare_sizes()
            self._soon.start(0 if self.current is None else _SETTLED_MS)

    def shown_sizes(self, presentation: Presentation) -> tuple[Size, ...]:
        """Return how large the panes, then the inputs, stand on the screen."""
        return self._fit(presentation) if self._fit else _own_sizes(presentation)

    def take_renewed(self) -> None:
        """Let the old size go: the new one is shown from now on."""
        if self.renewed is not None:
            self._retire(self.current)
            self.current, self.renewed = self.renewed, None
            self._compare_sizes()
            self._take_news()

    # Inside

    def _sizes(self, presentation: Presentation) -> tuple[Size, ...]:
        """Return how large media are decoded: as shown, but never enlarged."""
        both = zip(
            self.shown_sizes(presentation), _own_sizes(presentation), strict=True
        )
        return tuple((min(w, own_w), min(h, own_h)) for (w, h), (own_w, own_h) in both)

    def _fits(self, loading: Loading, presentation: Presentation) -> bool:
        there = (loading.presentation, loading.sizes)
        return there == (presentation, self._sizes(presentation))

    def _compare_sizes(self) -> None:
        if self.current is not None and self._presentation is not None:
            wanted = self._sizes(self._presentation)[: len(self.current.panes)]
            both = zip(wanted, self.current.sizes, strict=False)
            self.scaled = tuple(one != other for one, other in both)

    def _bring(self) -> None:
        """See to it that the current presentation is there at its size."""
        presentation = self._presentation
        if presentation is None:
            return
        if self.renewed is not None and not self._fits(self.renewed, presentation):
            self._retire(self.renewed)
            self.renewed = None
        if self.current is None:
            self.current = self._begun(presentation)
        elif not self.current.showable:  # nothing of it was shown: begin again
            if not self._fits(self.current, presentation):
                self._retire(self.current)
                self.current = self._begun(presentation)
        elif self.renewed is None and not self._fits(self.current, presentation):
            self.renewed = self._loading(presentation)
        self._compare_sizes()
        self._take_news()

    def _begun(self, presentation: Presentation) -> Loading:
        """Return the prefetched loading where it fits, else a new one."""
        ready, self.next = self.next, None
        if ready is not None and self._fits(ready, presentation):
            return ready
        self._retire(ready)
        return self._loading(presentation)

    def _loading(self, presentation: Presentation) -> Loading:
        most = most_for_current(memory_cap())
        return Loading(presentation, self._sizes(presentation), most, self._tell)

    def _look_ahead(self) -> None:
        """Begin with the next trial when the current one wants nothing any more."""
        following, current = self._following, self.current
        if following is None or current is None or self.renewed is not None:
            return
        if self.next is not None:
            if self._fits(self.next, following):
                return
            self._forget_next()
        if current.satisfied:
            self.next = self._loading(following)
            self._share_memory()
            self.next.proceed()

    def _share_memory(self) -> None:
        """Give each loading its part, so that all together keep to the cap."""
        cap = memory_cap()
        most = most_for_current(cap)
        current, renewed = self.current, self.renewed
        if current is None:
            return
        taken = min(most, current.bytes_needed)
        if renewed is not None:
            if self.next is not None:
                ahead = min(self.next.allowance, self.next.bytes_needed)
                if taken + renewed.bytes_needed + ahead > cap:
                    self._forget_next()
            taken = min(taken, max(cap - most, cap - renewed.bytes_needed))
            current.allow(taken)
            renewed.allow(min(most, cap - taken))
            return
        current.allow(most)
        if self.next is not None:
            self.next.allow(cap - taken)

    def _forget_next(self) -> None:
        self._retire(self.next)
        self.next = None

    def _retire(self, loading: Loading | None) -> None:
        if loading is not None:
            loading.cancel()
            self._retired.append(loading)
        self._retired = [one for one in self._retired if one.running]

    def _tell(self) -> None:
        """Have the news taken, from the threads that decode: one event is enough."""
        if not self._told:
            self._told = True
            self._news.emit()

    def _take_news(self) -> None:
        self._told = False
        current = self.current
        if current is None:
            return
        failure = current.failure or (self.renewed.failure if self.renewed else "")
        if failure:
            self.stop()  # another size would not help
            self.failed.emit(failure)
            return
        self._share_memory()
        current.proceed()
        if self.renewed is not None:
            self.renewed.proceed()
        self.advanced.emit()
        self._look_ahead()
        if self.next is not None:
            self.next.proceed()


def _media(presentation: Presentation) -> tuple[PaneMedium, ...]:
    return presentation.panes + presentation.inputs


def _own_sizes(presentation: Presentation) -> tuple[Size, ...]:
    return tuple((m.medium.width, m.medium.height) for m in _media(presentation))
