from PySide6.QtCore import QThread

from app.tasks import Task, settle


def test_the_answer_comes_back_on_the_windows_thread(qtbot, qapp):
    seen = []
    task = Task(lambda _: (6 * 7, QThread.currentThread() is qapp.thread()))
    task.finished.connect(lambda a: seen.append((a, QThread.currentThread())))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert seen == [((42, False), qapp.thread())]


def test_an_error_is_handed_over_not_swallowed(qtbot):
    task = Task(lambda _: 1 / 0)
    with qtbot.waitSignal(task.failed) as caught:
        task.start()
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_progress_comes_in_order_before_the_answer(qtbot):
    def work(task):
        for done in range(3):
            task.tell(done, 2)

    seen = []
    task = Task(work)
    task.progressed.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_nothing_is_heard_of_a_cancelled_task(qtbot):
    heard = []
    first = Task(lambda task: task.cancelled.wait(5))
    first.finished.connect(heard.append)
    first.start()
    first.cancel()
    second = Task(lambda _: None)
    with qtbot.waitSignal(second.finished):
        second.start()
    assert heard == []


def test_a_task_nobody_keeps_still_answers(qtbot):
    seen = []

    def begin():
        task = Task(lambda _: "here")
        task.finished.connect(seen.append)
        task.start()

    begin()
    qtbot.waitUntil(lambda: seen == ["here"])


def test_an_error_that_nobody_listens_for_is_raised(qtbot):
    with qtbot.captureExceptions() as raised:
        Task(lambda _: 1 / 0).start()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_work_that_is_cancelled_before_it_begins_is_left_undone(qtbot):
    done = []
    task = Task(done.append)
    task.cancel()
    task.start()
    settle()
    assert done == []


def test_settling_cancels_and_waits(qtbot):
    seen = []
    task = Task(lambda task: (task.cancelled.wait(5), seen.append("ended")))
    task.start()
    settle()
    assert seen in ([], ["ended"])  # nothing runs any more; it may not have begun
    assert task.cancelled.is_set()
