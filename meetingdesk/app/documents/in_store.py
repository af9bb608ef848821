"""A meeting of a store with all that a document looks at."""

from __future__ import annotations

from meetingdesk.app.documents.before_meeting import with_challenges_before
from meetingdesk.app.live.gaps_at import facts_of_meeting
from meetingdesk.app.live.head import head_of
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meetings import Meeting
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading


def facts_in_store(reading: Reading, reference: str) -> MeetingFacts:
    """Return the meeting of a reference."""
    found = reading.find(Meeting, reference=reference)
    if not found:
        raise MeetingDeskError(
            "The store holds no meeting of this reference.", hint="Check what stands after --meeting."
        )
    head = head_of(reading, found[0].id)
    if head.kind is None:
        raise MeetingDeskError(
            "The type of this meeting is not known here.",
            hint="Bring in the meeting with its type, or add the type.",
        )
    return with_challenges_before(reading, facts_of_meeting(reading, head, head.kind))
