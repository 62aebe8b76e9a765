"""Whatever a contract holds, it comes back as it was written."""

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.study import (
    Contract,
    Criterion,
    FlawedPlayback,
    Method,
    MethodSettings,
    Stage,
    StageSettings,
    SuccessRow,
)
from storage.contract_text import contract_to_toml
from storage.study_values import contract_body, contract_of
from tests.storage.contract_texts import LABELS, read

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SAID = WORDS.filter(str.strip)
SHARES = st.integers(0, 10_000).map(lambda n: n / 10_000)
CRITERIA = ("realism", "aesthetics", 'odd "name"\\')


def claims():
    return st.builds(
        SuccessRow,
        system=st.sampled_from(sorted(LABELS.systems)),
        criterion=st.sampled_from((*CRITERIA, "aesthetics=1,realism=2")),
        statistic=st.sampled_from(("win_rate", "mos_difference")),
        at_least=SHARES,
        at_most=st.none() | st.just(1.0),
        expected=st.none() | SHARES,
        stage=st.sampled_from(("", *Stage)).map(str),
    )


def criterion(name):
    levels = st.lists(
        SAID, min_size=5, max_size=5, unique_by=lambda level: level.strip()
    )
    return st.builds(
        Criterion,
        name=st.just(name),
        question=SAID,
        levels=levels.map(tuple),
        moving_only=st.booleans(),
    )


def stage(name):
    gate = st.dictionaries(WORDS, SHARES, max_size=3)
    return st.builds(
        StageSettings,
        name=st.just(name),
        raters=st.integers(1, 10**9),
        gate=gate.map(lambda found: tuple(sorted(found.items()))),
        welcome=WORDS,
        consent=WORDS,
    )


CONTRACTS = st.builds(
    Contract,
    title=WORDS,
    problem=WORDS,
    intent=st.sampled_from(
        ("realistic", "appealing", "aesthetics=0.0001,realism=1000000000")
    ),
    goals=st.lists(WORDS, max_size=3).map(tuple),
    non_goals=st.lists(WORDS, max_size=2).map(tuple),
    assumptions=st.lists(WORDS, max_size=2).map(tuple),
    baseline=st.sampled_from(sorted(LABELS.systems)),
    method=st.builds(
        MethodSettings,
        name=st.sampled_from(Method),
        pairs=st.sampled_from(("", "baseline", "all")),
        trials_per_session=st.integers(1, 10**9),
        repeats=SHARES,
        flawed_playback=st.sampled_from(FlawedPlayback),
    ),
    criteria=st.tuples(*map(criterion, CRITERIA)),
    stages=st.tuples(*map(stage, (Stage.SELF, Stage.EXTERNAL))),
    success=st.lists(claims(), min_size=1, max_size=3).map(tuple),
)


@given(CONTRACTS)
@settings(max_examples=60, deadline=None)
def test_printed_contract_is_read_back_whatever_held_before(contract):
    printed = contract_to_toml(contract, LABELS)
    assert read(printed) == contract
    assert read(printed, base=contract) == contract
    assert contract_to_toml(read(printed), LABELS) == printed


@given(CONTRACTS)
@settings(max_examples=60, deadline=None)
def test_stored_contract_is_read_back(contract):
    assert contract_of(contract_body(contract)) == contract
