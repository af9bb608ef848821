"""The capture line, and below it what it is understood to say before Enter keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.labels import label, tooltip
from ui.screens.meeting.chips import MOST_NUMBERED, Pieces
from ui.screens.meeting.typed_edit import TypedEdit
from ui.screens.meeting.understood import Piece
from ui.theme import Theme
from ui.widgets.text_units import units

MOST_LINES = 4


class CaptureEdit(TypedEdit):
    """The one line from which everything can be entered.

    Signals:
        round_wanted: The next agency of the table, or with Shift the one before, is to speak.
        up_wanted: Up was pressed in an empty line.
        down_wanted: Down was pressed on the last line.
        piece_wanted: Ctrl and a digit: a piece of what was understood is to be said anew; carries its place.
    """

    round_wanted = Signal(bool)
    up_wanted = Signal()
    down_wanted = Signal()
    piece_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(MOST_LINES, parent)
        self.setTabChangesFocus(False)
        self.setObjectName("capture")
        self.setProperty("role", "capture")
        self.has_pieces = False
        """Whether something was understood of the line, which Ctrl and a digit can correct."""

    def takes(self, event: QKeyEvent) -> bool:
        # The window has these keys too, for its places; two commands with one key would both be dead.
        return self._piece_of(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        piece = self._piece_of(event)
        if piece is not None:
            self.piece_wanted.emit(piece)
        elif key == Qt.Key.Key_Tab and not held:
            self.round_wanted.emit(False)
        elif key == Qt.Key.Key_Backtab:
            self.round_wanted.emit(True)
        elif key == Qt.Key.Key_Up and not held and not self.toPlainText():
            self.up_wanted.emit()
        elif key == Qt.Key.Key_Down and not held and self._is_on_last_line():
            self.down_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _piece_of(self, event: QKeyEvent) -> int | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        place = event.key() - Qt.Key.Key_1
        is_number = held == Qt.KeyboardModifier.ControlModifier and 0 <= place < MOST_NUMBERED
        return place if is_number and self.has_pieces else None

    def _is_on_last_line(self) -> bool:
        cursor = self.textCursor()
        place = cursor.position()
        cursor.movePosition(QTextCursor.MoveOperation.Down)
        return cursor.position() == place or (cursor.atEnd() and not self.toPlainText())


class CapturePanel(QFrame):
    """Shows the line, what was understood, and which keys do what.

    Signals:
        typed: The line or the cursor is another one.
        entered: The line is to be kept.
        round_wanted: Another agency is to stand before the words; carries whether backwards.
        up_wanted: The stream is to be gone through.
        left: Escape was pressed in the line; carries nothing, and nothing is lost.
        piece_wanted: A piece of what was understood is to be said anew; carries its place in the row.
        correction_wanted: A piece of what was understood is to be said anew; carries it.
    """

    typed = Signal()
    entered = Signal()
    round_wanted = Signal(bool)
    up_wanted = Signal()
    left = Signal()
    piece_wanted = Signal(int)
    correction_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "capture-panel")
        self.edit = CaptureEdit()
        self.edit.setAccessibleName(self.tr("Capture line"))
        self.edit.setToolTip(
            tooltip(
                self.tr(
                    "Type what is said. po and a space: police said it (Tab goes round the table). "
                    '! action, " child’s words, d decision, ? challenge, @ person, # event. Enter keeps it. '
                    "F7 or Ctrl+. helps with the spelling."
                )
            )
        )
        self.edit.setPlaceholderText(self.tr("Type what is said, or ! and an action"))
        self.pieces = Pieces()
        self._said = label(role="small", wraps=True)
        self._hint = label(self.tr("Enter keep   Tab agency   ↓ correct   Esc here"), role="small")
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        # In one row, as high as one line of pieces whatever stands there: a panel that grew with the first
        # letter of each line would have the whole screen above it laid out and painted anew.
        below.addWidget(self.pieces, 1)
        below.addWidget(self._said, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._column.addWidget(self.edit)
        self._column.addLayout(below)
        self._said.hide()

        self.edit.textChanged.connect(self._typed)
        self.edit.cursorPositionChanged.connect(self.typed)
        self.edit.entered.connect(self.entered)
        self.edit.round_wanted.connect(self.round_wanted)
        self.edit.up_wanted.connect(self.up_wanted)
        self.edit.down_wanted.connect(self._to_pieces)
        self.edit.left.connect(self.left)
        self.edit.piece_wanted.connect(self.piece_wanted)
        self.pieces.chosen.connect(self.correction_wanted)
        self.pieces.left.connect(self.take_focus)
        theme.changed.connect(self._scale)
        self._scale()

    @property
    def text(self) -> str:
        """What stands on the line."""
        return self.edit.toPlainText()

    def take_focus(self) -> None:
        """Let what is typed go into the line, with the cursor where it was."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def allow(self, *, allowed: bool, is_over: bool) -> None:
        """Take what is typed, or say why nothing can be typed now."""
        self.edit.setReadOnly(not allowed)
        if allowed:
            words = self.tr("Type what is said, or ! and an action")
        elif is_over:
            words = self.tr("The record is finalised. Ctrl+Shift+Enter leads back to the draft.")
        else:
            words = self.tr("The meeting does not run. Ctrl+Enter starts it.")
        self.edit.setPlaceholderText(words)

    def say(self, what: str) -> None:
        """Say in a few words where the last line went; the next key takes it away."""
        self._said.setText(what)
        self._said.setVisible(bool(what))

    def mark(self, words: str) -> None:
        """Mark words of the line, to be typed anew."""
        text = self.text
        place = text.find(words)
        if words and place >= 0:
            cursor = self.edit.textCursor()
            cursor.setPosition(units(text[:place]))
            cursor.setPosition(units(text[: place + len(words)]), QTextCursor.MoveMode.KeepAnchor)
            self.edit.setTextCursor(cursor)
        self.take_focus()

    def add_below(self, widget: QWidget) -> None:
        """Let something stand under what was understood, over the whole width."""
        self._column.addWidget(widget)

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Show what the line is understood to say."""
        self.pieces.set_pieces(pieces)
        self.edit.has_pieces = bool(pieces)

    # Slots

    @Slot()
    def _typed(self) -> None:
        if self.text and not self._said.isHidden():
            self.say("")
        self.typed.emit()

    @Slot()
    def _to_pieces(self) -> None:
        self.pieces.take_focus()

    @Slot()
    def _scale(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(10), px(16), px(8))
        self.pieces.keep_one_line()
        # Beside very large letters the keys have no room, and F1 tells them.
        self._hint.setVisible(self._theme.scale <= 1.5)
