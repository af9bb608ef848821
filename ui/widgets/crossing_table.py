"""A table of rows against columns: arrow keys move over its cells, letters are keys, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.theme import Theme
from ui.widgets.crossing_head import Corner, CrossingHead

Key = Qt.Key
ENTER = (Key.Key_Return, Key.Key_Enter)


class CrossingTable(QTableView):
    """Has one current cell and no selection; what its keys do and how wide it is, each kind says itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme_ = theme
        self.setCornerButtonEnabled(False)
        self._corner = Corner(theme, self)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def set_heads(self, across: CrossingHead, down: CrossingHead) -> None:
        """Stand under and beside these headings."""
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)

    def acts(self, key: Qt.Key) -> bool:
        """Do what a key asks for; False where the table knows nothing of it."""
        raise NotImplementedError

    def fit(self) -> None:
        """Give rows and columns the room there is."""
        raise NotImplementedError

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_bare and self.acts(key):
            return
        if key in ENTER or key == Key.Key_Escape:
            event.ignore()  # they belong to whatever the table stands on
        elif is_bare and event.text().isprintable() and event.text():
            return  # letters do not jump about among the cells
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do not jump by letters: letters are keys here."""

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        # Where one stands is marked in cell and headings, and Qt paints only what is selected anew.
        self.paint_all()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.paint_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.paint_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # Helpers

    def paint_all(self) -> None:
        """Paint cells and headings anew."""
        for part in (self, self.horizontalHeader(), self.verticalHeader()):
            part.viewport().update()
