"""The engine that comes with Python serves where the newer one has no wheel."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.storage.study_files import files_beside, judge, judgments_in

pytest.importorskip("pysqlite3", reason="that engine is the only one here")

WITH_IT = """
import sqlite3, sys, threading
sys.modules["pysqlite3"] = None
from pathlib import Path
from storage import connection
from storage.connection import connect, disconnect
from storage.errors import DamagedStudyError, RefusedRowError
from storage.engine_errors import in_words
from storage.rater_session import GivenAnswer
from storage.study_file import create_study, open_study
from tests.builders import a_study
from tests.storage.study_files import LABELS, a_rater_session, files_beside
assert connection.sqlite3 is sqlite3
connection._BUSY_MS = 50
connection._SAFE_WAL = (99,)  # as with an engine that has the fault of WAL
path = Path(sys.argv[1])
create_study(path, a_study(), LABELS)
session = a_rater_session(path)
told = threading.Event()
session.tell_trouble_to(lambda sentence: sentence and told.set())
blocker = connect(path)
assert blocker.execute("PRAGMA journal_mode").fetchone()[0] == "truncate"
assert blocker.execute("PRAGMA synchronous").fetchone()[0] == 3
blocker.execute("BEGIN IMMEDIATE")
waiting = session.record(0, "realism", GivenAnswer("a"))
assert told.wait(30)
blocker.execute("ROLLBACK")
waiting.result(30)
try:
    with in_words(path):
        blocker.execute("DELETE FROM event")
except RefusedRowError:
    print("refused")
disconnect(blocker)
assert session.close()
print(files_beside(path))
cut = path.with_name("cut.beholder")
cut.write_bytes(path.read_bytes()[:9000])
try:
    open_study(cut)
except DamagedStudyError:
    print("damaged")
"""


def test_everything_is_kept_and_told_with_the_engine_of_python(tmp_path):
    path = tmp_path / "shoes.beholder"
    run = [sys.executable, "-c", WITH_IT, str(path)]
    done = subprocess.run(
        run, cwd=ROOT, check=True, timeout=60, stdout=subprocess.PIPE, text=True
    )
    assert done.stdout.splitlines() == ["refused", f"['{path.name}']", "damaged"]
    path.with_name("cut.beholder").unlink()
    judge(path, 1)
    assert len(judgments_in(path)) == 2
    assert files_beside(path) == [path.name]
