"""The owner's page of results, kept up with the raters."""

import pytest
from PySide6.QtCore import Qt

from app.results.findings import read_findings
from app.results.page_content import content_of
from app.results.results_page import ResultsPage
from app.results.score_chart import ScoreChart
from app.results.verdict_card import Pill
from app.studies.paragraph import Paragraph
from evaluators.study import Labels, Method, Stage
from evaluators.verdict import Outcome
from storage.study_file import open_study
from tests.app.results.rated import a_file_of, always, levels, prefer, rate
from tests.builders import a_study


@pytest.fixture
def page(qtbot, tmp_path):
    made = ResultsPage(asking=lambda _window: tmp_path / "out")
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def opened(qtbot, page, path):
    with qtbot.waitSignal(page.shown):
        page.open(path)
    return page


def words_on(page):
    return [part.words() for part in page.body.findChildren(Paragraph)]


def said(page):
    return " ".join(words_on(page)).replace("\u00a0", " ")


def content_from(path):
    with open_study(path, read_only=True) as file:
        return content_of(read_findings(file))


def test_page_begins_with_the_sentence_and_shows_each_claim(qtbot, page, tmp_path):
    path = rate(a_file_of(tmp_path, a_study(sources=10)), prefer("x1"))
    opened(qtbot, page, path)
    assert words_on(page)[0] == "steady is better than vivid in realism."
    pills = page.body.findChildren(Pill)
    assert [pill.accessibleName() for pill in pills] == ["Met", "Met"]


def test_nothing_judged_says_what_to_do_next(qtbot, page, tmp_path):
    opened(qtbot, page, a_file_of(tmp_path))
    assert "Nobody has judged yet. Go back and press Start" in said(page)
    assert not page.body.findChildren(Pill)


def test_page_follows_the_raters(qtbot, page, tmp_path):
    path = a_file_of(tmp_path, a_study(sources=10))
    opened(qtbot, page, path)
    page._clock.setInterval(20)  # nobody asks: the page looks by itself
    with qtbot.waitSignal(page.shown):
        rate(path, prefer("x1"))
    qtbot.waitUntil(lambda: "steady is better than vivid in realism." in said(page))


def test_page_stays_as_it_is_while_nothing_changes(qtbot, page, tmp_path):
    opened(qtbot, page, rate(a_file_of(tmp_path), always("tie")))
    before = page.body
    page.refresh()
    assert page.body is before


def test_file_that_is_gone_is_told_in_a_sentence(qtbot, page, tmp_path):
    opened(qtbot, page, tmp_path / "gone.beholder")
    assert "gone.beholder" in page.trouble.words()
    assert page.body is None


def test_export_asks_for_a_folder_and_says_where_the_files_are(qtbot, page, tmp_path):
    opened(qtbot, page, rate(a_file_of(tmp_path), prefer("x1")))
    with qtbot.waitSignal(page.export_bar.ended):
        qtbot.mouseClick(page.export_bar.button, Qt.MouseButton.LeftButton)
    assert page.export_bar.done.words() == f"8 files are in {tmp_path / 'out'}."
    assert (tmp_path / "out" / "judgments.csv").is_file()
    assert page.export_bar.show_folder.isVisible()


def test_export_that_would_lose_a_file_is_told_in_a_sentence(qtbot, page, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "raters.csv").write_text("mine")
    opened(qtbot, page, rate(a_file_of(tmp_path), prefer("x1")))
    with qtbot.waitSignal(page.export_bar.ended):
        qtbot.mouseClick(page.export_bar.button, Qt.MouseButton.LeftButton)
    assert "already holds a raters.csv" in page.export_bar.trouble.words()
    assert page.export_bar.button.isEnabled()


def test_thinking_better_of_an_export_changes_nothing(qtbot, tmp_path):
    page = ResultsPage(asking=lambda _window: None)
    qtbot.addWidget(page)
    opened(qtbot, page, rate(a_file_of(tmp_path), prefer("x1")))
    qtbot.mouseClick(page.export_bar.button, Qt.MouseButton.LeftButton)
    assert page.export_bar.isHidden()
    assert page.export_bar.button.isEnabled()


def test_the_way_back_is_a_button_and_esc(qtbot, page, tmp_path):
    opened(qtbot, page, a_file_of(tmp_path))
    with qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    opened(qtbot, page, tmp_path / "shoes.beholder")
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_another_study_takes_the_place_of_the_first(qtbot, page, tmp_path):
    first = rate(a_file_of(tmp_path, a_study(sources=10)), prefer("x1"))
    folder = tmp_path / "second"
    folder.mkdir()
    page.open(first)
    opened(qtbot, page, a_file_of(folder))
    assert "Nobody has judged yet." in said(page)


def test_charts_stand_side_by_side_where_there_is_room(qtbot, page, tmp_path):
    opened(qtbot, page, rate(a_file_of(tmp_path), prefer("x1")))

    def places(width):
        page.resize(width, 800)
        charts = page.body.findChildren(ScoreChart)
        qtbot.waitUntil(lambda: charts[0].width() < width)
        return len({chart.y() for chart in charts})

    assert places(1400) == 1
    qtbot.waitUntil(lambda: places(620) == 3)
    page.grab()  # painted without a warning


def test_a_chart_speaks_its_scores(qtbot, page, tmp_path):
    opened(qtbot, page, rate(a_file_of(tmp_path), prefer("x1")))
    chart = page.body.findChildren(ScoreChart)[0]
    assert chart.accessibleName().startswith("Realism. steady: win rate 100")


def test_rows_of_a_chart_are_sorted_and_ties_joined(tmp_path):
    path = rate(a_file_of(tmp_path, a_study(3, sources=6)), always("tie"))
    chart = content_from(path).scores[0].charts[0]
    assert chart.ties == ((0, 2),)
    assert chart.baseline == 0.5
    assert {row.name: row.series for row in chart.rows} == {
        "vivid": None,
        "steady": 0,
        "10 FPS": 1,
    }


def test_levels_are_charted_on_the_whole_scale(tmp_path):
    study = a_study(systems=2, sources=6, method=Method.ACR)
    path = rate(a_file_of(tmp_path, study), levels(x0=2, x1=4))
    [stage] = content_from(path).scores
    chart = stage.charts[0]
    assert chart.span == (1, 5)
    assert [row.figure for row in chart.rows] == ["4.00", "2.00"]
    assert chart.baseline == 2


def test_the_latest_stage_comes_first(tmp_path):
    path = rate(a_file_of(tmp_path), prefer("x1"))
    rate(path, prefer("x1"), "ben", stage=Stage.PEERS)
    content = content_from(path)
    assert [stage.name for stage in content.scores] == ["Peers", "Self"]
    assert [line.stage for line in content.agreement] == ["peers", "self"]
    assert content.agreement[0].criterion == "All criteria"


def test_undecided_claims_are_undecided_on_the_page(tmp_path):
    content = content_from(rate(a_file_of(tmp_path), always("tie")))
    assert {row.outcome for row in content.verdicts} == {Outcome.UNDECIDED}
    assert content.lead[0] == "Nothing is decided yet."


def test_names_that_look_like_markup_are_shown_as_they_are(qtbot, page, tmp_path):
    labels = Labels({"x0": "<b>vivid</b>", "x1": "st&eacute;ady"}, {})
    path = rate(a_file_of(tmp_path, a_study(sources=10), labels=labels), prefer("x1"))
    opened(qtbot, page, path)
    expected = "st&eacute;ady is better than <b>vivid</b> in realism."
    assert words_on(page)[0] == expected
