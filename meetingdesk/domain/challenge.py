"""Professional challenge, dissent and escalation, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    ActionId,
    AgencyId,
    ChallengeId,
    DecisionId,
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


class ChallengeKind(StrEnum):
    """What kind of difference this is."""

    IN_MEETING = "in_meeting"
    FORMAL_DISSENT = "formal_dissent"
    ESCALATION = "escalation"
    THRESHOLD_DISPUTE = "threshold_dispute"
    NON_COMPLIANCE = "non_compliance"
    FAMILY_COMPLAINT = "family_complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge(Row):
    """A difference between professionals, minuted, and followed until it is settled."""

    table: ClassVar[str] = "challenge"
    many: ClassVar[str] = "challenges"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("text", "outcome")

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    child_id: PersonId | None = None
    decision_id: DecisionId | None = None
    action_id: ActionId | None = None
    kind: ChallengeKind = ChallengeKind.IN_MEETING
    raised_by_agency_id: AgencyId | None = None
    raised_by_id: ProfessionalId | None = None
    against_agency_id: AgencyId | None = None
    text: Text
    alternative: Text = ""
    raised_at: datetime | None = None
    stage: Key = ""
    child_safe_meanwhile: YesNo = YesNo.UNKNOWN
    safe_meanwhile_how: Text = ""
    is_minuted: bool = True
    not_taken_further_because: Text = ""
    outcome: Text = ""
    impact: Text = ""
    resolved_on: date | None = None
    learning: Text = ""
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeStage(Row):
    """One stage of an escalation, and when it should be settled."""

    table: ClassVar[str] = "challenge_stage"
    many: ClassVar[str] = "stages"
    inside: ClassVar[str | None] = "challenge_id"

    challenge_id: ChallengeId
    stage: Key
    position: int = 0
    opened_on: date | None = None
    due_on: date | None = None
    closed_on: date | None = None
    by: Line = ""
    to: Line = ""
    note: Text = ""
