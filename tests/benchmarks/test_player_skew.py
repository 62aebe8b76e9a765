"""Panes are in step on every grab of the screen, judged from outside.

The real program plays, another process looks. A clip's frames tell their number, so
every pane gives a stretch of media time, and the stretches of all panes must meet.
"""

import os
import time
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.benchmarks.player_clips import NTSC, phone_times, uneven
from tests.benchmarks.player_processes import asked, burning, looking
from tests.benchmarks.player_screen import watch
from tests.benchmarks.player_skew import Judge
from tests.benchmarks.player_table import told

pytestmark = pytest.mark.heavy

SECONDS = 3
LEAST_GRABS = 200


def phone(shelf):
    times = phone_times(6)
    return shelf.get("phone", lambda path: uneven(path, times, size=(640, 360)))


CASES = {
    "2 × 30": lambda s: [s.small(1), s.small(2)],
    "10 beside 30": lambda s: [s.small(1, 10), s.small(2)],
    "variable beside steady": lambda s: [phone(s), s.small(2)],
    "29.97 beside 30": lambda s: [s.small(1, NTSC), s.small(2)],
    "unlike lengths": lambda s: [s.small(1, seconds=2), s.small(2, seconds=3)],
    "16, 10 and 30": lambda s: [s.small(1, 16), s.small(2, 10), s.small(2)],
    "30, 10, variable, 60": lambda s: [s.small(1), s.small(2, 10), phone(s), sixty(s)],
    "2 × 1080p30": lambda s: [s.hd(1), s.hd(2)],
}


def sixty(shelf):
    return shelf.small(3, 60)


def judge_grabs(what, judge, grabs, *, must_move=True):
    skewed = judge.skewed(grabs)
    shown = [grab for grab in grabs if None not in grab.numbers]
    changes = sum(a.numbers != b.numbers for a, b in pairwise(shown))
    told(
        f"skew, {what}",
        "0 frames",
        f"{len(skewed)} of {len(grabs)} grabs, {changes} changes",
        held=not skewed,
    )
    assert not skewed, skewed[:3]
    assert len(shown) >= LEAST_GRABS or not must_move
    assert changes > 10 or not must_move


@pytest.mark.parametrize("what", CASES)
def test_panes_show_one_moment_on_every_grab(what, shelf, screen, tmp_path):
    clips = CASES[what](shelf)
    with looking(tmp_path, *(clip.path for clip in clips), size=screen.size):
        panes = screen.panes(len(clips))
        grabs = watch(screen, panes, seconds=SECONDS)
    judge_grabs(what, Judge(clips), grabs)


@pytest.mark.parametrize("what", ["10 beside 30", "30, 10, variable, 60"])
def test_panes_hold_together_when_the_machine_is_overloaded(
    what, shelf, screen, tmp_path
):
    clips = CASES[what](shelf)
    with (
        burning(2 * (os.cpu_count() or 2)),
        looking(tmp_path, *(clip.path for clip in clips), size=screen.size),
    ):
        panes = screen.panes(len(clips))
        grabs = watch(screen, panes, seconds=2 * SECONDS)
    judge_grabs(f"{what}, others burn all processors", Judge(clips), grabs)


@pytest.mark.parametrize("burners", [0, 4])
def test_panes_begin_together_while_they_are_decoded(burners, shelf, screen, tmp_path):
    clips = [shelf.hd(1), shelf.hd(2, 60)]
    paths = [clip.path for clip in clips]
    with looking(tmp_path, *paths):
        panes = screen.panes(2)
    with burning(burners), looking(tmp_path, *paths) as program:
        grabs = watch(
            screen,
            panes,
            seconds=12 if burners else 8,
            done=lambda: program.poll() is not None,
        )
    busy = ", others burn all processors" if burners else ""
    what = f"from the start, while decoding{busy}"
    judge_grabs(what, Judge(clips), grabs, must_move=not burners)


def test_a_pane_that_is_shifted_stays_shifted_on_every_grab(shelf, screen):
    clips = [shelf.small(1, 10), shelf.small(2)]
    paths = [clip.path for clip in clips]
    with asked(*screen.size, *paths) as program:
        panes = screen.panes(2)
        program.ask("shift", 1, 4)
        time.sleep(0.5)  # until it has come to the screen
        grabs = watch(screen, panes, seconds=SECONDS)
    delays = [Fraction(0), Fraction(4, 30)]
    judge_grabs("second pane 4 frames later", Judge(clips, delays), grabs)
