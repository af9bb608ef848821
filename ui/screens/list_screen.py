"""A list with its filter, and what is known of one line beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.paging import Asked, Page
from meetingdesk.errors import StaleRecord
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.models.paged_model import Column, PagedModel
from ui.theme import Theme
from ui.widgets.detail_panel import DetailPanel, Sheet
from ui.widgets.line_table import LineTable

PANEL_WIDTH = 340
LIST_WIDTH = 560


@dataclass(frozen=True, slots=True)
class ListOf:
    """What a list shows: its words, its columns, how its lines are read, and what makes it read again."""

    title: str
    filter_hint: str
    nothing: str
    what_to_do: str
    columns: tuple[Column[Any], ...]
    page: Callable[[Any, Asked], Page[Any]]
    sheet: Callable[[Any, UUID], Sheet]
    tables: frozenset[str]
    sort: str
    opens: bool = False
    """Whether Enter opens a line on a screen of its own, and not only what is known of it beside the list."""


class ListScreen(QWidget):
    """Shows a list that is sorted, filtered and paged by the store.

    Signals:
        open_wanted: A line is to be opened on its own screen; carries its identifier.
    """

    open_wanted = Signal(object)

    PAUSE_MS = 120

    def __init__(self, shown: ListOf, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._bridge = bridge
        self._theme = theme
        self._asked = Asked(sort=shown.sort)
        self._question = 0
        self._open_key: UUID | None = None
        self._is_stale = False

        self.model: PagedModel[Any] = PagedModel(shown.columns, self)
        self.table = LineTable(self.model, theme)
        self.table.setAccessibleName(shown.title)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(shown.filter_hint)
        self.filter.setAccessibleName(shown.filter_hint)
        self.filter.setClearButtonEnabled(True)
        self.filter.setToolTip(tooltip(self.tr("Only lines with these words (Ctrl+F)")))
        self.panel = DetailPanel()
        self._empty = label(role="title", wraps=True)
        self._empty_hint = label(role="muted", wraps=True)
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._lay_out()

        self._pause.timeout.connect(self._filter_now)
        self.filter.textChanged.connect(self._pause.start)
        self.model.more_wanted.connect(self._read_more)
        self.table.opened.connect(self._enter_row)
        self.table.looked_at.connect(self._turn_panel)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.selectionModel().currentRowChanged.connect(self._moved_to)
        self.panel.closed.connect(self.close_panel)
        bridge.changed.connect(self._hear)
        theme.changed.connect(self._fold)
        QShortcut(QKeySequence("Ctrl+F"), self, self.filter.setFocus)
        escape = QShortcut(QKeySequence("Esc"), self, self.close_panel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_sort()
        self.read_again()

    @Slot()
    def read_again(self) -> None:
        """Read the list from its beginning."""
        self._question += 1
        self._asked = replace(self._asked, after=None)
        self._bridge.read(self._shown.page, self, partial(self._show_page, self._question), self._asked)

    @Slot(int)
    def open_row(self, row: int) -> None:
        """Show what is known of a line beside the list."""
        line = self.model.line(row)
        if line is not None:
            self.table.setCurrentIndex(self.model.index(row, 0))
            self.open_key(line.id)

    def open_key(self, key: UUID) -> None:
        """Show what is known of a meeting or a family, whether or not its line has been read yet."""
        self._open_key = key
        self._bridge.read(partial(_if_there, self._shown.sheet), self, partial(self._show_sheet, key), key)

    @Slot()
    def close_panel(self) -> None:
        """Give the list its room back."""
        self._open_key = None
        if self.filter.hasFocus() and self.filter.text():
            self.filter.clear()
            self.take_focus()
        elif not self.panel.isHidden():
            self.panel.hide()
            self._fold()
            self.table.setFocus()

    def take_focus(self) -> None:
        """Let the arrow keys move in the list."""
        self.table.setFocus()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._hear(self._shown.tables, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # Slots

    @Slot()
    def _filter_now(self) -> None:
        self._asked = replace(self._asked, typed=self.filter.text())
        self.read_again()

    @Slot()
    def _read_more(self) -> None:
        self._bridge.read(self._shown.page, self, partial(self._add_page, self._question), self._asked)

    @Slot(int)
    def _sort_by(self, column: int) -> None:
        sort = self._shown.columns[column].sort
        if sort:
            # A second choice of the same heading turns the order round.
            turned = not self._asked.descending if sort == self._asked.sort else sort == self._shown.sort
            self._asked = replace(self._asked, sort=sort, descending=turned)
            self.read_again()
        self._show_sort()

    @Slot(int)
    def _enter_row(self, row: int) -> None:
        line = self.model.line(row)
        if self._shown.opens and line is not None:
            self.open_wanted.emit(line.id)
        else:
            self.open_row(row)

    @Slot(int)
    def _turn_panel(self, row: int) -> None:
        if self.panel.isHidden():
            self.open_row(row)
        else:
            self.close_panel()

    @Slot(QModelIndex, QModelIndex)
    def _moved_to(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self.panel.isHidden():
            self.open_row(current.row())

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if not touched & self._shown.tables:
            return
        if not self.isVisible():
            self._is_stale = True  # a meeting that is typed elsewhere changes something every second
            return
        self._is_stale = False
        self.read_again()
        if self._open_key is not None:
            self.open_key(self._open_key)

    # Helpers

    def _show_page(self, question: int, page: Page[Any]) -> None:
        if question != self._question:
            return
        row = self.table.currentIndex().row()
        self._asked = replace(self._asked, after=page.next)
        self.model.set_lines(page.lines, has_more=page.next is not None)
        if page.lines:
            self.table.setCurrentIndex(self.model.index(min(max(row, 0), len(page.lines) - 1), 0))
            self._body.setCurrentWidget(self.table)
        else:
            self._say_nothing()

    def _add_page(self, question: int, page: Page[Any]) -> None:
        if question == self._question:
            self._asked = replace(self._asked, after=page.next)
            self.model.add_lines(page.lines, has_more=page.next is not None)

    def _show_sheet(self, key: UUID, sheet: Sheet | None) -> None:
        if key != self._open_key:
            return
        if sheet is None:
            self.close_panel()
        else:
            self.panel.show_sheet(sheet)
            self._fold()

    def _say_nothing(self) -> None:
        if self._asked.typed.strip():
            self._empty.setText(self.tr("Nothing here has these words"))
            self._empty_hint.setText(self.tr("Try fewer or shorter words, or clear the filter (Ctrl+F)."))
        else:
            self._empty.setText(self._shown.nothing)
            self._empty_hint.setText(self._shown.what_to_do)
        self._body.setCurrentWidget(self._nothing)

    def _show_sort(self) -> None:
        self.model.show_sort(self._asked.sort, descending=self._asked.descending)

    def _fold(self) -> None:
        """Where both do not fit beside each other, the panel takes the place of the list."""
        width = self._theme.px(PANEL_WIDTH)
        self.filter.setMaximumWidth(self._theme.px(420))
        is_open = not self.panel.isHidden()
        both = self.width() >= width + self._theme.px(LIST_WIDTH)
        self._body.setVisible(both or not is_open)
        self.panel.setFixedWidth(width if both else max(self.width(), 1))
        if is_open and not both:
            self.panel.take_focus()

    def _buttons(self) -> tuple[QPushButton, ...]:
        """Make what stands between the title and the filter."""
        return ()

    def _lay_out(self) -> None:
        self._nothing = QWidget()
        self._nothing.setProperty("role", "panel")
        middle = QVBoxLayout(self._nothing)
        middle.setContentsMargins(48, 48, 48, 48)
        middle.setSpacing(6)
        middle.addWidget(self._empty)
        middle.addWidget(self._empty_hint)
        middle.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._nothing)

        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 10)
        top.setSpacing(12)
        top.addWidget(label(self._shown.title, role="title"))
        for button in self._buttons():
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self.filter, 20)
        self.filter.setMinimumWidth(200)
        heading = QWidget()
        heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        heading.setProperty("role", "panel")
        heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading.setLayout(top)
        self._nothing.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._body, 1)
        row.addWidget(self.panel)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addLayout(row, 1)


def _if_there(sheet: Callable[[Any, UUID], Sheet], reading: Any, key: UUID) -> Sheet | None:
    # What was taken back a moment ago is no error: there is just nothing to show any more.
    try:
        return sheet(reading, key)
    except StaleRecord:
        return None
