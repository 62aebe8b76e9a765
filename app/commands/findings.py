"""What `beholder new` found, as lines on a terminal."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.studies.differences import length_range, rate_range, what_was_found
from app.studies.found import Found
from app.studies.wording import counted, kind_word
from evaluators.design.candidates import ALL_PAIRS_UP_TO, baseline_of
from evaluators.study import Labels, Medium, Study

_MOST_LINES = 12  # systems; more are counted
_MOST_REMARKS = 20


def lines_about(found: Found, study: Study, labels: Labels) -> Iterator[str]:
    """Yield what the outputs are, system by system, and what is odd about them."""
    yield what_was_found(found)
    rows = [_facts(found.of_system(system)) for system in found.systems]
    baseline = labels.systems[baseline_of(study)]
    width = max(len(system) for system in found.systems[:_MOST_LINES])
    columns = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for system, row in list(zip(found.systems, rows, strict=True))[:_MOST_LINES]:
        cells = (cell.ljust(n) for cell, n in zip(row, columns, strict=True) if n)
        mark = "baseline" if system == baseline and len(found.systems) > 1 else ""
        yield f"  {system.ljust(width)}  {'  '.join(cells)}  {mark}".rstrip()
    if len(rows) > _MOST_LINES:
        yield f"  and {counted(len(rows) - _MOST_LINES, 'more system')}"
    if found.inputs:
        yield f"{_shown_on_request(found)} are shown on request."
    yield from _remarks(found)
    yield from _compared(study, baseline)


def quoted(path: Path) -> str:
    """Return a path as a shell takes it."""
    text = str(path)
    if sys.platform == "win32":
        return f'"{text}"' if " " in text else text
    return shlex.quote(text)


def _compared(study: Study, baseline: str) -> Iterator[str]:
    """Say which system serves as the baseline, and where others meet it alone."""
    if len(study.systems) > 1 and not study.contract.baseline:
        alone = ""
        if len(study.systems) > ALL_PAIRS_UP_TO:
            alone = ", and all others are compared with it alone"
        yield (
            f"No baseline was named, so {baseline} serves as one{alone}; --baseline "
            "names another."
        )


def _facts(media: Sequence[Medium]) -> tuple[str, ...]:
    """Return "8 clips", "24 FPS", "2.0–3.0 s", "480×640"; "" for what has none."""
    sizes = list(dict.fromkeys(f"{m.width}×{m.height}" for m in media))
    return (
        counted(len(media), kind_word([m.kind for m in media])),
        rate_range(tuple(media)),
        length_range(tuple(media)),
        sizes[0] if len(sizes) == 1 else f"{len(sizes)} sizes",
    )


def _shown_on_request(found: Found) -> str:
    sources = len({given.source for given in found.inputs})
    return f"{counted(len(found.inputs), 'input')} of {counted(sources, 'source')}"


def _remarks(found: Found) -> Iterator[str]:
    for remark in found.remarks[:_MOST_REMARKS]:
        yield f"{'!' if remark.trouble else '·'} {remark.text}"
    if len(found.remarks) > _MOST_REMARKS:
        rest = counted(len(found.remarks) - _MOST_REMARKS, "more remark")
        yield f"And {rest}, kept with the study."
