from datetime import datetime

import pytest

from app.studies.read_summary import read_summary
from app.studies.summary import ago
from evaluators.study import Stage
from storage.rater_session import GivenAnswer
from tests.app.studies.titled import a_titled_study
from tests.storage.study_files import a_rater_session


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1_000_000)


NOW = moment("2026-11-25T12:00:00")


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("2026-11-25T11:59:30", "judged just now"),
        ("2026-11-25T12:30:00", "judged just now"),  # a clock that was set back
        ("2026-11-25T11:48:00", "judged 12 min ago"),
        ("2026-11-25T09:00:00", "judged 3 h ago"),
        ("2026-11-24T23:59:00", "judged yesterday"),
        ("2026-11-22T12:00:00", "judged 3 days ago"),
        ("2026-11-09T12:00:00", "judged 9 Nov 2026"),
    ],
)
def test_a_moment_is_told_as_one_would_say_it(then, words):
    assert ago(moment(then), NOW) == words


def test_nobody_has_judged():
    assert ago(0) == "not judged yet"


def test_a_new_study_has_everything_before_it(tmp_path):
    summary = read_summary(a_titled_study(tmp_path, "shoes"))
    assert summary.title == "shoes"
    assert summary.facts == "4 sources · 2 systems · pair choice"
    assert [(s.stage, s.finished, s.planned, s.share) for s in summary.stages] == [
        (Stage.SELF, 0, 1, 0),
        (Stage.PEERS, 0, 4, 0),
        (Stage.EXTERNAL, 0, 24, 0),
    ]
    assert not summary.judged
    assert summary.rating_verb == "Start"
    assert len(summary.thumbnails) == 3


def test_progress_is_told_by_stage(tmp_path):
    path = a_titled_study(tmp_path, "shoes", "Spring", trials=-1)
    session = a_rater_session(path, "heron-7", stage=Stage.PEERS)
    trial = session.session.trials[0]
    for criterion in session.study.criteria_of(trial):
        given = GivenAnswer("a", None, 900)
        session.record(trial.position, criterion.name, given).result()
    session.close()
    summary = read_summary(path)
    self_stage, peers, _ = summary.stages
    assert (self_stage.finished, self_stage.share) == (1, 1)
    assert peers.finished == 0
    assert 0 < peers.share < 0.25
    assert summary.judged
    assert summary.own_work_done
    assert sum(number for _, number in summary.outcomes) == 2


def test_a_file_that_goes_while_it_is_read_is_told(tmp_path):
    path = tmp_path / "gone.beholder"
    summary = read_summary(path)
    assert summary.title == "gone"
    assert f"There is no file {path}" in summary.trouble
