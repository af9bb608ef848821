"""The room as the screen of a meeting shows it, read without the rest of the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.live.head import Head
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.app.room import EarlierMeeting, Room, room_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, Exclusion, Presence
from meetingdesk.domain.families import Family, FamilyMember
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import AgendaPoint, Meeting, StatementRead
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.rows import Row
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset(
    {
        "attendance",
        "presence",
        "statement_read",
        "exclusion",
        "entry",
        "professional",
        "agency",
        "meeting",
        "family_member",
        "person_name",
    }
)


def room_at(reading: Reading, head: Head, point: AgendaPoint, earlier: EarlierMeeting | None) -> Room | None:
    """Return the room while one point is open; None for a meeting that was brought in without its type."""
    if head.kind is None:
        return None
    family_id = head.family_at(point)
    case = point.family_id
    is_by_heading = case is None and head.kind.section(point.section) is not None
    heading = {"section": point.section} if is_by_heading else {}
    rows = _rows(reading, head.meeting, family_id, heading)
    return room_of(rows, head.kind, head.policy, rulebook().groupings, earlier, case, point.section)


def _rows(
    reading: Reading, meeting: Meeting, family_id: UUID | None, heading: Mapping[str, Any]
) -> MeetingRows:
    """Return the few kinds of rows that a room is told from, and of what was said only what was said here.

    Who has not spoken is counted by case; in a meeting about one family, by heading.
    """
    attendance = reading.find(Attendance, meeting_id=meeting.id)
    members = reading.find(FamilyMember, family_id=family_id) if family_id is not None else ()
    people = {row.person_id for row in attendance if row.person_id is not None}
    people |= {member.person_id for member in members}
    workers = {row.professional_id for row in attendance if row.professional_id is not None}
    workers |= {key for key in (meeting.chair_id, meeting.minute_taker_id) if key is not None}
    professionals = _of(reading, Professional, workers)
    agencies = {row.agency_id for row in (*attendance, *professionals) if row.agency_id is not None}
    found: dict[type[Row], tuple[Row, ...]] = {
        Meeting: (meeting,),
        Attendance: attendance,
        Presence: _inside(reading, Presence, "attendance_id", {row.id for row in attendance}),
        StatementRead: reading.find(StatementRead, meeting_id=meeting.id),
        Exclusion: reading.find(Exclusion, meeting_id=meeting.id),
        Entry: reading.find(Entry, meeting_id=meeting.id, family_id=family_id, **heading),
        Professional: professionals,
        Agency: _of(reading, Agency, agencies),
        Family: _of(reading, Family, {family_id} if family_id is not None else set()),
        FamilyMember: members,
        Person: _of(reading, Person, people),
        PersonName: _inside(reading, PersonName, "person_id", people),
    }
    return MeetingRows(meeting, MappingProxyType({kind: rows for kind, rows in found.items() if rows}))


def _of(reading: Reading, kind: type[Any], keys: set[UUID]) -> tuple[Any, ...]:
    return reading.find(kind, id=keys) if keys else ()


def _inside(reading: Reading, kind: type[Any], column: str, keys: set[UUID]) -> tuple[Any, ...]:
    where: dict[str, Any] = {column: keys}
    return reading.find(kind, **where) if keys else ()
