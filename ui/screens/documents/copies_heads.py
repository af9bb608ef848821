"""The headings of the copies: kinds of documents across the top, readers down the side."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from ui.screens.documents.copies_model import CopiesModel
from ui.screens.documents.words import say_reader, short
from ui.theme import Theme
from ui.widgets.crossing_head import ACROSS, DOWN, MAIN, SMALL, CrossingHead, write_line

MARGIN = 12
LEVEL, STANDING = 36, 108
SIDE, LEAST_SIDE = 250, 150


class _Head(CrossingHead):
    def _held(self) -> CopiesModel:
        model = self.model()
        assert isinstance(model, CopiesModel), "it heads nothing else"
        return model


class KindHead(_Head):
    """The kinds of documents; their names stand upright where a column is too narrow for them."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(ACROSS, theme, table)
        self.setSectionsClickable(True)
        self._stands = self._wraps = False

    def longest_word(self) -> int:
        """Return how wide a column must be for names that lie in two lines."""
        metrics = QFontMetrics(self.font_of(SMALL, is_strong=True))
        words = [word for kind in self._held().kinds for word in short(kind).split()]
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + self.theme_.px(6)

    def fit(self, width: int) -> None:
        """Choose how the names stand in columns of a width."""
        metrics, px = QFontMetrics(self.font_of(SMALL, is_strong=True)), self.theme_.px
        names = [short(kind) for kind in self._held().kinds]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        self._stands = self.longest_word() > width
        self._wraps = widest + px(8) > width and not self._stands
        level = px(LEVEL) + (metrics.height() if self._wraps else 0)
        self.setFixedHeight(min(widest + px(18), px(STANDING)) if self._stands else level)

    # Qt

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        model = self._held()
        if not 0 <= place < model.columnCount():
            return
        tokens = self.theme_.tokens
        is_current = self.is_current(place)
        painter.save()
        self.paint_ground(painter, rect, is_current=is_current, is_ruled=False)
        painter.setFont(self.font_of(SMALL, is_strong=True))
        painter.setPen(QColor(tokens.accent if is_current else tokens.ink))
        name = short(model.kinds[place])
        if self._stands:
            self.paint_upright(painter, rect, name)
        else:
            middle = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(rect, middle | int(Qt.TextFlag.TextWordWrap) if self._wraps else middle, name)
        painter.restore()


class ReaderHead(_Head):
    """The readers: what they are called, and below what is theirs and what is not in their copy."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(DOWN, theme, table)
        self.setSectionsClickable(True)

    def fit(self, room: int, columns: int) -> None:
        """Be as wide as columns of a width leave it."""
        px = self.theme_.px
        wanted = min(max(room - columns, px(LEAST_SIDE)), px(SIDE))
        self.setFixedWidth(max(min(wanted, room // 2), 1))

    # Qt

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        model = self._held()
        if not 0 <= place < model.rowCount():
            return
        tokens, px, line = self.theme_.tokens, self.theme_.px, model.readers[place]
        is_current = self.is_current(place)
        painter.save()
        self.paint_ground(painter, rect, is_current=is_current, is_ruled=False)
        inside = rect.adjusted(px(MARGIN), px(4), -px(6), -px(4))
        high = inside.height() // 2
        strong = self.font_of(MAIN, is_strong=True)
        top = QRect(inside.left(), inside.top(), inside.width(), high)
        write_line(painter, top, line.reader.name, strong, tokens.accent if is_current else tokens.ink)
        below = inside.adjusted(0, high, 0, 0)
        write_line(painter, below, say_reader(line), self.font_of(SMALL), tokens.muted)
        painter.restore()
