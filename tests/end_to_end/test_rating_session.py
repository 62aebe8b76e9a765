"""The real program on a screen: made, rated by real keys, closed, exported."""

import csv
import json
import time
from collections import Counter

import pytest

from storage.study_file import open_study
from tests.app.rating.rated import outputs
from tests.end_to_end.program import Done, run_program, start_program, wait_for_end
from tests.end_to_end.screen import a_screen

SYSTEMS = ("vivid", "steady")
PATIENCE_S = 0.7  # for a key that came before the clips were seen in full
REAL_TRIALS = 3


@pytest.fixture(scope="module")
def screen():
    with a_screen() as screen:
        yield screen


@pytest.fixture
def study(tmp_path):
    outputs(tmp_path / "outputs", systems=SYSTEMS)
    made = run_program("new", "shoes.beholder", "outputs", "--seed", 7, folder=tmp_path)
    assert made.code == 0, made.err
    return tmp_path / "shoes.beholder"


def judgments(path):
    with open_study(path, read_only=True) as file:
        return file.judgments()


def questions(path):
    """Return how many questions the one session asks."""
    with open_study(path, read_only=True) as file:
        [session] = file.sessions()
        return sum(len(file.study.criteria_of(trial)) for trial in session.trials)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Rating:
    """A rating window in a process of its own, and the hands of its rater."""

    def __init__(self, study, screen):
        self._study = study
        self.screen = screen
        self.program = start_program(
            "rate", study, folder=study.parent, **screen.surroundings()
        )
        self.window = screen.wait_for_window("Beholder")

    def answer(self, key, until):
        """Press a key again and again until so many answers are in the file."""
        while (count := len(judgments(self._study))) < until:
            self.screen.press(key)
            waited = time.monotonic() + PATIENCE_S
            while len(judgments(self._study)) == count and time.monotonic() < waited:
                assert self.program.poll() is None, self.program.communicate()
                time.sleep(0.01)

    def ended(self) -> Done:
        return wait_for_end(self.program)


@pytest.fixture
def rate(screen):
    started = []

    def begin(study):
        started.append(Rating(study, screen))
        return started[-1]

    yield begin
    for rating in started:
        rating.program.kill()
        rating.program.communicate()


def test_study_is_rated_by_keys_and_its_answers_are_exported(study, rate):
    rating = rate(study)
    assert rating.screen.title_of(rating.window) == "Beholder"
    rating.answer("3", until=questions(study))
    rating.screen.press("Return")  # closes the last page
    ended = rating.ended()
    assert (ended.code, ended.err) == (0, "")
    assert sorted(p.name for p in study.parent.glob("shoes*")) == [study.name]
    exported = run_program("export", study, "--out", "tables", folder=study.parent)
    assert exported.code == 0, exported.err
    tables = study.parent / "tables"
    rows = rows_of(tables / "judgments.csv")
    assert len(rows) == questions(study)
    assert {row["answer"] for row in rows} == {"b"}
    assert {row["criterion"] for row in rows} == {"realism", "aesthetics", "stability"}
    assert {row["preferred"] for row in rows} == set(SYSTEMS)
    assert {row["playback_ok"] for row in rows} <= {"true", "false"}
    assert {row["left_out"] for row in rows} == {"false"}  # as the contract says
    package = json.loads((tables / "datapackage.json").read_text("utf-8"))
    assert "judgments" in {resource["name"] for resource in package["resources"]}


def test_session_goes_on_where_it_was_closed(study, rate):
    first = rate(study)
    first.answer("1", until=4)
    first.screen.press("ctrl+q")
    assert first.ended().code == 0
    before = {j.id for j in judgments(study)}
    again = rate(study)
    again.answer("3", until=len(before) + 1)
    again.screen.press("ctrl+q")
    assert again.ended().code == 0
    asked = [(j.trial.position, j.criterion) for j in judgments(study)]
    assert len(set(asked)) == len(asked)  # no question was asked twice
    positions = Counter(position for position, _ in asked)
    assert [positions[n] for n in range(len(asked) // 3)] == [3] * (len(asked) // 3)


def test_second_window_of_the_same_rater_is_refused_in_a_sentence(study, rate):
    first = rate(study)
    first.answer("1", until=1)
    second = start_program("rate", study, folder=study.parent)
    _, err = second.communicate(timeout=60)
    assert second.returncode == 1
    assert b"has this study open in another window since" in err
    first.screen.press("ctrl+q")
    assert first.ended().code == 0


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["tryon_video_3dvton", "fps_tryon_swifttry"])
def test_real_clips_are_rated_after_each_was_seen_in_full(
    real_data, tmp_path, rate, name
):
    study = tmp_path / "tryon.beholder"
    made = run_program("new", study, real_data / name, "--seed", 7, folder=tmp_path)
    assert made.code == 0
    rating = rate(study)
    rating.answer("1", until=3 * REAL_TRIALS)
    rating.screen.press("ctrl+q")
    assert rating.ended().code == 0
    run_program("export", study, "--out", "tables", folder=tmp_path)
    panes = rows_of(tmp_path / "tables" / "playback.csv")[: 2 * REAL_TRIALS]
    assert len(panes) == 2 * REAL_TRIALS
    with open_study(study, read_only=True) as file:
        media = {s.medium.sha256: s.medium for s in file.study.stimuli}
    for pane in panes:
        medium = media[pane["sha256"]]
        due, shown, missed = (int(pane[name]) for name in ("due", "shown", "missed"))
        assert due == shown + missed >= 0.98 * medium.frames
        assert 0 < int(pane["due_first_second"]) <= due
        assert float(pane["watched"]) >= 0.98
        assert (pane["worst_skew_us"], pane["offset_us"]) == ("0", "0")
        scale = float(pane["scale"])
        assert int(pane["width"]) == pytest.approx(scale * medium.width, abs=2)
        assert int(pane["height"]) == pytest.approx(scale * medium.height, abs=2)


def test_program_that_is_asked_to_end_keeps_the_answers(study, rate):
    rating = rate(study)
    rating.answer("1", until=2)
    rating.program.terminate()
    rating.ended()
    assert len(judgments(study)) == 2
    assert sorted(p.name for p in study.parent.glob("shoes*")) == [study.name]
