"""What a study's record says at one moment: the record and every number made of it."""

from dataclasses import dataclass

from evaluators.design.candidates import baseline_of
from evaluators.study import Labels, Stage, Study
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


def read_findings(file: StudyFile) -> Findings:
    """Read a study's record as of now, and compute every number."""
    record, study = file.record(), file.study
    return Findings(
        study,
        file.labels,
        file.notes,
        record,
        verdicts(study, record.judgments),
        agreement_rows(study, record.judgments),
        score_rows(study, record.judgments),
        rater_rows(study, record.sessions, record.judgments),
    )


def is_simulated(alias: str) -> bool:
    """Return whether a rater's alias says that no person answered."""
    return alias.casefold().startswith(SIMULATED)
