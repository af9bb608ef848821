"""The table of the copies: arrow keys move, Space, R and K tick, Enter shows the pages of a copy."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.screens.documents.copies_cells import HEIGHT, CopiesCells
from ui.screens.documents.copies_heads import KindHead, ReaderHead
from ui.screens.documents.copies_model import CopiesModel, Index
from ui.theme import Theme
from ui.widgets.crossing_table import ENTER, CrossingTable

Key = Qt.Key
NARROWEST, WIDEST = 40, 112


class CopiesTable(CrossingTable):
    """Shows who gets which document.

    Signals:
        current_changed: Another copy is the current one.
        not_meant: Somebody wanted to tick or to see what is not written to this reader.
        preview_wanted: The pages of the current copy are to be shown.
    """

    current_changed = Signal()
    not_meant = Signal()
    preview_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._is_low = False
        self.copies = CopiesModel(self)
        self.kinds = KindHead(theme, self)
        self.readers = ReaderHead(theme, self)
        self.setModel(self.copies)
        self.setItemDelegate(CopiesCells(theme, self))
        self.set_heads(self.kinds, self.readers)
        self.setAccessibleName(self.tr("Copies: readers down, documents across; Space ticks, Enter shows"))
        self.clicked.connect(self._clicked)
        self.kinds.sectionClicked.connect(self._turn_column)
        self.readers.sectionClicked.connect(self._turn_row)
        self.copies.modelReset.connect(self.fit)
        theme.changed.connect(self.fit)

    def be_low(self, *, is_low: bool) -> None:
        """Let the names of the columns lie where there is little height, and go on beyond the edge."""
        self._is_low = is_low
        self.fit()

    def stand_at(self, row: int, column: int) -> None:
        """Make a copy the current one, as near as there is one."""
        model = self.copies
        if model.rowCount() and model.columnCount():
            row, column = min(row, model.rowCount() - 1), min(column, model.columnCount() - 1)
            self.setCurrentIndex(model.index(max(row, 0), max(column, 0)))

    # Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    # Slots

    @Slot()
    def fit(self) -> None:
        """Give the columns what room there is, and let their names stand upright where that is little."""
        px, count = self.theme_.px, max(self.copies.columnCount(), 1)
        self.readers.setDefaultSectionSize(px(HEIGHT))
        high = px(HEIGHT) * self.copies.rowCount() + self.kinds.height()
        bar = self.verticalScrollBar().sizeHint().width() if high > self.height() else 0
        room = self.width() - 2 * self.frameWidth() - bar
        least = max(px(NARROWEST), self.kinds.longest_word() if self._is_low else 0)
        self.readers.fit(room, count * least)
        width = max(min((room - self.readers.maximumWidth()) // count, px(WIDEST)), least)
        self.kinds.setDefaultSectionSize(width)
        self.kinds.fit(width)
        self.updateGeometries()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._turn(index.row(), index.column())

    @Slot(int)
    def _turn_row(self, row: int) -> None:
        self.copies.turn_row(row)

    @Slot(int)
    def _turn_column(self, column: int) -> None:
        self.copies.turn_column(column)

    # Helpers

    def acts(self, key: Qt.Key) -> bool:
        """Tick what a key stands for."""
        here = self.currentIndex()
        if not here.isValid():
            return False
        if key == Key.Key_Space:
            self._turn(here.row(), here.column())
        elif key == Key.Key_R:
            self.copies.turn_row(here.row())
        elif key == Key.Key_K:
            self.copies.turn_column(here.column())
        elif key == Key.Key_X:
            self.copies.clear()
        elif key in (*ENTER, Key.Key_P):
            self.preview_wanted.emit()
        else:
            return False
        return True

    def _turn(self, row: int, column: int) -> None:
        if not self.copies.turn(row, column):
            self.not_meant.emit()
