"""The running order on the left: what was taken, what is open, what comes, each with its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from meetingdesk.app.live.running_order import RunningLine
from meetingdesk.domain.meeting_clock import Spent
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
LINE_ROLE = Role.UserRole
HEIGHT, MARK_WIDTH, MARGIN = 29, 26, 8


class RunningModel(QAbstractListModel):
    """Shows the lines of the running order, and which of them one is at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[RunningLine, ...] = ()
        self.here = -1

    def set_lines(self, lines: tuple[RunningLine, ...], here: int) -> None:
        """Show these lines; where only times changed, nothing is built anew."""
        if [line.point_id for line in lines] != [line.point_id for line in self.lines]:
            self.beginResetModel()
            self.lines, self.here = lines, here
            self.endResetModel()
            return
        changed = [row for row, line in enumerate(lines) if _looks(line) != _looks(self.lines[row])]
        changed += [row for row in {here, self.here} - set(changed) if row >= 0] if here != self.here else []
        self.lines, self.here = lines, here
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Role.DisplayRole:
            return line.title
        if role == LINE_ROLE:
            return line
        if role == Role.AccessibleTextRole:
            said = (line.title, line.note, state_of(line, index.row() == self.here), minutes_of(line))
            return ", ".join(part for part in said if part)
        return None


class RunningList(QListView):
    """Lets one go to any line; Alt+Up and Alt+Down do the same from everywhere.

    Signals:
        chosen: Somebody wants to go to a line; carries its row.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model_ = RunningModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_RunningDelegate(theme, self))
        self.setProperty("role", "running")
        self.setAccessibleName(self.tr("Running order"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def set_lines(self, lines: tuple[RunningLine, ...], here: int) -> None:
        """Show these lines with the one that one is at marked and in view."""
        moved = here != self.model_.here
        self.model_.set_lines(lines, here)
        if here >= 0 and (moved or not self.currentIndex().isValid()):
            self.setCurrentIndex(self.model_.index(here))
            self.scrollTo(self.model_.index(min(here + 2, len(lines) - 1)))
            self.scrollTo(self.model_.index(here))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())


def state_of(line: RunningLine, is_here: bool) -> str:
    """Say in words what the mark of a line shows."""
    if line.spent.is_open or is_here:
        return "open now"
    if not line.is_heard:
        return "not heard today"
    return "done" if line.spent.is_done else ""


def minutes_of(line: RunningLine) -> str:
    """Return the minutes that stand beside a line: used where it was open, else planned."""
    spent = line.spent
    used = round(spent.used.total_seconds() / 60)
    if spent.is_open or spent.used.total_seconds() > 0:
        return f"{used} min"
    planned = round(spent.planned.total_seconds() / 60) if spent.planned else 0
    return f"{planned} min planned" if planned else ""


def _looks(line: RunningLine) -> tuple[object, ...]:
    spent = line.spent
    return line.title, line.note, minutes_of(line), spent.is_open, spent.is_done, spent.is_over, line.is_heard


class _RunningDelegate(QStyledItemDelegate):
    """Paints one line of the running order."""

    def __init__(self, theme: Theme, parent: RunningList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent
        self._fonts: dict[tuple[float, bool], QFont] = {}
        theme.changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._fonts.clear()

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: RunningLine = index.data(LINE_ROLE)
        is_here = index.row() == self._view.model_.here
        tokens, px = self._theme.tokens, self._theme.px
        area: QRect = option.rect
        painter.save()
        if is_here:
            painter.fillRect(area, QColor(tokens.accent_ground))
            painter.fillRect(QRect(area.left(), area.top(), px(3), area.height()), QColor(tokens.accent))
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        inside = area.adjusted(px(MARGIN), 0, -px(MARGIN), 0)
        mark, colour = self._mark(line, is_here)
        self._text(painter, QRect(inside.left(), inside.top(), px(MARK_WIDTH), inside.height()), mark, colour)
        minutes, late = self._minutes(line)
        small = QFontMetrics(self._font(12.5))
        width = small.horizontalAdvance(minutes)
        right = QRect(inside.right() - width + 1, inside.top(), width, inside.height())
        self._text(painter, right, minutes, tokens.attention if late else tokens.muted, size=12.5)
        left = inside.left() + px(MARK_WIDTH)
        room = right.left() - px(6) - left
        self._title(painter, QRect(left, inside.top(), room, inside.height()), line, is_here)
        painter.restore()

    # Helpers

    def _mark(self, line: RunningLine, is_here: bool) -> tuple[str, str]:
        tokens = self._theme.tokens
        if is_here or line.spent.is_open:
            return "▶", tokens.accent
        if not line.is_heard:
            return "–", tokens.muted
        return ("✓", tokens.settled) if line.spent.is_done else ("", tokens.muted)

    def _minutes(self, line: RunningLine) -> tuple[str, bool]:
        spent: Spent = line.spent
        seconds = spent.used.total_seconds()
        if spent.is_open or seconds > 0:
            return f"{round(seconds / 60)}{' △' if spent.is_over else ''}", spent.is_over
        return (str(round(spent.planned.total_seconds() / 60)) if spent.planned else ""), False

    def _title(self, painter: QPainter, area: QRect, line: RunningLine, is_here: bool) -> None:
        font = self._font(14, is_strong=is_here)
        shown = QFontMetrics(font).elidedText(line.title, Qt.TextElideMode.ElideRight, area.width())
        tokens = self._theme.tokens
        muted = not line.is_heard or (line.spent.is_done and not is_here)
        self._text(painter, area, shown, tokens.muted if muted else tokens.ink, is_strong=is_here)
        used = QFontMetrics(font).horizontalAdvance(shown) + self._theme.px(6)
        room = area.width() - used
        if line.note and room > self._theme.px(24):
            note = QFontMetrics(self._font(12.5)).elidedText(line.note, Qt.TextElideMode.ElideRight, room)
            rest = QRect(area.left() + used, area.top(), room, area.height())
            self._text(painter, rest, note, tokens.muted, size=12.5)

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        colour: str,
        *,
        size: float = 14,
        is_strong: bool = False,
    ) -> None:
        painter.setFont(self._font(size, is_strong=is_strong))
        painter.setPen(QColor(colour))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        known = self._fonts.get((pixels, is_strong))
        if known is None:
            known = QFont(self._view.font())
            known.setPixelSize(self._theme.px(pixels))
            known.setBold(is_strong)
            self._fonts[(pixels, is_strong)] = known
        return known


def step_from(lines: Sequence[RunningLine], here: int, step: int) -> int:
    """Return the row to go to with the key for next or previous, passing by what is not heard today."""
    row = here + step
    while 0 <= row < len(lines) and not lines[row].is_heard:
        row += step
    return row if 0 <= row < len(lines) else here
