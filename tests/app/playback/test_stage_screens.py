"""The stage on screens of all sizes and densities, and from one to another."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.app.media.numbered import numbered_clip
from tests.app.playback.screens import filled, given, numbers_on, show_filled
from tests.end_to_end.program import ROOT

OTHER_SCREEN = (QEvent.Type.DevicePixelRatioChange, QEvent.Type.ScreenChangeInternal)


@pytest.fixture
def large(qtbot, player, stage, tmp_path):
    """Two clips larger than their panes."""
    clip = numbered_clip(tmp_path / "large.mp4", size=(1280, 960), count=4)
    show_filled(qtbot, player, given(clip, clip))
    player.pause()
    return player


@pytest.mark.parametrize("event", OTHER_SCREEN)
def test_on_a_denser_screen_frames_are_made_for_its_pixels(qtbot, large, stage, event):
    rects, width = stage.pane_rects(), large.panes[0].size[0]
    stage.devicePixelRatioF = lambda: 2.0
    QApplication.sendEvent(stage, QEvent(event))
    assert numbers_on(stage) == [0, 0]  # the old ones, until the new ones are there
    qtbot.waitUntil(lambda: large.panes[0].size[0] == 2 * width)
    assert stage.pane_rects() == rects
    record = large.certificate()
    assert record.pixel_ratio == 2.0
    assert record.panes[0].width == 2 * width
    del stage.devicePixelRatioF
    QApplication.sendEvent(stage, QEvent(event))
    qtbot.waitUntil(lambda: large.panes[0].size[0] == width)
    assert large.certificate().pixel_ratio == stage.devicePixelRatioF()


def test_while_it_is_made_larger_the_moment_stays(qtbot, large, stage):
    large.seek(200_000)
    assert numbers_on(stage) == [2, 2]
    width = large.panes[0].size[0]
    for step in range(1, 6):
        stage.resize(900 + 60 * step, 500 + 30 * step)
        assert numbers_on(stage) == [2, 2]
    qtbot.waitUntil(lambda: large.panes[0].size[0] > width and filled(large))
    assert numbers_on(stage) == [2, 2]
    assert large.position_us == 200_000


SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from app.playback.look_window import LookWindow, media_to_look_at
from tests.app.playback.screens import filled, numbers_on, painted
clip = Path(sys.argv[1])
window = LookWindow(media_to_look_at([clip] * int(sys.argv[2])))
window.resize(*map(int, sys.argv[3].split("x")))
window.show()
while not filled(window.player):
    QTest.qWait(5)
window.player.pause()
rects = window.stage.pane_rects()
record = window.player.certificate()
print(json.dumps({
    "ratio": window.stage.devicePixelRatioF(),
    "decoded": window.player.panes[0].size,
    "shown": [record.panes[0].width, record.panes[0].height],
    "pane": [rects[0].width(), rects[0].height()],
    "inside": all(window.stage.rect().contains(r.toAlignedRect()) for r in rects),
    "grabbed": list(painted(window.stage).shape[:2]),
    "stage": [window.stage.height(), window.stage.width()],
}))
window.close()
"""


@pytest.mark.parametrize("factor", ["1", "1.5", "2"])
@pytest.mark.parametrize("size", ["900x600", "1366x768"])
def test_at_any_scale_a_pane_is_decoded_at_the_pixels_it_has(tmp_path, factor, size):
    clip = numbered_clip(tmp_path / "large.mp4", size=(1280, 960), count=4)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(clip), "3", size],
        env=os.environ | {"QT_SCALE_FACTOR": factor, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told = json.loads(done.stdout)
    assert told["ratio"] == float(factor)
    assert told["inside"]
    assert told["decoded"] == told["shown"]
    assert all(side % 2 == 0 for side in told["decoded"])
    for side, pane in zip(told["shown"], told["pane"], strict=True):
        assert side == pytest.approx(pane * float(factor))
    for grabbed, stage in zip(told["grabbed"], told["stage"], strict=True):
        assert grabbed == pytest.approx(stage * float(factor), abs=1)
