"""What the earlier meetings of a thread left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

CLOSED = (ActionStatus.COMPLETED, ActionStatus.SUPERSEDED, ActionStatus.WITHDRAWN)
MOST = 400


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One action that is still to be done: what, whose, by when, how often it was carried."""

    id: UUID
    reference: str
    text: str
    owner: str
    due_on: date | None
    carried: int
    is_overdue: bool
    family: str
    status: ActionStatus


def left_open(reading: Reading, meeting: Meeting, today: date) -> tuple[OpenAction, ...]:
    """Return the open actions of the meetings before this one, family by family, the oldest due first."""
    thread = TABLES[Meeting]
    if meeting.family_id is not None:
        same = thread.c.family_id == meeting.family_id
    elif meeting.series_id is not None:
        same = thread.c.series_id == meeting.series_id
    else:
        return ()
    earlier = select(thread.c.id).where(same, thread.c.id != meeting.id)
    if meeting.held_on is not None:
        earlier = earlier.where(thread.c.held_on <= meeting.held_on)
    table = TABLES[Action]
    found = reading.find(
        Action,
        table.c.meeting_id.in_(earlier),
        table.c.status.not_in(CLOSED),
        order=(table.c.due_on.asc().nulls_last(),),
        limit=MOST,
    )
    still_open = [action for action in found if not action.is_closed()]
    families = _named(reading, Family, {action.family_id for action in still_open})
    owners = _named(reading, Professional, {action.owner_id for action in still_open})
    agencies = _named(reading, Agency, {action.owner_agency_id for action in still_open})
    lines = [
        OpenAction(
            action.id,
            action.reference,
            action.text,
            _owner(action, owners, agencies),
            action.due_on,
            action.carried,
            action.is_overdue(today),
            families.get(action.family_id, "") if action.family_id is not None else "",
            action.status,
        )
        for action in still_open
    ]
    return tuple(sorted(lines, key=lambda line: line.family))


def _owner(action: Action, owners: dict[UUID, str], agencies: dict[UUID, str]) -> str:
    named = [
        agencies.get(action.owner_agency_id, "") if action.owner_agency_id is not None else "",
        owners.get(action.owner_id, "") if action.owner_id is not None else "",
    ]
    return ", ".join(part for part in named if part)


def _named(
    reading: Reading, kind: type[Family | Professional | Agency], keys: set[UUID | None]
) -> dict[UUID, str]:
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    rows = reading.find(kind, id=wanted)
    return {row.id: row.reference if isinstance(row, Family) else row.name for row in rows}
