"""The parts of a rating window and where they stand, decided once per session."""

from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.playback.player import Player
from app.playback.stage import Stage
from app.playback.transport import TransportBar
from app.rating.deck import Deck, stands_at_side
from app.rating.keys import INPUTS_KEY
from app.rating.top_bar import TopBar
from app.theme.quiet_button import Face, QuietButton
from evaluators.study import Session, Study


class WindowParts:
    """Builds and lays out bar, stage, transport and deck in a window."""

    def __init__(
        self, window: QWidget, study: Study, session: Session, player: Player
    ) -> None:
        self._side = stands_at_side(session)
        self.top_bar = TopBar()
        self.stage = Stage(player)
        self.transport = TransportBar(player)
        self.deck = Deck(study, session, side=self._side)
        self.inputs = QuietButton(
            Face("eye", "Inputs", INPUTS_KEY),
            f"Inputs, key {INPUTS_KEY} while held",
            window,
        )
        self.inputs.setCheckable(True)
        self.back = QuietButton(Face("back", "Back", "⌫"), "Back, key Backspace")
        self.forward = QuietButton(Face("next", "Next", "Enter"), "Next, key Enter")
        self._lay_out(window)
        if not any(s.moving for trial in session.trials for s in trial.stimuli):
            self._leave_playing_out()
        if any(source.inputs for source in study.sources):
            self.transport.add_tool(self.inputs)
        else:
            self.inputs.hide()
        if self._side:
            self.deck.add_at_foot(self.back, self.forward)
            self.transport.setVisible(any(map(_offered, self.transport.controls())))
        else:
            self.transport.add_tool(self.back)
            self.transport.add_tool(self.forward)
        self._order_tabs()

    def _lay_out(self, window: QWidget) -> None:
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        if self._side:
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addWidget(self.stage, 1)
            row.addWidget(self.deck)
            column.addLayout(row, 1)
            column.addWidget(self.transport)
        else:
            column.addWidget(self.stage, 1)
            column.addWidget(self.transport)
            column.addWidget(self.deck)

    def _leave_playing_out(self) -> None:
        """Keep the bar for its tools alone: this session has pictures only."""
        for control in self.transport.controls():
            control.hide()
        bar = self.transport.layout()
        if isinstance(bar, QHBoxLayout):
            bar.insertStretch(0, 1)

    def _order_tabs(self) -> None:
        """Let Tab follow the eye."""
        order: list[QWidget] = [self.top_bar.break_button, self.top_bar.keys]
        if self._side:
            order += [*self.deck.rows, self.back, self.forward]
            order += self.transport.controls()
        else:
            order += [*self.transport.controls(), *self.deck.rows]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def _offered(control: QWidget) -> bool:
    return not control.isHidden()
