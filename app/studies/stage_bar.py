"""How far a stage is: its name, its finished raters, a bar of the trials done."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.studies.colors import chrome_of
from app.studies.summary import StageProgress
from app.theme.fonts import inter
from app.theme.tokens import SIZES
from evaluators.study import Stage

STAGE_NAMES = {
    Stage.SELF: "Self",
    Stage.PEERS: "Peers",
    Stage.EXTERNAL: "External",
    Stage.END_USERS: "End users",
}
_WIDTH, _HEIGHT = 78, 40


class StageBar(QWidget):
    """One stage, as wide as the next one."""

    def __init__(self, progress: StageProgress) -> None:
        super().__init__()
        self._share = min(1.0, progress.share)
        name = STAGE_NAMES[progress.stage]
        self._words = f"{name} {progress.finished}/{progress.planned}"
        self.setAccessibleName(f"{self._words}, {round(self._share * 100)} %")
        self.setFixedSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint words and bar."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(inter(SIZES.hint))
        painter.setPen(QColor(chrome.text_2))
        painter.drawText(QRectF(0, 4, self.width(), 16), 0, self._words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chrome.hairline))
        rail = QRectF(0, 25, self.width(), 4)
        painter.drawRoundedRect(rail, 2, 2)
        rail.setWidth(self.width() * self._share)
        painter.setBrush(QColor(chrome.text_2))
        painter.drawRoundedRect(rail, 2, 2)
