"""Scores in sentences: each system's figure, the order that is proven, slices."""

from collections.abc import Iterator

from app.results.agreement_words import STAGE_WORDS
from app.results.claims import criterion_words
from app.results.findings import Findings
from app.results.numbers import has_interval, level, level_span, share, share_span
from app.results.standings import EVEN, Standing, Standings
from app.studies.wording import counted, joined
from evaluators.estimate import Estimate
from evaluators.summary import Counts, ScoreRow

_TWO = 2  # systems: what is said against the baseline is said against all


def scope_words(standings: Standings) -> str:
    """Return "self, 8 sources, 1 rater"."""
    return (
        f"{STAGE_WORDS[standings.stage]}, {counted(standings.sources, 'source')}, "
        f"{counted(standings.raters, 'rater')}"
    )


def standing_sentences(findings: Findings, standings: Standings) -> tuple[str, ...]:
    """Return each system's score with its interval and its answers.

    Of two systems that met in pairs the baseline's is the other's turned round.
    """
    alone = standings.pairs and len(standings.rows) == _TWO
    return tuple(
        _standing_sentence(findings, standing)
        for standing in standings.rows
        if not (alone and standing.is_baseline)
    )


def _standing_sentence(findings: Findings, standing: Standing) -> str:
    name = name_of(findings, standing)
    if standing.counts is None:
        answers = counted(standing.estimate.n, "answer")
        return f"{name}: mean level {level_words(standing.estimate)}, from {answers}."
    rival = findings.system(standing.versus) if standing.versus else "all others"
    rate = f"win rate {share_words(standing.estimate)} against {rival}"
    said = f"{name}: {rate}: {count_words(standing.counts)}."
    overall = standing.against_all
    if overall is None or overall.n == standing.estimate.n:
        return said
    return f"{said} Against all: {share_words(overall)}."


def name_of(findings: Findings, standing: Standing) -> str:
    """Return a system's name, with the remark that it is the baseline."""
    name = findings.system(standing.system)
    return f"{name} (the baseline)" if standing.is_baseline else name


def count_words(counts: Counts) -> str:
    """Return how often each of the five answers was given."""
    return (
        f"{counts.wins} won, {counts.ties} tied, {counts.losses} lost, "
        f"{counts.both_bad} both bad, {counts.cannot_judge} cannot judge"
    )


def share_words(estimate: Estimate) -> str:
    """Return "62 % (48 % to 74 %)", or the reason where something is missing."""
    if not estimate.defined:
        return f"({estimate.note})"
    inside = share_span(estimate) if has_interval(estimate) else estimate.note
    return f"{share(estimate.value)} ({inside})"


def level_words(estimate: Estimate) -> str:
    """Return "3.41 (3.10 to 3.72)", or the reason where something is missing."""
    if not estimate.defined:
        return f"({estimate.note})"
    inside = level_span(estimate) if has_interval(estimate) else estimate.note
    return f"{level(estimate.value)} ({inside})"


def order_sentence(findings: Findings, standings: Standings) -> str:
    """Return which order is proven; the rest is no ranking."""
    systems = [row.system for row in standings.rows]
    if len(systems) < _TWO:
        return ""
    behind: dict[str, list[str]] = {}
    for system in systems:
        beaten = [other for other in systems if (system, other) in standings.proven]
        if beaten:
            behind[system] = beaten
    if not behind:
        return "No order among the systems is proven."
    parts = [
        f"{findings.system(system)} is ahead of {_names(findings, beaten)}"
        for system, beaten in behind.items()
    ]
    pairs = len(systems) * (len(systems) - 1) // 2
    rest = "" if len(standings.proven) == pairs else " No other order is proven."
    return f"{'; '.join(parts)}.{rest}"


def slice_sentences(findings: Findings) -> tuple[str, ...]:
    """Return where a tag or factor tells something that the whole does not.

    That is where the interval of a system's wins against the baseline (or of its mean
    level) leaves out the figure of the whole, or where a slice is decided and the
    whole is not.
    """
    whole = {_key(row): row for row in findings.scores if row.slice_kind == "all"}
    return tuple(
        _slice_sentence(findings, row, whole[_key(row)])
        for row in _sliced(findings)
        if _tells(row, whole[_key(row)])
    )


def has_slices(findings: Findings) -> bool:
    """Return whether sources have tags, or stimuli factors."""
    return any(True for _ in _sliced(findings))


def _sliced(findings: Findings) -> Iterator[ScoreRow]:
    for row in findings.scores:
        against_baseline = row.statistic == "win_rate" and row.versus == (
            findings.baseline
        )
        if row.slice_kind != "all" and (against_baseline or row.statistic == "mos"):
            yield row


def _key(row: ScoreRow) -> tuple[object, ...]:
    return row.stage, row.criterion, row.statistic, row.system, row.versus


def _tells(row: ScoreRow, whole: ScoreRow) -> bool:
    estimate = row.estimate
    if not has_interval(estimate) or row.sources == whole.sources:
        return False
    if not estimate.low <= whole.estimate.value <= estimate.high:
        return True
    return row.statistic == "win_rate" and _decided(row) and not _decided(whole)


def _decided(row: ScoreRow) -> bool:
    return row.estimate.low > EVEN or row.estimate.high < EVEN


def _slice_sentence(findings: Findings, row: ScoreRow, whole: ScoreRow) -> str:
    name = row.slice_value
    where = f"Where “{name}” is tagged" if row.slice_kind == "tag" else f"With {name}"
    system, criterion = findings.system(row.system), row.criterion
    sources = counted(row.sources, "source")
    about = f"in {criterion_words(findings, criterion)} ({STAGE_WORDS[row.stage]}, "
    if row.statistic == "mos":
        figure, overall = level_words(row.estimate), level(whole.estimate.value)
        return (
            f"{where}, {system} has a mean level of {figure} {about}{sources}), "
            f"{overall} over all."
        )
    rival = findings.system(row.versus)
    figure, overall = share_words(row.estimate), share(whole.estimate.value)
    return (
        f"{where}, {system} has a win rate of {figure} against {rival} "
        f"{about}{sources}), {overall} over all."
    )


def _names(findings: Findings, systems: list[str]) -> str:
    return joined([findings.system(one) for one in systems], at_most=len(systems))
