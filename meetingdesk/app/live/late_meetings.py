"""Why a meeting is held after its day, and who agreed to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.text import gate
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork


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
        who = _who(work, " ".join(gate(self.authorised_by).split()))
        work.put(replace(meeting, late_reason=reason, late_authorised_by_id=who))
        return outcome_of(work, self)


def _who(work: UnitOfWork, words: str) -> UUID:
    name, _, job_title = (part.strip() for part in words.partition(","))
    if not name:
        raise MeetingDeskError("Nobody was named.", hint="Name who agreed that the meeting is late.")
    worker = TABLES[Professional]
    same = work.find(Professional, func.lower(worker.c.name) == name.lower(), left_on=None)
    if job_title:
        same = tuple(one for one in same if one.job_title.lower() == job_title.lower())
    if len(same) > 1:
        raise MeetingDeskError("Several people have this name.", hint="Add what they do: name, job.")
    return same[0].id if same else work.add(Professional(name=name, job_title=job_title)).id
