"""The contract as people write it."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.study import (
    Contract,
    FlawedPlayback,
    Method,
    MethodSettings,
    Stage,
    StageSettings,
    SuccessRow,
)
from storage.contract_text import contract_to_toml
from storage.errors import UnusableContractError
from tests.storage.contract_texts import BASE, LABELS, read
from tests.storage.study_files import a_rich_study


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
        flawed_playback = "left_out"
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
    assert contract.method == MethodSettings(
        Method.ACR, "baseline", 30, 0.15, FlawedPlayback.LEFT_OUT
    )
    assert [c.moving_only for c in contract.criteria] == [False, False, True]
    gate = (("repeats", 0.8), ("stability_alpha", 0.4))
    assert contract.stages == (StageSettings(Stage.PEERS, 4, gate, "Hello", "Yes"),)
    assert contract.success == tuple(
        SuccessRow(x, "stability", at_least=0.5, expected=0.65, stage="external")
        for x in ("x2", "x1")  # every system but the baseline, by name
    )


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
