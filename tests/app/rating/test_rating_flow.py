"""Where a rater stands after each thing that can be pressed."""

import pytest

from app.rating.rating_flow import RatingFlow
from evaluators.study import Kind, Method, Stage
from tests.app.rating.flows import STUDY, TRIALS, a_flow, finish, judged
from tests.builders import (
    AESTHETICS,
    CRITERIA,
    REALISM,
    STABILITY,
    a_session,
    a_stimulus,
    a_study,
    a_trial,
)

STILL = tuple(a_stimulus("s1", system, kind=Kind.IMAGE) for system in "xy")


def test_session_begins_at_the_first_question_of_the_first_trial():
    flow = a_flow()
    assert (flow.trial, flow.criterion, flow.trials_done) == (TRIALS[0], REALISM, 0)


def test_answer_moves_to_the_next_question():
    flow = a_flow()
    assert not flow.answer("tie")
    assert flow.criterion == AESTHETICS
    assert flow.answer_of(REALISM) == "tie"


def test_last_answer_moves_to_the_next_trial():
    flow = a_flow()
    assert [flow.answer("a") for _ in CRITERIA] == [False, False, True]
    assert (flow.trial, flow.criterion, flow.trials_done) == (TRIALS[1], REALISM, 1)


def test_session_is_done_after_the_last_answer():
    flow = a_flow()
    finish(flow, len(TRIALS))
    assert flow.done
    assert (flow.trial, flow.criterion, flow.criteria) == (None, None, ())
    assert flow.answers_given == len(TRIALS) * len(CRITERIA)
    assert not flow.may_answer


def test_nothing_is_answered_when_all_is_done():
    flow = a_flow()
    finish(flow, len(TRIALS))
    with pytest.raises(RuntimeError):
        flow.answer("a")


def test_session_resumes_at_the_first_open_question_of_the_first_unfinished_trial():
    flow = a_flow(*judged(TRIALS[0], *CRITERIA), *judged(TRIALS[1], REALISM))
    assert (flow.trial, flow.criterion) == (TRIALS[1], AESTHETICS)


def test_session_resumes_at_a_question_left_open_in_between():
    flow = a_flow(*judged(TRIALS[0], REALISM, STABILITY), *judged(TRIALS[2], *CRITERIA))
    assert (flow.trial, flow.criterion) == (TRIALS[0], AESTHETICS)
    assert flow.answer("b")
    assert flow.trial == TRIALS[1]
    finish(flow)
    assert flow.trial == TRIALS[3]  # the third was finished before


def test_open_question_before_the_current_one_comes_last():
    flow = a_flow()
    flow.choose_question(2)
    flow.answer("a")
    assert flow.criterion == REALISM


def test_back_goes_to_the_question_before():
    flow = a_flow()
    flow.answer("a")
    assert not flow.back()
    assert flow.criterion == REALISM
    assert flow.answer_of(REALISM) == "a"


def test_back_goes_to_the_last_question_of_the_trial_before():
    flow = a_flow()
    finish(flow)
    assert flow.back()
    assert (flow.trial, flow.criterion) == (TRIALS[0], STABILITY)


def test_back_goes_nowhere_from_the_first_question():
    flow = a_flow()
    assert not flow.may_go_back
    assert not flow.back()
    assert (flow.position, flow.question) == (0, 0)


def test_back_goes_from_the_end_to_the_last_answer():
    flow = a_flow()
    finish(flow, len(TRIALS))
    assert flow.back()
    assert (flow.trial, flow.criterion) == (TRIALS[-1], STABILITY)


def test_changed_answer_leads_back_to_where_the_rater_was():
    flow = a_flow()
    finish(flow, 2)
    flow.answer("a")  # the third trial's first question
    for _ in range(3):
        flow.back()
    assert (flow.trial, flow.criterion) == (TRIALS[1], AESTHETICS)
    assert flow.answer("b")
    assert (flow.trial, flow.criterion) == (TRIALS[2], AESTHETICS)


