"""What the meeting before this one left behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from meetingdesk.app.meetings import thread_of
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus
from meetingdesk.domain.meetings import Meeting
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

CLOSED = (ActionStatus.COMPLETED, ActionStatus.SUPERSEDED, ActionStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class EarlierMeeting:
    """What the meeting before this one left behind: who was there, and which actions are still open."""

    held_on: date | None
    present: Mapping[UUID, Agency] = field(default_factory=dict)
    owners: Mapping[UUID, Agency] = field(default_factory=dict)
    open_actions: Mapping[UUID, int] = field(default_factory=dict)


def earlier_meeting(reading: Reading, meeting: Meeting) -> EarlierMeeting | None:
    """Return what the meeting before this one left behind; open actions are those of the whole thread."""
    if meeting.previous_id is None:
        return None
    previous = reading.look_up(Meeting, meeting.previous_id)
    if previous is None:
        return None
    attended = reading.find(
        Attendance,
        meeting_id=previous.id,
        status=IN_THE_ROOM - {AttendanceStatus.OBSERVER, AttendanceStatus.SUPPORTER},
    )
    thread = {other.id for other in thread_of(reading, meeting)} | {previous.id}
    owned = _open_actions(reading, thread - {meeting.id})
    workers = _found(
        reading,
        Professional,
        {row.professional_id for row in attended if row.agency_id is None}
        | {action.owner_id for action in owned if action.owner_agency_id is None},
    )
    counts: dict[UUID, int] = {}
    for action in owned:
        owner = action.owner_agency_id or _agency(workers, action.owner_id)
        if owner is not None:
            counts[owner] = counts.get(owner, 0) + 1
    were_there = {row.agency_id or _agency(workers, row.professional_id) for row in attended}
    agencies = _found(reading, Agency, were_there | set(counts))
    return EarlierMeeting(
        held_on=previous.held_on,
        present={key: agency for key, agency in agencies.items() if key in were_there},
        owners={key: agency for key, agency in agencies.items() if key in counts},
        open_actions=counts,
    )


def _open_actions(reading: Reading, meetings: set[UUID]) -> list[Action]:
    found = reading.find(Action, TABLES[Action].c.status.not_in(CLOSED), meeting_id=meetings)
    return [action for action in found if not action.is_closed()]


def _agency(workers: Mapping[UUID, Professional], key: UUID | None) -> UUID | None:
    worker = workers.get(key) if key is not None else None
    return worker.agency_id if worker else None


def _found(reading: Reading, kind: type[Any], keys: Iterable[UUID | None]) -> dict[UUID, Any]:
    wanted = {key for key in keys if key is not None}
    return {row.id: row for row in reading.find(kind, id=wanted)} if wanted else {}
