"""Planning the meeting that was agreed to come next, from the meeting that agreed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.meetings import PlanMeeting
from meetingdesk.app.new_meeting import due_of_thread, nation_of, thread_of_meeting
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PlanNext:
    """Plan the meeting whose day and kind were agreed, so that it stands in the lists and is prepared."""

    meeting_id: UUID
    label: str = "Plan the next meeting"
    deed: Deed = Deed.PREPARE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add it after this one; who leads the same kind of meeting leads it again."""
        meeting = work.get(Meeting, self.meeting_id)
        kind = rulebook().meeting_types.get(meeting.next_type_id or meeting.type_id)
        if meeting.next_on is None or kind is None:
            raise MeetingDeskError(
                "The next meeting has no day yet.", hint="Say on which day it is, and plan it then."
            )
        if planned_after(work, meeting) is not None:
            raise MeetingDeskError(
                "The next meeting is planned already.", hint="It stands among the meetings."
            )
        key = uuid5(meeting.id, f"{kind.id} of {meeting.next_on}")
        is_same = kind.id == meeting.type_id
        PlanMeeting(
            key,
            kind,
            meeting.next_on,
            meeting.family_id,
            meeting.series_id if is_same else None,
            meeting.next_at,
            meeting.next_place or meeting.place,
            rulebook().policy(nation_of(work)),
        ).apply(work)
        due = due_of_thread(work, rulebook(), kind.id, thread_of_meeting(work, meeting))
        work.put(
            replace(
                work.get(Meeting, key),
                previous_id=meeting.id,
                chair_id=meeting.chair_id if is_same else None,
                minute_taker_id=meeting.minute_taker_id if is_same else None,
                due_on=due.due if due is not None else None,
                due_rule=due.rule if due is not None else "",
            )
        )
        return outcome_of(work, self)


def planned_after(reading: Reading, meeting: Meeting) -> Meeting | None:
    """Return the meeting that is planned for the day that was agreed, whoever planned it."""
    if meeting.next_on is None:
        return None
    kind = meeting.next_type_id or meeting.type_id
    same = reading.find(Meeting, type_id=kind, held_on=meeting.next_on, family_id=meeting.family_id)
    found = (
        other
        for other in same
        if other.status is not MeetingStatus.CANCELLED
        and other.id != meeting.id
        and (other.previous_id == meeting.id or _is_of_thread(other, meeting))
    )
    return next(found, None)


def _is_of_thread(other: Meeting, meeting: Meeting) -> bool:
    if meeting.family_id is not None:
        return True
    return meeting.series_id is not None and other.series_id == meeting.series_id
