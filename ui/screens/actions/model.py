"""The lines of the list with their headings, grown page by page; which of them are checked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.models.grouped_model import GroupedModel, Heading, LinesUnder
from ui.models.paged_model import Column

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ActionsModel(GroupedModel[Any]):
    """Shows lines under headings, asks for more of them, and knows which are checked.

    Signals:
        more_wanted: The view shows the last line it has, and there are more.
        checks_changed: Other lines are checked now.
    """

    more_wanted = Signal()
    checks_changed = Signal()

    CHECKED_ROLE = Role.UserRole + 20
    LATE_ROLE = Role.UserRole + 21

    def __init__(self, columns: tuple[Column[Any], ...], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.checked: set[UUID] = set()
        self._has_more = False
        self._is_waiting = False
        self._sorted_by = ("", False)

    def show_groups(
        self, columns: tuple[Column[Any], ...], groups: tuple[LinesUnder[Any], ...], *, has_more: bool
    ) -> None:
        """Show these lines; what was checked and is here again stays checked."""
        self._has_more, self._is_waiting = has_more, False
        self.beginResetModel()
        self.columns = columns
        self._rows = tuple(_rows_of(groups))
        self.endResetModel()
        self.checked &= {line.id for _, line in self.lines()}
        self.checks_changed.emit()

    def add_groups(self, groups: tuple[LinesUnder[Any], ...], *, has_more: bool) -> None:
        """Show these lines below the present ones."""
        self._has_more, self._is_waiting = has_more, False
        rows = list(_rows_of(groups))
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows = (*self._rows, *rows)
            self.endInsertRows()

    def show_sort(self, sort: str, *, descending: bool) -> None:
        """Mark the heading of the column that the lines are sorted by."""
        self._sorted_by = (sort, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def row_of(self, key: UUID) -> int:
        """Return the row of a line; -1 where it is not shown."""
        return next((row for row, line in self.lines() if line.id == key), -1)

    def under_headings(self) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """Return the lines that are shown, under their headings."""
        found: list[tuple[str, list[Any]]] = []
        for row in self._rows:
            if isinstance(row, Heading):
                found.append((row.text, []))
                continue
            if not found:
                found.append(("", []))
            found[-1][1].append(row)
        return tuple((heading, tuple(lines)) for heading, lines in found)

    def turn(self, row: int) -> None:
        """Check a line, or no longer."""
        line = self.line(row)
        if line is not None and line.id is not None:
            self.checked ^= {line.id}
            self._tell(row, row)

    def check_only(self, keys: set[UUID]) -> None:
        """Check these lines and no others."""
        self.checked = set(keys)
        self._tell(0, self.rowCount() - 1)

    # Qt

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            column = self.columns[section]
            sort, descending = self._sorted_by
            if column.sort and column.sort == sort:
                return f"{column.title} {'↓' if descending else '↑'}"
            return column.title
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is not None and role == self.CHECKED_ROLE:
            return line.id in self.checked
        if line is not None and role == self.LATE_ROLE:
            is_due = self.columns[index.column()].title == "Due"
            return is_due and bool(getattr(line, "days_overdue", 0))
        if line is not None and index.column() == 0 and role == Role.AccessibleTextRole:
            return "checked" if line.id in self.checked else "not checked"
        return super().data(index, role)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._is_waiting = True
            self.more_wanted.emit()

    # Helpers

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self.checks_changed.emit()


def _rows_of(groups: tuple[LinesUnder[Any], ...]) -> list[Any]:
    rows: list[Any] = []
    for group in groups:
        if group.heading and group.lines:
            rows.append(Heading(group.heading))
        rows += group.lines
    return rows
