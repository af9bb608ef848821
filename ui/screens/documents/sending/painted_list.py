"""A list of painted lines of three rows each: what it is, how it stands, and what to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.labels import tooltip
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
MAIN, SMALL, MARGIN, BOX = 14, 12.5, 8, 26


@dataclass(frozen=True, slots=True)
class PaintedLine:
    """What one line shows; every state is a word and a mark, never a colour alone."""

    main: str
    below: str
    last: str = ""
    chip: str = ""
    tone: str = ""
    """How loud the last row is: wrong, attention, settled, or nothing."""
    is_ticked: bool | None = None
    """None where there is nothing to tick."""

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        ticked = "" if self.is_ticked is None else "ticked, " if self.is_ticked else "not ticked, "
        parts = (f"{ticked}{self.main}", self.chip, self.below, self.last)
        return ". ".join(part for part in parts if part)


class PaintedModel(QAbstractListModel):
    """Holds the lines as they are painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[PaintedLine, ...] = ()

    def show_lines(self, lines: Sequence[PaintedLine]) -> None:
        """Show lines; where there are as many as before, the one that is marked stays so."""
        found = tuple(lines)
        if len(found) != len(self.lines):
            self.beginResetModel()
            self.lines = found
            self.endResetModel()
            return
        self.lines = found
        if found:
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, 0))

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.main
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip("\n".join(part for part in (line.below, line.last) if part))
        return None


class _Painter(QStyledItemDelegate):
    """Paints a line: a box, three rows of words, a chip at the right."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        rows = QFontMetrics(self._font(MAIN)).height() + 2 * QFontMetrics(self._font(SMALL)).height()
        return QSize(100, rows + self._theme.px(2 * MARGIN))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PaintedModel), "it paints nothing else"
        line, tokens, px = model.lines[index.row()], self._theme.tokens, self._theme.px
        area = QRect(option.rect)
        is_here = index == self._view.currentIndex()
        painter.save()
        painter.fillRect(area, QColor(tokens.selection if is_here else tokens.surface))
        if is_here:
            painter.fillRect(QRect(area.left(), area.top(), px(4), area.height()), QColor(tokens.accent))
            self._rules(painter, area)
        rule = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(rule, QColor(tokens.line))
        inside = area.adjusted(px(MARGIN + 6), px(MARGIN), -px(MARGIN), -px(MARGIN))
        if line.is_ticked is not None:
            self._box(painter, inside, is_ticked=line.is_ticked)
            inside.setLeft(inside.left() + px(BOX))
        self._words(painter, inside, line)
        painter.restore()

    # Helpers

    def _rules(self, painter: QPainter, area: QRect) -> None:
        tokens = self._theme.tokens
        if tokens.rule > 1:
            for top in (area.top(), area.bottom() - 2 * tokens.rule):
                painter.fillRect(QRect(area.left(), top, area.width(), tokens.rule), QColor(tokens.ink))

    def _box(self, painter: QPainter, area: QRect, *, is_ticked: bool) -> None:
        tokens, size = self._theme.tokens, self._theme.px(15)
        box = QRect(area.left(), area.top() + self._theme.px(2), size, size)
        painter.setPen(QColor(tokens.accent if is_ticked else tokens.muted))
        painter.setBrush(QColor(tokens.accent if is_ticked else tokens.surface))
        painter.drawRect(box)
        if is_ticked:
            painter.setPen(QColor(tokens.on_accent))
            painter.setFont(self._font(SMALL, is_strong=True))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "✓")

    def _words(self, painter: QPainter, area: QRect, line: PaintedLine) -> None:
        tokens = self._theme.tokens
        main, small = self._font(MAIN, is_strong=True), self._font(SMALL)
        high, low = QFontMetrics(main).height(), QFontMetrics(small).height()
        room = area.width()
        if line.chip:
            wide = min(QFontMetrics(small).horizontalAdvance(line.chip) + 2, room // 2)
            self._write(
                painter, QRect(area.right() - wide, area.top(), wide, high), line.chip, small, tokens.ink
            )
            room -= wide + self._theme.px(MARGIN)
        self._write(painter, QRect(area.left(), area.top(), room, high), line.main, main, tokens.ink)
        top = area.top() + high
        self._write(painter, QRect(area.left(), top, area.width(), low), line.below, small, tokens.muted)
        ink = {"wrong": tokens.wrong, "attention": tokens.attention, "settled": tokens.settled}
        colour = ink.get(line.tone, tokens.muted)
        self._write(painter, QRect(area.left(), top + low, area.width(), low), line.last, small, colour)

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.px(pixels))
        font.setBold(is_strong)
        return font

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        plain = text[:400].replace("\n", " ")
        shown = QFontMetrics(font).elidedText(plain, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(side), shown)


class PaintedList(QListView):
    """Shows painted lines; single keys act on the one that is marked.

    Signals:
        current_changed: Another line is marked.
        pressed_key: One of its keys was pressed on the line that is marked; carries the key.
    """

    current_changed = Signal()
    pressed_key = Signal(int)

    def __init__(self, theme: Theme, keys: frozenset[Qt.Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.painted = PaintedModel(self)
        self.setModel(self.painted)
        self.setItemDelegate(_Painter(theme, self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self.current_changed)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def row(self) -> int:
        """Which line is marked; below zero for none."""
        return self.currentIndex().row()

    def show_lines(self, lines: Sequence[PaintedLine]) -> None:
        """Show lines, and mark one."""
        row = max(self.row, 0)
        self.painted.show_lines(lines)
        if self.painted.lines:
            self.setCurrentIndex(self.painted.index(min(row, len(self.painted.lines) - 1), 0))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if plain and key in self._keys and self.currentIndex().isValid():
            self.pressed_key.emit(int(key))
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # they belong to the view
        else:
            super().keyPressEvent(event)
