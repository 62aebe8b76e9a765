"""Whatever frame is asked for, in whatever way, its number shows that very frame."""

import random
from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.media.frame_index import FrameIndex
from app.media.probe import probe
from app.media.reader import open_reader
from tests.app.media.kinds import KINDS
from tests.app.media.numbered import Make, number_in, numbered_frames, unusual_clip

SEEKS = 20  # for each kind, and as many steps on and back
STEPS = 2


def a_reader(path, medium):
    return open_reader(path, medium, (medium.width, medium.height))


def frames_from(reader, first, count=None):
    coming = reader.frames(first)
    try:
        return list(islice(coming, count))
    finally:
        coming.close()


def test_there_are_a_thousand_seeks_and_steps():
    assert SEEKS * (1 + STEPS) * len(KINDS) >= 1000 + SEEKS * (1 + STEPS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_seek_and_step_shows_the_frame_asked_for(tmp_path, kind, capfd):
    made, chance = KINDS[kind](tmp_path), random.Random(kind)  # noqa: S311
    with a_reader(made.path, made.medium) as reader:
        whole = frames_from(reader, 0)
        assert [number_in(frame.rgb()) for frame in whole] == list(made.numbers)
        assert [frame.number for frame in whole] == list(range(len(whole)))
        assert [frame.time_us for frame in whole] == list(reader.index.times_us)
        anywhere = [chance.randrange(len(whole)) for _ in range(SEEKS)]
        for first in (*anywhere, *reader.index.entries):
            back = max(0, first - 1)
            found = [*frames_from(reader, first, 2), *frames_from(reader, back, 1)]
            expected = [*whole[first : first + 2], whole[back]]
            assert [f.number for f in found] == [f.number for f in expected]
            for one, other in zip(found, expected, strict=True):
                assert np.array_equal(one.data, other.data)
    capfd.readouterr()  # SVT-AV1 talks a lot


@pytest.mark.parametrize("kind", KINDS)
def test_times_rise_from_zero_and_decoding_can_begin_at_the_first(
    tmp_path, kind, capfd
):
    made = KINDS[kind](tmp_path)
    with a_reader(made.path, made.medium) as reader:
        index = reader.index
    assert index.times_us[0] == 0
    assert all(a < b for a, b in pairwise((*index.times_us, index.duration_us or 1)))
    assert len(index.times_us) == len(made.numbers)
    assert index.entries[0] == 0
    assert all(a < b for a, b in pairwise((*index.entries, len(index.times_us))))
    capfd.readouterr()


def test_the_nearest_entry_comes_first():
    index = FrameIndex(tuple(range(0, 400, 10)), 400, (0, 12, 24))
    assert index.entries_before(0) == (0,)
    assert index.entries_before(11) == (0,)
    assert index.entries_before(24) == (24, 12, 0)


LAYOUTS = st.fixed_dictionaries(
    {
        "g": st.integers(2, 30),
        "bf": st.integers(0, 5),
        "refs": st.integers(1, 5),
        "pyramid": st.sampled_from(["none", "strict", "normal"]),
        "open": st.integers(0, 1),
        "refresh": st.integers(0, 1),
    }
)


def h264(layout) -> Make:
    parameters = (
        f"keyint={layout['g']}:min-keyint=1:bframes={layout['bf']}:ref={layout['refs']}"
        f":b-pyramid={layout['pyramid']}:open-gop={layout['open']}"
        f":intra-refresh={layout['refresh']}"
    )
    settings = {"preset": "veryfast", "threads": "1", "x264-params": parameters}
    return Make(settings=settings)


def mpeg2(layout) -> Make:
    settings = {"g": str(layout["g"]), "bf": str(layout["bf"]), "b": "2M"}
    return Make("mpeg2video", settings=settings)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_layout_gives_the_same_pictures_from_any_frame_on(tmp_path, data):
    make = data.draw(st.sampled_from([h264, h264, mpeg2]))(data.draw(LAYOUTS))
    suffix = data.draw(st.sampled_from([".mp4", ".mkv", ".ts", ".avi"]))
    gaps = data.draw(st.lists(st.integers(5, 300), min_size=12, max_size=32))
    if suffix != ".avi" and make.codec == "libx264":  # the others have steady rates
        make = replace(make, times_ms=np.cumsum([0, *gaps]).tolist())
    path = tmp_path / f"any{suffix}"
    unusual_clip(path, numbered_frames(len(gaps) + 1), make, rate=25)
    with a_reader(path, probe(path)) as reader:
        whole = frames_from(reader, 0)
        assert [number_in(f.rgb()) for f in whole] == list(range(len(gaps) + 1))
        for first in range(len(whole)):
            found = frames_from(reader, first)
            assert [f.number for f in found] == list(range(first, len(whole)))
            for one, other in zip(found, whole[first:], strict=True):
                assert np.array_equal(one.data, other.data)
