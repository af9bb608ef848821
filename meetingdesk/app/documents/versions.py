"""The versions of a document: each freezes the record of its meeting, and copies are made of that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from meetingdesk.app.documents.before_meeting import with_challenges_before
from meetingdesk.app.documents.clocks_of_documents import due_of
from meetingdesk.app.documents.snapshots import (
    APART,
    OPEN,
    Frozen,
    as_text,
    by_class,
    digest_of,
    facts_in,
    is_same_record,
    packed,
    record_of,
    rows_in,
    together,
    unpacked,
)
from meetingdesk.app.live.earlier_of_thread import earlier_of_thread
from meetingdesk.domain.document_life import FINISHED, kind_apart
from meetingdesk.domain.documents import Document, DocumentVersion
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork

Kept = tuple[Document, DocumentVersion]


def newest_version(
    reading: Reading, meeting_id: UUID, kind: DocumentKind | str, family_id: UUID | None = None
) -> Kept | None:
    """Return the newest version of a document of a meeting, or None while there is none."""
    document = document_of(reading, meeting_id, kind, family_id)
    versions = versions_of(reading, document) if document is not None else ()
    return (document, versions[-1]) if document is not None and versions else None


def document_of(
    reading: Reading, meeting_id: UUID, kind: DocumentKind | str, family_id: UUID | None = None
) -> Document | None:
    """Return a document of a meeting; without a family, the one about the meeting as a whole."""
    meeting = reading.get(Meeting, meeting_id)
    wanted = {family_id} if family_id is not None else {None, meeting.family_id}
    found = reading.find(Document, meeting_id=meeting_id, kind=str(kind))
    return next((row for row in reversed(found) if row.family_id in wanted), None)


def versions_of(reading: Reading, document: Document) -> tuple[DocumentVersion, ...]:
    """Return the versions of a document, the oldest first."""
    found = reading.find(DocumentVersion, document_id=document.id)
    return tuple(sorted(found, key=lambda row: row.number))


def version_to_send(
    work: UnitOfWork, meeting_id: UUID, kind: DocumentKind | str, at: datetime, family_id: UUID | None = None
) -> DocumentVersion:
    """Return the version that copies are sent of.

    That is the newest where it is approved or sealed, or a draft that still holds the record as it is;
    else a new draft, which is added to the work in hand.
    """
    newest = newest_version(work, meeting_id, kind, family_id)
    if newest is not None and (newest[1].state in FINISHED or not is_changed_since(work, *newest)):
        return newest[1]
    return add_version(work, meeting_id, kind, at, family_id)


def facts_of_version(version: DocumentVersion, apart: Iterable[DocumentVersion] = ()) -> MeetingFacts:
    """Return the meeting that a version froze, as documents look at it.

    `apart` are the parts that only some may read (`parts_apart`); without them nothing restricted, no
    legal advice and nothing police-sensitive is in it. Whoever makes copies asks `facts_to_copy`.
    """
    return facts_in(frozen_in(version, apart))


def facts_to_copy(reading: Reading, version: DocumentVersion) -> MeetingFacts:
    """Return the meeting that a version froze, as far as the person at the desk may see it.

    What the meetings before it left behind is no part of its record: that is as it stands now.
    """
    facts = facts_of_version(version, parts_apart(reading, version))
    earlier = earlier_of_thread(reading, facts.meeting)
    return with_challenges_before(reading, replace(facts, earlier=earlier)) if earlier else facts


def parts_apart(reading: Reading, version: DocumentVersion) -> tuple[DocumentVersion, ...]:
    """Return what of a version is kept apart, as far as the person at the desk may see it."""
    document = reading.get(Document, version.document_id)
    kinds = [kind_apart(document.kind, one) for one in APART]
    kept = reading.find(Document, meeting_id=document.meeting_id, family_id=document.family_id, kind=kinds)
    if not kept:
        return ()
    return reading.find(DocumentVersion, document_id=[row.id for row in kept], number=version.number)


def frozen_in(version: DocumentVersion, apart: Iterable[DocumentVersion] = ()) -> Frozen:
    """Return the rows that a version and its parts froze, once it is sure that nobody touched them."""
    return together(_rows_of(one) for one in (version, *apart))


def is_sound(version: DocumentVersion) -> bool:
    """Say whether the content of a version is what its hash was made of."""
    try:
        return digest_of(unpacked(version.content)) == version.content_hash
    except MeetingDeskError:
        return False


def is_changed_since(reading: Reading, document: Document, version: DocumentVersion) -> bool:
    """Say whether the record of the meeting says something else now than a version froze."""
    try:
        then = frozen_in(version, parts_apart(reading, version))
    except MeetingDeskError:
        return True
    return not is_same_record(then, record_of(reading, document.meeting_id))


def add_version(
    work: UnitOfWork,
    meeting_id: UUID,
    kind: DocumentKind | str,
    at: datetime,
    family_id: UUID | None = None,
    amendments: str = "",
) -> DocumentVersion:
    """Add a new draft of the record as it is now, and the document itself where it is the first."""
    document = document_of(work, meeting_id, kind, family_id) or _new_document(
        work, meeting_id, kind, family_id
    )
    number = max((row.number for row in versions_of(work, document)), default=0) + 1
    taking = _Taking(work, document, number, at)
    parts = by_class(record_of(work, meeting_id))
    for visibility in APART:
        if visibility in parts:
            taking.add_apart(visibility, parts[visibility])
    return taking.add(document, OPEN, parts[OPEN], amendments)


@dataclass(frozen=True, slots=True)
class _Taking:
    """One version on its way into the store, with its parts."""

    work: UnitOfWork
    document: Document
    number: int
    at: datetime

    def add_apart(self, visibility: Visibility, rows: Frozen) -> None:
        """Add what only some may read, where they alone find it."""
        kind, whole = kind_apart(self.document.kind, visibility), self.document
        kept = self.work.find(Document, meeting_id=whole.meeting_id, family_id=whole.family_id, kind=kind)
        holder = (
            kept[0]
            if kept
            else self.work.add(Document(meeting_id=whole.meeting_id, family_id=whole.family_id, kind=kind))
        )
        self.add(holder, visibility, rows)

    def add(
        self, holder: Document, visibility: Visibility, rows: Frozen, amendments: str = ""
    ) -> DocumentVersion:
        """Add a part of the version."""
        text = as_text(rows)
        return self.work.add(
            DocumentVersion(
                document_id=holder.id,
                number=self.number,
                made_at=self.at,
                made_by=self.work.desk.name,
                content=packed(text),
                content_hash=digest_of(text),
                amendments=amendments,
                visibility=visibility,
            )
        )


def _new_document(
    work: UnitOfWork, meeting_id: UUID, kind: DocumentKind | str, family_id: UUID | None
) -> Document:
    meeting = work.get(Meeting, meeting_id)
    sort = DocumentKind(kind)
    due = due_of(work, meeting, sort)
    return work.add(
        Document(
            meeting_id=meeting_id,
            family_id=family_id or meeting.family_id,
            kind=sort.value,
            title=sort.label,
            due_on=due.by if due is not None else None,
            due_rule=due.rule if due is not None else "",
        )
    )


def _rows_of(version: DocumentVersion) -> Frozen:
    text = unpacked(version.content)
    if digest_of(text) != version.content_hash:
        raise MeetingDeskError(
            f"Version {version.number} is not what it was when it was made.",
            hint="Verify the store, and take the document from a backup.",
        )
    return rows_in(text)
