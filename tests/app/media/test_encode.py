import numpy as np
import pytest

from app.media.encode import encode_clip
from tests.app.media.numbered import frames_in, numbered_frames


def test_the_same_frames_give_the_same_bytes(tmp_path):
    first, second = tmp_path / "a.mp4", tmp_path / "b.mp4"
    for path in (first, second):
        encode_clip(path, numbered_frames(12), rate=24)
    assert first.read_bytes() == second.read_bytes()


def test_a_clip_without_frames_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"no frames for none\.mp4"):
        encode_clip(tmp_path / "none.mp4", [], rate=24)


@pytest.mark.parametrize(
    ("codec", "pixel_format"),
    [("libx264", "yuv420p"), ("libx264rgb", "rgb24"), ("libx264", "yuv444p")],
)
def test_colours_come_back_as_they_went_in(tmp_path, codec, pixel_format):
    path = tmp_path / "clip.mp4"
    picture = np.full((48, 64, 3), (210, 60, 30), np.uint8)
    encode_clip(path, [picture] * 3, rate=10, codec=codec, pixel_format=pixel_format)
    found = frames_in(path)[1].rgb()[20, 20].astype(int)
    assert np.abs(found - (210, 60, 30)).max() <= 4
