import pytest

from app.composition import Desk, rating_window
from app.interruption import Interruptions
from app.qt_application import Running
from evaluators.study import Stage
from storage.errors import NotAStudyError, StudyHeldError
from storage.study_file import open_study
from tests.storage.study_files import a_rater_session, a_study_file


@pytest.fixture
def now(qapp):
    interruptions = Interruptions()
    now = Running(qapp, interruptions)
    yield now
    now.stop()
    interruptions.stop()


@pytest.fixture
def desk(qtbot, now):
    desk = Desk(now)
    qtbot.addWidget(desk.start)
    desk.open()
    return desk


def holders(path):
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
    assert not holders(path)


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
