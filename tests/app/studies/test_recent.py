import json
from pathlib import Path

import pytest

from app.studies.recent import RecentStudies
from tests.app.studies.outputs import a_file


def test_the_latest_study_comes_first_and_once(tmp_path):
    recent = RecentStudies(tmp_path / "home")
    for name in ("a", "b", "a"):
        recent.add(tmp_path / name)
    assert recent.paths() == (tmp_path / "a", tmp_path / "b")


def test_thirty_are_kept(tmp_path):
    recent = RecentStudies(tmp_path)
    for number in range(40):
        recent.add(Path(f"/studies/{number}"))
    assert len(recent.paths()) == 30
    assert recent.paths()[0].name == "39"


def test_a_relative_path_is_kept_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    RecentStudies(tmp_path).add(Path("mine.beholder"))
    assert RecentStudies(tmp_path).paths() == (tmp_path / "mine.beholder",)


def test_names_that_are_no_text_come_back_as_they_were(tmp_path):
    path = tmp_path / "caf\udce9.beholder"
    RecentStudies(tmp_path).add(path)
    assert RecentStudies(tmp_path).paths() == (path,)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b"null", b'["/a", 7, null]', b"[" * 5000]
)
def test_a_list_that_is_no_list_is_begun_anew(tmp_path, content):
    a_file(tmp_path / "recent.json", content)
    recent = RecentStudies(tmp_path)
    assert recent.paths() in {(), (Path("/a"),)}
    recent.add(tmp_path / "b")
    assert recent.paths()[0] == tmp_path / "b"


def test_forgetting_leaves_the_others(tmp_path):
    recent = RecentStudies(tmp_path)
    for name in "abc":
        recent.add(tmp_path / name)
    recent.forget(tmp_path / "b")
    assert [path.name for path in recent.paths()] == ["c", "a"]


def test_the_list_is_replaced_whole_and_nothing_is_left_beside(tmp_path):
    recent = RecentStudies(tmp_path)
    recent.add(tmp_path / "a")
    assert [entry.name for entry in tmp_path.iterdir()] == ["recent.json"]
    assert json.loads((tmp_path / "recent.json").read_text()) == [str(tmp_path / "a")]
