"""The contract as a text that people write: TOML out, TOML in.

Names of systems stand in the text, ids in the contract. Reading starts from the
contract that holds; a key that is not there leaves it as it is.
"""

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from evaluators.figures import weights_of
from evaluators.study import (
    Contract,
    Criterion,
    FlawedPlayback,
    Labels,
    Method,
    MethodSettings,
    Stage,
    StageSettings,
    SuccessRow,
)
from storage.toml_tables import Table, TableReader, dotted, is_number, kept, read_toml

if TYPE_CHECKING:
    from collections.abc import Callable

# What a claim may be about, and the least and most it can be.
_STATISTICS = {"win_rate": (0.0, 1.0), "mos_difference": (-8.0, 8.0)}
_TEXTS = ("title", "problem")
_LISTS = ("goals", "non_goals", "assumptions")
_LEVELS = (5, 9)


def contract_from_toml(
    text: str, labels: Labels, *, name: str, base: Contract
) -> Contract:
    """Read a contract; `name` is the file's, for the sentence when it is refused.

    Raises UnusableContractError with the file, the key and the remedy.
    """
    return _Reader(name, labels).contract(read_toml(text, name), base)


class _Reader(TableReader):
    """Knows the tables of a contract and the names of the systems."""

    def __init__(self, name: str, labels: Labels) -> None:
        super().__init__(name)
        self._ids = {label: id_ for id_, label in labels.systems.items()}

    def contract(self, document: Table, base: Contract) -> Contract:
        self.known(document, [field.name for field in fields(Contract)], "")
        changes: dict[str, Any] = {}
        for key in _TEXTS:
            if key in document:
                changes[key] = self.text(document, key, "")
        for key in _LISTS:
            if key in document:
                changes[key] = self.texts(document, key, "")
        if "intent" in document:
            changes["intent"] = self._intent(document["intent"])
        if "baseline" in document:
            changes["baseline"] = self._system(document["baseline"], "baseline")
        if "method" in document:
            changes["method"] = self._method(document["method"], base.method)
        changes |= self._rows(document)
        contract = self._claims_spread(replace(base, **changes))
        self._claims_fit(contract)
        return contract

    def _rows(self, document: Table) -> dict[str, Any]:
        readers: dict[str, Callable[[object, str], Any]] = {
            "criteria": self._criterion,
            "stages": self._stage,
            "success": self._success,
        }
        found: dict[str, Any] = {}
        for key, read in readers.items():
            if key in document:
                rows = document[key]
                if not isinstance(rows, list):
                    self.refuse(key, f"write it as [[{key}]] tables")
                found[key] = tuple(
                    read(row, f"{key} {number}") for number, row in enumerate(rows, 1)
                )
        if "criteria" in found and not _all_differ(found["criteria"]):
            self.refuse("criteria", "give at least one, each with its own name")
        if "stages" in found and not _all_differ(found["stages"]):
            self.refuse("stages", "give at least one, and name each once")
        return found

    def _intent(self, value: object) -> str:
        if isinstance(value, dict) and value:
            bad = [k for k, v in value.items() if not is_number(v) or v < 0]
            if bad:
                self.refuse(f"intent.{bad[0]}", "a weight is a number from 0 up")
            weights = {key: kept(value[key]) for key in sorted(value)}
            if not any(weights.values()):
                self.refuse("intent", "give at least one weight above 0")
            return ",".join(f"{key}={weights[key]:.15g}" for key in weights)
        return self.one_of(value, ("realistic", "appealing"), "intent")

    def _method(self, value: object, base: MethodSettings) -> MethodSettings:
        row = self.known(value, [f.name for f in fields(MethodSettings)], "method")
        name = self.one_of(
            row.get("name", base.name), [m.value for m in Method], "method.name"
        )
        pairs = self.one_of(
            row.get("pairs", base.pairs), ["baseline", "all", ""], "method.pairs"
        )
        trials = self.whole(
            row, "trials_per_session", "method", base.trials_per_session
        )
        repeats = self.number(row, "repeats", "method")
        if repeats is not None and not 0 <= repeats <= 1:
            self.refuse("method.repeats", "write a share from 0 to 1")
        share = base.repeats if repeats is None else repeats
        flawed = self.one_of(
            row.get("flawed_playback", base.flawed_playback),
            [choice.value for choice in FlawedPlayback],
            "method.flawed_playback",
        )
        return MethodSettings(
            Method(name), pairs, trials, share, FlawedPlayback(flawed)
        )

    def _criterion(self, value: object, place: str) -> Criterion:
        row = self.known(value, [f.name for f in fields(Criterion)], place)
        name = self.text(row, "name", place, needed=True)
        question = self.text(row, "question", place, needed=True)
        criterion = Criterion(name, question, moving_only=name == "stability")
        if "levels" in row:
            levels = self.texts(row, "levels", place)
            differ = len({level.strip() for level in levels} - {""}) == len(levels)
            if len(levels) not in _LEVELS or not differ:
                self.refuse(
                    f"{place}.levels",
                    "give five or nine, the worst first, each in its own words",
                )
            criterion = replace(criterion, levels=levels)
        if "moving_only" in row:
            moving_only = self.truth(row, "moving_only", place)
            criterion = replace(criterion, moving_only=moving_only)
        return criterion

    def _stage(self, value: object, place: str) -> StageSettings:
        row = self.known(value, [f.name for f in fields(StageSettings)], place)
        name = self.one_of(row.get("name"), [s.value for s in Stage], f"{place}.name")
        gate = row.get("gate", {})
        if not isinstance(gate, dict) or not all(map(is_number, gate.values())):
            self.refuse(f"{place}.gate", "write names and numbers in braces")
        return StageSettings(
            Stage(name),
            self.whole(row, "raters", place, 1),
            tuple((key, kept(least)) for key, least in sorted(gate.items())),
            self.text(row, "welcome", place),
            self.text(row, "consent", place),
        )

    def _success(self, value: object, place: str) -> SuccessRow:
        row = self.known(value, [f.name for f in fields(SuccessRow)], place)
        system = ""  # every system but the baseline
        if "system" in row:
            system = self._system(row["system"], f"{place}.system")
        criterion = self.text(row, "criterion", place, needed=True)
        statistic = self.one_of(
            row.get("statistic", "win_rate"), list(_STATISTICS), f"{place}.statistic"
        )
        stages = ["", *(stage.value for stage in Stage)]
        stage = self.one_of(row.get("stage", ""), stages, f"{place}.stage")
        marks = {
            key: self._mark(row, key, place, statistic)
            for key in ("at_least", "at_most", "expected")
        }
        least, most = marks["at_least"], marks["at_most"]
        if least is None and most is None:
            self.refuse(place, "say what to reach with at_least or at_most")
        if least is not None and most is not None and least > most:
            self.refuse(f"{place}.at_most", "write a number above at_least")
        return SuccessRow(system, criterion, statistic, **marks, stage=stage)

    def _mark(self, row: Table, key: str, place: str, statistic: str) -> float | None:
        mark = self.number(row, key, place)
        least, most = _STATISTICS[statistic]
        if mark is not None and not least <= mark <= most:
            self.refuse(
                dotted(place, key),
                f"a {statistic} lies between {least:g} and {most:g}",
            )
        return mark

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
        if "=" in contract.intent:
            for word in (part.partition("=")[0] for part in contract.intent.split(",")):
                if word not in names:
                    self._unknown(word, names, f"intent.{word}")
        for number, row in enumerate(contract.success, 1):
            if row.criterion not in names:
                self._weighed(row.criterion, names, f"success {number}.criterion")

    def _weighed(self, criterion: str, names: set[str], place: str) -> None:
        """Refuse what is neither a criterion nor weights of criteria."""
        try:
            known = set(weights_of(criterion)) <= names
        except ValueError as error:
            self.refuse(place, str(error))
        if not known:
            self._unknown(criterion, names, place)

    def _unknown(self, criterion: str, names: set[str], place: str) -> None:
        self.refuse(
            place,
            f"there is no criterion “{criterion}”; the criteria are "
            f"{', '.join(sorted(names))}",
        )

    def _system(self, value: object, place: str) -> str:
        if not isinstance(value, str) or value not in self._ids:
            self.refuse(
                place,
                f"there is no system “{value}”; the systems are "
                f"{', '.join(sorted(self._ids))}",
            )
        return self._ids[value]


def _all_differ(rows: tuple[Criterion, ...] | tuple[StageSettings, ...]) -> bool:
    return bool(rows) and len({row.name for row in rows}) == len(rows)
