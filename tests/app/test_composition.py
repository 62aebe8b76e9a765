import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.composition import Desk, rating_window, show
from app.demo.study import make_demo
from app.interruption import Interruptions
from app.qt_application import Running
from evaluators.study import Stage
from storage.errors import NotAStudyError, StudyHeldError
from storage.study_file import open_study
from tests.app.demo.shoots import a_shoot
from tests.storage.study_files import a_rater_session, a_study_file

WAIT_MS = 60_000


@pytest.fixture
def now(qapp):
    interruptions = Interruptions()
    now = Running(qapp, interruptions)
    yield now
    now.stop()
    interruptions.stop()


@pytest.fixture
def desk(qtbot, now, tmp_path):
    def small_demo(progress):
        return make_demo(tmp_path / "demo", shoot=a_shoot(), progress=progress)

    desk = Desk(now, small_demo)
    qtbot.addWidget(desk.start)
    desk.open()
    return desk


def is_held(path):
    """Return whether somebody still holds a session of the study."""
    try:
        a_rater_session(path, "owner").close()
    except StudyHeldError:
        return True
    return False


def test_judging_takes_the_place_of_the_start_page_and_gives_it_back(
    qtbot, desk, tmp_path
):
    path = a_study_file(tmp_path)
    desk.start.go_on(path)
    assert desk.rating.isVisible()
    assert not desk.start.isVisible()
    desk.rating.close()
    assert desk.start.isVisible()
    assert desk.rating is None
    with open_study(path, read_only=True) as file:
        (session,) = file.sessions()
    assert (session.rater, session.stage) == ("owner", Stage.SELF)
    assert not is_held(path)


def test_a_program_that_is_leaving_brings_no_page_back(qtbot, desk, now, tmp_path):
    desk.start.go_on(a_study_file(tmp_path))
    now.leaving = True
    desk.rating.close()
    assert not desk.start.isVisible()


def test_a_study_that_is_rated_elsewhere_is_told_on_the_start_page(
    qtbot, desk, tmp_path
):
    path = a_study_file(tmp_path)
    elsewhere = a_rater_session(path, "owner")
    desk.start.go_on(path)
    assert desk.rating is None
    assert desk.start.isVisible()
    elsewhere.close()


def test_what_is_no_study_opens_no_window(qapp, tmp_path):
    with pytest.raises(NotAStudyError):
        rating_window(tmp_path / "nothing.beholder", rater="owner", stage=Stage.SELF)


def test_the_demo_is_made_while_the_window_goes_on_and_then_opens(
    qtbot, desk, tmp_path
):
    desk.make_demo()
    assert desk.making.isVisible()
    qtbot.waitUntil(lambda: desk.rating is not None, timeout=WAIT_MS)
    assert desk.making is None
    assert desk.rating.isVisible()
    assert len(list((tmp_path / "demo").glob("*.beholder"))) == 1
    desk.rating.close()


def test_the_demo_may_be_cancelled_and_asked_for_again(qtbot, desk):
    desk.make_demo()
    qtbot.mouseClick(desk.making.cancel, Qt.MouseButton.LeftButton)
    assert desk.rating is None
    desk.make_demo()
    qtbot.waitUntil(lambda: desk.rating is not None, timeout=WAIT_MS)
    desk.rating.close()


def test_a_demo_that_cannot_be_made_is_told_on_the_start_page(qtbot, desk, tmp_path):
    (tmp_path / "demo").write_text("no folder")
    desk.make_demo()
    qtbot.waitUntil(lambda: desk.making is None, timeout=WAIT_MS)
    assert desk.rating is None
    assert "demo" in desk.start.home.trouble.words()


def test_a_window_larger_than_the_screen_is_fitted_to_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.resize(room.width() + 100, room.height() // 2)
    show(window)
    assert window.isMaximized()
    small = QWidget()
    qtbot.addWidget(small)
    small.resize(room.width() // 2, room.height() // 2)
    show(small)
    assert not small.isMaximized()
    assert small.width() == room.width() // 2
