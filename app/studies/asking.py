"""How the start window asks for files and folders."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from app.studies.study_names import STUDY_SUFFIX


class Asking(Protocol):
    """How the window asks for a file or a folder."""

    def folder(self, window: QWidget) -> Path | None:
        """Return the folder chosen, None when the person thought better of it."""

    def file(self, window: QWidget) -> Path | None:
        """Return the study file or manifest chosen, or None."""

    def place(self, window: QWidget, usual: Path) -> Path | None:
        """Return where the study file shall go, or None."""


class SystemDialogs:
    """The system's own dialogues."""

    def folder(self, window: QWidget) -> Path | None:
        """Ask for a folder of outputs."""
        chosen = QFileDialog.getExistingDirectory(window, "Choose a folder of outputs")
        return Path(chosen) if chosen else None

    def file(self, window: QWidget) -> Path | None:
        """Ask for a study file or a manifest."""
        chosen, _ = QFileDialog.getOpenFileName(
            window, "Open", "", f"Studies and manifests (*{STUDY_SUFFIX} *.csv)"
        )
        return Path(chosen) if chosen else None

    def place(self, window: QWidget, usual: Path) -> Path | None:
        """Ask where the study file shall go; a file that is there is never replaced."""
        chosen, _ = QFileDialog.getSaveFileName(
            window,
            "Choose where the study goes",
            str(usual),
            f"Studies (*{STUDY_SUFFIX})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return Path(chosen) if chosen else None
