"""Documents and what became of them: versions, copies, who got which, and who passed it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    AgencyId,
    Copy,
    CopyId,
    DistributionId,
    DocumentId,
    FamilyId,
    Key,
    Line,
    MeetingId,
    PersonId,
    ProfessionalId,
    Row,
    Text,
    VersionId,
)
from meetingdesk.domain.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Row):
    """One document of a meeting, with its own clock, approval and seal."""

    table: ClassVar[str] = "document"
    many: ClassVar[str] = "documents"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    kind: Key
    title: Line = ""
    language: Key = "en-GB"
    due_on: date | None = None
    due_rule: Key = ""


class VersionState(StrEnum):
    """Where a version of a document is."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVersion(Row):
    """One version; a sealed one is never edited, a later one only adds."""

    table: ClassVar[str] = "document_version"
    many: ClassVar[str] = "versions"
    inside: ClassVar[str | None] = "document_id"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("document_id", "number"),)

    document_id: DocumentId
    number: int
    state: VersionState = VersionState.DRAFT
    made_at: datetime | None = None
    made_by: Line = ""
    approved_by_id: ProfessionalId | None = None
    approved_at: datetime | None = None
    quality_checked_by: Line = ""
    quality_checked_at: datetime | None = None
    sealed_at: datetime | None = None
    content: Copy = ""
    content_hash: Line = ""
    amendments: Text = ""
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCopy(Row):
    """The copy of a version that was made for one reader."""

    table: ClassVar[str] = "document_copy"
    many: ClassVar[str] = "copies"
    inside: ClassVar[str | None] = "version_id"

    version_id: VersionId
    number: int
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    person_id: PersonId | None = None
    reader: Line = ""
    sees: tuple[Visibility, ...] = ()
    format: Key = ""
    language: Key = "en-GB"
    file_hash: Line = ""
    made_at: datetime | None = None
    checked_at: datetime | None = None


class SentBy(StrEnum):
    """How a copy left."""

    SECURE_EMAIL = "secure_email"
    PORTAL = "portal"
    RECORDED_POST = "recorded_post"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution(Row):
    """A copy on its way to its reader."""

    table: ClassVar[str] = "distribution"
    many: ClassVar[str] = "distributions"
    inside: ClassVar[str | None] = "copy_id"

    copy_id: CopyId
    method: SentBy = SentBy.SECURE_EMAIL
    due_on: date | None = None
    due_rule: Key = ""
    sent_at: datetime | None = None
    sent_by: Line = ""
    returned_at: datetime | None = None
    returned_because: Line = ""
    recalled_at: datetime | None = None
    recalled_because: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Row):
    """A reader said that a copy arrived."""

    table: ClassVar[str] = "acknowledgement"
    many: ClassVar[str] = "acknowledgements"
    inside: ClassVar[str | None] = "distribution_id"

    distribution_id: DistributionId
    at: datetime
    by: Line = ""
    how: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade(Row):
    """A reader passed a copy, or its actions, on inside their own agency."""

    table: ClassVar[str] = "cascade"
    many: ClassVar[str] = "cascades"
    inside: ClassVar[str | None] = "distribution_id"

    distribution_id: DistributionId
    to: Line
    what: Line = ""
    confirmed: YesNo = YesNo.UNKNOWN
    at: datetime | None = None


class CorrectionState(StrEnum):
    """What the chair made of a request for correction."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    NOTED = "noted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Row):
    """A request to correct a version, by line, and what the chair answered."""

    table: ClassVar[str] = "correction"
    many: ClassVar[str] = "corrections"
    inside: ClassVar[str | None] = "version_id"

    version_id: VersionId
    asked_by: Line = ""
    asked_by_agency_id: AgencyId | None = None
    asked_on: date | None = None
    place: Line = ""
    text: Text
    state: CorrectionState = CorrectionState.RECEIVED
    answer: Text = ""
    answered_by_id: ProfessionalId | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReceived(Row):
    """A file that came in for a meeting; its content is kept with it, its name stays neutral."""

    table: ClassVar[str] = "file_received"
    many: ClassVar[str] = "files_received"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    agency_id: AgencyId | None = None
    kind: Key = ""
    name: Line = ""
    media_type: Line = ""
    size: int = 0
    content_hash: Line = ""
    received_at: datetime | None = None
    visibility: Visibility = Visibility.V1


class ConsentState(StrEnum):
    """What became of asking; the absence of consent never blocks safeguarding."""

    NOT_SOUGHT = "not_sought"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNSAFE_TO_ASK = "unsafe_to_ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Row):
    """Whether somebody was asked, what they said, and why not where they were not."""

    table: ClassVar[str] = "consent"
    many: ClassVar[str] = "consents"
    inside: ClassVar[str | None] = "family_id"

    family_id: FamilyId
    person_id: PersonId
    purpose: Line
    state: ConsentState = ConsentState.NOT_SOUGHT
    reason: Text = ""
    given_on: date | None = None
    withdrawn_on: date | None = None
    sought_by_id: ProfessionalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(Row):
    """When the record of a family is to be looked at again, and under which rule."""

    table: ClassVar[str] = "retention"
    many: ClassVar[str] = "retentions"
    inside: ClassVar[str | None] = "family_id"

    family_id: FamilyId
    meeting_id: MeetingId | None = None
    rule: Key = ""
    authority: Line = ""
    starts_on: date | None = None
    review_on: date | None = None
    decided: Line = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold(Row):
    """Nothing under a hold may be disposed of; it overrides every retention rule."""

    table: ClassVar[str] = "legal_hold"
    many: ClassVar[str] = "legal_holds"
    inside: ClassVar[str | None] = "family_id"

    family_id: FamilyId
    person_id: PersonId | None = None
    meeting_id: MeetingId | None = None
    from_date: date | None = None
    until_date: date | None = None
    reason: Text
    owner: Line = ""
    placed_on: date | None = None
    review_on: date | None = None
    lifted_on: date | None = None
    lifted_because: Text = ""
