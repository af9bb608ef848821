"""The table in which lists are shown."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.models.paged_model import PagedModel
from ui.theme import Theme
from ui.widgets.line_delegate import LineDelegate

NARROWEST = 220


class LineTable(QTableView):
    """Shows lines one below the other; Enter opens one, Space looks at it, a heading sorts.

    Signals:
        opened: Somebody wants to open a line; carries its row.
        looked_at: Somebody wants to see what is known of a line, or has seen it; carries its row.
        sort_wanted: A heading was chosen; carries the column.
    """

    opened = Signal(int)
    looked_at = Signal(int)
    sort_wanted = Signal(int)

    def __init__(self, model: PagedModel, theme: Theme, parent: QWidget | None = None) -> None:  # type: ignore[type-arg]
        super().__init__(parent)
        self._theme = theme
        self._lines = LineDelegate(theme, self)

        self.setModel(model)
        self.setItemDelegate(self._lines)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading = self.horizontalHeader()
        heading.setSectionsClickable(True)
        heading.setHighlightSections(False)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

        heading.sectionClicked.connect(self.sort_wanted)
        self.doubleClicked.connect(self._open_index)
        theme.changed.connect(self._fit)
        self._fit()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.looked_at.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Slots

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    @Slot()
    def _fit(self) -> None:
        """Give each column its width, and the one without what is left; hide what does not fit."""
        self.verticalHeader().setDefaultSectionSize(self._lines.height)
        self.verticalHeader().setMinimumSectionSize(self._lines.height)
        columns = self.model().columns  # type: ignore[attr-defined]
        widths = [self._theme.px(column.width) for column in columns]
        room = self.viewport().width()
        hidden: set[int] = set()
        for place in self._dispensable(widths):
            left = sum(width for at, width in enumerate(widths) if at not in hidden)
            if room - left >= self._theme.px(NARROWEST):
                break
            hidden.add(place)
        used = sum(width for at, width in enumerate(widths) if at not in hidden)
        for place, width in enumerate(widths):
            self.setColumnHidden(place, place in hidden)
            self.setColumnWidth(place, width or max(room - used, self._theme.px(120)))

    def _dispensable(self, widths: list[int]) -> list[int]:
        # What a narrow window can do without first: the middle columns, then the state; never the first two.
        last = len(widths) - 1
        return [place for place in range(last - 1, 0, -1) if widths[place]] + [last]
