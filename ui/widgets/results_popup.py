"""What stands below the search field: filters, results, and what the keys do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.labels import label
from ui.models.paged_model import Column, PagedModel
from ui.theme import Theme
from ui.widgets.filter_row import FilterRow
from ui.widgets.line_delegate import Index, LineDelegate

MOST_SHOWN = 8
WIDTH = 860
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Result:
    """One line of what was found: what it is, where it belongs, what choosing it means, and its key."""

    says: str
    below: str
    means: Any
    key: str = ""


class ResultDelegate(LineDelegate):
    """Paints a result, with the key of a command at its end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        result = index.data(PagedModel.LINE_ROLE)
        if not isinstance(result, Result) or not result.key:
            return
        tokens = self._theme.tokens
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font = self._font(12.5)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(result.key) + self._theme.px(14)
        height = metrics.height() + self._theme.px(4)
        right = area.right() - self._theme.px(12)
        box = QRectF(right - width, area.center().y() - height / 2, width, height)
        ground = tokens.selection if state & QStyle.StateFlag.State_Selected else tokens.surface
        painter.save()
        painter.fillRect(box.adjusted(-self._theme.px(12), 0, 0, 0), QColor(ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), tokens.rule))
        painter.setBrush(QColor(tokens.quiet))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, result.key)
        painter.restore()


class ResultsPopup(QFrame):
    """Lies over the screen below the field; the keyboard stays in the field.

    Signals:
        taken: A result was clicked.
        more_wanted: The list shows its last line, and there are more.
    """

    taken = Signal(object)
    more_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("What was found"))
        self.filters = FilterRow()
        column: Column[Result] = Column(
            self.tr("Result"), lambda found: found.says, lambda found: found.below
        )
        self.model: PagedModel[Result] = PagedModel((column,), self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setProperty("role", "results")
        self.list.setItemDelegate(ResultDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What was found"))
        self._said = label(role="small", wraps=True)
        self._said.setContentsMargins(8, 0, 8, 0)

        inside = QVBoxLayout(self)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.setSpacing(6)
        inside.addWidget(self.filters)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._said)
        self.list.clicked.connect(self._clicked)
        self.model.more_wanted.connect(self.more_wanted)
        self.hide()

    @property
    def results(self) -> tuple[Result, ...]:
        """What the list holds."""
        lines = (self.model.line(row) for row in range(self.model.rowCount()))
        return tuple(line for line in lines if line is not None)

    @property
    def chosen(self) -> Result | None:
        """The result that is marked."""
        return self.model.line(self.list.currentIndex().row())

    @property
    def said(self) -> str:
        """What the line below the list says."""
        return self._said.text()

    def show_results(self, results: tuple[Result, ...], said: str, *, has_more: bool) -> None:
        """Show these instead of the present ones, the first of them marked."""
        self.model.set_lines(results, has_more=has_more)
        self.list.setVisible(bool(results))
        self._said.setText(said)
        if results:
            self.mark(0)

    def add_results(self, results: tuple[Result, ...], said: str, *, has_more: bool) -> None:
        """Show more below those that are there."""
        self.model.add_lines(results, has_more=has_more)
        self._said.setText(said)

    def step(self, by: int) -> None:
        """Mark another result, so many lines up or down; at the end more of them come."""
        row = self.list.currentIndex().row() + by
        last = self.model.rowCount() - 1
        if row > last and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
        self.mark(min(max(row, 0), last))

    def mark(self, row: int) -> None:
        """Mark a result."""
        self.list.setCurrentIndex(self.model.index(row, 0))

    def place(self, field: QRect, window: QSize) -> None:
        """Lie below the field, as large as what is in it and no larger than the window."""
        width = min(max(field.width(), self._theme.px(WIDTH)), window.width() - field.left() - MARGIN)
        top = field.bottom() + 3
        inner = width - 2 * MARGIN - 2 * self.frameWidth()
        others = self.filters.heightForWidth(inner) + self._said.heightForWidth(inner) + 12 + 2 * MARGIN + 4
        room = window.height() - top - MARGIN - others
        height = self._theme.px(54)
        lines = min(self.model.rowCount(), MOST_SHOWN, max(room // height, 1))
        self.setGeometry(field.left(), top, width, others + lines * height + 4 * bool(lines))

    # Slots

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self.model.line(index.row()))
