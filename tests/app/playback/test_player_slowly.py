"""The player while frames are still coming, and where they do not all fit."""

from threading import Event

import pytest

from app.playback import memory, worker
from app.playback.player import Player
from tests.app.media.numbered import (
    Make,
    number_in,
    numbered_clip,
    numbered_frames,
    unusual_clip,
)
from tests.app.playback.reels import numbers_in
from tests.app.playback.screens import (
    decoding_threads,
    filled,
    given,
    numbers_on,
    open_files,
    show_filled,
)


@pytest.fixture
def gate(monkeypatch):
    """Hold every thread that decodes, after some frames, until the gate is opened.

    What is read is real; only when it is read is in the test's hand.
    """
    opened, passed = Event(), {"frames": 3}
    keep = worker.on_own_pages

    def kept(frame):
        if frame.number >= passed["frames"]:
            opened.wait(20)
        return keep(frame)

    monkeypatch.setattr(worker, "on_own_pages", kept)
    opened.after = passed
    yield opened
    opened.set()


@pytest.fixture
def seconds(tmp_path):
    """Four seconds of ten and thirty frames per second."""
    return given(
        numbered_clip(tmp_path / "ten.mp4", count=40, rate=10),
        numbered_clip(tmp_path / "thirty.mp4", count=120, rate=30),
    )


def test_the_first_picture_stands_before_the_rest_is_decoded(
    qtbot, gate, player, stage, seconds
):
    with qtbot.waitSignal(player.loaded):
        player.show(seconds)
    assert numbers_on(stage) == [0, 0]
    assert player.waiting
    assert player.playing  # it will, by itself
    assert not player.panes[0].complete
    gate.set()
    qtbot.waitUntil(lambda: not player.waiting)
    assert player.certificate().stalls == 0


def test_all_panes_hold_where_one_lacks_its_frame(qtbot, gate, player, stage, seconds):
    clock = player._now
    gate.after["frames"] = 20
    with qtbot.waitSignal(player.loaded):
        player.show(seconds)
    qtbot.waitUntil(lambda: all(pane.has(19) for pane in player.panes))
    player._head._clock.go_on(clock())  # without the care of a start
    numbers_on(stage)
    clock.move(1.5)
    assert numbers_on(stage) == [6, 19]  # .667 s: the last that both have
    assert player.waiting
    clock.move(0.5)
    assert numbers_on(stage) == [6, 19]
    gate.set()
    qtbot.waitUntil(lambda: not player.waiting)
    clock.move(0.04)
    assert numbers_on(stage) == [7, 21]
    record = player.certificate()
    assert record.stalls == 1
    assert record.stalled_us == pytest.approx(1_333_334, abs=2)
    assert record.worst_skew_us == 0


def test_a_seek_to_what_is_not_there_keeps_the_picture_until_all_have_it(
    qtbot, gate, player, stage, seconds
):
    with qtbot.waitSignal(player.loaded):
        player.show(seconds)
    player.pause()
    assert numbers_on(stage) == [0, 0]
    player.seek(3_000_000)
    assert numbers_on(stage) == [0, 0]
    assert player.in_memory()[0][0] == 0
    gate.set()
    qtbot.waitUntil(lambda: numbers_on(stage) != [0, 0])
    assert numbers_on(stage) == [30, 90]


@pytest.fixture
def little_memory(monkeypatch):
    """Let a pair keep eighteen frames of 640 × 360 of each in memory."""
    cap = 2 * 24 * 640 * 360 * 3 // 2
    monkeypatch.setattr(memory, "_CAP_BYTES", cap)
    return cap


@pytest.fixture
def large(tmp_path, little_memory):
    clip = unusual_clip(
        tmp_path / "large.mp4",
        numbered_frames(120, (640, 360)),
        Make(settings={"g": "12"}),
        rate=30,
    )
    return given(clip, clip)


