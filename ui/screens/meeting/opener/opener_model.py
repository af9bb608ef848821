"""The rows of a review as a list shows them; nobody's row jumps while it is gone through."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from meetingdesk.app.live.reviewing import Review, ReviewRow, Tally, group_of, tally
from ui.screens.meeting.opener.opener_words import heading, heard

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class OpenerLine:
    """One line of the list: an action, or the heading of those that follow."""

    row: ReviewRow | None = None
    counted: Tally | None = None

    @property
    def key(self) -> UUID | str:
        """By what the same line is known again."""
        return self.row.id if self.row is not None else self.counted.name if self.counted else ""


class OpenerModel(QAbstractListModel):
    """Holds the lines; an action that is given to another owner stays under its heading while it is shown."""

    LINE_ROLE = Qt.ItemDataRole.UserRole + 41

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[OpenerLine, ...] = ()
        self.is_by_case = False
        self._groups: dict[UUID, str] = {}
        self._places: dict[UUID, int] = {}

    def forget(self) -> None:
        """Hold nothing of the meeting before."""
        self._groups, self._places = {}, {}
        self._put(())

    def show_review(self, review: Review) -> bool:
        """Hold a review; say whether the lines stand as they stood."""
        self.is_by_case = review.is_by_case
        for row in review.rows:
            self._groups.setdefault(row.id, group_of(row, by_case=review.is_by_case))
        known = len(self._places)
        placed = sorted(
            enumerate(review.rows),
            key=lambda one: (
                self._groups[one[1].id].casefold(),
                self._places.get(one[1].id, known + one[0]),
            ),
        )
        self._places = {row.id: place for place, (_, row) in enumerate(placed)}
        return self._put(tuple(self._lines([row for _, row in placed])))

    def row(self, place: int) -> ReviewRow | None:
        """Return the action of a line; nothing where a heading stands."""
        return self.lines[place].row if 0 <= place < len(self.lines) else None

    def place_of(self, key: UUID | None) -> int:
        """Return where an action stands, or -1."""
        return next((place for place, line in enumerate(self.lines) if line.row and line.row.id == key), -1)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # as Qt has it
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self.row(index.row()) is None else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == self.LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if line.row is not None:
                return heard(line.row, by_case=self.is_by_case)
            return heading(line.counted, by_case=self.is_by_case) if line.counted is not None else ""
        return None

    # Helpers

    def _lines(self, rows: list[ReviewRow]) -> list[OpenerLine]:
        groups: dict[str, list[ReviewRow]] = {}
        for row in rows:
            groups.setdefault(self._groups[row.id], []).append(row)
        lines: list[OpenerLine] = []
        for name, listed in groups.items():
            lines.append(OpenerLine(counted=tally(name, listed)))
            lines += (OpenerLine(row) for row in listed)
        return lines

    def _put(self, lines: tuple[OpenerLine, ...]) -> bool:
        stands = [line.key for line in lines] == [line.key for line in self.lines]
        if not stands:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return False
        was, self.lines = self.lines, lines
        for place, line in enumerate(lines):
            if line != was[place]:
                index = self.index(place)
                self.dataChanged.emit(index, index)
        return True
