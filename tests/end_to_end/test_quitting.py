"""The program ends at once and silently, whatever it is decoding."""

import pytest

from tests.app.media.numbered import numbered_clip
from tests.end_to_end.program import Done, start_program, wait_for_end
from tests.end_to_end.screen import a_screen

LARGE = (960, 720)


@pytest.fixture(scope="module")
def screen():
    with a_screen() as screen:
        yield screen


@pytest.fixture
def look(screen, tmp_path):
    """Return a function that looks at long clips in a process of its own."""
    started = []

    def begin(count=4):
        clip = numbered_clip(tmp_path / "long.mp4", count=250, size=LARGE, rate=25)
        words = ("look", *[clip] * count)
        surroundings = screen.surroundings()
        started.append(start_program(*words, folder=tmp_path, **surroundings))
        screen.wait_for_window("Beholder")
        return started[-1]

    yield begin
    for program in started:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("key", ["ctrl+q", "Escape"])
def test_a_key_ends_it_in_the_middle_of_loading(look, screen, key):
    program = look()
    screen.press(key)
    assert wait_for_end(program) == Done(0, "", "")


def test_a_key_ends_it_in_the_middle_of_a_seek(look, screen):
    program = look()
    for key in ("Right", "shift+Right", "Home", "shift+Left", "ctrl+q"):
        screen.press(key)
    assert wait_for_end(program) == Done(0, "", "")


def test_a_signal_ends_it_in_the_middle_of_loading(look):
    program = look()
    program.terminate()
    ended = wait_for_end(program)
    assert (ended.code, ended.err) == (128 + 15, "")
