"""Scores of every system: over all sources, and by each tag and factor."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evaluators.estimate import Estimate
from evaluators.ratings import asked, pair_answers_of, ratings_of
from evaluators.scores.opinion import clustered_opinion
from evaluators.scores.preference import (
    Counts,
    count_answers,
    decided_share,
    meets,
    win_rate,
)
from evaluators.study import Judgment, Method, Stage, Stimulus, Study
from evaluators.tables import Mask, PairAnswers, Ratings, numbered


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score of one system, for all sources or for a slice of them."""

    stage: Stage
    system: str
    versus: str  # a system id; "" is against all others
    criterion: str
    statistic: str  # "win_rate", "decided_share" or "mos"
    slice_kind: str  # "all", "tag" or "factor"
    slice_value: str  # "", the tag, or "name=value"
    estimate: Estimate
    counts: Counts | None
    sources: int
    raters: int


@dataclass(frozen=True, slots=True)
class _Slice:
    """Which stimuli a score is about."""

    kind: str
    value: str
    stimuli: frozenset[str]

    def covers(self, stimuli: Sequence[str]) -> Mask:
        """Return for each id whether it belongs here."""
        return np.array([s in self.stimuli for s in stimuli], dtype=np.bool_)


def score_rows(study: Study, judgments: Sequence[Judgment]) -> tuple[ScoreRow, ...]:
    """Return the scores of every stage, criterion and system that was judged.

    Pairs give win rate and decided share against all others and against each other
    system; ratings give the mean opinion score. Each comes for all sources, for each
    tag of a source and for each factor of the system's own stimuli.
    """
    shown = {s.id: s for j in judgments for s in j.trial.stimuli}
    slices = tuple(_slices(study, shown))
    levels = {c.name: len(c.levels) for c in study.contract.criteria}
    rows: list[ScoreRow] = []
    for stage, method, criterion in asked(study, judgments):
        if method is Method.PC:
            answers = pair_answers_of(judgments, criterion, stage)
            rows.extend(_pair_rows(answers, stage, criterion, slices))
        else:
            ratings = ratings_of(judgments, criterion, stage)
            made = [shown[stimulus] for stimulus in ratings.stimuli]
            scale = levels.get(criterion, math.inf)
            rows.extend(_mos_rows(ratings, made, (stage, criterion, scale), slices))
    return tuple(rows)


def _slices(study: Study, shown: dict[str, Stimulus]) -> Iterator[_Slice]:
    yield _Slice("all", "", frozenset(shown))
    tags: dict[str, set[str]] = {}
    for source in study.sources:
        for tag in source.tags:
            tags.setdefault(tag, set()).add(source.id)
    for tag, sources in sorted(tags.items()):
        tagged = frozenset(s.id for s in shown.values() if s.source in sources)
        yield _Slice("tag", tag, tagged)
    factors: dict[str, set[str]] = {}
    for stimulus in shown.values():
        for name, value in stimulus.factors:
            factors.setdefault(f"{name}={value}", set()).add(stimulus.id)
    for factor, stimuli in sorted(factors.items()):
        yield _Slice("factor", factor, frozenset(stimuli))


def _pair_rows(
    answers: PairAnswers, stage: Stage, criterion: str, slices: Sequence[_Slice]
) -> Iterator[ScoreRow]:
    every = range(len(answers.systems))
    for piece in slices:
        inside = piece.covers(answers.stimuli)
        for system in every:
            own = np.where(
                answers.first_system == system, answers.first, answers.second
            )
            about = answers.where(inside[own] & meets(answers, system))
            for versus in (None, *every):
                met = about.where(meets(about, system, versus))
                if versus == system or not len(met.answer):
                    continue
                other = "" if versus is None else answers.systems[versus]
                yield from _scores_of_pairs(
                    met, system, (stage, other, criterion), piece
                )


def _scores_of_pairs(
    met: PairAnswers, system: int, about: tuple[Stage, str, str], piece: _Slice
) -> Iterator[ScoreRow]:
    stage, versus, criterion = about
    counts = count_answers(met, system)
    for statistic, estimate in (
        ("win_rate", win_rate(met, system)),
        ("decided_share", decided_share(met, system)),
    ):
        yield ScoreRow(
            stage=stage,
            system=met.systems[system],
            versus=versus,
            criterion=criterion,
            statistic=statistic,
            slice_kind=piece.kind,
            slice_value=piece.value,
            estimate=estimate,
            counts=counts,
            sources=len(np.unique(met.source)),
            raters=len(np.unique(met.rater)),
        )


def _mos_rows(
    ratings: Ratings,
    made: Sequence[Stimulus],
    about: tuple[Stage, str, float],
    slices: Sequence[_Slice],
) -> Iterator[ScoreRow]:
    stage, criterion, scale = about
    source = numbered([stimulus.source for stimulus in made])
    system_ids = sorted({stimulus.system for stimulus in made})
    for piece in slices:
        inside = piece.covers(ratings.stimuli)
        for system in system_ids:
            own = np.array([s.system == system for s in made], dtype=np.bool_)
            kept = ratings.where((inside & own)[ratings.stimulus])
            if not len(kept.score):
                continue
            sources = source[kept.stimulus]
            opinion = clustered_opinion(kept.score, sources, kept.rater)
            yield ScoreRow(
                stage=stage,
                system=system,
                versus="",
                criterion=criterion,
                statistic="mos",
                slice_kind=piece.kind,
                slice_value=piece.value,
                estimate=opinion.within(1, scale),
                counts=None,
                sources=len(np.unique(sources)),
                raters=len(np.unique(kept.rater)),
            )
