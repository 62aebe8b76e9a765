from dataclasses import replace

import pytest

from evaluators.blindness import names_system, unblinding_places
from evaluators.defaults import default_contract
from evaluators.study import Criterion, Labels, Method, Stage, StageSettings

LABELS = Labels({"id1": "Vivid", "id2": "try on+"})


def places(input_names=(), labels=LABELS, **changes):
    return unblinding_places(
        replace(default_contract(), **changes), labels, input_names
    )


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"title": "vivid against the rest"}, "The title"),
        ({"criteria": (Criterion("vivid", "?"),)}, "The name of a criterion"),
        ({"criteria": (Criterion("c", "Like VIVID?"),)}, "The question about c"),
        ({"criteria": (Criterion("c", "?", ("Bad", "Vivid")),)}, 'The level "Vivid"'),
        ({"stages": (StageSettings(Stage.PEERS, 4, welcome="Vivid!"),)}, "The welcome"),
        ({"stages": (StageSettings(Stage.SELF, 1, consent="(vivid)"),)}, "The consent"),
        ({"input_names": ("vivid",)}, 'The input "vivid"'),
    ],
)  # fmt: skip
def test_a_systems_name_in_what_raters_read_is_told_with_its_place(changes, place):
    (sentence,) = places(**changes)
    assert sentence.startswith(place)
    assert '"Vivid"' in sentence
    assert sentence.endswith("choose other words, or call the system something else.")


def test_what_raters_never_read_may_name_systems():
    assert places(problem="Is Vivid better?", goals=("Vivid wins",)) == ()


def test_the_default_texts_are_exempt():
    names = ("Good", "bad", "stability", "realism", "real", "one", "A", "1", "before")
    labels = Labels({str(i): name for i, name in enumerate(names)})
    for method in Method:
        for moving in (True, False):
            contract = default_contract(method, moving=moving)
            assert unblinding_places(contract, labels, ()) == ()
    assert len(places(labels=labels, title="One good study")) == 2


@pytest.mark.parametrize(
    ("name", "question"),
    [("A", "Is it a real shoe?"), ("1", "Which 1 is it?"), ("before", "As before?")],
)
def test_a_short_name_is_refused_in_the_owners_own_words_alone(name, question):
    labels, own = Labels({"id": name}), Criterion("shoe", question)
    (sentence,) = places(labels=labels, criteria=(own,))
    assert sentence.startswith(f'The question about shoe names the system "{name}"')
    assert places(labels=labels, criteria=(Criterion("shoe", "Better?"),)) == ()


def test_a_contract_without_names_is_blind():
    assert places(title="Sneakers, spring", input_names=("garment",)) == ()
    assert places(labels=Labels({"1": " ", "2": ""}), title="a b") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("our VIVID run", "vivid"),
        ("test_v2", "v2"),
        ("v2-final", "v2"),
        ("a  try\non+ day", "try on+"),
        ("revivid vivid", "vivid"),
        ("Straße 1", "STRASSE"),
        ("the cafe run", "Café"),
        ("the CAFE\u0301 run", "cafe"),
        ("Vi\u00advid", "vivid"),
        ("कम है", "कम"),
        ("\uff56\uff49vid", "vivid"),
        ("模型甲的输出", "模型甲"),
        ("🦊 is best", "🦊"),
        ("น้ำใสดี", "ใส"),
    ],
)
def test_names_are_found_as_words(text, name):
    assert names_system(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a vividly lit room", "vivid"),
        ("v21", "v2"),
        ("canal", "an"),
        ("कमी", "कम"),
        ("ガラス", "カ"),  # a voiced sound is another letter
        ("x", ""),
    ],
)
def test_parts_of_other_words_are_not_names(text, name):
    assert not names_system(text, name)
