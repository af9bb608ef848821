"""A sentence that takes the lines it needs, and asks nothing else of the panel that it stands in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.wrapped_text import height_of, paint_text

TEXT = 12.5


class ManyLine(QWidget):
    """Shows that there are many actions.

    Painted, and not a label that wraps: with one of those the whole panel would be as high as it likes to
    be, and what lies below could be seen no more.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._fit()
            self.update()

    def high(self, width: int) -> int:
        """Return how high it is in a width."""
        return height_of(self._text, self._font(), max(width, 40)) if self._text else 0

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(40, self.high(self.width()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.tokens.muted))
        paint_text(painter, self.rect(), self._text)
        painter.end()

    # Helpers

    @Slot()
    def _fit(self) -> None:
        self.updateGeometry()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.px(TEXT))
        return font
