"""Damaged media: a sentence to the owner, a placeholder to the rater, life goes on."""

import time

import pytest

from storage.study_file import open_study
from tests.app.media.numbered import numbered_clip, sound
from tests.app.media.test_damaged_inside import spoil
from tests.app.rating.damages import DAMAGES, damage, outputs_to_damage
from tests.app.rating.rated import clip_bytes, write
from tests.end_to_end.program import end, run_program, start_program
from tests.end_to_end.screen import a_screen

SYSTEMS = ("vividsystem", "steadysystem")
WHOLE = ("wholesource", "othersource")
PATIENCE_S = 120


@pytest.fixture(scope="module")
def screen():
    with a_screen() as screen:
        yield screen


def test_owner_is_told_of_each_unusable_file_in_a_sentence(beholder, tmp_path):
    for system in ("before", "after"):
        write(tmp_path / "out" / system / "hall.mp4", clip_bytes(ord(system[0])))
    bad = tmp_path / "out" / "after"
    whole = clip_bytes(7)
    write(bad / "cut.mp4", whole[: len(whole) // 2])
    write(bad / "empty.mp4", b"")
    write(bad / "words.mp4", b"These are words.\n" * 50)
    write(bad / "codec.mp4", whole.replace(b"avc1", b"zzz1"))
    sound(bad / "music.mp4")
    spoil(numbered_clip(bad / "flipped.mp4", count=60, size=(320, 240)), 30)
    done = beholder("new", "shoes.beholder", "out", "--seed", 7, leaves_all=False)
    assert done.code == 0, done.err
    for said in (
        "cut.mp4 in the folder after cannot be read as a clip or picture",
        "empty.mp4 in the folder after is empty",
        "words.mp4 in the folder after cannot be read as a clip or picture",
        "codec.mp4 in the folder after is encoded in a way that cannot be read here",
        "music.mp4 in the folder after has no picture in it",
        "flipped.mp4 in the folder after is damaged at ",
    ):
        assert said in done.err
    assert "Traceback" not in done.err
    assert "[h264" not in done.err


def finished(program, screen) -> None:
    """Answer what can be answered and go on with Enter, until the window closes."""
    until = time.monotonic() + PATIENCE_S
    while program.poll() is None and time.monotonic() < until:
        for key in ("3", "3", "3", "Return"):
            screen.press(key)
        time.sleep(0.1)


def test_rater_skips_what_was_damaged_since_and_the_program_lives_on(tmp_path, screen):
    out = outputs_to_damage(tmp_path / "out", SYSTEMS, WHOLE)
    made = run_program("new", "shoes.beholder", "out", "--seed", 7, folder=tmp_path)
    assert made.code == 0, made.err
    damage(out, SYSTEMS[1])
    program = start_program(
        "rate", "shoes.beholder", folder=tmp_path, **screen.surroundings()
    )
    try:
        window = screen.wait_for_window("Beholder")
        assert screen.title_of(window) == "Beholder"
        finished(program, screen)
        assert program.poll() == 0
    finally:
        ended = end(program)
    assert (ended.out, ended.err) == ("", "")
    with open_study(tmp_path / "shoes.beholder", read_only=True) as file:
        (session,) = file.sessions()
        labels, judged = file.labels.sources, file.judgments()
        reasons = {skip.position: skip.reason for skip in file.skips()}
    for trial in session.trials:
        source = labels[trial.stimuli[0].source]
        answers = [j for j in judged if j.trial.position == trial.position]
        assert (len(answers), trial.position in reasons) == (
            (0, True) if source in DAMAGES else (3, False)
        )
    assert all(reason.endswith(".") for reason in reasons.values())
