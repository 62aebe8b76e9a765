"""Several programs write one study at once, while somebody reads the results."""

# ruff: noqa: T201  # the figures are what is wanted

import subprocess
import sys
from itertools import cycle

import pytest

from storage.connection import connect, disconnect
from storage.study_file import open_study
from tests.builders import a_study
from tests.conftest import ROOT
from tests.storage.study_files import a_study_file, files_beside

RATER = """
import sys, time
from itertools import cycle, islice
from pathlib import Path
from storage.rater_session import GivenAnswer
from tests.storage.study_files import a_rater_session
path, rater, answers = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
session = a_rater_session(path, rater)
told, slowest = [], 0.0
session.tell_trouble_to(told.append)
questions = [(trial.position, criterion.name) for trial in session.session.trials
             for criterion in session.study.criteria_of(trial)]
for position, criterion in islice(cycle(questions), answers):
    began = time.perf_counter()
    session.record(position, criterion, GivenAnswer('a')).result(60)
    slowest = max(slowest, time.perf_counter() - began)
print(session.close(), len(told), slowest)
"""


def rate_together(path, raters, answers):
    """Return the longest wait for one answer in seconds."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", RATER, str(path), f"rater-{number}", str(answers)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(raters)
    ]
    with open_study(path, read_only=True) as reader:
        for program in cycle(programs):
            reader.record()
            if all(each.poll() is not None for each in programs):
                break
            if program.poll() is None:
                reader.judgments(superseded=True)
    ended = [program.communicate(timeout=60)[0].split() for program in programs]
    assert [(saved, told) for saved, told, _ in ended] == [("True", "0")] * raters
    return max(float(slowest) for *_, slowest in ended)


def assert_whole(path, raters, answers):
    with open_study(path, read_only=True) as study_file:
        kept = study_file.judgments(superseded=True)
    assert len(kept) == raters * answers
    for number in range(raters):
        counters = [j.counter for j in kept if j.rater == f"rater-{number}"]
        assert counters == list(range(1, answers + 1))
    db = connect(path)
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    disconnect(db)
    assert files_beside(path) == [path.name]


def test_three_raters_at_once_lose_nothing(tmp_path):
    path = a_study_file(tmp_path)
    rate_together(path, 3, 20)
    assert_whole(path, 3, 20)


@pytest.mark.heavy
def test_eight_raters_at_once_lose_nothing(tmp_path):
    path = a_study_file(tmp_path, a_study(3, 20))
    slowest = rate_together(path, 8, 500)
    assert_whole(path, 8, 500)
    print(f"\n8 programs × 500 answers with a reader: slowest answer {slowest:.2f} s")
