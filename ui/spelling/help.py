"""The list of words that somebody may have meant, at the wrong word itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit
from shiboken6 import isValid

from ui.spelling.marks import SpellingMarks, WrongWord
from ui.spelling.spelling import Spelling
from ui.theme import Theme
from ui.widgets.cursor_list import CursorLine, CursorList

_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})
_LEAVING = frozenset({QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.InputMethod})


class SpellingHelp(QObject):
    """F7 or Ctrl+. opens it on the wrong word at the cursor, or on the next one; F7 again goes on.

    Up and Down choose, Enter replaces; Escape, or typing on, leaves the text and the cursor as they were.
    """

    def __init__(self, edit: QPlainTextEdit, marks: SpellingMarks, spelling: Spelling, theme: Theme) -> None:
        super().__init__(edit)
        self._edit = edit
        self._marks = marks
        self._spelling = spelling
        self._word: WrongWord | None = None
        self._suggested: tuple[str, ...] = ()
        self._before: QTextCursor | None = None
        self._asked = 0
        self._is_changing = False
        self._text = ""
        self.popup = CursorList(theme, edit, self.tr("Spelling"))

        self.popup.clicked.connect(self._take)
        edit.textChanged.connect(self._text_changed)
        edit.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the list is there."""
        return self.popup.is_open

    def open_here(self) -> None:
        """Help with the wrong word at the cursor, or go to the next one."""
        place = self._edit.textCursor().position()
        self._open(self._marks.wrong_at(place) or self._marks.next_wrong(place))

    def next_wrong(self) -> None:
        """Go to the next wrong word and help with it."""
        place = self._word.end if self._word is not None else self._edit.textCursor().position()
        self._open(self._marks.next_wrong(place))

    def close_help(self) -> None:
        """Take the list away, with the cursor where it was before."""
        self.popup.close_list()
        self._word = None
        self._asked += 1
        before, self._before = self._before, None
        if before is not None and isValid(self._edit):
            self._edit.setTextCursor(before)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_ours(event):
                event.accept()
                return True
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif self.is_open and kind in _LEAVING:
            self.close_help()
        return False

    # Slots

    @Slot()
    def _text_changed(self) -> None:
        if self.is_open and not self._is_changing and self._edit.toPlainText() != self._text:
            self._before = None  # whoever changed the text has said where the cursor is
            self.close_help()

    @Slot(int)
    def _take(self, row: int) -> None:
        word = self._word
        if word is None or row < 0:
            return
        suggested = self._suggested
        if row < len(suggested):
            self._replace(word, suggested[row])
            self.close_help()
            return
        self.close_help()
        if row == len(suggested):
            self._spelling.add(word.text)
        else:
            self._marks.ignore(word.text)

    # Helpers

    def _is_ours(self, event: QKeyEvent) -> bool:
        return _asks_for_help(event) or (self.is_open and event.key() == Qt.Key.Key_Escape)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if _asks_for_help(event):
            if self.is_open:
                self.next_wrong()
            else:
                self.open_here()
            return True
        if not self.is_open or key in _MODIFIERS:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._word is None:
                self.close_help()
            else:
                self._take(self.popup.row)
            return True
        self.close_help()
        return key == Qt.Key.Key_Escape

    def _step(self, by: int) -> None:
        count = len(self.popup.lines)
        row = self.popup.row
        if count:
            self.popup.mark(min(max(row + by, 0), count - 1) if row >= 0 or by > 0 else count - 1)

    def _open(self, word: WrongWord | None) -> None:
        if self._before is None:
            self._before = QTextCursor(self._edit.textCursor())
        self._word = word
        self._text = self._edit.toPlainText()
        self._asked += 1
        if word is None:
            self._suggested = ()
            said = self._spelling.fault or (
                self.tr("No word here is marked as wrong.")
                if self._spelling.is_ready
                else self.tr("The dictionary is being loaded.")
            )
            self.popup.open_at(self._edit.textCursor().position(), (), said)
            return
        self._choose(word)
        self._suggested = ()
        self.popup.open_at(word.start, self._lines(word), self.tr("Looking…"))
        self._spelling.suggest(
            word.text, self, partial(self._answered, self._asked), partial(self._refused, self._asked)
        )

    def _choose(self, word: WrongWord) -> None:
        cursor = self._edit.textCursor()
        cursor.setPosition(word.start)
        cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)

    def _answered(self, asked: int, suggested: tuple[str, ...]) -> None:
        word = self._word
        if asked != self._asked or word is None:
            return
        self._suggested = suggested
        keys = self.tr("↑ ↓ to choose, Enter to take, F7 next, Esc back")
        note = keys if suggested else self.tr("No word is near this one.  F7 next, Esc back")
        self.popup.open_at(word.start, self._lines(word), note, row=0 if suggested else -1)

    def _refused(self, asked: int, _: BaseException) -> None:
        word = self._word
        if asked == self._asked and word is not None:
            note = self.tr("Suggestions are not available.")
            self.popup.open_at(word.start, self._lines(word), note)

    def _lines(self, word: WrongWord) -> list[CursorLine]:
        shown = word.text if len(word.text) <= 24 else f"{word.text[:23]}…"
        return [
            *(CursorLine(near) for near in self._suggested),
            CursorLine(self.tr("Add “%s” to the dictionary").replace("%s", shown)),
            CursorLine(self.tr("Ignore here")),
        ]

    def _replace(self, word: WrongWord, by: str) -> None:
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() != word.text:
            return
        self._is_changing = True
        cursor.beginEditBlock()
        cursor.insertText(by)
        cursor.endEditBlock()
        self._is_changing = False


def _asks_for_help(event: QKeyEvent) -> bool:
    modifiers = event.modifiers()
    if event.key() == Qt.Key.Key_F7:
        return modifiers == Qt.KeyboardModifier.NoModifier
    return event.key() == Qt.Key.Key_Period and modifiers == Qt.KeyboardModifier.ControlModifier
