"""A rating window that is closed at any moment leaves nothing of its clips behind."""

import gc

import pytest

from app.media.frames import Frame
from tests.app.playback.screens import decoding_threads, open_files
from tests.app.rating.at_the_window import rate_trial, saved
from tests.app.rating.rated import a_rated_study

FRAMES = 2 * 4 + 1  # of a trial: two clips and a garment


@pytest.fixture
def study(tmp_path):
    return a_rated_study(tmp_path, sizes=((640, 360), (320, 180)))


def frames_kept() -> int:
    return sum(type(thing) is Frame for thing in gc.get_objects())


@pytest.mark.parametrize("trials", [0, 1, 3])
def test_closing_it_leaves_no_thread_no_clip_and_no_frame(
    qtbot, rating, study, tmp_path, trials
):
    gc.collect()
    before = frames_kept()
    window = rating(study, wait=False)
    for _ in range(trials):
        rate_trial(qtbot, window)
    saved(qtbot, window)
    with qtbot.waitSignal(window.finished):
        window.close()
    assert decoding_threads() == []
    assert open_files(tmp_path / "outputs") == []
    assert frames_kept() == before


def test_going_back_and_forth_keeps_the_frames_of_two_trials(qtbot, rating, study):
    gc.collect()
    before = frames_kept()
    window = rating(study)
    for _ in range(3):
        rate_trial(qtbot, window)
    for _ in range(4):
        window.course.back()
    qtbot.waitUntil(lambda: frames_kept() - before <= 2 * FRAMES)
    qtbot.waitUntil(lambda: decoding_threads() == [])
