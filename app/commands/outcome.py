"""The exit code and the one sentence that every run of the program ends with."""

import errno
import os
import signal
import sys
from collections.abc import Callable
from typing import TextIO

import click

from app.installation import home
from app.media.errors import UnreadableMediumError
from app.screen import NoScreenError
from app.signals import Interrupted, raising
from app.studies.errors import UnusableOutputsError
from storage.errors import StorageError

DONE, NOT_MET = 0, 1  # wrong usage is 2, as click has it
_BY_SIGNAL = 128  # added to the number of the signal, as shells do
INTERRUPTED = _BY_SIGNAL + signal.SIGINT
NOBODY_READS = _BY_SIGNAL + 13  # SIGPIPE, which not every system has
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_IN_WORDS = (
    StorageError,
    UnusableOutputsError,
    UnreadableMediumError,
    NoScreenError,
)


class RequestError(Exception):
    """A request that cannot be met; the text says why and what to do."""


def run(command: Callable[[], int | None]) -> int:
    """Run a command and return the exit code; what goes wrong is said in a sentence.

    0 done, 1 could not be met, 2 wrong usage. Quietly: 128 and the number of a signal
    that ended it, 141 when whoever read the output had enough.
    """
    try:
        with raising():
            code = command() or DONE
        if sys.stdout is not None:  # a bundle without a terminal has none
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Interrupted as interrupted:
        return _BY_SIGNAL + interrupted.number
    except SystemExit:  # so click leaves when nobody reads, and for nothing else here
        return NOBODY_READS
    except Exception as error:  # the last place where a sentence can be made of it
        return _refused(error)
    return code


def _refused(error: Exception) -> int:
    """Say why nothing came of a command, unless whoever reads has had enough."""
    code = NOBODY_READS
    if not (isinstance(error, OSError) and error.errno == errno.EPIPE):
        say(sentence_for(error))
        code = NOT_MET
    _forget_output()
    return code


def say(words: str) -> None:
    """Write a message to the person, not to the data."""
    click.echo(words, err=True)


def sentence_for(error: Exception) -> str:
    """Return what to say about an error; an unexpected one is written down first."""
    if isinstance(error, (*_IN_WORDS, RequestError)):
        return " ".join(str(error).splitlines())
    if isinstance(error, OSError):
        return _of_the_system(error)
    from app.crash import apology
    from app.libraries import how_to_install, library_in

    if isinstance(error, ImportError) and (library := library_in(error)):
        return f"Beholder cannot work here: {how_to_install([library])}."
    return apology(error, home(), blind=False)


def speak_plainly(stream: TextIO | None, *, data: bool = False) -> None:
    """Let a stream take every name a file system allows.

    Data that goes into a file or another program is UTF-8 everywhere; a terminal
    gets what it can show, and escapes for the rest.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is None or reconfigure is None:
        return
    if data and not stream.isatty():
        reconfigure(encoding="utf-8", errors="backslashreplace")
    else:
        reconfigure(errors="backslashreplace")


def _of_the_system(error: OSError) -> str:
    where = error.filename if isinstance(error.filename, str) else ""
    if error.errno in _FULL:
        place = f"{where} cannot be written" if where else "Nothing more is written"
        return f"{place}: the disk is full. Free some space, then try again."
    why = error.strerror or str(error) or type(error).__name__
    if isinstance(error, PermissionError):
        return f"{where or 'A file'} cannot be used: {why}. Change its permissions."
    if where:
        return f"{where} cannot be used: {why}. Check the name and the disk."
    return f"The system refuses: {why}."


def _forget_output() -> None:
    """Keep Python from flushing at its end what cannot be written."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
