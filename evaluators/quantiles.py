"""Quantiles, from scipy.special: scipy.stats would cost a second at the start."""

from scipy.special import stdtrit  # type: ignore[import-untyped]  # has no stubs


def student_quantile(freedom: int, confidence: float) -> float:
    """Return how many standard errors a two-sided interval reaches to each side.

    `freedom` is the degrees of freedom, at least 1. Raises ValueError for a
    confidence outside 0 to 1.
    """
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    return float(stdtrit(freedom, (1 + confidence) / 2))
