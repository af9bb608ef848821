"""Paints what was left open: a shape for what became of it, the words, and in smaller lines what is known."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from meetingdesk.domain.roll_call import Tone
from ui.screens.meeting.opener.opener_model import Index, OpenerLine, OpenerModel
from ui.screens.meeting.opener.opener_words import heading, short, sign_of, words_of
from ui.theme import Theme
from ui.widgets.mark_shapes import paint_shape, tone_colours
from ui.widgets.wrapped_text import height_of, paint_text

MARGIN, MARK, TOP, BETWEEN = 12, 26, 7, 2
SHAPE = 12
MAIN, SMALL = 14.0, 12.5
LEAST = 60
Part = tuple[str, float, bool, str]
"""A text, its size, whether it is strong, and its colour."""


class OpenerDelegate(QStyledItemDelegate):
    """Paints the lines of a review."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: OpenerLine = index.data(OpenerModel.LINE_ROLE)
        px, width = self._theme.px, self._view.viewport().width()
        if line.row is None:
            room = max(width - 2 * px(MARGIN), LEAST)
            return QSize(
                LEAST, height_of(self._heading(line), self._font(SMALL, is_strong=True), room) + 2 * px(TOP)
            )
        parts = list(self._parts(line))
        high = sum(height_of(text, self._font(size), self._room(width)) for text, size, _, _ in parts)
        return QSize(LEAST, high + (len(parts) - 1) * px(BETWEEN) + 2 * px(TOP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: OpenerLine = index.data(OpenerModel.LINE_ROLE)
        tokens, px = self._theme.tokens, self._theme.px
        area: QRect = option.rect
        painter.save()
        if line.row is None:
            self._paint_heading(painter, area, line)
            painter.restore()
            return
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens.selection))
            wide = px((4 if state & QStyle.StateFlag.State_HasFocus else 2) * tokens.rule)
            painter.fillRect(QRect(area.left(), area.top(), wide, area.height()), QColor(tokens.accent))
        rule = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(rule, QColor(tokens.line))
        self._paint_mark(painter, area, line)
        left, top, room = area.left() + px(MARGIN + MARK), area.top() + px(TOP), self._room(area.width())
        for text, size, is_strong, colour in self._parts(line):
            font = self._font(size, is_strong=is_strong)
            high = height_of(text, self._font(size), room)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            paint_text(painter, QRect(left, top, room, high), text)
            top += high + px(BETWEEN)
        painter.restore()

    # Helpers

    def _parts(self, line: OpenerLine) -> Iterator[Part]:
        row = line.row
        if row is None:
            return
        tokens, by_case = self._theme.tokens, self._is_by_case()
        words, sign = words_of(row, by_case=by_case), sign_of(row)
        yield short(words.text), MAIN, False, tokens.ink if row.became is None else tokens.muted
        if words.known:
            yield short(words.known), SMALL, False, tokens.muted
        if words.presses:
            yield f"△ {short(words.presses)}", SMALL, False, tokens.attention
        if words.said:
            colour = tokens.ink if sign.tone is Tone.PLAIN else tone_colours(tokens, sign.tone)[0]
            yield short(words.said), SMALL, False, colour

    def _paint_mark(self, painter: QPainter, area: QRect, line: OpenerLine) -> None:
        assert line.row is not None, "headings have no mark"
        tokens, px = self._theme.tokens, self._theme.px
        sign = sign_of(line.row)
        ink = tokens.muted if sign.tone is Tone.PLAIN else tone_colours(tokens, sign.tone)[0]
        high = QFontMetrics(self._font(MAIN)).height()
        top = area.top() + px(TOP) + (high - px(SHAPE)) / 2
        paint_shape(painter, QRectF(area.left() + px(MARGIN), top, px(SHAPE), px(SHAPE)), sign.shape, ink)

    def _paint_heading(self, painter: QPainter, area: QRect, line: OpenerLine) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        painter.fillRect(area, QColor(tokens.quiet))
        rule = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(rule, QColor(tokens.line))
        painter.setFont(self._font(SMALL, is_strong=True))
        painter.setPen(QColor(tokens.muted))
        inside = area.adjusted(px(MARGIN), px(TOP), -px(MARGIN), -px(TOP))
        paint_text(
            painter,
            inside,
            heading(line.counted, by_case=self._is_by_case()) if line.counted is not None else "",
        )

    def _heading(self, line: OpenerLine) -> str:
        return heading(line.counted, by_case=self._is_by_case()) if line.counted is not None else ""

    def _is_by_case(self) -> bool:
        model = self._view.model()
        return isinstance(model, OpenerModel) and model.is_by_case

    def _room(self, width: int) -> int:
        px = self._theme.px
        return max(width - px(2 * MARGIN + MARK), px(LEAST))

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_strong)
        return font
