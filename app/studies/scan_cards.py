"""What stands in the middle of the new-study page until something is found."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.studies.page_parts import Button, Card, Sentence, heading, text
from app.theme.tokens import SIZES

_WIDTH = 560


class ScanningCard(Card):
    """How many files have been opened, and a way out."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(margin=24, spacing=8)
        self.setFixedWidth(_WIDTH)
        self.column.addWidget(heading("Opening every file"))
        self.column.addWidget(text("So that no trial meets a surprise.", role="second"))
        self.column.addSpacing(8)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Files opened")
        self.column.addWidget(self._bar)
        self._count = text("", size=SIZES.hint, role="hint")
        self.column.addWidget(self._count)
        self.cancel = Button("Cancel", key="Esc")
        self.cancel.clicked.connect(self.cancelled)
        self.column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)

    def begin(self) -> None:
        """Say that nothing is known yet."""
        self._bar.setRange(0, 0)
        self._count.setText("Looking what is there…")

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(f"{done} of {total} files opened and checked")

    def words(self) -> str:
        """Return what it says at the moment."""
        return self._count.text()


class FailedCard(Card):
    """Why no study can be made, and what to do instead."""

    left = Signal()
    again = Signal()
    choose = Signal()

    def __init__(self) -> None:
        super().__init__(margin=24, spacing=16)
        self.setFixedWidth(_WIDTH)
        self.column.addWidget(heading("No study can be made of this"))
        self.why = Sentence("", trouble=True)
        self.column.addWidget(self.why)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        back, repeat = Button("Back", quiet=True), Button("Look again")
        self.choose_other = Button("Choose another folder…", primary=True)
        back.clicked.connect(self.left)
        repeat.clicked.connect(self.again)
        self.choose_other.clicked.connect(self.choose)
        for button in (back, repeat, self.choose_other):
            row.addWidget(button)
        self.column.addLayout(row)


def centred(card: Card) -> QWidget:
    """Put a card into the middle of a page."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(2)
    column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return page
