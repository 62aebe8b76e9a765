"""What a rater reads about trouble with the disk holds no path."""

from pathlib import Path

import pytest

from storage import errors
from storage.writer import words_for_raters

PATH = Path("/home/ana/shoes of vivid/vivid.beholder")
KINDS = sorted(
    (kind for kind in vars(errors).values() if isinstance(kind, type)),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", [k for k in KINDS if k is not errors.StudyHeldError])
def test_no_error_tells_a_rater_where_the_study_is(kind):
    words = words_for_raters(kind(f"{PATH} cannot be used: it is damaged."))
    assert "vivid" not in words
    assert "/" not in words
    assert words.endswith(".")


def test_rater_who_went_on_elsewhere_is_told_so():
    error = errors.StudyHeldError("heron-7 went on in another window meanwhile.")
    assert words_for_raters(error) == str(error)


def test_mistake_of_ours_is_told_without_its_words():
    assert "vivid" not in words_for_raters(ValueError("vivid"))
    assert words_for_raters(None)
