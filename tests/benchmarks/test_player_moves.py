"""How soon a move is on the screen: seeks, steps, loops, openings.

The player runs in this process; what is waited for is read back from the X server.
"""

import random
import time
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from app.playback.look_window import media_to_look_at
from tests.benchmarks.player_clips import steady
from tests.benchmarks.player_hand import Hand
from tests.benchmarks.player_table import p95, told, told_ms

pytestmark = pytest.mark.heavy

MOVES = 200
COLD = 10
OPENINGS = 7
LONG = 27  # seconds: more than fits into memory, in two panes
HALF_A_SECOND = 500_000


@pytest.fixture
def hand(qapp, screen):
    """Return a function that opens a window on clips."""
    hands = []

    def opened(*clips):
        hands.append(Hand(screen, clips))
        return hands[-1]

    yield opened
    for one in hands:
        one.close()


@pytest.fixture
def warm(hand, shelf):
    one = hand(shelf.hd(1), shelf.hd(2))
    one.player.pause()
    one.decoded()
    return one


def test_warm_seeks_are_on_the_screen_at_once(warm):
    chance = random.Random(1)  # noqa: S311  # no secret
    took = []
    for _ in range(MOVES):
        moment = chance.randrange(warm.player.duration_us)
        if warm.due_at(moment) != warm.numbers():
            took.append(warm.seek(moment))
    told_ms("warm seek to the screen", took, p50=5, most=10)


def test_steps_are_on_the_screen_at_once(warm):
    chance = random.Random(2)  # noqa: S311  # no secret
    warm.seek(HALF_A_SECOND)
    took = [warm.step(chance.choice((-1, 1))) for _ in range(MOVES)]
    told_ms("step to the screen", took, p50=5, most=10)


def test_a_loop_begins_again_in_time(warm):
    player, late = warm.player, []
    player.seek(2_000_000)
    player.mark_loop_start()
    player.seek(2_200_000)
    player.mark_loop_end()
    player.to_start()
    begin, _ = player.loop_range
    warm.wait_for(warm.due_at(begin))
    player.play()
    for _ in range(40):
        warm.wait(lambda seen: seen != warm.due_at(begin))
        warm.wait_for(warm.due_at(begin))
        late.append((player.position_us - begin) / 1000)
    told_ms("loop wrap to the screen", late, p50=5, most=10)


@pytest.mark.parametrize(("group", "most_s"), [(250, 1.5), (12, 0.3)])
def test_a_cold_seek_is_on_the_screen_soon(group, most_s, hand, shelf):
    """The first seek after opening, to what is not decoded; too long for memory."""
    settings = {"preset": "ultrafast", "g": f"{group}", "sc_threshold": "0"}
    clip = shelf.get(
        f"long-{group}", lambda path: steady(path, LONG, settings=settings)
    )
    one = hand(clip, clip)
    chance = random.Random(group)  # noqa: S311  # no secret
    took = []
    for _ in range(COLD):
        one.player.show(one.media)
        one.wait(lambda seen: seen == (0, 0) or one.player.position_us > 0)
        took.append(one.seek(chance.randrange(10_000_000, one.player.duration_us)))
        one.player.pause()
    told(
        f"cold seek, 2 × 1080p, GOP {group}, {LONG} s, p95",
        f"≤ {most_s:g} s",
        f"{p95(took) / 1000:.2f} s, p50 {median(took) / 1000:.2f} s",
        held=p95(took) <= 1000 * most_s,
    )
    in_memory = sum(end - begin for begin, end in one.player.in_memory())
    assert in_memory < one.player.duration_us  # a window


def test_the_first_picture_comes_soon_and_half_a_second_after_it(hand, shelf):
    one = hand(shelf.hd(1), shelf.hd(2))
    first, half = [], []
    for _ in range(OPENINGS):
        one.player.clear()
        one.window.stage.update()
        one.wait_for((None, None))
        media = one.media
        began = time.perf_counter()
        one.player.show(media)
        one.wait(lambda seen: None not in seen)
        first.append(time.perf_counter() - began)
        while not buffered(one.player):
            QApplication.processEvents()
        half.append(time.perf_counter() - began)
    for what, most, took in (
        ("open to first picture, 2 × 1080p30", 0.8, first),
        ("open to half a second buffered, 2 × 1080p30", 1.0, half),
    ):
        told(
            what,
            f"≤ {most:g} s",
            f"{median(took):.2f} s, worst {max(took):.2f} s",
            held=median(took) <= most,
        )


def buffered(player) -> bool:
    stretches = player.in_memory()
    return bool(stretches) and stretches[0][1] >= HALF_A_SECOND


def test_a_prefetched_trial_is_on_the_screen_at_once(hand, shelf):
    one = hand(shelf.small(1), shelf.small(2))
    clips = [one.clips, (shelf.small(2, 10), shelf.small(1, 10))]
    media = [media_to_look_at([clip.path for clip in pair]) for pair in clips]
    took = []
    for trial in range(1, 2 * OPENINGS):
        one.player.pause()
        one.decoded()
        one.seek(one.player.duration_us - 1)  # another picture than the first
        one.player.prefetch(media[trial % 2])
        until = time.perf_counter() + 1
        one.wait(lambda _, until=until: time.perf_counter() > until)
        one.clips = clips[trial % 2]
        began = time.perf_counter()
        one.player.show(media[trial % 2])
        one.wait(lambda seen: None not in seen and max(seen) < 3)
        took.append(1000 * (time.perf_counter() - began))
    told(
        "prefetched trial to the screen",
        "≤ 50 ms",
        f"{median(took):.1f} ms, worst {max(took):.1f} ms",
        held=median(took) <= 50,
    )


def test_real_clips_are_on_the_screen_soon(hand, shelf, real_data):
    folder = real_data / "tryon_video_3dvton"
    one = hand(shelf.small(1), shelf.small(2))
    took = []
    for name in sorted(path.name for path in (folder / "vivid").glob("*.mp4")):
        media = media_to_look_at([folder / "vivid" / name, folder / "3dvton" / name])
        began = time.monotonic_ns()
        one.player.show(media)
        one.wait(lambda _: one.player.first_shown_ns is not None)
        took.append((one.player.first_shown_ns - began) / 1e6)
    told(
        "real pair (2 s of 576 × 768) to first picture",
        "≤ 800 ms",
        f"{median(took):.0f} ms, worst {max(took):.0f} ms",
        held=max(took) <= 800,
    )
