from pathlib import Path

from app.crash import apology, write_crash


def a_mistake(system="vivid"):
    paths = {system: "renders/vivid/hall.mp4"}
    try:
        return paths["steady"]
    except KeyError as error:
        raise ValueError(f"{paths[system]} is odd") from error


def caught():
    try:
        a_mistake()
    except ValueError as error:
        return error


def test_a_crash_file_names_the_mistake_and_the_lines_it_went_through(tmp_path):
    text = write_crash(caught(), tmp_path, blind=False).read_text()
    assert "Beholder 0." in text
    assert "builtins.ValueError: renders/vivid/hall.mp4 is odd" in text
    assert "tests/app/test_crash.py" in text
    assert "in a_mistake: raise ValueError" in text
    assert "builtins.KeyError" in text


def test_it_holds_no_value_where_raters_are(tmp_path):
    text = write_crash(caught(), tmp_path, blind=True).read_text()
    assert "builtins.ValueError\n" in text
    assert "in a_mistake" in text
    assert "hall.mp4" not in text


def test_it_names_no_folder_of_this_machine(tmp_path):
    text = write_crash(caught(), tmp_path, blind=True).read_text()
    assert str(Path(__file__).parent) not in text


def test_a_home_that_cannot_be_written_is_no_reason_to_write_nothing(
    tmp_path, monkeypatch
):
    (tmp_path / "home").write_text("a file")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = write_crash(caught(), tmp_path / "home", blind=True)
    assert path.parent == tmp_path
    assert "ValueError" in path.read_text()


def test_where_nothing_can_be_written_the_lines_are_in_the_sentence(
    tmp_path, monkeypatch
):
    (tmp_path / "home").write_text("a file")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    sentence = apology(caught(), tmp_path / "home", blind=True)
    assert "test_crash.py" in sentence
    assert "\n" not in sentence
