"""Who is to be invited to a meeting and asked, and how far that has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetingdesk.app.family_records import cases_of
from meetingdesk.app.kept_definitions import policy_of_meeting, type_of
from meetingdesk.app.meeting_rows import MeetingRows, open_meeting
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.decisions import CoreGroupMember
from meetingdesk.domain.information import InformationRequest
from meetingdesk.domain.invitation_lines import InvitationLine, last_times, lines_of
from meetingdesk.domain.invitations import OF_ONE_PERSON, Case, Group, Proposal, Want, proposed_invitations
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.policy import Policy
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

LineKey = tuple[str, str, str, str]
CORE_GROUP = "core_group"


@dataclass(frozen=True, slots=True)
class Inviting:
    """A meeting while people are invited to it: its rows, its families, and a line for each invitation."""

    rows: MeetingRows
    kind: MeetingType | None
    policy: Policy | None
    cases: tuple[Case, ...]
    lines: tuple[InvitationLine, ...]
    agencies: Mapping[UUID, Agency]

    def line(self, key: LineKey) -> InvitationLine:
        """Return the line of a key, or raise because it has gone."""
        for line in self.lines:
            if line.key == key:
                return line
        raise StaleRecord("This invitation has changed in the meantime.", hint="Look at how it is now.")


def inviting(reading: Reading, meeting_id: UUID, today: date) -> Inviting:
    """Return who is to be invited and asked, and how far that has come."""
    rows = open_meeting(reading, meeting_id)
    kind, policy = type_of(reading, rows.meeting), policy_of_meeting(reading, rows.meeting)
    cases = cases_of(rows, policy, today)
    attends_from = policy.voice.attend_age if policy is not None else None
    proposals: list[Proposal] = []
    if kind is not None:
        extra = {} if attends_from is None else {"attends_from": attends_from}
        proposals += proposed_invitations(kind, cases, **extra)
    agencies = dict(rows.by_id(Agency))
    earlier = _earlier(reading, rows.meeting)
    missing = {row.agency_id for row in earlier if row.agency_id is not None} - agencies.keys()
    agencies |= {agency.id: agency for agency in reading.find(Agency, id=missing)} if missing else {}
    if kind is not None and kind.id == CORE_GROUP and rows.meeting.family_id is not None:
        proposals += _named_for_core_group(reading, rows.meeting.family_id, proposals, agencies)
    proposals += last_times(earlier, agencies, proposals)
    lines = lines_of(proposals, rows.all(Attendance), rows.all(InformationRequest), agencies)
    return Inviting(rows, kind, policy, cases, lines, agencies)


def _earlier(reading: Reading, meeting: Meeting) -> tuple[Attendance, ...]:
    if meeting.previous_id is None:
        return ()
    table = TABLES[Attendance]
    return reading.find(Attendance, order=(table.c.position,), meeting_id=meeting.previous_id)


def _named_for_core_group(
    reading: Reading, family_id: UUID, known: Iterable[Proposal], agencies: dict[UUID, Agency]
) -> list[Proposal]:
    """Return who was named for the core group at the conference and is not proposed already."""
    lines = tuple(known)
    keys = {line.agency for line in lines if line.agency not in OF_ONE_PERSON}
    rows, people = {line.agency_id for line in lines}, {line.person_id for line in lines}
    named = reading.find(CoreGroupMember, family_id=family_id)
    unknown = {one.agency_id for one in named if one.agency_id is not None} - agencies.keys()
    agencies.update({agency.id: agency for agency in reading.find(Agency, id=unknown)} if unknown else {})
    found: dict[LineKey, Proposal] = {}
    for one in named:
        agency = agencies.get(one.agency_id) if one.agency_id is not None else None
        is_there = agency is not None and (agency.key in keys or agency.id in rows)
        if is_there or (one.person_id is not None and one.person_id in people):
            continue
        proposal = Proposal(
            Group.OTHER,
            "Named for the core group",
            agency=agency.key if agency is not None else "",
            agency_id=one.agency_id,
            professional_id=one.professional_id,
            person_id=one.person_id,
            want=Want.SEAT,
        )
        found.setdefault(proposal.key, proposal)
    return list(found.values())
