"""The table of the whole picture: arrow keys move, letters mark, Enter reads what is behind a cell."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.domain.information import RequestState
from meetingdesk.domain.picture import Cell, WholePicture
from ui.screens.meeting.picture.picture_cells import HEIGHT, LOW, WIDEST, PictureCells
from ui.screens.meeting.picture.picture_heads import AgencyHead, PeopleHead
from ui.screens.meeting.picture.picture_model import Index, PictureModel
from ui.theme import Theme
from ui.widgets.crossing_table import ENTER, CrossingTable

Key = Qt.Key
STATE_OF_KEY: Mapping[int, RequestState] = {
    Key.Key_A: RequestState.ASKED,
    Key.Key_Y: RequestState.ANSWERED,
    Key.Key_N: RequestState.NOTHING_KNOWN,
    Key.Key_D: RequestState.DECLINED,
    Key.Key_X: RequestState.NOT_ASKED,
}


class PictureTable(CrossingTable):
    """Shows a picture; the current cell stays the same agency and person, whatever changes.

    Signals:
        mark_wanted: Something is to be said of a cell; carries the cell and the state.
        send_back_wanted: An answer is to be sent back; carries the cell.
        take_away_wanted: The mark is to go; carries the cell.
        behind_wanted: Somebody wants to read what is behind the current cell.
        current_changed: Another cell is the current one, or it says something else.
        left: Escape was pressed.
    """

    mark_wanted = Signal(object, object)
    send_back_wanted = Signal(object)
    take_away_wanted = Signal(object)
    behind_wanted = Signal()
    current_changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._is_low = False
        self.cells = PictureModel(self)
        self.agencies = AgencyHead(theme, self)
        self.people = PeopleHead(theme, self)
        self.setModel(self.cells)
        self.setItemDelegate(PictureCells(theme, self))
        self.set_heads(self.agencies, self.people)
        self.setAccessibleName(self.tr("Whole picture: people down, agencies across"))
        self.doubleClicked.connect(self._read)
        theme.changed.connect(self.fit)
        self.fit()

    @property
    def current(self) -> Cell | None:
        """The cell that a key marks."""
        index = self.currentIndex()
        return self.cells.cell(index.row(), index.column()) if index.isValid() else None

    def show_picture(self, picture: WholePicture) -> None:
        """Show a picture, standing on the same agency and person as before."""
        before, was = self.current, self.cells.picture
        if picture == was:
            return
        if self.cells.set_picture(picture):
            self.fit()
            self._stand_on(before)
        if self.current != before:
            self.current_changed.emit()

    def stand_at_first(self) -> None:
        """Go to the first person, where the first agency is, if nobody stands anywhere yet."""
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(min(1, self.cells.rowCount() - 1), 0))

    def be_low(self, *, is_low: bool) -> None:
        """Give each person one line instead of two, where there is little height."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.fit()

    # Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    # Slots

    @Slot(QModelIndex)
    def _read(self, _index: QModelIndex) -> None:
        self.behind_wanted.emit()

    @Slot()
    def fit(self) -> None:
        """Give the columns what room there is, and let the agencies stand upright where that is little."""
        px = self.theme_.px
        room = self.width() - 2 * self.frameWidth()
        columns = max(self.cells.columnCount(), 1)
        narrowest = self.agencies.narrowest(is_low=self._is_low)
        self.people.fit(room - self._bar(), columns * narrowest)
        self.people.setDefaultSectionSize(self._row_height())
        left = room - self.people.maximumWidth() - self._bar()
        width = max(min(left // columns, px(WIDEST)), narrowest)
        self.agencies.setDefaultSectionSize(width)
        self.agencies.fit(width, is_low=self._is_low)
        # The current cell comes into sight by itself; a bar would take half a line of the few there are.
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self._is_low else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.setHorizontalScrollBarPolicy(policy)
        is_wider = width * columns > left and not self._is_low
        bar = self.horizontalScrollBar().sizeHint().height() if is_wider else 0
        self.setMaximumHeight(self._whole_height() + bar + 2)
        self.updateGeometries()

    # Helpers

    def acts(self, key: Qt.Key) -> bool:
        """Mark the current cell, or leave the table."""
        if key == Key.Key_Escape:
            self.left.emit()
            return True
        cell = self.current
        if cell is None:
            return False
        if key in ENTER:
            self.behind_wanted.emit()
        elif key in STATE_OF_KEY:
            self.mark_wanted.emit(cell, STATE_OF_KEY[key])
        elif key == Key.Key_B:
            self.send_back_wanted.emit(cell)
        elif key == Key.Key_Delete:
            self.take_away_wanted.emit(cell)
        else:
            return False
        return True

    def _stand_on(self, before: Cell | None) -> None:
        place = self.cells.place_of(before.agency_id, before.person_id) if before is not None else None
        if place is not None:
            self.setCurrentIndex(self.cells.index(*place))
        else:
            self.stand_at_first()

    def _bar(self) -> int:
        """Return how wide the bar at the side is, where there are more people than fit."""
        return self.verticalScrollBar().sizeHint().width() if self._whole_height() > self.height() else 0

    def _whole_height(self) -> int:
        return self.cells.rowCount() * self._row_height() + self.agencies.maximumHeight()

    def _row_height(self) -> int:
        return self.theme_.px(LOW if self._is_low else HEIGHT)
