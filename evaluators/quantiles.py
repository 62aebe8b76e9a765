"""Quantiles of distributions."""


def student_quantile(freedom: int, confidence: float) -> float:
    """Return how many standard errors a two-sided interval reaches to each side.

    `freedom` is the degrees of freedom, at least 1. Raises ValueError for a
    confidence outside 0 to 1.
    """
    # scipy.special takes 0.15 s to import and scipy.stats a second: a window that
    # shows no number yet must not wait for either.
    from scipy.special import (  # type: ignore[import-untyped]
        stdtrit,
    )

    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    return float(stdtrit(freedom, (1 + confidence) / 2))
