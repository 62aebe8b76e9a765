"""Signals from the terminal and the system, taken at the event loop's turn."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier

from app.signals import heeded


class Interruptions:
    """Takes the signals that ask the program to end, from now on until `stop`.

    Python runs its handlers between bytecodes only, and while no event comes Qt runs
    none; an exception would be lost in a method that Qt calls. So the number goes
    through a socket, where it also waits for an event loop to come. A second signal
    ends the program at once; what was shown as saved is on the disk.
    """

    def __init__(self) -> None:
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._woken_before = signal.set_wakeup_fd(
            self._writing.fileno(), warn_on_full_buffer=False
        )
        self._before = {number: signal.signal(number, _wait) for number in heeded()}
        self._notifier: QSocketNotifier | None = None
        self._leave: Callable[[int], None] | None = None

    def tell(self, leave: Callable[[int], None]) -> None:
        """Have `leave` called with a signal's number; needs an application."""
        self._leave = leave
        self._notifier = QSocketNotifier(
            self._reading.fileno(), QSocketNotifier.Type.Read
        )
        self._notifier.activated.connect(self._take)

    def stop(self) -> None:
        """Put everything back as it was."""
        signal.set_wakeup_fd(self._woken_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()

    def _take(self) -> None:
        numbers = [n for n in self._reading.recv(64) if n in self._before]
        if numbers and self._leave is not None:
            for number in self._before:
                signal.signal(number, signal.SIG_DFL)
            self._leave(numbers[0])


def _wait(_: int, __: object) -> None:
    """Do nothing here: the number is on its way through the socket."""
