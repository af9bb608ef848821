"""Who is in the room at this moment, read from when each came and went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, Presence
from meetingdesk.domain.meetings import Meeting, MeetingStatus

NOT_OVER = frozenset({MeetingStatus.PLANNED, MeetingStatus.LIVE})
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def end_of(meeting: Meeting) -> datetime | None:
    """Return from when on going home is no leaving early; None while the meeting runs."""
    if meeting.ended_at is not None:
        return meeting.ended_at
    return None if meeting.status in NOT_OVER else _LONG_AGO


def is_here(
    attendance: Attendance,
    presences: Iterable[Presence],
    family_id: UUID | None = None,
    ended_at: datetime | None = None,
) -> bool:
    """Say whether somebody is in the room: for one case, if one is named, else for the meeting.

    What is recorded for the case itself goes before what is recorded for the whole meeting, so that an
    agency that steps out for one case is back by itself for the next.
    """
    if attendance.status not in IN_THE_ROOM:
        return False
    of_case, whole = stretches(presences, family_id)
    if of_case:
        return _is_open(of_case[-1], ended_at)
    if whole:
        return any(_is_open(stretch, ended_at) for stretch in whole)
    # Without times the mark alone speaks, but somebody who came for single cases is here only for those.
    came_for_cases = any(stretch.family_id is not None and stretch.arrived_at for stretch in presences)
    return attendance.status is not AttendanceStatus.PART or not came_for_cases


def stretches(
    presences: Iterable[Presence], family_id: UUID | None = None
) -> tuple[list[Presence], list[Presence]]:
    """Return what is recorded for one case and for the whole meeting, each in the order of the hour."""
    in_order = sorted(presences, key=_when)
    of_case = [stretch for stretch in in_order if family_id is not None and stretch.family_id == family_id]
    return of_case, [stretch for stretch in in_order if stretch.family_id is None]


def _is_open(stretch: Presence, ended_at: datetime | None) -> bool:
    return stretch.left_at is None or (ended_at is not None and stretch.left_at >= ended_at)


def _when(stretch: Presence) -> tuple[datetime, int]:
    return stretch.arrived_at or stretch.left_at or _LONG_AGO, stretch.id.int
