"""The verbs that open a window, as far as they go without a screen."""

import pytest

from app.studies.recent import RecentStudies
from tests.app.studies.outputs import a_folder
from tests.end_to_end.program import assert_one_sentence


@pytest.fixture(autouse=True)
def no_screen(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")


@pytest.mark.parametrize(
    "words", [(), ("rate", "s.beholder"), ("look", "a.mp4")], ids=str
)
def test_a_window_without_a_screen_is_refused(beholder, words):
    assert_one_sentence(beholder(*words), "needs a screen", "DISPLAY")


@pytest.mark.parametrize("name", ["missing.beholder", "notes.beholder"])
def test_what_is_no_study_does_not_come_onto_the_start_page(
    beholder, tmp_path, own_home, monkeypatch, name
):
    (tmp_path / "notes.beholder").write_text("no study")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert_one_sentence(beholder("rate", name), name)
    assert RecentStudies(own_home).paths() == ()


def test_end_users_are_not_rated_here(beholder):
    done = beholder("rate", "s.beholder", "--stage", "end_users", "--rater", "x")
    assert_one_sentence(done, "end_users", "self, peers or external")


@pytest.mark.parametrize("stage", ["peers", "external"])
def test_every_stage_but_self_needs_an_alias(beholder, stage):
    done = beholder("rate", "s.beholder", "--stage", stage)
    assert (done.code, done.out) == (2, "")
    assert "--rater" in done.err


@pytest.mark.parametrize("alias", ["", "  ", "two\nlines", "x" * 65])
def test_an_alias_is_a_short_line(beholder, alias):
    done = beholder("rate", "s.beholder", "--rater", alias)
    assert done.code == 2
    assert "an alias has 1 to 64 letters" in done.err


@pytest.mark.parametrize("number", [0, 5])
def test_look_shows_one_to_four_files(beholder, number):
    done = beholder("look", *["a.mp4"] * number)
    assert (done.code, done.out) == (2, "")


def test_a_demo_in_a_file_is_refused(beholder, tmp_path):
    (tmp_path / "notes").write_text("")
    assert_one_sentence(beholder("demo", "--dir", "notes"), "notes is no folder")


@pytest.mark.parametrize(
    "verb",
    ["new", "contract", "rate", "look", "status", "report", "export", "demo"],
)
def test_the_help_of_every_verb_ends_with_an_example(beholder, verb):
    done = beholder(verb, "--help")
    assert (done.code, done.err) == (0, "")
    example = done.out[done.out.index("Example:") :].splitlines()[1]
    assert example.startswith(f"    beholder {verb}")
    assert verb in beholder("--help").out


def test_the_version_is_told(beholder):
    done = beholder("--version")
    assert done.out.startswith("beholder 0.")
    assert done.err == ""


def test_a_study_may_not_be_a_folder(beholder, tmp_path):
    a_folder(tmp_path / "renders")
    assert_one_sentence(beholder("contract", "renders"), "is a folder, not a study")
