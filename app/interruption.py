"""Signals from the terminal and the system, taken at the event loop's turn."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system has all


class Interruptions(QObject):
    """Calls `leave` with the number of a signal that asks the program to end.

    Python runs its handlers between bytecodes only, and while no event comes Qt runs
    none. So the number goes through a socket that wakes the event loop. A second
    signal ends the program at once; what was shown as saved is on the disk.
    """

    def __init__(self, leave: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._leave = leave
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._notifier = QSocketNotifier(
            self._reading.fileno(), QSocketNotifier.Type.Read, self
        )
        self._notifier.activated.connect(self._take)
        self._woken_before = signal.set_wakeup_fd(
            self._writing.fileno(), warn_on_full_buffer=False
        )
        known = (getattr(signal, name, None) for name in _NAMES)
        self._before = {
            number: signal.signal(number, _wait) for number in known if number
        }

    def stop(self) -> None:
        """Put everything back as it was."""
        signal.set_wakeup_fd(self._woken_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()

    def _take(self) -> None:
        numbers = [n for n in self._reading.recv(64) if n in self._before]
        if numbers:
            for number in self._before:
                signal.signal(number, signal.SIG_DFL)
            self._leave(numbers[0])


def _wait(_: int, __: object) -> None:
    """Do nothing here: the number is on its way through the socket."""
