"""kill -9 at random moments of a rating session loses nothing that was shown as saved.

`make faults` kills fifty times and prints the figures; the suite kills a few times.
"""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlite_utils import Database

from app.rating.rating_flow import RatingFlow
from evaluators.study import Session
from storage.study_file import open_study
from tests.app.rating.rated import outputs, study_of
from tests.conftest import ROOT

SOURCES = [f"source {number:02}" for number in range(40)]
LONGEST_START = 60.0  # seconds
LONGEST_LIFE = 1.2  # seconds after the window began
SEED = 20260
KINDS = ("preference", "rating", "certificate", "skip")


@dataclass
class Life:
    """What one run of the program told before it was killed."""

    begins: tuple[int, int] | None = None
    saved: list[dict] = field(default_factory=list)
    killed: bool = True


@dataclass
class Figures:
    lives: int = 0
    shown_as_saved: int = 0
    kept_without_being_shown: int = 0
    changed: int = 0
    finished: int = 0
    killed_before_the_window: int = 0

    def __str__(self) -> str:
        return (
            f"{self.lives} kills, {self.killed_before_the_window} of them before the "
            f"window; {self.shown_as_saved} answers shown as saved, 0 lost, "
            f"{self.changed} of them changes; {self.kept_without_being_shown} kept "
            f"that were not yet shown as saved; {self.finished} sessions finished"
        )


def live(study: Path, alias: str, chance: random.Random) -> Life:
    """Start the program, kill it at a random moment, return what it told."""
    command = [sys.executable, "-m", "tests.faults.rater", str(study), alias]
    with subprocess.Popen(
        [*command, str(chance.random())], cwd=ROOT, stdout=subprocess.PIPE
    ) as program:
        lines = []
        if chance.random() < 0.2:  # while it starts: opening, drawing, holding
            time.sleep(chance.uniform(0, 0.8))
        else:
            lines.append(program.stdout.readline())
            time.sleep(chance.uniform(0, LONGEST_LIFE))
        program.send_signal(signal.SIGKILL)
        lines += program.stdout.read().splitlines(keepends=True)
        killed = program.wait() == -signal.SIGKILL
    life = Life(killed=killed)
    for line in lines:
        if not line.endswith(b"\n"):
            continue  # cut by the kill: it was never read
        told = json.loads(line)
        if "begins" in told:
            life.begins = tuple(told["begins"])
        elif "saved" in told:
            life.saved.append(told)
    return life


def session_of(file, alias: str) -> Session | None:
    return next((s for s in file.sessions() if s.rater == alias), None)


def first_open_question(study: Path, alias: str) -> tuple[int, int]:
    """Return where a rater has to go on, as the file says."""
    with open_study(study) as file:
        session = session_of(file, alias)
        if session is None:
            return 0, 0
        judgments = [j for j in file.judgments() if j.session == session.id]
        flow = RatingFlow(file.study, session, judgments)
        return flow.position, flow.question


def assert_whole(study: Path) -> None:
    """Hold the file itself against what the engine and the record promise."""
    with open_study(study):  # brings what was committed last into the file
        pass
    db = Database(study)
    try:
        assert [tuple(row.values()) for row in db.query("PRAGMA integrity_check")] == [
            ("ok",)
        ]
        assert list(db.query("PRAGMA foreign_key_check")) == []
        events = list(db.query("SELECT id, kind, rater, counter FROM event"))
        typed = Counter(
            row["event"]
            for kind in KINDS
            for row in db.query(f"SELECT event FROM {kind}")
        )
        assert typed == Counter(event["id"] for event in events)  # no half event
        panes = Counter(
            r["event"] for r in db.query("SELECT event FROM pane_certificate")
        )
        certificates = {e["id"] for e in events if e["kind"] == "certificate"}
        assert panes == Counter(dict.fromkeys(certificates, 2))
    finally:
        db.close()


class Study:
    """A study that is rated by one rater after another, each killed at times."""

    def __init__(self, folder: Path) -> None:
        made = outputs(
            folder / "outputs", sources=SOURCES, still=SOURCES[::4], inputs=False
        )
        self.path = study_of(made, path=folder / "study.beholder")
        self.figures = Figures()
        self.shown: dict[str, dict] = {}  # every answer ever shown as saved, by id
        self.drawn: dict[str, Session] = {}

    def kill_one(self, chance: random.Random) -> None:
        rater = f"rater-{self.figures.finished}"
        expected = first_open_question(self.path, rater)
        life = live(self.path, rater, chance)
        if life.begins is None:
            self.figures.killed_before_the_window += 1
        else:
            assert life.begins == expected
        self.figures.lives += life.killed
        self.shown |= {line["saved"]: line for line in life.saved}
        assert_whole(self.path)
        self._assert_all_kept()
        self._look_at_session(rater)

    def _assert_all_kept(self) -> None:
        with open_study(self.path) as file:
            kept = {j.id: j for j in file.judgments(superseded=True)}
        assert set(self.shown) <= set(kept)
        for told, line in self.shown.items():
            judgment = kept[told]
            at = [judgment.trial.position, judgment.criterion]
            assert (at, judgment.answer) == (line["at"], line["answer"])
        figures = self.figures
        figures.shown_as_saved = len(self.shown)
        figures.kept_without_being_shown = len(kept) - len(self.shown)
        figures.changed = sum(kept[told].supersedes is not None for told in self.shown)

    def _look_at_session(self, rater: str) -> None:
        with open_study(self.path) as file:
            session = session_of(file, rater)
        if session is None:
            return
        assert self.drawn.setdefault(rater, session) == session  # never drawn again
        done = first_open_question(self.path, rater)[0] == len(session.trials)
        self.figures.finished += done


def kill_again_and_again(folder: Path, kills: int) -> Figures:
    chance = random.Random(SEED)  # noqa: S311  # no secret
    study = Study(folder)
    while study.figures.lives < kills:
        study.kill_one(chance)
    return study.figures


def test_killed_sessions_lose_nothing_and_go_on_at_the_right_place(tmp_path):
    figures = kill_again_and_again(tmp_path, kills=4)
    assert figures.shown_as_saved > 0


@pytest.mark.heavy
def test_fifty_kills_lose_nothing(tmp_path):
    figures = kill_again_and_again(tmp_path, kills=50)
    print(f"\nkill -9: {figures}")  # noqa: T201
    assert figures.shown_as_saved > 500
