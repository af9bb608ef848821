"""The whole picture on the screen: the table, what it comes to in words, and what is behind a cell."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from meetingdesk.domain.information import RequestState
from meetingdesk.domain.picture import Cell, PictureColumn, PictureRow, WholePicture
from ui.labels import label
from ui.screens.meeting.picture.picture_table import PictureTable
from ui.screens.meeting.picture.picture_words import say_cell, say_entry, say_gp, say_tally
from ui.theme import Theme
from ui.widgets.key_hint import KeyHint
from ui.widgets.wrapping import Wrapping

KEYS = (
    ("A", "○ asked", "Asked, and has not answered yet", RequestState.ASKED),
    ("Y", "● answered", "Answered; what it said is typed on the line", RequestState.ANSWERED),
    ("N", "– nothing known", "Answered that nothing is known", RequestState.NOTHING_KNOWN),
    ("D", "⊘ declined", "Declined; asks for the reason", RequestState.DECLINED),
    ("X", "✕ not asked", "Not asked; asks for the reason", RequestState.NOT_ASKED),
)
ROOM_FOR_KEYS, ROOM_FOR_TITLE, ROOM_FOR_LINES, ROOM_FOR_SUM = 420, 300, 220, 130
LEAST_TABLE, PANE = 96, 124
NO_FAMILY = (
    "No family is spoken of at this point.\n\nAlt+Down goes on to a case; its whole picture shows who was "
    "asked about whom, and what only one agency knows."
)
NOBODY = "Nobody is recorded for this family yet.\n\n@ adds a person: @ name, mother"


class PictureView(QFrame):
    """Shows who is known to whom.

    Signals:
        mark_wanted: Something is to be said of a cell; carries the cell and the state.
        send_back_wanted: An answer is to be sent back; carries the cell.
        take_away_wanted: The mark is to go; carries the cell.
        entries_wanted: What is behind a cell is being read; carries the identifiers of its entries.
        seen: It can be seen again.
        left: Escape was pressed.
    """

    mark_wanted = Signal(object, object)
    send_back_wanted = Signal(object)
    take_away_wanted = Signal(object)
    entries_wanted = Signal(tuple)
    seen = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "panel")
        self.table = PictureTable(theme)
        self.pane = _Pane()
        self.pane.setAccessibleName(self.tr("What is behind the cell"))
        self._title = label(self.tr("Whole picture"), role="title")
        self._tally = label(role="strong", wraps=True)
        self._gp = label(role="warning", wraps=True)
        self._here = label(wraps=True)
        self._empty = label(self.tr(NO_FAMILY), role="muted", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._keys = QWidget()
        self._lay_out()
        self.setFocusProxy(self.table)

        self.table.mark_wanted.connect(self.mark_wanted)
        self.table.send_back_wanted.connect(self.send_back_wanted)
        self.table.take_away_wanted.connect(self.take_away_wanted)
        self.table.behind_wanted.connect(self._turn_pane)
        self.table.current_changed.connect(self._say_here)
        self.table.left.connect(self.left)
        self.pane.left.connect(self.left)
        theme.changed.connect(self._fit)
        self.show_picture(WholePicture())

    @property
    def tally_text(self) -> str:
        """What the picture comes to, in words."""
        return self._tally.text()

    @property
    def gp_text(self) -> str:
        """What is still to be asked of the GP."""
        return self._gp.text()

    @property
    def here_text(self) -> str:
        """Everything about the current cell."""
        return self._here.text()

    @property
    def empty_text(self) -> str:
        """Why there is nothing to see; empty where there is."""
        return self._empty.text() if self._empty.isVisibleTo(self) else ""

    @property
    def picture(self) -> WholePicture:
        """What is shown now."""
        return self.table.cells.picture

    def stops(self) -> tuple[QWidget, ...]:
        """Return what takes the keyboard here, in its order."""
        return self.table, self.pane

    def show_picture(self, picture: WholePicture) -> None:
        """Show a picture; only what is another one in it is painted anew."""
        self.table.show_picture(picture)
        has_people = picture.has_people
        if not has_people:
            self._empty.setText(self.tr(NOBODY) if picture.rows else self.tr(NO_FAMILY))
        had_focus = self.table.hasFocus() or self.pane.hasFocus()
        self._empty.setVisible(not has_people)
        self.table.setVisible(has_people)
        self.pane.setVisible(has_people and self.pane.is_open)
        self._fit()
        self._say_here()
        if had_focus and not has_people:
            self.left.emit()

    def take_focus(self) -> bool:
        """Let the arrow keys move among the cells; say whether there are any."""
        if not self.picture.has_people:
            return False
        self.table.stand_at_first()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def whom(self, cell: Cell) -> tuple[PictureRow, PictureColumn] | None:
        """Return the person and the agency of a cell, if both are still in the picture."""
        place = self.table.cells.place_of(cell.agency_id, cell.person_id)
        if place is None:
            return None
        return self.table.cells.person(place[0]), self.table.cells.agency(place[1])

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._say_here()

    # Slots

    @Slot()
    def _turn_pane(self) -> None:
        """Read what is behind the cell; the same key puts it away."""
        cell = self.table.current
        if cell is None:
            return
        self.pane.is_open = not self.pane.is_open
        self.pane.setVisible(self.pane.is_open)
        self._fit()
        self._say_here()
        if self.pane.is_open:
            self.table.scrollTo(self.table.currentIndex())
            self.entries_wanted.emit(cell.entries)

    @Slot()
    def _say_here(self) -> None:
        cell = self.table.current
        here = self.whom(cell) if cell is not None else None
        said = say_cell(*here, cell) if cell is not None and here is not None else ""
        # Where there is little height, the pane ends with what the line above it would say.
        in_pane = self.pane.is_open and self._is_low()
        _put(self._here, "" if in_pane else said)
        if cell is None or not self.pane.is_open:
            self.pane.say("")
            return
        lines = [say_entry(entry) for entry in self.picture.behind(cell)]
        if not lines:
            lines.append(self.tr("No entry is behind this cell."))
        if in_pane:
            lines.append(said)
        self.pane.say("\n\n".join(lines))

    @Slot()
    def _fit(self) -> None:
        """Leave out what there is no height for: the table comes first, then the line about the cell."""
        px, high = self._theme.px, self.height()
        self.table.be_low(is_low=self._is_low())
        is_reading = self.pane.is_open and self._is_low()
        self.table.setMinimumHeight(max(min(px(LEAST_TABLE), high // 2), 1))
        share = 9 / 20 if is_reading and high >= px(ROOM_FOR_SUM) else 1 / 3
        self.pane.setFixedHeight(max(min(px(PANE), round(high * share)), 1))
        tally, gp = say_tally(self.picture.tally), say_gp(self.picture.tally)
        if self._is_low():
            tally, gp = "; ".join(part for part in (tally, gp) if part), ""
        _put(self._tally, tally if high >= px(ROOM_FOR_SUM) and not is_reading else "")
        _put(self._gp, gp)
        self._title.setVisible(high >= px(ROOM_FOR_TITLE))
        has_room = high >= px(ROOM_FOR_KEYS) + (px(PANE) if self.pane.is_open else 0)
        self._keys.setVisible(has_room and self.picture.has_people)

    def _is_low(self) -> bool:
        return self.height() < self._theme.px(ROOM_FOR_LINES)

    # What is clicked

    def _press(self, state: RequestState, _checked: bool = False) -> None:
        cell = self.table.current
        if cell is not None:
            self.mark_wanted.emit(cell, state)

    def _press_other(self, wanted: SignalInstance, _checked: bool = False) -> None:
        cell = self.table.current
        if cell is not None:
            wanted.emit(cell)

    # Making

    def _lay_out(self) -> None:
        flow = Wrapping(self._keys, gap=10)
        for key, word, hint, state in KEYS:
            self._add_key(flow, key, word, hint).clicked.connect(partial(self._press, state))
        others = (
            ("B", "send back", "The answer is of no use yet; asks what is missing", self.send_back_wanted),
            ("Del", "no mark", "Takes the mark away; what was said stays", self.take_away_wanted),
        )
        for key, word, hint, wanted in others:
            self._add_key(flow, key, word, hint).clicked.connect(partial(self._press_other, wanted))
        hint = "Reads the entries behind the cell; the same key puts them away"
        self._add_key(flow, "Enter", "read", hint).clicked.connect(self._turn_pane)
        self._keys.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._tally)
        column.addWidget(self._gp)
        column.addWidget(self._empty, 100)
        column.addWidget(self.table, 100)
        column.addWidget(self._here)
        column.addWidget(self.pane)
        column.addWidget(self._keys)
        column.addStretch(1)  # a small picture stands at the top, with its words right below

    def _add_key(self, flow: Wrapping, key: str, word: str, hint: str) -> KeyHint:
        made = KeyHint(key, word, hint, self._theme)
        flow.addWidget(made)
        return made


class _Pane(QPlainTextEdit):
    """The entries behind a cell, to be read.

    Signals:
        left: Escape was pressed.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_open = False
        self.setReadOnly(True)
        self.setProperty("role", "report")
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)

    def say(self, text: str) -> None:
        """Show a text, from its beginning; the same text stays where it was scrolled to."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _put(shown: QLabel, text: str) -> None:
    """Say something in a line that is there only while it says something."""
    shown.setText(text)
    shown.setVisible(bool(text))
