"""Python's collector of cycles, kept to the thread that owns the windows.

It runs wherever objects happen to be made, also on a thread that decodes; and a Qt
object that it destroys there waits for the window's thread while that one may wait
for a lock the other holds: neither would ever go on.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 1_000


class GarbageCollection(QObject):
    """Collects once a second on this thread, as much as Python would by now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # What was made by now lives as long as the program: to look through it for
        # garbage takes 20 ms, more than a frame at 60 FPS.
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        """Collect the oldest generation whose count is over its threshold."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        over = [number for number, (count, most) in enumerate(due) if count > most]
        if over:
            gc.collect(over[-1])
