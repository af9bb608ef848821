"""Meetings: their life, series and threads, their cases and the order they run in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    AgencyId,
    Copy,
    DefinitionCopyId,
    FamilyId,
    Key,
    Line,
    MeetingId,
    PersonId,
    ProfessionalId,
    Row,
    SeriesId,
    Text,
)
from meetingdesk.domain.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionCopy(Row):
    """A meeting type or policy as it stood when a meeting was held under it; equal ones are kept once."""

    table: ClassVar[str] = "definition_copy"
    many: ClassVar[str] = "definition_copies"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("kind", "digest"),)

    kind: Key
    key: Key
    number: int = 1
    digest: Key
    text: Copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Row):
    """Meetings that follow one another without belonging to one family, such as a district's MARAC."""

    table: ClassVar[str] = "series"
    many: ClassVar[str] = "series"
    searched: ClassVar[tuple[str, ...]] = ("title",)
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("title",),)

    title: Line
    type_id: Key
    area: Line = ""
    rhythm: Line = ""


class MeetingStatus(StrEnum):
    """Where a meeting is in its life."""

    PLANNED = "planned"
    LIVE = "live"
    DRAFT = "draft"
    APPROVED = "approved"
    DISTRIBUTED = "distributed"
    AMENDED = "amended"
    ARCHIVED = "archived"
    ADJOURNED = "adjourned"
    CANCELLED = "cancelled"


NEXT_STATUS: dict[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.PLANNED: frozenset({MeetingStatus.LIVE, MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED}),
    MeetingStatus.LIVE: frozenset({MeetingStatus.DRAFT, MeetingStatus.ADJOURNED, MeetingStatus.PLANNED}),
    MeetingStatus.DRAFT: frozenset({MeetingStatus.LIVE, MeetingStatus.APPROVED}),
    MeetingStatus.APPROVED: frozenset({MeetingStatus.DRAFT, MeetingStatus.DISTRIBUTED}),
    MeetingStatus.DISTRIBUTED: frozenset({MeetingStatus.AMENDED, MeetingStatus.ARCHIVED}),
    MeetingStatus.AMENDED: frozenset({MeetingStatus.DISTRIBUTED, MeetingStatus.ARCHIVED}),
    MeetingStatus.ARCHIVED: frozenset(),
    MeetingStatus.ADJOURNED: frozenset({MeetingStatus.PLANNED, MeetingStatus.LIVE, MeetingStatus.DRAFT}),
    MeetingStatus.CANCELLED: frozenset({MeetingStatus.PLANNED}),
}


FINALISED = frozenset(
    {MeetingStatus.APPROVED, MeetingStatus.DISTRIBUTED, MeetingStatus.AMENDED, MeetingStatus.ARCHIVED}
)
"""When the record stays as it is: what changes later is told beside it."""


class Mode(StrEnum):
    """How people meet."""

    IN_PERSON = "in_person"
    HYBRID = "hybrid"
    REMOTE = "remote"
    TELEPHONE = "telephone"


class QuorumState(StrEnum):
    """What came of the count of those present."""

    NOT_COUNTED = "not_counted"
    QUORATE = "quorate"
    PROCEEDED_WITHOUT = "proceeded_without"
    ADJOURNED = "adjourned"
    NOT_APPLICABLE = "not_applicable"


class Recording(StrEnum):
    """Whether sound was recorded."""

    NOT_RECORDED = "not_recorded"
    AUTHORITY_RECORDS = "authority_records"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Row):
    """One meeting, with a copy of the type and policy it was held under."""

    table: ClassVar[str] = "meeting"
    many: ClassVar[str] = "meetings"
    searched: ClassVar[tuple[str, ...]] = ("reference", "title", "place")
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("reference",),)
    indexed: ClassVar[tuple[str, ...]] = ("held_on",)

    reference: Line
    title: Line = ""
    type_id: Key
    type_version: int = 1
    type_copy_id: DefinitionCopyId | None = None
    policy_id: Key = ""
    policy_copy_id: DefinitionCopyId | None = None
    series_id: SeriesId | None = None
    family_id: FamilyId | None = None
    """The thread: the one family that this meeting is about; a MARAC has cases instead."""
    previous_id: MeetingId | None = None
    sequence: int = 1
    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    zone: Key = "Europe/London"
    began_at: datetime | None = None
    ended_at: datetime | None = None
    mode: Mode = Mode.IN_PERSON
    place: Line = ""
    chair_id: ProfessionalId | None = None
    chair_is_independent: YesNo = YesNo.UNKNOWN
    minute_taker_id: ProfessionalId | None = None
    minute_taker_other_role: Line = ""
    recording: Recording = Recording.NOT_RECORDED
    trigger_date: date | None = None
    trigger_time: time | None = None
    enquiry_started_on: date | None = None
    due_on: date | None = None
    due_rule: Key = ""
    late_reason: Text = ""
    late_authorised_by_id: ProfessionalId | None = None
    quorum: QuorumState = QuorumState.NOT_COUNTED
    quorum_reason: Text = ""
    status: MeetingStatus = MeetingStatus.PLANNED
    status_reason: Text = ""
    classification: Line = "OFFICIAL-SENSITIVE"
    next_type_id: Key = ""
    next_on: date | None = None
    next_at: time | None = None
    next_place: Line = ""
    purpose: Text = ""


