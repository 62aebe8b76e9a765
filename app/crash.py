"""What is written down when the program itself is wrong.

A crash file names the mistake and the lines it went through, and no variable. A
rater's machine may write one, so where windows are open the mistake's own words stay
out as well: they can hold the name of a file, and thereby of a system.
"""

import platform
import secrets
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.version import version

_CODE = Path(__file__).parents[1]


def write_crash(error: BaseException, home: Path, *, blind: bool) -> Path:
    """Write a crash file into the program's home, and return where it is.

    Where the home cannot be written it goes to the system's folder for temporary
    files. Raises OSError when that is impossible too.
    """
    text = "\n".join(_lines(error, blind=blind)) + "\n"
    now = datetime.now(UTC).astimezone()
    name = f"crash-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}.txt"
    try:
        home.mkdir(parents=True, exist_ok=True)
        path = home / name
        path.write_text(text, "utf-8", "backslashreplace")
    except OSError:
        path = Path(tempfile.gettempdir()) / f"beholder-{name}"
        path.write_text(text, "utf-8", "backslashreplace")
    return path


def apology(error: BaseException, home: Path, *, blind: bool) -> str:
    """Write the crash file, and return the sentence that says so."""
    kind = type(error).__name__
    try:
        path = write_crash(error, home, blind=blind)
    except OSError as trouble:
        frames = "; ".join(_frames(error))
        return (
            f"This is a mistake in Beholder ({kind}), and no file could be written "
            f"about it ({trouble.strerror}); report this: {frames}."
        )
    return f"This is a mistake in Beholder ({kind}); report it with the file {path}."


def _lines(error: BaseException, *, blind: bool) -> Iterator[str]:
    yield f"Beholder {version()}"
    yield f"Python {platform.python_version()} on {platform.platform()}"
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    seen: BaseException | None = error
    while seen is not None:
        yield ""
        words = "" if blind else f": {seen}"
        yield f"{type(seen).__module__}.{type(seen).__qualname__}{words}"
        yield from (f"  {frame}" for frame in _frames(seen))
        seen = seen.__cause__ or seen.__context__


def _frames(error: BaseException) -> Iterator[str]:
    """Yield "app/rating/course.py:71 in answer: …", the outermost call first."""
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{_short(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line}"


def _short(filename: str) -> str:
    """Return a code file's name without the folders of this machine."""
    path = Path(filename)
    roots = [_CODE, *(Path(entry) for entry in sys.path if entry)]
    for root in roots:
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
