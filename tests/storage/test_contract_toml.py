"""The contract as people write it: read, refused with place and remedy, printed."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from storage.contract_text import contract_to_toml
from storage.contract_toml import contract_from_toml
from storage.errors import UnusableContractError
from storage.study_values import contract_body, contract_of
from tests.builders import a_study
from tests.storage.study_files import a_rich_study

LABELS = Labels({"x0": "steady", "x1": 'vi"vid 👟', "x2": "a=b, c"})
BASE = a_study().contract


def read(text, base=BASE):
    return contract_from_toml(text, LABELS, name="plan.toml", base=base)


def test_empty_text_changes_nothing():
    assert read("") == BASE


def test_mark_and_line_ends_of_other_systems_do_no_harm():
    assert read('\ufefftitle = "Spring"\r\nproblem = "x"\r\n').title == "Spring"


def test_contract_of_the_design_is_read():
    contract = read(
        """
        title = "Sneaker try-on, spring"
        problem = "Buyers cannot tell."
        intent = { realism = 2, aesthetics = 1, stability = 2.5 }
        goals = ["…"]
        non_goals = ["…"]
        assumptions = ["…"]
        baseline = "steady"
        [method]
        name = "acr"
        pairs = "baseline"
        trials_per_session = 30
        repeats = 0.15
        [[criteria]]
        name = "realism"
        question = "How real?"
        [[criteria]]
        name = "aesthetics"
        question = "How nice?"
        [[criteria]]
        name = "stability"
        question = "How steady?"
        levels = ["Bad", "Poor", "Fair", "Good", "Excellent"]
        [[stages]]
        name = "peers"
        raters = 4
        gate = { stability_alpha = 0.4, repeats = 0.8 }
        welcome = "Hello"
        consent = "Yes"
        [[success]]
        criterion = "stability"
        at_least = 0.50
        expected = 0.65
        stage = "external"
        """
    )
    assert contract.intent == "aesthetics=1,realism=2,stability=2.5"
    assert contract.baseline == "x0"
    assert contract.method == MethodSettings(Method.ACR, "baseline", 30, 0.15)
    assert [c.moving_only for c in contract.criteria] == [False, False, True]
    gate = (("repeats", 0.8), ("stability_alpha", 0.4))
    assert contract.stages == (StageSettings(Stage.PEERS, 4, gate, "Hello", "Yes"),)
    assert contract.success == tuple(
        SuccessRow(x, "stability", at_least=0.5, expected=0.65, stage="external")
        for x in ("x2", "x1")  # every system but the baseline, by name
    )


REFUSED = [
    ("title = ", "not TOML"),
    ('title = "a"\ntitle = "b"', "not TOML"),
    ("goals = " + "[" * 5000, "nested too deep"),
    ("title = 1" + "0" * 5000, "not TOML"),
    ("titel = 'x'", "titel: this key is not known; known are title"),
    ("title = 3", "title: write a text in quotes"),
    ("goals = 'one'", "goals: write a list of texts"),
    ("goals = [1]", "goals: write a list of texts"),
    ("intent = 'pretty'", "intent: choose one of realistic, appealing"),
    ("intent = {}", "intent: choose one of"),
    ("intent = ['realistic']", "intent: choose one of"),
    ("intent = {realism = -1}", "intent.realism: a weight"),
    ("intent = {realism = nan}", "intent.realism: a weight"),
    ("intent = {realism = inf}", "intent.realism: a weight"),
    ("intent = {realism = true}", "intent.realism: a weight"),
    ("intent = {realism = 0.00001}", "intent: give at least one weight"),
    ("intent = {charm = 1}", "intent.charm: there is no criterion “charm”"),
    ("baseline = 'nobody'", "baseline: there is no system “nobody”; the systems are"),
    ("baseline = ['steady']", "baseline: there is no system"),
    ("method = 'pc'", "method: write it as a table"),
    ("[method]\nnam = 'pc'", "method.nam: this key is not known"),
    ("[method]\nname = 'rank'", "method.name: choose one of pc, acr"),
    ("[method]\nname = {}", "method.name: choose one of"),
    ("[method]\npairs = 'some'", 'method.pairs: choose one of baseline, all, ""'),
    ("[method]\ntrials_per_session = 0", "method.trials_per_session: write a whole"),
    ("[method]\ntrials_per_session = 2.5", "method.trials_per_session: write a whole"),
    ("[method]\ntrials_per_session = true", "method.trials_per_session: write a whole"),
    (f"[method]\ntrials_per_session = {10**30}", "from 1 to 1000000000"),
    ("[method]\nrepeats = 1.5", "method.repeats: write a share from 0 to 1"),
    ("[method]\nrepeats = 'some'", "method.repeats: write a number"),
    ("criteria = []", "criteria: give at least one"),
    ("criteria = 'realism'", "criteria: write it as [[criteria]] tables"),
    ("[criteria]\nname = 'realism'", "criteria: write it as [[criteria]] tables"),
    ("criteria = ['realism']", "criteria 1: write it as a table"),
    ("[[criteria]]\nname = 'a'", "criteria 1.question: write a text"),
    ("[[criteria]]\nname = ' '\nquestion = 'a'", "criteria 1.name: write a text"),
    (
        "[[criteria]]\nname = 'a'\nquestion = 'a'\n" * 2,
        "criteria: give at least one, each with its own name",
    ),
    (
        "[[criteria]]\nname = 'a'\nquestion = 'a'\nlevels = ['x', 'y']",
        "criteria 1.levels: give five or nine",
    ),
    (
        "[[criteria]]\nname='a'\nquestion='a'\nlevels=['1', '2', '3', '4', '4']",
        "criteria 1.levels: give five or nine",
    ),
    (
        "[[criteria]]\nname='a'\nquestion='a'\nlevels=['1', '2', '3', '4', '']",
        "criteria 1.levels: give five or nine",
    ),
    (
        "[[criteria]]\nname = 'a'\nquestion = 'a'\nmoving_only = 1",
        "criteria 1.moving_only: write true or false",
    ),
    ("stages = []", "stages: give at least one"),
    ("[[stages]]\nraters = 3", "stages 1.name: choose one of self"),
    ("[[stages]]\nname = 'friends'", "stages 1.name: choose one of self"),
    ("[[stages]]\nname = 'peers'\nraters = -1", "stages 1.raters: write a whole"),
    (f"[[stages]]\nname = 'peers'\nraters = 0x{'f' * 5000}", "stages 1.raters"),
    ("[[stages]]\nname = 'peers'\ngate = 3", "stages 1.gate: write names"),
    ("[[stages]]\nname = 'peers'\ngate = {a = 'x'}", "stages 1.gate: write names"),
    ("[[stages]]\nname = 'peers'\nwelcome = []", "stages 1.welcome: write a text"),
    ("[[stages]]\nname = 'peers'\n" * 2, "stages: give at least one, and name each"),
    ("[[success]]\nat_least = 0.5", "success 1.criterion: write a text"),
    ("[[success]]\ncriterion = 'realism'", "success 1: say what to reach"),
    (
        "[[success]]\ncriterion = 'charm'\nat_least = 0.5",
        "success 1.criterion: there is no criterion “charm”; the criteria are",
    ),
    (
        "[[success]]\ncriterion = 'realism'\nat_least = 50",
        "success 1.at_least: a win_rate lies between 0 and 1",
    ),
    (
        "[[success]]\ncriterion = 'realism'\nat_least = 0.6\nat_most = 0.5",
        "success 1.at_most: write a number above at_least",
    ),
    (
        "[[success]]\ncriterion = 'realism'\nat_least = 'half'",
        "success 1.at_least: write a number",
    ),
    (
        "[[success]]\ncriterion = 'realism'\nat_least = 0.5\nexpected = 1.1",
        "success 1.expected: a win_rate lies between 0 and 1",
    ),
    (
        "[[success]]\ncriterion='realism'\nstatistic='mos_difference'\nat_least=9",
        "success 1.at_least: a mos_difference lies between -8 and 8",
    ),
    (
        "[[success]]\ncriterion='realism'\nstatistic='luck'\nat_least=0.5",
        "success 1.statistic: choose one of win_rate, mos_difference",
    ),
    (
        "[[success]]\ncriterion='realism'\nsystem='nobody'\nat_least=0.5",
        "success 1.system: there is no system “nobody”",
    ),
    (
        "[[success]]\ncriterion='realism'\nstage='later'\nat_least=0.5",
        'success 1.stage: choose one of ""',
    ),
]


@pytest.mark.parametrize(("text", "told"), REFUSED)
def test_text_that_is_no_contract_is_refused_with_place_and_remedy(text, told):
    with pytest.raises(UnusableContractError) as error:
        read(text)
    sentence = str(error.value)
    assert sentence.startswith("plan.toml")
    assert told in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


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


@given(st.text(max_size=60) | st.text('[]{}="\n.truefalse0123456789aci_', max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_reader_stumble(text):
    with suppress(UnusableContractError):
        assert isinstance(read(text), Contract)


def test_names_of_systems_stand_in_the_text_and_ids_in_the_contract():
    contract = replace(a_rich_study().contract, baseline="x2")
    printed = contract_to_toml(contract, LABELS)
    assert 'baseline = "a=b, c"' in printed
    assert "x1" not in printed
