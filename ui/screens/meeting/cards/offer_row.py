"""What can be done with one row of a card in one go: a key each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from meetingdesk.app.live.cards.card import Offer
from ui.labels import tooltip
from ui.widgets.wrapping import Wrapping


class OfferRow(QWidget):
    """Buttons beside one another, and below where there is no more room; `first` stands before them.

    Signals:
        wanted: One was chosen; carries the command.
        left: Escape was pressed.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, first: QToolButton | None = None) -> None:
        super().__init__(parent)
        self._first = first
        self._offers: tuple[Offer, ...] = ()
        self.buttons: list[QToolButton] = []
        self._flow = Wrapping(self, gap=6)
        if first is not None:
            first.installEventFilter(self)
            self._flow.addWidget(first)
        else:
            self.hide()  # never shown by hand: without a parent yet, it would be a window of its own

    def show_offers(self, offers: Sequence[Offer], about: str) -> None:
        """Show what can be done now, and say with each what it is about."""
        self._offers = tuple(offers)
        while len(self.buttons) < len(offers):
            button = QToolButton()
            button.setProperty("role", "filter")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(self._want, len(self.buttons)))
            button.installEventFilter(self)
            self._flow.addWidget(button)
            self.buttons.append(button)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(offers))
            if number < len(offers):
                button.setText(offers[number].says)
                button.setAccessibleName(f"{offers[number].says}: {about}")
                button.setToolTip(tooltip(offers[number].says))
        self.setHidden(not offers and self._first is None)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QToolButton):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    # Helpers

    def _want(self, number: int) -> None:
        if number < len(self._offers):
            self.wanted.emit(self._offers[number].command)
