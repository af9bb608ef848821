"""Between the review and the record: read when something in it changes, said by keys, and the way on."""

from __future__ import annotations

from collections import deque
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.live.became import WORDS, Became
from meetingdesk.app.live.reviewing import TOUCHED_BY, Review, ReviewRow, review_of_meeting
from meetingdesk.app.live.saying_again import TakeBack
from meetingdesk.domain.actions import ActionStatus
from meetingdesk.domain.meeting_words import SectionKind
from ui.bridge import Bridge
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.opener.opener_asks import OpenerAsks
from ui.screens.meeting.opener.opener_view import OpenerView
from ui.screens.meeting.standing import Standing
from ui.theme import Theme
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from meetingdesk.app.outcome import Command

SAID_HERE = "entry"
"""The table of what is said on the line; it is not among the actions."""


class OpenerDeeds(QObject):
    """Keeps the review as it should be, and turns its keys into commands.

    Signals:
        said: Something is to be told in a few words.
        shown: There is something to review now, or there is nothing any more.
    """

    said = Signal(str)
    shown = Signal()

    def __init__(
        self,
        view: OpenerView,
        ask: AskBar,
        standing: Standing,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = view
        self.review = Review()
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._question = 0
        self._meeting_id: UUID | None = None
        self._sent: deque[UUID] = deque()
        """The actions of which something was said that is not kept yet, in order."""
        self._unread: set[UUID] = set()
        """Those of which it is kept, while the review that stands here was read before."""
        self._own_steps = 0
        """How many of the latest steps at this desk were taken here: those Backspace takes back."""
        self._was_said: frozenset[UUID] = frozenset()
        self._goes_back = False
        self.asks = OpenerAsks(view.list, ask, standing, theme, clock, lambda: self.review, bridge, self)
        self.asks.answered.connect(self._send)
        view.list.key_given.connect(self._take_key)
        view.list.undo_wanted.connect(self._undo)
        view.list.take_back_wanted.connect(self._take_back)
        bridge.changed.connect(self._hear)
        bridge.unchanged.connect(self._hear_nothing)
        bridge.refused.connect(self._refused)
        bridge.stepped.connect(self._stepped)

    @property
    def is_here(self) -> bool:
        """Whether the meeting is at what earlier meetings left open, and there is something."""
        return self._is_at_its_point() and bool(self.review.rows)

    def point_changed(self) -> None:
        """Show what was left open, where the meeting has come to it."""
        self._question += 1
        if self._standing.meeting_id != self._meeting_id:
            self._meeting_id = self._standing.meeting_id
            self.review, self._was_said = Review(), frozenset()
            self._sent.clear()
            self._unread.clear()
            self._own_steps = 0
            self.view.forget()
        if self._is_at_its_point():
            self._read()

    # Reading

    def _is_at_its_point(self) -> bool:
        point = self._standing.point
        return point is not None and point.kind == SectionKind.PREVIOUS_ACTIONS

    def _read(self) -> None:
        meeting_id = self._standing.meeting_id
        if meeting_id is not None:
            self._question += 1
            then = partial(self._show, self._question)
            self._bridge.read(review_of_meeting, self, then, meeting_id, self._day)

    def _show(self, question: int, review: Review) -> None:
        if question != self._question:
            return
        had = bool(self.review.rows)
        self.review = review
        self._unread.clear()  # each of them had the review read again
        said = frozenset(row.id for row in review.rows if row.became is not None)
        self.view.show_review(review)
        if self._goes_back and (taken := self._was_said - said):
            self.view.list.mark(next(row.id for row in review.rows if row.id in taken))
        self._goes_back = False
        self._was_said = said
        if had != bool(review.rows):
            self.shown.emit()

    @property
    def _day(self) -> date:
        return self._standing.day(self._clock.today())

    # Slots: what others say

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if asker is self:
            if self._sent:  # nothing is waited for once another meeting is open
                self._unread.add(self._sent.popleft())
            self._own_steps += 1
        elif asker is not None:
            self._own_steps = 0
        if not self._is_at_its_point():
            return
        if touched & TOUCHED_BY:
            self._read()
        if SAID_HERE in touched and asker is not None and self.is_here:
            self.said.emit(self.tr("Kept among what was said here (F3)."))

    @Slot(object)
    def _hear_nothing(self, asker: object) -> None:
        if asker is self and self._sent:
            self._sent.popleft()

    @Slot(object, object)
    def _refused(self, _error: BaseException, asker: object) -> None:
        if asker is self and self._sent:
            # Whoever went on already comes back to what could not be kept.
            self.view.list.mark(self._sent.popleft())

    @Slot(str, bool)
    def _stepped(self, label: str, back: bool) -> None:
        if label:
            self._own_steps = max(self._own_steps - 1, 0) if back else self._own_steps + 1
            self._goes_back = back

    # Slots: the keys

    @Slot(str, object, bool)
    def _take_key(self, key: str, row: ReviewRow, with_note: bool) -> None:
        if not self._standing.can_be_written:
            self.said.emit(self.tr("The meeting has not begun, or its record is closed."))
            return
        wrong = self._wrong_with(key, row)
        self.said.emit(wrong)
        if not wrong:
            self.asks.ask_of(key, row, with_note)

    @Slot()
    def _undo(self) -> None:
        if self._own_steps:
            self.said.emit(self.tr("Taken back."))
            self._bridge.undo()
        else:
            self.said.emit(
                self.tr("Nothing was said here just now. Delete takes back what was said of this action.")
            )

    @Slot(object)
    def _take_back(self, row: ReviewRow) -> None:
        if row.became is None:
            self.said.emit(self.tr("Nothing was said of this action here yet."))
        elif self._standing.can_be_written and (meeting_id := self._standing.meeting_id) is not None:
            self._send(row, TakeBack(row.id, meeting_id, self._clock.now()), False)
            self.said.emit(self.tr("Taken back; the trail keeps both."))

    # Helpers

    def _wrong_with(self, key: str, row: ReviewRow) -> str:
        """Return why a key has nothing to do here; nothing where it has."""
        if row.id in self._said_just_now():
            return self.tr("This is being kept.")
        if row.is_settled or row.became in (Became.LASTED, Became.REOPENED):
            said = WORDS[row.became] if row.became is not None else ""
            return self.tr("This is said already: {said}. Delete takes it back.").format(said=said)
        if row.action.is_closed() and not row.is_check:
            return self.tr(
                "Somebody closed this since the meeting began; it is opened again among the actions."
            )
        if row.is_check:
            return "" if key in "LN" else self.tr("This is done. L: it has lasted, N: it has not.")
        if key == "L":
            return self.tr("This is still to be done. D: it is done.")
        if (key, row.became) in _SAID_TWICE:
            return self.tr("This is said already. Delete takes it back.")
        if key == "Y" and row.action.status is not ActionStatus.UNCONFIRMED:
            return self.tr("Nobody waits for the owner to take this on.")
        return ""

    def _said_just_now(self) -> set[UUID]:
        return self._unread.union(self._sent)

    @Slot(object, object, bool)
    def _send(self, row: ReviewRow, command: Command, goes_on: bool) -> None:
        self._sent.append(row.id)
        if goes_on and not self.view.list.step_to_next(self._said_just_now()):
            self.said.emit(self.tr("That was the last one. Esc goes to the line, Alt+Down goes on."))
        self._bridge.execute(command, self)


_SAID_TWICE = frozenset(
    {("N", Became.NOT_DONE), ("X", Became.CARRIED), ("O", Became.GOES_ON), ("D", Became.DONE)}
)
"""What is not said a second time of the same action in one meeting."""
