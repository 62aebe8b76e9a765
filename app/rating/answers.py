"""Which answers a question has, in the order seen, each with its key."""

from dataclasses import dataclass

from evaluators.study import Answer, Criterion, Method


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given."""

    value: str  # an Answer, or a score as digits
    words: str
    key: str
    apart: bool = False  # stands apart: it is no place on the scale

    @property
    def score(self) -> int | None:
        """The score of a level; None for every other answer."""
        return int(self.value) if self.value.isdigit() else None


_CANNOT = Choice(Answer.CANNOT_JUDGE, "Cannot judge", "X", apart=True)
_PAIR = (
    Choice(Answer.A, "A", "1"),
    Choice(Answer.TIE, "Tie", "2"),
    Choice(Answer.B, "B", "3"),
    Choice(Answer.BOTH_BAD, "Both bad", "4", apart=True),
    _CANNOT,
)


def choices_of(method: Method, criterion: Criterion) -> tuple[Choice, ...]:
    """Return the choices of a question: five for a pair, else its levels."""
    if method is Method.PC:
        return _PAIR
    levels = tuple(
        Choice(str(score), level, str(score))
        for score, level in enumerate(criterion.levels, start=1)
    )
    return (*levels, _CANNOT)
