"""The player keeps no thread, no file and no frame longer than it needs them."""

import gc
import weakref

from app.playback.player import Player
from app.playback.watching import Screen
from tests.app.media.numbered import numbered_clip
from tests.app.playback.screens import (
    decoding_threads,
    filled,
    given,
    numbers_on,
    open_files,
)


def test_closing_leaves_no_thread_and_no_open_file(qtbot, tmp_path, pair):
    player = Player()
    player.set_fit(lambda shown: ((32, 24),) * len(shown.panes), Screen())
    with qtbot.waitSignal(player.loaded):
        player.show(pair)
    player.close()
    assert decoding_threads() == []
    assert open_files(tmp_path) == []
    assert not player.is_loaded


def test_closing_while_decoding_stops_at_once(qtbot, tmp_path):
    clip = numbered_clip(tmp_path / "long.mp4", count=250, size=(640, 480))
    player = Player()
    player.show(given(clip, clip))
    qtbot.waitUntil(lambda: bool(decoding_threads()))
    player.close()
    assert decoding_threads() == []
    assert open_files(tmp_path) == []


def test_closing_before_anything_was_shown_is_fine(qtbot):
    player = Player()
    player.close()
    assert decoding_threads() == []


def test_forty_trials_in_a_row_keep_no_frame_of_the_trials_before(
    qtbot, player, stage, tmp_path
):
    clips = [
        given(*[numbered_clip(tmp_path / f"{name}.mp4", count=30, rate=30)] * 2)
        for name in ("one", "two", "three")
    ]
    kept = []
    gc.collect()
    gc.disable()
    try:
        for trial in range(40):
            player.show(clips[trial % 3])
            qtbot.waitUntil(lambda: filled(player))
            numbers_on(stage)
            player.prefetch(clips[(trial + 1) % 3])
            kept.append(weakref.ref(player.panes[1][9].data))
        qtbot.waitUntil(lambda: sum(pixels() is not None for pixels in kept) == 1)
    finally:
        gc.enable()
