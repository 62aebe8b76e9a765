"""The contract as a text that people write: TOML out, TOML in.

Names of systems stand in the text, ids in the contract. Reading starts from the
contract that holds; a key that is not there leaves it as it is.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, NoReturn

from evaluators.figures import weights_of
from evaluators.study import (
    Contract,
    Criterion,
    Labels,
    Method,
    MethodSettings,
    Stage,
    StageSettings,
    SuccessRow,
)
from storage.canonical import from_share, to_share
from storage.errors import UnusableContractError

_STATISTICS = ("win_rate", "mos_difference")
_LARGEST = 1e9
_TEXTS = ("title", "problem")
_LISTS = ("goals", "non_goals", "assumptions")


def contract_from_toml(
    text: str, labels: Labels, *, name: str, base: Contract
) -> Contract:
    """Read a contract; `name` is the file's, for the sentence when it is refused.

    Raises UnusableContractError with the file, the key and the remedy.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnusableContractError(
            f"{name} is not TOML: {error}. Correct that place."
        ) from error
    return _Reader(name, labels).contract(document, base)


class _Reader:
    """Reads tables key by key, and can say of each where it stands."""

    def __init__(self, name: str, labels: Labels) -> None:
        self._name = name
        self._ids = {label: id_ for id_, label in labels.systems.items()}

    def contract(self, document: dict[str, Any], base: Contract) -> Contract:
        known = [field.name for field in fields(Contract)]
        self._known(document, known, "")
        changes: dict[str, Any] = {}
        for key in _TEXTS:
            if key in document:
                changes[key] = self._text(document, key, "")
        for key in _LISTS:
            if key in document:
                changes[key] = self._texts(document, key, "")
        if "intent" in document:
            changes["intent"] = self._intent(document["intent"])
        if "baseline" in document:
            changes["baseline"] = self._system(document["baseline"], "baseline")
        if "method" in document:
            changes["method"] = self._method(document["method"], base.method)
        changes |= self._tables(document)
        contract = self._claims_spread(replace(base, **changes))
        self._claims_fit(contract)
        return contract

    def _tables(self, document: dict[str, Any]) -> dict[str, Any]:
        readers: dict[str, Callable[[dict[str, Any], str], object]] = {
            "criteria": self._criterion,
            "stages": self._stage,
            "success": self._success,
        }
        found: dict[str, Any] = {}
        for key, read in readers.items():
            if key in document:
                rows = document[key]
                if not isinstance(rows, list):
                    self._refuse(key, f"write it as [[{key}]] tables")
                found[key] = tuple(
                    read(row, f"{key} {number}") for number, row in enumerate(rows, 1)
                )
        if "criteria" in found:
            names = [criterion.name for criterion in found["criteria"]]
            if not names or len(set(names)) < len(names):
                self._refuse("criteria", "give at least one, each with its own name")
        stages = [stage.name for stage in found.get("stages", ())]
        if len(set(stages)) < len(stages):
            self._refuse("stages", "name each stage once")
        return found

    def _intent(self, value: object) -> str:
        if isinstance(value, dict) and value:
            bad = [k for k, v in value.items() if not _is_number(v) or v < 0]
            if bad:
                self._refuse(f"intent.{bad[0]}", "a weight is a number from 0 up")
            if not any(value.values()):
                self._refuse("intent", "give at least one weight above 0")
            return ",".join(f"{key}={value[key]:g}" for key in sorted(value))
        if value not in ("realistic", "appealing"):
            self._refuse("intent", 'write "realistic", "appealing", or weights')
        return str(value)

    def _method(self, row: dict[str, Any], base: MethodSettings) -> MethodSettings:
        self._known(row, ["name", "pairs", "trials_per_session", "repeats"], "method")
        name = self._one_of(
            (row, "name"), "method", [m.value for m in Method], base.name
        )
        pairs = self._one_of(
            (row, "pairs"), "method", ["baseline", "all", ""], base.pairs
        )
        trials = row.get("trials_per_session", base.trials_per_session)
        if not isinstance(trials, int) or isinstance(trials, bool) or trials < 1:
            self._refuse("method.trials_per_session", "write a whole number from 1 up")
        repeats = row.get("repeats", base.repeats)
        if not _is_number(repeats) or not 0 <= repeats <= 1:
            self._refuse("method.repeats", "write a share from 0 to 1")
        return MethodSettings(Method(name), pairs, trials, _kept(repeats))

    def _criterion(self, row: dict[str, Any], place: str) -> Criterion:
        self._known(row, ["name", "question", "levels", "moving_only"], place)
        name = self._text(row, "name", place, needed=True)
        question = self._text(row, "question", place, needed=True)
        criterion = Criterion(name, question, moving_only=name == "stability")
        if "levels" in row:
            levels = self._texts(row, "levels", place)
            if len(levels) not in (5, 9):
                self._refuse(f"{place}.levels", "give five or nine, the worst first")
            criterion = replace(criterion, levels=levels)
        if "moving_only" in row:
            if not isinstance(row["moving_only"], bool):
                self._refuse(f"{place}.moving_only", "write true or false")
            criterion = replace(criterion, moving_only=row["moving_only"])
        return criterion

    def _stage(self, row: dict[str, Any], place: str) -> StageSettings:
        self._known(row, ["name", "raters", "gate", "welcome", "consent"], place)
        name = self._one_of((row, "name"), place, [s.value for s in Stage], "")
        raters = row.get("raters", 1)
        if not isinstance(raters, int) or isinstance(raters, bool) or raters < 1:
            self._refuse(f"{place}.raters", "write a whole number from 1 up")
        gate = row.get("gate", {})
        if not isinstance(gate, dict) or not all(map(_is_number, gate.values())):
            self._refuse(f"{place}.gate", "write names and numbers in braces")
        return StageSettings(
            Stage(name),
            raters,
            tuple((key, _kept(least)) for key, least in sorted(gate.items())),
            self._text(row, "welcome", place),
            self._text(row, "consent", place),
        )

    def _success(self, row: dict[str, Any], place: str) -> SuccessRow:
        self._known(row, [field.name for field in fields(SuccessRow)], place)
        system = ""  # every system but the baseline
        if "system" in row:
            system = self._system(row["system"], f"{place}.system")
        criterion = self._text(row, "criterion", place, needed=True)
        statistic = self._one_of((row, "statistic"), place, _STATISTICS, "win_rate")
        at_least, at_most, expected = (
            self._number(row, key, place) for key in ("at_least", "at_most", "expected")
        )
        if at_least is None and at_most is None:
            self._refuse(place, "say what to reach with at_least or at_most")
        stage = self._one_of((row, "stage"), place, ["", *(s.value for s in Stage)], "")
        row_read = SuccessRow(system, criterion, statistic, at_least, at_most)
        return replace(row_read, expected=expected, stage=stage)

    def _claims_spread(self, contract: Contract) -> Contract:
        """Take a claim that names no system for each but the baseline."""
        baseline = contract.baseline or min(self._ids.values(), default="")
        others = [id_ for _, id_ in sorted(self._ids.items()) if id_ != baseline]
        claims = [
            replace(row, system=system)
            for row in contract.success
            for system in ([row.system] if row.system else others)
        ]
        return replace(contract, success=tuple(claims))

    def _claims_fit(self, contract: Contract) -> None:
        names = {criterion.name for criterion in contract.criteria}
        weighted = _words_of(contract.intent) if "=" in contract.intent else []
        if unknown := [word for word in weighted if word not in names]:
            self._refuse(
                f"intent.{unknown[0]}",
                f"there is no such criterion; the criteria are "
                f"{', '.join(sorted(names))}",
            )
        for number, row in enumerate(contract.success, 1):
            if row.criterion not in names:
                self._weighed(row.criterion, names, f"success {number}.criterion")

    def _weighed(self, criterion: str, names: set[str], place: str) -> None:
        """Refuse what is neither a criterion nor weights of criteria."""
        try:
            known = set(weights_of(criterion)) <= names
        except ValueError as error:
            self._refuse(place, str(error))
        if not known:
            self._refuse(
                place,
                f"there is no criterion “{criterion}”; the criteria are "
                f"{', '.join(sorted(names))}",
            )

    def _system(self, value: object, place: str) -> str:
        if not isinstance(value, str) or value not in self._ids:
            self._refuse(
                place,
                f"there is no system “{value}”; the systems are "
                f"{', '.join(sorted(self._ids))}",
            )
        return self._ids[value]

    def _text(
        self, row: Mapping[str, Any], key: str, place: str, *, needed: bool = False
    ) -> str:
        value = row.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            self._refuse(_dotted(place, key), "write a text in quotes")
        return str(value)

    def _texts(self, row: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        value = row[key]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self._refuse(_dotted(place, key), "write a list of texts in quotes")
        return tuple(value)

    def _number(self, row: Mapping[str, Any], key: str, place: str) -> float | None:
        value = row.get(key)
        if value is not None and not _is_number(value):
            self._refuse(_dotted(place, key), "write a number")
        return None if value is None else _kept(value)

    def _one_of(
        self,
        entry: tuple[Mapping[str, Any], str],
        place: str,
        choices: Sequence[str],
        default: str,
    ) -> str:
        row, key = entry
        value = row.get(key, default)
        if value not in choices:
            words = ", ".join(choice or '""' for choice in choices)
            self._refuse(_dotted(place, key), f"choose one of {words}")
        return str(value)

    def _known(self, row: object, known: list[str], place: str) -> None:
        if not isinstance(row, dict):
            self._refuse(place, "write it as a table")
        for key in row:
            if key not in known:
                self._refuse(
                    _dotted(place, key),
                    f"this key is not known; known are {', '.join(known)}",
                )

    def _refuse(self, place: str, remedy: str) -> NoReturn:
        raise UnusableContractError(f"{self._name}, {place}: {remedy}.")


def _dotted(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) <= _LARGEST  # neither infinite nor "nan"


def _kept(number: float) -> float:
    """Return a number as exactly as the study keeps it: in ten-thousandths."""
    return from_share(to_share(number))


def _words_of(criterion: str) -> list[str]:
    """Return the criteria a claim is about: one, or the weighted ones of an intent."""
    return [part.partition("=")[0] for part in criterion.split(",")]
