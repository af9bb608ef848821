"""Marking in the whole picture what an agency was asked about somebody, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meetingdesk.app.live.capturing import CAN_BE_WRITTEN
from meetingdesk.app.live.catalogued import bring_in
from meetingdesk.app.live.whole_picture import about_family
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.rows import remove_whole
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.information import Entry, EntryAbout, InformationRequest, RequestPrompt, RequestState
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.picture import tells
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork

NEEDS_REASON = frozenset({RequestState.DECLINED, RequestState.NOT_ASKED})
_SAID_NOTHING = frozenset({RequestState.ASKED, RequestState.NOTHING_KNOWN, RequestState.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class SayAsked:
    """Say what an agency was asked about somebody, and what came of it; of nobody, about the family.

    With `sends_back` its answer is of no use as it is: it was asked again, and why.
    """

    meeting_id: UUID
    family_id: UUID
    agency_id: UUID
    person_id: UUID | None
    state: RequestState
    on: date
    reason: str = ""
    sends_back: bool = False
    label: str = "Mark what an agency was asked"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change the request there is, else add one."""
        meeting = _open_meeting(work, self.meeting_id)
        self._check(work, meeting)
        bring_in(work, self.agency_id)
        found = _requests(work, meeting, self.family_id, self.agency_id, self.person_id)
        for request in found:
            work.put(self._marked(work.get(InformationRequest, request.id)))
        if not found:
            new = InformationRequest(
                meeting_id=self.meeting_id,
                family_id=self.family_id,
                agency_id=self.agency_id,
                person_id=self.person_id,
            )
            work.add(self._marked(new))
        return outcome_of(work, self)

    def _marked(self, request: InformationRequest) -> InformationRequest:
        is_asked = self.state is not RequestState.NOT_ASKED
        has_answer = is_asked and self.state is not RequestState.ASKED
        answered_on = request.answered_on if request.state is self.state else None
        reason = " ".join(self.reason.split())
        return replace(
            request,
            state=self.state,
            reason="" if self.sends_back else reason,
            asked_on=(request.asked_on or self.on) if is_asked else None,
            due_on=request.due_on if is_asked else None,
            answered_on=(answered_on or self.on) if has_answer else None,
            is_sent_back=self.sends_back,
            sent_back_because=reason if self.sends_back else "",
        )

    def _check(self, work: UnitOfWork, meeting: Meeting) -> None:
        if self.state in NEEDS_REASON and not self.reason.strip():
            raise MeetingDeskError(
                "Declined and not asked stand with their reason.", hint="Say in a line why."
            )
        if self.sends_back and not self.reason.strip():
            raise MeetingDeskError(
                "An answer is sent back with what is wrong with it.", hint="Say in a line what is missing."
            )
        if self.person_id is not None and not work.find(
            FamilyMember, family_id=self.family_id, person_id=self.person_id, limit=1
        ):
            raise MeetingDeskError(
                "This person is not of the family that is spoken of.", hint="Look at how it is now."
            )
        if self.state in _SAID_NOTHING and not self.sends_back and _has_said(work, meeting, self):
            raise MeetingDeskError(
                "What this agency said is recorded, so it was asked and has answered.",
                hint="Enter shows what it said; take that out first, or say whom it is about.",
            )


@dataclass(frozen=True, slots=True)
class TakeMarkAway:
    """Have nothing said about whether an agency was asked; what it said stays."""

    meeting_id: UUID
    family_id: UUID
    agency_id: UUID
    person_id: UUID | None
    label: str = "Take away what an agency was asked"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Remove the request, unless the agency has answered its questions."""
        meeting = _open_meeting(work, self.meeting_id)
        for request in _requests(work, meeting, self.family_id, self.agency_id, self.person_id):
            if any(prompt.answer.strip() for prompt in work.find(RequestPrompt, request_id=request.id)):
                raise MeetingDeskError(
                    "This agency has answered in writing, so the mark stays.",
                    hint="Say with another key what came of it.",
                )
            for entry in work.find(Entry, request_id=request.id):
                work.put(replace(work.get(Entry, entry.id), request_id=None))
            remove_whole(work, work.get(InformationRequest, request.id))
        return outcome_of(work, self)


def _open_meeting(work: UnitOfWork, meeting_id: UUID) -> Meeting:
    meeting = work.get(Meeting, meeting_id)
    if meeting.status not in CAN_BE_WRITTEN:
        raise MeetingDeskError(
            f"This meeting is {meeting.status}, so nothing is recorded in it.",
            hint="Start it, or open its record again.",
        )
    return meeting


def _requests(
    work: UnitOfWork, meeting: Meeting, family_id: UUID, agency_id: UUID, person_id: UUID | None
) -> tuple[InformationRequest, ...]:
    found = about_family(work, InformationRequest, meeting, family_id, agency_id=agency_id)
    return tuple(
        request
        for request in found
        if request.person_id == person_id and (request.family_id is not None or meeting.family_id)
    )


def _has_said(work: UnitOfWork, meeting: Meeting, mark: SayAsked) -> bool:
    said = about_family(work, Entry, meeting, mark.family_id, agency_id=mark.agency_id)
    telling = [entry.id for entry in said if tells(entry)]
    if not telling:
        return False
    named: dict[UUID, set[UUID]] = {}
    for one in work.find(EntryAbout, entry_id=telling):
        named.setdefault(one.entry_id, set()).add(one.person_id)
    if mark.person_id is None:
        return any(key not in named for key in telling)
    return any(mark.person_id in people for people in named.values())
