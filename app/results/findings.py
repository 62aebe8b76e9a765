"""What a study's record says at one moment: the record and every number made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluators.certificate import Certificate
from evaluators.design.candidates import baseline_of
from evaluators.study import Judgment, Labels, Stage, Study
from evaluators.summary import (
    AgreementRow,
    RaterRow,
    ScoreRow,
    agreement_rows,
    rater_rows,
    score_rows,
)
from evaluators.verdict import Verdict, verdicts
from storage.history import Record
from storage.showings import flawed, leaves_out, played_for
from storage.study_file import StudyFile

SIMULATED = "simulated"  # how the alias of a rater begins who is no person


@dataclass(frozen=True, slots=True)
class Findings:
    """A study, its record, and the tables that export, report and pages read."""

    study: Study
    labels: Labels
    notes: tuple[str, ...]
    record: Record
    verdicts: tuple[Verdict, ...]
    agreement: tuple[AgreementRow, ...]
    scores: tuple[ScoreRow, ...]
    raters: tuple[RaterRow, ...]
    played: Mapping[str, Certificate] = field(default_factory=dict)  # by judgment
    flawed: frozenset[str] = frozenset()  # judgments with playback outside the limits
    leaves_out: bool = False  # whether these are left out of every number

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the judgments that are left out of every number."""
        return self.flawed if self.leaves_out else frozenset()

    @property
    def counting(self) -> tuple[Judgment, ...]:
        """The judgments that numbers are made of."""
        return tuple(j for j in self.record.judgments if j.id not in self.left_out)

    @property
    def departs(self) -> bool:
        """True when the contract says otherwise about what is left out."""
        return self.leaves_out != leaves_out(self.study)

    @property
    def baseline(self) -> str:
        """The id of the system that the others are compared with."""
        return baseline_of(self.study)

    def system(self, id_: str) -> str:
        """Return the name of a system as its owner gave it."""
        return self.labels.systems.get(id_, id_)

    def source(self, id_: str) -> str:
        """Return the name of a source as its owner gave it."""
        return self.labels.sources.get(id_, id_)

    @property
    def simulated_stages(self) -> frozenset[Stage]:
        """The stages in which simulated raters have answered."""
        return frozenset(
            row.stage
            for row in self.raters
            if row.judgments and is_simulated(row.rater)
        )


def read_findings(file: StudyFile, *, leave_out: bool | None = None) -> Findings:
    """Read a study's record as of now, and compute every number.

    `leave_out` says whether answers given while playback was outside the limits are
    left out of them; None: as the contract says.
    """
    record, study = file.record(), file.study
    played = played_for(record.judgments, record.certificates)
    bad = flawed(played)
    leaving = leaves_out(study) if leave_out is None else leave_out
    left_out = bad if leaving else frozenset()
    counting = tuple(j for j in record.judgments if j.id not in left_out)
    return Findings(
        study,
        file.labels,
        file.notes,
        record,
        verdicts(study, counting),
        agreement_rows(study, counting),
        score_rows(study, counting),
        rater_rows(study, record.sessions, record.judgments, left_out),
        played,
        bad,
        leaving,
    )


def is_simulated(alias: str) -> bool:
    """Return whether a rater's alias says that no person answered."""
    return alias.casefold().startswith(SIMULATED)
