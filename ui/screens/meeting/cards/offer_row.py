"""What can be done with one row of a card in one go: a key each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from meetingdesk.app.live.cards.card import Offer
from ui.labels import tooltip
from ui.widgets.shortened_button import ShortenedButton
from ui.widgets.wrapping import Wrapping


class OfferRow(QWidget):
    """Buttons beside one another, and below where there is no more room; `first` stands before them.

    Signals:
        wanted: One was chosen; carries the command.
        left: Escape was pressed.
        let_go: What the keyboard was on is done and gone; it belongs somewhere harmless now.
    """

    wanted = Signal(object)
    left = Signal()
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None, *, first: QToolButton | None = None) -> None:
        super().__init__(parent)
        self._first = first
        self._offers: tuple[Offer, ...] = ()
        self._about = ""
        self._is_open = True
        self.buttons: list[ShortenedButton] = []
        self._flow = Wrapping(self, gap=6)
        if first is not None:
            first.installEventFilter(self)
            self._flow.addWidget(first)
        else:
            self.hide()  # never shown by hand: without a parent yet, it would be a window of its own

    def show_offers(self, offers: Sequence[Offer], about: str) -> None:
        """Show what can be done now, and say with each what it is about."""
        self._about = about
        before = self._offers
        self._offers = offers = tuple(offer for offer in offers if self._is_open or offer.is_open_after)
        self._follow(before)
        while len(self.buttons) < len(offers):
            button = ShortenedButton()
            button.setProperty("role", "filter")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(self._want, len(self.buttons)))
            button.installEventFilter(self)
            self._flow.addWidget(button)
            self.buttons.append(button)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(offers))
            if number < len(offers):
                button.say(offers[number].says)
                button.setAccessibleName(f"{offers[number].says}: {about}")
                button.setToolTip(tooltip(offers[number].says))
        self.setHidden(not offers and self._first is None)

    def allow(self, offers: Sequence[Offer], *, allowed: bool) -> None:
        """Offer everything, or only what can be done when the record is finalised."""
        if allowed != self._is_open:
            self._is_open = allowed
            self.show_offers(offers, self._about)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QToolButton):
                watched.click()
                return True
        return False

    # Helpers

    def _follow(self, before: tuple[Offer, ...]) -> None:
        """Keep the keyboard on the same offer, or on the next of the same kind, and on no other.

        Enter that is pressed twice must not do what happens to stand there afterwards.
        """
        here = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), None)
        if here is None or here >= len(before):
            return
        was, offers = before[here], self._offers
        again = next((n for n, offer in enumerate(offers) if offer.says == was.says), None)
        if again is not None and again < len(self.buttons):
            self.buttons[again].setFocus(Qt.FocusReason.OtherFocusReason)
        elif here >= len(offers) or type(offers[here].command) is not type(was.command):
            self.let_go.emit()

    def _want(self, number: int) -> None:
        if number < len(self._offers):
            self.wanted.emit(self._offers[number].command)
