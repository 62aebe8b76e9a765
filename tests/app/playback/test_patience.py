from app.playback.patience import Patience


def test_what_takes_long_is_said_once(qtbot):
    patience = Patience()
    with qtbot.waitSignal(patience.changed):
        patience.follow(waiting=True)
        assert not patience.ended
    patience.follow(waiting=True)
    assert patience.ended
    assert not patience._timer.isActive()


def test_what_came_in_time_is_never_mentioned(qtbot):
    patience = Patience()
    patience.follow(waiting=True)
    assert patience._timer.isActive()
    patience.follow(waiting=False)
    assert not patience._timer.isActive()
    assert not patience.ended


def test_the_next_wait_is_borne_anew(qtbot):
    patience = Patience()
    with qtbot.waitSignal(patience.changed):
        patience.follow(waiting=True)
    patience.follow(waiting=False)
    patience.follow(waiting=True)
    assert not patience.ended
    patience.follow(waiting=False)
