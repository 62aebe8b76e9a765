import pytest

from app.studies.differences import what_was_found
from app.studies.found_words import method_words, reach_words, session_words
from app.studies.outlook import outlook
from app.studies.scan import scan
from evaluators.study import Method, Stage
from tests.app.studies.outputs import a_folder

PC, ACR = Method.PC, Method.ACR


def test_a_session_is_told_in_trials_and_minutes():
    assert session_words(24, PC) == "24 pairs, about 5 min"
    assert session_words(1, ACR) == "1 output, about 1 min"


def test_the_method_is_reasoned_and_counted():
    assert (
        method_words(PC, 3, 24) == "Pairs show small differences best. 24 pairs in all."
    )
    assert method_words(PC, 3) == "Pairs show small differences best."
    assert method_words(ACR, 1, 4).startswith("A pair needs two systems")
    assert method_words(ACR, 2, 4).endswith("4 outputs in all.")


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        (1, "With 1 source the result speaks about this source."),
        (4, "With 4 sources the result speaks about these sources."),
        (12, "With 12 sources the result speaks about sources like these."),
    ],
)
def test_the_reach_of_a_result_follows_the_number_of_sources(sources, words):
    assert reach_words(sources, ()).startswith(words)
    assert reach_words(sources, ("Note.",)).endswith(" Note.")


def test_what_was_found_is_one_sentence(tmp_path):
    found = scan(a_folder(tmp_path, missing={("after", "street")}))
    assert what_was_found(found) == (
        "3 of 4 pictures: 2 sources × 2 systems. 1 cell is empty; the study goes on "
        "without."
    )


def test_the_outlook_counts_what_the_drawn_sessions_show(tmp_path):
    found = scan(a_folder(tmp_path, ("x", "y", "z"), [f"s{i}" for i in range(12)]))
    ahead = outlook(found, PC, "x")
    assert ahead.in_all == 36
    assert ahead.a_session[Stage.SELF] == 24
    assert ahead.notes[0].startswith("This session shows 21 of 36 pairs")
    assert outlook(found, ACR, "x").in_all == 36


def test_with_more_than_three_systems_pairs_meet_the_baseline_only(tmp_path):
    found = scan(a_folder(tmp_path, ("w", "x", "y", "z"), "st"))
    assert outlook(found, PC, "w").in_all == 6
