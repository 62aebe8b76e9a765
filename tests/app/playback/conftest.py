import pytest

from app.playback.player import Player
from app.playback.stage import Stage
from tests.app.media.numbered import numbered_clip
from tests.app.playback.screens import HandClock, given, show_filled


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def player(qtbot, clock):  # qtbot: an application must be there
    player = Player(clock=clock)
    yield player
    player.close()


@pytest.fixture
def stage(qtbot, player):
    stage = Stage(player)
    qtbot.addWidget(stage)
    stage.resize(900, 500)
    with qtbot.waitExposed(stage):
        stage.show()
    return stage


@pytest.fixture
def pair(tmp_path):
    """Ten and thirty frames per second, two seconds of both."""
    return given(
        numbered_clip(tmp_path / "ten.mp4", count=20, rate=10),
        numbered_clip(tmp_path / "thirty.mp4", count=60, rate=30),
    )


@pytest.fixture
def loaded(qtbot, player, stage, pair):
    show_filled(qtbot, player, pair)
    return player
