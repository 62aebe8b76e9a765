import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from app.media.probe import probe
from app.playback import loading
from app.playback.loading import Loading, memory_cap
from app.playback.presentation import PaneMedium
from tests.app.media.numbered import Make, numbered_clip, numbered_frames, unusual_clip
from tests.app.media.test_pictures import a_sequence
from tests.app.playback.screens import given


@pytest.fixture
def pool():
    with ThreadPoolExecutor(4) as pool:
        yield pool


def loaded(pool, media, sizes=None) -> Loading:
    done = Event()
    own = tuple((m.medium.width, m.medium.height) for m in media)
    load = Loading(tuple(media), sizes or own, pool, lambda _: done.set())
    assert done.wait(20)
    assert load.finished
    return load


def bytes_of(load) -> int:
    return sum(frame.data.nbytes for pane in load.result() for frame in pane.frames)


def test_panes_come_in_the_order_given(tmp_path, pool):
    media = given(
        numbered_clip(tmp_path / "long.mp4", count=40),
        numbered_clip(tmp_path / "short.mp4", count=3),
    )
    long, short = loaded(pool, media, ((32, 24), (64, 48))).result()
    assert (len(long.frames), long.size) == (40, (32, 24))
    assert (len(short.frames), short.size) == (3, (64, 48))
    assert short.times.duration_us == 300_000


def test_times_rise_even_where_the_file_has_them_out_of_order(tmp_path, pool):
    clip = unusual_clip(tmp_path / "b.avi", numbered_frames(20), Make())
    (pane,) = loaded(pool, given(clip)).result()
    expected = [100_000 * number for number in range(20)]
    assert list(pane.times.starts) == pytest.approx(expected, abs=5)


def test_a_file_that_has_changed_is_refused_with_its_folder(tmp_path, pool):
    media = given(numbered_clip(tmp_path / "after" / "clip.mp4"))
    numbered_clip(tmp_path / "after" / "clip.mp4", count=19)
    assert loaded(pool, media).failure == (
        "clip.mp4 in the folder after is not the file it was; put the original back."
    )


def test_a_file_that_is_gone_is_named(tmp_path, pool):
    whole, gone = given(
        numbered_clip(tmp_path / "clip.mp4"), numbered_clip(tmp_path / "gone.mp4")
    )
    gone.path.unlink()
    assert loaded(pool, [whole, gone]).failure.startswith("gone.mp4 in the folder")


def test_what_nobody_foresaw_is_handed_over_in_words_too(tmp_path, pool):
    folder = a_sequence(tmp_path / "run", [1, 2])
    nonsense = replace(probe(folder, rate=10), frames=0)
    failure = loaded(pool, [PaneMedium(folder, nonsense)]).failure
    assert "cannot be shown (ZeroDivisionError: " in failure


def test_nothing_is_heard_of_a_cancelled_loading(tmp_path, pool):
    heard = []
    media = given(numbered_clip(tmp_path / "clip.mp4", count=250))
    load = Loading(tuple(media), ((64, 48),), pool, heard.append)
    load.cancel()
    pool.shutdown(wait=True)
    assert heard == []


@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv444p"])
def test_frames_that_would_take_too_much_memory_become_smaller(
    tmp_path, pool, monkeypatch, pixel_format
):
    make = Make(pixel_format=pixel_format)
    clip = unusual_clip(tmp_path / "large.mp4", numbered_frames(20, (640, 360)), make)
    monkeypatch.setattr(loading, "_CAP_BYTES", 3_000_000)
    load = loaded(pool, given(clip, clip))
    assert bytes_of(load) <= memory_cap() / 2 == 1_500_000
    assert bytes_of(load) > 1_200_000
    width, height = load.result()[0].size
    assert width / height == pytest.approx(16 / 9, abs=0.05)
    assert load.result()[0].shown_at((640, 360)).scale == width / 640


def test_what_fits_is_kept_at_its_size(tmp_path, pool):
    clip = numbered_clip(tmp_path / "clip.mp4")
    (pane,) = loaded(pool, given(clip)).result()
    assert pane.size == (64, 48)
    assert pane.shown_at((64, 48)).scale == 1.0
    assert pane.shown_at((128, 96)).scale == 2.0  # on a screen of doubled pixels


def test_frames_are_let_go_at_once_without_the_garbage_collector(tmp_path, pool):
    media = given(numbered_clip(tmp_path / "clip.mp4"))
    gc.disable()
    try:
        load = loaded(pool, media)
        pixels = weakref.ref(load.result()[0].frames[5].data)
        assert pixels() is not None
        del load
        assert pixels() is None
    finally:
        gc.enable()
