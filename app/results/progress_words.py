"""How far a study is, and how the work went, in sentences."""

from collections.abc import Iterator

from app.results.agreement_words import STAGE_WORDS
from app.results.findings import Findings, is_simulated
from app.results.numbers import seconds, whole
from app.results.plain_text import capital
from app.studies.wording import counted, joined
from evaluators.study import Stage, TrialKind
from evaluators.summary import RaterRow

_NAMED = 6  # raters of a stage who are named one by one in a report


def open_trials(findings: Findings, row: RaterRow) -> int:
    """Return how many trials a rater has still to answer; skipped ones are over."""
    skipped = {(skip.session, skip.position) for skip in findings.record.skips}
    answered = {
        (j.session, j.trial.position, j.criterion) for j in findings.record.judgments
    }
    study = findings.study
    return sum(
        (session.id, trial.position) not in skipped
        and any(
            (session.id, trial.position, criterion.name) not in answered
            for criterion in study.criteria_of(trial)
        )
        for session in findings.record.sessions
        if (session.stage, session.rater) == (row.stage, row.rater)
        for trial in session.trials
    )


def stage_sentence(findings: Findings, stage: Stage, planned: int) -> str:
    """Return how many raters of a stage have finished."""
    rows = [row for row in findings.raters if row.stage is stage]
    name = STAGE_WORDS[stage]
    if not rows:
        raters = f"{counted(planned, 'rater')} {_is(planned)} planned"
        return f"{name}: nobody has begun; {raters}."
    finished = sum(not open_trials(findings, row) for row in rows)
    more = max(0, planned - len(rows))
    waiting = f" {counted(more, 'more rater')} {_is(more)} planned." if more else ""
    of = f"{finished} of {counted(max(planned, len(rows)), 'rater')}"
    return f"{name}: {of} {'has' if finished == 1 else 'have'} finished.{waiting}"


def rater_sentence(
    findings: Findings, row: RaterRow, *, with_stage: bool = False
) -> str:
    """Return what a rater has done, and how steadily."""
    left = open_trials(findings, row)
    over = row.trials_total - left
    trials = f"{over} of {counted(row.trials_total, 'trial')}"
    skipped = over - row.trials_done
    stage = f", {STAGE_WORDS[row.stage]}" if with_stage else ""
    said = f"{row.rater}{stage}: {trials}"
    if skipped > 0:
        said += f", {skipped} of them not shown"
    if row.judgments:
        said += f", median {seconds(row.median_response_ms)} to an answer"
    return f"{said}. {_steadiness(row)}".strip()


def judged_sentences(findings: Findings) -> Iterator[str]:
    """Yield who has judged what, a sentence for each stage."""
    for stage in Stage:
        rows = [row for row in findings.raters if row.stage is stage and row.judgments]
        if not rows:
            continue
        counted_answers = sum(
            j.stage is stage and j.trial.kind is TrialKind.COUNTED
            for j in findings.counting
        )
        names = [row.rater for row in rows]
        who = f" ({joined(names, at_most=_NAMED)})" if len(names) <= _NAMED else ""
        done = sum(row.trials_done for row in rows)
        yield (
            f"{capital(STAGE_WORDS[stage])}: {counted(len(rows), 'rater')}{who} "
            f"judged {whole(done)} {'trial' if done == 1 else 'trials'}; "
            f"{whole(counted_answers)} answers count."
        )


def simulated_sentence(findings: Findings) -> str:
    """Return that raters were simulated, "" where none was."""
    judged = {row.rater for row in findings.raters if row.judgments}
    simulated = sorted(filter(is_simulated, judged))
    if not simulated:
        return ""
    if len(simulated) == len(judged):
        return (
            "Every rater is simulated: a program answered, no person did. These "
            "numbers show how a report looks and say nothing about people."
        )
    verb = "is" if len(simulated) == 1 else "are"
    who = joined(simulated, at_most=_NAMED)
    return (
        f"{who} {verb} simulated: a program gave these answers, and they are among the "
        "numbers."
    )


def skipped_sentence(findings: Findings) -> str:
    """Return how many trials could not be shown, "" where all could."""
    skipped = {(skip.session, skip.position) for skip in findings.record.skips}
    if not skipped:
        return ""
    first = findings.record.skips[0].reason
    return f"{counted(len(skipped), 'trial')} could not be shown. The first: {first}"


def _steadiness(row: RaterRow) -> str:
    if not row.repeats:
        return ""
    same = round(row.repeat_agreement.value * row.repeats)
    return f"{same} of {counted(row.repeats, 'repeated answer')} came out the same."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
