"""What is asked when nobody wrote a contract; nothing has to be written to start."""

from evaluators.study import Contract, Criterion, Method, MethodSettings

PAIR_QUESTIONS = {
    "realism": "Which one looks as if it had really been filmed?",
    "aesthetics": "Which one is nicer to look at?",
    "stability": "Which one stays where it belongs while things move?",
}
STILL_PAIR_QUESTIONS = {
    "realism": "Which one looks as if it had really been photographed?",
    "aesthetics": "Which one is nicer to look at?",
}
RATING_QUESTIONS = {
    "realism": "How real does it look?",
    "aesthetics": "How nice is it to look at?",
    "stability": "How well does it stay where it belongs while things move?",
}
MOVING_ONLY = frozenset({"stability"})


def default_criteria(method: Method, *, moving: bool = True) -> tuple[Criterion, ...]:
    """Return realism, aesthetics and, for moving pictures, stability.

    `moving` is false for a study of still pictures alone; in a mixed one stability
    is asked of the moving pictures only.
    """
    questions = RATING_QUESTIONS
    if method is Method.PC:
        questions = PAIR_QUESTIONS if moving else STILL_PAIR_QUESTIONS
    return tuple(
        Criterion(name, question, moving_only=name in MOVING_ONLY)
        for name, question in questions.items()
        if moving or name not in MOVING_ONLY
    )


def default_contract(
    method: Method = Method.PC, *, baseline: str = "", moving: bool = True
) -> Contract:
    """Return a complete contract; `baseline` is a system id."""
    return Contract(
        baseline=baseline,
        method=MethodSettings(name=method),
        criteria=default_criteria(method, moving=moving),
    )


def default_texts() -> frozenset[str]:
    """Return every text of ours that a rater may see; none names a system."""
    criteria = [
        criterion
        for method in Method
        for moving in (True, False)
        for criterion in default_criteria(method, moving=moving)
    ]
    texts = [text for c in criteria for text in (c.name, c.question, *c.levels)]
    return frozenset(texts)
