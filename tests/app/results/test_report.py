"""The report and the status as people read them."""

import re
from dataclasses import replace

import pytest

from app.results.plain_text import WIDTH
from app.results.report import report_text
from app.results.status import status_text
from evaluators.study import Labels, Method, MethodSettings, Stage, SuccessRow
from storage.rater_session import GivenAnswer
from storage.study_file import open_study
from tests.app.results.rated import a_file_of, always, levels, prefer, rate
from tests.builders import a_study
from tests.storage.study_files import a_rater_session


def text_of(path, make=report_text):
    """Return a text with its lines joined and plain blanks."""
    with open_study(path, read_only=True) as file:
        return " ".join(make(file).replace("\u00a0", " ").split())


def lines_of(path, make=report_text):
    with open_study(path, read_only=True) as file:
        return make(file).splitlines()


def test_nothing_judged_yet_says_what_to_do_next(tmp_path):
    path = a_file_of(tmp_path, notes=("10 FPS has no output for street 3.",))
    said = text_of(path)
    assert "Nobody has judged yet. Open the study with beholder rate" in said
    assert "10 FPS has no output for street 3." in said
    assert "Scores" not in said


def test_the_verdict_comes_first_with_figure_interval_and_stage(tmp_path):
    path = rate(a_file_of(tmp_path, a_study(sources=10)), prefer("x1"))
    said = text_of(path)
    assert "Met (self): steady is better than vivid in realism." in said
    assert re.search(r"Its win rate is 100 % \(\d+ % to 100 %\)", said)
    assert said.index("Verdict") < said.index("Scores") < said.index("Agreement")
    assert "That is the answer of one rater." in said


def test_not_met_is_said_as_plainly(tmp_path):
    path = rate(a_file_of(tmp_path, a_study(sources=10)), prefer("x0"))
    said = text_of(path)
    assert "steady is worse than vivid in realism." in said
    assert "Not met (self): steady is better than vivid in realism." in said


def test_undecided_is_said_and_no_order_is_drawn_of_ties(tmp_path):
    path = rate(a_file_of(tmp_path, a_study(3, sources=6)), always("tie"))
    said = text_of(path)
    assert "Nothing is decided yet." in said
    assert said.count("Undecided (self): whether ") == 4  # it asserts nothing
    assert said.count("No order among the systems is proven.") == 3
    assert "is ahead of" not in said


def test_a_proven_order_names_who_is_ahead_of_whom(tmp_path):
    study = a_study(3, sources=10)
    path = a_file_of(tmp_path, study)
    for rater in ("ana", "ben"):
        rate(path, prefer("x1", "x0"), rater, stage=Stage.PEERS)
    said = text_of(path)
    assert "steady is ahead of vivid and 10 FPS; vivid is ahead of 10 FPS." in said


def test_all_five_answers_stand_beside_a_win_rate(tmp_path):
    path = rate(a_file_of(tmp_path, a_study(sources=6)), always("both_bad"))
    counts = "0 won, 0 tied, 0 lost, 6 both bad, 0 cannot judge."
    assert f"against vivid: {counts}" in text_of(path)


def test_mean_levels_are_reported_with_intervals(tmp_path):
    study = a_study(systems=2, sources=6, method=Method.ACR)
    path = a_file_of(tmp_path, study)
    for rater, high in (("ana", 4), ("ben", 5), ("eve", 4)):
        rate(path, levels(x0=2, x1=high), rater, stage=Stage.PEERS)
    said = text_of(path)
    assert re.search(r"steady: mean level 4\.33 \(\d\.\d\d to \d\.\d\d\)", said)
    assert "judged as one output at a time" in said
    assert "steady scores at least as high as vivid in realism." in said


def test_where_a_tag_tells_something_it_is_said(tmp_path):
    study = a_study(sources=16)
    tagged = [
        replace(source, tags=("mirror",)) if i < 6 else source
        for i, source in enumerate(study.sources)
    ]
    path = a_file_of(tmp_path, replace(study, sources=tuple(tagged)))
    mirrored = {source.id for source in tagged if source.tags}

    def choose(trial, criterion):
        best = "x0" if trial.stimuli[0].source in mirrored else "x1"
        return prefer(best)(trial, criterion)

    said = text_of(rate(path, choose))
    assert "Where “mirror” is tagged, steady has a win rate of 0 %" in said


def test_tags_that_tell_nothing_are_not_listed(tmp_path):
    study = a_study(sources=8)
    tagged = [
        replace(source, tags=("dark",)) if i % 2 else source
        for i, source in enumerate(study.sources)
    ]
    path = a_file_of(tmp_path, replace(study, sources=tuple(tagged)))
    said = text_of(rate(path, prefer("x1")))
    assert "No tag and no factor stands out from the whole." in said
    assert "dark" not in said


