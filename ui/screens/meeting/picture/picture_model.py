"""The whole picture as a table: people down, agencies across."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from meetingdesk.domain.picture import Cell, PictureColumn, PictureRow, WholePicture
from ui.labels import tooltip
from ui.screens.meeting.picture.picture_words import LOOKS, say_cell, say_row

Index = QModelIndex | QPersistentModelIndex
ACROSS = Qt.Orientation.Horizontal


class PictureModel(QAbstractTableModel):
    """Holds a picture, and tells which cells are other ones where the same people and agencies stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.picture = WholePicture()

    def set_picture(self, picture: WholePicture) -> bool:
        """Show another picture; say whether other people or agencies are in it now."""
        before = self.picture
        if _frame(before) != _frame(picture):
            self.beginResetModel()
            self.picture = picture
            self.endResetModel()
            return True
        self.picture = picture
        for number, (old, new) in enumerate(zip(before.cells, picture.cells, strict=True)):
            for place, (was, is_now) in enumerate(zip(old, new, strict=True)):
                if was != is_now:
                    self.dataChanged.emit(self.index(number, place), self.index(number, place))
            if before.rows[number] != picture.rows[number]:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, number, number)
        if before.columns != picture.columns:
            self.headerDataChanged.emit(ACROSS, 0, len(picture.columns) - 1)
        return False

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place, if there is one."""
        if not 0 <= row < len(self.picture.cells) or not 0 <= column < len(self.picture.columns):
            return None
        return self.picture.cells[row][column]

    def person(self, row: int) -> PictureRow:
        """Return whom a row is about."""
        return self.picture.rows[row]

    def agency(self, column: int) -> PictureColumn:
        """Return the agency of a column."""
        return self.picture.columns[column]

    def place_of(self, agency_id: UUID, person_id: UUID | None) -> tuple[int, int] | None:
        """Return the place of an agency and a person, if both are in the picture."""
        rows = [place for place, row in enumerate(self.picture.rows) if row.person_id == person_id]
        columns = [place for place, column in enumerate(self.picture.columns) if agency_id in column.agencies]
        return (rows[0], columns[0]) if rows and columns else None

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.picture.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.picture.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return LOOKS[cell.state].word
            case Qt.ItemDataRole.AccessibleTextRole:
                return say_cell(self.person(index.row()), self.agency(index.column()), cell)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(say_cell(self.person(index.row()), self.agency(index.column()), cell))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_across = orientation == ACROSS
        if not 0 <= section < (self.columnCount() if is_across else self.rowCount()):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.agency(section).short if is_across else self.person(section).designation
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.agency(section).name if is_across else say_row(self.person(section))
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self.agency(section).name if is_across else say_row(self.person(section)))
        return None


def _frame(picture: WholePicture) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Return what rows and columns are about; what is said of them may be another without a new table."""
    return (
        tuple(row.person_id for row in picture.rows),
        tuple((column.key, column.agencies[0]) for column in picture.columns),
    )
