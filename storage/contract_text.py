"""Printing a contract as TOML that `contract_toml` reads back to the same value."""

from collections.abc import Iterator, Mapping

from evaluators.study import Contract, Criterion, Labels, StageSettings, SuccessRow

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def contract_to_toml(contract: Contract, labels: Labels) -> str:
    """Return the contract as TOML text, with the names of systems."""
    return "\n".join(_lines(contract, labels)) + "\n"


def _lines(contract: Contract, labels: Labels) -> Iterator[str]:
    yield f"title = {_text(contract.title)}"
    yield f"problem = {_text(contract.problem)}"
    yield f"intent = {_intent(contract.intent)}"
    for key in ("goals", "non_goals", "assumptions"):
        yield f"{key} = {_texts(getattr(contract, key))}"
    if contract.baseline:
        yield f"baseline = {_text(_name(labels, contract.baseline))}"
    method = contract.method
    yield "\n[method]"
    yield f"name = {_text(method.name)}"
    yield f"pairs = {_text(method.pairs)}"
    yield f"trials_per_session = {method.trials_per_session}"
    yield f"repeats = {_number(method.repeats)}"
    yield f"flawed_playback = {_text(method.flawed_playback)}"
    for criterion in contract.criteria:
        yield from _criterion(criterion)
    for stage in contract.stages:
        yield from _stage(stage)
    for row in contract.success:
        yield from _success(row, labels)


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield "\n[[criteria]]"
    yield f"name = {_text(criterion.name)}"
    yield f"question = {_text(criterion.question)}"
    yield f"levels = {_texts(criterion.levels)}"
    yield f"moving_only = {str(criterion.moving_only).lower()}"


def _stage(stage: StageSettings) -> Iterator[str]:
    yield "\n[[stages]]"
    yield f"name = {_text(stage.name)}"
    yield f"raters = {stage.raters}"
    if stage.gate:
        gate = ", ".join(
            f"{_text(key)} = {_number(least)}" for key, least in stage.gate
        )
        yield f"gate = {{ {gate} }}"
    for key, value in (("welcome", stage.welcome), ("consent", stage.consent)):
        if value:
            yield f"{key} = {_text(value)}"


def _success(row: SuccessRow, labels: Labels) -> Iterator[str]:
    yield "\n[[success]]"
    yield f"system = {_text(_name(labels, row.system))}"
    yield f"criterion = {_text(row.criterion)}"
    yield f"statistic = {_text(row.statistic)}"
    for key in ("at_least", "at_most", "expected"):
        if (value := getattr(row, key)) is not None:
            yield f"{key} = {_number(value)}"
    if row.stage:
        yield f"stage = {_text(row.stage)}"


def _intent(intent: str) -> str:
    if "=" not in intent:
        return _text(intent)
    pairs = (part.partition("=") for part in intent.split(","))
    inside = ", ".join(f"{_text(key)} = {weight}" for key, _, weight in pairs)
    return f"{{ {inside} }}"


def _name(labels: Labels, system: str) -> str:
    names: Mapping[str, str] = labels.systems
    return names.get(system, system)


def _texts(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _text(text: str) -> str:
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    control = character < " " or character == "\x7f"
    return f"\\u{ord(character):04x}" if control else character


def _number(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.1f}"
