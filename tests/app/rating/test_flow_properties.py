"""Whatever was pressed, the flow stands at a place that exists and comes to an end."""

from hypothesis import given
from hypothesis import strategies as st

from tests.app.rating.flows import TRIALS, a_flow
from tests.builders import CRITERIA, a_judgment

ACTIONS = st.one_of(
    st.sampled_from(["a", "tie", "b", "cannot_judge"]).map(lambda v: ("answer", v)),
    st.sampled_from(["back", "advance", "skip", "saw_in_full"]).map(lambda n: (n,)),
    st.integers(-1, 3).map(lambda n: ("choose_question", n)),
)


def do(flow, name, *values):
    if name != "answer" or flow.may_answer:
        getattr(flow, name)(*values)


@given(st.lists(ACTIONS, max_size=60), st.booleans())
def test_any_sequence_ends_at_a_place_that_exists(actions, full_view_first):
    flow = a_flow(full_view_first=full_view_first)
    for action in actions:
        do(flow, *action)
        assert 0 <= flow.position <= len(TRIALS)
        assert flow.done == (flow.position == len(TRIALS))
        assert flow.done == (flow.criterion is None)
        if not flow.done:
            assert flow.criterion == flow.criteria[flow.question]
        assert 0 <= flow.trials_done <= len(TRIALS)


@given(st.lists(ACTIONS, max_size=60))
def test_whoever_resumes_stands_at_the_first_open_question(actions):
    flow = a_flow()
    given_answers, skipped = {}, set()
    for name, *values in actions:
        if name == "answer" and flow.may_answer:
            given_answers[flow.position, flow.criterion.name] = values[0]
        if name == "skip" and not flow.done:
            skipped.add(flow.position)
        do(flow, name, *values)
    judgments = [
        a_judgment(answer, trial=TRIALS[position], criterion=name)
        for (position, name), answer in given_answers.items()
    ]
    again = a_flow(*judgments, skipped=skipped)
    open_questions = [
        (trial.position, number)
        for trial in TRIALS
        if trial.position not in skipped
        for number, criterion in enumerate(CRITERIA)
        if (trial.position, criterion.name) not in given_answers
    ]
    first = min(open_questions, default=(len(TRIALS), 0))
    assert (again.position, again.question) == first
    assert again.trials_done == flow.trials_done
    assert again.answers_given == flow.answers_given
    assert again.not_shown == flow.not_shown


@given(st.lists(ACTIONS, max_size=40))
def test_answering_what_is_asked_always_comes_to_an_end(actions):
    flow = a_flow()
    for action in actions:
        do(flow, *action)
    for _ in range(len(TRIALS) * len(CRITERIA) + len(TRIALS)):
        if flow.done:
            break
        flow.advance() or flow.answer("b")
    assert flow.done
