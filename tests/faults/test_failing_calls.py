"""System calls that fail while somebody rates: nothing is lost, nothing comes twice."""

# ruff: noqa: T201  # the figures are what is wanted

import re
import shutil
import subprocess
import sys

import pytest

from storage.connection import connect
from tests.conftest import ROOT
from tests.storage.study_files import a_study_file, judgments_in

ANSWERS = 12
FLUSH = "fsync,fdatasync"  # engines differ in which one they call
RATING = f"""
import sys
from pathlib import Path
from storage.rater_session import GivenAnswer
from tests.storage.study_files import a_rater_session
session = a_rater_session(Path(sys.argv[1]))
told = []
session.tell_trouble_to(told.append)
questions = [(p, c) for p in range(4) for c in ('realism', 'aesthetics', 'stability')]
futures = [session.record(*each, GivenAnswer('a')) for each in questions[:{ANSWERS}]]
for future in futures:
    print(future.result(60).id, flush=True)
print(session.close(), *told, sep='|', flush=True)
"""


def rate_while(path, call, error, when):
    """Rate while calls on the study fail; return the ids acknowledged and what was
    told, or the error where no session could be opened."""
    if shutil.which("strace") is None:
        pytest.skip("failing calls need strace")
    words = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}")
    fault = ["-e", f"inject={call}:error={error}:when={when}"]
    for end in ("", "-wal", "-journal"):  # of the study alone
        fault += ["-P", f"{path}{end}"]
    run = [*words, *fault, sys.executable, "-c", RATING, str(path)]
    done = subprocess.run(run, cwd=ROOT, check=False, timeout=120, capture_output=True)
    if b"ptrace" in done.stderr.lower():
        pytest.skip("failing calls need the right to trace")
    if done.returncode:
        return done.stderr.decode()
    *saved, end = done.stdout.decode().splitlines()
    return saved, end


def assert_all_is_there(path, saved):
    assert len(saved) == ANSWERS
    assert [j.id for j in judgments_in(path, superseded=True)] == saved
    db = connect(path)
    assert db.execute("SELECT count(*) FROM event").fetchone()[0] == ANSWERS
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    db.close()


@pytest.mark.parametrize(
    ("call", "error", "when"),
    [
        (FLUSH, "EIO", "4+7"),
        ("pwrite64", "ENOSPC", "15+25"),
        ("pwrite64", "EIO", "15+25"),
    ],
)
def test_calls_that_fail_again_and_again_cost_no_answer(tmp_path, call, error, when):
    path = a_study_file(tmp_path)
    saved, end = rate_while(path, call, error, when)
    assert_all_is_there(path, saved)
    assert "The last answer is not saved: the disk" in end


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("call", "error"),
    [
        (FLUSH, "EIO"),
        ("pwrite64", "ENOSPC"),
        ("pwrite64", "EIO"),
        ("pread64", "EIO"),
        ("ftruncate", "EIO"),
    ],
)
def test_each_of_many_calls_may_fail(tmp_path, call, error):
    heard = 0
    for when in range(1, 61, 2):
        folder = tmp_path / str(when)
        folder.mkdir()
        path = a_study_file(folder)
        outcome = rate_while(path, call, error, when)
        if isinstance(outcome, str):  # before there was a session to lose answers of
            assert re.search(r"storage\.errors\.\w+Error: ", outcome)
            continue
        saved, end = outcome
        assert_all_is_there(path, saved)
        heard += end.count("not saved")
    print(f"\n{call} fails with {error} at 30 places: told {heard} times, 0 lost")
