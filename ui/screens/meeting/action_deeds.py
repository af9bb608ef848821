"""Saying anew what an agreed action says, piece by piece, where it stands in the stream."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from meetingdesk.app.live.correcting import CorrectAction
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.domain.actions import Action
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.understood_action import ActionPiece, NamedOwner, UnderstoodAction
from ui.bridge import Bridge
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.capturing import QUESTIONS
from ui.screens.meeting.keeping import called
from ui.screens.meeting.standing import Standing
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from meetingdesk.domain.roster import Roster

CHANGES: dict[ActionPiece, Callable[[UnderstoodAction], dict[str, Any]]] = {
    ActionPiece.OWNER: lambda said: {
        "owner_agency_id": said.owner_agency_id,
        "owner_id": said.owner_id,
        "owner_person_id": said.owner_person_id,
    },
    ActionPiece.DUE: lambda said: {
        "due_on": said.due_on,
        "due_said": said.due_said,
        "due_basis": said.due_basis,
    },
    ActionPiece.PURPOSE: lambda said: {"why": said.purpose},
    ActionPiece.MEASURE: lambda said: {"measure": said.measure},
    ActionPiece.FREQUENCY: lambda said: {"frequency": said.frequency},
    ActionPiece.PROTECTS: lambda _said: {},
}
"""What each piece is in an action."""


class ActionDeeds(QObject):
    """Asks for a piece of an action, and has it written down as the line would have been understood.

    Signals:
        said: Something is to be told in a few words.
    """

    said = Signal(str)

    def __init__(
        self,
        view: QWidget,
        ask: AskBar,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._ask = ask
        self._standing = standing
        self._bridge = bridge
        self._clock = clock

    def ask(self, item: StreamItem, action: Action, piece: ActionPiece) -> None:
        """Ask for a piece anew; Enter changes it, Escape leaves everything as it was."""
        if action.meeting_id != self._standing.meeting_id:
            self.said.emit(
                self.tr(
                    "This was agreed at an earlier meeting and stays as it was; agree a new action with !."
                )
            )
            return
        question, hint = QUESTIONS[piece.value]
        value = self._value(item, action, piece)
        self._ask.ask(question, value, hint, partial(self._take, item, action, piece), self._view)

    def _value(self, item: StreamItem, action: Action, piece: ActionPiece) -> str:
        match piece:
            case ActionPiece.OWNER:
                return _owner_typed(action, self._standing.roster)
            case ActionPiece.DUE:
                return say_day(action.due_on) if action.due_on else action.due_said
            case ActionPiece.PROTECTS:
                return ", ".join(item.about)
            case ActionPiece.PURPOSE:
                return action.why
            case ActionPiece.MEASURE:
                return action.measure
            case _:
                return action.frequency

    def _take(self, item: StreamItem, action: Action, piece: ActionPiece, typed: str) -> str:
        from meetingdesk.domain.action_line import correct

        standing = self._standing
        if typed == self._value(item, action, piece):
            return ""
        day = standing.day(self._clock.today())
        before = UnderstoodAction(action.text, action.text)
        said = correct(before, piece, typed, standing.roster, day, standing.calendar, standing.next_meeting)
        if typed and (wrong := self._wrong(said, piece)):
            return wrong
        point_id = standing.point_id
        assert point_id is not None, "the stream stands at a point"
        values = CHANGES[piece](said)
        command = CorrectAction(
            action.id,
            point_id,
            self._clock.now(),
            tuple(values.items()),
            said.protects if piece is ActionPiece.PROTECTS else None,
            tuple((name, getattr(action, name)) for name in values),
        )
        self._bridge.execute(command, self)
        self.said.emit(self.tr("Corrected. Ctrl+Z takes it back."))
        return ""

    def _wrong(self, said: UnderstoodAction, piece: ActionPiece) -> str:
        match piece:
            case ActionPiece.OWNER if called(_named(said), self._standing.roster) == "":
                return self.tr("Nobody of this meeting is called so; add them in the roll call (F4) first.")
            case ActionPiece.OWNER if said.several_owners:
                return self.tr("One owner answers for it; agree another action for the other.")
            case ActionPiece.DUE if said.due_on is None:
                return self.tr("Not understood as a date: fri, 27/11, 5wd, in 2 weeks, next thursday …")
            case ActionPiece.PROTECTS if not said.protects:
                return self.tr("Nobody of this family is called so.")
        return ""


def _named(said: UnderstoodAction) -> NamedOwner:
    return NamedOwner(said.owner_agency_id, said.owner_id, said.owner_person_id)


def _owner_typed(action: Action, roster: Roster) -> str:
    """Return the owner as somebody would type it: a name, a code, or a designation."""
    agency_id: UUID | None = action.owner_agency_id
    agency = roster.agency(agency_id)
    if action.owner_id is None and agency is not None:
        return agency.code or agency.name
    return called(NamedOwner(agency_id, action.owner_id, action.owner_person_id), roster)
