"""Texts that are no contract are refused with place and remedy."""

import pytest

from storage.errors import UnusableContractError
from tests.storage.contract_texts import read

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
    ("[method]\nflawed_playback = 'no'", "choose one of counted, left_out"),
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
