"""Numbers, names and paragraphs as they stand in a text."""

from app.results.numbers import level, seconds, share, whole
from app.results.plain_text import WIDTH, heading, listed, one_line, paragraph


def test_numbers_are_typeset():
    assert level(-0.25) == "−0.25"
    assert share(0.625) == "62\u00a0%"
    assert whole(9627) == "9\u202f627"
    assert seconds(3210) == "3.2\u00a0s"


def test_text_is_wrapped_and_listed():
    words = "a word " * 40
    for line in (paragraph(words) + "\n" + listed([words, words])).splitlines():
        assert len(line) <= WIDTH
    assert listed(["x"]) == "– x"
    assert heading("Verdict") == "Verdict\n───────"


def test_a_name_cannot_break_a_line_or_turn_the_words_around_it():
    assert one_line("a\n b\u2028c\u202ed\x07 \u00a0e") == "a b cd \u00a0e"
    assert one_line("👩\u200d🔬") == "👩\u200d🔬"
