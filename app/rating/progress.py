"""What the bar above the stage tells: how far, how long, what is saved."""

from dataclasses import dataclass

from app.rating.breaks import Breaks
from app.rating.course import Course
from app.rating.page_words import too_early
from app.rating.saving import SAVED

UNTITLED = "Untitled study"


@dataclass(frozen=True, slots=True)
class Progress:
    """One state of the bar."""

    title: str
    trial: int  # from 1
    trials: int
    done: int
    minutes: int
    break_due: bool = False
    saving: str = SAVED
    notice: str = ""  # a sentence that stands above time and saving


def progress_of(course: Course, breaks: Breaks, title: str) -> Progress:
    """Return what the bar tells now."""
    flow = course.flow
    trials = len(flow.session.trials)
    return Progress(
        title=title or UNTITLED,
        trial=min(flow.position + 1, trials),
        trials=trials,
        done=flow.trials_done,
        minutes=breaks.minutes,
        break_due=breaks.due,
        saving=course.saving.words,
        notice=_notice(course),
    )


def _notice(course: Course) -> str:
    saving, trial = course.saving, course.flow.trial
    early = too_early(trial) if course.answered_early and trial else ""
    return saving.loss or saving.trouble or early
