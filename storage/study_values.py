"""Study values as columns: the spelling of contracts and media, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

from evaluators.study import (
    Contract,
    Criterion,
    FlawedPlayback,
    Kind,
    Medium,
    Method,
    MethodSettings,
    Stage,
    StageSettings,
    SuccessRow,
)
from storage.canonical import Plain, canonical_json, from_share, to_share


def contract_body(contract: Contract) -> str:
    """Return a contract as canonical JSON, numbers in ten-thousandths."""
    return canonical_json(_exact(asdict(contract))).decode()


def contract_of(body: str) -> Contract:
    """Read what `contract_body` wrote."""
    row = json.loads(body)
    method = row.pop("method")
    return Contract(
        **{key: _strings(value) for key, value in _plain(row).items()},
        method=MethodSettings(
            Method(method["name"]),
            method["pairs"],
            method["trials_per_session"],
            _number(method["repeats"]),
            FlawedPlayback(method["flawed_playback"]),
        ),
        criteria=tuple(_criterion(c) for c in row["criteria"]),
        stages=tuple(_stage(s) for s in row["stages"]),
        success=tuple(_success(s) for s in row["success"]),
    )


def medium_columns(medium: Medium) -> dict[str, Any]:
    """Return the columns of a medium."""
    return asdict(medium) | {"warnings": json.dumps(medium.warnings)}


def medium_of(row: Mapping[str, Any]) -> Medium:
    """Read the columns of a medium."""
    values = {key: row[key] for key in row if key != "id"}
    values["kind"] = Kind(row["kind"])
    values["warnings"] = tuple(json.loads(row["warnings"]))
    return Medium(**values)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    nested = ("criteria", "stages", "success")
    return {key: value for key, value in row.items() if key not in nested}


def _criterion(row: dict[str, Any]) -> Criterion:
    moving_only = bool(row.pop("moving_only"))
    return Criterion(
        row["name"], row["question"], tuple(row["levels"]), moving_only=moving_only
    )


def _stage(row: dict[str, Any]) -> StageSettings:
    gate = tuple((name, _number(least)) for name, least in row["gate"])
    return StageSettings(
        Stage(row["name"]), row["raters"], gate, row["welcome"], row["consent"]
    )


def _success(row: dict[str, Any]) -> SuccessRow:
    return SuccessRow(
        row["system"],
        row["criterion"],
        row["statistic"],
        at_least=_number_or_none(row["at_least"]),
        at_most=_number_or_none(row["at_most"]),
        expected=_number_or_none(row["expected"]),
        stage=row["stage"],
    )


def _number_or_none(spelt: dict[str, int] | None) -> float | None:
    return None if spelt is None else _number(spelt)


def _strings(value: object) -> Any:  # noqa: ANN401  # the type is the field's
    return tuple(value) if isinstance(value, list) else value


def _number(spelt: dict[str, int]) -> float:
    return from_share(spelt["e-4"])


def _exact(value: object) -> Plain:
    """Spell truth values and fractions with integers, as canonical JSON needs."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        return {"e-4": to_share(value)}
    if isinstance(value, dict):
        return {key: _exact(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_exact(inner) for inner in value]
    return cast("Plain", value)
