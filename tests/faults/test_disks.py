"""Real disks that fill up, turn read-only or lose their power while somebody rates."""

# ruff: noqa: T201  # the figures are what is wanted

import random
import subprocess
import sys
import threading

import pytest

from storage import connection
from storage.rater_session import GivenAnswer
from tests.builders import a_study
from tests.conftest import ROOT
from tests.faults.disks import a_disk_with_a_plug, a_small_disk, write_protected
from tests.storage.study_files import (
    a_rater_session,
    a_study_file,
    files_beside,
    judgments_in,
)

TRIALS = 24  # of a session in the stage self
WAIT = 60  # seconds, where the machine is busy


class Listener:
    """Hears what a window would show about the disk."""

    def __init__(self, session):
        self.told, self.clear, self.sentences = threading.Event(), threading.Event(), []
        session.tell_trouble_to(self)

    def __call__(self, sentence):
        self.sentences.append(sentence)
        (self.told if sentence else self.clear).set()


def answers(session):
    """Yield the futures of one answer after another, for ever."""
    asked = [
        (trial.position, criterion.name)
        for trial in session.session.trials
        for criterion in session.study.criteria_of(trial)
    ]
    while True:
        for position, criterion in asked:
            given = GivenAnswer("a", comment="x" * 400)
            yield session.record(position, criterion, given)


def test_full_disk_is_told_and_nothing_is_lost_once_there_is_room(tmp_path):
    with a_small_disk(tmp_path / "disk", "1m") as disk:
        ballast = disk / "ballast"
        path = a_study_file(disk)
        session = a_rater_session(path)
        heard = Listener(session)
        ballast.write_bytes(bytes(300_000))
        saved = []
        for future in answers(session):
            while not future.done() and not heard.told.wait(0.01):
                pass
            if heard.told.is_set():
                waiting = future
                break
            saved.append(future.result(0).id)
        assert "the disk is full. Free some space" in heard.sentences[0]
        assert not waiting.done()
        assert {j.id for j in judgments_in(path, superseded=True)} >= set(saved)
        ballast.unlink()
        saved.append(waiting.result(WAIT).id)
        assert heard.clear.wait(WAIT)
        assert session.close()
        assert [j.id for j in judgments_in(path, superseded=True)] == saved
        assert files_beside(path) == [path.name]


LIMITED = """
import resource, sys, threading
from pathlib import Path
from storage.rater_session import GivenAnswer
from tests.storage.study_files import a_rater_session
session = a_rater_session(Path(sys.argv[1]))
heard = []
told = threading.Event()
session.tell_trouble_to(lambda words: heard.append(words) or words and told.set())
size, most = 200_000, resource.RLIM_INFINITY
resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
futures = [session.record(n % 24, "realism", GivenAnswer("a", comment="x" * 9000))
           for n in range(60)]
assert told.wait(60)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
for future in futures:
    print(future.result(60).id)
print(session.close(), heard[0], sep="|")
"""


def test_limit_on_the_size_of_files_is_told_and_waited_for(tmp_path):
    pytest.importorskip("resource", reason="no such limit there")
    path = a_study_file(tmp_path, a_study(2, 30))
    run = [sys.executable, "-c", LIMITED, str(path)]
    done = subprocess.run(
        run, cwd=ROOT, check=True, timeout=120, stdout=subprocess.PIPE, text=True
    )
    *saved, end = done.stdout.splitlines()
    assert end.startswith("True|The last answer is not saved: the disk")
    assert [j.id for j in judgments_in(path, superseded=True)] == saved


def test_study_that_finds_no_room_is_not_begun(tmp_path):
    from storage.errors import DiskFullError

    with a_small_disk(tmp_path / "disk", "128k") as disk:
        with pytest.raises(DiskFullError, match="disk is full"):
            a_study_file(disk, a_study(5, 200))
        assert list(disk.iterdir()) == []


def test_disk_that_turns_read_only_is_told_until_it_may_be_written(tmp_path):
    with a_small_disk(tmp_path / "disk", "4m") as disk:
        path = a_study_file(disk)
        session = a_rater_session(path)
        heard = Listener(session)
        with write_protected(disk):
            waiting = session.record(0, "realism", GivenAnswer("a"))
            assert heard.told.wait(WAIT)
            assert "may only be read now. Allow writing" in heard.sentences[0]
            assert not waiting.done()
        waiting.result(WAIT)
        assert heard.clear.wait(WAIT)
        assert session.close()
        assert len(judgments_in(path)) == 1


def cut_power_while_rating(folder, cut):
    """Return the ids shown as saved before the cut, and those found after it."""
    with a_disk_with_a_plug(folder) as disk:
        path = a_study_file(disk.folder)
        session = a_rater_session(path)
        saved = []
        for number, future in enumerate(answers(session)):
            saved.append(future.result(WAIT).id)
            if number == cut:
                break
        disk.cut_power()
        heard = Listener(session)
        lost = session.record(0, "realism", GivenAnswer("b"))
        assert heard.told.wait(WAIT)
        assert "not saved: the disk" in heard.sentences[0]
        assert not session.close(patience=0)
        assert lost.exception(0) is not None
        disk.unplug()
        disk.plug_in()
        again = a_rater_session(path)
        found = [j.id for j in judgments_in(path, superseded=True)]
        again.record(0, "realism", GivenAnswer("tie")).result(WAIT)
        assert again.close()
        assert judgments_in(path)[-1].answer == "tie"
    return saved, found


@pytest.mark.parametrize("cut", [0, 1, 17])
def test_what_was_shown_as_saved_is_there_after_a_power_cut(tmp_path, cut):
    saved, found = cut_power_while_rating(tmp_path, cut)
    assert found == saved


def test_disk_that_was_told_to_hurry_does_lose_answers(tmp_path, monkeypatch):
    """Else the test above would prove nothing."""
    monkeypatch.setattr(connection, "durable_mode", lambda _: ("WAL", "NORMAL"))
    saved, found = cut_power_while_rating(tmp_path, 17)
    assert len(found) < len(saved)


@pytest.mark.parametrize("mode", [("TRUNCATE", "EXTRA")])
def test_journal_of_older_engines_keeps_them_too(tmp_path, monkeypatch, mode):
    monkeypatch.setattr(connection, "durable_mode", lambda _: mode)
    saved, found = cut_power_while_rating(tmp_path, 17)
    assert found == saved


@pytest.mark.heavy
@pytest.mark.parametrize("mode", [("WAL", "FULL"), ("TRUNCATE", "EXTRA")])
def test_a_hundred_power_cuts_lose_no_answer(tmp_path, monkeypatch, mode):
    monkeypatch.setattr(connection, "durable_mode", lambda _: mode)
    chance, answered = random.Random(4), 0  # noqa: S311  # the same cuts every time
    for number in range(100):
        folder = tmp_path / str(number)
        folder.mkdir()
        saved, found = cut_power_while_rating(folder, chance.randrange(90))
        assert found == saved
        answered += len(saved)
    print(f"\n{mode[0]} + {mode[1]}: 100 power cuts, {answered} answers, 0 lost")
