"""What a key asks on one line, and the command that the answer becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from meetingdesk.app.following.coordinating import (
    BeginActions,
    ConfirmActions,
    EscalateActions,
    ReassignActions,
    WithdrawActions,
)
from meetingdesk.app.following.moving import CarryAction, MoveAction, SayItLasted, SupersedeAction
from meetingdesk.app.live.review_answers import day_and_why, name_and_why, named_action, what_changed
from meetingdesk.app.live.reviewing import Review, ReviewRow
from meetingdesk.domain.actions import ActionStatus, NotCompleted
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.understood_action import ActionPiece, NamedOwner, UnderstoodAction
from ui.answer_keeper import AnswerKeeper
from ui.bridge import Bridge
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.opener.opener_words import short, times
from ui.screens.meeting.standing import Standing
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.completions import Completion
from ui.widgets.field_completions import FieldCompletions, names_for

Offers = Callable[[str], tuple[Completion, ...]]
MOST_OFFERED, LONGEST_OFFERED = 6, 60


class OpenerAsks(QObject):
    """Asks for what a key needs to know, and nothing more.

    Signals:
        answered: Something was said of an action; carries the row, the command, and whether the next follows.
    """

    answered = Signal(object, object, bool)

    def __init__(
        self,
        back: QWidget,
        ask: AskBar,
        standing: Standing,
        theme: Theme,
        clock: WallClock,
        review: Callable[[], Review],
        bridge: Bridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._back = back
        self._ask = ask
        self._standing = standing
        self._theme = theme
        self._clock = clock
        self._review = review
        self._then: Callable[[], None] | None = None
        self._offers: Offers | None = None
        self._asked = ""
        self._names: FieldCompletions | None = None
        self._of = self._about = ""
        """What a question would be about, and what the one that stands there is about."""
        self.keeper = AnswerKeeper("review", ask.field, bridge, self)
        ask.field.installEventFilter(self)
        ask.done.connect(self._ask_next)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.ShortcutOverride and self._is_asking:
            event.accept()  # back to the list, not to the line as from anywhere else
            return True
        return False

    # Slots

    @Slot()
    def _ask_next(self) -> None:
        """Ask the second question of two, before a key can go anywhere else."""
        then, self._then, self._offers = self._then, None, None
        if then is not None:
            then()
        elif self._about:
            self._about = ""
            self.keeper.end()

    @property
    def _is_asking(self) -> bool:
        """Whether the question on the screen is one of these."""
        return bool(self._asked) and self._ask.field.accessibleName() == self._asked

    @property
    def _day(self) -> date:
        return self._standing.day(self._clock.today())

    # What each key asks

    def ask_of(self, key: str, row: ReviewRow, with_note: bool) -> None:
        self._of = f"{row.id}/{key}"
        if row.is_check:
            lasted = key == "L"
            question = self.tr("It has lasted: how is that known?") if lasted else self.tr("What came back?")
            hint = self.tr("A line. “look again 11 dec” behind it asks once more.") if lasted else ""
            self._ask_line(question, hint, partial(self._take_check, row, lasted))
            return
        asks = {
            "D": self._ask_done,
            "C": self._ask_changed_circumstances,
            "S": self._ask_superseded,
            "X": self._ask_carried,
            "O": self._ask_goes_on,
            "R": self._ask_owner,
            "W": self._ask_withdrawn,
            "E": self._ask_escalated,
        }
        if key == "N":
            if with_note:
                question = self.tr("The agency did not do it. What is to be noted?")
                self._ask_line(question, self.tr("It stays open"), partial(self._take_not_done, row))
            else:
                self._take_not_done(row, "")
        elif key == "Y":
            command = ConfirmActions((row.id,), self._clock.now(), meeting_id=self._standing.meeting_id)
            self.answered.emit(row, command, True)
        else:
            asks[key](row)

    def _ask_done(self, row: ReviewRow) -> None:
        hint = self.tr("A record, a receipt, a visit and its date")
        self._ask_line(self.tr("Done: how is it known?"), hint, partial(self._take_evidence, row))

    def _ask_changed_circumstances(self, row: ReviewRow) -> None:
        question = self.tr("What happens instead, or why is nothing needed?")
        self._ask_line(question, self.tr("Circumstances changed"), partial(self._take_instead, row))

    def _ask_superseded(self, row: ReviewRow) -> None:
        agreed = self._review().agreed
        few = ", ".join(
            f"{number} {_cut(one.action.text)}" for number, one in enumerate(agreed[:MOST_OFFERED], 1)
        )
        hint = few or self.tr("A reference, or some of its words")
        self._offers = self._offer_actions(row)
        self._ask_line(self.tr("By which action?"), hint, partial(self._take_superseded, row))

    def _ask_carried(self, row: ReviewRow) -> None:
        question = self.tr("Carried to when, and why?")
        self._ask_line(question, self.tr("11 dec, contractor ill"), partial(self._take_carried, row))

    def _ask_goes_on(self, row: ReviewRow) -> None:
        hint = self.tr("A line, or Enter alone")
        self._ask_line(self.tr("It goes on. How far is it?"), hint, partial(self._take_goes_on, row))

    def _ask_owner(self, row: ReviewRow) -> None:
        why = self.tr("the reason may be left out") if row.absence else ""
        hint = " · ".join(part for part in (self.tr("hv, left the team"), why) if part)
        self._offers = self._offer_owners
        self._ask_line(self.tr("Who does it now, and why?"), hint, partial(self._take_owner, row))

    def _ask_withdrawn(self, row: ReviewRow) -> None:
        question = self.tr("The chair withdraws it. Why?")
        self._ask_line(question, self.tr("It is closed with this reason"), partial(self._take_withdrawn, row))

    def _ask_escalated(self, row: ReviewRow) -> None:
        carried = self.tr("Carried {times}").format(times=times(row.action.carried))
        value = carried if row.action.carried else ""
        hint = self.tr("A challenge is opened at the first stage of the place")
        self._ask_line(self.tr("To the next stage. Why?"), hint, partial(self._take_escalated, row), value)

    # Answers: each returns what is wrong, or nothing

    def _take_evidence(self, row: ReviewRow, typed: str) -> str:
        if not typed:
            return self.tr("Say how it is known, or Esc leaves everything as it was.")
        self._then = partial(self._ask_what_changed, row, typed)
        return ""

    def _ask_what_changed(self, row: ReviewRow, evidence: str) -> None:
        hint = self.tr("Empty: too early to say. “look again 11 dec” behind it has it checked")
        self._ask_line(self.tr("What changed for the child?"), hint, partial(self._take_done, row, evidence))

    def _take_done(self, row: ReviewRow, evidence: str, typed: str) -> str:
        changed = what_changed(typed, self._read_day)
        command = MoveAction(
            row.id,
            ActionStatus.COMPLETED,
            evidence=evidence,
            changed_for_child=changed.words,
            outcome_seen=changed.seen,
            completed_on=self._day,
            check_again_on=changed.again_on,
            meeting_id=self._standing.meeting_id,
            at=self._clock.now(),
            label="Review action: done",
        )
        self.answered.emit(row, command, True)
        return ""

    def _take_instead(self, row: ReviewRow, typed: str) -> str:
        if not typed:
            return self.tr("Say what happens instead, or why nothing is needed any more.")
        self._send_not_done(row, NotCompleted.CIRCUMSTANCES_CHANGED, typed)
        return ""

    def _take_not_done(self, row: ReviewRow, typed: str) -> str:
        self._send_not_done(row, NotCompleted.AGENCY_DID_NOT_ACT, typed)
        return ""

    def _send_not_done(self, row: ReviewRow, reason: NotCompleted, typed: str) -> None:
        changed = reason is NotCompleted.CIRCUMSTANCES_CHANGED
        command = MoveAction(
            row.id,
            ActionStatus.NOT_COMPLETED,
            reason,
            next_step=typed if changed else "",
            note=typed,
            meeting_id=self._standing.meeting_id,
            at=self._clock.now(),
            label="Review action: not done",
        )
        self.answered.emit(row, command, True)

    def _take_superseded(self, row: ReviewRow, typed: str) -> str:
        found = named_action(typed, self._review().agreed, self._others(row))
        if found is None:
            return self.tr("Not found, or more than one: its number, its reference, or words only it has.")
        at = self._clock.now()
        command = SupersedeAction(row.id, found.id, at, meeting_id=self._standing.meeting_id)
        self.answered.emit(
            row, replace(command, why=self.tr("by {which}").format(which=found.action.reference)), True
        )
        return ""

    def _take_carried(self, row: ReviewRow, typed: str) -> str:
        said = day_and_why(typed, self._read_day)
        if said.day is None:
            return self.tr("Begin with the day: 11 dec, in 2 weeks, next thursday … then a comma and why.")
        if said.day < self._day:
            return self.tr("{day} is over.").format(day=say_day(said.day))
        if not said.why:
            return self.tr("{day}. Say why behind a comma.").format(day=say_day(said.day))
        meeting_id = self._standing.meeting_id
        self.answered.emit(row, CarryAction(row.id, said.day, said.why, meeting_id, self._clock.now()), True)
        return ""

    def _take_goes_on(self, row: ReviewRow, typed: str) -> str:
        command = BeginActions((row.id,), self._clock.now(), typed, self._standing.meeting_id)
        self.answered.emit(row, command, True)
        return ""

    def _take_owner(self, row: ReviewRow, typed: str) -> str:
        name, why = name_and_why(typed)
        owner = self._owner(name)
        if owner is None:
            return self.tr("Nobody of this meeting is called so; add them in the roll call (F4) first.")
        why = why or (f"{row.owner or row.agency}: {row.absence}" if row.absence else "")
        if not why:
            return self.tr("Say why behind a comma: hv, left the team.")
        key = owner.professional_id or owner.agency_id or owner.person_id
        command = ReassignActions(
            (row.id,),
            owner,
            why,
            self._clock.now(),
            is_agreed=key in self._review().here,
            meeting_id=self._standing.meeting_id,
        )
        self.answered.emit(row, command, True)
        return ""

    def _take_withdrawn(self, row: ReviewRow, typed: str) -> str:
        if not typed:
            return self.tr("Say why nobody needs it any more, or Esc leaves everything as it was.")
        command = WithdrawActions((row.id,), typed, self._clock.now(), self._standing.meeting_id)
        self.answered.emit(row, command, True)
        return ""

    def _take_escalated(self, row: ReviewRow, typed: str) -> str:
        if not typed:
            return self.tr("Say why, or Esc leaves everything as it was.")
        meeting_id = self._standing.meeting_id
        command = EscalateActions((row.id,), typed, self._clock.now(), meeting_id=meeting_id)
        # What becomes of the action itself is said besides.
        self.answered.emit(row, replace(command, deed=Deed.RECORD), False)
        return ""

    def _take_check(self, row: ReviewRow, lasted: bool, typed: str) -> str:
        said = what_changed(typed, self._read_day)
        if not said.words:
            return self.tr("Say in a line what was seen, or Esc leaves everything as it was.")
        again_on = said.again_on if lasted else None
        at, meeting_id = self._clock.now(), self._standing.meeting_id
        self.answered.emit(row, SayItLasted(row.id, lasted, said.words, at, again_on, meeting_id), True)
        return ""

    # Helpers

    def _ask_line(self, question: str, hint: str, answer: Callable[[str], str], value: str = "") -> None:
        if self._names is None:
            self._names = FieldCompletions(self._ask.field, self._offer, self._theme)
        self._asked = question
        self._ask.ask(question, value, hint, answer, self._back)
        self._about = self._of
        self.keeper.asks(self._about, question)

    def _offer(self, typed: str) -> tuple[Completion, ...]:
        return self._offers(typed) if self._offers is not None and self._is_asking else ()

    def _offer_actions(self, row: ReviewRow) -> Offers:
        every = (*self._review().agreed, *self._others(row))

        def offered(typed: str) -> tuple[Completion, ...]:
            wanted = typed.strip().casefold()
            holding = [
                one
                for one in every
                if wanted in one.action.text.casefold() or wanted in one.action.reference.casefold()
            ]
            return tuple(
                Completion(_cut(one.action.text), one.action.reference, one.action.reference)
                for one in holding[:MOST_OFFERED]
            )

        return offered

    def _offer_owners(self, typed: str) -> tuple[Completion, ...]:
        if "," in typed:
            return ()
        roster = self._standing.roster
        named = [one.name for one in roster.agencies] + [one.name for one in roster.professionals]
        return names_for(typed, named)

    def _others(self, row: ReviewRow) -> tuple[ReviewRow, ...]:
        return tuple(one for one in self._review().rows if one.id != row.id and not one.action.is_closed())

    def _owner(self, name: str) -> NamedOwner | None:
        from meetingdesk.domain.action_line import correct

        standing = self._standing
        before = UnderstoodAction(name, name)
        day, following = self._day, standing.next_meeting
        said = correct(before, ActionPiece.OWNER, name, standing.roster, day, standing.calendar, following)
        owner = NamedOwner(said.owner_agency_id, said.owner_id, said.owner_person_id)
        return owner if name and owner != NamedOwner() and not said.several_owners else None

    def _read_day(self, typed: str) -> date | None:
        from meetingdesk.domain.said_dates import read_date

        said = read_date(typed, self._day, self._standing.calendar, self._standing.next_meeting)
        return said.due_on if said is not None else None


def _cut(text: str) -> str:
    one_line = " ".join(short(text).split())
    return one_line if len(one_line) <= LONGEST_OFFERED else f"{one_line[:LONGEST_OFFERED].rstrip()}…"
