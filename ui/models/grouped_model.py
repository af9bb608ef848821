"""Lines under headings, all of them at once: what a screen shows that was read as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.paged_model import Column, PagedModel

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over some lines."""

    text: str


@dataclass(frozen=True, slots=True)
class LinesUnder(Generic[T]):
    """Some lines, and what stands over them; without words they stand under nothing."""

    heading: str
    lines: tuple[T, ...]


class GroupedModel(QAbstractTableModel, Generic[T]):
    """Shows lines under headings; a heading is never chosen."""

    HEADING_ROLE = Role.UserRole + 9

    def __init__(self, columns: tuple[Column[T], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._rows: tuple[Heading | T, ...] = ()

    def set_groups(self, groups: tuple[LinesUnder[T], ...]) -> None:
        """Show these lines instead of the present ones."""
        self.beginResetModel()
        rows: list[Heading | T] = []
        for group in groups:
            if group.heading and group.lines:
                rows.append(Heading(group.heading))
            rows += group.lines
        self._rows = tuple(rows)
        self.endResetModel()

    def line(self, row: int) -> T | None:
        """Return the line of a row; None for a heading and beyond the end."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if isinstance(found, Heading) else found

    def lines(self) -> Iterator[tuple[int, T]]:
        """Return every line with its row."""
        for row, found in enumerate(self._rows):
            if not isinstance(found, Heading):
                yield row, found

    def headings(self) -> Iterator[int]:
        """Return the rows of the headings."""
        return (row for row, found in enumerate(self._rows) if isinstance(found, Heading))

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.line(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self.columns[section].title
        if orientation is Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        if isinstance(found, Heading):
            is_text = role in (Role.DisplayRole, Role.AccessibleTextRole, self.HEADING_ROLE)
            return found.text if is_text else None
        return self._of_line(found, self.columns[index.column()], role)

    def _of_line(self, line: T, column: Column[T], role: int) -> Any:
        if role == Role.DisplayRole:
            return column.says(line)
        if role == PagedModel.BELOW_ROLE:
            return column.below(line)
        if role == PagedModel.CHIP_ROLE:
            return column.chip(line)
        if role == PagedModel.STRONG_ROLE:
            return column.is_strong
        if role == PagedModel.LINE_ROLE:
            return line
        if role == Role.AccessibleTextRole:
            said = ", ".join(part for part in (column.says(line), column.below(line)) if part)
            return f"{column.title}: {said}" if column.title else said
        return None
