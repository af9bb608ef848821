"""The steps of a document from its draft to its seal, and its confirmation at the next meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from meetingdesk.app.definitions import quality_checks
from meetingdesk.app.documents.amending import amendments_of, untold
from meetingdesk.app.documents.sealed_versions import check_not_left
from meetingdesk.app.documents.snapshots import OPEN, Frozen, by_class, record_of
from meetingdesk.app.documents.versions import (
    add_version,
    document_of,
    is_changed_since,
    is_sound,
    newest_version,
    parts_apart,
    versions_of,
)
from meetingdesk.app.kept_definitions import type_of
from meetingdesk.app.outcome import Outcome, lasting, outcome_of
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.document_life import (
    FINISHED,
    SECTION_OF_CONFIRMING,
    WORDS,
    QualityCheck,
    check_approvable,
    check_checker,
    check_open,
    check_step,
)
from meetingdesk.domain.documents import Document, DocumentVersion, VersionState
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import FINALISED, FormAnswer, Meeting, MeetingStatus
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import DamagedStore, MeetingDeskError, NotAllowed
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork

_NOT_HELD = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED})


@dataclass(frozen=True, slots=True)
class TakeDraft:
    """Freeze the record as it is now as a new version of a document.

    After a version that was approved or sealed it says what was amended: the corrections that were
    accepted, and `changed`, what a comparison found, in lines that professionals may read.
    """

    meeting_id: UUID
    kind: DocumentKind
    at: datetime
    family_id: UUID | None = None
    changed: tuple[str, ...] = ()
    label: str = "Take a new version"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the version, unless it would say what the newest says."""
        meeting = work.get(Meeting, self.meeting_id)
        check_kind(work, meeting, self.kind)
        document = document_of(work, meeting.id, self.kind, self.family_id)
        versions = versions_of(work, document) if document is not None else ()
        if document is not None and versions and not untold(work, versions):
            newest = versions[-1]
            if not is_changed_since(work, document, newest):
                raise MeetingDeskError(
                    f"Nothing was changed since version {newest.number}.", hint="Go on with that version."
                )
        amendments = amendments_of(work, document, self.changed) if document is not None else ""
        add_version(work, meeting.id, self.kind, self.at, self.family_id, amendments)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class SendForReview:
    """Hand a draft to the chair."""

    version_id: UUID
    label: str = "Send for review"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Put it into review."""
        version = newest_of_document(work, self.version_id)
        check_step(version, VersionState.IN_REVIEW)
        if version.state is VersionState.APPROVED:
            raise MeetingDeskError(
                f"Version {version.number} is {WORDS[version.state]}.",
                hint="The chair takes an approval back.",
            )
        work.put(replace(version, state=VersionState.IN_REVIEW))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Give a version back: what was approved is reviewed again, what was in review is a draft again."""

    version_id: UUID
    label: str = "Give a version back"
    deed: Deed = Deed.APPROVE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Take one step back, as long as no copy of it has left."""
        version = newest_of_document(work, self.version_id)
        check_open(version)
        if version.state is VersionState.DRAFT:
            raise MeetingDeskError(
                f"Version {version.number} is a draft already.", hint="Nothing is to be done."
            )
        is_approved = version.state is VersionState.APPROVED
        if is_approved:
            check_not_left(work, version)
        state = VersionState.IN_REVIEW if is_approved else VersionState.DRAFT
        work.put(replace(version, state=state, approved_by_id=None, approved_at=None))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class NoteQualityCheck:
    """Put down that the person at the desk checked the quality of a version."""

    version_id: UUID
    at: datetime
    label: str = "Note the quality check"
    deed: Deed = Deed.QUALITY_CHECK

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write down who checked it and when."""
        version = newest_of_document(work, self.version_id)
        check_checker(version, check_asked(work, version), work.desk.name)
        work.put(replace(version, quality_checked_by=work.desk.name, quality_checked_at=self.at))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class ApproveVersion:
    """Approve a version: it may leave as the document."""

    version_id: UUID
    at: datetime
    label: str = "Approve a document"
    deed: Deed = Deed.APPROVE

    def apply(self, work: UnitOfWork) -> Outcome:
        """Approve it, once it was checked where that is asked for."""
        version = newest_of_document(work, self.version_id)
        check_approvable(version, check_asked(work, version))
        check_finalised(work, version)
        check_sound(work, version)
        check_whole(work, version)
        by = who_approves(work, version)
        work.put(replace(version, state=VersionState.APPROVED, approved_by_id=by, approved_at=self.at))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class SealVersion:
    """Seal an approved version: from then on nothing in it is ever changed."""

    version_id: UUID
    at: datetime
    label: str = "Seal a document"
    deed: Deed = Deed.SEAL

    def apply(self, work: UnitOfWork) -> Outcome:
        """Seal it with all its parts, if each still is what was approved; a seal is not undone."""
        version = newest_of_document(work, self.version_id)
        check_step(version, VersionState.SEALED)
        check_sound(work, version)
        check_whole(work, version)
        for part in (version, *parts_apart(work, version)):
            read = work.get(DocumentVersion, part.id)
            work.put(replace(read, state=VersionState.SEALED, sealed_at=self.at))
        return lasting(work)


