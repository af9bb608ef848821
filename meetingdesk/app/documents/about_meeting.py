"""Which meeting the documents are of, in a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetingdesk.app.live.head import head_of
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class AboutMeeting:
    """A meeting as the head of its documents tells of it."""

    reference: str
    title: str
    day: date | None
    status: MeetingStatus


def about_meeting(reading: Reading, meeting_id: UUID) -> AboutMeeting:
    """Return what is told of a meeting."""
    head = head_of(reading, meeting_id)
    title = head.kind.title if head.kind is not None else ""
    return AboutMeeting(head.meeting.reference, title, head.meeting.held_on, head.meeting.status)
