"""Wrong frames after a seek: ours beside OpenCV's, for the record."""

import random
from bisect import bisect_right

import cv2
import pytest

from app.media.probe import probe
from app.media.reader import open_reader
from tests.benchmarks.player_clips import number_across, phone_times, steady, uneven
from tests.benchmarks.player_table import noted, told

pytestmark = pytest.mark.heavy

SEEKS = 100
SIZE = (640, 360)
OPEN_GROUPS = {
    "preset": "medium",
    "g": "24",
    "x264-params": "open-gop=1:scenecut=0:bframes=3",
}
CLIPS = {
    "steady, open groups": lambda p: steady(p, 6, size=SIZE, settings=OPEN_GROUPS),
    "variable rate of a phone": lambda p: uneven(p, phone_times(6), size=SIZE),
    "29.97": lambda p: steady(p, 6, size=SIZE, rate=30000 / 1001),
}


def moments(clip):
    chance = random.Random(3)  # noqa: S311  # no secret
    return [chance.uniform(0, float(clip.times[-1])) for _ in range(SEEKS)]


def due_at(clip, seconds):
    return bisect_right([float(time) for time in clip.times], seconds) - 1


def number_of(pixels):
    return number_across(pixels[pixels.shape[0] // 2])


def ours(clip):
    medium = probe(clip.path)
    with open_reader(clip.path, medium, SIZE) as reader:
        for seconds in moments(clip):
            time_us = round(1e6 * seconds)
            number = bisect_right(reader.index.times_us, time_us) - 1
            frame = next(iter(reader.frames(number)))
            yield due_at(clip, seconds), number_of(frame.rgb())


def opencv(clip):
    capture = cv2.VideoCapture(str(clip.path))
    for seconds in moments(clip):
        capture.set(cv2.CAP_PROP_POS_MSEC, 1000 * seconds)
        there, pixels = capture.read()
        yield due_at(clip, seconds), number_of(pixels[..., ::-1]) if there else None
    capture.release()


def opencv_by_number(clip):
    capture = cv2.VideoCapture(str(clip.path))
    for seconds in moments(clip):
        capture.set(cv2.CAP_PROP_POS_FRAMES, due_at(clip, seconds))
        there, pixels = capture.read()
        yield due_at(clip, seconds), number_of(pixels[..., ::-1]) if there else None
    capture.release()


@pytest.fixture(autouse=True)
def _quiet_peer(monkeypatch):
    monkeypatch.setenv("OPENCV_FFMPEG_LOGLEVEL", "-8")  # it grumbles at every seek


@pytest.mark.parametrize("what", CLIPS)
def test_seeks_go_to_the_frame_that_is_due(what, shelf):
    clip = shelf.get(f"peers {what}", CLIPS[what])
    wrong = [(due, got) for due, got in ours(clip) if due != got]
    told(
        f"wrong frames of {SEEKS} seeks, {what}",
        "0",
        f"{len(wrong)}",
        held=not wrong,
    )
    for name, seeks in (
        ("by time", opencv),
        ("by number", opencv_by_number),
    ):
        pairs = list(seeks(clip))
        off = [abs(due - got) if got is not None else None for due, got in pairs]
        bad = [one for one in off if one != 0]
        most = max((one for one in bad if one is not None), default=0)
        noted(f"  OpenCV, sought {name}", f"{len(bad)} wrong, up to {most} frames off")
    assert not wrong
