import csv

import pytest
from PySide6.QtGui import QImage

from app.demo.headless import run_headless
from app.demo.simulated import OWNER, PEERS
from evaluators.study import Stage
from storage.study_file import open_study
from tests.app.demo.shoots import a_shoot

WINDOW_TRIALS = 2


@pytest.fixture(scope="module")
def ran(tmp_path_factory, qapp):
    folder = tmp_path_factory.mktemp("demo")
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEHOLDER_HOME", str(tmp_path_factory.mktemp("home")))
        written = run_headless(
            folder,
            shoot=a_shoot(),
            window_trials=WINDOW_TRIALS,
            progress=lambda *now: told.append(now),
        )
    return folder, written, told


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_everything_that_comes_out_is_in_one_new_folder(ran):
    folder, written, _ = ran
    results = folder / "simulated-raters"
    assert set(written) == {path for path in results.rglob("*") if path.is_file()}
    names = {path.relative_to(results).as_posix() for path in written}
    assert names >= {
        "about.txt",
        "report.txt",
        "sneaker-try-on.beholder",
        "tables/judgments.csv",
        "tables/agreement.csv",
        "tables/scores.csv",
        "tables/raters.csv",
        "tables/playback.csv",
        "tables/datapackage.json",
    }
    assert sorted(path.name for path in folder.iterdir()) == [
        "outputs-1",
        "simulated-raters",
    ]


def test_every_rater_is_named_as_simulated_in_every_table(ran):
    folder = ran[0]
    tables = folder / "simulated-raters" / "tables"
    for name in ("judgments.csv", "raters.csv", "playback.csv"):
        raters = {row["rater"] for row in rows_of(tables / name)}
        assert raters
        assert raters <= {OWNER, *PEERS}
    texts = [(folder / "simulated-raters" / n).read_text("utf-8") for n in
             ("report.txt", "about.txt")]  # fmt: skip
    assert all("simulated" in text for text in texts)


def test_all_sessions_are_answered_and_the_first_trials_were_really_played(ran):
    with open_study(ran[0] / "simulated-raters" / "sneaker-try-on.beholder") as file:
        sessions, judgments = file.sessions(), file.judgments()
        certificates = file.certificates()
    assert [s.rater for s in sessions if s.stage is Stage.SELF] == [OWNER]
    assert {s.rater for s in sessions if s.stage is Stage.PEERS} == set(PEERS)
    assert len(judgments) == 3 * sum(len(s.trials) for s in sessions)
    assert [c.position for c in certificates] == list(range(WINDOW_TRIALS))
    for one in certificates:
        assert one.rater == OWNER
        assert one.certificate.loops >= 1
        assert all(pane.watched > 0.9 for pane in one.certificate.panes)


def test_the_pictures_show_windows(ran):
    pictures = [path for path in ran[1] if path.suffix == ".png"]
    names = [path.stem.partition("-")[2] for path in pictures]
    assert names == [
        "trial",
        "inputs",
        "keys",
        "answered-1",
        "answered-2",
        "start",
        "outputs-found",
        "look",
        "results",
    ]
    for path in pictures:
        image = QImage(str(path))
        colors = {
            image.pixel(x, y) for x in range(0, 1400, 50) for y in range(0, 880, 40)
        }
        assert len(colors) > 8


def test_progress_ends_at_its_total(ran):
    told = ran[2]
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_another_run_makes_another_folder(ran):
    folder = ran[0]
    before = (folder / "simulated-raters" / "report.txt").read_bytes()
    again = run_headless(folder, shoot=a_shoot(), window_trials=1)
    assert {path.relative_to(folder).parts[0] for path in again} == {
        "simulated-raters-2"
    }
    assert (folder / "simulated-raters" / "report.txt").read_bytes() == before
