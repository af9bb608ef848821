"""What was asked of each agency and what each shared: five answers, kinds, sources, who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    AgencyId,
    EntryId,
    FamilyId,
    Key,
    Line,
    MeetingId,
    PersonId,
    ProfessionalId,
    RequestId,
    Row,
    StaffId,
    Text,
)
from meetingdesk.domain.visibility import Visibility


class RequestState(StrEnum):
    """Five different things, none of which is silence."""

    ASKED = "asked"
    ANSWERED = "answered"
    NOTHING_KNOWN = "nothing_known"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest(Row):
    """What one agency was asked about one person for one meeting, and what came of it."""

    table: ClassVar[str] = "information_request"
    many: ClassVar[str] = "requests"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    agency_id: AgencyId
    professional_id: ProfessionalId | None = None
    person_id: PersonId | None = None
    state: RequestState = RequestState.ASKED
    reason: Text = ""
    asked_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    systems_checked: Line = ""
    identity_confirmed: YesNo = YesNo.UNKNOWN
    last_contact_on: date | None = None
    last_contact: Line = ""
    is_sent_back: bool = False
    sent_back_because: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPrompt(Row):
    """One question put to an agency, and whether it was answered."""

    table: ClassVar[str] = "request_prompt"
    many: ClassVar[str] = "prompts"
    inside: ClassVar[str | None] = "request_id"

    request_id: RequestId
    position: int = 0
    text: Text
    answer: Text = ""


class EntryKind(StrEnum):
    """What a piece of information is; fact, report, observation, opinion and allegation stay apart."""

    FACT = "fact"
    REPORTED = "reported"
    OBSERVED = "observed"
    OPINION = "opinion"
    ANALYSIS = "analysis"
    ALLEGATION = "allegation"
    SAID = "said"
    NOTE = "note"


class EntryStatus(StrEnum):
    """How firm a piece of information is."""

    NOT_SAID = "not_said"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"
    HISTORIC = "historic"


class Relevance(StrEnum):
    """What a piece of information bears on."""

    NOT_SAID = "not_said"
    RISK = "risk"
    NEED = "need"
    STRENGTH = "strength"
    BACKGROUND = "background"


class DateIs(StrEnum):
    """How exactly a date is known."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Row):
    """One thing said or shared in a meeting."""

    table: ClassVar[str] = "entry"
    many: ClassVar[str] = "entries"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("text",)

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    section: Key = ""
    position: int = 0
    at: datetime | None = None
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    speaker_id: PersonId | None = None
    kind: EntryKind = EntryKind.NOTE
    text: Text
    source: Line = ""
    source_on: date | None = None
    source_on_is: DateIs = DateIs.EXACT
    status: EntryStatus = EntryStatus.NOT_SAID
    disputed_by: Line = ""
    relevance: Relevance = Relevance.NOT_SAID
    bases: tuple[str, ...] = ()
    visibility: Visibility = Visibility.V1
    visibility_reason: Line = ""
    is_not_shared: bool = False
    not_shared_because: Line = ""
    means_for_child: Text = ""
    request_id: RequestId | None = None
    author_id: StaffId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAbout(Row):
    """A person that an entry is about."""

    table: ClassVar[str] = "entry_about"
    many: ClassVar[str] = "about"
    inside: ClassVar[str | None] = "entry_id"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("entry_id", "person_id"),)

    entry_id: EntryId
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReader(Row):
    """Somebody on the named list of a restricted entry."""

    table: ClassVar[str] = "entry_reader"
    many: ClassVar[str] = "readers"
    inside: ClassVar[str | None] = "entry_id"

    entry_id: EntryId
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    person_id: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingDecision(Row):
    """Why an agency shared, or did not, for one family: basis, need, proportion, who was told."""

    table: ClassVar[str] = "sharing_decision"
    many: ClassVar[str] = "sharing_decisions"
    inside: ClassVar[str | None] = "meeting_id"

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    agency_id: AgencyId
    asked_by_id: ProfessionalId | None = None
    asked_on: date | None = None
    what: Text = ""
    purpose: Text = ""
    shared: Line = ""
    bases: tuple[str, ...] = ()
    necessary: Text = ""
    proportionate: Text = ""
    family_told: YesNo = YesNo.UNKNOWN
    not_told_because: Line = ""
    decided_by_id: ProfessionalId | None = None
    advice_sought: Line = ""
    detriment: Text = ""
    reconsider_on: date | None = None
    visibility: Visibility = Visibility.V1
