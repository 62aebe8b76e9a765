"""Answers given while playback was outside the limits: counted, or left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.results.findings import read_findings
from app.results.page_content import content_of
from app.results.report import report_of
from app.results.status import status_of
from app.studies.read_summary import read_summary
from evaluators.study import FlawedPlayback, MethodSettings
from evaluators.summary import agreement_rows, rater_rows, score_rows
from evaluators.verdict import verdicts
from storage.study_file import open_study
from tests.app.results.rated import (
    a_certificate,
    a_file_of,
    exported,
    prefer,
    rate,
    read_folder,
)
from tests.builders import a_study

LIMITS = "no more than 0.5 % of frames missed and no picture held over two frames"


def a_study_that(choice=FlawedPlayback.COUNTED, **options):
    return a_study(settings=MethodSettings(flawed_playback=choice), **options)


def findings_of(path, **options):
    with open_study(path, read_only=True) as file:
        return read_findings(file, **options)


def said_by(make, findings):
    return " ".join(make(findings).replace("\u00a0", " ").split())


def test_outside_the_limits_is_said_with_what_becomes_of_it(tmp_path):
    path = rate(a_file_of(tmp_path, a_study_that()), prefer("x1"), missed={0, 2})
    for make in (report_of, status_of):
        said = said_by(make, findings_of(path))
        assert f"Of 5 showings 3 were within the limits: {LIMITS}." in said
        assert (
            "6 answers in 2 trials were given outside these limits. They are counted, "
            "as the contract says."
        ) in said


def test_looking_at_it_the_other_way_says_that_it_departs_from_the_contract(tmp_path):
    path = rate(a_file_of(tmp_path, a_study_that()), prefer("x1"), missed={0})
    said = said_by(status_of, findings_of(path, leave_out=True))
    assert (
        "They are left out of every number here, which departs from the contract: by "
        "that they are counted."
    ) in said
    leaving = tmp_path / "leaving"
    leaving.mkdir()
    path = a_file_of(leaving, a_study_that(FlawedPlayback.LEFT_OUT))
    rate(path, prefer("x1"), missed={0})
    said = said_by(report_of, findings_of(path))
    assert "They are left out of every number, as the contract says." in said
    said = said_by(report_of, findings_of(path, leave_out=False))
    assert (
        "They are counted here, which departs from the contract: by that they are left "
        "out."
    ) in said


def test_the_verdict_says_that_answers_are_left_out(tmp_path):
    path = a_file_of(tmp_path, a_study_that(FlawedPlayback.LEFT_OUT))
    findings = findings_of(rate(path, prefer("x1"), missed={0}))
    said = "3 answers are left out, because playback was outside the limits."
    assert said in content_of(findings).lead
    assert said in said_by(report_of, findings)
    assert said not in content_of(findings_of(path, leave_out=False)).lead


@pytest.mark.parametrize("make", [report_of, status_of])
def test_with_every_showing_within_the_limits_both_ways_say_the_same(tmp_path, make):
    path = rate(a_file_of(tmp_path, a_study_that()), prefer("x1"))
    both = [make(findings_of(path, leave_out=leave_out)) for leave_out in (0, 1)]
    assert both[0] == both[1] == make(findings_of(path))


def test_with_every_showing_within_the_limits_both_exports_have_the_same_bytes(
    tmp_path,
):
    path = rate(a_file_of(tmp_path, a_study_that()), prefer("x1"))
    for leave_out in (False, True):
        exported(path, tmp_path / str(leave_out), leave_out=leave_out)
    one, other = (
        {entry.name: entry.read_bytes() for entry in (tmp_path / name).iterdir()}
        for name in ("False", "True")
    )
    assert one == other
    assert len(one) == 8


def test_exported_answers_stay_and_tell_what_is_left_out(tmp_path):
    path = a_file_of(tmp_path, a_study_that(FlawedPlayback.LEFT_OUT))
    rate(path, prefer("x1"), missed={1})
    tables = exported(path, tmp_path / "out")
    found = {
        (row["position"] == "1", row["playback_ok"], row["left_out"])
        for row in tables["judgments"]
    }
    assert found == {(True, "false", "true"), (False, "true", "false")}
    assert len(tables["judgments"]) == 15
    exported(path, tmp_path / "out", leave_out=False)
    counted = read_folder(tmp_path / "out")
    assert {row["left_out"] for row in counted["judgments"]} == {"false"}
    assert counted["scores"] != tables["scores"]


def test_a_held_picture_alone_is_outside_the_limits(tmp_path):
    assert a_certificate(held_frames=2).ok
    assert not a_certificate(held_frames=3).ok


def test_the_start_page_counts_as_the_contract_says(tmp_path):
    everything = range(40)
    outcomes = []
    for choice in FlawedPlayback:
        folder = tmp_path / choice
        folder.mkdir()
        path = a_file_of(folder, a_study_that(choice, sources=10))
        rate(path, prefer("x1"), missed=everything)
        outcomes.append({o.value for o, _ in read_summary(path).outcomes})
    assert outcomes[0] == {"met"}
    assert outcomes[1] == {"undecided"}


@given(st.sets(st.integers(0, 14)), st.integers(0, 2))
@settings(max_examples=12, deadline=None)
def test_leaving_out_equals_a_study_that_never_had_those_answers(
    tmp_path_factory, missed, favourite
):
    study = a_study_that(systems=3, sources=4)
    path = a_file_of(tmp_path_factory.mktemp("flawed"), study)
    rate(path, prefer(f"x{favourite}", "x1"), missed=missed)
    found = findings_of(path, leave_out=True)
    without = never_answered(found)
    for name in ("verdicts", "agreement", "scores"):
        assert repr(getattr(found, name)) == repr(without[name])
    [one], [other] = found.raters, without["raters"]
    assert repr(one.repeat_agreement) == repr(other.repeat_agreement)
    assert one.repeats == other.repeats
    assert one.judgments == len(found.record.judgments)  # work that was done


def never_answered(found):
    """Return what comes of the same record without the trials that were flawed."""
    bad = {
        (one.session, one.position)
        for one in found.record.certificates
        if not one.certificate.ok
    }
    kept = [
        j for j in found.record.judgments if (j.session, j.trial.position) not in bad
    ]
    return {
        "verdicts": verdicts(found.study, kept),
        "agreement": agreement_rows(found.study, kept),
        "scores": score_rows(found.study, kept),
        "raters": rater_rows(found.study, found.record.sessions, kept),
    }
