"""Columns that several exported tables share."""

from collections.abc import Callable
from typing import Any

from evaluators.estimate import Estimate
from evaluators.study import Method, Stage, TrialKind
from storage.csv_cells import CellType
from storage.flat_tables import Column

STAGES = tuple(stage.value for stage in Stage)
METHODS = tuple(method.value for method in Method)
TRIAL_KINDS = tuple(kind.value for kind in TrialKind)
PLACES = "abcd"[: max(method.panes for method in Method)]  # from left to right

_STAGE = "The step of the cascade: self, peers, external or end_users."
_SIMULATED = (
    "Whether answers of simulated raters are among those of this stage: raters whose "
    "alias begins with “simulated” are no persons."
)
_NOTE = (
    "What the interval covers; or, after “undefined:” or “no interval:”, why there is "
    "no number or no interval."
)


def stage_column(cell: Callable[[Any], str | None]) -> Column:
    """Return the column that tells the stage."""
    return Column("stage", CellType.TEXT, _STAGE, cell, STAGES)


def simulated_column(cell: Callable[[Any], bool]) -> Column:
    """Return the column that tells whether simulated raters had a part in a row."""
    return Column("simulated", CellType.TRUTH, _SIMULATED, cell)


def estimate_columns(
    of: Callable[[Any], Estimate], value: str, n: str
) -> tuple[Column, ...]:
    """Return the columns of an estimate; `value` and `n` say what these two are."""
    return (
        Column("value", CellType.NUMBER, value, lambda row: of(row).value),
        *interval_columns(of),
        Column("n", CellType.INTEGER, n, lambda row: of(row).n),
    )


def interval_columns(
    of: Callable[[Any], Estimate], prefix: str = ""
) -> tuple[Column, ...]:
    """Return the columns that tell how sure an estimate is."""
    low, high = "Lower end of the 95 % interval.", "Upper end of the 95 % interval."
    return (
        Column(f"{prefix}low", CellType.NUMBER, low, lambda row: of(row).low),
        Column(f"{prefix}high", CellType.NUMBER, high, lambda row: of(row).high),
        Column(
            f"{prefix}error",
            CellType.NUMBER,
            "Standard error.",
            lambda row: of(row).error,
        ),
    )


def note_column(of: Callable[[Any], Estimate], name: str = "note") -> Column:
    """Return the column that says what an estimate's interval covers."""
    return Column(name, CellType.TEXT, _NOTE, lambda row: of(row).note)


def trial_id(session: str, position: int) -> str:
    """Return what tells a trial of a session from every other trial."""
    return f"{session}/{position}"
