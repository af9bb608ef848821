"""The table of actions: a box to check, what is late in red words, states as chips."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.models.paged_model import PagedModel
from ui.screens.actions.columns import CHECK_WIDTH
from ui.screens.actions.keys import DEED_OF_KEY
from ui.screens.actions.model import ActionsModel
from ui.theme import Theme
from ui.widgets.grouped_table import MAIN, SMALL, GroupedDelegate, GroupedTable
from ui.widgets.line_delegate import Index
from ui.widgets.wrapped_text import height_of, paint_text

TOP, BOX, CHIP_GAP = 10, 14, 3
NARROW_FOR, NARROW_OWNER, NARROW_STATE = 2, 3, 5


class ActionsDelegate(GroupedDelegate):
    """Paints each line from its top, with a box before it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._is_late = bool(index.data(ActionsModel.LATE_ROLE))
        self._below = str(index.data(PagedModel.BELOW_ROLE) or "")
        super().paint(painter, option, index)
        checked = index.data(ActionsModel.CHECKED_ROLE)
        if index.column() == 0 and checked is not None:
            self._paint_box(painter, QRect(option.rect), is_checked=bool(checked))

    def height_in(self, index: Index, width: int) -> int:
        inside = width - 2 * self._theme.px(12)
        if index.data(PagedModel.CHIP_ROLE):
            chip = self._chip_height(str(index.data() or ""), inside)
            below = str(index.data(PagedModel.BELOW_ROLE) or "")
            low = height_of(below, self._font(SMALL), inside) + self._theme.px(CHIP_GAP) if below else 0
            return chip + low + 2 * self._theme.px(TOP)
        late = bool(index.data(ActionsModel.LATE_ROLE))
        main = str(index.data() or "")
        below = str(index.data(PagedModel.BELOW_ROLE) or "")
        high = height_of(main, self._font(MAIN, is_strong=late), inside) if main else 0
        low = height_of(below, self._font(SMALL, is_strong=late), inside) if below else 0
        return high + low + 2 * self._theme.px(TOP)

    # Helpers

    def _paint_lines(self, painter: QPainter, area: QRect, main: str, below: str, *, is_strong: bool) -> None:
        tokens, late = self._theme.tokens, self._is_late
        first, small = self._font(MAIN, is_strong=is_strong or late), self._font(SMALL, is_strong=late)
        high = height_of(main, first, area.width()) if main else 0
        top = area.top() + self._theme.px(TOP)
        painter.setFont(first)
        painter.setPen(QColor(tokens.wrong if late else tokens.ink))
        paint_text(painter, QRect(area.left(), top, area.width(), high), main)
        painter.setFont(small)
        painter.setPen(QColor(tokens.wrong if late else tokens.muted))
        low = QRect(area.left(), top + high, area.width(), max(area.bottom() - top - high, 0))
        paint_text(painter, low, below)

    def _paint_chip(self, painter: QPainter, area: QRect, kind: str, text: str) -> None:
        height = self._chip_height(text, area.width())
        above = QRect(area.left(), area.top() + self._theme.px(TOP) - 2, area.width(), height)
        self._paint_pill(painter, above, kind, text)
        if self._below:
            small = self._font(SMALL)
            painter.setFont(small)
            painter.setPen(QColor(self._theme.tokens.muted))
            top = above.bottom() + self._theme.px(CHIP_GAP)
            paint_text(painter, QRect(area.left(), top, area.width(), area.bottom() - top), self._below)

    def _paint_pill(self, painter: QPainter, area: QRect, kind: str, text: str) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        ink, ground, edge = {
            "attention": (tokens.attention, tokens.attention_ground, tokens.attention_ground),
            "wrong": (tokens.wrong, tokens.wrong_ground, tokens.wrong_ground),
            "settled": (tokens.settled, tokens.settled_ground, tokens.settled_ground),
        }.get(kind, (tokens.ink, tokens.surface, tokens.line))
        font = self._font(SMALL)
        wide = QFontMetrics(font).horizontalAdvance(text) + px(20)
        pill = QRectF(area.left(), area.top(), min(wide, area.width()), area.height())
        painter.setPen(QPen(QColor(tokens.line if tokens.rule > 1 else edge), tokens.rule))
        painter.setBrush(QColor(ground))
        round_ = min(pill.height() / 2, px(12))
        painter.drawRoundedRect(pill, round_, round_)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        paint_text(painter, pill.toRect().adjusted(px(10), px(2), -px(8), 0), text)

    def _chip_height(self, text: str, width: int) -> int:
        px = self._theme.px
        return height_of(text, self._font(SMALL), width - px(18)) + px(5)

    def _paint_box(self, painter: QPainter, area: QRect, *, is_checked: bool) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        side = px(BOX)
        box = QRectF(area.left() + px(14), area.top() + px(TOP + 3), side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if is_checked else tokens.muted), max(1.4, tokens.rule)))
        painter.setBrush(QColor(tokens.accent if is_checked else tokens.surface))
        painter.drawRoundedRect(box, px(3), px(3))
        if is_checked:
            painter.setPen(QPen(QColor(tokens.on_accent), 1.8 * self._theme.scale))
            painter.drawPolyline(
                [
                    QPointF(box.left() + side * 0.22, box.top() + side * 0.52),
                    QPointF(box.left() + side * 0.43, box.top() + side * 0.73),
                    QPointF(box.left() + side * 0.8, box.top() + side * 0.28),
                ]
            )
        painter.restore()

    def _font(self, pixels: float, *, is_strong: bool = False) -> QFont:
        return super()._font(pixels, is_strong=is_strong)


