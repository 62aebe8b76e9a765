"""The main figures of a certificate in one line. No Qt here."""

from app.playback.pane_words import letter_of
from evaluators.certificate import Certificate

_MS = 1_000  # µs


def proof_words(record: Certificate, *, moving: bool) -> str:
    """Return how a presentation was played so far, for those who know the terms.

    Of pictures that stand still nothing can be late.
    """
    figures = _played(record) if moving else []
    figures += [_matrices(record), f"{record.refresh_hz:.4g} Hz"]
    if record.pixel_ratio != 1:
        figures.append(f"×{record.pixel_ratio:g}")
    return " · ".join(figures)


def _played(record: Certificate) -> list[str]:
    due = sum(pane.due for pane in record.panes)
    missed = sum(pane.missed for pane in record.panes)
    return [
        f"missed {missed} of {due}",
        f"late {record.late_p95_us / _MS:.1f} ms (p95)",
        f"longest hold {record.longest_hold_us / _MS:.1f} ms",
        f"{record.stalls} stall{'' if record.stalls == 1 else 's'}",
        f"{'within' if record.ok else 'outside'} the limits",
    ]


def _matrices(record: Certificate) -> str:
    """Return the colour matrix, of each pane where they differ."""
    names = [pane.matrix or "RGB" for pane in record.panes]
    if len(set(names)) == 1:
        return names[0]
    count = len(names)
    return ", ".join(f"{letter_of(n, count)} {name}" for n, name in enumerate(names))
