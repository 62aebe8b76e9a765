import pytest

from app.playback.look_window import LookWindow, media_to_look_at
from app.playback.player import Player
from app.playback.stage import Stage
from app.playback.transport import TransportBar
from app.theme.style import wear_viewing
from tests.app.media.numbered import numbered_clip
from tests.app.playback.screens import HandClock, filled, given, show_filled


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


@pytest.fixture
def bar(qtbot, player, stage):  # a stage so that something is really painted
    bar = TransportBar(player)
    wear_viewing(bar)  # as the window it stands in, whatever the application wears
    qtbot.addWidget(bar)
    bar.resize(1440, bar.height())
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


@pytest.fixture
def look(qtbot):
    """Return a function that opens a window on files, paused at the start."""
    windows = []

    def opened(*paths):
        window = LookWindow(media_to_look_at(paths))
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: filled(window.player))
        window.player.pause()
        window.player.seek(0)
        return window

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def playing(qtbot, player, bar, tmp_path):
    show_filled(qtbot, player, given(*[numbered_clip(tmp_path / "clip.mp4")] * 2))
    return player


@pytest.fixture
def windowed(qtbot, player, bar, tmp_path, monkeypatch):
    """Play what is far larger than the memory it may take: a window of it is there."""
    monkeypatch.setattr("app.playback.memory._CAP_BYTES", 400_000)
    clip = numbered_clip(tmp_path / "long.mp4", count=200, rate=20)
    with qtbot.waitSignal(player.loaded):
        player.show(given(clip, clip))
    qtbot.waitUntil(lambda: not player.waiting)
    return player
