"""Putting right what an agreed action says: whose it is, for whom, by when, why, and how it will be known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.live.capturing import owner_is_here
from meetingdesk.app.live.catalogued import bring_in
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus, ActionStep, Consented
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.unit_of_work import UnitOfWork

OWNERS = ("owner_agency_id", "owner_id", "owner_person_id")
JUST_AGREED = frozenset({ActionStatus.OPEN, ActionStatus.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class CorrectAction:
    """Write down anew what was agreed in this meeting, where it was understood or typed wrongly.

    `seen` holds the values that the person had before their eyes, as in every change.
    """

    action_id: UUID
    point_id: UUID
    at: datetime
    values: tuple[tuple[str, Any], ...] = ()
    protects: tuple[UUID, ...] | None = None
    seen: tuple[tuple[str, Any], ...] = ()
    label: str = "Correct action"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change it, and let an owner who is not in the room confirm it first."""
        action = work.get(Action, self.action_id)
        point = work.get(AgendaPoint, self.point_id)
        meeting = work.get(Meeting, point.meeting_id)
        if action.meeting_id != meeting.id:
            raise MeetingDeskError(
                "This action was agreed at an earlier meeting.",
                hint="What was agreed then stays as it was; agree a new action here, or carry this one on.",
            )
        if any(getattr(action, name) != value for name, value in self.seen):
            raise StaleRecord(
                "Somebody else changed this in the meantime.",
                hint="Look at their change, then make yours again.",
            )
        changed = replace(action, **dict(self.values))
        if any(getattr(changed, name) != getattr(action, name) for name in OWNERS):
            bring_in(work, changed.owner_agency_id)
            changed = _confirmed_or_not(work, meeting, point, changed)
        if changed != action:
            work.put(changed)
            if (changed.due_on, changed.status) != (action.due_on, action.status):
                work.add(self._step(work, action, changed))
        if self.protects is not None:
            self._protect(work, self.protects)
        return outcome_of(work, self)

    def _step(self, work: UnitOfWork, before: Action, now: Action) -> ActionStep:
        return ActionStep(
            action_id=now.id,
            at=self.at,
            by=work.desk.name,
            kind="corrected",
            from_status=before.status,
            to_status=now.status,
            old_due_on=before.due_on,
            new_due_on=now.due_on,
            meeting_id=now.meeting_id,
        )

    def _protect(self, work: UnitOfWork, wanted: tuple[UUID, ...]) -> None:
        present = {one.person_id: one for one in work.find(ActionFor, action_id=self.action_id)}
        for person, one in present.items():
            if person not in wanted:
                work.remove(one)
        work.add_all(
            [
                ActionFor(action_id=self.action_id, person_id=person)
                for person in dict.fromkeys(wanted)
                if person not in present
            ]
        )


def _confirmed_or_not(work: UnitOfWork, meeting: Meeting, point: AgendaPoint, action: Action) -> Action:
    if action.status not in JUST_AGREED:
        return action
    if owner_is_here(work, meeting, point.family_id, action):
        return replace(action, status=ActionStatus.OPEN, consented=Consented.AGREED_IN_MEETING)
    return replace(action, status=ActionStatus.UNCONFIRMED, consented=Consented.ASSIGNED_IN_ABSENCE)
