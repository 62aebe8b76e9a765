"""Only what was shown is answered, and how it was shown is noted."""

from PySide6.QtCore import Qt

from storage.study_file import open_study
from tests.app.rating.at_the_window import chosen, rate_trial, row_of, saved, shown
from tests.app.rating.rated import WAIT_MS, press

Key = Qt.Key


def test_clips_stand_still_while_the_window_is_minimized(rating, clips, qtbot):
    window = rating(clips)
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.player.playing, timeout=WAIT_MS)
    window.showNormal()
    qtbot.waitUntil(lambda: window.player.playing, timeout=WAIT_MS)


def test_clip_is_answered_only_after_it_was_seen_in_full(rating, clips, qtbot):
    window = rating(clips, full_view_first=True)
    window.player.pause()
    if not window.course.flow.may_answer:
        press(window, Key.Key_1)
        assert chosen(window) == [None, None, None]
        assert "Watch each clip" in window.parts.top_bar.accessibleName()
        window.player.play()
    qtbot.waitUntil(lambda: window.course.flow.may_answer, timeout=WAIT_MS)
    assert "Watch" not in window.parts.top_bar.accessibleName()
    press(window, Key.Key_1)
    assert window.course.flow.question == 1


def test_answer_before_the_trial_is_there_is_not_taken(rating, clips, qtbot):
    window = rating(clips, wait=False)
    window.player.clear()
    window.course.answer("a")
    row_of(window, 0).buttons[0].click()
    assert window.course.flow.question == 0
    assert chosen(window) == [None, None, None]


def test_trial_that_cannot_be_shown_is_left_by_enter_and_noted(rating, clips, qtbot):
    for clip in clips.parent.glob("outputs/*/hall.mp4"):
        clip.unlink()
    window = rating(clips, wait=False)
    flow = window.course.flow
    skipped = []
    while not flow.done:
        qtbot.waitUntil(
            lambda: window.course.shows_trial or bool(window.player.failure),
            timeout=WAIT_MS,
        )
        if window.player.failure:
            skipped.append(flow.position)
            press(window, Key.Key_1)
            assert flow.position == skipped[-1]
            assert window.parts.forward.isEnabled()
            press(window, Key.Key_Return)
        else:
            rate_trial(qtbot, window)
    saved(qtbot, window)
    assert skipped
    assert f"{len(skipped)} could not be shown" in window.covers.done.accessibleName()
    with open_study(clips) as file:
        assert [skip.position for skip in file.skips()] == skipped
        assert all("hall" in skip.reason for skip in file.skips())


def test_skipped_trial_is_noted_once(rating, clips, qtbot):
    for clip in clips.parent.glob("outputs/*/*.mp4"):
        clip.unlink()
    window = rating(clips, wait=False)
    qtbot.waitUntil(lambda: bool(window.player.failure), timeout=WAIT_MS)
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.player.failure), timeout=WAIT_MS)
    press(window, Key.Key_Backspace)
    qtbot.waitUntil(lambda: bool(window.player.failure), timeout=WAIT_MS)
    press(window, Key.Key_Return)
    assert window.course.flow.position == 1
    saved(qtbot, window)
    with open_study(clips) as file:
        assert [skip.position for skip in file.skips()] == [0]


def test_trial_has_one_certificate_for_each_time_it_was_judged(rating, clips, qtbot):
    window = rating(clips)
    rate_trial(qtbot, window)
    shown(qtbot, window)
    press(window, Key.Key_Backspace)  # looked at again, nothing changed
    shown(qtbot, window)
    press(window, Key.Key_Return)
    shown(qtbot, window)
    window.close()
    with open_study(clips) as file:
        assert [c.position for c in file.certificates()] == [0]
    again = rating(clips)
    press(again, Key.Key_Backspace)
    shown(qtbot, again)
    press(again, Key.Key_3)
    saved(qtbot, again)
    with open_study(clips) as file:
        assert [c.position for c in file.certificates()] == [0, 0]
