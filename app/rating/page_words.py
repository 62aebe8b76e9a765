"""What the pages over a trial say to a rater. No Qt here, and no name of a system."""

from dataclasses import dataclass
from typing import Protocol

from app.rating.rating_flow import RatingFlow
from evaluators.study import Method, Trial

BREAK_HEADLINE = "A break"
BREAK_TEXT = "A rest keeps your eye honest. Go on when you like; the trial waits."
LONG_HEADLINE = "30 minutes. Time for a break"
LOST_HEADLINE = "Nothing more is saved here"
NOTHING_HEADLINE = "There is nothing to rate"
NOTHING_TEXT = "This study has no trial: no content has outputs that can be compared."


class SavingState(Protocol):
    """What the pages ask about saving (app.rating.saving)."""

    trouble: str

    @property
    def all_saved(self) -> bool:
        """True when nothing is on its way and nothing has failed."""

    @property
    def answers_under_way(self) -> int:
        """How many answers are not yet on the disk."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one page says."""

    headline: str
    text: str
    facts: str = ""


def too_early(trial: Trial) -> str:
    """Return why an answer was not taken yet."""
    clips = "the clip" if len(trial.stimuli) == 1 else "each clip"
    return f"Watch {clips} to its end once, then answer"


def when_done(flow: RatingFlow, method: Method, saving: SavingState) -> Words:
    """Return the last page; it says "saved" only when it is so."""
    count = len(flow.session.trials)
    if not count:
        return Words(NOTHING_HEADLINE, NOTHING_TEXT)
    noun = _noun(flow, method)
    missing = flow.not_shown
    which = f"{count - missing} of {count} {noun}s" if missing else _all(count, noun)
    if saving.all_saved:
        text = f"{which} {_are(count)} answered and saved."
    else:
        text = f"{which} {_are(count)} answered; the last answers are being saved."
    if missing:
        text += f" {missing} could not be shown, which is noted."
    answers = flow.answers_given
    return Words("You are done", text, f"{answers} answer{'' if answers == 1 else 's'}")


def when_leaving(saving: SavingState) -> tuple[Words, str]:
    """Return the page about closing too early, and what its second button says."""
    count = saving.answers_under_way
    if count:
        what = "The last answer is" if count == 1 else f"The last {count} answers are"
        lose = "Close and lose it" if count == 1 else "Close and lose them"
    else:
        what, lose = "The record of the last trial is", "Close and lose it"
    text = saving.trouble or "The disk takes its time."
    return (
        Words(
            f"{what} not saved yet",
            f"{text} This window closes by itself as soon as everything is saved.",
        ),
        lose,
    )


def _noun(flow: RatingFlow, method: Method) -> str:
    if method is Method.PC:
        return "pair"
    stimuli = [s for trial in flow.session.trials for s in trial.stimuli]
    return "clip" if any(s.moving for s in stimuli) else "picture"


def _all(count: int, noun: str) -> str:
    return f"The one {noun}" if count == 1 else f"All {count} {noun}s"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
