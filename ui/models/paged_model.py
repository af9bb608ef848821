"""A table that grows page by page as somebody scrolls; it shows lines that somebody else has read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its heading, what it says of a line, the smaller line below, and what it sorts by."""

    title: str
    says: Callable[[T], str]
    below: Callable[[T], str] = lambda _line: ""
    sort: str = ""
    chip: Callable[[T], str] = lambda _line: ""
    is_strong: bool = False
    width: int = 0
    """At 100 per cent text size; the column without a width takes what is left."""


class PagedModel(QAbstractTableModel, Generic[T]):
    """Shows lines, and asks for more when the view comes near the end.

    Signals:
        more_wanted: The view shows the last line it has, and there are more.
    """

    more_wanted = Signal()

    LINE_ROLE = Role.UserRole
    BELOW_ROLE = Role.UserRole + 1
    CHIP_ROLE = Role.UserRole + 2
    STRONG_ROLE = Role.UserRole + 3

    def __init__(self, columns: tuple[Column[T], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._lines: tuple[T, ...] = ()
        self._sorted_by = ("", True)
        self._has_more = False
        self._is_waiting = False

    def set_lines(self, lines: tuple[T, ...], *, has_more: bool) -> None:
        """Show these lines instead of the present ones."""
        self.beginResetModel()
        self._lines = lines
        self._has_more, self._is_waiting = has_more, False
        self.endResetModel()

    def add_lines(self, lines: tuple[T, ...], *, has_more: bool) -> None:
        """Show these lines below the present ones."""
        self._has_more, self._is_waiting = has_more, False
        if lines:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self._lines += lines
            self.endInsertRows()

    def show_sort(self, sort: str, *, descending: bool) -> None:
        """Mark the heading of the column that the lines are sorted by."""
        self._sorted_by = (sort, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def line(self, row: int) -> T | None:
        """Return the line of a row of the view."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self._heading(self.columns[section])
        if orientation is Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], self.columns[index.column()]
        if role == Role.DisplayRole:
            return column.says(line)
        if role == self.BELOW_ROLE:
            return column.below(line)
        if role == self.CHIP_ROLE:
            return column.chip(line)
        if role == self.STRONG_ROLE:
            return column.is_strong
        if role == self.LINE_ROLE:
            return line
        if role == Role.AccessibleTextRole:
            said = (column.says(line), column.below(line))
            return f"{column.title}: {', '.join(part for part in said if part)}"
        return None

    def _heading(self, column: Column[T]) -> str:
        sort, descending = self._sorted_by
        if not column.sort or column.sort != sort:
            return column.title
        return f"{column.title} {'↓' if descending else '↑'}"

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._is_waiting = True
            self.more_wanted.emit()
