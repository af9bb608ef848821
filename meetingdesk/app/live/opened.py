"""A meeting as it is opened: on which screen it belongs, and what that screen shows first."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from meetingdesk.app.live.here import point_of_row
from meetingdesk.app.live.view import LiveView, first_view
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.storage.reading import Reading

PREPARED = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a meeting is in its life; the view is None while it is still being prepared."""

    status: MeetingStatus
    view: LiveView | None = None


def opened(
    reading: Reading, meeting_id: UUID, family_id: UUID | None = None, row_id: UUID | None = None
) -> Opened | None:
    """Return a meeting in one look, at the point where a row of it can be seen; None where it is gone."""
    meeting = reading.look_up(Meeting, meeting_id)
    if meeting is None:
        return None
    if meeting.status in PREPARED:
        return Opened(meeting.status)
    is_anywhere = family_id is None and row_id is None
    point_id = None if is_anywhere else point_of_row(reading, meeting_id, family_id, row_id)
    return Opened(meeting.status, first_view(reading, meeting_id, point_id))
