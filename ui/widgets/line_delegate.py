"""Paints the lines of a list: a main line, a smaller one below it, and states as chips."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.paged_model import PagedModel
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINE_HEIGHT = 54
MARGIN = 12
LONGEST = 400
"""Letters that are measured and painted; a longer text could not be read in a list anyway."""


class LineDelegate(QStyledItemDelegate):
    """Paints text as it is, never as markup, with an ellipsis where it does not fit."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @property
    def height(self) -> int:
        """How high a line is at the present text size."""
        return self._theme.px(LINE_HEIGHT)

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(tokens.selection if is_chosen else tokens.surface))
        painter.fillRect(
            QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule),
            QColor(tokens.line),
        )
        if is_chosen:
            self._mark(painter, area, index)
        chip = index.data(PagedModel.CHIP_ROLE)
        inside = area.adjusted(self._theme.px(MARGIN), 0, -self._theme.px(MARGIN), -tokens.rule)
        if chip:
            self._paint_chip(painter, inside, str(chip), _short(index.data()))
        else:
            below = _short(index.data(PagedModel.BELOW_ROLE))
            is_strong = bool(index.data(PagedModel.STRONG_ROLE))
            self._paint_lines(painter, inside, _short(index.data()), below, is_strong=is_strong)
        painter.restore()

    # Helpers

    def _mark(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Mark the chosen line by a bar at its beginning, and in high contrast by rules above and below."""
        tokens = self._theme.tokens
        if index.column() == 0:
            bar = QRect(area.left(), area.top(), self._theme.px(4 * tokens.rule), area.height())
            painter.fillRect(bar, QColor(tokens.accent))
        if tokens.rule > 1:
            thick = tokens.rule + 1
            for top in (area.top(), area.bottom() + 1 - tokens.rule - thick):
                painter.fillRect(QRect(area.left(), top, area.width(), thick), QColor(tokens.ink))

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        font = QFont(self.parent().font())  # type: ignore[union-attr]
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_strong)
        return font

    def _paint_lines(self, painter: QPainter, area: QRect, main: str, below: str, *, is_strong: bool) -> None:
        main_font, small = self._font(14, is_strong=is_strong), self._font(12.5)
        high, low = QFontMetrics(main_font).height(), QFontMetrics(small).height()
        total = high + (low if below else 0)
        top = area.top() + (area.height() - total) // 2
        tokens = self._theme.tokens
        _paint_text(painter, QRect(area.left(), top, area.width(), high), main, main_font, tokens.ink)
        if below:
            _paint_text(
                painter, QRect(area.left(), top + high, area.width(), low), below, small, tokens.muted
            )

    def _paint_chip(self, painter: QPainter, area: QRect, kind: str, text: str) -> None:
        tokens = self._theme.tokens
        ink, ground, edge = {
            "accent": (tokens.accent, tokens.accent_ground, tokens.accent_ground),
            "attention": (tokens.attention, tokens.attention_ground, tokens.attention_ground),
            "wrong": (tokens.wrong, tokens.wrong_ground, tokens.wrong_ground),
            "settled": (tokens.settled, tokens.settled_ground, tokens.settled_ground),
        }.get(kind, (tokens.ink, tokens.surface, tokens.line))
        font = self._font(12.5)
        metrics = QFontMetrics(font)
        width = min(metrics.horizontalAdvance(text) + self._theme.px(20), area.width())
        height = metrics.height() + self._theme.px(4)
        pill = QRectF(area.left(), area.top() + (area.height() - height) / 2, width, height)
        painter.setPen(QPen(QColor(tokens.line if tokens.rule > 1 else edge), tokens.rule))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        _paint_text(
            painter, pill.toRect().adjusted(self._theme.px(10), 0, -self._theme.px(8), 0), text, font, ink
        )


def _short(text: object) -> str:
    return str(text or "").replace("\n", " ")[:LONGEST]


def _paint_text(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
