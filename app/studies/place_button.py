"""Where the study file will go; pressing it chooses another place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.studies.page_parts import Button, plain_tip
from app.theme.fonts import inter
from app.theme.tokens import SIZES

_AROUND = 60  # icon, blanks and edges
_NARROWEST = 96


class PlaceButton(Button):
    """A quiet button whose words end in "…" where there is no room."""

    def __init__(self) -> None:
        super().__init__("", quiet=True, sign="folder")
        self.setFont(inter(SIZES.hint))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._words = ""

    def words(self) -> str:
        """Return the place in full."""
        return self._words

    def set_words(self, words: str) -> None:
        """Name another place."""
        self._words = words
        self.setAccessibleName(f"{words}; choose another place")
        self.setToolTip(plain_tip(f"{words}. Press to choose another place."))
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        width = self.fontMetrics().horizontalAdvance(self._words) + _AROUND + 8
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Room for a few letters."""
        return QSize(_NARROWEST, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideMiddle, self.width() - _AROUND
        )
        self.setText(f" {shown}".replace("&", "&&"))
