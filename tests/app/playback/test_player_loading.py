"""What the player loads: the next trial ahead, the size of the panes, failures."""

from pathlib import Path

from tests.app.media.numbered import numbered_clip
from tests.app.media.test_pictures import a_sequence
from tests.app.playback.screens import given, numbers_on


def prefetch(qtbot, player, *media) -> None:
    player.prefetch(*media)
    loader = player._loader
    qtbot.waitUntil(lambda: loader.next is not None and loader.next.satisfied)


def test_what_was_prefetched_is_there_at_once(qtbot, loaded, stage, tmp_path):
    following = given(*[numbered_clip(tmp_path / "next.mp4", count=7)] * 2)
    prefetch(qtbot, loaded, following)
    loaded.show(following)  # no event loop runs meanwhile
    assert loaded.is_loaded
    assert not loaded.waiting
    assert len(loaded.panes[0]) == 7
    assert numbers_on(stage) == [0, 0]


def test_what_is_still_being_prefetched_is_waited_for(qtbot, loaded, stage, tmp_path):
    following = given(*[numbered_clip(tmp_path / "next.mp4", count=200)] * 2)
    loaded.prefetch(following)
    with qtbot.waitSignal(loaded.loaded):
        loaded.show(following)
    assert len(loaded.panes[0]) == 200


def test_another_trial_than_the_prefetched_one_is_loaded(qtbot, loaded, tmp_path):
    guess = given(*[numbered_clip(tmp_path / "guess.mp4", count=200)] * 2)
    other = given(*[numbered_clip(tmp_path / "other.mp4", count=3)] * 2)
    loaded.prefetch(guess)
    with qtbot.waitSignal(loaded.loaded):
        loaded.show(other)
    assert [len(pane) for pane in loaded.panes] == [3, 3]


def test_only_the_last_of_quickly_changing_trials_is_shown(qtbot, player, stage, pair):
    shown = []
    player.loaded.connect(lambda: shown.append(player.presentation.panes))
    for media in (pair, pair[::-1], pair[:1]):
        player.show(media)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [tuple(pair[:1])]


def test_frames_are_made_at_the_size_of_the_panes(qtbot, player, stage, tmp_path):
    large = given(*[numbered_clip(tmp_path / "hd.mp4", size=(640, 480))] * 2)
    with qtbot.waitSignal(player.loaded):
        player.show(large)
    rects = stage.pane_rects()
    assert [p.size for p in player.panes] == [(r.width(), r.height()) for r in rects]
    assert player.panes[0].size[0] < 640
    stage.resize(500, 400)
    smaller = stage.pane_rects()[0]
    assert numbers_on(stage) == [0, 0]  # meanwhile the old frames, scaled
    qtbot.waitUntil(lambda: player.panes[0].size[0] == smaller.width())
    assert numbers_on(stage) == [0, 0]
    assert player.certificate().panes[0].scale == smaller.width() / 640


def test_a_window_resized_while_loading_gets_frames_of_its_size(
    qtbot, player, stage, tmp_path
):
    large = given(*[numbered_clip(tmp_path / "hd.mp4", size=(640, 480), count=100)] * 2)
    player.show(large)
    qtbot.waitUntil(lambda: player._loader.current is not None)
    stage.resize(500, 400)
    width = stage.pane_rects()[0].width()
    qtbot.waitUntil(lambda: player.is_loaded and player.panes[0].size[0] == width)


def test_what_was_prefetched_is_made_again_for_another_size(
    qtbot, player, stage, tmp_path
):
    large = given(*[numbered_clip(tmp_path / "hd.mp4", size=(640, 480))] * 2)
    following = given(*[numbered_clip(tmp_path / "next.mp4", size=(640, 480))] * 2)
    with qtbot.waitSignal(player.loaded):
        player.show(large)
    player.prefetch(following)
    stage.resize(500, 400)
    width = stage.pane_rects()[0].width()
    ahead = player._loader
    qtbot.waitUntil(
        lambda: (
            ahead.next is not None
            and ahead.next.sizes[0][0] == width
            and ahead.next.satisfied
        )
    )
    player.show(following)
    assert player.panes[0].size[0] == width


def test_without_a_stage_frames_keep_their_own_size(qtbot, player, pair):
    with qtbot.waitSignal(player.loaded):
        player.show(pair)
    assert [pane.size for pane in player.panes] == [(64, 48)] * 2


def test_a_file_that_cannot_be_shown_is_told_and_the_next_one_plays(
    qtbot, player, stage, pair
):
    Path(pair[0].path).write_bytes(b"words")
    with qtbot.waitSignal(player.failed) as told:
        player.show(pair)
    assert "ten.mp4" in told.args[0]
    assert player.failure == told.args[0]
    assert not player.is_loaded
    assert player.seen == (False, False)
    with qtbot.waitSignal(player.loaded):
        player.show(pair[1:])
    assert player.failure == ""


def test_a_prefetched_failure_is_told_when_its_turn_comes(qtbot, loaded, tmp_path):
    broken = given(numbered_clip(tmp_path / "next.mp4"))
    numbered_clip(tmp_path / "next.mp4", count=2)
    loaded.prefetch(broken)
    qtbot.waitUntil(lambda: bool(loaded._loader.next.failure))
    assert loaded.failure == ""
    loaded.show(broken)
    assert "is not the file it was" in loaded.failure


def test_what_fails_on_the_way_is_not_played_on(qtbot, player, stage, tmp_path):
    folder = a_sequence(tmp_path / "frames", range(40))
    sorted(folder.iterdir())[30].write_bytes(b"words")
    with qtbot.waitSignal(player.failed) as told:
        player.show(given(folder, rate=20))
    assert "frames" in told.args[0]
    player.toggle()
    assert not player.playing
    assert not player.waiting
