import errno
import io
import os

import click
import pytest

from app.commands.outcome import RequestError, run, speak_plainly
from app.media.errors import UnreadableMediumError
from app.screen import NoScreenError
from app.studies.errors import UnusableOutputsError
from storage.errors import DiskFullError, StorageError


def raising(error):
    def command():
        raise error

    return command


def told(capsys):
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize(("answer", "code"), [(None, 0), (0, 0), (143, 143)])
def test_a_command_that_ends_gives_its_code(answer, code):
    assert run(lambda: answer) == code


@pytest.mark.parametrize(
    "kind",
    [
        StorageError,
        DiskFullError,
        UnusableOutputsError,
        UnreadableMediumError,
        NoScreenError,
        RequestError,
    ],
)
def test_errors_that_have_a_sentence_say_it_on_one_line(capsys, kind):
    assert run(raising(kind("It is so.\nDo that."))) == 1
    assert told(capsys) == "It is so. Do that.\n"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left", "a.csv"), ("a.csv", "disk is full")),
        (OSError(errno.ENOSPC, "No space left"), ("disk is full",)),
        (
            FileNotFoundError(errno.ENOENT, "No such file", "a.csv"),
            ("a.csv", "No such"),
        ),
        (PermissionError(errno.EACCES, "Denied", "a.csv"), ("a.csv", "permissions")),
        (OSError("odd"), ("odd",)),
    ],
    ids=str,
)
def test_what_the_system_refuses_is_said_with_the_file(capsys, error, words):
    assert run(raising(error)) == 1
    sentence = told(capsys)
    assert all(word in sentence for word in words)
    assert sentence.count("\n") == 1


def test_a_missing_system_library_is_named_with_its_package(capsys):
    text = "libEGL.so.1: cannot open shared object file: No such file or directory"
    assert run(raising(ImportError(text))) == 1
    assert "libegl1" in told(capsys)


def test_a_mistake_of_ours_is_written_down_and_called_one(capsys, own_home):
    assert run(raising(ZeroDivisionError("secret"))) == 1
    sentence = told(capsys)
    (crash,) = own_home.glob("crash-*.txt")
    assert "mistake in Beholder (ZeroDivisionError)" in sentence
    assert str(crash) in sentence
    assert "test_outcome.py" in crash.read_text()


def test_an_interruption_is_quiet(capsys):
    assert run(raising(KeyboardInterrupt())) == 130
    assert run(raising(click.Abort())) == 130
    assert told(capsys) == ""


def test_wrong_usage_is_exit_code_2(capsys):
    assert run(raising(click.UsageError("no"))) == 2
    assert "no" in told(capsys)


def test_a_reader_that_has_gone_is_quiet(capsys):
    assert run(raising(BrokenPipeError(errno.EPIPE, "Broken pipe"))) == 141
    assert told(capsys) == ""


def test_output_kept_in_a_file_is_utf_8_whatever_the_locale():
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding="ascii")
    speak_plainly(stream, data=True)
    stream.write("靴 👟 " + os.fsdecode(b"\xff"))
    stream.flush()
    assert kept.getvalue() == "靴 👟 ".encode() + b"\\udcff"


def test_a_poor_terminal_gets_escapes_for_what_it_cannot_show():
    seen = io.BytesIO()
    stream = io.TextIOWrapper(seen, encoding="ascii")
    speak_plainly(stream)
    stream.write("👟")
    stream.flush()
    assert seen.getvalue() == rb"\U0001f45f"


def test_a_program_without_streams_starts_too():
    speak_plainly(None, data=True)
