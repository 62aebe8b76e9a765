"""What a reader does with clips that are not as they should be, and when it stops."""

import gc
import threading
from contextlib import closing
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest

from app.media.errors import UnreadableMediumError
from app.media.probe import probe
from app.media.reader import open_reader
from tests.app.media.kinds import GOP, remuxed, x265
from tests.app.media.numbered import (
    Make,
    number_in,
    numbered_clip,
    numbered_frames,
    unusual_clip,
)
from tests.app.media.test_pictures import a_sequence

NO_FRAME = bytes([0, 0, 0, 3, 0x46, 1, 0x50])  # HEVC: where a picture would begin
NONSENSE = bytes([0, 0, 0, 60, 0x41]) + bytes([0x55]) * 59


def exchanged(path, make, data: bytes, places):
    """Write 40 frames, the packets at some places exchanged for this one."""

    def change(number, packet):
        if number not in places:
            return [packet]
        other = av.Packet(data)
        other.pts, other.dts, other.time_base = packet.pts, packet.dts, packet.time_base
        return [other]

    whole = unusual_clip(path.with_suffix(".mp4"), numbered_frames(40), make)
    remuxed(whole, path, change)
    return path


def numbers_from(path, first=0, wanted=None) -> list[int]:
    size = (64, 48)
    with open_reader(path, probe(path), size) as reader:
        frames = list(reader.frames(first, *([wanted] if wanted else [])))
    return [number_in(frame.rgb()) for frame in frames]


def test_the_frame_before_stays_where_a_packet_gives_none(tmp_path):
    closed = x265(**{"open-gop": "0"})
    clip = exchanged(tmp_path / "hole.mkv", closed, NO_FRAME, {20})  # a B-frame
    whole = numbers_from(clip)
    assert whole == [*range(19), 18, *range(20, 40)]
    for first in (17, 18, 19, 20, 24):
        assert numbers_from(clip, first) == whole[first:]


def test_the_last_frame_stays_where_the_end_gives_none(tmp_path):
    closed = x265(**{"open-gop": "0", "bframes": "0"})
    clip = exchanged(tmp_path / "end.mkv", closed, NO_FRAME, {38, 39})
    for first in (0, 37, 38, 39):
        assert numbers_from(clip, first) == [*range(38), 37, 37][first:]


def test_a_long_hole_is_told_with_its_place(tmp_path):
    closed = x265(**{"open-gop": "0", "bframes": "0"})
    clip = exchanged(tmp_path / "hole.mkv", closed, NO_FRAME, range(10, 35))
    with pytest.raises(UnreadableMediumError, match=r"cannot be decoded at 1\.00 sec"):
        numbers_from(clip)


def test_a_packet_that_cannot_be_decoded_is_told_with_its_place(tmp_path):
    make = Make(settings=GOP | {"bf": "0"})
    clip = exchanged(tmp_path / "spoilt.mkv", make, NONSENSE, {20})
    with pytest.raises(UnreadableMediumError) as refused:
        numbers_from(clip)
    assert str(refused.value) == (
        f"spoilt.mkv in the folder {tmp_path.name} cannot be decoded at 2.00 seconds; "
        "export it again, or go on without it."
    )


def test_only_frames_that_are_wanted_come(tmp_path):
    clip = numbered_clip(tmp_path / "clip.mp4")
    assert numbers_from(clip, 5, lambda number: number % 4 == 0) == [8, 12, 16]
    assert numbers_from(clip, 20) == []


def test_a_clip_that_changes_its_size_is_shown_at_one(tmp_path):
    parts = [
        unusual_clip(tmp_path / f"{n}.ts", numbered_frames(20, size, 20 * n), Make())
        for n, size in enumerate([(64, 48), (128, 96)])
    ]
    joined = tmp_path / "joined.ts"
    with av.open(str(joined), "w") as target:
        for number, part in enumerate(parts):
            with av.open(str(part)) as source:
                stream = source.streams.video[0]
                copy = copy if number else target.add_stream_from_template(stream)  # noqa: F821
                for packet in source.demux(stream):
                    if packet.size:
                        packet.pts += number * 180_000
                        packet.dts += number * 180_000
                        packet.stream = copy
                        target.mux(packet)
    assert numbers_from(joined) == list(range(40))
    assert numbers_from(joined, 25) == list(range(25, 40))


