"""A key and what it does, in a few words that can be clicked as well."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.labels import tooltip
from ui.theme import Theme

TEXT = 12.5
INSIDE, GAP = 5, 5


class KeyHint(QAbstractButton):
    """Shows a key in a frame with a word beside it; it takes no focus, for the key itself does the same."""

    def __init__(self, key: str, word: str, hint: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._word = word
        self._size: QSize | None = None
        self.setAccessibleName(f"{word}, {key}")
        self.setToolTip(tooltip(f"{hint} ({key})"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._draw)

    # Qt

    def sizeHint(self) -> QSize:
        # Rows that wrap ask for it again and again, and only another size of letters changes it.
        if self._size is None:
            self._size = self._measured()
        return self._size

    def changeEvent(self, event: QEvent) -> None:
        self._size = None
        super().changeEvent(event)

    def _measured(self) -> QSize:
        px, metrics = self._theme.px, QFontMetrics(self._font())
        width = self._key_width() + px(GAP) + metrics.horizontalAdvance(self._word) + px(4)
        return QSize(width, metrics.height() + px(4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        thick = tokens.rule
        frame = QRectF(0, px(1), self._key_width(), self.height() - px(2))
        painter.setPen(QPen(QColor(tokens.line), thick))
        painter.setBrush(QColor(tokens.quiet))
        painter.drawRoundedRect(frame.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2), px(4), px(4))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), self._key)
        painter.setPen(QColor(tokens.accent if self.underMouse() else tokens.muted))
        left = frame.right() + px(GAP)
        words = QRectF(left, 0, self.width() - left, self.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(flags), self._word)
        painter.end()

    # Slots

    @Slot()
    def _draw(self) -> None:
        self._size = None
        self.updateGeometry()
        self.update()

    # Helpers

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.px(TEXT))
        return font

    def _key_width(self) -> int:
        metrics = QFontMetrics(self._font())
        return max(metrics.horizontalAdvance(self._key) + self._theme.px(2 * INSIDE), metrics.height())
