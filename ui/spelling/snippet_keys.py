"""Space or Tab behind a short form puts its text there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from meetingdesk.domain.snippets import expand
from ui.widgets.text_units import first_units, units


class SnippetKeys(QObject):
    """Expands what was typed behind a semicolon in one edit, as one step that can be undone."""

    def __init__(self, edit: QPlainTextEdit, snippets: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._snippets = snippets
        edit.installEventFilter(self)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Tab):
                return self._expand(is_space=event.key() == Qt.Key.Key_Space)
        return False

    # Helpers

    def _expand(self, *, is_space: bool) -> bool:
        cursor = self._edit.textCursor()
        if cursor.hasSelection() or self._edit.isReadOnly():
            return False
        before = first_units(cursor.block().text(), cursor.positionInBlock())
        found = expand(before, self._snippets())
        if found is None:
            return False
        stays_at_end = found.cursor == len(found.text)
        text = f"{found.text} " if is_space and stays_at_end and not found.text.endswith(" ") else found.text
        end = cursor.position()
        start = end - found.removes
        cursor.beginEditBlock()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        cursor.endEditBlock()
        place = len(text) if stays_at_end else found.cursor
        cursor.setPosition(start + units(text[:place]))
        self._edit.setTextCursor(cursor)
        return True
