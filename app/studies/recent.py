"""The studies opened lately on this machine, the latest first."""

import json
import secrets
from pathlib import Path

_FILE = "recent.json"
_MOST = 30


class RecentStudies:
    """A short list of study files, kept in the program's own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / _FILE

    def paths(self) -> tuple[Path, ...]:
        """Return the study files, also those that are not there at the moment."""
        try:
            listed = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return ()  # a convenience: what cannot be read is begun anew
        if not isinstance(listed, list):
            return ()
        return tuple(Path(entry) for entry in listed if isinstance(entry, str))

    def add(self, path: Path) -> None:
        """Put a study at the top. Raises OSError when the list cannot be kept."""
        path = path.absolute()
        self._write((path, *(known for known in self.paths() if known != path)))

    def forget(self, path: Path) -> None:
        """Take a study off the list; its file stays."""
        self._write(tuple(known for known in self.paths() if known != path))

    def _write(self, paths: tuple[Path, ...]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_name(f"{_FILE}.{secrets.token_hex(4)}")
        try:
            draft.write_text(json.dumps([str(p) for p in paths[:_MOST]]), "utf-8")
            draft.replace(self._path)
        finally:
            draft.unlink(missing_ok=True)
