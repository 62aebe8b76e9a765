"""Media that were damaged after the study was made: skipped, noted, and nameless."""

import pytest
from PySide6.QtCore import Qt

from storage.study_file import open_study
from tests.app.rating.at_the_window import rate_trial, saved
from tests.app.rating.damages import DAMAGES, damage, outputs_to_damage
from tests.app.rating.rated import SYSTEMS, WAIT_MS, press, study_of
from tests.app.rating.test_blindness import every_string

Key = Qt.Key
WHOLE = ("wholesource", "othersource")


@pytest.fixture
def damaged(tmp_path):
    made = outputs_to_damage(tmp_path / "outputs", SYSTEMS, WHOLE)
    path = study_of(made, path=tmp_path / "shoes.beholder")
    damage(made, SYSTEMS[0])
    return path


def test_each_kind_of_damage_is_skipped_with_its_reason_and_no_name_is_seen(
    damaged, rating, qtbot, caplog
):
    window = rating(damaged, wait=False)
    flow, seen, skipped = window.course.flow, [], []
    while not flow.done:
        qtbot.waitUntil(
            lambda: window.course.shows_trial or bool(window.player.failure),
            timeout=WAIT_MS,
        )
        seen += every_string(window)
        if window.player.failure:
            skipped.append(flow.position)
            press(window, Key.Key_Return)
        else:
            rate_trial(qtbot, window)
    saved(qtbot, window)
    seen += every_string(window)
    names = (*SYSTEMS, *DAMAGES, *WHOLE, ".mp4", ".png", "outputs")
    assert not [text for text in seen if any(name in text for name in names)]
    assert not caplog.records
    with open_study(damaged) as file:
        (session,) = file.sessions()
        reasons = {skip.position: skip.reason for skip in file.skips()}
        labels = file.labels.sources
    assert list(reasons) == skipped
    for trial in session.trials:
        source = labels[trial.stimuli[0].source]
        assert (trial.position in reasons) is (source in DAMAGES)
        if source in DAMAGES:
            assert source in reasons[trial.position]
            assert reasons[trial.position].endswith(".")
    assert {labels[session.trials[p].stimuli[0].source] for p in skipped} == set(
        DAMAGES
    )
