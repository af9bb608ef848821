"""Every document of a meeting as its page shows it: how far it is, by when, and what can be done next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.documents.amending import Holder, holders_of, untold
from meetingdesk.app.documents.approving import (
    check_asked,
    check_finalised,
    check_whole,
    comes_after,
    confirmed_at,
)
from meetingdesk.app.documents.clocks_of_documents import due_of, late_words
from meetingdesk.app.documents.sealed_versions import has_left
from meetingdesk.app.documents.snapshots import Frozen, is_same_record, record_of
from meetingdesk.app.documents.versions import document_of, frozen_in, parts_apart, versions_of
from meetingdesk.app.kept_definitions import policy_of_meeting, type_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.document_life import FINISHED, NEXT_STATE, check_approvable, check_checker
from meetingdesk.domain.documents import Correction, CorrectionState, Document, DocumentVersion, VersionState
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.workdays import Calendar, Nation
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading

S = VersionState
_NOT_HELD = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED})
_NOT_BEGUN = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})
BEFORE = frozenset({DocumentKind.AGENDA, DocumentKind.CASE_LIST, DocumentKind.INFORMATION_REQUEST})
"""What is made before a meeting, so that it has versions before it was held."""


class Step(StrEnum):
    """What can be done with a document."""

    TAKE = "take"
    REVIEW = "review"
    CHECK = "check"
    APPROVE = "approve"
    SEAL = "seal"
    GIVE_BACK = "give_back"
    CONFIRM = "confirm"


DEEDS: Mapping[Step, Deed] = {
    Step.TAKE: Deed.RECORD,
    Step.REVIEW: Deed.RECORD,
    Step.CHECK: Deed.QUALITY_CHECK,
    Step.APPROVE: Deed.APPROVE,
    Step.SEAL: Deed.SEAL,
    Step.GIVE_BACK: Deed.APPROVE,
    Step.CONFIRM: Deed.RECORD,
}
"""What each step asks of whoever takes it, as its command says."""


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One request for correction."""

    id: UUID
    version: int
    place: str
    text: str
    asked_by: str
    asked_on: date | None
    state: CorrectionState
    answer: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version, with what is known of it."""

    id: UUID
    number: int
    state: VersionState
    made_at: datetime | None
    made_by: str
    checked_by: str = ""
    checked_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None
    sealed_at: datetime | None = None
    amendments: str = ""
    confirmed: str = ""
    """At which meeting it was confirmed as a correct record."""
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentLife:
    """One document: how far it is, by when it leaves, and what can be done with it."""

    kind: DocumentKind
    due: date | None
    due_words: str
    is_late: bool
    versions: tuple[VersionLine, ...] = ()
    """The oldest first."""
    corrections: tuple[CorrectionLine, ...] = ()
    is_changed: bool = False
    """Whether the record says something else now than the newest version."""
    is_checked_first: bool = False
    """Whether a named senior checks it before it is approved."""
    why_not: Mapping[Step, str] | None = None
    """Why a step cannot be taken; a step that is not in it can."""

    @property
    def newest(self) -> VersionLine | None:
        """The newest version."""
        return self.versions[-1] if self.versions else None

    @property
    def open_corrections(self) -> int:
        """How many requests wait for an answer."""
        return sum(one.state is CorrectionState.RECEIVED for one in self.corrections)

    def may(self, step: Step) -> bool:
        """Say whether a step can be taken now, by whoever is at the desk."""
        return self.why_not is not None and step not in self.why_not


@dataclass(frozen=True, slots=True)
class Lives:
    """The documents of one meeting."""

    meeting_id: UUID
    reference: str
    title: str
    held_on: date | None
    documents: tuple[DocumentLife, ...]
    agencies: tuple[tuple[UUID, str], ...] = ()
    """Who can be named as having asked for a correction."""
    next_id: UUID | None = None
    """The next meeting of the thread that was held, at which the minutes are confirmed."""


def lives_of(reading: Reading, meeting_id: UUID, today: date, made: Collection[DocumentKind]) -> Lives:
    """Return the documents that the type of a meeting lists and that can be made."""
    meeting = reading.get(Meeting, meeting_id)
    kind = type_of(reading, meeting)
    if kind is None:
        raise MeetingDeskError(
            "The type of this meeting is not known here.",
            hint="Bring in the meeting with its type, or add the type.",
        )
    policy = policy_of_meeting(reading, meeting) or rulebook().policy(Nation.ENG)
    looking = _Looking(
        reading,
        meeting,
        today,
        rulebook().calendar(policy.nation),
        record_of(reading, meeting_id),
        _next_held(reading, meeting),
    )
    listed = [one for one in kind.documents if one in made and one is not DocumentKind.LARGE_PRINT]
    agencies = sorted(reading.find(Agency, id=_agencies(looking.now)), key=lambda row: row.name.casefold())
    return Lives(
        meeting_id,
        meeting.reference,
        meeting.title or kind.title,
        meeting.held_on,
        tuple(looking.at(each) for each in _in_order(listed)),
        tuple((row.id, row.name) for row in agencies),
        looking.following.id if looking.following is not None else None,
    )


@dataclass(frozen=True, slots=True)
class _Looking:
    reading: Reading
    meeting: Meeting
    today: date
    calendar: Calendar
    now: Frozen
    following: Meeting | None

    def at(self, kind: DocumentKind) -> DocumentLife:
        """Return one document."""
        document = document_of(self.reading, self.meeting.id, kind)
        versions = versions_of(self.reading, document) if document is not None else ()
        left_on = self._left_on(versions)
        # What is sent before a meeting and never was is missed by nobody once the meeting is over.
        is_over = kind in BEFORE and left_on is None and self.meeting.status not in _NOT_BEGUN
        due = None if is_over else self._due(document, kind)
        is_late = due is not None and (left_on or self.today) > due
        is_changed = bool(versions) and self._is_changed(versions[-1])
        return DocumentLife(
            kind,
            due,
            late_words(due, left_on, self.today, self.calendar),
            is_late,
            tuple(self._version(document, row) for row in versions if document is not None),
            tuple(self._corrections(versions)),
            is_changed,
            bool(versions) and check_asked(self.reading, versions[-1]) is not None,
            dict(self._why_not(kind, versions, is_changed=is_changed)),
        )

    def _due(self, document: Document | None, kind: DocumentKind) -> date | None:
        if document is not None and document.due_on is not None:
            return document.due_on
        due = due_of(self.reading, self.meeting, kind)
        return due.by if due is not None else None

    def _left_on(self, versions: tuple[DocumentVersion, ...]) -> date | None:
        sent = [one.sent_at for one in holders_of(self.reading, versions) if one.sent_at is not None]
        return min(sent).astimezone(LONDON).date() if sent else None

    def _is_changed(self, version: DocumentVersion) -> bool:
        try:
            then = frozen_in(version, parts_apart(self.reading, version))
        except MeetingDeskError:
            return True
        return not is_same_record(then, self.now)

    def _version(self, document: Document, row: DocumentVersion) -> VersionLine:
        by = (
            self.reading.look_up(Professional, row.approved_by_id) if row.approved_by_id is not None else None
        )
        confirmed = confirmed_at(self.reading, document, row)
        where = self.reading.look_up(Meeting, confirmed.meeting_id) if confirmed is not None else None
        return VersionLine(
            row.id,
            row.number,
            row.state,
            row.made_at,
            row.made_by,
            row.quality_checked_by,
            row.quality_checked_at,
            by.name if by is not None else "",
            row.approved_at,
            row.sealed_at,
            row.amendments,
            where.reference if where is not None else "",
            holders_of(self.reading, (row,)),
        )

    def _corrections(self, versions: tuple[DocumentVersion, ...]) -> Iterator[CorrectionLine]:
        numbers = {row.id: row.number for row in versions}
        found = self.reading.find(Correction, version_id=list(numbers)) if numbers else ()
        for row in found:
            agency_id = row.asked_by_agency_id
            agency = self.reading.look_up(Agency, agency_id) if agency_id is not None else None
            by = ", ".join(part for part in (row.asked_by, agency.name if agency is not None else "") if part)
            yield CorrectionLine(
                row.id,
                numbers[row.version_id],
                row.place,
                row.text,
                by,
                row.asked_on,
                row.state,
                row.answer,
                row.answered_on,
            )

    def _why_not(
        self, kind: DocumentKind, versions: tuple[DocumentVersion, ...], *, is_changed: bool
    ) -> Iterator[tuple[Step, str]]:
        newest = versions[-1] if versions else None
        for step in Step:
            why = _not_allowed(self.reading.desk, step)
            if not why:
                why = (
                    self._why_not_taken(kind, versions, is_changed=is_changed)
                    if step is Step.TAKE
                    else "There is no version yet."
                    if newest is None
                    else self._why_not_step(step, kind, newest)
                )
            if why:
                yield step, why

    def _why_not_taken(
        self, kind: DocumentKind, versions: tuple[DocumentVersion, ...], *, is_changed: bool
    ) -> str:
        if self.meeting.status in _NOT_BEGUN and kind not in BEFORE:
            return "The meeting was not held yet."
        if not versions or is_changed or untold(self.reading, versions):
            return ""
        return f"Nothing was changed since version {versions[-1].number}."

    def _why_not_step(self, step: Step, kind: DocumentKind, version: DocumentVersion) -> str:
        try:
            match step:
                case Step.REVIEW:
                    if version.state is not S.DRAFT:
                        return f"Version {version.number} is no draft any more."
                case Step.CHECK:
                    check_checker(version, check_asked(self.reading, version), self.reading.desk.name)
                    if version.quality_checked_at is not None:
                        return f"{version.quality_checked_by} checked version {version.number}."
                case Step.APPROVE:
                    check_approvable(version, check_asked(self.reading, version))
                    check_finalised(self.reading, version)
                    check_whole(self.reading, version, self.now)
                case Step.SEAL:
                    if S.SEALED not in NEXT_STATE[version.state]:
                        is_sealed = version.state is S.SEALED
                        return "It is sealed already." if is_sealed else "It is approved first."
                    check_whole(self.reading, version, self.now)
                case Step.GIVE_BACK:
                    return self._why_not_back(version)
                case _:
                    return self._why_not_confirmed(kind, version)
        except MeetingDeskError as error:
            return str(error)
        return ""

    def _why_not_back(self, version: DocumentVersion) -> str:
        if version.state is S.SEALED:
            return "It is sealed."
        if version.state is S.DRAFT:
            return "It is a draft."
        is_out = version.state is S.APPROVED and has_left(self.reading, version)
        return "Copies of it have left or are on their way." if is_out else ""

    def _why_not_confirmed(self, kind: DocumentKind, version: DocumentVersion) -> str:
        if kind is not DocumentKind.FULL_MINUTES:
            return "Only minutes are confirmed at the next meeting."
        if version.state not in FINISHED:
            return "The chair approves it first."
        if self.following is None:
            return "No later meeting of this thread was held yet."
        document = self.reading.get(Document, version.document_id)
        is_confirmed = confirmed_at(self.reading, document, version) is not None
        return "It is confirmed already." if is_confirmed else ""


def _not_allowed(person: AtDesk, step: Step) -> str:
    deed = DEEDS[step]
    return "" if person.may(deed) else f"Your role may not {deed.label}."


def _next_held(reading: Reading, meeting: Meeting) -> Meeting | None:
    found = set(reading.find(Meeting, previous_id=meeting.id))
    for name in ("family_id", "series_id"):
        key = getattr(meeting, name)
        found |= set(reading.find(Meeting, **{name: key})) if key is not None else set()
    later = [row for row in found if comes_after(row, meeting) and row.status not in _NOT_HELD]
    return min(later, key=lambda row: (row.held_on or date.max, row.sequence), default=None)


def _agencies(rows: Frozen) -> list[UUID]:
    return [row.id for row in rows.get(Agency, ())]


def _in_order(kinds: Iterable[DocumentKind]) -> list[DocumentKind]:
    """Return kinds with what is made after a meeting first: the minutes before all."""
    found = list(kinds)
    return sorted(found, key=lambda kind: (kind in BEFORE, kind is not DocumentKind.FULL_MINUTES))
