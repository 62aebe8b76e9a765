from fractions import Fraction

import numpy as np
import pytest

from app.media.probe import probe
from tests.app.media.kinds import trimmed
from tests.app.media.numbered import (
    Make,
    frames_in,
    number_in,
    numbered_clip,
    numbered_frames,
    numbers_in,
    unusual_clip,
)

KINDS = [
    ("h264.mp4", "libx264"),
    ("hevc.mov", "libx265"),
    ("vp9.webm", "libvpx-vp9"),
    ("av1.mp4", "libsvtav1"),
    ("h264.mkv", "libx264"),
    ("h264.ts", "libx264"),
    ("mpeg2.mpg", "mpeg2video"),
    ("mpeg4.avi", "mpeg4"),
]


@pytest.mark.parametrize(("name", "codec"), KINDS)
def test_every_frame_comes_once_in_order_and_at_its_time(tmp_path, name, codec):
    rate = 30 if "mpeg2" in codec else 10  # MPEG-2 knows no 10 frames per second
    clip = numbered_clip(tmp_path / name, codec=codec, rate=rate)
    frames = frames_in(clip)
    assert [number_in(frame.rgb()) for frame in frames] == list(range(20))
    times = [frame.time_us for frame in frames]
    assert times == pytest.approx([n * 1e6 / rate for n in range(20)], abs=1000)


@pytest.mark.parametrize(("name", "codec"), KINDS)
def test_the_probe_finds_size_length_and_rate(tmp_path, name, codec):
    rate = 30 if "mpeg2" in codec else 10
    medium = probe(numbered_clip(tmp_path / name, codec=codec, rate=rate))
    assert (medium.width, medium.height, medium.frames) == (64, 48, 20)
    assert medium.duration_us == pytest.approx(20e6 / rate, abs=1000)
    assert medium.rate_mhz == pytest.approx(rate * 1000, abs=30)
    assert medium.warnings == ()


def test_an_ntsc_rate_is_found_exactly(tmp_path):
    medium = probe(numbered_clip(tmp_path / "ntsc.mp4", rate=30000 / 1001))
    assert medium.rate_mhz == 29_970
    assert medium.duration_us == pytest.approx(20 * 1e6 * 1001 / 30000, abs=1)


@pytest.mark.parametrize("size", [(32, 24), (30, 22), (31, 23), (64, 48)])
def test_frames_are_made_at_the_size_asked_planar_only_when_even(tmp_path, size):
    frames = frames_in(numbered_clip(tmp_path / "clip.mp4"), size)
    assert frames[9].planar == (size[0] % 2 == 0)
    assert frames[9].rgb().shape == (size[1], size[0], 3)
    assert [number_in(frame.rgb()) for frame in frames] == list(range(20))


def test_a_variable_rate_keeps_its_own_times_and_is_told(tmp_path):
    times = [0, 40, 80, 300, 340, 380, 420, 900]
    clip = unusual_clip(tmp_path / "vfr.mp4", numbered_frames(8), Make(times_ms=times))
    assert [f.time_us for f in frames_in(clip)] == [time * 1000 for time in times]
    assert "variable frame rate" in probe(clip).warnings[0]


def test_a_clip_that_begins_late_or_below_zero_begins_at_zero(tmp_path):
    late = Make(times_ms=[5000 + 40 * n for n in range(8)])
    clip = unusual_clip(tmp_path / "late.mkv", numbered_frames(8), late)
    assert [f.time_us for f in frames_in(clip)] == [40_000 * n for n in range(8)]
    early = Make(
        times_ms=[40 * (n - 3) for n in range(8)],
        container={"avoid_negative_ts": "disabled"},
    )
    clip = unusual_clip(tmp_path / "early.mp4", numbered_frames(8), early)
    assert numbers_in(clip) == [3, 4, 5, 6, 7]  # what is below zero is not shown
    assert probe(clip).frames == 5
    assert frames_in(clip)[0].time_us == 0


def test_a_clip_trimmed_by_an_edit_list_shows_what_is_left_exactly(tmp_path):
    clip = unusual_clip(
        tmp_path / "trimmed.mp4", numbered_frames(40), Make(settings={"g": "12"})
    )
    trimmed(clip, start_ticks=15 * 1024, length_ms=1500)  # 10240 ticks a second
    medium = probe(clip)
    assert (medium.frames, medium.duration_us) == (15, 1_500_000)
    assert numbers_in(clip) == list(range(15, 30))


def test_frames_of_an_avi_file_with_b_frames_stay_in_order(tmp_path):
    clip = unusual_clip(tmp_path / "b.avi", numbered_frames(20), Make())
    frames = frames_in(clip)
    assert [number_in(frame.rgb()) for frame in frames] == list(range(20))
    assert sorted(f.time_us for f in frames) == pytest.approx(
        [100_000 * n for n in range(20)], abs=5
    )


