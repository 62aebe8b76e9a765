"""Damage behind the first frame, and clips that are strange but whole."""

import struct

import av
import numpy as np
import pytest

from app.media.errors import UnreadableMediumError
from app.media.probe import examine
from tests.app.media.numbered import (
    Make,
    frames_in,
    number_in,
    numbered_clip,
    numbered_frames,
    numbers_in,
    unusual_clip,
)
from tests.app.media.test_damaged import noisy
from tests.app.media.test_pictures import a_sequence, encoded
from tests.app.studies.outputs import a_file

PLENTY = 10**10  # pixels


def examined(path, most_pixels=PLENTY, **how):
    return examine(path, most_pixels=most_pixels, **how).medium


def refusal(path, **how) -> str:
    with pytest.raises(UnreadableMediumError) as caught:
        examined(path, **how)
    return str(caught.value)


def spoil(path, number) -> None:
    """Change every third byte of a frame, behind its head."""
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        packet = sorted(packets, key=lambda packet: packet.pos)[number]
        start, end = packet.pos + min(60, packet.size // 4), packet.pos + packet.size
    data = bytearray(path.read_bytes())
    for place in range(start, end, 3):
        data[place] ^= 0x55
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp4", "libx264"), ("a.mkv", "libx264"), ("a.avi", "mpeg4")]
)
def test_damage_in_the_middle_is_found_with_its_time(tmp_path, name, codec):
    make = Make(codec, settings={"g": "12", "bf": "0"})
    path = unusual_clip(tmp_path / "after" / name, noisy(60), make, rate=30)
    assert examined(path).warnings == ()
    spoil(path, 40)
    said = refusal(path)
    begins = f"{name} in the folder after is damaged at "
    assert said.startswith(begins)
    assert float(said.removeprefix(begins).split(" s;")[0]) == 1.33
    assert said.endswith("export it again, or go on without it.")


def test_a_damaged_photograph_is_refused(tmp_path, capfd):
    noise = np.random.default_rng(1).integers(0, 255, (80, 100, 3)).astype(np.uint8)
    path = a_file(tmp_path / "after" / "p.jpg", encoded(".jpg", noise))
    assert examined(path).warnings == ()
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + b"\xff\xd9" * 40 + data[middle + 80 :])
    assert "p.jpg in the folder after" in refusal(path)


def test_every_picture_of_a_sequence_is_opened(tmp_path):
    folder = a_sequence(tmp_path / "run", range(1, 9))
    assert examined(folder, rate=10).frames == 8
    picture = folder / "frame_5.png"
    picture.write_bytes(picture.read_bytes().replace(b"IDAT", b"IDAT!"))
    assert "frame_5.png in the folder run cannot be read" in refusal(folder, rate=10)


def test_a_picture_of_another_size_within_a_sequence_is_named(tmp_path):
    folder = a_sequence(tmp_path / "run", range(1, 9))
    a_file(folder / "frame_4.png", encoded(".png", np.zeros((10, 20, 3), np.uint8)))
    said = refusal(folder, rate=10)
    assert "different sizes, frame_4.png of 20 × 10" in said


def test_what_is_too_long_is_checked_in_parts_and_says_so(tmp_path):
    make = Make(settings={"g": "12", "bf": "0"})
    path = unusual_clip(tmp_path / "x" / "long.mp4", noisy(120), make, rate=10)
    few = 30 * 128 * 96
    assert examined(path, few).warnings == (
        "long.mp4 in the folder x is long; only 1.0 s each of its beginning, "
        "middle and end were decoded, so damage elsewhere would show only while it "
        "is rated.",
    )
    whole = path.read_bytes()
    spoil(path, 118)
    assert "is damaged at 11.80 s" in refusal(path, most_pixels=few)
    path.write_bytes(whole)
    spoil(path, 40)
    examined(path, few)
    assert "is damaged at 4.00 s" in refusal(path)


