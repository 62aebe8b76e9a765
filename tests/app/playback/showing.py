"""A trial that is painted as a test says, without a player."""

from app.playback.timeline import Stretch, Timeline
from app.playback.watching import Painted, Screen, ShownMedium, Watching
from evaluators.certificate import Certificate


class Showing:
    """Paints the panes of a trial at moments of play, loops carried over."""

    def __init__(self, *panes, loop=None, watching=None) -> None:
        self.timeline = Timeline(panes)
        self.watching = watching or Watching(panes)
        self.loop = loop or (0, self.timeline.duration_us)
        self._before: int | None = None
        self._place: int | None = None

    def paint(self, *moments, speed=1.0, taken_us=0, resized=()) -> None:
        """Paint at moments (µs of media since the loop began, without wraps)."""
        for moment in moments:
            time_us = self._position(moment)
            paint = Painted(
                time_us,
                self.timeline.frames_at(time_us),
                self._way(moment, time_us),
                speed,
                now_ns=1_000 * taken_us,
                resized=resized,
                chosen_ns=0,
            )
            self._before, self._place = moment, time_us
            self.watching.painted(paint)

    def pause(self, moment) -> None:
        """Stand still, and paint once more."""
        self.paint(moment, speed=None)

    def jump(self, moment, speed=1.0) -> None:
        """Go to a moment, as a seek does."""
        self._before = None
        self.paint(moment, speed=speed)

    def certificate(self) -> Certificate:
        media = [
            ShownMedium(f"{place}" * 64, "ITU709", 0.5, (960, 540))
            for place in range(len(self.timeline.panes))
        ]
        return self.watching.certificate(media, Screen(60.0, 1.0))

    def _around(self) -> int:
        return max(1, self.loop[1] - self.loop[0])

    def _position(self, moment) -> int:
        return self.loop[0] + moment % self._around()

    def _way(self, moment, time_us) -> Stretch | None:
        if self._before is None:
            return None
        wraps = moment // self._around() - self._before // self._around()
        return Stretch(self._place, time_us, wraps, self.loop)
