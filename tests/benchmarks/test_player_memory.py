"""What the player holds in memory: by frame, at most, and after many trials."""

import os
import subprocess
import sys
import time
from statistics import median

import pytest

from app.playback.memory import memory_cap
from tests.app.rating.rated import outputs, study_of
from tests.benchmarks.player_processes import asked, own_display, resident_bytes
from tests.benchmarks.player_table import told
from tests.end_to_end.program import ROOT

pytestmark = pytest.mark.heavy

MB = 1_000_000
BASE_MB, FRAME_MB = 250, 0.78
TRIALS = 200
MOST_GROWN_MB = 5  # what the measurement cannot tell from nothing


def test_memory_is_what_the_frames_take(shelf, screen):
    clips = [shelf.hd(1), shelf.hd(2)]
    with asked(*screen.size, *[clip.path for clip in clips]) as program:
        program.wait_until_decoded()
        frames = sum(len(clip.times) for clip in clips)
        held = resident_bytes(program.program.pid) / MB
        most = resident_bytes(program.program.pid, "VmHWM") / MB
    allowed = BASE_MB + FRAME_MB * frames
    told(
        f"memory, 2 × 1080p30, {frames} frames of 960 × 540",
        f"≤ {allowed:.0f} MB",
        f"{held:.0f} MB, at most {most:.0f} MB",
        held=most <= allowed,
    )


def test_memory_never_goes_over_the_cap(shelf, screen):
    clips = [shelf.hd(1, 60), shelf.hd(2, 60)] * 2
    with asked(*screen.size, *[clip.path for clip in clips]) as program:
        screen.panes(4)
        for moment in (8_000_000, 1_000_000, 5_000_000):
            program.ask("pause")
            program.ask("seek", moment)
            program.wait_until_decoded()
            program.ask("play")
            time.sleep(1)
        most = resident_bytes(program.program.pid, "VmHWM") / MB
    allowed = BASE_MB + memory_cap() / MB
    needed = FRAME_MB * sum(len(clip.times) for clip in clips)
    told(
        f"memory, 4 × 1080p60, {needed:.0f} MB of frames",
        f"≤ {allowed:.0f} MB",
        f"at most {most:.0f} MB",
        held=most <= allowed,
    )
    assert most <= allowed


def test_two_hundred_trials_in_a_row_do_not_grow_it(shelf, screen):
    assert screen  # the windows stand on it
    clips = [
        shelf.small(1, seconds=2),
        shelf.small(2, seconds=2),
        shelf.small(2, 10, seconds=2),
        shelf.small(1, 16, seconds=2),
        shelf.small(3, 60, seconds=2),
        shelf.small(2, seconds=2),
    ]
    paths = [str(clip.path) for clip in clips]
    command = [sys.executable, "-m", "tests.benchmarks.player_trials", f"{TRIALS}"]
    sizes = grown(subprocess.Popen([*command, *paths], **speaking(own_display())))
    assert len(sizes) == TRIALS
    report(f"{TRIALS} trials in the player", sizes)


def test_a_long_session_of_rating_does_not_grow_it(tmp_path, screen):
    assert screen
    sources = [f"source {number:03}" for number in range(30)]
    folder = outputs(tmp_path / "outputs", sources=sources, sizes=((640, 360),))
    study = study_of(folder)
    command = [sys.executable, "-m", "tests.faults.rater", str(study), "heron", "7"]
    home = {"BEHOLDER_HOME": str(tmp_path)}
    sizes = grown(subprocess.Popen(command, **speaking(own_display() | home)))
    report(f"rating, {len(sizes)} answers saved", sizes)


def speaking(environment):
    """Return how a program is started that writes a line and waits for one."""
    return {
        "cwd": ROOT,
        "env": os.environ | environment | {"PYTHONPATH": str(ROOT)},
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
    }


def grown(program) -> list[int]:
    """Return the memory the program held whenever it said a line."""
    sizes = []
    with program:
        for _ in program.stdout:
            sizes.append(resident_bytes(program.pid))
            try:
                program.stdin.write(b"\n")
                program.stdin.flush()
            except BrokenPipeError:  # it waits for no line and has ended
                break
    assert program.returncode == 0
    return sizes


def report(what, sizes):
    """Compare the last quarter with the second one: in the first one all warms up."""
    quarter = len(sizes) // 4
    before = median(sizes[quarter : 2 * quarter]) / MB
    after = median(sizes[-quarter:]) / MB
    told(
        f"memory grows, {what}",
        f"≤ {MOST_GROWN_MB} MB",
        f"{after - before:+.1f} MB, {before:.0f} to {after:.0f} MB",
        held=after - before <= MOST_GROWN_MB,
    )
