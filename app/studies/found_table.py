"""The table of what was found: systems, sources, ticks and gaps, rate and length."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.studies.cell_grid import HEAD, ROW, CellGrid, FactGrid
from app.studies.controls import Radio
from app.studies.found import Found
from app.studies.page_parts import plain_tip
from app.theme.fonts import MEDIUM, inter
from app.theme.tokens import SIZES

_NARROWEST, _WIDEST = 180, 300  # of a system's name
_AROUND_NAME = 110  # circle, blanks, and the word that marks the baseline
_BAR = 12  # the scroll bar below the cells


class FoundTable(QWidget):
    """A radio button for each system, the baseline, beside its cells.

    The first system is chosen from the start. Up and Down choose another, Left and
    Right look at sources for which there is no room.
    """

    baseline_chosen = Signal(str)

    def __init__(self, found: Found) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._group = QButtonGroup(self)
        self.radios = [self._radio(system) for system in found.systems]
        row.addLayout(self._names(found.systems))
        self.cells = CellGrid(found)
        self.cells_area = _CellsArea(self.cells)
        row.addWidget(self.cells_area, 100)
        row.addWidget(FactGrid(found), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.radios[0].setChecked(True)
        self.setFocusProxy(self.radios[0])
        for radio in self.radios:
            radio.toggled.connect(self._chosen)
            radio.sideways.connect(self.cells_area.leaf)

    def baseline(self) -> str:
        """Return the system chosen as the baseline."""
        return str(self.chosen_radio().property("system"))

    def chosen_radio(self) -> Radio:
        """Return the button of the baseline."""
        return next(radio for radio in self.radios if radio.isChecked())

    def _chosen(self, on: bool) -> None:
        if on:
            self.setFocusProxy(self.chosen_radio())
            self.baseline_chosen.emit(self.baseline())

    def _names(self, systems: tuple[str, ...]) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setContentsMargins(0, HEAD, 0, 0)
        names.setSpacing(0)
        metrics = QFontMetrics(inter(SIZES.body, MEDIUM, tabular=False))
        longest = max(metrics.horizontalAdvance(system) for system in systems)
        width = min(max(longest + _AROUND_NAME, _NARROWEST), _WIDEST)
        for radio in self.radios:
            radio.setFixedSize(width, ROW)
            names.addWidget(radio)
        names.addStretch(1)
        return names

    def _radio(self, system: str) -> "_SystemRadio":
        radio = _SystemRadio(system, when_chosen="baseline")
        radio.setToolTip(plain_tip(f"Compare the others with {system}"))
        radio.setAccessibleName(f"Baseline {system}")
        radio.setProperty("system", system)
        self._group.addButton(radio)
        return radio


class _SystemRadio(Radio):
    """A system; Left and Right are not for it but for the cells beside it."""

    sideways = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what looks at other sources."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in ways:
            self.sideways.emit(ways[key])
        else:
            super().keyPressEvent(event)


class _CellsArea(QScrollArea):
    """Shows the cells, and scrolls them sideways where there are too many."""

    def __init__(self, cells: CellGrid) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(cells)
        self.setFixedHeight(cells.height())
        self.setMinimumWidth(cells.column)
        self.setMaximumWidth(cells.width())
        self._cells = cells

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the scroll bar where there will be one."""
        super().resizeEvent(event)
        bar = _BAR if self._cells.width() > event.size().width() else 0
        self.setFixedHeight(self._cells.height() + bar)

    def leaf(self, way: int) -> None:
        """Go one source to the left (-1) or right (1)."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + way * self._cells.column)
