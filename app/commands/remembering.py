"""What the command line makes or opens stands on the start page too."""

from pathlib import Path

from app.commands.outcome import say
from app.installation import home
from app.studies.recent import RecentStudies


def remember(study: Path) -> None:
    """Put a study on the owner's list; the work goes on where it cannot be kept."""
    recent = RecentStudies(home())
    try:
        recent.add(study)
    except OSError as error:
        say(
            f"The start page will not list the study: {recent.folder} cannot be "
            f"written ({error.strerror})."
        )
