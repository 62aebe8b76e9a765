"""The system's own libraries that Qt needs, and the Debian packages they are in."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

_ELSEWHERE = {  # packages that are not called as their library is
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
_SECONDS = 10


def missing_libraries() -> tuple[str, ...]:
    """Return the file names of the libraries that Qt's X11 windows lack (Linux)."""
    qt = find_spec("PySide6")
    lister = shutil.which("ldd")
    if not sys.platform.startswith("linux") or qt is None or lister is None:
        return ()
    folders = qt.submodule_search_locations or []
    plugins = (Path(f, "Qt/plugins/platforms/libqxcb.so") for f in folders)
    plugin = next((path for path in plugins if path.exists()), None)
    if plugin is None:
        return ()
    told = subprocess.run(  # noqa: S603  # a program of the system, on a file of ours
        [lister, str(plugin)],
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )
    return libraries_not_found(told.stdout)


def libraries_not_found(listing: str) -> tuple[str, ...]:
    """Return what `ldd` says is not found, each once."""
    names = re.findall(r"^\s*(\S+) => not found", listing, re.MULTILINE)
    return tuple(dict.fromkeys(names))


def library_in(error: ImportError) -> str:
    """Return the library whose absence an import failed for, "" for another reason."""
    found = re.match(r"(lib\S+\.so[.\d]*): cannot open shared object", str(error))
    return found[1] if found else ""


def how_to_install(libraries: Iterable[str]) -> str:
    """Return what to do about missing libraries, with the names of the packages."""
    names = list(dict.fromkeys(libraries))
    packages = " ".join(dict.fromkeys(_package(name) for name in names))
    return (
        f"the system lacks {', '.join(names)}; on Debian and Ubuntu install with "
        f"“sudo apt install {packages}”"
    )


def _package(library: str) -> str:
    """Return the package: libxcb-icccm.so.4 is in libxcb-icccm4."""
    stem, _, number = library.lower().partition(".so.")
    dash = "-" if stem[-1:].isdigit() else ""
    return _ELSEWHERE.get(library, f"{stem}{dash}{number}")
