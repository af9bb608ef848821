"""The copies as a table: readers down, kinds of documents across, and what is ticked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from meetingdesk.app.documents.on_screen import DocumentsOnScreen, ReaderKey, ReaderLine
from meetingdesk.domain.meeting_words import DocumentKind
from ui.labels import tooltip
from ui.screens.documents.words import Came, CopyState, say_came, say_reader, short

Index = QModelIndex | QPersistentModelIndex
CopyKey = tuple[ReaderKey, DocumentKind]
ACROSS = Qt.Orientation.Horizontal
_TICKED = frozenset({CopyState.CHOSEN, CopyState.WAITING})


class CopiesModel(QAbstractTableModel):
    """Holds who may have what, and where each copy is.

    Signals:
        ticked: Something is ticked now that was not, or the other way round.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.readers: tuple[ReaderLine, ...] = ()
        self.kinds: tuple[DocumentKind, ...] = ()
        self._states: dict[CopyKey, CopyState] = {}
        self._came: dict[CopyKey, Came] = {}

    def show_documents(self, shown: DocumentsOnScreen | None) -> None:
        """Show other readers or kinds; ticks stay where they still may stand."""
        self.beginResetModel()
        self.readers = shown.readers if shown is not None else ()
        self.kinds = shown.columns if shown is not None else ()
        there = {(line.key, kind) for line in self.readers for kind in line.kinds}
        self._states = {key: state for key, state in self._states.items() if key in there}
        self._came = {key: came for key, came in self._came.items() if key in there}
        self.endResetModel()
        self.ticked.emit()

    def forget(self) -> None:
        """Take every tick and every result away."""
        self._states.clear()
        self._came.clear()
        self._tell_all()

    @property
    def chosen(self) -> tuple[tuple[ReaderLine, DocumentKind], ...]:
        """What is ticked, reader by reader."""
        return tuple(
            (line, kind)
            for line in self.readers
            for kind in self.kinds
            if self._states.get((line.key, kind)) in _TICKED
        )

    def count(self, state: CopyState) -> int:
        """Return how many copies are in a state."""
        return sum(1 for held in self._states.values() if held is state)

    def state(self, row: int, column: int) -> CopyState:
        """Return where a copy is."""
        line, kind = self.readers[row], self.kinds[column]
        if kind not in line.kinds:
            return CopyState.NOT_MEANT
        return self._states.get((line.key, kind), CopyState.FREE)

    def came(self, row: int, column: int) -> Came | None:
        """Return what came of a copy, if it was made."""
        return self._came.get((self.readers[row].key, self.kinds[column]))

    def turn(self, row: int, column: int) -> bool:
        """Tick a copy, or take its tick away; say whether it is one that this reader may have."""
        state = self.state(row, column)
        if state is CopyState.NOT_MEANT:
            return False
        self._tick([(row, column)], is_on=state not in _TICKED)
        return True

    def turn_row(self, row: int) -> None:
        """Tick everything that a reader may have; where all is ticked, nothing."""
        self._turn_all([(row, column) for column in range(len(self.kinds))])

    def turn_column(self, column: int) -> None:
        """Tick a kind of document for every reader who may have it; where all is ticked, for none."""
        self._turn_all([(row, column) for row in range(len(self.readers))])

    def clear(self) -> None:
        """Take all ticks away."""
        self._tick([(row, column) for row in range(len(self.readers)) for column in range(len(self.kinds))])

    def set_state(self, key: CopyKey, state: CopyState, came: Came | None = None) -> None:
        """Say where a copy is now, and what came of it."""
        self._states[key] = state
        if came is not None:
            self._came[key] = came
        self._tell_all()

    def put_back(self) -> None:
        """Leave what was not made any more as something that is ticked."""
        for key, state in self._states.items():
            if state is CopyState.WAITING:
                self._states[key] = CopyState.CHOSEN
        self._tell_all()

    def place_of(self, state: CopyState) -> tuple[int, int] | None:
        """Return the first place at which a copy is in a state."""
        for row in range(len(self.readers)):
            for column in range(len(self.kinds)):
                if self.state(row, column) is state:
                    return row, column
        return None

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.readers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.kinds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            line, kind = self.readers[row], self.kinds[column]
            said = f"{line.reader.name}, {say_came(kind, self.state(row, column), self.came(row, column))}"
            return said if role == Qt.ItemDataRole.AccessibleTextRole else tooltip(said)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == ACROSS:
            if not 0 <= section < len(self.kinds):
                return None
            kind = self.kinds[section]
            words = short(kind), kind.label
        else:
            if not 0 <= section < len(self.readers):
                return None
            line = self.readers[section]
            words = line.reader.name, f"{line.reader.name}. {say_reader(line)}. {line.says}"
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words[0]
            case Qt.ItemDataRole.AccessibleTextRole:
                return words[1]
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(words[1])
        return None

    # Helpers

    def _turn_all(self, places: list[tuple[int, int]]) -> None:
        meant = [place for place in places if self.state(*place) is not CopyState.NOT_MEANT]
        is_on = any(self.state(*place) not in _TICKED for place in meant)
        self._tick(meant, is_on=is_on)

    def _tick(self, places: list[tuple[int, int]], *, is_on: bool = False) -> None:
        for row, column in places:
            key = self.readers[row].key, self.kinds[column]
            state = self.state(row, column)
            if is_on and state is not CopyState.NOT_MEANT:
                self._states[key] = CopyState.CHOSEN
            elif not is_on and state is CopyState.CHOSEN:
                came = self._came.get(key)
                self._states[key] = came.state if came is not None else CopyState.FREE
        self._tell_all()

    def _tell_all(self) -> None:
        if self.readers and self.kinds:
            last = self.index(len(self.readers) - 1, len(self.kinds) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()
