"""What the family's meeting before this one recorded of the same kind, so that it need not be typed again."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from meetingdesk.domain.decisions import CoreGroupMember, PlanPoint
from meetingdesk.domain.meetings import Meeting
from meetingdesk.storage.reading import Reading

R = TypeVar("R", PlanPoint, CoreGroupMember)


def rows_of_last_time(
    reading: Reading, kind: type[R], meeting: Meeting, family_id: UUID | None, *order: Any
) -> tuple[R, ...]:
    """Return the rows of the last meeting about the family that has any, of whatever type it was.

    A plan is outlined at a conference and worked on in core groups, which are threads of their own.
    """
    if family_id is None:
        return ()
    rows = [
        row for row in reading.find(kind, order=order, family_id=family_id) if row.meeting_id != meeting.id
    ]
    keys = {row.meeting_id for row in rows}
    earlier = [one for one in reading.find(Meeting, id=keys) if _was_before(one, meeting)] if keys else []
    last = max(earlier, key=lambda one: (one.held_on or date.min, one.id.int), default=None)
    return tuple(row for row in rows if last is not None and row.meeting_id == last.id)


def _was_before(one: Meeting, meeting: Meeting) -> bool:
    return one.held_on is not None and (meeting.held_on is None or one.held_on <= meeting.held_on)
