import pytest

from app.playback.player import Player
from app.playback.stage import Stage
from tests.app.playback.screens import HandClock


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
