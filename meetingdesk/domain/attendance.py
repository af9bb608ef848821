"""Who was asked, who came, when they came and went, and who was kept out of which part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    AgencyId,
    AttendanceId,
    FamilyId,
    Key,
    Line,
    MeetingId,
    PersonId,
    ProfessionalId,
    Row,
    Text,
)
from meetingdesk.domain.visibility import Visibility


class AttendanceStatus(StrEnum):
    """What became of an invitation."""

    INVITED = "invited"
    PRESENT = "present"
    PRESENT_REMOTE = "present_remote"
    PART = "part"
    APOLOGIES = "apologies"
    APOLOGIES_WITH_REPORT = "apologies_with_report"
    ABSENT = "absent"
    SENT_DEPUTY = "sent_deputy"
    OBSERVER = "observer"
    SUPPORTER = "supporter"
    EXCLUDED = "excluded"
    CAME_UNINVITED = "came_uninvited"
    DECLINED = "declined"


IN_THE_ROOM = frozenset(
    {
        AttendanceStatus.PRESENT,
        AttendanceStatus.PRESENT_REMOTE,
        AttendanceStatus.PART,
        AttendanceStatus.OBSERVER,
        AttendanceStatus.SUPPORTER,
        AttendanceStatus.CAME_UNINVITED,
    }
)


class ReportState(StrEnum):
    """What became of the report an agency was asked for."""

    NOT_REQUIRED = "not_required"
    ASKED = "asked"
    ON_TIME = "on_time"
    LATE = "late"
    VERBAL_ONLY = "verbal_only"
    NOT_RECEIVED = "not_received"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Row):
    """One person or agency asked to one meeting, from invitation to departure."""

    table: ClassVar[str] = "attendance"
    many: ClassVar[str] = "attendance"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    person_id: PersonId | None = None
    name: Line = ""
    role: Key = ""
    position: int = 0
    is_required: bool = False
    asked_because: Line = ""
    invited_on: date | None = None
    invited_by_id: ProfessionalId | None = None
    status: AttendanceStatus = AttendanceStatus.INVITED
    absence_reason: Line = ""
    absence_meant: Text = ""
    deputy_for_id: AttendanceId | None = None
    counts_for_quorum: YesNo = YesNo.UNKNOWN
    counts_reason: Line = ""
    report: ReportState = ReportState.NOT_REQUIRED
    report_on: date | None = None
    report_shared_with_family: YesNo = YesNo.UNKNOWN
    report_shared_on: date | None = None
    report_not_shared_because: Line = ""
    statement_accepted_at: datetime | None = None
    statement_exception: Line = ""
    conflict_of_interest: Line = ""
    adjustments: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Row):
    """A stretch of time that somebody was in the room, for the whole meeting or one case."""

    table: ClassVar[str] = "presence"
    many: ClassVar[str] = "presences"
    inside: ClassVar[str | None] = "attendance_id"

    attendance_id: AttendanceId
    family_id: FamilyId | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    note: Line = ""


class ExclusionGround(StrEnum):
    """Why a member of the family was kept out, in whole or in part."""

    CHILD_WELFARE = "child_welfare"
    VIOLENCE_OR_THREATS = "violence_or_threats"
    CHILD_ASKS = "child_asks"
    OTHERS_SILENCED = "others_silenced"
    CONFIDENTIAL_INFORMATION = "confidential_information"
    FAMILY_CONFLICT = "family_conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion(Row):
    """Somebody kept out of a meeting or a part of it: who asked, on what ground, who decided."""

    table: ClassVar[str] = "exclusion"
    many: ClassVar[str] = "exclusions"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    person_id: PersonId
    ground: ExclusionGround
    evidence: Text = ""
    requested_by_id: ProfessionalId | None = None
    requested_on: date | None = None
    decided_by_id: ProfessionalId | None = None
    legal_advice: YesNo = YesNo.UNKNOWN
    is_whole_meeting: bool = False
    sections: tuple[str, ...] = ()
    from_at: datetime | None = None
    until_at: datetime | None = None
    views_instead: Text = ""
    visibility: Visibility = Visibility.V1
