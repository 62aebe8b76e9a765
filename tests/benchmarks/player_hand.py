"""A hand that moves the player in this process, and an eye on the X screen."""

import time
from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.playback.look_window import LookWindow, media_to_look_at
from app.playback.presentation import PaneMedium
from tests.benchmarks.player_clips import Numbered
from tests.benchmarks.player_screen import XScreen

_LONGEST = 30  # seconds
_MICRO = 1_000_000


class Hand:
    """The window of `beholder look` over the whole screen, and what stands there."""

    def __init__(self, screen: XScreen, clips: Sequence[Numbered]) -> None:
        self.screen = screen
        self.clips = tuple(clips)
        self.window = LookWindow(self.media)
        self.player = self.window.player
        self.window.setGeometry(0, 0, *screen.size)
        self.window.show()
        self.panes = screen.panes(len(clips), until=QApplication.processEvents)
        corner = self.window.stage.mapToGlobal(QPoint(0, 0))
        assert (corner.x(), corner.y()) == (0, 0)

    @property
    def media(self) -> tuple[PaneMedium, ...]:
        return media_to_look_at([clip.path for clip in self.clips])

    def numbers(self) -> tuple[int | None, ...]:
        """Let the window paint, and read what is on the screen."""
        QApplication.processEvents()
        return self.screen.numbers(self.panes)

    def wait(self, true) -> float:
        """Wait until something is true of the numbers on the screen; return ms."""
        began = time.perf_counter()
        while not true(self.numbers()):
            if time.perf_counter() - began > _LONGEST:
                raise AssertionError(f"{self.numbers()} stands on the screen")
        return 1000 * (time.perf_counter() - began)

    def wait_for(self, numbers: tuple[int, ...]) -> float:
        """Wait until these frames are on the screen; return how many ms it took."""
        return self.wait(lambda seen: seen == numbers)

    def due_at(self, time_us: int) -> tuple[int, ...]:
        """Return the frames that belong to a media time."""
        return tuple(
            bisect_right([round(t * _MICRO) for t in clip.times], time_us) - 1
            for clip in self.clips
        )

    def decoded(self) -> None:
        """Wait until everything is in memory."""
        self.wait(lambda _: self.player.in_memory() == ((0, self.player.duration_us),))

    def seek(self, time_us: int) -> float:
        """Go to a moment; return the ms until its frames are on the screen."""
        began = time.perf_counter()
        self.player.seek(time_us)
        self.wait_for(self.due_at(time_us))
        return 1000 * (time.perf_counter() - began)

    def step(self, changes: int) -> float:
        """Step; return the ms until all panes show another frame than before."""
        before = self.numbers()
        began = time.perf_counter()
        self.player.step(changes)
        self.wait(lambda seen: None not in seen and seen != before)
        return 1000 * (time.perf_counter() - began)

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()
