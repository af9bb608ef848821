"""Why a meeting is held after its day, and who agreed to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from meetingdesk.app.new_meeting import professional_named
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.text import gate
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork

AUTHORISED_BY = "authorised_by"
"""What a refusal can be about."""


@dataclass(frozen=True, slots=True)
class SayWhyLate:
    """Put on record why a meeting is late, and who agreed to it, by name and what they do."""

    meeting_id: UUID
    reason: str
    authorised_by: str
    label: str = "Say why a meeting is late"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Note both; somebody who is named for the first time is added."""
        reason = gate(self.reason).strip()
        if not reason:
            raise MeetingDeskError("No reason was given.", hint="Say in a line why the meeting is late.")
        meeting = work.get(Meeting, self.meeting_id)
        who = professional_named(work, self.authorised_by, AUTHORISED_BY)
        if who is None:
            raise MeetingDeskError("Nobody was named.", hint="Name who agreed that the meeting is late.")
        work.put(replace(meeting, late_reason=reason, late_authorised_by_id=who))
        return outcome_of(work, self)
