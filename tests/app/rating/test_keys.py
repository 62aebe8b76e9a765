"""The one table of keys: nothing clashes, all of it is drawn, all of it works."""

from itertools import chain

import pytest
from PySide6.QtGui import QKeySequence

from app.playback.player import Player
from app.playback.player_keys import REPEATING, offset_actions, player_actions
from app.playback.stage import Stage
from app.rating.answers import choices_of
from app.rating.keys import (
    ANSWER_KEYS,
    INPUTS_KEY,
    KEY_ROWS,
    Group,
    answer_rows,
    grouped,
    rows_for,
)
from evaluators.study import Method
from tests.builders import REALISM

BOUND = [key for row in KEY_ROWS for key, _ in row.keys]
PAIR = choices_of(Method.PC, REALISM)


def test_no_key_does_two_things():
    every = [*BOUND, *ANSWER_KEYS, INPUTS_KEY, "Esc"]
    spelled = [QKeySequence(key).toString() for key in every]
    assert len(set(spelled)) == len(spelled)


def test_every_key_is_one_that_qt_knows():
    for key in (*BOUND, *ANSWER_KEYS, INPUTS_KEY):
        assert not QKeySequence(key).isEmpty()


def test_keys_of_player_and_stage_are_all_drawn(qapp):
    stage = Stage(Player())
    theirs = {key for row in KEY_ROWS for key, action in row.keys if not action}
    assert theirs == {*player_actions(stage.player), *offset_actions(stage)}
    assert theirs >= REPEATING
    stage.player.close()


@pytest.mark.parametrize("row", KEY_ROWS, ids=lambda row: row.words)
def test_every_row_shows_the_keys_it_binds(row):
    shown = "".join(row.caps)
    for key, _ in row.keys:
        sign = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Backspace": "⌫"}
        sign |= {"Return": "Enter", "-": "−", "=": "+", "F1": "?"}
        parts = key.split("+") if len(key) > 1 else [key]
        assert all(sign.get(part, part) in shown for part in parts)


def test_keys_that_do_nothing_in_a_trial_are_left_out():
    still = rows_for(PAIR, motion=False, inputs=False, panes=2)
    assert Group.PLAY not in {row.group for row in still}
    assert all(INPUTS_KEY not in row.caps for row in still)
    assert all("T" not in row.caps for row in still)
    alone = rows_for(PAIR, motion=True, inputs=False, panes=1)
    assert all("T" not in row.caps for row in alone)
    every = rows_for(PAIR, motion=True, inputs=True, panes=2)
    assert set(every) == {*answer_rows(PAIR), *KEY_ROWS}


def test_keys_of_answers_are_those_of_the_question():
    assert answer_rows(PAIR)[0].caps == ("1", "–", "4")
    assert answer_rows(choices_of(Method.ACR, REALISM))[0].caps == ("1", "–", "5")


KINDS_OF_DEFECTS = "KJEOLSCIYM"  # letters that marks will have, and M to begin one


def test_no_letter_of_a_defect_is_taken():
    assert not set(BOUND) & {*KINDS_OF_DEFECTS, *"NWFD", "Shift+N", "0"}


def test_groups_stand_in_the_order_of_the_hand():
    rows = rows_for(PAIR, motion=True, inputs=True, panes=2)
    groups = grouped(reversed(rows))
    assert list(groups) == list(Group)
    assert sorted(chain(*groups.values()), key=rows.index) == list(rows)
