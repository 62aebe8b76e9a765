import gc
import weakref
from dataclasses import replace
from threading import Event

import pytest

from app.media.probe import probe
from app.playback.loading import Loading
from app.playback.presentation import PaneMedium, Presentation
from tests.app.media.numbered import (
    Make,
    number_in,
    numbered_clip,
    numbered_frames,
    unusual_clip,
)
from tests.app.media.test_pictures import a_sequence
from tests.app.playback.reels import numbers_in
from tests.app.playback.screens import decoding_threads, given

PLENTY = 10**9


@pytest.fixture
def load():
    """Return a function that loads media until nothing is wanted or one fails."""
    begun = []

    def loaded(media, sizes=None, allowance=PLENTY, inputs=()):
        news = Event()
        shown = Presentation(tuple(media), tuple(inputs))
        own = tuple((m.medium.width, m.medium.height) for m in (*media, *inputs))
        loading = Loading(shown, sizes or own, allowance, news.set)
        begun.append(loading)
        loading.proceed()
        while not (loading.satisfied or loading.failure):
            assert news.wait(20)
            news.clear()
            loading.proceed()
        return loading

    yield loaded
    for loading in begun:
        loading.cancel()
        loading.join()
    assert decoding_threads() == []


def bytes_of(loading) -> int:
    return sum(
        pane[number].data.nbytes
        for pane in loading.reels
        for start, stop in pane.stretches
        for number in range(start, stop)
    )


def test_panes_come_in_the_order_given_and_at_their_sizes(tmp_path, load):
    media = given(
        numbered_clip(tmp_path / "long.mp4", count=40),
        numbered_clip(tmp_path / "short.mp4", count=3),
    )
    long, short = load(media, ((32, 24), (64, 48))).panes
    assert (len(long), long.complete, long[39].data.shape) == (40, True, (36, 32))
    assert (len(short), short.complete, short[2].data.shape) == (3, True, (72, 64))
    assert short.times.duration_us == 300_000
    assert [number_in(long[n].rgb()) for n in (0, 17, 39)] == [0, 17, 39]


def test_times_rise_even_where_the_file_has_them_out_of_order(tmp_path, load):
    clip = unusual_clip(tmp_path / "b.avi", numbered_frames(20), Make())
    (pane,) = load(given(clip)).panes
    expected = [100_000 * number for number in range(20)]
    assert list(pane.times.starts) == pytest.approx(expected, abs=5)


def test_inputs_come_after_all_panes(tmp_path, load):
    pane = given(numbered_clip(tmp_path / "clip.mp4", count=200))
    person = given(numbered_clip(tmp_path / "person.mp4"))
    shown = Presentation(tuple(pane), tuple(person))
    loading = Loading(shown, ((64, 48),) * 2, PLENTY, lambda: None)
    loading.proceed()
    assert not any(name == "decode-1" for name in decoding_threads())
    loading.cancel()
    loading.join()
    assert load(pane, inputs=person).inputs[0].complete


def test_threads_end_once_everything_is_there(tmp_path, load):
    loading = load(given(numbered_clip(tmp_path / "clip.mp4")))
    loading.join()
    assert decoding_threads() == []


def test_a_file_that_has_changed_is_refused_with_its_folder(tmp_path, load):
    media = given(numbered_clip(tmp_path / "after" / "clip.mp4"))
    numbered_clip(tmp_path / "after" / "clip.mp4", count=19)
    loading = load(media)
    assert loading.failure == (
        "clip.mp4 in the folder after is not the file it was; put the original back."
    )
    assert not loading.showable  # not one picture of it is shown


def test_a_file_that_is_gone_is_named(tmp_path, load):
    whole, gone = given(
        numbered_clip(tmp_path / "clip.mp4"), numbered_clip(tmp_path / "gone.mp4")
    )
    gone.path.unlink()
    assert load([whole, gone]).failure.startswith("gone.mp4 in the folder")


def test_what_nobody_foresaw_is_handed_over_in_words_too(tmp_path, load):
    folder = a_sequence(tmp_path / "run", [1, 2])
    nonsense = replace(probe(folder, rate=10), frames=0)
    failure = load([PaneMedium(folder, nonsense)]).failure
    assert "cannot be shown (ZeroDivisionError: " in failure


@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv444p"])
def test_what_does_not_fit_is_loaded_around_the_play_head_at_full_size(
    tmp_path, load, pixel_format
):
    make = Make(pixel_format=pixel_format)
    clip = unusual_clip(tmp_path / "large.mp4", numbered_frames(40, (640, 360)), make)
    loading = load(given(clip, clip), allowance=9_000_000)
    assert 6_000_000 < bytes_of(loading) <= 9_000_000
    for pane in loading.panes:
        assert pane.size == (640, 360)
        assert pane.has(0)
        assert not pane.complete
    assert loading.panes[0].stretches == loading.panes[1].stretches


def test_only_what_leaves_no_half_second_in_memory_is_decoded_smaller(tmp_path, load):
    clip = unusual_clip(tmp_path / "large.mp4", numbered_frames(40, (640, 360)), Make())
    loading = load(given(clip, clip), allowance=3_000_000)
    assert bytes_of(loading) <= 3_000_000
    pane = loading.panes[0]
    width, height = pane.size
    assert width < 640
    assert width / height == pytest.approx(16 / 9, abs=0.05)
    assert pane.shown_at((640, 360)).scale == width / 640


def test_a_short_clip_beside_a_very_long_one_keeps_enough_to_be_played(tmp_path, load):
    media = given(
        numbered_clip(tmp_path / "long.mp4", count=400),
        numbered_clip(tmp_path / "short.mp4", count=10),
    )
    long, short = load(media, allowance=40 * 64 * 48 * 3 // 2).panes
    assert len(numbers_in(short)) == 8  # in proportion it would be one
    assert len(numbers_in(long)) > 30


def test_frames_that_had_to_go_come_again_by_another_thread(tmp_path, load):
    loading = load(given(numbered_clip(tmp_path / "clip.mp4")))
    (pane,) = loading.panes
    loading.join()
    loading.allow(pane.bytes_needed // 2)
    assert not pane.complete
    loading.allow(pane.bytes_needed)
    loading.proceed()
    loading.join()
    assert pane.complete


def test_what_fits_is_kept_at_its_size(tmp_path, load):
    clip = numbered_clip(tmp_path / "clip.mp4")
    (pane,) = load(given(clip)).panes
    assert pane.size == (64, 48)
    assert pane.shown_at((64, 48)).scale == 1.0
    assert pane.shown_at((128, 96)).scale == 2.0  # on a screen of doubled pixels


def test_frames_are_let_go_at_once_without_the_garbage_collector(tmp_path, load):
    media = given(numbered_clip(tmp_path / "clip.mp4"))
    gc.disable()
    try:
        loading = load(media)
        pixels = weakref.ref(loading.panes[0][5].data)
        assert pixels() is not None
        loading.cancel()
        loading.join()
        assert pixels() is None
    finally:
        gc.enable()
