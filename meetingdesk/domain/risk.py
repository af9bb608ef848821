"""Worries, strengths, scales and reflections; the application keeps no score of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.rows import (
    AgencyId,
    AttendanceId,
    EntryId,
    FamilyId,
    Key,
    Line,
    MeetingId,
    PersonId,
    ProfessionalId,
    Row,
    StaffId,
    Text,
)
from meetingdesk.domain.visibility import Visibility


class RiskKind(StrEnum):
    """What a point of the analysis is."""

    HARM = "harm"
    WORRY = "worry"
    COMPLICATING = "complicating"
    STRENGTH = "strength"
    SAFETY = "safety"
    NEEDS_TO_HAPPEN = "needs_to_happen"
    DANGER_STATEMENT = "danger_statement"
    SAFETY_GOAL = "safety_goal"
    GAP = "gap"
    RISK_TO_STAFF = "risk_to_staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPoint(Row):
    """One point of the analysis, for one child or the whole family."""

    table: ClassVar[str] = "risk_point"
    many: ClassVar[str] = "risk_points"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("text",)

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    person_id: PersonId | None = None
    kind: RiskKind
    indicator: Key = ""
    text: Text
    position: int = 0
    agency_id: AgencyId | None = None
    entry_id: EntryId | None = None
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRating(Row):
    """One participant's number from 0 to 10, before and now."""

    table: ClassVar[str] = "scale_rating"
    many: ClassVar[str] = "scale_ratings"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    child_id: PersonId | None = None
    question: Line = ""
    attendance_id: AttendanceId | None = None
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    person_id: PersonId | None = None
    before: int | None = None
    now: int | None = None
    words: Text = ""
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Row):
    """An answer to a reflective prompt, or the note that it was passed."""

    table: ClassVar[str] = "reflection"
    many: ClassVar[str] = "reflections"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("answer",)

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    prompt: Key
    question: Text = ""
    answer: Text = ""
    is_passed: bool = False
    author_id: StaffId | None = None
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView(Row):
    """What a parent, carer or victim thinks, in their own words."""

    table: ClassVar[str] = "family_view"
    many: ClassVar[str] = "family_views"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("words", "would_help")

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    person_id: PersonId
    words: Text = ""
    disagrees_with: Text = ""
    would_help: Text = ""
    fears: Text = ""
    what_works: Text = ""
    given_by: Line = ""
    not_known_because: Line = ""
    willingness_stated: Text = ""
    action_observed: Text = ""
    visibility: Visibility = Visibility.V0
