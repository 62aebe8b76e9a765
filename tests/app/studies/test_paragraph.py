"""Words that wrap."""

import pytest
from PySide6.QtGui import QGuiApplication

from app.studies.paragraph import Paragraph
from app.theme.tokens import SIZES

WORDS = "One folder per system, one file per source: clips or pictures."


@pytest.fixture
def paragraph(qtbot):
    def shown(words, width, **options):
        made = Paragraph(words, **options)
        qtbot.addWidget(made)
        made.resize(width, 10)
        made.show()
        return made

    return shown


def test_it_is_as_high_as_its_lines(paragraph):
    assert paragraph(WORDS, 2000).height() == 20
    narrow = paragraph(WORDS, 120)
    assert narrow.height() % 20 == 0
    assert narrow.height() >= 60
    assert paragraph(WORDS, 2000, size=SIZES.hint).height() == 16


def test_a_word_without_blanks_is_broken(paragraph):
    assert paragraph("m" * 200, 300).height() > 100


def test_it_grows_with_its_words_and_keeps_their_lines(paragraph):
    made = paragraph("One.", 300)
    made.set_words("One.\nTwo.\nThree.")
    assert made.height() == 60
    assert made.words() == "One.\nTwo.\nThree."
    made.set_words("")
    assert made.height() == 20


def test_a_sentence_that_begins_right_to_left_starts_at_the_left(paragraph):
    made = paragraph("حذاء has no output.", 600)
    picture = made.grab().toImage()
    ground = picture.pixelColor(picture.width() - 1, 0)
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))
    ]
    assert min(inked) < 10
    assert max(inked) < 300


def test_words_are_never_read_as_mark_up(paragraph):
    assert paragraph("<b>x</b>", 400).words() == "<b>x</b>"
    plain, marked = paragraph("x", 400), paragraph("<b>x</b>", 400)
    assert marked.sizeHint().width() > plain.sizeHint().width()


def test_a_sentence_can_be_copied(paragraph):
    paragraph(WORDS, 400).actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == WORDS
