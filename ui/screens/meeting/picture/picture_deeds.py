"""Between the whole picture and the record: read when something in it changes, and marked by keys."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.live.picture_marks import NEEDS_REASON, SayAsked, TakeMarkAway
from meetingdesk.app.live.whole_picture import TOUCHED_BY, whole_picture
from meetingdesk.domain.information import RequestState
from meetingdesk.domain.picture import Cell, CellState, WholePicture
from ui.bridge import Bridge
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.picture.picture_view import PictureView
from ui.screens.meeting.picture.picture_words import say_person
from ui.screens.meeting.standing import Standing
from ui.wall_clock import WallClock

Place = tuple[UUID, UUID]
"""A meeting, and the family in it that is spoken of."""


class PictureDeeds(QObject):
    """Keeps the picture of the family that is spoken of, and turns keys into commands.

    Signals:
        said: Something is to be told in a few words.
        ready: The picture that was asked for has been read and can be shown.
    """

    said = Signal(str)
    ready = Signal()

    def __init__(
        self,
        view: PictureView,
        ask: AskBar,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = view
        self._ask = ask
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._question = 0
        self._place: Place | None = None
        self._is_stale = False
        self._is_asked_for = False
        view.seen.connect(self._seen)
        view.mark_wanted.connect(self._mark)
        view.send_back_wanted.connect(self._send_back)
        view.take_away_wanted.connect(self._take_away)
        bridge.changed.connect(self._hear)

    @Slot()
    def open(self) -> None:
        """Read the picture of the family that is spoken of; `ready` tells when it can be shown."""
        self._is_asked_for = True
        self._read()

    @Slot()
    def point_changed(self) -> None:
        """Show the picture of the family that is spoken of now, where it is seen."""
        if self._here() != self._place:
            self._follow()

    # Slots

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & TOUCHED_BY:
            self._follow()

    @Slot()
    def _seen(self) -> None:
        if self._is_stale:
            self._read()

    @Slot(object, object)
    def _mark(self, cell: Cell, state: RequestState) -> None:
        place = self._place
        if not self._can_mark() or place is None:
            return
        if state not in NEEDS_REASON:
            self._say_asked(place, cell, state)
            return
        question = self.tr("Why declined?") if state is RequestState.DECLINED else self.tr("Why not asked?")
        was = cell.reason if cell.state == CellState(state.value) and not cell.is_of_family else ""
        self._ask_why(cell, question, was, partial(self._take_reason, place, cell, state))

    @Slot(object)
    def _send_back(self, cell: Cell) -> None:
        place = self._place
        if not self._can_mark() or place is None:
            return
        has_answer = cell.state in (CellState.ANSWERED, CellState.NOTHING_KNOWN) or cell.is_sent_back
        if cell.is_of_family or not has_answer:
            self.said.emit(self.tr("There is no answer to send back here."))
            return
        was = cell.reason if cell.is_sent_back else ""
        self._ask_why(cell, self.tr("What is missing?"), was, partial(self._take_missing, place, cell))

    @Slot(object)
    def _take_away(self, cell: Cell) -> None:
        if not self._can_mark() or self._place is None:
            return
        if cell.is_of_family:
            self.said.emit(self.tr("This is the mark of the whole family; take it away in the first row."))
            return
        if cell.state is CellState.GAP:
            self.said.emit(self.tr("There is no mark to take away here."))
            return
        self._bridge.execute(TakeMarkAway(*self._place, cell.agency_id, cell.person_id), self)

    # Answers: each returns what is wrong, or nothing

    def _take_reason(self, place: Place, cell: Cell, state: RequestState, typed: str) -> str:
        if not typed:
            return self.tr(
                "It stands with its reason: say in a line why, or Esc leaves everything as it was."
            )
        self._say_asked(place, cell, state, typed)
        return ""

    def _take_missing(self, place: Place, cell: Cell, typed: str) -> str:
        if not typed:
            return self.tr("Say in a line what is missing, or Esc leaves everything as it was.")
        self._say_asked(place, cell, RequestState.ASKED, typed, sends_back=True)
        return ""

    # Helpers

    def _ask_why(self, cell: Cell, question: str, was: str, answer: partial[str]) -> None:
        here = self.view.whom(cell)
        hint = f"{here[1].short}, {say_person(here[0])}" if here is not None else ""
        self._ask.ask(question, was, hint, answer, self.view.table)

    def _say_asked(
        self, place: Place, cell: Cell, state: RequestState, reason: str = "", *, sends_back: bool = False
    ) -> None:
        on = self._standing.day(self._clock.today())
        command = SayAsked(*place, cell.agency_id, cell.person_id, state, on, reason, sends_back)
        self._bridge.execute(command, self)

    def _can_mark(self) -> bool:
        if self._standing.can_be_written:
            return True
        self.said.emit(self.tr("The meeting has not begun, or its record is closed: nothing is marked now."))
        return False

    def _here(self) -> Place | None:
        meeting_id, family_id = self._standing.meeting_id, self._standing.family_id
        return (meeting_id, family_id) if meeting_id is not None and family_id is not None else None

    def _follow(self) -> None:
        """Read it anew where it is seen; elsewhere when it is seen again."""
        self._is_stale = True
        if self.view.isVisible():
            self._read()

    def _read(self) -> None:
        self._is_stale = False
        here = self._here()
        self._question += 1
        if here is None:
            self._show(self._question, None, WholePicture())
            return
        then = partial(self._show, self._question, here)
        self._bridge.read(whole_picture, self, then, *here)

    def _show(self, question: int, place: Place | None, picture: WholePicture) -> None:
        if question != self._question:
            return
        self._place = place
        self.view.show_picture(picture)
        if self._is_asked_for:
            self._is_asked_for = False
            self.ready.emit()
