"""The table of issue 3 as it is printed: target, figure, and whether it held."""

# ruff: noqa: T201  # the figures are what is wanted

from collections.abc import Sequence
from statistics import median, quantiles


def told(what: str, target: str, figure: str, *, held: bool) -> None:
    """Print a row of the table."""
    print(f"{what:<62} {target:>18} {figure:>34}  {'held' if held else 'NOT HELD'}")


def noted(what: str, figure: str) -> None:
    """Print a figure that has no target: it stands beside for the record."""
    print(f"{what:<62} {'–':>18} {figure:>34}")


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile; of a single value itself."""
    return (
        quantiles(values, n=20, method="inclusive")[-1]
        if len(values) > 1
        else values[0]
    )


def told_ms(what: str, times_ms: Sequence[float], *, p50: float, most: float) -> None:
    """Print a row about how long something took."""
    half, worst = median(times_ms), p95(times_ms)
    told(
        what,
        f"≤ {p50:g} ms, ≤ {most:g} ms",
        f"p50 {half:.1f} ms, p95 {worst:.1f} ms",
        held=half <= p50 and worst <= most,
    )
