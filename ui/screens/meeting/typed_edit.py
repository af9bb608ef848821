"""A field of several lines that takes plain text only and grows with what is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from meetingdesk.domain.text import gate

LONGEST = 20_000
"""Letters that one entry may hold; the record takes no more."""


class TypedEdit(QPlainTextEdit):
    """Grows from one line to `most_lines`; Enter keeps, Shift+Enter begins a new line.

    Signals:
        entered: Enter was pressed: what was typed is to be kept.
        left: Escape was pressed.
        split_wanted: Ctrl+Enter was pressed: what stands behind the cursor is something else.
        height_changed: The field is higher or lower now.
    """

    entered = Signal()
    left = Signal()
    split_wanted = Signal()
    height_changed = Signal()

    def __init__(self, most_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.textChanged.connect(self._fit)

    def put(self, text: str, cursor: int | None = None) -> None:
        """Show a text, with the cursor at a place or at the end; nothing of it can be undone here."""
        self.setPlainText(text)
        moved = self.textCursor()
        last = self._last_place()  # not len(text): places are counted as Qt counts, and an emoji has two
        moved.setPosition(last if cursor is None else min(max(cursor, 0), last))
        self.setTextCursor(moved)

    def replace_all(self, text: str) -> None:
        """Put a text in place of the one that stands here, as one step that can be undone."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def takes(self, event: QKeyEvent) -> bool:
        """Say whether a key is meant for this field, whatever else in the window has the same one."""
        # In a meeting that was ended the same keys resume it; here they split.
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return is_return and held == Qt.KeyboardModifier.ControlModifier

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._height())

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def event(self, event: QEvent) -> bool:
        # What cannot be undone in the text any more is undone in the record: let the menu have the key.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.takes(event):
                event.accept()
                return True
            if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
                event.ignore()
                return False
            if event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_return and shift:
            self.textCursor().insertText("\n")
        elif is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.split_wanted.emit()
        elif is_return:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        # Text and nothing else: no picture, no table, no link that would be fetched.
        if source.hasText():
            room = LONGEST - len(self.toPlainText()) + len(self.textCursor().selectedText())
            self.textCursor().insertText(gate(source.text())[: max(room, 0)])
            self.ensureCursorVisible()

    # Helpers

    def _last_place(self) -> int:
        return max(self.document().characterCount() - 1, 0)

    @Slot()
    def _fit(self) -> None:
        is_whole = round(self.document().size().height()) <= self._most_lines
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if is_whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if self.verticalScrollBarPolicy() is not bar:
            self.setVerticalScrollBarPolicy(bar)
        height = self._height()
        if self.height() != height:
            self.setFixedHeight(height)
            self.updateGeometry()
            self.height_changed.emit()

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        rows = max(round(self.document().size().height()), 1)
        inner = min(rows, self._most_lines) * line + 2 * round(self.document().documentMargin())
        return inner + self._around()

    def _around(self) -> int:
        # What the style sheet puts around the text is told by nothing but the room that is left inside.
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_ShapedFrameContents, option, self)
        return max(self.height() - inside.height(), 0)
