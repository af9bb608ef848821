"""One agency or person of the room, as a chip with a shape and a word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from meetingdesk.domain.roll_call import Shape, Sign, Tone
from ui.labels import tooltip
from ui.theme import Theme
from ui.widgets.mark_shapes import paint_shape, tone_colours

TEXT = 12.5
SHAPE = 9
SAID_BY_SHAPE = frozenset({Shape.FULL, Shape.RING, Shape.CROSS})
"""Shapes that everybody reads; beside the others the word stands on the chip as well."""
NOT_SAID = Sign(Shape.RING, "")


class RoomChip(QAbstractButton):
    """Paints its words as they are; the whole name and the state stand in the tooltip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = NOT_SAID
        self._said = ""
        self._most = 10_000
        self._whole: QSize | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        theme.changed.connect(self._draw)

    def show_sign(self, word: str, name: str, sign: Sign) -> None:
        """Show somebody: the word that stands for them, who they are, and how they are here."""
        self._sign = sign
        self._said = word if sign.shape in SAID_BY_SHAPE else f"{word}, {sign.word}"
        self.setAccessibleName(f"{name}: {sign.word}")
        self.setToolTip(tooltip(f"{name}: {sign.word}"))
        self._draw()

    @property
    def said(self) -> str:
        """What stands on the chip."""
        return self._said

    def fit_into(self, width: int) -> None:
        """Be no wider than this; what does not fit is cut with an ellipsis."""
        if self._most != width:
            self._most = width
            self.updateGeometry()

    # Qt

    def sizeHint(self) -> QSize:
        # A room that is laid out asks each chip some twenty times.
        if self._whole is None:
            self._whole = self._measured()
        return QSize(min(self._whole.width(), self._most), self._whole.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(60)), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._whole = None
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        ink, ground, edge = tone_colours(tokens, self._sign.tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 2 if self.hasFocus() else tokens.rule
        pill = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        outline = tokens.accent if self.hasFocus() else edge
        painter.setPen(QPen(QColor(outline), thick + (tokens.rule - 1 if self.hasFocus() else 0)))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        side = float(px(SHAPE))
        shape = QRectF(px(9), (self.height() - side) / 2, side, side)
        paint_shape(painter, shape, self._sign.shape, ink)
        font = self._font()
        left = px(9) + px(SHAPE) + px(5)
        room = self.width() - left - px(8)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, room + 2, self.height()), int(flags), shown)
        painter.end()

    # Slots

    @Slot()
    def _draw(self) -> None:
        self._whole = None
        self.updateGeometry()
        self.update()

    # Helpers

    def _measured(self) -> QSize:
        metrics = QFontMetrics(self._font())
        px = self._theme.px
        width = px(9) + px(SHAPE) + px(5) + metrics.horizontalAdvance(self._said) + px(10)
        return QSize(width, metrics.height() + px(4))

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.px(TEXT))
        font.setBold(self._sign.tone is Tone.WRONG)
        return font
