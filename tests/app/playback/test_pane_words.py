import pytest

from app.playback.pane_words import Heard, letter_of, offset_words
from evaluators.study import Kind
from tests.builders import a_medium

THIRTY = a_medium(frames=60, duration_us=2_000_000)
TEN = a_medium(frames=20, duration_us=2_000_000)


@pytest.mark.parametrize(
    ("offset_us", "medium", "words"),
    [
        (0, THIRTY, ""),
        (33_333, THIRTY, "+1 frame"),
        (66_667, THIRTY, "+2 frames"),
        (100_000, TEN, "+1 frame"),
        (100_000, THIRTY, "+3 frames"),
        (33_333, TEN, "+33 ms"),  # no whole frame of this one
        (33_333, a_medium(kind=Kind.IMAGE), ""),
    ],
)
def test_an_offset_is_told_in_frames_where_it_is_a_whole_number(
    offset_us, medium, words
):
    assert offset_words(offset_us, medium) == words


def test_frames_of_a_broken_rate_are_whole_too():
    medium = a_medium(frames=300, duration_us=10_010_000)
    for frames in range(1, 40):
        offset = round(frames * 10_010_000 / 300)
        assert offset_words(offset, medium).startswith(f"+{frames} frame")


def test_a_pane_alone_has_no_letter():
    assert letter_of(0, 1) == ""
    assert [letter_of(place, 4) for place in range(4)] == list("ABCD")


def test_a_paused_clip_says_where_it_is_and_how_it_is_moved():
    heard = Heard(False, 813_000, 2_000_000)
    assert heard.of_pane("A", "", True) == (
        "Clip A, paused, 0.8 of 2 seconds, seen in full"
    )
    assert heard.of_pane("B", "+2 frames", False) == (
        "Clip B, paused, 0.8 of 2 seconds, 2 frames later"
    )


def test_a_clip_that_plays_does_not_say_where_it_is():
    assert Heard(True, 813_000, 2_833_333).of_pane("", "", False) == "Clip, playing"


def test_a_length_that_is_not_whole_is_rounded():
    words = Heard(False, 0, 2_833_333).of_pane("A", "", False)
    assert words == "Clip A, paused, 0.0 of 2.8 seconds"


def test_pictures_neither_play_nor_need_to_be_watched():
    assert Heard(False, 0, 0).of_pane("C", "", True) == "Picture C"
