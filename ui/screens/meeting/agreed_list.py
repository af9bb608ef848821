"""The actions agreed so far, with what each still lacks."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.live.stream import StreamItem
from ui.labels import label
from ui.models.stream_model import StreamModel
from ui.screens.meeting.coach.many_line import ManyLine
from ui.theme import Theme
from ui.widgets.wrapped_text import height_of, paint_text

Index = QModelIndex | QPersistentModelIndex
NUMBER_WIDTH, GAP, TOP = 24, 8, 7
LEAST_HEIGHT = 90


class AgreedList(QWidget):
    """Shows the actions of the case or meeting; Enter takes one to its place in the stream.

    Signals:
        chosen: An action is to be opened; carries it.
        coach_wanted: What an action lacks is to be told; carries it.
        left: Escape was pressed.
    """

    chosen = Signal(object)
    coach_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.many: ManyLine | None = None
        self._heading = label(self.tr("ACTIONS AGREED"), role="heading")
        self._nothing = label(self.tr("None yet. ! begins one."), role="muted", wraps=True)
        self.list = _ActionView(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.list.chosen.connect(self.chosen)
        self.list.coach_wanted.connect(self.coach_wanted)
        self.list.left.connect(self.left)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.set_items(())

    def set_items(self, items: tuple[StreamItem, ...]) -> None:
        """Show these actions."""
        self.list.model_.set_items(items)
        count = f"   {len(items)}" if items else ""
        self._heading.setText(self.tr("ACTIONS AGREED") + count)
        self._nothing.setVisible(not items)
        self.list.setVisible(bool(items))
        if items:
            self.list.scrollToBottom()

    def say_many(self, words: str) -> None:
        """Say below the heading that there are more than are usually done; the list keeps its room."""
        column = self.layout()
        if self.many is None and words and isinstance(column, QVBoxLayout):
            self.many = ManyLine(self._theme, self)
            column.insertWidget(1, self.many)
        if self.many is not None and self.many.text != words:
            self.many.set_text(words)
            self.many.setVisible(bool(words))
            self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def _keep_room(self) -> None:
        more = self.many.high(self.width()) if self.many is not None else 0
        self.setMinimumHeight(LEAST_HEIGHT + more)

    def chosen_item(self) -> StreamItem | None:
        """Return the action that is marked."""
        return self.list.model_.item(self.list.currentIndex().row())

    def show_item(self, key: UUID) -> None:
        """Mark an action and bring it into view."""
        row = self.list.model_.row_of(key)
        if row >= 0:
            self.list.setCurrentIndex(self.list.model_.index(row))

    def take_focus(self) -> bool:
        """Let the arrows go through the actions; False where there are none."""
        if not self.list.model_.items:
            return False
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.model_.index(len(self.list.model_.items) - 1))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True


class _ActionView(QListView):
    """The list itself.

    Signals:
        chosen: An action is to be opened; carries it.
        coach_wanted: What an action lacks is to be told; carries it.
        left: Escape was pressed.
    """

    chosen = Signal(object)
    coach_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = StreamModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_ActionDelegate(theme, self))
        self.setProperty("role", "agreed")
        self.setAccessibleName(self.tr("Actions agreed"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._fit)
        self._theme = theme

    def sizeHint(self) -> QSize:
        # As high as there is room, and at least some lines of it.
        return QSize(100, self._theme.px(LEAST_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            item = self.model_.item(self.currentIndex().row())
            if item is not None:
                self.coach_wanted.emit(item)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @Slot()
    def _fit(self) -> None:
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()

    @Slot()
    def _open(self) -> None:
        item = self.model_.item(self.currentIndex().row())
        if item is not None:
            self.chosen.emit(item)


class _ActionDelegate(QStyledItemDelegate):
    """Paints an action: its number, what is done, by whom and when, and what it lacks."""

    def __init__(self, theme: Theme, parent: _ActionView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        item: StreamItem = index.data(StreamModel.ITEM_ROLE)
        high = height_of(item.text, self._font(14), self._room(width))
        small = [part for part in (_below(item), _lacking(item, index)) if part]
        high += sum(height_of(part, self._font(12.5), self._room(width)) for part in small)
        return QSize(60, high + 2 * self._theme.px(TOP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: StreamItem = index.data(StreamModel.ITEM_ROLE)
        tokens, px = self._theme.tokens, self._theme.px
        area: QRect = option.rect
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if has_focus:
            painter.fillRect(area, QColor(tokens.selection))
            painter.fillRect(QRect(area.left(), area.top(), px(3), area.height()), QColor(tokens.accent))
        line = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(line, QColor(tokens.line))
        painter.setFont(self._font(14))
        painter.setPen(QColor(tokens.muted))
        top = area.top() + px(TOP)
        number = QRect(area.left() + px(4), top, px(NUMBER_WIDTH), QFontMetrics(painter.font()).height())
        painter.drawText(number, int(Qt.AlignmentFlag.AlignLeft), str(index.row() + 1))
        left, room = area.left() + px(NUMBER_WIDTH), self._room(area.width())
        said = ((item.text, 14.0, tokens.ink), (_below(item), 12.5, tokens.muted))
        for words, size, colour in (*said, (_lacking(item, index), 12.5, tokens.attention)):
            if words:
                painter.setFont(self._font(size))
                painter.setPen(QColor(colour))
                high = height_of(words, self._font(size), room)
                paint_text(painter, QRect(left, top, room, high), words)
                top += high
        painter.restore()

    def _room(self, width: int) -> int:
        return max(width - self._theme.px(NUMBER_WIDTH) - self._theme.px(GAP), 40)

    def _font(self, pixels: float) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.px(pixels))
        return font


def _below(item: StreamItem) -> str:
    return " · ".join(part for part in (item.who, item.label) if part)


def _lacking(item: StreamItem, index: Index) -> str:
    parts = (f"△ {item.needs}" if item.needs else "", str(index.data(StreamModel.MARK_ROLE) or ""))
    return " · ".join(part for part in parts if part)