def test_a_long_sequence_is_checked_in_parts_and_says_so(tmp_path):
    folder = a_sequence(tmp_path / "run", range(1, 10))
    (said,) = examined(folder, 3 * 64 * 48, rate=10).warnings
    assert "only one picture of 3 was opened" in said


def test_a_check_ends_soon_after_it_is_stopped(tmp_path):
    path = unusual_clip(tmp_path / "a.mp4", noisy(60), Make(), rate=30)
    asked = []

    def stopped():
        asked.append(None)
        return len(asked) >= 3

    examined(path, stopped=stopped)
    assert len(asked) <= 4


@pytest.mark.parametrize("size", [(1, 1), (101, 77), (1, 400), (400, 1), (2, 2)])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.mp4", Make(pixel_format="yuv444p")),
        ("a.webm", Make("libvpx-vp9", settings={"cpu-used": "8"})),
        ("a.avi", Make("mjpeg", "yuvj420p", full=True)),
    ],
)
def test_odd_sizes_play(tmp_path, name, make, size):
    shades = [np.full((size[1], size[0], 3), 50 * n + 20, np.uint8) for n in range(4)]
    path = unusual_clip(tmp_path / name, shades, make)
    medium = examined(path)
    assert (medium.width, medium.height, medium.frames) == (*size, 4)
    found = [frame.rgb().mean() for frame in frames_in(path)]
    assert found == pytest.approx([20, 70, 120, 170], abs=8)


@pytest.mark.parametrize("size", [(1, 1), (101, 77), (1, 400)])
def test_pictures_of_odd_sizes_are_shown(tmp_path, size):
    picture = np.full((size[1], size[0], 3), 90, np.uint8)
    path = a_file(tmp_path / "a.png", encoded(".png", picture))
    medium = examined(path)
    assert (medium.width, medium.height) == size
    assert frames_in(path)[0].rgb().tolist() == picture.tolist()


def test_8k_plays(tmp_path):
    make = Make(settings={"preset": "ultrafast"})
    frames = numbered_frames(1, (7680, 4320), first=9)
    path = unusual_clip(tmp_path / "large.mp4", frames, make)
    medium = examined(path)
    assert (medium.width, medium.height) == (7680, 4320)
    assert medium.warnings == ()
    assert numbers_in(path, (960, 540)) == [9]


def test_a_thousand_frames_per_second_play(tmp_path):
    path = unusual_clip(tmp_path / "fast.mp4", numbered_frames(80), Make(), rate=1000)
    medium = examined(path)
    assert (medium.frames, medium.rate_mhz) == (80, 1_000_000)
    assert (medium.duration_us, medium.warnings) == (80_000, ())
    frames = frames_in(path)
    assert [frame.time_us for frame in frames] == [1000 * n for n in range(80)]
    assert [number_in(frame.rgb()) for frame in frames] == list(range(80))


def test_a_clip_without_frames_is_refused(tmp_path):
    path = numbered_clip(tmp_path / "a.mp4")
    data = path.read_bytes()
    # The table of sizes says that there are none.
    sizes = data.index(b"stsz") + 12
    path.write_bytes(data[:sizes] + bytes(4) + data[sizes + 4 :])
    assert " a.mp4 in the folder" in f" {refusal(path)}"


@pytest.mark.parametrize("times", [10, 0.1])
@pytest.mark.parametrize("box", [b"mvhd", b"tkhd", b"mdhd"])
def test_a_length_in_the_head_of_an_mp4_is_not_believed(tmp_path, box, times):
    path = numbered_clip(tmp_path / "a.mp4")
    data = bytearray(path.read_bytes())
    place = data.index(box) + {b"mvhd": 20, b"mdhd": 20, b"tkhd": 24}[box]
    (length,) = struct.unpack_from(">I", data, place)
    struct.pack_into(">I", data, place, int(length * times))
    path.write_bytes(data)
    medium = examined(path)
    assert (medium.frames, medium.duration_us) == (20, 2_000_000)
    assert numbers_in(path) == list(range(20))


