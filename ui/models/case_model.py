"""The cases of a meeting as lines that can be dragged into another order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from meetingdesk.app.preparing import CaseLine
from ui.models.grouped_model import GroupedModel
from ui.models.paged_model import Column

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-meetingdesk-case-row"
"""What is dragged is the number of a row: nothing of the record leaves the window."""


class CaseModel(GroupedModel[CaseLine]):
    """Shows the cases in their order.

    Signals:
        dropped: A case was dropped before another; carries its row and the row it comes to stand at.
    """

    dropped = Signal(int, int)

    def __init__(self, columns: tuple[Column[CaseLine], ...], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)

    # Qt

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, str(indexes[0].row()).encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return action is Qt.DropAction.MoveAction and data.hasFormat(MIME)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        source = int(bytes(data.data(MIME).data()).decode())
        target = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
        # Taken out first: what stands below moves up by one.
        self.dropped.emit(source, target - 1 if target > source else target)
        return False  # the store says what the order is now, not the view