class ActionsTable(GroupedTable):
    """Moves over actions; Space checks one, Enter opens its meeting, single keys do something about it.

    Signals:
        turned: A line was checked, or no longer.
    """

    turned = Signal()

    def __init__(self, model: ActionsModel, theme: Theme, parent: QWidget | None = None) -> None:
        self._actions = model
        super().__init__(model, theme, DEED_OF_KEY, parent)
        self._painting = ActionsDelegate(theme, self)
        self.setItemDelegate(self._painting)
        self.horizontalHeader().setMinimumSectionSize(theme.px(24))
        model.rowsInserted.connect(self._fit_inserted)
        self.fit()

    def fit(self) -> None:
        """Give columns and lines their room anew: others are shown now."""
        self._fit()
        self._fit_lines()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        if event.key() == Qt.Key.Key_Space and modifiers in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self._turn_here(steps=1 if modifiers == Qt.KeyboardModifier.NoModifier else 0)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and index.column() == 0 and event.position().x() < self._theme.px(CHECK_WIDTH):
            self._actions.turn(index.row())

    # Slots

    @Slot(QModelIndex, int, int)
    def _fit_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._fit_rows(range(first, last + 1))

    # Helpers

    def _turn_here(self, *, steps: int) -> None:
        if self.line is None:
            return
        self._actions.turn(self.currentIndex().row())
        self.turned.emit()

    def _fit_rows(self, rows: range) -> None:
        """Give lines that came below the height that their words need."""
        assert isinstance(self._painting, ActionsDelegate), "it was made with it"
        columns = [
            (column, self.columnWidth(column))
            for column in range(len(self._actions.columns))
            if not self.isColumnHidden(column)
        ]
        headings = set(self._actions.headings())
        for row in rows:
            if row in headings:
                self.setSpan(row, 0, 1, len(self._actions.columns))
                self.setRowHeight(row, self._theme.px(32))
                continue
            words = [
                self._painting.height_in(self._actions.index(row, column), width) for column, width in columns
            ]
            self.setRowHeight(row, max(self._lines.height, *words))

    def _dispensable(self, widths: list[int]) -> list[int]:
        # What a narrow window can do without first; when it is due never goes.
        return [place for place in (NARROW_FOR, NARROW_OWNER, NARROW_STATE) if place < len(widths)]