def test_agreement_of_one_rater_is_told_once_for_all_criteria(tmp_path):
    said = text_of(rate(a_file_of(tmp_path), prefer("x1")))
    reason = "Agreement cannot be computed: one rater only, and agreement takes two."
    assert f"Realism, aesthetics and stability (self): {reason}" in said
    assert said.count(reason) == 1


def test_simulated_raters_are_called_simulated(tmp_path):
    path = a_file_of(tmp_path)
    rate(path, prefer("x1"), "simulated-1", stage=Stage.PEERS)
    assert "Every rater is simulated: a program answered, no person" in text_of(path)
    rate(path, prefer("x1"), "ana")
    assert "simulated-1 is simulated: a program gave these answers" in text_of(path)


def test_raters_and_playback_are_accounted_for(tmp_path):
    path = rate(a_file_of(tmp_path), prefer("x1"), "ana", trials=3)
    rate(path, prefer("x1"), "ben", stage=Stage.PEERS, trials=1, certify=False)
    said = text_of(path)
    assert "ana: 3 of 5 trials, median 1.5 s to an answer." in said
    assert (
        "Of 3 showings 3 were within the limits: no more than 0.5 % of frames missed "
        "and no picture held over two frames. The panes were at most 0.2 ms apart. "
    ) in said
    assert "1 judged trial has no record of how it was shown." in said


def test_repeats_tell_how_steady_a_rater_is(tmp_path):
    said = text_of(rate(a_file_of(tmp_path), prefer("x1")))
    assert "3 of 3 repeated answers came out the same." in said


def test_design_shortfalls_and_notes_are_told_with_their_stage(tmp_path):
    settings = MethodSettings(trials_per_session=4)
    path = a_file_of(tmp_path, a_study(3, 8, settings=settings), notes=("A gap.",))
    rate(path, prefer("x1"))
    remarks = text_of(path).split("Remarks")[1]
    assert "– A gap." in remarks
    assert "– Self: This session shows" in remarks


@pytest.mark.parametrize("make", [report_text, status_text])
def test_text_is_typeset_and_fits_a_terminal(tmp_path, make):
    path = a_file_of(tmp_path, a_study(4, sources=6, problem="Why? " * 40))
    rate(path, prefer("x1", "x2"), "ana", stage=Stage.PEERS)
    rate(path, prefer("x2", "x3"), "ben", stage=Stage.PEERS)
    for line in lines_of(path, make):
        assert len(line) <= WIDTH
        assert not re.search(r"(^|[ (])-\d", line)  # a true minus before a number
        assert not re.search(r"\d %", line)  # the unit does not leave its number


def test_names_with_line_breaks_stay_in_their_line(tmp_path):
    labels = Labels({"x0": "vivid\nverdict: met", "x1": "\u202esteady"}, {})
    path = rate(a_file_of(tmp_path, labels=labels), prefer("x1"))
    lines = lines_of(path)
    assert not any(line.startswith("verdict: met") for line in lines)
    assert "\u202e" not in "".join(lines)


def test_a_claim_about_a_stage_without_answers_has_no_figure(tmp_path):
    claim = SuccessRow("x1", "realism", at_least=0.5, stage="external")
    path = a_file_of(tmp_path, a_study(success=(claim,)))
    said = text_of(rate(path, prefer("x1")))
    assert "Undecided (external)" in said
    assert "There is no figure yet: there are no such answers." in said


def test_status_tells_progress_by_stage_and_rater(tmp_path):
    path = rate(a_file_of(tmp_path), prefer("x1"), "ana", trials=2)
    rate(path, prefer("x1"), "ben", stage=Stage.PEERS)
    said = text_of(path, status_text)
    assert "Self: 0 of 1 rater have finished. – ana: 2 of 5 trials" in said
    assert "Peers: 1 of 4 raters has finished. 3 more raters are planned." in said
    assert "External: nobody has begun; 24 raters are planned." in said
    assert "Agreement so far" in said


def test_status_says_what_a_verdict_still_needs(tmp_path):
    path = rate(a_file_of(tmp_path), always("tie"), "ana", trials=2)
    said = text_of(path, status_text)
    assert "Whether steady is better than vivid in realism is undecided." in said
    assert "ana has 3 trials left (self)." in said


def test_status_of_a_new_study_says_how_to_begin(tmp_path):
    said = text_of(a_file_of(tmp_path), status_text)
    assert "Self: nobody has begun; 1 rater is planned." in said
    assert "Open the study with beholder rate, and answer the first trials." in said


def test_trials_that_could_not_be_shown_are_over_and_named(tmp_path):
    path = a_file_of(tmp_path)
    session = a_rater_session(path, "ana")
    session.record(0, "realism", GivenAnswer("tie"))
    for trial in session.session.trials:
        session.record_skip(trial.position, "street.mp4 cannot be read.")
    session.close()
    said = text_of(path, status_text)
    assert "Self: 1 of 1 rater has finished." in said
    assert "5 trials could not be shown. The first: street.mp4 cannot be read." in said
