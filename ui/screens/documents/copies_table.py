"""The table of the copies: arrow keys move, Space ticks, R and K tick a reader or a kind."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.screens.documents.copies_cells import HEIGHT, CopiesCells
from ui.screens.documents.copies_heads import KindHead, ReaderHead
from ui.screens.documents.copies_model import CopiesModel, Index
from ui.screens.meeting.picture.picture_heads import Corner
from ui.theme import Theme

Key = Qt.Key
NARROWEST, WIDEST = 40, 112
ENTER = (Key.Key_Return, Key.Key_Enter)


class CopiesTable(QTableView):
    """Shows who gets which document.

    Signals:
        current_changed: Another copy is the current one.
        not_meant: Somebody wanted to tick what is not written to this reader.
    """

    current_changed = Signal()
    not_meant = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_low = False
        self.copies = CopiesModel(self)
        self.kinds = KindHead(theme, self)
        self.readers = ReaderHead(theme, self)
        self.setModel(self.copies)
        self.setItemDelegate(CopiesCells(theme, self))
        self.setHorizontalHeader(self.kinds)
        self.setVerticalHeader(self.readers)
        self.setCornerButtonEnabled(False)
        self._corner = Corner(theme, self)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Copies: readers down, documents across; Space ticks"))
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = Key(event.key()), self.currentIndex()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier and here.isValid() and self._acts(key, here):
            return
        if key in ENTER or key == Key.Key_Escape:
            event.ignore()  # they belong to the page
        elif held == Qt.KeyboardModifier.NoModifier and event.text().isprintable() and event.text():
            return  # letters do not jump about among the cells
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump by letters: letters are keys here."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # Row, column and cell of where one stands are marked, and Qt paints only what is selected anew.
        self._paint_all()
        self.current_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._paint_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._paint_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # Slots

    @Slot()
    def fit(self) -> None:
        """Give the columns what room there is, and let their names stand upright where that is little."""
        px, count = self._theme.px, max(self.copies.columnCount(), 1)
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

    def _acts(self, key: Qt.Key, here: QModelIndex) -> bool:
        if key == Key.Key_Space:
            self._turn(here.row(), here.column())
        elif key == Key.Key_R:
            self.copies.turn_row(here.row())
        elif key == Key.Key_K:
            self.copies.turn_column(here.column())
        elif key == Key.Key_X:
            self.copies.clear()
        else:
            return False
        return True

    def _turn(self, row: int, column: int) -> None:
        if not self.copies.turn(row, column):
            self.not_meant.emit()

    def _paint_all(self) -> None:
        for part in (self, self.kinds, self.readers):
            part.viewport().update()
