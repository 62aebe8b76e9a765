from dataclasses import replace

import pytest

from evaluators.certificate import Certificate, PaneCertificate


def a_certificate(*missed, due=1000, held_frames=1):
    panes = [PaneCertificate("0" * 64, due, due - m, m, 1.0, 1.0) for m in missed]
    whole = Certificate(tuple(panes), 0, 0, 0, 0, 1, 0, 60.0, 1.0)
    return replace(whole, held_frames=held_frames)


@pytest.mark.parametrize(
    ("missed", "ok"), [((0, 0), True), ((10, 0), True), ((6, 5), False), ((0,), True)]
)
def test_a_trial_was_well_played_if_at_most_one_frame_in_200_was_missed(missed, ok):
    assert a_certificate(*missed).ok is ok


@pytest.mark.parametrize(("frames", "ok"), [(1, True), (2, True), (3, False)])
def test_a_trial_was_well_played_if_no_picture_stayed_over_two_frames(frames, ok):
    assert a_certificate(0, held_frames=frames).ok is ok


def test_still_pictures_are_never_badly_played():
    assert a_certificate(0, 0, due=0).ok
