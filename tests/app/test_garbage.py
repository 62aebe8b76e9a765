import gc
import threading
import weakref

import pytest

from app.garbage import GarbageCollection


class Knot:
    """Refers to itself, so that only the collector of cycles lets it go."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collection(qtbot):
    collection = GarbageCollection()
    yield collection
    collection.stop()
    gc.unfreeze()


def made_elsewhere(gone_on: list[threading.Thread]) -> None:
    """On another thread make a knot, let it go, and make enough to collect for."""

    def work():
        weakref.finalize(Knot(), lambda: gone_on.append(threading.current_thread()))
        kept = [[] for _ in range(20 * gc.get_threshold()[0])]
        del kept

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_garbage_of_other_threads_is_collected_by_the_windows_own(qtbot, collection):
    gone_on = []
    made_elsewhere(gone_on)
    assert gone_on == []
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]  # so that it is time to
    qtbot.waitUntil(lambda: bool(gone_on), timeout=10_000)
    assert gone_on == [threading.main_thread()]
    assert kept


def test_python_collects_by_itself_again_afterwards(collection):
    assert not gc.isenabled()
    collection.stop()
    assert gc.isenabled()
