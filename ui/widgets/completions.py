"""Names offered while they are being typed, without ever taking a key that was not meant for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from meetingdesk.domain.text import gate
from ui.theme import Theme
from ui.widgets.cursor_list import CursorLine, CursorList
from ui.widgets.text_units import first_units, units

FEWEST_LETTERS = 2
MOST_SHOWN = 6
_FARTHEST_BACK = 80
_WORD = re.compile(r"((?<!\w)@ ?)?([^\W\d_][\w'’\-]*)\Z")


@dataclass(frozen=True, slots=True)
class Completion:
    """A name that is offered: how it is shown, what tells it apart, and what is put into the text."""

    shown: str
    below: str = ""
    inserted: str = ""

    @property
    def text(self) -> str:
        """What is put into the text: one line, without what no document can hold."""
        return " ".join(gate(self.inserted or self.shown).split())


Provider = Callable[[str], tuple[Completion, ...]]


@dataclass(frozen=True, slots=True)
class _Typed:
    """The word before the cursor, and what stands in its line before it."""

    text: str
    before: str
    start: int


class Completions(QObject):
    """Offers names for a word that begins with a capital letter or behind @, in one edit.

    Tab takes the first name, or the one that Up and Down have chosen. Enter takes a name only if one
    was chosen; otherwise it means what it always means here. Escape takes the list away, and it stays
    away for this word.

    Signals:
        taken: A name was put into the text; carries the completion.
    """

    taken = Signal(object)

    def __init__(self, edit: QPlainTextEdit, provider: Provider, theme: Theme) -> None:
        super().__init__(edit)
        self._edit = edit
        self._provider = provider
        self._offered: tuple[Completion, ...] = ()
        self._typed: _Typed | None = None
        self._is_typing = False
        self._left = -1
        self.popup = CursorList(theme, edit, self.tr("Names"))

        self.popup.clicked.connect(self._take)
        edit.textChanged.connect(self._look)
        edit.cursorPositionChanged.connect(self._follow)
        edit.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether names are offered now."""
        return self.popup.is_open

    @property
    def offered(self) -> tuple[Completion, ...]:
        """The names that are offered now."""
        return self._offered if self.is_open else ()

    def close_names(self) -> None:
        """Take the list away."""
        self.popup.close_list()
        self._typed = None

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.is_open and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif kind is QEvent.Type.InputMethod:
            self._is_typing = True
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close_names()
        return False

    # Slots

    @Slot()
    def _look(self) -> None:
        typing, self._is_typing = self._is_typing, False
        if not typing:  # marks under words say that the text has changed, too
            self._follow()
            return
        typed = self._word_at_cursor()
        if typed is None:
            self.close_names()
            return
        if typed.start == self._left:
            return
        self._left = -1
        offered = tuple(one for one in self._provider(typed.text) if one.text not in ("", typed.text))[
            :MOST_SHOWN
        ]
        if not offered:
            self.close_names()
            return
        self._typed, self._offered = typed, offered
        lines = [CursorLine(one.shown, one.below) for one in offered]
        takes = self.tr("Tab takes the first, ↑ ↓ choose")
        if self._tab_goes_on():
            takes = self.tr("↑ ↓ choose, Enter takes")
        self.popup.open_at(typed.start, lines, takes)

    @Slot()
    def _follow(self) -> None:
        if not self.is_open or self._is_typing:
            return
        typed = self._word_at_cursor()
        if typed is None or self._typed is None or typed.text != self._typed.text:
            self.close_names()

    @Slot(int)
    def _take(self, row: int) -> None:
        typed = self._typed
        if typed is None or not 0 <= row < len(self._offered):
            return
        chosen = self._offered[row]
        self.close_names()
        lead = _lead_typed(chosen.text, typed)
        cursor = self._edit.textCursor()
        cursor.beginEditBlock()
        cursor.setPosition(typed.start - units(lead))
        cursor.setPosition(typed.start + units(typed.text), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chosen.text)
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
        self.taken.emit(chosen)

    # Helpers

    def _key(self, event: QKeyEvent) -> bool:
        key, is_plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if self.is_open and is_plain:
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key == Qt.Key.Key_Tab and self._tab_goes_on():
                self.close_names()
                return False
            if key == Qt.Key.Key_Tab:
                self._take(max(self.popup.row, 0))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.popup.row >= 0:
                self._take(self.popup.row)
                return True
            if key == Qt.Key.Key_Escape:
                self._left = self._typed.start if self._typed is not None else -1
                self.close_names()
                return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_names()
        self._is_typing = key == Qt.Key.Key_Backspace or (event.text().isprintable() and bool(event.text()))
        return False

    def _tab_goes_on(self) -> bool:
        """Say whether Tab leaves the field: a name that is whole as it was typed is not made longer by it."""
        if not self._edit.tabChangesFocus() or self.popup.row >= 0 or self._typed is None:
            return False
        typed = self._typed.text.casefold()
        return any(typed in one.text.casefold().split() for one in self._offered)

    def _step(self, by: int) -> None:
        row, last = self.popup.row, len(self._offered) - 1
        if row < 0:
            self.popup.mark(0 if by > 0 else last)
        else:
            self.popup.mark(min(max(row + by, 0), last))

    def _word_at_cursor(self) -> _Typed | None:
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            return None
        block, place = cursor.block(), cursor.positionInBlock()
        whole = block.text()
        before = first_units(whole, place)
        if whole[len(before) : len(before) + 1].isalnum():
            return None
        found = _WORD.search(before[-_FARTHEST_BACK:])
        if found is None or len(found[2]) < FEWEST_LETTERS:
            return None
        if not (found[2][0].isupper() or found[1]):
            return None
        start = block.position() + units(before) - units(found[2])
        return _Typed(found[2], before[: len(before) - len(found[2])], start)


def _lead_typed(name: str, typed: _Typed) -> str:
    """Return what stands before a word that is the beginning of the name already: Jane in "Jane Sm"."""
    place = name.casefold().find(typed.text.casefold(), 1)
    lead = name[:place] if place > 0 else ""
    if lead and typed.before.casefold().endswith(lead.casefold()):
        return typed.before[-len(lead) :]
    return ""
