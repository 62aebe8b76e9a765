"""What the player shows at each moment, and the account it keeps of that."""

import pytest

from app.playback.player import Player
from tests.app.media.numbered import numbered_clip
from tests.app.media.test_pictures import animated, encoded, marked
from tests.app.playback.screens import given, numbers_on, show_filled
from tests.app.studies.outputs import a_file


def test_it_plays_by_itself_from_the_first_frame(loaded, stage):
    assert loaded.playing
    assert loaded.looping
    assert loaded.moving
    assert numbers_on(stage) == [0, 0]


def test_every_paint_shows_the_frames_of_its_moment(loaded, stage, clock):
    numbers_on(stage)
    for tenth in range(1, 20):
        clock.move(0.1)
        assert numbers_on(stage) == [tenth, 3 * tenth]
    record = loaded.certificate()
    assert record.worst_skew_us == 0
    assert [pane.shown for pane in record.panes] == [20, 20]
    assert [pane.missed for pane in record.panes] == [0, 38]


def test_it_loops_until_told_otherwise(loaded, stage, clock):
    numbers_on(stage)
    clock.move(2.05)
    assert numbers_on(stage) == [0, 1]
    assert loaded.certificate().loops == 1
    loaded.toggle_loop()
    clock.move(5)
    assert numbers_on(stage) == [19, 59]
    assert not loaded.playing


def test_it_paints_by_its_own_timer_when_a_frame_is_due(qtbot, stage, pair):
    with_time = Player()
    try:
        stage_of_its_own = type(stage)(with_time)
        qtbot.addWidget(stage_of_its_own)
        stage_of_its_own.resize(900, 500)
        with qtbot.waitSignal(with_time.loaded):
            stage_of_its_own.show()
            with_time.show(pair)
        with qtbot.waitSignal(with_time.seen_in_full, timeout=20_000):
            pass
        assert with_time.seen == (True, True)
        assert with_time.certificate().worst_skew_us == 0
    finally:
        with_time.close()


def test_steps_go_to_exact_frames_both_ways_and_round(loaded, stage):
    loaded.pause()
    for change in range(1, 61):
        loaded.step(1)
        expected = change % 60
        assert numbers_on(stage) == [expected // 3, expected]
    loaded.step(-1)
    assert numbers_on(stage) == [19, 59]
    loaded.step(-10)
    assert numbers_on(stage) == [16, 49]
    assert not loaded.playing


@pytest.mark.parametrize("number", [0, 1, 17, 42, 59])
def test_a_seek_shows_exactly_the_frame_asked(loaded, stage, number):
    loaded.pause()
    loaded.seek(round(number * 1e6 / 30) + 5)
    assert numbers_on(stage) == [number // 3, number]
    assert loaded.moment == (number + 1, 60)


def test_the_account_counts_seeks_and_loses_nothing_by_them(loaded, stage, clock):
    numbers_on(stage)
    clock.move(0.5)
    loaded.seek(100_000)
    numbers_on(stage)
    clock.move(0.1)
    loaded.to_start()
    numbers_on(stage)
    record = loaded.certificate()
    assert record.seeks == 2
    assert [pane.missed for pane in record.panes] == [0, 0]


def test_speed_changes_the_pace_without_a_jump(loaded, stage, clock):
    clock.move(0.2)
    loaded.slower()
    loaded.slower()
    assert loaded.speed == 0.5
    assert numbers_on(stage) == [2, 6]
    clock.move(0.2)
    assert numbers_on(stage) == [3, 9]


def test_a_marked_stretch_is_looped(loaded, stage, clock):
    loaded.pause()
    loaded.seek(500_000)
    loaded.mark_loop_start()
    loaded.seek(900_000)
    loaded.mark_loop_end()
    start, end = loaded.loop_range
    assert (start, end) == pytest.approx((500_000, 933_333), abs=1)
    loaded.to_start()
    loaded.play()
    numbers_on(stage)
    clock.move(0.45)
    assert numbers_on(stage) == [5, 15]
    assert loaded.certificate().loops == 1


def test_seen_in_full_is_told_once_and_only_when_all_was_shown(
    qtbot, loaded, stage, clock
):
    told = []
    loaded.seen_in_full.connect(lambda: told.append(clock.now_ns))
    numbers_on(stage)
    for _ in range(58):
        assert told == []
        clock.move(0.03334)
        numbers_on(stage)
    clock.move(1)
    numbers_on(stage)
    assert len(told) == 1
    assert loaded.seen == (True, True)


def test_what_is_not_on_screen_is_not_counted(loaded, stage, clock, qtbot):
    numbers_on(stage)
    stage.hide()
    clock.move(9.1)
    with qtbot.waitExposed(stage):
        stage.show()
    numbers_on(stage)
    assert [pane.missed for pane in loaded.certificate().panes] == [0, 0]


def test_the_certificate_names_file_colour_matrix_and_scale(loaded, pair, stage):
    numbers_on(stage)
    record = loaded.certificate()
    assert [p.sha256 for p in record.panes] == [p.medium.sha256 for p in pair]
    assert [p.matrix for p in record.panes] == ["ITU709", "ITU709"]
    assert [p.scale for p in record.panes] == [1.0, 1.0]
    assert record.pixel_ratio == stage.devicePixelRatioF()
    assert record.refresh_hz == stage.screen().refreshRate()


def test_pictures_are_shown_and_do_not_play(qtbot, player, stage, tmp_path):
    picture = a_file(tmp_path / "picture.png", encoded(".png", marked()))
    with qtbot.waitSignal(player.loaded), qtbot.waitSignal(player.seen_in_full):
        player.show(given(picture, picture))
        numbers_on(stage)
    assert not player.playing
    assert not player.moving
    player.toggle()
    player.step(1)
    assert player.moment == (0, 0)


def test_animations_play_by_their_own_times(qtbot, player, stage, tmp_path, clock):
    path = a_file(tmp_path / "moving.gif", animated(".gif"))
    show_filled(qtbot, player, given(path))
    shown = []
    for _ in range(8):
        shown += numbers_on(stage)
        clock.move(0.05)
    assert shown == [0, 1, 1, 2, 2, 2, 2, 3]


@pytest.fixture
def with_input(qtbot, player, stage, pair, tmp_path):
    person = given(numbered_clip(tmp_path / "person.mp4", count=5, rate=10))
    show_filled(qtbot, player, pair, person)
    return player


def test_inputs_come_with_the_panes_and_go_round_by_themselves(
    with_input, stage, clock
):
    player = with_input
    stage.set_inputs_shown(shown=True)
    clock.move(0.72)
    inputs, panes = player.frames_beside_inputs()
    assert (len(inputs), len(panes)) == (1, 2)
    assert inputs[0] is player.inputs[0][2]
    stage.set_inputs_shown(shown=False)
    numbers_on(stage)
    assert [pane.missed for pane in player.certificate().panes] == [0, 0]


def test_the_first_paint_is_remembered_for_response_times(loaded, stage, clock):
    numbers_on(stage)
    first = clock.now_ns
    clock.move(1)
    numbers_on(stage)
    assert loaded.first_shown_ns == first


def test_what_is_shown_no_more_is_painted_over(qtbot, loaded, stage):
    with qtbot.waitSignal(loaded.changed):
        loaded.clear()
    assert stage.pane_rects() == []
    assert not loaded.is_loaded