def bytes_in_memory(player) -> int:
    loader = player._loader
    loadings = (loader.current, loader.renewed, loader.next)
    reels = [reel for one in loadings if one for reel in one.reels]
    return sum(r.bytes_needed * len(numbers_in(r)) // max(1, len(r)) for r in reels)


def test_what_does_not_fit_plays_right_through_a_window(
    qtbot, player, stage, large, little_memory
):
    clock = player._now
    stage.resize(1400, 500)
    player.show(large)
    qtbot.waitUntil(lambda: player.is_loaded and not player.waiting)
    assert player.panes[0].size == (640, 360)  # not smaller for that
    numbers_on(stage)
    clock.move(1 / 60)
    for turn in range(1, 150):  # round the end too
        player._tick()
        number = turn % 120
        there = [pane.has for pane in player.panes]
        qtbot.waitUntil(lambda n=number, there=there: all(has(n) for has in there))
        clock.move(1 / 30)
        assert numbers_on(stage) == [number, number]
        assert bytes_in_memory(player) <= little_memory
    record = player.certificate()
    assert [pane.missed for pane in record.panes] == [0, 0]
    assert record.stalls == 0
    assert record.loops == 1


def test_steps_and_seeks_through_a_window_show_the_frame_asked_for(
    qtbot, player, stage, large
):
    stage.resize(1400, 500)
    player.show(large)
    qtbot.waitUntil(lambda: player.is_loaded)
    player.pause()
    for number in (100, 3, 61, 119, 0, 50):
        player.seek(round(number * 1e6 / 30) + 5)
        qtbot.waitUntil(lambda n=number: numbers_on(stage) == [n, n])
    for steps, number in ((-1, 49), (-1, 48), (1, 49), (10, 59)):
        player.step(steps)
        qtbot.waitUntil(lambda n=number: numbers_on(stage) == [n, n])


def test_the_next_trial_and_another_size_keep_to_the_cap_too(
    qtbot, player, stage, large, little_memory
):
    stage.resize(1400, 500)
    player.show(large)
    qtbot.waitUntil(lambda: player.is_loaded and not player.waiting)
    player.prefetch(large[::-1])
    qtbot.waitUntil(lambda: player._loader.next is not None)
    qtbot.waitUntil(lambda: player._loader.next.satisfied)
    assert bytes_in_memory(player) <= little_memory
    stage.resize(900, 400)
    width = stage.pane_rects()[0].width()
    assert width < 640

    def renewed() -> bool:
        assert bytes_in_memory(player) <= little_memory
        return player.panes[0].size[0] == width

    qtbot.waitUntil(renewed)


def test_frames_of_the_old_size_are_counted_as_scaled(qtbot, player, stage, tmp_path):
    clip = numbered_clip(tmp_path / "hd.mp4", size=(640, 480), count=40)
    show_filled(qtbot, player, given(clip, clip))
    numbers_on(stage)
    stage.resize(500, 400)
    numbers_on(stage)
    assert [pane.resized for pane in player.certificate().panes] == [1, 1]
    width = stage.pane_rects()[0].width()
    qtbot.waitUntil(lambda: player.panes[0].size[0] == width)
    numbers_on(stage)
    assert [pane.resized for pane in player.certificate().panes] == [1, 1]


def test_the_exact_frames_come_at_full_size_when_it_stands(
    qtbot, player, stage, tmp_path
):
    clip = numbered_clip(tmp_path / "hd.mp4", size=(640, 480), count=40)
    show_filled(qtbot, player, given(clip, clip))
    player.want_exact(wanted=True)
    assert player.exact == (None, None)  # while it plays
    with qtbot.waitSignal(player.sharpened):
        player.pause()
        player.seek(1_730_000)
    assert [number_in(frame.rgb()) for frame in player.exact] == [17, 17]
    assert [frame.rgb().shape for frame in player.exact] == [(480, 640, 3)] * 2
    with qtbot.waitSignal(player.sharpened):
        player.step(1)
        assert player.exact == (None, None)
    assert [frame.number for frame in player.exact] == [18, 18]
    player.play()
    assert player.exact == (None, None)


def test_a_pane_that_is_shown_pixel_for_pixel_is_exact_already(qtbot, loaded):
    loaded.pause()
    with qtbot.waitSignal(loaded.sharpened):
        loaded.want_exact(wanted=True)
    assert loaded.exact[1] is loaded.panes[1][loaded.moment[0] - 1]


def test_panes_are_shifted_and_put_back(loaded, stage):
    loaded.pause()
    loaded.seek(1_000_000)
    assert numbers_on(stage) == [10, 30]
    loaded.shift(1, -3)
    assert loaded.offsets == (100_000, 0)
    assert numbers_on(stage) == [10, 33]
    loaded.reset_offsets()
    assert numbers_on(stage) == [10, 30]
    assert loaded.certificate().worst_skew_us == 0


def test_closing_while_a_thread_waits_for_a_window_to_move(qtbot, stage, tmp_path):
    clip = numbered_clip(tmp_path / "long.mp4", count=250, size=(640, 480))
    player = Player()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "_CAP_BYTES", 40_000_000)
        player.show(given(clip, clip))
        qtbot.waitUntil(lambda: player.is_loaded and not player.waiting)
        assert len(decoding_threads()) == 2
        player.want_exact(wanted=True)
        player.pause()
        player.close()
    assert decoding_threads() == []
    assert open_files(tmp_path) == []
    assert not filled(player)
