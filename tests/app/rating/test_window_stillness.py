"""The stimulus is the only thing that moves: nothing else jumps."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from tests.app.rating.at_the_window import shown
from tests.app.rating.rated import WAIT_MS, a_rated_study, press

Key = Qt.Key


def geometry(window) -> dict[str, QRect]:
    parts = window.parts
    widgets = {
        "bar": parts.top_bar,
        "keys": parts.top_bar.keys,
        "stage": parts.stage,
        "transport": parts.transport,
        "deck": parts.deck,
        "back": parts.back,
        "forward": parts.forward,
        "inputs": parts.inputs,
    }
    widgets |= {f"control {n}": w for n, w in enumerate(parts.transport.controls())}
    for n, row in enumerate(parts.deck.rows):
        widgets[f"row {n}"] = row
        widgets |= {f"answer {n} {m}": b for m, b in enumerate(row.buttons)}
    return {
        name: QRect(w.mapTo(window, QPoint()), w.size()) for name, w in widgets.items()
    }


@pytest.mark.parametrize("portrait", [False, True])
def test_nothing_jumps_from_trial_to_trial(rating, tmp_path, qtbot, portrait):
    shapes = (
        ((36, 64), (48, 64), (20, 64)) if portrait else ((64, 36), (64, 64), (36, 64))
    )
    sources = [f"s{n}" for n in range(9)]
    path = a_rated_study(
        tmp_path, sources=sources, still=sources[2::3], sizes=shapes, inputs=False
    )
    window = rating(path)
    at_first = geometry(window)
    kinds = set()
    while not window.course.flow.done:
        shown(qtbot, window)
        kinds.add(len(window.course.flow.criteria))
        assert geometry(window) == at_first
        press(window, Key.Key_1)
        assert geometry(window) == at_first
        qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=WAIT_MS)
        assert geometry(window) == at_first
        while window.course.flow.question:
            press(window, Key.Key_2)
    assert kinds == {2, 3}  # stills are not asked about stability, and keep its room


def test_nothing_jumps_when_the_bar_says_something(rating, clips, qtbot):
    window = rating(clips)
    at_first = geometry(window)
    saving = window.course.saving
    said = [
        lambda: setattr(window.course, "answered_early", True),
        lambda: setattr(saving, "_says_saving", True),
        lambda: setattr(
            saving, "trouble", "The last answer is not saved: " + "why " * 30
        ),
        lambda: setattr(window.breaks, "due", True),
    ]
    for say in said:
        say()
        window._show()
        assert geometry(window) == at_first
        window.grab()
