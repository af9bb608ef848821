"""The lines of a stream, changed in place: what stays the same keeps its editor and its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from meetingdesk.app.live.stream import StreamItem
from meetingdesk.domain.capture_line import LineKind
from ui.words import say_clock

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class StreamModel(QAbstractListModel):
    """Shows the items of a stream; only lines of the record itself can be edited."""

    ITEM_ROLE = Role.UserRole
    MARK_ROLE = Role.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[StreamItem, ...] = ()
        self._marks: Mapping[UUID, str] = {}

    @property
    def items(self) -> tuple[StreamItem, ...]:
        """What is shown now."""
        return self._items

    def item(self, row: int) -> StreamItem | None:
        """Return the item of a row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, key: UUID) -> int:
        """Return the row of an item; -1 where it is not shown."""
        return next((row for row, item in enumerate(self._items) if item.id == key), -1)

    def mark(self, key: UUID) -> str:
        """Return in a few words what an item is marked with, if it is."""
        return self._marks.get(key, "")

    def set_marks(self, marks: Mapping[UUID, str]) -> None:
        """Mark items in a few words; those that were marked so before are left alone."""
        before, self._marks = self._marks, dict(marks)
        for row, item in enumerate(self._items):
            if before.get(item.id, "") != self.mark(item.id):
                self.dataChanged.emit(self.index(row), self.index(row), [self.MARK_ROLE])

    def set_items(self, items: tuple[StreamItem, ...]) -> None:
        """Show these items; rows that stay are not taken away and put back."""
        # What is the same stays the same object: it has been measured, and is not compared a second time.
        known = {item.id: item for item in self._items}
        items = tuple(known[item.id] if item == known.get(item.id) else item for item in items)
        old = [item.id for item in self._items]
        new = [item.id for item in items]
        start = 0
        while start < min(len(old), len(new)) and old[start] == new[start]:
            start += 1
        end = 0
        while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
            end += 1
        if len(old) - end > start:
            self.beginRemoveRows(QModelIndex(), start, len(old) - end - 1)
            self._items = self._items[:start] + self._items[len(old) - end :]
            self.endRemoveRows()
        before = self._items
        if len(new) - end > start:
            self.beginInsertRows(QModelIndex(), start, len(new) - end - 1)
            self._items = items
            self.endInsertRows()
        else:
            self._items = items
        self._tell_changes(before, items, start, end)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role in (Role.DisplayRole, Role.EditRole):
            return item.text
        if role == self.ITEM_ROLE:
            return item
        if role == self.MARK_ROLE:
            return self.mark(item.id)
        if role == Role.AccessibleTextRole:
            said = (say_clock(item.at), item.who, item.text, item.below, item.needs, self.mark(item.id))
            return ", ".join(part for part in said if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        item = self.item(index.row())
        if item is not None and item.row is not None and item.kind is not LineKind.PERSON:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # Helpers

    def _tell_changes(
        self, before: tuple[StreamItem, ...], items: tuple[StreamItem, ...], start: int, end: int
    ) -> None:
        same = [(row, before[row]) for row in range(start)]
        same += [(len(items) - 1 - back, before[len(before) - 1 - back]) for back in range(end)]
        for row, was in same:
            if items[row] is not was:
                self.dataChanged.emit(self.index(row), self.index(row))
