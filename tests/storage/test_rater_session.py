"""What a rater does is kept: in order, once, by whom, and it can be read again."""

from concurrent.futures import wait

import pytest

from evaluators.design import draw_trials
from evaluators.study import Answer, Method, Stage
from storage.connection import connect
from storage.errors import UnusableAliasError
from storage.events import Envelope, append, event_sha256
from storage.rater_session import GivenAnswer
from storage.study_file import open_study
from storage.uuid7 import new_id
from tests.builders import a_study
from tests.storage.study_files import (
    KEY,
    OTHER_KEY,
    a_certificate,
    a_rater_session,
    a_study_file,
    files_beside,
    judgments_in,
)


def test_answer_is_in_the_file_once_its_future_resolves(path, session):
    given = GivenAnswer(Answer.B, response_ms=1200, comment="the heel floats — 👟")
    judgment = session.record(3, "stability", given).result(10)
    [kept] = judgments_in(path)
    assert kept == judgment
    assert kept.trial == session.session.trials[3]
    assert kept.preferred == kept.trial.stimuli[1].id
    assert (kept.rater, kept.stage, kept.response_ms) == ("heron-7", Stage.SELF, 1200)
    assert kept.comment == "the heel floats — 👟"


def test_changed_answer_supersedes_the_first(path, session):
    first = session.record(0, "realism", GivenAnswer("a"))
    second = session.record(0, "realism", GivenAnswer("tie"))
    assert second.result(10).supersedes == first.result(10).id
    assert [j.answer for j in judgments_in(path)] == ["tie"]
    assert [j.answer for j in judgments_in(path, superseded=True)] == ["a", "tie"]


def test_answers_are_kept_in_the_order_given(path, session):
    for position in (2, 0, 3, 1):
        session.record(position, "realism", GivenAnswer("a"))
    session.close()
    kept = judgments_in(path)
    assert [j.trial.position for j in kept] == [2, 0, 3, 1]
    assert [j.counter for j in kept] == [1, 2, 3, 4]


def test_rating_keeps_its_score_or_that_it_could_not_be_judged(tmp_path):
    path = a_study_file(tmp_path, a_study(method=Method.ACR))
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("5", score=5))
    session.record(1, "realism", GivenAnswer(Answer.CANNOT_JUDGE))
    session.close()
    kept = judgments_in(path)
    assert [(j.answer, j.score, j.preferred) for j in kept] == [
        ("5", 5, None),
        ("cannot_judge", None, None),
    ]


@pytest.mark.parametrize(
    ("method", "criterion", "given"),
    [
        (Method.PC, "realism", GivenAnswer("c")),
        (Method.PC, "beauty", GivenAnswer("a")),
        (Method.ACR, "realism", GivenAnswer("tie")),
        (Method.ACR, "realism", GivenAnswer("4", score=5)),
        (Method.ACR, "realism", GivenAnswer("6", score=6)),
        (Method.ACR, "realism", GivenAnswer("0", score=0)),
    ],
)
def test_answer_the_question_does_not_have_is_refused(
    tmp_path, method, criterion, given
):
    path = a_study_file(tmp_path, a_study(method=method))
    session = a_rater_session(path)
    with pytest.raises(ValueError, match=r"."):
        session.record(0, criterion, given)
    session.close()
    assert judgments_in(path, superseded=True) == ()


def test_certificates_and_skips_come_back_as_they_were(path, session):
    session.record_certificate(1, a_certificate()).result(10)
    session.record_skip(2, "s001-x0.mp4 is gone.").result(10)
    assert session.skipped == {2}
    with open_study(path) as study_file:
        [certificate], [skip] = study_file.certificates(), study_file.skips()
    assert certificate.certificate == a_certificate()
    assert (certificate.position, certificate.rater) == (1, "heron-7")
    assert (skip.position, skip.reason) == (2, "s001-x0.mp4 is gone.")


def test_trials_are_drawn_once_and_never_again(path, session):
    session.record(0, "realism", GivenAnswer("a"))
    session.close()
    again = a_rater_session(path, seed=99)
    assert again.session == session.session
    assert [j.answer for j in again.judgments] == ["a"]
    again.close()
    with open_study(path) as study_file:
        assert study_file.sessions() == (session.session,)


def test_raters_of_a_stage_get_their_own_draw(path):
    sessions = []
    for rater in ("heron-7", "wren-2"):
        opened = a_rater_session(path, rater, stage=Stage.PEERS, seed=5)
        opened.close()
        sessions.append(opened.session)
    for ordinal, drawn in enumerate(sessions):
        design = draw_trials(a_study(), Stage.PEERS, seed=5, ordinal=ordinal)
        assert drawn.trials == design.trials
        assert drawn.notes == design.notes


