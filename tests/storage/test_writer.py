"""The thread that commits: it ends when it should, and leaves nobody waiting."""

import subprocess
import sys
import threading
import time

import pytest
from sqlite_utils.utils import sqlite3

from storage.connection import connect
from storage.errors import StorageError, StudyBusyError
from storage.rater_session import GivenAnswer
from storage.writer import Writer
from tests.conftest import ROOT
from tests.storage.study_files import files_beside, judge, judgments_in


def nothing(*_):
    pass


@pytest.fixture
def writer(path):
    writer = Writer(path, on_trouble=nothing, beat=nothing, beat_seconds=60)
    yield writer
    writer.close(patience=0)


def test_work_runs_in_order_and_in_a_transaction(writer):
    done = []
    futures = [
        writer.submit(lambda db, n=n: done.append((n, db.conn.in_transaction)))
        for n in range(5)
    ]
    for future in futures:
        future.result(10)
    assert done == [(n, True) for n in range(5)]


def test_what_was_handed_over_cannot_be_called_back(writer):
    go = threading.Event()
    first = writer.submit(lambda _: go.wait(10))
    second = writer.submit(lambda _: "done")
    assert not first.cancel()
    assert not second.cancel()
    go.set()
    assert second.result(10) == "done"


def test_mistake_in_one_piece_of_work_stops_no_other(writer):
    def mistake(_):
        raise KeyError("oh")

    with pytest.raises(KeyError, match="oh"):
        writer.submit(mistake).result(10)
    assert writer.submit(lambda _: 1).result(10) == 1


def test_failed_work_leaves_nothing_in_the_file(path, writer):
    def half(db):
        db.execute("UPDATE medium SET path = 'elsewhere.mp4'")
        raise KeyError("oh")

    with pytest.raises(KeyError):
        writer.submit(half).result(10)
    writer.close(patience=10)
    db = connect(path)
    paths = [row[0] for row in db.execute("SELECT path FROM medium")]
    db.close()
    assert "elsewhere.mp4" not in paths


def test_beat_goes_on_while_nobody_answers(path):
    beaten = threading.Semaphore(0)
    writer = Writer(
        path,
        on_trouble=nothing,
        beat=lambda _: beaten.release(),
        beat_seconds=0.01,
    )
    assert beaten.acquire(timeout=20)
    assert beaten.acquire(timeout=20)
    writer.close(patience=10)


def test_beat_brings_what_is_committed_into_the_file_itself(path):
    """So that a copy of that file alone lacks a few seconds at most."""
    beaten = threading.Event()

    def beat(db):
        [row] = db.execute("SELECT count(*) FROM medium WHERE path = 'b.mp4'")
        if row[0]:
            beaten.set()

    writer = Writer(path, on_trouble=nothing, beat=beat, beat_seconds=0.01)
    move = "UPDATE medium SET path = 'b.mp4'"
    writer.submit(lambda db: db.execute(move) and None).result(10)
    assert beaten.wait(20)
    beaten.clear()
    assert beaten.wait(20)  # the checkpoint of the one before is done
    copy = path.with_name("copy.beholder")
    copy.write_bytes(path.read_bytes())
    writer.close(patience=10)
    db = connect(copy)
    assert {row[0] for row in db.execute("SELECT path FROM medium")} == {"b.mp4"}
    db.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_listener_that_fails_keeps_nothing_from_being_saved(path):
    def gone(_):
        raise RuntimeError("the window is gone")

    writer = Writer(path, on_trouble=gone, beat=nothing, beat_seconds=60)
    with pytest.raises(ZeroDivisionError):
        writer.submit(lambda _: 1 / 0).result(20)
    assert writer.submit(lambda _: 1).result(20) == 1
    writer.close(patience=10)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_thread_that_broke_leaves_nobody_waiting(path):
    def mistake(_):
        raise KeyError("a mistake of ours")

    writer = Writer(path, on_trouble=nothing, beat=mistake, beat_seconds=0)
    futures = [writer.submit(lambda _: 1) for _ in range(3)]
    outcomes = {type(future.exception(20)) for future in futures}
    assert outcomes <= {type(None), StorageError}
    with pytest.raises(StorageError, match="Nothing is saved any more"):
        writer.submit(lambda _: 1).result(20)
    writer.close(patience=10)


def test_patience_ends_and_tells_what_is_not_saved(path, impatient, session):
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    futures = [
        session.record(position, "realism", GivenAnswer("a")) for position in range(4)
    ]
    began = time.monotonic()
    assert not session.close(patience=0.1)
    assert time.monotonic() - began < 30  # one wait for the lock, not one for each
    assert all(isinstance(f.exception(0), StudyBusyError) for f in futures)
    assert not session.close()
    blocker.execute("ROLLBACK")
    blocker.close()
    assert judgments_in(path) == ()


def test_no_patience_still_saves_where_the_disk_is_well(path, session):
    for position in range(4):
        session.record(position, "realism", GivenAnswer("a"))
    assert session.close(patience=0)
    assert len(judgments_in(path)) == 4
    assert files_beside(path) == [path.name]


def test_closing_ends_the_thread(path):
    before = threading.active_count()
    judge(path)
    assert threading.active_count() == before


ENDING = """
import sys
from pathlib import Path
from storage.connection import connect
from storage.rater_session import GivenAnswer
from tests.storage.study_files import a_rater_session
path = Path(sys.argv[1])
session = a_rater_session(path)
for position in range(4):
    session.record(position, 'realism', GivenAnswer('a'))
"""


@pytest.mark.parametrize(
    ("ending", "code"), [("", 0), ("raise KeyError", 1), ("sys.exit(3)", 3)]
)
def test_program_that_ends_without_closing_still_saves_and_ends(path, ending, code):
    run = [sys.executable, "-c", ENDING + ending, str(path)]
    done = subprocess.run(run, cwd=ROOT, check=False, timeout=60, capture_output=True)
    assert done.returncode == code
    assert len(judgments_in(path)) == 4
    assert files_beside(path) == [path.name]


def test_program_ends_even_where_nothing_can_be_saved(path):
    blocked = ENDING.replace(
        "for position",
        "db = connect(path); db.execute('BEGIN IMMEDIATE')\nfor position",
    )
    run = [sys.executable, "-c", blocked + "raise KeyError", str(path)]
    done = subprocess.run(run, cwd=ROOT, check=False, timeout=60, capture_output=True)
    assert done.returncode == 1
    assert judgments_in(path) == ()


def test_lock_that_lasts_is_told_and_survived(path, impatient, session):
    told, clear = threading.Event(), threading.Event()
    sentences = []

    def hear(sentence):
        sentences.append(sentence)
        (told if sentence else clear).set()

    session.tell_trouble_to(hear)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    future = session.record(0, "realism", GivenAnswer("a"))
    assert told.wait(30)
    assert "not saved: another program keeps the study locked" in sentences[0]
    assert not future.done()
    blocker.execute("ROLLBACK")
    blocker.close()
    assert future.result(30).answer == "a"
    assert clear.wait(30)


def test_all_clear_is_not_given_once_an_answer_was_refused(path):
    heard = []
    writer = Writer(path, on_trouble=heard.append, beat=nothing, beat_seconds=60)
    with pytest.raises(ZeroDivisionError):
        writer.submit(lambda _: 1 / 0).result(10)
    writer.submit(lambda _: 1).result(10)
    writer.close(patience=10)
    assert [bool(sentence) for sentence in heard] == [True]
