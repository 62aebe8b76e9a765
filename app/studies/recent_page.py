"""The start page of somebody who has studies: what is going on, and ways in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.studies.page_parts import Button, Card, IconSign, heading, text
from app.studies.paragraph import Paragraph
from app.studies.recent_row import RecentRow
from app.studies.start_page import DropFrame
from app.studies.summary import StudySummary
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES

_SIDE, _NARROW_SIDE = 320, 272
_NARROW = 1100  # below this width of the page the side gives way to the studies
_READING = "Reading the studies…"
_DEMO = "A shoe over a walking foot, four systems. Two minutes."


class RecentPage(QWidget):
    """Recent studies at the left; a new one, a file, the demo at the right."""

    choose = Signal()
    demo = Signal()
    open = Signal()
    go_on = Signal(object)  # the Path of a study
    results = Signal(object)
    forget = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RecentRow] = []
        self._sought = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 28, 32, 0)
        row.setSpacing(32)
        row.addWidget(self._list(), 1)
        self._side = self._ways_in()
        row.addWidget(self._side)
        self.setFocusProxy(self._choose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of a narrow window to the studies."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self._side.setFixedWidth(_NARROW_SIDE if narrow else _SIDE)

    def show_studies(self, summaries: Sequence[StudySummary]) -> None:
        """Show these studies, the first at the top.

        The focus stays with its study; from a study that is gone it goes to the next.
        """
        place = next((i for i, row in enumerate(self._rows) if row.holds_focus()), None)
        path = None if place is None else self._rows[place].summary.path
        for row in self._rows:
            self._card.column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(s, last=s is summaries[-1]) for s in summaries]
        self._seek()
        same = [row for row in self._rows if row.summary.path == path]
        if same:
            same[0].setFocus()
        elif self._rows and (place is not None or self._waits()):
            self._rows[min(place or 0, len(self._rows) - 1)].setFocus()

    def show_pictures(self, path: Path, images: list[QImage]) -> None:
        """Show pictures of a study."""
        for row in self._rows:
            if row.summary.path == path:
                row.thumbnails.show_images(images)

    def rows(self) -> list[RecentRow]:
        """Return the rows, also those that are not shown at the moment."""
        return list(self._rows)

    def show_titled(self, words: str) -> None:
        """Show only the studies whose title or file holds some words."""
        self._sought = words.strip()
        self._seek()

    def enter_list(self) -> None:
        """Give the focus to the first study shown."""
        shown = [row for row in self._rows if not row.isHidden()]
        if shown:
            shown[0].setFocus()

    def _waits(self) -> bool:
        """Return whether the focus is still where it was when reading began."""
        return self.window().focusWidget() is self._choose

    def _seek(self) -> None:
        sought, shown = self._sought.casefold(), 0
        for row in self._rows:
            summary = row.summary
            names = f"{summary.title}\n{summary.path.stem}".casefold()
            row.setVisible(sought in names)
            shown += sought in names
        self._card.setVisible(shown > 0)
        self._note.setVisible(not shown)
        self._note.set_words(
            f"No study has “{self._sought}” in its title." if self._rows else _READING
        )

    def _row(self, summary: StudySummary, *, last: bool) -> RecentRow:
        row = RecentRow(summary, last=last)
        row.go_on.connect(partial(self.go_on.emit, summary.path))
        row.results.connect(partial(self.results.emit, summary.path))
        row.forget.connect(partial(self.forget.emit, summary.path))
        row.step.connect(partial(self._step_from, row))
        self._card.column.addWidget(row)
        return row

    def _step_from(self, row: RecentRow, way: int) -> None:
        shown = [one for one in self._rows if not one.isHidden()]
        place = min(max(shown.index(row) + way, 0), len(shown) - 1)
        shown[place].setFocus()
        self._scroll.ensureWidgetVisible(shown[place])

    def _list(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(12)
        column.addWidget(text("Recent studies", size=SIZES.question, weight=SEMIBOLD))
        self._card = Card(margin=1, spacing=0)
        self._card.hide()
        column.addWidget(self._card)
        self._note = Paragraph(_READING, role="second")
        column.addWidget(self._note)
        column.addWidget(
            Paragraph(
                "A study is one file. Move it, copy it, back it up like any other.",
                size=SIZES.hint,
                role="hint",
            )
        )
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        return self._scroll

    def _ways_in(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 30, 0, 24)
        column.setSpacing(16)
        column.addWidget(self._new_study())
        for sign, name, words, verb, signal in (
            (
                "file",
                "Study file",
                "Drop the file here, or open it.",
                "Open…",
                self.open,
            ),
            ("play", "Demo study", _DEMO, "Try", self.demo),
        ):
            button = Button(verb)
            button.setAccessibleName(f"{verb} {name}")
            button.clicked.connect(signal)
            column.addWidget(_way_in(sign, name, words, button))
        column.addStretch(1)
        return side

    def _new_study(self) -> DropFrame:
        self.frame = DropFrame()
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(28, 28, 28, 28)
        column.setSpacing(8)
        column.addWidget(IconSign("folder", size=24))
        column.addSpacing(4)
        column.addWidget(text("New study", size=SIZES.question, weight=SEMIBOLD))
        column.addWidget(
            Paragraph(
                "Drop a folder of outputs here. One folder per system, one file per "
                "source. Or a manifest.",
                role="second",
            )
        )
        column.addSpacing(4)
        self._choose = Button("Choose a folder…", primary=True, sign="plus")
        self._choose.clicked.connect(self.choose)
        column.addWidget(self._choose)
        return self.frame


def _way_in(sign: str, name: str, words: str, button: Button) -> Card:
    card = Card()
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(IconSign(sign, "text"))
    said = QVBoxLayout()
    said.setSpacing(2)
    said.addWidget(heading(name))
    said.addWidget(Paragraph(words, size=SIZES.hint, role="second"))
    row.addLayout(said, 1)
    row.addWidget(button)
    card.column.addLayout(row)
    return card
