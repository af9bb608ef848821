"""The headings of the copies: kinds of documents across the top, readers down the side."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.screens.documents.copies_model import ACROSS, CopiesModel
from ui.screens.documents.words import say_reader, short
from ui.theme import Theme

MAIN, SMALL, MARGIN = 13.5, 12.5, 12
LEVEL, STANDING = 36, 108
SIDE, LEAST_SIDE = 250, 150
LONGEST = 120


class _Head(QHeaderView):
    """A heading that paints itself and marks the section of the current copy."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, table: QTableView) -> None:
        super().__init__(orientation, table)
        self._theme = theme
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _ground(self, painter: QPainter, area: QRect, *, is_current: bool) -> None:
        tokens, rule = self._theme.tokens, self._theme.tokens.rule
        painter.fillRect(area, QColor(tokens.selection if is_current else tokens.quiet))
        painter.fillRect(
            QRect(area.left(), area.bottom() + 1 - rule, area.width(), rule), QColor(tokens.line)
        )
        if is_current:
            thick = self._theme.px(3)
            across = self.orientation() == ACROSS
            bar = QRect(area.left(), area.bottom() + 1 - thick, area.width(), thick)
            side = QRect(area.left(), area.top(), thick, area.height())
            painter.fillRect(bar if across else side, QColor(tokens.accent))

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        font = QFont(self._table.font())
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_strong)
        return font

    def _held(self) -> CopiesModel:
        model = self.model()
        assert isinstance(model, CopiesModel), "it heads nothing else"
        return model


class KindHead(_Head):
    """The kinds of documents; their names stand upright where a column is too narrow for them."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(ACROSS, theme, table)
        self._stands = self._wraps = False

    def longest_word(self) -> int:
        """Return how wide a column must be for names that lie in two lines."""
        metrics = QFontMetrics(self._font(SMALL, is_strong=True))
        words = [word for kind in self._held().kinds for word in short(kind).split()]
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + self._theme.px(6)

    def fit(self, width: int) -> None:
        """Choose how the names stand in columns of a width."""
        metrics, px = QFontMetrics(self._font(SMALL, is_strong=True)), self._theme.px
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
        tokens, px = self._theme.tokens, self._theme.px
        is_current = place == self._table.currentIndex().column()
        painter.save()
        self._ground(painter, rect, is_current=is_current)
        painter.setFont(self._font(SMALL, is_strong=True))
        painter.setPen(QColor(tokens.accent if is_current else tokens.ink))
        name = short(model.kinds[place])
        if self._stands:
            length = rect.height() - px(12)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, length)
            painter.translate(rect.left(), rect.bottom() - px(7))
            painter.rotate(-90)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(0, 0, length, rect.width()), int(flags), shown)
        else:
            middle = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(rect, middle | int(Qt.TextFlag.TextWordWrap) if self._wraps else middle, name)
        painter.restore()


class ReaderHead(_Head):
    """The readers: what they are called, and below what is theirs and what is not in their copy."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, theme, table)

    def fit(self, room: int, columns: int) -> None:
        """Be as wide as columns of a width leave it."""
        px = self._theme.px
        wanted = min(max(room - columns, px(LEAST_SIDE)), px(SIDE))
        self.setFixedWidth(max(min(wanted, room // 2), 1))

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), self._theme.px(LEVEL))  # Qt would measure every name for it

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        model = self._held()
        if not 0 <= place < model.rowCount():
            return
        tokens, px, line = self._theme.tokens, self._theme.px, model.readers[place]
        is_current = place == self._table.currentIndex().row()
        painter.save()
        self._ground(painter, rect, is_current=is_current)
        inside = rect.adjusted(px(MARGIN), px(4), -px(6), -px(4))
        high = inside.height() // 2
        strong = self._font(MAIN, is_strong=True)
        top = QRect(inside.left(), inside.top(), inside.width(), high)
        _write(painter, top, line.reader.name, strong, tokens.accent if is_current else tokens.ink)
        below = inside.adjusted(0, high, 0, 0)
        _write(painter, below, say_reader(line), self._font(SMALL), tokens.muted)
        painter.restore()


def _write(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    """Write a text into one line, with an ellipsis where it does not fit."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    plain = " ".join(text[:LONGEST].split())
    shown = QFontMetrics(font).elidedText(plain, Qt.TextElideMode.ElideRight, area.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, int(flags), shown)
