"""A button whose words are shown as they are and make no window wider: what does not fit ends in dots."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

LEAST_LETTERS = 8


class ShortenedButton(QToolButton):
    """Shows its words as far as there is room; whoever makes it puts the whole of them into the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show words; a sign in them is no key."""
        self._words = " ".join(words.split("\n"))
        self.setText(_as_it_is(self._words))

    # Qt

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self.isCheckable():
            return hint
        # What is chosen is written bold, and nothing moves when it is.
        bold = QFont(self.font())
        bold.setBold(True)
        plain = self.fontMetrics().horizontalAdvance(self._words)
        more = QFontMetrics(bold).horizontalAdvance(self._words) - plain
        return QSize(hint.width() + max(more, 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        whole = super().sizeHint()
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._words)
        return QSize(
            whole.width() - max(words - LEAST_LETTERS * metrics.averageCharWidth(), 0), whole.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        beyond = super().sizeHint().width() - self.width()
        if beyond <= 0:
            super().paintEvent(event)
            return
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        room = max(metrics.horizontalAdvance(self._words) - beyond, 0)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        option.text = _as_it_is(shown)
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)


def _as_it_is(words: str) -> str:
    return words.replace("&", "&&")
