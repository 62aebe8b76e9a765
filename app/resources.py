"""Where the files that ship with the program are."""

from pathlib import Path


def assets() -> Path:
    """Return the assets folder: inside an installed wheel, else in the checkout."""
    here = Path(__file__).parent
    installed = here / "_assets"
    return installed if installed.is_dir() else here.parent / "assets"
