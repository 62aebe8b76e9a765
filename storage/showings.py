"""Which showing of a trial an answer was given in, and how that was played."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from evaluators.certificate import Certificate
from evaluators.study import FlawedPlayback, Judgment, Study
from storage.history import Record, TrialCertificate


def played_for(
    judgments: Iterable[Judgment], certificates: Iterable[TrialCertificate]
) -> dict[str, Certificate]:
    """Return the certificate that belongs to each judgment, by the judgment's id.

    A trial is certified when it is left, so the first certificate after an answer is
    that of the showing it was given in; where the program was killed in the middle
    there is none.
    """
    by_trial: dict[tuple[str, int], list[TrialCertificate]] = {}
    for one in sorted(certificates, key=lambda one: (one.counter, one.id)):
        by_trial.setdefault((one.session, one.position), []).append(one)
    found = {}
    for judgment in judgments:
        showings = by_trial.get((judgment.session, judgment.trial.position), [])
        first = _first_after(judgment, showings)
        if first < len(showings):
            found[judgment.id] = showings[first].certificate
    return found


def flawed(played: dict[str, Certificate]) -> frozenset[str]:
    """Return the ids of the judgments whose showing was outside the limits."""
    return frozenset(id_ for id_, certificate in played.items() if not certificate.ok)


def leaves_out(study: Study) -> bool:
    """Return whether the contract leaves such judgments out of every number."""
    return study.contract.method.flawed_playback is FlawedPlayback.LEFT_OUT


def counting(study: Study, record: Record) -> tuple[Judgment, ...]:
    """Return the effective judgments without those that the contract leaves out."""
    if not leaves_out(study):
        return record.judgments
    bad = flawed(played_for(record.judgments, record.certificates))
    return tuple(j for j in record.judgments if j.id not in bad)


def _first_after(judgment: Judgment, showings: Sequence[TrialCertificate]) -> int:
    return bisect_right(showings, judgment.counter, key=lambda one: one.counter)
