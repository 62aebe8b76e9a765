"""The live proof of `beholder look`: quiet, true, and only on request."""

import pytest

from app.playback.proof_line import ProofLine
from app.playback.proof_words import proof_words
from app.theme.tokens import VIEWING
from evaluators.certificate import Certificate, PaneCertificate
from tests.app.media.numbered import numbered_clip
from tests.app.playback.screens import given, numbers_on, painted, show_filled

SURROUND = int(VIEWING.surround[1:3], 16)


def a_pane(**changes) -> PaneCertificate:
    values = {"sha256": "0" * 64, "due": 60, "shown": 60, "missed": 0}
    values |= {"watched": 1.0, "scale": 1.0, "matrix": "ITU709"}
    return PaneCertificate(**(values | changes))


def a_record(*panes, **changes) -> Certificate:
    values = {"stalls": 0, "worst_skew_us": 0, "late_p95_us": 2_140, "loops": 1}
    values |= {"longest_hold_us": 12_000, "seeks": 0}
    values |= {"refresh_hz": 59.94, "pixel_ratio": 1.0}
    return Certificate(panes or (a_pane(), a_pane()), **(values | changes))


def test_the_figures_of_a_clean_trial_are_one_line():
    assert proof_words(a_record(), moving=True) == (
        "missed 0 of 120 · late 2.1 ms (p95) · longest hold 12.0 ms · 0 stalls"
        " · within the limits · ITU709 · 59.94 Hz"
    )


def test_a_flawed_trial_says_so():
    record = a_record(a_pane(missed=3, shown=57), a_pane(), stalls=1)
    words = proof_words(record, moving=True)
    assert words.startswith("missed 3 of 120")
    assert " · 1 stall · outside the limits · " in words


def test_matrices_that_differ_are_told_of_each_pane():
    record = a_record(a_pane(), a_pane(matrix=""), pixel_ratio=2.0)
    words = proof_words(record, moving=True)
    assert words.endswith("A ITU709, B RGB · 59.94 Hz · ×2")


def test_pictures_have_nothing_that_could_be_late():
    assert proof_words(a_record(a_pane(matrix="")), moving=False) == "RGB · 59.94 Hz"


@pytest.fixture
def line(player, stage):
    return ProofLine(player, stage)


def test_nothing_is_said_before_it_is_asked_for(loaded, stage, line):
    assert line.isHidden()
    assert line.text() == ""
    line.toggle()
    assert line.text().startswith("missed 0 of ")
    line.toggle()
    assert line.isHidden()
    assert not line._clock.isActive()


def test_the_line_moves_no_pane_and_covers_none(loaded, stage, line):
    rects = stage.pane_rects()
    line.toggle()
    assert stage.pane_rects() == rects
    stage.resize(700, 300)
    assert line.geometry().bottom() == stage.rect().bottom()
    assert line.width() == 700
    assert not any(rect.intersects(line.geometry()) for rect in stage.pane_rects())


def test_the_line_is_grey_on_the_surround(loaded, stage, line):
    line.toggle()
    pixels = painted(line)
    assert (pixels.max(axis=2) == pixels.min(axis=2)).all()
    assert pixels.min() >= SURROUND - 1
    assert pixels.max() > 200


def test_the_figures_follow_what_is_played(qtbot, loaded, stage, line, clock):
    line.toggle()
    before = line.text()
    numbers_on(stage)
    clock.move(0.5)
    numbers_on(stage)
    with qtbot.waitSignal(line._clock.timeout):
        pass
    assert line.text() != before


def test_before_anything_is_there_the_line_is_empty(qtbot, player, line, tmp_path):
    line.toggle()
    assert line.text() == ""
    show_filled(qtbot, player, given(numbered_clip(tmp_path / "clip.mp4")))
    line._clock.timeout.emit()
    assert line.text().startswith("missed 0 of ")
