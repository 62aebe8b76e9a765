"""A rater cannot learn which system made what: not by words, pixels, order or sides.

The same bytes under other names, with the same seed, must give the same trials and
the same sight; and no name or path may appear anywhere while a session is rated.
"""

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from evaluators.study import Method
from storage.study_file import open_study
from tests.app.rating.at_the_window import shown
from tests.app.rating.rated import WAIT_MS, outputs, paused_player, press, study_of

Key = Qt.Key
SYSTEMS = ("vivid-gan", "steady+net")
OTHER_SYSTEMS = ("zebra_ω", "aardvark 👟")
SOURCES = ("hallway", "street", "mirror")
OTHER_SOURCES = ("xylophone", "яблоко", "quartz 'q'")
STILL = {0}  # which sources are pictures
_ROLES = ("toolTip", "statusTip", "whatsThis", "accessibleName")
_ROLES += ("accessibleDescription", "windowTitle", "objectName")


def every_string(window: QWidget) -> list[str]:
    """Return every string that a window could show, tell or log."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        found += [getattr(widget, role)() for role in _ROLES]
        if isinstance(widget, QLabel):
            found.append(widget.text())
    found += [action.text() for action in window.findChildren(QAction)]
    found += [QApplication.applicationName(), QApplication.applicationDisplayName()]
    bar = window.parts.top_bar._progress
    found += [bar.title, bar.saving, bar.notice]
    found += [
        choice.words for row in window.parts.deck.rows for choice in _choices(row)
    ]
    shown = window.player.presentation
    return [*found, *(pane.caption for pane in (*shown.panes, *shown.inputs))]


def _choices(row):
    return [button.choice for button in row.buttons]


def pixels(window) -> bytes:
    image = window.grab().toImage()
    return bytes(image.constBits())[: image.sizeInBytes()]


def renamed_study(folder, systems, sources, *, name, method=Method.PC):
    """Make a study under names that sort in an order of their own."""
    made = outputs(
        folder / name,
        systems=systems,
        sources=sources,
        still={source for n, source in enumerate(sources) if n in STILL},
    )
    return study_of(
        made, path=folder / f"{name}.beholder", method=method, title="Shoes"
    )


@pytest.fixture(params=[Method.PC, Method.ACR])
def twins(request, tmp_path):
    """Return two studies of the same bytes under different names."""
    first = renamed_study(
        tmp_path, SYSTEMS, SOURCES, name="first", method=request.param
    )
    second = renamed_study(
        tmp_path, OTHER_SYSTEMS, OTHER_SOURCES, name="second ☂", method=request.param
    )
    return first, second


def walk(window, qtbot, see):
    """Rate a whole session by key, and call `see` at every sight of it."""
    while not window.course.flow.done:
        shown(qtbot, window)
        see(window)
        QTest.keyPress(window.focusWidget(), Key.Key_R)
        see(window)
        QTest.keyRelease(window.focusWidget(), Key.Key_R)
        for number, _ in enumerate(window.course.flow.criteria):
            press(window, Key.Key_1 + number)
            qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=WAIT_MS)
            if not window.course.flow.done:
                shown(qtbot, window)
                see(window)
    see(window)


def test_other_names_give_the_same_trials_and_sides(twins, rating):
    first, second = (rating(path).course.flow.session for path in twins)
    assert first.seed == second.seed
    assert [
        (t.position, t.kind, t.repeats, [s.id for s in t.stimuli]) for t in first.trials
    ] == [
        (t.position, t.kind, t.repeats, [s.id for s in t.stimuli])
        for t in second.trials
    ]
    with open_study(twins[0]) as one, open_study(twins[1]) as two:
        assert set(one.labels.systems) == set(two.labels.systems)
        assert one.labels.systems != two.labels.systems
        assert one.study.contract == two.study.contract


def test_other_names_give_the_same_sight_and_the_same_words(twins, rating, qtbot):
    seen = []
    for path in twins:
        sights = []
        window = rating(path, player=paused_player())
        walk(window, qtbot, lambda w, s=sights: s.append((pixels(w), every_string(w))))
        seen.append(sights)
        window.close()
    first, second = seen
    assert len(first) == len(second) > 10
    for one, other in zip(first, second, strict=True):
        assert one[0] == other[0]
        assert one[1] == other[1]


def test_what_cannot_be_shown_looks_the_same_under_other_names(twins, rating, qtbot):
    seen = []
    for path, sources in zip(twins, (SOURCES, OTHER_SOURCES), strict=True):
        for name in sources:
            for clip in path.with_suffix("").glob(f"*/{name}.*"):
                if clip.parent.name != "inputs":
                    clip.write_bytes(b"no clip any more")
        window = rating(path, player=paused_player(), wait=False)
        qtbot.waitUntil(lambda w=window: bool(w.player.failure), timeout=WAIT_MS)
        seen.append((pixels(window), every_string(window)))
        window.close()
    assert seen[0] == seen[1]


def test_no_name_and_no_path_is_shown_told_or_logged(
    tmp_path, rating, qtbot, capfd, caplog
):
    caplog.set_level(logging.DEBUG)
    folder = tmp_path / "secret place"
    path = renamed_study(folder, SYSTEMS, SOURCES, name="kimono")
    for clip in folder.glob("kimono/*/street.mp4"):
        clip.write_bytes(b"no clip any more")
    said = set()
    window = rating(path, wait=False)

    def see(window):
        said.update(every_string(window))

    unshowable = 0
    while not window.course.flow.done:
        qtbot.waitUntil(
            lambda: window.course.shows_trial or bool(window.player.failure),
            timeout=WAIT_MS,
        )
        see(window)
        press(window, Key.Key_Question)
        see(window)
        press(window, Key.Key_Escape)
        if window.player.failure:
            unshowable += 1
            press(window, Key.Key_Return)
            continue
        for _ in window.course.flow.criteria:
            press(window, Key.Key_2)
            see(window)
    see(window)
    window.close()
    captured = capfd.readouterr()
    assert unshowable
    said |= {captured.out, captured.err, caplog.text}
    assert_blind(said, path)


def test_trouble_with_the_disk_names_no_place(tmp_path, rating, qtbot):
    from tests.app.rating.test_saving import locked

    folder = tmp_path / "secret place"
    path = renamed_study(folder, SYSTEMS, SOURCES, name="kimono")
    window = rating(path)
    with locked(path):
        press(window, Key.Key_1)
        window.close()
        assert window.covers.top is window.covers.leaving
        qtbot.waitUntil(lambda: bool(window.course.saving.trouble), timeout=WAIT_MS)
        assert "locked" in window.parts.top_bar.accessibleName()
        assert_blind(every_string(window), path)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)


def assert_blind(said, path):
    names = [*SYSTEMS, *SOURCES, "vivid", "steady", "kimono", "secret", ".mp4", ".png"]
    with open_study(path) as file:
        names += [*file.study.systems, *(s.id for s in file.study.stimuli)]
        names += [s.id for s in file.study.sources]
        names += [s.medium.sha256 for s in file.study.stimuli]
    for words in said:
        folded = words.casefold()
        assert not [name for name in names if name.casefold() in folded], words
        assert str(path.parent) not in words
