"""What the results page says and draws, decided without a window."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.results.agreement_words import STAGE_WORDS, agreement_sentence
from app.results.claims import claim_of, criterion_words
from app.results.findings import Findings, read_findings
from app.results.numbers import has_interval, level, share
from app.results.plain_text import capital, one_line
from app.results.playback_words import playback_sentences
from app.results.progress_words import (
    judged_sentences,
    rater_sentence,
    simulated_sentence,
    skipped_sentence,
)
from app.results.report import UNTITLED, remarks_of
from app.results.score_words import (
    count_words,
    order_sentence,
    slice_sentences,
    standing_sentences,
)
from app.results.standings import EVEN, Standing, Standings, standings_of
from app.results.verdict_words import (
    figure_sentence,
    lead_of,
    settling_sentence,
    shared_settling,
)
from app.studies.wording import counted
from evaluators.study import Method, Stage
from evaluators.verdict import Outcome, Verdict
from storage.study_file import StudyFile

_RATERS_NAMED = 12
_METHODS = {Method.PC: "pair choice", Method.ACR: "five levels"}


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A claim and what became of it."""

    outcome: Outcome
    claim: str
    figure: str
    scope: str  # "peers, 54 answers"


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One system's place on the scale of a chart."""

    name: str
    series: int | None  # its colour and marker on every page; None for the baseline
    value: float  # nan where there is none
    low: float
    high: float
    figure: str
    interval: str
    answers: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Scores under one criterion, the highest first."""

    criterion: str
    caption: str
    span: tuple[float, float]  # of the scale, shown whole
    ticks: tuple[tuple[float, str], ...]
    baseline: float  # where its dashed line stands; nan for none
    rows: tuple[ChartRow, ...]
    ties: tuple[tuple[int, int], ...]  # first and last row without a proven order
    order: str
    spoken: str  # the same in sentences, for those who do not see it


@dataclass(frozen=True, slots=True)
class StageScores:
    """The charts of one stage."""

    name: str
    scope: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """How far raters agree under one criterion of one stage."""

    criterion: str
    stage: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ResultsContent:
    """Everything on the page."""

    title: str
    facts: str
    judged: bool
    lead: tuple[str, ...]
    simulated: str
    verdicts: tuple[VerdictRow, ...]
    settling: str
    scores: tuple[StageScores, ...]
    agreement: tuple[AgreementLine, ...]
    slices: tuple[str, ...]
    work: tuple[str, ...]
    remarks: tuple[str, ...]


def read_content(file: StudyFile) -> ResultsContent:
    """Return what the page shows of a study as of now."""
    return content_of(read_findings(file))


def content_of(findings: Findings) -> ResultsContent:
    """Return what the page shows."""
    study = findings.study
    shared = shared_settling(findings.verdicts)
    judged = bool(findings.record.judgments)
    return ResultsContent(
        one_line(study.contract.title) or UNTITLED,
        _facts(findings),
        judged,
        lead_of(findings),
        simulated_sentence(findings),
        tuple(_verdict_row(findings, v, shared) for v in findings.verdicts),
        shared,
        tuple(_stages(findings)),
        tuple(_agreement(findings)),
        slice_sentences(findings),
        tuple(_work(findings)) if judged else (),
        remarks_of(findings),
    )


def _facts(findings: Findings) -> str:
    study = findings.study
    return " · ".join(
        (
            counted(len(study.sources), "source"),
            counted(len(study.systems), "system"),
            _METHODS[study.contract.method.name],
        )
    )


def _verdict_row(findings: Findings, verdict: Verdict, shared: str) -> VerdictRow:
    words = [figure_sentence(verdict), "" if shared else settling_sentence(verdict)]
    answers = counted(verdict.estimate.n, "answer")
    stage = STAGE_WORDS[verdict.stage] if verdict.stage else ""
    return VerdictRow(
        verdict.outcome,
        one_line(claim_of(findings, verdict.row).sentence),
        " ".join(filter(None, words)),
        f"{stage}, {answers}" if stage and verdict.estimate.n else stage,
    )


def _stages(findings: Findings) -> Iterator[StageScores]:
    """Yield the latest stage first: the verdict is about it."""
    found = standings_of(findings)
    for stage in reversed(Stage):
        standings = [one for one in found if one.stage is stage]
        if standings:
            sources = max(one.sources for one in standings)
            raters = max(one.raters for one in standings)
            yield StageScores(
                capital(STAGE_WORDS[stage]),
                f"{counted(sources, 'source')}, {counted(raters, 'rater')}",
                tuple(_chart(findings, one) for one in standings),
            )


def _chart(findings: Findings, standings: Standings) -> Chart:
    baseline = findings.system(findings.baseline)
    levels = _levels(findings, standings.criterion)
    ticks = tuple((float(i), str(i)) for i in range(1, levels + 1))
    caption, line = "mean level, 95\u00a0%", float("nan")
    if standings.pairs:
        caption, line = f"win rate against {baseline}, 95\u00a0%", EVEN
        ticks = ((0.0, "0"), (0.25, "25"), (0.5, "50"), (0.75, "75"), (1.0, "100"))
    for row in standings.rows:
        if row.is_baseline and not standings.pairs:
            line = row.estimate.value
    return Chart(
        capital(criterion_words(findings, standings.criterion)),
        one_line(caption),
        (ticks[0][0], ticks[-1][0]),
        ticks,
        line,
        tuple(_chart_row(findings, standings, row) for row in standings.rows),
        standings.ties,
        one_line(order_sentence(findings, standings)),
        one_line(" ".join(standing_sentences(findings, standings))),
    )


def _levels(findings: Findings, criterion: str) -> int:
    """Return how many levels were asked of; five where the contract forgot."""
    for asked in findings.study.contract.criteria:
        if asked.name == criterion:
            return len(asked.levels)
    return 5


def _chart_row(findings: Findings, standings: Standings, row: Standing) -> ChartRow:
    estimate = row.estimate
    spelt = share if standings.pairs else level
    interval = ""
    if has_interval(estimate):
        interval = f"{spelt(estimate.low)} – {spelt(estimate.high)}"
    drawn = not (row.is_baseline and standings.pairs)  # the dashed line is its place
    nothing = float("nan")
    return ChartRow(
        one_line(findings.system(row.system)),
        _series(findings, row.system),
        estimate.value if drawn else EVEN,
        estimate.low if drawn else nothing,
        estimate.high if drawn else nothing,
        spelt(estimate.value) if drawn and estimate.defined else "",
        interval if drawn else "",
        _answers(findings, row),
    )


def _answers(findings: Findings, row: Standing) -> str:
    if row.counts is None:
        return counted(row.estimate.n, "answer")
    said = count_words(row.counts)
    if row.is_baseline:
        return f"against all: {said}"
    return said if row.versus == findings.baseline else f"against all: {said}"


def _series(findings: Findings, system: str) -> int | None:
    """Return which colour and marker a system keeps, None for the baseline's."""
    others = [one for one in sorted(findings.study.systems) if one != findings.baseline]
    return others.index(system) if system in others else None


def _agreement(findings: Findings) -> Iterator[AgreementLine]:
    """Yield a line for each criterion, of the latest stage first; alike ones once."""
    for stage in reversed(Stage):
        said = {
            capital(criterion_words(findings, row.criterion)): agreement_sentence(
                findings, row
            )
            for row in findings.agreement
            if row.stage is stage
        }
        if len(said) > 1 and len(set(said.values())) == 1:
            said = {"All criteria": next(iter(said.values()))}
        for criterion, sentence in said.items():
            yield AgreementLine(criterion, STAGE_WORDS[stage], sentence)


def _work(findings: Findings) -> Iterator[str]:
    """Yield who judged what, how steadily, and how it was played."""
    if len(findings.raters) <= _RATERS_NAMED:
        for row in findings.raters:
            yield one_line(rater_sentence(findings, row, with_stage=True))
    else:
        yield from judged_sentences(findings)
    yield " ".join(playback_sentences(findings))
    if skipped := skipped_sentence(findings):
        yield skipped
