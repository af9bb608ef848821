"""Which meeting somebody was in when the application went, so that it opens there again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.app.live.stream import kinds_to_show_at
from meetingdesk.domain.actions import Action
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingStatus
from meetingdesk.domain.voice import VoiceWords
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

KEY = "here"


def keep_here(meeting_id: UUID | None, desk: Desk) -> None:
    """Keep which running meeting is on the screen; None when it was left or has ended."""
    keep(desk, KEY, meeting_id.hex if meeting_id is not None else "")


def left_running(reading: Reading) -> UUID | None:
    """Return the meeting that was on the screen when the application went, if it still sits."""
    found = kept(reading, KEY)
    try:
        key = UUID(hex=found) if found else None
    except ValueError:
        return None
    meeting = reading.look_up(Meeting, key) if key is not None else None
    return key if meeting is not None and meeting.status is MeetingStatus.LIVE else None


def status_of(reading: Reading, meeting_id: UUID) -> MeetingStatus | None:
    """Return where a meeting is in its life; None where it is gone."""
    meeting = reading.look_up(Meeting, meeting_id)
    return meeting.status if meeting is not None else None


def point_of_row(
    reading: Reading, meeting_id: UUID, family_id: UUID | None, row_id: UUID | None
) -> UUID | None:
    """Return the point of the agenda at which something found can be seen."""
    points = reading.find(AgendaPoint, order=(TABLES[AgendaPoint].c.position,), meeting_id=meeting_id)
    section, kind, family = "", None, family_id
    if row_id is not None:
        entry = reading.look_up(Entry, row_id)
        if entry is not None:
            section, family = entry.section, entry.family_id
        else:
            kind, family = _kind_and_family(reading, row_id, family_id)
    wanted = [point for point in points if point.family_id == family] or [
        point for point in points if point.family_id is None
    ]
    for point in wanted:
        if (section and point.section == section) or (kind is not None and point.kind == kind):
            return point.id
    for point in wanted:
        if kind is not None and kind in kinds_to_show_at(point, points):
            return point.id
    is_case = family is not None and any(point.family_id == family for point in points)
    return wanted[0].id if wanted and is_case else None


def _kind_and_family(
    reading: Reading, row_id: UUID, family_id: UUID | None
) -> tuple[SectionKind | None, UUID | None]:
    for table, kind in _SHOWN_UNDER.items():
        row = reading.look_up(table, row_id)
        if row is not None:
            return kind, getattr(row, "family_id", family_id)
    return None, family_id


_SHOWN_UNDER: dict[type[Any], SectionKind] = {
    Action: SectionKind.ACTIONS,
    Decision: SectionKind.DECISION,
    Challenge: SectionKind.CHALLENGE,
    VoiceWords: SectionKind.VOICE,
    Event: SectionKind.EVENTS,
    Attendance: SectionKind.ATTENDANCE,
}
