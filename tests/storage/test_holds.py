"""A rater's session is held by one program at a time, and never for ever."""

import os
import subprocess
import sys
import time
from datetime import datetime

import pytest

from evaluators.study import Stage
from storage.connection import connect
from storage.errors import StudyHeldError
from storage.rater_session import GivenAnswer
from tests.conftest import ROOT
from tests.storage.study_files import (
    OTHER_KEY,
    a_rater_session,
    judgments_in,
)

MINUTE_US = 60_000_000


def now_us():
    return time.time_ns() // 1000


def change_hold(path, **columns):
    db = connect(path)
    for name, value in columns.items():
        db.execute(f"UPDATE hold SET {name} = ?", [value])
    db.close()


def in_another_process(path, ending):
    child = (
        "import os, sys; from pathlib import Path\n"
        "from tests.storage.study_files import a_rater_session\n"
        f"session = a_rater_session(Path(sys.argv[1]))\n{ending}"
    )
    return [sys.executable, "-c", child, str(path)]


def test_second_window_of_the_same_rater_is_told_who_and_since_when(path, session):
    with pytest.raises(StudyHeldError) as error:
        a_rater_session(path)
    told = str(error.value)
    assert "heron-7 has this study open in another window since " in told
    assert f"process {os.getpid()}" in told
    assert str(path) in told
    assert "Close it there, or rate under another alias." in told


def test_window_open_since_another_day_tells_the_day(path, session):
    long_ago = datetime(2026, 3, 1, 14, 5).astimezone()
    change_hold(path, since=int(long_ago.timestamp() * 1e6))
    with pytest.raises(StudyHeldError, match="since 01 Mar, 14:05"):
        a_rater_session(path)


def test_other_process_is_told_at_once(path, session):
    run = in_another_process(path, "session.close()")
    done = subprocess.run(
        run, cwd=ROOT, check=False, capture_output=True, text=True, timeout=60
    )
    assert f"process {os.getpid()}" in done.stderr
    session.record(0, "realism", GivenAnswer("a")).result(10)


def test_closed_session_may_be_opened_again(path, session):
    session.close()
    a_rater_session(path).close()


def test_one_rater_may_have_two_stages_open(path, session):
    """Both count on: what is answered in one comes after the other's."""
    other = a_rater_session(path, stage=Stage.PEERS)
    kept = [
        each.record(position, "realism", GivenAnswer("a")).result(10)
        for position in range(3)
        for each in (session, other)
    ]
    assert [judgment.counter for judgment in kept] == [1, 2, 3, 4, 5, 6]
    assert other.close()
    assert len(judgments_in(path)) == 6


def test_hold_of_a_process_that_died_is_taken_over_at_once(path):
    run = in_another_process(path, "os._exit(1)")
    subprocess.run(run, cwd=ROOT, check=False, timeout=60)
    db = connect(path)
    assert db.execute("SELECT count(*) FROM hold").fetchone()[0] == 1
    db.close()
    a_rater_session(path).close()


def test_hold_of_a_younger_process_with_the_same_number_is_stale(path, session):
    change_hold(path, started="1")
    a_rater_session(path).close()


@pytest.mark.parametrize("ago", [10 * MINUTE_US, -10 * MINUTE_US])
def test_clock_of_this_machine_does_not_matter(path, session, ago):
    change_hold(path, beat=now_us() - ago)
    with pytest.raises(StudyHeldError):
        a_rater_session(path)


@pytest.mark.parametrize("unknown", [{"machine_id": "f" * 16}, {"started": ""}])
def test_hold_counts_while_it_is_renewed_where_nothing_else_is_known(
    path, session, unknown
):
    change_hold(path, machine="kestrel", **unknown)
    with pytest.raises(StudyHeldError, match="on kestrel"):
        a_rater_session(path)
    change_hold(path, beat=now_us() - 2 * MINUTE_US)
    a_rater_session(path).close()


def test_hold_from_a_clock_far_ahead_does_not_last_for_ever(path, session):
    change_hold(path, machine_id="f" * 16, beat=now_us() + 2 * MINUTE_US)
    a_rater_session(path).close()


def test_window_whose_session_was_taken_over_saves_nothing_more(path, session):
    change_hold(path, machine_id="f" * 16, beat=0)
    other = a_rater_session(path, key=OTHER_KEY)
    heard = []
    session.tell_trouble_to(heard.append)
    with pytest.raises(StudyHeldError, match="another window meanwhile"):
        session.record(0, "realism", GivenAnswer("a")).result(10)
    assert "another window meanwhile" in heard[0]
    other.record(0, "realism", GivenAnswer("b")).result(10)
    other.close()
    assert not session.close()
    assert heard[-1]


def test_session_that_could_not_be_released_may_be_opened_again_here(path, impatient):
    session = a_rater_session(path)
    locker = connect(path)
    locker.execute("BEGIN IMMEDIATE")
    assert session.close(patience=0)
    locker.execute("ROLLBACK")
    assert locker.execute("SELECT count(*) FROM hold").fetchone()[0] == 1
    locker.close()
    a_rater_session(path).close()
