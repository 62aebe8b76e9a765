"""What can be wrong with a file, in a sentence for the study's owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_PIXELS = 1 << 26  # twice as many as 8K has; more would fill the memory


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


def too_large(path: Path, width: int, height: int) -> UnreadableMediumError:
    """Return why a picture or clip of so many pixels is refused."""
    return UnreadableMediumError(
        f"{place_of(path)} says it has {width} × {height} pixels, more than can be "
        f"shown ({MOST_PIXELS // 1_000_000} million); export it smaller, or go on "
        "without it."
    )


def _damaged(path: Path) -> UnreadableMediumError:
    return UnreadableMediumError(
        f"{place_of(path)} cannot be read as a clip or picture; export it again, or go "
        "on without it."
    )
