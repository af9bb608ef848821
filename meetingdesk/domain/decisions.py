"""Decisions per child, each agency's view of them, and changes made outside a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    AgencyId,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Row):
    """What was decided for one child or one case, why, and what was not known at that moment."""

    table: ClassVar[str] = "decision"
    many: ClassVar[str] = "decisions"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("text", "rationale")

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    child_id: PersonId | None = None
    position: int = 0
    outcome: Key = ""
    text: Text = ""
    threshold_met: YesNo = YesNo.UNKNOWN
    categories: tuple[str, ...] = ()
    primary_category: Line = ""
    rationale: Text = ""
    chair_view: Text = ""
    missing_information: Text = ""
    decided_by_id: ProfessionalId | None = None
    decision_rule: Line = ""
    takes_effect_on: date | None = None
    read_back_at: datetime | None = None
    agreed_at: datetime | None = None
    visibility: Visibility = Visibility.V0


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOption(Row):
    """An option that was weighed, and why it was not taken."""

    table: ClassVar[str] = "decision_option"
    many: ClassVar[str] = "options"
    inside: ClassVar[str | None] = "decision_id"

    decision_id: DecisionId
    position: int = 0
    text: Text
    is_chosen: bool = False
    rejected_because: Text = ""


class View(StrEnum):
    """Where an agency stands."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    ABSTAINS = "abstains"
    ABSENT = "absent"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView(Row):
    """One agency's view of one decision, in its own words."""

    table: ClassVar[str] = "agency_view"
    many: ClassVar[str] = "views"
    inside: ClassVar[str | None] = "decision_id"

    decision_id: DecisionId
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    person_id: PersonId | None = None
    view: View = View.NOT_ASKED
    category: Line = ""
    reason: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionChange(Row):
    """A decision that was changed outside a meeting: who was asked, who agreed, who must be told."""

    table: ClassVar[str] = "decision_change"
    many: ClassVar[str] = "changes"
    inside: ClassVar[str | None] = "decision_id"

    decision_id: DecisionId
    changed_on: date | None = None
    changed_by_id: ProfessionalId | None = None
    new_text: Text = ""
    reason: Text = ""
    consulted: Text = ""
    who_agrees: Text = ""
    is_reconvened: YesNo = YesNo.UNKNOWN
    not_reconvened_because: Text = ""
    told: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPoint(Row):
    """One need of one child in a plan: outcome, what success looks like, and what happens otherwise."""

    table: ClassVar[str] = "plan_point"
    many: ClassVar[str] = "plan_points"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("need", "outcome")

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    child_id: PersonId | None = None
    position: int = 0
    need: Text
    outcome: Text = ""
    success: Text = ""
    milestone: Text = ""
    milestone_on: date | None = None
    contingency: Text = ""
    is_interim: bool = False
    visibility: Visibility = Visibility.V0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreGroupMember(Row):
    """Somebody named for the core group, with the visits they make."""

    table: ClassVar[str] = "core_group_member"
    many: ClassVar[str] = "core_group"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    person_id: PersonId | None = None
    is_lead: bool = False
    visits_every: Line = ""
    note: Line = ""
