"""A row of small pieces of text, each of which can be chosen with the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.labels import tooltip
from ui.screens.meeting.understood import Piece
from ui.widgets.wrapping import Wrapping

LONGEST = 80
MOST_NUMBERED = 9
"""Pieces that Ctrl and a digit reach."""


class Pieces(QWidget):
    """Shows what a line was understood to say; a piece that is chosen can be said anew.

    One stop for Tab: the arrows go from piece to piece, Escape and Up leave.

    Signals:
        chosen: A piece is to be corrected; carries it.
        left: The row was left with a key.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._buttons: list[QToolButton] = []
        self._row = Wrapping(self, gap=6)
        self._buttons.append(self._new_button())

    @property
    def shown(self) -> tuple[Piece, ...]:
        """What is shown now."""
        return self._pieces

    @property
    def first_stop(self) -> QToolButton:
        """The first piece, shown or not, for the order in which Tab goes."""
        return self._buttons[0]

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show these pieces; buttons are used again, for this happens with every key."""
        if tuple(pieces) == self._pieces:
            return
        self._pieces = tuple(pieces)
        while len(self._buttons) < len(pieces):
            self._buttons.append(self._new_button())
        for place, button in enumerate(self._buttons):
            if place < len(pieces):
                _fill(button, pieces[place], place + 1)
            button.setVisible(place < len(pieces))
        self._row.invalidate()
        self.updateGeometry()

    def keep_one_line(self) -> None:
        """Be as high as one line of pieces, also while there is none."""
        first = self._buttons[0]
        first.ensurePolished()
        self.setMinimumHeight(first.sizeHint().height())

    def take_focus(self) -> bool:
        """Mark the first piece that is missing, else the first; False where there is none."""
        if not self._pieces:
            return False
        first = next((place for place, piece in enumerate(self._pieces) if piece.is_missing), 0)
        self._buttons[first].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((place for place, button in enumerate(self._buttons) if button.hasFocus()), -1)
        last = len(self._pieces) - 1
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and at >= 0:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._buttons[min(max(at + step, 0), last)].setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self.chosen.emit(self._pieces[at])
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Up):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)

    # Helpers

    def _new_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "piece")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.clicked.connect(self._clicked)
        button.setMinimumWidth(1)  # no word of a line makes the window wider
        self._row.addWidget(button)
        button.hide()
        if self._buttons:
            # What is made later than the window would else be the last that Tab comes to.
            QWidget.setTabOrder(self._buttons[-1], button)
        return button

    def _clicked(self) -> None:
        button = self.sender()
        for place, one in enumerate(self._buttons):
            if one is button and place < len(self._pieces):
                self.chosen.emit(self._pieces[place])


def _fill(button: QToolButton, piece: Piece, number: int) -> None:
    words = f"△ {piece.says}" if piece.is_missing else piece.says
    shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    button.setText(shown.replace("&", "&&").replace("\n", " "))
    button.setAccessibleName(piece.says)
    key = f" (Alt+{number})" if number <= MOST_NUMBERED else ""
    button.setToolTip(tooltip(f"{piece.says}: press to correct{key}"))
    role = "piece-missing" if piece.is_missing else "piece"
    if button.property("role") != role:
        button.setProperty("role", role)
        button.style().unpolish(button)
        button.style().polish(button)
    # One stop for Tab among them all.
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == 1 else Qt.FocusPolicy.ClickFocus)
