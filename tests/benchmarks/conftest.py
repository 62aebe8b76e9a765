"""A screen to look at from outside, and clips to look at."""

import os

import pytest

from tests.benchmarks.player_clips import Shelf
from tests.benchmarks.player_screen import XScreen


@pytest.fixture(scope="session")
def shelf(tmp_path_factory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="session")
def screen():
    """Look at the display of this run; `make bench` gives it one of its own."""
    if not os.environ.get("DISPLAY"):
        pytest.skip("no X display to look at: run it by make bench")
    screen = XScreen(os.environ["DISPLAY"])
    yield screen
    screen.close()
