"""Reading what the start page says about a study from its file."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from app.studies.summary import StageProgress, StudySummary
from app.studies.wording import counted
from evaluators.study import Judgment, Medium, Method, Session, Stage, Study
from evaluators.verdict import Outcome, verdicts
from storage.errors import StorageError
from storage.showings import counting
from storage.study_file import StudyFile, open_study

METHOD_WORDS = {Method.PC: "pair choice", Method.ACR: "five levels"}
_THUMBNAILS = 3


def read_summary(path: Path) -> StudySummary:
    """Read a study's summary; trouble with the file is told in it.

    A study without a title goes by the name of its file, which only the owner sees.
    """
    try:
        with open_study(path, read_only=True) as file:
            return _summary(file)
    except StorageError as error:
        return StudySummary(path, path.stem, trouble=str(error))
    except OSError as error:
        why = f"{path} cannot be read: {error.strerror}. Check its permissions."
        return StudySummary(path, path.stem, trouble=why)


def _summary(file: StudyFile) -> StudySummary:
    record, study = file.record(), file.study
    sessions, judgments = record.sessions, record.judgments
    skipped = {(skip.session, skip.position) for skip in record.skips}
    done = _done(study, sessions, judgments, skipped)
    own = [session for session in sessions if session.stage is Stage.SELF]
    outcomes = Counter(v.outcome for v in verdicts(study, counting(study, record)))
    return StudySummary(
        file.path,
        study.contract.title or file.path.stem,
        _facts(study),
        _stages(study, sessions, done),
        tuple((o, outcomes[o]) for o in Outcome if outcomes[o]) if judgments else (),
        max((judgment.made_at_us for judgment in judgments), default=0),
        sum(done[session.id] for session in own),
        sum(len(session.trials) for session in own),
        _thumbnails(file),
    )


def _facts(study: Study) -> str:
    return " · ".join(
        (
            counted(len(study.sources), "source"),
            counted(len(study.systems), "system"),
            METHOD_WORDS[study.contract.method.name],
        )
    )


def _done(
    study: Study,
    sessions: Sequence[Session],
    judgments: Sequence[Judgment],
    skipped: set[tuple[str, int]],
) -> dict[str, int]:
    """Return by session how many trials have all their answers or were skipped."""
    answers = Counter((j.session, j.trial.position) for j in judgments)
    return {
        session.id: sum(
            (session.id, trial.position) in skipped
            or answers[session.id, trial.position] >= len(study.criteria_of(trial))
            for trial in session.trials
        )
        for session in sessions
    }


def _stages(
    study: Study, sessions: Sequence[Session], done: dict[str, int]
) -> tuple[StageProgress, ...]:
    progress = []
    for settings in study.contract.stages:
        begun = [s for s in sessions if s.stage is settings.name and s.trials]
        shares = [done[s.id] / len(s.trials) for s in begun]
        planned = max(settings.raters, len(begun), 1)
        finished = sum(share == 1 for share in shares)
        progress.append(
            StageProgress(settings.name, finished, planned, sum(shares) / planned)
        )
    return tuple(progress)


def _thumbnails(file: StudyFile) -> tuple[tuple[Path, Medium], ...]:
    """Return one output of each of the first sources, for small pictures."""
    by_source = {stimulus.source: stimulus for stimulus in file.study.stimuli}
    chosen = [by_source[source] for source in sorted(by_source)[:_THUMBNAILS]]
    return tuple((file.media_path(s.medium), s.medium) for s in chosen)
