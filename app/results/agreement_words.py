"""Agreement in a sentence a product manager understands."""

from app.results.findings import Findings
from app.results.numbers import has_interval, level, level_span, reason
from app.studies.wording import counted
from evaluators.estimate import Estimate
from evaluators.study import Kind, Method, Stage
from evaluators.summary import AgreementRow

STAGE_WORDS = {
    Stage.SELF: "self",
    Stage.PEERS: "peers",
    Stage.EXTERNAL: "external",
    Stage.END_USERS: "end users",
}
# Krippendorff (2004), Content Analysis, ch. 11: rely on .80, tentatively on .667.
RELIABLE, TENTATIVE = 0.80, 0.667
_TASTE = 0.40  # below this one rater tells little of what the next will say


def agreement_sentence(findings: Findings, row: AgreementRow) -> str:
    """Return what agreement on a criterion is good for, and the figure."""
    estimate = row.estimate
    if not estimate.defined:
        return f"Agreement cannot be computed: {reason(estimate)}."
    return f"{_good_for(findings, row)} (alpha {alpha_figure(estimate)})."


def alpha_figure(estimate: Estimate) -> str:
    """Return "0.45, 0.39 to 0.51", or why there is no interval."""
    value = level(estimate.value)
    if has_interval(estimate):
        return f"{value}, {level_span(estimate)}"
    return f"{value}, {estimate.note}"


def pooled(alpha: float, raters: int) -> float:
    """Return how far the mean of several raters can be relied on.

    Spearman's and Brown's formula (1910), with alpha for the reliability of one
    rater: a guide for the sentence, never a figure that is reported.
    """
    return raters * alpha / (1 + (raters - 1) * alpha)


def _good_for(findings: Findings, row: AgreementRow) -> str:
    alpha, low = row.estimate.value, row.estimate.low
    if alpha <= 0:
        return "The raters agree no more than chance would"
    if low <= 0:
        return "Whether the raters agree beyond chance is undecided"
    said = _claim(findings, row, alpha)
    if has_interval(row.estimate) and _strength(low, row) < _strength(alpha, row):
        return f"{said}; the interval leaves open whether so much holds"
    return said


def _strength(alpha: float, row: AgreementRow) -> int:
    """Return how much is claimed: 0 too little to rank systems, 3 all read alike."""
    together = pooled(alpha, row.raters)
    return (together >= TENTATIVE) + (together >= RELIABLE) + (alpha >= RELIABLE)


def _claim(findings: Findings, row: AgreementRow, alpha: float) -> str:
    raters = counted(row.raters, "rater")
    if alpha >= RELIABLE:
        return "The raters read the question alike: what one says, the others say"
    together = pooled(alpha, row.raters)
    if together < TENTATIVE:
        return (
            f"Too little for {raters} to rank close systems; more raters, or a plainer "
            "question, are needed"
        )
    if together < RELIABLE:
        return f"Just enough for a first ranking from {raters}; more make it reliable"
    return _one_and_all(alpha, raters, _one_thing(findings, row.method))


def _one_and_all(alpha: float, raters: str, thing: str) -> str:
    """Say what one rater tells where all together tell enough."""
    if alpha < _TASTE:
        return (
            f"Taste differs: the averages of {raters} are steady, but one rater tells "
            "little of the next"
        )
    return (
        f"Good enough to rank the systems from {raters}; too little to judge one "
        f"{thing} from one rater"
    )


def _one_thing(findings: Findings, method: Method) -> str:
    if method is Method.PC:
        return "pair"
    kinds = {stimulus.medium.kind for stimulus in findings.study.stimuli}
    return "picture" if kinds == {Kind.IMAGE} else "clip"
