"""From what a rater pressed to a judgment, and to the row that keeps it."""

from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from evaluators.study import Answer, Criterion, Judgment, Method, Session, Trial
from storage.canonical import whole_characters
from storage.events import Envelope, append


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as the window took it."""

    answer: str  # an Answer, or the score as digits
    score: int | None = None  # 1 is the worst level; None for a pair
    response_ms: int = 0  # from the first shown frame, on the monotonic clock
    comment: str = ""


def kind_of(method: Method) -> str:
    """Return the kind of event that an answer under a method is."""
    return "preference" if method is Method.PC else "rating"


def refuse_answer(method: Method, asked: Criterion, given: GivenAnswer) -> None:
    """Raise ValueError for an answer that the question does not have."""
    if method is Method.PC:
        Answer(given.answer)
    elif given.score is not None and not 1 <= given.score <= len(asked.levels):
        raise ValueError(f"{asked.name!r} has no level {given.score}")
    elif given.score is None:
        if given.answer != Answer.CANNOT_JUDGE:
            raise ValueError(f"{given.answer!r} is no answer to one stimulus")
    elif given.answer != str(given.score):
        raise ValueError(f"the answer {given.answer!r} is not {given.score}")


def judgment_of(
    envelope: Envelope, session: Session, criterion: str, given: GivenAnswer
) -> Judgment:
    """Return the judgment that an answer makes; its counter comes with the event."""
    trial = session.trials[envelope.position]
    method = Method.PC if envelope.kind == kind_of(Method.PC) else Method.ACR
    return Judgment(
        id=envelope.id,
        session=session.id,
        rater=session.rater,
        stage=session.stage,
        trial=trial,
        criterion=criterion,
        method=method,
        answer=given.answer,
        response_ms=max(0, given.response_ms),
        made_at_us=envelope.made_at,
        counter=envelope.counter,
        contract_version=envelope.contract_version,
        score=given.score,
        preferred=_preferred(trial, method, given.answer),
        supersedes=envelope.supersedes,
        comment=whole_characters(given.comment),
    )


def append_judgment(envelope: Envelope, judgment: Judgment, db: Database) -> Judgment:
    """Write a judgment and return it with its counter, as `events.append` does."""
    body: dict[str, Any] = {
        "criterion": judgment.criterion,
        "answer": judgment.answer,
        "response_ms": judgment.response_ms,
        "comment": judgment.comment,
    }
    if judgment.method is Method.PC:
        body["preferred"] = judgment.preferred
    else:
        body |= {"stimulus": judgment.trial.stimuli[0].id, "score": judgment.score}
    return replace(judgment, counter=append(db, envelope, body).counter)


def _preferred(trial: Trial, method: Method, answer: str) -> str | None:
    place = {Answer.A.value: 0, Answer.B.value: 1}.get(answer)
    if method is not Method.PC or place is None:
        return None
    return trial.stimuli[place].id
