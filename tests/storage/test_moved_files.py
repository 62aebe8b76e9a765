"""A study file that is moved, deleted or replaced while somebody rates."""

import shutil
import subprocess
import sys
import threading

import pytest

from storage.connection import connect
from storage.errors import StudyGoneError
from storage.rater_session import GivenAnswer
from tests.conftest import ROOT
from tests.storage.study_files import files_beside, judge, judgments_in

GONE = "the study file is gone: moved, deleted, replaced or unplugged. Put it back"


@pytest.fixture
def hears(session):
    """Return the sentences a window would show, and an event for each turn."""
    told, clear, sentences = threading.Event(), threading.Event(), []

    def hear(sentence):
        sentences.append(sentence)
        (told if sentence else clear).set()

    session.tell_trouble_to(hear)
    return told, clear, sentences


def wait_for_trouble(hears):
    told, _, sentences = hears
    assert told.wait(30)
    assert GONE in sentences[-1]
    assert "/" not in sentences[-1]


def test_answers_wait_until_a_moved_study_is_put_back(path, session, hears):
    session.record(0, "realism", GivenAnswer("a")).result(10)
    elsewhere = path.with_name("elsewhere.beholder")
    path.rename(elsewhere)
    waiting = session.record(1, "realism", GivenAnswer("b"))
    wait_for_trouble(hears)
    assert not waiting.done()
    # What was acknowledged went along with the file.
    copy = path.with_name("copy.beholder")
    shutil.copy(elsewhere, copy)
    assert [j.answer for j in judgments_in(copy)] == ["a"]
    copy.unlink()
    elsewhere.rename(path)
    assert waiting.result(30).answer == "b"
    assert hears[1].wait(30)
    assert session.close()
    assert [j.answer for j in judgments_in(path)] == ["a", "b"]
    assert files_beside(path) == [path.name]


def test_moved_folder_is_noticed_too(path, session, hears):
    moved = path.parent.with_name("moved")
    path.parent.rename(moved)
    waiting = session.record(0, "realism", GivenAnswer("a"))
    wait_for_trouble(hears)
    moved.rename(path.parent)
    waiting.result(30)
    assert session.close()
    assert len(judgments_in(path)) == 1


def test_older_copy_in_its_place_is_not_taken_for_the_study(path, session, hears):
    older = path.with_name("older.beholder")
    shutil.copy(path, older)
    session.record(0, "realism", GivenAnswer("a")).result(10)
    current = path.with_name("current.beholder")
    path.rename(current)
    shutil.copy(older, path)
    waiting = session.record(1, "realism", GivenAnswer("b"))
    wait_for_trouble(hears)
    current.replace(path)
    assert waiting.result(30).answer == "b"
    assert session.close()
    assert [j.answer for j in judgments_in(path)] == ["a", "b"]


def test_something_else_in_its_place_is_left_alone(path, session, hears):
    session.record(0, "realism", GivenAnswer("a")).result(10)
    current = path.with_name("current.beholder")
    path.rename(current)
    path.write_text("a shopping list")
    waiting = session.record(1, "realism", GivenAnswer("b"))
    wait_for_trouble(hears)
    assert path.read_text() == "a shopping list"
    current.replace(path)
    waiting.result(30)
    assert session.close()
    assert len(judgments_in(path)) == 2


def test_study_that_stays_away_is_told_at_the_end(path, session, hears):
    path.unlink()
    lost = session.record(0, "realism", GivenAnswer("a"))
    wait_for_trouble(hears)
    assert not session.close(patience=0)
    assert isinstance(lost.exception(0), StudyGoneError)
    assert not path.exists()


TAKEN_WAL = """
import os, sys
from pathlib import Path
from storage.rater_session import GivenAnswer
from tests.storage.study_files import a_rater_session
path = Path(sys.argv[1])
session = a_rater_session(path)
session.record(0, 'realism', GivenAnswer('a')).result(10)
wal = path.with_name(path.name + '-wal')
if wal.exists():
    wal.unlink()
session.record(1, 'realism', GivenAnswer('b')).result(10)
session.record(2, 'realism', GivenAnswer('a')).result(10)
os._exit(0)
"""


def test_answers_survive_the_loss_of_the_wal(path):
    run = [sys.executable, "-c", TAKEN_WAL, str(path)]
    subprocess.run(run, cwd=ROOT, check=True, timeout=60)
    assert [j.answer for j in judgments_in(path)] == ["a", "b", "a"]


KILLED = """
import os, sys
from pathlib import Path
from storage.connection import connect
from storage.events import Envelope, append
from storage.rater_session import GivenAnswer
from storage.uuid7 import new_id
from tests.storage.study_files import KEY, a_certificate, a_rater_session
path = Path(sys.argv[1])
session = a_rater_session(path)
session.record(0, 'realism', GivenAnswer('a')).result(10)
db = connect(path)
db.execute("PRAGMA cache_size = 1")  # half of it is on the disk before the commit
db.execute("BEGIN IMMEDIATE")
for number in range(300):
    envelope = Envelope(new_id(), 'wren-2', KEY, 'skip', session.session.id, 0, None,
                        1, 0)
    append(db, envelope, {'reason': 'x' * 500})
os.kill(os.getpid(), 9)
"""


def test_program_killed_in_the_middle_of_writing_leaves_whole_answers(path):
    run = [sys.executable, "-c", KILLED, str(path)]
    done = subprocess.run(run, cwd=ROOT, check=False, timeout=60)
    assert done.returncode == -9
    judge(path, 1, rater="wren-2")
    assert sorted(j.rater for j in judgments_in(path)) == ["heron-7", "wren-2"]
    db = connect(path)
    assert db.execute("SELECT count(*) FROM skip").fetchone()[0] == 0
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    db.close()
    assert files_beside(path) == [path.name]
