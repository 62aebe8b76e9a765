"""Flows through four trials of three questions each, and a rater who answers."""

from app.rating.rating_flow import RatingFlow
from tests.builders import a_judgment, a_session, a_study, a_trial

STUDY = a_study()
TRIALS = tuple(a_trial(f"s{n:03}", position=n) for n in range(4))


def a_flow(*judgments, trials=TRIALS, full_view_first=False, **options) -> RatingFlow:
    session = a_session(*trials)
    return RatingFlow(
        STUDY, session, judgments, full_view_first=full_view_first, **options
    )


def judged(trial, *criteria, answer="a"):
    return [a_judgment(answer, trial=trial, criterion=c.name) for c in criteria]


def finish(flow, trials=1):
    for _ in range(trials):
        for _ in flow.criteria:
            flow.answer("a")
