"""What was found and how to ask about it, top to bottom as a person would ask."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.studies.choices import MethodChoice, Questions, Raters
from app.studies.create import build_study
from app.studies.differences import what_was_found
from app.studies.found import Found, FoundInput
from app.studies.found_table import THUMB, FoundTable
from app.studies.page_parts import Card, Sentence, heading, text
from app.studies.thumbnails import thumbnail
from app.studies.wording import counted
from app.tasks import Task
from evaluators.defaults import default_contract
from evaluators.design import draw_trials
from evaluators.study import Contract, Kind, Labels, Method, Stage, Study

_WIDE = 1180  # from here on the side stands beside, below it stands underneath
_SIDE = 296
_SECONDS_A_TRIAL = 12
_GENERAL = 12  # sources from which on a result may speak about others
_MOST_THUMBS = 24
_MOST_REMARKS = 8


class FoundPage(QScrollArea):
    """Cards: found, method, questions, raters; what it can show; the contract."""

    changed = Signal()

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = FoundTable(found)
        self.method = MethodChoice(pairs=len(found.systems) > 1)
        self.questions = Questions(moving=found.moving)
        self.raters = Raters()
        self.problem = QPlainTextEdit()
        self._lay_out()
        self.questions.ask_in(self.method.method())
        self.method.changed.connect(self._method_changed)
        self.questions.changed.connect(self._tell)
        self.table.baseline_chosen.connect(self._tell)
        self._preview: Study = build_study(found, method=Method.ACR, seed=0)[0]
        self._tell()
        self._thumbs = Task(lambda task: _thumbnails(found, task))
        self._thumbs.finished.connect(self._show_thumbnails)
        self._thumbs.start()

    def build(self, title: str, path: Path) -> tuple[Study, Labels, tuple[str, ...]]:
        """Return the study as chosen on this page, to be written to `path`."""
        return build_study(
            self.found,
            baseline_name=self.table.baseline(),
            method=self.method.method(),
            title=title,
            contract=self._contract(),
            path=path,
        )

    def stop(self) -> None:
        """Let go of what is still being read."""
        self._thumbs.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side underneath where there is no room beside."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        way = QBoxLayout.Direction
        self._body.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._sides.setDirection(way.TopToBottom if wide else way.LeftToRight)
        self._side.setMaximumWidth(_SIDE if wide else 16777215)
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
        asked = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        asked.setSpacing(16)
        asked.addWidget(self.questions, 5)
        asked.addWidget(self.raters, 3)
        main.addLayout(asked)
        main.addStretch(1)
        self._body.addLayout(main, 1)
        self._body.addWidget(self._side_cards())
        self.setWidget(inside)

    def _found_card(self) -> Card:
        card = Card(spacing=10)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(12)
        head.addWidget(heading("Found"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(text(what_was_found(self.found), role="second", wrap=True), 1)
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
        self._shows = text("", role="second", wrap=True)
        shows.column.addWidget(self._shows)
        shows.column.addStretch(1)
        contract = Card()
        contract.column.addWidget(heading("Contract"))
        contract.column.addWidget(
            text(
                "Everything has a default. It freezes with the first judgment, so "
                "write the problem down before.",
                role="second",
                wrap=True,
            )
        )
        self.problem.setPlaceholderText("What shall this study decide?")
        self.problem.setAccessibleName("The problem")
        self.problem.setTabChangesFocus(True)
        self.problem.setFixedHeight(96)
        contract.column.addWidget(self.problem)
        self._sides.addWidget(shows)
        self._sides.addWidget(contract)
        self._sides.addStretch(1)
        return self._side

    def _method_changed(self) -> None:
        self.questions.ask_in(self.method.method())
        self._tell()

    def _tell(self) -> None:
        """Say how long sessions are and what a result will speak about."""
        method, criteria = self.method.method(), self.questions.criteria()
        contract = replace(
            self._preview.contract,
            method=replace(self._preview.contract.method, name=method),
            criteria=criteria,
        )
        study = replace(self._preview, contract=contract)
        what = "pair" if method is Method.PC else "output"
        notes: tuple[str, ...] = ()
        for settings in contract.stages:
            design = draw_trials(study, settings.name, seed=0)
            minutes = max(1, round(len(design.trials) * _SECONDS_A_TRIAL / 60))
            trials = counted(len(design.trials), what)
            self.raters.say(settings.name, f"{trials}, about {minutes} min")
            notes = design.notes if settings.name is Stage.SELF else notes
        self._shows.setText(" ".join((_reach(len(self.found.sources)), *notes)))
        self.changed.emit()

    def _show_thumbnails(self, images: Sequence[tuple[str, object]]) -> None:
        for source, image in images:
            self.table.cells.show_thumbnail(source, image)  # type: ignore[arg-type]  # a QImage


def _reach(sources: int) -> str:
    if sources >= _GENERAL:
        return f"With {sources} sources the result speaks about sources like these."
    these = "this source" if sources == 1 else "these sources"
    return (
        f"With {counted(sources, 'source')} the result speaks about {these}. For "
        f"others like them, bring {_GENERAL} or more."
    )


def _thumbnails(found: Found, task: Task) -> list[tuple[str, object]]:
    """Read a small picture of an input of each of the first sources."""
    made: list[tuple[str, object]] = []
    for source in found.sources[:_MOST_THUMBS]:
        given = [one for one in found.inputs if one.source == source]
        if given and not task.cancelled.is_set():
            one = min(given, key=_still_first)
            made.append((source, thumbnail(Path(one.medium.path), one.medium, THUMB)))
    return made


def _still_first(given: FoundInput) -> tuple[bool, str]:
    return given.medium.kind is not Kind.IMAGE, given.name