def test_advance_leaves_a_finished_trial_unchanged():
    flow = a_flow()
    finish(flow, 2)
    flow.back()
    assert flow.may_advance
    assert flow.advance()
    assert (flow.trial, flow.criterion) == (TRIALS[2], REALISM)


def test_advance_does_not_leave_an_open_question_behind():
    flow = a_flow()
    flow.answer("a")
    assert not flow.may_advance
    assert not flow.advance()
    assert (flow.trial, flow.criterion) == (TRIALS[0], AESTHETICS)


def test_question_can_be_chosen_and_nothing_beyond_them():
    flow = a_flow()
    flow.choose_question(2)
    assert flow.criterion == STABILITY
    for number in (-1, 3):
        flow.choose_question(number)
        assert flow.criterion == STABILITY


def test_clip_takes_no_answer_before_it_was_seen_in_full():
    flow = a_flow(full_view_first=True)
    assert not flow.may_answer
    with pytest.raises(RuntimeError):
        flow.answer("a")
    assert flow.answer_of(REALISM) is None
    flow.saw_in_full()
    assert flow.may_answer


def test_full_view_counts_for_its_trial_alone_and_once():
    flow = a_flow(full_view_first=True)
    flow.saw_in_full()
    finish(flow)
    assert not flow.may_answer
    flow.back()
    assert flow.may_answer


def test_trial_that_was_begun_before_may_be_answered_at_once():
    flow = a_flow(*judged(TRIALS[0], REALISM), full_view_first=True)
    assert flow.may_answer


def test_still_pictures_are_answered_at_once_and_not_about_stability():
    flow = a_flow(trials=(a_trial(stimuli=STILL),), full_view_first=True)
    assert flow.may_answer
    assert flow.criteria == (REALISM, AESTHETICS)
    finish(flow)
    assert flow.done


def test_next_trial_is_the_next_unfinished_one():
    flow = a_flow(*judged(TRIALS[1], *CRITERIA))
    assert flow.next_trial == TRIALS[2]
    finish(flow, 2)
    assert flow.trial == TRIALS[3]
    assert flow.next_trial is None


def test_skipped_trial_is_finished_without_an_answer():
    flow = a_flow()
    flow.skip()
    assert (flow.trial, flow.trials_done, flow.not_shown) == (TRIALS[1], 1, 1)


def test_skipped_trial_stays_skipped_when_the_session_is_resumed():
    flow = a_flow(skipped=[0, 1])
    assert (flow.trial, flow.trials_done, flow.not_shown) == (TRIALS[2], 2, 2)


def test_skipped_trial_can_be_visited_and_answered_after_all():
    flow = a_flow()
    flow.skip()
    assert flow.back()
    assert flow.trial == TRIALS[0]
    assert flow.may_advance
    finish(flow)
    assert (flow.trial, flow.not_shown) == (TRIALS[1], 0)


def test_last_trial_can_be_skipped():
    flow = a_flow()
    finish(flow, 3)
    flow.skip()
    assert flow.done
    flow.skip()
    assert flow.not_shown == 1


def test_session_without_trials_is_done_and_stays_so():
    session = a_session(*TRIALS)
    flow = RatingFlow(STUDY, type(session)(**_without_trials(session)))
    for act in (flow.back, flow.advance, flow.skip, flow.saw_in_full):
        act()
    flow.choose_question(0)
    assert flow.done
    assert (flow.trials_done, flow.not_shown, flow.next_trial) == (0, 0, None)


def _without_trials(session):
    names = ("id", "stage", "rater", "seed", "notes")
    return {name: getattr(session, name) for name in names} | {"trials": ()}


def test_ratings_go_the_same_way():
    study = a_study(method=Method.ACR)
    trials = tuple(a_trial(f"s{n:03}", ("x0",), position=n) for n in range(2))
    flow = RatingFlow(
        study, a_session(*trials, stage=Stage.PEERS), full_view_first=False
    )
    finish(flow, 2)
    assert flow.done
