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
def unreadable(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Turn the system's errors, and a decoder's of these kinds, into one sentence."""
    try:
        yield
    except kinds as error:
        raise _damaged(path) from error
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
        raise _damaged(path) from error


def _damaged(path: Path) -> UnreadableMediumError:
    return UnreadableMediumError(
        f"{place_of(path)} cannot be read as a clip or picture; export it again, or go "
        "on without it."
    )