@dataclass(frozen=True, slots=True)
class ConfirmRecord:
    """Put down at the next meeting that the minutes of the one before are a correct record."""

    version_id: UUID
    next_meeting_id: UUID
    at: datetime
    label: str = "Confirm the record of the last meeting"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write it into the record of the next meeting."""
        version = newest_of_document(work, self.version_id)
        document = work.get(Document, version.document_id)
        meeting, following = work.get(Meeting, document.meeting_id), work.get(Meeting, self.next_meeting_id)
        if document.kind != DocumentKind.FULL_MINUTES:
            raise MeetingDeskError("Only minutes are confirmed at the next meeting.", hint="Choose them.")
        if version.state not in FINISHED:
            raise MeetingDeskError(
                f"Version {version.number} is {WORDS[version.state]}, so it cannot be confirmed yet.",
                hint="The chair approves it first.",
            )
        if not comes_after(following, meeting):
            raise MeetingDeskError(
                "That meeting does not follow this one.", hint="Choose a later one of the same thread."
            )
        if following.status in _NOT_HELD:
            raise MeetingDeskError("That meeting was not held yet.", hint="Confirm the record when it sits.")
        if confirmed_at(work, document, version) is not None:
            raise MeetingDeskError("These minutes are confirmed already.", hint="Nothing is to be done.")
        work.add(
            FormAnswer(
                meeting_id=following.id,
                family_id=document.family_id,
                section=SECTION_OF_CONFIRMING,
                question=version.id.hex,
                text=f"Version {version.number} of the minutes of {meeting.reference} is a correct record.",
                on_date=following.held_on or self.at.date(),
                answer=YesNo.YES,
            )
        )
        return outcome_of(work, self)


def take_first_draft(work: UnitOfWork, meeting_id: UUID, at: datetime) -> None:
    """Add a draft of the minutes to the work that ends a meeting, where its type lists minutes."""
    meeting = work.get(Meeting, meeting_id)
    kind = type_of(work, meeting)
    if kind is None or DocumentKind.FULL_MINUTES not in kind.documents:
        return
    newest = newest_version(work, meeting_id, DocumentKind.FULL_MINUTES)
    if newest is None or is_changed_since(work, *newest):
        add_version(work, meeting_id, DocumentKind.FULL_MINUTES, at)


def check_kind(reading: Reading, meeting: Meeting, kind: DocumentKind) -> None:
    """Raise unless the type of a meeting lists a kind of document."""
    sort = type_of(reading, meeting)
    if sort is None:
        raise MeetingDeskError(
            "The type of this meeting is not known here.",
            hint="Bring in the meeting with its type, or add the type.",
        )
    if kind not in sort.documents:
        raise NotAllowed(
            f"A {sort.title} lists no {kind.label.lower()}, so none is made.",
            hint=f"It lists: {', '.join(one.label.lower() for one in sort.documents)}.",
        )


def check_finalised(reading: Reading, version: DocumentVersion) -> None:
    """Raise where minutes would be approved of a record in which something must be settled first.

    A letter, a list of actions and a notice may leave on the same day; the minutes are the record.
    """
    document = reading.get(Document, version.document_id)
    if document.kind != DocumentKind.FULL_MINUTES:
        return
    if reading.get(Meeting, document.meeting_id).status not in FINALISED:
        raise MeetingDeskError(
            "The record is finalised before its minutes are approved.",
            hint="In the meeting Ctrl+Shift+Enter shows what must be settled, or justified, for that.",
        )


def newest_of_document(reading: Reading, version_id: UUID) -> DocumentVersion:
    """Return a version, or raise where a newer one took its place."""
    version = reading.get(DocumentVersion, version_id)
    document = reading.get(Document, version.document_id)
    newest = versions_of(reading, document)[-1]
    if newest.id != version.id:
        check_open(version)
        raise MeetingDeskError(
            f"Version {newest.number} took the place of version {version.number}.",
            hint="Go on with the newest version.",
        )
    return version


def check_asked(reading: Reading, version: DocumentVersion) -> QualityCheck | None:
    """Return the quality check that a version needs before it is approved, or None."""
    document = reading.get(Document, version.document_id)
    meeting = reading.get(Meeting, document.meeting_id)
    return quality_checks().asked_of(meeting.type_id, document.kind)


def check_sound(reading: Reading, version: DocumentVersion) -> None:
    """Raise unless a version and its parts are what they were when they were taken."""
    if not all(is_sound(one) for one in (version, *parts_apart(reading, version))):
        raise DamagedStore(
            f"Version {version.number} is not what it was when it was taken.",
            hint="Take a new version, and verify the store.",
        )


def check_whole(reading: Reading, version: DocumentVersion, record: Frozen | None = None) -> None:
    """Raise where the record holds a class of words of which a version holds none.

    Whoever took it may not have seen them, and whoever approves it does. `record` is the record as it
    stands, where that was read already.
    """
    if record is None:
        record = record_of(reading, reading.get(Document, version.document_id).meeting_id)
    held = {OPEN, *(part.visibility for part in parts_apart(reading, version))}
    missing = [each for each in by_class(record) if each not in held]
    if missing:
        words = " and ".join(each.label.lower() for each in sorted(missing))
        raise MeetingDeskError(
            f"The record holds words of the class {words}, and version {version.number} holds none.",
            hint="Take a new version first; it holds all that you may see.",
        )


def who_approves(reading: Reading, version: DocumentVersion) -> UUID | None:
    """Return who the person at the desk is in meetings; where nobody knows, the chair approves."""
    staff = reading.look_up(Staff, reading.desk.staff_id)
    if staff is not None and staff.professional_id is not None:
        return staff.professional_id
    document = reading.get(Document, version.document_id)
    return reading.get(Meeting, document.meeting_id).chair_id


def confirmed_at(reading: Reading, document: Document, version: DocumentVersion) -> FormAnswer | None:
    """Return where it stands that a version was confirmed as a correct record, or None."""
    found = reading.find(FormAnswer, section=SECTION_OF_CONFIRMING, question=version.id.hex)
    return next((row for row in found if row.meeting_id != document.meeting_id), None)


def comes_after(following: Meeting, meeting: Meeting) -> bool:
    """Say whether a meeting follows another in its thread or series."""
    if following.id == meeting.id:
        return False
    if following.previous_id == meeting.id:
        return True
    is_of_family = meeting.family_id is not None and following.family_id == meeting.family_id
    is_of_series = meeting.series_id is not None and following.series_id == meeting.series_id
    if not (is_of_family or is_of_series) or following.held_on is None or meeting.held_on is None:
        return False
    return (following.held_on, following.sequence) > (meeting.held_on, meeting.sequence)
