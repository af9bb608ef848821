"""The list of what is missing: a shape, a few words, and where there is room the whole sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from meetingdesk.domain.gaps.gap import Level
from meetingdesk.domain.gaps.not_yet import NotYet
from ui.labels import tooltip
from ui.palette import Tokens
from ui.screens.meeting.gaps.gap_model import GapLine, GapModel
from ui.theme import Theme
from ui.widgets.wrapped_text import height_of, paint_text

Index = QModelIndex | QPersistentModelIndex
MARK_WIDTH, TOP, SIDE = 22, 6, 8
SHAPES = {Level.MUST: "▲", Level.SHOULD: "△", Level.COULD: "·"}
SET_ASIDE = "✓"
KEPT, AGAINST = "✓", "△"


class GapView(QListView):
    """Shows lines; Enter goes to where one is mended, Delete sets it aside.

    Signals:
        chosen: A line is to be mended; carries it.
        set_aside_wanted: A line is to be left as it is, or taken up again; carries it.
        left: Escape was pressed.
    """

    chosen = Signal(object)
    set_aside_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, *, says_all: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model_ = GapModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_GapDelegate(theme, self, says_all=says_all))
        self.setProperty("role", "agreed")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._fit)

    def set_lines(self, lines: tuple[GapLine, ...]) -> None:
        """Show these lines; who was at one stays there as long as it is missing, else at the same place."""
        if lines == self.model_.lines:
            return
        was, row = self.marked(), self.currentIndex().row()
        self.model_.set_lines(lines)
        if was is not None:
            again = self.model_.row_of(was)
            now = self.model_.line(again)
            is_aside = now is not None and bool(now.reason) and not was.reason
            # Whoever set a line aside goes on with the next one, not with the end of the list.
            self._mark(again if again >= 0 and not is_aside else min(row, len(lines) - 1))

    def marked(self) -> NotYet | None:
        """Return the line that is marked."""
        return self.model_.line(self.currentIndex().row())

    def take_focus(self) -> bool:
        """Let the arrows go through the lines; False where there are none."""
        if not any(shown.line is not None for shown in self.model_.lines):
            return False
        if self.marked() is None:
            self._mark(0)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marked = self.marked()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._mark(0 if event.key() == Qt.Key.Key_Home else len(self.model_.lines) - 1)
            if event.key() == Qt.Key.Key_End:
                self.scrollToBottom()
        elif event.key() == Qt.Key.Key_Down and self._is_at_last():
            self.scrollToBottom()  # what is only told stands below the last line
        elif event.key() == Qt.Key.Key_Delete and marked is not None:
            self.set_aside_wanted.emit(marked)
        elif event.text().isprintable() and event.text():
            event.accept()  # letters do not jump about in the list
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            line = self.model_.line(self.indexAt(event.pos()).row())
            if line is not None:
                QToolTip.showText(event.globalPos(), tooltip(f"{line.sentence} Enter goes there."), self)
            return True
        return super().viewportEvent(event)

    # Helpers

    def high(self) -> int:
        """Return how high all lines are together."""
        return sum(self.sizeHintForRow(row) for row in range(len(self.model_.lines)))

    def _is_at_last(self) -> bool:
        below = self.model_.lines[self.currentIndex().row() + 1 :]
        return self.marked() is not None and all(shown.line is None for shown in below)

    def _mark(self, row: int) -> None:
        rows = [place for place, shown in enumerate(self.model_.lines) if shown.line is not None]
        if rows:
            self.setCurrentIndex(self.model_.index(min(rows, key=lambda place: abs(place - row))))

    @Slot()
    def _fit(self) -> None:
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()

    @Slot()
    def _open(self) -> None:
        marked = self.marked()
        if marked is not None:
            self.chosen.emit(marked)


class _GapDelegate(QStyledItemDelegate):
    """Paints a line: its shape by weight, what is missing, and why it was set aside."""

    def __init__(self, theme: Theme, parent: GapView, *, says_all: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent
        self._says_all = says_all

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        shown: GapLine = index.data(GapModel.LINE_ROLE)
        width = self._view.viewport().width()
        px = self._theme.px
        if shown.note:
            return QSize(60, height_of(shown.note[1:], self._font(12.5), self._room(width)) + px(TOP))
        if shown.line is None:
            return QSize(60, QFontMetrics(self._font(12.5, bold=True)).height() + 2 * px(TOP) + px(6))
        room = self._room(width)
        return QSize(60, sum(height_of(*part[:2], room) for part in self._parts(shown.line)) + 2 * px(TOP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: GapLine = index.data(GapModel.LINE_ROLE)
        tokens, px = self._theme.tokens, self._theme.px
        area: QRect = option.rect
        painter.save()
        if shown.note:
            self._paint_note(painter, area, shown.note)
            painter.restore()
            return
        if shown.line is None:
            painter.setFont(self._font(12.5, bold=True))
            painter.setPen(QColor(tokens.muted))
            low = area.adjusted(px(4), 0, -px(SIDE), -px(TOP))
            painter.drawText(
                low, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), shown.heading
            )
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(area, QColor(tokens.selection))
            painter.fillRect(QRect(area.left(), area.top(), px(3), area.height()), QColor(tokens.accent))
        rule = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(rule, QColor(tokens.line))
        at = QPoint(area.left() + px(MARK_WIDTH), area.top() + px(TOP))
        self._paint_shape(painter, shown.line, QPoint(area.left() + px(6), at.y()))
        room = self._room(area.width())
        for words, font, colour in self._parts(shown.line):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            high = height_of(words, font, room)
            paint_text(painter, QRect(at.x(), at.y(), room, high), words)
            at.setY(at.y() + high)
        painter.restore()

    # Helpers

    def _parts(self, line: NotYet) -> list[tuple[str, QFont, str]]:
        tokens = self._theme.tokens
        if line.reason:
            words = [(line.short, self._font(14), tokens.muted)]
            return [*words, (f"Set aside: {line.reason}", self._font(12.5), tokens.muted)]
        is_grave = line.level is Level.MUST
        words = [(line.short, self._font(14, bold=is_grave), tokens.ink)]
        if self._says_all:
            words.append((line.sentence, self._font(12.5), tokens.muted))
        return words

    def _paint_note(self, painter: QPainter, area: QRect, note: str) -> None:
        tokens, px, font = self._theme.tokens, self._theme.px, self._font(12.5)
        shape, words = note[0], note[1:]
        painter.setFont(font)
        painter.setPen(QColor(tokens.settled if shape == KEPT else tokens.attention))
        left = QRect(area.left() + px(6), area.top(), px(MARK_WIDTH), area.height())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignLeft), shape)
        painter.setPen(QColor(tokens.ink))
        room = self._room(area.width())
        high = height_of(words, font, room)
        paint_text(painter, QRect(area.left() + px(MARK_WIDTH), area.top(), room, high), words)

    def _paint_shape(self, painter: QPainter, line: NotYet, at: QPoint) -> None:
        shape = SET_ASIDE if line.reason else SHAPES[line.level]
        font = self._font(14)
        painter.setFont(font)
        painter.setPen(QColor(_colour(line, self._theme.tokens)))
        high = QFontMetrics(font).height()
        painter.drawText(
            QRect(at.x(), at.y(), self._theme.px(MARK_WIDTH), high), int(Qt.AlignmentFlag.AlignLeft), shape
        )

    def _room(self, width: int) -> int:
        return max(width - self._theme.px(MARK_WIDTH) - self._theme.px(SIDE), 40)

    def _font(self, pixels: float, *, bold: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(bold)
        return font


def _colour(line: NotYet, tokens: Tokens) -> str:
    if line.reason:
        return tokens.muted
    return {Level.MUST: tokens.wrong, Level.SHOULD: tokens.attention, Level.COULD: tokens.muted}[line.level]