class ListKind(StrEnum):
    """How a case stands on the list of a meeting of many cases."""

    FULL = "full"
    ALERT_ONLY = "alert_only"
    DEFERRED = "deferred"
    TWELVE_MONTHS = "twelve_months"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCase(Row):
    """One family heard at one meeting."""

    table: ClassVar[str] = "meeting_case"
    many: ClassVar[str] = "cases"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("reason",)
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("meeting_id", "family_id"),)

    meeting_id: MeetingId
    family_id: FamilyId
    position: int = 0
    list_kind: ListKind = ListKind.FULL
    list_reason: Line = ""
    planned_minutes: int | None = None
    used_seconds: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    referred_on: date | None = None
    incident_on: date | None = None
    referring_agency_id: AgencyId | None = None
    referrer_id: ProfessionalId | None = None
    criteria: tuple[str, ...] = ()
    checklist: Line = ""
    checklist_score: int | None = None
    checklist_most: int | None = None
    checklist_by: Line = ""
    checklist_on: date | None = None
    is_repeat: YesNo = YesNo.UNKNOWN
    last_referred_on: date | None = None
    transferred_from: Line = ""
    transferred_to: Line = ""
    reason: Text = ""
    victim_views: Text = ""
    victim_views_from: Line = ""
    not_known_because: Line = ""
    outcome: Line = ""
    outcome_reason: Text = ""
    feedback_by_id: ProfessionalId | None = None
    feedback_how: Line = ""
    feedback_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint(Row):
    """A section of a meeting, or of one of its cases, in the order in which it is taken."""

    table: ClassVar[str] = "agenda_point"
    many: ClassVar[str] = "agenda"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("note",)

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    section: Key
    title: Line
    kind: Key = "text"
    position: int = 0
    planned_minutes: int | None = None
    used_seconds: int = 0
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    set_aside_because: Line = ""
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswer(Row):
    """An answer to a question that only this type of meeting asks, such as who sees the child first.

    The questions are data of the meeting type, so that a new type needs no new table.
    """

    table: ClassVar[str] = "form_answer"
    many: ClassVar[str] = "answers"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("text",)

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    person_id: PersonId | None = None
    section: Key
    question: Key
    text: Text = ""
    on_date: date | None = None
    answer: YesNo = YesNo.UNKNOWN
    visibility: Visibility = Visibility.V1


class Direction(StrEnum):
    """Which way a case moves between areas."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTransfer(Row):
    """A case on its way between areas: what was sent, what came, who holds the plan meanwhile."""

    table: ClassVar[str] = "case_transfer"
    many: ClassVar[str] = "transfers"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    family_id: FamilyId
    direction: Direction
    other_area: Line
    other_worker: Line = ""
    new_area: Line = ""
    is_temporary: YesNo = YesNo.UNKNOWN
    moved_on: date | None = None
    reason: Text = ""
    notified_on: date | None = None
    documents: Text = ""
    documents_complete: YesNo = YesNo.UNKNOWN
    documents_received_on: date | None = None
    accepted: YesNo = YesNo.UNKNOWN
    accepted_on: date | None = None
    worker_attended: YesNo = YesNo.UNKNOWN
    support_handed_over_on: date | None = None
    plan_ends_there_on: date | None = None
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRead(Row):
    """A statement that was read aloud, in the words of that day."""

    table: ClassVar[str] = "statement_read"
    many: ClassVar[str] = "statements"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    kind: Key
    text: Text = ""
    read_at: datetime | None = None
    read_by_id: ProfessionalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink(Row):
    """A way out of this meeting into another process, or another family with the same person in it."""

    table: ClassVar[str] = "case_link"
    many: ClassVar[str] = "links"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    kind: Key
    other_family_id: FamilyId | None = None
    through_id: PersonId | None = None
    on_date: date | None = None
    note: Text = ""
