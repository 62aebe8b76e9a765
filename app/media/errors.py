"""What can be wrong with a file, in a sentence for the study's owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class UnreadableMediumError(Exception):
    """A clip or picture cannot be shown; the text names the file and the remedy."""


def place_of(path: Path) -> str:
    """Return how a sentence names a file: with its folder, since names repeat."""
    return f"{path.name} in the folder {path.parent.name or path.parent}"


@contextmanager
def unreadable(path: Path) -> Iterator[None]:
    """Turn the decoder's and the system's errors into one sentence."""
    # PyAV is imported only by who decodes; its errors derive from these.
    try:
        yield
    except FileNotFoundError as error:
        raise UnreadableMediumError(
            f"{place_of(path)} is not there; put it back, or go on without it."
        ) from error
    except PermissionError as error:
        raise UnreadableMediumError(
            f"{place_of(path)} may not be read; change its permissions, or go on "
            "without it."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableMediumError(
            f"{place_of(path)} cannot be read as a clip or picture; export it again, "
            "or go on without it."
        ) from error
