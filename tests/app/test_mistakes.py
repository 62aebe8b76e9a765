import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.mistakes import Mistakes, Notice
from app.theme.style import wear_viewing


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    wear_viewing(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def mistakes(window, tmp_path):
    mistakes = Mistakes(tmp_path / "home", window)
    yield mistakes
    mistakes.stop()


def notices(window):
    return [notice for notice in window.findChildren(Notice) if notice.isVisible()]


MEDIUM = "renders/vivid/hall.mp4"


def stumble():
    raise KeyError(MEDIUM)  # a crash file quotes this line, and no value


def test_a_mistake_in_a_window_is_told_and_written_down_without_its_words(
    qtbot, window, mistakes, tmp_path, capsys
):
    QTimer.singleShot(0, stumble)
    qtbot.waitUntil(lambda: len(notices(window)) == 1)
    (crash,) = (tmp_path / "home").iterdir()
    (notice,) = notices(window)
    told = notice.words.text()
    assert str(crash) in told
    assert "shown as saved is on the disk" in told
    assert "vivid" not in told + crash.read_text()
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "vivid" not in err
    notice.close()


def test_the_same_mistake_is_told_once(qtbot, window, mistakes, tmp_path):
    for _ in range(3):
        QTimer.singleShot(0, stumble)
    done = []
    QTimer.singleShot(0, lambda: done.append(True))
    qtbot.waitUntil(lambda: done == [True] and len(notices(window)) == 1)
    assert len(list((tmp_path / "home").iterdir())) == 1
    notices(window)[0].close()


def test_a_mistake_on_another_thread_is_told_as_well(qtbot, window, mistakes):
    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(notices(window)) == 1)
    notices(window)[0].close()


def test_the_notice_over_a_rating_window_has_no_colour(qtbot, window, mistakes):
    QTimer.singleShot(0, stumble)
    qtbot.waitUntil(lambda: len(notices(window)) == 1)
    (notice,) = notices(window)
    image = notice.grab().toImage()
    colours = {
        image.pixelColor(x, y).getRgb()[:3]
        for x in range(image.width())
        for y in range(image.height())
    }
    assert all(max(colour) == min(colour) for colour in colours)
    notice.close()
