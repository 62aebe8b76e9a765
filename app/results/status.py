"""How far a study is, and what a verdict still needs: what `beholder status` prints."""

from collections.abc import Iterator

from app.results.agreement_words import STAGE_WORDS
from app.results.claims import claim_of
from app.results.findings import Findings, read_findings
from app.results.plain_text import capital, heading, listed, paragraph
from app.results.playback_words import playback_sentences
from app.results.progress_words import (
    open_trials,
    rater_sentence,
    simulated_sentence,
    skipped_sentence,
    stage_sentence,
)
from app.results.report import UNTITLED, agreement_lines
from app.results.verdict_words import (
    figure_sentence,
    lead_of,
    settling_sentence,
    shared_settling,
)
from app.studies.wording import counted
from evaluators.study import Stage
from evaluators.verdict import Outcome
from storage.study_file import StudyFile


def status_text(file: StudyFile, *, leave_out: bool | None = None) -> str:
    """Return progress, agreement so far, and what is missing for a verdict.

    `leave_out`: as in `read_findings`.
    """
    return status_of(read_findings(file, leave_out=leave_out))


def status_of(findings: Findings) -> str:
    """Return the status of what was found."""
    parts = [heading(findings.study.contract.title or UNTITLED, "═")]
    parts += _progress(findings)
    if findings.agreement:
        parts += [heading("Agreement so far"), listed(agreement_lines(findings))]
    parts += [heading("Verdict"), paragraph(" ".join(lead_of(findings)))]
    missing = list(_missing(findings))
    if missing:
        parts.append(listed(missing))
    return "\n\n".join(parts) + "\n"


def _progress(findings: Findings) -> Iterator[str]:
    yield heading("Progress")
    planned = {s.name: s.raters for s in findings.study.contract.stages}
    begun = {row.stage for row in findings.raters}
    for stage in Stage:
        if stage not in planned and stage not in begun:
            continue
        said = stage_sentence(findings, stage, planned.get(stage, 0))
        lines = [
            rater_sentence(findings, row)
            for row in findings.raters
            if row.stage is stage
        ]
        first = paragraph(capital(said))
        yield "\n".join((first, listed(lines))) if lines else first
    played = ""
    if findings.record.judgments:
        played = " ".join(playback_sentences(findings))
    for said in (simulated_sentence(findings), played, skipped_sentence(findings)):
        if said:
            yield paragraph(said)


def _missing(findings: Findings) -> Iterator[str]:
    """Yield what each undecided claim lacks, and what is left to judge."""
    undecided = [v for v in findings.verdicts if v.outcome is Outcome.UNDECIDED]
    shared = shared_settling(undecided)
    for verdict in undecided if findings.record.judgments else ():
        words = [
            claim_of(findings, verdict.row).result(verdict.outcome),
            figure_sentence(verdict),
        ]
        if not shared:
            words.append(settling_sentence(verdict))
        yield " ".join(filter(None, words))
    if shared and findings.record.judgments:
        yield shared
    if undecided:
        yield from _left(findings)


def _left(findings: Findings) -> Iterator[str]:
    for row in findings.raters:
        left = open_trials(findings, row)
        if left:
            trials = counted(left, "trial")
            yield f"{row.rater} has {trials} left ({STAGE_WORDS[row.stage]})."
    if not findings.raters:
        yield "Open the study with beholder rate, and answer the first trials."
