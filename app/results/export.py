"""A study's results as flat CSV files, each column described beside them."""

from pathlib import Path

from app.results.findings import Findings, read_findings
from app.results.judgment_table import judgment_table
from app.results.playback_table import playback_table, skip_table
from app.results.rater_table import rater_table
from app.results.score_tables import agreement_table, score_table, verdict_table
from storage.csv_files import write_package
from storage.flat_tables import Package
from storage.study_file import StudyFile


def export_study(
    file: StudyFile, folder: Path, *, raw: bool = False, leave_out: bool | None = None
) -> tuple[Path, ...]:
    """Write the results of a study into a folder, and return the files written.

    All files or none; an earlier export of the same study is replaced, and StorageError
    says so in a sentence where anything else would be lost or nothing can be written.
    `raw` leaves text that a spreadsheet would run as a formula as it is; `leave_out`
    is that of `read_findings`.
    """
    findings = read_findings(file, leave_out=leave_out)
    return write_package(export_package(findings), folder, raw=raw)


def export_package(findings: Findings) -> Package:
    """Return every table of an export."""
    return Package(
        findings.study.id,
        findings.study.contract.title,
        (
            judgment_table(findings),
            agreement_table(findings),
            score_table(findings),
            rater_table(findings),
            playback_table(findings),
            verdict_table(findings),
            skip_table(findings),
        ),
    )