@pytest.mark.parametrize(
    ("rotation", "corner"), [(90, (-1, 0)), (-90, (0, -1)), (180, (-1, -1))]
)
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv444p"])
def test_rotation_is_applied(tmp_path, rotation, corner, pixel_format):
    picture = np.full((48, 64, 3), 40, np.uint8)
    picture[:16, :16] = 250  # the top left corner, which turns with the picture
    make = Make(rotation=rotation, pixel_format=pixel_format)
    clip = unusual_clip(tmp_path / "turned.mp4", [picture] * 4, make)
    medium = probe(clip)
    sideways = rotation % 180 != 0
    assert (medium.width, medium.height) == ((48, 64) if sideways else (64, 48))
    pixels = frames_in(clip)[0].rgb()
    bright = np.argwhere(pixels[[0, 0, -1, -1], [0, -1, 0, -1]].mean(axis=1) > 200)
    where = {0: (0, 0), 1: (0, -1), 2: (-1, 0), 3: (-1, -1)}[int(bright[0, 0])]
    assert where == corner


def test_wide_pixels_are_stretched(tmp_path):
    wide = Make(aspect=Fraction(2))
    clip = unusual_clip(tmp_path / "wide.mp4", numbered_frames(4), wide)
    medium = probe(clip)
    assert (medium.width, medium.height) == (128, 48)
    assert frames_in(clip)[3].rgb().shape == (48, 128, 3)
    assert numbers_in(clip) == [0, 1, 2, 3]


def test_pixels_of_absurd_shape_are_taken_as_square(tmp_path):
    absurd = Make(aspect=Fraction(1000))
    clip = unusual_clip(tmp_path / "absurd.mp4", numbered_frames(2), absurd)
    assert probe(clip).width == 64


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (65, 49)])
def test_tiny_and_odd_sizes_are_shown(tmp_path, size):
    make = Make(codec="ffv1", pixel_format="yuv444p")
    pictures = [np.full((size[1], size[0], 3), 30 * n, np.uint8) for n in range(3)]
    frames = frames_in(unusual_clip(tmp_path / "tiny.mkv", pictures, make))
    assert [frame.rgb().shape for frame in frames] == [(size[1], size[0], 3)] * 3
    assert [int(f.rgb()[0, 0, 0]) for f in frames] == pytest.approx([0, 30, 60], abs=2)


def test_ten_bits_keep_their_tone(tmp_path):
    ramp = np.repeat(np.arange(16, 236, 4, dtype=np.uint8)[None, :, None], 48, axis=0)
    ramp = np.ascontiguousarray(np.repeat(ramp, 3, axis=2)[:, :54])
    make = Make(
        "libx265",
        "yuv420p10le",
        settings={"crf": "2", "x265-params": "log-level=none:pools=1"},
    )
    pixels = frames_in(unusual_clip(tmp_path / "ten.mp4", [ramp] * 3, make))[1].rgb()
    assert np.abs(pixels.astype(int) - ramp).max() <= 4


def test_transparency_is_blended_over_the_surround(tmp_path):
    picture = np.zeros((48, 64, 4), np.uint8)
    picture[:, :32] = (200, 40, 40, 255)
    picture[:, 32:] = (255, 255, 255, 128)
    make = Make("png", "rgba", tag=2)
    frame = frames_in(unusual_clip(tmp_path / "alpha.mov", [picture] * 2, make))[0]
    assert frame.rgb()[20, 10].tolist() == [200, 40, 40]
    assert frame.rgb()[20, 50].tolist() == pytest.approx([182] * 3, abs=1)
    assert frame.matrix == ""  # RGB needs none


@pytest.mark.parametrize(("transfer", "name"), [(16, "PQ"), (18, "HLG")])
def test_high_dynamic_range_is_told_to_the_owner(tmp_path, transfer, name):
    make = Make(transfer=transfer, tag=9, matrix="BT2020")
    clip = unusual_clip(tmp_path / "hdr.mp4", numbered_frames(3), make)
    assert f"HDR ({name})" in probe(clip).warnings[0]


def test_a_rate_that_contradicts_the_manifest_is_told(tmp_path):
    clip = numbered_clip(tmp_path / "clip.mp4")
    assert (
        "at 10.00 frames per second, not at the 24"
        in (probe(clip, rate=24).warnings[0])
    )
    assert probe(clip, rate=10).warnings == ()


@pytest.mark.parametrize("name", ["试穿 👟 'a' + \"b\" #1.mp4", "100%.mp4", "a:b?.mp4"])
def test_any_name_opens(tmp_path, name):
    assert probe(numbered_clip(tmp_path / "ä folder" / name)).frames == 20
