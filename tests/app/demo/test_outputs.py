import csv
import os
from collections import Counter
from shutil import copytree

import pytest

from app.demo.outputs import FRAMES, Shoot, write_outputs
from app.demo.scenes import SCENES
from app.media.probe import probe
from storage.errors import StorageError
from tests.app.demo.shoots import BOUTIQUE, LOFT, a_shoot

SMALL = a_shoot(LOFT, frames=3)


def quiet(_):
    pass


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Outputs of one scene, to be copied: drawing takes longer."""
    folder = tmp_path_factory.mktemp("small")
    write_outputs(folder, SMALL, quiet)
    return folder


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "outputs"
    write_outputs(folder, a_shoot(), quiet)
    return folder


def test_every_clip_has_the_rate_of_its_system_and_the_length_of_all(outputs):
    with (outputs / "manifest.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    for row in rows:
        medium = probe(outputs / row["path"], rate=float(row["fps"]))
        rate = 10 if row["system"] == "ten-fps" else 30
        assert medium.warnings == ()
        assert (medium.rate_mhz, medium.frames) == (rate * 1000, 12 * rate // 30)
        assert medium.duration_us == pytest.approx(400_000, abs=100)
        assert (medium.width, medium.height) == (768, 432)
        assert row["factor.rate"] == str(rate)


def test_every_source_comes_with_the_walker_and_a_picture_of_the_shoe(outputs):
    names = sorted(path.name for path in (outputs / "inputs").iterdir())
    assert names == [
        "boutique_person.mp4",
        "boutique_shoe.png",
        "loft_person.mp4",
        "loft_shoe.png",
    ]
    assert probe(outputs / "inputs" / "loft_person.mp4").frames == 12
    assert probe(outputs / "inputs" / "loft_shoe.png").width == 768


def test_the_whole_demo_has_sources_with_and_without_a_mirror_by_day_and_night():
    assert Counter(tag for scene in SCENES for tag in scene.tags) == {
        "mirror": 3,
        "dark": 2,
    }
    assert all(("mirror" in scene.tags) == scene.mirror for scene in SCENES)
    assert {scene.to_the_left for scene in SCENES} == {True, False}
    assert 2 <= FRAMES / 30 <= 3
    assert FRAMES % 3 == 0  # so that ten a second are as long as thirty
    assert Shoot().files == 36


def test_the_same_drawing_gives_the_same_bytes(outputs, tmp_path):
    write_outputs(tmp_path, a_shoot(), quiet)
    assert contents(tmp_path) == contents(outputs)


def test_what_is_there_is_not_made_again(outputs):
    before = {path: path.stat().st_mtime_ns for path in outputs.rglob("*")}
    told = []
    write_outputs(outputs, a_shoot(), told.append)
    assert {path: path.stat().st_mtime_ns for path in outputs.rglob("*")} == before
    assert told == [12]


@pytest.mark.parametrize("content", [None, b""])
def test_what_is_not_whole_is_made_again(tmp_path, small, content):
    folder = copytree(small, tmp_path / "outputs")
    clip = folder / "steady" / "loft.mp4"
    clip.unlink()
    if content is not None:
        clip.write_bytes(content)
    write_outputs(folder, SMALL, quiet)
    assert contents(folder) == contents(small)


def test_another_shoot_takes_the_place_of_the_first(tmp_path, small):
    folder = copytree(small, tmp_path / "outputs")
    write_outputs(folder, a_shoot(LOFT, frames=6), quiet)
    assert probe(folder / "steady" / "loft.mp4").frames == 6


def test_progress_counts_up_to_every_file(tmp_path):
    told = []
    write_outputs(tmp_path, SMALL, told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 6)


class StopError(Exception):
    pass


def test_who_has_enough_gets_no_half_made_files(tmp_path):
    def enough(_):
        raise StopError

    with pytest.raises(StopError):
        write_outputs(tmp_path, a_shoot(LOFT, BOUTIQUE, frames=3), enough)
    assert not (tmp_path / "manifest.csv").exists()
    assert not list(tmp_path.rglob(".*"))
    for clip in tmp_path.rglob("*.mp4"):
        probe(clip)
    write_outputs(tmp_path, a_shoot(LOFT, BOUTIQUE, frames=3), quiet)
    assert (tmp_path / "manifest.csv").exists()


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    old, new = (tmp_path / "steady" / name for name in (".old.mp4", ".new.mp4"))
    old.parent.mkdir()
    for draft in (old, new):
        draft.write_bytes(b"half a clip")
    os.utime(old, (0, 0))
    write_outputs(tmp_path, SMALL, quiet)
    assert not old.exists()
    assert new.exists()  # another program may be writing it


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StorageError, match=r"taken.*choose another folder"):
        write_outputs(tmp_path / "taken", SMALL, quiet)
