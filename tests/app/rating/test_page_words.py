"""The sentences of the pages are plain, and true."""

from dataclasses import dataclass

import pytest

from app.rating.page_words import too_early, when_done, when_leaving
from app.rating.rating_flow import RatingFlow
from evaluators.study import Kind, Method
from tests.builders import (
    CRITERIA,
    a_judgment,
    a_session,
    a_stimulus,
    a_study,
    a_trial,
)


@dataclass
class Disk:
    """What the pages ask about saving."""

    all_saved: bool = True
    answers_under_way: int = 0
    trouble: str = ""


def a_done_flow(count=3, *, skipped=(), panes=2, kind=Kind.CLIP) -> RatingFlow:
    systems = ("x", "y")[:panes]
    trials = [
        a_trial(
            position=n,
            stimuli=tuple(a_stimulus(f"s{n}", s, kind=kind) for s in systems),
        )
        for n in range(count)
    ]
    answers = [
        a_judgment("a", trial=trial, criterion=criterion.name)
        for trial in trials
        if trial.position not in skipped
        for criterion in CRITERIA
    ]
    study = a_study(kind=kind)
    return RatingFlow(study, a_session(*trials), answers, skipped=skipped)


def test_end_says_that_all_is_answered_and_saved():
    words = when_done(a_done_flow(), Method.PC, Disk())
    assert words.text == "All 3 pairs are answered and saved."
    assert words.facts == "9 answers"


def test_end_does_not_say_saved_before_it_is():
    words = when_done(a_done_flow(), Method.PC, Disk(all_saved=False))
    assert words.text == ("All 3 pairs are answered; the last answers are being saved.")


def test_end_says_what_could_not_be_shown():
    words = when_done(a_done_flow(skipped=[1]), Method.PC, Disk())
    assert words.text == (
        "2 of 3 pairs are answered and saved. 1 could not be shown, which is noted."
    )


@pytest.mark.parametrize(
    ("panes", "kind", "method", "noun"),
    [
        (2, Kind.IMAGE, Method.PC, "pair"),
        (1, Kind.CLIP, Method.ACR, "clip"),
        (1, Kind.SEQUENCE, Method.ACR, "clip"),
        (1, Kind.IMAGE, Method.ACR, "picture"),
    ],
)
def test_end_uses_the_words_of_raters(panes, kind, method, noun):
    flow = a_done_flow(1, panes=panes, kind=kind)
    assert when_done(flow, method, Disk()).text == (
        f"The one {noun} is answered and saved."
    )


def test_session_without_a_trial_says_so():
    session = a_session(a_trial())
    flow = RatingFlow(a_study(), type(session)("s", session.stage, "ana", 1, ()))
    assert "nothing to rate" in when_done(flow, Method.PC, Disk()).headline


@pytest.mark.parametrize(
    ("count", "headline", "lose"),
    [
        (0, "The record of the last trial is not saved yet", "Close and lose it"),
        (1, "The last answer is not saved yet", "Close and lose it"),
        (4, "The last 4 answers are not saved yet", "Close and lose them"),
    ],
)
def test_closing_too_early_says_what_would_be_lost(count, headline, lose):
    words, button = when_leaving(Disk(False, count, "The disk is full."))
    assert (words.headline, button) == (headline, lose)
    assert words.text.startswith("The disk is full. This window closes by itself")


def test_slow_disk_is_called_slow():
    words, _ = when_leaving(Disk(False, 1))
    assert words.text.startswith("The disk takes its time.")


def test_answer_that_comes_too_early_is_told_what_to_do():
    assert "each clip" in too_early(a_trial())
    assert "the clip" in too_early(a_trial(systems=("x",)))
