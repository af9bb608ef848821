"""The table in which lines stand under headings, each as high as its words need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.models.grouped_model import GroupedModel
from ui.models.paged_model import PagedModel
from ui.theme import Theme
from ui.widgets.line_delegate import LONGEST, MARGIN, Index, LineDelegate
from ui.widgets.line_table import LineTable
from ui.widgets.wrapped_text import height_of, paint_text

HEADING_HEIGHT, ROOM = 32, 16
MAIN, SMALL = 14, 12.5
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class GroupedDelegate(LineDelegate):
    """Paints headings on a quiet ground, and lines whole: a long one goes on below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        heading = index.data(GroupedModel.HEADING_ROLE)
        if heading is None:
            super().paint(painter, option, index)
            return
        tokens, area = self._theme.tokens, QRect(option.rect)
        painter.save()
        painter.fillRect(area, QColor(tokens.quiet))
        rule = QRect(area.left(), area.bottom() + 1 - tokens.rule, area.width(), tokens.rule)
        painter.fillRect(rule, QColor(tokens.line))
        painter.setFont(self._font(SMALL, is_strong=True))
        painter.setPen(QColor(tokens.muted))
        inside = area.adjusted(self._theme.px(MARGIN), 0, -self._theme.px(MARGIN), 0)
        shown = painter.fontMetrics().elidedText(str(heading), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def height_in(self, index: Index, width: int) -> int:
        """Return how high the words of a cell stand in a column of a width."""
        if index.data(PagedModel.CHIP_ROLE):
            return 0
        inside = width - 2 * self._theme.px(MARGIN)
        return sum(self._heights(index, inside)) + self._theme.px(ROOM)

    def _heights(self, index: Index, width: int) -> tuple[int, int]:
        is_strong = bool(index.data(PagedModel.STRONG_ROLE))
        main, below = _words(index.data()), _words(index.data(PagedModel.BELOW_ROLE))
        return (
            height_of(main, self._font(MAIN, is_strong=is_strong), width) if main else 0,
            height_of(below, self._font(SMALL), width) if below else 0,
        )

    def _paint_lines(self, painter: QPainter, area: QRect, main: str, below: str, *, is_strong: bool) -> None:
        tokens = self._theme.tokens
        main_font, small = self._font(MAIN, is_strong=is_strong), self._font(SMALL)
        high = height_of(main, main_font, area.width()) if main else 0
        low = height_of(below, small, area.width()) if below else 0
        top = area.top() + max(0, (area.height() - high - low) // 2)
        painter.setFont(main_font)
        painter.setPen(QColor(tokens.ink))
        paint_text(painter, QRect(area.left(), top, area.width(), high), main)
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        paint_text(painter, QRect(area.left(), top + high, area.width(), low), below)


class GroupedTable(LineTable):
    """Moves over the lines and past the headings; Enter opens a line, single keys do something with it.

    Signals:
        key_chosen: A key of `keys` was pressed on a line; carries what it stands for.
    """

    key_chosen = Signal(str)

    def __init__(
        self,
        model: GroupedModel[Any],
        theme: Theme,
        keys: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._grouped = model
        self._painting: GroupedDelegate | None = None
        self._keys = dict(keys or {})
        super().__init__(model, theme, parent)  # type: ignore[arg-type]  # it has columns and lines as well
        self._painting = GroupedDelegate(theme, self)
        self.setItemDelegate(self._painting)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._fit_lines)
        theme.changed.connect(self._fit_lines)

    @property
    def line(self) -> Any:
        """The line that is chosen, if one is."""
        return self._grouped.line(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Choose the line of a row, or the nearest one after a heading."""
        rows = [place for place, _ in self._grouped.lines()]
        if rows:
            nearest = next((place for place in rows if place >= row), rows[-1])
            self.setCurrentIndex(self._grouped.index(nearest, 0))
            if nearest == rows[0]:
                self.scrollToTop()  # its heading is seen with it

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_plain = modifiers in PLAIN
        typed = _name_of(event) if is_plain else ""
        if step is not None and modifiers == Qt.KeyboardModifier.NoModifier:
            self._step(step)
        elif typed in self._keys and self.line is not None:
            self.key_chosen.emit(self._keys[typed])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_plain:
            event.ignore()  # Ctrl+Enter belongs to the screen
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            if self.line is None:
                self._step(1 if self.currentIndex().row() > before else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_lines()

    def keyboardSearch(self, search: str) -> None:
        """Do not jump by letters: letters are keys here."""

    # Slots

    @Slot()
    def _fit_lines(self) -> None:
        """Give each line the height that its words need, and a heading the whole width."""
        if self._painting is None:
            return
        self.clearSpans()
        heading = self._theme.px(HEADING_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(heading)
        columns = [
            (column, self.columnWidth(column))
            for column in range(len(self._grouped.columns))
            if not self.isColumnHidden(column)
        ]
        headings = set(self._grouped.headings())
        for row in range(self._grouped.rowCount()):
            if row in headings:
                self.setSpan(row, 0, 1, len(self._grouped.columns))
                self.setRowHeight(row, heading)
                continue
            words = [
                self._painting.height_in(self._grouped.index(row, column), width) for column, width in columns
            ]
            self.setRowHeight(row, max(self._lines.height, *words))

    # Helpers

    def _step(self, by: int) -> None:
        rows = [place for place, _ in self._grouped.lines()]
        here = self.currentIndex().row()
        onward = [place for place in rows if (place > here if by > 0 else place < here)]
        if onward:
            self.choose(onward[0] if by > 0 else onward[-1])


def _words(text: object) -> str:
    return str(text or "").replace("\n", " ")[:LONGEST]


def _name_of(event: QKeyEvent) -> str:
    match Qt.Key(event.key()):
        case Qt.Key.Key_Delete:
            return "delete"
        case Qt.Key.Key_Insert:
            return "insert"
        case _:
            return event.text().casefold()
