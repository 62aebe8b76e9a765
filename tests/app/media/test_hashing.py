import hashlib

import pytest

from app.media.errors import UnreadableMediumError
from app.media.hashing import file_sha256, medium_sha256, numbered
from app.media.probe import probe
from tests.app.media.numbered import numbered_clip
from tests.app.media.test_pictures import a_sequence
from tests.app.studies.outputs import a_file


def test_a_medium_is_known_by_its_bytes(tmp_path):
    path = numbered_clip(tmp_path / "clip.mp4")
    known = hashlib.sha256(path.read_bytes()).hexdigest()
    assert probe(path).sha256 == medium_sha256(path) == known
    renamed = path.rename(tmp_path / "other name.mp4")
    assert medium_sha256(renamed) == known


def test_a_sequence_is_known_by_the_bytes_of_its_frames_in_order(tmp_path):
    folder = a_sequence(tmp_path / "run", [1, 2, 10])
    digest = hashlib.sha256()
    for number in (1, 2, 10):
        picture = (folder / f"frame_{number}.png").read_bytes()
        digest.update(hashlib.sha256(picture).digest())
    assert probe(folder, rate=10).sha256 == digest.hexdigest()
    (folder / "frame_10.png").rename(folder / "frame_0.png")
    assert medium_sha256(folder) != digest.hexdigest()


def test_hashing_ends_when_nobody_waits_for_it_any_more(tmp_path):
    path = a_file(tmp_path / "large.mp4", bytes(5 << 20))
    asked = []
    assert file_sha256(path, lambda: asked.append(1) is None) == ""
    assert asked == [1]


def test_a_missing_folder_is_told_in_words(tmp_path):
    with pytest.raises(UnreadableMediumError, match="is not there"):
        numbered(tmp_path / "gone")
