"""Being asked to end, by Ctrl-C or by the system, in the middle of some work."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system has all
_Handler = Callable[[int, FrameType | None], None]


def heeded() -> list[signal.Signals]:
    """Return the signals that ask to end, without those we were told to ignore.

    As `nohup` does with SIGHUP.
    """
    known = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    return [one for one in known if signal.getsignal(one) is not signal.SIG_IGN]


class Interrupted(BaseException):
    """The program was asked to end; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def raising() -> Iterator[None]:
    """Raise Interrupted for such a signal, so that drafts are cleared away."""

    def stop(number: int, _: FrameType | None) -> None:
        raise Interrupted(number)

    with _handling(stop):
        yield


@contextmanager
def setting(event: Event) -> Iterator[None]:
    """Set the event for such a signal; once its work has stopped raise Interrupted.

    For work on several threads, which an exception on one of them would not stop.
    """
    numbers: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        numbers.append(number)
        event.set()

    with _handling(stop):
        try:
            yield
        finally:
            if numbers:
                raise Interrupted(numbers[0])


@contextmanager
def _handling(handler: _Handler) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in heeded()}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
