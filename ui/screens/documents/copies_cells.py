"""Paints the cells of the copies: a box to tick, and what became of a copy as shape and word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.screens.documents.copies_model import CopiesModel
from ui.screens.documents.words import CopyState
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEIGHT, BOX, TEXT, MARK, WORDS_FROM = 46, 18, 12.5, 17, 76
_RESULTS = {
    CopyState.MADE: ("✓", "made"),
    CopyState.STOPPED: ("✕", "stopped"),
    CopyState.FAILED: ("✕", "failed"),
    CopyState.WAITING: ("…", "waits"),
}


class CopiesCells(QStyledItemDelegate):
    """Paints one copy from its state."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(HEIGHT), self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, CopiesModel), "it paints nothing else"
        tokens, area = self._theme.tokens, QRect(option.rect)
        state = model.state(index.row(), index.column())
        here = self._table.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_row = index.row() == here.row()
        painter.fillRect(area, QColor(tokens.selection if is_row else tokens.surface))
        rule = tokens.rule
        painter.fillRect(
            QRect(area.left(), area.bottom() + 1 - rule, area.width(), rule), QColor(tokens.line)
        )
        self._sign(painter, area, state)
        if index == here:
            self._frame(painter, area)
        painter.restore()

    # Helpers

    def _sign(self, painter: QPainter, area: QRect, state: CopyState) -> None:
        tokens = self._theme.tokens
        match state:
            case CopyState.NOT_MEANT:
                self._word(painter, area, "–", tokens.muted, TEXT)
            case CopyState.FREE | CopyState.CHOSEN:
                self._box(painter, area, is_ticked=state is CopyState.CHOSEN)
            case _:
                mark, word = _RESULTS[state]
                is_wide = area.width() >= self._theme.px(WORDS_FROM)
                inks = {CopyState.MADE: tokens.settled, CopyState.WAITING: tokens.muted}
                ink = inks.get(state, tokens.wrong)
                said, size = (f"{mark} {word}", TEXT) if is_wide else (mark, MARK)
                self._word(painter, area, said, ink, size)

    def _box(self, painter: QPainter, area: QRect, *, is_ticked: bool) -> None:
        tokens, side = self._theme.tokens, self._theme.px(BOX)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(area).center())
        ink = tokens.accent if is_ticked else tokens.muted
        painter.setPen(QPen(QColor(ink), max(tokens.rule, 1.4)))
        painter.setBrush(QColor(tokens.accent if is_ticked else tokens.surface))
        painter.drawRoundedRect(box, self._theme.px(4), self._theme.px(4))
        if is_ticked:
            painter.setPen(QPen(QColor(tokens.on_accent), side / 8, c=Qt.PenCapStyle.RoundCap))
            tick = [(0.24, 0.52), (0.43, 0.71), (0.77, 0.32)]
            painter.drawPolyline(
                QPolygonF([QPointF(box.left() + side * x, box.top() + side * y) for x, y in tick])
            )

    def _word(self, painter: QPainter, area: QRect, text: str, ink: str, size: float) -> None:
        font = QFont(self._table.font())
        font.setPixelSize(self._theme.px(size))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)

    def _frame(self, painter: QPainter, area: QRect) -> None:
        tokens = self._theme.tokens
        thick = 2 if self._table.hasFocus() else 1
        pen = QPen(QColor(tokens.accent if tokens.rule == 1 else tokens.ink), thick * tokens.rule)
        if not self._table.hasFocus():
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -3, -3), self._theme.px(4), self._theme.px(4))
