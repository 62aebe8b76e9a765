import os
import signal
from threading import Event

import pytest

from app.interruption import Interruptions
from app.signals import Interrupted, raising, setting

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of another kind")


@pytest.fixture
def asked(qapp):
    """The numbers of the signals that asked to end."""
    asked, interruptions = [], Interruptions()
    interruptions.tell(asked.append)
    yield asked
    interruptions.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_reaches_a_window_that_waits_for_events(qtbot, asked, number):
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: asked == [number])


def test_a_signal_that_comes_before_the_event_loop_waits_for_it(qtbot):
    asked, interruptions = [], Interruptions()
    os.kill(os.getpid(), signal.SIGTERM)
    interruptions.tell(asked.append)
    qtbot.waitUntil(lambda: asked == [signal.SIGTERM])
    interruptions.stop()


def test_after_the_first_signal_the_next_one_ends_the_program(qtbot, asked):
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: bool(asked))
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL


def test_everything_is_as_before_afterwards(qapp):
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    Interruptions().stop()
    now = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    assert now == before


def test_a_signal_that_is_ignored_stays_so():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with raising():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_work_is_left_by_an_exception_that_nobody_catches_by_mistake():
    with pytest.raises(Interrupted) as caught, raising():
        os.kill(os.getpid(), signal.SIGTERM)
    assert caught.value.number == signal.SIGTERM
    assert not isinstance(caught.value, Exception)


def test_work_on_several_threads_is_asked_to_stop_first():
    stop, stopped = Event(), []

    def work():
        os.kill(os.getpid(), signal.SIGINT)
        stopped.append(stop.wait(timeout=20))

    with pytest.raises(Interrupted), setting(stop):
        work()
    assert stopped == [True]