def test_of_frames_with_one_time_only_one_is_shown(tmp_path):
    make = Make(settings=GOP | {"bf": "0"})
    whole = unusual_clip(tmp_path / "whole.mp4", numbered_frames(40), make)

    def halved(number, packet):
        packet.pts = packet.dts = packet.pts - number % 2 * packet.pts // max(1, number)
        return [packet]

    clip = tmp_path / "halved.mkv"
    remuxed(whole, clip, halved)
    numbers = numbers_from(clip)
    assert len(numbers) == 20
    for first in range(20):
        assert numbers_from(clip, first) == numbers[first:]


def test_what_a_reader_of_frames_does_wrong_is_not_blamed_on_the_file(tmp_path):
    clip = numbered_clip(tmp_path / "clip.mp4")
    own = ValueError("mine")
    with pytest.raises(ValueError, match="mine"):  # noqa: SIM117, PT012
        with open_reader(clip, probe(clip), (64, 48)) as reader:
            next(reader.frames())
            raise own


def open_files() -> set[Path]:
    links = list(Path("/proc/self/fd").iterdir())
    return {link.readlink() for link in links if link.is_symlink()}


@pytest.fixture
def long_clip(tmp_path):
    make = Make(settings={"g": "250", "preset": "ultrafast"})
    return unusual_clip(tmp_path / "long.mp4", numbered_frames(200), make)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_closing_early_leaves_no_file_open_and_no_thread(long_clip):
    medium, threads = probe(long_clip), threading.active_count()
    with open_reader(long_clip, medium, (64, 48)) as reader:
        for first in (0, 150, 199):
            frames = reader.frames(first)
            next(frames)
            assert long_clip in open_files()
            frames.close()
            assert long_clip not in open_files()
    assert threading.active_count() == threads


@pytest.mark.parametrize("packets", [0, 1, 30, 150, 201, 230, 350])
def test_stopping_in_the_middle_of_a_long_group_ends_quietly(long_clip, packets):
    asked = iter(range(10_000))
    with open_reader(
        long_clip, probe(long_clip), (64, 48), stopped=lambda: next(asked) >= packets
    ) as reader:
        assert len(list(reader.frames(190))) == 0
        assert next(asked) <= packets + 10  # it goes on asking only a little


def test_a_sequence_is_read_one_picture_at_a_time(tmp_path):
    folder = a_sequence(tmp_path / "run", range(8))
    medium = probe(folder, rate=10)
    for number in (0, 7):
        (folder / f"frame_{number}.png").write_bytes(b"")
    with open_reader(folder, medium, (64, 48)) as reader:
        frames = list(islice(reader.frames(3), 2))
        assert [number_in(frame.rgb()) for frame in frames] == [3, 4]
        assert [frame.time_us for frame in frames] == [300_000, 400_000]
        with pytest.raises(UnreadableMediumError, match=r"frame_7\.png"):
            list(reader.frames(6))
        assert np.array_equal(next(reader.frames(4)).data, frames[1].data)


def test_no_decoded_picture_waits_for_the_collector_of_cycles(long_clip):
    medium = probe(long_clip)
    gc.collect()
    gc.disable()
    try:
        with open_reader(long_clip, medium, (32, 24)) as reader:
            with closing(reader.frames(150)) as frames:
                assert len(list(islice(frames, 20))) == 20
            del frames
        left = [each for each in gc.get_objects() if isinstance(each, av.VideoFrame)]
        assert [frame for frame in left if frame.width == medium.width] == []
    finally:
        gc.enable()


def test_a_sequence_whose_pictures_are_gone_is_refused(tmp_path):
    folder = a_sequence(tmp_path / "run", range(2))
    medium = probe(folder, rate=10)
    for picture in folder.iterdir():
        picture.unlink()
    with (
        pytest.raises(UnreadableMediumError, match="holds no pictures any more"),
        open_reader(folder, medium, (64, 48)),
    ):
        pass
