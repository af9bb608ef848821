"""Headings of a table of rows against columns, which paint themselves and mark where one stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView, QWidget

from ui.theme import Theme

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
MAIN, SMALL = 13.5, 12.5
LEAST_HEIGHT = 34
LONGEST = 120
"""So many letters of a text are measured; no line of a heading shows more."""


class CrossingHead(QHeaderView):
    """A heading that marks the section of the current cell."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, table: QTableView) -> None:
        super().__init__(orientation, table)
        self.theme_ = theme
        self.table = table
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def font_of(self, pixels: float, *, is_strong: bool = False) -> QFont:
        """Return the font of the table in a size."""
        font = QFont(self.table.font())
        font.setPixelSize(self.theme_.px(pixels))
        font.setBold(is_strong)
        return font

    def is_current(self, place: int) -> bool:
        """Say whether a section heads the current cell."""
        here = self.table.currentIndex()
        return place == (here.column() if self.orientation() == ACROSS else here.row())

    def paint_ground(self, painter: QPainter, area: QRect, *, is_current: bool, is_ruled: bool) -> None:
        """Paint what is behind the words; `is_ruled` draws a line to the next section of the same row."""
        tokens, rule = self.theme_.tokens, self.theme_.tokens.rule
        painter.fillRect(area, QColor(tokens.selection if is_current else tokens.quiet))
        line = QColor(tokens.line)
        painter.fillRect(QRect(area.left(), area.bottom() + 1 - rule, area.width(), rule), line)
        if is_ruled:
            painter.fillRect(QRect(area.right() + 1 - rule, area.top(), rule, area.height()), line)
        if is_current:
            thick = self.theme_.px(3)
            bar = QRect(area.left(), area.bottom() + 1 - thick, area.width(), thick)
            side = QRect(area.left(), area.top(), thick, area.height())
            painter.fillRect(bar if self.orientation() == ACROSS else side, QColor(tokens.accent))

    def paint_upright(self, painter: QPainter, area: QRect, text: str) -> None:
        """Write a name from the bottom to the top."""
        px = self.theme_.px
        length = area.height() - px(12)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, length)
        painter.translate(area.left(), area.bottom() - px(7))
        painter.rotate(-90)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, 0, length, area.width()), int(flags), shown)

    # Qt

    def sizeHint(self) -> QSize:
        if self.orientation() == ACROSS:
            return super().sizeHint()
        return QSize(self.maximumWidth(), self.theme_.px(LEAST_HEIGHT))  # Qt would measure every name for it


class Corner(QObject):
    """Paints the corner between the headings, which Qt would draw as a button."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._button = table.findChild(QAbstractButton)
        if self._button is not None:
            self._button.installEventFilter(self)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        tokens, rule = self._theme.tokens, self._theme.tokens.rule
        painter, area = QPainter(watched), watched.rect()
        painter.fillRect(area, QColor(tokens.quiet))
        line = QColor(tokens.line)
        painter.fillRect(QRect(0, area.bottom() + 1 - rule, area.width(), rule), line)
        painter.fillRect(QRect(area.right() + 1 - rule, 0, rule, area.height()), line)
        painter.end()
        return True


def write_line(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> int:
    """Write a text into one line, with an ellipsis where it does not fit; return how wide it is."""
    if area.width() <= 0:
        return 0
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(font)
    plain = " ".join(text[:LONGEST].split())
    shown = metrics.elidedText(plain, Qt.TextElideMode.ElideRight, area.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, int(flags), shown)
    return metrics.horizontalAdvance(shown)
