"""Lines of what is missing, as a list shows them; case by case where there are several."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from meetingdesk.domain.gaps.not_yet import NotYet

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GapLine:
    """One line of the list: something missing, or the heading of those that follow."""

    line: NotYet | None = None
    heading: str = ""
    note: str = ""
    """What is only told, under a heading; its first letter is its shape."""


class GapModel(QAbstractListModel):
    """Holds the lines; what stayed the same is not told anew."""

    LINE_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[GapLine, ...] = ()

    def set_lines(self, lines: tuple[GapLine, ...]) -> None:
        """Show these lines."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    def line(self, row: int) -> NotYet | None:
        """Return what is missing in a row; nothing where a heading stands."""
        return self.lines[row].line if 0 <= row < len(self.lines) else None

    def row_of(self, line: NotYet | None) -> int:
        """Return where the same kind of gap of the same family stands."""
        for row, other in enumerate(self.lines):
            if line is not None and other.line is not None and _same(line, other.line):
                return row
        return -1

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # as Qt has it
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_told = self.line(index.row()) is None
        return Qt.ItemFlag.NoItemFlags if is_told else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.lines):
            return None
        shown = self.lines[index.row()]
        if role == self.LINE_ROLE:
            return shown
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = shown.line
            return f"{line.short}. {line.sentence}" if line is not None else shown.heading or shown.note
        return None


def _same(one: NotYet, other: NotYet) -> bool:
    return one.code == other.code and one.gaps[0].family_id == other.gaps[0].family_id
