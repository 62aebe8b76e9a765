"""What keeping answers costs: a durable commit, and reading a large record."""

# ruff: noqa: T201  # the figures are what is wanted

import os
import statistics
import time
from functools import partial

import pytest

from evaluators.study import Stage
from storage.connection import connect, disconnect, immediate
from storage.events import Envelope, append
from storage.rater_session import GivenAnswer
from storage.sessions import draw_session
from storage.study_connection import StudyConnection
from storage.study_file import open_study
from storage.uuid7 import new_id
from tests.builders import a_study
from tests.storage.study_files import KEY, a_rater_session, a_study_file

pytestmark = pytest.mark.heavy

ROUNDS = 300
RATERS = 530  # of 63 trials with three questions: 100 000 judgments


def seconds(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def milliseconds(times):
    fifth, half, last = (statistics.quantiles(times, n=20)[n] for n in (0, 9, 18))
    return f"p50 {half * 1e3:.2f} ms (p5 {fifth * 1e3:.2f}, p95 {last * 1e3:.2f})"


def an_event(session, kind, position=0):
    return Envelope(
        new_id(), session.rater, KEY, kind, session.id, position, None, 1, 0
    )


def test_durable_commit_beside_a_flush_of_the_same_minute(tmp_path):
    path = a_study_file(tmp_path, a_study(4, 50))
    session = a_rater_session(path)
    direct = StudyConnection(path)
    plain = os.open(tmp_path / "plain", os.O_CREAT | os.O_WRONLY)
    flushes, commits, answers = [], [], []

    def flush():
        os.write(plain, bytes(4096))
        os.fdatasync(plain)

    def event(db, envelope):
        append(db, envelope, {"reason": "x"})

    for number in range(ROUNDS):
        flushes.append(seconds(flush))
        envelope = an_event(session.session, "skip")
        commits.append(
            seconds(lambda e=envelope: direct.commit(partial(event, envelope=e)))
        )
        given, position = GivenAnswer("a"), number % 24
        answers.append(
            seconds(
                lambda p=position, g=given: session.record(p, "realism", g).result(9)
            )
        )
    os.close(plain)
    direct.close()
    assert session.close()
    flush_ms, commit_ms = (statistics.median(t) * 1e3 for t in (flushes, commits))
    print(f"\nfdatasync of 4 KiB: {milliseconds(flushes)}")
    print(f"commit in storage:  {milliseconds(commits)}")
    print(f"answer to known:    {milliseconds(answers)}")
    print(f"ratio of medians: {commit_ms / flush_ms:.2f} (target 2)")


def rate_all(path, study):
    """Let everybody answer everything; return how many answers, and the seconds."""
    db, count, took = connect(path), 0, 0.0
    for number in range(RATERS):
        with immediate(db):
            rater = f"rater-{number}"
            session = draw_session(db, study, Stage.EXTERNAL, rater, number)
            questions = [
                (trial, criterion.name)
                for trial in session.trials
                for criterion in study.criteria_of(trial)
            ]
            began = time.perf_counter()
            for trial, criterion in questions:
                envelope = an_event(session, "preference", trial.position)
                append(db, envelope, a_preference(trial, criterion))
            took += time.perf_counter() - began
            count += len(questions)
    disconnect(db)
    return count, took


def a_preference(trial, criterion):
    return {
        "criterion": criterion,
        "answer": "a",
        "preferred": trial.stimuli[0].id,
        "response_ms": 1,
        "comment": "",
    }


def test_study_of_five_hundred_clips_and_a_hundred_thousand_judgments(tmp_path):
    study = a_study(5, 100)
    path = tmp_path / "shoes.beholder"
    made = seconds(lambda: a_study_file(tmp_path, study))
    count, took = rate_all(path, study)
    size = path.stat().st_size / 1e6
    print(f"\n500 clips: made in {made * 1e3:.0f} ms")
    print(f"{count} judgments, {RATERS} raters, {size:.0f} MB: {count / took:.0f}/s in")
    opened = seconds(lambda: open_study(path, read_only=True).close())
    print(f"open: {opened * 1e3:.0f} ms")
    with open_study(path, read_only=True) as file:
        for name in ("sessions", "judgments", "record"):
            print(f"{name}: {seconds(getattr(file, name)):.2f} s")
    for rater in ("rater-7", "somebody new"):
        began = time.perf_counter()
        session = a_rater_session(path, rater, stage=Stage.EXTERNAL)
        took = time.perf_counter() - began
        print(f"a session of {rater} opens in {took * 1e3:.0f} ms")
        assert session.close()
