"""The start page of somebody who has studies: what is going on, and ways in."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.studies.page_parts import Button, Card, IconSign, heading, text
from app.studies.recent_row import RecentRow
from app.studies.start_page import DropFrame
from app.studies.summary import StudySummary
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES

_SIDE = 320
_DEMO = "A shoe over a walking foot, four systems. Two minutes."


class RecentPage(QWidget):
    """Recent studies at the left; a new one, a file, the demo at the right."""

    choose = Signal()
    demo = Signal()
    open = Signal()
    go_on = Signal(object)  # the Path of a study
    forget = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RecentRow] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 28, 32, 16)
        row.setSpacing(32)
        row.addWidget(self._list(), 1)
        row.addWidget(self._ways_in())

    def show_studies(self, summaries: Sequence[StudySummary]) -> None:
        """Show these studies, the first at the top."""
        for row in self._rows:
            self._card.column.removeWidget(row)
            row.deleteLater()
        self._rows = [RecentRow(s, last=s is summaries[-1]) for s in summaries]
        for row in self._rows:
            row.pressed.connect(partial(self.go_on.emit, row.summary.path))
            row.forget.connect(partial(self.forget.emit, row.summary.path))
            self._card.column.addWidget(row)
        if self._rows:
            self.setFocusProxy(self._rows[0])
            self._rows[0].setFocus()

    def rows(self) -> list[RecentRow]:
        """Return the rows as shown."""
        return list(self._rows)

    def show_titled(self, words: str) -> None:
        """Show only the studies whose title holds some words."""
        sought = words.casefold().strip()
        shown = 0
        for row in self._rows:
            found = sought in row.summary.title.casefold()
            row.setVisible(found)
            shown += found
        self._nothing.setVisible(not shown)
        self._nothing.setText(f"No study has “{words.strip()}” in its title.")

    def _list(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(text("Recent studies", size=SIZES.question, weight=SEMIBOLD))
        self._card = Card(margin=1, spacing=0)
        column.addWidget(self._card)
        self._nothing = text("", role="second")
        self._nothing.hide()
        column.addWidget(self._nothing)
        column.addWidget(
            text(
                "A study is one file. Move it, copy it, back it up like any other.",
                size=SIZES.hint,
                role="hint",
            )
        )
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll

    def _ways_in(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 32, 0, 0)
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
            text(
                "Drop a folder of outputs here. One folder per system, one file per "
                "source. Or a manifest.",
                role="second",
                wrap=True,
            )
        )
        column.addSpacing(4)
        button = Button("Choose a folder…", primary=True, sign="plus")
        button.clicked.connect(self.choose)
        column.addWidget(button)
        return self.frame


def _way_in(sign: str, name: str, words: str, button: Button) -> Card:
    card = Card()
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(IconSign(sign, "text"))
    said = QVBoxLayout()
    said.setSpacing(2)
    said.addWidget(heading(name))
    said.addWidget(text(words, size=SIZES.hint, role="second", wrap=True))
    row.addLayout(said, 1)
    row.addWidget(button)
    card.column.addLayout(row)
    return card
