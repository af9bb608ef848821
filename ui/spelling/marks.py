"""Wavy lines under the words of a text that are not right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit
from shiboken6 import isValid

from meetingdesk.domain.spelling import wrong_words_in
from ui.spelling.spelling import Spelling
from ui.theme import Theme
from ui.widgets.text_units import first_units, is_even, units

LONGEST_BLOCK = 25_000
"""A longer paragraph was not typed here, and is not looked through at every key."""


@dataclass(frozen=True, slots=True)
class WrongWord:
    """A word that is not right, and where it stands in the whole text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _OpenWord:
    """The word that is being typed, which is nobody's mistake yet."""

    block: int
    start: int
    end: int


class SpellingMarks(QSyntaxHighlighter):
    """Marks the wrong words of one edit; at a key only the paragraph that was changed is looked through."""

    def __init__(self, edit: QPlainTextEdit, spelling: Spelling, theme: Theme) -> None:
        super().__init__(edit.document())
        self._edit = edit
        self._spelling = spelling
        self._theme = theme
        self._format = QTextCharFormat()
        self._ignored: set[str] = set()
        self._open: _OpenWord | None = None
        self._is_closing = False
        self._draw()

        edit.cursorPositionChanged.connect(self._leave_word)
        edit.installEventFilter(self)
        spelling.changed.connect(self.rehighlight)
        theme.changed.connect(self._draw_again)

    def wrong_words(self) -> list[WrongWord]:
        """Return every wrong word of the text, in order, also the one that is being typed."""
        found: list[WrongWord] = []
        block = self.document().begin()
        while block.isValid():
            found += self._wrong_in(block)
            block = block.next()
        return found

    def wrong_at(self, position: int) -> WrongWord | None:
        """Return the wrong word at a place of the text, or the one just before it."""
        block = self.document().findBlock(position)
        text = block.text()
        before = first_units(text, position - block.position())
        gap = units(before) - units(before.rstrip(" .,;:!?)\"'”’"))
        for word in self._wrong_in(block):
            if word.start <= position <= word.end + gap:
                return word
        return None

    def next_wrong(self, position: int) -> WrongWord | None:
        """Return the next wrong word behind a place; after the last comes the first again."""
        words = self.wrong_words()
        return next((word for word in words if word.start >= position), words[0] if words else None)

    def ignore(self, word: str) -> None:
        """Count a word as right in this text."""
        self._ignored.add(word)
        self.rehighlight()

    # Qt

    def highlightBlock(self, text: str) -> None:
        if len(text) > LONGEST_BLOCK:
            return
        wrong = wrong_words_in(text, self._wrong_among)
        if not wrong:
            return
        even = is_even(text)
        typed_at = -1 if self._is_closing else self._cursor_in(self.currentBlock())
        for word in wrong:
            start = word.start if even else units(text[: word.start])
            end = start + (word.end - word.start if even else units(word.text))
            if start <= typed_at <= end:
                self._open = _OpenWord(self.currentBlock().blockNumber(), start, end)
            else:
                self.setFormat(start, end - start, self._format)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and self._open is not None and isValid(self._edit):
            self._close()
        return False

    # Slots

    @Slot()
    def _leave_word(self) -> None:
        word = self._open
        if word is None:
            return
        cursor = self._edit.textCursor()
        if cursor.blockNumber() != word.block or not word.start <= cursor.positionInBlock() <= word.end:
            self._close()

    @Slot()
    def _draw_again(self) -> None:
        self._draw()
        self.rehighlight()

    # Helpers

    def _draw(self) -> None:
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._format.setUnderlineColor(QColor(self._theme.tokens.wrong))

    def _cursor_in(self, block: QTextBlock) -> int:
        """Return where the cursor stands in a paragraph; -1 where it is in another, or nobody types."""
        if not self._edit.hasFocus():
            return -1
        place = self._edit.textCursor().position() - block.position()
        return place if 0 <= place < block.length() else -1

    def _close(self) -> None:
        word, self._open = self._open, None
        if word is None:
            return
        self._is_closing = True
        self.rehighlightBlock(self.document().findBlockByNumber(word.block))
        self._is_closing = False

    def _wrong_in(self, block: QTextBlock) -> list[WrongWord]:
        text = block.text()
        if len(text) > LONGEST_BLOCK:
            return []
        begins = block.position()
        found = []
        for word in wrong_words_in(text, self._wrong_among):
            start = begins + units(text[: word.start])
            found.append(WrongWord(start, start + units(word.text), word.text))
        return found

    def _wrong_among(self, words: set[str]) -> set[str]:
        return self._spelling.wrong_among(words) - self._ignored
