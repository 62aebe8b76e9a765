"""The results of a study in plain sentences: what `beholder report` prints."""

from collections.abc import Iterator

from app.results.agreement_words import STAGE_WORDS, agreement_sentence
from app.results.claims import claim_of, criterion_words
from app.results.findings import Findings, read_findings
from app.results.plain_text import capital, heading, listed, paragraph
from app.results.playback_words import playback_sentences
from app.results.progress_words import (
    judged_sentences,
    rater_sentence,
    simulated_sentence,
    skipped_sentence,
)
from app.results.score_words import (
    has_slices,
    order_sentence,
    scope_words,
    slice_sentences,
    standing_sentences,
)
from app.results.standings import standings_of
from app.results.verdict_words import (
    figure_sentence,
    lead_of,
    settling_sentence,
    shared_settling,
)
from app.studies.wording import counted, joined
from evaluators.study import Method, Stage
from evaluators.verdict import Verdict
from storage.study_file import StudyFile

UNTITLED = "Untitled study"
_PAIRS_EXPLAINED = (
    "A win rate counts wins, and half of the answers “tie” and “both bad”; “cannot "
    "judge” is left out."
)
_INTERVALS_EXPLAINED = (
    "Intervals are 95 % and take answers about one source together, from three raters "
    "up those of one rater too. They are not corrected for being several."
).replace("95 %", "95\u00a0%")


def report_text(file: StudyFile, *, leave_out: bool | None = None) -> str:
    """Return the results of a study as text, verdict first.

    `leave_out`: as in `read_findings`.
    """
    return report_of(read_findings(file, leave_out=leave_out))


def report_of(findings: Findings) -> str:
    """Return the report on what was found."""
    parts = list(_opening(findings))
    if findings.record.judgments:
        parts += _verdict(findings)
        parts += _scores(findings)
        parts += _slices(findings)
        parts += _agreement(findings)
        parts += _work(findings)
    else:
        parts.append(
            paragraph(
                "Nobody has judged yet. Open the study with beholder rate, or from the "
                "start page, and answer the first trials; results appear here."
            )
        )
    parts += _remarks(findings)
    return "\n\n".join(parts) + "\n"


def _opening(findings: Findings) -> Iterator[str]:
    contract = findings.study.contract
    yield heading(contract.title or UNTITLED, "═")
    if contract.problem:
        yield paragraph(contract.problem)
    yield paragraph(_what_was_shown(findings))
    judged = list(judged_sentences(findings))
    if judged:
        yield listed(judged)
    if simulated := simulated_sentence(findings):
        yield paragraph(simulated)


def _what_was_shown(findings: Findings) -> str:
    study = findings.study
    how = "one output at a time"
    if study.contract.method.name is Method.PC:
        how = "pairs side by side"
    return (
        f"{counted(len(study.systems), 'system')} and "
        f"{counted(len(study.sources), 'source')}, judged as {how}. The baseline is "
        f"{findings.system(findings.baseline)}."
    )


def _verdict(findings: Findings) -> Iterator[str]:
    yield heading("Verdict")
    yield paragraph(" ".join(lead_of(findings)))
    if not findings.verdicts:
        return
    shared = shared_settling(findings.verdicts)
    yield listed(_verdict_words(findings, one, shared) for one in findings.verdicts)
    if shared:
        yield paragraph(f"What is undecided: {shared[0].lower()}{shared[1:]}")


def _verdict_words(findings: Findings, verdict: Verdict, shared: str) -> str:
    claim = claim_of(findings, verdict.row)
    where = f" ({STAGE_WORDS[verdict.stage]})" if verdict.stage else ""
    word = str(verdict.outcome).capitalize()
    parts = [f"{word}{where}: {claim.under(verdict.outcome)}", figure_sentence(verdict)]
    if not shared:
        parts.append(settling_sentence(verdict))
    return " ".join(filter(None, parts))


def _scores(findings: Findings) -> Iterator[str]:
    found = standings_of(findings)
    if not found:
        return
    yield heading("Scores")
    pairs = any(one.pairs for one in found)
    explained = f"{_PAIRS_EXPLAINED} " if pairs else ""
    yield paragraph(f"{explained}{_INTERVALS_EXPLAINED}")
    for standings in found:
        criterion = criterion_words(findings, standings.criterion)
        parts = [
            f"{capital(criterion)} ({scope_words(standings)})",
            listed(standing_sentences(findings, standings)),
        ]
        if order := order_sentence(findings, standings):
            parts.append(paragraph(order))
        yield "\n".join(parts)


def _slices(findings: Findings) -> Iterator[str]:
    if not has_slices(findings):
        return
    yield heading("Where it differs")
    said = slice_sentences(findings)
    if said:
        yield listed(said)
    else:
        yield paragraph("No tag and no factor stands out from the whole.")


def _agreement(findings: Findings) -> Iterator[str]:
    yield heading("Agreement")
    yield listed(agreement_lines(findings))


def agreement_lines(findings: Findings) -> Iterator[str]:
    """Yield a sentence on agreement for each stage and criterion, alike ones once."""
    alike: dict[tuple[Stage, str], list[str]] = {}
    for row in findings.agreement:
        key = (row.stage, agreement_sentence(findings, row))
        alike.setdefault(key, []).append(criterion_words(findings, row.criterion))
    for (stage, sentence), criteria in alike.items():
        named = capital(joined(criteria, at_most=len(criteria)))
        yield f"{named} ({STAGE_WORDS[stage]}): {sentence}"


def _work(findings: Findings) -> Iterator[str]:
    yield heading("Raters")
    for stage in Stage:
        rows = [row for row in findings.raters if row.stage is stage]
        if rows:
            name = capital(STAGE_WORDS[stage])
            yield f"{name}\n{listed(rater_sentence(findings, row) for row in rows)}"
    yield heading("Playback")
    yield paragraph(" ".join(playback_sentences(findings)))
    if skipped := skipped_sentence(findings):
        yield paragraph(skipped)


def _remarks(findings: Findings) -> Iterator[str]:
    said = remarks_of(findings)
    if said:
        yield heading("Remarks")
        yield listed(said)


def remarks_of(findings: Findings) -> tuple[str, ...]:
    """Return what was noted when the study was made and when trials were drawn."""
    drawn = [
        f"{capital(STAGE_WORDS[session.stage])}: {note}"
        for session in findings.record.sessions
        for note in session.notes
    ]
    return tuple(dict.fromkeys((*findings.notes, *drawn)))
