"""Seen from outside: every picture of the screen shows one moment in all panes."""

import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.media.probe import probe
from app.media.reader import open_reader
from app.playback.look_window import media_to_look_at
from app.playback.presentation import Presentation
from app.playback.timeline import PaneTimes
from app.playback.views import Room, SideBySide
from app.theme.tokens import SIZES
from tests.end_to_end.program import start_program, wait_until
from tests.end_to_end.screen import a_screen

pytestmark = pytest.mark.real_data

WIDTH, HEIGHT = 1440, 900  # of the window, which fills the screen
GRABS = 12
COARSE = (slice(None, None, 3),) * 2  # pixels enough to tell frames apart
MOVED, S = 5, 1_000_000  # frames of the pane; µs
SAME = 0.05  # levels of 255; frames of a held picture differ by less
PAIR = "tryon_video_3dvton"
RATES = "fps_tryon_swifttry"


@dataclass(frozen=True)
class Pane:
    """Where a pane stands on the screen, and all it can show there."""

    place: tuple[slice, slice]
    times: PaneTimes
    pictures: np.ndarray  # frames × height × width × 3, coarse

    def shown_in(self, grab) -> set[int]:
        """Return the frames that look like what a grab shows here."""
        there = grab[self.place][COARSE].astype(np.int16)
        off = [np.abs(picture - there).mean() for picture in self.pictures]
        assert min(off) < 1, "the pane shows none of its frames"
        return {n for n, distance in enumerate(off) if distance < min(off) + SAME}


def panes_of(files: list[Path]) -> list[Pane]:
    """Decode files at the size at which the window shows them."""
    room = Room(WIDTH, HEIGHT - SIZES.transport)
    shown = SideBySide().lay_out(Presentation(media_to_look_at(files)), room)
    return [a_pane(path, one.rect) for path, one in zip(files, shown, strict=True)]


def a_pane(path: Path, rect) -> Pane:
    x, y, width, height = map(round, (rect.x, rect.y, *rect.size))
    medium = probe(path)
    with open_reader(path, medium, (width, height)) as reader:
        pictures = [frame.rgb()[COARSE].astype(np.int16) for frame in reader.frames()]
    return Pane(
        (slice(y, y + height), slice(x, x + width)),
        PaneTimes(reader.index.times_us, reader.index.duration_us),
        np.stack(pictures),
    )


def common_moments(panes: list[Pane], seen: list[set[int]]) -> list[int]:
    """Return the times (µs) at which every pane is due to show what was seen."""
    starts = sorted({time for pane in panes for time in pane.times.starts})
    return [
        time
        for time in starts
        if all(
            pane.times.frame_at(time) in frames
            for pane, frames in zip(panes, seen, strict=True)
        )
    ]


@pytest.fixture(scope="module")
def screen():
    if shutil.which("import") is None:
        pytest.skip("import of ImageMagick is not installed: no grab from outside")
    with a_screen() as screen:
        yield screen


def grabbed(screen) -> np.ndarray:
    """Take a picture of the whole screen, as another program sees it."""
    done = subprocess.run(
        ["import", "-silent", "-window", "root", "ppm:-"],
        env=os.environ | {"DISPLAY": screen.name},
        capture_output=True,
        check=True,
        timeout=60,
    )
    picture = cv2.imdecode(np.frombuffer(done.stdout, np.uint8), cv2.IMREAD_COLOR)
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


@pytest.fixture
def look(screen, tmp_path):
    """Return a function that plays files by the real program on the screen."""
    started = []

    def begin(files):
        program = start_program(
            "look", *files, folder=tmp_path, **screen.surroundings()
        )
        started.append(program)
        screen.wait_for_window("Beholder")
        before = grabbed(screen)
        wait_until(lambda: (grabbed(screen) != before).mean() > 0.01, program)
        return program

    yield begin
    for program in started:
        program.kill()
        program.communicate()


PLAYED = {  # folder, clip, systems
    "a pair": (PAIR, "1221161.mp4", "vivid", "3dvton"),
    "ten beside thirty": (RATES, "tiktok_00157.mp4", "drop10", "native30"),
    "four": (RATES, "vvt_fi021d01k.mp4", "drop10", "native30", "blend30", "mci30"),
}


@pytest.mark.parametrize("played", PLAYED.values(), ids=PLAYED)
def test_every_grab_while_playing_shows_one_moment(look, screen, real_data, played):
    folder, name, *systems = played
    files = [real_data / folder / system / name for system in systems]
    panes = panes_of(files)
    program = look(files)
    moments = set()
    for _ in range(GRABS):
        grab = grabbed(screen)
        seen = [pane.shown_in(grab) for pane in panes]
        common = common_moments(panes, seen)
        assert common, f"the panes show {seen}, which are never due together"
        moments.add(common[0])
    assert program.poll() is None
    assert len(moments) >= GRABS / 3  # it played


def test_a_pane_moved_by_keys_is_seen_to_be_moved_and_by_how_much(
    look, screen, real_data
):
    """And so this file would notice panes that are apart by mistake."""
    files = [real_data / RATES / s / "tiktok_00157.mp4" for s in ("drop10", "native30")]
    together = panes_of(files)
    ten, thirty = together
    apart = [ten, replace(thirty, times=thirty.times.delayed(MOVED * S // 30))]
    look(files)
    for _ in range(MOVED):
        screen.press("period")
    mistaken = 0
    for _ in range(GRABS):
        grab = grabbed(screen)
        seen = [pane.shown_in(grab) for pane in together]
        assert common_moments(apart, seen), seen
        mistaken += not common_moments(together, seen)
    assert mistaken >= GRABS / 3
