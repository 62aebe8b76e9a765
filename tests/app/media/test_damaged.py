import re
import shutil
from contextlib import suppress

import numpy as np
import pytest

from app.media.errors import UnreadableMediumError
from app.media.probe import probe
from app.media.reader import read_frames
from tests.app.media.numbered import (
    Make,
    numbered_clip,
    numbered_frames,
    sound,
    unusual_clip,
)
from tests.app.media.test_pictures import a_sequence, animated, encoded, marked
from tests.app.studies.outputs import a_file


def refusal(path, **how) -> str:
    with pytest.raises(UnreadableMediumError) as caught:
        probe(path, **how)
    return str(caught.value)


def cut(path, share) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])


def noisy(count):
    chance = np.random.default_rng(3)
    for frame in numbered_frames(count, (128, 96)):
        noise = chance.integers(0, 30, frame.shape)
        yield (frame.astype(int) + noise).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    "name", ["clip.mp4", "picture.png", "photo.jpg", "moving.gif", "clip.mkv"]
)
def test_an_empty_file_says_so_with_its_folder(tmp_path, name):
    said = refusal(a_file(tmp_path / "after" / name, b""))
    assert said == (
        f"{name} in the folder after is empty; export it again, or go on without it."
    )


@pytest.mark.parametrize("name", ["clip.mp4", "clip.avi", "picture.png", "photo.jpg"])
def test_text_under_another_name_is_no_medium(tmp_path, name):
    said = refusal(a_file(tmp_path / "after" / name, b"These are words.\n" * 100))
    assert said.startswith(f"{name} in the folder after cannot be read as a ")
    assert said.endswith("export it again, or go on without it.")


def test_a_playlist_under_the_name_of_a_clip_opens_no_other_file(tmp_path):
    other = numbered_clip(tmp_path / "other.ts")
    for content in (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{other}\n#EXT-X-ENDLIST\n",
        f"ffconcat version 1.0\nfile '{other.name}'\n",
    ):
        listed = a_file(tmp_path / "list.mp4", content.encode())
        assert "cannot be read as a clip" in refusal(listed)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize(
    ("name", "codec", "container"),
    [
        ("fast.mp4", "libx264", {"movflags": "faststart"}),
        ("parts.mp4", "libx264", {"movflags": "frag_keyframe+empty_moov"}),
        ("clip.mkv", "libx264", {}),
        ("clip.webm", "libvpx-vp9", {}),
        ("clip.avi", "mpeg4", {}),
    ],
)
def test_a_clip_that_ends_early_is_refused(tmp_path, name, codec, container, share):
    make = Make(codec, container=container, settings={"g": "12", "cpu-used": "8"})
    path = unusual_clip(tmp_path / "after" / name, noisy(48), make, rate=30)
    probe(path)
    cut(path, share)
    said = refusal(path)
    # An AVI file that is cut near its beginning may not be recognised at all.
    how = "ends after|cannot be read" if codec == "mpeg4" else "ends after"
    assert re.match(f"{name} in the folder after ({how}) .*; export it again", said)


def test_a_clip_whose_index_is_missing_is_refused(tmp_path):
    path = numbered_clip(tmp_path / "clip.mp4")  # its index stands at the end
    cut(path, 0.8)
    assert "cannot be read as a clip" in refusal(path)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".gif", ".bmp"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_picture_that_ends_early_is_refused(tmp_path, suffix, share, capfd):
    noise = np.random.default_rng(1).integers(0, 255, (80, 100, 3)).astype(np.uint8)
    path = a_file(tmp_path / f"picture{suffix}", encoded(suffix, noise))
    cut(path, share)
    assert "cannot be read as a picture" in refusal(path)
    assert "OpenCV" not in capfd.readouterr().err


@pytest.mark.parametrize("suffix", [".png", ".webp", ".gif"])
def test_an_animation_that_ends_early_is_refused(tmp_path, suffix):
    path = a_file(tmp_path / f"moving{suffix}", animated(suffix))
    cut(path, 0.7)
    assert "cannot be read as a picture" in refusal(path)


def test_sound_alone_has_no_picture(tmp_path):
    assert "has no picture in it" in refusal(sound(tmp_path / "music.mp4"))


def test_a_codec_that_is_not_known_is_named_as_the_trouble(tmp_path):
    path = numbered_clip(tmp_path / "clip.mp4")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzz1"))
    assert "is encoded in a way that cannot be read here" in refusal(path)


def test_a_missing_file_is_asked_to_be_put_back(tmp_path):
    for name in ("clip.mp4", "picture.png"):
        assert refusal(tmp_path / "after" / name) == (
            f"{name} in the folder after is not there; put it back, or go on without "
            "it."
        )


def test_a_file_that_may_not_be_read_says_what_to_change(tmp_path):
    path = numbered_clip(tmp_path / "clip.mp4")
    path.chmod(0)
    try:
        path.open().close()
    except PermissionError:
        assert "may not be read; change its permissions" in refusal(path)
    else:
        pytest.skip("this user may read everything")


def test_an_empty_folder_is_no_sequence(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    assert "holds no pictures; put numbered pictures into it" in refusal(folder, rate=9)


@pytest.mark.parametrize("rate", [None, 0, -3])
def test_a_sequence_without_a_rate_says_where_to_give_it(tmp_path, rate):
    folder = a_sequence(tmp_path / "run", [1, 2])
    assert "in the column fps of a manifest" in refusal(folder, rate=rate)


def test_a_sequence_of_mixed_sizes_is_refused(tmp_path):
    folder = a_sequence(tmp_path / "run", [1, 2])
    a_file(folder / "frame_3.png", encoded(".png", marked()[:40]))
    assert "holds pictures of different sizes" in refusal(folder, rate=10)


def test_a_picture_lost_from_a_sequence_is_named_when_it_is_played(tmp_path):
    folder = a_sequence(tmp_path / "run", [1, 2, 3])
    medium = probe(folder, rate=10)
    (folder / "frame_2.png").write_bytes(b"")
    with pytest.raises(UnreadableMediumError, match=r"frame_2\.png in the folder run"):
        list(read_frames(folder, medium, (32, 24)))
    shutil.rmtree(folder)
    with pytest.raises(UnreadableMediumError, match=r"run in the folder .* not there"):
        list(read_frames(folder, medium, (32, 24)))


def spoiled(data: bytes, chance) -> bytes:
    """Return the bytes with some of them changed, mostly near the beginning."""
    spoilt = bytearray(data)
    for _ in range(chance.integers(1, 30)):
        near = len(spoilt) if chance.random() < 0.5 else min(600, len(spoilt))
        spoilt[chance.integers(near)] = chance.integers(256)
    return bytes(spoilt)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("clip.mp4", "libx264"),
        ("clip.mkv", "libx264"),
        ("clip.webm", "libvpx-vp9"),
        ("clip.ts", "libx264"),
        ("clip.avi", "mpeg4"),
    ],
)
def test_spoiled_clips_play_or_are_refused_in_words(tmp_path, name, codec):
    path = numbered_clip(tmp_path / name, codec=codec)
    whole, chance = path.read_bytes(), np.random.default_rng(5)
    for _ in range(40):
        path.write_bytes(spoiled(whole, chance))
        with suppress(UnreadableMediumError):  # nothing else may come out
            for frame in read_frames(path, probe(path), (32, 24)):
                assert frame.rgb().shape == (24, 32, 3)
