"""What is handed to the player: files and what the probe found about them."""

from dataclasses import dataclass
from pathlib import Path

from evaluators.study import Medium


@dataclass(frozen=True, slots=True)
class PaneMedium:
    """One medium to be shown, and where it is."""

    path: Path
    medium: Medium
    caption: str = ""  # what is said of it on screen; of a stimulus nothing to a rater


@dataclass(frozen=True, slots=True)
class Presentation:
    """Everything of one trial: the panes, and the inputs shown on request."""

    panes: tuple[PaneMedium, ...]
    inputs: tuple[PaneMedium, ...] = ()
