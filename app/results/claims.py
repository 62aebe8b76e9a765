"""Claims of a contract as sentences: what is claimed, and what holds if it fails."""

from collections.abc import Callable
from dataclasses import dataclass

from app.results.findings import Findings
from app.results.numbers import level, share
from app.studies.wording import joined
from evaluators.figures import weights_of
from evaluators.study import SuccessRow
from evaluators.verdict import BETTER, Outcome

_Said = tuple[str, str]  # what holds where the claim is met, and where it is not


@dataclass(frozen=True, slots=True)
class Claim:
    """A system, what the claim says of it, and what is true where it is not met."""

    subject: str
    holds: str
    fails: str

    @property
    def sentence(self) -> str:
        """The claim, as the contract makes it."""
        return f"{self.subject} {self.holds}."

    def under(self, outcome: Outcome) -> str:
        """Return the claim behind its outcome; undecided, it asserts nothing."""
        return (
            f"whether {self.sentence}"
            if outcome is Outcome.UNDECIDED
            else self.sentence
        )

    def result(self, outcome: Outcome) -> str:
        """Return what is true after judging."""
        if outcome is Outcome.UNDECIDED:
            return f"Whether {self.subject} {self.holds} is undecided."
        said = self.holds if outcome is Outcome.MET else self.fails
        return f"{self.subject} {said}."


def claim_of(findings: Findings, row: SuccessRow) -> Claim:
    """Return a claim in words."""
    own = row.system == findings.baseline
    rival = "the other systems" if own else findings.system(findings.baseline)
    say = _SAYING.get(row.statistic, _anything)
    holds, fails = say(row, rival, criterion_words(findings, row.criterion))
    return Claim(findings.system(row.system), holds, fails)


def criterion_words(findings: Findings, criterion: str) -> str:
    """Return "realism", or "realism and aesthetics, weighed 2 to 1"."""
    if criterion in {asked.name for asked in findings.study.contract.criteria}:
        return criterion
    weights = weights_of(criterion)
    if len(weights) == 1:
        return next(iter(weights))
    weighed = " to ".join(f"{weight:g}" for weight in weights.values())
    return f"{joined(list(weights), at_most=len(weights))}, weighed {weighed}"


def _win_rate(row: SuccessRow, rival: str, criterion: str) -> _Said:
    least, most, there = row.at_least, row.at_most, f"{rival} in {criterion}"
    if least is not None and most is not None:
        between = f"(a win rate between {share(least)} and {share(most)})"
        alike = f"about as good as {there}"
        return f"is {alike} {between}", f"is not {alike}"
    if least == BETTER:
        return f"is better than {there}", f"is worse than {there}"
    if least is not None and least < BETTER:
        rate = f"(a win rate of at least {share(least)})"
        return f"keeps up with {there} {rate}", f"does not keep up with {there}"
    return _bounded(row, share, "wins", f"of the pairs against {there}")


def _decided_share(row: SuccessRow, rival: str, criterion: str) -> _Said:
    rest = f"of the decided pairs against {rival} in {criterion}"
    return _bounded(row, share, "wins", rest)


def _opinion(row: SuccessRow, _rival: str, criterion: str) -> _Said:
    return _bounded(row, level, "scores", f"in {criterion}")


def _difference(row: SuccessRow, rival: str, criterion: str) -> _Said:
    least, most, there = row.at_least, row.at_most, f"{rival} in {criterion}"
    if least is not None and most is not None:
        between = f"between {levels_apart(least)} and {levels_apart(most)} {there}"
        return f"is {between}", f"is not {between}"
    if not least and most is None:
        return f"scores at least as high as {there}", f"scores lower than {there}"
    mark = least if least is not None else most or 0.0
    near = (least is not None) == (mark < 0)
    within, beyond = ("at most", "more than") if near else ("at least", "less than")
    apart = f"{levels_apart(mark)} {there}"
    return f"is {within} {apart}", f"is {beyond} {apart}"


def levels_apart(difference: float) -> str:
    """Return "0.50 levels below" or "0.50 levels above"."""
    side = "below" if difference < 0 else "above"
    return f"{level(abs(difference))} levels {side}"


def _anything(row: SuccessRow, rival: str, criterion: str) -> _Said:
    rest = f"in {row.statistic} against {rival} in {criterion}"
    return _bounded(row, level, "reaches", rest)


def _bounded(
    row: SuccessRow, number: Callable[[float], str], verb: str, rest: str
) -> _Said:
    """Say that a figure lies beyond a mark, or between two."""
    least, most = row.at_least, row.at_most
    if least is not None and most is not None:
        ends = number(least), number(most)
        return (
            f"stays between {ends[0]} and {ends[1]} {rest}",
            f"lies outside {ends[0]} to {ends[1]} {rest}",
        )
    if least is not None:
        mark = f"{number(least)} {rest}"
        return f"{verb} at least {mark}", f"{verb} less than {mark}"
    if most is not None:
        mark = f"{number(most)} {rest}"
        return f"{verb} at most {mark}", f"{verb} more than {mark}"
    return (f"{verb} enough {rest}", f"{verb} too little {rest}")


_SAYING: dict[str, Callable[[SuccessRow, str, str], _Said]] = {
    "win_rate": _win_rate,
    "decided_share": _decided_share,
    "mos": _opinion,
    "mos_difference": _difference,
}
