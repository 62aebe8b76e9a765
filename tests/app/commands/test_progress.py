import io

from app.commands.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_a_terminal_sees_one_line_redrawn_and_then_taken_away():
    terminal, clock = Terminal(), Clock()
    with ProgressLine("files opened", stream=terminal, clock=clock) as progress:
        progress(0, 3)
        progress(1, 3)  # too soon to be seen
        clock.now += 1
        progress(2, 3)
    wipe = "\r\x1b[2K"
    lines = ["", "0 of 3 files opened", "2 of 3 files opened", ""]
    assert terminal.getvalue() == wipe.join(lines)


def test_quick_work_leaves_nothing_in_a_log():
    log = io.StringIO()
    with ProgressLine("files opened", stream=log, clock=Clock()) as progress:
        progress(0, 2)
        progress(2, 2)
    assert log.getvalue() == ""


def test_long_work_leaves_a_line_now_and_then_in_a_log():
    log, clock = io.StringIO(), Clock()
    with ProgressLine("files opened", stream=log, clock=clock) as progress:
        for second in range(12):
            clock.now = float(second)
            progress(second, 12)
    assert log.getvalue() == "5 of 12 files opened\n10 of 12 files opened\n"
