"""What was found and how to ask about it, top to bottom as a person would ask."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.studies.cell_grid import THUMB
from app.studies.choices import MethodChoice, Questions, Raters
from app.studies.create import NOTHING_REMEDY, build_study
from app.studies.differences import what_was_found
from app.studies.found import Found, FoundInput
from app.studies.found_table import FoundTable
from app.studies.found_words import method_words, reach_words, session_words
from app.studies.page_parts import Card, Sentence, heading, text
from app.studies.paragraph import Paragraph
from app.studies.wording import counted
from app.tasks import Task
from evaluators.defaults import default_contract
from evaluators.study import Contract, Kind, Labels, Medium, Method, Study

if TYPE_CHECKING:
    from app.studies.outlook import Outlook

_WIDE = 1180  # from here on the side stands beside, below it stands underneath
_SIDE = 296
_NO_LIMIT = 16_777_215  # Qt's largest width
_MOST_THUMBS = 48
_MOST_REMARKS = 8


class FoundPage(QScrollArea):
    """Cards: found, method, questions, raters; what it can show; the contract.

    How long sessions would be is drawn on trial in the background, once for each
    method and baseline.
    """

    changed = Signal()

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = FoundTable(found)
        self.setFocusProxy(self.table)
        self.method = MethodChoice(pairs=len(found.systems) > 1)
        self.questions = Questions(moving=found.moving)
        self.raters = Raters()
        self.problem = QPlainTextEdit()
        self._outlooks: dict[tuple[Method, str], Outlook] = {}
        self._ahead: Task | None = None
        self._nothing = ""  # why there would be nothing to show
        self._lay_out()
        self.questions.ask_in(self.method.method())
        self.method.changed.connect(self._method_changed)
        self.questions.changed.connect(self.changed)
        self.table.baseline_chosen.connect(self._baseline_changed)
        self._look_ahead()
        self._thumbs = Task(lambda task: _thumbnails(found, task))
        self._thumbs.finished.connect(self._show_thumbnails)
        self._thumbs.start()

    def builder(
        self, title: str, path: Path
    ) -> Callable[[], tuple[Study, Labels, tuple[str, ...]]]:
        """Return what builds the study as chosen now, to be called on any thread."""
        return partial(
            build_study,
            self.found,
            baseline_name=self.table.baseline(),
            method=self.method.method(),
            title=title,
            contract=self._contract(),
            path=path,
        )

    def why_not(self) -> str:
        """Return why no study can be made as things are chosen, or ""."""
        asks = bool(self.questions.criteria())
        return self._nothing if asks else "Choose at least one question."

    def stop(self) -> None:
        """Let go of what is still being read."""
        for task in (self._thumbs, self._ahead):
            if task:
                task.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side underneath where there is no room beside."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        way = QBoxLayout.Direction
        self._body.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._sides.setDirection(way.TopToBottom if wide else way.LeftToRight)
        self._asked.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._side.setMaximumWidth(_SIDE if wide else _NO_LIMIT)
        self._side.setMinimumWidth(_SIDE if wide else 0)

    def _contract(self) -> Contract:
        method = self.method.method()
        return replace(
            default_contract(method, moving=self.found.moving),
            criteria=self.questions.criteria(),
            stages=self.raters.stages(),
            problem=self.problem.toPlainText().strip(),
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._body.setContentsMargins(32, 20, 32, 20)
        self._body.setSpacing(16)
        main = QVBoxLayout()
        main.setSpacing(16)
        main.addWidget(self._found_card())
        main.addWidget(self.method)
        self._asked = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._asked.setSpacing(16)
        self._asked.addWidget(self.questions, 5)
        self._asked.addWidget(self.raters, 3)
        main.addLayout(self._asked)
        main.addStretch(1)
        self._body.addLayout(main, 1)
        self._body.addWidget(self._side_cards())
        self.setWidget(inside)

    def _found_card(self) -> Card:
        card = Card(spacing=10)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(12)
        head.addWidget(heading("Found"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Paragraph(what_was_found(self.found), role="second"), 1)
        card.column.addLayout(head)
        card.column.addWidget(self.table)
        remarks = self.found.remarks
        for remark in remarks[:_MOST_REMARKS]:
            card.column.addWidget(Sentence(remark.text, trouble=remark.trouble))
        if len(remarks) > _MOST_REMARKS:
            rest = counted(len(remarks) - _MOST_REMARKS, "more remark")
            card.column.addWidget(
                text(f"And {rest}, kept with the study.", role="second")
            )
        return card

    def _side_cards(self) -> QWidget:
        self._side = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._side)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(16)
        shows = Card()
        shows.column.addWidget(heading("What this can show"))
        self._shows = Paragraph(reach_words(len(self.found.sources), ()), role="second")
        shows.column.addWidget(self._shows)
        shows.column.addStretch(1)
        contract = Card()
        contract.column.addWidget(heading("Contract"))
        contract.column.addWidget(
            Paragraph(
                "Everything has a default. It freezes with the first judgment, so "
                "write the problem down before.",
                role="second",
            )
        )
        self.problem.setPlaceholderText("What shall this study decide?")
        self.problem.setAccessibleName("The problem")
        self.problem.setTabChangesFocus(True)
        self.problem.setFixedHeight(96)
        self.problem.viewport().setAcceptDrops(False)  # what is dropped is outputs
        contract.column.addWidget(self.problem)
        self._sides.addWidget(shows)
        self._sides.addWidget(contract)
        self._sides.addStretch(1)
        return self._side

    def _method_changed(self) -> None:
        self.questions.ask_in(self.method.method())
        self._look_ahead()

    def _baseline_changed(self) -> None:
        self.ensureWidgetVisible(self.table.chosen_radio())
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Say how long sessions would be, as soon as it is known."""
        if self._ahead:
            self._ahead.cancel()  # Down held over ten systems asks for the last only
        chosen = self.method.method(), self.table.baseline()
        if chosen in self._outlooks:
            self._tell(chosen[0], self._outlooks[chosen])
            return
        self.method.say(method_words(chosen[0], len(self.found.systems)))
        self._ahead = Task(lambda _: _outlook(self.found, *chosen))
        self._ahead.finished.connect(partial(self._looked_ahead, chosen))
        self._ahead.start()

    def _looked_ahead(self, chosen: tuple[Method, str], ahead: "Outlook") -> None:
        self._outlooks[chosen] = ahead
        self._tell(chosen[0], ahead)

    def _tell(self, method: Method, ahead: "Outlook") -> None:
        for stage, trials in ahead.a_session.items():
            self.raters.say(stage, session_words(trials, method))
        systems, sources = len(self.found.systems), len(self.found.sources)
        self.method.say(method_words(method, systems, ahead.in_all))
        self._shows.set_words(reach_words(sources, ahead.notes))
        self._nothing = ""
        if not ahead.in_all:
            self._nothing = f"{' '.join(ahead.notes)} {NOTHING_REMEDY}"
        self.changed.emit()

    def _show_thumbnails(self, images: Sequence[tuple[str, QImage]]) -> None:
        for source, image in images:
            self.table.cells.show_thumbnail(source, image)


def _outlook(found: Found, method: Method, baseline: str) -> "Outlook":
    from app.studies.outlook import outlook  # loads arrays

    return outlook(found, method, baseline)


def _thumbnails(found: Found, task: Task) -> list[tuple[str, QImage]]:
    """Read a small picture of each of the first sources: of an input, if there is one.

    Without inputs, what the first system made of it tells sources apart too.
    """
    from app.studies.thumbnails import thumbnail  # loads decoders

    media: dict[str, Medium] = {}
    for output in found.outputs:
        media.setdefault(output.source, output.medium)
    for given in sorted(found.inputs, key=_still_first, reverse=True):
        media[given.source] = given.medium
    made: list[tuple[str, QImage]] = []
    for source in found.sources[:_MOST_THUMBS]:
        if task.cancelled.is_set():
            break
        medium = media[source]
        made.append((source, thumbnail(Path(medium.path), medium, THUMB)))
    return made


def _still_first(given: FoundInput) -> tuple[bool, str]:
    return given.medium.kind is not Kind.IMAGE, given.name
