"""Frame times, heads and paints, said shortly."""

from hypothesis import strategies as st

from app.playback.play_head import PlayHead
from app.playback.timeline import PaneTimes
from app.playback.watching import Screen, ShownMedium
from evaluators.certificate import Certificate

S = 1_000_000  # µs in a second
STILL = PaneTimes((0,), 0)


def steady(rate: float, frames: int) -> PaneTimes:
    """Return the times of a clip with a steady rate (frames per second)."""
    starts = tuple(round(number * S / rate) for number in range(frames))
    return PaneTimes(starts, round(frames * S / rate))


rates = st.one_of(
    st.sampled_from([8, 10, 12.5, 16, 24000 / 1001, 24, 25, 30000 / 1001, 30, 60, 120]),
    st.floats(1, 240),
)
steady_panes = st.builds(steady, rates, st.integers(1, 120))


@st.composite
def uneven_panes(draw):
    gaps = draw(st.lists(st.integers(1, 400_000), min_size=1, max_size=40))
    starts = [0]
    for gap in gaps:
        starts.append(starts[-1] + gap)
    return PaneTimes(tuple(starts[:-1]), starts[-1])


panes = st.one_of(steady_panes, uneven_panes(), st.just(STILL))
trials = st.lists(panes, min_size=1, max_size=4)


def paint(head: PlayHead, now_ns: int) -> tuple[int, ...] | None:
    """Paint in no time at all."""
    frames = head.paint(now_ns)
    head.painted(now_ns)
    return frames


def certified(head: PlayHead, count: int, now_ns: int = 0) -> Certificate:
    media = [ShownMedium(f"{place}" * 64, "ITU709", 1.0) for place in range(count)]
    return head.certificate(media, Screen(60.0, 1.0), now_ns)


def missed(head: PlayHead, count: int) -> list[int]:
    return [pane.missed for pane in certified(head, count).panes]
