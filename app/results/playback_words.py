"""How the trials were played, in sentences."""

from collections.abc import Iterator

from app.results.findings import Findings
from app.studies.wording import counted

_LIMITS = (  # those of `evaluators.certificate`
    "no more than 0.5\u00a0% of frames missed and no picture held over two frames"
)


def playback_sentences(findings: Findings) -> Iterator[str]:
    """Yield how many showings kept within the limits, and what counts of the others."""
    played = findings.record.certificates
    if played:
        kept = sum(one.certificate.ok for one in played)
        worst = max(one.certificate.worst_skew_us for one in played)
        apart = f"at most {worst / 1000:.1f}\u00a0ms" if worst else "never"
        yield (
            f"Of {counted(len(played), 'showing')} {kept} {_was(kept)} within the "
            f"limits: {_LIMITS}. The panes were {apart} apart."
        )
    if findings.flawed:
        yield _of_flawed(findings)
    if without := _without_record(findings):
        yield without
    elif not played:
        yield "No trial has been played yet."


def _of_flawed(findings: Findings) -> str:
    """Return whether the answers given outside the limits are counted, and who says."""
    answers = [j for j in findings.record.judgments if j.id in findings.flawed]
    trials = {(j.session, j.trial.position) for j in answers}
    they_are = "They are" if len(answers) > 1 else "It is"
    done, rather = "counted", "left out"
    if findings.leaves_out:
        done, rather = "left out of every number", "counted"
    whose = ", as the contract says"
    if findings.departs:
        they = they_are.lower()
        whose = f" here, which departs from the contract: by that {they} {rather}"
    return (
        f"{counted(len(answers), 'answer')} in {counted(len(trials), 'trial')} "
        f"{_was(len(answers))} given outside these limits. {they_are} {done}{whose}."
    )


def _without_record(findings: Findings) -> str:
    known = {(one.session, one.position) for one in findings.record.certificates}
    judged = {(j.session, j.trial.position) for j in findings.record.judgments}
    lost = len(judged - known)
    if not lost:
        return ""
    have, were = ("has", "it was") if lost == 1 else ("have", "they were")
    return f"{counted(lost, 'judged trial')} {have} no record of how {were} shown."


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
