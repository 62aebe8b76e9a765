"""However a trial is left, no thread, no file and no frame of it is kept."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.media.errors import UnreadableMediumError
from app.media.frames import Frame
from app.media.hashing import file_sha256
from app.playback.look_window import LookWindow, media_to_look_at
from app.playback.player import Player
from app.playback.stage import Stage
from tests.app.media.numbered import numbered_clip
from tests.app.playback.screens import (
    decoding_threads,
    filled,
    given,
    numbers_on,
    open_files,
)

LARGE = (640, 480)
LONG_WAIT = 20_000


def frames_kept() -> int:
    """Count the decoded frames that exist; nothing is collected for it."""
    return sum(type(thing) is Frame for thing in gc.get_objects())


@pytest.fixture
def nothing_left(qtbot, tmp_path):
    """Check at the end that all is as it was; cycles are not collected meanwhile."""
    gc.collect()
    before = frames_kept()
    gc.disable()

    def check():
        assert decoding_threads() == []
        assert open_files(tmp_path) == []
        assert frames_kept() == before

    try:
        yield check
    finally:
        gc.enable()


@pytest.fixture
def long_pair(tmp_path):
    return given(
        numbered_clip(tmp_path / "first.mp4", count=200, size=LARGE, rate=25),
        numbered_clip(tmp_path / "second.mp4", count=250, size=LARGE, rate=25),
    )


@pytest.fixture
def playing(qtbot, long_pair, nothing_left):
    """Give a player in the middle of decoding; nothing of it was there before."""
    assert nothing_left
    player = Player()
    stage = Stage(player)
    qtbot.addWidget(stage)
    stage.resize(900, 500)
    with qtbot.waitExposed(stage), qtbot.waitSignal(player.loaded, timeout=LONG_WAIT):
        stage.show()
        player.show(long_pair)
    yield player, stage
    player.close()


def test_closing_in_the_middle_of_decoding(playing, nothing_left):
    player, _ = playing
    player.close()
    nothing_left()


def test_clearing_in_the_middle_of_decoding(qtbot, playing, nothing_left):
    player, _ = playing
    player.clear()
    qtbot.waitUntil(lambda: decoding_threads() == [], timeout=LONG_WAIT)
    nothing_left()


def test_changing_the_trial_before_it_is_decoded(
    qtbot, playing, long_pair, nothing_left
):
    player, stage = playing
    for trial in range(12):
        with qtbot.waitSignal(player.loaded, timeout=LONG_WAIT):
            player.show(long_pair[:: -1 if trial % 2 else 1])
        player.prefetch(long_pair[:1])
        numbers_on(stage)
    qtbot.waitUntil(lambda: len(decoding_threads()) <= 2, timeout=LONG_WAIT)
    player.close()
    nothing_left()


def test_changing_the_trial_before_anything_is_shown(
    qtbot, playing, long_pair, nothing_left
):
    player, _ = playing
    for _ in range(50):
        player.show(long_pair)
        QApplication.processEvents()
    with qtbot.waitSignal(player.loaded, timeout=LONG_WAIT):
        player.show(long_pair[:1])
    qtbot.waitUntil(lambda: len(decoding_threads()) <= 1, timeout=LONG_WAIT)
    player.close()
    nothing_left()


def test_resizing_in_the_middle_of_decoding(qtbot, playing, nothing_left):
    player, stage = playing
    for width in (700, 500, 900, 420, 640):
        stage.resize(width, 420)
        qtbot.waitUntil(lambda: not any(player._loader.scaled), timeout=LONG_WAIT)
    player.close()
    nothing_left()


def test_seeking_and_shifting_in_the_middle_of_decoding(playing, nothing_left):
    player, stage = playing
    for number in range(40):
        player.seek(number * 7_919 * 1000 % player.duration_us)
        player.shift(number % 2, 1)
        numbers_on(stage)
    player.want_exact(True)
    player.pause()
    numbers_on(stage)
    player.close()
    nothing_left()


def test_a_trial_that_is_all_there_leaves_no_thread(qtbot, player, pair, tmp_path):
    player.show(pair)
    qtbot.waitUntil(lambda: filled(player), timeout=LONG_WAIT)
    qtbot.waitUntil(lambda: decoding_threads() == [], timeout=LONG_WAIT)
    assert open_files(tmp_path) == []


def spoilt(medium, share):
    """Spoil a file from some share of it on; the hash is right all the same."""
    content = bytearray(medium.path.read_bytes())
    begin = int(share * len(content))
    content[begin:] = bytes(len(content) - begin)
    medium.path.write_bytes(content)
    right = replace(medium.medium, sha256=file_sha256(medium.path))
    return replace(medium, medium=right)


@pytest.mark.parametrize("share", [0.0, 0.4, 0.7])
def test_a_clip_that_fails_beside_one_that_does_not(
    qtbot, long_pair, share, nothing_left
):
    player = Player()
    good, bad = long_pair
    with qtbot.waitSignal(player.failed, timeout=LONG_WAIT):
        player.show([good, spoilt(bad, share)])
    player.show([good])
    qtbot.waitUntil(lambda: player.is_loaded, timeout=LONG_WAIT)
    player.close()
    nothing_left()


def test_a_file_that_has_changed_or_gone(qtbot, long_pair, nothing_left):
    player = Player()
    good, bad = long_pair
    bad.path.write_bytes(good.path.read_bytes())
    with qtbot.waitSignal(player.failed, timeout=LONG_WAIT):
        player.show([good, bad])
    bad.path.unlink()
    with qtbot.waitSignal(player.failed, timeout=LONG_WAIT):
        player.show([good, bad])
    player.close()
    nothing_left()


@pytest.mark.parametrize("loads_first", [True, False])
def test_closing_the_window_that_looks(qtbot, long_pair, loads_first, nothing_left):
    window = LookWindow(media_to_look_at([medium.path for medium in long_pair]))
    with qtbot.waitExposed(window):
        window.show()
    if loads_first:
        qtbot.waitUntil(lambda: window.player.is_loaded, timeout=LONG_WAIT)
    else:
        qtbot.waitUntil(lambda: bool(decoding_threads()), timeout=LONG_WAIT)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    nothing_left()


def test_a_file_that_cannot_be_looked_at_leaves_none_open(tmp_path):
    good = numbered_clip(tmp_path / "good.mp4")
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(good.read_bytes()[:700])
    with pytest.raises(UnreadableMediumError):
        media_to_look_at([good, bad])
    assert open_files(tmp_path) == []
