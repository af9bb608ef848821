"""A list of this page: lines with a shape and words that go on in the next line, driven by keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from meetingdesk.app.documents.lives import DocumentLife, VersionLine
from ui.screens.documents.versions.page_line import PageLine
from ui.theme import Theme
from ui.widgets.wrapped_text import height_of, paint_text

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
MAIN, SMALL, MARK_WIDTH, TOP, SIDE = 14, 12.5, 24, 7, 12
LONGEST = 4_000
"""Letters that are measured and painted of one text; nothing here is so long but what was typed so."""


class PageLines(QAbstractListModel):
    """Holds the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[PageLine, ...] = ()

    def put(self, lines: tuple[PageLine, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.lines[index.row()].says
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.lines[index.row()].spoken
        return None


class LineList(QListView):
    """Shows lines; headings are passed over.

    Signals:
        marked: Another line is the current one.
        key_pressed: A letter or Space was pressed on it; carries the letter, or a space.
        opened: Enter was pressed on a line, or it was clicked twice.
        left_wanted: The arrow to the left was pressed.
        right_wanted: The arrow to the right was pressed.
    """

    marked = Signal()
    key_pressed = Signal(str)
    opened = Signal()
    left_wanted = Signal()
    right_wanted = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = PageLines(self)
        self.setModel(self.page)
        self.setItemDelegate(_Lines(theme, self))
        self.setAccessibleName(name)
        self.setProperty("role", "results")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self.opened)
        theme.changed.connect(self._fit)

    @property
    def here(self) -> PageLine | None:
        """The line that is marked."""
        row = self.currentIndex().row()
        return self.page.lines[row] if 0 <= row < len(self.page.lines) else None

    def show_lines(self, lines: tuple[PageLine, ...]) -> None:
        """Show these lines; who was at one stays at its place."""
        if lines == self.page.lines:
            return
        was, row, top = self.here, self.currentIndex().row(), self.verticalScrollBar().value()
        self.page.put(lines)
        again = next(
            (place for place, line in enumerate(lines) if was is not None and _is_same(line, was)), row
        )
        self.stand_at(max(again, 0))
        self.verticalScrollBar().setValue(top)
        if self._is_first():
            self.scrollToTop()
        elif self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def stand_at(self, row: int) -> None:
        """Mark the line that is nearest to a place."""
        places = [place for place, line in enumerate(self.page.lines) if not line.is_heading]
        if places:
            nearest = min(places, key=lambda place: (abs(place - row), place))
            self.setCurrentIndex(self.page.index(nearest))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
            return
        match Key(event.key()):
            case Key.Key_Up:
                self._go(-1)
            case Key.Key_Down:
                self._go(1)
            case Key.Key_Left:
                self.left_wanted.emit()
            case Key.Key_Right:
                self.right_wanted.emit()
            case Key.Key_Return | Key.Key_Enter:
                self.opened.emit()
            case Key.Key_Home | Key.Key_End:
                self.stand_at(0 if event.key() == Key.Key_Home else len(self.page.lines))
                if event.key() == Key.Key_Home:
                    self.scrollToTop()
            case Key.Key_Escape:
                event.ignore()  # it belongs to the page
            case _ if event.text() and event.text().isprintable():
                self.key_pressed.emit(event.text().casefold())
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump by letters: letters are keys here."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.marked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    # Slots

    @Slot()
    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()

    # Helpers

    def _is_first(self) -> bool:
        """Say whether no line but headings stands above the one that is marked."""
        return all(line.is_heading for line in self.page.lines[: max(self.currentIndex().row(), 0)])

    def _go(self, step: int) -> None:
        row = self.currentIndex().row() + step
        while 0 <= row < len(self.page.lines) and self.page.lines[row].is_heading:
            row += step
        if 0 <= row < len(self.page.lines):
            self.setCurrentIndex(self.page.index(row))
        elif step < 0:
            self.scrollToTop()  # the heading above the first line


def _is_same(line: PageLine, was: PageLine) -> bool:
    if line.about is None or was.about is None or type(line.about) is not type(was.about):
        return False
    names = ("id", "kind")
    known = [(getattr(line.about, name, None), getattr(was.about, name, None)) for name in names]
    return line.about == was.about or any(one is not None and one == other for one, other in known)


class _Lines(QStyledItemDelegate):
    """Paints a line: its shape, its words, and smaller ones below."""

    def __init__(self, theme: Theme, view: LineList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, px = self._line(index), self._theme.px
        room = self._room(self._view.viewport().width())
        if line.is_heading:
            return QSize(100, height_of(line.says, self._head(), self._heading_room()) + px(2 * TOP + 6))
        high = height_of(line.says[:LONGEST], self._main(line), room)
        if line.below:
            high += height_of(line.below[:LONGEST], self._font(SMALL), room)
        return QSize(100, high + px(2 * TOP) + self._theme.tokens.rule)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, px, area = self._theme.tokens, self._theme.px, QRect(option.rect)
        line = self._line(index)
        is_here = index == self._view.currentIndex() and not line.is_heading
        painter.save()
        ground = tokens.quiet if line.is_heading else tokens.selection if is_here else tokens.surface
        painter.fillRect(area, QColor(ground))
        rule = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(rule, QColor(tokens.line))
        if is_here:
            thick = px(4 * tokens.rule if self._view.hasFocus() else 2 * tokens.rule)
            painter.fillRect(QRect(area.left(), area.top(), thick, area.height()), QColor(tokens.accent))
        left = area.left() + px(SIDE)
        if line.is_heading:
            words = QRect(left, area.top() + px(TOP + 4), self._heading_room(), area.height())
            self._write(painter, words, line.says, self._head(), tokens.muted)
        else:
            self._paint_line(painter, area, line)
        painter.restore()

    # Helpers

    def _paint_line(self, painter: QPainter, area: QRect, line: PageLine) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        left, bold = area.left() + px(SIDE), self._main(line)
        room = self._room(self._view.viewport().width())
        high = height_of(line.says[:LONGEST], bold, room)
        if line.mark:
            mark = QRect(left, area.top() + px(TOP), px(MARK_WIDTH), QFontMetrics(bold).height())
            self._write(painter, mark, line.mark, self._font(MAIN, is_bold=True), self._ink(line.tone))
        words = QRect(left + px(MARK_WIDTH), area.top() + px(TOP), room, high)
        ink = tokens.muted if line.tone == "muted" and line.about is None else tokens.ink
        self._write(painter, words, line.says[:LONGEST], bold, ink)
        if line.below:
            small = self._font(SMALL)
            below = QRect(words.left(), words.bottom() + 1, room, area.bottom() - words.bottom())
            self._write(painter, below, line.below[:LONGEST], small, tokens.muted)

    def _line(self, index: Index) -> PageLine:
        return self._view.page.lines[index.row()]

    def _main(self, line: PageLine) -> QFont:
        return self._font(MAIN, is_bold=isinstance(line.about, DocumentLife | VersionLine))

    def _head(self) -> QFont:
        return self._font(SMALL, is_bold=True)

    def _room(self, width: int) -> int:
        px = self._theme.px
        return max(width - px(2 * SIDE) - px(MARK_WIDTH), px(60))

    def _heading_room(self) -> int:
        return max(self._view.viewport().width() - self._theme.px(2 * SIDE), 1)

    def _font(self, pixels: float, *, is_bold: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_bold)
        return font

    def _ink(self, tone: str) -> str:
        tokens = self._theme.tokens
        inks = {
            "attention": tokens.attention,
            "accent": tokens.accent,
            "settled": tokens.settled,
            "wrong": tokens.wrong,
            "muted": tokens.muted,
        }
        return inks.get(tone, tokens.ink)

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        paint_text(painter, area, text)
