"""The lines of a stream with what is asked of their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.stream_model import StreamModel

if TYPE_CHECKING:
    from meetingdesk.app.live.phrases_at import Asked

Index = QModelIndex | QPersistentModelIndex


class QuestionedStream(StreamModel):
    """Knows which lines have words that deserve a question."""

    ASKED_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: Mapping[UUID, tuple[Asked, ...]] = {}

    def asked(self, key: UUID) -> tuple[Asked, ...]:
        """Return what is asked of a line."""
        return self._asked.get(key, ())

    def set_asked(self, asked: Mapping[UUID, tuple[Asked, ...]]) -> None:
        """Show what is asked; lines of which the same is asked are left alone."""
        before, self._asked = self._asked, dict(asked)
        for row, item in enumerate(self.items):
            if before.get(item.id, ()) != self.asked(item.id):
                index = self.index(row)
                self.dataChanged.emit(index, index, [self.ASKED_ROLE])

    # Qt

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index.row()) if index.isValid() else None
        if item is not None and role == self.ASKED_ROLE:
            return self.asked(item.id)
        if item is not None and role == Qt.ItemDataRole.AccessibleTextRole and self.asked(item.id):
            return ", ".join((super().data(index, role), *(one.says for one in self.asked(item.id))))
        return super().data(index, role)