def test_new_head_on_a_second_machine_wins_over_the_first(path, session):
    for answer in ("a", "b", "a"):
        session.record(0, "realism", GivenAnswer(answer))
    session.close()
    elsewhere = a_rater_session(path, key=OTHER_KEY)
    elsewhere.record(0, "realism", GivenAnswer("tie"))
    elsewhere.close()
    assert [j.answer for j in judgments_in(path)] == ["tie"]
    assert len(judgments_in(path, superseded=True)) == 4


def test_only_its_own_author_supersedes_a_judgment(path, session):
    first = session.record(0, "realism", GivenAnswer("a")).result(10)
    session.close()
    stranger = a_rater_session(path, "wren-2", stage=Stage.SELF)
    stranger.record(0, "realism", GivenAnswer("b")).result(10)
    stranger.close()
    db = connect(path)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(
        "INSERT INTO event SELECT '0' || substr(id, 2, 34) || 'z', rater, installation,"
        " counter + 1, kind, session, position, ?, contract_version, made_at,"
        " content_sha256 FROM event WHERE rater = 'wren-2'",
        [first.id],
    )
    db.close()
    assert {j.rater for j in judgments_in(path)} == {"heron-7", "wren-2"}


def test_hash_vouches_for_every_column(path, session):
    session.record(0, "realism", GivenAnswer("a", response_ms=5, comment="é"))
    session.record_certificate(0, a_certificate())
    session.record_skip(1, "gone")
    session.close()
    db = connect(path)
    for row in list(db.query("SELECT * FROM event")):
        envelope = {name: row[name] for name in Envelope.__slots__}
        [body] = db.query(f"SELECT * FROM {row['kind']} WHERE event = ?", [row["id"]])
        panes = db.query(
            "SELECT * FROM pane_certificate WHERE event = ? ORDER BY place", [row["id"]]
        )
        rows = [{k: v for k, v in r.items() if k != "event"} for r in (body, *panes)]
        assert event_sha256(envelope, rows[0], tuple(rows[1:])) == row["content_sha256"]
    db.close()


def test_other_raters_rate_at_the_same_time(path, session):
    other = a_rater_session(path, "wren-2")
    futures = [
        each.record(position, "realism", GivenAnswer("a"))
        for position in range(4)
        for each in (session, other)
    ]
    wait(futures, 20)
    other.close()
    assert len(judgments_in(path)) == 8


def test_closing_leaves_one_file(path, session):
    session.record(0, "realism", GivenAnswer("a"))
    assert session.close()
    assert files_beside(path) == [path.name]


def test_nothing_is_recorded_after_closing(session):
    session.close()
    session.close()
    with pytest.raises(ValueError, match="closed"):
        session.record(0, "realism", GivenAnswer("a"))


def test_author_is_rater_and_installation(path, session):
    session.record(0, "realism", GivenAnswer("a"))
    session.close()
    db = connect(path)
    [row] = db.query("SELECT rater, installation FROM event")
    db.close()
    assert row == {"rater": "heron-7", "installation": KEY}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("half \ud83d", "half �"),
        ("\ud83d\udc5f", "👟"),
        ("\udcff", "�"),
        ("\0 and\r\nmore\t", "\0 and\r\nmore\t"),
        ("é e\u0301", "é e\u0301"),
    ],
)
def test_any_comment_is_kept(path, session, typed, kept):
    given = GivenAnswer("a", comment=typed)
    assert session.record(0, "realism", given).result(10).comment == kept
    session.record_skip(1, typed).result(10)
    with open_study(path) as study_file:
        assert [j.comment for j in study_file.judgments()] == [kept]
        assert [skip.reason for skip in study_file.skips()] == [kept]


@pytest.mark.parametrize("alias", ["", "  \n", "a" * 65, "a\0b", "a\u202eb"])
def test_alias_that_is_none_is_refused_in_words(path, alias):
    with pytest.raises(UnusableAliasError, match="cannot be a rater's alias"):
        a_rater_session(path, alias)


@pytest.mark.parametrize("alias", [" renée", "rene\u0301e\n", "rene\u0301e"])
def test_alias_has_one_spelling(path, alias):
    session = a_rater_session(path, alias)
    assert session.session.rater == "renée"
    session.close()
    with open_study(path) as study_file:
        assert len(study_file.sessions()) == 1


def test_event_whose_commit_was_in_doubt_is_kept_once(path, session):
    envelope = Envelope(
        id=new_id(),
        rater="heron-7",
        installation=KEY,
        kind="skip",
        session=session.session.id,
        position=0,
        supersedes=None,
        contract_version=1,
        made_at=0,
    )
    db = connect(path)
    first = append(db, envelope, {"reason": "It is gone."})
    session.record(0, "realism", GivenAnswer("a")).result(10)
    assert append(db, envelope, {"reason": "It is gone."}) == first
    db.close()
    assert (first.counter, len(judgments_in(path))) == (1, 1)