@pytest.mark.parametrize("count", [5, 90])
def test_a_number_of_frames_in_the_head_of_an_avi_is_played_or_refused(tmp_path, count):
    path = numbered_clip(tmp_path / "a.avi", codec="mpeg4")
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"avih") + 8 + 16, count)
    struct.pack_into("<I", data, data.index(b"strh") + 8 + 32, count)
    path.write_bytes(data)
    if count == 5:  # more is there than was said
        assert examined(path).frames == 20
        assert numbers_in(path) == list(range(20))
    else:
        assert f"a.avi in the folder {tmp_path.name} ends after 20 of 90" in refusal(
            path
        )


@pytest.mark.parametrize("seconds", [0.5, 60.0])
def test_a_length_in_the_head_of_a_webm_is_played_or_refused(tmp_path, seconds):
    path = numbered_clip(tmp_path / "a.mkv")
    data = bytearray(path.read_bytes())
    place = data.index(b"\x44\x89\x88") + 3
    struct.pack_into(">d", data, place, seconds * 1000)
    stamp = data.index(b"00:00:02.000000000")
    data[stamp : stamp + 18] = (
        f"00:{int(seconds) // 60:02}:{seconds % 60:012.9f}".encode()
    )
    path.write_bytes(data)
    if seconds < 2:
        assert examined(path).frames == 20
        assert numbers_in(path) == list(range(20))
    else:
        assert "ends after 2.00 of 60.00 seconds" in refusal(path)


def test_a_stream_cut_out_of_a_longer_one_says_what_it_is_shown_without(tmp_path):
    make = Make(settings={"x264-params": "keyint=10:scenecut=0"})
    path = unusual_clip(tmp_path / "cut.ts", noisy(40), make, rate=25)
    whole = path.read_bytes()
    path.write_bytes(whole[188 * (len(whole) // 188 // 3) :])
    medium = examined(path)
    assert 20 <= medium.frames < 30
    assert len(frames_in(path)) == medium.frames
    (said,) = medium.warnings
    assert "s that need what was cut off before and cannot be decoded" in said


def test_sizes_that_would_fill_the_memory_are_refused_before_it_is_taken(tmp_path):
    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    picture = a_file(tmp_path / "after" / "a.png", claiming(head))
    assert refusal(picture) == (
        "a.png in the folder after says it has 60000 × 60000 pixels, more than can be "
        "shown (67 million); export it smaller, or go on without it."
    )
    gif = b"GIF89a" + struct.pack("<HH", 60000, 60000) + bytes(20)
    assert "60000 × 60000" in refusal(a_file(tmp_path / "a.gif", gif))
    jpeg = bytearray(encoded(".jpg", np.zeros((16, 16, 3), np.uint8)))
    struct.pack_into(">HH", jpeg, jpeg.index(b"\xff\xc0") + 5, 60000, 60000)
    before = most_memory()
    assert "60000 × 60000" in refusal(a_file(tmp_path / "a.jpg", bytes(jpeg)))
    assert most_memory() - before < 100
    bmp = b"BM" + bytes(16) + struct.pack("<ii", 60000, -60000) + bytes(28)
    assert "60000 × 60000" in refusal(a_file(tmp_path / "a.bmp", bmp))


def claiming(head: bytes) -> bytes:
    from tests.app.media.test_picture_colors import a_png

    return a_png(head, bytes(1000))


def test_a_clip_that_claims_too_much_takes_no_memory(tmp_path):
    path = numbered_clip(tmp_path / "a.webm", codec="libvpx")
    data = bytearray(path.read_bytes())
    sides = data.index(b"\x9d\x01\x2a") + 3  # in the head of VP8's first frame
    struct.pack_into("<HH", data, sides, 12000, 12000)
    path.write_bytes(data)
    before = most_memory()
    assert "a.webm in the folder" in refusal(path)
    assert most_memory() - before < 100


def most_memory() -> float:
    """Return the most memory this process has held so far, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
